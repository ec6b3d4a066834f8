"""Exports: what to read before the rows."""

WORDS = {
    "title_queue": "Pemilu Monitor: queue of claims, one row per claim.",
    "title_posts": "Pemilu Monitor: the posts behind the claims, one row per post.",
    "title_network": "Pemilu Monitor: a network of accounts, who points at whom and who posts in step.",
    "network_leads": (
        "Every line is a lead to look into, not a verdict. To repost is to amplify, not to "
        "agree; to mention is not to support; colours and communities are not sides. Posting in "
        "step (coordination) can have quite ordinary causes, such as the same scheduler, a fan "
        "club or a news feed."
    ),
    "network_weights": (
        "weight is the number of posts; of coordination, the number of different things shared at "
        "almost the same time, with expected by chance, p and q. Coordination has no direction "
        "(directed = false). about counts the posts that name a candidate. Accounts without a "
        "cluster or community have -1."
    ),
    "network_about": (
        "about is told only between public accounts, or where at least {least} accounts point at the "
        "same one in posts that name the same candidate: of fewer it would come too close to what "
        "single persons think."
    ),
    "network_left_out": "{count} more lines are not here: lighter ones, or of accounts less seen.",
    "network_masked": (
        "Accounts that are not on the list of public ones appear under pseudonyms (akun-...), as "
        "do addresses that lead to them (tautan-...). Times and counts are whole and may let "
        "somebody be recognised: pass them on no further than needed."
    ),
    "leads": (
        "Every row is a lead to look into, not a verdict: the order is a suggestion, the reasons "
        "are given, and only people fill the verdict column."
    ),
    "reviewers": (
        "Whoever gave a verdict is always a pseudonym (pemeriksa-...). The column drawn says that a "
        "claim came up by lot, outside the ranking."
    ),
    "identities_masked": (
        "Accounts that are not on the list of public ones appear under pseudonyms (akun-...), as "
        "do the ids of their posts (unggahan-...); their handles in texts and addresses are "
        "covered with •. The texts themselves are whole and can be searched for: pass them on no "
        "further than needed."
    ),
    "identities_kept": (
        "CONTAINS IDENTITIES: handles and post ids are not masked, by choice of whoever exported. "
        "Not for anybody outside the team."
    ),
    "numbers": (
        "NIK and KK numbers, phone numbers and e-mail addresses in texts are covered with •, one "
        "for each character."
    ),
    "made": "Made with Pemilu Monitor {version} at {time}.",
    "apostrophe": (
        "An apostrophe (') before =, +, -, @ or a space keeps a cell from running as a formula; "
        "the text without it is in the JSONL export."
    ),
    "apostrophe_edges": (
        "An apostrophe (') before =, +, -, @ or a space keeps a cell from running as a formula; "
        "GEXF and GraphML have it without."
    ),
    "cut": " ... [cut; the JSONL export has the whole text]",
}
