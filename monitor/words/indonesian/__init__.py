"""Kalimat-kalimat dalam bahasa Indonesia."""
