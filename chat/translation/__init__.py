"""Sentences in, their checked English out."""
