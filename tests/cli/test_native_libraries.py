"""Missing system libraries of OpenCV, PyAV and MediaPipe are reported in a sentence."""

from __future__ import annotations

import ctypes
import pickle
import shutil
import site
from pathlib import Path

import pytest

from coach.errors import (
    CoachError,
    InvalidSettings,
    LibraryBroken,
    SharedLibraryMissing,
    SystemFilesMissing,
    UnknownExercise,
)
from coach.native_libraries import DEBIAN_PACKAGES, loading
from coach.vision.landmarker import mediapipe_library
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach
from tests.conftest import MakeFilm

PACKAGES = Path(next(folder for folder in site.getsitepackages() if Path(folder, "cv2").is_dir()))
LACKS_GLIB = (b"libgthread-2.0.so.0\0", b"libgthread-9.0.so.0\0")
LACKS_THREADS = (b"libpthread.so.0\0", b"libpthread.so.9\0")
LACKS_EGL = (b"libEGL.so.1\0", b"libEGL.so.9\0")


def shadow(into: Path, library: Path, change: tuple[bytes, bytes]) -> None:
    """Links to the installed packages, but one native library needs a missing system library."""
    there, here = PACKAGES, into
    for name in library.relative_to(PACKAGES).parts:
        here.mkdir(parents=True, exist_ok=True)
        for each in there.iterdir():
            if each.name != name and not (here / each.name).exists():
                (here / each.name).symlink_to(each)
        there, here = there / name, here / name
    here.write_bytes(library.read_bytes().replace(*change))


def shadow_opencv(into: Path) -> None:
    shadow(into, next(PACKAGES.glob("opencv_contrib_python.libs/libQt5Core-*")), LACKS_GLIB)
    (into / "cv2").unlink()
    # it looks for its native library next to its real code
    shutil.copytree(PACKAGES / "cv2", into / "cv2", copy_function=lambda a, b: _put(Path(a), Path(b)))


def _put(there: Path, here: Path) -> None:
    if there.suffix == ".so":
        here.symlink_to(there)
    else:
        shutil.copyfile(there, here)


def shadow_mediapipe(into: Path) -> None:
    shadow(into, PACKAGES / "mediapipe" / "tasks" / "c" / "libmediapipe.so", LACKS_EGL)


def shadow_pyav(into: Path) -> None:
    shadow(into, PACKAGES / "av" / "_core.abi3.so", LACKS_THREADS)


@pytest.fixture(scope="module")
def without_threads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("without-threads")
    shadow_pyav(folder)
    return folder


@pytest.fixture(scope="module")
def without_glib(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("without-glib")
    shadow_opencv(folder)
    return folder


@pytest.fixture(scope="module")
def without_egl(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("without-egl")
    shadow_mediapipe(folder)
    return folder


@pytest.mark.parametrize(
    "typed",
    [
        ("demo",),
        ("start", "squat"),
        ("analyze", "film.mp4", "other.mp4", "-e", "squat", "--json"),
        ("train", "clips"),
        ("exercises", "show", "squat", "--gif", "squat.gif"),
    ],
    ids=lambda typed: typed[0],
)
def test_every_command_names_a_missing_system_library(
    typed: tuple[str, ...], coach_process: Coach, without_glib: Path, tmp_path: Path
) -> None:
    clips = (f"clips/{exercise}/{person}/1.mp4" for exercise in ("squat", "none") for person in "ab")
    for name in ("film.mp4", "other.mp4", *clips):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"film")
    result = coach_process(*typed, PYTHONPATH=str(without_glib))
    assert result.code == 1
    assert result.err.count("OpenCV can't start: the system library libgthread-9.0.so.0 is missing.") == 1
    assert f"sudo apt-get install {' '.join(DEBIAN_PACKAGES)}" in result.err


def test_a_library_missing_for_mediapipe_is_not_blamed_on_the_model(
    coach_process: Coach, without_egl: Path, make_film: MakeFilm, pose_model: PoseModel
) -> None:
    typed = ("analyze", make_film(), make_film("b.mp4"), "-e", "squat", "--model", pose_model.path)
    result = coach_process(*typed, PYTHONPATH=str(without_egl))
    assert result.code == 1
    assert result.err.count("MediaPipe can't start: the system library libEGL.so.9 is missing.") == 1


@pytest.mark.parametrize(
    ("lacking", "named"),
    [
        ("without_glib", "OpenCV can't start"),
        ("without_threads", "PyAV can't start"),
        ("without_egl", "MediaPipe can't start"),
    ],
)
def test_doctor_names_it_too_without_pointing_back_to_itself(
    lacking: str, named: str, coach_process: Coach, request: pytest.FixtureRequest
) -> None:
    result = coach_process(
        "doctor", "--source", "nothing.mp4", PYTHONPATH=str(request.getfixturevalue(lacking))
    )
    assert result.code == 1
    assert result.out.count(named) == 1
    assert "apt-get install" in result.out
    assert "coach doctor" not in result.out


@pytest.mark.parametrize(
    ("library", "package"),
    [("libgthread-2.0.so.0", "libglib2.0-0"), ("libGLESv2.so.2", "libgles2"), ("libSM.so.6", "libsm6")],
)
def test_error_names_the_library_and_its_package(library: str, package: str) -> None:
    with pytest.raises(SharedLibraryMissing) as caught, loading("OpenCV", "opencv-contrib-python"):
        raise ImportError(f"{library}: cannot open shared object file: No such file or directory")
    assert (caught.value.library, caught.value.package) == (library, package)
    assert f"{library} (Debian package {package})" in str(caught.value)
    assert package in caught.value.hint


def test_loader_messages_are_parsed_and_unknown_libraries_named() -> None:
    with pytest.raises(SharedLibraryMissing) as caught, loading("MediaPipe", "mediapipe"):
        ctypes.CDLL("libofnobody.so.7")
    assert caught.value.library == "libofnobody.so.7"
    assert caught.value.package is None
    assert "apt-file search libofnobody.so.7" in caught.value.hint


def test_without_sys_mounted_mediapipe_does_not_abort(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mediapipe_library, "_PROCESSORS", tmp_path / "sys" / "possible")
    with pytest.raises(SystemFilesMissing, match="/sys is not mounted") as caught:
        mediapipe_library.load_mediapipe.__wrapped__()
    assert "mount --bind /sys" in caught.value.hint


def test_a_missing_python_package_and_other_errors_are_passed_on() -> None:
    with pytest.raises(LibraryBroken, match="No module named 'cv3'") as caught, loading("OpenCV", "opencv"):
        raise ModuleNotFoundError("No module named 'cv3'")
    assert "pip install --force-reinstall opencv" in caught.value.hint
    with pytest.raises(FileNotFoundError), loading("OpenCV", "opencv"):
        Path("nowhere").read_text()


@pytest.mark.parametrize(
    "error",
    [
        SharedLibraryMissing("OpenCV", "libGL.so.1", "libgl1", hint="Install it."),
        UnknownExercise("sqat", ["squat"]),
        InvalidSettings(Path("settings.toml"), ["voice: is 3"]),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_the_way_from_a_worker_process(error: CoachError) -> None:
    come = pickle.loads(pickle.dumps(error))
    assert type(come) is type(error)
    assert (str(come), vars(come)) == (str(error), vars(error))
