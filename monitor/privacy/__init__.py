"""The one gate on the way out: who is not public gets a pseudonym, personal numbers are masked.

Nothing leaves the store for an export, a page or a shared table but through a :class:`Mask`. It
fails closed: what may be personal, and cannot be told from what is not, is masked. What that
guarantees, and what it does not, is in ``docs/exports.md``.
"""

from monitor.privacy.key import project_key
from monitor.privacy.mask import BLOT, Mask

__all__ = ["BLOT", "FEWEST", "Mask", "project_key"]

FEWEST = 5
"""Accounts before it is told whom their posts name: of fewer, it would be told of persons."""
