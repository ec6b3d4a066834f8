"""Yang dikatakan saat berjaga: apa yang dikerjakan, apa yang gagal, kapan komputer tertidur."""

WORDS = {
    "file": "berkas",
    "once": "Tanya sekali setiap sumber yang sudah waktunya, lalu selesai (untuk cron atau Task Scheduler).",
    "check": "Periksa berkasnya saja, tanpa bertanya ke mana pun.",
    "fail_on_alert": "Dengan --once: kode keluar 1 bila ada peringatan baru.",
    "sound": "{path} beres: {count} sumber, basis data {database}.",
    "sound_source": "{source}: tiap {minutes} menit",
    "sound_quiet": "Peringatan diam pukul {start}–{end} WIB.",
    "started": "Berjaga: {count} sumber, basis data {database}. Berhenti dengan Ctrl-C.",
    "stopping": "Diminta berhenti; halaman yang sedang dibaca diselesaikan dulu.",
    "stopped": "Berhenti. Menjalankannya lagi melanjutkan dari tempat terakhir.",
    "asked": "{source}: {stored} baru, {known} sudah ada, {rejected} ditolak",
    "failed": "GAGAL {problem} Dicoba lagi pada giliran berikutnya.",
    "failed_source": "{source}: GAGAL {problem} Dicoba lagi pada giliran berikutnya.",
    "slept": "Komputer ini tertidur atau jamnya diubah: {first} s.d. {last} WIB. Yang terlewat ditanyakan sekarang.",
    "clock_back": "Jam komputer ini mundur: dari {first} ke {last} WIB. Periksa jamnya.",
    "scanned": "Dianalisis: {posts} unggahan baru.",
    "alerts": "{count} peringatan baru.",
    "forgotten": "Sumber ke-{number} di berkas ini sudah dihapus dengan monitor forget dan tidak ditanya lagi; hapus barisnya.",
    "no_purse": "{source}: jatah hari ini habis ({dollars} dolar); ditanya lagi besok.",
}
