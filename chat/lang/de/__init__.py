"""Knowledge of German."""
