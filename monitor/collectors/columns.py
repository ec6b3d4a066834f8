"""Which column of a table means what, by its name in Indonesian or English.

Names are compared by their letters and digits alone: ``ID Post``, ``id_post`` and ``idPost`` are
one. Where several columns may hold a field (``isi`` and ``judul`` are both texts), each row takes
the first that it fills, in the order of the lists below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitor.collectors.cells import as_text, blank
from monitor.errors import UnknownName

__all__ = ["FIELDS", "SHARE_COLUMNS", "Columns", "best_header", "looks_like_table"]

_COUNTED = {
    "likes": "suka likes like favorite favourite favorites love digg",
    "reposts": "bagikan dibagikan shares share retweets retweet reposts repost dibagi",
    "replies": "komentar comments comment replies reply balasan",
    "quotes": "quotes quote kutipan",
    "views": "tayangan ditonton views view plays play impressions impression dilihat penayangan",
    "saves": "saves simpan disimpan bookmarks bookmark collect",
}
_PATTERNS = "{} jumlah{} total{} jml{} {}count {}scount n{} num{} {}s jumlah{}s"

_NAMES = {
    "text": (
        "text full_text isi teks isi_teks narasi isi_narasi konten content raw_content"
        " isi_konten pesan isi_pesan message body tweet_text isi_tweet tweet cuitan isi_cuitan"
        " postingan isi_postingan unggahan isi_unggahan post_text caption takarir klaim claim"
        " transkrip transcript headline judul judul_berita header title subject deskripsi"
        " description link_text image_text"
    ),
    "created": (
        "created_at created_time create_time tanggal_waktu waktu_tanggal tanggal tgl"
        " tanggal_posting tanggal_post tanggal_unggah tanggal_unggahan tanggal_tayang"
        " tanggal_publikasi tanggal_kejadian waktu_posting waktu_unggah post_created date_time"
        " datetime date date_posted posted_at publish_date published_at published"
        " post_created_date unix_timestamp timestamp timestamp_share timestamp_utc waktu time"
    ),
    "time": "jam pukul jam_posting jam_unggah hour post_created_time",
    "account": (
        "akun nama_akun username user_name screen_name handle author_username user_username"
        " author_handle user_screen_name nama_pengguna pengguna author user penulis pengunggah"
        " pemilik_akun account account_name akun_penyebar penyebar channel kanal halaman"
        " channel_name"
    ),
    "name": (
        "nama display_name author_name author_fullname author_full full_name fullname user_fullname"
        " nama_tampilan page_name channel_title account_title"
    ),
    "account_id": "account_id author_id user_id user_id_str id_akun facebook_id channel_id page_id",
    "link": (
        "permalink post_url url_post tweet_url url_tweet tiktok_url permanent_url link_post"
        " link_postingan tautan_post tautan_postingan url_postingan link_unggahan tautan_unggahan"
        " link_konten tautan_konten link_tweet url tautan link pranala alamat alamat_url"
        " link_url link_tautan link_berita final_link expanded_url sumber_link link_sumber"
    ),
    "platform": "platform media_sosial medsos sosial_media social_media jejaring_sosial saluran",
    "origin": "sumber source media",
    "id": (
        "id id_str id_post post_id id_postingan id_unggahan id_konten id_cuitan tweet_id id_tweet"
        " status_id content_id video_id media_id message_id native_id"
    ),
    "repost_of": (
        "repost_of retweet_of retweeted_user retweeted_status_id repost_dari retweet_dari"
        " retweeted_id membagikan_ulang"
    ),
    "reply_to": (
        "reply_to in_reply_to in_reply_to_status_id_str in_reply_to_status_id in_reply_to_id"
        " in_reply_to_screen_name in_reply_to_user replied_user balasan_untuk membalas"
    ),
    "quote_of": "quote_of quoted_user quoted_status_id_str quoted_status_id quoted_id mengutip",
    "hashtags": "hashtags hashtag tagar tags",
    "mentions": "mentions mention sebutan menyebut mentioned_users",
    "lang": "lang language bahasa language_guess",
    "as_of": "as_of collected_at diambil tanggal_ambil waktu_ambil tanggal_pengambilan scraped_at",
    "is_ad": "is_ad iklan is_paid_partnership bersponsor",
    **{
        field: " ".join(
            pattern.format(word) for word in words.split() for pattern in _PATTERNS.split()
        )
        for field, words in _COUNTED.items()
    },
}

COUNTS = tuple(_COUNTED)
FIELDS = tuple(_NAMES)
"""What a column can be mapped to, by its name or with ``--map column=field``."""

SHARE_COLUMNS = frozenset({"object_id", "account_id", "content_id", "timestamp_share"})
"""CooRTweet's: a table that has all four is one of shares."""

