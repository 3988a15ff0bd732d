"""Models: what the stages ask of them (`base`), which there are (`registry`), what runs them, and their weights."""
