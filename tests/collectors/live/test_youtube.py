"""YouTube live: a search within its quota, a channel, and what is said under a video."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from monitor.collectors.live.sources import parse
from monitor.collectors.live.youtube import SEARCHES, collect
from monitor.errors import BadAnswer, Busy, MissingSecret, Refused
from monitor.records import Other, Post

NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
VIDEO = "AbCdEfGhIjK"
CHANNEL = "UCdesadesadesadesadesa12"


def refusal(status, reason, **more):
    error = {"code": status, "message": "no", "errors": [{"reason": reason}], **more}
    return httpx.Response(status, json={"error": error})


class YouTube:
    """An invented YouTube: searches that end after 500, lists, comments with their replies."""

    def __init__(self):
        self.videos = {}
        self.threads = []
        self.replies = {}
        self.asked = []
        self.faults = []
        self.page = 50

    def add(self, number, minutes):
        """Add a video so many minutes before noon."""
        name = f"v{number:010}"
        snippet = {"title": f"kabar {number}", "description": "", "channelId": CHANNEL,
                   "publishedAt": (NOON - minutes * MINUTE).isoformat()}  # fmt: skip
        item = {"kind": "youtube#video", "id": name, "snippet": snippet}
        self.videos[name] = item | {"statistics": {"viewCount": "7"}}
        return name

    def comment(self, name, minutes, **more):
        when = (NOON - minutes * MINUTE).isoformat()
        snippet = {"textOriginal": name, "publishedAt": when, "authorDisplayName": "@warga"}
        return {"kind": "youtube#comment", "id": name, "snippet": snippet | more}

    def thread(self, name, minutes, *replies, shown=5):
        """Add a thread, of whose replies only some are shown with it."""
        self.replies[name] = [self.comment(each, minutes, parentId=name) for each in replies]
        snippet = {"videoId": VIDEO, "topLevelComment": self.comment(name, minutes),
                   "totalReplyCount": len(replies), "isPublic": True}  # fmt: skip
        item = {"kind": "youtube#commentThread", "id": name, "snippet": snippet}
        self.threads.append(item | {"replies": {"comments": self.replies[name][:shown]}})

    def __call__(self, request):
        method = request.url.path.rpartition("/")[2]
        asked = dict(request.url.params)
        self.asked.append((method, asked))
        assert request.headers["x-goog-api-key"] == "kunci-uji"
        assert "key" not in asked
        if self.faults:
            return self.faults.pop(0)
        return getattr(self, f"answer_{method.lower()}")(asked)

    def answer_search(self, asked):
        before, after = asked.get("publishedBefore", "9"), asked.get("publishedAfter", "0")
        found = [
            one
            for one in sorted(
                self.videos.values(), key=lambda one: one["snippet"]["publishedAt"], reverse=True
            )
            if after <= one["snippet"]["publishedAt"].replace("+00:00", "Z") < before
        ]
        results = [
            {"kind": "youtube#searchResult", "id": {"videoId": one["id"]},
             "snippet": one["snippet"] | {"title": "potongan"}}
            for one in found[:500]
        ]  # fmt: skip
        return self.paged("search", results, asked)

    def answer_videos(self, asked):
        items = [self.videos[name] for name in asked["id"].split(",") if name in self.videos]
        return self.paged("video", items, {})

    def answer_channels(self, asked):
        known = asked.get("forHandle") == "kanal" or asked.get("id") == CHANNEL
        lists = {"relatedPlaylists": {"uploads": "UUdesa"}}
        item = {"kind": "youtube#channel", "contentDetails": lists}
        return httpx.Response(200, json={"items": [item]} if known else {})

    def answer_playlistitems(self, asked):
        names = [{"kind": "youtube#playlistItem", "snippet": {"resourceId": {"videoId": name}}}
                 for name in self.videos]  # fmt: skip
        return self.paged("playlistItem", names, asked)

    def answer_commentthreads(self, asked):
        return self.paged("commentThread", self.threads, asked)

    def answer_comments(self, asked):
        return self.paged("comment", self.replies[asked["parentId"]], asked)

    def paged(self, kind, items, asked):
        start = int(asked.get("pageToken") or 0)
        end = start + self.page
        more = {"nextPageToken": str(end)} if end < len(items) else {}
        body = {"kind": f"youtube#{kind}ListResponse", "items": items[start:end]}
        return httpx.Response(200, json=body | more)


@pytest.fixture
def youtube(monkeypatch):
    """Return an invented YouTube, and a key for it."""
    monkeypatch.setenv("MONITOR_YOUTUBE_KEY", "kunci-uji")
    return YouTube()


def gather(fetcher, youtube, source="youtube:surat suara", state=None, pages=None, **asked):
    """Collect; return the ids, the notes and the state behind the last page."""
    asked.setdefault("since", NOON - timedelta(days=30))
    found, notes, state = [], [], state or {}
    for number, step in enumerate(collect(parse(source, **asked), fetcher(youtube), state), 1):
        found += [record.id for record in step.records if isinstance(record, Post)]
        notes += [note.kind for note in step.notes]
        state = dict(step.state)
        assert all(isinstance(word, str) for pair in state.items() for word in pair)
        if number == pages:
            break
    return found, notes, state


def test_a_search_stores_the_videos_whole_and_says_that_it_is_a_selection(fetcher, youtube):
    """What the search shows, cut and escaped, is nowhere; counts are of when they were asked."""
    names = [youtube.add(number, number) for number in range(70)]
    query = parse("youtube:surat suara", since=NOON - timedelta(days=30))
    steps = list(collect(query, fetcher(youtube), {}))
    posts = [record for step in steps for record in step.records]
    assert [post.id for post in posts] == [f"youtube:{name}" for name in names]
    assert {post.text for post in posts} == {f"kabar {number}" for number in range(70)}
    assert posts[0].metrics.as_of.date() == NOON.date()
    assert [note.kind for note in steps[0].notes] == ["youtube_search"]
    assert [method for method, _ in youtube.asked] == ["search", "videos"] * 2
    assert youtube.asked[0][1]["publishedAfter"] == "2024-01-15T12:00:00Z"
    assert "surat suara" not in str(steps[-1].state)


def test_past_what_a_search_shows_it_goes_on_by_time(fetcher, youtube):
    """The API ends at 500 as if there were no more; nothing is lost for it, nothing comes twice."""
    for number in range(1200):
        youtube.add(number, number)
    found, notes, state = gather(fetcher, youtube)
    assert len(set(found)) == 1200
    assert len(found) < 1210  # the second at each seam is read twice
    assert notes == ["youtube_search"]
    assert state["searches"] == str(sum(method == "search" for method, _ in youtube.asked))


def test_every_page_can_be_the_last_of_a_run(fetcher, youtube):
    """Whatever page a run died behind, the next one brings the rest."""
    for number in range(180):
        youtube.add(number, number)
    for pages in range(1, 4):
        first, _, state = gather(fetcher, youtube, pages=pages)
        rest, _, _ = gather(fetcher, youtube, state=state)
        assert len(set(first + rest)) == 180
        assert len(first) == 50 * pages


def test_after_a_hundred_searches_it_stops_and_says_when_it_starts_again(fetcher, youtube):
    """The next run of the day asks nothing; the next day's goes on where it stopped."""
    youtube.page = 2
    for number in range(300):
        youtube.add(number, number)
    found, notes, state = gather(fetcher, youtube)
    assert len(found) == 2 * SEARCHES
    assert notes[-1] == "youtube_quota"
    youtube.asked.clear()
    query = parse("youtube:surat suara")
    (step,) = collect(query, fetcher(youtube), state)
    assert step.notes[0].facts == {"again": "2024-02-15T08:00:00+00:00"}
    assert (youtube.asked, dict(step.state)) == ([], state)
    rest, _, later = gather(fetcher, youtube, state=state | {"day": "2024-02-13"})
    assert set(found + rest) == {f"youtube:{name}" for name in youtube.videos}
    assert later["day"] == "2024-02-14"


