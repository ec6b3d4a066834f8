"""A bad line: a way through to a server that breaks off in the middle of what comes back."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count


@contextmanager
def cutting(port: int, *, short: int, long: int) -> Iterator[tuple[int, list[int]]]:
    """Give a port that leads to another, and the sizes at which connections were cut.

    Parameters
    ----------
    port : int
        Where it leads.
    short, long : int
        Bytes after which every first and every second connection breaks.
    """
    cuts: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        over = threading.Event()

        def serve() -> None:
            for number in count():
                most = long if number % 2 else short
                while not over.is_set():
                    with suppress(TimeoutError):
                        near = listening.accept()[0]
                        near.settimeout(None)
                        threading.Thread(target=_through, args=(near, port, most, cuts)).start()
                        break
                else:
                    return

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield listening.getsockname()[1], cuts
        finally:
            over.set()
            thread.join()


def _through(near: socket.socket, port: int, most: int, cuts: list[int]) -> None:
    with near, socket.create_connection(("127.0.0.1", port)) as far:
        asking = threading.Thread(target=_pass, args=(near, far))
        asking.start()
        left = most
        with suppress(OSError):
            while data := far.recv(min(left, 65536)):
                near.sendall(data)
                left -= len(data)
                if not left:
                    cuts.append(most)
                    break
        for one in (near, far):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        asking.join()


def _pass(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
