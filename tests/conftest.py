"""What many stories start from."""

from __future__ import annotations

import gc
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings

from monitor import words

settings.register_profile(
    "project",
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
)
settings.register_profile(
    "thorough", settings.get_profile("project"), max_examples=500, derandomize=False
)  # pytest --hypothesis-profile thorough
settings.load_profile("project")
# One core a worker: threads of BLAS would wait for each other. Read once, when numpy is imported.
os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1"))
os.environ.pop("MONITOR_ELECTIONS", None)
os.environ.pop("MONITOR_LANG", None)


def pytest_collection_modifyitems(items):
    """Begin with what takes longest, so that no core is left alone with it at the end."""
    top = Path(__file__).parent
    items.sort(key=lambda item: (not item.get_closest_marker("slow"), item.path.parent != top))


def pytest_collection_finish():
    """Spare the garbage collector thousands of tests that will not go away."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _indonesian():
    """Every test starts in Indonesian, whatever the one before it spoke."""
    words.use("id")


FALSE = (
    "{open}surat suara di {place} sudah tercoblos {when}{end}",
    "{open}kotak suara di {place} dibuka diam-diam {when}{end}",
    "{open}petugas menukar formulir hasil di {place} {when}{end}",
)
ORDINARY = (
    "{open}warga di {place} antre dengan tertib {when}{end}",
    "{open}petugas menyiapkan bilik dan tinta di {place} {when}{end}",
    "{open}panitia membagikan undangan memilih di {place} {when}{end}",
)
OPENINGS = ("", "Sebarkan! ", "Info dari grup sebelah: ", "Kabar baik, ")
PLACES = ("gudang", "balai desa", "sekolah", "pasar lama")
WHEN = ("tadi malam", "sejak subuh", "kemarin sore")
ENDS = ("", ", kata orang dalam", ". Lihat sendiri videonya sebelum dihapus!", ", begitu ceritanya")
TEXTS = 240


@pytest.fixture(scope="session")
def toy_model(tmp_path_factory) -> Path:
    """Return the JSON of a classifier fitted to invented texts, half of them as found false."""
    import numpy as np  # few tests need it, and what fits takes a second to import

    from monitor.analyses.classifier import save
    from monitor.analyses.classifier.domain import Domain
    from monitor.analyses.classifier.keeping import versioned
    from monitor.analyses.classifier.training import Options, fit

    random = np.random.default_rng(7)
    made = [
        (template.format(open=begin, place=place, when=when, end=end), int(template in FALSE))
        for template, begin, place, when, end in product(
            FALSE + ORDINARY, OPENINGS, PLACES, WHEN, ENDS
        )
    ]
    chosen = [made[place] for place in random.permutation(len(made))[:TEXTS]]
    texts, labels = zip(*chosen, strict=True)
    fitted = fit(texts, labels, groups=range(TEXTS), options=Options(folds=2, groups=2))
    wider = replace(fitted, domain=Domain(fewest=4, most=40, known=0.5, strange=3.0))
    path = tmp_path_factory.mktemp("model") / "model.json"
    save(replace(wider, version=versioned(wider)), path)
    return path


@pytest.fixture(scope="session")
def share_rows() -> list[tuple[str, str, str, int]]:
    """Return an invented table of shares: object, account, content, seconds since 1970.

    Sixty people pass thirty links on for hours; five accounts pass twelve of these on within
    twenty seconds of each other, and three outlets twelve others.
    """
    random = Random(7)
    made: list[tuple[str, str, int]] = []
    for link in range(30):
        start = 1_730_400_000 + 40_000 * link
        made += [
            (f"https://kabar.example/{link}", f"warga{random.randrange(60)}", start + wait)
            for wait in random.sample(range(36_000), 25)
        ]
        at = start + random.randrange(30_000)
        group = ("serempak", 5) if link < 12 else ("redaksi", 3) if link < 24 else ("", 0)
        made += [
            (f"https://kabar.example/{link}", f"{group[0]}{member}", at + random.randrange(20))
            for member in range(group[1])
        ]
    random.shuffle(made)
    return [
        (thing, account, f"p{place}", time) for place, (thing, account, time) in enumerate(made)
    ]


@pytest.fixture(scope="session")
def brisk_rows() -> list[tuple[str, str, str, int]]:
    """Return an invented table of shares whose only group shares nothing that others share.

    Four hundred people pass five hundred links on for hours; six accounts pass fourteen others on
    within twenty seconds of each other: in step, or a brisk crowd of their own.
    """
    random = Random(7)
    made: list[tuple[str, str, int]] = []
    for link in range(500):
        start = 1_730_400_000 + random.randrange(1_800_000)
        made += [
            (f"https://kabar.example/{link}", f"warga{who}", start + random.randrange(36_000))
            for who in random.sample(range(400), random.randrange(2, 12))
        ]
    for link in range(14):
        start = 1_730_400_000 + random.randrange(1_800_000)
        made += [
            (f"https://mawar.example/{link}", f"mawar{who}", start + random.randrange(20))
            for who in range(6)
        ]
    random.shuffle(made)
    return [
        (thing, account, f"p{place}", time) for place, (thing, account, time) in enumerate(made)
    ]


@pytest.fixture
def store():
    """Yield an empty store, in memory."""
    from monitor.store import Store

    with Store() as one:
        yield one


@pytest.fixture
def few_draws(monkeypatch):
    """Draw fewer times where nobody says how often; intervals themselves are tested elsewhere."""
    from monitor.analyses.audit import columns, strength  # few tests measure anything
    from monitor.measures import interval
    from monitor.pipeline.evaluate_model import evaluate_model
    from monitor.pipeline.learn import learn

    for measuring in (interval, evaluate_model, learn):
        monkeypatch.setitem(measuring.__kwdefaults__, "draws", 100)
    for part in (columns, strength):
        monkeypatch.setattr(part, "DRAWS", 50)


class Clock:
    """Time that passes only when somebody waits for it."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []
        self.ahead = timedelta()
        """How wrong the time of day is."""

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    def now(self) -> datetime:
        return datetime(2024, 2, 14, 12, tzinfo=UTC) + timedelta(seconds=self.seconds) + self.ahead


