"""What is said of collecting: what was got, and what was not seen."""

WORDS = {
    "note_one_server": "A hashtag is only what has reached {site}: posts of servers it does not know are missing, and posts without the hashtag too.",
    "note_gap": "NOT SEEN: {first} to {last}; the platform no longer leads there.",
    "note_limit": "NOT SEEN: {first} to {last}; --limit {limit} was reached.",
    "note_stale": "The platform no longer knew where the last run stopped; it went on by time, and nothing was left out.",
    "note_clock": "The clock of {host} and of this computer differ by {seconds} seconds; times of posts are the platform's. Check this computer's clock.",
    "note_interrupted": "INTERRUPTED: {problem}",
    "line": "{source}: {read} read = {stored} new + {known} known + {rejected} rejected; {other} no posts, {outside} outside the time asked",
    "seen": "Seen: {first} to {last} (WIB).",
    "nothing": "Nothing in the time asked.",
    "since": "Nothing older, e.g. 2024-02-01 or '2024-02-01 07:00 WIB'; by default from where the last run ended, a week back on the first.",
    "until": "Nothing newer; a day counts as a whole.",
    "limit": "At most so many records of each source; the rest is said as a gap.",
    "no_time": "'{given}' is no time; write it like 2024-02-01 or '2024-02-01 07:00 WIB'.",
    "waiting": "{host} asks us to wait {seconds} seconds; waiting.",
}
