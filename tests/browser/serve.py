"""The page on the paced engines: what the browser tests start with `streamlit run`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

_TESTS = Path(__file__).parents[1]
for folder in (str(_TESTS), str(_TESTS / "browser"), str(_TESTS.parent)):
    if folder not in sys.path:
        sys.path.append(folder)

if "paced" not in sys.modules:  # this script runs again at every click
    import paced

    paced.install()
runpy.run_path(str(_TESTS.parent / "app.py"), run_name="__main__")
