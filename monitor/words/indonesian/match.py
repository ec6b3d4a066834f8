"""Ingatan: pernahkah klaim ini diperiksa."""

WORDS = {
    "same": "mirip sekali dengan yang pernah diperiksa",
    "similar": "topiknya mirip dengan yang pernah diperiksa",
    "none": "belum dikenal",
    "known": "{probability}  {id}, {date}, dinilai {label} oleh {publisher}: {title}",
    "later": "{probability}  diperiksa kemudian: {id}, {date}, dinilai {label} oleh {publisher}: {title}",
    "nothing": "(tidak disebut)",
    "number": "beda angka: di sini {here}, dulu {there}",
    "date": "beda tanggal: di sini {here}, dulu {there}",
    "place": "beda tempat: di sini {here}, dulu {there}",
    "name": "beda nama: di sini {here}, dulu {there}",
    "denial": "beda sikap: di sini {here}, dulu {there}",
    "alert": (
        "Mungkin muncul lagi: {claim} mirip {factcheck_id} ({date}, dinilai {label} oleh {publisher}). "
        "Periksa dulu: yang ini bisa berbeda. monitor show {claim}"
    ),
    "told": "Narasi yang pernah muncul: {label}",
    "instance": "{date}  {text} ({verdict})",
    "heard": "Sudah disinggung {source} pada {time} ({post})",
}
