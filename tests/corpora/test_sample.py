"""The embedded sample: invented through and through, whole, and as varied as a real feed."""

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import datetime, timedelta

import pytest

from monitor.corpora.actors import pairs, parties
from monitor.corpora.elections import election, elections, phase_at
from monitor.corpora.load import folder
from monitor.corpora.register import read_register

SAMPLE = folder() / "sample"
ELECTION = "pilbup-tirtamaya-2024"
COLUMNS = (
    "id platform akun nama tanggal teks tautan suka komentar bagikan tayangan"
    " repost_of reply_to quote_of"
)
REFERENCES = ("repost_of", "reply_to", "quote_of")
KINDS = (
    "news",
    "talk",
    "opinion",
    "question",
    "satire",
    "denial",
    "false_claim",
    "true_claim",
    "push",
    "spam",
)
RECYCLED = (
    "coblos-duluan",
    "server-diatur",
    "ktp-asing",
    "ektp-di-mana-saja",
    "golput-dipenjara",
    "cincin-perusak",
    "hasil-sebelum-waktunya",
    "link-bantuan",
    "infografis-palsu",
    "marlina-mundur",
    "ijazah-bungaran",
    "jadwal-diundur",
    "tps-tutup-jam-10",
    "surat-suara-rusak",
    "petugas-tidak-netral",
)
NATIONAL_FIGURES = frozenset(
    re.split(
        r",\s+",
        """Susilo Bambang, SBY, AHY, Agus Harimurti, Megawati, Puan, Jusuf Kalla, Ahok, Basuki,
        Luhut, Sri Mulyani, Erick, Airlangga, Zulkifli, Zulhas, Bahlil, Surya Paloh, Kaesang,
        Ridwan Kamil, Dedi Mulyadi, Pramono, Rano, Khofifah, Risma, Luthfi, Andika, Bobby,
        Edy Rahmayadi, Tito, Afifuddin, Hasyim, Bagja, Wiranto, Rizieq, Gatot""",
    )
)
WIB = timedelta(hours=7)


@pytest.fixture(scope="module")
def posts():
    lines = (SAMPLE / "posts.jsonl").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return {post["id"]: post for post in map(json.loads, lines)}


