"""Elections, ours and one's own."""

from __future__ import annotations


def test_the_list_says_which_election_is_invented(monitor):
    """The sample's election cannot be mistaken for a real one."""
    said = monitor("election", "list")
    lines = {line.split()[0]: line for line in said.out.splitlines()}
    assert "rekaan" in lines["pilbup-tirtamaya-2024"]
    assert "rekaan" not in lines["pemilu-2024"]
    assert "belum terjadwal" in lines["pemilu-2029"]


def test_a_file_with_a_fault_says_where(monitor, tmp_path):
    """One line, the place, exit code 2."""
    path = tmp_path / "pilbup-contoh-2031.toml"
    path.write_text('name = "Pilbup Contoh"\nkind = "lokal"\n')
    said = monitor("election", "check", path)
    assert said.code == 2
    assert path.name in said.err
    assert said.err.count("\n") == 1
