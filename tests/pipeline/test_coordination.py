"""From a table of shares, or a store, to who posts in step, and what was looked at to say so."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest

from monitor import words
from monitor.analyses.base import Setting
from monitor.corpora.register import RegisteredAccount
from monitor.errors import BadCorpus, BadSetting, UnknownName
from monitor.pipeline.coordination import Found, names_apart, of_file, of_store
from monitor.pipeline.edge_lines import edge_lines, unanchored_lines
from monitor.records import Account, Link, Post
from monitor.store import Store

GROUP = {f"serempak{member}" for member in range(5)}
OUTLETS = {f"redaksi{member}" for member in range(3)}


def pairs(found: Found) -> set[tuple[str, str]]:
    """Return who was found with whom."""
    return {(edge["a"], edge["b"]) for edge in map(json.loads, edge_lines(found))}


@pytest.fixture
def look(tmp_path, share_rows):
    """Return a function that writes a table, of ``share_rows`` if of no others, and looks at it."""

    def run(rows=None, *, rename=str, **options) -> Found:
        path = tmp_path / "shares.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["object_id", "account_id", "content_id", "timestamp_share"])
            for thing, account, content, time in share_rows if rows is None else rows:
                table.writerow([thing, rename(account), content, time])
        return of_file(path, **options)

    return run


def test_who_posts_in_step_is_found_and_nobody_else(look):
    """Five accounts and three outlets, of a crowd of sixty: all of their pairs, in two clusters."""
    found = look()
    assert pairs(found) == {
        pair for group in (GROUP, OUTLETS) for pair in combinations(sorted(group), 2)
    }
    assert [set(found.accounts(number)) for number in (0, 1)] == [GROUP, OUTLETS]
    counts = found.result.counts
    assert (counts.shares, counts.accounts, counts.possible) == (846, 68, 68 * 67 // 2)


def test_who_looks_in_step_by_an_assumption_only_is_shown_as_that(look, brisk_rows):
    """Each pair's line says that it is no finding, in both languages; it has no cluster, no q."""
    found = look(brisk_rows)
    assert (found.result.clusters, list(edge_lines(found))) == ((), [])
    lines = list(map(json.loads, unanchored_lines(found)))
    group = [f"mawar{who}" for who in range(6)]
    assert sorted((each["a"], each["b"]) for each in lines) == list(combinations(group, 2))
    assert sorted(found.unanchored(0)) == group
    for each in lines:
        assert each["warning"].startswith("Anggapan, bukan temuan")
        assert (each["unanchored"], each.keys() & {"q", "cluster"}) == (1, set())
        assert each["p"] < 0.001 < each["p_exact"]
    words.use("en")
    assert all("not a finding" in line for line in unanchored_lines(found))


def test_the_order_of_rows_changes_nothing(look, share_rows):
    """The same lines to the letter, however the table is sorted."""
    lines = list(edge_lines(look(), every=True))
    again = list(share_rows)
    Random(3).shuffle(again)
    assert list(edge_lines(look(again), every=True)) == lines


def test_every_line_is_json_in_order_with_names_as_they_came(look):
    """By cluster, q, weight, names; hostile names come back to the letter, and nothing is NaN."""
    found = look(rename="\x1b[2J\u202e\n{}".format, min_weight=1)

    def refuse(constant):
        raise AssertionError(constant)

    lines = list(edge_lines(found, every=True))
    edges = [json.loads(line, parse_constant=refuse) for line in lines]
    assert all(line.isascii() and line.isprintable() for line in lines)
    assert len(edges) == found.result.counts.tested > len(list(edge_lines(found)))
    order = [
        (each["cluster"] or 99, each["q"], -each["weight"], each["a"], each["b"]) for each in edges
    ]
    assert order == sorted(order)
    assert all(each["a"] < each["b"] for each in edges)
    assert edges[0]["a"] == "\x1b[2J\u202e\nserempak0"
    assert set(edges[0]) >= {"weight", "expected", "p", "q", "cluster", "set_apart", "window"}
    assert all(each["q"] <= found.result.q for each in map(json.loads, edge_lines(found)))


@pytest.mark.parametrize("given", ["redaksi{}", "@Redaksi{}", "x:redaksi{}"])
def test_outlets_are_set_apart_by_any_spelling_and_stay_to_be_seen(look, given):
    """In no cluster, their edges marked; a name that nobody has is told."""
    names = {given.format(member) for member in range(3)}
    found = look(set_apart={*names, "redaksi 9"})
    assert [set(found.accounts(0))] == [GROUP]
    assert len(found.result.clusters) == 1
    edges = [json.loads(line) for line in edge_lines(found, every=True)]
    outlets = [each for each in edges if each["set_apart"]]
    assert {each["a"] for each in outlets} <= OUTLETS
    assert {each["cluster"] for each in outlets} == {None}
    assert found.unknown == ("redaksi 9",)


