"""Nama tahapan pemilu."""

WORDS = {
    "daftar_pemilih": "pemutakhiran daftar pemilih",
    "pendaftaran_verifikasi_parpol": "pendaftaran dan verifikasi partai politik",
    "penetapan_parpol": "penetapan partai politik",
    "pencalonan_presiden": "pencalonan presiden dan wakil presiden",
    "pendaftaran_paslon": "pendaftaran pasangan calon",
    "penetapan_paslon": "penetapan pasangan calon",
    "nomor_urut": "pengundian nomor urut",
    "kampanye": "masa kampanye",
    "masa_tenang": "masa tenang",
    "pemungutan_suara": "hari pemungutan suara",
    "penghitungan_suara": "penghitungan suara",
    "rekapitulasi": "rekapitulasi hasil",
    "sengketa_phpu": "sengketa hasil di MK",
    "pelantikan_dpr_dpd": "pelantikan DPR dan DPD",
    "pelantikan_presiden": "pelantikan presiden dan wakil presiden",
    "pelantikan_kepala_daerah": "pelantikan kepala daerah",
    "kampanye_putaran_2": "masa kampanye putaran kedua",
    "masa_tenang_putaran_2": "masa tenang putaran kedua",
    "pemungutan_suara_putaran_2": "hari pemungutan suara putaran kedua",
}
