"""Where a JSON value can be changed."""

from __future__ import annotations

from typing import Any


def places(value: Any) -> list[tuple[Any, Any]]:
    """Return every object or array in a value, with each key it can be changed at."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    below = [value[key] for key in keys if isinstance(value[key], dict | list)]
    return [(value, key) for key in keys] + [place for part in below for place in places(part)]
