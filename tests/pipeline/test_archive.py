"""Files of fact-checks go in, every record accounted for."""

from __future__ import annotations

import json

from monitor import pipeline
from monitor.store import Store

ROW = {"id": "A-1", "title": "Surat suara ganda", "verdict": "false", "publisher": "Warta"}
URL = "https://turnbackhoax.id/articles/9-salah-tinta"
FEED = (
    "<rss version='2.0'><channel><item><title>[SALAH] Tinta palsu</title>"
    f"<link>{URL}?utm_source=rss</link></item></channel></rss>"
)
TABLE = f"judul,putusan,tautan,tanggal,penjelasan\nTinta palsu,SALAH,{URL},2026-08-01,Tinta biasa\n"


def files(folder, **contents):
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [(folder / name, name) for name in contents]


def test_the_counts_add_up_and_rejects_are_kept(tmp_path):
    """read = stored + known + rejected, as for posts."""
    lines = [ROW, {**ROW, "verdict": "true"}, {**ROW, "id": "B", "title": ""}]
    [source] = files(tmp_path, arsip="\n".join(map(json.dumps, lines)) + '\n{"id": "C", "ti')
    with Store() as store:
        [filed], problems = pipeline.archive(store, [source])
        assert (filed.read, filed.stored, filed.known, filed.updated, filed.rejected) == (
            (4, 1, 1, 1, 2)
        )
        assert problems == []
        assert [(r.file, r.line) for r in store.rejects()] == [("arsip", 3), ("arsip", 4)]
        [again], _ = pipeline.archive(store, [source])
        assert (again.stored, again.known, again.updated, again.rejected) == (0, 2, 0, 2)
        assert len(list(store.rejects())) == 2
        assert store.runs()[0]["inputs"][0]["format"] == "table"


def test_a_feed_and_a_table_of_one_article(tmp_path):
    """The feed knows no day, the table no tag: together they know both, in either order."""
    sources = files(tmp_path, umpan=FEED, tabel=TABLE)
    archives = []
    for order in (sources, sources[::-1]):
        with Store() as store:
            pipeline.archive(store, order)
            [check] = store.factchecks()
            archives.append(check)
    assert archives[0] == archives[1]
    assert (archives[0].date, archives[0].explanation) == ("2026-08-01", "Tinta biasa")
    assert archives[0].headline == "[SALAH] Tinta palsu"


def test_a_file_that_cannot_be_read_stops_no_other(tmp_path):
    """It is named with its remedy; a run is noted only where something was read."""
    sources = [*files(tmp_path, kosong="", umpan=FEED), (tmp_path / "tiada", "tiada")]
    with Store() as store:
        filed, problems = pipeline.archive(store, sources)
        assert [each.stored for each in filed] == [1]
        assert [str(problem).count("\n") for problem in problems] == [0, 0]
        assert len(store.runs()) == 1
        pipeline.archive(store, sources[:1])
        assert len(store.runs()) == 1
