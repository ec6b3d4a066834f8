"""A night of watching: links drop, the laptop sleeps, servers refuse; nothing is missing."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import httpx
import pytest

from monitor.cli.coverage import first_line
from monitor.errors import StoreError
from monitor.pipeline.coverage import coverage
from monitor.pipeline.forget import forget
from monitor.pipeline.watch import Stop, Watch
from monitor.pipeline.watchfile import read_plan
from monitor.store import Store, only_one

PLAN = """
every = "15m"
scan = false
sources = ["mastodon:#pemilu@satu.example", "mastodon:#pemilu@dua.example",
           {source = "mastodon:#pemilu@tiga.example", every = "30m"}]
"""


class Night:
    """Three servers, a post every seven minutes, and what goes wrong, by minute of the night."""

    def __init__(self, clock, server, minutes):
        self.clock, self.server = clock, server
        self.asked = 0
        self.coming = [(minute, server.post(f"kabar {minute}", -minute)) for minute in minutes]

    def minute(self):
        return self.clock.seconds / 60

    def __call__(self, request):
        self.asked += 1
        now, host = self.minute(), request.url.host
        if 60 <= now < 100 or 200 <= now < 260 or (host == "tiga.example" and now >= 600):
            raise httpx.ConnectError("putus")
        if host == "satu.example" and 450 <= now < 480:
            return httpx.Response(429, headers={"retry-after": "600"})
        self.server.statuses = sorted(
            (each for minute, each in self.coming if minute <= now),
            key=lambda each: int(each["id"]),
            reverse=True,
        )
        answer = self.server(request)
        if host == "dua.example" and 500 <= now < 530:
            return httpx.Response(200, text=answer.text.replace('"uri"', '"uri_baru"'))
        return answer


@pytest.fixture
def watch(tmp_path, fetcher):
    """Return a function that makes a Watch of a plan over a server's answers."""
    stores = []

    def make(answer, plan=PLAN, **settings):
        path = tmp_path / "watch.toml"
        path.write_text(plan, encoding="utf-8")
        found = read_plan(path)
        stores.append(Store(tmp_path / "monitor.db"))
        said, shown = [], []
        one = Watch(
            stores[-1], found, fetcher(answer), Stop(), said.append, shown.extend, **settings
        )
        return one, said, shown

    yield make
    for store in stores:
        store.close()


def until(clock, minutes, one, sleeping=range(0)):
    """Let time pass only while the watch rests; within ``sleeping`` the laptop is asleep."""

    def sleep(seconds):
        clock.sleep(seconds)
        if int(clock.seconds / 60) in sleeping:
            clock.seconds = 60 * sleeping.stop
        if clock.seconds >= 60 * minutes:
            one.stop()

    return sleep


def test_a_night(clock, mastodon, watch):
    """Nothing is missing that could be had, nothing is there twice, and the first line tells."""
    night = Night(clock, mastodon, range(-600, 720, 7))
    one, said, _ = watch(night)
    one.sleep = until(clock, 720, one, sleeping=range(300, 420))
    one.run()
    stored = [post.id for _, post in one.store.posts()]
    could_be_had = {f"mastodon:{each['id']}@desa.example" for minute, each in night.coming[:-2]}
    assert could_be_had <= set(stored)
    assert len(stored) == len(set(stored))
    log = "\n".join(said)
    assert "14-02-2024 23.59 s.d. 15-02-2024 02.00" in log
    assert "satu.example" in log
    assert "GAGAL" in log
    found = coverage(one.store, until=clock.now())
    line = first_line(found)
    assert "mastodon 15-02-2024 04.30–07.00 (1 dari 3 sumber)" in line
    assert line.count("–") == 1
    assert "telegram" in line
    rejected = {each.source: each.rejected for each in found.sources}
    assert rejected["mastodon:#pemilu@dua.example"] > 0 == rejected["mastodon:#pemilu@satu.example"]
    assert [each.failed > 2 for each in found.sources] == [True, True, True]


