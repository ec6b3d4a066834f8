"""Has this been checked before? An archive of fact-checks, and what in it a claim resembles."""

from monitor.analyses.factchecks.matcher import Answer, Known, Matcher

__all__ = ["Answer", "Known", "Matcher"]
