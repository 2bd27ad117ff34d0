"""The kinds of hostile input in a campaign; each gives any number of runs by seed."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from tests.campaign.hostile_lists import hostile_lists, mutated_lists
from tests.campaign.hostile_models import (
    hostile_cards,
    hostile_trust_lists,
    mutated_cards,
    mutated_joblibs,
)
from tests.campaign.hostile_places import cases
from tests.campaign.hostile_recordings import hostile_recordings, mutated_recordings, packed, sound
from tests.campaign.hostile_streams import BEGINS, REPEATS, USABLE, hostile
from tests.campaign.hostile_text import hostile_texts
from tests.campaign.hostile_toml import not_toml, odd_keys, odd_values
from tests.campaign.watched_run import Run
from tests.vision.film.faults import spoilt_files

EXERCISES = Path(__file__).parents[2] / "exercises"
MODELS = EXERCISES.parent / "models"


@dataclass(frozen=True, slots=True)
class Stage:
    """The set-up of a case: its own folder, and files that can be copied into it.

    Attributes:
        folder: The case's own, empty folder.
        chance: Random generator.
        model: A pose model.
        database: An intact history.
        recording: An intact recording of five squats.
        films: A folder of small intact films.
    """

    folder: Path
    chance: random.Random
    model: Path
    database: Path
    recording: Path
    films: Path
    home: Path = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "home", self.folder / "home")
        (self.home / "cache" / "models").mkdir(parents=True)
        (self.folder / "here").mkdir()
        os.link(self.model, self.home / "cache" / "models" / self.model.name)

    @property
    def here(self) -> Path:
        """Working directory of the command."""
        return self.folder / "here"

    def with_history(self) -> None:
        """Copy an intact history into the home."""
        shutil.copy(self.database, self.home / "coach.sqlite3")

    def run(self, name: str, *typed: str | bytes, **environment: str | None) -> Run:
        """A run of this command in ``here``."""
        return Run(name, typed, self.here, {"COACH_HOME": str(self.home), **environment})


Kind = Callable[[Stage], Run]
"""Sets up one case and returns its run."""


def recordings(stage: Stage) -> Run:
    """A recording that is damaged or malicious."""
    name, content = stage.chance.choice(_RECORDINGS)
    if stage.chance.random() < 0.6:
        [(name, content)] = mutated_recordings(stage.chance.randrange(1 << 30), 1)
    (stage.here / "squats.npz").write_bytes(content)
    more = stage.chance.choice(((), ("-e", "squat"), ("-e", "squat", "--json"), ("--no-save",)))
    return stage.run(name, "analyze", "squats.npz", *more)


def film_names(stage: Stage) -> Run:
    """A film, a recording or a missing file with a hostile name, in commands that print it."""
    name, text = stage.chance.choice(_TEXTS)
    ending = stage.chance.choice((b".npz", b".mp4"))
    file = (text.replace(b"/", b"_") + ending)[-200:]
    where = os.fsencode(stage.here) + b"/" + file
    if stage.chance.random() < 0.8:
        shutil.copy(os.fsencode(stage.recording), where)
    command = stage.chance.choice(
        (
            (b"analyze", b"-e", b"squat", b"--", file),
            (b"analyze", b"--json", b"--", file),
            (b"analyze", b"--", b"./" + file, b"gone.mp4"),
            (b"start", b"squat", b"--source", file),
            (b"doctor", b"squat", b"--source", file),
        )
    )
    return stage.run(name, *command)


def words(stage: Stage) -> Run:
    """Odd text in place of a name, a number or a date."""
    name, text = stage.chance.choice((*_TEXTS, *_NUMBERS))
    command = stage.chance.choice(_COMMANDS)
    stage.with_history()
    typed = [text.replace(b"\0", b"") if part is None else part for part in command]
    return stage.run(name, *typed)


def exercise_files(stage: Stage) -> Run:
    """A user's exercise file that is not TOML or has invalid values."""
    name, content = _invalid_toml(stage.chance, stage.chance.choice(_SHIPPED).read_bytes())
    folder = stage.home / "exercises"
    folder.mkdir()
    file = folder / stage.chance.choice(("mine.toml", "squat.toml", "[x].toml"))
    file.write_bytes(content)
    shutil.copy(stage.recording, stage.here / "squats.npz")
    command = stage.chance.choice(
        (
            ("exercises",),
            ("exercises", "show", "squat"),
            ("exercises", "check", str(file), "--no-play"),
            ("analyze", "squats.npz", "-e", "squat"),
            ("analyze", "squats.npz"),
            ("history",),
        )
    )
    return stage.run(name, *command)


