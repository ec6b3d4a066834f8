"""What is wrong in a fact file, by kind of fault; then what to do."""

WORDS = {
    "an_election": "election",
    "register_list": "a list of entries",
    "register_entry": "an entry with fields like account",
    "register_value": "text, not a list or a table",
    "no_text": "(not text)",
    "missing": "This entry is required and is not there. Add it.",
    "extra_forbidden": "No such entry is known. Check its spelling, or delete it.",
    "literal_error": "The value must be one of {expected}.",
    "date_type": "Not a date. Write it without quotes, like 2024-11-27.",
    "date_from_datetime_parsing": "Not a date. Write it without quotes, like 2024-11-27.",
    "date_from_datetime_inexact": "Write the date alone, without a time, like 2024-11-27.",
    "string_type": "Must be text between quotes.",
    "string_too_short": "The text is empty. Fill it in, or delete the line.",
    "string_pattern_mismatch": "Not in the right form; it should match {pattern}.",
    "int_type": "Must be a whole number, like 2.",
    "int_parsing": "Must be a whole number, like 2.",
    "greater_than_equal": "The number is too small; at least {ge}.",
    "less_than_equal": "The number is too large; at most {le}.",
    "bool_type": "Write true or false, without quotes.",
    "bool_parsing": "Write true or false, without quotes.",
    "tuple_type": 'Must be a list between square brackets, like ["..."].',
    "dict_type": "Must be a table, like [phases.kampanye].",
    "model_type": "Must be a table of name = value.",
    "too_short": "The list is empty. Give it at least {min_length}.",
    "unknown_source": (
        "There is no source '{name}'. Write an address https://..., or add it to [sources]."
    ),
    "no_source": (
        'No source is given. Add source = ["https://..."], or write confidence = "general" '
        "where it is general knowledge."
    ),
    "dates_reversed": "Ends {end}, before it starts {start}. Swap or mend the dates.",
    "phases_overlap": "The phases {one} and {other} both hold the day {day}. Mend one of them.",
    "number_taken": "Number {number} is taken by two pairs: {one} and {other}. Mend one of them.",
    "no_voting_day": (
        "There is no [phases.pemungutan_suara]. Add it, name a parent, or write status = "
        '"not_scheduled".'
    ),
    "calendar_unexpected": 'It has phases, and status = "not_scheduled". Delete one of the two.',
    "bad_day": '\'{day}\' is no date. Write 2024-02-14, or "2024-02", or "2024".',
    "denial_value": "a value goes only with a role that decides alone: denial, answer, opening",
    "no_account": "'{name}' is no account. Write it like x:account_name.",
    "no_place": "Fill accounts or domains: where this source speaks.",
    "duration": 'No length of time. Write it like "15m", "2h" or "1d"; at least "1m".',
    "moment": "No time. Write it without quotation marks, e.g. 2024-02-01 or 2024-02-01T07:00:00.",
    "quiet_hours": 'No quiet hours. Write them in WIB like "22.00-05.30".',
    "bad_source": "{problem}",
    "source_twice": "The source {name} is written twice. Remove one.",
    "unknown_alert": "There is no alert named '{name}'. There are: {known}.",
}
