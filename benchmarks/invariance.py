"""Count how often a swapped name or an inserted checker's word changes what the classifier says.

    python -m benchmarks.invariance [FILE of texts, by default the embedded sample]

Names: every candidate, party, institution, place, figure and body of the corpora, in four kinds of
letter case, put at a random place of a random text and swapped for another. Words of checkers and
newsrooms: every one of them, and verdict tags, inserted likewise.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from monitor.analyses.classifier import Classifier, shipped
from monitor.collectors.labelled import read_labelled
from monitor.corpora.actors import institutions
from monitor.corpora.elections import elections
from monitor.corpora.masking import masking
from monitor.language.lexicon import EVERYDAY, PUBLISHING
from monitor.language.names import names
from monitor.pipeline.sample import sample

TIMES = 10_000
SEED = 7
CASES: tuple[Callable[[str], str], ...] = (str, str.title, str.upper, str.lower)
TAGS = ("[SALAH]", "[HOAKS]", "[BENAR]", "HOAKS:", "(hoax)", '"hoaks"', "#hoaks", "Kompas.com")


def main() -> None:
    """Read texts, swap, insert, count, print."""
    model = shipped()
    if model is None:
        sys.exit("no model in models/")
    texts = [text for text in _texts() if text.strip()]
    random = Random(SEED)
    swapped = [_swapped(random, texts) for _ in range(TIMES)]
    inserted = [_inserted(random, texts) for _ in range(TIMES)]
    print("| change | tried | judgements changed |\n| --- | ---: | ---: |")
    print(f"| name swapped | {TIMES:,} | {_changed(model, swapped)} |")
    print(f"| word of checkers or newsrooms inserted | {TIMES:,} | {_changed(model, inserted)} |")


def _texts() -> list[str]:
    return read_labelled(Path(sys.argv[1]) if len(sys.argv) > 1 else sample().posts).texts


def _swapped(random: Random, texts: list[str]) -> tuple[str, str]:
    words = random.choice(texts).split(" ")
    place = random.randrange(len(words) + 1)
    one, other = (random.choice(CASES)(random.choice(NAMES)) for _ in range(2))
    return _with(words, place, one), _with(words, place, other)


def _inserted(random: Random, texts: list[str]) -> tuple[str, str]:
    words = random.choice(texts).split(" ")
    place = random.randrange(len(words) + 1)
    word = random.choice(CHECKERS)
    return " ".join(words), _with(
        words, place, word if word in TAGS else random.choice(CASES)(word)
    )


def _with(words: list[str], place: int, word: str) -> str:
    return " ".join([*words[:place], word, *words[place:]])


def _changed(model: Classifier, both: list[tuple[str, str]]) -> int:
    before, after = (list(model.judge([pair[side] for pair in both])) for side in (0, 1))
    return sum(one != other for one, other in zip(before, after, strict=True))


def _names() -> Iterator[str]:
    publishing = {
        name
        for body in institutions()
        if body.kind in PUBLISHING
        for name in (body.name, *(alias.text for alias in body.aliases))
    }
    pairs = [pair for election in elections().values() for pair in election.pairs.values()]
    for meanings in names(pairs).values():
        for name in meanings:
            if name.kind not in ("slang", "number") and name.written not in publishing:
                yield name.written
    yield from masking().figures
    yield from masking().bodies


def _checkers() -> Iterator[str]:
    """Yield what leaves no trace; a ministry that also publishes checks keeps a body's name."""
    everyday = {words[0] for words in EVERYDAY}
    for word in (*masking().checkers, *masking().outlets):
        if word not in everyday and "kominfo" not in word and "komdigi" not in word:
            yield word
    yield from TAGS


NAMES = sorted(set(_names()))
CHECKERS = sorted(set(_checkers()))

if __name__ == "__main__":
    main()
