"""Which accounts post in step in a whole store, and what the queue says of it.

Everything here is invented: a crowd that shares links at all hours, twelve accounts that share nine
of them within a minute, a newsroom whose four accounts do the same, and a story the twelve pass on.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from monitor import pipeline, words
from monitor.analyses.base import Analysis, Setting
from monitor.analyses.in_step import IN_STEP
from monitor.corpora.register import RegisteredAccount
from monitor.pipeline.coordination import of_store
from monitor.pipeline.join import clustered_shares, join, with_clusters
from monitor.records import Account, Link, Post, Reference, Signal
from monitor.store import Store

DAWN = datetime(2024, 11, 1, tzinfo=UTC)
STORY = "Truk berisi surat suara yang sudah dicoblos masuk gudang kecamatan tadi malam"
GROUP = tuple(f"x:serempak{n}" for n in range(12))
NEWSROOM = tuple(f"x:redaksi{n}" for n in range(4))
LINKS = 24
SHARED = 9
"""Links that the group shares, and the newsroom."""


def post(number: int, account: str, seconds: float, text: str = "", **facts: object) -> Post:
    """Return a post of an account, so many seconds after dawn."""
    platform, _, _ = account.partition(":")
    return Post(
        f"{platform}:{number}", platform, text, Account(account, platform) if account else None,
        DAWN + timedelta(seconds=seconds), **facts,
    )  # fmt: skip


def link(name: object) -> tuple[Link, ...]:
    address = f"https://kabar.example/{name}"
    return (Link(address, address),)


def town(seed: int = 7) -> list[Post]:
    """Return links that everybody shares at all hours, some of them also in step."""
    random = Random(seed)
    made: list[Post] = []

    def add(account: str, seconds: float, name: object) -> None:
        made.append(post(len(made) + 1, account, seconds, f"baca {name}", links=link(name)))

    for name in range(LINKS):
        start = name * 36_000.0
        for _ in range(40):
            add(f"x:warga{random.randrange(300)}", start + random.random() * 36_000, name)
        if name < SHARED:
            at = start + random.random() * 30_000
            for account in random.sample(GROUP, 10):
                add(account, at + random.random() * 40, name)
        if LINKS - name <= SHARED:
            at = start + random.random() * 30_000
            for account in NEWSROOM:
                add(account, at + random.random() * 3, name)
    return made


def carried(numbers: int = 10_000) -> list[Post]:
    """Return a story that the group passes on, and two people besides."""
    accounts = [*GROUP[:10], "x:warga1", "x:warga2"]
    first = post(numbers, accounts[0], 900_000, STORY)
    return [
        first,
        *(
            post(
                numbers + n,
                account,
                900_000 + 30 * n,
                STORY,
                repost_of=Reference(first.id, accounts[0]),
            )
            for n, account in enumerate(accounts[1:], 1)
        ),
    ]


def pushed(documents, _setting):
    """Notice the pair that the story is about, wherever it is told."""
    for document in documents:
        if "surat suara" in document.text:
            facts = {"entity": "wira", "label": "Wira", "pair": "Wira-Sekar"}
            yield Signal(document.post, "figure", 1.0, "signals.figure", facts)


ANALYSES = {"figures": Analysis("figures", "1", "post", pushed), "in_step": IN_STEP}
MEDIA = Setting(register={name: RegisteredAccount(name, "media") for name in NEWSROOM})


def filled(posts: list[Post], setting: Setting = MEDIA, path=None) -> Store:
    store = Store(path)
    store.add(posts)
    pipeline.analyse(store, setting, analyses=ANALYSES, workers=0)
    pipeline.group(store)
    join(store, setting)
    pipeline.summarise(store, setting, analyses=ANALYSES, workers=0)
    return store


@pytest.fixture(scope="module")
def store():
    with filled([*town(), *carried()]) as store:
        yield store


def test_the_queue_says_who_posts_in_step_how_unlikely_that_is_and_how_much_they_carry(store):
    """The reason of the issue, in both languages, naming nobody and judging nobody."""
    [row] = [row for row in pipeline.queue(store).rows() if row.claim.text == STORY]
    [reason] = [each for each in row.reasons if each.factor == "coordination"]
    assert reason.sentence == (
        "Pola unggah serempak: 12 akun, 9 tautan yang sama dalam 60 detik, peluang kebetulan "
        "< 0,001; 10 dari 12 unggahan dan kutipan klaim ini dari akun-akun itu"
    )
    words.use("en")
    [row] = [row for row in pipeline.queue(store).rows() if row.claim.text == STORY]
    [english] = [each.sentence for each in row.reasons if each.factor == "coordination"]
    assert "12 accounts, 9 of the same links within 60 seconds" in english
    assert "probability by chance < 0.001" in english
    assert 0 < reason.weight < 1
    assert not any(name.partition(":")[2] in reason.sentence for name in GROUP)


def test_the_group_is_one_cluster_with_what_it_shared_and_about_whom(store):
    """A cluster can be read alone: who, what, when, how sure, and whom its posts name."""
    [cluster] = store.clusters()
    assert cluster.accounts == tuple(sorted(GROUP))
    assert cluster.counts == {"link": 9, "repost": 1}
    assert {("link", f"https://kabar.example/{n}") for n in range(9)} < set(cluster.objects)
    assert cluster.first >= DAWN
    assert cluster.p <= cluster.highest_p < 0.001
    assert cluster.about == {"Wira-Sekar": 9}  # reposts of the story, whose original is no share
    assert cluster.explanations


def test_media_that_post_in_step_are_set_apart_and_shown():
    """A newsroom's accounts are no cluster; without the register they are one, as any would be."""
    with filled(town()) as store:
        assert {edge.set_apart for edge in store.cluster_edges()} == {True, False}
        apart = [edge for edge in store.cluster_edges() if edge.set_apart]
        assert {edge.a for edge in apart} | {edge.b for edge in apart} == set(NEWSROOM)
        assert all(edge.cluster is None for edge in apart)
        assert join(store, Setting())
        assert {cluster.accounts for cluster in store.clusters()} == {
            tuple(sorted(GROUP)),
            NEWSROOM,
        }


