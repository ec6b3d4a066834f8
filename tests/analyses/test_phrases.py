"""Many phrases are found in one pass, exactly as a slow search would find them."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses.phrases import Hit, finder

WORDS = st.sampled_from(
    ["ayo", "ayo dong", "a", "dong", "dongeng", "ayo dong sini", "si-ni", "sini"]
)


def test_kinds_do_not_hide_each_other():
    """Proves that a longer phrase of one kind leaves a shorter one of another visible."""
    find = finder({"bagikan sebelum": [("share", 1)], "sebelum dihapus": [("urgency", 1)]})

    assert [hit.kind for hit in find("bagikan sebelum dihapus")] == ["share", "urgency"]


def test_any_white_space_stands_for_the_blank_of_a_phrase():
    """Proves that a line break inside a phrase does not hide it."""
    assert finder({"cek bio": [("gain", 1)]})("cek \n bio") == [Hit("gain", 1, 0, 9)]


@settings(max_examples=100)
@given(st.sets(WORDS, min_size=1), st.lists(WORDS).map(" ".join))
def test_the_tree_finds_what_a_plain_alternation_finds(phrases, text):
    """Proves, against ``re`` with the longest first, the places of all hits of one kind."""
    longest_first = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    expected = [match.span() for match in re.finditer(rf"\b(?:{longest_first})(?!\w)", text)]

    found = finder({phrase: [("k", 1)] for phrase in phrases})(text)

    assert [(hit.start, hit.end) for hit in found] == expected
