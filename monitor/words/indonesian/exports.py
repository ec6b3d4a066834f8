"""Ekspor: apa yang perlu dibaca sebelum barisnya."""

WORDS = {
    "title_queue": "Pemilu Monitor: antrean klaim, satu baris per klaim.",
    "title_posts": "Pemilu Monitor: unggahan di balik klaim, satu baris per unggahan.",
    "leads": (
        "Setiap baris adalah petunjuk untuk diperiksa, bukan putusan: urutannya saran, alasannya "
        "tertulis, dan kolom verdict hanya diisi manusia."
    ),
    "reviewers": (
        "Siapa yang memberi putusan selalu ditulis dengan nama samaran (pemeriksa-...). Kolom drawn "
        "berarti klaim itu diambil acak, di luar peringkat."
    ),
    "identities_masked": (
        "Akun di luar daftar akun publik ditulis dengan nama samaran (akun-...), begitu pula id "
        "unggahannya (unggahan-...); namanya di dalam teks dan tautan ditutup dengan •. Teksnya "
        "sendiri tetap utuh dan bisa dicari: jangan sebarkan lebih luas daripada yang perlu."
    ),
    "identities_kept": (
        "BERISI IDENTITAS: nama akun dan id unggahan tidak disamarkan, atas pilihan pengekspor. "
        "Jangan sebarkan ke luar tim."
    ),
    "numbers": (
        "NIK, nomor KK, nomor telepon, dan alamat surel di dalam teks ditutup dengan •, satu untuk "
        "setiap karakter."
    ),
    "made": "Dibuat dengan Pemilu Monitor {version} pada {time}.",
    "apostrophe": (
        "Tanda petik tunggal (') di depan =, +, -, @ atau spasi dipasang agar isi sel tidak "
        "dijalankan sebagai rumus; teks tanpa tambahan itu ada di ekspor JSONL."
    ),
    "cut": " ... [dipotong; teks utuh ada di ekspor JSONL]",
}
