"""Write a file whole or not at all, with a note beside it where the format has no room for one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import BadInput

__all__ = ["replacing", "replacing_with_note", "write_lines"]


@contextmanager
def replacing(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a draft to write; it becomes ``path`` when all went well and is gone when not.

    Raises
    ------
    BadInput
        ``path`` exists and ``overwrite`` is not said, or it cannot be written.
    """
    try:
        if path.exists() and not overwrite:
            raise BadInput("export_exists", path)
        # Beside the target, for a rename works on one disk only; readable by its user only.
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".export-", suffix=path.suffix)
        os.close(handle)
        draft = Path(name)
        try:
            yield draft
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as problem:
        reason = problem.strerror or problem
        raise BadInput("export_unwritable", path, problem=reason) from problem


def write_lines(path: Path, lines: Iterable[str], *, overwrite: bool) -> None:
    """Write a file line by line, as they are made.

    Raises
    ------
    BadInput
        As :func:`replacing`.
    """
    with (
        replacing(path, overwrite=overwrite) as draft,
        draft.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.writelines(f"{line}\n" for line in lines)


@contextmanager
def replacing_with_note(path: Path, lines: Iterable[str], *, overwrite: bool) -> Iterator[Path]:
    """Do so with ``<path>.README.txt`` beside it: prose inside a table would break its readers."""
    beside = path.with_name(f"{path.name}.README.txt")
    with (
        replacing(path, overwrite=overwrite) as draft,
        replacing(beside, overwrite=overwrite) as note,  # in place before what it explains
    ):
        note.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
        yield draft
