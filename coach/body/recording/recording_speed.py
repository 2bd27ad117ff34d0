"""Converts recordings of slow-motion or fast-motion films to real time."""

from __future__ import annotations

from dataclasses import replace

from coach.body.picture_notes import PictureNote
from coach.body.recording.recording import Recording


def speed_note(speed: float) -> PictureNote:
    """The note that ``--speed`` converted the film's times to real time."""
    return PictureNote("slow motion", f"Times are converted to real time with '--speed {speed:g}'.")


def at_speed(recording: Recording, speed: float) -> Recording:
    """The recording in real time, for a film at this playback speed; 0.25 is slow motion."""
    facts = recording.facts
    factor = speed / facts.speed
    notes = tuple(note for note in recording.notes if note.problem != "slow motion")
    return replace(
        recording,
        facts=replace(
            facts,
            speed=speed,
            frame_rate=facts.frame_rate and facts.frame_rate / factor,
            duration_s=facts.duration_s and facts.duration_s * factor,
        ),
        times=recording.times * factor,
        notes=notes if speed == 1.0 else (*notes, speed_note(speed)),
    )
