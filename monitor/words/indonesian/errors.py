"""Kesalahan: apa yang terjadi, lalu apa yang bisa dilakukan."""

WORDS = {
    "unknown_name": "Tidak ada {kind} bernama '{name}'. Coba: {nearest}.",
    "nobody_found": "Tidak ada akun atau unggahan '{name}' di basis data. Tulis seperti x:rina, x:4711, atau alamat unggahannya; cari dulu dengan: monitor search",
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
    "register_two": "Ada lebih dari satu daftar akun kampanye di samping basis data: {files}. Sisakan satu, atau sebutkan dengan --register.",
    "register_yaml": "{path}, baris {line}: ini bukan YAML ({problem}). Perbaiki baris itu (nilai bertitik dua diberi tanda kutip), atau simpan daftarnya sebagai CSV.",
    "register_yaml_shape": "{path}, baris {line}: seharusnya {expected}. Daftar terdiri dari entri seperti: - account: x:kpu_id",
    "register_key": "{path}, baris {line}: tidak ada medan '{field}' dalam sebuah entri, atau ditulis dua kali. Medan: {columns}.",
    "no_phases": "Fase '{name}' tidak bisa dipilih: tidak ada pemilu dengan kalender yang dikenal. Sebutkan dengan --election.",
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
        "{path} adalah PDF. Salin tabel di dalamnya ke lembar sebar, simpan sebagai XLSX atau "
        "CSV, lalu berikan berkas itu."
    ),
    "input_database": (
        "{path} adalah basis data SQLite, bukan kumpulan unggahan. Untuk membukanya: --db {path}"
    ),
    "input_whatsapp": (
        "{path} adalah obrolan WhatsApp, yang bersifat pribadi, jadi tidak dibaca. Kalau ini "
        "obrolan saluran aduan: monitor import --tipline {path}"
    ),
    "input_no_chat": (
        "{path} bukan obrolan WhatsApp yang diekspor sebagai .txt. Baca tanpa --tipline, atau "
        "ekspor ulang obrolannya (tanpa media)."
    ),
    "telegram_no_preview": (
        "{host}/s/{name} tidak menampilkan pesan: kanalnya tidak ada, bersifat pribadi atau berupa "
        "grup, atau pratinjaunya dimatikan. Periksa ejaannya; ekspor dari pengelolanya bisa dibaca "
        "dengan monitor import."
    ),
    "telegram_no_page": (
        "{host} menjawab dengan halaman yang tidak utuh atau bukan halaman kanal. Yang sudah masuk "
        "tersimpan; buka t.me di peramban, lalu jalankan lagi perintah yang sama."
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
    "source_unknown": "Tidak ada sumber '{source}'. Sumber ditulis seperti {example}; platform: {known}.",
    "source_forgotten": "'{source}' sudah dihapus dengan monitor forget dan tidak dikumpulkan lagi. Keluarkan dari daftar sumber.",
    "source_shape": "'{source}' tidak bisa dikumpulkan. Tulis seperti {example}.",
    "window_empty": "Waktu yang diminta kosong: mulai {since}, sampai {until} (WIB). --since harus sebelum --until.",
    "secret_missing": "Sumber ini butuh {name}. Isi variabel lingkungan {variable}, atau simpan di keyring (pip install 'pemilu-monitor[keyring]'; keyring set pemilu-monitor {variable}).",
    "fetch_no_address": "'{host}' bukan alamat web. Tulis dengan https:// di depannya.",
    "fetch_redirected": "{host} mengalihkan kita ke {target}, yaitu situs lain atau yang kurang aman. Kalau memang benar, sebutkan alamat itu sebagai sumber.",
    "fetch_redirect_loop": "{host} mengalihkan kita berputar-putar. Buka alamatnya di peramban, lalu sebutkan alamat akhirnya.",
    "fetch_private": "Sebuah tautan menuju {host}, di dalam jaringan pribadi; tidak diikuti. Sebutkan sendiri alamat itu sebagai sumber kalau Anda memercayainya.",
    "fetch_robots": "robots.txt di {host} meminta program tidak membaca {url}; tidak dibaca. Baca sendiri halamannya, atau minta izin situsnya.",
    "fetch_too_large": "Jawaban {host} lebih besar dari {megabytes} MB dan tidak dibaca. Minta lebih sedikit: --since yang lebih baru atau sumber yang lebih kecil.",
    "fetch_busy": "{host} meminta kita menunggu (429, kira-kira {minutes} menit), lebih lama dari batas kita. Yang sudah didapat tersimpan; jalankan lagi perintah yang sama nanti.",
    "fetch_failing": "{host} bermasalah di pihaknya (status {status}), beberapa kali. Yang sudah didapat tersimpan; jalankan lagi perintah yang sama nanti.",
    "fetch_denied": "{host} menolak (status {status}): butuh kunci atau token, atau yang diberikan keliru. docs/collect.md menyebut variabel yang harus diisi.",
    "fetch_gone": "{host} tidak punya yang diminta (status {status}). Periksa ejaan sumbernya; mungkin sudah ganti nama atau dihapus.",
    "fetch_refused": "{host} tidak menerima pertanyaan ini (status {status}). Periksa sumbernya; kalau sudah benar, tolong laporkan.",
    "fetch_slow": "{host} tidak memberi jawaban utuh dalam {seconds} detik. Periksa sambungan, lalu jalankan lagi perintah yang sama.",
    "fetch_certificate": "Sertifikat {host} tidak bisa dipercaya ({problem}). Periksa jam komputer ini dan ejaannya; di jaringan berhalaman login, login dulu.",
    "fetch_no_name": "Situs {host} tidak ditemukan. Periksa ejaannya dan sambungan internet Anda.",
    "fetch_no_connection": "{host} tidak bisa dihubungi ({problem}). Periksa sambungan dan proxy Anda, lalu jalankan lagi perintah yang sama.",
    "proxy": "Alamat proxy di HTTPS_PROXY, HTTP_PROXY, atau ALL_PROXY tidak bisa dipakai. Tulis seperti http://tuan:8080 atau socks5://tuan:1080, atau hapus.",
    "feed_too_long": "Umpan {host} memuat lebih dari {most} artikel sekaligus dan tidak dibaca. Sebutkan umpan yang lebih kecil, misalnya satu rubrik.",
    "fetch_packed": "Jawaban {host} rusak atau dikemas dengan cara yang tidak diminta (status {status}). Yang sudah didapat tersimpan; jalankan lagi perintah yang sama.",
    "fetch_cut": "Sambungan ke {host} putus di tengah jalan. Yang sudah didapat tersimpan; jalankan lagi perintah yang sama.",
    "fetch_no_stream": "{host} bukan Jetstream (status {status}): tidak membuka aliran, atau mengirim hal lain. Periksa alamat sesudah @.",
    "feed_none": "'{host}' tidak memberi umpan RSS, Atom, atau WordPress di alamat itu (status {status}). Cari tautan umpannya di halaman situsnya, misalnya /feed.",
    "fetch_html": "{host} menjawab dengan halaman web, bukan data (status {status}); mungkin halaman login jaringan. Buka di peramban, lalu jalankan lagi perintah yang sama.",
    "fetch_no_json": "Jawaban {host} tidak utuh (status {status}). Yang sudah didapat tersimpan; jalankan lagi perintah yang sama.",
    "shares_columns": "{path} bukan tabel berbagi: tidak ada kolom {missing} (yang ada: {keys}). Tunjuk kolomnya, misalnya --map NAMA_KOLOM=object_id; kalau isinya unggahan: monitor scan {path}, lalu monitor coordination --db monitor.db",
    "shares_none": "Tidak satu pun dari {rows} baris di {path} bisa dipakai. Kebanyakan: {reason}.",
    "shares_beyond": "Waktu di {path} (misalnya {time}) bukan detik sejak 1970: itu sesudah tahun 2100. Ulangi dengan --unit {unit}.",
    "coordination_window": "Jendela {seconds} detik tidak bisa dipakai. Pilih dari 0 detik sampai satu hari, misalnya --window 60 atau --window 2m.",
    "coordination_no_window": "Tidak ada jendela waktu. Sebutkan satu, misalnya --window 60.",
    "coordination_q": "q {q} tidak bisa dipakai. Pilih di atas 0 sampai 1, misalnya --q 0.05.",
    "coordination_weight": "Bobot terkecil {weight} tidak bisa dipakai. Pilih 1 atau lebih, misalnya --min-weight 2.",
    "coordination_reaction": "Waktu reaksi {seconds} detik tidak bisa dipakai. Pilih di atas 0, misalnya --reaction 180, atau --exact tanpa anggapan itu.",
    "mastodon_closed": "{host} hanya memperlihatkan ini kepada anggotanya, atau tidak kepada siapa pun (status {status}). Minta lewat server lain, atau isi token {host} (docs/collect.md).",
    "bluesky_login": "{host} hanya mencarikan bagi yang sudah login (status {status}). Isi MONITOR_BLUESKY_HANDLE dan MONITOR_BLUESKY_PASSWORD (kata sandi aplikasi, docs/collect.md); kalau sudah diisi, periksa lagi.",
    "bluesky_password": "{host} tidak menerima login ini (status {status}). Periksa MONITOR_BLUESKY_HANDLE; buat kata sandi aplikasi (Settings, App passwords) untuk MONITOR_BLUESKY_PASSWORD; kalau akunnya ada di server lain, sebutkan servernya di MONITOR_BLUESKY_SERVICE.",
    "bluesky_no_account": "{host} tidak memperlihatkan akun '{name}'. Periksa ejaannya; mungkin sudah ganti nama, ditangguhkan, atau dihapus.",
    "mastodon_no_account": "{host} tidak punya akun '{name}'. Periksa ejaannya; minta di server akun itu sendiri.",
    "youtube_refused": "{host} tidak menerima kunci MONITOR_YOUTUBE_KEY ({reason}). Periksa kunci itu, dan apakah YouTube Data API v3 sudah diaktifkan untuk proyeknya.",
    "youtube_no_channel": "YouTube tidak punya kanal '{name}'. Periksa ejaannya, atau tulis nomornya (UC...).",
    "youtube_no_video": "YouTube tidak menampilkan video '{name}': sudah dihapus atau pribadi, atau alamatnya salah ketik.",
    "x_no_budget": "{host} meminta bayaran: {least} sampai {most} dolar per unggahan (dengan akunnya, dan dengan yang dibalas atau dikutip). Belum ada yang ditanyakan. Sebutkan berapa yang boleh dihabiskan kali ini: --spend 1.50; --spend 0.01 hanya menghitung unggahan dan menyebut harganya.",
    "x_no_credit": "{host} mengatakan saldo token ini habis (402). Isi lagi di developer.x.com, lalu jalankan perintah yang sama.",
    "store_in_use": "Program lain sedang memakai {path}. Yang harus hilang sudah dihapus, tetapi jejaknya masih ada di berkas: tutup program itu dan jalankan lagi perintah yang sama.",
    "source_unexpected": "{host} menjawab dengan bentuk yang belum dikenal ({problem}). Yang sudah didapat tersimpan; tolong laporkan.",
    "watched": "{path} sudah dijaga oleh proses lain (pid {pid}, sejak {since}). Hentikan yang itu dulu, atau pakai basis data lain.",
    "webhook_https": "Alamat webhook harus https. Perbaiki MONITOR_WEBHOOK.",
    "alerts_unwritten": "Peringatan tidak bisa ditulis ke {path}: {problem}. Periksa berkas dan ruang disknya.",
    "log_unwritten": "Catatan kerja tidak bisa ditulis ke {path}: {problem}. Perbaiki baris log dalam watch.toml.",
}
