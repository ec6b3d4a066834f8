"""A user's own election: one file dropped in a folder, checked in one line."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import words
from monitor.corpora.actors import candidates, pairs
from monitor.corpora.electionfile import Election
from monitor.corpora.elections import check_election, election, elections
from monitor.corpora.load import check
from monitor.errors import BadCorpus, MonitorError

CALENDAR = """
name = "Pilwalkot Contoh"
kind = "regional"
[phases.kampanye]
start = 2024-09-25
end = 2024-11-23
confidence = "general"
[phases.pemungutan_suara]
start = 2024-11-27
end = 2024-11-27
confidence = "general"
"""
PAIR = """
[pairs.{id}]
number = {number}
confidence = "general"
[[pairs.{id}.candidate]]
name = "Calon {id}"
office = "cawali"
"""


@pytest.fixture
def file(tmp_path):
    """Return a function that writes an election file and gives its path."""

    def write(text: str, name: str = "pilwalkot-contoh-2024.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def docs_example() -> str:
    page = Path(__file__).parents[2] / "docs" / "corpora.md"
    return re.search(r"```toml\n(.+?)```", page.read_text(encoding="utf-8"), re.DOTALL)[1]


def test_the_example_of_the_docs_is_an_election(file):
    """A reader who copies it into her folder has calendar, pair and names at once."""
    folder = file(docs_example(), "pilbup-contoh-2024.toml").parent
    contoh = election("pilbup-contoh-2024", folder)

    assert contoh.voting_day == election("pilkada-2024").voting_day
    assert contoh.legal == election("pilkada-2024").legal
    assert contoh.pairs["sari-bakti-contoh"].source == (
        "https://kab-contoh.kpu.go.id/pengumuman/nomor-urut",
    )
    assert [person.name for person in candidates(contoh)] == ["Sari Purnamasari", "Bakti Wirawan"]
    assert contoh.pairs["sari-bakti-contoh"] in pairs(extra=folder)


def test_a_dropped_file_adds_to_the_shipped_ones_and_may_replace_one(file):
    """The day KPU sets the calendar of 2029, a file of that name makes it known."""
    folder = file(CALENDAR.replace("Pilwalkot Contoh", "Pemilu 2029"), "pemilu-2029.toml").parent

    assert set(elections(folder)) == set(elections())
    assert election("pemilu-2029", folder).status == "scheduled"
    assert election("pemilu-2029").status == "not_scheduled"


def test_a_regional_file_may_move_one_phase_of_its_parent(file):
    """A vote held again later keeps the rest of the national calendar."""
    moved = file(
        'name = "Ulang"\nkind = "regional"\nparent = "pilkada-2024"\n'
        '[phases.rekapitulasi]\nstart = 2024-12-01\nend = 2024-12-20\nconfidence = "general"\n'
    )
    own, parent = check_election(moved).phases, election("pilkada-2024").phases

    assert own["rekapitulasi"].end.day == 20
    assert own["masa_tenang"] == parent["masa_tenang"]


def test_a_parent_may_lie_in_the_same_folder(file):
    """A province's file can stand over those of its regencies."""
    file(CALENDAR, "pilgub-contoh.toml")
    child = file('name = "Pilbup"\nkind = "regional"\nparent = "pilgub-contoh"\n', "pilbup-a.toml")

    assert check_election(child).voting_day.isoformat() == "2024-11-27"


