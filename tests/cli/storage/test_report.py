"""The page: everything is in it, nothing is loaded, and a browser shows it without a word of complaint."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.cli.conftest import Coach

VOID = {"meta", "br", "hr", "img", "link"}


class Outline(HTMLParser):
    """Checks that elements are closed in order, and collects them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()
        assert not self.opened

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture
def page(coach: Coach, tmp_path: Path, squats_recording: Path) -> Path:
    coach("analyze", squats_recording, "-e", "squat", "--weight", "20kg")
    file = tmp_path / "report.html"
    result = coach("report", "--html", file)
    assert result.code == 0 and str(file) in result.out, result.err
    return file


def test_it_has_result_charts_and_every_rep(page: Path) -> None:
    text = page.read_text("utf-8")
    outline = Outline(text)
    assert "4 squats + 1 partial</h1>" in text
    assert "20 kg" in text and "Score" in text and "±" in text
    assert len(re.findall(r"<tr>", text)) == 1 + 5, "the heading and five reps"
    assert [each["lang"] for each in outline.all("html")] == ["en"]
    charts = [each for each in outline.all("svg") if each.get("class") == "chart"]
    assert charts and all(each["role"] == "img" and each["aria-label"] for each in charts)
    assert "Range of motion of each rep, partial reps dashed" in text
    assert 'class="bar partial"' in text
    assert all(each.get("scope") for each in outline.all("th"))


def test_the_best_rep_is_drawn_from_the_recording(page: Path) -> None:
    text = page.read_text("utf-8")
    assert "Best rep of set 1" in text
    assert text.count('class="bone left"') >= 4
    assert "data:image" not in text, "no film is at hand"


def test_it_loads_nothing(page: Path) -> None:
    text = page.read_text("utf-8")
    outline = Outline(text)
    assert not outline.all("script") and not outline.all("link") and not outline.all("img")
    assert not re.search(r"https?:|url\(|@import|//", text)
    [policy] = [each["content"] for each in outline.all("meta") if "http-equiv" in each]
    assert policy is not None and policy.startswith("default-src 'none'")


def test_a_film_at_hand_gives_pictures(coach: Coach, tmp_path: Path, squats_film: Path) -> None:
    coach("analyze", squats_film, "-e", "squat")
    file = tmp_path / "report.html"
    coach("report", "--html", file, "--film", squats_film)
    text = file.read_text("utf-8")
    assert "data:image/jpeg;base64," in text
    coach("report", "--html", file, "--film", squats_film.parent)
    assert "data:image/jpeg;base64," in file.read_text("utf-8")


def test_several_workouts_have_a_table_and_trends(coach: Coach, tmp_path: Path, page: Path) -> None:
    assert page.exists()
    coach("history", "edit", "last", "--reps", "7")
    file = tmp_path / "all.html"
    assert coach("report", "--since", "2020-01-01", "--html", file).code == 0
    assert "7 squats" in file.read_text("utf-8")
    result = coach("report", "--until", "2020-01-01", "--html", file)
    assert result.code == 1 and "no such workout" in result.err
    assert coach("report", "--workout", "1", "--since", "2020-01-01", "--html", file).code == 2


def test_it_opens_in_a_browser_without_a_complaint(page: Path, tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium is installed")
    picture = tmp_path / "page.png"
    command = [
        *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
        *("--enable-logging=stderr", "--log-level=0", f"--user-data-dir={tmp_path / 'browser'}"),
        *(f"--screenshot={picture}", "--window-size=800,1200", page.as_uri()),
    ]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "CONSOLE" not in ran.stderr
    shown = cv2.imread(str(picture))
    assert shown is not None and shown.shape[:2] == (1200, 800)
    assert len(np.unique(shown.reshape(-1, 3), axis=0)) > 20, "text and charts, not an empty page"
