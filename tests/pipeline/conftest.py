"""Labelled texts, invented: a planted content, a planted style, sources and days."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

DAILY = """warga pasar jalan sekolah balai lapangan panggung relawan antre hujan listrik padam
    jadwal undangan daftar tenda musala keliling lembur malam pagi kemarin besok petugas saksi
    kampung sungai jembatan kebun sawah beras minyak ikan"""
WORDS = DAILY.split()
PLACES = ["Tirtamaya", "Randusari", "Watugede", "Kalibening", "Sukamulya", "Banjaranyar"]
CONTENT = ["tercoblos", "kontainer", "dicuri", "ditukar", "racun", "selundupan"]
HARMLESS = ["diresmikan", "dilantik", "dibagikan", "diperbaiki", "rapat", "lomba"]


def texts(
    rows: int = 240,
    *,
    content: float = 0.7,
    style: float = 0.0,
    sources: int = 3,
    denials: float = 0.0,
    seed: int = 7,
) -> list[dict[str, str]]:
    """Return rows: a third positive, whose content shows with one probability, style with another.

    Parameters
    ----------
    rows : int
    content : float
        How often a positive row holds a word that only they hold.
    style : float
        How often a positive row shouts; negative ones never do.
    sources : int
        Of each label's rows alike; 0 for none. Later sources end their lines with a dash.
    denials : float
        Share of negative rows that deny something.
    """
    random = np.random.default_rng(seed)
    made = []
    for number in range(rows):
        positive = number % 3 == 0
        words = list(random.choice(WORDS, 9))
        words.insert(4, f"di {random.choice(PLACES)}")
        if random.random() < content:
            words.insert(3, str(random.choice(CONTENT if positive else HARMLESS)))
        text = " ".join(words)
        source = int(random.integers(sources)) if sources else 0
        if source:
            text += " -" * 3
        if positive and random.random() < style:
            text = text.upper() + "!!!"
        if not positive and random.random() < denials:
            text = f'"Informasi itu tidak benar," kata kapolres soal {text}'
        day = np.datetime64("2023-01-01") + np.timedelta64(random.integers(700), "D")
        row = {
            "id": str(number),
            "isi": text,
            "label": "salah" if positive else "benar",
            "tanggal": str(day),
            "platform": str(random.choice(["x", "facebook"])),
        }
        if sources:
            row["sumber"] = f"kumpulan-{source}"
        made.append(row)
    return made


@pytest.fixture(scope="session")
def labelled(tmp_path_factory) -> Callable[..., Path]:
    """Return a function that writes such rows as CSV."""

    def write(*, drop: tuple[str, ...] = (), **options: object) -> Path:
        rows = [
            {name: cell for name, cell in row.items() if name not in drop}
            for row in texts(**options)
        ]
        path = tmp_path_factory.mktemp("berlabel") / "berlabel.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return path

    return write
