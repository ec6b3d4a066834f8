"""Alasan: apa yang terlihat pada sebuah unggahan atau klaim. Petunjuk, bukan putusan."""

WORDS = {
    "urgency": "Mendesak pembaca untuk segera bertindak.",
    "share_call": "Meminta pembaca menyebarkannya.",
    "unnamed_authority": "Bersandar pada sumber yang tidak disebut namanya.",
    "shouting": "Ditulis seperti berteriak: huruf besar semua atau tanda baca bertumpuk.",
    "chat_chain": "Ada tanda pesan berantai dari grup ke grup.",
    "gain_shop": "Disertai ajakan membeli.",
    "gain_affiliate": "Disertai tautan atau kode yang memberi komisi.",
    "gain_donation": "Disertai permintaan uang atau nomor rekening.",
    "gain_phone": "Mengarahkan pembaca ke nomor telepon atau percakapan pribadi.",
    "gain_gambling": "Disertai promosi judi daring.",
    "early_results": (
        "Menyebut hasil pemungutan suara pada {time}, padahal hitung cepat dan exit poll baru "
        "boleh diumumkan mulai {allowed}."
    ),
    "quiet_period_campaign": (
        "Ajakan kampanye pada masa tenang ({time}) dari akun yang tercatat di daftar akun "
        "kampanye: layak dicek."
    ),
    "figure": "Menyebut {label}.",
    "institution": "Menyebut lembaga: {label}.",
    "place": "Menyebut tempat: {label}.",
    "voting_procedure": "Menyangkut tata cara memilih atau penghitungan suara.",
    "checkable_claim": "Memuat pernyataan yang dapat diperiksa.",
    "opinion": "Lebih berupa pendapat, perasaan, atau harapan.",
    "prediction": "Lebih berupa perkiraan tentang hal yang belum terjadi.",
    "question": "Lebih berupa pertanyaan.",
    "spread": (
        "Jumlah unggahan: {posts}, dari {accounts} akun di {platforms} platform; dalam 24 jam "
        "terakhir: {last_day}."
    ),
    "none_seen": "Belum terlihat apa pun yang menonjol; itu bukan berarti benar atau aman.",
    "amplification": "Diulang akun lain: {reposts} repost, {quotes} kutipan; paling banyak oleh {account} ({times}x).",
}