def test_looking_again_gives_the_same_and_costs_nothing_where_nothing_changed(store):
    """The same posts, the same clusters; a new post, another register, new links: a new look."""
    before = store.clusters(), list(store.cluster_edges()), store.carried()
    assert not join(store, MEDIA)
    with filled([*town(), *carried()]) as again:
        assert (again.clusters(), list(again.cluster_edges()), again.carried()) == before
        again.add([post(77_777, "x:warga1", 5, "hujan")])
        assert join(again, MEDIA)
        assert not join(again, MEDIA)
        again.add([post(1, "x:warga1", 5, links=link("lain"))])  # known, gains a link
        assert join(again, MEDIA)


def test_a_scan_of_a_file_looks_too_and_a_second_one_says_the_same(tmp_path):
    """From a file to the reason in one verb; what nobody changed is not looked for again."""
    lines = [
        {
            "id": each.id.partition(":")[2],
            "platform": "x",
            "akun": each.account.handle or each.account.id.partition(":")[2],
            "tanggal": each.created.isoformat(),
            "teks": f"{each.text} {each.links[0].url}",
        }
        for each in town()
    ]
    file = tmp_path / "unggahan.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    with Store(tmp_path / "monitor.db") as store:
        looks = []
        for _ in range(2):
            pipeline.scan(
                store, [pipeline.Source(file, file.name)], MEDIA, analyses=ANALYSES, workers=0
            )
            reasons = [
                reason.sentence
                for row in pipeline.queue(store).rows()
                for reason in row.reasons
                if reason.factor == "coordination"
            ]
            looks.append((store.clusters(), store.clusters_rest_on(), reasons))
    assert looks[0] == looks[1]
    assert [cluster.accounts for cluster in looks[0][0]] == [tuple(sorted(GROUP))]
    assert len(looks[0][2]) >= SHARED - 1


def test_order_of_arrival_is_no_matter():
    """Who comes first in a file decides nothing about who posts in step."""
    posts = town()
    with filled(posts) as store, filled(posts[::-1]) as other:
        assert [each.accounts for each in store.clusters()] == [
            each.accounts for each in other.clusters()
        ]
        edges, others = ({edge[:4] for edge in each.cluster_edges()} for each in (store, other))
        assert edges == others


