"""The secret behind the pseudonyms: made once, beside the database."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from monitor.errors import StoreError
from monitor.privacy import project_key


def test_a_project_makes_its_key_once(tmp_path):
    """The second call, and the next day's, give the same pseudonyms."""
    key = project_key(tmp_path / "monitor.db")
    assert len(key) == 32
    assert project_key(tmp_path / "monitor.db") == key
    assert (tmp_path / "monitor.db.key").read_bytes() == key
    assert [path.name for path in tmp_path.iterdir()] == ["monitor.db.key"]


def test_two_projects_have_two_keys(tmp_path):
    """Also in one folder: what one publishes cannot be joined with the other."""
    assert project_key(tmp_path / "a.db") != project_key(tmp_path / "b.db")


def test_two_scans_that_start_together_agree_on_the_key(tmp_path):
    """Who comes second uses what the first one wrote, never half of it."""
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(project_key, [tmp_path / "monitor.db"] * 16))
    assert len(keys) == 1


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps such rights elsewhere")
def test_only_its_user_may_read_the_key(tmp_path):
    """Whoever has the key can tell whose pseudonym is whose."""
    project_key(tmp_path / "monitor.db")
    assert stat.S_IMODE((tmp_path / "monitor.db.key").stat().st_mode) == 0o600


def test_a_damaged_key_is_refused_with_what_to_do(tmp_path):
    """A new one made silently would give every account a second pseudonym."""
    (tmp_path / "monitor.db.key").write_bytes(b"half")
    with pytest.raises(StoreError, match=r"4 byte, seharusnya 32.*cadangan"):
        project_key(tmp_path / "monitor.db")


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path):
    """No traceback for a mistyped path."""
    with pytest.raises(StoreError, match="tidak bisa dibaca atau dibuat"):
        project_key(tmp_path / "tidak-ada" / "monitor.db")
