"""Errors: what happened, then what to do."""

WORDS = {
    "unknown_name": "There is no {kind} named '{name}'. Try: {nearest}.",
    "nobody_found": "There is no account or post '{name}' in the database. Write it like x:rina, x:4711, or the post's address; look for it with: monitor search",
    "not_found": "There is no claim '{name}' in the database. List them with: monitor queue --all",
    "factcheck_not_found": "There is no fact-check '{name}' in the archive. List them with: monitor archive list",
    "store_readonly": "The database {path} cannot be opened or written ({problem}). Choose a writable folder with --db.",
    "disk_full": "The disk is full while writing {path}. Free some space and run it again: what was stored is safe.",
    "disk_failed": "The disk of {path} cannot be read or written. Free some space or plug it in again, then retry: what was stored is safe.",
    "no_unicode": "That command holds broken letters (not UTF-8). Type it instead of pasting it.",
    "no_database": "There is no database {path} yet. Make it with: monitor scan FILE --db {path}",
    "not_a_database": "{path} is no Pemilu Monitor database. Choose another file with --db.",
    "store_corrupt": "The database {path} is damaged ({problem}). Restore a copy, or make a new one and import the files again.",
    "store_busy": "Another process is using the database {path}. Wait until it is done, then try again.",
    "store_newer": "The database {path} was made by a newer version. Upgrade with: pip install -U pemilu-monitor",
    "store_failed": "The database {path} failed: {problem}. Try again; if it stays, make a copy and report it.",
    "corpus_unreadable": "{path} cannot be read: {problem}. Save it again as correct UTF-8 text.",
    "corpus_toml": "{path} is no correct TOML: {problem}. Mend it there.",
    "corpus_invalid": "{path}, at {place}: {problem} (faults found: {count})",
    "model_unreadable": "The model {path} cannot be read ({problem}). Delete both its files (.json and .npz), or train again with: monitor model train",
    "model_changed": "The model {path} does not match its digest: its files were changed. Do not use it; copy it again from its source, or train again with: monitor model train",
    "model_newer": "The model {path} was made by a later version. Update with: pip install -U pemilu-monitor",
    "elections_folder": "{path} is no folder. Make it, or leave MONITOR_ELECTIONS empty.",
    "election_file_name": (
        "{path}: the file's name becomes the election's id, so use small letters, digits and "
        "hyphens only, e.g. pilbup-lamongan-2024.toml."
    ),
    "election_parent": (
        "{path}, at parent: there is no parent election '{parent}', or it is its own parent. To "
        "choose from: {known}."
    ),
    "election_not_scheduled": (
        "{path}: {name} has no calendar yet, and none is guessed. Copy its file to the folder "
        "elections/ beside the database, fill in the phases from the PKPU, and delete the line "
        "status."
    ),
    "register_header": "{path}, line 1: the columns must be {columns} (only account is required).",
    "register_cells": (
        "{path}, line {line}: more cells than columns. Put quotes around text that has a comma "
        "in it."
    ),
    "register_quotes": "{path}: a quotation mark is never closed. Close it, or double it if it belongs to the text.",
    "register_account": (
        "{path}, line {line}: '{account}' is no account. Write it like x:account_name, or paste "
        "the profile's address."
    ),
    "register_role": "{path}, line {line}: no such role as '{role}'. Choose one of: {known}.",
    "register_url": "{path}, line {line}: '{url}' is no web address. Begin it with https://.",
    "register_date": "{path}, line {line}: '{date}' is no date. Write it like 2024-11-27.",
    "register_level": "{path}, line {line}: there is no evidence level '{level}'. Write 0 (none) to 4 (an official document and another source), e.g. 2 or 3: KPU's list.",
    "register_paid": "{path}, line {line}: the role disclosed_paid of {account} is refused, because its evidence is of level {level}. It needs level 2 or more, with the address (url) and day (date) of a page where the payment is disclosed. Without one, leave the role empty (unknown).",
    "register_unshown": "{path}, line {line}: evidence of level {level} for {account} needs an address (url) and a day (date). Fill both, or lower the level to 1.",
    "register_two": "There is more than one register beside the database: {files}. Keep one, or name one with --register.",
    "register_yaml": "{path}, line {line}: this is no YAML ({problem}). Mend the line (a value with a colon stands in quotes), or keep the register as CSV.",
    "register_yaml_shape": "{path}, line {line}: expected {expected}. A register is a list of entries like: - account: x:kpu_id",
    "register_key": "{path}, line {line}: an entry has no field '{field}', or has it twice. Fields: {columns}.",
    "no_phases": "The phase '{name}' cannot be chosen: no election with a calendar is known. Name one with --election.",
    "register_twice": (
        "{path}, line {line}: account {account} is registered on another line already. Keep one "
        "of them."
    ),
    "public_row": (
        "{path}, line {line}: fill its six columns (handle, platform, kind, name, source, "
        "confidence); without a source, write general."
    ),
    "cue_judges": (
        "{path}: the phrase '{phrase}' holds '{word}', a word that judges already or names an "
        "outlet. Delete the phrase."
    ),
    "archive_twice": "{path}, line {line}: the id {id} is already used on another line. Keep one of them.",
    "input_missing": "File {path} not found. Check its name and folder.",
    "input_no_file": "{path} is no file (but a folder or a device). Name a file inside it.",
    "input_unreadable": (
        "{path} cannot be read: {problem}. Close other programs that use it, check its "
        "permissions, and try again."
    ),
    "input_empty": "{path} is empty. Download or export it again.",
    "input_no_record": (
        "{path} holds not one whole record. Export it again as JSONL (one JSON object a line), "
        "CSV or XLSX."
    ),
    "input_unknown_format": (
        "The content of {path} is not recognised as posts (columns: {keys}). Point at its text "
        "column, for example: --map COLUMN_NAME=text, or choose its format with --format"
    ),
    "input_archive": (
        "{path} is an archive (zip, gz or the like). Unpack it and give the file inside."
    ),
    "input_media": (
        "{path} is a picture, a video or a sound. Copy its text and link to a table (columns "
        "text and link) and give that table."
    ),
    "input_pdf": (
        "{path} is a PDF. Copy the table in it to a sheet, save that as XLSX or CSV, and give "
        "that file."
    ),
    "input_database": (
        "{path} is an SQLite database, not a collection of posts. To open it: --db {path}"
    ),
    "input_whatsapp": (
        "{path} is a WhatsApp chat, which is private, and was not read. If it is the chat of a tip "
        "line: monitor import --tipline {path}"
    ),
    "input_no_chat": (
        "{path} is no WhatsApp chat exported as .txt. Read it without --tipline, or export the chat "
        "again (without media)."
    ),
    "telegram_no_preview": (
        "{host}/s/{name} shows no messages: there is no such channel, it is private or a group, or it "
        "has switched its preview off. Check the spelling; what its admins export can be read with "
        "monitor import."
    ),
    "telegram_no_page": (
        "{host} answered with a page that is not whole, or not a channel's. What came before is "
        "stored; open t.me in a browser, then run the same command again."
    ),
    "input_web_page": (
        "{path} is a web page or XML, not data. Export the data as CSV, XLSX or JSONL."
    ),
    "input_binary": "{path} is neither text nor XLSX. Export the data as CSV, XLSX or JSONL.",
    "key_unreadable": (
        "The pseudonym key {path} cannot be read or made: {problem}. Check the rights of the "
        "database's folder and try again."
    ),
    "key_broken": (
        "The pseudonym key {path} is damaged: {size} bytes, not {expected}. Restore it from a "
        "backup; without one, delete it and a new key is made (pseudonyms will change)."
    ),
    "export_onto_project": "{path} is part of this project (its database or key) and is not replaced. Choose another name.",
    "export_exists": "{path} exists. Choose another name, or have it replaced with --overwrite.",
    "export_unwritable": (
        "{path} cannot be written: {problem}. Check its folder, rights and disk space; close the "
        "file if it is open in Excel."
    ),
    "no_header": (
        "{path}: no row names columns we know (the first row: {cells}). Add a header such as date, "
        "account, text, link; or name the third column as the text: --map 3=text"
    ),
    "workbook_locked": ("{path} is locked with a password. Save a copy without one, or as CSV."),
    "workbook_broken": (
        "{path} is broken and cannot be read as a spreadsheet ({problem}). Open it in Excel or "
        "LibreOffice and save it again as .xlsx or CSV."
    ),
    "workbook_too_large": (
        "{path} is too large to open in memory ({size} MB unpacked). Save it as CSV, which may be of "
        "any size."
    ),
    "input_no_factcheck": (
        "The content of {path} is not recognised as fact-checks (columns: {keys}). What can be read: tables "
        "with a title and a verdict, date or link; article pages; RSS feeds; ClaimReview JSON."
    ),
    "page_too_large": (
        "{path} is larger than {megabytes} MB, too large for one page or feed. Save its articles one by "
        "one, or as a CSV table."
    ),
    "parquet_needs": (
        "{path} is Parquet, which needs one more package: pip install 'pemilu-monitor[parquet]'. Or save "
        "the table as CSV."
    ),
    "parquet_broken": (
        "{path} is broken and cannot be read as Parquet ({problem}). Make it again, or save it as CSV."
    ),
    "match_data_unreadable": "{path} cannot be measured with: {problem}. The folder holds factcheck_archive, claim_match_pairs, political_posts (.parquet); install pandas and pyarrow too.",
    "evaluate_too_few": "{path} cannot be measured with: in every split, one side has fewer than {least} groups of texts for one of the labels. Add rows, or name the column of labels with --column label=COLUMN (now: {column}).",
    "labelled_no_text": "{path} has no column of texts that is known (columns: {keys}). Name it: --column text=COLUMN",
    "review_name": "Who says so? Add --as NAME; use a pseudonym, not your real name.",
    "review_nothing": "There is nothing to store. Give a verdict (--verdict false --reason REASON) or a state (--state diambil).",
    "review_reason": "A verdict without a reason is not stored. Add --reason 'what you found'.",
    "review_why_aside": "A claim set aside ({state}) needs a reason. Add --reason 'why'.",
    "review_aside": "{claim} has a verdict, so it cannot be set aside as {state}. If the verdict is wrong, correct it with --verdict and --reason.",
    "review_no_verdict": "{claim} has no verdict, so it cannot be {state} yet. Give one first: --verdict VERDICT --reason REASON",
    "review_no_correction": "A correction needs a new verdict on {claim}, which must have one already: --verdict VERDICT --reason REASON",
    "review_no_evidence": "{claim} has no evidence, so it cannot be published (terbit) yet. Add --evidence ADDRESS",
    "review_step": "{claim} cannot go from {before} to {state}. Choose: {known}.",
    "learn_too_few": "{path}: only {count} verdicts to learn from so far ({positive} groups found false, {negative} not); it takes {least}, and {each} groups of either kind. Review more: monitor queue --explore 0.1, then monitor review CLAIM --verdict VERDICT --reason REASON --as NAME",
    "train_few_ordinary": "{path}: too few ordinary texts that differ; {least} are needed. Add some, or leave --ordinary out.",
    "train_exists": "There is a model at {path}. Give another name with --out, or replace it with --force.",
    "train_too_few": "{path}: there are only {count} groups of texts labelled {label}; {least} are needed. Add data, or check the column of labels with --column label=COLUMN.",
    "source_unknown": "There is no source '{source}'. A source is written like {example}; platforms: {known}.",
    "source_forgotten": "'{source}' was removed with monitor forget and is not collected again. Take it off the list of sources.",
    "source_shape": "'{source}' cannot be collected. Write it like {example}.",
    "window_empty": "No time is asked for: from {since} to {until} (WIB). --since has to be before --until.",
    "secret_missing": "This source needs {name}. Set the environment variable {variable}, or keep it in the keyring (pip install 'pemilu-monitor[keyring]'; keyring set pemilu-monitor {variable}).",
    "fetch_no_address": "'{host}' is no address of the web. Write it with https:// in front.",
    "fetch_redirected": "{host} sends us on to {target}, which is another site or less secure. If that is right, name it as the source.",
    "fetch_redirect_loop": "{host} sends us round in circles. Open the address in a browser and name the one you end at.",
    "fetch_private": "A link leads to {host}, inside a private network; it was not followed. Name that address as a source yourself if you trust it.",
    "fetch_robots": "The robots.txt of {host} asks programs not to read {url}; it was not read. Read the page yourself, or ask the site.",
    "fetch_too_large": "The answer of {host} is larger than {megabytes} MB and was not read. Ask for less: a later --since or a smaller source.",
    "fetch_busy": "{host} asks us to wait (429, about {minutes} minutes), longer than we do. What came before is stored; run the same command again later.",
    "fetch_failing": "{host} fails on its side (status {status}), several times. What came before is stored; run the same command again later.",
    "fetch_denied": "{host} refuses (status {status}): it needs a key or token, or the one given is wrong. docs/collect.md says which variable to set.",
    "fetch_gone": "{host} has no such thing (status {status}). Check the spelling of the source; it may have been renamed or deleted.",
    "fetch_refused": "{host} does not accept the question (status {status}). Check the source; if it is right, please report this.",
    "fetch_slow": "{host} gave no whole answer within {seconds} seconds. Check the connection and run the same command again.",
    "fetch_certificate": "The certificate of {host} cannot be trusted ({problem}). Check the clock of this computer and the spelling; on a network with a login page, log in first.",
    "fetch_no_name": "The site {host} is not found. Check its spelling and your internet connection.",
    "fetch_no_connection": "{host} cannot be reached ({problem}). Check your connection and proxy, then run the same command again.",
    "proxy": "The address of the proxy in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY cannot be used. Write it like http://host:8080 or socks5://host:1080, or remove it.",
    "feed_too_long": "The feed of {host} holds more than {most} articles at once and is not read. Name a smaller one, of one section for instance.",
    "fetch_packed": "The answer of {host} is damaged, or packed in a way that was not asked for (status {status}). What came before is stored; run the same command again.",
    "fetch_cut": "The connection to {host} broke off in the middle. What came before is stored; run the same command again.",
    "fetch_no_stream": "{host} is no Jetstream (status {status}): it opens no stream, or sends something else. Check the address behind @.",
    "feed_none": "'{host}' gives no RSS, Atom or WordPress feed at that address (status {status}). Look for the feed's link on its page, such as /feed.",
    "fetch_html": "{host} answered with a web page instead of data (status {status}), perhaps a login page of the network. Open it in a browser, then run the same command again.",
    "fetch_no_json": "The answer of {host} is not whole (status {status}). What came before is stored; run the same command again.",
    "shares_columns": "{path} is no table of shares: there is no column {missing} (there are: {keys}). Name the column, as in --map COLUMN=object_id; if it holds posts: monitor scan {path}, then monitor coordination --db monitor.db",
    "shares_none": "None of the {rows} rows of {path} can be used. Mostly: {reason}.",
    "shares_beyond": "The times in {path} (such as {time}) are not seconds since 1970: that is after the year 2100. Try again with --unit {unit}.",
    "coordination_window": "A window of {seconds} seconds cannot be used. Choose 0 seconds to one day, as in --window 60 or --window 2m.",
    "coordination_no_window": "There is no window. Name one, as in --window 60.",
    "coordination_q": "A q of {q} cannot be used. Choose above 0 to 1, as in --q 0.05.",
    "coordination_weight": "A least weight of {weight} cannot be used. Choose 1 or more, as in --min-weight 2.",
    "coordination_reaction": "A reaction time of {seconds} seconds cannot be used. Choose above 0, as in --reaction 180, or --exact for none.",
    "mastodon_closed": "{host} shows this only to its members, or to nobody (status {status}). Ask for it at another server, or set a token of {host} (docs/collect.md).",
    "bluesky_login": "{host} searches only for who is logged in (status {status}). Set MONITOR_BLUESKY_HANDLE and MONITOR_BLUESKY_PASSWORD (an app password, docs/collect.md); if they are set, check them.",
    "bluesky_password": "{host} does not accept the login (status {status}). Check MONITOR_BLUESKY_HANDLE; make an app password (Settings, App passwords) for MONITOR_BLUESKY_PASSWORD; if the account lives elsewhere, name its server in MONITOR_BLUESKY_SERVICE.",
    "bluesky_no_account": "{host} shows no account '{name}'. Check the spelling; it may have been renamed, suspended or deleted.",
    "mastodon_no_account": "{host} has no account '{name}'. Check the spelling; ask for it at the account's own server.",
    "youtube_refused": "{host} does not accept the key MONITOR_YOUTUBE_KEY ({reason}). Check it, and that the YouTube Data API v3 is enabled for its project.",
    "youtube_no_channel": "YouTube has no channel '{name}'. Check the spelling, or give its number (UC...).",
    "youtube_no_video": "YouTube shows no video '{name}': it is deleted or private, or its address is misspelled.",
    "x_no_budget": "{host} takes money: {least} to {most} dollars a post (with its author, and with what it answers or quotes). Nothing was asked. Name what this run may cost: --spend 1.50; --spend 0.01 only counts the posts and tells the price.",
    "x_no_credit": "{host} says that the credit of this token is used up (402). Add some at developer.x.com, then run the same command again.",
    "store_in_use": "Another program uses {path}. What was to go is removed, but traces of it are left in the file: close the other program and run the same command again.",
    "source_unexpected": "{host} answered in a shape not known yet ({problem}). What came before is stored; please report this.",
    "watched": "{path} is already watched by another process (pid {pid}, since {since}). Stop that one first, or use another database.",
    "webhook_https": "The address of the webhook must be https. Mend MONITOR_WEBHOOK.",
    "alerts_unwritten": "Alerts cannot be written to {path}: {problem}. Check the file and the space on the disk.",
    "log_unwritten": "The log cannot be written to {path}: {problem}. Mend the line log in watch.toml.",
}
