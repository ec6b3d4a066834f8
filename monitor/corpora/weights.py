"""The weights that turn signals into an order; a file a user may change."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from monitor.corpora.load import Fact, read

__all__ = ["Weights", "weights"]


class Weights(Fact):
    """How much each factor moves a claim; a factor without a line gets ``default``."""

    default: float = Field(ge=-100, le=100)
    weights: dict[str, float]

    def of(self, factor: str) -> float:
        """Return the weight of ``factor``."""
        return self.weights.get(factor, self.default)


def weights(path: Path | None = None) -> Weights:
    """Read the weights from ``path``, else those the project ships.

    Raises
    ------
    BadCorpus
        The file breaks the format; says where.

    Examples
    --------
    >>> weights().of("voting_procedure") > weights().of("shouting")
    True
    """
    return read(path or "weights.toml", Weights)
