"""Penilaian yang pernah diberikan pemeriksa fakta, tentang yang dulu saja."""

WORDS = {
    "true": "dinilai benar",
    "mostly_true": "dinilai sebagian besar benar",
    "misleading": "dinilai menyesatkan",
    "false": "dinilai salah",
    "scam": "dinilai penipuan",
    "satire": "dinilai satire",
    "unproven": "belum terbukti",
    "contested": "masih diperdebatkan",
    "clarification": "klarifikasi",
    "fabricated_media": "media dibuat-buat",
    "not_checkable": "tidak bisa diperiksa",
    "not_a_verdict": "tanpa penilaian",
    "": "tanpa penilaian",
}
