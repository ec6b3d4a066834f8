"""Indonesian as people type it: one spelling with the way back, the language, who is named.

Importing this imports neither spaCy nor py3langid; the first text does.
"""

from monitor.language.identify import language_of
from monitor.language.normal import normalise
from monitor.language.prepare import prepare

__all__ = ["language_of", "normalise", "prepare"]
