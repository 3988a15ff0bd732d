"""The page on the paced engines: what the browser tests start with `streamlit run`."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
if str(_ROOT) not in sys.path:
    sys.path.append(str(_ROOT))

if "tests.browser.paced" not in sys.modules:  # this script runs again at every click
    from tests.browser import paced

    paced.install()
runpy.run_path(str(_ROOT / "app.py"), run_name="__main__")
