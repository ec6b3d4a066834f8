"""From stored posts to interactions: every pointing once, about whom and in which phase."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.analyses import ANALYSES
from monitor.analyses.base import Setting
from monitor.analyses.network import KINDS, NO_TIME, NONE
from monitor.corpora.elections import elections, phase_at
from monitor.pipeline.pointing import rows_of
from monitor.records import Account, Link, Post, Reference, Signal, Span
from monitor.store import Store, signal_rows

ELECTION = elections()["pilbup-tirtamaya-2024"]
SETTING = Setting(ELECTION)
WIRA, MARLINA, BUNGARAN = (pair.label for pair in ELECTION.pairs.values())


def a_post(number, account="a", time=None, platform="x", **facts):
    who = Account(f"{platform}:{account}", platform) if account else None
    return Post(f"{platform}:{number}", platform, "teks", who, time, **facts)


def stored(store, posts, named=()):
    """Store posts and, as a scan would, which pairs they name: ``(seq, label)``."""
    store.add(posts)
    signals = [
        Signal(f"x:{seq}", "figure", 1, "signals.figure", {"entity": label, "pair": label},
               Span(0, 1), f"x:{seq}")
        for seq, label in named
    ]  # fmt: skip
    store.add_signals(
        signal_rows(ANALYSES["figures"], signals, {f"x:{seq}": seq for seq, _ in named}),
        done={"figures": "1"},
        after=0,
        upto=len(posts),
    )


def by_words(rows):
    return sorted(rows, key=str)


def told(rows):
    """Rows as people read them, in any order."""
    names = rows.accounts
    return by_words(
        (
            KINDS[kind],
            names[source],
            names[target],
            rows.entities[entity] if entity != NONE else None,
            rows.phases[phase] if phase != NONE else None,
        )
        for kind, source, target, entity, phase in zip(
            rows.kind.tolist(),
            rows.source.tolist(),
            rows.target.tolist(),
            rows.entity.tolist(),
            rows.phase.tolist(),
            strict=True,
        )
    )


def test_every_way_to_point_is_a_row_with_its_pair_and_phase():
    """A repost that names two pairs is a row for each; mentions and links in it are not its own."""
    quiet = datetime(2024, 11, 23, 17, 30, tzinfo=UTC)  # past midnight in Jakarta: masa tenang
    vote = datetime(2024, 11, 27, 3, tzinfo=UTC)
    link = Link("https://bit.example/1", "https://berita.example/a")
    with Store() as store:
        stored(
            store,
            [
                a_post(1, "asal", quiet, links=(link, link), mentions=("x:kpu", "x:kpu")),
                a_post(
                    2, "b", vote, repost_of=Reference("x:1"), mentions=("x:kpu",), links=(link,)
                ),
                a_post(3, "c", vote, quote_of=Reference("x:99", "x:luar")),
                a_post(4, "d", reply_to=Reference("x:3")),
            ],
            [(2, WIRA), (2, MARLINA), (3, WIRA)],
        )
        rows = rows_of(store, SETTING)
    assert told(rows) == by_words([
        ("link", "x:asal", "https://berita.example/a", None, "masa_tenang"),
        ("mention", "x:asal", "x:kpu", None, "masa_tenang"),
        ("repost", "x:b", "x:asal", WIRA, "pemungutan_suara"),
        ("repost", "x:b", "x:asal", MARLINA, "pemungutan_suara"),
        ("quote", "x:c", "x:luar", WIRA, "pemungutan_suara"),
        ("reply", "x:d", "x:c", None, None),
    ])  # fmt: skip
    assert rows.entities == (WIRA, MARLINA, BUNGARAN)
    repost = rows.of_kind(["repost"])
    assert repost.item.tolist() == [1, 1]
    assert repost.born.tolist() == [int(quiet.timestamp())] * 2
    assert rows.of_kind(["quote"]).item.tolist() not in ([1], [2], [3], [4], [NONE])
    assert rows.of_kind(["reply"]).time.tolist() == [NO_TIME]
    assert len(rows.about(None)) == 5


def test_who_points_at_oneself_or_at_nobody_known_is_counted():
    """Nothing is dropped without a number."""
    with Store() as store:
        stored(
            store,
            [
                a_post(1, "a", repost_of=Reference("x:1", "x:a")),
                a_post(2, "", mentions=("x:kpu",)),
                a_post(3, "b", repost_of=Reference("x:98")),
                a_post(4, "b", mentions=("x:b", "x:a")),
            ],
        )
        rows = rows_of(store, Setting())
    assert (rows.loops, rows.nameless, len(rows)) == (2, 2, 1)
    assert set(rows.accounts) == {"x:a", "x:b"}


def test_only_some_kinds_or_one_platform():
    """A question about one platform is not answered with another's."""
    with Store() as store:
        stored(
            store,
            [
                a_post(1, "a", mentions=("x:b",)),
                a_post(2, "a", platform="tiktok", mentions=("tiktok:b",)),
                a_post(3, "a", repost_of=Reference("x:9", "x:z")),
            ],
        )
        assert rows_of(store, Setting(), platform="tiktok").accounts == ("tiktok:a", "tiktok:b")
        assert {row[0] for row in told(rows_of(store, Setting(), kinds=["repost"]))} == {"repost"}
        with pytest.raises(ValueError, match="no such kind: 'like'"):
            rows_of(store, Setting(), kinds=["like"])


