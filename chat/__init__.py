"""Belegt: read a German news article in English, and see who claimed what, with the sentence that proves it."""

__version__ = "0.1.0"