def settings_files(stage: Stage) -> Run:
    """Settings that are not TOML or have invalid values."""
    name, content = _invalid_toml(stage.chance, _SETTINGS)
    (stage.home / "settings.toml").write_bytes(content)
    shutil.copy(stage.recording, stage.here / "squats.npz")
    command = stage.chance.choice(
        (("settings",), ("settings", "--json"), ("analyze", "squats.npz", "-e", "squat"), ("start", "squat"))
    )
    return stage.run(name, *command)


def places(stage: Stage) -> Run:
    """Homes, files and targets that can't be opened, read or written."""
    below = stage.folder / "places"
    below.mkdir()
    case = stage.chance.choice(cases(below, stage.chance.randrange(1 << 30), recording=stage.recording))
    return stage.run(case.kind, *case.typed, **case.environment)


def full_disks(stage: Stage) -> Run:
    """A disk that is full after some bytes."""
    shutil.copy(stage.recording, stage.here / "squats.npz")
    if stage.chance.random() < 0.5:
        stage.with_history()
    command = stage.chance.choice(
        (
            ("analyze", "squats.npz", "-e", "squat"),
            ("analyze", "squats.npz", "-e", "squat", "--recording", "again.npz"),
            ("settings", "init"),
            ("exercises", "show", "squat", "--gif", "squat.gif"),
            ("history",),
            ("history", "edit", "1", "--reps", "3"),
            ("doctor", "--report", "report.txt", "--source", "gone.mp4"),
            ("models", "import", str(MODELS / "recognition.joblib")),
        )
    )
    most = stage.chance.choice((2000, 4096, 30_000, 200_000))
    return replace(stage.run(f"{most} bytes", *command), most_file_bytes=most)


def clip_lists(stage: Stage) -> Run:
    """Lists of clips that are damaged or have invalid values."""
    name, content = stage.chance.choice(_LISTS)
    if stage.chance.random() < 0.6:
        [(name, content)] = mutated_lists(stage.chance.randrange(1 << 30), 1)
    (stage.here / "clips.csv").write_bytes(content)
    command = stage.chance.choice((("train",), ("bench", "films"), ("train", "--json")))
    return stage.run(name, *command, "clips.csv")


def models(stage: Stage) -> Run:
    """Damaged cards, trust lists and learned models, used or imported."""
    below = stage.here if stage.chance.random() < 0.4 else stage.home / "models"
    below.mkdir(exist_ok=True)
    sound = MODELS / "recognition.json"
    model = (MODELS / "recognition.joblib").read_bytes()
    name, card = "sound", sound.read_bytes()
    case = stage.chance.randrange(4)
    if case == 0:
        name, card = stage.chance.choice(list(hostile_cards(json.loads(card))))
    elif case == 1:
        [(name, card)] = mutated_cards(json.loads(card), stage.chance.randrange(1 << 30), 1)
    elif case == 2:
        name, content = stage.chance.choice(list(hostile_trust_lists()))
        (below / "trusted.json").write_bytes(content)
    else:
        [(name, model)] = mutated_joblibs(model, stage.chance.randrange(1 << 30), 1)
        vouched = {**json.loads(card), "sha256": hashlib.sha256(model).hexdigest()}
        card = json.dumps(vouched).encode()
    (below / "recognition.json").write_bytes(card)
    (below / "recognition.joblib").write_bytes(model)
    shutil.copy(stage.recording, stage.here / "squats.npz")
    imported = ("models", "import", str(below / "recognition.joblib"), "--trust")
    others = (("models",), ("models", "card"), ("models", "card", "--json"), ("analyze", "squats.npz"))
    return stage.run(name, *(imported if below == stage.here else stage.chance.choice(others)))


