"""What a reader sees of a post's HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors.seen import seen


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>satu</p><p>dua<br>tiga<br />empat</p>", "satu\n\ndua\ntiga\nempat"),
        ("<p>TPS &amp; KPU &lt;3 &#39;sah&#39;</p>", "TPS & KPU <3 'sah'"),
        ("tanpa tanda", "tanpa tanda"),
        ("<p>a  b\n c</p>", "a  b\n c"),
        ("<ul><li>satu</li><li>dua</li></ul>akhir", "satu\ndua\n\nakhir"),
        ("<script>x()</script><style>p{}</style><p>isi<!-- catatan --></p>", "isi"),
        ('<p>lihat <span class="invisible">https://</span>a.id</p>', "lihat a.id"),
        ("<p></p>", ""),
        ("", ""),
    ],
)
def test_text_as_the_platform_shows_it(html, text):
    """Paragraphs, lines, entities; nothing that is not shown."""
    assert seen(html).text == text


def test_links_are_whole_though_shown_short():
    """The reader sees the short form; the address is kept as it is."""
    found = seen(
        '<p><a href="https://a.id/x?a=1&amp;b=2"><span class="invisible">https://</span>'
        '<span class="ellipsis">a.id/x</span><span class="invisible">?a=1</span></a> '
        '<a class="mention hashtag" href="https://s.id/tags/t">#<span>t</span></a></p>'
    )
    assert found.text == "a.id/x… #t"
    assert [(link.url, link.classes) for link in found.anchors] == [
        ("https://a.id/x?a=1&b=2", ()),
        ("https://s.id/tags/t", ("mention", "hashtag")),
    ]


def test_what_is_nested_without_end_is_refused():
    """No stack overflows, no minute is lost."""
    with pytest.raises(ValueError, match="deeply"):
        seen("<b>" * 5000)


@given(st.text(alphabet="<>/pabr &;#x\"'=\n") | st.text())
def test_any_text_is_read(html):
    """Hostile HTML gives some text, without blanks around it."""
    text = seen(html).text
    assert text == text.strip()
