"""What OpenCV, PyAV and MediaPipe ask of the system is what the README's packages bring to a bare Debian."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import shutil
import site
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from coach.native_libraries import _BROUGHT_BY, DEBIAN_PACKAGES

SITE = Path(next(folder for folder in site.getsitepackages() if Path(folder, "cv2").is_dir()))
NATIVE = ("cv2/cv2*.so", "av/_core*.so", "mediapipe/tasks/c/libmediapipe.so")
_NEEDED = re.compile(r"^\t(\S+)(?: => (\S+))? ", re.MULTILINE)
_KEPT = Path(tempfile.gettempdir()) / "coach-tests" / "debian"


@cache
def needed() -> dict[str, str]:
    """What they need of the system, down to the last, and where that lies here; empty where it does not."""
    found: dict[str, str] = {}
    for pattern in NATIVE:
        [library] = SITE.glob(pattern)
        told = subprocess.run(["ldd", library], capture_output=True, text=True, check=True).stdout
        found.update((name, place if place != "not" else "") for name, place in _NEEDED.findall(told))
    return {
        Path(name).name: place or name
        for name, place in found.items()
        if not place.startswith(str(SITE)) and not name.startswith("linux-vdso")
    }


def test_what_they_need_is_here_and_the_readme_brings_it_to_this_debian() -> None:
    """By what the installed packages say of themselves: quick, for any release that this runs on."""
    libraries = needed()
    assert {"libEGL.so.1", "libglib-2.0.so.0", "libc.so.6"} <= libraries.keys()
    assert all(libraries.values()), libraries
    if shutil.which("dpkg-query") is None:
        return  # no Debian: there the packages have other names
    brought = _closure({*DEBIAN_PACKAGES, *_always_there()})
    owners = {name: _owner(place) for name, place in libraries.items()}
    assert not {name: owner for name, owner in owners.items() if owner not in brought}


@pytest.mark.slow
def test_what_they_need_is_in_a_fresh_root_with_the_packages_of_the_readme(bare_debian: set[str]) -> None:
    assert {"libGL.so.1", "libc.so.6"} <= bare_debian
    assert not needed().keys() - bare_debian


def test_each_library_that_no_bare_debian_has_is_known_by_its_package() -> None:
    if shutil.which("dpkg-query") is None:
        return
    base = _closure(set(_always_there()))
    owners = {name: _owner(place) for name, place in needed().items()}
    beyond = {name: owner for name, owner in owners.items() if owner not in base}
    assert {name: _BROUGHT_BY.get(name) for name in beyond} == {
        name: owner.removesuffix("t64") for name, owner in beyond.items()
    }


@pytest.fixture(scope="session")
def bare_debian() -> set[str]:
    """The shared libraries of a fresh minimal root with the README's packages; asked once, then kept."""
    release = platform.freedesktop_os_release()
    if release.get("ID") != "debian" or shutil.which("debootstrap") is None or os.geteuid() != 0:
        pytest.skip("debootstrap can't run here: this is no Debian, it is not installed, or this is not root")
    wanted = ",".join((*DEBIAN_PACKAGES, "python3-venv"))
    suite = release["VERSION_CODENAME"]
    kept = _KEPT / hashlib.sha256(f"{suite} {wanted}".encode()).hexdigest()[:16]
    if not kept.exists():
        libraries = _libraries_of_a_fresh_root(suite, wanted)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text("\n".join(libraries))
    return set(kept.read_text().split())


def _libraries_of_a_fresh_root(suite: str, packages: str) -> list[str]:
    """As debootstrap's first stage leaves it: the base unpacked, the rest beside it as .deb files."""
    with tempfile.TemporaryDirectory() as folder:
        make = ["debootstrap", "--foreign", "--variant=minbase", f"--include={packages}", suite, folder]
        done = subprocess.run(make, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"debootstrap can't run here: {done.stdout.splitlines()[-1:]}")
        paths = [str(path) for path in Path(folder).glob("usr/lib*/**/*.so*")]
        for package in Path(folder).glob("var/cache/apt/archives/*.deb"):
            listing = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True)
            paths += [line.split(" -> ")[0] for line in listing.stdout.splitlines()]
        return sorted({Path(path).name for path in paths if ".so" in path})


def _always_there() -> Iterable[str]:
    """The packages of any Debian, however small."""
    told = _dpkg("-W", "-f", "${Package} ${Essential} ${Priority}\n")
    return [line.split()[0] for line in told.splitlines() if line.endswith((" required",)) or " yes " in line]


@cache
def _owner(place: str) -> str:
    """The package that a file came with; a merged /usr is known to dpkg by either name."""
    for path in _names(Path(place)):
        done = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    return f"no package ({place})"


def _names(path: Path) -> Iterator[str]:
    for each in dict.fromkeys((path, path.resolve())):
        yield str(each)
        yield str(each).removeprefix("/usr") if each.is_relative_to("/usr") else f"/usr{each}"


def _closure(packages: set[str]) -> set[str]:
    """These packages and all that come along with them, as they are installed here."""
    needs: dict[str, set[str]] = {}
    for line in _dpkg("-W", "-f", "${Package}|${Provides}|${Pre-Depends}, ${Depends}\n").splitlines():
        name, provided, depends = line.split("|", 2)
        wanted = set(re.findall(r"(?:^|[,|] *)([a-z0-9][a-z0-9.+-]+)", depends))
        for each in (name, *re.findall(r"(?:^|, *)([a-z0-9][a-z0-9.+-]+)", provided)):
            needs.setdefault(each, set()).update(wanted | {name})
    found, waiting = set[str](), list(packages)
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return found


def _dpkg(*typed: str) -> str:
    return subprocess.run(["dpkg-query", *typed], capture_output=True, text=True, check=True).stdout
