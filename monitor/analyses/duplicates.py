"""Posts that say nearly the same thing: sketched one by one, then grouped over arrays.

A text becomes the set of its 5-character pieces, the set becomes 128 bytes that keep how much two
sets overlap, and only posts whose bytes agree in a whole band are ever compared. The arrays are
kept by the store and handed back, so a later import joins the groups of an earlier one.

Five characters, because posts are short and badly typed: a typo or a changed number costs at most
five pieces of some hundred and fifty, where it costs three of twenty word triples, and a text
with ``7`` for ``70`` still meets its origin. What differs is for people to see: :func:`evidence`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.records import Document

__all__ = ["THRESHOLD", "WIDTH", "Grouped", "body", "evidence", "group", "jaccard", "sketch"]

WIDTH = 128
"""Bytes in a sketch, one per permutation; the error of a similarity is at most 0.045."""
THRESHOLD = 0.65
"""Least similarity that joins two posts; docs/claims.md shows what others would do."""

_PIECE = 5
_TAIL = ("#", "http://", "https://")
_NEIGHBOURS = 16  # how many earlier members of a crowded band a post is compared with
_BLOCK = 1 << 13  # pieces hashed, or pairs compared, at once: the work stays in the cache

_Rows: TypeAlias = NDArray[np.int32]
_Bytes: TypeAlias = NDArray[np.uint8]
_Words: TypeAlias = NDArray[np.uint64]


def _mixed(numbers: _Words) -> _Words:
    """Spread 64-bit numbers evenly (the finish of splitmix64): the same on every machine."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


_STEP = np.uint64(0x9E3779B97F4A7C15)
# Never change them: the sketches in people's databases were made with these.
_MULTIPLIERS = (_mixed(np.arange(1, WIDTH + 1, dtype=np.uint64) * _STEP) >> np.uint64(32)).astype(
    np.uint32
) | np.uint32(1)


def body(document: Document) -> str:
    """Return what a post says: its normalised text without the links and hashtags at its end.

    A campaign puts the same ten hashtags under everything it posts; counted as text, they would
    make one claim of all of it. A post with nothing before its tags keeps them.

    Examples
    --------
    >>> offsets = (*range(6), *range(7, 11))
    >>> body(Document("x:1", "", "x", None, "Macet #ayo", "macet ayo", offsets, "id"))
    'macet'
    """
    end = len(document.text)
    for word in reversed(document.text.split()):
        if not word.startswith(_TAIL):
            return document.normal[: bisect_left(document.offsets, end)].rstrip()
        end = document.text.rfind(word, 0, end)
    return document.normal


def sketch(texts: Sequence[str]) -> _Bytes:
    """Turn normalised texts into min-hash sketches that :func:`group` compares.

    Parameters
    ----------
    texts : sequence of str
        Normalised: lower-case words, single spaces. Some thousand at a time is fastest.

    Returns
    -------
    numpy.ndarray
        uint8, shape ``(len(texts), 128)``: one byte of each of 128 minima. The same text gives
        the same bytes on every machine and in every version. All zero for an empty text.

    Notes
    -----
    Min-wise hashing [1]_ over the set of 5-character pieces (a shorter text is one piece), with
    multiply-shift permutations; one byte of each minimum is kept [2]_. O(characters).

    References
    ----------
    .. [1] Broder (1997), doi:10.1109/SEQUEN.1997.666900
    .. [2] Li and König (2010), b-bit minwise hashing, doi:10.1145/1772690.1772759

    Examples
    --------
    >>> a, b = sketch(["surat suara sudah dicoblos", "surat suara sudah tercoblos"])
    >>> a.nbytes, round(float((a == b).mean()), 1)
    (128, 0.6)
    """
    hashes, counts = _pieces(texts)
    owners = np.repeat(np.arange(len(texts)), counts)
    minima = np.full((len(texts), WIDTH), np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, len(hashes), _BLOCK):
        block, owner = hashes[start : start + _BLOCK], owners[start : start + _BLOCK]
        begins = np.flatnonzero(np.diff(owner, prepend=-1))
        lowest = np.minimum.reduceat(_MULTIPLIERS[:, None] * block, begins, axis=1).T
        rows = owner[begins]
        minima[rows] = np.minimum(minima[rows], lowest)
    sketches = ((minima * np.uint32(0x9E3779B1)) >> np.uint32(24)).astype(np.uint8)
    sketches[counts == 0] = 0
    return sketches


