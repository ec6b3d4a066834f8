"""What is read is stored, known or rejected."""

from __future__ import annotations

import json

import pytest

from monitor import pipeline
from monitor.errors import BadInput
from monitor.store import Store


def test_what_was_read_before_a_file_broke_off_is_stored(tmp_path):
    """A file cut in the middle by a full stick gives its whole rows and one Reject."""
    path = tmp_path / "x.jsonl"
    rows = [json.dumps({"id": n, "platform": "x", "teks": f"kabar {n}"}) for n in range(3000)]
    path.write_text("\n".join(rows)[:-7])
    with Store() as store:
        done = pipeline.import_file(store, path)
        assert (done.read, done.stored, done.rejected) == (3000, 2999, 1)


def test_a_file_that_cannot_be_read_leaves_the_store_as_it_was(tmp_path):
    """No run line promises what did not happen."""
    path = tmp_path / "kosong.csv"
    path.write_text("")
    with Store() as store:
        with pytest.raises(BadInput, match=r"kosong\.csv"):
            pipeline.import_file(store, path)
        assert store.runs() == []
