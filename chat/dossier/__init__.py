"""Several articles at once: who says what in which, and where they disagree. All of it code, without a model."""
