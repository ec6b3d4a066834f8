"""Fact-checks given to ``monitor import``: into the archive, with the same counts."""

from __future__ import annotations

import json

from monitor.pipeline import import_all, import_file

FEED = """<rss version="2.0"><channel><title>Cek</title>
<item><title>[SALAH] Gudang {place} Kosong</title><link>https://turnbackhoax.id/articles/41</link>
</item><item><title>[SALAH]</title><link>https://turnbackhoax.id/articles/42</link></item>
</channel></rss>"""
REVIEW = {
    "@type": "ClaimReview",
    "claimReviewed": "Kotak suara Randusari dibuka",
    "url": "https://warta.example/cek/1",
    "reviewRating": {"alternateName": "Salah"},
}


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path, name


def test_fact_checks_go_to_the_archive_and_posts_to_the_posts(store, tmp_path):
    """Each with read = stored + known + rejected; a second time nothing is new."""
    sources = [
        written(tmp_path, "umpan.xml", FEED.format(place="Tirtamaya")),
        written(tmp_path, "klaim.json", [REVIEW, {"@type": "Person"}]),
        written(tmp_path, "unggahan.csv", "isi,akun\nAntre di Tirtamaya,@sari\n"),
    ]
    done = import_all(store, sources).imports
    counts = [(d.archive, d.read, d.stored, d.known, d.rejected, d.other) for d in done]
    assert counts == [
        (True, 2, 1, 0, 1, 0),
        (True, 1, 1, 0, 0, 1),
        (False, 1, 1, 0, 0, 0),
    ]
    assert (store.factcheck_count(), len(store.posts())) == (2, 1)
    [reject] = store.rejects()
    assert (reject.file, reject.reason) == ("umpan.xml", "rejects.factcheck_no_title")
    again = import_all(store, sources).imports
    assert [(d.stored, d.known) for d in again] == [(0, 1), (0, 1), (0, 1)]


def test_a_format_that_is_named_is_believed(store, tmp_path):
    """``--format feed``: the articles are posts, whoever published them."""
    path, name = written(tmp_path, "umpan.xml", FEED.format(place="Randusari"))
    done = import_file(store, path, name=name, format="feed")
    assert (done.archive, done.stored, len(store.posts())) == (False, 2, 2)


def test_an_article_page_and_an_index_of_a_checker(store, tmp_path):
    """A page with ClaimReview is one fact-check; an index of a checker none, and no error."""
    page = f'<html><script type="application/ld+json">{json.dumps(REVIEW)}</script></html>'
    index = '<html><link rel="canonical" href="https://cekfakta.com/fokus"><p>Daftar</p></html>'
    done = import_all(
        store, [written(tmp_path, "a.html", page), written(tmp_path, "b.html", index)]
    )
    assert not done.problems
    assert [(d.read, d.stored, d.other) for d in done.imports] == [(1, 1, 0), (0, 0, 1)]
