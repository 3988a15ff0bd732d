"""Does the English say what the German says? A check a file."""