def test_a_crowd_is_no_cluster():
    """Times dealt out anew among who shared each link: nobody is named, and the queue is silent."""
    for seed in (1, 2, 3):
        posts, random = town(seed), Random(seed)
        by_link: dict[str, list[Post]] = {}
        for each in posts:
            by_link.setdefault(each.links[0].url, []).append(each)
        dealt = []
        for some in by_link.values():
            times = [each.created for each in some]
            random.shuffle(times)
            dealt += [
                Post(each.id, "x", each.text, each.account, time, links=each.links)
                for each, time in zip(some, times, strict=True)
            ]
        with filled(dealt) as store:
            assert store.clusters() == []
            assert store.clusters_rest_on() is not None
            assert {row.reasons[0].factor for row in pipeline.queue(store).rows()} == {"none_seen"}


def test_who_looks_in_step_by_an_assumption_only_is_not_stored(brisk_rows):
    """Counted in what the look rests on; no cluster, no edge, no claim carried, no reason."""
    posts = [
        post(num, f"x:{account}", time - DAWN.timestamp(), f"baca {thing[-9:]}", links=link(thing))
        for num, (thing, account, _, time) in enumerate(brisk_rows, 1)
    ]
    with filled(posts) as store:
        assert of_store(store, MEDIA).result.counts.unanchored == 1
        assert store.clusters_rest_on().counts["unanchored"] == 1
        assert (store.clusters(), list(store.cluster_edges()), store.carried()) == ([], [], [])
        factors = {each.factor for row in pipeline.queue(store).rows() for each in row.reasons}
        assert "coordination" not in factors


def test_the_share_of_a_pairs_amplification_that_comes_from_clusters_has_its_interval(store):
    """Nine of eleven reposts, by accounts of a cluster; mentions are no amplification."""
    [share] = clustered_shares(store)
    assert (share.pair, share.amplifications, share.accounts) == ("Wira-Sekar", 11, 11)
    assert (share.from_clusters, share.in_step, share.clusters) == (9, 9, (1,))
    assert share.share.value == pytest.approx(9 / 11)
    assert 0.4 < share.share.low < 9 / 11 < share.share.high < 1
    assert share.why == ""


def test_a_share_that_cannot_be_told_says_why():
    """Too few amplifiers, or nobody looked: n/a with a reason, not a number."""
    first, *others = carried()
    with Store() as store:
        store.add([first, *others[:3]])
        pipeline.analyse(store, Setting(), analyses=ANALYSES, workers=0)
        assert [each.why for each in clustered_shares(store)] == ["signals.clusters_not_looked"]
        join(store, Setting())
        [share] = clustered_shares(store)
        assert share.why == "signals.clusters_few"
        assert share.share.value != share.share.value  # NaN
        assert words.say(share.why)


def test_hostile_names_neither_break_the_look_nor_the_sentence():
    """Quotes, markup, control signs and SQL in account ids are names like any other."""
    names = {
        f"x:serempak{n}": f"x:{end}"
        for n, end in enumerate(
            [
                "'; DROP TABLE posts;--",
                "<script>",
                "a\x00b",
                "\u202eid",
                '"',
                "%s",
                "{x}",
                "🙂" * 40,
            ]
        )
    }
    posts = [
        Post(p.id, "x", p.text, Account(names.get(p.account.id, p.account.id), "x"), p.created,
             links=p.links, repost_of=p.repost_of)
        for p in [*town(), *carried()]
    ]  # fmt: skip
    with filled(posts) as store:
        [cluster] = store.clusters()
        assert set(names.values()) < set(cluster.accounts)
        [row] = [row for row in pipeline.queue(store).rows() if row.claim.reposts]
        [reason] = [each.sentence for each in row.reasons if each.factor == "coordination"]
        assert reason.isprintable()
        assert not any(name in reason for name in names.values())


def test_a_claim_that_no_cluster_carries_comes_back_as_it_was(store):
    """Only what two accounts of one cluster carry is told of."""
    fill = with_clusters(store)
    claims = dict(store.claims())
    untouched = [num for num, claim in claims.items() if fill(num, claim) is claim]
    assert untouched
    assert len(untouched) + len({each.claim for each in store.carried()}) == len(claims)
