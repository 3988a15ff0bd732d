"""The style sheet and the script are for what the page has: no rule and no listener outlives what it was for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from chat.dossier.matrix import Position
from chat.schema import Kind, Stance
from ui import session
from ui.markup.base import COLOURS

UI = Path(__file__).parents[2] / "ui"


def classes_given() -> set[str]:
    """Return the classes of the page's own HTML, and those that Streamlit makes of the keys of containers."""
    markup = "\n".join(path.read_text(encoding="utf-8") for path in (UI / "markup").rglob("*.py"))
    panels = "\n".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    written = {name for quoted in re.findall(r'class="([^"]*)"', markup) for name in re.findall(r"[\w-]+", quoted)}
    keys = {f"st-key-{key}" for key in (*re.findall(r'container\(.*key="([\w-]+)"', panels), session.CANCEL)}
    colours = {f"v{number}" for number in range(COLOURS)} | {"voice"}
    states = {"draft", "pending"}  # of a sentence whose English is not settled
    told = {*get_args(Kind), *get_args(Stance), *get_args(Position), "first", "uncertain"}
    return written | keys | colours | states | told


def test_each_class_that_is_styled_is_one_of_the_page() -> None:
    css = re.sub(r"/\*.*?\*/", "", (UI / "page.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    selectors = re.findall(r"([^{}]+)\{", css)
    styled = {name for selector in selectors for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector)}
    of_script, of_streamlit = {"lit", "belegt-gloss", "belegt-spoken", "shown"}, {"stButton"}
    assert styled - classes_given() == of_script | of_streamlit


def test_each_class_that_the_script_looks_for_is_one_of_the_page() -> None:
    script = (UI / "page.js").read_text(encoding="utf-8")
    looked_for = {
        name
        for selector in re.findall(r'closest\?*\.*\("([^"]*)"', script)
        for name in re.findall(r"\.([\w-]+)", selector)
    }
    assert looked_for and looked_for <= classes_given()
