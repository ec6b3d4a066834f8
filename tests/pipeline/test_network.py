"""A researcher asks who made a candidate visible; a figure without a reason is no answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor.analyses import ANALYSES
from monitor.analyses.base import Setting
from monitor.analyses.network import MEASURES, NONE
from monitor.corpora.elections import elections
from monitor.corpora.register import RegisteredAccount
from monitor.errors import NotFound, UnknownName
from monitor.pipeline.network import network
from monitor.pipeline.network_records import COLUMNS, network_records, tables
from monitor.records import Account, Post, Reference, Signal, Span
from monitor.store import Store, signal_rows

ELECTION = elections()["pilbup-tirtamaya-2024"]
WIRA, MARLINA, BUNGARAN = (pair.label for pair in ELECTION.pairs.values())
CAMPAIGN = datetime(2024, 10, 1, 5, tzinfo=UTC)
QUIET = datetime(2024, 11, 24, 5, tzinfo=UTC)
REGISTER = {
    entry.account: entry
    for entry in (
        RegisteredAccount("x:tim", "campaign_team", "wira-sekar-tirtamaya", level=2),
        RegisteredAccount("x:resmi", "official", "wira-sekar-tirtamaya", level=3),
    )
}


def a_world():
    """In the campaign 20 accounts repost a post about Wira; in the quiet period 12, and the team.

    Two of them repost a post about Marlina, whom 30 posts mention.
    """
    asal, lain = Account("x:resmi", "x"), Account("x:lain", "x")
    posts = [Post("x:0", "x", "a", asal, CAMPAIGN), Post("x:1", "x", "b", lain, CAMPAIGN)]
    about = {}

    def add(account, time, pair, **facts):
        post = Post(f"x:{len(posts)}", "x", "t", Account(account, "x"), time, **facts)
        posts.append(post)
        about[len(posts)] = pair

    wira, marlina = Reference("x:0"), Reference("x:1")
    for each in range(20):
        add(f"x:a{each}", CAMPAIGN + timedelta(minutes=each + 1), WIRA, repost_of=wira)
    for each in range(12):
        add(f"x:a{each}", QUIET, WIRA, repost_of=wira)
    add("x:tim", QUIET, WIRA, repost_of=wira, mentions=("x:kpu",))
    for each in range(2):
        add(f"x:a{each}", CAMPAIGN, MARLINA, quote_of=marlina)
    for each in range(30):
        add(f"x:b{each}", CAMPAIGN, MARLINA, mentions=("x:marlina",))
    return posts, about


@pytest.fixture(scope="module")
def store():
    posts, about = a_world()
    signals = [
        Signal(f"x:{seq - 1}", "figure", 1, "signals.figure", {"entity": pair, "pair": pair},
               Span(0, 1), f"x:{seq - 1}")
        for seq, pair in about.items()
    ]  # fmt: skip
    with Store() as store:
        store.add(posts)
        seqs = {f"x:{seq - 1}": seq for seq in about}
        rows = signal_rows(ANALYSES["figures"], signals, seqs)
        store.add_signals(rows, done={"figures": "1"}, after=0, upto=len(posts))
        yield store


@pytest.fixture(scope="module")
def report(store):
    return network(store, Setting(ELECTION, REGISTER), draws=50)


def figures_of(report, about):
    return {each["measure"]: each for each in tables(report, "figure") if each["about"] == about}


def test_each_pair_has_its_picture_and_the_whole_stands_first(report):
    """Thirty mentions do not make Marlina carried; two quotes do, and are no Gini."""
    assert [each["about"] for each in tables(report, "interactions")] == [
        None, WIRA, MARLINA, BUNGARAN,
    ]  # fmt: skip
    wira, marlina = figures_of(report, WIRA), figures_of(report, MARLINA)
    assert (wira["amplifications"]["value"], wira["amplifiers"]["value"]) == (33, 21)
    assert (marlina["amplifications"]["value"], marlina["gini_made"]["why"]) == (2, "few_accounts")
    assert {each["why"] for each in figures_of(report, BUNGARAN).values()} == {"no_reposts"}
    assert wira["clustered_share"]["why"] == "clusters_not_looked"


def test_phases_are_compared_and_the_quiet_period_is_held_against_the_register(report):
    """Twelve of twenty came back; the team's repost is worth checking, the crowd's is not."""
    change = next(each for each in tables(report, "phase_change") if each["about"] == WIRA)
    assert (change["before"], change["after"]) == ("kampanye", "masa_tenang")
    assert (change["amplifications_before"], change["amplifications_after"]) == (20, 13)
    [check] = tables(report, "check")
    assert check["rule"] == "masa_tenang_konten"
    assert "x:tim" in check["sentence"]
    assert WIRA in check["sentence"]
    assert check["sources"]


def test_roles_are_reported_of_everything_and_by_pair_and_phase(report):
    """An account on no register is unknown, and its share is there too: shares add up to one."""
    rows = list(tables(report, "role"))
    of_all = [r for r in rows if (r["about"], r["phase"], r["side"]) == (None, None, "made")]
    whole = {r["role"]: r["share"] for r in of_all}
    assert whole == {"campaign_team": pytest.approx(1 / 35), "unknown": pytest.approx(34 / 35)}
    got = [r for r in rows if (r["about"], r["phase"], r["side"]) == (WIRA, "masa_tenang", "got")]
    assert [(r["role"], r["amplifications"], r["share"]) for r in got] == [("official", 13, 1.0)]


def test_a_pair_is_named_by_label_id_or_number_and_a_phase_by_its_id(store):
    """What people type is what they get, and only that."""
    setting = Setting(ELECTION, REGISTER)
    for name in (WIRA, WIRA.upper(), "wira-sekar-tirtamaya", "1", "01"):
        found = network(store, setting, entity=name, phase="masa_tenang", draws=20)
        [picture] = found.pictures
        assert found.entities[picture.entity] == WIRA
        assert picture.counts["repost"] == 13
        assert picture.why_no_phases == "network.one_phase"
        assert len(found.checked.found) == 1
        assert figures_of(found, WIRA)["clustered_share"]["why"] == "clusters_of_all"
    assert not network(store, setting, entity=MARLINA, draws=20).checked.found
    with pytest.raises(UnknownName, match="Wira-Sekar"):
        network(store, setting, entity="Wira-Seka")
    with pytest.raises(UnknownName, match="masa_tenang"):
        network(store, setting, phase="tenang")
    with pytest.raises(NotFound, match="--election"):
        network(store, Setting(), phase="masa_tenang")


def test_a_report_is_data_that_any_program_can_read(report):
    """Every record is JSON, of a kind that is promised, with its promised fields and a unit."""
    first, *rest = network_records(report)
    assert first["register"] == {"campaign_team": 1, "official": 1}
    units = {each.name: each.unit for each in MEASURES}
    for record in rest:
        json.dumps(record, allow_nan=False)
        assert set(record) == {"kind", *COLUMNS[record["kind"]]}
        if record["kind"] == "figure":
            assert record["unit"] == units[record["measure"]]
            assert (record["value"] is None) == (record["why"] is not None)


def test_nothing_shared_by_the_seed_changes_between_runs(store, report):
    """A reviewer who runs it again gets the same report."""
    again = network(store, Setting(ELECTION, REGISTER), draws=50)
    assert list(network_records(again)) == list(network_records(report))


@pytest.mark.parametrize("setting", [Setting(), Setting(ELECTION), Setting(ELECTION, REGISTER)])
def test_an_empty_store_gives_reasons_instead_of_figures(setting):
    """Nothing to measure is said, not crashed on."""
    with Store() as store:
        found = network(store, setting)
    assert {each["why"] for each in tables(found, "figure")} == {"no_reposts"}
    assert not list(tables(found, "role"))
    assert (found.bridging, found.sizes) == ((), ())


def test_one_account_alone_points_at_nobody():
    """Loops are counted, and leave nothing to measure."""
    with Store() as store:
        who = Account("x:a", "x")
        store.add([Post("x:1", "x", "t", who, repost_of=Reference("x:0", "x:a"))])
        found = network(store, Setting())
    assert (found.loops, found.pictures[0].counts["repost"]) == (1, 0)


def test_posts_that_name_nobody_count_in_the_whole_only(report):
    """All posts are there once, by role and by phase; a pair's rows are those that name it."""
    for table in (report.roles, report.phase_roles):
        whole = [each.amplifications for each in table.made if each.entity == NONE]
        assert sum(whole) == 35
        named = [each.amplifications for each in table.got if each.entity != NONE]
        assert sum(named) == 35
