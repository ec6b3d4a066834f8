"""Rows of a hand-kept table to Posts, whatever the file they came from: CSV, XLSX or JSON.

A row needs a text or a link, nothing else. What was decided, so that nobody has to guess:

- The text is one cell, verbatim. Where a table has a headline and a body, the body is the text and
  the headline stays in ``extra``; without a body the headline is the text.
- An id that came through whole is kept as ``platform:id``. One that a spreadsheet destroyed is
  taken from the row's link, and without one the row is refused. A missing id is that of the post
  the link points at, else 16 hex digits of SHA-256 over the canonical link and the account, else
  over text, account and time: two people who post the same words, or the same news, stay two.
- A link on another platform than the row's own is something the post shared, not its address.
- What a column holds that has no field here, or could not be understood, is kept in ``extra``.
- Empty rows are no records and are not counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import takewhile
from typing import Any, NamedTuple

from monitor.collectors import cells
from monitor.collectors.columns import COUNTS, Columns
from monitor.collectors.dates import when
from monitor.collectors.links import (
    account_of,
    as_links,
    canonical,
    in_text,
    platform_of,
    post_id_of,
)
from monitor.collectors.values import distinct, hashtags_in, mentions_in
from monitor.records import PLATFORM_UNKNOWN, Account, Post, Reference, Reject, Snapshot

__all__ = ["to_post"]

_EXCERPT = 200
_ANYWHERE = (PLATFORM_UNKNOWN, "web")
_HANDLE_IN_NAME = re.compile(r"(?<!\w)@([\w.]+)")
_REPOST = re.compile(r"RT @(\w{1,30})")
_EXACT_DIGITS = 15  # of a number in a spreadsheet

_Known = dict[str, Any]
"""Field -> what its cell says. What nobody understood is not in it, and so kept with the post."""


def to_post(row: Mapping[str, object], line: int, columns: Columns, raw: str = "") -> Post | Reject:
    """Map one row; ``raw`` is the record as it came, where the caller has it.

    Returns
    -------
    Post or Reject
        A Reject for a row without text and link, and for one whose id was destroyed.

    Examples
    --------
    >>> row = {"Isi": "TPS sudah buka", "Akun": "@Warga", "Platform": "twitter", "ID": "12"}
    >>> post = to_post(row, 2, Columns.of(row))
    >>> post.id, post.account.id
    ('x:12', 'x:warga')
    """
    raw = raw or cells.as_json(row)
    picked = columns.pick(row)
    known = _understood(row, picked)
    text = known.get("text", "")
    if not text and "link" not in known:
        return Reject(line, "rejects.no_text_no_link", {}, raw[:_EXCERPT])
    place = _place(known, [cells.address(row[name]) for name in columns.fields.get("link", ())])
    created = _created(known)
    account = _account(known, place)
    post_id = _id(known, place)
    if post_id is None:
        lost = {"id": cells.as_text(known["id"])}
        return Reject(line, "rejects.id_destroyed", lost, raw[:_EXCERPT])
    post_id = post_id or _made_id(place, known, account, created)
    platform = post_id.partition(":")[0]
    return Post(
        id=post_id,
        platform=platform,
        text=text,
        account=account,
        created=created,
        url=place.own_link,
        lang=known.get("lang", "").strip().lower(),
        reply_to=_reference(known, "reply_to", post_id, account),
        repost_of=_reference(known, "repost_of", post_id, account)
        or _classic_repost(text, platform),
        quote_of=_reference(known, "quote_of", post_id, account),
        mentions=_mentions(known, text, platform),
        hashtags=_hashtags(known, text),
        links=as_links([*place.shared, *in_text(text)]),
        metrics=_metrics(known),
        is_ad=known.get("is_ad", False),
        source="table",
        raw=raw,
        # last, since what is not understood leaves ``known`` on the way
        extra=_rest(row, picked, known) if len(known) < len(row) else {},
    )


def _understood(row: Mapping[str, object], picked: Mapping[str, str]) -> _Known:
    known = {}
    for field, name in picked.items():
        found = _UNDERSTAND[field](row[name])
        if found is not None and found != "":
            known[field] = found
    return known


def _rest(row: Mapping[str, object], picked: Mapping[str, str], known: _Known) -> dict[str, str]:
    used = {picked[field] for field in known}
    return {
        name: cells.as_text(value)
        for name, value in row.items()
        if name not in used and not cells.blank(value)
    }


class _Place(NamedTuple):
    """Where a post stands: its platform, the row's links, and which of them is its address."""

    platform: str
    links: list[str]
    own_link: str

    @property
    def shared(self) -> list[str]:
        """The links a row holds besides its post's own address; a web page's is both."""
        own = "" if self.platform == "web" else self.own_link
        return [link for link in self.links if link != own]


