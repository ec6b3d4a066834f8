"""Answers of platforms that others recorded, where this machine has them: all of it accounted for.

Other people's posts are not in this repository. ``MONITOR_RECORDED`` names the folder; without it
a folder ``shared/payloads`` beside the checkout is looked for, and without that these tests skip.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from monitor.pipeline.import_ import import_file
from monitor.store import Store

FOLDER = Path(
    os.environ.get("MONITOR_RECORDED") or Path(__file__).parents[3] / "shared" / "payloads"
)
FILES = sorted(
    path
    for path in FOLDER.rglob("*")
    if path.is_file() and path.name != "README.md" and "reddit" not in path.parts
)
PRIVATE = "rejects.telegram_private"
REJECTED = {
    "handmade/turnbackhoax-heading-link.xlsx": {"rejects.factcheck_no_title": 1},
    "telegram_json/chatminer-test_batch_export-synthetic.json": {PRIVATE: 1},
    "telegram_json/chatminer-test_single_export-synthetic.json": {PRIVATE: 1},
    "telegram_json/chatpack-synthetic.json": {PRIVATE: 1},
    "telegram_json/full-account-2019-result.json": {PRIVATE: 2},
    "x_api_v2/twarc-streaming_output_with_error.jsonl": {"rejects.no_json": 1},  # a line cut short
}
"""File -> why records of it cannot be posts, and how many; of all others nothing is rejected."""


def documents(path: Path, folder: Path) -> list[Path]:
    """Return the files to read: one, or the answers in a recording of questions and answers."""
    if path.suffix != ".json":
        return [path]
    value = json.loads(path.read_bytes())
    if not (isinstance(value, list) and value and "request" in value[0]):
        return [path]
    answers = []
    for number, exchange in enumerate(value):
        if isinstance(exchange["response"]["body"], dict | list) and exchange["response"]["body"]:
            answers.append(folder / f"{number}.json")
            answers[-1].write_text(json.dumps(exchange["response"]["body"]), encoding="utf-8")
    return answers


NONE = pytest.param(FOLDER, marks=pytest.mark.skip(reason="MONITOR_RECORDED names no folder"))


@pytest.mark.parametrize(
    "path", FILES or [NONE], ids=lambda path: path.relative_to(FOLDER).as_posix()
)
def test_every_record_is_stored_known_or_rejected_with_its_reason(tmp_path, path):
    """And what is rejected is what should be."""
    with Store() as store:
        for document in documents(path, tmp_path):
            done = import_file(store, document, tipline=path.parent.name == "whatsapp_txt")
            assert done.read == done.stored + done.known + done.rejected
            assert done.read or done.other or document != path
        reasons = Counter(reject.reason for reject in store.rejects())
    assert reasons == REJECTED.get(path.relative_to(FOLDER).as_posix(), {})
