"""Form rules: what a good rep or hold looks like, and what to say if it does not."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from coach.body.angles import Alignment
from coach.body.view import View
from coach.catalogue.bound import Limits, Measure
from coach.catalogue.poses import Acted, Name, Text
from coach.catalogue.severity import Severity
from coach.catalogue.standard import Standard

Figure = Literal["value", "travel", "drift", "range", "asymmetry", "duration"]
"""What a rule compares with its limit.

- ``value``: the measure itself: its median at a moment, its worst sustained value along the way.
- ``travel``: how far it moves between the start position and the turning point.
- ``drift``: its largest change since the beginning of the phase, in the direction of the limit.
- ``range``: the difference between its largest and its smallest value, of what should be still.
- ``asymmetry``: the difference between left and right.
- ``duration``: how long the phase lasts, in seconds; needs no measure.
"""
When = Literal["start", "turn", "out", "back", "way"]

_UNUSED = ("both", "if_alone", "if_hidden")
"""Keys of a bound that never changed a form rule; files may still have them."""


class FormRule(Limits):
    """The limits of a good rep or hold; outside them, by more than the error of the measure, is a fault.

    Attributes:
        fault: Name of the fault in files and in the database.
        title: Name for the user, such as 'leaning back'.
        measure: What is measured: a joint's inner angle, a distance, an attitude of the trunk, an alignment,
            or "signal"; None for a duration and for a level.
        figure: What of it is compared with the limit.
        at: Where in the rep to measure: in the start position, at the turning point, on the way out, on the
            way back, or on the whole way. A hold is judged throughout, whatever the value.
        against: Whether the limit is for the figure itself, or for how far it departs from the person's own
            first good reps.
        level: The lowest level of the exercise's standard that is no fault; it takes the place of a measure
            and a limit.
        for_s: How long it must last, in seconds; 0 for the worst tenth of the phase.
        views: Views from which one camera can judge it; other views give no verdict.
        severity: How much it matters: of several faults, the most severe gets the cue.
        cue: What to say during the set.
        correction: The same with more words, for the report.
        drill: An exercise or a habit that helps; may be empty.
        praise: What to say once it is corrected; may be empty.
        source: Where the limits or their reason come from; may be empty.
        acted: How the rendered athlete shows the fault.
    """

    fault: Name
    title: Text
    measure: Measure | Alignment | None = None
    figure: Figure = "value"
    at: When
    against: Literal["limit", "baseline"] = "limit"
    level: Name | None = None
    for_s: Annotated[float, Field(ge=0, le=10)] = 0.0
    views: tuple[View, ...] = Field(min_length=1)
    severity: Severity = "moderate"
    cue: Text
    correction: str = ""
    drill: str = ""
    praise: str = ""
    source: str = ""
    acted: Acted

    @model_validator(mode="before")
    @classmethod
    def _drop_unused(cls, table: Any) -> Any:
        if isinstance(table, dict):
            return {key: value for key, value in table.items() if key not in _UNUSED}
        return table

    @model_validator(mode="after")
    def _measurable(self) -> Self:
        if self.level is not None:
            if self.measure is not None or self.has_limit or self.figure != "value":
                raise ValueError("a level brings its own measure and limit; leave out the others")
            return self
        if not self.has_limit:
            raise ValueError("needs at_least, at_most or both, or a level")
        if (self.measure is None) != (self.figure == "duration"):
            raise ValueError(_NO_MEASURE if self.measure is None else "a duration needs no measure")
        return self

    @model_validator(mode="after")
    def _has_a_phase(self) -> Self:
        if self.figure in ("drift", "range", "duration") and self.at in ("start", "turn"):
            raise ValueError(f'a {self.figure} needs a phase: at = "out", "back" or "way"')
        if self.figure == "duration" and (self.at == "way" or self.against == "baseline"):
            raise ValueError('a duration is that of one phase, against a limit: at = "out" or "back"')
        if self.figure == "drift" and ((self.at_least or -1.0) >= 0 or (self.at_most or 1.0) <= 0):
            raise ValueError("a drift starts at 0: at_most must be above 0, and at_least below")
        return self

    def of_level(self, standard: Standard) -> FormRule:
        """This rule with the measure and the limit of its level.

        Args:
            standard: The exercise's standard, which has the level.
        """
        [level] = [each for each in standard.levels if each.name == self.level]
        return self.model_copy(
            update={
                "measure": standard.measure,
                "figure": "travel" if standard.at == "range" else "value",
                "at": "turn" if standard.at == "range" else standard.at,
                "at_least": level.at_least,
                "at_most": level.at_most,
                "why": self.why or level.why,
                "source": self.source or level.source,
            }
        )


_NO_MEASURE = "needs a measure, or a level of the standard"
