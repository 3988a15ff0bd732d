"""Readings, claims and answers as HTML. Knows no Streamlit; whatever comes from an article or a model is escaped."""
