"""The classifier: how far a text resembles those that fact-checkers usually pick, and why."""

WORDS = {
    "high": "high",
    "medium": "medium",
    "low": "low",
    "unknown": "unknown",
    "resembles": (
        "This text resembles those that fact-checkers usually pick, more than {percent} of 100 "
        "texts the model learned from; that is an order to check in, not a verdict"
    ),
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
    "line": "{id}: {band} ({score})",
    "part_words": "These words moved the score",
    "part_style": "The way it is written ({shape}) moved the score",
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
