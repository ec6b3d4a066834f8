"""Telegram: the preview page of a public channel, ``t.me/s/CHANNEL``, newest first, no log-in.

Messages are numbered in the order of time, so any moment can be found by halving.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from monitor.collectors.lines import guarded
from monitor.collectors.live.base import Note, Query, State, Step
from monitor.collectors.live.descent import Page, descend, time_of
from monitor.collectors.telegram_page import Page as Preview
from monitor.collectors.telegram_page import page_of, to_post
from monitor.errors import BadAnswer, Refused
from monitor.fetch import Fetcher

__all__ = ["collect"]

HOST = "t.me"
_TRIES = 3
"""For a page that came cut off: it is HTML, whose end nothing else vouches for."""
_NEAR = 20
"""Messages on a page: nearer to a moment than this there is nothing to halve."""
_HALVINGS = 40


def collect(query: Query, fetcher: Fetcher, state: State) -> Iterator[Step]:
    """Yield pages of a channel's messages.

    Raises
    ------
    Refused
        The channel shows no preview, or does not exist; or robots.txt forbids to look.
    FetchError
        The page cannot be asked for.
    """
    channel = _Channel(query.term, fetcher)
    for step in descend(query, state, channel, now=fetcher.now()):
        state = step.state
        yield step
    if missing := channel.missing():
        yield Step((), state, (Note("telegram_numbers", {"count": str(missing)}),))


class _Channel:
    """A channel, for :func:`descend`; its cursors are numbers of messages."""

    def __init__(self, name: str, fetcher: Fetcher) -> None:
        self._name, self._fetcher = name, fetcher
        self._shown: set[int] = set()
        self._spans: list[tuple[int, int]] = []
        """From the lowest number of each page up to where it was asked for."""

    def page(self, cursor: str) -> Page:
        """Return the messages before a number, the newest first."""
        preview = self._preview(cursor)
        numbers = preview.numbers
        if numbers:
            top = max(numbers[-1] + 1, int(cursor or 0))
            self._shown.update(numbers)
            self._spans.append((numbers[0], top))
        records = tuple(guarded(to_post, found) for found in reversed(preview.messages))
        return Page(records, _below(preview))

    def cursor_at(self, time: datetime) -> str:
        """Return a number above every message that is older than a time."""
        newest = self._preview("").numbers
        low, high = 0, newest[-1] + 1 if newest else 0
        for _ in range(_HALVINGS):
            if high - low <= _NEAR:
                break
            middle = (low + high) // 2
            found = self._preview(str(middle)).messages
            times = (time_of(guarded(to_post, each)) for each in found)
            if any(one >= time for one in times if one):
                high = middle
            else:
                low = middle
        return str(high) if high else ""

    def missing(self) -> int:
        """Return how many numbers between the messages read belong to no message."""
        spanned, reached = 0, 0
        for low, high in sorted(self._spans):
            spanned += max(0, high - max(low, reached))
            reached = max(reached, high)
        return spanned - len(self._shown)

    def _preview(self, cursor: str) -> Preview:
        address = f"https://{HOST}/s/{quote(self._name, safe='')}"
        address += f"?before={cursor}" if cursor else ""
        for _ in range(_TRIES):
            answer = self._fetcher.page(address)
            preview = page_of(answer.text, at=answer.at)
            if not preview.is_preview and "tgme_page" in answer.text:
                raise Refused("telegram_no_preview", HOST, name=self._name)
            if preview.is_preview and "</html>" in answer.text[-1000:]:
                return preview
        raise BadAnswer("telegram_no_page", HOST, status=answer.status)


def _below(preview: Preview) -> str:
    """Return where the page below begins; the lowest number where the page links to none."""
    lowest = preview.numbers[0] if preview.numbers else 0
    if lowest > 1:
        return preview.before or str(lowest)
    return preview.before if not preview.numbers and int(preview.before or 0) > 1 else ""
