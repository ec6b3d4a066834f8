"""What a site asks for, in headers that nobody checked."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import Refused
from monitor.fetch.addresses import authority, is_private, redirected, same_site
from monitor.fetch.budget import asked_wait, server_time

NOW = datetime(2024, 2, 14, 12, tzinfo=UTC)
NAMES = ("retry-after", "x-ratelimit-reset", "ratelimit-reset")


@given(st.sampled_from(NAMES), st.text(max_size=60) | st.floats().map(str) | st.dates().map(str))
def test_any_header_gives_a_wait_or_none(name, value):
    """A header is hostile text: never a crash, never a wait below nought."""
    wait = asked_wait({name: value}, NOW)
    assert wait is None or wait >= 0
    server_time({"date": value})


def test_what_says_more_goes_first():
    """Retry-After is about this very request; the reset about the whole budget."""
    assert asked_wait({"retry-after": "2", "x-ratelimit-reset": "2024-02-14T13:00:00Z"}, NOW) == 2
    assert asked_wait({"retry-after": "?", "ratelimit-reset": "9"}, NOW) == 9
    assert asked_wait({"x-ratelimit-reset": "2024-02-14T11:00:00Z"}, NOW) == 0


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "::1",
        "fe80::1%eth0", "fc00::1", "::ffff:192.168.0.1", "2002:7f00:1::", "64:ff9b::7f00:1",
        "::127.0.0.1", "2130706433",
        "0x7f000001", "localhost", "a.localhost", "printer.local",
    ],
)  # fmt: skip
def test_private_hosts_are_known_however_they_are_written(host):
    """Loopback, private, link-local and cloud metadata, in every spelling a resolver takes."""
    assert is_private(host)


@pytest.mark.parametrize(
    "host", ["8.8.8.8", "contoh.id", "2606:4700::1111", "64:ff9b::808:808", "mastodon.social"]
)
def test_public_hosts_are_public(host):
    """A rule that refuses everything would be safe and useless."""
    assert not is_private(host)


def test_a_site_is_its_own_subdomains_and_no_others():
    """The simple rule, and what it does not know: two sisters are two sites."""
    assert same_site("m.contoh.id", "contoh.id")
    assert same_site("www.contoh.id", "m.contoh.id")
    assert not same_site("a.contoh.id", "b.contoh.id")
    assert not same_site("contoh.id", "bukancontoh.id")


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_address_is_read_or_refused(url, location):
    """Hostile addresses are refused with a sentence; nothing crashes."""
    for step in (lambda: authority(url), lambda: redirected("https://contoh.id/a", location)):
        with suppress(Refused):
            step()