def spoilt_films(stage: Stage) -> Run:
    """Films that are truncated, damaged or misnamed."""
    films = sorted(stage.films.iterdir())
    film = stage.chance.choice(films)
    seed = stage.chance.randrange(1 << 30)
    [case] = spoilt_files([film], stage.here, 1, seed)
    more = stage.chance.choice(((), ("-e", "squat"), ("-e", "squat", "--json")))
    return stage.run(str(case), "analyze", str(case.path), *more)


def streams(stage: Stage) -> Run:
    """A hostile or broken network camera."""
    behaviour = stage.chance.choice(_BEHAVIOURS)
    command = ("doctor",) if behaviour in USABLE else stage.chance.choice((("start", "squat"), ("start",)))
    return stage.run(behaviour, *command, "--source", _address(behaviour))


@cache
def _address(behaviour: str) -> str:
    """The address of a server with this behaviour, for the lifetime of this process."""
    return _serving.enter_context(hostile(behaviour))


_serving = ExitStack()


def _invalid_toml(chance: random.Random, sane: bytes) -> tuple[str, bytes]:
    """A TOML file with one invalid entry, or a file that is not TOML."""
    case = chance.randrange(3)
    if case == 0:
        return chance.choice(_NOT_TOML)
    lines = sane.splitlines()
    settable = [number for number, line in enumerate(lines) if b" = " in line and not line.startswith(b"#")]
    number = chance.choice(settable)
    key, _, value = lines[number].partition(b" = ")
    name, odd = chance.choice(_ODD_VALUES if case == 1 else _ODD_KEYS)
    lines[number] = key + b" = " + odd if case == 1 else odd + b" = " + value
    return name, b"\n".join(lines)


_BEHAVIOURS = tuple(sorted({*BEGINS, *REPEATS}))
_RECORDINGS = tuple(hostile_recordings())
_TEXTS = tuple(hostile_texts())
_LISTS = tuple(hostile_lists())
_NOT_TOML = tuple(not_toml())
_ODD_VALUES = tuple(odd_values())
_ODD_KEYS = tuple(odd_keys())
_NUMBERS = tuple(
    (each, each.encode())
    for each in (
        "-1",
        "0",
        "1e999",
        "nan",
        "9" * 400,
        "0x10",
        "",
        " ",
        "1,5",
        "½",
        "٣",
        "0001-01-01",
        "9999-12-31",
    )
)
_SHIPPED = tuple(sorted(EXERCISES.glob("*.toml")))
_SETTINGS = b"""voice = "all"
speaker = ["espeak-ng", "{phrase}"]
flash = false
picture = true
source = "0"
rest_s = 90
[cues]
every_reps = 3
every_s = 10
praise = true
[hands_free]
waits = true
"""
_COMMANDS: tuple[tuple[str | None, ...], ...] = (
    (None,),
    ("analyze", None),
    ("analyze", "a.mp4", "-e", None),
    ("analyze", "a.mp4", "--weight", None),
    ("analyze", "a.mp4", "--profile", None),
    ("start", None),
    ("start", "squat", "--reps", None),
    ("start", "squat", "--source", None),
    ("start", "squat", "--events", None, "--source", "gone.npz"),
    ("exercises", "show", None),
    ("exercises", "check", None),
    ("history", "--since", None),
    ("history", "--profile", None),
    ("history", "-e", None),
    ("history", "show", None),
    ("history", "edit", None, "--reps", "3"),
    ("history", "edit", "last", "--reps", None),
    ("history", "edit", "last", "--set", None, "--reps", "1"),
    ("models", "pull", None),
    ("models", "import", None),
    ("train", None),
    ("demo", "--", None),
    ("bench", "films", None),
    ("doctor", None, "--source", "gone.npz"),
)

KINDS: dict[str, Kind] = {
    "words": words,
    "film names": film_names,
    "recordings": recordings,
    "exercise files": exercise_files,
    "settings": settings_files,
    "places": places,
    "full disks": full_disks,
    "clip lists": clip_lists,
    "models": models,
    "spoilt films": spoilt_films,
    "streams": streams,
}
"""All kinds by their names in the table."""


def sound_recording() -> bytes:
    """An intact recording."""
    return packed(sound())
