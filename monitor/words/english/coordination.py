"""What is said of accounts that post in step: what was seen, and what could explain it."""

WORDS = {
    "pattern": "Posting in step: {accounts} accounts, {objects} of the same things within {seconds} seconds, probability by chance {p}.",
    "no_judgement": "A lead, not a conclusion about anybody: being in step can have quite ordinary causes.",
    "template_tool": "Perhaps the same tool: these accounts use the same post scheduler or template.",
    "fan_club": "Perhaps a community of fans or volunteers: its members react to the same event.",
    "news_feed": "Perhaps an automatic news feed: these accounts pass on the same source.",
    "one_person": "Perhaps one person with two accounts: a private one and a second one.",
    "favour": "For it: {evidence}",
    "against": "Against it: {evidence}",
    "same_second": "{share} of the meetings are at most one second apart",
    "median_gap": "the median gap between two posts is {seconds} seconds",
    "at_night": "{share} were posted between midnight and 5 a.m. Jakarta time",
    "busiest_day": "{share} fall on the one busiest day",
    "own_objects": "{share} of what was posted hardly anybody else shared",
    "same_first": "the same account comes first in {share} of the meetings",
}
