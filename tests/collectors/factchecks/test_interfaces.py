"""Answers of interfaces: Google's claim search, MAFINDO's database, WordPress."""

from __future__ import annotations

from monitor.records import Other


def test_google_claim_search(read):
    """The whole answer, an item a line, or one item; each review is a fact-check."""
    item = {
        "text": "Gempa membatalkan pemilihan di Tirtamaya",
        "claimDate": "2024-11-01T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"site": "wartadesa.example"},
                "url": "https://wartadesa.example/gempa",
                "title": "Cek: Gempa dan Pemilihan",
                "reviewDate": "2024-11-05T18:00:00Z",
                "textualRating": "False",
                "languageCode": "id",
            },
            {
                "publisher": {"name": "Tempo"},
                "url": "https://tempo.co/2",
                "textualRating": "Keliru",
            },
        ],
    }
    first, second = read({"claims": [item], "nextPageToken": "x"})
    assert (first.date, first.verdict, first.label) == ("2024-11-06", "false", "False")
    assert first.claim == "Gempa membatalkan pemilihan di Tirtamaya"
    assert first.publisher == "wartadesa.example"
    assert (second.publisher, second.verdict, second.date) == ("Tempo", "false", "")
    assert second.title == first.claim
    assert read(item) == [first, second]
    assert read([{"text": "x", "claimReview": []}]) == [Other(1, "claim")]


def test_mafindo_items(read):
    """The circulating text is the claim; the link to the checked post is not the article's."""
    item = {
        "id": "812",
        "status": "2",
        "classification": "False Context",
        "title": "[SALAH] Kotak Suara Tirtamaya Dibuka Malam Hari",
        "content": "Malam-malam kotak dibuka!!",
        "fact": "Itu latihan petugas.",
        "source_link": "https://arsip.example/abc",
        "tanggal": "2024-11-19",
        "conclusion": "Latihan.",
    }
    [check] = read([item])
    assert (check.id, check.url, check.date) == ("mafindo:812", "", "2024-11-19")
    assert (check.claim, check.explanation) == (
        "Malam-malam kotak dibuka!!",
        "Itu latihan petugas.",
    )
    assert (check.label, check.verdict) == ("SALAH", "false")
    [untagged] = read({"data": [{**item, "title": "Kotak Suara"}]})
    assert (untagged.label, untagged.verdict) == ("", "false")
    [numbered] = read([{**item, "id": "GFD-2024-24999"}])
    assert numbered.id == "GFD-2024-24999"


def test_wordpress_posts(read):
    """The site's clock may be anywhere: the day is Jakarta's, by GMT."""
    post = {
        "id": 55,
        "date": "2024-11-20T17:10:00",
        "date_gmt": "2024-11-20T22:10:00",
        "modified_gmt": "2024-11-25T00:00:00",
        "link": "https://wartadesa.example/2024/11/20/tinta/",
        "title": {"rendered": "[SALAH] Tinta &#8220;Ajaib&#8221; di TPS"},
        "content": {"rendered": "<p>Tinta biasa.</p><style>p{}</style>"},
    }
    [check] = read([post])
    assert (check.id, check.date) == ("wartadesa.example:55", "2024-11-21")
    assert check.title == "Tinta “Ajaib” di TPS"
    assert check.explanation == "Tinta biasa."
    assert check.updated == "2024-11-25T00:00:00+00:00"
    assert read([{**post, "date_gmt": ""}])[0].date == "2024-11-20"
