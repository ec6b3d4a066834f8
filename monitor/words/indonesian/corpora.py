"""Apa yang keliru dalam berkas fakta, menurut jenisnya; lalu apa yang bisa dilakukan."""

WORDS = {
    "an_election": "pemilu",
    "register_list": "daftar entri",
    "register_entry": "entri dengan medan seperti account",
    "register_value": "teks, bukan daftar atau tabel",
    "no_text": "(bukan teks)",
    "missing": "Isian ini wajib ada, tetapi belum ditulis.",
    "extra_forbidden": "Isian ini tidak dikenal. Periksa ejaannya atau hapus.",
    "literal_error": "Nilainya harus salah satu dari {expected}.",
    "date_type": "Bukan tanggal. Tulis tanpa tanda kutip, misalnya 2024-11-27.",
    "date_from_datetime_parsing": "Bukan tanggal. Tulis tanpa tanda kutip, misalnya 2024-11-27.",
    "date_from_datetime_inexact": "Tulis tanggalnya saja, tanpa jam, misalnya 2024-11-27.",
    "string_type": "Harus teks di antara tanda kutip.",
    "string_too_short": "Teksnya kosong. Isi, atau hapus barisnya.",
    "string_pattern_mismatch": "Bentuk tulisannya keliru; seharusnya cocok dengan {pattern}.",
    "int_type": "Harus bilangan bulat, misalnya 2.",
    "int_parsing": "Harus bilangan bulat, misalnya 2.",
    "greater_than_equal": "Bilangannya terlalu kecil; paling sedikit {ge}.",
    "less_than_equal": "Bilangannya terlalu besar; paling banyak {le}.",
    "bool_type": "Tulis true atau false, tanpa tanda kutip.",
    "bool_parsing": "Tulis true atau false, tanpa tanda kutip.",
    "tuple_type": 'Harus daftar di antara kurung siku, misalnya ["..."].',
    "dict_type": "Harus tabel, misalnya [phases.kampanye].",
    "model_type": "Harus tabel berisi nama = nilai.",
    "too_short": "Daftarnya kosong. Isi paling sedikit {min_length}.",
    "unknown_source": (
        "Sumber '{name}' tidak ada. Tulis alamat https://..., atau tambahkan ke [sources]."
    ),
    "no_source": (
        'Belum ada sumbernya. Tambahkan source = ["https://..."], atau tulis confidence = '
        '"general" bila ini pengetahuan umum.'
    ),
    "dates_reversed": "Selesai {end} sebelum mulai {start}. Tukar atau perbaiki tanggalnya.",
    "phases_overlap": (
        "Tahapan {one} dan {other} sama-sama memuat tanggal {day}. Perbaiki salah satunya."
    ),
    "number_taken": (
        "Nomor urut {number} dipakai dua pasangan calon: {one} dan {other}. Perbaiki salah satunya."
    ),
    "no_voting_day": (
        "Belum ada [phases.pemungutan_suara]. Isi, beri parent, atau tulis status = "
        '"not_scheduled".'
    ),
    "calendar_unexpected": 'Ada tahapan, padahal status = "not_scheduled". Hapus salah satunya.',
    "bad_day": '\'{day}\' bukan tanggal. Tulis 2024-02-14, atau "2024-02", atau "2024".',
    "denial_value": "nilai (value) hanya untuk peran yang memutus sendiri: denial, answer, opening",
    "no_account": "'{name}' bukan akun. Tulis seperti x:nama_akun.",
    "no_place": "Isi accounts atau domains: di mana sumber ini bicara.",
    "duration": 'Bukan jangka waktu. Tulis seperti "15m", "2h", atau "1d"; paling sedikit "1m".',
    "moment": "Bukan waktu. Tulis tanpa tanda kutip, misalnya 2024-02-01 atau 2024-02-01T07:00:00.",
    "quiet_hours": 'Bukan jam tenang. Tulis dalam WIB seperti "22.00-05.30".',
    "bad_source": "{problem}",
    "source_twice": "Sumber {name} ditulis dua kali. Hapus salah satunya.",
    "unknown_alert": "Tidak ada peringatan bernama '{name}'. Yang ada: {known}.",
}
