"""Every word of the page is asked for by the reader's tongue: none is shown as it stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.localization.code import WORDS, called, files, literal, parsed
from tests.ui.page import UI

# What draws nothing a reader sees: names of widgets, of files, of kinds of things; what is put into words is seen to.
_NO_WORDS = {
    "key", "type", "icon", "avatar", "width", "height", "gap", "bind", "selection_mode", "vertical_alignment", "mime",
    "label_visibility", "file_name", "layout", "initial_sidebar_state", "page_icon", "on_change", "on_click",
    "language", "context", "args", "kwargs",
}  # fmt: skip
# Elements of Streamlit that show what they are given.
_SHOWS = {
    "button", "caption", "chat_input", "checkbox", "date_input", "download_button", "error", "expander",
    "file_uploader", "form_submit_button", "header", "info", "markdown", "multiselect", "pills", "popover",
    "progress", "radio",
    "segmented_control", "selectbox", "spinner", "subheader", "success", "tabs", "text", "text_area", "text_input",
    "title", "toggle", "toast", "warning", "write", "page_of", "State", "feedback", "status",
}  # fmt: skip
# In all tongues: the name of the program, terms of the reader as an example, the beginning of an address, a menu.
_ALIKE = {"Belegt", "Landrat, district administrator\nStadtwerke, municipal utilities", "https://…", "thumbs"}
_ATTRIBUTES = re.compile(r'\b(?:title|alt|aria-label|aria-description|placeholder)="([^"]*)"')
MODULES = [path for path in files("ui") if path.name != "__init__.py"]


def words_in(node: ast.AST) -> Iterator[str]:
    """Yield the literals with words in what is given to be shown; those that are asked for by the tongue are none."""
    if called(node) in {*WORDS, "in_tongue", "key", "in_dossier"} or isinstance(node, ast.Lambda):
        return
    if isinstance(node, ast.Call):
        given = [*node.args, *(one.value for one in node.keywords if one.arg not in _NO_WORDS)]
        for one in given:
            yield from words_in(one)
        return
    if re.search(r"[^\W\d_]{2}", text := literal(node)) and text not in _ALIKE:
        yield text
    for one in ast.iter_child_nodes(node):
        yield from words_in(one)


def shown_as_they_are(path: Path) -> Iterator[str]:
    """Yield the words that a module gives to Streamlit as they are."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and called(node) in _SHOWS and not is_log(node):
            given = [*node.args, *(one.value for one in node.keywords if one.arg not in _NO_WORDS)]
            yield from (f"{path.name}:{node.lineno}: {text}" for one in given for text in words_in(one))


def is_log(call: ast.Call) -> bool:
    """Return whether a call writes into the log, which is English."""
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "_log"


def in_html(path: Path) -> Iterator[str]:
    """Yield the words that stand in the HTML of a module: between its tags, and in attributes that are read out."""
    for node in ast.walk(parsed(path)):
        if called(node) == "Markup" and isinstance(node, ast.Call) and node.args:
            text = literal(node.args[0])
            told = [*_ATTRIBUTES.findall(text), *re.split(r"<[^>]*>", text)]
            for piece in told:
                if re.search(r"[^\W\d_]{2}", re.sub(r"\{[^}]*\}|Belegt", "", piece)) and "<" in text:
                    yield f"{path.name}:{node.lineno}: {piece}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(UI)))
def test_no_word_is_shown_as_it_stands_in_the_code(path: Path) -> None:
    assert [*shown_as_they_are(path), *in_html(path)] == []


def test_what_would_be_shown_as_it_stands_is_found() -> None:
    code = 'st.button("Read it", key="x")\nst.caption(f"{n} of them")\nst.text_input(t("Name"), placeholder="Type")'
    found = [text for node in ast.walk(ast.parse(code)) if called(node) in _SHOWS for text in words_in(node)]
    assert found == ["Read it", " of them", "Type"]


@pytest.mark.parametrize("name", ["page.js", "page.css"])
def test_style_and_script_have_no_words(name: str) -> None:
    text = re.sub(
        r"/\*.*?\*/|(?m:^\s*//.*$)|(?m:\s//\s.*$)", "", (UI / name).read_text(encoding="utf-8"), flags=re.DOTALL
    )
    shown = [
        *re.findall(r'content:\s*"([^"]*)"', text),
        *re.findall(r'(?:textContent|innerText|title) = "([^"]*)"', text),
    ]
    assert [word for word in shown if re.search(r"[^\W\d_]{2}", word)] == []


def test_all_that_is_drawn_alone_begins_with_the_tongue_of_its_reader() -> None:
    for path in MODULES:
        uses = [
            node.lineno
            for node in ast.walk(parsed(path))
            if isinstance(node, ast.Attribute) and node.attr == "fragment" and getattr(node.value, "id", "") == "st"
        ]
        assert not uses or path.name == "tongue.py", f"{path.name}:{uses} is to use ui.tongue.fragment"
