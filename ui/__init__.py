"""How readings, summaries and answers look. Knows Streamlit nowhere but in app.py."""
