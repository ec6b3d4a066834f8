"""Records as a DataFrame with the columns that are promised, even where there are none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame"]


def frame(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], times: Sequence[str] = ()
) -> pd.DataFrame:
    """Return records as a table; ``times`` are the columns that become UTC times."""
    import pandas as pd

    table = pd.DataFrame(list(rows), columns=list(columns))
    for column in times:
        table[column] = pd.to_datetime(table[column], utc=True)
    return table
