"""Telegram's preview pages (shapes as of 2023 to 2026; channels, names and words our own)."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors import telegram_page
from monitor.collectors.lines import Found, guarded
from monitor.collectors.links import post_id_of
from monitor.collectors.reading import read
from monitor.errors import BadInput
from monitor.records import Media, Other, Post, Reference, Reject

VIEW = urlsafe_b64encode(json.dumps({"c": -1234567890, "p": 12}).encode()).decode().rstrip("=")


def message(number=12, text="Kotak suara dibuka di TPS 4", *, before="", after="", **changes):
    """Return the HTML of a message, as the page draws it."""
    channel = changes.get("channel", "KanalWarga")
    views = changes.get("views", "7")
    time = changes.get("time", "2024-02-14T05:00:00+00:00")
    said = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>'
    return f"""<div class="tgme_widget_message_wrap"><div
      class="tgme_widget_message text_not_supported_wrap {changes.get("kind", "")}"
      data-post="{channel}/{number}" data-view="{VIEW}">
      <div class="tgme_widget_message_user"><a href="https://t.me/{channel}"><i></i></a></div>
      <div class="tgme_widget_message_bubble">
      <i class="tgme_widget_message_bubble_tail"><svg><path d="M8,1"></path></svg></i>
      <div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name"
        href="https://t.me/{channel}"><span dir="auto">Kanal Warga</span></a></div>
      {before}{said if text else ""}{after}
      <div class="tgme_widget_message_footer">{changes.get("below", "")}
      <span class="tgme_widget_message_views">{views}</span><span class="copyonly"> views</span>
      <span class="tgme_widget_message_meta">{changes.get("meta", "")}<a
        class="tgme_widget_message_date" href="https://t.me/{channel}/{number}"><time
        datetime="{time}" class="time">05:00</time></a></span></div></div></div></div>"""


def counter(number, what):
    """Return one of the counts in a channel's head."""
    inner = f'<span class="counter_value">{number}</span> <span class="counter_type">{what}</span>'
    return f'<div class="tgme_channel_info_counter">{inner}</div>'


def page(*messages, older='<link rel="prev" href="/s/KanalWarga?before=12">'):
    """Return a whole page."""
    return f"""<!DOCTYPE html><html><head><title>Kanal Warga - Telegram</title>{older}</head><body>
      <div class="tgme_channel_info"><b><i class="verified-icon"></i></b>
      <div class="tgme_channel_info_header_username">
      <a href="https://t.me/KanalWarga">@KanalWarga</a></div>
      {counter("10.7K", "subscribers")}{counter(3, "photos")}
      <div class="tgme_channel_info_description">Kabar kampung</div></div>
      <main class="tgme_main"><section class="tgme_channel_history js-message_history">
      {"".join(messages)}</section></main></body></html>"""


def made(html):
    """Return the record that one message makes."""
    [found] = telegram_page.split(Found(1, {"html": page(html)}, ""))
    return telegram_page.to_post(found)


def test_a_message_with_all_its_parts():
    """Every field that the page shows is where the records have room for it."""
    post = made(
        message(
            text=(
                '<b>Cek</b> <a href="https://contoh.id/a?utm_source=x" onclick="return tanya()">'
                'di sini</a><br/><br/><i class="emoji" style="x"><b>👍</b></i> '
                '<a href="?q=%23Pemilu">#Pemilu</a> kata <a href="https://t.me/Lurah">@Lurah</a>'
                " <tg-spoiler>rahasia</tg-spoiler>"
            ),
            views="1.2K",
            meta='<span class="tgme_widget_message_from_author">Siti</span>,&nbsp;edited ',
            below=(
                '<div><span class="tgme_reaction"><i class="emoji"><b>👍</b></i>12</span>'
                '<span class="tgme_reaction tgme_reaction_paid"><i></i>1.5K</span></div>'
            ),
            after=(
                '<a class="tgme_widget_message_link_preview" href="http://contoh.id/a">'
                '<div class="link_preview_title">Berita</div></a>'
            ),
        )
    )
    assert post.id == "telegram:kanalwarga/12"
    assert post.text == "Cek di sini\n\n👍 #Pemilu kata @Lurah rahasia"
    assert post.url == "https://t.me/KanalWarga/12"
    assert post.created == datetime(2024, 2, 14, 5, tzinfo=UTC)
    account = post.account
    assert (account.id, account.native_id) == ("telegram:kanalwarga", "1234567890")
    assert (account.name, account.followers, account.verified) == ("Kanal Warga", 10_700, True)
    assert account.description == "Kabar kampung"
    assert [link.url for link in post.links] == ["https://contoh.id/a?utm_source=x"]
    assert (post.hashtags, post.mentions) == (("Pemilu",), ("telegram:lurah",))
    assert post.metrics.counts == {"views": 1200}
    assert post.extra == {
        "views": "1.2K",
        "author": "Siti",
        "edited": "true",
        "reactions": "👍 12 ⭐ 1.5K",
        "spoiler": "true",
    }
    assert "bubble_tail" not in post.raw
    assert telegram_page.recognises(json.loads(post.raw))  # it can be mapped anew