@pytest.fixture(scope="module")
def truth():
    with (SAMPLE / "truth.csv").open(encoding="utf-8", newline="") as file:
        return {row["post"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def register():
    return read_register(SAMPLE / "register.csv")


def originals(posts, truth, kind):
    """Return the posts of one kind that somebody wrote, reposts left out."""
    return [
        post
        for post in posts.values()
        if truth[post["id"]]["kind"] == kind and not post["repost_of"]
    ]


def moment(post):
    return datetime.fromisoformat(post["tanggal"])


def account(post):
    return f"{post['platform']}:{post['akun'].lower()}"


def names(text, words):
    """Return which of ``words`` stand in ``text`` as words of their own, whatever their case."""
    return [
        word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
    ]


def test_every_post_has_an_id_of_its_own_and_a_planted_truth(posts, truth):
    """Proves that no line overwrites another and that truth.csv speaks of exactly these posts."""
    lines = (SAMPLE / "posts.jsonl").read_text(encoding="utf-8").count("\n")
    assert len(posts) == lines >= 400
    assert list(truth) == list(posts)
    assert {row["kind"] for row in truth.values()} == set(KINDS)


def test_every_row_reads_as_a_hand_made_table_does(posts):
    """Proves the columns, their types and that each row has a text or a link."""
    for post in posts.values():
        assert " ".join(post) == COLUMNS, post["id"]
        assert post["teks"] or post["tautan"], post["id"]
        assert moment(post).utcoffset() == WIB, post["id"]
        counts = [post[name] for name in ("suka", "komentar", "bagikan", "tayangan")]
        assert all(count is None or (type(count) is int and count >= 0) for count in counts)
    times = [moment(post) for post in posts.values()]
    assert times == sorted(times)


def test_every_reference_leads_to_an_earlier_post_on_the_same_platform(posts):
    """Proves that reposts, replies and quotes resolve inside the sample."""
    counts = Counter()
    for post in posts.values():
        for name in filter(post.get, REFERENCES):
            target = posts[post[name]]
            assert target["platform"] == post["platform"], post["id"]
            assert moment(target) < moment(post), post["id"]
            counts[name] += 1
    assert counts["repost_of"] >= 50
    assert counts["reply_to"] >= 40
    assert counts["quote_of"] >= 15


def test_a_repost_carries_the_words_and_the_truth_of_its_original(posts, truth):
    """Proves that grouping and amplification can be checked against the reposts."""
    for post in posts.values():
        if original := post["repost_of"]:
            assert post["teks"] == posts[original]["teks"]
            assert post["akun"] != posts[original]["akun"]
            assert {**truth[post["id"]], "post": ""} == {**truth[original], "post": ""}


def test_the_sample_spans_campaign_quiet_period_and_voting_day_on_four_platforms(posts):
    """Proves that every phase of the calendar, and every platform, has posts to look at."""
    tirtamaya = election(ELECTION)
    days = Counter(moment(post).date() for post in posts.values())
    phases = Counter(
        phase.id if (phase := phase_at(tirtamaya, moment(post))) else "" for post in posts.values()
    )
    platforms = Counter(post["platform"] for post in posts.values())

    assert tirtamaya.invented
    assert min(days).isoformat() == "2024-09-25"
    assert max(days).isoformat() == "2024-11-28"
    assert days[tirtamaya.voting_day] >= 50
    assert len([count for count in phases.values() if count >= 30]) >= 3, phases
    assert set(platforms) == {"x", "tiktok", "instagram", "facebook"}
    assert min(platforms.values()) >= 40


def test_results_are_claimed_before_three_and_reported_after(posts, truth):
    """Proves that the signal for early results has something to find, and something to leave."""
    on_the_day = [
        (moment(post).hour, truth[post["id"]]["story"])
        for post in posts.values()
        if moment(post).date() == election(ELECTION).voting_day
    ]
    early = [hour for hour, story in on_the_day if story == "hasil-sebelum-waktunya"]
    late = [hour for hour, story in on_the_day if story == "hitung-cepat"]
    assert len(early) >= 12
    assert max(early) < 15
    assert len(late) >= 5
    assert min(late) >= 15


def test_registered_campaign_accounts_speak_in_the_quiet_period(posts, truth, register):
    """Proves that every side has an account in the register, and breaks the quiet at least once."""
    sides = {pair.id for pair in pairs(election(ELECTION))}
    assert {entry.candidate for entry in register.values()} == sides
    assert set(register) <= {account(post) for post in posts.values()}

    loud = [
        register[account(post)].candidate
        for post in originals(posts, truth, "push")
        if moment(post).strftime("%m-%d") in ("11-24", "11-25", "11-26")
    ]
    assert len(loud) >= 5
    assert set(loud) == sides


@pytest.mark.parametrize("story", RECYCLED)
def test_a_hoax_comes_back_in_other_words(posts, truth, story):
    """Proves that each recycled claim has several wordings by several accounts, and platforms."""
    told = [p for p in originals(posts, truth, "false_claim") if truth[p["id"]]["story"] == story]
    assert 3 <= len({post["teks"] for post in told}) == len(told)
    assert len({account(post) for post in told}) >= 3
    assert len({post["platform"] for post in told}) >= 2


def test_claims_that_were_true_and_denials_that_were_not_are_in_it(truth):
    """Proves that a reader of the sample cannot learn "denied, so false"."""
    kinds = defaultdict(set)
    for row in truth.values():
        kinds[row["story"]].add(row["kind"])
    contested = [story for story, of in kinds.items() if story and {"true_claim", "denial"} <= of]
    assert len(contested) >= 4


def test_the_push_is_one_text_by_fourteen_accounts_in_two_minutes(posts, truth, register):
    """Proves that there is a copy-paste push to find, by accounts that are in no register."""
    push = [
        post
        for post in originals(posts, truth, "push")
        if truth[post["id"]]["story"] == "dorongan-lampu-gang"
    ]
    times = [moment(post) for post in push]
    assert len({account(post) for post in push} - set(register)) == len(push) == 14
    assert max(times) - min(times) <= timedelta(minutes=2)
    assert 5 <= len({post["teks"] for post in push}) < len(push)
    assert all("Program 1.000 gang terang".lower() in post["teks"].lower() for post in push)


def test_people_write_in_all_the_ways_people_write(posts, truth):
    """Proves that chat spelling, shouting, emoji, disguise, chains and long texts are all there."""
    texts = [post["teks"] for post in posts.values() if not post["repost_of"]]

    def how_many(pattern):
        return sum(re.search(pattern, text) is not None for text in texts)

    assert how_many(r"\b(yg|gk|ga|gak|bgt|udh|klo|krn|tp|jgn|dr)\b") >= 40
    assert how_many(r"([a-zA-Z])\1\1") >= 8
    assert how_many(r"(?:\b[A-Z]{3,}\b[ ,!]+){3}") >= 15
    assert how_many("[\U0001f300-\U0001faff]") >= 60
    assert how_many(r"(?i)\b[a-z]+[0-9]+[a-z]+[a-z0-9]*\b") >= 6
    assert how_many(r"(?i)diteruskan|teruskan|grup sebelah|berantai") >= 12
    assert how_many(r"(?i)orang dalam") >= 6
    assert how_many(r"(?i)@[a-z_]{4,}") >= 20
    assert sum(len(text) > 1200 for text in texts) >= 3
    assert sum(not text for text in texts) >= 5

    languages = Counter(truth[p["id"]]["language"] for p in posts.values() if not p["repost_of"])
    assert languages["jv"] >= 15
    assert languages["su"] >= 12
    assert languages["mix"] >= 4


def test_much_of_the_feed_is_ordinary_talk(posts, truth):
    """Proves that there is hay around the needles: talk, news, opinion, questions, satire."""
    kinds = Counter(row["kind"] for row in truth.values())
    assert 0.15 <= kinds["talk"] / len(posts) <= 0.25
    assert kinds["false_claim"] / len(posts) <= 0.3
    assert min(kinds[kind] for kind in KINDS) >= 10


def test_nothing_leads_to_anybody(posts):
    """Proves that links stay on .example and that no phone, NIK or address could be someone's."""
    for post in posts.values():
        written = f"{post['teks']} {post['tautan']}"
        for host in re.findall(r"https?://([^/\s]+)", written):
            assert host.endswith(".example"), post["id"]
        assert not re.search(r"(?i)\b[a-z0-9-]+\.(com|net|org|id|co|go|ly|me|link|info)\b", written)
        for phone in re.findall(r"(?:\+62|\b62|\b0)8[\d\s.-]{7,}", written):
            assert set(re.sub(r"\D", "", phone)[4:]) == {"0"}, post["id"]
        assert not re.search(r"\d{9,}", written), post["id"]
        for mail in re.findall(r"[\w.+-]+@[\w.-]+\.\w+", written):
            assert mail.endswith(".example"), post["id"]


def test_no_real_candidate_figure_or_party_is_named(posts):
    """Proves that no real person or party can be harmed, in a false claim or anywhere else."""
    real = [pair for pair in pairs() if not elections()[pair.election].invented]
    people = {name for pair in real for name in pair.candidates}
    aliases = {a.text for pair in real for a in pair.aliases if not a.ambiguous and len(a.text) > 2}
    real_parties = {party.name for party in parties() if not party.ambiguous}
    forbidden = people | aliases | real_parties | NATIONAL_FIGURES
    assert len(forbidden) > 60
    assert names("Foto SRI MULYANI beredar", forbidden) == ["Sri Mulyani"]
    for post in posts.values():
        assert not names(f"{post['teks']} {post['nama']}", forbidden), post["id"]


def test_the_readme_says_that_all_is_invented_and_counts_right(posts):
    """Proves that nobody can open the folder without being told, in either language."""
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    assert "Semua yang ada di folder ini rekaan" in readme
    assert "Everything in this folder is invented" in readme
    assert f"{len(posts)} unggahan" in readme
    assert f"{len(posts)} posts" in readme
