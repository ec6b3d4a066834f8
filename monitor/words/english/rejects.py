"""Why a record could not be read; shown after the file's name and the line."""

WORDS = {
    "line_too_long": "this line is longer than {megabytes} MB, so it is no single post; skipped",
    "line_cut": (
        "the last line is cut off (at character {place}); download or export the file again"
    ),
    "no_json": "this line is no whole JSON (broken at character {place})",
    "no_object": "this line is JSON, but no record (no {{…}})",
    "platform": (
        "comes from {platform}, which cannot be read yet; copy it to a table with columns text "
        "and link"
    ),
    "unmapped": "a record of a shape not known yet: it has no '{key}'",
    "unexpected": "a record of a shape not known yet ({problem})",
    "telegram_private": (
        "a chat that is not public ({kind}) and its messages ({count}): not read, nothing of them kept"
    ),
    "telegram_no_preview": (
        "this page of t.me shows no messages; save https://t.me/s/CHANNEL instead. Private channels, "
        "groups, and channels that switched their preview off have none"
    ),
    "article_empty": "this article has no title, no text and no link; look at it on its site",
    "article_refused": "this article's page cannot be read: {problem}",
    "article_unread": "this article's page holds no fact-check that can be read; open its address yourself",
    "no_text_no_link": (
        "this row holds neither a text nor a link; fill in one, or name its column with "
        "--map column=text"
    ),
    "id_destroyed": (
        "the id {id} was destroyed by a spreadsheet (its last digits are gone); add the link of the "
        "post, or copy the id again after formatting its column as Text"
    ),
    "open_quote": (
        "a quotation mark on this line is never closed; close it, or double it if it belongs to the "
        "text"
    ),
    "factcheck_no_title": ("this fact-check has no title and names no claim; fill in one of them"),
    "factcheck_broken_jsonld": (
        "a ClaimReview block of this page is no whole JSON; fetch the page again, or copy it to a table"
    ),
    "factcheck_same_id": (
        "the id {id} is taken by another article on line {line}; give it an id of its own"
    ),
    "labelled_no_text": "rows without a text in column {column}: {count}; they are kept, without a label",
    "labelled_no_label": (
        "there is no column of labels, so no row has one ({count}); name it with --column "
        "label=COLUMN"
    ),
    "labelled_foreign": (
        "column {column} labels something other than true and false ({values}, in {count} rows); it is "
        "kept as text and no row has a label; name another column with --column label=COLUMN"
    ),
    "labelled_unknown": (
        "the label '{value}' of column {column} (rows: {count}) is not known; these rows have no label; "
        "write 1 or 0, or verdicts such as SALAH and BENAR"
    ),
    "share_no_object": "object_id (what was shared) is empty",
    "share_no_account": "account_id (who shared it) is empty",
    "share_lost": (
        "a spreadsheet has destroyed an id, or it was kept as a fraction (its last digits are gone): "
        "object {object}, account {account}; export again with ids as text"
    ),
    "share_no_time": "timestamp_share (when it was shared) is empty",
    "share_time": "'{time}' is no time; write seconds since 1970, or 2024-02-14T07:05:00+07:00",
    "share_beyond": (
        "{time} seconds is after the year 2100; perhaps in a smaller unit: turn that row into seconds, or use "
        "--unit ms if all are milliseconds"
    ),
}