FAULTS = {
    "dates reversed": (
        CALENDAR.replace("end = 2024-11-23", "end = 2024-09-01"),
        r"phases\.kampanye",
    ),
    "phases overlap": (CALENDAR.replace("end = 2024-11-23", "end = 2024-11-27"), "2024-11-27"),
    "numbers doubled": (
        CALENDAR + PAIR.format(id="a", number=1) + PAIR.format(id="b", number=1),
        "a dan b",
    ),
    "no source": (CALENDAR.replace('confidence = "general"', "", 1), r"phases\.kampanye.*source ="),
    "unknown source": (
        CALENDAR.replace('confidence = "general"', 'source = ["kpu"]', 1),
        r"phases\.kampanye\.source.*'kpu'",
    ),
    "unknown key": (CALENDAR.replace("name =", "nama =", 1), "name.*wajib"),
    "misspelt key": ("tahun = 2024\n" + CALENDAR, "bagian tahun: .*tidak dikenal"),
    "unknown phase": (CALENDAR.replace("phases.kampanye", "phases.kampanya"), "masa_tenang"),
    "no date": (CALENDAR.replace("2024-09-25", '"25 September"', 1), r"phases\.kampanye\.start"),
    "no vote": (CALENDAR.split("[phases.pemung")[0], "pemungutan_suara"),
    "no persons": (
        CALENDAR + '[pairs.a]\nnumber = 1\nconfidence = "general"\ncandidate = []\n',
        r"pairs\.a\.candidate",
    ),
    "number zero": (
        CALENDAR + PAIR.format(id="a", number=0),
        r"pairs\.a\.number.*paling sedikit 1",
    ),
    "phases are a list": ("phases = [1]\n" + CALENDAR.split("[phases")[0], "phases"),
    "no toml": ("name = ", "bukan TOML yang benar"),
    "unknown parent": ('name = "A"\nkind = "regional"\nparent = "pilkada-2042"\n', "pilkada-2024"),
    "parent is a path": ('name = "A"\nkind = "regional"\nparent = "../x"\n', r"'\.\./x'"),
    "parent of itself": (
        'name = "A"\nkind = "regional"\nparent = "pilwalkot-contoh-2024"\n',
        "menginduk pada dirinya",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_one_line_with_file_place_and_remedy(file, fault):
    """Whatever is wrong, the user reads which file, where in it, and what to write instead."""
    text, expected = FAULTS[fault]
    path = file(text)

    with pytest.raises(BadCorpus, match=expected) as caught:
        check_election(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_same_faults_are_said_in_english(file):
    """--lang en reaches the checks too; no sentence is missing in either language."""
    words.use("en")
    try:
        for text, _ in FAULTS.values():
            with pytest.raises(BadCorpus, match=r"pilwalkot-contoh-2024\.toml"):
                check_election(file(text))
        with pytest.raises(BadCorpus, match="before it starts"):
            check_election(file(FAULTS["dates reversed"][0]))
    finally:
        words.use("id")


def test_a_file_name_that_is_no_id_is_refused(file):
    """The name becomes what she types after --election."""
    with pytest.raises(BadCorpus, match="huruf kecil"):
        check_election(file(CALENDAR, "Pilwalkot Contoh.toml"))


def test_a_folder_that_is_not_there_is_an_error_not_silence(tmp_path):
    """A typing error in MONITOR_ELECTIONS must not look like a folder without elections."""
    with pytest.raises(BadCorpus, match="bukan folder"):
        elections(tmp_path / "pemliu")


@pytest.mark.parametrize("bytes_", [b"\xff\xfe\x00", b"\x00" * 10, b"PK\x03\x04", b"[" * 100_000])
def test_what_is_no_text_is_one_clear_line(tmp_path, bytes_):
    """A zip, NULs, half a character or a bomb of brackets: an error, no traceback."""
    path = tmp_path / "rusak.toml"
    path.write_bytes(bytes_)

    with pytest.raises(MonitorError, match=r"rusak\.toml"):
        check_election(path)


KEYS = [
    *("name", "kind", "status", "invented", "legal", "sources", "phases", "kampanye", "start"),
    *("end", "source", "confidence", "events", "date", "facts", "text", "pairs", "a", "number"),
    *("candidate", "office", "aliases", "pemungutan_suara", "ambiguous"),
]
values = st.recursive(
    st.one_of(
        st.integers(-1, 3), st.booleans(), st.dates(), st.sampled_from([*KEYS, "", "general"])
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5)
    ),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(KEYS), values, max_size=6))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_under_whatever_key_it_is_one_line(facts):
    """Tables where lists belong, numbers for names: always the one error, never a traceback."""
    said = "aneh.toml"
    try:
        check(Path("aneh.toml"), {**facts, "id": "aneh"}, Election)
    except BadCorpus as problem:
        said = str(problem)
    assert "aneh.toml" in said
    assert "\n" not in said
