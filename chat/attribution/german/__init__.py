"""The German grammar of attribution: clauses, phrases, cues and the frames around them."""
