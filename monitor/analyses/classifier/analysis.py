"""The classifier as an analysis of posts: a band where it may speak, and the words that made it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from monitor.analyses.base import FEW, Analysis, Setting
from monitor.analyses.classifier.explaining import passages, taken_apart
from monitor.analyses.classifier.keeping import NONE, SHIPPED, loaded, version_in
from monitor.analyses.classifier.model import Judgement
from monitor.corpora.load import folder
from monitor.language.lexicon import lexicon
from monitor.language.masking import masked, placed
from monitor.records import Document, Signal, Span

__all__ = ["SHOWN", "band_signal", "classifier", "find", "model_path"]

SHOWN = {"high": "signals.resembles_checked", "medium": "signals.resembles_checked_medium"}
"""Bands that are said, and how."""


def classifier(path: Path | None = None) -> Analysis:
    """Return the analysis that asks the model at ``path``, by default the shipped one.

    Its version is the model's, so that a new model says everything anew. Without a model it says
    nothing.
    """
    path = path or folder("models") / SHIPPED
    version = version_in(path)
    return Analysis("classifier", f"1-{version}", "post", partial(find, path=path, of=version))


def model_path(database: Path | None) -> Path | None:
    """Return where the team's own model lies, if there is one: beside its database."""
    beside = database.parent / "model.json" if database else None
    return beside if beside and beside.is_file() else None


def find(
    documents: Sequence[Document], setting: Setting, *, path: Path, of: str
) -> Iterator[Signal]:
    """Yield, for each post of band high or medium, its band and the passages that made it so.

    The value is the share of the model's training texts that score lower. The passages are notes:
    they explain and move nothing.
    """
    if of == NONE:
        return
    model = loaded(path, of)
    names = lexicon(setting.election)
    for document in documents:
        judged = model.judged(masked(document.text, names))
        if judged.band not in SHOWN:
            continue
        pieces = placed(document.text, names)
        found = passages(taken_apart(model, pieces, *model.seen(pieces)))
        yield band_signal(document.post, judged, found[0].span if found else None)
        for passage in islice(found, FEW):
            yield Signal(
                document.post,
                "resembles_words",
                0.0,
                "signals.resembles_words",
                {"points": f"{passage.value:+.2f}"},
                passage.span,
                document.post,
            )


def band_signal(post: str, judged: Judgement, span: Span | None) -> Signal:
    """Return the signal of a post whose band is high or medium, quoting its strongest passage."""
    return Signal(
        post,
        "resembles_checked",
        judged.percent / 100,
        SHOWN[judged.band],
        {"percent": str(judged.percent)},
        span,
        post,
    )
