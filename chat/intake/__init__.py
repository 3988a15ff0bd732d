"""Pasted text, a file or a web address in, plain text out."""
