"""Which column of labelled data means what: by its name, else (text, label) by what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from monitor.collectors.binary import meanings
from monitor.collectors.cells import blank
from monitor.collectors.columns import key
from monitor.errors import UnknownName

__all__ = ["HEADER", "ROLES", "check_roles", "roles_of"]

_NAMES = {
    "text": (
        "text full_text teks isi isi_teks narasi isi_narasi konten content tweet tweet_text cuitan"
        " isi_cuitan post_text postingan unggahan pesan message body komentar comment berita"
        " artikel article query claim_text claim klaim statement kalimat sentence headline judul"
        " title"
    ),
    "label": (
        "label kelas class target verdict putusan vonis hasil is_hoax is_hoaks is_fake hoax hoaks"
        " fake veracity tag rating tier kategori category y sentiment sentimen"
    ),
    "second_label": (
        "label_orig label_asli label_lama label_2 label2 second_label published_label"
        " label_published label_baru gold annotator_2 anotator_2"
    ),
    "id": (
        "id id_str post_id id_post tweet_id id_tweet pair_id fc_id article_id id_artikel no nomor"
        " index"
    ),
    "date": (
        "date tanggal tgl created_at created created_time datetime waktu timestamp published_at"
        " published publish_date tanggal_terbit posted_at period periode year_known year tahun"
    ),
    "source": (
        "source sumber dataset crawl origin asal org publisher penerbit outlet media situs domain"
    ),
    "platform": "platform medsos media_sosial social_media saluran",
    "account": (
        "author account akun username user_name screen_name handle nama_akun pengguna user penulis"
        " author_id account_id user_id channel"
    ),
    "group": "group fc_group kelompok cluster klaster near_duplicate_group dup_group",
    "split": "split split_time split_random fold subset partition set bagian",
    "candidate": "candidate kandidat calon paslon pasangan",
    "party": "party partai parpol",
}
ROLES = tuple(_NAMES)
"""What a column can mean here."""
HEADER = {name: "text" for names in _NAMES.values() for name in names.split()}
"""These names make a row of a table its header."""

_LABELS_BY_VALUE = 20  # distinct values at most, of a column that no name says is a label
_TEXT_BY_VALUE = 20  # characters a text has on average
_LEAST_FILLED = 0.25  # of the rows, for a name to win over the next one of its role


def check_roles(columns: Mapping[str, str]) -> None:
    """Refuse a role nobody knows.

    Raises
    ------
    UnknownName
        Of ``columns``, role -> column, one role is not in :data:`ROLES`.
    """
    for role in columns:
        if role not in ROLES:
            raise UnknownName("--column", role, ROLES)


def roles_of(
    names: Sequence[str], rows: Sequence[Mapping[str, str]], columns: Mapping[str, str]
) -> dict[str, str]:
    """Give each role a column: the one asked for, else by name, else (text, label) by values.

    Raises
    ------
    UnknownName
        ``columns`` names a column there is not.

    Examples
    --------
    >>> roles_of(["Isi", "Hasil"], [{"Isi": "TPS dibuka pagi", "Hasil": "BENAR"}], {})
    {'text': 'Isi', 'label': 'Hasil'}
    """
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(key(name), name)
    roles = {}
    for role, column in columns.items():
        known = column if column in names else by_key.get(key(column), "")
        if not known:
            raise UnknownName("--column", column, names)
        roles[role] = known
    for role, known_names in _NAMES.items():
        if role == "second_label":  # any other column that could have been the label
            known_names = f"{known_names} {_NAMES['label']}"  # noqa: PLW2901
        free = [
            by_key[plain]
            for plain in map(key, known_names.split())
            if plain in by_key and by_key[plain] not in roles.values()
        ]
        if role not in roles and (chosen := _filled(free, rows)):
            roles[role] = chosen
    rest = [name for name in names if name not in roles.values()]
    if "text" not in roles and (chosen := _longest(rest, rows)):
        roles["text"] = chosen
    if "label" not in roles and (chosen := _labelling(rest, rows)):
        roles["label"] = chosen
    return roles


def _filled(names: Iterable[str], rows: Sequence[Mapping[str, str]]) -> str:
    """Return the first column that enough rows fill, else the first that any fills."""
    shares = [(name, sum(not blank(row[name]) for row in rows) / len(rows)) for name in names]
    some = [name for name, share in shares if share > 0]
    return next((name for name, share in shares if share >= _LEAST_FILLED), next(iter(some), ""))


def _longest(names: Iterable[str], rows: Sequence[Mapping[str, str]]) -> str:
    """Return the column whose cells are longest, where they are long enough to be texts."""
    means = [(sum(len(row[name]) for row in rows) / len(rows), name) for name in names]
    length, name = max(means, default=(0, ""))
    return name if length >= _TEXT_BY_VALUE else ""


def _labelling(names: Iterable[str], rows: Sequence[Mapping[str, str]]) -> str:
    """Return a column that says hoax or valid in words; numbers alone may count anything."""
    for name in names:
        values = {row[name] for row in rows}
        if not 2 <= len(values) <= _LABELS_BY_VALUE or any(v.strip().isdecimal() for v in values):
            continue
        read = meanings(values - {"True", "False", "true", "false"}, name)
        if not read.unknown and {0, 1} <= set(read.known.values()):
            return name
    return ""
