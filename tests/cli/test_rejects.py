"""What could not be read."""

from __future__ import annotations


def test_each_reject_names_file_line_and_reason(monitor, posts):
    """Nothing is dropped in silence, and hostile bytes are tamed on the way out."""
    file = posts("TPS pindah")
    with file.open("a") as lines:
        lines.write('{"rusak": "\x1b[31m\n')
    monitor("import", file)
    said = monitor("rejects")
    assert f"{file}:2:" in said.out
    assert "\x1b[31m" not in said.out
    assert "1 catatan tidak terbaca" in said.err
