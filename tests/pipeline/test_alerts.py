"""Alerts: said once, with evidence, doubt and next step; at night and between digests they wait."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta

import httpx
import pytest

from monitor.errors import BadInput, BadSetting, FetchError, MissingSecret
from monitor.pipeline.alerts import KINDS, Look, alerts, record, send, to_file, webhook
from monitor.pipeline.watchfile import ALERTS, AlertPlan, Quiet
from monitor.privacy import Mask
from monitor.records import Account, Post, Signal
from monitor.store import Basis, Covered, Store, StoredCluster, signal_rows

NOON = datetime(2024, 2, 14, 5, tzinfo=UTC)
"""In Jakarta."""
KEY = b"k" * 32
HOUR = timedelta(hours=1)


class By:
    name, version = "uji", "1"


def look(store, *, now=NOON, **plan):
    return Look(store, AlertPlan(**plan), Mask(KEY, {"x:kpu_id"}), KEY, now)


@pytest.fixture
def store():
    """Yield a store in which every kind of alert has something to say."""
    with Store() as one:
        accounts = [Account(f"x:warga{number}", "x") for number in range(6)]
        one.add(
            [
                Post(f"x:{number}", "x", "rahasia pribadi", account, NOON - HOUR)
                for number, account in enumerate(accounts, start=1)
            ]
        )
        one.add_claims(
            founded=[1], members=[(seq, 1) for seq in range(1, 7)], merges=[], aliases=[]
        )
        known = {
            "verdict": "false", "factcheck_id": "GFD-1", "date": "2024-01-02",
            "publisher": "MAFINDO", "label": "SALAH",
        }  # fmt: skip
        spread = {"posts": "40", "accounts": "6", "platforms": "1", "last_day": "40"}
        said = [
            Signal("k-1", "known_claim", 1.0, "signals.known_claim", known),
            Signal("k-1", "spread", 1.0, "signals.spread", spread),
            Signal("k-1", "void", 1.0, "signals.void", {"hours": "30", "accounts": "6"}),
        ]
        one.replace_claim_signals(["uji"], signal_rows(By, said, {}, {"k-1": 1}))
        dated = {"time": "14-02-2024 11.00 WIB", "allowed": "14-02-2024 15.00 WIB"}
        of_posts = [
            Signal("x:1", "early_results", 1.0, "signals.early_results", dated),
            Signal("x:2", "quiet_period_campaign", 1.0, "signals.quiet_period_campaign", dated),
        ]
        rows = signal_rows(By, of_posts, {"x:1": 1, "x:2": 2})
        one.add_signals(rows, done={"uji": "1"}, after=0, upto=6)
        names = tuple(account.id for account in accounts[:4])
        cluster = StoredCluster(
            1, names, 6, 1.0, (("link", "https://a.example"),), NOON, NOON, 1e-9, 1e-5, 1e-9,
            60.0, {"link": 9},
        )  # fmt: skip
        one.replace_clusters([cluster], [], [], Basis("1", 6, 0, 60.0, 0.05))
        times = [NOON - timedelta(hours=30 + 0.8 * post) for post in range(200)]
        quiet = [Post(f"mastodon:{at:%d%H%M}", "mastodon", created=at) for at in times]
        one.add(quiet)
        source = "mastodon:@warga7@desa.example"
        one.arrive(source, quiet)
        begun = (NOON - 7 * HOUR).isoformat()
        since = (NOON - timedelta(days=8)).isoformat()
        one.cover(
            Covered(source, "mastodon", started=begun, finished=begun, asked_since=since), run=1
        )
        yield one


def said_of(store, **plan):
    one = look(store, **plan)
    return [record(alert, one) for alert in alerts(one, frozenset())]


def test_every_kind_says_evidence_doubt_and_next_step(store):
    """And there is no kind that the plan does not know."""
    rows = said_of(store)
    assert [row["kind"] for row in rows] == list(ALERTS) == list(KINDS)
    assert all(row["evidence"] and row["uncertainty"] and "monitor" in row["next"] for row in rows)
    assert "GFD-1" in rows[0]["evidence"]


def test_nobody_private_is_named_and_no_post_quoted(store):
    """Handles of the cluster, of the registered account, and of a source that is a person."""
    written = json.dumps(said_of(store))
    assert "warga" not in written
    assert "rahasia" not in written
    assert "akun-" in written


def test_an_alert_is_said_once_in_each_channel(store):
    """The second time only in the channel that failed the first; what is new is said."""
    told, other = [], []
    channels = {"stdout": told.extend, "file": other.extend}
    assert send(look(store), channels, due=True) == len(KINDS)
    assert send(look(store), channels, due=True) == 0
    assert send(look(store), {"lain": other.extend}, due=True) == len(KINDS)
    assert len(told) == len(KINDS)
    grown = StoredCluster(
        1, tuple(f"x:baru{n}" for n in range(9)), 6, 1.0, (), NOON, NOON, 1e-9, 1e-5, 1e-9, 60.0,
        {"link": 9},
    )  # fmt: skip
    store.replace_clusters([grown], [], [], Basis("2", 6, 0, 60.0, 0.05))
    assert send(look(store), channels, due=True) == 1


def test_a_cluster_that_lost_or_won_an_account_is_no_new_one(store):
    """Clusters are made anew at every look; most of its accounts are known."""
    send(look(store), {"stdout": lambda _: None}, due=True)
    names = ("x:warga0", "x:warga1", "x:warga2", "x:tambahan")
    again = StoredCluster(3, names, 6, 1.0, (), NOON, NOON, 1e-9, 1e-5, 1e-9, 60.0, {"link": 9})
    store.replace_clusters([again], [], [], Basis("2", 6, 0, 60.0, 0.05))
    assert send(look(store), {"stdout": lambda _: None}, due=True) == 0


def test_quiet_hours_and_digests_only_delay(store):
    """At night nothing is said and nothing forgotten; two digests are an hour apart."""
    told = []
    channels = {"stdout": told.extend}
    plan = {"quiet": Quiet(start=time(11), end=time(13)), "kinds": ("void", "burst")}
    plan["quiet"] = Quiet.model_validate(plan["quiet"])
    night = Look(store, AlertPlan.model_construct(**{**AlertPlan().model_dump(), **plan}),
                 Mask(KEY, ()), KEY, NOON)  # fmt: skip
    assert send(night, channels, due=True) == 0
    assert send(look(store, kinds=("void",)), channels, due=False) == 1
    soon = look(store, kinds=("void", "burst"), now=NOON + HOUR / 2)
    assert send(soon, channels, due=False) == 0
    later = look(store, kinds=("void", "burst"), now=NOON + HOUR)
    assert send(later, channels, due=False) == 1
    assert [row["kind"] for row in told] == ["void", "burst"]


def test_what_is_over_is_no_alert(store):
    """A claim that nobody has carried for days, a burst under the threshold."""
    late = look(store, now=NOON + timedelta(days=5), kinds=("known_claim", "void", "in_step"))
    assert alerts(late, frozenset()) == []
    assert said_of(store, kinds=("burst",), burst_posts=41) == []
    assert said_of(store, kinds=("burst",), burst_accounts=7) == []


def test_a_file_is_added_to(store, tmp_path):
    """A line of JSON each; a folder that is not there is one clear line."""
    path = tmp_path / "alerts.jsonl"
    path.write_text('{"id": "lama"}\n', encoding="utf-8")
    send(look(store), {"file": to_file(path)}, due=True)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 1 + len(KINDS)
    with pytest.raises(BadInput, match="tidak bisa ditulis"):
        send(look(store), {"lain": to_file(tmp_path / "tidak" / "ada")}, due=True)


def test_a_webhook_gets_a_digest_and_a_failed_one_again(store, fetcher, monkeypatch):
    """One message with all of them; who answers 500 gets it the next time; the file has it once."""
    monkeypatch.setenv("MONITOR_WEBHOOK", "https://ruang.example/rahasia-sekali")
    got, answers = [], [httpx.Response(500)] * 5 + [httpx.Response(200, text="ok")]

    def answer(request):
        got.append(json.loads(request.content))
        return answers.pop(0)

    told = []
    channels = {"webhook": webhook(fetcher(answer)), "stdout": told.extend}
    with pytest.raises(FetchError) as failed:
        send(look(store), channels, due=True)
    assert "rahasia" not in str(failed.value)
    assert send(look(store), channels, due=True) == len(KINDS)
    assert len(told) == len(got[-1]["alerts"]) == len(KINDS)
    assert "GFD-1" in got[-1]["text"]


def test_a_webhook_needs_an_address_over_https(fetcher, monkeypatch):
    """Opt in, and encrypted."""
    monkeypatch.delenv("MONITOR_WEBHOOK", raising=False)
    with pytest.raises(MissingSecret, match="MONITOR_WEBHOOK"):
        webhook(fetcher(None))
    monkeypatch.setenv("MONITOR_WEBHOOK", "http://ruang.example/x")
    with pytest.raises(BadSetting, match="https"):
        webhook(fetcher(None))
