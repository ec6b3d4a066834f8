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
}
