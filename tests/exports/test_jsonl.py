"""JSON Lines: the whole structure, one record per line whatever the texts hold."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.exports import Stamp, jsonl, post_rows
from monitor.privacy import Mask
from monitor.records import Post


def test_a_program_finds_each_quoted_word_in_the_text(export):
    """Nested reasons with offsets into the masked text."""
    first, _ = map(json.loads, export("jsonl").read_text("utf-8").splitlines())
    for reason in first["reasons"]:
        assert first["claim_text"][reason["start"] : reason["end"]] == reason["text"]
    assert first["reasons"][1]["text"] == "•••••••"
    assert first["amplifiers"][0]["times"] == 2
    assert first["platforms"] == ["x"]


def test_a_sentence_names_no_private_account_either(export):
    """The reason that says who amplified a claim most is masked like everything else."""
    first, _ = map(json.loads, export("jsonl").read_text("utf-8").splitlines())
    assert first["reasons"][2]["sentence"] == "Paling banyak oleh x:•••••• (2x)."


@settings(max_examples=50)
@given(st.text(st.characters() | st.sampled_from("\n\r\x00\x85\u2028\u202e\ud800")))
def test_any_text_is_one_line_and_comes_back_as_it_was(tmp_path_factory, text):
    """Line separators, escapes and lone surrogates included."""
    path = tmp_path_factory.mktemp("jsonl") / "posts.jsonl"
    mask = Mask(b"k" * 32, (), identities=True)
    jsonl.write(path, "posts", post_rows([("c-1", Post("x:1", "x", text))], mask, Stamp()), Stamp())
    [line] = path.read_text("utf-8").splitlines()
    assert json.loads(line)["text"] == mask.text(text)
