"""Invented posts in any number, for the benchmarks: a long hand-made export, seeded.

``python -m benchmarks.posts 1000000 > posts.jsonl``

Words are drawn at random, so a post means nothing; what is made to look real is what costs time
and what grouping must cope with: the registers, the lengths (140 characters on average), the
sizes of claims. Nine claims of ten are said once; the tenth is a template that people copy, with
small edits on edits, the oftener the oftener it was copied before.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Any

__all__ = ["generate", "planted"]

Draw, Pick = Callable[[], float], Callable[[Sequence[Any]], Any]
Saying = tuple[str, str, str]

REGISTERS = {
    "news": """warga pemilih petugas panitia pengawas saksi ketua anggota kecamatan kelurahan desa
        kabupaten kotak segel formulir hasil rapat pleno rekapitulasi distribusi logistik
        menyatakan menerima mengirim menghitung memeriksa menunda membuka menutup menolak
        mencatat kemarin pagi siang malam senin rabu jumat gudang balai sekolah lapangan jalan
        jembatan sungai pasar anggaran jadwal laporan keterangan resmi menurut kepada dari untuk
        dengan tanpa setelah sebelum karena sehingga rencana debat kampanye calon bupati wakil
        pasangan nomor urut partai koalisi dukungan suara daftar undangan bilik tinta""",
    "chat": """gue lu gak ga udah blm aja doang kok sih dong nih tuh bgt bener emang kayak gitu
        gini kalo pas lagi abis terus trus yg dgn utk krn jd tp sm org temen tetangga bokap
        nyokap kantor warung kopi motor macet hujan panas capek males nonton denger liat baca
        dapet kasih minta tanya jawab bilang katanya ngomong nyoblos milih bingung lucu keren
        parah ngeri santai serius mantap gas asik wkwk haha hehe fix sumpah jujur banget dikit
        banyak kemaren besok ntar tadi barusan sekarang dimana kenapa gimana siapa berapa""",
    "chain": """tolong sebarkan info penting dapat dari grup sebelah jangan sampai lengah saudara
        saudaraku sekalian waspada hati hati ada kabar mohon diteruskan kepada keluarga semua
        kerabat kita harus kawal bersama demi negeri amanah rakyat kecurangan terjadi tengah
        malam orang tak dikenal membawa karung kardus truk kontainer dicoblos ditukar dibakar
        disembunyikan rekaman video bukti saksi mata aparat diam kemana media bungkam viralkan
        sebelum dihapus bismillah semoga selamat amin buka mata lihat sendiri percaya""",
    "jawa": """aku kowe dheweke wong tonggo sedulur lurah carik bayan kampung ora wis durung arep
        lagi nyoblos milih ngomong krungu weruh mangan turu mlaku bali teka lunga sesuk wingi
        saiki mengko esuk awan sore bengi apik elek gedhe cilik akeh sithik larang murah pari
        sawah kali dalan pasar omah lawang kursi kertas jeneng swara calon pak bu mas mbak piye
        kepriye ngendi kapan sopo opo kok lha yo tenan bener ngapusi rame sepi guyub rukun""",
}
NAMES = (
    *("Wira-Sekar", "Marlina-Pram", "Bungaran-Laras", "Bu Marlina"),
    *("paslon 2", "KPU Tirtamaya", "Tirtamaya"),
)
OPENINGS = ("Astaghfirullah", "Info valid", "Ya ampun", "Sebarkan", "Lihat ini", "Waduh")
CLOSINGS = ("🙏", "😡😡", "!!!", "🔥", "#KawalTirtamaya", "wallahualam", "viralkan", "...")
PLATFORMS = ("x", "x", "tiktok", "tiktok", "instagram", "facebook", "threads", "telegram")
MONTHS = ((10, 31), (11, 27))
DAYS = [f"{day:02}/{month:02}/2024" for month, last in MONTHS for day in range(1, last + 1)]
CLOCK = [f"{hour:02}.{minute:02}" for hour in range(24) for minute in range(60)]
LIVE = 4_096  # templates people still remember; more would be more memory, not another shape
COPIED = 0.5  # of all posts are made from templates, ...
COINED = 0.11  # ... of which these start a new one: every tenth claim


def planted(count: int, seed: int = 0) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield ``count`` rows in order of time, each with the number of the claim it makes."""
    random = Random(seed)
    draw, pick = random.random, random.choice
    phrases = _phrases(random)
    live = [(slot - LIVE, _saying(draw, pick, phrases)) for slot in range(LIVE)]
    for number in range(count):
        if draw() >= COPIED:
            claim, saying = number, _saying(draw, pick, phrases)
        else:
            if draw() < COINED:
                claim, saying = number, _saying(draw, pick, phrases)
            else:
                claim, saying = pick(live)
                saying = _passed_on(draw, pick, saying)
            live[int(draw() * LIVE)] = claim, saying  # what is said again is remembered better
        text = "".join(saying)
        text = text.upper() if draw() < 0.05 else text
        yield claim, _row(draw, pick, number, number / count, text)


