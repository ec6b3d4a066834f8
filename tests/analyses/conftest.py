"""Documents for these tests: the real text, normalised by lower case alone."""

from collections.abc import Callable

import pytest

from monitor.records import Document, Mention, Span


def make_document(text, *, post="x:1", account="", created=None, names=None, links=()):
    """Make a document; ``names`` maps words of the text to (kind, entity)."""
    lowered = [(letter, place) for place, letters in enumerate(text) for letter in letters.lower()]
    mentions = tuple(
        Mention(kind, entity, Span(text.index(word), text.index(word) + len(word)))
        for word, (kind, entity) in (names or {}).items()
    )
    return Document(
        post=post,
        account=account,
        platform="x",
        created=created,
        text=text,
        normal="".join(letter for letter, _ in lowered),
        offsets=(*(place for _, place in lowered), len(text)),
        lang="id",
        mentions=mentions,
        links=links,
    )


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    return make_document


@pytest.fixture(scope="session")
def quoted() -> Callable[..., list[str]]:
    """Return what the signals of a document quote."""

    def quote(signals, document):
        return [document.text[slice(*signal.span)] for signal in signals]

    return quote
