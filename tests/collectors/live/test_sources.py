"""Source strings: what people type, and what they meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors.live.sources import GRAMMARS, SOURCES, is_source, parse, source_of
from monitor.errors import BadSource, UnknownName


@pytest.mark.parametrize(
    ("typed", "source", "kind", "term", "site"),
    [
        ("mastodon:#pemilu@mastodon.social", None, "hashtag", "pemilu", "https://mastodon.social"),
        (" Mastodon : #Pemilu2024@Mastodon.Social ", "mastodon:#pemilu2024@mastodon.social",
         "hashtag", "pemilu2024", "https://mastodon.social"),
        ("mastodon:@Warga@desa.id/", "mastodon:@warga@desa.id", "account", "warga",
         "https://desa.id"),
        ("mastodon:@warga@desa.id@kota.id", None, "account", "warga@desa.id", "https://kota.id"),
        ("mastodon:#tps@http://127.0.0.1:4040", None, "hashtag", "tps", "http://127.0.0.1:4040"),
        ("bluesky:#Pemilu", "bluesky:#pemilu", "hashtag", "pemilu", ""),
        ("bluesky:@Warga.bsky.social", "bluesky:@warga.bsky.social", "account",
         "warga.bsky.social", ""),
        ("bluesky:surat  suara", "bluesky:surat suara", "search", "surat suara", ""),
        ("telegram:KPU_RI", "telegram:kpu_ri", "channel", "kpu_ri", ""),
        ("telegram:https://t.me/s/kpu_ri", "telegram:kpu_ri", "channel", "kpu_ri", ""),
        ("youtube:surat suara", None, "search", "surat suara", ""),
        ("youtube:@KPU_RI", "youtube:@kpu_ri", "account", "kpu_ri", ""),
        ("youtube:https://youtube.com/channel/UCdesadesadesadesadesa12",
         "youtube:UCdesadesadesadesadesa12", "channel", "UCdesadesadesadesadesa12", ""),
        ("youtube:https://www.youtube.com/watch?v=AbCdEfGhIjK&t=9s",
         "youtube:https://youtu.be/AbCdEfGhIjK", "video", "AbCdEfGhIjK", ""),
        ("x:#pemilu lang:id", None, "search", "#pemilu lang:id", ""),
        ("feed:https://contoh.id/feed?paged=2", None, "feed", "https://contoh.id/feed?paged=2",
         "https://contoh.id"),
        ("factcheck:TurnBackHoax", "factcheck:turnbackhoax", "turnbackhoax", "", ""),
        ("factcheck:google:surat suara", None, "google", "surat suara", ""),
        ("factcheck:mafindo@http://127.0.0.1:4040", None, "mafindo", "",
         "http://127.0.0.1:4040"),
        ("factcheck:google:surel a@b@https://contoh.id", None, "google", "surel a@b",
         "https://contoh.id"),
        ("jetstream:#Pemilu", "jetstream:#pemilu", "hashtag", "pemilu", ""),
        ("jetstream:#a@jetstream1.us-west.bsky.network", None, "hashtag", "a",
         "https://jetstream1.us-west.bsky.network"),
        ("jetstream:Surat  suara OR #TPS OR surat suara", "jetstream:surat suara OR #tps",
         "search", "surat suara OR #tps", ""),
        ('jetstream:"surat suara" tps*@wss://contoh.id',
         'jetstream:"surat suara" tps*@https://contoh.id', "search", '"surat suara" tps*',
         "https://contoh.id"),
        ("jetstream:@Warga.bsky.social", "jetstream:@warga.bsky.social", "account",
         "warga.bsky.social", ""),
        ("jetstream:@did:plc:Warga@http://127.0.0.1:4040", None, "account", "did:plc:Warga",
         "http://127.0.0.1:4040"),
    ],
)  # fmt: skip
def test_every_platform_is_written_its_own_way(typed, source, kind, term, site):
    """The one form is the name under which state and coverage are kept."""
    query = parse(typed)
    assert query.source == source or (source is None and query.source == typed)
    assert (query.kind, query.term, query.site) == (kind, term, site)


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("mastdon:#pemilu@mastodon.social", "mastodon:#pemilu@mastodon.social"),
        ("telegrm:kanal", "telegram:kanal"),
        ("apa saja", "mastodon, bluesky"),
        ("mastodon:#pemilu", "mastodon:#pemilu@mastodon.social"),
        ("mastodon:#a/../b@mastodon.social", "mastodon:@akun"),
        ("mastodon:#a@mastodon.social/jalan", "mastodon:@akun"),
        ("mastodon:#a@mastodon.social:99999", "mastodon:@akun"),
        ("mastodon:#a@tanpatitik", "mastodon:@akun"),
        ("bluesky:@tanpatitik", "bluesky:@akun.bsky.social"),
        ("telegram:abc", "telegram:kanal"),
        ("youtube:", "youtube:surat suara"),
        ("feed:contoh.id/feed", "feed:https://contoh.id/feed"),
        ("feed:https://contoh.id/feed?key=rahasia", "feed:https://contoh.id/feed"),
        ("feed:https://budi:sandi@contoh.id/", "feed:https://contoh.id/feed"),
        ("factcheck:tempo", "factcheck:turnbackhoax"),
        ("factcheck:google", "factcheck:google:surat suara"),
        ("factcheck:turnbackhoax:kotak", "factcheck:turnbackhoax"),
        ("jetstream:#", "jetstream:#pemilu OR surat suara"),
        ("jetstream:kpu OR", "jetstream:#pemilu OR surat suara"),
        ('jetstream:"surat', "jetstream:#pemilu OR surat suara"),
        ("jetstream:?!", "jetstream:#pemilu OR surat suara"),
        ("jetstream:@tanpatitik", "jetstream:@akun.bsky.social"),
        ("jetstream:#a@contoh.id/jalan", "jetstream:#pemilu OR surat suara"),
        ("x:" + "a" * 501, "x:#pemilu"),
        ("x:a\x1b[31m", "x:#pemilu"),
    ],
)
def test_what_names_nothing_is_answered_with_how_to_write_it(typed, remedy):
    """One line, with an example of that platform; no secret in a source is accepted."""
    with pytest.raises(BadSource) as refused:
        parse(typed)
    assert remedy in str(refused.value)
    assert str(refused.value).isprintable()


def test_a_file_is_no_source():
    """`monitor scan` takes both; a drive letter and a name with a dot are files."""
    assert is_source("Mastodon:#a@b.id")
    assert not any(map(is_source, ("pantauan.csv", "C:/data.csv", "mastodon", "-", "")))


@given(st.sampled_from(sorted(GRAMMARS)), st.text(max_size=60))
def test_what_is_accepted_has_one_form(platform, rest):
    """Reading the one form gives it back: else a source would have two states."""
    try:
        query = parse(f"{platform}:{rest}")
    except BadSource:
        return
    assert parse(query.source) == query
    assert query.source.isprintable()


def test_every_example_is_accepted():
    """What an error shows must work."""
    for platform, grammar in GRAMMARS.items():
        for example in grammar.examples:
            assert parse(example).platform == platform


def test_every_source_has_a_grammar_and_a_module():
    """A line in the one dict without the other is a slip of ours."""
    assert SOURCES.keys() <= GRAMMARS.keys()
    for platform in SOURCES:
        assert callable(source_of(parse(GRAMMARS[platform].examples[0])).collect)
    missing = [platform for platform in GRAMMARS if platform not in SOURCES]
    for platform in missing:
        with pytest.raises(UnknownName):
            source_of(parse(GRAMMARS[platform].examples[0]))


@pytest.mark.parametrize("word", ["feed", "fed"])
def test_a_password_in_an_address_is_not_shown_again(word):
    """It is refused; the line that says so may stand in a log for years."""
    for address in ("https://budi:r4hasia@contoh.id/f", "https://contoh.id/f?api_key=r4hasia"):
        with pytest.raises(BadSource) as ended:
            parse(f"{word}:{address}")
        assert "r4hasia" not in str(ended.value)
        assert "contoh.id" in str(ended.value)
