"""Evidence in a team's register: a role is as good as what shows it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import words
from monitor.corpora.register import LEVEL, RegisteredAccount, read_register
from monitor.errors import BadCorpus

HEADER = "account,role,candidate,evidence,url,date\n"
PAGE = "https://a.example/1,2024-10-01"


def written(folder, *lines):
    path = folder / "register.csv"
    path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_evidence_is_a_level_with_words_or_without(tmp_path):
    """She writes a number, and what it is if she likes."""
    path = written(
        tmp_path,
        f"x:a,official,sari-bakti,3: daftar akun KPU,{PAGE}",
        f"x:b,disclosed_paid,sari-bakti,2,{PAGE}",
        "x:c,volunteer,sari-bakti,1,,",
        "x:d,,,,,",
    )
    found = read_register(path)
    assert [(each.level, each.evidence) for each in found.values()] == [
        (3, "daftar akun KPU"),
        (2, ""),
        (1, ""),
        (0, ""),
    ]
    assert found["x:b"] == RegisteredAccount(
        "x:b", "disclosed_paid", "sari-bakti", "", "https://a.example/1", date(2024, 10, 1), 2
    )


def test_an_older_register_still_reads(tmp_path):
    """Words alone, even ones that begin with a number or an hour, are level 0 and kept."""
    cells = ["Tercantum dalam daftar KPU", "24-09-2024 di profil", "12:30 siaran", "2 akun"]
    path = written(tmp_path, *(f"x:a{at},official,,{cell},," for at, cell in enumerate(cells)))
    found = read_register(path).values()
    assert [each.evidence for each in found] == cells
    assert {each.level for each in found} == {0}


@pytest.mark.parametrize("evidence", ["", "0", "1", "1: kata tetangga", "Kata orang dibayar"])
def test_a_paid_role_without_evidence_is_refused_with_the_remedy(tmp_path, evidence):
    """Nobody is put down as paid on hearsay, whatever address stands beside it."""
    path = written(tmp_path, f"x:a,disclosed_paid,sari-bakti,{evidence},{PAGE}")
    with pytest.raises(BadCorpus, match=r"baris 2: peran disclosed_paid untuk x:a ditolak.*url"):
        read_register(path)
    words.use("en")
    with pytest.raises(BadCorpus, match=r"is refused, because its evidence is of level [01]"):
        read_register(path)


@pytest.mark.parametrize("rest", [",", "https://a.example/1,", ",2024-10-01"])
@pytest.mark.parametrize("role", ["disclosed_paid", "official"])
def test_evidence_that_can_be_shown_is_shown(tmp_path, role, rest):
    """From level 2 on there is a page and a day, or it is no level 2."""
    path = written(tmp_path, f"x:a,{role},sari-bakti,2,{rest}")
    with pytest.raises(BadCorpus, match=r"baris 2: bukti tingkat 2 untuk x:a perlu tautan"):
        read_register(path)


@pytest.mark.parametrize("level", ["5", "12", "9: surat"])
def test_a_level_that_does_not_exist_is_refused(tmp_path, level):
    """The scale ends at 4."""
    path = written(tmp_path, f"x:a,official,,{level},{PAGE}")
    with pytest.raises(BadCorpus, match=r"tingkat bukti '(5|12|9)'"):
        read_register(path)


@given(st.text(max_size=30))
def test_any_cell_is_words_or_a_level(cell):
    """No cell crashes the reading of a level."""
    match = LEVEL.fullmatch(cell)
    assert match is None or int(match[1]) >= 0
