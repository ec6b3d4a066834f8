"""The card of a trained classifier."""

WORDS = {
    "title": "Model card: flag {version}",
    "made": "Made on {date} by `monitor model train`; every number below comes from that run.",
    "use_title": "Use.",
    "use": (
        "To order texts for a fact-checker: what to look at first. The score is log-odds of a sum; "
        'the band says how a text stands among those the model learned from. It says "this text '
        'resembles those that fact-checkers usually pick", never that something is false.'
    ),
    "refused_title": "Not for.",
    "refused": (
        "Verdicts, takedowns, accusing or ranking people, inferring anybody's politics, police or "
        "campaign use, and any text outside the domain: there it gives no probability."
    ),
    "what_title": "What it is.",
    "what": (
        "An additive linear model (L2 logistic regression) of masked texts: {features} hashed words, "
        "pairs and pieces of words, each found in at least {groups} near-duplicate groups, and "
        "{shapes} shapes (length, signs, capitals, quotes, function words). Names, places, numbers, "
        "outlets and the words of checkers are masked or dropped first. Domain: {fewest} to {most} "
        "words, known words, usual style, no headlines, unlike ordinary talk. Bands: medium from "
        "the {medium}th hundredth of the training texts, high from the {high}th. A probability is "
        "that of being found false once a checker has taken a text up, at the base rate of the "
        "training data; elsewhere the base rate is another, and so is the probability."
    ),
    "data_title": "Learned from.",
    "data": (
        "{file} (SHA-256 {digest}): {used} of {read} rows, {positive} found false by a checker and "
        "{negative} not, {groups} groups of near-duplicates, {first} to {last}."
    ),
    "ordinary": (
        "The domain test also saw {used} ordinary texts from {file} (SHA-256 {sha256}); the score "
        "learned nothing from them, since telling two crawls apart is no sign of anything."
    ),
    "measured_title": "How good it is.",
    "measured": (
        "The same recipe, fitted to one side of each split and measured on the other; near-"
        "duplicates are never parted. Style only: length, capitals and punctuation. Words: TF-IDF "
        "of words and logistic regression. Brackets: 95 % bootstrap intervals over groups."
    ),
    "rows": "{count} rows, {positive} found false",
    "placebo": (
        "Placebo (harmless rows of one source or time called false against others): AUROC {told}. "
        "So much comes from knowing the crawl."
    ),
    "gains": "Paired gains in AUROC; sure only where the interval is above zero:",
    "over": "over {system}",
    "limits_title": "Limits.",
    "limits": (
        "Text alone hardly tells a false post from a true one; much of what is false lies in the "
        "picture, the date or the context. Angry, shouted or chain-like texts stand high also when "
        "true; sober false news stands low. The signs of style change from year to year. "
        "Probabilities hold only where texts and base rate are those of the training data. Mostly "
        "Indonesian. Learn from your own verdicts as soon as you have them."
    ),
    "licence_title": "Licence.",
}
