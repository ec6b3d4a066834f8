"""A person asks to be forgotten."""

from __future__ import annotations


def test_the_team_forgets_a_person_for_good(monitor, posts, tmp_path):
    """Counted first, then removed, then gone for every verb; importing again changes nothing."""
    file = posts("Surat suara tercoblos di gudang", "hujan lagi")
    monitor("import", file)
    [would] = monitor("forget", "x:akun0", "--dry-run", "--json").rows
    assert would["posts"] == 1
    assert "tercoblos" in monitor("search", "gudang").out
    said = monitor("forget", "x:akun0", "--yes")
    assert said.code == 0
    assert "Unggahan: 1." in said.out
    assert "cadang" in said.out
    assert "tercoblos" not in monitor("search", "gudang").out
    [again] = monitor("import", file, "--json").rows
    assert (again["stored"], again["known"]) == (0, 2)
    database = b"".join(each.read_bytes() for each in tmp_path.glob("monitor.db*"))
    assert b"akun0" not in database
    assert monitor("scan", "--json").code == 0
    assert "tidak disimpan" in monitor("queue", "--all").out
    assert "Tidak ada lagi" in monitor("forget", "x:akun0", "--yes").out


def test_nothing_is_removed_unasked(monitor, posts):
    """No answer, a wrong name, a program that did not say --yes: nothing goes."""
    monitor("import", posts("hujan"))
    assert monitor("forget", "x:akun0").code == 2
    assert "--dry-run" in monitor("forget", "x:akun0", "--json").err
    said = monitor("forget", "x:bukan", "--yes")
    assert (said.code, "Tidak ada akun atau unggahan 'x:bukan'" in said.err) == (2, True)
    assert "hujan" in monitor("search", "hujan").out
