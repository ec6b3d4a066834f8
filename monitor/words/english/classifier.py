"""The classifier: how far a text resembles those that fact-checkers usually pick, and why."""

WORDS = {
    "high": "high",
    "medium": "medium",
    "low": "low",
    "unknown": "unknown",
    "resembles_high": (
        "This text resembles those that fact-checkers usually pick, more than {percent} of 100 "
        "texts the model learned from; that is an order to check in, not a verdict"
    ),
    "resembles_medium": (
        "This text somewhat resembles those that fact-checkers usually pick, more than {percent} of "
        "100 texts the model learned from; that is an order to check in, not a verdict"
    ),
    "resembles_low": (
        "This text hardly resembles those that fact-checkers usually pick: it does so more than "
        "only {percent} of 100 texts the model learned from; that is no sign that it is true"
    ),
    "unread": "This row could not be read: {problem}. Only an empty text was weighed",
    "no_post": "this record is no post ({kind})",
    "unread_count": "{count} rows could not be read; each is answered all the same, and says why.",
    "outside_short": "Too short to weigh",
    "outside_long": "Far longer than the texts the model learned from",
    "outside_strange_words": "Too many words the model does not know: another language or topic",
    "outside_strange_style": "Written in a way that the texts the model learned from are not",
    "outside_ordinary": (
        "More like ordinary talk than like the circulating messages that fact-checkers pick"
    ),
    "outside_headline": "Shaped like a headline: the model cannot tell it from a newsroom's work",
    "outside_no_verdicts": "The team's verdicts are still too few to speak of a probability",
    "outside_no_model": "The classifier's model is not installed; the other reasons stand",
    "no_model": "The classifier's model is not installed: the order uses the other reasons only.",
    "reasons": "Other reasons, with their weights in the queue:",
    "row": "row {number}",
    "line": "{row}: {band} (score {score})",
    "title": "Classifier: {band} (score {score}, model {model})",
    "none": "none yet",
    "other_model": (
        "The queue uses model {old}; the lines above come from model {new}. To make them one: "
        "monitor scan --db {db}"
    ),
    "part_words_up": "These words raise the score",
    "part_words_down": "These words lower the score",
    "part_style_up": "The way it is written ({shape}) raises the score",
    "part_style_down": "The way it is written ({shape}) lowers the score",
    "part_base": "Where every text starts",
    "part_rest": "Everything else together",
    "shape_length": "length",
    "shape_capitals": "capitals",
    "shape_signs": "punctuation",
    "shape_quotes": "quotation marks",
    "shape_ends": "how it ends",
    "shape_emoji": "emoji",
    "shape_numbers": "numbers",
    "shape_names": "where names stand",
    "shape_lines": "lines",
    "shape_words": "kind and length of words",
    "shape_sentences": "length of sentences",
}
