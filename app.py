"""The page, for `streamlit run app.py` in a checkout."""

from __future__ import annotations

from ui.page import main

main()
