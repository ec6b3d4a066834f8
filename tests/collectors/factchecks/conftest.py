"""Files of fact-checks, written for these tests: places, people and publishers are invented."""

from __future__ import annotations

import json

import pytest

from monitor.collectors.factchecks import read_factchecks


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a file and reads its records."""

    def run(content, name="berkas"):
        path = tmp_path / name
        if isinstance(content, dict | list):
            content = json.dumps(content, ensure_ascii=False)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read_factchecks(path))

    return run


def review(claim="Surat suara Tirtamaya dicetak ganda", **more):
    """Return a ClaimReview as a plain one looks."""
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": "https://wartadesa.example/cek/surat-suara",
        "claimReviewed": claim,
        "datePublished": "2024-11-20",
        "author": {"@type": "Organization", "name": "Warta Desa"},
        "reviewRating": {"@type": "Rating", "ratingValue": "1", "alternateName": "Salah"},
        **more,
    }


@pytest.fixture(name="review")
def _review():
    return review
