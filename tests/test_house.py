"""The house stays in order: where modules lie, how long they are, and what says why."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ON_TOP = {"__init__", "__main__", "pipeline", "gathering", "preparing", "layers", "settings", "errors", "jobs"}
ON_TOP |= {"quotas", "figures", "admitting"}
FILE, FUNCTION = 400, 40  # lines
SOURCES = [
    path
    for folder in ("chat", "ui", "prompts", "bench")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "__pycache__" not in path.parts
]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_only_the_story_and_its_data_lie_directly_in_chat() -> None:
    assert {path.stem for path in (ROOT / "chat").glob("*.py")} == ON_TOP


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_read_at_a_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= FILE
    long = [node for node in functions(path) if (node.end_lineno or 0) - node.lineno + 1 > FUNCTION]
    unexplained = [node.name for node in long if "Long because" not in (ast.get_docstring(node) or "")]
    assert not unexplained


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_tests_lie_where_what_they_test_lies() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    mirrored = {folder for folder in folders if folder != Path() and "browser" not in folder.parts}
    assert all((ROOT / "chat" / folder).is_dir() or (ROOT / folder).is_dir() for folder in mirrored)


def test_every_word_list_says_where_it_is_from() -> None:
    lists = [path for path in (ROOT / "chat" / "data").rglob("*") if path.suffix in (".toml", ".tsv", ".txt")]
    assert lists
    assert all(path.read_text(encoding="utf-8").startswith("# ") for path in lists)


def test_the_documents_name_no_file_that_is_gone() -> None:
    for document in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "docs" / "architecture.md",
        ROOT / "docs" / "languages.md",
    ):
        named = re.findall(r"`((?:chat|ui|tests|bench|prompts|docs)/[\w./-]*)`", document.read_text(encoding="utf-8"))
        assert [name for name in named if not (ROOT / name).exists()] == []
