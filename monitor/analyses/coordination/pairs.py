"""Which accounts shared the same object within a window: exact, by one sweep over sorted arrays.

The shares of all objects lie on one clock, object after object, gaps longer than the window cut
short. Then a share's neighbours are the rows that follow within the window, and all pairs are
counted before any is made. They are made in blocks into one array, whose sort counts the objects
of each pair; when that would be too large, pairs are taken in turns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.coordination.crowds import among
from monitor.analyses.coordination.line import Line, Whole, neighbours, thinned

__all__ = ["CROWDED", "Pairs", "meeting_pairs"]

CROWDED = 50_000_000
"""An object with more meetings than this is asked about, not enumerated: 10,000 in one second."""

_BLOCK = 1 << 21
_ROOM = 24_000_000  # meetings held at once, 8 bytes each

_Flags: TypeAlias = NDArray[np.bool_]


class Pairs(NamedTuple):
    """Pairs of accounts, in order of ``a``, then ``b``."""

    a: Whole
    b: Whole
    """Codes of accounts; ``a < b``."""
    weights: Whole
    """Shape ``(pairs, windows)``: distinct objects shared within each window."""
    crowded: Whole
    """Objects too crowded to enumerate; pairs that meet in these alone are not listed."""


class _Sweep(NamedTuple):
    """What is swept."""

    line: Line
    repeated: _Flags
    counts: Whole
    """By row: those that follow within the widest window."""
    windows: Whole
    width: int
    """Accounts."""


def meeting_pairs(line: Line, windows: Sequence[int], *, min_weight: int = 2) -> Pairs:
    """Count the distinct objects that two accounts shared within each window of each other.

    Parameters
    ----------
    line : Line
        From :func:`line_up`, with at least the widest window.
    windows : sequence of int
        Largest gaps that count, inclusive, ascending.
    min_weight : int
        Fewest objects within the widest window; lighter pairs are not listed.

    Returns
    -------
    Pairs
        Every pair with at least one meeting in an object that is not crowded.

    Notes
    -----
    O(n log n + k log k) for k meetings, some 200 MB for them; beyond 24 million the meetings
    are made again for each part of the pairs. A share between two others of the same
    account and object, closer together than twice the narrowest window, meets nobody whom they
    do not meet and is left out, so one account's flood costs linear time.

    Examples
    --------
    >>> shares = np.array([0, 0, 1, 1]), np.array([7, 3, 3, 7]), np.array([0, 60, 100, 105])
    >>> from monitor.analyses.coordination.line import line_up
    >>> found = meeting_pairs(line_up(*shares, window=60), [5, 60])
    >>> found.a.tolist(), found.b.tolist(), found.weights.tolist()
    ([3], [7], [[1, 2]])
    """
    kept, repeated = thinned(line, windows[0])
    counts = neighbours(kept, windows[-1])
    if not len(counts):
        none = np.empty(0, np.int32)
        return Pairs(none, none, np.empty((0, len(windows)), np.int32), none)
    crowded = np.flatnonzero(np.bincount(kept.objects, counts) > CROWDED)
    dense = np.isin(kept.objects, crowded) if len(crowded) else np.zeros(0, bool)
    counts[np.flatnonzero(dense)] = 0
    width = int(kept.accounts.max()) + 1
    sweep = _Sweep(kept, repeated, counts, np.array(windows), width)
    turns = int(counts.sum() // _ROOM) + 1
    least = 1 if len(crowded) else min_weight
    parts = [_weighed(_meetings(sweep, turn, turns), len(windows), least) for turn in range(turns)]
    keys = np.concatenate([keys for keys, _ in parts])
    weights = np.concatenate([weights for _, weights in parts])
    if turns > 1:
        order = np.argsort(keys)
        keys, weights = keys[order], weights[order]
    a, b = (keys // width).astype(np.int32), (keys % width).astype(np.int32)
    if len(crowded):
        weights = weights + among(kept, np.flatnonzero(dense), windows, a, b)
        heavy = weights[:, -1] >= min_weight
        a, b, weights = a[heavy], b[heavy], weights[heavy]
    return Pairs(a, b, weights, crowded)


def _meetings(sweep: _Sweep, turn: int, turns: int) -> Whole:
    """Return a key per pair and object, sorted: the pair and the narrowest window they met in."""
    keys = np.empty(int(sweep.counts.sum()) // turns + _BLOCK, np.int64)
    done = 0
    going: list[Whole] = []  # repeats of an object that the block's end cuts in two
    of = -1
    for rows in _blocks(sweep.counts):
        found, objects, twice = _block(sweep, rows)
        if turns > 1:
            mine = found // len(sweep.windows) % turns == turn
            objects = objects[mine] if len(objects) else objects
            found, twice = found[mine], twice[mine]
        parts = [found]
        if twice.any():
            parts = [found[~twice]]
            found, objects = found[twice], objects[twice]
        else:
            found = objects = found[:0]
        next_ = sweep.line.objects[rows.stop] if rows.stop < len(sweep.counts) else -1
        if going and of != next_:
            going.append(found[objects == of])
            parts.append(_closest(np.concatenate(going), len(sweep.windows)))
            found, objects = found[objects != of], objects[objects != of]
            going = []
        cut = objects == next_
        if cut.any():
            going.append(found[cut])
            of = next_
        parts.append(_once(objects[~cut], found[~cut], len(sweep.windows)))
        found = np.concatenate(parts)
        if done + len(found) > len(keys):
            keys = np.concatenate([keys, np.empty(len(keys), np.int64)])
        keys[done : done + len(found)] = found
        done += len(found)
    keys = keys[:done]
    keys.sort()
    return keys


def _blocks(counts: Whole) -> Iterator[slice]:
    """Yield ranges of rows with some two million meetings each."""
    sums = np.cumsum(counts)
    start = 0
    while start < len(counts):
        before = sums[start - 1] if start else 0
        stop = max(int(np.searchsorted(sums, before + _BLOCK, "right")), start + 1)
        yield slice(start, stop)
        start = stop


def _block(sweep: _Sweep, rows: slice) -> tuple[Whole, Whole, _Flags]:
    """Make the meetings of some rows: their keys, objects, and whether they may come again."""
    line, some = sweep.line, sweep.counts[rows]
    first = np.arange(rows.start, rows.stop, dtype=np.int32)
    left = np.repeat(first, some)
    right = np.arange(len(left), dtype=np.int32)
    right += np.repeat((first + 1 - np.cumsum(some) + some).astype(np.int32), some)
    a, b = line.accounts[left], line.accounts[right]
    keys = np.minimum(a, b).astype(np.int64)
    keys *= sweep.width
    keys += np.maximum(a, b)
    if len(sweep.windows) > 1:
        keys *= len(sweep.windows)
        keys += np.searchsorted(sweep.windows, line.clock[right] - line.clock[left])
    if not sweep.repeated[rows.start : rows.stop + int(some.max()) + 1].any():
        return keys, left[:0], np.zeros(len(keys), bool)
    other = a != b
    twice = (sweep.repeated[left] | sweep.repeated[right])[other]
    return keys[other], line.objects[left][other], twice


def _once(objects: Whole, keys: Whole, windows: int) -> Whole:
    """Keep one meeting per object and pair, the closest."""
    order = np.lexsort((keys, objects))
    objects, keys = objects[order], keys[order]
    pair = keys // windows
    new = np.ones(len(keys), bool)
    new[1:] = (objects[1:] != objects[:-1]) | (pair[1:] != pair[:-1])
    return np.asarray(keys[new])


def _closest(keys: Whole, windows: int) -> Whole:
    """Keep one meeting per pair of one object, the closest."""
    keys.sort()
    return np.asarray(keys[np.diff(keys // windows, prepend=-1) != 0])


def _weighed(keys: Whole, windows: int, least: int) -> tuple[Whole, Whole]:
    """Count sorted keys by pair, and by window up to each; drop pairs of less than ``least``."""
    found, before = [], -1
    for start in range(0, len(keys) - least + 1, _BLOCK):
        part = keys[start : start + _BLOCK + least - 1] // windows
        if not len(part):
            break
        count = len(part) - least + 1
        heavy = part[:count] == part[least - 1 :]
        heavy[1:] &= part[1:count] != part[: count - 1]
        heavy[0] &= part[0] != before
        found.append(part[:count][heavy])
        before = part[count - 1]
    pair = np.concatenate(found) if found else np.empty(0, np.int64)
    steps = pair[:, None] * windows + np.arange(windows + 1)
    places = np.searchsorted(keys, steps)
    return pair, (places[:, 1:] - places[:, :1]).astype(np.int32)
