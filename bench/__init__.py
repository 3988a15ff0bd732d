"""Measurements of speed and quality, each a ratio in one run. What was tried stands in LOG.md."""