def test_intervals_are_kept_by_a_new_start(clock, mastodon, watch):
    """Each source is asked as often as the plan says; a restart asks nobody earlier."""
    night = Night(clock, mastodon, [0])
    one, _, _ = watch(night)
    one.sleep = until(clock, 61, one)
    one.run()
    runs = [each.runs for each in coverage(one.store).sources]
    assert runs == [5, 5, 3]
    asked = night.asked
    again, _, _ = watch(night)
    assert again.once() == 0
    assert night.asked == asked
    clock.seconds += 15 * 60
    again.once()
    assert night.asked > asked


def test_a_clock_set_back_stops_nothing(clock, mastodon, watch):
    """What would be due hours later by the wrong clock is due an interval from now."""
    one, said, _ = watch(Night(clock, mastodon, [0]))
    clock.seconds = 6 * 3600

    def sleep(seconds):
        if clock.seconds >= 6 * 3600:
            clock.seconds -= 5 * 3600
        else:
            until(clock, 60 + 16, one)(seconds)

    one.sleep = sleep
    one.run()
    assert any("mundur" in line for line in said)
    assert coverage(one.store).sources[0].runs == 2


def test_stopping_stores_the_page_under_way(clock, mastodon, watch):
    """Who asks to stop gets the page that was being read, and the next start the rest."""
    for minute in range(200):
        mastodon.post(f"kabar {minute}", minute)
    one = None

    def answer(request):
        if "max_id" in str(request.url):
            one.stop()
        return mastodon(request)

    one, _, _ = watch(answer, 'sources = ["mastodon:#pemilu@satu.example"]\nscan = false')
    one.run()
    assert len(one.store.posts()) == 80
    clock.seconds += 3600
    again, _, _ = watch(mastodon, 'sources = ["mastodon:#pemilu@satu.example"]\nscan = false')
    again.once()
    assert len(again.store.posts()) == 200


def test_a_stop_ends_a_long_wait():
    """A wait that a site asked for ends at once when somebody wants to stop."""
    from monitor.pipeline.watch import Stopped

    stop = Stop()
    threading.Timer(0.05, stop).start()
    with pytest.raises(Stopped):
        stop.sleep(60)


def test_a_stop_ends_the_tries_at_a_server_that_fails():
    """Nor need who asks to stop wait for the waits between two tries."""
    from monitor.fetch import Fetcher
    from monitor.pipeline.watch import Stopped

    def answer(_):
        stop()
        raise httpx.ConnectError("putus")

    stop = Stop()
    begun = time.monotonic()
    with (
        Fetcher(transport=httpx.MockTransport(answer), sleep=stop.sleep) as asking,
        pytest.raises(Stopped),
    ):
        asking.get("https://contoh.id/")
    assert time.monotonic() - begun < 0.9


def test_one_watch_per_database(tmp_path):
    """A second is refused and told of the first; who is gone leaves no lock behind."""
    database = tmp_path / "monitor.db"
    with only_one(database):
        with pytest.raises(StoreError, match="pid"), only_one(database):
            pass
        with only_one(tmp_path / "lain.db"):
            pass
    with only_one(database):
        pass


def test_the_lock_of_a_killed_process_is_taken_over(tmp_path):
    """The system lets go of it, even after ``kill -9``."""
    import subprocess
    import sys

    program = (
        "import sys, os, signal; from pathlib import Path; from monitor.store import only_one\n"
        "with only_one(Path(sys.argv[1])): os.kill(os.getpid(), signal.SIGKILL)"
    )
    database = tmp_path / "monitor.db"
    subprocess.run([sys.executable, "-c", program, str(database)], check=False)
    assert database.with_name("monitor.db.lock").exists()
    with only_one(database):
        pass


@pytest.mark.slow
def test_what_is_new_is_analysed(clock, mastodon, watch):
    """Claims are there after the turn that brought the posts; a turn without any costs no scan."""
    mastodon.post("tujuh kontainer surat suara sudah tercoblos di pelabuhan", 1)
    plan = 'sources = ["mastodon:#pemilu@satu.example"]\nscan = "1m"'
    one, said, _ = watch(mastodon, plan, workers=0)
    one.once()
    assert one.store.coverage()["claims"] == 1
    clock.seconds += 3600
    one.once()
    assert sum("Dianalisis" in line for line in said) == 1


