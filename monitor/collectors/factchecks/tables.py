"""Tables of fact-checks: a row each, whatever file they stand in, their ids verbatim.

Names of columns are compared by their letters and digits alone, as those of tables of posts are;
where several may hold a field, each row takes the first that it fills, in the order below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from monitor.collectors import cells
from monitor.collectors.columns import key
from monitor.collectors.factchecks.making import day, language, make, moment
from monitor.collectors.lines import Found
from monitor.collectors.values import Record
from monitor.corpora.labels import labels
from monitor.errors import BadInput
from monitor.records import FactCheck, Other, Reject

__all__ = ["HEADER", "parquet_rows", "read", "recognises"]

_NAMES = {
    "id": (
        "fc_id factcheck_id id_cek_fakta id_periksa_fakta gfd gfd_id id_gfd id id_artikel"
        " article_id"
    ),
    "title": (
        "title judul judul_artikel judul_periksa_fakta judul_cek_fakta headline header heading"
    ),
    "claim": (
        "claim claim_text klaim isi_klaim teks_klaim claim_reviewed narasi isi_narasi text teks"
        " content isi"
    ),
    "label": (
        "label label_asli label_orig tag textual_rating rating penilaian hasil"
        " hasil_periksa_fakta kategori_hasil"
    ),
    "verdict": "verdict putusan vonis verdik",
    "date": (
        "date tanggal tgl date_published published_at published publish_date review_date"
        " tanggal_terbit tanggal_publikasi tanggal_periksa date_gmt year_known tahun year"
    ),
    "updated": "updated updated_at date_modified modified diperbarui tanggal_koreksi",
    "url": "url link tautan permalink pranala alamat url_artikel link_artikel tautan_artikel",
    "publisher": (
        "publisher org organisasi organization penerbit lembaga pemeriksa pemeriksa_fakta outlet"
    ),
    "lang": "lang language bahasa",
    "explanation": "explanation penjelasan fact fakta faktanya body",
    "conclusion": "conclusion kesimpulan simpulan",
}
_FIELD_OF = {
    key(name): (field, rank)
    for field, names in _NAMES.items()
    for rank, name in enumerate(names.split())
}
HEADER = {name: "text" for names in _NAMES.values() for name in names.split()}
"""These names make a row a header, as those of a table of posts do."""

_EXCERPT = 200


def recognises(record: Record) -> bool:
    """Tell by its columns: a title, and one more that a fact-check has."""
    fields = {field for field, _ in _columns(tuple(record))}
    return "title" in fields and len(fields) > 1


def read(found: Found) -> Iterator[FactCheck | Reject | Other]:
    """Yield the fact-check of a row; an empty row is nothing."""
    row = found.value
    raw = found.raw or cells.as_json(row)
    found = found._replace(raw=raw)
    if all(map(cells.blank, row.values())):
        return
    picked = _picked(row)
    native_id = cells.identity(picked.get("id"))
    if native_id is None:
        lost = {"id": cells.as_text(picked["id"])}
        yield Reject(found.line, "rejects.id_destroyed", lost, raw[:_EXCERPT])
        return
    said = {field: cells.as_text(value) for field, value in picked.items()}
    verdict = "_".join(said.get("verdict", "").casefold().split())
    known = verdict in labels().verdicts or verdict == "not_a_verdict"
    yield make(
        found,
        native_id=native_id,
        title=said.get("title", ""),
        claim=said.get("claim", ""),
        publisher=said.get("publisher", ""),
        url=cells.address(picked.get("url")),
        label=said.get("label", "") or ("" if known else said.get("verdict", "")),
        verdict=verdict if known else "",
        date=day(picked.get("date")),
        updated=moment(picked.get("updated")),
        lang=language(picked.get("lang")),
        explanation=said.get("explanation", ""),
        conclusion=said.get("conclusion", ""),
    )


def parquet_rows(path: Path, name: str) -> Iterator[Found]:
    """Yield the rows of a Parquet file.

    Raises
    ------
    BadInput
        pyarrow is not installed, or the file is broken.
    """
    try:
        import pyarrow.parquet  # type: ignore[import-untyped]  # it ships no types
    except ImportError as problem:
        raise BadInput("parquet_needs", name) from problem
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            number = 0
            for batch in file.iter_batches():
                for row in batch.to_pylist():
                    number += 1
                    yield Found(number, {column: _plain(cell) for column, cell in row.items()}, "")
    except (pyarrow.ArrowException, OSError) as problem:
        raise BadInput("parquet_broken", name, problem=problem) from problem


def _plain(cell: object) -> object:
    known = isinstance(cell, str | int | float | date | datetime | list | dict)
    return cell if known or cell is None else str(cell)


def _picked(row: Mapping[str, object]) -> dict[str, object]:
    """Return, per field, the value of the first of its columns that this row fills."""
    picked: dict[str, object] = {}
    for field, name in _columns(tuple(row)):
        if field not in picked and not cells.blank(row[name]):
            picked[field] = row[name]
    return picked


@lru_cache(maxsize=100)  # rows of JSON and of sheets may each have columns of their own
def _columns(header: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return ``(field, column)`` of the columns that mean something, the best of a field first."""
    ranked: Iterable[tuple[int, str, str]] = sorted(
        (_FIELD_OF[plain][1], _FIELD_OF[plain][0], name)
        for name in header
        if (plain := key(name)) in _FIELD_OF
    )
    return tuple((field, name) for _, field, name in ranked)
