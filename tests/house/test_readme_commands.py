"""The README's two commands are complete, and CI runs the second."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

from coach.native_libraries import DEBIAN_PACKAGES

ROOT = Path(__file__).parents[2]
PACKAGES = {*DEBIAN_PACKAGES, "python3-venv"}


def _commands() -> list[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return [block.strip() for block in re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]


def test_the_first_ends_with_the_demo_and_the_second_with_the_check() -> None:
    first, second = _commands()[:2]
    assert first.endswith("/coach demo")
    assert second.endswith("/poe check")
    sequence = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["poe"]["tasks"]["check"][
        "sequence"
    ]
    assert sequence == ["lint", "types", "layers", "docs", "test"]


def test_both_work_from_a_bare_debian() -> None:
    for command in _commands()[:2]:
        assert set(command.replace("\\\n", " ").split()) >= PACKAGES
        assert "python3 -m venv .venv" in command
        assert "pip install" in command


def test_both_parse_as_shell() -> None:
    for command in _commands()[:2]:
        subprocess.run(["bash", "-n", "-c", command], check=True)


def test_ci_runs_the_second_command() -> None:
    shown = subprocess.run([ROOT / ".ci" / "run", "--show"], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == _commands()[1]
    script = (ROOT / ".ci" / "run").read_text()
    assert script.rstrip().endswith('bash -euo pipefail -c "$second"')
    assert not re.search(r"\bpip\b|pytest|apt-get", script), "only the README says what to install and run"


def test_the_workflow_runs_the_same() -> None:
    assert "bash .ci/run" in (ROOT / ".github" / "workflows" / "check.yml").read_text()
