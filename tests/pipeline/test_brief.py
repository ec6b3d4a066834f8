"""The brief: what a journalist prints is masked, says what it rests on, and hides no gap."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import pipeline, words
from monitor.analyses.base import Setting
from monitor.analyses.network import interactions, picture
from monitor.corpora.elections import election
from monitor.errors import BadInput
from monitor.exports import Stamp, brief_html
from monitor.measures.intervals import Interval
from monitor.pipeline import brief_network as network
from monitor.pipeline.brief import brief, contact_of
from monitor.pipeline.crossing import Crossing, Stop
from monitor.pipeline.join import ClusteredShare
from monitor.privacy import Mask
from monitor.records import Account, Link, Post, Reject
from monitor.store import Arrival, Covered, Store, StoredCluster, StoredExplanation

NOON = datetime(2024, 11, 20, 5, tzinfo=UTC)
SETTING = Setting(election("pilbup-tirtamaya-2024"))
SECRETS = ("budi.s", "dewi_k", "0812", "Santosa", "melati", "status/17", "x:17")
TEXT = "SEBARKAN! Kotak suara dibuka malam hari kata budi.s, tanya @dewi_k atau 0812-3456-7890"


def post(num: int, who: str, text: str, day: int = 0, platform: str = "x") -> Post:
    return Post(
        f"{platform}:{num}",
        platform,
        text,
        Account(f"{platform}:{who}", platform, who, "Budi Santosa"),
        NOON + timedelta(days=day),
        f"https://x.com/{who}/status/{num}",
    )


@pytest.fixture
def store():
    with Store() as store:
        store.add([post(17, "budi.s", TEXT), post(18, "kpu_id", "TPS dibuka pukul tujuh pagi", 4)])
        store.add_claims(founded=[1, 2], members=[(1, 1), (2, 2)], merges=[], aliases=[])
        yield store


@pytest.fixture
def mask() -> Mask:
    return Mask(bytes(32), {"x:kpu_id", "kpu_id"})


@pytest.fixture
def told(tmp_path, mask):
    """Tell a brief of a store, beside a database that is nowhere."""

    def _told(store: Store, setting: Setting = SETTING, **more: object):
        return brief(store, tmp_path / "monitor.db", setting, mask, **more)

    return _told


def around(**more: object) -> network.Around:
    """Return an invented network: two clusters, one shared post each, one candidate."""
    people = [f"x:penerus{i}" for i in range(20)]
    rows = interactions(
        [*people, "x:budi.s"], ["x:kpu_id"] * 20 + ["x:dewi_k"],
        ["repost"] * 19 + ["quote", "mention"], entity=["Ana-Budi"] * 21,
    )  # fmt: skip
    step = StoredCluster(
        num=1, accounts=("x:budi.s", "x:dewi_k", "x:kpu_id"), edges=3, density=1.0,
        objects=(("link", "https://x.com/budi.s/status/17"), ("repost", "x:17"), ("text", "k-1")),
        first=NOON, last=NOON + timedelta(hours=3), p=1e-9, highest_p=2e-5, p_exact=0.004,
        window_seconds=60.0, counts={"link": 1, "repost": 1, "text": 1},
        explanations=(
            StoredExplanation(
                "coordination.template_tool", (("coordination.same_second", {"share": "40%"}),)
            ),
        ),
    )  # fmt: skip
    share = ClusteredShare("Ana-Budi", 20, 20, 5, 5, (1,), Interval(0.25, 0.1, 0.5))
    return network.Around(
        seen=(network.Seen("Ana-Budi", picture(rows, 0), share),),
        accounts=rows.accounts,
        steps=(step,),
        level=0.05,
        why_no_crossings="signals.crossing_one_platform",
    )._replace(**more)


def whole(made) -> str:
    return brief_html.html(made, Stamp())


def test_an_address_with_a_private_handle_in_it_is_not_shown(store, told):
    """A page on a host we do not know, shared in step or across platforms, names somebody."""
    url = "https://situs.example/budi.s/catatan"
    [step] = around().steps
    moved = Crossing(
        "link", url, "", 2, tuple(Stop(Arrival(url, each, NOON, 1, 1), None) for each in "xt")
    )
    known = around(steps=(replace(step, objects=(("link", url),)),), crossings=(moved,))
    page = whole(told(store, around=known))
    assert "budi.s" not in page
    assert page.count("tautan-") == 2


@pytest.mark.parametrize("language", ["id", "en"])
def test_nothing_private_is_on_the_page(store, told, language):
    """Handles, numbers, post ids and reviewers' names: in texts, reasons, clusters, corrections."""
    words.use(language)
    claim = next(pipeline.queue(store).rows()).claim.id
    for verdict in ("salah", "belum terbukti"):
        pipeline.review(
            store, claim, by="melati", verdict=verdict, reason="Kata melati dan @dewi_k."
        )
    made = told(store, around=around())
    for page in (whole(made), repr(made)):
        assert not [secret for secret in SECRETS if secret in page]
    assert "x:kpu_id" in whole(made)


