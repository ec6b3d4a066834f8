"""Penanda: seberapa mirip sebuah teks dengan yang biasanya dipilih pemeriksa fakta, dan mengapa."""

WORDS = {
    "high": "tinggi",
    "medium": "sedang",
    "low": "rendah",
    "unknown": "tidak tahu",
    "resembles": (
        "Teks ini mirip dengan yang biasanya dipilih pemeriksa fakta, lebih mirip daripada {percent} "
        "dari 100 teks latihannya; itu urutan untuk memeriksa, bukan putusan"
    ),
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
    "line": "{id}: {band} ({score})",
    "part_words": "Kata-kata ini menggeser skornya",
    "part_style": "Cara menulisnya ({shape}) menggeser skornya",
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
