"""The secret that makes a project's pseudonyms its own."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path

from monitor.errors import StoreError

__all__ = ["project_key"]

_BYTES = 32


def project_key(database: Path) -> bytes:
    """Return the project's key, made at the first call: ``<database>.key`` beside the database.

    Readable by its user only, where the system knows such rights. Who has it can tell whose
    pseudonym is whose: it belongs in no export and to nobody outside the team.

    Raises
    ------
    StoreError
        The file cannot be read or written, or is not 32 bytes long.
    """
    path = database.with_name(f"{database.name}.key")
    try:
        if not path.exists():
            _create(path, secrets.token_bytes(_BYTES))
        key = path.read_bytes()
    except OSError as problem:
        raise StoreError("key_unreadable", path, problem=problem.strerror or problem) from problem
    if len(key) != _BYTES:
        raise StoreError("key_broken", path, size=len(key), expected=_BYTES)
    return key


def _create(path: Path, content: bytes) -> None:
    """Write a new file whole or not at all; who comes second leaves the first one's in place."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # 0600 from the start
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        except OSError:  # FAT and some network disks know no hard links
            with path.open("xb") as file:
                file.write(content)
    finally:
        draft.unlink(missing_ok=True)
