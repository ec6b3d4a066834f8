"""Names of the phases of an election."""

WORDS = {
    "daftar_pemilih": "updating of the voter list",
    "pendaftaran_verifikasi_parpol": "registration and verification of parties",
    "penetapan_parpol": "naming of the parties",
    "pencalonan_presiden": "nomination for president and vice president",
    "pendaftaran_paslon": "registration of pairs",
    "penetapan_paslon": "naming of the pairs",
    "nomor_urut": "drawing of the numbers",
    "kampanye": "campaign",
    "masa_tenang": "quiet period",
    "pemungutan_suara": "voting day",
    "penghitungan_suara": "count",
    "rekapitulasi": "recapitulation of the results",
    "sengketa_phpu": "disputes before the Constitutional Court",
    "pelantikan_dpr_dpd": "inauguration of DPR and DPD",
    "pelantikan_presiden": "inauguration of president and vice president",
    "pelantikan_kepala_daerah": "inauguration of regional heads",
    "kampanye_putaran_2": "second-round campaign",
    "masa_tenang_putaran_2": "second-round quiet period",
    "pemungutan_suara_putaran_2": "second-round voting day",
}
