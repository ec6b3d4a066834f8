"""Measure the memory on posts and fact-checks it never saw, against two baselines in one run."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.analyses.factchecks import Matcher
from monitor.analyses.factchecks.index import Field
from monitor.analyses.factchecks.terms import pieces
from monitor.measures import auroc, interval, recall_at_precision, reliability
from monitor.pipeline.matchdata import MatchData, Pair, bare, read_match_data
from monitor.records import FactCheck

__all__ = ["Figure", "Reliability", "evaluate_match"]

LEVELS = (1, 5, 10)
PRECISION = 0.9
SEED = 7
ORDINARY = 1_500
"""Ordinary posts that are asked; more would only narrow one interval."""
BINS = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)

Numbers = NDArray[np.float64]
Statistic = Callable[..., float]
Reply = tuple[list[str], float, str]
"""Ids of fact-checks, best first; the first's score; the answer, if the system gives one."""


class Figure(NamedTuple):
    """One number of the report with its 95 % bootstrap interval."""

    archive: str
    """``titles`` or ``explained``: what the archive says of each fact-check."""
    system: str
    measure: str
    tier: str
    value: float
    low: float
    high: float
    posts: int


class Reliability(NamedTuple):
    """Answers whose probability lies in one bin: what was said, and what was so."""

    archive: str
    low: float
    high: float
    posts: int
    said: float
    right: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What one system made of n posts."""

    place: NDArray[np.int64]
    """Of the first right fact-check, counted from 1; 0 where it is not among the ten best."""
    score: Numbers
    answer: tuple[str, ...]


System = Callable[[Sequence[str], Sequence[Collection[str]] | None], list[Reply]]
"""What posts are given to, with the ids that each must not find."""


def evaluate_match(folder: Path) -> tuple[list[Figure], list[Reliability]]:
    """Return the figures of the matcher and of two baselines, and how far probabilities hold.

    Parameters
    ----------
    folder : Path
        With ``factcheck_archive``, ``claim_match_pairs``, ``political_posts`` (Parquet).

    Notes
    -----
    The whole archive is searched, also what is older or newer than the post: that is harder than
    use. ``taken out`` hides the right articles from the post they answer.

    Raises
    ------
    BadInput
        The folder does not hold that data.
    """
    data = read_match_data(folder)
    figures: list[Figure] = []
    table: list[Reliability] = []
    for archive, factchecks in (("titles", bare(data.factchecks)), ("explained", data.factchecks)):
        matcher = Matcher(factchecks)
        systems: dict[str, System] = {"ours": _ours(matcher)}
        if archive == "titles":
            systems |= {"bm25": _bm25(factchecks), "characters": _characters(factchecks)}
        for name, system in systems.items():
            known, out, ordinary = _ask(system, data)
            figures += _figures(archive, name, data.test, known, out, ordinary)
            if name == "ours":
                table += _reliability(archive, known, out)
    return figures, table


def _ask(system: System, data: MatchData) -> tuple[Asked, Asked, Asked]:
    texts = [pair.text for pair in data.test]
    members: dict[str, set[str]] = {}
    for each, group in data.groups.items():
        members.setdefault(group, set()).add(each)
    right = [members[pair.group] for pair in data.test]
    posts = data.ordinary_test
    chosen = np.random.default_rng(SEED).permutation(len(posts))[:ORDINARY]
    known = _asked(system(texts, None), right)
    out = _asked(system(texts, right), right)
    ordinary = _asked(system([posts[place] for place in chosen], None), [set()] * len(chosen))
    return known, out, ordinary


def _asked(found: list[Reply], right: Sequence[Collection[str]]) -> Asked:
    places = [
        next((place for place, each in enumerate(ids, 1) if each in wanted), 0)
        for (ids, _, _), wanted in zip(found, right, strict=True)
    ]
    scores = np.array([score for _, score, _ in found], float)
    return Asked(np.array(places), scores, tuple(answer for _, _, answer in found))


def _figures(
    archive: str, system: str, pairs: Sequence[Pair], known: Asked, out: Asked, ordinary: Asked
) -> Iterator[Figure]:
    tiers = np.array([pair.tier for pair in pairs])
    for tier in ("all", *sorted(set(tiers))):
        place = known.place if tier == "all" else known.place[tiers == tier]
        for level in LEVELS:
            hit = ((place > 0) & (place <= level)).astype(float)
            yield _figure(archive, system, f"R@{level}", tier, np.mean, hit)
        turned = np.where(place > 0, 1 / np.maximum(place, 1), 0.0)
        yield _figure(archive, system, "MRR@10", tier, np.mean, turned)
    first = (known.place == 1).astype(float)

    def over_all(measure: str, of: Statistic, *samples: Numbers) -> Figure:
        return _figure(archive, system, measure, "all", of, *samples)

    yield over_all("AUROC ordinary", _auroc, known.score, ordinary.score)
    yield over_all("AUROC taken out", _auroc, known.score, out.score)
    yield over_all("answered at 0.9", _answered, known.score, first, out.score)
    if not any(known.answer):
        return
    same, kept = _is(known, "same"), _is(out, "same")
    yield over_all("same: recall", np.mean, same * first)
    yield over_all("same: precision", _share, same * first, same, kept)
    silent = [_is(each, "none") for each in (known, out, ordinary)]
    yield over_all("none: recall, ordinary", np.mean, silent[2])
    yield over_all("none: recall, taken out", np.mean, silent[1])
    yield over_all("none: precision", _share, silent[1], silent[1], silent[0])


def _is(asked: Asked, answer: str) -> Numbers:
    return np.array([each == answer for each in asked.answer], float)


def _figure(
    archive: str, system: str, measure: str, tier: str, of: Statistic, *samples: Numbers
) -> Figure:
    value, low, high = interval(of, *samples)
    return Figure(archive, system, measure, tier, value, low, high, len(samples[0]))


def _auroc(above: Numbers, below: Numbers) -> float:
    """Return how often one of the first scores above one of the second."""
    return auroc(*_labelled(above, below))


def _answered(score: Numbers, right: Numbers, out: Numbers) -> float:
    """Return the share answered rightly where nine of ten answers are right."""
    _, scores = _labelled(score, out)
    hits = np.concatenate([right, np.zeros(len(out))])
    found = recall_at_precision(hits, scores, precision=PRECISION)
    return found * float(right.mean()) if right.any() else 0.0


def _labelled(above: Numbers, below: Numbers) -> tuple[Numbers, Numbers]:
    """Return labels and scores of two samples: 1 for the first, 0 for the second."""
    return np.repeat([1.0, 0.0], [len(above), len(below)]), np.concatenate([above, below])


def _share(part: Numbers, *whole: Numbers) -> float:
    total = sum(each.sum() for each in whole)
    return float(part.sum() / total) if total else float("nan")


def _reliability(archive: str, known: Asked, out: Asked) -> Iterator[Reliability]:
    said = np.concatenate([known.score, out.score])
    right = np.concatenate([known.place == 1, np.zeros(len(out.place), bool)])
    for each in reliability(right, said, bins=BINS):
        yield Reliability(archive, each.low, each.high, each.rows, each.said, each.so)


def _ours(matcher: Matcher) -> System:
    def ask(texts: Sequence[str], hidden: Sequence[Collection[str]] | None) -> list[Reply]:
        return [
            (
                [match.factcheck_id for match in answer.matches],
                answer.matches[0].probability,
                answer.answer,
            )
            for answer in matcher.match(texts, k=max(LEVELS), hidden=hidden)
        ]

    return ask


def _bm25(factchecks: Sequence[FactCheck]) -> System:
    """BM25 over the words of titles, each word of the post once."""
    field = Field([_plain(each.title) for each in factchecks])
    titles = field.bm25().T.tocsr()
    return _baseline(
        factchecks,
        lambda texts: field.count([sorted(set(_plain(each))) for each in texts]) @ titles,
    )


def _characters(factchecks: Sequence[FactCheck]) -> System:
    """TF-IDF cosine over three to five characters inside words of titles."""
    field = Field([_plain(each.title) for each in factchecks], pieces)
    titles = field.cosine(field.counts).T.tocsr()
    return _baseline(
        factchecks,
        lambda texts: field.cosine(field.count([_plain(t) for t in texts])) @ titles,
    )


def _plain(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _baseline(factchecks: Sequence[FactCheck], scored: Callable[[Sequence[str]], Any]) -> System:
    ids = [each.id for each in factchecks]
    place_of = {each: place for place, each in enumerate(ids)}

    def ask(texts: Sequence[str], hidden: Sequence[Collection[str]] | None) -> list[Reply]:
        found = []
        for start in range(0, len(texts), 200):
            scores = scored(texts[start : start + 200]).toarray()
            for row, line in enumerate(scores):
                for each in hidden[start + row] if hidden else ():
                    line[place_of[each]] = -1
                best = np.argsort(-line, kind="stable")[: max(LEVELS)]
                found.append(([ids[place] for place in best], float(line[best[0]]), ""))
        return found

    return ask
