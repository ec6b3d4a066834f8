"""Turn what the store holds into what may be shown to others."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Collection, Iterable
from hashlib import blake2b

from monitor.privacy.folding import Folded, fold
from monitor.privacy.names import Address, Public, names
from monitor.privacy.numbers import contacts, numbers

__all__ = ["BLOT", "Mask"]

BLOT = "•"
"""Stands for one masked code point."""
_PSEUDONYM_LETTERS = 12
"""60 bits: that two of a million accounts share a pseudonym has a chance under 1 in a million."""


class Mask:
    """Pseudonyms for accounts and posts, blots over personal numbers and private handles.

    Parameters
    ----------
    key : bytes
        The project's own, from :func:`project_key`; another key gives other pseudonyms.
    public : collection of str
        Accounts that may be named: ids (``x:kpu_id``) and bare handles (``kpu_id``).
    identities : bool
        Keep everybody's handles and ids. Personal numbers stay masked.

    Examples
    --------
    >>> mask = Mask(b"k" * 32, {"x:kpu_id"})
    >>> mask.text("Kata @budi dan @KPU_ID, WA 0812-3456-7890", "x")
    'Kata @•••• dan @KPU_ID, WA ••••••••••••••'
    >>> mask.account("x:kpu_id"), mask.account("x:budi") == mask.account("x:BUDI")
    ('x:kpu_id', True)
    """

    def __init__(self, key: bytes, public: Collection[str], *, identities: bool = False) -> None:
        self._key = key
        self._public = Public(public)
        self.identities = identities

    def is_public(self, account: str) -> bool:
        """Say whether an account is on the list of those that may be named."""
        return self._public.has(account)

    def account(self, account: str) -> str:
        """Return an account id, or the pseudonym (``akun-...``) of one that is not public."""
        return self._shown("akun", account.lower(), account, public=self._public.has(account))

    def post(self, post: str, account: str = "") -> str:
        """Return a post id, or its pseudonym (``unggahan-...``) unless ``account`` is public.

        Looked up on its platform an id leads to the author: it is as personal as the handle.
        """
        return self._shown("unggahan", post, post, public=self._public.has(account))

    def reviewer(self, name: str) -> str:
        """Return the pseudonym (``pemeriksa-...``) of whoever reviewed, also with ``identities``.

        Whoever says publicly that something is false may be attacked for it.
        """
        return f"pemeriksa-{self._digest('pemeriksa', name.casefold())}" if name else ""

    def text(self, raw: str, platform: str = "", *, handles: Iterable[str] = ()) -> str:
        """Mask personal numbers, e-mail addresses and private handles; the length stays.

        Parameters
        ----------
        raw : str
            Verbatim. ``text(raw)[start:end]`` is what may be shown of ``raw[start:end]``.
        platform : str
            Where it was posted: whose handles ``@`` means.
        handles : iterable of str
            Handles known to belong to this text (its author's, those it answers), masked also
            where no ``@`` stands before them.
        """
        folded = fold(raw)
        spans = list(numbers(folded.text))
        if not self.identities:
            spans += names(folded.text, platform, self._public, handles)
        return _blotted(raw, folded, spans)

    def url(self, url: str, account: str = "") -> str:
        """Mask an address that leads to a private account; the length stays.

        ``account`` is whose post stands there, where that is known: ``youtu.be/...`` of a public
        account stays, of anybody else it does not.
        """
        folded = fold(url)
        spans = list(numbers(folded.text))
        if not self.identities:
            address = Address.read(folded.text)
            if address is None:  # an app's own scheme, or nothing we can read
                return BLOT * len(url)
            if not (self._public.has(account) and address.names_only(self._public)):
                spans += names(folded.text, "", self._public, [account.partition(":")[2]])
        return _blotted(url, folded, spans)

    def link(self, url: str, account: str = "") -> str:
        """Return an address, or a pseudonym (``tautan-...``) of one that :meth:`url` masks.

        Two masked addresses can look alike; their pseudonyms do not.
        """
        shown = self.url(url, account)
        return url if shown == url else f"tautan-{self._digest('tautan', url)}"

    def _shown(self, kind: str, name: str, written: str, *, public: bool) -> str:
        if not written or public:
            return written
        if self.identities and not any(contacts(fold(written.partition(":")[2]).text)):
            return written  # but of a chat the account's id is a phone number
        return f"{kind}-{self._digest(kind, name)}"

    def _digest(self, kind: str, name: str) -> str:
        digest = blake2b(
            name.encode("utf-8", "surrogatepass"),
            key=self._key,
            person=kind.encode(),
            digest_size=10,
        ).digest()
        return b32encode(digest).decode().lower()[:_PSEUDONYM_LETTERS]


def _blotted(raw: str, folded: Folded, spans: Iterable[tuple[int, int]]) -> str:
    pieces: list[str] = []
    shown = 0
    for start, end in sorted(folded.raw(*span) for span in spans if span[0] < span[1]):
        if end > shown:
            pieces += raw[shown:start], BLOT * (end - max(start, shown))
            shown = end
    return "".join(pieces) + raw[shown:] if pieces else raw
