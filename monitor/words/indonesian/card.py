"""Kartu sebuah model penanda."""

WORDS = {
    "title": "Kartu model: penanda {version}",
    "made": "Dibuat {date} oleh `monitor model train`; setiap angka di bawah berasal dari pelatihan itu.",
    "use_title": "Kegunaan.",
    "use": (
        "Mengurutkan teks bagi pemeriksa fakta: mana yang dilihat lebih dulu. Skornya log-odds dari "
        'sebuah jumlah; golongannya menunjukkan letak teks di antara teks latihan. Ia berkata "teks '
        'ini mirip dengan yang biasanya dipilih pemeriksa fakta", tidak pernah bahwa sesuatu itu salah.'
    ),
    "refused_title": "Bukan untuk.",
    "refused": (
        "Putusan, penghapusan unggahan, menuduh atau memeringkat orang, menebak pilihan politik "
        "siapa pun, keperluan polisi atau kampanye, dan teks di luar ranahnya: di sana ia tidak "
        "menyebut peluang."
    ),
    "what_title": "Apa ini.",
    "what": (
        "Model linear penjumlahan (regresi logistik L2) atas teks yang disamarkan: {features} kata, "
        "pasangan kata, dan potongan kata yang di-hash, masing-masing ditemukan di sedikitnya "
        "{groups} kelompok teks kembar, dan {shapes} ciri bentuk (panjang, tanda baca, huruf besar, "
        "kutipan, kata tugas). Nama, tempat, angka, media, dan kata pemeriksa disamarkan atau dibuang "
        "lebih dulu. Ranah: {fewest} sampai {most} kata, kata yang dikenal, gaya yang lazim, bukan "
        "judul, tidak seperti percakapan biasa. Golongan: sedang mulai perseratus ke-{medium} teks "
        "latihan, tinggi mulai ke-{high}. Peluang berarti peluang dinilai salah setelah diambil "
        "pemeriksa, pada laju dasar data latihan; di tempat lain laju dasarnya lain, peluangnya juga."
    ),
    "data_title": "Belajar dari.",
    "data": (
        "{file} (SHA-256 {digest}): {used} dari {read} baris, {positive} dinilai salah oleh pemeriksa "
        "dan {negative} tidak, {groups} kelompok teks kembar, {first} sampai {last}."
    ),
    "ordinary": (
        "Uji ranah juga melihat {used} teks biasa dari {file} (SHA-256 {sha256}); skornya tidak "
        "belajar apa pun dari situ, sebab membedakan dua kumpulan bukan tanda apa-apa."
    ),
    "measured_title": "Seberapa baik.",
    "measured": (
        "Resep yang sama, dilatih pada satu sisi tiap pembagian dan diukur pada sisi lain; teks "
        "kembar tidak pernah terpisah. Gaya saja: panjang, huruf besar, tanda baca. Kata: TF-IDF kata "
        "dan regresi logistik. Kurung siku: selang bootstrap 95 % atas kelompok."
    ),
    "rows": "{count} baris, {positive} dinilai salah",
    "placebo": (
        "Plasebo (baris tak berbahaya dari satu sumber atau masa disebut salah melawan yang lain): "
        "AUROC {told}. Sebesar itulah yang datang dari mengenali kumpulannya."
    ),
    "gains": "Kenaikan AUROC berpasangan; pasti hanya bila selangnya di atas nol:",
    "over": "atas {system}",
    "limits_title": "Batas.",
    "limits": (
        "Teks saja hampir tidak membedakan unggahan yang salah dari yang benar; banyak yang salah "
        "ada pada gambar, tanggal, atau konteksnya. Teks yang marah, berteriak, atau berantai "
        "berada di atas walau benar; kabar salah yang tenang berada di bawah. Ciri gaya berubah dari "
        "tahun ke tahun. Peluang hanya berlaku bila teks dan laju dasarnya seperti data latihan. "
        "Terutama bahasa Indonesia. Belajarlah dari putusan tim sendiri begitu ada."
    ),
    "licence_title": "Lisensi.",
}