def test_under_a_candidate_only_accounts_are_listed_that_a_crowd_carried(store, told, mask):
    """Of fewer than five it would say what a single person posts about; an office may be named."""
    carriers = [f"x:penerus{each}" for each in range(9)]
    rows = interactions(
        [*carriers, "x:penerus0"], ["x:dewi_k"] * 5 + ["x:budi.s"] * 4 + ["x:kpu_id"],
        ["repost"] * 10, entity=["Ana-Budi"] * 10,
    )  # fmt: skip
    seen = network.Seen("Ana-Budi", picture(rows, 0))
    [said] = network.amplified(network.Around((seen,), accounts=rows.accounts), mask)
    [listed] = [doubt for doubt in said.doubts if "diteruskan" in doubt]
    assert mask.account("x:dewi_k") in listed
    assert "x:kpu_id" in listed
    assert mask.account("x:budi.s") not in listed


def test_a_claim_is_told_with_its_standing(store, told):
    """Text, why, checked before, state, and what a person found, with the date and the reason."""
    pipeline.review(store, "k-1", by="melati", verdict="salah", reason="Sudah dicek.")
    [one, _] = sorted(told(store).claims, key=lambda each: each.id)
    assert one.text.startswith("SEBARKAN! Kotak suara")
    assert "1 unggahan, 1 akun" in one.carried
    assert "20-11-2024 12.00 WIB" in one.carried
    assert one.state == "sudah diputus"
    assert "salah" in one.verdict
    assert "Sudah dicek." in one.verdict
    assert one.checked == ("Arsip tidak ditanya.",)


def test_a_correction_keeps_the_verdict_it_replaced(store, told):
    """Whoever printed the first can see what became of it."""
    for verdict in ("salah", "benar"):
        pipeline.review(store, "k-1", by="melati", verdict=verdict, reason=f"Jadi {verdict}.")
    [one] = told(store).corrections
    assert "dari “salah” menjadi “benar”" in one.sentence
    assert one.reason == "Jadi benar."
    assert told(store).claims
    assert "1 klaim sudah diberi putusan" in " ".join(told(store).summary)


def test_the_first_line_says_which_hours_were_not_seen(store, told):
    """Who collected live reads it before any count; a database of files has no hours."""
    assert "TIDAK TERLIHAT" not in told(store).summary[0]
    ends = {"started": NOON.isoformat(), "finished": NOON.isoformat()}
    for name, problem in (("satu", ""), ("dua", "errors.fetch_cut")):
        asked = (NOON - timedelta(hours=6)).isoformat()
        store.cover(Covered(f"telegram:{name}", "telegram", asked, problem=problem, **ends), run=9)
    line = "TIDAK TERLIHAT (WIB): telegram 20-11-2024 06.00–12.00 (1 dari 2 sumber)"
    assert told(store).summary[0].startswith(line)


def test_what_was_not_seen_is_said(store, told):
    """Days without posts, platforms, rejects, and measures that the data cannot carry."""
    store.add_rejects([Reject(1, "no_id")], digest="d", run=0)
    unseen = " ".join(told(store, around=around()).unseen)
    assert (
        "3 dari 5 hari tanpa satu unggahan pun; yang terpanjang 3 hari, mulai 21 November" in unseen
    )
    assert "telegram" in unseen
    assert "1 catatan tidak terbaca" in unseen
    assert "jeda median: n/a" in unseen


def test_an_empty_store_says_so(told):
    """A brief of nothing is no error and claims nothing."""
    with Store() as store:
        made = told(store, Setting())
    assert made.summary == (
        "Belum ada unggahan di basis data ini, jadi tidak ada yang bisa dikatakan.",
    )
    assert not made.claims
    assert made.title == "Percakapan publik yang dipantau"
    assert "tidak disebutkan" in whole(made)


def test_the_calendar_is_that_of_the_newest_post(store, told):
    """Phase and days to vote as the posts had them, not as today has them."""
    facts = dict(told(store).looked)
    assert facts["Fase, saat unggahan terbaru"] == "masa tenang"
    assert facts["Hari pemungutan suara"] == "27 November 2024, 3 hari setelah unggahan terbaru"


def test_shares_carry_their_intervals(store, told):
    """Three sentences for a candidate; a mention is attention and never counted as carrying."""
    [one] = told(store, around=around()).amplified
    assert "20 kali (19 repost, 1 kutipan) oleh 20 akun" in one.sentences[0]
    assert "persen dari penerusan itu (selang 95 persen" in one.sentences[1]
    assert one.sentences[2].startswith("25 persen penerusan datang dari akun dalam pola")
    assert [round(bar.low, 1) for _, bar in one.bars][1] == 0.1
    assert "1 sebutan" in " ".join(one.doubts)


