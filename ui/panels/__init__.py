"""The parts of the page, one file each: Streamlit widgets, and what happens when they are used."""
