"""The edges of the network as arrays: acts counted once, in lines between two accounts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.network import KINDS, NO_TIME, NONE, Interactions
from monitor.analyses.network.data import Real, Sparse, Whole, joined
from monitor.exports.net import COORDINATION, Part
from monitor.store.clusters import ClusterEdge

__all__ = ["LATE", "STEP", "WAYS", "Acts", "Lines", "Names", "acts_of", "graph_of", "in_room",
           "lines_of", "parts_of", "steps_of"]  # fmt: skip

WAYS = (*KINDS, COORDINATION)
"""The kinds of edges: those of interactions, and posting in step."""
STEP = len(KINDS)
LATE = int(np.iinfo(np.int64).max)
"""First seen, where no time is known; last seen is then NO_TIME."""
_WIB, _DAY = 7 * 3600, 86_400
_EPOCH = date(1970, 1, 1).toordinal()


class Names:
    """Names of accounts and addresses by place, some of them added later."""

    def __init__(self, names: Iterable[str]) -> None:
        self.known = list(names)
        self._places = {name: place for place, name in enumerate(self.known)}

    def __len__(self) -> int:
        return len(self.known)

    def place(self, name: str) -> int:
        """Return where a name is; it is put last where it is not known yet."""
        place = self._places.setdefault(name, len(self.known))
        if place == len(self.known):
            self.known.append(name)
        return place


class Acts(NamedTuple):
    """What was done, each once: a post that names two candidates is two rows and one act."""

    row: Whole
    """One of its rows."""
    named: Whole
    """Whom its post names: a place in ``sets``."""
    sets: list[tuple[int, ...]]
    day: Whole
    """In WIB, as ``date.toordinal`` counts; NONE where its time is not known."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Edges as arrays of one length."""

    source: Whole
    target: Whole
    kind: Whole
    """A place in :data:`WAYS`."""
    weight: Whole
    first: Whole
    last: Whole
    begin: Whole
    """Where its acts begin in ``order``; of a step, where it is among the steps."""
    acts: Whole
    """How many acts it has; a step has none."""
    order: Whole
    """Places of acts, those of one line together; of no fixed length."""

    def of(self, chosen: NDArray[Any]) -> Lines:
        """Return some lines, by a mask or by places."""
        kept = {each.name: getattr(self, each.name)[chosen] for each in fields(self)[:-1]}
        return Lines(**kept, order=self.order)

    def and_(self, other: Lines) -> Lines:
        """Return these lines and others that are not made of acts."""
        both = {
            each.name: np.r_[getattr(self, each.name), getattr(other, each.name)]
            for each in fields(self)[:-1]
        }
        return Lines(**both, order=self.order)


