"""The facts themselves: each with a source or admitted to be general, conflicts kept."""

from typing import get_args

import pytest

from monitor import words
from monitor.corpora.actors import institutions, parties
from monitor.corpora.electionfile import PhaseId
from monitor.corpora.elections import elections
from monitor.corpora.labels import labels, normalise_verdict
from monitor.corpora.load import Fact, Sourced, folder, parse
from monitor.corpora.narratives import narratives, statistics
from monitor.corpora.rules import rules, speech_law
from monitor.words.english import errors as english
from monitor.words.english import phases
from monitor.words.indonesian import errors as indonesian


def sourced(thing):
    """Walk through everything loaded and yield the facts that need a source."""
    if isinstance(thing, Sourced):
        yield thing
    if isinstance(thing, Fact):
        thing = dict(thing)
    if isinstance(thing, dict):
        thing = tuple(thing.values())
    if isinstance(thing, tuple):
        for part in thing:
            yield from sourced(part)


REAL = {name: each for name, each in elections().items() if not each.invented}
EVERYTHING = (
    *(REAL, parties(), institutions(), narratives(), statistics()),
    *(rules(), speech_law(), labels()),
)


def test_every_fact_has_a_source_or_says_it_is_general():
    """Over all corpora; and sources are addresses, their short names resolved."""
    facts = list(sourced(EVERYTHING))

    assert len(facts) > 180
    for fact in facts:
        assert fact.source or fact.confidence == "general", fact
        assert all(address.startswith(("https://", "http://")) for address in fact.source)


@pytest.mark.parametrize("path", sorted(folder().rglob("*.toml")), ids=lambda path: path.name)
def test_no_source_is_listed_in_vain(path):
    """A short name nobody uses is a fact that got lost."""
    text = path.read_text(encoding="utf-8")
    for name in parse(path).get("sources", {}):
        assert f'"{name}"' in text, name


def test_conflicting_sources_are_both_kept():
    """Where two pages disagree the reader sees the other one too."""
    pilkada, pemilu = elections()["pilkada-2024"].phases, elections()["pemilu-2024"].phases

    assert "23-26 November" in pilkada["masa_tenang"].conflict
    assert "10 December" in pilkada["rekapitulasi"].conflict
    assert "29 June" in pemilu["pendaftaran_verifikasi_parpol"].conflict


def test_narratives_keep_true_and_contested_instances():
    """A narrative is no verdict: the same story was false in 2019 and true in 2024."""
    server = narratives()["server_kpu"]
    verdicts = {instance.date: instance.verdict for instance in server.instances}

    assert verdicts["2019-04-03"] == "false"
    assert verdicts["2024-03-13"] == "true"
    assert "berjenjang" in server.context.text
    assert {i.verdict for n in narratives().values() for i in n.instances} == {
        *("false", "true", "contested", "unproven", "scam", "fabricated_media"),
    }
    assert len(narratives()) == 23


def test_a_day_known_only_by_its_month_stays_a_month():
    """No first of the month is made up."""
    dates = {i.date for n in narratives().values() for i in n.instances}
    assert {"2024-01", "2019-02", ""} <= dates


def test_weak_sources_say_so_and_are_not_linked():
    """A hijacked domain is named as what it is, never given as an address to click."""
    weak = [i for n in narratives().values() for i in n.instances if i.weak]

    assert len(weak) == 2
    assert all(i.confidence == "general" and not i.source for i in weak)


def test_rules_are_tied_to_elections_we_know():
    """A limit of 2019 is not applied to 2024 by a typing error."""
    known = {*elections(), "pilkada-2020", "pilkada-2020-gubernur", "pilkada-2020-bupati-walikota"}
    for rule in rules().values():
        assert {*rule.elections, *rule.limits} <= known
    assert rules()["akun_maks"].limits["pemilu-2024"] == 20


@pytest.mark.parametrize(
    ("label", "org", "verdict"),
    [
        ("[SALAH] Foto Kotak Suara di Hotel", "MAFINDO", "false"),
        ("[ BELUM  TERBUKTI ] kabar", "", "unproven"),
        ("Keliru, Video Kotak Suara Dibuka", "Tempo", "false"),
        ("Sebagian benar", "suara.com", "mostly_true"),
        ("[BERITA] Rapat KPU", "MAFINDO", "not_a_verdict"),
        ("1", "MAFINDO API", "true"),
        ("1", "", None),
        ("1", "Tempo", None),
        ("Palsu, katanya", "", None),
        ("[TIDAK DIKENAL] apa saja", "MAFINDO", None),
        ("", "", None),
    ],
)
def test_a_label_becomes_one_of_ours_or_nothing(label, org, verdict):
    """What nobody is known to mean is left open, never guessed."""
    assert normalise_verdict(label, org) == verdict


def test_every_normalised_verdict_is_one_of_the_list():
    """The table of labels maps into the list, and content kinds are seven."""
    allowed = {*labels().verdicts, "not_a_verdict"}
    assert {each.verdict for each in labels().labels} <= allowed
    assert len(labels().categories) == 7
    assert len(labels().disarm.techniques) == 16


def test_every_phase_has_a_name_for_people():
    """What the calendar may hold can be said."""
    assert set(get_args(PhaseId)) == set(phases.WORDS)
    assert words.say("phases.masa_tenang") == "masa tenang"


def test_the_errors_of_the_corpora_exist_in_both_languages():
    """A remedy in one language only is half a remedy."""
    assert {k for k in english.WORDS if k.startswith(("corpus", "election", "register"))} == {
        k for k in indonesian.WORDS if k.startswith(("corpus", "election", "register"))
    }
