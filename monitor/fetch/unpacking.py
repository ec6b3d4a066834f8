"""Unpacking an answer, piece by piece: httpx does it too, but unpacks a piece whole, however large.

A piece of 64 KiB can hold gigabytes, packed twice (``Content-Encoding: gzip, gzip``) or in Brotli,
before anybody has counted them.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

__all__ = ["ACCEPTED", "Unpackable", "unpacked"]

ACCEPTED = "gzip"
_PACKED = ("gzip", "x-gzip", "deflate")
_STEP = 256 * 1024
"""Bytes unpacked at once."""
_EITHER = zlib.MAX_WBITS | 32
"""A header of gzip or of zlib, whichever is there."""


class Unpackable(Exception):
    """It is packed in a way that was not asked for, or is damaged, or ends too early."""


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """Yield a body unpacked, never more than 256 KiB of it at once.

    Parameters
    ----------
    pieces : iterable of bytes
        The body as it came.
    encoding : str
        Its ``Content-Encoding``.

    Raises
    ------
    Unpackable
        See there.

    Examples
    --------
    >>> b"".join(unpacked([zlib.compress(b"pemilu")], "deflate"))
    b'pemilu'
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from pieces
        return
    if encoding not in _PACKED:
        raise Unpackable(encoding)
    opened = zlib.decompressobj(_EITHER)
    is_empty = True
    for piece in pieces:
        left = piece
        while left and not opened.eof:
            is_empty = False
            try:
                yield opened.decompress(left, _STEP)
            except zlib.error as problem:
                raise Unpackable(encoding) from problem
            left = opened.unconsumed_tail
    if not (opened.eof or is_empty):
        raise Unpackable(encoding)