def _place(known: _Known, links: list[str]) -> _Place:
    origin = known.pop("origin", "")  # popped: where somebody got it from is worth keeping
    named = known.get("platform") or cells.platform(origin)
    link = known.get("link", "")
    linked = platform_of(link) if link else PLATFORM_UNKNOWN
    platform = (
        cells.prefix(known.get("id")) or named or cells.prefix(known.get("account")) or linked
    )
    if platform in _ANYWHERE and linked != PLATFORM_UNKNOWN:
        platform = linked
    return _Place(platform, links, link if linked == platform else "")


def _created(known: _Known) -> datetime | None:
    created = when(known.get("created"), known.get("time"))
    if created is None:
        known.pop("created", None)
        known.pop("time", None)
    return created


def _id(known: _Known, place: _Place) -> str | None:
    """Return ``platform:id`` from its column or the link, ``""`` for none, None for a lost one."""
    given = cells.identity(known.get("id"))
    if not given:
        return _linked_id(place) or given
    if cells.prefix(given):
        return given
    if "/" in given and (found := post_id_of(given)):
        return ":".join(found)
    if _rounded(given) and (linked := _linked_id(place)):
        return linked
    return f"{place.platform}:{given}"


def _rounded(digits: str) -> bool:
    """Say whether a number looks like one whose last digits a spreadsheet made zeros."""
    last = digits[_EXACT_DIGITS:]
    return last != "" and not last.strip("0") and digits.isdecimal()


def _linked_id(place: _Place) -> str:
    for link in place.links:
        found = post_id_of(link)
        if found and found[0] == place.platform:
            return ":".join(found)
    return ""


def _made_id(
    place: _Place, known: _Known, account: Account | None, created: datetime | None
) -> str:
    who = account.id if account else ""
    if place.own_link:
        parts = [canonical(place.own_link), who]
    else:
        parts = [known.get("text", ""), who, created.isoformat() if created else ""]
        parts += [canonical(known["link"])] if "link" in known else []
    return f"{place.platform}:{cells.fingerprint(*parts)}"


def _account(known: _Known, place: _Place) -> Account | None:
    said = known.get("account", "")
    handle, name = _handle_and_name(said)
    name = known.get("name", "").strip() or name
    native = known.get("account_id", "")
    platform = cells.prefix(said) or place.platform
    if not handle and place.own_link:
        linked = account_of(place.own_link).partition(":")[2]
        handle, native = ("", linked) if linked.isdecimal() else (linked, native)
    known_by = handle.lower() or native or " ".join(name.lower().split())
    if not known_by:
        return None
    return Account(f"{platform}:{known_by}", platform, handle, name, native)


def _said(value: object) -> str | None:
    """Return what a cell calls an account; of a JSON object, its handle."""
    if isinstance(value, dict):
        names = (value.get(key) for key in ("username", "screen_name", "handle", "name", "id"))
        value = next((name for name in names if not cells.blank(name)), None)
    return cells.identity(value)


