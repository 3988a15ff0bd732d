"""A reading or a dossier as a file to keep: for people, spreadsheets, programs and reference managers.

Text is shown as it stands, never interpreted.
"""
