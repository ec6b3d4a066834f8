"""Has this been checked before? Posts in, the fact-checks that resemble them most out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.factchecks.differences import Difference, Said, differences, said
from monitor.analyses.factchecks.features import features
from monitor.analyses.factchecks.index import Encoder, Index
from monitor.analyses.factchecks.ranker import Model, shipped
from monitor.analyses.factchecks.terms import Terms, terms_of
from monitor.records import FactCheck, Span

__all__ = ["Answer", "Known", "Matcher", "agreeing", "is_later"]

BATCH = 64
"""Posts searched at once: scores of all of them for every fact-check are in memory."""
RUNS = 12
"""Runs of agreeing words that are quoted."""
EVERYWHERE = frozenset(
    (
        *("yang", "di", "ke", "dari", "dan", "ini", "itu", "untuk", "dengan", "pada", "akan"),
        *("juga", "ada", "bisa", "oleh", "sebagai", "dalam", "karena", "sudah", "telah", "agar"),
        *("atau", "adalah", "jika", "para", "saat", "nya", "ya", "the", "of", "to", "in", "is"),
    )
)
ENCODED = 5.0
"""What an encoder's cosine adds to a score. A judgement: the model was trained without one."""
CERTAIN = 0.999
"""The probability of the same claim where post and fact-check are word for word the same."""


@dataclass(frozen=True, slots=True)
class Known:
    """One fact-check that a post resembles, and how: a lead, whatever its probability."""

    factcheck: FactCheck
    probability: float
    """That the post makes the claim that was checked."""
    later: bool = False
    """It was published after the post: nobody could have known it then."""
    spans: tuple[Span, ...] = ()
    """Runs of the post's raw text whose words the fact-check has too."""
    differences: tuple[Difference, ...] = ()

    @property
    def factcheck_id(self) -> str:
        """The fact-check's id, verbatim."""
        return self.factcheck.id


@dataclass(frozen=True, slots=True)
class Answer:
    """What memory says of one post. ``none`` means "nothing we know of", not "true"."""

    answer: Literal["same", "similar", "none"]
    matches: tuple[Known, ...]
    """The k best, or all there are, best first, whatever the answer."""


