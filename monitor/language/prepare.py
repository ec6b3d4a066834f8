"""From posts to Documents: normal text, language and mentions, computed once for every analysis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache, partial

from monitor.corpora.actors import Pair
from monitor.corpora.elections import Election, election_at, elections, wib_day
from monitor.language.finding import Finder
from monitor.language.identify import languages_of
from monitor.language.normal import normalise
from monitor.records import Document, Post

__all__ = ["prepare"]


def prepare(posts: Sequence[Post], election: Election | None = None) -> list[Document]:
    """Return each post as a Document, in the order given.

    Parameters
    ----------
    posts : sequence of Post
    election : Election, optional
        Whose pairs are looked for beside those of the national elections, and whose numbers
        ``01``, ``02`` ... mean while a post's date falls into it. Outside it, or without one, a
        number means the pair of the national election whose cycle holds the post's date; with
        neither a date nor an election it means nobody.

    Notes
    -----
    Keeps nothing between calls but the corpora and models it has read.

    Examples
    --------
    >>> [made] = prepare([Post("x:1", "x", text="Pilih  PRABOWO bgt")])
    >>> made.normal, [made.text[slice(*mention.span)] for mention in made.mentions]
    ('pilih prabowo banget', ['PRABOWO'])
    """
    finder = _finder(_pairs(election))
    pair_of = partial(_pair_of_number, election=election)
    texts = [normalise(post.text) for post in posts]
    told = languages_of([normal for normal, _ in texts])
    return [
        _document(post, text, language, finder, pair_of)
        for post, text, language in zip(posts, texts, told, strict=True)
    ]


def _document(
    post: Post,
    text: tuple[str, tuple[int, ...]],
    language: str,
    finder: Finder,
    pair_of: partial[str | None],
) -> Document:
    normal, offsets = text
    return Document(
        post=post.id,
        account=post.account.id if post.account else "",
        platform=post.platform,
        created=post.created,
        text=post.text,
        normal=normal,
        offsets=offsets,
        lang=language,
        mentions=finder.find(post.text, normal, offsets, post.created, pair_of),
        links=tuple(link.canonical for link in post.links),
        hashtags=post.hashtags,
        is_ad=post.is_ad,
    )


_finder = lru_cache(maxsize=4)(Finder)


def _pairs(election: Election | None) -> tuple[Pair, ...]:
    """Return the pairs to look for; those of other regions are strangers with everyday names."""
    watched = [each for each in elections().values() if each.kind == "national"]
    if election is not None:
        watched = [each for each in watched if each.id != election.id] + [election]
    return tuple(pair for each in watched for pair in each.pairs.values())


def _pair_of_number(number: int, created: datetime | None, election: Election | None) -> str | None:
    """Return the id of the pair that carried ``number`` at the time, if that can be known."""
    if election is None or not election.pairs or not _falls_into(election, created):
        election = election_at(created) if created is not None else None
    pairs = election.pairs.values() if election is not None else ()
    return next((pair.id for pair in pairs if pair.number == number), None)


def _falls_into(election: Election, created: datetime | None) -> bool:
    """Say whether numbers written at the time are this election's; undated posts are its own."""
    if created is None:
        return True
    drawn = election.phases.get("nomor_urut") or election.phases.get("kampanye")
    last = max((phase.end for phase in election.phases.values()), default=None)
    return bool(drawn and last and drawn.start <= wib_day(created) <= last)
