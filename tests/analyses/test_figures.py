"""Those who are named appear once each, by the name a reader knows."""

from datetime import UTC, datetime

from monitor.analyses import Setting, figures
from monitor.corpora.actors import pairs
from monitor.corpora.elections import election


def test_candidates_parties_institutions_and_places_have_their_own_factors(document):
    """Proves the factor, the id and the label of each kind."""
    pair = pairs(election("pemilu-2024"))[0]
    text = document(
        "01 didukung PKB, kata KPU di Tirtamaya",
        names={
            "01": ("pair", pair.id),
            "PKB": ("party", "pkb"),
            "KPU": ("institution", "kpu"),
            "Tirtamaya": ("place", "tirtamaya"),
        },
    )

    signals = list(figures.find([text], Setting(election("pemilu-2024"))))

    assert [(signal.factor, signal.facts["label"]) for signal in signals] == [
        ("figure", "Anies-Muhaimin"),
        ("figure", "PKB"),
        ("institution", "KPU"),
        ("place", "Tirtamaya"),
    ]
    assert signals[0].facts["entity"] == pair.id


def test_an_entity_is_shown_once_where_it_first_stands(document):
    """Proves that repeating a name adds nothing."""
    names = {
        "Wira": ("candidate", "wiryawan-adikusuma"),
        "Bupati": ("candidate", "wiryawan-adikusuma"),
    }
    text = document("Wira lagi, Bupati lagi", names=names)

    (signal,) = figures.find([text], Setting())

    assert signal.span == (0, 4)


def test_a_person_is_told_with_the_pair_of_that_election(document):
    """Proves that somebody and her pair are counted as one, in 2019 as in 2024."""
    names = {"Prabowo": ("candidate", "prabowo-subianto")}
    posts = [
        document("Prabowo hadir", names=names, created=datetime(year, 1, 20, tzinfo=UTC))
        for year in (2019, 2024)
    ]

    signals = list(figures.find(posts, Setting(election("pemilu-2024"))))

    assert [signal.facts["pair"] for signal in signals] == ["Prabowo-Sandi", "Prabowo-Gibran"]
    assert {signal.facts["label"] for signal in signals} == {"Prabowo Subianto"}


def test_an_entity_no_corpus_names_is_called_as_the_post_calls_it(document):
    """Proves that a user's own names need no label; slang terms are no figures."""
    text = document(
        "Bang Jarwo itu cebong",
        names={"Bang Jarwo": ("candidate", "jarwo"), "cebong": ("slang", "c")},
    )

    (signal,) = figures.find([text], Setting())

    assert signal.facts == {"entity": "jarwo", "label": "Bang Jarwo"}
