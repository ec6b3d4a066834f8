"""From the posts of a store to interactions: who pointed at whom, about which pair, in which phase.

Pairs are those that posts *name*, as the queue shows them. To name somebody is not to support them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, time

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.base import Setting
from monitor.analyses.network import KINDS, NO_TIME, NONE, Interactions
from monitor.analyses.network.data import Whole, joined
from monitor.corpora.elections import WIB, Election, phase_at
from monitor.store import UNDATED, Store
from monitor.store.network import Named, Pointed

__all__ = ["pairs_of", "phases_of", "rows_of"]

FACTOR = "figure"
"""The signal that holds which pair a post names."""
_DAY, _WIB = 86_400, 7 * 3_600
_EPOCH = date(1970, 1, 1).toordinal()


def rows_of(
    store: Store,
    setting: Setting,
    *,
    kinds: Collection[str] | None = None,
    platform: str | None = None,
) -> Interactions:
    """Return who pointed at whom in the posts of a store.

    Parameters
    ----------
    store : Store
    setting : Setting
        Of its election come the phases, in the order of the calendar, and the pairs that stand
        first in ``entities`` by number, named in a post or not; other pairs follow.
    kinds : collection of str, optional
        Some of :data:`monitor.analyses.network.KINDS`; all by default.
    platform : str, optional
        Only posts of this one.

    Returns
    -------
    Interactions
        A post that names two pairs is one row for each. ``post`` is the store's number of a post,
        ``item`` too where it is in the store. Links point at canonical addresses, which are
        among ``accounts``; they never amplify anybody. Within a post each account or address
        counts once for each kind. Without an election, or with one that has no calendar yet, no
        phase is known.

    Raises
    ------
    ValueError
        There is no such kind.

    Notes
    -----
    O(n log n), and a scan of the posts for each kind.

    Examples
    --------
    >>> len(rows_of(Store(), Setting()))
    0
    """
    if kinds is not None and (unknown := set(kinds) - set(KINDS)):
        raise ValueError(f"no such kind: {min(unknown)!r}; one of {', '.join(KINDS)}")
    found = store.pointed(kinds=KINDS if kinds is None else kinds, platform=platform or "")
    nobody = found.names.index("") if "" in found.names else NONE
    known = (found.source != nobody) & (found.target != nobody)
    proper = known & (found.source != found.target)
    once = _once(found)
    proper, known = proper & once, known & once
    loops, nameless = int((known & ~proper).sum()), int((once & ~known).sum())
    named = store.named(FACTOR)
    labels = pairs_of(setting.election, named.labels)
    kept = np.flatnonzero(proper)
    rows, entity = _about(found.post[kept], named, labels)
    kept = kept[rows]
    names, phase = phases_of(setting.election, found.time[kept])
    accounts, ends = _without(found.names, nobody, found.source[kept], found.target[kept])
    return Interactions(
        source=ends[0],
        target=ends[1],
        kind=np.array([KINDS.index(kind) for kind in found.kinds], np.int64)[found.kind[kept]],
        time=_times(found.time[kept]),
        entity=entity,
        phase=phase,
        item=_items(found.item[kept]),
        born=_times(found.born[kept]),
        post=found.post[kept],
        accounts=accounts,
        entities=labels,
        phases=names,
        loops=loops,
        nameless=nameless,
    )


def pairs_of(election: Election | None, named: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the labels of an election's pairs by number, then the others that posts name.

    Examples
    --------
    >>> from monitor.corpora.elections import elections
    >>> pairs_of(elections()["pemilu-2019"], ["Ana-Budi"])
    ("Jokowi-Ma'ruf", 'Prabowo-Sandi', 'Ana-Budi')
    """
    pairs = election.pairs.values() if election else ()
    own = [pair.label for pair in sorted(pairs, key=lambda pair: (pair.number or 99, pair.id))]
    return tuple(dict.fromkeys([*own, *sorted(named)]))


def phases_of(election: Election | None, times: Whole) -> tuple[tuple[str, ...], Whole]:
    """Return the ids of an election's phases by calendar, and the place of each time's among them.

    Without a calendar there are none.

    Parameters
    ----------
    times : numpy.ndarray of int, shape (n,)
        Seconds since 1970, or ``UNDATED``.
    """
    if election is None or election.status != "scheduled":
        return (), np.full(len(times), NONE)
    ordered = sorted(election.phases.values(), key=lambda each: (each.start, each.end, each.id))
    places = {phase.id: place for place, phase in enumerate(ordered)}
    dated = times != UNDATED
    # the last hours of year 9999 are a day later in Jakarta, which no calendar has
    ordinals = np.minimum((times[dated] + _WIB) // _DAY + _EPOCH, date.max.toordinal())
    days, at = np.unique(ordinals, return_inverse=True)
    of_day = np.full(len(days), NONE)
    for place, day in enumerate(days.tolist()):
        noon = datetime.combine(date.fromordinal(max(day, 1)), time(12), WIB)
        if found := phase_at(election, noon):
            of_day[place] = places[found.id]
    phase = np.full(len(times), NONE)
    phase[dated] = of_day[at]
    return tuple(places), phase


def _once(found: Pointed) -> NDArray[np.bool_]:
    """Say of each row whether it is the first in its post: a list may name somebody twice."""
    once = np.ones(len(found.kind), bool)
    listed = [at for at, kind in enumerate(found.kinds) if kind in ("mention", "link")]
    rows = np.flatnonzero(np.isin(found.kind, listed))
    same = joined(found.post[rows], found.kind[rows], found.target[rows])
    once[rows] = False
    once[rows[np.unique(same, return_index=True)[1]]] = True
    return once


def _about(post: Whole, named: Named, labels: Sequence[str]) -> tuple[Whole, Whole]:
    """Repeat each row once for each pair that its post names; return the rows and the pairs."""
    places = np.array([labels.index(label) for label in named.labels], np.int64)
    begin, end = np.searchsorted(named.posts, post), np.searchsorted(named.posts, post, "right")
    many = np.maximum(end - begin, 1)
    rows = np.repeat(np.arange(len(post)), many)
    step = np.arange(len(rows)) - np.repeat(np.cumsum(many) - many, many)
    entity = np.full(len(rows), NONE)
    some = (end > begin)[rows]
    entity[some] = places[named.pairs[(begin[rows] + step)[some]]]
    return rows, entity


def _without(
    names: Sequence[str], nobody: int, *ends: Whole
) -> tuple[tuple[str, ...], list[Whole]]:
    """Return the names that a row has, in the order they came, and the ends as places in them."""
    used, at = np.unique(np.concatenate(ends), return_inverse=True)
    assert nobody not in used  # noqa: S101 - rows without both ends are gone
    return tuple(names[place] for place in used.tolist()), np.split(at, len(ends))


def _times(times: Whole) -> Whole:
    return np.where(times == UNDATED, NO_TIME, times)


def _items(item: Whole) -> Whole:
    """Return posts in the store by their number, others by numbers above these."""
    return np.where(item < NONE, item.max(initial=0) - item, item)
