"""Interactions as arrays, the graph they make, and figures that say why where they are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "AMPLIFYING", "KINDS", "NONE", "NO_TIME", "Figure", "Interactions", "Real", "Sparse", "Whole",
    "graph_of", "interactions", "joined", "missing",
]  # fmt: skip

KINDS = ("repost", "quote", "reply", "mention", "link")
AMPLIFYING = ("repost", "quote")
"""What carries a post further. A quote may contradict what it carries: reach, not support."""
NONE = -1
"""No entity, phase, item or post is known."""
NO_TIME = int(np.iinfo(np.int64).min)

Whole: TypeAlias = NDArray[np.int64]
Real: TypeAlias = NDArray[np.float64]
Sparse: TypeAlias = Any
"""A ``scipy.sparse.csr_array``."""


class Figure(NamedTuple):
    """One measured value with its 95 % interval; None, and why, where data cannot carry it."""

    measure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    over: int = 0
    """How many accounts, items or edges it was measured on."""
    why: str = ""
    """A key of ``words``."""


def missing(measure: str, why: str, over: int = 0) -> Figure:
    """Return ``n/a``, with its reason.

    Examples
    --------
    >>> missing("gini_made", "no_reposts").why
    'network.no_reposts'
    """
    return Figure(measure, None, over=over, why=f"network.{why}")


@dataclass(frozen=True, slots=True)
class Interactions:
    """Who pointed at whom, one row each time; all arrays of shape ``(n,)``.

    A post that names two candidates is one row for each: rows of one ``post`` count once where
    no entity is asked for. That a post names somebody says nothing of what its author thinks.
    """

    source: Whole
    """Who did it: a place in ``accounts``."""
    target: Whole
    """Whom or what it points at: a place in ``accounts`` (links are there as they are written)."""
    kind: Whole
    """A place in :data:`KINDS`."""
    time: Whole
    """Seconds since 1970, or :data:`NO_TIME`."""
    entity: Whole
    """The candidate or pair that the post names: a place in ``entities``, or :data:`NONE`."""
    phase: Whole
    """A place in ``phases``, which stand in the order of the calendar, or :data:`NONE`."""
    item: Whole
    """The post that was carried further or answered, or :data:`NONE`."""
    born: Whole
    """When that was posted, or :data:`NO_TIME`."""
    post: Whole
    """The post that did it, or :data:`NONE`."""
    accounts: tuple[str, ...]
    entities: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    loops: int = 0
    """Rows left out because the account pointed at itself."""
    nameless: int = 0
    """Rows left out because nobody knows who did it, or at whom it points."""

    def __len__(self) -> int:
        return len(self.source)

    def where(self, chosen: NDArray[Any]) -> Interactions:
        """Return the rows that a mask or an array of places chooses."""
        arrays = {each.name: getattr(self, each.name)[chosen] for each in _arrays()}
        return replace(self, **arrays)

    def of_kind(self, kinds: Collection[str]) -> Interactions:
        """Return the rows of some :data:`KINDS`."""
        return self.where(np.isin(self.kind, [KINDS.index(kind) for kind in kinds]))

    def about(self, entity: int | None) -> Interactions:
        """Return the rows of one entity, or, for None, every post's interactions once."""
        if entity is not None:
            return self.where(self.entity == entity)
        known = self.post != NONE
        rows = joined(self.post, self.target, self.kind, self.item)[known]
        _, first = np.unique(rows, return_index=True)
        return self.where(np.sort(np.r_[np.flatnonzero(known)[first], np.flatnonzero(~known)]))

    def in_phase(self, phase: int) -> Interactions:
        """Return the rows of one phase."""
        return self.where(self.phase == phase)


