"""What is wanted of a stream: words and hashtags, or an account."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from monitor.collectors.live.wanted import OfAccount, Words
from monitor.records import Post
from tests.pipeline.sites.site import NOON
from tests.pipeline.sites.stream import LURAH, WARGA, frame


@given(st.text(max_size=40), st.sampled_from(["#pemilu", "surat suara", '"tps 4"', "kpu*"]))
def test_a_frame_passed_over_unread_is_not_wanted(said, term):
    """Whatever a post says, however its letters are written."""
    looked_for = Words(term)
    for text in (said, f"{said} #Pemilu", f"SURAT {said} suara", f"tps  4{said}", f"KPUD{said}"):
        if looked_for.wants(Post("bluesky:1", "bluesky", text)):
            for ascii_only in (True, False):
                raw = json.dumps({"text": text}, ensure_ascii=ascii_only)
                assert looked_for.may_hold(raw)


def test_an_account_is_its_author_not_who_is_named():
    """Others write its DID too."""
    of_warga = OfAccount(WARGA)
    assert of_warga.may_hold(frame(NOON, "a", f"halo {WARGA}", did=LURAH))
    assert not of_warga.wants(Post("bluesky:1", "bluesky", f"halo {WARGA}"))
    assert not of_warga.may_hold(frame(NOON, "a", "halo", did=LURAH))
