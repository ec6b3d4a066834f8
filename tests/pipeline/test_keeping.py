"""Collecting and importing again: edits are noted, deletions honoured, analyses speak anew."""

from __future__ import annotations

import json

import pytest

from monitor.analyses.base import Setting
from monitor.errors import BadCorpus
from monitor.pipeline.analyse import analyse
from monitor.pipeline.collect import collect
from monitor.pipeline.group import group
from monitor.pipeline.import_ import import_file
from monitor.pipeline.show import show
from monitor.pipeline.summarise import summarise
from monitor.store import Store

TAG = "mastodon:#pemilu@desa.example"
TEXT = "SEBARKAN!!! Surat suara di gudang sudah tercoblos, kata orang dalam"
X = "1757200000000000001"


def tweet(text=TEXT, name=X):
    return {"id": name, "text": text, "author_id": "9", "edit_history_tweet_ids": [name]}


@pytest.fixture
def imported(tmp_path):
    """Return a function that imports rows of JSON into one project."""
    with Store(tmp_path / "m.db") as store:

        def run(*rows):
            path = tmp_path / "rows.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            return import_file(store, path)

        run.store = store
        yield run


def scanned(store):
    analyse(store, Setting(), workers=0)
    group(store)
    summarise(store, Setting(), workers=0)


def test_an_edited_toot_is_collected_with_both_texts(fetcher, clock, mastodon):
    """Read again within the overlap; the text before stays, with when it was seen."""
    with Store() as store:
        status = mastodon.post("TPS 3 dibuka", 1)
        asked = {"since": mastodon.NOON.replace(day=1), "fetcher": fetcher(mastodon)}
        collect(store, [TAG], **asked)
        clock.seconds += 600
        status |= {"content": "<p>TPS 4 dibuka</p>", "edited_at": "2024-02-14T12:05:00.000Z"}
        collect(store, [TAG], **asked)
        ((_, post),) = store.posts()
        assert post.text == "TPS 4 dibuka"
        now, before = store.wordings([post.id])[post.id]
        assert (now.is_edit, before.text) == (True, "TPS 3 dibuka")


@pytest.mark.parametrize("turn", [1, -1])
def test_a_whole_text_goes_before_an_excerpt_whichever_is_read_first(imported, turn):
    """A YouTube search shows the beginning of what a video's own record has whole."""
    told = {"title": "Surat suara", "channelId": "UC1", "channelTitle": "Kanal",
            "publishedAt": "2024-02-14T01:00:00Z"}  # fmt: skip
    search = {"kind": "youtube#searchResult", "id": {"kind": "youtube#video", "videoId": "abc"},
              "snippet": told | {"description": "Sudah tercoblos, kata ..."}}  # fmt: skip
    video = {"kind": "youtube#video", "id": "abc",
             "snippet": told | {"description": "Sudah tercoblos, kata siapa? Ini faktanya."},
             "statistics": {"viewCount": "7"}}  # fmt: skip
    for row in (search, video)[::turn]:
        imported(row)
    imported(search)
    ((_, post),) = imported.store.posts()
    assert post.text.endswith("Ini faktanya.")
    assert "excerpt" not in post.extra
    assert not any(one.is_edit for one in imported.store.wordings([post.id])[post.id][1:])
    assert imported.store.search("faktanya", limit=5)


def test_analyses_speak_anew_of_what_was_edited(imported):
    """Signals, spans and the queue are of the text that is shown; the claim keeps its id."""
    store = imported.store
    imported(tweet())
    scanned(store)
    before = show(store, "k-1")
    assert any(reason.text for reason in before.row.reasons)
    imported(tweet("Maaf, kabar tadi keliru. SEBARKAN!!! koreksi ini"))
    halfway = show(store, "k-1")
    scanned(store)
    after = show(store, "k-1")
    text = store.texts([f"x:{X}"])[f"x:{X}"]
    for reason in halfway.row.reasons + after.row.reasons:
        assert reason.text == text[reason.start : reason.end]
    assert after.row.claim.text.startswith("Maaf")
    assert any(reason.text for reason in after.row.reasons)
    assert [w.text for w in after.wordings[f"x:{X}"]][1] == TEXT
    count = store._one("SELECT count(*) FROM signals")
    scanned(store)
    assert store._one("SELECT count(*) FROM signals") == count


def test_a_compliance_file_takes_posts_and_accounts_back(imported):
    """X says what was deleted; a place that was taken out is no deletion of the post."""
    young, old = "1757200000000000002", "1757200000000000003"
    imported(tweet(), tweet("kabar lain", young), tweet("masih ada", old) | {"author_id": "77"})
    rows = [
        {
            "id": X,
            "action": "delete",
            "created_at": "2023-12-29T00:00:00.000Z",
            "reason": "deleted",
        },
        {"id": young, "action": "scrub_geo", "created_at": "2023-12-29T00:00:00.000Z"},
        {"id": "77", "action": "delete", "created_at": "2013-06-04T16:25:04+00:00"},
    ]
    done = imported(*rows)
    assert (done.read, done.other) == (0, 3)
    texts = imported.store.texts([f"x:{name}" for name in (X, young, old)])
    assert list(texts.values()) == ["", "kabar lain", ""]
    assert imported.store.runs()[0]["result"]["deleted"] == 2
    assert imported(tweet()).known == 1
    assert imported.store.texts([f"x:{X}"]) == {f"x:{X}": ""}


def test_a_project_chooses_its_policy_beside_the_database(imported, tmp_path):
    """`deletions = "keep"` keeps the text and says that its author took it back."""
    imported(tweet())
    (tmp_path / "policy.toml").write_text('deletions = "keep"\n', encoding="utf-8")
    imported({"id": X, "action": "delete", "created_at": "2023-12-29T00:00:00.000Z"})
    [post] = imported.store.posts_named([f"x:{X}"]).values()
    assert (post.text, post.gone) == (TEXT, "deleted")
    (tmp_path / "policy.toml").write_text('deletions = "maybe"\n', encoding="utf-8")
    with pytest.raises(BadCorpus, match="deletions"):
        imported(tweet())
