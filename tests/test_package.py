"""The wheel carries what a user needs and nothing that was lying around."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Build the wheel from a copy of the checkout in which somebody left secrets."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in ("monitor", "corpora", "models"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.en.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    (copy / "corpora" / ".env").write_text("TOKEN=rahasia")
    (copy / "corpora" / "monitor.db.key").write_text("rahasia")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    subprocess.run(build, cwd=copy, check=True, capture_output=True)
    [made] = (copy / "dist").glob("*.whl")
    return made


@pytest.mark.slow
def test_the_wheel_carries_the_facts_and_no_secret(wheel):
    """Data goes by suffix: a stray .env or key does not travel."""
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {Path(name).name for name in names if name.startswith("monitor/_data/corpora/")}
    ours = {path.name for path in (ROOT / "corpora").rglob("*") if path.is_file()}
    assert shipped == {name for name in ours if not name.startswith(".")}
    assets = {path.name for path in (ROOT / "monitor" / "exports" / "assets").iterdir()}
    assert {Path(name).name for name in names if "exports/assets/" in name} == assets
    assert not [name for name in names if ".env" in name or ".key" in name]
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "docs"))]


@pytest.mark.slow
def test_an_installed_monitor_scans_the_sample_anywhere(wheel, tmp_path):
    """`pipx install .` and then `monitor scan --sample`, far from the checkout."""
    site = tmp_path / "site"
    install = [sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*install, "--target", str(site), str(wheel)], check=True, capture_output=True)
    elsewhere = tmp_path / "di mana saja"
    elsewhere.mkdir()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "monitor", "scan", "--sample", "--json"],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum(row["posts"] for row in rows) == 451
    assert str(site) in done.stderr
    assert [path.name for path in elsewhere.iterdir()] == ["contoh.db"]