def acts_of(rows: Interactions) -> Acts:
    """Return what was done, each once; rows of no known post are one act each."""
    known = rows.post != NONE
    code = joined(rows.post, rows.target, rows.kind, rows.item)
    code = np.where(known, code, code.max(initial=0) + 1 + np.arange(len(rows)))
    _, first, act = np.unique(code, return_index=True, return_inverse=True)
    sets, named = _named(act[rows.entity != NONE], rows.entity[rows.entity != NONE], len(first))
    time = rows.time[first]
    return Acts(first, named, sets, np.where(time == NO_TIME, NONE, (time + _WIB) // _DAY + _EPOCH))


def _named(act: Whole, entity: Whole, size: int) -> tuple[list[tuple[int, ...]], Whole]:
    """Return the sets of entities there are, and which of them each act has."""
    pairs = np.unique(np.column_stack([act, entity]), axis=0) if len(act) else np.zeros((0, 2), int)
    who, begins, counts = np.unique(pairs[:, 0], return_index=True, return_counts=True)
    sets: dict[tuple[int, ...], int] = {(): 0}
    for one in range(int(entity.max(initial=NONE)) + 1):
        sets[(one,)] = len(sets)
    named = np.zeros(size, np.int64)
    named[who] = pairs[begins, 1] + 1
    for place in np.flatnonzero(counts > 1).tolist():
        several = tuple(pairs[begins[place] : begins[place] + counts[place], 1].tolist())
        named[who[place]] = sets.setdefault(several, len(sets))
    return list(sets), named


def lines_of(rows: Interactions, acts: Acts) -> Lines:
    """Return one line for each who, whom and how."""
    one = rows.where(acts.row)
    code = joined(one.source, one.target, one.kind)
    order = np.argsort(code, kind="stable")
    _, begins, counts = np.unique(code[order], return_index=True, return_counts=True)
    head, times = order[begins], one.time[order]
    early = np.where(times == NO_TIME, LATE, times)
    return Lines(
        one.source[head],
        one.target[head],
        one.kind[head],
        counts,
        np.minimum.reduceat(early, begins) if len(begins) else counts,
        np.maximum.reduceat(times, begins) if len(begins) else counts,
        begins,
        counts,
        order,
    )


def steps_of(steps: Sequence[ClusterEdge], names: Names) -> Lines:
    """Return pairs in step as lines; when they were is known of their cluster only."""
    size = len(steps)

    def whole(values: Iterable[int]) -> Whole:
        return np.fromiter(values, np.int64, size)

    return Lines(
        whole(names.place(edge.a) for edge in steps),
        whole(names.place(edge.b) for edge in steps),
        np.full(size, STEP),
        whole(edge.weight for edge in steps),
        np.full(size, LATE),
        np.full(size, NO_TIME),
        np.arange(size),
        np.zeros(size, np.int64),
        np.zeros(0, np.int64),
    )


def in_room(lines: Lines, member: NDArray[np.bool_], nodes: int | None, edges: int | None) -> Lines:
    """Return what there is room for."""
    if nodes is not None:
        ends = np.concatenate([lines.source, lines.target])
        active = np.asarray(np.bincount(ends, np.tile(lines.weight, 2), len(member)), float)
        kept = _most(active, member & (active > 0), nodes)
        lines = lines.of(kept[lines.source] & kept[lines.target])
    if edges is not None:
        lines = lines.of(_most(lines.weight.astype(float), lines.kind == STEP, edges))
    return lines


def _most(by: Real, ahead: NDArray[np.bool_], room: int) -> NDArray[np.bool_]:
    """Choose the largest, those ``ahead`` before others in at most half of the room."""
    order = np.argsort(-by, kind="stable")
    first = order[ahead[order]][: room // 2]
    kept = np.zeros(len(by), bool)
    kept[first] = True
    rest = order[~kept[order]]
    kept[rest[: room - len(first)]] = True
    return kept


def graph_of(lines: Lines, size: int) -> Sparse:
    """Return lines as a CSR array, accounts x accounts."""
    from scipy.sparse import coo_array

    ends = (lines.source.astype(np.int32), lines.target.astype(np.int32))
    return coo_array((lines.weight.astype(float), ends), shape=(size, size)).tocsr()


def parts_of(lines: Lines, acts: Acts) -> list[tuple[Part, ...]]:
    """Return each line's weight by day and by whom its posts name; nothing of a step."""
    line = np.repeat(np.arange(len(lines.acts)), lines.acts)
    within = np.arange(len(line)) - np.repeat(np.cumsum(lines.acts) - lines.acts, lines.acts)
    act = lines.order[lines.begin[line] + within]
    day, named = acts.day[act], acts.named[act]
    _, at, counts = np.unique(joined(line, day, named), return_index=True, return_counts=True)
    parts = [
        Part(_date(when), acts.sets[who], weight)
        for when, who, weight in zip(
            day[at].tolist(), named[at].tolist(), counts.tolist(), strict=True
        )
    ]
    ends = np.searchsorted(line[at], np.arange(len(lines.acts) + 1)).tolist()
    return [tuple(parts[begin:end]) for begin, end in pairwise(ends)]


@cache
def _date(day: int) -> date | None:
    # the last hours of year 9999 are a day later in Jakarta
    return None if day == NONE else date.fromordinal(min(day, date.max.toordinal()))
