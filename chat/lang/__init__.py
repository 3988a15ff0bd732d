"""Knowledge of words, German and English. Knows no article, no model and no prompt."""
