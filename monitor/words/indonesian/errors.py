"""Kesalahan: apa yang terjadi, lalu apa yang bisa dilakukan."""

WORDS = {
    "unknown_name": "Tidak ada {kind} bernama '{name}'. Coba: {nearest}.",
    "not_found": "Tidak ada klaim '{name}' di basis data. Lihat daftar dengan: monitor queue --all",
    "factcheck_not_found": "Tidak ada pemeriksaan fakta '{name}' di arsip. Lihat daftar dengan: monitor archive list",
    "store_readonly": "Basis data {path} tidak bisa dibuka atau ditulis ({problem}). Pilih folder yang boleh ditulis dengan --db.",
    "disk_full": "Diska penuh saat menulis {path}. Kosongkan ruang, lalu jalankan lagi: yang sudah tersimpan aman.",
    "disk_failed": "Disk tempat {path} tidak bisa dibaca atau ditulis. Kosongkan ruang atau pasang lagi disknya, lalu ulangi: yang sudah tersimpan aman.",
    "no_unicode": "Perintah itu memuat huruf rusak (bukan UTF-8). Ketik ulang, jangan ditempel.",
    "no_database": "Basis data {path} belum ada. Buat dengan: monitor scan BERKAS --db {path}",
    "not_a_database": "{path} bukan basis data Pemilu Monitor. Pilih berkas lain dengan --db.",
    "store_corrupt": "Basis data {path} rusak ({problem}). Salin dari cadangan, atau buat baru dan impor ulang berkasnya.",
    "store_busy": "Basis data {path} sedang dipakai proses lain. Tunggu sampai selesai, lalu coba lagi.",
    "store_newer": "Basis data {path} dibuat oleh versi yang lebih baru. Perbarui dengan: pip install -U pemilu-monitor",
    "store_failed": "Basis data {path} gagal dipakai: {problem}. Coba lagi; bila berulang, buat salinan lalu laporkan.",
    "corpus_unreadable": (
        "{path} tidak terbaca: {problem}. Simpan ulang sebagai teks UTF-8 yang benar."
    ),
    "corpus_toml": "{path} bukan TOML yang benar: {problem}. Perbaiki di tempat itu.",
    "corpus_invalid": "{path}, bagian {place}: {problem} (masalah ditemukan: {count})",
    "model_unreadable": "Model {path} tidak terbaca ({problem}). Hapus kedua berkasnya (.json dan .npz), atau latih lagi dengan: monitor model train",
    "model_changed": "Isi model {path} tidak cocok dengan sidiknya: berkasnya pernah diubah. Jangan dipakai; salin lagi dari sumbernya, atau latih lagi dengan: monitor model train",
    "model_newer": "Model {path} dibuat oleh versi yang lebih baru. Perbarui dengan: pip install -U pemilu-monitor",
    "elections_folder": "{path} bukan folder. Buat foldernya, atau kosongkan MONITOR_ELECTIONS.",
    "election_file_name": (
        "{path}: nama berkas menjadi id pemilu, jadi pakai huruf kecil, angka, dan tanda hubung "
        "saja, misalnya pilbup-lamongan-2024.toml."
    ),
    "election_parent": (
        "{path}, bagian parent: tidak ada pemilu induk '{parent}', atau ia menginduk pada "
        "dirinya sendiri. Yang bisa dipakai: {known}."
    ),
    "election_not_scheduled": (
        "{path}: {name} belum punya jadwal, dan jadwal tidak ditebak. Salin berkasnya ke folder "
        "elections/ di samping basis data, isi tahapannya dari PKPU, lalu hapus baris status."
    ),
    "register_header": "{path}, baris 1: kolomnya harus {columns} (hanya account yang wajib).",
    "register_cells": (
        "{path}, baris {line}: jumlah kolom melebihi judulnya. Apit isi yang memuat koma dengan "
        "tanda kutip."
    ),
    "register_quotes": "{path}: ada tanda kutip yang tidak ditutup. Tutup, atau gandakan bila bagian dari isinya.",
    "register_account": (
        "{path}, baris {line}: '{account}' bukan akun. Tulis seperti x:nama_akun atau tempel "
        "tautan profilnya."
    ),
    "register_role": "{path}, baris {line}: peran '{role}' tidak dikenal. Pilih: {known}.",
    "register_url": "{path}, baris {line}: '{url}' bukan tautan. Awali dengan https://.",
    "register_date": "{path}, baris {line}: '{date}' bukan tanggal. Tulis seperti 2024-11-27.",
    "register_level": "{path}, baris {line}: tidak ada tingkat bukti '{level}'. Tulis 0 (tidak ada) sampai 4 (dokumen resmi dan sumber lain), misalnya 2 atau 3: daftar KPU.",
    "register_paid": "{path}, baris {line}: peran disclosed_paid untuk {account} ditolak, karena buktinya baru tingkat {level}. Peran ini perlu tingkat 2 atau lebih, dengan tautan (url) dan tanggal (date) halaman yang mengungkap pembayarannya. Bila tidak ada, kosongkan perannya (unknown).",
    "register_unshown": "{path}, baris {line}: bukti tingkat {level} untuk {account} perlu tautan (url) dan tanggal (date). Isi keduanya, atau turunkan tingkatnya menjadi 1.",
    "register_twice": (
        "{path}, baris {line}: akun {account} sudah terdaftar di baris lain. Sisakan satu baris."
    ),
    "public_row": (
        "{path}, baris {line}: isi enam kolomnya (handle, platform, kind, name, source, "
        "confidence); tanpa sumber, tulis general."
    ),
    "cue_judges": (
        "{path}: frasa '{phrase}' memuat '{word}', kata yang sudah menghakimi atau menyebut media. "
        "Hapus frasa itu."
    ),
    "archive_twice": "{path}, baris {line}: id {id} sudah dipakai di baris lain. Sisakan satu baris.",
    "input_missing": "Berkas {path} tidak ditemukan. Periksa nama dan foldernya.",
    "input_no_file": (
        "{path} bukan berkas (melainkan folder atau perangkat). Sebutkan berkas di dalamnya."
    ),
    "input_unreadable": (
        "{path} tidak bisa dibaca: {problem}. Tutup program lain yang memakainya dan periksa "
        "izinnya, lalu coba lagi."
    ),
    "input_empty": "{path} kosong. Unduh atau ekspor ulang berkasnya.",
    "input_no_record": (
        "{path} tidak berisi satu pun catatan yang utuh. Ekspor ulang sebagai JSONL (satu objek"
        " JSON per baris), CSV, atau XLSX."
    ),
    "input_unknown_format": (
        "Isi {path} tidak dikenali sebagai unggahan (kolom: {keys}). Tunjukkan kolom teksnya, "
        "misalnya: --map NAMA_KOLOM=text, atau pilih formatnya dengan --format"
    ),
    "input_archive": (
        "{path} adalah arsip (zip, gz, atau sejenisnya). Buka dulu arsipnya, lalu berikan "
        "berkas di dalamnya."
    ),
    "input_media": (
        "{path} adalah gambar, video, atau suara. Salin teks dan tautannya ke tabel (kolom isi "
        "dan tautan), lalu berikan tabel itu."
    ),
    "input_pdf": (
        "{path} adalah PDF. Salin tabel di dalamnya ke lembar kerja, simpan sebagai XLSX atau "
        "CSV, lalu berikan berkas itu."
    ),
    "input_database": (
        "{path} adalah basis data SQLite, bukan kumpulan unggahan. Untuk membukanya: --db {path}"
    ),
    "input_web_page": (
        "{path} adalah halaman web atau XML, bukan data. Ekspor datanya sebagai CSV, XLSX, atau"
        " JSONL."
    ),
    "input_binary": (
        "{path} bukan teks dan bukan XLSX. Ekspor datanya sebagai CSV, XLSX, atau JSONL."
    ),
    "key_unreadable": (
        "Kunci nama samaran {path} tidak bisa dibaca atau dibuat: {problem}. Periksa izin folder "
        "basis datanya, lalu ulangi."
    ),
    "key_broken": (
        "Kunci nama samaran {path} rusak: {size} byte, seharusnya {expected}. Kembalikan dari "
        "cadangan; bila tidak ada, hapus berkasnya agar dibuat kunci baru (nama samaran berubah)."
    ),
    "export_onto_project": "{path} adalah bagian dari proyek ini (basis data atau kuncinya) dan tidak ditimpa. Pilih nama lain.",
    "export_exists": "{path} sudah ada. Pilih nama lain, atau minta agar ditimpa dengan --overwrite.",
    "export_unwritable": (
        "{path} tidak bisa ditulis: {problem}. Periksa folder, izin, dan ruang disknya; tutup "
        "berkas itu bila sedang terbuka di Excel."
    ),
    "no_header": (
        "{path}: tidak ada baris judul kolom yang dikenal (baris pertama: {cells}). Tambahkan judul "
        "seperti tanggal, akun, isi, tautan; atau tunjuk kolom ke-3 sebagai isi: --map 3=text"
    ),
    "workbook_locked": (
        "{path} dikunci kata sandi. Simpan salinannya tanpa kata sandi, atau sebagai CSV."
    ),
    "workbook_broken": (
        "{path} rusak dan tidak terbaca sebagai lembar sebar ({problem}). Buka di Excel atau "
        "LibreOffice, lalu simpan ulang sebagai .xlsx atau CSV."
    ),
    "workbook_too_large": (
        "{path} terlalu besar untuk dibuka di memori ({size} MB setelah dibuka). Simpan sebagai CSV; "
        "CSV sebesar apa pun terbaca."
    ),
    "input_no_factcheck": (
        "Isi {path} tidak dikenali sebagai pemeriksaan fakta (kolom: {keys}). Yang terbaca: tabel dengan "
        "kolom judul dan putusan, tanggal, atau tautan; halaman artikel; umpan RSS; JSON ClaimReview."
    ),
    "page_too_large": (
        "{path} lebih besar dari {megabytes} MB, terlalu besar untuk satu halaman atau umpan. Simpan "
        "artikelnya satu per satu, atau sebagai tabel CSV."
    ),
    "parquet_needs": (
        "{path} adalah Parquet, yang butuh satu paket lagi: pip install 'pemilu-monitor[parquet]'. "
        "Atau simpan tabelnya sebagai CSV."
    ),
    "parquet_broken": (
        "{path} rusak dan tidak terbaca sebagai Parquet ({problem}). Buat ulang, atau simpan sebagai CSV."
    ),
    "match_data_unreadable": "{path} tidak dapat dipakai untuk mengukur: {problem}. Isi folder: factcheck_archive, claim_match_pairs, political_posts (.parquet); pasang juga pandas dan pyarrow.",
    "evaluate_too_few": "{path} tidak bisa dipakai untuk mengukur: di setiap pembagian, salah satu sisi punya kurang dari {least} kelompok teks untuk salah satu label. Tambah baris, atau tunjuk kolom labelnya dengan --column label=KOLOM (sekarang: {column}).",
    "labelled_no_text": "{path} tidak punya kolom teks yang dikenal (kolom: {keys}). Tunjuk kolomnya: --column text=NAMA_KOLOM",
    "review_name": "Siapa yang menilai? Tambahkan --as NAMA; pakai nama samaran, bukan nama asli.",
    "review_nothing": "Tidak ada yang disimpan. Sebutkan putusan (--verdict salah --reason ALASAN) atau status (--state diambil).",
    "review_reason": "Putusan tanpa alasan tidak disimpan. Tambahkan --reason 'apa yang Anda temukan'.",
    "review_why_aside": "Klaim yang disisihkan ({state}) butuh alasan. Tambahkan --reason 'mengapa'.",
    "review_aside": "{claim} sudah diputus, jadi tidak bisa disisihkan sebagai {state}. Kalau putusannya keliru, koreksi dengan --verdict dan --reason.",
    "review_no_verdict": "{claim} belum punya putusan, jadi belum bisa {state}. Beri dulu: --verdict PUTUSAN --reason ALASAN",
    "review_no_correction": "Koreksi butuh putusan baru atas {claim} yang sudah pernah diputus: --verdict PUTUSAN --reason ALASAN",
    "review_no_evidence": "{claim} belum punya bukti, jadi belum bisa terbit. Tambahkan --evidence TAUTAN",
    "review_step": "{claim} tidak bisa pindah dari {before} ke {state}. Pilih: {known}.",
    "learn_too_few": "{path}: baru {count} putusan yang bisa dipelajari ({positive} kelompok ditemukan salah, {negative} tidak); perlu {least}, dan {each} kelompok dari tiap macam. Tinjau lagi: monitor queue --explore 0.1, lalu monitor review KLAIM --verdict PUTUSAN --reason ALASAN --as NAMA",
    "train_few_ordinary": "{path}: terlalu sedikit teks biasa yang berbeda; perlu sedikitnya {least}. Tambah teksnya, atau jangan pakai --ordinary.",
    "train_exists": "Sudah ada model di {path}. Pakai nama lain dengan --out, atau timpa dengan --force.",
    "train_too_few": "{path}: hanya ada {count} kelompok teks berlabel {label}; perlu sedikitnya {least}. Tambah data, atau periksa kolom labelnya dengan --column label=KOLOM.",
}
