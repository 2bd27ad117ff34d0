"""A film file as a source of frames with the container's times."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from coach.body.picture_notes import PictureNote, PictureNotes
from coach.body.recording.recording_speed import speed_note
from coach.body.stream import Closing, Frame, SourceFacts
from coach.body.time_jumps import frame_duration_s, is_jump, time_jumps_text
from coach.errors import FilmUnreadable, NoPictures
from coach.pyav import av
from coach.vision.film.container import Container
from coach.vision.film.display_geometry import Display, Picture, pixel_aspect
from coach.vision.film.film_date import film_date
from coach.vision.film.film_decoder import TROUBLE, Decoded, FilmDecoder, unicode_name
from coach.vision.film.film_file import check_film_file, damaged, film_hash, no_film
from coach.vision.film.film_tags import capture_rate, recorded_at

LEAST_RATE = 25.0
"""Frames per second that a thinned film keeps at least."""

_SLACK_S = 0.001
_MOST_RATE = 1000.0
_MOST_FRAMES = 100_000_000
_MOST_S = 1e6
_SHORTEST_S = 0.0005
_EARLY_S = 0.5
_EARLY_SHARE = 0.03
_MOST_PIXELS = 100_000_000


def open_film(path: Path, speed: float | None = None) -> Film:
    """Open a film, with its pictures as a player shows them and its times converted to real time.

    Args:
        path: The film.
        speed: Playback speed relative to real time, 0.25 for four times slower; None to use the film's tags.

    Raises:
        FilmMissing: The file does not exist.
        FilmUnreadable: It is not a film, or too damaged to decode a single picture.
        NoPictures: It is empty or contains only sound.
    """
    container = check_film_file(path)
    with ExitStack() as closing:
        try:
            decoder = closing.enter_context(FilmDecoder(path))
        except TROUBLE as error:
            raise _undecodable(path, container) from error
        _check_content(path, container, decoder)
        display = Display(pixel_aspect(decoder.stream) if decoder.stream else 1.0)
        frames = iter(decoder)
        first = _first_picture(frames, display)
        if first is None:
            raise damaged(path)
        pace = _pace(decoder, speed)
        facts = _facts(path, decoder, display, first[1], pace)
        closing.pop_all()
    return Film(decoder, frames, display, first, facts, notes=_notes(facts, pace), whole=container.whole)


def _check_content(path: Path, container: Container, decoder: FilmDecoder) -> None:
    """Check that there are pictures in a known format."""
    if decoder.content == "sound":
        raise NoPictures(
            f"{path.name} contains sound but no pictures.", path=path, hint="Choose a film with pictures."
        )
    if decoder.content == "picture":
        raise no_film(path, "is a picture, not a film")
    if decoder.content == "unknown":
        raise _undecodable(path, container)
    if decoder.has_unknown_codec:
        raise FilmUnreadable(
            f"{path.name} can't be decoded: its pictures are in a format that FFmpeg doesn't know, or it is "
            "damaged.",
            path=path,
            hint="If it plays in another program, export it from there as an MP4 with H.264.",
        )
    width, height = decoder.size
    if width * height > _MOST_PIXELS:
        raise FilmUnreadable(
            f"{path.name} is damaged: it claims that its pictures are {width}×{height}.",
            path=path,
            hint="Copy it again.",
        )


def _undecodable(path: Path, container: Container) -> FilmUnreadable:
    """The error for a file that FFmpeg can't decode."""
    return damaged(path) if container.content == "film" else no_film(path)


def _first_picture(frames: Iterator[Decoded], display: Display) -> tuple[Decoded, Picture] | None:
    for decoded in frames:
        picture = _picture(display, decoded)
        if picture is not None:
            return decoded, picture
    return None


@dataclass(frozen=True, slots=True)
class _Pace:
    """Playback speed of a film.

    Attributes:
        speed: Relative to real time.
        rate: Frames per second on playback, or None.
        capture_rate: Frames per second of the recording, if a tag determines the speed.
    """

    speed: float
    rate: float | None
    capture_rate: float | None = None


def _pace(decoder: FilmDecoder, speed: float | None) -> _Pace:
    rate = _plausible(decoder.rate, _MOST_RATE)
    if speed is not None:
        return _Pace(speed, rate)
    recorded = capture_rate(decoder.tags, rate)
    if rate is None or recorded is None:
        return _Pace(1.0, rate)
    return _Pace(rate / recorded, rate, recorded)


def _facts(path: Path, decoder: FilmDecoder, display: Display, first: Picture, pace: _Pace) -> SourceFacts:
    height, width = first.shape[:2]
    rate = pace.rate / pace.speed if pace.rate else None
    duration_s = _plausible(decoder.duration_s, _MOST_S)
    date, dated_by = film_date(path, recorded_at(decoder.tags))
    count = _plausible(decoder.count or (duration_s or 0.0) * (pace.rate or 0.0), _MOST_FRAMES)
    return SourceFacts(
        kind="film",
        name=unicode_name(path.name),
        size=(width, height),
        frame_rate=rate,
        frame_count=math.ceil(count / _step(rate)) if rate and count else None,
        duration_s=duration_s * pace.speed if duration_s else None,
        sha256=film_hash(path),
        recorded_at=date,
        dated_by=dated_by,
        pixel_aspect=display.pixel_aspect,
        speed=pace.speed,
    )


