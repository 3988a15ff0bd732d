"""The page: `panels` are its parts in Streamlit, `markup` is how readings look as HTML, `room` is what it remembers."""
