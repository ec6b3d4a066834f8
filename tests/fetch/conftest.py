"""Pages for the server on loopback."""

from __future__ import annotations

import pytest


def answer(body: bytes = b"[]", status: int = 200, **headers: str):
    """Return a page that answers with ``body``."""

    def page(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return page


@pytest.fixture(name="answer")
def answering():
    return answer
