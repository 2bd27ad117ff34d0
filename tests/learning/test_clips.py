"""Lists and folders of labelled clips, and the errors in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import InvalidClips, TrainingError
from coach.learning.clips import Clip, check_enough, read_clips


def _listing(folder: Path, *lines: str, head: str = "path,exercise,group,start_s,end_s") -> Path:
    path = folder / "mine.csv"
    path.write_text("\n".join((head, *lines)) + "\n", encoding="utf-8")
    return path


def _put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def _clips(*labels_and_groups: tuple[str, str]) -> list[Clip]:
    return [
        Clip(str(number), Path(str(number)), label, label, group)
        for number, (label, group) in enumerate(labels_and_groups)
    ]


def test_a_list_is_read_row_by_row(tmp_path: Path) -> None:
    path = _listing(tmp_path, "a.mp4,Push ups,anna,,", "sub/b.mp4,squat,ben,1.5,9", "c.mp4,negative,,,")
    first, second, third = read_clips(path).clips
    assert first == Clip("a.mp4", tmp_path / "a.mp4", "push-up", "Push ups", "anna")
    assert (second.path, second.start_s, second.end_s) == (tmp_path / "sub" / "b.mp4", 1.5, 9.0)
    assert (third.label, third.raw_label, third.group) == ("none", "negative", "c.mp4")


def test_other_columns_and_their_order_do_not_matter(tmp_path: Path) -> None:
    head = "notes,exercise,reps,path"
    path = _listing(tmp_path, '"one, two",squat,3,a.mp4', ",other,,b.mp4", head=head)
    assert [(clip.path.name, clip.label) for clip in read_clips(path).clips] == [
        ("a.mp4", "squat"),
        ("b.mp4", "none"),
    ]


def test_every_error_is_reported_with_its_line(tmp_path: Path) -> None:
    path = _listing(
        tmp_path,
        "a.mp4,squat,anna,,",
        ",squat,anna,,",
        "b.mp4,,anna,,",
        "c.mp4,sqat,anna,,",
        "d.mp4,squat,anna,soon,",
        "e.mp4,squat,anna,8,3",
    )
    with pytest.raises(InvalidClips) as refusal:
        read_clips(path)
    assert sorted(refusal.value.errors) == [
        "line 3: the path is missing",
        "line 4: the exercise is missing",
        "line 5: there is no exercise called 'sqat'; did you mean squat?",
        "line 6: start_s 'soon' is not a number of seconds",
        "line 7: end_s (3) is not after the start",
    ]
    assert str(refusal.value).startswith(f"{path} has 5 errors:")


def test_an_unknown_exercise_is_learned_as_none_with_a_note(tmp_path: Path) -> None:
    path = _listing(tmp_path, "a.mp4,squat,anna,,", "b.mp4,kettlebell-swing,ben,,", "c.mp4,step-up,ben,,")
    read = read_clips(path)
    assert [clip.label for clip in read.clips] == ["squat", "none", "none"]
    assert [note.split("':")[0] for note in read.notes] == [
        "Unknown exercise 'kettlebell-swing",
        "Unknown exercise 'step-up",
    ]


def test_a_folder_for_each_exercise(tmp_path: Path) -> None:
    _put(tmp_path, "squats/anna/1.mp4", "squats/ben--first.MOV", "squats/notes.txt", "other/walk.webm")
    read = read_clips(tmp_path)
    assert [(clip.name, clip.label, clip.group) for clip in read.clips] == [
        ("other/walk.webm", "none", "other/walk.webm"),
        ("squats/anna/1.mp4", "squat", "anna"),
        ("squats/ben--first.MOV", "squat", "ben"),
    ]
    assert any("counts as a different person" in note for note in read.notes)


def test_a_list_in_the_folder_takes_precedence_over_its_folders(tmp_path: Path) -> None:
    _put(tmp_path, "squat/a.mp4", "squat/b.mp4")
    (tmp_path / "clips.csv").write_text("path,exercise,group\nsquat/b.mp4,lunge,anna\n")
    assert [(clip.name, clip.label) for clip in read_clips(tmp_path).clips] == [("squat/b.mp4", "lunge")]


def test_a_misspelt_folder_is_an_error(tmp_path: Path) -> None:
    _put(tmp_path, "sqaut/a.mp4", "lunge/b.mp4")
    with pytest.raises(InvalidClips, match=r"folder sqaut: .* did you mean squat"):
        read_clips(tmp_path)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ((), "No films found in"),
        (("a.mp4", "b.mp4"), "2 films in .* have no label"),
        (("raw/a.mp4", "later/b.mp4"), "coach doesn't know any of the exercises in .*: later, raw"),
    ],
)
def test_folders_without_labels(tmp_path: Path, files: tuple[str, ...], message: str) -> None:
    _put(tmp_path, *files)
    with pytest.raises(TrainingError, match=message) as refusal:
        read_clips(tmp_path)
    assert refusal.value.hint


def test_invalid_lists(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="No clips found at"):
        read_clips(tmp_path / "nowhere")
    with pytest.raises(TrainingError, match="has no column 'exercise'"):
        read_clips(_listing(tmp_path, "a.mp4,squat", head="path,label"))
    with pytest.raises(TrainingError, match="is empty"):
        read_clips(_listing(tmp_path))
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\x00\xff\xfe\x80film")
    with pytest.raises(TrainingError, match="can't be read as CSV: line 1: not valid UTF-8"):
        read_clips(film)


@pytest.mark.parametrize(
    ("clips", "message"),
    [
        (_clips(), "No films left"),
        (_clips(("squat", "a"), ("squat", "b")), "Every film shows squat"),
        (_clips(("squat", "a"), ("lunge", "a"), ("none", "a")), "are of the same person or footage"),
        (
            _clips(("squat", "a"), ("squat", "b"), ("lunge", "a")),
            r"Too few clips: lunge \(1 film of 1 person\), squat \(2 films of 2 people\)",
        ),
    ],
)
def test_too_few_clips(clips: list[Clip], message: str) -> None:
    with pytest.raises(TrainingError, match=message) as refusal:
        check_enough(clips)
    assert refusal.value.hint


def test_a_class_of_one_film_is_accepted_beside_larger_ones() -> None:
    check_enough(_clips(("squat", "a"), ("squat", "b"), ("none", "a"), ("none", "b"), ("lunge", "a")))
