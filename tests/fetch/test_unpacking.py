"""Answers that come packed: read, or left before they fill the memory."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest

from monitor.errors import FetchError


@pytest.mark.parametrize(
    ("encoding", "body", "said"),
    [
        ("gzip", zlib.compress(b"x" * 16_000_000, 9), "1 MB"),
        ("gzip, gzip", zlib.compress(zlib.compress(b"x" * 16_000_000, 9), 9), "dikemas"),
        ("br", b"x", "dikemas"),
        ("gzip", b"no gzip", "rusak"),
        ("gzip", zlib.compress(bytes(range(256)) * 9)[:-9], "rusak"),
    ],
)
def test_a_bomb_is_left_before_it_is_unpacked(fetcher, site, answer, encoding, body, said):
    """16 MB in a piece of 16 KB, packed twice, otherwise, wrongly, in half: memory stays small."""
    home = site({"/": answer(body, content_encoding=encoding)})
    asking = fetcher(None, largest=1024 * 1024, tries=1)
    tracemalloc.start()
    with pytest.raises(FetchError, match=said):
        asking.get(home + "/")
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()


def test_what_is_packed_is_read(fetcher, site, answer):
    """We ask for gzip and unpack it, in whatever pieces it comes."""
    home = site({"/": answer(gzip.compress(b"pemilu " * 100_000), content_encoding="gzip")})
    assert fetcher(None).get(home + "/").body == b"pemilu " * 100_000
