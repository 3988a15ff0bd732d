"""Readings, claims and answers as HTML. Knows no Streamlit.

All functions return `Markup`; whatever else is put into HTML, as text of an article or a model, is escaped by it.
"""
