"""What German words mean in English: a lexicon written for news, and what of it a translation has. Asks no model."""
