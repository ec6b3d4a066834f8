"""``monitor show``: one claim with its posts, why they were put together, and its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from monitor.analyses.base import Setting
from monitor.analyses.classifier import load
from monitor.analyses.duplicates import evidence
from monitor.analyses.narratives import Dated, instances
from monitor.corpora.weights import Weights
from monitor.language import normalise
from monitor.language.lexicon import lexicon
from monitor.pipeline.answers import Heard, heard
from monitor.pipeline.explained import Explained, explained
from monitor.pipeline.project import model_of, model_used
from monitor.pipeline.queue import claim_row
from monitor.records import Merge, Post, QueueRow
from monitor.store import Store, Wording

__all__ = ["Flag", "Shown", "show"]


class Flag(NamedTuple):
    """What the classifier says of a claim's text now."""

    explained: Explained
    model: str
    """Its version."""
    in_queue: str
    """Version of the model whose flags are in the queue: another one, until the next scan."""


class Shown(NamedTuple):
    """Everything the store knows of one claim."""

    row: QueueRow
    posts: list[Post]
    merges: dict[str, Merge]
    """By post id: why it is here. The first post has none."""
    aliases: list[str]
    """Ids of claims that were taken in."""
    told: dict[str, list[Dated]]
    """The recurring stories it resembles, by their labels, each with its dated instances."""
    heard: list[Heard]
    """Credible sources that posted, quoted or answered it, or were linked to."""
    flag: Flag | None
    """None where no model is installed, and where there is no text."""
    wordings: dict[str, list[Wording]]
    """By post id: every text of those that are known with more than one, the newest first."""

    def agreement(self, merge: Merge) -> Iterator[str]:
        """Yield the passages of a post that its merge rests on, verbatim."""
        texts = {post.id: post.text for post in self.posts}
        raw = texts[merge.post]
        normal, offsets = normalise(raw)
        for start, end, _, _ in evidence(normal, normalise(texts[merge.other])[0]):
            yield raw[offsets[start] : offsets[end]]


def show(
    store: Store, claim_id: str, using: Weights | None = None, setting: Setting | None = None
) -> Shown:
    """Return one claim, by its id or by the id of a claim that it took in.

    Parameters
    ----------
    setting : Setting, optional
        Of the scan: whose names the classifier may not see.

    Raises
    ------
    NotFound
        No claim has this id.
    BadModel
        The classifier cannot be used.
    """
    num = store.claim_num(claim_id)
    found = claim_row(store, claim_id, using)
    posts = store.posts_of(num)
    return Shown(
        found,
        posts,
        {merge.post: merge for merge in store.merges(num)},
        store.aliases(num),
        {
            signal.facts["label"]: instances(signal.facts["narrative"])
            for signal in store.signals_of([num])[num]
            if "narrative" in signal.facts
        },
        heard(store, claim_id),
        _flag(store, found.claim.text, setting or Setting()),
        store.wordings([post.id for post in posts]),
    )


def _flag(store: Store, text: str, setting: Setting) -> Flag | None:
    path = model_of(store.path)
    if path is None or not text.strip():
        return None
    model = load(path)
    return Flag(explained(model, text, lexicon(setting.election)), model.version, model_used(store))
