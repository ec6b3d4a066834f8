"""``monitor coordination``: a table of shares, or a store, to tested edges and clusters."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.base import Setting
from monitor.analyses.coordination import MINUTE, Cluster, Coordination, Shares, coordination
from monitor.analyses.coordination.null import REACTION
from monitor.collectors.cells import prefix
from monitor.collectors.dates import FIRST
from monitor.collectors.sharing import read_sharing
from monitor.corpora.register import read_register
from monitor.errors import BadCorpus, BadSetting
from monitor.pipeline.behaviours import set_apart_of, shares_of
from monitor.records import Reject
from monitor.store import Store

__all__ = [
    "LONGEST",
    "REACTS",
    "Found",
    "names_apart",
    "of_file",
    "of_store",
]

REACTS = timedelta(seconds=REACTION)
LONGEST = timedelta(days=1)
"""A window: what lies a day apart is not in step."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Who posts in step, and what was looked at to say so: a lead, never a verdict."""

    result: Coordination
    shares: Shares
    rejected: int = 0
    """Rows of the file that are no shares."""
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Why, a key of ``words`` -> rows; of a store, posts that share nothing that counts."""
    examples: tuple[Reject, ...] = ()
    """The first rows of each reason."""
    repeated: int = 0
    """Shares that were there already: the same account, object and time."""
    numbered: bool = False
    """The file names accounts by whole numbers, not by texts."""
    unknown: tuple[str, ...] = ()
    """Names to be set apart that no account has."""
    of_store: bool = False
    """Names of objects begin with their behaviour."""
    about: Mapping[int, Mapping[str, int]] = field(default_factory=dict)
    """Cluster -> pair of candidates -> how many of its posts in step name it: attention, never
    support. Only of clusters that the last scan found too."""

    @property
    def period(self) -> tuple[datetime, datetime] | None:
        """From when to when the shares are."""
        times = self.shares.times
        if not len(times):
            return None
        return self.shares.moment(int(times.min())), self.shares.moment(int(times.max()))

    @property
    def early(self) -> bool:
        """Whether all of it was before there were platforms: the unit of times may be wrong."""
        return self.period is not None and self.period[1] < FIRST

    def accounts(self, cluster: int) -> list[str]:
        """Return the accounts of a cluster: those with the most edges in it first."""
        return self._named(self.result.edges.cluster == cluster, self.result.clusters[cluster])

    def unanchored(self, place: int) -> list[str]:
        """Return the accounts of a community that an assumption alone would find, in that order."""
        return self._named(self.result.edges.unanchored == place, self.result.unanchored[place])

    def _named(self, own: NDArray[np.bool_], group: Cluster) -> list[str]:
        edges, names = self.result.edges, self.shares.account_names
        codes, degrees = np.unique(np.concatenate([edges.a[own], edges.b[own]]), return_counts=True)
        degree = dict(zip(codes.tolist(), degrees.tolist(), strict=True))
        return [
            names[code]
            for code in sorted(group.accounts, key=lambda each: (-degree.get(each, 0), names[each]))
        ]


def of_file(
    path: Path,
    *,
    format: str | None = None,  # noqa: A002 -- named as people type it
    unit: str = "s",
    columns: Mapping[str, str] | None = None,
    name: str = "",
    windows: Sequence[timedelta] = (MINUTE,),
    q: float = 0.05,
    min_weight: int = 2,
    set_apart: Collection[str] = (),
    reaction: timedelta | None = REACTS,
    anchored: bool = True,
) -> Found:
    """Look for accounts that post in step in a table of shares.

    Parameters
    ----------
    path : Path
        ``object_id, account_id, timestamp_share``, as CSV, JSON Lines, XLSX, Parquet or gzip.
    format, unit, columns, name
        As in :func:`monitor.collectors.sharing.read_sharing`.
    windows, q, min_weight, reaction, anchored
        As in :func:`monitor.analyses.coordination.coordination`.
    set_apart : collection of str
        Accounts disclosed as automatic, besides the media we know: in any case, with or without
        ``@`` and the platform in front.

    Raises
    ------
    BadInput
        The file cannot be read, or no row of it is a share.
    BadSetting
        A window is negative or longer than a day; ``q``, the weight or the reaction makes no sense.
    UnknownName
        There is no such format, unit or field.
    """
    _check(windows, q, min_weight, reaction)
    read = read_sharing(path, format=format, unit=unit, columns=columns, name=name)
    shares = Shares(
        read.objects, read.accounts, read.times, read.object_names, read.account_names, read.ticks
    )
    apart, unknown = _apart(shares.account_names, set_apart, set_apart_of(Setting()))
    result = coordination(
        shares, windows=windows, min_weight=min_weight, q=q, set_apart=apart, reaction=reaction,
        anchored=anchored,
    )  # fmt: skip
    return Found(
        result,
        shares,
        sum(read.rejected.values()),
        read.rejected,
        read.examples,
        _repeated(shares),
        read.numbered,
        unknown,
    )


def of_store(
    store: Store,
    setting: Setting,
    *,
    behaviours: Collection[str] | None = None,
    windows: Sequence[timedelta] = (MINUTE,),
    q: float = 0.05,
    min_weight: int = 2,
    set_apart: Collection[str] = (),
    reaction: timedelta | None = REACTS,
    anchored: bool = True,
) -> Found:
    """Look for accounts that post in step among the posts of a store.

    Parameters
    ----------
    behaviours : collection of str, optional
        Names in :data:`monitor.pipeline.behaviours.BEHAVIOURS`; all by default.

    Other parameters are those of :func:`of_file`. The media of the team's register are set apart.

    Raises
    ------
    BadSetting
        As :func:`of_file`.
    UnknownName
        There is no such behaviour.
    """
    _check(windows, q, min_weight, reaction)
    read = shares_of(store, behaviours)
    shares = read.shares
    apart, unknown = _apart(shares.account_names, set_apart, set_apart_of(setting))
    result = coordination(
        shares, windows=windows, min_weight=min_weight, q=q, set_apart=apart, reaction=reaction,
        anchored=anchored,
    )  # fmt: skip
    reasons = {f"coordination.left_{why}": count for why, count in read.left_out.items()}
    return Found(
        result,
        shares,
        reasons=reasons,
        repeated=_repeated(shares),
        unknown=unknown,
        of_store=True,
        about=_about(store, result, shares),
    )


def _about(store: Store, result: Coordination, shares: Shares) -> dict[int, Mapping[str, int]]:
    """Return what the last scan counted of those clusters that are the same now."""
    known = {frozenset(each.accounts): each.about for each in store.clusters()}
    names = shares.account_names
    members = (frozenset(names[code] for code in each.accounts) for each in result.clusters)
    return {place: known[each] for place, each in enumerate(members) if each in known}


def names_apart(given: Sequence[str]) -> frozenset[str]:
    """Return the names that ``--set-apart`` means: names, files of one name a line, registers.

    Of a register (a table with the column ``account``) the accounts with the role ``media`` count;
    where it has no column ``role``, all of them.

    Raises
    ------
    BadCorpus
        A file or register cannot be read.
    """
    found: set[str] = set()
    for each in given:
        path = Path(each)
        if _is_file(path):
            found |= _names_in(path)
        elif each.strip():
            found.add(each)
    return frozenset(found)


def _check(
    windows: Sequence[timedelta], q: float, min_weight: int, reaction: timedelta | None
) -> None:
    for window in windows:
        if not timedelta(0) <= window <= LONGEST:
            raise BadSetting("coordination_window", seconds=f"{window.total_seconds():g}")
    if not windows:
        raise BadSetting("coordination_no_window")
    if not 0 < q <= 1:
        raise BadSetting("coordination_q", q=q)
    if min_weight < 1:
        raise BadSetting("coordination_weight", weight=min_weight)
    if reaction is not None and reaction <= timedelta(0):
        raise BadSetting("coordination_reaction", seconds=f"{reaction.total_seconds():g}")


def _apart(
    names: Sequence[str], given: Collection[str], known: Collection[str]
) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return which accounts are meant, and which of the given names mean none."""
    wanted: dict[str, str] = {}
    for each in (*given, *known):
        full = _folded(each)
        wanted.setdefault(full, each)
        if platform := prefix(full):  # a table may do without the platform
            wanted.setdefault(f":{full.removeprefix(f'{platform}:')}", each)
    apart: set[str] = set()
    seen: set[str] = set()
    for name in names:
        full = _folded(name)
        platform = prefix(full)
        hit = wanted.get(full) or wanted.get(full[len(platform) + 1 :] if platform else f":{full}")
        if hit is not None:
            apart.add(name)
            seen.add(hit)
    return frozenset(apart), tuple(sorted(each for each in given if each not in seen))