def test_without_a_calendar_no_phase_is_guessed():
    """No election, or one that is not scheduled yet: the rows are there, the phases are not."""
    unscheduled = next(each for each in elections().values() if each.status != "scheduled")
    with Store() as store:
        stored(store, [a_post(1, "a", datetime(2024, 11, 27, tzinfo=UTC), mentions=("x:b",))])
        for setting in (Setting(), Setting(unscheduled)):
            rows = rows_of(store, setting)
            assert (rows.phases, rows.phase.tolist()) == ((), [NONE])


AUTUMN = range(int(datetime(2024, 9, 1, tzinfo=UTC).timestamp()), 1_735_600_000)
EDGES = ["0001-01-01T00:00Z", "9999-12-31T23:59Z", "2024-11-26T17:00Z", "2024-11-26T16:59Z"]
TIMES = st.one_of(
    st.none(),
    st.sampled_from(AUTUMN).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    st.sampled_from([datetime.fromisoformat(edge) for edge in EDGES]),
)
PEOPLE = st.sampled_from(["", "a", "b", "c"])
WAYS = [None, ("x:0", ""), ("x:1", ""), ("x:77", ""), ("", "x:a"), ("x:2", "x:c")]
POSTS = st.lists(
    st.tuples(
        PEOPLE,
        TIMES,
        *[st.sampled_from(WAYS)] * 3,
        st.lists(st.sampled_from(["x:a", "x:b", "x:lain"]), max_size=3),
        st.lists(st.sampled_from(["https://a.example", "https://b.example"]), max_size=2),
        st.sets(st.sampled_from([WIRA, MARLINA, "Lain-Lagi"])),
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=50)
@given(POSTS)
def test_the_rows_are_those_of_a_plain_loop(drawn):
    """Post by post in Python, as one would explain it, gives the same rows."""
    posts, named = [], []
    for number, (who, time, repost, quote, reply, mentions, links, pairs) in enumerate(drawn):
        ways = {
            name: Reference(*way) if way else None
            for name, way in (("repost_of", repost), ("quote_of", quote), ("reply_to", reply))
        }
        posts.append(
            a_post(
                number,
                who,
                time,
                mentions=tuple(mentions),
                links=tuple(Link(each, each) for each in links),
                **ways,
            )
        )
        named += [(number + 1, label) for label in sorted(pairs)]
    expected, loops, nameless = slowly(posts, named)
    with Store() as store:
        stored(store, posts, named)
        rows = rows_of(store, SETTING)
    assert told(rows) == by_words(expected)
    assert (rows.loops, rows.nameless) == (loops, nameless)
    assert rows.accounts == tuple(dict.fromkeys(rows.accounts))
    assert set(np.r_[rows.source, rows.target].tolist()) == set(range(len(rows.accounts)))


def slowly(posts, named):
    """Return rows, loops and nameless, one post at a time."""
    owner = {post.id: post.account.id if post.account else "" for post in posts}
    rows, loops, nameless = [], 0, 0
    for seq, post in enumerate(posts, 1):
        source = post.account.id if post.account else ""
        ways = [
            (kind, owner.get(way.post) or way.account)
            for kind, way in (
                ("repost", post.repost_of), ("quote", post.quote_of), ("reply", post.reply_to)
            )
            if way
        ]  # fmt: skip
        if not post.repost_of:
            ways += [("mention", each) for each in dict.fromkeys(post.mentions)]
            ways += [("link", each.canonical) for each in dict.fromkeys(post.links)]
        phase = phase_at(ELECTION, post.created) if post.created else None
        for kind, target in ways:
            if not (source and target):
                nameless += 1
            elif source == target:
                loops += 1
            else:
                about = [label for number, label in named if number == seq] or [None]
                rows += [
                    (kind, source, target, label, phase.id if phase else None) for label in about
                ]
    return rows, loops, nameless
