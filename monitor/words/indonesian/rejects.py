"""Mengapa satu catatan tidak bisa dibaca; ditampilkan setelah nama berkas dan nomor baris."""

WORDS = {
    "line_too_long": (
        "baris ini lebih panjang dari {megabytes} MB, jadi bukan satu unggahan; dilewati"
    ),
    "line_cut": (
        "baris terakhir terpotong (putus di huruf ke-{place}); unduh atau ekspor ulang berkasnya"
    ),
    "no_json": "baris ini bukan JSON yang utuh (rusak di huruf ke-{place})",
    "no_object": "baris ini JSON, tetapi bukan satu catatan (bukan {{…}})",
    "platform": (
        "berasal dari {platform}, yang belum bisa dibaca; salin ke tabel dengan kolom isi dan "
        "tautan"
    ),
    "unmapped": "bentuk catatan ini belum dikenal: tidak ada '{key}'",
    "unexpected": "bentuk catatan ini belum dikenal ({problem})",
    "telegram_private": (
        "obrolan yang tidak publik ({kind}) beserta pesannya ({count}): tidak dibaca, tidak ada yang "
        "disimpan"
    ),
    "telegram_no_preview": (
        "halaman t.me ini tidak menampilkan pesan; simpan https://t.me/s/KANAL. Kanal pribadi, grup, "
        "dan kanal yang mematikan pratinjaunya tidak punya halaman itu"
    ),
    "article_empty": "artikel ini tidak punya judul, isi, ataupun tautan; lihat sumbernya di situsnya",
    "article_refused": "halaman artikel ini tidak bisa dibaca: {problem}",
    "article_unread": "halaman artikel ini tidak memuat pemeriksaan fakta yang bisa dibaca; buka sendiri alamatnya",
    "no_text_no_link": (
        "baris ini tidak berisi teks atau tautan; isi salah satunya, atau tunjuk kolomnya dengan "
        "--map kolom=text"
    ),
    "id_destroyed": (
        "id {id} sudah dirusak lembar sebar (digit belakangnya hilang); isi tautan unggahannya, atau "
        "salin ulang id setelah kolomnya diformat sebagai Teks"
    ),
    "open_quote": (
        "tanda kutip di baris ini tidak pernah ditutup; tutup kutipnya, atau gandakan jika bagian dari "
        "teks"
    ),
    "factcheck_no_title": (
        "pemeriksaan fakta ini tidak punya judul dan tidak menyebut klaimnya; isi salah satunya"
    ),
    "factcheck_broken_jsonld": (
        "blok ClaimReview di halaman ini bukan JSON yang utuh; ambil ulang halamannya, atau salin isinya ke "
        "tabel"
    ),
    "factcheck_same_id": (
        "id {id} sudah dipakai artikel lain di baris {line}; beri id yang berbeda"
    ),
    "labelled_no_text": "{count} baris tidak punya teks di kolom {column}; barisnya tetap ada, tanpa label",
    "labelled_no_label": (
        "tidak ada kolom label, jadi semua {count} baris tanpa label; tunjuk kolomnya dengan "
        "--column label=NAMA_KOLOM"
    ),
    "labelled_foreign": (
        "kolom {column} melabeli hal lain, bukan benar atau salah ({values}, di {count} baris); "
        "isinya disimpan sebagai teks, semua baris tanpa label; tunjuk kolom lain dengan --column "
        "label=NAMA_KOLOM"
    ),
    "labelled_unknown": (
        "label '{value}' di kolom {column} ({count} baris) tidak dikenal; barisnya tanpa label; tulis "
        "1 atau 0, atau putusan seperti SALAH dan BENAR"
    ),
    "share_no_object": "tidak ada isi object_id (apa yang dibagikan)",
    "share_no_account": "tidak ada isi account_id (siapa yang membagikan)",
    "share_lost": (
        "id sudah dirusak lembar sebar atau disimpan sebagai pecahan (digit belakangnya hilang): "
        "objek {object}, akun {account}; ekspor ulang dengan id sebagai teks"
    ),
    "share_no_time": "tidak ada isi timestamp_share (kapan dibagikan)",
    "share_time": "'{time}' bukan waktu; tulis detik sejak 1970, atau seperti 2024-02-14T07:05:00+07:00",
    "share_beyond": (
        "{time} detik berarti sesudah tahun 2100; mungkin satuannya lebih kecil: ubah baris itu ke detik, "
        "atau pakai --unit ms bila semuanya milidetik"
    ),
}
