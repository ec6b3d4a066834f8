"""Ekspor: apa yang perlu dibaca sebelum barisnya."""

WORDS = {
    "title_queue": "Pemilu Monitor: antrean klaim, satu baris per klaim.",
    "title_posts": "Pemilu Monitor: unggahan di balik klaim, satu baris per unggahan.",
    "title_network": "Pemilu Monitor: jaringan akun, siapa menunjuk siapa dan siapa mengunggah serempak.",
    "network_leads": (
        "Setiap garis adalah petunjuk untuk diperiksa, bukan putusan. Me-repost berarti "
        "meneruskan, bukan menyetujui; menyebut bukan mendukung; warna dan komunitas bukan kubu. "
        "Pola unggah serempak (coordination) bisa punya sebab yang wajar, misalnya alat penjadwal "
        "yang sama, klub penggemar, atau umpan berita."
    ),
    "network_weights": (
        "weight adalah banyaknya unggahan; pada coordination banyaknya hal berbeda yang dibagikan "
        "hampir bersamaan, dengan expected yang diharapkan secara kebetulan, p, dan q. Garis "
        "coordination tidak punya arah (directed = false). about menghitung unggahan yang menyebut "
        "calon. Akun tanpa cluster atau community diberi -1."
    ),
    "network_about": (
        "about hanya diisi di antara akun publik, atau bila sedikitnya {least} akun menunjuk akun yang "
        "sama dalam unggahan yang menyebut calon yang sama: di bawah itu terlalu dekat dengan pandangan "
        "orang per orang."
    ),
    "network_left_out": "{count} garis lain tidak ada di sini: yang lebih tipis, atau milik akun yang lebih jarang terlihat.",
    "network_masked": (
        "Akun di luar daftar akun publik ditulis dengan nama samaran (akun-...), tautan ke sana "
        "juga (tautan-...). Waktu dan jumlahnya utuh dan bisa membuat orang dikenali: jangan "
        "sebarkan lebih luas daripada yang perlu."
    ),
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
    "apostrophe_edges": (
        "Tanda petik tunggal (') di depan =, +, -, @ atau spasi dipasang agar isi sel tidak "
        "dijalankan sebagai rumus; GEXF dan GraphML memuatnya tanpa tambahan itu."
    ),
    "cut": " ... [dipotong; teks utuh ada di ekspor JSONL]",
}