def test_a_platform_that_is_named_on_both_sides_must_be_the_same(look):
    """An account of that name elsewhere is another account."""
    found = look(rename="tiktok:{}".format, set_apart={"x:redaksi0", "tiktok:redaksi1"})
    assert found.unknown == ("x:redaksi0",)


def test_names_to_set_apart_come_from_files_and_registers(tmp_path):
    """One a line; of a register the media; a name that is no file is a name."""
    plain, register = tmp_path / "media.txt", tmp_path / "register.csv"
    plain.write_text("redaksi0\n\n@redaksi1\n", encoding="utf-8")
    register.write_text(
        "account,role,candidate,evidence,url,date\n"
        "x:kabar,media,,2,https://kabar.example,2024-09-01\nx:relawan,volunteer,,,,\n",
        encoding="utf-8",
    )
    assert names_apart([str(plain), str(register), "lain", "a\0b", " "]) == {
        "redaksi0", "@redaksi1", "x:kabar", "lain", "a\0b",
    }  # fmt: skip
    plain.write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadCorpus, match=r"media\.txt"):
        names_apart([str(plain)])


def test_duplicates_count_once_and_are_told(look, share_rows):
    """The same rows ten times over make no edge heavier."""
    once, often = look(), look([*share_rows, *share_rows[:100] * 9])
    assert (once.repeated, often.repeated) == (0, 900)
    weights = [
        {(each["a"], each["b"]): each["weight"] for each in map(json.loads, edge_lines(found))}
        for found in (once, often)
    ]
    assert weights[1].items() >= {pair: weights[0][pair] for pair in weights[1]}.items()


def test_several_windows_are_looked_at_in_one_pass(look):
    """Each pair says in which it is the least likely."""
    found = look(windows=[timedelta(minutes=2), timedelta(seconds=30)])
    windows = {json.loads(line)["window"] for line in edge_lines(found, every=True)}
    assert windows <= {30, 120}
    assert [window.total_seconds() for window in found.result.windows] == [30, 120]
    assert set(found.accounts(0)) == GROUP


def test_one_account_is_an_answer_not_an_error(look):
    """No pair is possible, none is found."""
    found = look([("a", "u1", "p1", 5), ("a", "u1", "p2", 6)])
    assert (found.result.counts.possible, list(edge_lines(found, every=True))) == (0, [])
    assert found.early


def test_numbers_that_are_names_come_back_as_numbers(tmp_path, share_rows):
    """From JSON, where a number is not a text; large ones keep every digit."""
    numbers = {name: 2**60 + n for n, name in enumerate(sorted({row[1] for row in share_rows}))}
    path = tmp_path / "shares.jsonl"
    lines = (
        json.dumps({"object_id": o, "account_id": numbers[a], "timestamp_share": t})
        for o, a, _, t in share_rows
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    assert {numbers[name] for name in GROUP | OUTLETS} == {
        name for pair in pairs(of_file(path)) for name in pair
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"windows": [timedelta(seconds=-1)]},
        {"windows": [timedelta(days=2)]},
        {"windows": []},
        {"q": 0},
        {"q": float("nan")},
        {"min_weight": 0},
        {"reaction": timedelta(0)},
    ],
    ids=["negative", "two days", "none", "q 0", "q nan", "weight 0", "reaction 0"],
)
def test_a_setting_that_makes_no_sense_is_refused_before_anything_is_read(tmp_path, wrong):
    """In the reader's language, with the remedy; the file is not even looked for."""
    with pytest.raises(BadSetting, match=r"--"):
        of_file(tmp_path / "tidak-ada.csv", **wrong)


def post(number: int, thing: str, account: str, time: int) -> Post:
    """Return a post of a link."""
    return Post(
        f"x:{number}", "x", "", Account(f"x:{account}", "x", account),
        datetime.fromtimestamp(time, UTC), links=(Link(thing, thing),),
    )  # fmt: skip


def test_a_store_is_looked_at_as_a_table_is(share_rows):
    """The same accounts; the register's media are set apart, what was left out is told."""
    with Store() as store:
        store.add([post(n, o, a, t) for n, (o, a, _, t) in enumerate(share_rows)])
        register = {f"x:{name}": RegisteredAccount(f"x:{name}", "media") for name in OUTLETS}
        found = of_store(store, Setting(register=register), behaviours=["link"])
        with pytest.raises(UnknownName):
            of_store(store, Setting(), behaviours=["bot"])
    assert [set(found.accounts(0))] == [{f"x:{name}" for name in GROUP}]
    assert found.of_store
    assert found.shares.object_names[0].startswith("link https://")


def test_an_empty_store_has_nothing_in_step():
    """An answer, not an error."""
    with Store() as store:
        found = of_store(store, Setting())
    assert (list(edge_lines(found, every=True)), found.period, found.early) == ([], None, False)
