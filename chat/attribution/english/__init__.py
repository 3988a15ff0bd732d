"""The grammar of English reported speech: cues, their speakers and what they report, read from tags and word lists."""
