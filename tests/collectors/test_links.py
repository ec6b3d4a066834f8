"""One form for equal addresses, and what an address points at."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.collectors import links


@pytest.mark.parametrize(
    ("written", "one_form"),
    [
        ("http://WWW.Contoh.id/Berita/", "https://contoh.id/Berita"),
        ("contoh.id:443/a", "https://contoh.id/a"),
        ("https://contoh.id:8443/a?b=2&a=1#bawah", "https://contoh.id:8443/a?a=1&b=2"),
        ("https://contoh.id/a?utm_campaign=x&fbclid=y&id=7&igsh=z", "https://contoh.id/a?id=7"),
        ("https://orang:sandi@contoh.id/", "https://contoh.id"),
        ("https://twitter.com/warga", "https://x.com/warga"),
        (
            "https://mobile.twitter.com/warga/status/12/photo/1?s=20&t=q",
            "https://x.com/i/status/12",
        ),
        ("https://x.com/i/web/status/12", "https://x.com/i/status/12"),
        ("https://m.youtube.com/shorts/abcdefg?si=1", "https://youtube.com/watch?v=abcdefg"),
        ("https://www.instagram.com/warga/reel/Cx_1/?img_index=2", "https://instagram.com/p/Cx_1"),
        (
            "https://www.tiktok.com/@a/video/1?is_from_webapp=1&sender_device=pc",
            "https://tiktok.com/@a/video/1",
        ),
        ("https://kafé.id/menu", "https://xn--kaf-dma.id/menu"),
        ("https://xn--kaf-dma.id/menu", "https://xn--kaf-dma.id/menu"),
        ("mailto:redaksi@contoh.id", "mailto:redaksi@contoh.id"),
        ("bukan tautan", "bukan tautan"),
        ("", ""),
    ],
)
def test_equal_addresses_share_one_form(written, one_form):
    """The ways one page's address is copied from phones, apps and browsers end up equal."""
    assert links.canonical(written) == one_form


@pytest.mark.parametrize(
    ("url", "post"),
    [
        ("https://x.com/warga/status/1757200000000000001?s=20", ("x", "1757200000000000001")),
        (
            "https://www.tiktok.com/@warga/video/7594065677491744189",
            ("tiktok", "7594065677491744189"),
        ),
        ("https://www.tiktok.com/@warga/photo/12", ("tiktok", "12")),
        ("https://instagram.com/reels/DAbc-_1", ("instagram", "DAbc-_1")),
        ("https://www.facebook.com/warga/posts/pfbid02Ab", ("facebook", "pfbid02Ab")),
        ("https://www.facebook.com/groups/1/permalink/2/", ("facebook", "2")),
        ("https://m.facebook.com/story.php?id=9&story_fbid=8", ("facebook", "8")),
        ("https://facebook.com/photo.php?fbid=77&set=a", ("facebook", "77")),
        ("https://facebook.com/warga/videos/judul/123/", ("facebook", "123")),
        ("https://www.youtube.com/watch?feature=share&v=dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://youtu.be/dQw4w9WgXcQ?t=3", ("youtube", "dQw4w9WgXcQ")),
        ("https://t.me/s/kanalwarga/42", ("telegram", "kanalwarga/42")),
        ("https://www.threads.net/@warga/post/Cx1", ("threads", "Cx1")),
        ("https://x.com/warga", None),
        ("https://contoh.id/status/12", None),
    ],
)
def test_an_address_says_which_post_it_is(url, post):
    """An id that a spreadsheet destroyed can be read from the link beside it."""
    assert links.post_id_of(url) == post


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("https://twitter.com/Warga_1/status/12", "x:warga_1"),
        ("https://x.com/i/web/status/12", ""),
        ("https://x.com/search?q=pemilu", ""),
        ("https://www.instagram.com/p/Cx1/", ""),
        ("https://www.instagram.com/Warga.Desa/", "instagram:warga.desa"),
        ("https://www.tiktok.com/@warga", "tiktok:warga"),
        ("https://t.me/kanalwarga/42", "telegram:kanalwarga"),
        ("https://www.youtube.com/@Warga", "youtube:warga"),
        ("https://contoh.id/@warga", ""),
    ],
)
def test_an_address_names_its_account(url, account):
    """Pages of a platform (search, i, p) are not taken for people."""
    assert links.account_of(url) == account


@pytest.mark.parametrize(
    ("url", "platform"),
    [
        ("vt.tiktok.com/ZS1", "tiktok"),
        ("https://id-id.facebook.com/warga", "facebook"),
        ("https://notx.com/a", "web"),
        ("https://chat.whatsapp.com/Abc", "whatsapp"),
        ("sekadar teks", "unknown"),
    ],
)
def test_an_address_tells_its_platform(url, platform):
    """Subdomains count, names that merely end alike do not."""
    assert links.platform_of(url) == platform


def test_addresses_are_found_in_a_post_as_people_write_them():
    """Punctuation after a link is not part of it; words with slashes and e-mails are no links."""
    text = "Baca: https://contoh.id/a?b=1, (www.contoh.id/c), t.me/kanal. dan/atau a@contoh.id"

    assert links.in_text(text) == ("https://contoh.id/a?b=1", "www.contoh.id/c", "t.me/kanal")


def test_a_link_named_twice_is_one_link():
    """Both forms are kept: what was written, and what equal links share."""
    (link,) = links.as_links(["http://contoh.id/a/", "", "http://contoh.id/a/"])

    assert link == ("http://contoh.id/a/", "https://contoh.id/a")


@settings(max_examples=200)
@given(st.text(max_size=60) | st.from_regex(r"(https?://)?[\w.:@\[\]-]*(/\S*)?", fullmatch=True))
def test_no_string_breaks_the_links(text):
    """Whatever stands in a post, the answer is a string, and its one form stays what it is."""
    once = links.canonical(text)

    assert links.canonical(once) == once
    assert isinstance(links.platform_of(text), str)
    assert isinstance(links.account_of(text), str)
    assert links.post_id_of(text) is None or len(links.post_id_of(text)) == 2
    assert all(found in text for found in links.in_text(text))


def test_a_host_longer_than_any_is_no_address():
    """A megabyte of dots is answered at once, and stays as it was written."""
    hostile = "https://" + "a." * 500_000

    assert links.platform_of(hostile) == "unknown"
    assert links.canonical(hostile) == hostile


def test_a_megabyte_of_brackets_costs_no_more_than_a_megabyte():
    """Hostile posts cannot make the search for links quadratic."""
    hostile = "https://contoh.id/" + ")" * 1_000_000

    assert links.in_text(hostile) == ("https://contoh.id/",)
