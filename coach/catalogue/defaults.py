"""What an exercise file may leave out: its title, its range, and what it takes from the file it extends."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

Table = dict[str, Any]

_OWN = ("name", "title", "aliases", "extends")
"""Keys that are never taken from the extended file."""
_WHOLE = ("signal", "standard")
"""Tables that replace those of the extended file as a whole: their keys depend on each other."""
_SHARE = 0.4
"""The minimum of a file without one, as a share of the way between its key poses: well above a nod, and well
below what people reach who are less mobile than the athlete."""
_FLEXION = {
    "elbow": "elbow_flexion",
    "hip": "hip_flexion",
    "knee": "knee_flexion",
    "ankle": "ankle_dorsiflexion",
}


def extended(base: Mapping[str, Any], own: Mapping[str, Any]) -> Table:
    """A file's table over that of the file it extends.

    Tables are merged key by key; values, lists, ``[signal]`` and ``[standard]`` are replaced as a whole. With
    another standard, the form rules about a level are not taken.
    """
    taken = {key: value for key, value in base.items() if key not in _OWN}
    for counted, other in (("reps", "hold"), ("hold", "reps")):
        if counted in own:
            taken.pop(other, None)
    if "standard" in own:
        taken["form"] = [rule for rule in _tables(taken.get("form")) if "level" not in rule]
    return _merged(taken, own, whole=_WHOLE)


def _tables(rows: object) -> list[Table]:
    """The tables among some rows."""
    return [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []


def _merged(base: Mapping[str, Any], own: Mapping[str, Any], *, whole: tuple[str, ...] = ()) -> Table:
    merged = dict(base)
    for key, value in own.items():
        before = merged.get(key)
        is_part = isinstance(before, dict) and isinstance(value, dict) and key not in whole
        merged[key] = _merged(before, value) if is_part and before is not None else value
    return merged


def with_defaults(table: Mapping[str, Any]) -> Table:
    """A file's table with the title from its name, and with a range from its key poses, where it has none."""
    filled, name = dict(table), table.get("name")
    if isinstance(name, str) and name:
        filled.setdefault("title", name[0].upper() + name[1:].replace("-", " "))
    reps = table.get("reps", None if "hold" in table else {})
    if not isinstance(reps, dict) or "minimum_excursion" in reps:
        return filled
    way_deg = _way_deg(table)
    if way_deg:
        share = f"{_SHARE:.0%} of the {way_deg:.0f}° between the key poses."
        filled["reps"] = {"why": share, **reps, "minimum_excursion": round(_SHARE * way_deg, 1)}
    elif "signal" in table and "poses" in table:
        filled["reps"] = reps
    return filled


def _way_deg(table: Mapping[str, Any]) -> float | None:
    """How far the signal moves between the key poses, degrees; None if that takes more than joint angles."""
    signal, poses = table.get("signal"), table.get("poses")
    if not isinstance(signal, dict) or not isinstance(poses, dict):
        return None
    start, turn = poses.get("start"), poses.get("turn")
    counted = signal.get("count_by") or [signal.get("angle")]
    if not isinstance(start, dict) or not isinstance(turn, dict) or not isinstance(counted, list):
        return None
    sides = []
    for side in ("left", "right"):
        ways = [_moved_deg(joint, side, start, turn) for joint in counted]
        known = [each for each in ways if each is not None]
        if len(known) < len(ways):
            return None
        sides.append(sum(known) / len(known))
    return max(sides) if signal.get("limbs") == "each" else sum(sides) / 2


def _moved_deg(joint: object, side: str, start: Table, turn: Table) -> float | None:
    """How far an inner joint angle moves from one pose to the other; None if the poses don't say."""
    before, after = (_bent_deg(joint, side, pose) for pose in (start, turn))
    return None if before is None or after is None else abs(after - before)


def _bent_deg(joint: object, side: str, pose: Table) -> float | None:
    """How far a joint is bent in a pose: degrees away from straight, or of the upper arm from the trunk."""

    def figure(movement: str) -> float:
        value = pose.get(f"{side}_{movement}", pose.get(movement, 0.0))
        return float(value) if isinstance(value, int | float) and math.isfinite(value) else 0.0

    if joint == "shoulder":
        flexion, abduction = (math.radians(figure(f"shoulder_{way}")) for way in ("flexion", "abduction"))
        return math.degrees(math.acos(math.cos(flexion) * math.cos(abduction)))
    return figure(_FLEXION[joint]) if isinstance(joint, str) and joint in _FLEXION else None
