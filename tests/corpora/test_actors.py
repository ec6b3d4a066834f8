"""Pairs, persons, parties, institutions: every name findable, every ambiguity marked."""

from collections import Counter

from monitor.corpora.actors import candidates, institutions, pairs, parties
from monitor.corpora.elections import election, elections


def alias(pair, text):
    return next(each for each in pair.aliases if each.text == text)


def pair(name):
    return next(each for each in pairs() if each.id == name)


def test_the_number_codes_follow_from_the_number():
    """01 and 'paslon 1' name the pair, and only with a political word nearby."""
    for each in pairs():
        codes = {f"{each.number:02}", f"paslon {each.number}", f"paslon {each.number:02}"}
        found = {a.text for a in each.aliases if a.ambiguous and a.candidate == ""}
        assert codes <= found


def test_each_name_says_whom_it_means_and_how_it_is_meant():
    """Pair or person, neutral or mocking, certain or ambiguous: nothing is lost on the way."""
    amin, gibran = pair("amin-2024"), pair("prabowo-gibran-2024")

    assert alias(amin, "AMIN").ambiguous
    assert alias(amin, "AMIN").candidate == ""
    assert alias(amin, "Cak Imin").candidate == "abdul-muhaimin-iskandar"
    assert alias(amin, "Abah").kind == "supporter"
    assert alias(gibran, "asam sulfat").kind == "derogatory"
    assert alias(gibran, "fufufafa").confidence == "general"
    assert alias(gibran, "oke gas").kind == "slogan"
    assert "disusul" in alias(gibran, "Samsul").note


def test_what_is_general_about_a_pair_is_general_about_its_names():
    """The pairs of 2019 were written from general knowledge, and every name of theirs says so."""
    for each in pairs(election("pemilu-2019")):
        assert each.confidence == "general"
        assert {a.confidence for a in each.aliases} == {"general"}


def test_a_person_is_one_person_in_every_election():
    """Prabowo of 2019 and of 2024 share an id, not a pair."""
    stood = [person.pair for person in candidates() if person.id == "prabowo-subianto"]
    assert stood == ["prabowo-sandi-2019", "prabowo-gibran-2024"]


def test_ids_are_unique_and_parties_exist():
    """A mention's id leads to one entity; a coalition names parties we know."""
    ids = Counter(each.id for each in (*pairs(), *parties(), *institutions()))
    known = {party.id for party in parties()}

    assert ids.most_common(1)[0][1] == 1
    for each in pairs():
        assert {*each.nominating, *each.supporting} <= known


def test_the_ballot_of_2024_is_complete():
    """Numbers 1 to 24, the six of Aceh among them; Prima was on no ballot."""
    numbers = {p.numbers["pemilu-2024"]: p for p in parties() if "pemilu-2024" in p.numbers}

    assert sorted(numbers) == list(range(1, 25))
    assert sorted(n for n, p in numbers.items() if p.scope == "aceh") == list(range(18, 24))
    assert {party.id for party in parties() if not party.numbers} == {"prima"}
    assert {"pbb", "garuda", "pan"} <= {party.id for party in parties() if party.ambiguous}


def test_the_invented_regency_says_that_it_is_invented():
    """Nobody mistakes Tirtamaya for a place; everything else is real."""
    assert [each.id for each in elections().values() if each.invented] == ["pilbup-tirtamaya-2024"]
    assert "rekaan" in election("pilbup-tirtamaya-2024").name
    assert [each.number for each in pairs(election("pilbup-tirtamaya-2024"))] == [1, 2, 3]


def test_names_found_in_the_wrong_sense_are_marked():
    """Words with a common other meaning never count alone."""
    marked = {i.id for i in institutions() if i.ambiguous}
    assert {"mk", "ma", "aji", "kpi"} <= marked
    assert not {"kpu", "bawaslu"} & marked