def test_what_cannot_be_said_has_its_reason(store, told):
    """Mentions alone say nothing of amplification."""
    rows = interactions(["x:a"], ["x:b"], ["mention"], entity=["Ana-Budi"])
    seen = (network.Seen("Ana-Budi", picture(rows, 0)),)
    [one] = told(store, around=around(seen=seen, accounts=rows.accounts)).amplified
    assert "n/a: tidak ada repost" in one.sentences[0]
    assert not one.bars


def test_a_cluster_comes_with_its_doubts(store, told):
    """Size, things, window, chance as a bound, and innocent explanations: no word of who or why."""
    made = told(store, around=around())
    [step] = made.in_step
    assert "paling lama 60 detik" in step.sentences[0]
    assert "kurang dari 0,001" in step.sentences[1]
    assert step.explained[0].favour.startswith("40%")
    assert [thing for thing in step.objects if thing.startswith("tautan-")]
    assert [thing for thing in step.objects if "SEBARKAN" in thing]
    sure = made.sure[-1]
    assert "q paling besar 0,05" in sure.doubt
    assert "paling mencolok paling besar 0,004" in sure.value
    assert not {"bot", "buzzer"} & set(whole(made).lower().split())


def test_nobody_having_looked_is_not_nothing_found(store, told):
    """Two different sentences."""
    assert "monitor scan" in told(store, around=network.NOTHING).other_steps
    looked = around(steps=())
    assert "tidak ditemukan pada taraf q 0,05" in told(store, around=looked).other_steps


def test_what_crossed_platforms_is_told_in_order(told):
    """First in this data, then how much later elsewhere; private addresses are pseudonyms."""
    links = (Link("https://berita.example/a", "https://berita.example/a"),)
    story = "Daftar pemilih ganda ada di kecamatan sebelah, lihat sendiri"
    posts = [post(1, "a", story), post(2, "b", story, 3, "tiktok")]
    with Store() as store:
        store.add(
            [Post(p.id, p.platform, p.text, p.account, p.created, links=links) for p in posts]
        )
        store.add_claims(founded=[1], members=[(1, 1), (2, 1)], merges=[], aliases=[])
        said = told(store).crossed
    assert len(said) == 3
    assert any(
        "https://berita.example/a: x pada 20-11-2024 12.00 WIB (1 unggahan)" in s for s in said
    )
    assert all("tiktok 3,0 hari kemudian" in each for each in said[:2])


def test_the_address_for_corrections(tmp_path, store, told):
    """An option, else ``contact.txt`` beside the database, else a line to fill in."""
    assert told(store).contact == ""
    (tmp_path / "contact.txt").write_text("\ufeffredaksi@contoh.example\n", encoding="utf-8")
    assert told(store).contact == "redaksi@contoh.example"
    assert told(store, contact=" lain ").contact == "lain"
    (tmp_path / "contact.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(BadInput, match=r"contact\.txt"):
        contact_of(tmp_path / "monitor.db")


def test_a_model_is_told_by_its_own_figures(store, tmp_path):
    """Which model, measured on which split; one without figures says that it was not measured."""
    from monitor.pipeline.brief_claims import sure

    [_, none] = sure(store, tmp_path / "monitor.db", 2, asked=False)
    assert none.value == "n/a"
    shipped = pipeline.model_of(None)
    version = json.loads(Path(shipped).read_text(encoding="utf-8"))["version"]
    store._write("INSERT INTO progress VALUES ('classifier', ?, 2)", [f"1-{version}/x"])
    [_, flag] = sure(store, tmp_path / "monitor.db", 2, asked=False)
    assert flag.value.startswith("AUROC 0,7")
    assert "menurut waktu" in flag.rests_on
    store._write("UPDATE progress SET version = '1-0000/x'")
    [_, gone] = sure(store, tmp_path / "monitor.db", 2, asked=False)
    assert gone.value == "tidak diukur"


def test_days_are_counted_in_jakarta(tmp_path):
    """A post after 17.00 UTC is of the next day; what was read is told by its digests."""
    with Store() as store:
        late = post(1, "a", "malam")
        store.add([late, post(2, "b", "esok", 0)])
        store.add([Post("x:3", "x", "tengah malam", created=NOON + timedelta(hours=12))])
        store.start_run("import", inputs=[{"file": "a.csv", "sha256": "ab"}])
        found = store.overview()
    assert [(day.isoformat(), posts) for day, posts in found.days.items()] == [
        ("2024-11-20", 2),
        ("2024-11-21", 1),
    ]
    assert (found.accounts, found.without_account, found.files, found.runs) == (2, 1, 1, (1, 1, 1))
    assert len(found.digest) == 64
