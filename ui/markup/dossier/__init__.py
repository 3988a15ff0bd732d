"""A dossier as HTML, a kind of view a file. Knows no Streamlit; all is `Markup`, as in the folder above."""
