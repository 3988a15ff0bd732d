"""Sentences and claims in, a cited English summary out; `writing.summarise` is the door."""
