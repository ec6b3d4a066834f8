"""What was found out about a word is kept, but never more than there is room for."""

from __future__ import annotations

from monitor.language import remembering
from monitor.language.remembering import Remembered


def test_an_answer_is_found_once():
    """The second time nobody is asked."""
    asked = []
    lengths = Remembered(lambda word: asked.append(word) or len(word))
    assert [lengths[word] for word in ("suara", "suara")] == [5, 5]
    assert asked == ["suara"]


def test_a_stream_without_end_fills_no_memory():
    """However many words come, so many are kept and the answers stay right."""
    doubled = Remembered(lambda word: word * 2)
    for number in range(remembering.MOST + 10):
        assert doubled[str(number)] == f"{number}{number}"
    assert len(doubled) == 10
    assert doubled["3"] == "33"


def test_a_wall_of_letters_is_answered_and_not_kept():
    """A thousand posts of one endless word each fill no memory."""
    lengths = Remembered(len)
    assert lengths["a" * 1_000] == 1_000
    assert not lengths
