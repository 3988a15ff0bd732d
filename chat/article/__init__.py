"""Plain text in, an article out: its paragraphs, its language, its numbered sentences with their place in the text."""
