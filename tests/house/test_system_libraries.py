"""The README's Debian packages provide all libraries that OpenCV, PyAV and MediaPipe need."""

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

from coach.native_libraries import _DEBIAN_PACKAGE_OF, DEBIAN_PACKAGES

SITE = Path(next(folder for folder in site.getsitepackages() if Path(folder, "cv2").is_dir()))
NATIVE = ("cv2/cv2*.so", "av/_core*.so", "mediapipe/tasks/c/libmediapipe.so")
_NEEDED = re.compile(r"^\t(\S+)(?: => (\S+))? ", re.MULTILINE)
_CACHE = Path(tempfile.gettempdir()) / "coach-tests" / "debian"


@cache
def needed_libraries() -> dict[str, str]:
    """Every system library that they need, and its path here; empty if missing."""
    found: dict[str, str] = {}
    for pattern in NATIVE:
        [library] = SITE.glob(pattern)
        output = subprocess.run(["ldd", library], capture_output=True, text=True, check=True).stdout
        found.update((name, place if place != "not" else "") for name, place in _NEEDED.findall(output))
    return {
        Path(name).name: place or name
        for name, place in found.items()
        if not place.startswith(str(SITE)) and not name.startswith("linux-vdso")
    }


def test_the_readmes_packages_provide_the_needed_libraries() -> None:
    """Check the metadata of the installed packages: quick, and for any Debian release."""
    libraries = needed_libraries()
    assert {"libEGL.so.1", "libglib-2.0.so.0", "libc.so.6"} <= libraries.keys()
    assert all(libraries.values()), libraries
    if shutil.which("dpkg-query") is None:
        return  # other distributions use other package names
    provided_packages = _closure({*DEBIAN_PACKAGES, *_base_packages()})
    owners = {name: _owner(place) for name, place in libraries.items()}
    assert not {name: owner for name, owner in owners.items() if owner not in provided_packages}


@pytest.mark.slow
def test_a_fresh_debian_with_the_readmes_packages_has_the_needed_libraries(bare_debian: set[str]) -> None:
    assert {"libGL.so.1", "libc.so.6"} <= bare_debian
    assert not needed_libraries().keys() - bare_debian


def test_extra_libraries_are_mapped_to_their_packages() -> None:
    if shutil.which("dpkg-query") is None:
        return
    base = _closure(set(_base_packages()))
    owners = {name: _owner(place) for name, place in needed_libraries().items()}
    extra = {name: owner for name, owner in owners.items() if owner not in base}
    assert {name: _DEBIAN_PACKAGE_OF.get(name) for name in extra} == {
        name: owner.removesuffix("t64") for name, owner in extra.items()
    }


@pytest.fixture(scope="session")
def bare_debian() -> set[str]:
    """The shared libraries of a minimal Debian with the README's packages; cached."""
    release = platform.freedesktop_os_release()
    if release.get("ID") != "debian" or shutil.which("debootstrap") is None or os.geteuid() != 0:
        pytest.skip("debootstrap can't run: no Debian, not installed, or not root")
    wanted = ",".join((*DEBIAN_PACKAGES, "python3-venv"))
    suite = release["VERSION_CODENAME"]
    cached = _CACHE / hashlib.sha256(f"{suite} {wanted}".encode()).hexdigest()[:16]
    if not cached.exists():
        libraries = _libraries_of_a_fresh_root(suite, wanted)
        cached.parent.mkdir(parents=True, exist_ok=True)
        cached.write_text("\n".join(libraries))
    return set(cached.read_text().split())


def _libraries_of_a_fresh_root(suite: str, packages: str) -> list[str]:
    """List libraries after debootstrap's first stage: the base is unpacked, other packages are .deb files."""
    with tempfile.TemporaryDirectory() as folder:
        make = ["debootstrap", "--foreign", "--variant=minbase", f"--include={packages}", suite, folder]
        done = subprocess.run(make, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"debootstrap can't run: {done.stdout.splitlines()[-1:]}")
        paths = [str(path) for path in Path(folder).glob("usr/lib*/**/*.so*")]
        for package in Path(folder).glob("var/cache/apt/archives/*.deb"):
            listing = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True)
            paths += [line.split(" -> ")[0] for line in listing.stdout.splitlines()]
        return sorted({Path(path).name for path in paths if ".so" in path})


def _base_packages() -> Iterable[str]:
    """The packages of every Debian system."""
    output = _dpkg("-W", "-f", "${Package} ${Essential} ${Priority}\n")
    return [
        line.split()[0] for line in output.splitlines() if line.endswith((" required",)) or " yes " in line
    ]


@cache
def _owner(place: str) -> str:
    """The package of a file; with a merged /usr, dpkg may know either path."""
    for path in _paths(Path(place)):
        done = subprocess.run(["dpkg-query", "-S", path], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    return f"no package ({place})"


def _paths(path: Path) -> Iterator[str]:
    for each in dict.fromkeys((path, path.resolve())):
        yield str(each)
        yield str(each).removeprefix("/usr") if each.is_relative_to("/usr") else f"/usr{each}"


def _closure(packages: set[str]) -> set[str]:
    """These packages and their dependencies, as installed here."""
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