@pytest.fixture
def clock():
    """Return a clock that nobody has to wait for."""
    return Clock()


@pytest.fixture
def fetcher(clock):
    """Return a function that makes a Fetcher of a handler's answers, which never really waits."""
    import httpx  # few tests need the web
    import stamina

    from monitor.fetch import Fetcher, Policy

    made = []

    def make(answer, **policy):
        transport = httpx.MockTransport(answer) if answer else None
        one = Fetcher(
            Policy(**policy), transport=transport, clock=clock, sleep=clock.sleep, now=clock.now
        )
        made.append(one)
        return one

    with stamina.set_testing(True, attempts=5, cap=True):
        yield make
    for one in made:
        one.close()


@pytest.fixture
def site():
    """Return a function that serves ``{path: function}``, or one function, on loopback."""
    import threading
    from contextlib import suppress
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    servers = []

    def serve(pages):
        class Pages(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with suppress(BrokenPipeError, ConnectionResetError):
                    (pages if callable(pages) else pages[self.path])(self)

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


class Mastodon:
    """A Mastodon server with invented posts: pages, numbers and refusals as the real ones."""

    SITE = "https://desa.example"
    NOON = datetime(2024, 2, 14, 12, tzinfo=UTC)

    def __init__(self) -> None:
        self.statuses: list[dict] = []
        self.asked: list[str] = []
        self.faults: list = []
        """What is answered first, a Response or an exception each."""

    def post(self, text: str, minutes: float, **changes) -> dict:
        """Add a post so many minutes before noon; its number carries its time."""
        created = self.NOON - timedelta(minutes=minutes)
        number = str((int(created.timestamp() * 1000) << 16) + len(self.statuses))
        home = f"{self.SITE}/users/warga"
        author = {"id": "7", "username": "warga", "acct": "warga", "url": f"{self.SITE}/@warga"}
        status = {
            "id": number,
            "uri": f"{home}/statuses/{number}",
            "url": f"{self.SITE}/@warga/{number}",
            "created_at": created.isoformat(),
            "account": author,
            "content": f"<p>{text}</p>",
            "visibility": "public",
            "favourites_count": 0,
            **changes,
        }
        self.statuses.append(status)
        self.statuses.sort(key=lambda one: int(one["id"]), reverse=True)
        return status

    def __call__(self, request):
        import httpx

        self.asked.append(request.url.raw_path.decode())
        if self.faults:
            fault = self.faults.pop(0)
            if isinstance(fault, Exception):
                raise fault
            return fault
        if request.url.path.endswith("/lookup"):
            known = request.url.params["acct"] == "warga"
            found = {"id": "7"} if known else {"error": "Record not found"}
            return httpx.Response(200 if known else 404, json=found)
        below = int(request.url.params.get("max_id", 2**63))
        limit = int(request.url.params["limit"])
        page = [one for one in self.statuses if int(one["id"]) < below][:limit]
        headers = {}
        if page:
            address = request.url.copy_set_param("max_id", page[-1]["id"])
            headers = {"link": f'<{address}>; rel="next", <{address}>; rel="prev"'}
        return httpx.Response(200, json=page, headers=headers)


@pytest.fixture
def mastodon():
    """Return an invented Mastodon server without posts."""
    return Mastodon()
