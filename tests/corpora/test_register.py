"""Evidence in a team's register: a role is as good as what shows it."""

from contextlib import suppress
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


def listed(folder, text, name="register.yaml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_register_may_be_yaml_and_says_the_same(tmp_path):
    """A team that keeps its facts in YAML need not learn CSV; dates and levels stay text."""
    rows = written(
        tmp_path, f"x:a,official,sari-bakti,3: daftar KPU,{PAGE}", f"x:b,,,2,{PAGE}", "x:no,,,,,"
    )
    entries = listed(
        tmp_path,
        "- account: x:a\n  role: official\n  candidate: sari-bakti\n  evidence: '3: daftar KPU'\n"
        "  url: https://a.example/1\n  date: 2024-10-01\n"
        "# komentar\n"
        "- {account: 'x:b', role: null, evidence: 2, url: https://a.example/1, date: 2024-10-01}\n"
        "- Account: x:no\n",
        "register.YML",
    )
    assert read_register(entries) == read_register(rows)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- account: x:a\n- account: x:b\n  role: bos\n", "baris 2: peran 'bos'"),
        ("- account: x:a\n  role: disclosed_paid\n", "baris 1: peran disclosed_paid .* ditolak"),
        ("- account: x:a\n\n- account: x:a\n", "baris 3"),
        ("- account: x:a\n  partai: z\n", "baris 2: tidak ada medan 'partai'"),
        ("- account: x:a\n  account: x:b\n", "baris 2: tidak ada medan 'account'"),
        ("- account: [x, a]\n", "baris 1: seharusnya teks"),
        ("account: x:a\n", "baris 1: seharusnya daftar entri"),
        ("- x:a\n", "baris 1: seharusnya entri"),
        ("- account: x:a\n  evidence: 3: daftar\n", "baris 2: ini bukan YAML .*tanda kutip"),
        ("- account: !!python/object/apply:os.system ['true']\n", "baris 1: seharusnya teks"),
        ("- &a [*a]\n", "baris 1: seharusnya entri"),
        ("- account: x:a\n---\n- account: x:b\n", "baris 2: ini bukan YAML"),
        ("[" * 1_000, "bukan YAML"),
        ("- account: \x07\n", "bukan YAML"),
    ],
)
def test_a_fault_in_yaml_names_its_line_and_the_remedy(tmp_path, text, said):
    """One line, whatever is wrong; a tag runs nothing and an alias grows nothing."""
    with pytest.raises(BadCorpus, match=said):
        read_register(listed(tmp_path, text))


def test_an_empty_yaml_register_is_empty(tmp_path):
    """Nobody is on it yet."""
    assert read_register(listed(tmp_path, "# nanti\n")) == {}
    assert read_register(listed(tmp_path, "- account:\n  role: ''\n")) == {}


@given(st.text())
def test_any_text_is_a_register_or_one_clear_error(tmp_path_factory, text):
    """Nothing in a YAML file ends in a traceback."""
    path = tmp_path_factory.mktemp("yaml") / "register.yaml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(BadCorpus):
        assert isinstance(read_register(path), dict)
