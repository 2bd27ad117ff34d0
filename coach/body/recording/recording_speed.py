"""A recording of a film that shows what happened slower, or faster, than it did."""

from __future__ import annotations

from dataclasses import replace

from coach.body.picture_notes import PictureNote
from coach.body.recording.recording import Recording


def told_speed(speed: float) -> PictureNote:
    """That times are not those of the film, because somebody said how fast it goes by."""
    return PictureNote("slow motion", f"Times are those of the real movement, at '--speed {speed:g}'.")


def at_speed(recording: Recording, speed: float) -> Recording:
    """The recording with the times of life, where its film shows life at this speed; 0.25 is slow motion."""
    facts = recording.facts
    quicker = speed / facts.speed
    notes = tuple(note for note in recording.notes if note.problem != "slow motion")
    return replace(
        recording,
        facts=replace(
            facts,
            speed=speed,
            frame_rate=facts.frame_rate and facts.frame_rate / quicker,
            duration_s=facts.duration_s and facts.duration_s * quicker,
        ),
        times=recording.times * quicker,
        notes=notes if speed == 1.0 else (*notes, told_speed(speed)),
    )
