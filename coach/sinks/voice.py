"""The sink that speaks counts, cues and the guidance of a workout."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Self

from coach.body.stream import Closing
from coach.catalogue.definition import Exercise
from coach.judging.events import Event
from coach.judging.observation import Summary
from coach.moment import Moment
from coach.sinks.phrases import Phrase, Phrases
from coach.sinks.speech_queue import Speaker, SpeechQueue
from coach.workout.cues import SpeechLevel

_RESULT_WAIT_S = 3.0


class Voice(Closing):
    """Speaks events, one phrase at a time, without delaying the workout.

    Attributes:
        muted: Whether it is muted.
    """

    def __init__(self, by: Speaker, level: SpeechLevel = "all", opening: str = "") -> None:
        """Create a voice.

        Args:
            by: The program, from :func:`coach.sinks.speech_queue.speaker`.
            level: Everything, or only cues or only counts; guidance belongs to each.
            opening: What to speak first; may be empty.
        """
        self._opening = opening
        self._phrases = Phrases(level)
        self._queue = SpeechQueue(by)
        self.muted = False

    @property
    def trouble(self) -> str | None:
        """A sentence on why speech failed, or None."""
        return self._queue.trouble

    def __enter__(self) -> Self:
        self._queue.open()
        if self._opening:
            self._queue.say(Phrase("review", self._opening))
        return self

    def close(self) -> None:
        """Stop speaking; within a second, no process is left."""
        self._queue.close()

    def toggle(self) -> bool:
        """Mute at once, or speak again; returns whether it is muted now."""
        self.muted = not self.muted
        if self.muted:
            self._queue.hush()
        return self.muted

    def receive(self, moment: Moment) -> None:
        """Queue the phrases of one moment."""
        self._say(moment.observation.events, moment.observation.exercise)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Speak the result and wait a few seconds for it; not after Ctrl-C."""
        if interrupted:
            self._queue.hush()
            return
        self._say(summary.events)
        with suppress(KeyboardInterrupt):
            self._queue.finish(_RESULT_WAIT_S)

    def _say(self, events: Iterable[Event], exercise: Exercise | None = None) -> None:
        for phrase in self._phrases.of(events, exercise):
            if not self.muted:
                self._queue.say(phrase)