_EITHER = {"waktu", "time"}  # beside a column of dates they hold the hour


def key(name: str) -> str:
    """Return the letters and digits of a column's name, which are all that counts.

    Examples
    --------
    >>> key(" ID_Post "), key("Tanggal (WIB)"), key("Isi (2)")
    ('idpost', 'tanggal', 'isi')
    """
    return "".join(filter(str.isalnum, name.partition("(")[0].casefold()))


_FIELD_OF: dict[str, tuple[str, int]] = {}
for _field, _names in _NAMES.items():
    for _rank, _name in enumerate(_names.split()):
        _FIELD_OF.setdefault(key(_name), (_field, _rank))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one table that mean something, as field -> names, the best first."""

    fields: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, header: Iterable[str], overrides: Mapping[str, str] | None = None) -> Columns:
        """Read a header; ``overrides`` (column -> field) win over what the names say.

        Raises
        ------
        UnknownName
            An override names a field there is not.

        Examples
        --------
        >>> Columns.of(["No", "Isi", "Catatan"], {"catatan": "link"}).fields
        {'text': ('Isi',), 'link': ('Catatan',)}
        """
        wanted = {key(name): _field_named(field) for name, field in (overrides or {}).items()}
        ranked: dict[str, list[tuple[int, str]]] = {}
        for name in header:
            plain = key(name)
            field, rank = (wanted[plain], -1) if plain in wanted else _FIELD_OF.get(plain, ("", 0))
            if field:
                ranked.setdefault(field, []).append((rank, name))
        fields = {
            field: tuple(name for _, name in sorted(names, key=lambda pair: pair[0]))
            for field, names in ranked.items()
        }
        return cls(_with_hours_apart(fields))

    @property
    def usable(self) -> bool:
        """Whether a post could come of it: there is a text or a link."""
        return "text" in self.fields or "link" in self.fields

    def pick(self, row: Mapping[str, object]) -> dict[str, str]:
        """Return, per field, the first of its columns that this row fills."""
        picked = {}
        for field, names in self.fields.items():
            for name in names:
                if not blank(row[name]):
                    picked[field] = name
                    break
        return picked


def looks_like_table(keys: Iterable[str]) -> bool:
    """Say whether a record with these keys can be read as a row of a hand-kept table.

    Examples
    --------
    >>> looks_like_table(["Akun", "Narasi"]), looks_like_table(["data", "meta"])
    (True, False)
    """
    return Columns.of(keys).usable


def best_header(
    table: Sequence[Sequence[object]], overrides: Mapping[str, str] | None = None
) -> tuple[int, int]:
    """Return which row names the columns best, and how many it names; ``(-1, 0)`` if none does.

    Hand-kept sheets begin with a title or two; the header is the first row with most known names.
    """
    best, most = -1, 0
    for index, cells in enumerate(table):
        names = [as_text(cell).strip() for cell in cells]
        columns = Columns.of(names, overrides)
        if columns.usable or SHARE_COLUMNS.issubset(names):
            known = sum(map(len, columns.fields.values()))
            best, most = (index, known) if known > most else (best, most)
    return best, most


def _field_named(name: str) -> str:
    """Accept a field by its own name or by any name its columns go by."""
    if name in _NAMES:
        return name
    field, _ = _FIELD_OF.get(key(name), ("", 0))
    if not field:
        raise UnknownName("--map", name, FIELDS)
    return field


def _with_hours_apart(fields: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    dates = fields.get("created", ())
    hours = tuple(name for name in dates if key(name) in _EITHER)
    if not hours or len(hours) == len(dates):
        return fields
    days = tuple(name for name in dates if name not in hours)
    return {**fields, "created": days, "time": fields.get("time", ()) + hours}