def _pieces(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Hash every 5-character piece of every text; return the hashes and how many each text has."""
    gap = "\0" * (_PIECE - 1)  # so that no piece of five spans two texts
    joined = gap.join([*texts, ""]).encode("utf-32-le", "surrogatepass")
    letters = np.frombuffer(joined, "<u4").astype(np.uint64)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    counts = np.where(lengths > 0, np.maximum(lengths - len(gap), 1), 0)
    hashes = np.zeros(max(len(letters) - len(gap), 0), np.uint64)
    for place in range(_PIECE):
        hashes = hashes * _STEP + letters[place : place + len(hashes)]
    begins = np.cumsum(lengths + len(gap)) - lengths - len(gap)
    places = np.arange(counts.sum()) + np.repeat(begins - np.cumsum(counts) + counts, counts)
    return (_mixed(hashes[places]) >> np.uint64(32)).astype(np.uint32), counts


class Grouped(NamedTuple):
    """What :func:`group` found, one entry per row."""

    root: _Rows
    """The smallest row of the row's group: itself, when it founded the group."""
    other: _Rows
    """For a new row, the member it joined by; -1 for founders and for rows grouped before."""
    similarity: NDArray[np.float32]
    """How alike the two are, estimated from their sketches; nan where ``other`` is -1."""


def group(sketches: _Bytes, roots: NDArray[np.integer]) -> Grouped:
    """Join rows whose sketches are alike, directly or through others, old groups included.

    Parameters
    ----------
    sketches : numpy.ndarray
        uint8, shape ``(n, 128)``, from :func:`sketch`, in order of arrival.
    roots : numpy.ndarray
        Integers, shape ``(n,)``: the first row of the group, for rows grouped before; -1 for new
        ones. A founder is its own root. Old rows are not compared with each other again.

    Returns
    -------
    Grouped
        A new row that is like two old groups makes them one, under the older's root. Following
        ``other`` from any new row ends at a founder or at a row grouped before.

    Notes
    -----
    Rows with equal sketches count as one. The others are sorted by each of 32 bands of 4 bytes;
    rows that agree in a band are candidates, and join where their whole sketches do. In a band
    shared by more than 17 different sketches a row meets the first and its 16 predecessors only,
    so a flood of variants costs linear time; which rows meet depends on the earlier ones alone,
    so any way of splitting an import into batches gives the same groups. O(n log n).

    Examples
    --------
    >>> texts = ["tujuh kontainer surat suara", "jalan macet", "tujuh kontainer surat suara ya", ""]
    >>> group(sketch(texts), np.full(4, -1)).root.tolist()
    [0, 1, 0, 3]
    """
    count = len(sketches)
    fresh = np.asarray(roots) < 0
    root = np.where(fresh, np.arange(count), roots).astype(np.int32)
    first = _first_equal(sketches)
    repeats = np.flatnonzero(first != np.arange(count)).astype(np.int32)
    repeats = repeats[fresh[repeats] | fresh[first[repeats]]]
    links = [(first[repeats], repeats)]
    _unite(root, *links[0])

    distinct = np.flatnonzero((first == np.arange(count)) & sketches.any(axis=1)).astype(np.int32)
    # At 0.65 a pair fails to meet in all of them 2 times in 1,000.
    bands = sketches.view("<u4")
    for band in range(bands.shape[1]):
        for earlier, later in _candidates(bands[distinct, band], distinct):
            wanted = (fresh[earlier] | fresh[later]) & (root[earlier] != root[later])
            a, b = earlier[wanted], later[wanted]
            alike = _similarity(sketches, a, b) >= THRESHOLD
            if alike.any():
                links.append((a[alike], b[alike]))
                _unite(root, *links[-1])

    other = _paths(count, links, ~fresh | (root == np.arange(count)))
    similarity = np.full(count, np.nan, np.float32)
    joined = np.flatnonzero(other >= 0)
    similarity[joined] = _similarity(sketches, joined, other[joined])
    return Grouped(root, other, similarity)


def _first_equal(sketches: _Bytes) -> _Rows:
    """Return for each row the first row with the same sketch; empty texts are alone."""
    digest = np.zeros(len(sketches), np.uint64)
    for word in sketches.view("<u8").T:
        digest = _mixed((digest ^ word) + _STEP)
    order = np.argsort(digest, kind="stable").astype(np.int32)
    begins = np.flatnonzero(np.diff(digest[order], prepend=~digest[order[:1]]))
    first = np.empty(len(sketches), np.int32)
    first[order] = np.repeat(order[begins], np.diff(begins, append=len(order)))
    return np.where(sketches.any(axis=1), first, np.arange(len(sketches), dtype=np.int32))


def _candidates(keys: NDArray[np.uint32], rows: _Rows) -> Iterator[tuple[_Rows, _Rows]]:
    """Yield pairs (earlier, later) of rows with equal keys, in at most 17 pieces."""
    packed = (keys.astype(np.uint64) << np.uint64(32)) | rows.astype(np.uint64)
    packed.sort()
    keys = (packed >> np.uint64(32)).astype(np.uint32)
    begins = np.flatnonzero(np.diff(keys.astype(np.int64), prepend=-1))
    sizes = np.diff(begins, append=len(keys))
    shared = np.repeat(sizes > 1, sizes)
    keys, rows = keys[shared], packed[shared].astype(np.uint32).astype(np.int32)

    sizes = sizes[sizes > 1]
    yield np.repeat(rows[np.cumsum(sizes) - sizes], sizes), rows
    for distance in range(1, min(_NEIGHBOURS, int(sizes.max(initial=0)) - 1) + 1):
        same = keys[distance:] == keys[:-distance]
        yield rows[:-distance][same], rows[distance:][same]


def _similarity(
    sketches: _Bytes, a: NDArray[np.integer], b: NDArray[np.integer]
) -> NDArray[np.float32]:
    """Estimate the Jaccard similarity of row pairs; a byte agrees by chance once in 256 times."""
    agree = np.empty(len(a), np.float32)
    for start in range(0, len(a), _BLOCK):
        block = slice(start, start + _BLOCK)
        equal = sketches.take(a[block], axis=0) == sketches.take(b[block], axis=0)
        agree[block] = equal.sum(axis=1, dtype=np.uint8)  # a byte holds 128
    return np.maximum((agree / WIDTH - 1 / 256) / (1 - 1 / 256), 0)


def _unite(root: _Rows, a: _Rows, b: _Rows) -> None:
    """Give the groups of each pair one root, the smallest, in place."""
    while len(a):
        a, b = root[a], root[b]
        np.minimum.at(root, np.maximum(a, b), np.minimum(a, b))
        while (root != (above := root[root])).any():
            root[:] = above
        apart = root[a] != root[b]
        a, b = a[apart], b[apart]


def _paths(count: int, links: list[tuple[_Rows, _Rows]], known: NDArray[np.bool_]) -> _Rows:
    """Return for each row the neighbour that leads to a known row in the fewest steps, else -1."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import breadth_first_order

    start = np.flatnonzero(known).astype(np.int32)
    a = np.concatenate([np.full(len(start), count, np.int32), *(a for a, _ in links)])
    b = np.concatenate([start, *(b for _, b in links)])
    graph = coo_array((np.ones(len(a), np.int8), (a, b)), shape=(count + 1, count + 1)).tocsr()
    _, before = breadth_first_order(graph, count, directed=False)
    other: _Rows = before[:count].astype(np.int32)
    return np.where((other == count) | (other < 0), np.int32(-1), other)


def jaccard(a: str, b: str) -> float:
    """Return the exact share of 5-character pieces that two normalised texts have in common.

    Examples
    --------
    >>> round(jaccard("ada 7 kontainer surat suara", "ada 70 kontainer surat suara"), 2)
    0.68
    """
    pieces_a, pieces_b = _set(a), _set(b)
    return len(pieces_a & pieces_b) / max(len(pieces_a | pieces_b), 1)


def _set(text: str) -> set[str]:
    return {text[i : i + _PIECE] for i in range(max(len(text) - _PIECE + 1, 1))} if text else set()


def evidence(a: str, b: str) -> list[tuple[int, int, int, int]]:
    """Return the parts that two normalised texts share, as whole words, in the order of ``a``.

    Parameters
    ----------
    a, b : str
        Normalised texts.

    Returns
    -------
    list of (start_a, end_a, start_b, end_b)
        ``a[start_a:end_a] == b[start_b:end_b]``. Parts of ``a`` do not overlap; a part that moved
        is found where it now stands.

    Notes
    -----
    Linear in both texts, whatever they hold: a part begins at a word where both texts go on with
    the same five characters, and runs as far as they agree. What lies between is what differs.

    Examples
    --------
    >>> a, b = "ada 7 kontainer surat suara", "katanya ada 70 kontainer surat suara"
    >>> [a[start:end] for start, end, _, _ in evidence(a, b)]
    ['ada', 'kontainer surat suara']
    """
    if a == b:
        return [(0, len(a), 0, len(b))] if a else []
    places: dict[str, list[int]] = {}
    for begin in _words(b):
        places.setdefault(b[begin : begin + _PIECE], []).append(begin)
    parts = []
    end_a = end_b = 0
    for start_a in _words(a):
        known = places.get(a[start_a : start_a + _PIECE])
        if start_a < end_a or not known:
            continue
        start_b = known[bisect_left(known, end_b) % len(known)]  # the next one, else the first
        if length := _whole_words(a, b, start_a, start_b):
            end_a, end_b = start_a + length, start_b + length
            parts.append((start_a, end_a, start_b, end_b))
    return parts


def _words(text: str) -> Iterator[int]:
    """Yield where each word begins."""
    begin = 0
    while begin < len(text):
        yield begin
        begin = text.find(" ", begin) + 1 or len(text)


def _whole_words(a: str, b: str, start_a: int, start_b: int) -> int:
    """Count the characters of the whole words that both texts have from these places on."""
    whole = 0
    for length in range(min(len(a) - start_a, len(b) - start_b) + 1):
        next_a = a[start_a + length : start_a + length + 1] or " "
        next_b = b[start_b + length : start_b + length + 1] or " "
        if next_a != next_b:
            break
        if next_a == " ":
            whole = length
    return whole
