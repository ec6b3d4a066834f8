"""Alasan: apa yang terlihat pada sebuah unggahan atau klaim. Petunjuk, bukan putusan."""

WORDS = {
    "urgency": "Mendesak pembaca untuk segera bertindak",
    "share_call": "Meminta pembaca menyebarkannya",
    "unnamed_authority": "Bersandar pada sumber yang tidak disebut namanya",
    "shouting": "Ditulis seperti berteriak, huruf besar semua atau tanda baca bertumpuk",
    "chat_chain": "Ada tanda pesan berantai dari grup ke grup",
    "gain_shop": "Disertai ajakan membeli",
    "gain_affiliate": "Disertai tautan atau kode yang memberi komisi",
    "gain_data": "Meminta nomor identitas atau data pribadi",
    "gain_donation": "Disertai permintaan uang atau nomor rekening",
    "gain_phone": "Mengarahkan pembaca ke nomor telepon atau percakapan pribadi",
    "gain_gambling": "Disertai promosi judi daring",
    "early_results": (
        "Menyebut hasil pemungutan suara pada {time}, padahal hitung cepat baru boleh diumumkan "
        "mulai {allowed}"
    ),
    "quiet_period_campaign": (
        "Ajakan kampanye pada masa tenang ({time}) dari akun yang ada di daftar akun kampanye, "
        "layak dicek"
    ),
    "figure": "Menyebut {label}",
    "institution": "Menyebut lembaga {label}",
    "place": "Menyebut tempat {label}",
    "voting_procedure": "Menyinggung cara memilih atau penghitungan suara",
    "voting_change": (
        "Menyebut cara memilih atau penghitungan suara yang berubah, dilarang, rusak, atau dicurangi"
    ),
    "checkable_claim": "Memuat pernyataan yang dapat diperiksa",
    "opinion": "Lebih berupa pendapat, perasaan, atau harapan",
    "prediction": "Lebih berupa perkiraan tentang hal yang belum terjadi",
    "question": "Lebih berupa pertanyaan",
    "clarification": "Ini tampaknya klarifikasi atau bantahan, bukan klaimnya",
    "spread": (
        "Diunggah {posts} kali oleh {accounts} akun di {platforms} platform, {last_day} kali "
        "dalam 24 jam terakhir"
    ),
    "narrative": (
        'Mirip narasi "{label}", yang pernah muncul: {cycles} (contoh tercatat: {instances})'
    ),
    "narrative_unsettled": (
        'Mirip narasi "{label}", yang pernah muncul: {cycles} (contoh tercatat: {instances}; di '
        "antaranya ada yang terbukti benar atau masih diperdebatkan)"
    ),
    "narrative_always": (
        'Mirip narasi "{label}", yang muncul kapan saja (contoh tercatat: {instances})'
    ),
    "void": (
        "Setelah {hours} jam belum terlihat sumber dari daftar sumber kredibel yang mengunggah, "
        "mengutip, atau menjawabnya, atau ditautkan (akun yang membawanya: {accounts}); jawaban di "
        "luar data ini tidak terlihat"
    ),
    "resembles_checked": (
        "Mirip dengan yang biasanya dipilih pemeriksa fakta, lebih mirip daripada {percent} dari 100 "
        "teks latihannya (penanda: tinggi)"
    ),
    "resembles_checked_medium": (
        "Agak mirip dengan yang biasanya dipilih pemeriksa fakta, lebih mirip daripada {percent} dari "
        "100 teks latihannya (penanda: sedang)"
    ),
    "resembles_words": "Kata-kata ini menaikkan skor penanda ({points})",
    "known_claim": (
        "Mirip dengan yang pernah diperiksa: {factcheck_id}, {date}, dinilai {label} oleh "
        "{publisher}. Penilaian itu tentang yang dulu; yang ini perlu dicek sendiri"
    ),
    "known_claim_differs": (
        "Mirip dengan yang pernah diperiksa: {factcheck_id}, {date}, dinilai {label} oleh "
        "{publisher}. Bedanya: di sini “{here}”, dulu “{there}”"
    ),
    "similar_topic": (
        "Topiknya mirip dengan yang pernah diperiksa: {factcheck_id}, {date}, oleh {publisher}"
    ),
    "checked_later": (
        "Diperiksa kemudian: {factcheck_id}, {date}, dinilai {label} oleh {publisher}; saat klaim "
        "ini muncul, pemeriksaan itu belum ada"
    ),
    "none_seen": "Belum terlihat apa pun yang menonjol; itu bukan berarti benar atau aman",
    "amplification": "Diteruskan akun lain, {reposts} kali lewat repost dan {quotes} kali lewat kutipan",
}

_SAME = {
    "": "{objects} hal yang sama",
    "_link": "{objects} tautan yang sama",
    "_text": "{objects} teks yang sama",
    "_media": "{objects} gambar atau video yang sama",
    "_hashtags": "{objects} rangkaian tagar yang sama",
    "_repost": "repost dari {objects} unggahan yang sama",
    "_reply": "balasan ke {objects} unggahan yang sama",
}
_CHANCES = {"": "0,001", "_100": "0,01", "_20": "0,05"}
WORDS |= {
    f"coordination{kind}{end}": (
        f"Pola unggah serempak: {{accounts}} akun, {same} dalam {{seconds}} detik, peluang kebetulan "
        f"< {chance}; {{part}} dari {{whole}} unggahan dan kutipan klaim ini dari akun-akun itu"
    )
    for kind, same in _SAME.items()
    for end, chance in _CHANCES.items()
}
WORDS |= {
    "clusters_not_looked": "pola unggah serempak belum dicari; jalankan dulu: monitor scan",
    "clusters_few": "terlalu sedikit akun yang meneruskan untuk menyebut bagiannya",
    "crossing_one_platform": "semua unggahan di basis data ini dari satu platform",
    "crossing_none": "tidak ada klaim atau tautan yang terlihat di dua platform atau lebih",
}