def generate(count: int, seed: int = 0) -> Iterator[dict[str, object]]:
    """Yield ``count`` rows as a hand-kept JSONL would hold them."""
    return (row for _, row in planted(count, seed))


def _phrases(random: Random) -> list[list[str]]:
    """Make for each register 20,000 phrases of three or four words, its first words commonest."""
    pools = []
    for words in map(str.split, REGISTERS.values()):
        weights = [1 / (rank + 10) for rank in range(len(words))]
        pools.append(
            [
                " ".join(random.choices(words, weights, k=random.choice((3, 4))))
                for _ in range(20_000)
            ]
        )
    return pools


def _saying(draw: Draw, pick: Pick, phrases: list[list[str]]) -> Saying:
    """Say something new, with a name and a number in it: before, number, after."""
    pool = pick(phrases)
    middle = [pick(pool) for _ in range(int(1 + 5.3 * draw()))]
    return (
        f"{pick(pool)} {pick(NAMES)} {pick(pool)} ",
        str(int(2 + 500 * draw() ** 2)),
        f" {', '.join(middle)}",
    )


def _passed_on(draw: Draw, pick: Pick, saying: Saying) -> Saying:
    """Copy a saying: half the time as it stands, else with one of the edits people make."""
    before, number, after = saying
    edit = int(draw() * 10)
    if edit == 0:
        number = str(int(2 + 500 * draw() ** 2))
    elif edit == 1:
        before = f"{pick(OPENINGS)} {before}"
    elif edit == 2:
        after = f"{after} {pick(CLOSINGS)}"
    elif edit == 3:
        slip = int(draw() * len(after))
        after = after[:slip] + after[slip + 1 :]
    elif edit == 4:
        after = f"{after} https://example.org/{int(draw() * 1e6)}"
    return before, number, after


def _row(draw: Draw, pick: Pick, number: int, passed: float, text: str) -> dict[str, object]:
    """Make the row of one post; ``passed`` is how much of the campaign is over, 0 to 1."""
    minute = int(passed * len(DAYS) * len(CLOCK))
    platform, native = pick(PLATFORMS), 1_850_000_000_000_000_000 + number * 7_919
    likes = int(2 / (draw() + 1e-5))
    return {
        "id": str(native),
        "platform": platform,
        "akun": f"warga_{int(50_000 * draw() ** 3):05}",
        "tanggal": f"{DAYS[minute // len(CLOCK)]} {CLOCK[minute % len(CLOCK)]}",
        "teks": text,
        "tautan": f"https://{platform}.example.org/{native}",
        "suka": likes,
        "komentar": likes // 7,
        "bagikan": likes // 3,
    }


if __name__ == "__main__":
    for line in generate(int(sys.argv[1])):
        print(json.dumps(line, ensure_ascii=False))
