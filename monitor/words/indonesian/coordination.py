"""Yang dikatakan tentang pola unggah serempak: apa yang terlihat, dan apa yang bisa menjelaskannya."""

WORDS = {
    "pattern": "Pola unggah serempak: {accounts} akun, {objects} hal yang sama dalam {seconds} detik, peluang kebetulan {p}.",
    "no_judgement": "Ini petunjuk, bukan kesimpulan tentang siapa pun: serempak bisa punya sebab yang biasa saja.",
    "template_tool": "Mungkin alat yang sama: akun-akun ini memakai penjadwal unggahan atau templat yang sama.",
    "fan_club": "Mungkin komunitas penggemar atau relawan: anggotanya menanggapi acara yang sama.",
    "news_feed": "Mungkin umpan berita otomatis: akun-akun ini meneruskan sumber yang sama.",
    "one_person": "Mungkin satu orang dengan dua akun: akun pribadi dan akun kedua.",
    "favour": "Yang mendukung: {evidence}",
    "against": "Yang tidak mendukung: {evidence}",
    "same_second": "{share} dari pertemuan berjarak paling lama satu detik",
    "median_gap": "jarak tengah antara dua unggahan {seconds} detik",
    "at_night": "{share} diunggah antara pukul 00.00 dan 05.00 WIB",
    "busiest_day": "{share} terjadi pada satu hari yang paling ramai",
    "own_objects": "{share} dari yang diunggah hampir tidak dibagikan orang lain",
    "same_first": "akun yang sama lebih dulu dalam {share} pertemuan",
}