def test_a_day_costs_no_more_than_its_allowance(clock, mastodon, watch):
    """What a source cost today, in killed runs too, is taken from its dollars."""
    plan = 'sources = [{source = "x:pemilu", spend = 1.5}]\nscan = false'
    one, said, _ = watch(mastodon, plan)
    one.store.keep_source_state("x:pemilu", {"spent": "1500"}, at=clock.now())
    one.once()
    assert any("jatah hari ini habis" in line for line in said)
    assert one.store.covered() == []


def test_the_file_is_checked(tmp_path):
    """Each fault names its place and the remedy."""
    path = tmp_path / "watch.toml"
    from monitor.errors import BadCorpus

    for text, place in {
        'sources = ["mastodon:#a@b.example", "mastdon:x"]': "sources.2.source",
        'sources = ["telegram:kanal", "telegram:KANAL"]': "sources",
        "sources = []": "sources",
        'sources = ["telegram:kanal"]\nevery = "10 detik"': "every",
        'sources = ["telegram:kanal"]\nsince = "kemarin"': "since",
        'sources = ["telegram:kanal"]\n[alerts]\nquiet = "malam"': "alerts.quiet",
        'sources = ["telegram:kanal"]\n[alerts]\nkinds = ["hoaks"]': "alerts.kinds",
        'sources = ["telegram:kanal"]\nsumber = 1': "sumber",
        'sources = [\n"telegram:kanal"\nevery = 1': "line 3",
    }.items():
        path.write_text(text, encoding="utf-8")
        with pytest.raises(BadCorpus, match=place.replace(".", r"\.")):
            read_plan(path)


def test_days_in_the_file_are_days_in_jakarta(tmp_path):
    """Paths are seen from the file's folder."""
    path = tmp_path / "watch.toml"
    path.write_text('sources = ["telegram:kanal"]\nsince = 2024-02-01\nscan = true\n', "utf-8")
    plan = read_plan(path)
    assert plan.since.isoformat() == "2024-02-01T00:00:00+07:00"
    assert plan.database == str(tmp_path / "monitor.db")
    assert plan.scan == timedelta(minutes=30)


def test_the_file_in_the_docs_is_sound(tmp_path):
    """Who copies it can begin."""
    from pathlib import Path

    docs = Path(__file__).parents[2] / "docs" / "watch.md"
    path = tmp_path / "watch.toml"
    path.write_text(docs.read_text("utf-8").split("```toml\n")[1].split("```")[0], "utf-8")
    plan = read_plan(path)
    assert len(plan.sources) == 5
    assert plan.sources[-1].spend == 1.5


def test_a_forgotten_account_in_the_file_is_asked_no_more(clock, mastodon, watch, tmp_path):
    """It still stands there: said once, without its name, and nothing of it is written again."""
    mastodon.post("kabar warga", 1)
    plan = """scan = false
sources = ["mastodon:#pemilu@satu.example", "mastodon:@warga@desa.example"]"""
    one, said, _ = watch(mastodon, plan)
    one.once()
    assert forget(one.store, "mastodon:warga@desa.example").posts == 1
    mastodon.post("kabar baru warga", 0)
    asked = len(mastodon.asked)
    for _ in range(2):
        clock.seconds += 3600
        one.once()
    [line] = [line for line in said if "sudah dihapus" in line]
    assert line.startswith("Sumber ke-2 di berkas ini")
    assert not any("/accounts/" in path for path in mastodon.asked[asked:])
    [post] = [post for _, post in one.store.posts()]
    assert post.text == ""
    clock.seconds += 24 * 3600
    one.once()
    found = coverage(one.store, until=clock.now())
    assert first_line(found).startswith("Tidak ada jam yang terlewat")
    one.store.close()
    database = b"".join(each.read_bytes() for each in tmp_path.glob("monitor.db*"))
    assert b"warga@" not in database
    assert b"kabar" not in database
