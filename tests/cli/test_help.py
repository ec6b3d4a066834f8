"""Help answers at once, in the reader's language, in the order of the work."""

from __future__ import annotations

import subprocess
import sys

import pytest

from monitor import words
from monitor.cli import VERBS

HEAVY = {"spacy", "sklearn", "sqlite_utils", "numpy", "httpx", "pydantic", "rich", "scipy"}


def test_help_lists_the_verbs_in_the_order_of_the_flow(monitor):
    """Not of the alphabet: a newcomer reads how the work goes."""
    said = monitor("--help")
    places = [said.out.index(f"\n  {verb} ") for verb in VERBS]
    assert places == sorted(places)
    assert "Cara pakai" in said.out


def test_help_imports_nothing_heavy():
    """`monitor --help` imports no spaCy, scikit-learn, sqlite_utils, numpy or httpx."""
    program = (
        "import sys\nfrom monitor.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print(sorted(set(sys.modules) & {HEAVY!r}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(monitor, verb):
    """A verb without help is not finished."""
    said = monitor(verb, "--help")
    assert said.code == 0
    assert f"monitor {verb}" in said.out
    assert "--lang" in said.out


@pytest.mark.parametrize(
    ("arguments", "remedy"),
    [
        (["scna"], "monitor --help"),
        (["queue", "--tpo", "3"], "--top"),
        (["queue", "--top", "banyak"], "--top"),
        (["--lang", "xx", "queue"], "--lang"),
        (["show"], "CLAIM"),
    ],
)
def test_a_wrong_command_line_is_one_line_with_the_remedy(monitor, arguments, remedy):
    """Exit code 2, nothing on stdout (or the help itself), no traceback."""
    said = monitor(*arguments)
    assert remedy in said.err + said.out
    assert "Traceback" not in said.err
    assert said.code == 2 or said.out.startswith("Cara pakai")


def test_english_is_spoken_throughout(monitor):
    """--lang en covers help and errors."""
    done = monitor("--lang", "en", "runs", "--help")
    assert done.out.startswith("Usage: ")
    assert "Pilihan" not in done.out
    words.use("id")
    failed = monitor("queue", "--lang=en", "--tpo")
    assert failed.code == 2
    assert failed.err.startswith("Problem: There is no option --tpo.")
