"""Both languages say everything, with the same facts."""

from __future__ import annotations

import pkgutil
import string
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import words
from monitor.errors import MonitorError, UnknownName
from monitor.words import english, indonesian, plain

FILES = [module.name for module in pkgutil.iter_modules(indonesian.__path__)]


def sentences(language: str, file: str) -> dict[str, str]:
    return import_module(f"monitor.words.{language}.{file}").WORDS


def gaps(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def test_both_languages_have_the_same_files():
    """A file forgotten in one language would fail only when somebody needs it."""
    assert [module.name for module in pkgutil.iter_modules(english.__path__)] == FILES


@pytest.mark.parametrize("file", FILES)
def test_both_languages_say_the_same_things(file):
    """Same keys, same gaps: no sentence fails for an English reader only."""
    ours, theirs = sentences("indonesian", file), sentences("english", file)
    assert {key: gaps(text) for key, text in ours.items()} == {
        key: gaps(text) for key, text in theirs.items()
    }


@pytest.mark.parametrize("language", ["indonesian", "english"])
@pytest.mark.parametrize("file", FILES)
def test_no_sentence_gives_a_verdict_or_names_a_bot(language, file):
    """We never print bot, buzzer or paid as a fact, and never that something is a hoax."""
    for key, text in sentences(language, file).items():
        low = f" {text.lower()} "
        for word in (
            " bot ",
            " bot.",
            "buzzer",
            " is a hoax",
            "adalah hoaks",
            "akun bayaran",
            "paid account",
        ):
            assert word not in low, (key, word)


def test_an_error_speaks_the_readers_language():
    """The same error, said twice."""
    problem: MonitorError = UnknownName("pemilu", "pemilu-2042", ["pemilu-2024", "pemilu-2019"])
    assert "Coba: pemilu-2024" in str(problem)
    words.use("en")
    assert "Try: pemilu-2024" in str(problem)


def test_an_unknown_language_is_refused():
    """A typo in our own code must not silently speak another language."""
    with pytest.raises(ValueError, match="no such language"):
        words.use("xx")


@given(st.text())
def test_nothing_hostile_reaches_a_terminal(text):
    """No escape, control or direction character is left, and no text grows."""
    shown = plain(text)
    assert len(shown) == len(text)
    assert all(c.isprintable() or c == words.JOINER for c in shown)
