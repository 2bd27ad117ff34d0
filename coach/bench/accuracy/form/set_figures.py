"""Faults and figures of a whole set of push-ups: what the rules say, and what a model learns from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.bench.accuracy.form.push_up_measures import PushUpMeasures

_Floats = NDArray[np.float64]

LINE_DEG = 15.0
"""A body bent by more than this between shoulders, hips and ankles is no line. Good push-ups stay within
10 degrees, and a picture from the side is right to about 5."""
HEAD_DEG = 148.0
"""The limit of the rule 'head-drop' in exercises/push-up.toml."""
KNEE_DEG = 150.0
"""Straight legs read 155 to 180 degrees from the side."""
LASTING = 0.3
"""A fault counts if it lasts for this share of the set: a third of each rep, or all of every third."""

_TOP = 0.75
"""Share of the height from which the arms count as straight."""


def set_faults(found: PushUpMeasures) -> list[str]:
    """The faults that last for long enough; none in a correct set."""
    shares = {
        "hips below the line": np.mean(found.line > LINE_DEG),
        "hips above the line": np.mean(found.line < -LINE_DEG),
        "body not in one line": np.mean(np.abs(found.line) > LINE_DEG),
        "head dropping": np.mean(found.head < HEAD_DEG),
        "knees bent": np.mean(found.knee < KNEE_DEG),
    }
    faults = [name for name, share in shares.items() if share > LASTING]
    is_told = any(name.startswith("hips") for name in faults)
    return [name for name in faults if not (is_told and name == "body not in one line")]


def set_figures(found: PushUpMeasures) -> dict[str, float]:
    """The figures of a set that a model learns from: how far it is from what the rules ask for.

    Angles are mean degrees beyond a limit, which are 0 in a good set; so a model can't learn the pose of a
    person in one film.
    """
    height, hips = found.shoulder_height, found.hip_height
    low, high = np.percentile(height, [5, 95])
    is_top = (height - low) / max(high - low, 1e-3) > _TOP
    slope, level = np.polyfit(height, hips, 1) if np.ptp(height) > 1e-6 else (0.0, hips.mean())
    return {
        **{f"bent by {limit}": float(np.mean(np.abs(found.line) > limit)) for limit in (10, 15, 20)},
        "below the line": _beyond(found.line - 8, 30),
        "above the line": _beyond(-found.line - 8, 30),
        "sag": _beyond(found.sag - 8, 30),
        "pike": _beyond(-found.sag - 14, 30),
        "change of sag": min(float(np.subtract(*np.percentile(found.sag, [90, 10]))), 60.0),
        "knees": _beyond(165 - found.knee, 50),
        "head": _beyond(155 - found.head, 40),
        "body, with depth": _beyond(165 - found.body_in_depth, 40),
        "knees, with depth": _beyond(165 - found.knee_in_depth, 50),
        "head, with depth": _beyond(150 - found.head_in_depth, 40),
        "lock-out": max(0.0, 160 - float(np.percentile(found.elbow, 95))),
        "depth": max(0.0, float(np.percentile(found.elbow, 5)) - 90),
        "lowest": float(low),
        "highest": float(high),
        "not as one": _apart(height, hips),
        "hips off their way": float(np.std(hips - (slope * height + level))) * found.arm,
        "shoulders beyond hands": float(np.median(found.reach[is_top])),
        "hands at different heights": float(np.median(found.hands_apart)),
        "knee height": float(np.median(found.knee_height)),
    }


def _beyond(excess: _Floats, most: float) -> float:
    """The mean excess, from 0 to a limit."""
    return float(np.mean(np.clip(excess, 0.0, most)))


def _apart(height: _Floats, hips: _Floats) -> float:
    """0 if the hips rise and sink with the shoulders, 1 if they move on their own."""
    if min(np.std(height), np.std(hips)) < 1e-6:
        return 0.0
    together = float(np.corrcoef(height, hips)[0, 1])
    return float(np.sqrt(max(0.0, 1.0 - together**2)))