def test_a_message_has_the_id_that_links_to_it_have():
    """However the channel's name is written: else a forward never meets its source."""
    for link in ("https://t.me/KANALWARGA/12", "t.me/s/kanalwarga/12?single"):
        assert made(message()).id == "telegram:" + post_id_of(link)[1]


def test_line_breaks_and_blocks_are_kept_as_written():
    """Three breaks are three; a quotation stands on lines of its own; scripts are not read."""
    text = (
        "satu<br/><br/><br/>dua<blockquote>kutipan</blockquote>tiga<script>x()</script>  &lt;b&gt;"
    )
    assert made(message(text=text)).text == "satu\n\n\ndua\nkutipan\ntiga  <b>"


def test_a_signature_that_says_edited_is_no_edit():
    """The mark is the page's word, not the author's name."""
    meta = '<span class="tgme_widget_message_from_author">edited by Siti</span>, '
    assert "edited" not in made(message(meta=meta)).extra


def photo(url, number):
    return (
        f'<a class="tgme_widget_message_photo_wrap grouped_media_wrap" href="https://t.me/KanalWarga/'
        f'{number}?single" style="width:2px;background-image:url(\'{url}\')"></a>'
    )


def test_an_album_is_one_post_with_all_its_media():
    """Its parts have numbers of their own, which are not missing."""
    video = (
        '<a class="tgme_widget_message_video_player grouped_media_wrap" href="https://t.me/'
        'KanalWarga/13?single"><video src="https://cdn.example/v.mp4"></video></a>'
    )
    inner = '<div class="tgme_widget_message_text js-message_text">Foto C1</div>'
    parts = photo("https://cdn.example/a.jpg", 12) + video
    album = f'<div class="tgme_widget_message_grouped">{parts}</div>'
    html = page(message(text=inner, before=album), message(15))
    found = telegram_page.page_of(html)
    post = telegram_page.to_post(found.messages[0])
    assert post.text == "Foto C1"
    assert post.media == (
        Media("image", "https://cdn.example/a.jpg"),
        Media("video", "https://cdn.example/v.mp4"),
    )
    assert post.extra["album"] == "12 13"
    assert (found.numbers, found.before) == ((12, 13, 15), "12")


@pytest.mark.parametrize(
    ("part", "media", "extra"),
    [
        (
            '<i class="tgme_widget_message_sticker" data-webp="https://cdn.example/s.webp"></i>',
            Media("image", "https://cdn.example/s.webp"),
            {"media": "sticker"},
        ),
        (
            (
                '<a class="tgme_widget_message_voice_player"><audio '
                'class="tgme_widget_message_voice" src="https://cdn.example/v.ogg"></audio></a>'
            ),
            Media("audio", "https://cdn.example/v.ogg"),
            {"media": "voice"},
        ),
        (
            '<video class="tgme_widget_message_roundvideo" src="https://cdn.example/r.mp4"></video>',
            Media("video", "https://cdn.example/r.mp4"),
            {},
        ),
        (
            (
                '<a class="tgme_widget_message_document_wrap" href="https://t.me/KanalWarga/12">'
                '<div class="tgme_widget_message_document_icon audio"></div><div '
                'class="tgme_widget_message_document"><div>rapat</div><div>Warga</div></div></a>'
            ),
            Media("audio", "https://t.me/KanalWarga/12"),
            {"document": "rapat Warga"},
        ),
        (
            (
                '<a class="tgme_widget_message_video_player" href="https://t.me/KanalWarga/12">'
                '<div class="message_media_not_supported_label">Media is too big</div></a>'
            ),
            Media("video", "https://t.me/KanalWarga/12"),
            {"unsupported": "Media is too big"},
        ),
    ],
)
def test_media_without_words_are_posts(part, media, extra):
    """A sticker, a voice, a file, a video too large for the page: said, with what there is."""
    post = made(message(text="", before=part))
    assert (post.text, post.media, dict(post.extra)) == ("", (media,), extra)


def test_a_place_is_a_link_and_what_the_page_cannot_show_is_said():
    """Only Telegram's own app shows some messages; that there was one is kept."""
    place = '<a class="tgme_widget_message_location_wrap" href="https://maps.example/?q=1,2"></a>'
    post = made(message(text="", before=place))
    assert ([link.url for link in post.links], post.extra) == (
        ["https://maps.example/?q=1,2"],
        {"media": "location"},
    )
    label = '<div class="message_media_not_supported_label">Please open Telegram</div>'
    assert made(message(text="", before=label)).extra == {"unsupported": "Please open Telegram"}


