"""``monitor model audit``: labelled data in, what gives its labels away out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.analyses import duplicates
from monitor.analyses.audit import Audit, Sample
from monitor.analyses.audit import audit as ask_all
from monitor.collectors.dates import when
from monitor.collectors.labelled import Labelled, labelled_rows, read_labelled
from monitor.corpora.elections import WIB
from monitor.language.normal import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Audited", "audit_file", "audit_rows", "near_duplicates", "sample_of"]

PART = 2_000
"""Texts sketched at once."""
OTHERS = ("platform", "candidate", "party")
NOT_ASKED = ("text", "label", "second_label", "id", "group", "split")
"""Roles whose gaps are no leak: what the data is made of, not what is known of a text."""


@dataclass(frozen=True, slots=True)
class Audited:
    """What was read, and what the audit found in it."""

    data: Labelled
    audit: Audit


def audit_file(path: Path, columns: Mapping[str, str] | None = None, *, seed: int = 7) -> Audited:
    """Read labelled texts from a file and ask what gives their labels away.

    Parameters
    ----------
    path : Path
        CSV, XLSX, JSON Lines or Parquet.
    columns : mapping of str to str, optional
        Role -> column, where a name is guessed wrongly.
    seed : int
        Of folds, draws and samples.

    Raises
    ------
    BadInput
        The file cannot be read, or has no texts.
    UnknownName
        ``columns`` names a role or a column there is not.
    """
    return _audited(read_labelled(path, columns=columns), seed)


def audit_rows(
    rows: Iterable[Mapping[str, object]],
    columns: Mapping[str, str] | None = None,
    *,
    seed: int = 7,
) -> Audited:
    """Do the same for rows in memory; of a DataFrame, give ``frame.to_dict("records")``."""
    return _audited(labelled_rows(rows, columns=columns), seed)


def _audited(data: Labelled, seed: int) -> Audited:
    return Audited(data, ask_all(sample_of(data, seed=seed)))


def sample_of(data: Labelled, *, seed: int = 7) -> Sample:
    """Return labelled rows as an audit wants them: dated, grouped, gaps told."""
    import numpy as np

    roles = data.roles
    kept = [row for row, text in enumerate(data.texts) if text.strip()]

    def column(role: str) -> list[str]:
        return [data.rows[row][roles[role]] for row in kept] if role in roles else []

    unasked = {roles[role] for role in NOT_ASKED if role in roles}
    split_columns = [name for name in data.names if name.casefold().startswith("split")]
    unasked |= {*split_columns}
    if "split" in roles and roles["split"] not in split_columns:
        split_columns.append(roles["split"])
    return Sample(
        texts=[data.texts[row] for row in kept],
        labels=data.labels[kept],
        groups=near_duplicates([data.texts[row] for row in kept], column("group")),
        dates=[_day(value) for value in column("date")],
        sources=column("source"),
        accounts=column("account"),
        others={role: column(role) for role in OTHERS if role in roles},
        splits={name: [data.rows[row][name] for row in kept] for name in split_columns},
        second=data.second[kept] if "second_label" in roles else None,
        filled={
            name: np.array([bool(data.rows[row][name].strip()) for row in kept])
            for name in data.names
            if name not in unasked
        },
        seed=seed,
    )


def near_duplicates(texts: Sequence[str], given: Sequence[str] = ()) -> NDArray[np.int64]:
    """Return the near-duplicate group of each text, ours joined with those the data gives.

    Examples
    --------
    >>> near_duplicates(["Surat suara TERCOBLOS semua", "surat suara tercoblos semua", "lain"])
    array([0, 0, 2])
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    normal = [normalise(text)[0] for text in texts]
    sketches = np.concatenate(
        [duplicates.sketch(normal[start : start + PART]) for start in range(0, len(normal), PART)]
        or [np.zeros((0, duplicates.WIDTH), np.uint8)]
    )
    root = duplicates.group(sketches, np.full(len(texts), -1)).root.astype(np.int64)
    if not any(given):
        return root
    first: dict[str, int] = {}
    theirs = [first.setdefault(value, row) if value else row for row, value in enumerate(given)]
    ends = np.concatenate([root, np.array(theirs)])
    rows = np.tile(np.arange(len(texts)), 2)
    links = coo_array((np.ones(len(rows)), (rows, ends)), shape=(len(texts), len(texts)))
    part = np.asarray(connected_components(links, directed=False)[1])
    earliest: NDArray[np.int64] = np.unique(part, return_index=True)[1]
    joined: NDArray[np.int64] = earliest[part]
    return joined


def _day(value: str) -> str:
    """Return a date as ISO: of a period its beginning, of what is no date nothing."""
    value = value.strip()
    if value[:4].isdigit() and not value[4:5].isdigit():
        rest = value[4:]
        if not rest or (len(rest) == 3 and rest[1:].isdigit() and int(rest[1:]) > 12):  # 2023-24
            return value[:4]
        if rest[:1] == "-" and rest[1:3].isdigit() and 1 <= int(rest[1:3]) <= 12:
            return value[:10] if len(value) >= 10 else value[:7]
    moment = when(value)
    return moment.astimezone(WIB).date().isoformat() if moment else ""