def _handle_and_name(said: str) -> tuple[str, str]:
    """Split what a cell calls an account: ``@budi``, ``Budi (@budi)``, ``Budi Warga``, its page."""
    said = said.strip()
    handle = said.removeprefix("@")
    if handle.replace("_", "").replace(".", "").isalnum():  # nearly all, and fast
        return handle, ""
    if "/" in said and (found := account_of(said)):
        return found.partition(":")[2], ""
    if cells.prefix(said):
        return said.partition(":")[2], ""
    if "@" in said and (match := _HANDLE_IN_NAME.search(said)):
        name = said.replace(match[0], "").strip(" ()[]|/-")
        return match[1], name
    return ("", said) if any(map(str.isspace, said)) else (said, "")


def _reference(
    known: _Known, field: str, post_id: str, account: Account | None
) -> Reference | None:
    """Read which post, or whose, a row answers, reposts or quotes; tables hold either."""
    given = known.get(field)
    if not given:
        return None
    if "/" in given:
        found, whose = post_id_of(given), account_of(given)
        if found or whose:
            return Reference(":".join(found) if found else "", whose)
        del known[field]
        return None
    platform, _, own = post_id.partition(":")
    name = given.partition(":")[2] if cells.prefix(given) else given.removeprefix("@")
    platform = cells.prefix(given) or platform
    handle = account.id.partition(":")[2] if account else ""
    if given.startswith("@") or _is_handle(name, handle, own):
        return Reference("", f"{platform}:{name.lower()}")
    return Reference(f"{platform}:{name}")


def _one_word(value: object) -> str | None:
    text = None if isinstance(value, (dict, list, bool)) else cells.identity(value)
    return text.strip() if text and not any(map(str.isspace, text.strip())) else None


def _is_handle(name: str, handle: str, own_id: str) -> bool:
    """Guess whether a word names an account or a post, by the row's own account and id.

    Examples
    --------
    >>> [_is_handle(word, "u_41", "p-7") for word in ("u_52", "p-3", "warga.desa")]
    [True, False, True]
    """
    if not any(map(str.isdigit, name)):
        return True
    return _shared_start(name.lower(), handle) > _shared_start(name, own_id)


def _shared_start(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _classic_repost(text: str, platform: str) -> Reference | None:
    """Read ``RT @budi: ...``, which is how X and those who copy from it write a repost."""
    match = _REPOST.match(text) if platform in ("x", PLATFORM_UNKNOWN) else None
    return Reference("", f"{platform}:{match[1].lower()}") if match else None


def _mentions(known: _Known, text: str, platform: str) -> tuple[str, ...]:
    found = mentions_in(text, platform)
    if "mentions" not in known:
        return found
    listed = (name.lstrip("@").lower() for name in known["mentions"])
    ids = (name if cells.prefix(name) else f"{platform}:{name}" for name in listed if name)
    return distinct((*found, *ids))


def _hashtags(known: _Known, text: str) -> tuple[str, ...]:
    found = hashtags_in(text)
    if "hashtags" not in known:
        return found
    return distinct((*found, *(tag.lstrip("#") for tag in known["hashtags"])))


def _metrics(known: _Known) -> Snapshot | None:
    counts = {field: known[field] for field in COUNTS if field in known}
    return Snapshot(known.get("as_of"), counts) if counts else None


def _as_it_is(value: object) -> object:
    return value


_UNDERSTAND: dict[str, Callable[[object], object]] = {
    **dict.fromkeys(("text", "name", "lang"), cells.as_text),
    **dict.fromkeys(("created", "time", "id", "origin"), _as_it_is),
    **dict.fromkeys(("reply_to", "repost_of", "quote_of"), _one_word),
    **dict.fromkeys(("hashtags", "mentions"), cells.items),
    **dict.fromkeys(COUNTS, cells.count),
    "account": _said,
    "account_id": cells.identity,
    "platform": cells.platform,
    "link": cells.address,
    "as_of": when,
    "is_ad": cells.yes,
}
"""How a cell of each field is read, where that depends on nothing else in its row."""
