"""What many stories start from."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from monitor import words

settings.register_profile(
    "project", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("project")
os.environ.pop("MONITOR_ELECTIONS", None)
os.environ.pop("MONITOR_LANG", None)


@pytest.fixture(autouse=True)
def _indonesian():
    """Every test starts in Indonesian, whatever the one before it spoke."""
    words.use("id")
