"""What leaves the project is masked."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

PRIVATE = "Hubungi @ibu_rina di 0812-0000-0001, TPS pindah ke balai desa kata KPU"


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl"])
@pytest.mark.parametrize("what", ["queue", "posts"])
def test_no_private_handle_or_number_leaves_by_default(monitor, posts, tmp_path, suffix, what):
    """Neither the author, nor who is mentioned, nor a phone number is in the file's bytes."""
    monitor("scan", posts(PRIVATE, PRIVATE))
    said = monitor("export", f"keluar.{suffix}", "--what", what)
    assert said.code == 0, said.err
    made = [path for path in tmp_path.iterdir() if path.name.startswith("keluar")]
    for path in made:
        for secret in (b"akun0", b"ibu_rina", b"0812-0000-0001", b"1757200000000000001"):
            assert secret not in path.read_bytes()


def test_identities_are_a_choice_that_the_log_keeps(monitor, posts):
    """Names leave only when somebody asked for it, and that is written down."""
    monitor("scan", posts(PRIVATE))
    monitor("export", "keluar.jsonl", "--what", "posts", "--identities")
    rows = [json.loads(line) for line in Path("keluar.jsonl").read_text("utf-8").splitlines()]
    assert any("akun0" in json.dumps(row) for row in rows)
    assert "0812-0000-0001" not in json.dumps(rows)
    last = monitor("runs", "--json").rows[0]
    assert (last["verb"], last["options"]["identities"]) == ("export", True)


def test_the_exported_queue_has_no_verdict(monitor, posts):
    """The column is there for people; nothing of ours fills it."""
    monitor("scan", posts(PRIVATE, "sebarkan! surat suara tercoblos"))
    monitor("export", "antrean.csv")
    with Path("antrean.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert {row["verdict"] for row in rows} == {""}


def test_a_file_is_never_replaced_unasked(monitor, posts):
    """Yesterday's export is evidence."""
    monitor("scan", posts(PRIVATE))
    monitor("export", "antrean.csv")
    again = monitor("export", "antrean.csv")
    assert again.code == 2
    assert "antrean.csv" in again.err
    assert monitor("export", "antrean.csv", "--overwrite").code == 0


def test_an_unknown_suffix_names_the_known_ones(monitor, posts):
    """The remedy is in the line."""
    monitor("scan", posts(PRIVATE))
    said = monitor("export", "antrean.pdf")
    assert said.code == 2
    assert "csv" in said.err
