"""What the catalogues must have, read out of the code: words that are asked for, and the templates of messages.

Words are the literals given to `t`, `t_count`, `t_html` and `deferred`. Messages are literals that become an error, a
doubt or the name of a check; and, but where a model's English or answers are made, all that look like a sentence. Of a
text that is put together (an f-string), what is put in becomes a number: "{1} is damaged.".
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chat import errors

ROOT = Path(__file__).parents[2]
WORDS = ("t", "t_count", "t_html", "deferred")
# Calls whose literals are messages: errors, doubts, names of checks, and what makes an error of its words.
_MAKES = {name for name, _ in inspect.getmembers(errors, inspect.isclass)} | {
    "Doubt", "Check", "doubt", "failure", "in_our_errors", "check_room", "_Wanted",
}  # fmt: skip
_DATA = {"kind", "german", "english", "detected", "name"}  # arguments of these that are no words for a reader
# What is not for a reader of the page: the command line is English, figures of engines are, and so is what a model is
# told and what it writes; answers, summaries and what their sentences are put together of stay English.
_OTHERS = (
    "evaluation", "lang", "data", "localization", "answers", "summary", "grounding", "dossier", "pipeline.py",
    "schema", "__init__.py", "export",
)  # fmt: skip
_FOR_OTHERS = frozenset({"cli", "serving"})  # the command line and what programs are told are English
_TOO = ("quote_check.py",)  # but this is for readers
_SENTENCE = re.compile(r"(?:[A-Z“]|\{\d+\}).* .*(?:[\w)}”][.…] ?|: (?:[\w -]+ )?\{\d+\})", re.DOTALL)


@dataclass(frozen=True, order=True)
class Word:
    """Words that are asked for: their context, their English, and that of several where they count."""

    context: str
    one: str
    many: str = ""


def files(*folders: str) -> list[Path]:
    """Return the modules in some folders of the project that speak to readers of the page."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if not _FOR_OTHERS.intersection(path.parts) and path.name != "scripted.py")


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.AST) -> str:
    """Return the name of what a call calls, the last part of it; empty for what is no call."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def literal(node: ast.AST) -> str:
    """Return a literal, empty for what is none."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def words(path: Path) -> Iterator[Word]:
    """Yield the words that a module asks for."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in WORDS and node.args:
            context = next((literal(one.value) for one in node.keywords if one.arg == "context"), "")
            many = literal(node.args[1]) if node.func.id == "t_count" else ""
            if literal(node.args[0]):
                yield Word(context, literal(node.args[0]), many)


def template(node: ast.AST) -> str:
    """Return a literal text with numbers for what is put in; empty for what is no text, or has no word of its own."""
    if not isinstance(node, ast.JoinedStr):
        return literal(node)
    numbers = iter(range(1, 100))
    pieces = [literal(one) or f"{{{next(numbers)}}}" for one in node.values]
    return "".join(pieces) if any(map(literal, node.values)) else ""


def messages(path: Path) -> Iterator[str]:
    """Yield the templates of the messages that a module makes."""
    tree = parsed(path)
    named = _named(tree)
    made = [node for call in ast.walk(tree) if called(call) in _MAKES for node in _texts_of(call, named)]
    parts = set(path.relative_to(ROOT).parts)
    is_for_readers = "chat" in parts and (not parts & set(_OTHERS) or bool(parts & set(_TOO)))
    spoken = [node for node in _texts(tree) if _SENTENCE.fullmatch(template(node))] if is_for_readers else []
    told = (template(node).strip() for node in [*made, *spoken])
    yield from dict.fromkeys(text for text in told if re.search("[a-z]{2}", text))


def _named(tree: ast.Module) -> dict[str, list[ast.AST]]:
    """Return what is given a name in a module, by that name."""
    named: dict[str, list[ast.AST]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
    return named


def _texts_of(call: ast.AST, named: dict[str, list[ast.AST]]) -> Iterator[ast.AST]:
    """Yield the literals that are given to a call, by a name too, and those that one is chosen of."""
    assert isinstance(call, ast.Call)
    given = [*call.args, *(one.value for one in call.keywords if one.arg not in _DATA)]
    for node in given[:1] if called(call) == "doubt" else given:
        for one in named.get(node.id, []) if isinstance(node, ast.Name) else [node]:
            yield from _chosen(one)


def _chosen(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.IfExp(body=body, orelse=otherwise):
            yield from (*_chosen(body), *_chosen(otherwise))
        case ast.BoolOp(values=values):
            for value in values:
                yield from _chosen(value)
        case ast.Constant() | ast.JoinedStr():
            yield node


def _texts(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield all texts of a module that are no docstrings, nor parts of others."""
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in parts | alone:
            yield node
