"""Processes that share a long step: on every system started alike, and gone when we are."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from threading import Thread, current_thread, main_thread
from typing import TypeVar

__all__ = ["pool", "share"]

Task = TypeVar("Task")
Result = TypeVar("Result")

_MOST = 61
"""Windows waits for no more processes at once."""


@contextmanager
def pool(workers: int) -> Iterator[Executor]:
    """Give ``workers`` processes; they leave Ctrl-C to us, and end with us even by ``kill -9``.

    This module imports little, so that a worker has learned both before it imports the rest.
    All of them are started at once.
    """
    context = get_context("spawn")
    with ProcessPoolExecutor(min(workers, _MOST), context, initializer=_begin) as executor:
        with _interrupts_ignored():  # which a worker that is still starting inherits
            for _ in range(workers):
                executor.submit(int)
        yield executor


def share(
    executor: Executor | None, do: Callable[[Task], Result], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Result]]:
    """Yield each task with its result, in order, with few enough under way to stay small.

    Without an executor everything is done here.

    Examples
    --------
    >>> list(share(None, abs, [-1, 2]))
    [(-1, 1), (2, 2)]
    """
    if executor is None:
        yield from ((task, do(task)) for task in tasks)
        return
    under_way: deque[tuple[Task, Future[Result]]] = deque()
    for task in tasks:
        under_way.append((task, executor.submit(do, task)))
        if len(under_way) > 2 * (os.cpu_count() or 1):
            first, future = under_way.popleft()
            yield first, future.result()
    for first, future in under_way:
        yield first, future.result()


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    if current_thread() is not main_thread():  # a notebook's: not ours to change
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
