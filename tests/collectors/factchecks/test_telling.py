"""Whether a file holds fact-checks or posts, where it could be either. All names are invented."""

from __future__ import annotations

import json

import pytest

from monitor.collectors.factchecks import factchecks_in

NEWS = "Pasar Tirtamaya ramai,https://warta.example/kabar/{n},2024-02-14\n"


def feed(*titles, link="https://warta.example/kabar/"):
    items = "".join(
        f"<item><title>{title}</title><link>{link}{number}</link></item>"
        for number, title in enumerate(titles)
    )
    return f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"


def post(link):
    return {"id": 1, "link": link, "title": {"rendered": "Antrean"}, "content": {"rendered": "Isi"}}


SURE = {
    "claimreview": {"@type": "ClaimReview", "claimReviewed": "Kotak dibuka", "url": "a.example/1"},
    "google-claims": {"claims": [{"text": "a", "claimReview": [{"url": "https://a.example/1"}]}]},
    "mafindo-api": [{"id": "1", "title": "[SALAH] a", "fact": "b", "tanggal": "2024-02-14"}],
    "wordpress": [post("https://warta.example/cek-fakta/1"), post("https://warta.example/2")],
    "feed": feed("[SALAH] Kotak dibuka", "Keliru, Kotak kosong", "Rapat desa"),
    "page": "<html><link rel='canonical' href='https://cekfakta.com/fokus'><p>Daftar</p></html>",
    "table": "judul;tautan\n[HOAKS] Kotak dibuka;a.example/1\n[SALAH] Kotak;a.example/2\n",
}
POSTS = {
    "news": feed("Rapat desa", "Antrean panjang", "[SALAH] Kotak dibuka"),
    "newsroom": feed("Rapat", "Antre", link="https://www.tempo.co/politik/"),
    "wordpress": [post("https://warta.example/1"), post("https://warta.example/2")],
    "page": "<html><h1>Salah</h1><p>Halaman biasa</p></html>",
    "table": "judul,tautan,tanggal\n" + "".join(NEWS.format(n=n) for n in range(5)),
    "labelled": "judul,isi,label\nKotak dibuka,Kata orang dibuka,hoaks\n",
    "watched": "judul,akun,platform,label,penjelasan\nKotak,@a,X,SALAH,Kotaknya utuh\n",
}


def written(tmp_path, content):
    path = tmp_path / "berkas"
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", SURE)
def test_what_is_surely_a_fact_check(tmp_path, name):
    """By its shape, its tags or its addresses."""
    assert factchecks_in(written(tmp_path, SURE[name]), "berkas").format == name


@pytest.mark.parametrize("name", POSTS)
def test_what_may_be_posts_stays_posts(tmp_path, name):
    """A newsroom's other articles, a table that a team watches, one tag in a feed."""
    assert factchecks_in(written(tmp_path, POSTS[name]), "berkas") is None


@pytest.mark.parametrize(
    "row",
    [
        "GFD-2024-24309,Kotak dibuka,,",
        "9,Kotak dibuka,https://turnbackhoax.id/articles/9-kotak,",
        "9,Kotak dibuka,https://warta.example/9,Kotaknya utuh",
    ],
)
def test_a_row_that_tells(tmp_path, row):
    """GFD's number, a checker's address, or a verdict beside its explanation."""
    table = f"id,judul,tautan,penjelasan,putusan\n{row},salah\n"
    assert factchecks_in(written(tmp_path, table), "berkas")
