"""Yang dikatakan tentang pengumpulan: apa yang didapat, dan apa yang tidak terlihat."""

WORDS = {
    "note_one_server": "Tagar hanya memperlihatkan yang sampai di {site}: unggahan dari server yang tidak dikenalnya tidak ada, begitu juga unggahan tanpa tagar itu.",
    "note_gap": "TIDAK TERLIHAT: {first} s.d. {last}; platform tidak lagi menunjukkan jalan ke sana.",
    "note_limit": "TIDAK TERLIHAT: {first} s.d. {last}; batas --limit {limit} tercapai.",
    "note_stale": "Platform tidak lagi mengenal tempat terakhir berhenti; dilanjutkan menurut waktu, dan tidak ada yang terlewat.",
    "note_clock": "Jam {host} dan jam komputer ini berselisih {seconds} detik; waktu unggahan adalah waktu platform. Periksa jam komputer ini.",
    "note_interrupted": "TERPUTUS: {problem}",
    "line": "{source}: {read} dibaca = {stored} baru + {known} sudah ada + {rejected} ditolak; {other} bukan unggahan, {outside} di luar waktu yang diminta",
    "seen": "Terlihat: {first} s.d. {last} (WIB).",
    "nothing": "Tidak ada apa-apa dalam waktu yang diminta.",
    "since": "Tidak lebih lama dari ini, misalnya 2024-02-01 atau '2024-02-01 07:00 WIB'; bawaan: dari tempat terakhir, pertama kali seminggu ke belakang.",
    "until": "Tidak lebih baru dari ini; satu tanggal dihitung sehari penuh.",
    "limit": "Paling banyak sekian catatan per sumber; sisanya disebut sebagai celah.",
    "no_time": "'{given}' bukan waktu; tulis seperti 2024-02-01 atau '2024-02-01 07:00 WIB'.",
    "waiting": "{host} meminta kita menunggu {seconds} detik; menunggu.",
}
