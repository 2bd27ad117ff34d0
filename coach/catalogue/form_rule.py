"""Form rules: what a good rep or hold looks like, and what to say if it does not."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from coach.body.view import View
from coach.catalogue.bound import Bound
from coach.catalogue.poses import Acted, Name, Text

Severity = Literal["minor", "moderate", "serious"]
When = Literal["start", "turn", "way"]


class FormRule(Bound):
    """The limits of a good rep or hold; outside them is a fault.

    Attributes:
        fault: Name of the fault in files and in the database.
        title: Name for the user, such as 'leaning back'.
        at: Where in the rep to measure: in the start position, at the turning point, or at the worst point
            along the way. A hold is judged throughout, whatever the value.
        views: Views from which one camera can judge it; other views give no verdict.
        severity: How much it matters: of several faults, the most severe gets the cue.
        cue: What to say during the set.
        correction: The same with more words, for the report; may be empty.
        drill: An exercise or a habit that helps; may be empty.
        praise: What to say once it is corrected; may be empty.
        source: Where the limits or their reason come from; may be empty.
        acted: How the rendered athlete shows the fault.
    """

    fault: Name
    title: Text
    at: When
    views: tuple[View, ...] = Field(min_length=1)
    severity: Severity = "moderate"
    cue: Text
    correction: str = ""
    drill: str = ""
    praise: str = ""
    source: str = ""
    acted: Acted
