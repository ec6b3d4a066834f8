"""Penanda: seberapa mirip sebuah teks dengan yang biasanya dipilih pemeriksa fakta, dan mengapa."""

WORDS = {
    "high": "tinggi",
    "medium": "sedang",
    "low": "rendah",
    "unknown": "tidak tahu",
    "resembles_high": (
        "Teks ini mirip dengan yang biasanya dipilih pemeriksa fakta, lebih mirip daripada {percent} "
        "dari 100 teks latihannya; itu urutan untuk memeriksa, bukan putusan"
    ),
    "resembles_medium": (
        "Teks ini agak mirip dengan yang biasanya dipilih pemeriksa fakta, lebih mirip daripada "
        "{percent} dari 100 teks latihannya; itu urutan untuk memeriksa, bukan putusan"
    ),
    "resembles_low": (
        "Teks ini kurang mirip dengan yang biasanya dipilih pemeriksa fakta: hanya lebih mirip "
        "daripada {percent} dari 100 teks latihannya; itu bukan tanda bahwa isinya benar"
    ),
    "unread": "Baris ini tidak terbaca: {problem}. Yang dinilai hanya teks kosong",
    "no_post": "catatan ini bukan unggahan ({kind})",
    "unread_count": "{count} baris tidak terbaca; masing-masing tetap dijawab, dengan sebabnya.",
    "outside_short": "Terlalu pendek untuk ditimbang",
    "outside_long": "Jauh lebih panjang daripada teks latihannya",
    "outside_strange_words": "Terlalu banyak kata yang tidak dikenal model: bahasa atau topiknya lain",
    "outside_strange_style": "Ditulis dengan gaya yang tidak ada dalam teks latihannya",
    "outside_ordinary": (
        "Lebih mirip percakapan biasa daripada pesan beredar yang dipilih pemeriksa fakta"
    ),
    "outside_headline": "Berbentuk judul berita: model tidak bisa membedakannya dari kerja redaksi",
    "outside_no_verdicts": "Putusan tim masih terlalu sedikit untuk menyebut peluang",
    "outside_no_model": "Model penanda tidak terpasang; alasan lain tetap dipakai",
    "no_model": "Model penanda tidak terpasang: urutan hanya memakai alasan lain.",
    "reasons": "Alasan lain, dengan bobotnya di antrean:",
    "row": "baris {number}",
    "line": "{row}: {band} (skor {score})",
    "title": "Penanda: {band} (skor {score}, model {model})",
    "none": "belum ada",
    "other_model": (
        "Antrean ini memakai model {old}; baris di atas dari model {new}. Agar sama: monitor scan "
        "--db {db}"
    ),
    "part_words_up": "Kata-kata ini menaikkan skornya",
    "part_words_down": "Kata-kata ini menurunkan skornya",
    "part_style_up": "Cara menulisnya ({shape}) menaikkan skornya",
    "part_style_down": "Cara menulisnya ({shape}) menurunkan skornya",
    "part_base": "Titik awal setiap teks",
    "part_rest": "Semua yang lain bersama-sama",
    "shape_length": "panjang teks",
    "shape_capitals": "huruf besar",
    "shape_signs": "tanda baca",
    "shape_quotes": "tanda kutip",
    "shape_ends": "akhir teks",
    "shape_emoji": "emoji",
    "shape_numbers": "angka",
    "shape_names": "letak nama",
    "shape_lines": "jumlah baris",
    "shape_words": "jenis dan panjang kata",
    "shape_sentences": "panjang kalimat",
}
