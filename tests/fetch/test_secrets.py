"""Keys and tokens: found where people keep them, and shown nowhere."""

from __future__ import annotations

import logging
import sys
from types import SimpleNamespace

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import BadSetting, FetchError, MissingSecret
from monitor.fetch import redacted, required, secret

KEY = "AIzaSy-rahasia-123"


def test_a_secret_comes_from_the_environment(monkeypatch):
    """Blanks around it are a slip of copying."""
    monkeypatch.setenv("MONITOR_YOUTUBE_KEY", f" {KEY}\n")
    assert required("youtube_key") == KEY


def test_a_missing_secret_names_its_variable(monkeypatch):
    """The sentence is all a person needs to go on."""
    monkeypatch.delenv("MONITOR_X_TOKEN", raising=False)
    assert secret("x_token") == ""
    with pytest.raises(MissingSecret, match="MONITOR_X_TOKEN"):
        required("x_token")


def test_a_secret_comes_from_the_keyring_where_the_environment_has_none(monkeypatch):
    """Under the variable's name; a locked keyring is an empty one."""
    kept = {("pemilu-monitor", "MONITOR_X_TOKEN"): "dari-keyring"}
    keyring = SimpleNamespace(get_password=lambda *place: kept[place])
    monkeypatch.delenv("MONITOR_X_TOKEN", raising=False)
    monkeypatch.setitem(sys.modules, "keyring", keyring)
    assert secret("x_token") == "dari-keyring"
    assert secret("lain") == ""


def test_a_token_belongs_to_one_site(monkeypatch):
    """A token made for one server is never found for another."""
    monkeypatch.setenv("MONITOR_MASTODON_TOKEN_MASTODON_SOCIAL", KEY)
    assert secret("mastodon_token", "mastodon.social") == KEY
    assert secret("mastodon_token", "mastodon.online") == ""


@pytest.mark.parametrize(
    "fault",
    [
        httpx.Response(500),
        httpx.Response(403),
        httpx.Response(200, text="<"),
        httpx.Response(302, headers={"location": f"https://lain.id/?key={KEY}"}),
        httpx.ConnectError(f"https://contoh.id/?key={KEY}"),
    ],
)
def test_no_secret_is_in_an_error_a_log_or_an_answer(fetcher, monkeypatch, caplog, fault):
    """Whatever goes wrong: message, traceback, facts and every log line are searched for it."""
    monkeypatch.setenv("MONITOR_YOUTUBE_KEY", KEY)
    caplog.set_level(logging.DEBUG)

    def answer(request):
        assert KEY in str(request.url)
        assert request.headers["authorization"] == f"Bearer {KEY}"
        if isinstance(fault, Exception):
            raise fault
        return fault

    key = required("youtube_key")
    headers = {"authorization": f"Bearer {key}"}
    with pytest.raises(FetchError) as ended:
        fetcher(answer).json("https://contoh.id/v3", params={"key": key}, headers=headers)
    shown = f"{ended.getrepr(style='short')} {ended.value!r} {ended.value.facts} {caplog.text}"
    assert KEY not in shown
    assert "contoh.id" in shown


def test_a_secret_address_stays_secret_where_its_host_moves(fetcher, monkeypatch):
    """A webhook is its path: a redirect of its host must not print it."""
    monkeypatch.setenv("MONITOR_WEBHOOK", "https://lama.example/api/webhooks/9/r4hasia")
    moved = {"location": "https://baru.example/api/webhooks/9/r4hasia"}
    asking = fetcher(lambda _: httpx.Response(301, headers=moved))
    with pytest.raises(FetchError, match=r"baru\.example") as ended:
        asking.json(required("webhook"), body={"text": "halo"})
    assert "r4hasia" not in f"{ended.value} {ended.value.facts}"
    moved["location"] = "https://lama.example/v2/r4hasia"
    with pytest.raises(FetchError, match=r"lama\.example") as ended:
        asking.json(required("webhook"), body={"text": "halo"})
    assert "r4hasia" not in f"{ended.value} {ended.value.facts}"


@pytest.mark.parametrize(
    "proxy", ["ftp://budi:r4hasia@kantor.example", "http://budi:r4hasia@x:pintu"]
)
def test_a_proxy_that_is_none_is_one_sentence_without_its_password(fetcher, monkeypatch, proxy):
    """httpx would end with a traceback that shows it."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(BadSetting, match="HTTPS_PROXY") as ended:
        fetcher(None)
    assert "r4hasia" not in ended.getrepr(style="short").reprcrash.message


def test_a_proxy_may_speak_socks(fetcher, monkeypatch):
    """Where the web is censored it often does; its password is in no error."""
    monkeypatch.setenv("ALL_PROXY", "socks5://budi:r4hasia@127.0.0.1:1")
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    with pytest.raises(FetchError, match="proxy") as ended:
        fetcher(None, tries=1).get("https://contoh.id/")
    assert "r4hasia" not in f"{ended.value} {ended.value.facts}"


def test_a_good_answer_forgets_its_secret_too(fetcher, caplog):
    """The address of an answer may be stored; httpx logs every address in full."""
    caplog.set_level(logging.DEBUG)
    asking = fetcher(lambda _: httpx.Response(200, json=[]))
    answer = asking.get("https://budi:sandi@contoh.id/v3", params={"access_token": "t0k", "q": "a"})
    assert answer.url == "https://***@contoh.id/v3?access_token=***&q=a"
    assert "t0k" not in caplog.text
    assert "sandi" not in caplog.text


@given(st.text(), st.sampled_from(["key", "access_token", "client_secret", "password", "sig"]))
def test_no_value_of_a_secret_parameter_survives(rest, name):
    """Whatever stands around it."""
    assert "s3cr3tv4lu3" not in redacted(f"{rest}?{name}=s3cr3tv4lu3&q={rest}")


@given(st.text(max_size=200))
def test_redacting_twice_changes_nothing_more(text):
    """A text may pass more than one door."""
    assert redacted(redacted(text)) == redacted(text)
