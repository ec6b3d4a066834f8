"""A PostgreSQL of one's own, in a folder that is gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.nodes import free_port

OPTIONS = "-c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=200"


def programs() -> Path:
    """Return the folder of initdb and pg_ctl; Debian keeps them off the path."""
    found = shutil.which("initdb")
    kept = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not kept:
        pytest.skip("PostgreSQL is missing: apt install postgresql")
    return Path(found or kept[-1]).parent


@contextmanager
def postgres() -> Iterator[str]:
    """Run PostgreSQL and give its address."""
    bin_, port = programs(), free_port()
    who = _another() if os.geteuid() == 0 else []  # it refuses to run as root
    with tempfile.TemporaryDirectory(prefix="pg") as home:
        if who:
            shutil.chown(home, "postgres")
        data = f"{home}/data"

        def run(program: str, *arguments: str) -> None:
            command = [*who, bin_ / program, "-D", data, *arguments]
            with open(f"{home}/said", "a+") as said:  # noqa: PTH123 -- a pipe would never close
                done = subprocess.run(command, cwd="/", stdout=said, stderr=said, check=False)
                said.seek(0)
                assert done.returncode == 0, said.read()[-3000:]

        run("initdb", "-A", "trust", "-U", "pg", "--no-sync")
        options = f"-p {port} {OPTIONS} -c unix_socket_directories={home}"
        run("pg_ctl", "-o", options, "-l", f"{home}/log", "-w", "start")
        try:
            yield f"postgresql://pg@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")


def _another() -> list[str]:
    """Return how root runs a command as somebody else."""
    runuser = shutil.which("runuser", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if not runuser:
        pytest.skip("PostgreSQL refuses to run as root, and runuser is missing: be somebody else")
    return [runuser, "-u", "postgres", "--"]
