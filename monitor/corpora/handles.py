"""One spelling for an account: ``platform:handle``, lower-case, without ``@``."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

__all__ = ["PLATFORMS", "account_id"]

PLATFORMS = (
    "x",
    "tiktok",
    "instagram",
    "facebook",
    "youtube",
    "telegram",
    "whatsapp",
    "threads",
    "mastodon",
    "bluesky",
    "web",
    "unknown",
)
HOSTS = {
    "x.com": "x",
    "twitter.com": "x",
    "tiktok.com": "tiktok",
    "instagram.com": "instagram",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "youtube.com": "youtube",
    "t.me": "telegram",
    "threads.net": "threads",
    "threads.com": "threads",
    "bsky.app": "bluesky",
}
PREFIXES = ("channel", "c", "user", "profile", "s", "people")
"""Path steps that stand before the name in addresses of YouTube, Bluesky, Telegram, Facebook."""
NOT_NAMES = (
    *("about", "explore", "groups", "hashtag", "home", "i", "intent", "p", "pages", "photo"),
    *("reel", "reels", "search", "share", "shorts", "stories", "tags", "tv", "video", "videos"),
    *("watch",),
)
HANDLE = re.compile(r"[\w.-]+(@[\w.-]+)?")


def account_id(written: str) -> str:
    """Return the account id that ``written`` means: ``platform:handle`` or a profile's address.

    Raises
    ------
    ValueError
        It names no platform we know, or no account on it.

    Examples
    --------
    >>> account_id("X:@KPU_ID"), account_id("https://www.tiktok.com/@Bawaslu.RI?lang=id")
    ('x:kpu_id', 'tiktok:bawaslu.ri')
    """
    written = written.strip()
    platform, handle = _from_address(written) if "/" in written else _from_id(written)
    if platform not in PLATFORMS or not HANDLE.fullmatch(handle):
        raise ValueError(f"names no account: {written!r}")
    return f"{platform}:{handle}"


def _from_id(written: str) -> tuple[str, str]:
    platform, _, handle = written.partition(":")
    return platform.strip().lower(), handle.strip().removeprefix("@").lower()


def _from_address(written: str) -> tuple[str, str]:
    parts = urlsplit(written if "://" in written else f"https://{written}")
    host = re.sub(r"^(www|m|mobile|web|id-id)\.", "", (parts.hostname or "").lower())
    steps = [unquote(step) for step in parts.path.split("/") if step]
    if host == "facebook.com" and steps == ["profile.php"]:
        return "facebook", parts.query.partition("id=")[2].partition("&")[0]
    if len(steps) > 1 and steps[0].lower() in PREFIXES:
        handle = steps[1] if steps[0].lower() == "channel" else steps[1].lower()
        return HOSTS.get(host, ""), handle  # a channel's number keeps its capitals
    name = steps[0].lower() if steps else ""
    if name in NOT_NAMES:
        return "", ""
    if host not in HOSTS and name.startswith("@"):  # any server may be a Mastodon
        return "mastodon", f"{name[1:].partition('@')[0]}@{host}"
    return HOSTS.get(host, ""), name.removeprefix("@")
