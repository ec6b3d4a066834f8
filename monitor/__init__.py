"""Pemilu Monitor: watch an Indonesian election in public. A flag is a lead, never a verdict."""

__version__ = "0.1.0"