def test_a_key_that_others_have_used_up_stops_it_too(fetcher, youtube):
    """YouTube itself says so: what came before is kept, and so is the place."""
    for number in range(180):
        youtube.add(number, number)
    first, _, state = gather(fetcher, youtube, pages=2)
    youtube.faults = [refusal(403, "quotaExceeded")]
    found, notes, after = gather(fetcher, youtube, state=state)
    assert (found, notes) == ([], ["youtube_quota"])
    assert after == state | {"searches": "3"}
    rest, _, _ = gather(fetcher, youtube, state=after)
    assert len(set(first + rest)) == 180


@pytest.mark.parametrize("source", ["youtube:@Kanal", f"youtube:{CHANNEL}"])
def test_a_channel_is_read_from_its_uploads_and_costs_no_search(fetcher, youtube, source):
    """One unit for fifty, and a second for the videos themselves."""
    for number in range(60):
        youtube.add(number, number)
    found, notes, state = gather(fetcher, youtube, source)
    assert (len(found), notes) == (60, [])
    assert "searches" not in state
    assert [method for method, _ in youtube.asked] == ["channels"] + ["playlistItems", "videos"] * 2
    youtube.asked.clear()
    gather(fetcher, youtube, source, state, since=None)
    assert len(youtube.asked) == 5  # six hours are read again: late arrivals, and counts


def test_a_channel_or_video_that_is_not_there_is_said(fetcher, youtube):
    """One sentence with its name."""
    with pytest.raises(Refused, match="'siapa'"):
        gather(fetcher, youtube, "youtube:@siapa")
    with pytest.raises(Refused, match=VIDEO):
        gather(fetcher, youtube, f"youtube:https://youtu.be/{VIDEO}")


def test_a_video_that_is_gone_between_two_questions_is_counted(fetcher, youtube):
    """The search still shows it, its page no longer does."""
    youtube.add(1, 1)
    name = youtube.add(2, 2)
    answer = youtube.answer_videos
    youtube.answer_videos = lambda asked: answer(asked | {"id": asked["id"].replace(name, "x")})
    (step,) = collect(parse("youtube:surat"), fetcher(youtube), {})
    assert [type(record) for record in step.records] == [Post, Other]


