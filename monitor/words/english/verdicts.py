"""What fact-checkers found, of the earlier instance only."""

WORDS = {
    "true": "rated true",
    "mostly_true": "rated mostly true",
    "misleading": "rated misleading",
    "false": "rated false",
    "scam": "rated a scam",
    "satire": "rated satire",
    "unproven": "unproven",
    "contested": "still disputed",
    "clarification": "a clarification",
    "fabricated_media": "fabricated media",
    "not_checkable": "cannot be checked",
    "not_a_verdict": "no rating",
    "": "no rating",
}