def _notes(facts: SourceFacts, pace: _Pace) -> PictureNotes:
    notes = []
    if facts.pixel_aspect != 1.0:
        shape = "narrower" if facts.pixel_aspect < 1.0 else "wider"
        notes.append(
            PictureNote(
                "stretched",
                f"The film's pixels are not square ({facts.pixel_aspect:.2f}:1), so it is displayed {shape}, "
                "as in a player.",
            )
        )
    if pace.capture_rate is not None:
        notes.append(
            PictureNote(
                "slow motion",
                f"Slow motion: recorded at {pace.capture_rate:.0f} frames per second, played at "
                f"{pace.rate:.0f}. Times are real time; the film is {1.0 / pace.speed:.3g} times slower.",
                "If the film plays at real speed, use '--speed 1'.",
            )
        )
    elif pace.speed != 1.0:
        notes.append(speed_note(pace.speed))
    return tuple(notes)


class Film(Closing):
    """The frames of a film in order, thinned to at least 25 per second; can be iterated once.

    Attributes:
        facts: Facts from the container.
        trouble: What is missing or damaged, after the last frame; otherwise None.
        notes: Picture notes.
    """

    def __init__(
        self,
        decoder: FilmDecoder,
        frames: Iterator[Decoded],
        display: Display,
        first: tuple[Decoded, Picture],
        facts: SourceFacts,
        *,
        notes: PictureNotes = (),
        whole: bool = True,
    ) -> None:
        self.facts = facts
        self.trouble: str | None = None
        self.notes = notes
        self._decoder = decoder
        self._frames = frames
        self._display = display
        self._first = first
        self._whole = whole
        self._jumped = False
        self._stamp = 0.0
        self._gaps: list[tuple[float, float]] = []
        self._nominal_s = frame_duration_s(facts.frame_rate)
        self._removed_s = 0.0
        self._cuts: list[float] = []

    @property
    def stream(self) -> av.VideoStream | None:
        """Its video stream in FFmpeg's terms."""
        return self._decoder.stream

    def __iter__(self) -> Iterator[Frame]:
        return self.frames_at(lambda time: True)

    def frames_at(self, is_wanted: Callable[[float], bool]) -> Iterator[Frame]:
        """The wanted frames; the others are decoded but not converted, which is half of the work.

        Args:
            is_wanted: Called with each frame's time in seconds since the start.
        """
        frames = self.every_frame()
        last, _ = next(frames)
        yield from [Frame(last, self._first[1])] if is_wanted(last) else []
        before = last
        for time, decoded in frames:
            gap, earlier = time - before, before
            before = time
            if time - last + gap <= 1.0 / LEAST_RATE + _SLACK_S:
                continue  # the next frame is still early enough
            if not is_wanted(time):
                last = time
            elif (converted := _picture(self._display, decoded)) is None:
                self._gaps.append((earlier, time))
            else:
                last = time
                yield Frame(last, converted)

    def every_frame(self) -> Iterator[tuple[float, Decoded]]:
        """Every frame, neither thinned nor converted, with its time in seconds since the start."""
        decoded, _ = self._first
        time = start = self._stamp = (decoded.time_s or 0.0) * self.facts.speed
        gap = 1.0 / (self.facts.frame_rate or 30.0)
        yield 0.0, decoded
        for decoded in self._frames:
            before = time
            time = self._next_time(decoded, before)
            gap = time - before
            if self._jumped:
                self._cuts.append(time - start)
            if decoded.past_damage:
                self._gaps.append((before - start, time - start))
            yield time - start, decoded
        if self._decoder.damaged:
            self._gaps.append((time - start, time - start + gap))
        self.trouble = self._trouble(time - start + gap)

    def close(self) -> None:
        """Close the file."""
        self._decoder.close()

    def _next_time(self, decoded: Decoded, before: float) -> float:
        """The frame's time from the container, or one nominal frame later if that is implausible."""
        self._jumped = False
        if decoded.time_s is None:
            return before + self._nominal_s
        stamp = decoded.time_s * self.facts.speed
        step_s, self._stamp = stamp - self._stamp, stamp
        if is_jump(step_s):
            self._jumped = True
            self._removed_s += step_s - self._nominal_s
        time = stamp - self._removed_s
        return time if time > before + _SHORTEST_S else before + self._nominal_s

    def _trouble(self, end_s: float) -> str | None:
        """A sentence if the film ended well before its stated duration, or has gaps or jumps."""
        name, stated_s = self.facts.name, self.facts.duration_s
        if self._cuts:
            return time_jumps_text(name, self._cuts)
        if not self._whole:
            return f"{name} breaks off at {end_s:.1f} s: its end is missing. The part before that was used."
        if stated_s is not None and stated_s - end_s > max(_EARLY_S, _EARLY_SHARE * stated_s):
            return f"{name} breaks off at {end_s:.1f} s of {stated_s:.1f} s. The part before that was used."
        if not self._gaps:
            return None
        (first, _), (_, last) = self._gaps[0], self._gaps[-1]
        span = f"between {first:.1f} s and {last:.1f} s"
        if f"{first:.1f}" == f"{last:.1f}":
            span = f"at {first:.1f} s"
        return f"{name} is damaged {span}. The parts that can be decoded were used."


def _picture(display: Display, decoded: Decoded) -> Picture | None:
    """The picture as a player shows it; None if it can't be converted."""
    try:
        return display.picture(decoded.frame)
    except TROUBLE:
        return None


def _plausible(value: float | None, most: float) -> float | None:
    """A figure from the container; None if implausible."""
    return value if value is not None and math.isfinite(value) and 0 < value <= most else None


def _step(rate: float) -> int:
    """Thinning keeps one of this many frames."""
    return max(1, math.floor(rate * (1.0 / LEAST_RATE + _SLACK_S)))
