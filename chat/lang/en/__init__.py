"""Knowledge of English."""
