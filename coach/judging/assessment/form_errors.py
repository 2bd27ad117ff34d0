"""The error bars of what form rules measure."""

from __future__ import annotations

from coach.body.angle_errors import Angle, read_angle_errors
from coach.body.angles import IN_TRUNK_LENGTHS
from coach.body.view import View
from coach.catalogue.form_rule import FormRule

TILT_DEG = 26.0
"""An upright body reads up to 26 degrees of lean from a camera on the floor that looks up by 30."""
_TILT_SINE = 0.44
"""The same for a distance along the vertical, in trunk lengths: the sine of that angle."""
_AGAINST_GRAVITY = ("inclination", "body_inclination", "shoulder_slope", "wrist_drop", "heel_lift")
_NEVER_LEVELED = ("body_inclination", "wrist_drop", "heel_lift")
"""Those that are read against the camera's vertical even if its tilt is known."""
_STEPS = 2.0
"""A phase begins and ends within a frame."""


def error_of(rule: FormRule, main: Angle, view: View, *, leveled: bool, step_s: float) -> float | None:
    """The error bar of a rule's figure, in degrees, trunk lengths or seconds; None if it is unknown.

    A change, or a departure from the person's own reps, doesn't depend on the camera's tilt. The figure
    itself does if it is against the vertical: then an unknown tilt adds its error.

    Args:
        rule: The rule.
        main: The main angle of the exercise, whose error is that of its signal.
        view: The camera's view.
        leveled: Whether the camera's tilt is known.
        step_s: Time between two frames.
    """
    if rule.figure == "duration":
        return _STEPS * step_s
    assert rule.measure is not None, "only a duration has no measure"
    measure: Angle = main if rule.measure == "signal" else rule.measure
    bar = read_angle_errors().bar(measure, view)
    if bar is None:
        return None
    is_absolute = rule.figure == "value" and rule.against == "limit"
    is_tilted = measure in _AGAINST_GRAVITY and not (leveled and measure not in _NEVER_LEVELED)
    if not (is_absolute and is_tilted):
        return bar.bar_deg
    return bar.bar_deg + (_TILT_SINE if measure in IN_TRUNK_LENGTHS else TILT_DEG)
