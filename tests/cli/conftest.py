"""The command line, typed in a project folder of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest

from monitor.cli import main


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Stdout as JSON Lines: one broken line fails the test."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def monitor(tmp_path, monkeypatch, capsys):
    """Return a function that runs ``monitor ...`` in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture
def posts(tmp_path):
    """Return a function that writes a JSONL of posts, one per text."""
    numbers = count()

    def write(*texts: str, name: str = "x.jsonl") -> Any:
        path = tmp_path / name
        lines = (
            json.dumps(
                {
                    "id": str(1757200000000000001 + number),
                    "platform": "x",
                    "akun": f"akun{number}",
                    "tanggal": f"2024-11-2{number % 6}T07:05:00+07:00",
                    "teks": text,
                }
            )
            for text, number in zip(texts, numbers, strict=False)
        )
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
