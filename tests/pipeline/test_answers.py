"""From posts to a void, or to who answered and how soon (demand S2)."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.analyses import Setting
from monitor.analyses.void import VOID, delay
from monitor.pipeline.analyse import analyse
from monitor.pipeline.answers import heard, with_answers
from monitor.pipeline.group import group
from monitor.pipeline.summarise import summarise
from monitor.records import Account, Link, Post, Reference
from monitor.store import Store

DAWN = datetime(2024, 11, 20, tzinfo=UTC)
STORY = "Tiga truk surat suara yang sudah tercoblos masuk gudang kabupaten semalam, tolong sebarkan"


def post(number, hours, account, text=STORY, **facts):
    return Post(
        *(f"x:{number}", "x", text, Account(account, "x"), DAWN + timedelta(hours=hours)), **facts
    )


CARRIERS = [post(n, n, f"x:warga{n}") for n in range(6)]
LATER = post(90, 40, "x:warga9", "Cabai turun lagi di pasar pagi ini, alhamdulillah ya ibu-ibu")
LINK = Link("https://cekdulu.example/truk", "cekdulu.example/truk")
DENIED = "Tidak benar. Truk itu mengangkut air galon, surat suara belum tiba di gudang mana pun."
ANSWERS = [
    post(20, 9, "x:kpu_tirtamaya", DENIED, quote_of=Reference("x:0")),
    post(21, 7, "x:cekdulu_trm", DENIED, reply_to=Reference("x:2")),
    post(22, 12, "x:warga8", links=(LINK,)),
]


def scanned(store, posts):
    store.add(posts)
    analyse(store, Setting(), analyses={})
    group(store)
    summarise(store, Setting(), analyses={"void": VOID})
    num = next(num for num, claim in store.claims() if claim.text == STORY)
    return num, [signal.factor for signal in store.signals_of([num])[num]]


@pytest.mark.parametrize(("answers", "found"), [([], ["void"]), (ANSWERS, [])])
def test_a_story_is_a_void_until_somebody_credible_answers(answers, found):
    """Proves S2: with no authoritative post it is a void, with three it is none."""
    with Store() as store:
        assert scanned(store, [*CARRIERS, *answers, LATER])[1] == found


def test_the_first_answer_and_everybody_who_answered_are_told():
    """Proves the delay of the earliest answer, and who spoke in which way, in order."""
    with Store() as store:
        num, _ = scanned(store, [*CARRIERS, *ANSWERS, LATER])
        [(_, claim)] = store.claims([num])

        assert delay(with_answers(store)(num, claim)) == timedelta(hours=7)
        assert [(h.source.id, h.answer.way, h.answer.domain) for h in heard(store, claim.id)] == [
            ("tirtamaya-cek-dulu", "replied", ""),
            ("tirtamaya-kpu", "quoted", ""),
            ("tirtamaya-cek-dulu", "posted", "cekdulu.example"),
        ]


def test_a_denial_that_quotes_nobody_answers_through_the_narrative():
    """Proves that an office's own post on the same story counts, a month later no more."""
    denial = "Kabar surat suara sudah tercoblos itu tidak benar, gudang dijaga dan boleh dilihat"
    for hours, found in ((9, []), (24 * 30, ["void"])):
        with Store() as store:
            spoken = post(30, hours, "x:kpu_tirtamaya", denial)
            num, factors = scanned(store, [*CARRIERS, spoken, LATER])
            told = heard(store, f"k-{num}")

        assert factors == found
        assert [h.source.id for h in told] == ([] if found else ["tirtamaya-kpu"])
