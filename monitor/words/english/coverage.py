"""What was looked at and what was not."""

WORDS = {
    "seen": "Looked at: {posts} posts ({platforms}), {first} to {last} (WIB).",
    "unseen": "Not looked at at all: {platforms}.",
    "undated": "{count} posts without a time: left out of growth and of the quiet period.",
    "without_text": "{count} posts without text: pictures, video and sound are not read.",
    "rejects": "{count} records could not be read; see them with: monitor rejects",
    "never": "Never seen: closed groups, private messages, deleted posts, and what pictures or videos show. This order is a lead to check, not a verdict.",
}
