"""Whether a text is of the kind a model learned from: only then may it speak of a probability."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitor.analyses.classifier.linear import Array, Linear
from monitor.analyses.classifier.style import STYLE

__all__ = ["Domain", "distance"]

HEADLINE = STYLE.index("headline")


@dataclass(frozen=True, slots=True)
class Domain:
    """Limits, in the order in which they are asked; the first that is broken is the reason.

    Parameters
    ----------
    fewest, most : int
        Words of a text.
    known : float
        Least share of its words that the model has seen in several places.
    strange : float
        Greatest distance of its shapes from those of the training texts: the mean square of their
        standard deviations.
    headlines : bool
        Whether texts shaped like headlines are judged.
    contrast : Linear or None
        Tells the texts of the training source from the ordinary ones it was shown.
    unlike : float
        Least score of ``contrast``.
    """

    fewest: int
    most: int
    known: float
    strange: float
    headlines: bool = True
    contrast: Linear | None = None
    unlike: float = 0.0

    def outside(
        self, forms: Sequence[str], shapes: Sequence[float] | Array, knows: Callable[[str], bool]
    ) -> str | None:
        """Return why a text lies outside; None where it lies inside.

        Parameters
        ----------
        forms : sequence of str
            Words of the masked text.
        shapes : sequence of float
            In standard deviations.
        knows : function of a word
            Whether the model has seen it in several places.

        Returns
        -------
        str or None
            ``short``, ``long``, ``headline``, ``strange_words``, ``strange_style``, ``ordinary``.
        """
        if len(forms) < self.fewest:
            return "short"
        if len(forms) > self.most:
            return "long"
        if not self.headlines and shapes[HEADLINE] > 0:  # above the mean: it is one
            return "headline"
        if sum(map(knows, forms)) / len(forms) < self.known:
            return "strange_words"
        if distance(shapes) > self.strange:
            return "strange_style"
        if self.contrast is not None and self.contrast.score(forms, shapes) < self.unlike:
            return "ordinary"
        return None


def distance(shapes: Sequence[float] | Array) -> float:
    """Return how far shapes lie from the usual ones: the mean square of standard deviations."""
    return sum(shape * shape for shape in shapes) / max(1, len(shapes))
