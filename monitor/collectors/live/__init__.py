"""Live sources: each asks one platform through the Fetcher and yields pages of records.

To add one, write a file here with ``collect`` (see :class:`~monitor.collectors.live.base.Source`)
and its lines in :mod:`~monitor.collectors.live.sources`; ``docs/collect.md`` walks through it.
"""
