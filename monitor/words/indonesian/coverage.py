"""Apa yang dilihat dan apa yang tidak."""

WORDS = {
    "seen": "Yang dilihat: {posts} unggahan ({platforms}), {first} s.d. {last} (WIB).",
    "unseen": "Yang tidak dilihat sama sekali: {platforms}.",
    "undated": "{count} unggahan tanpa waktu: tidak ikut dihitung dalam pertumbuhan dan masa tenang.",
    "without_text": "{count} unggahan tanpa teks: gambar, video, dan suara tidak dibaca.",
    "rejects": "{count} catatan tidak terbaca; lihat dengan: monitor rejects",
    "never": "Tidak pernah terlihat: grup tertutup, pesan pribadi, unggahan yang sudah dihapus, dan isi gambar atau video. Urutan ini petunjuk untuk diperiksa, bukan putusan.",
}
