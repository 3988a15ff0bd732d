"""The calls of the HTTP interface, a file a subject. Each says what it takes and gives, and has `host` do it."""
