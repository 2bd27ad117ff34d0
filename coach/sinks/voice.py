"""The sink that speaks: counts, cues, and what leads through a workout."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Self

from coach.body.stream import Closing
from coach.catalogue.definition import Exercise
from coach.judging.events import Event
from coach.judging.observation import Summary
from coach.moment import Moment
from coach.sinks.phrases import Phrases
from coach.sinks.speech_queue import Speaker, SpeechQueue
from coach.workout.cues import Said

_LAST_WORDS_S = 3.0


class Voice(Closing):
    """Says what happens, one phrase at a time, and keeps nobody waiting who trains.

    Attributes:
        muted: Whether it is silent for now.
    """

    def __init__(self, by: Speaker, said: Said = "all") -> None:
        """Prepare to speak.

        Args:
            by: What speaks, as :func:`coach.sinks.speech_queue.speaker` finds it.
            said: All of it, or cues or counts alone; what leads through the workout goes with either.
        """
        self._phrases = Phrases(said)
        self._mouth = SpeechQueue(by)
        self.muted = False

    @property
    def trouble(self) -> str | None:
        """A sentence on why something could not be said, or None; it has been tried a few times at most."""
        return self._mouth.trouble

    def __enter__(self) -> Self:
        self._mouth.open()
        return self

    def close(self) -> None:
        """End what is being said; within a second no process of it is left."""
        self._mouth.close()

    def toggle(self) -> bool:
        """Be silent at once, or speak again; whether it is silent now."""
        self.muted = not self.muted
        if self.muted:
            self._mouth.hush()
        return self.muted

    def receive(self, moment: Moment) -> None:
        """Take in one moment; saying it is another thread's business."""
        self._say(moment.observation.events, moment.observation.exercise)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Say what it came to, and have a few seconds for it: nobody trains any more.

        After Ctrl-C nothing more is said; nor when it comes meanwhile.
        """
        if interrupted:
            self._mouth.hush()
            return
        self._say(summary.events)
        with suppress(KeyboardInterrupt):
            self._mouth.finish(_LAST_WORDS_S)

    def _say(self, events: Iterable[Event], exercise: Exercise | None = None) -> None:
        for phrase in self._phrases.of(events, exercise):
            if not self.muted:
                self._mouth.say(phrase)