def _folded(name: str) -> str:
    name = name.strip().casefold()
    platform = prefix(name)
    return f"{platform}:{name[len(platform) + 1 :].lstrip('@')}" if platform else name.lstrip("@")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name no file can have
        return False


def _names_in(path: Path) -> set[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadCorpus("corpus_unreadable", path, problem=problem) from problem
    header = text.partition("\n")[0].casefold().replace(";", ",").split(",")
    columns = [column.strip().strip('"') for column in header]
    if path.suffix in (".yaml", ".yml") or "account" in columns:
        roles = "role" in columns or "account" not in columns
        entries = read_register(path).values()
        return {each.account for each in entries if not roles or each.role == "media"}
    return {line.strip() for line in text.splitlines() if line.strip()}


def _repeated(shares: Shares) -> int:
    """Count shares that say nothing new: account, object and time are those of another."""
    if not len(shares.times):
        return 0
    pairs = shares.objects * np.int64(len(shares.account_names)) + shares.accounts
    times = shares.times - shares.times.min()
    span = int(times.max()) + 1
    if (int(pairs.max()) + 1) * span < 1 << 63:
        keys = pairs * span + times
        keys.sort()
        return int((keys[1:] == keys[:-1]).sum())
    order = np.lexsort((times, pairs))
    return int(((np.diff(pairs[order]) == 0) & (np.diff(times[order]) == 0)).sum())
