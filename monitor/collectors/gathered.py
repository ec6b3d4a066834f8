"""What has been read of a table of shares: rows that are shares in arrays, the others counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from monitor.collectors import arrow, moments
from monitor.collectors.cells import as_json, as_text, blank, identity
from monitor.collectors.moments import MICROSECONDS, Moments
from monitor.errors import BadInput
from monitor.records import Reject
from monitor.words import say

__all__ = ["Gathered", "Names", "Part", "Sharing"]

_EXAMPLES = 3
_EXCERPT = 200
_ABSENT = frozenset(("NA", "NaN", "nan", "<NA>"))  # what R and pandas write for nothing
_MISSING, _LOST = -1, -2
_REASONS = ("", "no_object", "no_account", "lost", "no_time", "time", "beyond")

Whole: TypeAlias = NDArray[np.int64]
Short: TypeAlias = NDArray[np.int32]
Number = TypeVar("Number", np.int32, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Sharing:
    """A table of shares; ``rows`` are its shares and what was rejected of it."""

    objects: Whole
    accounts: Whole
    """Places in the names."""
    times: Whole
    """Since 1970, UTC, in units of which there are ``ticks`` in a second."""
    object_names: list[str]
    account_names: list[str]
    """Exactly as they came, sorted: the order of the rows is no matter."""
    ticks: int
    numbered: bool
    """The accounts were whole numbers, not texts."""
    rejected: Mapping[str, int]
    """Reason, a key of ``words`` -> rows."""
    examples: tuple[Reject, ...]
    """The first rows of each reason."""

    @property
    def rows(self) -> int:
        """How many records the file has."""
        return len(self.times) + sum(self.rejected.values())


class _Known(dict[str, int]):
    """Name -> its code, given when it is first asked for; below 0 for what is none."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def __missing__(self, name: str) -> int:
        if blank(name) or name in _ABSENT:
            code = _MISSING
        elif identity(name) is None:
            code = _LOST
        else:
            code = len(self.names)
            self.names.append(name)
        self[name] = code
        return code


class Names:
    """The names of one column."""

    def __init__(self) -> None:
        self.known = _Known()
        self.kinds: set[type] = set()

    def codes(self, cells: Sequence[object]) -> Whole:
        """Return the code of each cell, whatever is in it."""
        kinds = set(map(type, cells))
        self.kinds |= kinds
        texts = cells if kinds == {str} else map(_spelled, cells)
        return np.fromiter(map(self.known.__getitem__, texts), np.int64, len(cells))  # type: ignore[arg-type]

    def encoded(self, column: arrow.Array) -> Whole:
        """Return the code of each row of a column of Arrow."""
        values, places = arrow.encoded(column)
        return self.codes(values)[places]

    def sorted(self) -> tuple[list[str], Whole]:
        """Return the names in order, and the place there of each code."""
        order = sorted(range(len(self.known.names)), key=self.known.names.__getitem__)
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        return [self.known.names[code] for code in order], place


def _spelled(cell: object) -> str:
    if isinstance(cell, float) and identity(cell) is None:
        return f"{cell:E}"  # too large to be exact: spelled as a spreadsheet spells what it lost
    return cell if isinstance(cell, str) else as_text(cell)


class Part(NamedTuple):
    """Some rows of a table, and how to say what stood in one of them."""

    lines: Sequence[int]
    objects: Whole
    accounts: Whole
    moments: Moments
    cells: Callable[[int], dict[str, object]]


@dataclass
class Gathered:
    """What has been read so far."""

    objects: Names = field(default_factory=Names)
    accounts: Names = field(default_factory=Names)
    kept: tuple[list[Short], list[Short], list[Whole]] = field(default_factory=lambda: ([], [], []))
    rejected: Counter[str] = field(default_factory=Counter)
    examples: list[Reject] = field(default_factory=list)

    def add(self, part: Part) -> None:
        """Keep the rows that are shares, count the others by reason."""
        reasons = np.zeros(len(part.objects), np.int64)
        for reason, those in (
            ("beyond", part.moments.faults == moments.BEYOND),
            ("time", part.moments.faults == moments.UNREADABLE),
            ("no_time", part.moments.faults == moments.MISSING),
            ("lost", (part.objects == _LOST) | (part.accounts == _LOST)),
            ("no_account", part.accounts == _MISSING),
            ("no_object", part.objects == _MISSING),
        ):
            reasons[those] = _REASONS.index(reason)
        fine = reasons == 0
        objects, accounts, times = self.kept
        objects.append(part.objects[fine].astype(np.int32))
        accounts.append(part.accounts[fine].astype(np.int32))
        times.append(part.moments.times[fine])
        for number in np.unique(reasons[~fine]).tolist():
            rows = np.flatnonzero(reasons == number)
            reason = f"rejects.share_{_REASONS[number]}"
            for row in rows[: max(_EXAMPLES - self.rejected[reason], 0)].tolist():
                cells = part.cells(row)
                facts = {name: as_text(cell)[:_EXCERPT] for name, cell in cells.items()}
                excerpt = as_json(cells)[:_EXCERPT]
                self.examples.append(Reject(part.lines[row], reason, facts, excerpt))
            self.rejected[reason] += len(rows)

    def refuse(self, reject: Reject) -> None:
        """Count a record that could not even be read as a row."""
        if self.rejected[reject.reason] < _EXAMPLES:
            self.examples.append(reject)
        self.rejected[reject.reason] += 1

    def whole(self, name: str) -> Sharing:
        """Return everything, numbered by the order of the names.

        Raises
        ------
        BadInput
            No row is a share.
        """
        times = _joined(self.kept[2])
        if not len(times):
            raise self._nothing(name)
        object_names, place = self.objects.sorted()
        objects = place[_joined(self.kept[0])]
        account_names, place = self.accounts.sorted()
        accounts = place[_joined(self.kept[1])]
        ticks = MICROSECONDS
        for fewer in (1, 1_000):  # the shorter the numbers, the faster they are sorted
            if not (times % (MICROSECONDS // fewer)).any():
                times //= MICROSECONDS // fewer
                ticks = fewer
                break
        examples = tuple(replace(each, file=name) for each in self.examples)
        return Sharing(
            objects,
            accounts,
            times,
            object_names,
            account_names,
            ticks,
            self.accounts.kinds <= {int, type(None)},
            dict(self.rejected),
            examples,
        )

    def _nothing(self, name: str) -> BadInput:
        """Say why there is no share, the commonest reason first."""
        if not self.rejected:
            return BadInput("input_no_record", name)
        [(reason, _)] = self.rejected.most_common(1)
        example = next(each for each in self.examples if each.reason == reason)
        if reason == "rejects.share_beyond":
            time = example.facts["time"]
            unit = moments.unit_of(float(time.replace(",", ".")))
            return BadInput("shares_beyond", name, time=time, unit=unit or "ns")
        rows = sum(self.rejected.values())
        return BadInput("shares_none", name, rows=rows, reason=say(reason, **example.facts))


def _joined(parts: list[NDArray[Number]]) -> NDArray[Number]:
    """Join arrays, each of them let go at once: a table of millions is held one time."""
    whole = np.empty(sum(map(len, parts)), parts[0].dtype if parts else np.int64)
    end = len(whole)
    while parts:
        part = parts.pop()
        whole[end - len(part) : end] = part
        end -= len(part)
    return whole
