"""Facts about Indonesian elections, typed and checked when loaded; the data lies in ``corpora/``.

One file here per kind of fact, each over :mod:`monitor.corpora.load`; they do not know each other.
"""
