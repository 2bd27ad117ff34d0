"""Which package may import which."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_packages_import_only_lower_layers() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "6 kept, 0 broken" in done.stdout


def test_the_contract_names_every_package() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract for contract in contracts if contract["type"] == "layers")
    named = {room.strip(" ()") for layer in layers["layers"] for room in layer.split("|")}
    rooms = {path.stem for path in (ROOT / "coach").glob("[!_]*") if path.suffix in {"", ".py"}}
    assert layers["exhaustive"]
    assert rooms <= named, f"packages without a layer: {rooms - named}"