class Matcher:
    """An archive that can be asked; build it once, it never changes.

    Parameters
    ----------
    factchecks : sequence of FactCheck
        In any order; n of them.
    model : Model, optional
        By default the one that is shipped.
    encoder : callable, optional
        Texts to an array of one row each; one more ranking among those that are fused.

    Notes
    -----
    Two steps: rankings by words, stems and pieces of words are fused, then a small network orders
    the best fifty and a second one says how likely the first is the same claim. No step reads a
    verdict, a date, or words like "hoaks".

    Examples
    --------
    >>> checks = [FactCheck("1", "A", "Tujuh kontainer surat suara tercoblos di Tanjung Priok"),
    ...           FactCheck("2", "A", "Gempa besar akan terjadi di Selat Sunda")]
    >>> known = Matcher(checks).match(["ada 70 kontainer surat suara sdh dicoblos di priok!"])[0]
    >>> [match.factcheck_id for match in known.matches]
    ['1', '2']
    """

    def __init__(
        self,
        factchecks: Sequence[FactCheck],
        model: Model | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        self.model = model or shipped()
        self.index = Index(factchecks, encoder)
        self._exact = {
            terms.words: self.index.owner[face]
            for face, terms in reversed(list(enumerate(self.index.terms)))
        }

        self._sides: dict[int, tuple[frozenset[str], tuple[Said, ...]]] = {}

    def match(
        self,
        texts: Sequence[str],
        k: int = 5,
        at: Sequence[str | None] | None = None,
        hidden: Sequence[Collection[str]] | None = None,
    ) -> list[Answer]:
        """Return an answer for each text, in their order.

        Parameters
        ----------
        texts : sequence of str
            As written.
        k : int
            Matches per text.
        at : sequence of str or None, optional
            ISO time of each post. A fact-check of a later day (or month, or year, where no more
            is known) is shown as ``later`` and never makes the answer. None: all are known.
        hidden : sequence of collections of str, optional
            Ids that each text must not find: to measure what is said when nothing is known.

        Notes
        -----
        1 to 3 ms a post against 12,000 fact-checks, on one core.
        """
        answers: list[Answer] = []
        for start in range(0, len(texts), BATCH):
            part = slice(start, start + BATCH)
            some = texts[part]
            times = at[part] if at else [None] * len(some)
            answers += self._answers(some, k, times, hidden[part] if hidden else None)
        return answers

    def _answers(
        self,
        texts: Sequence[str],
        k: int,
        times: Sequence[str | None],
        hidden: Sequence[Collection[str]] | None,
    ) -> Iterator[Answer]:
        if not self.index.factchecks:
            yield from [Answer("none", ())] * len(texts)
            return
        posts = [terms_of(text) for text in texts]
        masked = self._masked(hidden) if hidden else None
        asked = self.index.read(posts)
        found = self.index.search(asked, texts, masked)
        agree = features(self.index, asked, found)
        scores = self.model.scores(agree)
        if "encoder" in found.scores:
            scores += ENCODED * np.take_along_axis(found.scores["encoder"], found.faces, 1)
        chances = self.model.probabilities(agree, scores)
        for row, (post, time) in enumerate(zip(posts, times, strict=True)):
            order = np.argsort(-scores[row], kind="stable")
            ranked = {
                int(self.index.owner[found.faces[row, place]]): float(chances[row, place])
                for place in order
                if found.fused[row, place] >= 0
            }
            yield self._answer(post, ranked, k, time)

    def _answer(self, post: Terms, ranked: dict[int, float], k: int, time: str | None) -> Answer:
        exact = self._exact.get(post.words) if post.words else None
        if exact in ranked:
            ranked = {int(exact): CERTAIN} | {
                place: chance for place, chance in ranked.items() if place != exact
            }
        matches = []
        told = said(post)
        best = 0.0
        for place, (owner, chance) in enumerate(ranked.items()):
            later = is_later(self.index.factchecks[owner].date, time)
            best = max(best, 0.0 if later else chance)
            if place < k:
                matches.append(self._known(post, told, owner, chance, later))
        answer: Literal["same", "similar", "none"] = "none"
        if best >= self.model.similar:
            answer = "same" if best >= self.model.same else "similar"
        return Answer(answer, tuple(matches))

    def _known(
        self, post: Terms, told: Sequence[Said], owner: int, chance: float, later: bool
    ) -> Known:
        stems, title = self._side(owner)
        return Known(
            self.index.factchecks[owner],
            round(chance, 4),
            later,
            agreeing(post, stems),
            differences(told, title),
        )

    def _side(self, owner: int) -> tuple[frozenset[str], tuple[Said, ...]]:
        """Return the stems of a fact-check's faces, and what its title says; read once."""
        if owner not in self._sides:
            faces = range(*np.searchsorted(self.index.owner, (owner, owner + 1)))
            stems = frozenset(stem for face in faces for stem in self.index.terms[face].stems)
            self._sides[owner] = stems, said(self.index.terms[faces[0]])
        return self._sides[owner]

    def _masked(self, hidden: Sequence[Collection[str]]) -> NDArray[np.bool_]:
        owners = [
            [check.id in ids for check in self.index.factchecks] if ids else None for ids in hidden
        ]
        none = np.zeros(len(self.index.owner), bool)
        return np.stack([np.array(each)[self.index.owner] if each else none for each in owners])


def is_later(published: str, time: str | None) -> bool:
    """Say whether a fact-check came after a post; where dates are rough, only what is sure.

    Examples
    --------
    >>> is_later("2019-01-03", "2019-01-02T23:00:00"), is_later("2019", "2019-01-02")
    (True, False)
    """
    return bool(published and time) and published[:10] > (time or "")[: len(published[:10])]


def agreeing(post: Terms, stems: Collection[str]) -> tuple[Span, ...]:
    """Return the runs of a post whose words have a stem that the fact-check has too.

    Words that nearly every text has do not begin or end a run, and make none by themselves.

    Examples
    --------
    >>> post = "Surat suara itu sudah tercoblos!"
    >>> [post[start:end] for start, end in agreeing(terms_of(post), {"suara", "coblos"})]
    ['suara', 'tercoblos']
    """
    runs: list[Span] = []
    last = -3
    for place, (stem, span) in enumerate(zip(post.stems, post.spans, strict=True)):
        if stem not in stems or stem in EVERYWHERE:
            continue
        if place - last == 1 or (place - last == 2 and post.stems[place - 1] in stems):
            runs[-1] = Span(runs[-1].start, span.end)
        else:
            runs.append(span)
        last = place
    return tuple(runs[:RUNS])
