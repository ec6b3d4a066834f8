"""Memory: whether this claim has been checked before."""

WORDS = {
    "same": "closely resembles one that was checked before",
    "similar": "on a topic like one that was checked before",
    "none": "nothing known",
    "known": "{probability}  {id}, {date}, rated {label} by {publisher}: {title}",
    "later": "{probability}  checked later: {id}, {date}, rated {label} by {publisher}: {title}",
    "nothing": "(not said)",
    "number": "other number: {here} here, {there} then",
    "date": "other date: {here} here, {there} then",
    "place": "other place: {here} here, {there} then",
    "name": "other name: {here} here, {there} then",
    "denial": "other stance: {here} here, {there} then",
    "alert": (
        "May be back: {claim} resembles {factcheck_id} ({date}, rated {label} by {publisher}). "
        "Check first: this one may differ. monitor show {claim}"
    ),
    "told": "A narrative that went round before: {label}",
    "instance": "{date}  {text} ({verdict})",
    "heard": "Already addressed by {source} at {time} ({post})",
}
