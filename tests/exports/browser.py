"""A Chromium without a window, driven as a person drives it; what it complains of is kept."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from websockets.sync.client import connect

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 30.0
"""Seconds; machines that run tests are busy."""
KEYS = {
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
    "PageUp": 33,
    "PageDown": 34,
    "Enter": 13,
    "Escape": 27,
    "Tab": 9,
    "Home": 36,
    "End": 35,
}


def found() -> str | None:
    """Return the browser there is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def browser(width: int = 1440, height: int = 900) -> Iterator[Page]:
    """Start a browser with one page; both are gone afterwards."""
    program = found()
    assert program
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = ["--headless=new", "--remote-debugging-port=0", "--no-first-run", "--disable-gpu"]
        flags += ["--disable-background-networking", "--disable-extensions", "--mute-audio"]
        flags += [f"--user-data-dir={profile}", f"--window-size={width},{height}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")  # root in a container has no other way
        running = subprocess.Popen(
            [program, *flags, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            with connect(_address(Path(profile)), max_size=None, proxy=None) as socket:
                yield Page(socket, width, height)
        finally:
            running.terminate()
            running.wait(PATIENCE)


def _address(profile: Path) -> str:
    """Wait until the browser says where it listens."""
    said = profile / "DevToolsActivePort"
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        lines = said.read_text().splitlines() if said.exists() else []
        if len(lines) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise TimeoutError("the browser did not start")


class Page:
    """One tab."""

    def __init__(self, socket, width, height) -> None:
        self._socket = socket
        self._session = None
        self._number = 0
        self.problems: list[str] = []
        """Errors on the console, policies broken, dialogs opened."""
        self.requests: list[str] = []
        """Addresses asked for."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")
        self.resize(width, height)

    def send(self, method: str, **params) -> dict:
        """Do one thing and return its result; events that come meanwhile are noted."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self._note(answer.get("method", ""), answer.get("params", {}))

    def _note(self, event: str, facts: dict) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(facts["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.problems.append(str(facts["exceptionDetails"]))
        elif event == "Log.entryAdded" and facts["entry"]["level"] in ("error", "warning"):
            self.problems.append(facts["entry"]["text"])
        elif event == "Runtime.consoleAPICalled" and facts["type"] in (
            "error",
            "warning",
            "assert",
        ):
            self.problems.append(str(facts["args"]))
        elif event == "Page.javascriptDialogOpening":
            self.problems.append(f"dialog: {facts['message']}")
            self._socket.send(
                json.dumps(
                    {
                        "id": 0,
                        "method": "Page.handleJavaScriptDialog",
                        "params": {"accept": True},
                        "sessionId": self._session,
                    }
                )
            )

    def resize(self, width: int, height: int, density: float = 1) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=density,
            mobile=False,
        )

    def open(self, path: Path) -> None:
        """Open a file and wait until it stands."""
        self.send("Page.navigate", url=path.resolve().as_uri())
        until = time.monotonic() + PATIENCE
        while not self.evaluate(
            "document.readyState === 'complete' && location.protocol === 'file:'"
        ):
            assert time.monotonic() < until, "the page did not load"
            time.sleep(0.02)
        self.settle()

    def evaluate(self, expression: str):
        """Return the value of an expression, promises awaited."""
        done = self.send(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in done, done
        return done["result"].get("value")

    def settle(self) -> None:
        """Wait for two frames: what an event changed is drawn by then."""
        self.evaluate(
            "new Promise(d => requestAnimationFrame(() => requestAnimationFrame(() => d(1))))"
        )

    def text(self, selector: str) -> str:
        return self.evaluate(f"document.querySelector({json.dumps(selector)}).innerText")

    def key(self, key: str, times: int = 1) -> None:
        facts = {"key": key, "windowsVirtualKeyCode": KEYS.get(key, ord(key[0].upper()))}
        if len(key) == 1:
            facts["text"] = key
        elif key == "Enter":
            facts["text"] = "\r"
        for _ in range(times):
            self.send("Input.dispatchKeyEvent", type="keyDown", **facts)
            self.send("Input.dispatchKeyEvent", type="keyUp", **facts)
        self.settle()

    def type(self, text: str) -> None:
        self.send("Input.insertText", text=text)
        self.settle()

    def mouse(self, kind: str, x: float, y: float, **more) -> None:
        self.send("Input.dispatchMouseEvent", type=kind, x=x, y=y, **more)

    def click(self, x: float, y: float) -> None:
        self.mouse("mousePressed", x, y, button="left", clickCount=1)
        self.mouse("mouseReleased", x, y, button="left", clickCount=1)
        self.settle()

    def press(self, selector: str) -> None:
        """Click in the middle of an element."""
        self.click(*self.middle(selector))

    def middle(self, selector: str) -> tuple[float, float]:
        x, y, width, height = self.evaluate(
            f"(e => {{e.scrollIntoView({{block: 'nearest'}}); const b = e.getBoundingClientRect();"
            " return [b.x, b.y, b.width, b.height]})"
            f"(document.querySelector({json.dumps(selector)}))"
        )
        return x + width / 2, y + height / 2

    def choose(self, selector: str, value: object) -> None:
        """Choose in a list, move a slider or tick a box, and let the page know of it."""
        how = (
            f"e.checked = {json.dumps(value)}"
            if isinstance(value, bool)
            else f"e.value = {json.dumps(str(value))}"
        )
        self.evaluate(
            f"(e => {{{how}; for (const t of ['input', 'change'])"
            " e.dispatchEvent(new Event(t, {bubbles: true}))})"
            f"(document.querySelector({json.dumps(selector)}))"
        )
        self.settle()

    def prefer(self, **features: str) -> None:
        """Say what the reader prefers, such as ``prefers_color_scheme="dark"``."""
        wanted = [
            {"name": name.replace("_", "-"), "value": value} for name, value in features.items()
        ]
        self.send("Emulation.setEmulatedMedia", features=wanted)
        self.settle()

    def picture(self, path: Path) -> None:
        made = self.send("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(made["data"]))