def test_an_answer_with_holes_deletes_nothing(fetcher, youtube):
    """A deletion takes texts away for good: one answer that leaves videos out proves nothing."""
    names = [youtube.add(minutes, minutes) for minutes in (1, 2, 3)]
    answer, hiccups = youtube.answer_videos, [{"items": []}, {"kind": "youtube#videoListResponse"}]

    def hiccup(asked):
        return httpx.Response(200, json=hiccups.pop(0)) if len(hiccups) > 1 else answer(asked)

    youtube.answer_videos = hiccup
    (step,) = collect(parse("youtube:surat"), fetcher(youtube), {})
    assert {record.id for record in step.records} == {f"youtube:{name}" for name in names}
    youtube.answer_videos = lambda _: httpx.Response(200, json=hiccups[0])
    with pytest.raises(BadAnswer):
        gather(fetcher, youtube)


def test_a_video_that_was_watched_and_is_gone_is_a_deletion(fetcher, youtube):
    """Its stored text is to go, before the sentence that there is no such video."""
    steps = collect(parse(f"youtube:https://youtu.be/{VIDEO}"), fetcher(youtube), {})
    (gone,) = next(steps).records
    assert (gone.kind, gone.post) == ("deletion", f"youtube:{VIDEO}")
    with pytest.raises(Refused, match=VIDEO):
        next(steps)


def test_a_video_comes_with_all_that_is_said_under_it(fetcher, youtube):
    """Replies that a thread leaves out are asked for; those it shows do not come twice."""
    youtube.videos[VIDEO] = youtube.videos[youtube.add(1, 90_000)] | {"id": VIDEO}
    youtube.thread("sedikit", 5, "satu", "dua")
    youtube.thread("banyak", 9, *(f"balasan{number}" for number in range(70)))
    found, notes, _ = gather(
        fetcher, youtube, f"youtube:https://www.youtube.com/watch?v={VIDEO}&t=9"
    )
    assert found[0] == f"youtube:{VIDEO}"  # however old it is
    assert sorted(found[1:]) == sorted(
        f"youtube:{each}"
        for each in ("sedikit", "satu", "dua", "banyak", *(f"balasan{n}" for n in range(70)))
    )
    assert notes == ["youtube_comments"]


def test_comments_that_are_switched_off_are_a_gap_that_is_said(fetcher, youtube):
    """The video itself is there."""
    youtube.videos[VIDEO] = youtube.videos[youtube.add(1, 1)] | {"id": VIDEO}
    youtube.answer_commentthreads = lambda _: refusal(403, "commentsDisabled")
    found, notes, _ = gather(fetcher, youtube, f"youtube:https://youtu.be/{VIDEO}")
    assert (found, notes) == ([f"youtube:{VIDEO}"], ["youtube_comments_off"])


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (refusal(403, "accessNotConfigured"), "accessNotConfigured"),
        (refusal(400, "badRequest", details=[{"reason": "API_KEY_INVALID"}]), "API_KEY_INVALID"),
        (httpx.Response(403, text="<html>"), "MONITOR_YOUTUBE_KEY"),
    ],
)
def test_a_key_that_is_not_accepted_is_said_with_its_reason_and_without_itself(
    fetcher, youtube, answer, sentence
):
    """A wrong key, an API that is switched off, a proxy that says no."""
    youtube.faults = [answer]
    with pytest.raises(Refused, match=sentence) as refused:
        gather(fetcher, youtube)
    assert "kunci-uji" not in str(refused.value)


def test_without_a_key_nothing_is_asked(fetcher, youtube, monkeypatch):
    """The sentence names the variable."""
    monkeypatch.delenv("MONITOR_YOUTUBE_KEY")
    with pytest.raises(MissingSecret, match="MONITOR_YOUTUBE_KEY"):
        gather(fetcher, youtube)
    assert youtube.asked == []


def test_too_many_questions_at_once_are_waited_for(fetcher, youtube):
    """A 429 is met with patience; a 403 that means the same ends the source for now."""
    youtube.add(1, 1)
    youtube.faults = [httpx.Response(429, headers={"retry-after": "20"})]
    found, _, _ = gather(fetcher, youtube)
    assert len(found) == 1
    youtube.faults = [refusal(403, "rateLimitExceeded")]
    with pytest.raises(Busy):
        gather(fetcher, youtube)


def test_a_page_token_that_is_no_longer_known_is_replaced_by_a_time(fetcher, youtube):
    """Nothing is missing for it."""
    for number in range(120):
        youtube.add(number, number)
    first, _, state = gather(fetcher, youtube, pages=1)
    youtube.faults = [refusal(400, "invalidPageToken")]
    rest, notes, _ = gather(fetcher, youtube, state=state)
    assert len(set(first + rest)) == 120
    assert "stale" in notes


@pytest.mark.parametrize("answer", [[], 7, None, "teks"])
def test_an_answer_of_another_shape_ends_with_a_sentence(fetcher, youtube, answer):
    """JSON that is no page is no empty page."""
    youtube.faults = [httpx.Response(200, json=answer)] * 9
    with pytest.raises(BadAnswer):
        gather(fetcher, youtube)
