"""The corridor: it carries records from room to room. One verb, one file, one function.

import_ -> analyse -> group -> join -> summarise -> queue; ``scan`` walks the whole way.
"""

from __future__ import annotations

from monitor.pipeline.analyse import analyse
from monitor.pipeline.archive import archive
from monitor.pipeline.elections import check, known
from monitor.pipeline.explained import Explained, why
from monitor.pipeline.export import WHAT, What, export, what_of
from monitor.pipeline.flag import Flagged, flag, flag_record, flagged_why, highest, reasons_of
from monitor.pipeline.forget import forget
from monitor.pipeline.group import group
from monitor.pipeline.import_ import Imported, import_file
from monitor.pipeline.match import Asked, archive_from, match, match_record
from monitor.pipeline.project import elections_folder, model_of, setting, weights_of
from monitor.pipeline.purge import purge
from monitor.pipeline.queue import SEED, Queue, View, claim_row, queue, view
from monitor.pipeline.review import History, history, review
from monitor.pipeline.sample import sample
from monitor.pipeline.scan import Scanned, Source, import_all, scan
from monitor.pipeline.show import Flag, Shown, show
from monitor.pipeline.steps import Tick
from monitor.pipeline.summarise import summarise
from monitor.store import Store

__all__ = [
    "SEED", "WHAT", "Asked", "Explained", "Flag", "Flagged", "History", "Imported", "Queue",
    "Scanned", "Shown", "Source", "Store", "Tick", "View", "What", "analyse", "archive",
    "archive_from", "check", "claim_row", "elections_folder", "export", "flag", "flag_record",
    "flagged_why", "forget", "group", "highest", "history", "import_all", "import_file",
    "known", "match", "match_record", "model_of", "purge", "queue", "reasons_of", "review",
    "sample", "scan", "setting", "show", "summarise", "view", "weights_of", "what_of", "why",
]  # fmt: skip
