"""Where fact-checks come from: one file per shape a publisher or an interface gives them.

To add a shape, write a file here with ``recognises`` and ``read`` (see
:class:`~monitor.collectors.factchecks.reading.Format`) and add its line to ``FORMATS``.
"""

from __future__ import annotations

from monitor.collectors.factchecks.reading import FORMATS, Reading, read_factchecks
from monitor.collectors.factchecks.telling import are_factchecks, factchecks_in

__all__ = ["FORMATS", "Reading", "are_factchecks", "factchecks_in", "read_factchecks"]
