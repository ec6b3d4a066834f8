"""Reasons: what was noticed about a post or claim. A lead, not a verdict."""

WORDS = {
    "urgency": "Presses the reader to act at once",
    "share_call": "Asks the reader to pass it on",
    "unnamed_authority": "Leans on a source without a name",
    "shouting": "Written as if shouted, in capitals or with heaped punctuation",
    "chat_chain": "Bears marks of a message passed from chat to chat",
    "gain_shop": "Comes with an offer to buy",
    "gain_affiliate": "Comes with a link or code that earns a commission",
    "gain_data": "Asks for an identity number or other personal data",
    "gain_donation": "Comes with an appeal for money or an account number",
    "gain_phone": "Leads the reader to a telephone number or a private chat",
    "gain_gambling": "Comes with promotion of online gambling",
    "early_results": (
        "Tells a result of the vote on {time}, though quick counts may be published only "
        "from {allowed}"
    ),
    "quiet_period_campaign": (
        "Campaign talk in the quiet period ({time}) by an account on the register of campaign "
        "accounts, worth checking"
    ),
    "figure": "Names {label}",
    "institution": "Names the institution {label}",
    "place": "Names the place {label}",
    "voting_procedure": "Touches how to vote or how votes are counted",
    "voting_change": (
        "Says that how to vote or how votes are counted was changed, denied, spoilt or rigged"
    ),
    "checkable_claim": "Holds a statement that can be checked",
    "opinion": "Rather an opinion, a feeling or a hope",
    "prediction": "Rather a prediction of what has not happened yet",
    "question": "Rather a question",
    "clarification": "This seems to be a clarification or denial, not the claim itself",
    "spread": (
        "Posted {posts}x, accounts: {accounts}, platforms: {platforms}, in the last 24 hours "
        "{last_day}x"
    ),
    "narrative": (
        'Resembles the narrative "{label}", which went round before: {cycles} (instances on record: '
        "{instances})"
    ),
    "narrative_unsettled": (
        'Resembles the narrative "{label}", which went round before: {cycles} (instances on record: '
        "{instances}; some of them proved true or are still disputed)"
    ),
    "narrative_always": (
        'Resembles the narrative "{label}", which goes round at any time (instances on record: '
        "{instances})"
    ),
    "void": (
        "After {hours} hours no source on the register of credible sources was seen to post, quote "
        "or answer it, or to be linked to (accounts carrying it: {accounts}); answers outside this "
        "data are not seen"
    ),
    "resembles_checked": (
        "Resembles those that fact-checkers usually pick, more than {percent} of 100 texts the model "
        "learned from (classifier: high)"
    ),
    "resembles_checked_medium": (
        "Somewhat resembles those that fact-checkers usually pick, more than {percent} of 100 texts "
        "the model learned from (classifier: medium)"
    ),
    "resembles_words": "These words raise the classifier's score ({points})",
    "known_claim": (
        "Resembles what was checked before: {factcheck_id}, {date}, rated {label} by {publisher}. "
        "That rating is about the earlier claim; this one needs a check of its own"
    ),
    "known_claim_differs": (
        "Resembles what was checked before: {factcheck_id}, {date}, rated {label} by {publisher}. "
        "What differs: “{here}” here, “{there}” then"
    ),
    "similar_topic": ("On a topic like one checked before: {factcheck_id}, {date}, by {publisher}"),
    "checked_later": (
        "Checked later: {factcheck_id}, {date}, rated {label} by {publisher}; when this claim "
        "appeared, that check did not exist"
    ),
    "none_seen": "Nothing stood out so far; that does not mean it is true or harmless",
    "amplification": "Amplified by others, {reposts}x by repost and {quotes}x by quote",
}

_SAME = {
    "": "{objects} of the same things",
    "_link": "{objects} of the same links",
    "_text": "{objects} of the same texts",
    "_media": "{objects} of the same pictures or videos",
    "_hashtags": "{objects} of the same sets of hashtags",
    "_repost": "reposts of {objects} of the same posts",
    "_reply": "replies to {objects} of the same posts",
}
_CHANCES = {"": "0.001", "_100": "0.01", "_20": "0.05"}
WORDS |= {
    f"coordination{kind}{end}": (
        f"Posting in step: {{accounts}} accounts, {same} within {{seconds}} seconds, probability by "
        f"chance < {chance}; {{part}} of {{whole}} posts and quotes of this claim are these accounts'"
    )
    for kind, same in _SAME.items()
    for end, chance in _CHANCES.items()
}
WORDS |= {
    "clusters_not_looked": "nobody has looked for accounts that post in step; run first: monitor scan",
    "clusters_few": "too few accounts passed anything on to tell a share",
    "crossing_one_platform": "all posts of this database are from one platform",
    "crossing_none": "no claim or link was seen on two platforms or more",
}