def test_a_poll_is_its_question_and_its_options():
    """The question is the text; votes are no likes."""
    poll = (
        '<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Sah?'
        '</div><div class="tgme_widget_message_poll_option_text">ya</div>'
        '<div class="tgme_widget_message_poll_option_text">tidak</div></div>'
    )
    post = made(message(text="", before=poll))
    assert (post.text, post.extra["poll"]) == ("Sah?", "ya\ntidak")


@pytest.mark.parametrize(
    ("name", "repost"),
    [
        (
            '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/Sumber/9">S</a>',
            Reference("telegram:sumber/9", "telegram:sumber"),
        ),
        (
            '<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/Sumber">S</a>',
            Reference("", "telegram:sumber"),
        ),
        ('<span class="tgme_widget_message_forwarded_from_name">S</span>', None),
    ],
)
def test_a_forward_leads_to_its_source_where_the_page_does(name, repost):
    """To the post, or the channel, or at least its name."""
    post = made(message(before=f"<div>Forwarded from {name}</div>"))
    assert (post.repost_of, post.extra) == (repost, {"forwarded_from": "S"})


def test_a_reply_leads_to_what_it_answers():
    """And the words it quotes are not its own."""
    reply = (
        '<a class="tgme_widget_message_reply" href="https://t.me/KanalWarga/3"><div '
        'class="tgme_widget_message_metatext js-message_reply_text">dulu</div></a>'
    )
    post = made(message(text="kini", before=reply))
    assert post.reply_to == Reference("telegram:kanalwarga/3", "telegram:kanalwarga")
    assert post.text == "kini"


def test_what_is_no_message_is_no_post():
    """A service message, an empty channel, and a channel that shows no preview: each said."""
    label = '<div class="message_media_not_supported_label">Service message</div>'
    assert made(message(kind="service_message")) == Other(1, "service")
    assert made(message(text="", before=label)) == Other(1, "service")
    [empty] = telegram_page.split(Found(1, {"html": page()}, ""))
    assert telegram_page.to_post(empty) == Other(1, "page")
    closed = Found(
        1, {"html": '<div class="tgme_page"><div class="tgme_page_title">W</div></div>'}, ""
    )
    assert telegram_page.to_post(closed) == Reject(1, "rejects.telegram_no_preview")


def test_counts_are_true_when_the_page_was_asked_for():
    """A saved page does not say when; a live one does."""
    at = datetime(2024, 2, 15, tzinfo=UTC)
    [found] = telegram_page.page_of(page(message()), at=at).messages
    assert telegram_page.to_post(found).metrics.as_of == at
    assert made(message()).metrics.as_of is None


def test_a_saved_page_is_imported_and_another_page_is_not(tmp_path):
    """Told by what is in it; a page that is not Telegram's stays refused, and so does XML."""
    saved = tmp_path / "kanal.html"
    saved.write_text(page(message(), message(13, kind="service_message")), encoding="utf-8")
    reading = read(saved)
    assert reading.format == "telegram-page"
    assert [type(record) for record in reading] == [Post, Other]
    for other in ("<html><body>Berita</body></html>", "<?xml version='1.0'?><rss></rss>"):
        saved.write_text(other, encoding="utf-8")
        with pytest.raises(BadInput, match="halaman web"):
            read(saved)
    saved.write_text(page(message()), encoding="utf-8")
    with pytest.raises(BadInput, match="halaman web"):
        read(saved, columns={"isi": "text"})


PIECES = st.sampled_from(
    [
        *("<div class='tgme_widget_message' data-post='a1b2/3'>", "</div>", "<a href='//[::1'>"),
        *("<div class='tgme_widget_message' data-post='x'>", "<time datetime='kapan'>", "</a>"),
        *("<div class='tgme_widget_message_text js-message_text'>", "<br>", "<i class='emoji'>"),
        *("<a class='tgme_widget_message_reply' href='https://t.me/a/b'>", "<tg-spoiler>", "<!--"),
        *(
            "<span class='tgme_widget_message_views'>1.2K",
            "<video class='tgme_widget_message_roundvideo'>",
        ),
        *("<a class='tgme_widget_message_photo_wrap' style='background-image:url('>", "<pre>"),
        *("<div class='tgme_widget_message_poll'>", "<div class='tgme_channel_info_counter'>"),
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=30))
def test_any_page_gives_records(pieces):
    """Broken, nested, hostile: every part is a post, a reject or no post, and none is a crash."""
    parts = guarded(telegram_page.split, Found(1, {"html": "".join(pieces)}, ""))
    for part in [] if isinstance(parts, Reject) else parts:
        assert isinstance(guarded(telegram_page.to_post, part), Post | Reject | Other)
