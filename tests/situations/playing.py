"""Makes and analyses the film of a situation, and compares the result with the expected one."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import imageio_ffmpeg

from coach.body.angle_errors import read_angle_errors
from coach.catalogue.library import load_exercise
from tests.situations.bases import analysed
from tests.situations.situation import Base, Expected, Others, Outcome, Situation

_NEAR = 0.1
"""Tolerance of durations, as a share."""
_SLOWER = 4
"""Slowness of the slow film relative to real time."""


def played(situation: Situation, base: Base, others: Others, folder: Path) -> Outcome:
    """Run one situation; its films stay in the folder."""
    film = filmed(situation, base, others, folder)
    line = analysed(film, base.exercise, *situation.typed)
    return Outcome(
        situation.name,
        situation.stands_for,
        base.path.stem if "coach-tests" not in base.path.parts else f"performer: {base.exercise}",
        situation.expected.in_words(base.reps),
        _in_words(line),
        _is_as_expected(situation, line, base, others),
    )


def filmed(situation: Situation, base: Base, others: Others, folder: Path) -> Path:
    """Make the film of a situation."""
    made = base.path
    steps = situation.recipe(base, others)
    name = "".join(letter if letter.isalnum() else "-" for letter in situation.name)
    for number, step in enumerate(steps):
        ending = situation.ending if number == len(steps) - 1 else ".mkv" if "copy" in step else ".mp4"
        onto = folder / f"{name}-{number}{ending}"
        places = {"{base}": str(base.path), "{in}": str(made), "{out}": str(onto)}
        words = [places.get(word, word) for word in step]
        run = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-nostdin", "-y", *words]
        subprocess.run(run, check=True)
        made = onto
    return made


def _is_as_expected(situation: Situation, line: dict[str, Any], base: Base, others: Others) -> bool:
    expected = situation.expected
    if "error" in line:
        return False
    problems = {note["problem"] for note in line.get("picture", ())}
    noted = not expected.problems or bool(problems.intersection(expected.problems))
    noted = noted and expected.trouble in (line["trouble"] or "")
    wanted = None if expected.share is None else expected.share * base.reps - expected.fewer
    counts = wanted is None or (line["reps"], line["partial"]) == (wanted, 0)
    if expected.instead:
        return counts or noted
    return counts and noted and _lasts(expected, line, others) and (not expected.alike or _alike(line, base))


def _lasts(expected: Expected, line: dict[str, Any], others: Others) -> bool:
    """Whether the reported duration is in real time."""
    if not expected.lasts:
        return True
    lasted_s = others.slow.seconds / _SLOWER
    return bool(abs(line["duration_s"] - lasted_s) <= _NEAR * lasted_s)


def _alike(line: dict[str, Any], base: Base) -> bool:
    """Whether the ranges of motion equal the base's, within the error bar of the angle."""
    plain = _plain(base.path, base.exercise)
    bar = read_angle_errors().bar(load_exercise(base.exercise).signal.angle, plain["view"])
    one, other = _ranges(plain), _ranges(line)
    gaps = [abs(a - b) for a, b in zip(one, other, strict=False) if a is not None and b is not None]
    return bar is None or (len(one) == len(other) and max(gaps, default=0.0) <= bar.bar_deg)


@cache
def _plain(film: Path, exercise: str) -> dict[str, Any]:
    return analysed(film, exercise)


def _ranges(line: dict[str, Any]) -> list[float | None]:
    """The range of motion of each rep; None if not measured."""
    return [rep["rom_deg"] for each in line["sets"] for rep in each["reps"]]


def _in_words(line: dict[str, Any]) -> str:
    if "error" in line:
        return str(line["error"]).strip()[-60:]
    partial = f" + {line['partial']} partial" if line["partial"] else ""
    detected = line["frames_with_pose"] / max(line["frames"], 1)
    problems = "".join(f" '{note['problem']}'" for note in line.get("picture", ()))
    ranges = "/".join("–" if each is None else f"{each:.0f}" for each in _ranges(line))
    counted = f"{line['reps']}{partial}, {ranges or 0}°"
    return f"{counted}, detected {detected:.0%}, {line['duration_s']:.0f} s{problems}"