def interactions(
    source: Sequence[str],
    target: Sequence[str],
    kind: Sequence[str],
    *,
    time: ArrayLike | None = None,
    entity: Sequence[str] | None = None,
    phase: Sequence[str] | None = None,
    item: Sequence[str] | None = None,
    born: ArrayLike | None = None,
    post: Sequence[str] | None = None,
    phases: Sequence[str] = (),
) -> Interactions:
    """Make :class:`Interactions` of columns; empty text is "not known".

    Self-loops and rows without both ends are left out, and counted.

    Parameters
    ----------
    source, target, kind, entity, phase, item, post : sequence of str, shape (n,)
    time, born : array_like of int, shape (n,), optional
        Seconds since 1970; :data:`NO_TIME` where not known.
    phases : sequence of str
        The order of the calendar; by default that of first appearance.

    Raises
    ------
    ValueError
        A column has another length, a kind is unknown, or a phase is not in ``phases``.

    Examples
    --------
    >>> made = interactions(["x:a", "x:b"], ["x:b", "x:b"], ["repost", "repost"])
    >>> len(made), made.loops, made.accounts
    (1, 1, ('x:a', 'x:b'))
    """
    size = len(source)
    columns = [target, kind, time, entity, phase, item, born, post]
    if any(each is not None and len(each) != size for each in columns):  # type: ignore[arg-type]
        raise ValueError("every column must be as long as source")
    places: dict[str, int] = {}
    codes = {name: place for place, name in enumerate(KINDS)}
    if unknown := set(kind) - codes.keys():
        raise ValueError(f"no such kind: {min(unknown)!r}; one of {', '.join(KINDS)}")
    ordered = {name: place for place, name in enumerate(phases)}
    coded_phase = _coded(phase, size, ordered)
    if phases and len(ordered) > len(phases):
        raise ValueError(f"a phase is not in the order of phases: {list(ordered)[len(phases)]!r}")
    named: dict[str, int] = {}
    made = Interactions(
        source=_coded(source, size, places),
        target=_coded(target, size, places),
        kind=np.fromiter(map(codes.__getitem__, kind), np.int64, size),
        time=_times(time, size),
        entity=_coded(entity, size, named),
        phase=coded_phase,
        item=_coded(item, size, {}),
        born=_times(born, size),
        post=_coded(post, size, {}),
        accounts=tuple(places),
        entities=tuple(named),
        phases=tuple(ordered),
    )
    known = (made.source != NONE) & (made.target != NONE)
    proper = known & (made.source != made.target)
    loops, nameless = int((known & ~proper).sum()), int((~known).sum())
    return replace(made.where(proper), loops=loops, nameless=nameless)


def graph_of(rows: Interactions) -> Sparse:
    """Return the weighted graph of rows as a CSR array, accounts x accounts.

    Entry ``[a, b]`` is how often a pointed at b; rows of all kinds count alike, so choose kinds
    first.
    """
    from scipy.sparse import coo_array

    size = len(rows.accounts)
    kept = (rows.source.astype(np.int32), rows.target.astype(np.int32))
    return coo_array((np.ones(len(rows)), kept), shape=(size, size)).tocsr()


def joined(*columns: Whole) -> Whole:
    """Return one number a row, the same where all columns are, in the order of the columns.

    Parameters
    ----------
    *columns : numpy.ndarray of int, shape (n,)
        Places, or :data:`NONE`.

    Examples
    --------
    >>> joined(np.array([0, 0, 1]), np.array([5, 5, NONE])).argsort().tolist()
    [0, 1, 2]
    """
    code, span = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        width = int(column.max(initial=0)) + 2
        if span * width >= 1 << 62:
            code = np.unique(code, return_inverse=True)[1].astype(np.int64)
            span = int(code.max(initial=0)) + 1
        code, span = code * width + column + 1, span * width
    return code


def _coded(column: Sequence[str] | None, size: int, places: dict[str, int]) -> Whole:
    """Return each cell's place among the distinct ones; NONE where it is empty."""
    if column is None:
        return np.full(size, NONE)
    return np.fromiter(_places(column, places), np.int64, size)


def _places(column: Sequence[str], places: dict[str, int]) -> Iterator[int]:
    for cell in column:
        yield places.setdefault(cell, len(places)) if cell else NONE


def _times(column: ArrayLike | None, size: int) -> Whole:
    return np.full(size, NO_TIME) if column is None else np.asarray(column, np.int64)


def _arrays() -> Iterator[Any]:
    scalars = {"accounts", "entities", "phases", "loops", "nameless"}
    return (each for each in fields(Interactions) if each.name not in scalars)
