"""Which expressions the program compiles, and what it does with them: where, and which methods are called.

Expressions are noted while all of the program is imported and an article of each language is read; methods by their
calls, and by what the code writes behind the names of constants. An expression within a `chat.lang.patterns.Short` has
its bound with it. Has to be asked before anything else imports the program.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import regex

OURS = ("chat", "ui", "prompts")
METHODS = frozenset(
    {"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "splititer", "subf"}
)
_QUESTIONS = (
    "Who is Klein?", "What does she say about the plan, and how many people work there?", "And the council?",
    "Is it true that nothing will be built?", "When was that?", "Wer widerspricht wem?",
)  # fmt: skip
_ONLY_TRIED = "chat.lang.packs"  # compiles parts of expressions, to say of which one that it is none
_FROM_ONE_LINE = 3  # of those that are made of the words of a text and used at once, there are many alike


@dataclass
class Expression:
    """A compiled expression: the module it is of, its use. `longest`: characters of the texts it is tried on."""

    where: str
    compiled: Any
    methods: set[str] = field(default_factory=set)
    longest: int | None = None


class _Noting:
    """A compiled expression that notes what is done with it."""

    def __init__(self, noted: Expression) -> None:
        self.noted = noted

    def __getattr__(self, name: str) -> Any:
        if name in METHODS:
            self.noted.methods.add(name)
        return getattr(self.noted.compiled, name)


class _Notebook:
    """The expressions that are compiled while it lies open."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int], Expression] = {}
        self._at: Counter[tuple[str, int]] = Counter()

    def note(self, compiled: Any, where: str) -> Expression:
        return self.found.setdefault((compiled.pattern, compiled.flags), Expression(where, compiled))

    def compile(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """Return a `compile` that notes what the program compiles; what libraries compile is theirs."""

        def compile(pattern: Any, *arguments: Any, **how: Any) -> Any:
            where, _ = _caller()
            if isinstance(pattern, _Noting):
                return pattern
            made = original(pattern, *arguments, **how)
            return _Noting(self.note(made, where)) if _is_ours(where) and isinstance(made.pattern, str) else made

        return compile

    def call(self, module: Any, method: str, compile: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function as `re.search`, which notes the expression that it is given."""
        original = getattr(module, method)

        def call(pattern: Any, *arguments: Any, **how: Any) -> Any:
            if isinstance(pattern, _Noting):
                pattern.noted.methods.add(method)
                return original(pattern.noted.compiled, *arguments, **how)
            where, line = _caller()
            if isinstance(pattern, str) and _is_ours(where) and self._at[where, line] < _FROM_ONE_LINE:
                self._at[where, line] += 1
                noted = self.note(compile(pattern, how.get("flags", 0)), where)
                noted.methods.add(method)
            return original(pattern, *arguments, **how)

        return call


def _caller() -> tuple[str, int]:
    """Return the module and the line that called what calls this."""
    frame = sys._getframe(2)
    return str(frame.f_globals.get("__name__", "")), frame.f_lineno


def _is_ours(where: str) -> bool:
    return where.partition(".")[0] in OURS


def collected(*, read: bool = True) -> list[Expression]:
    """Return all expressions.

    Args:
        read: whether articles are read, so that those are known too that are compiled when they are first used.
    """
    notebook = _Notebook()
    kept = {
        (module, name): getattr(module, name) for module in (re, regex) for name in ("compile", *METHODS)
        if hasattr(module, name)
    }  # fmt: skip
    for module, name in kept:
        compile = kept[module, "compile"]
        made = notebook.compile(compile) if name == "compile" else notebook.call(module, name, compile)
        setattr(module, name, made)
    try:
        with _noting_bounds():
            modules = list(_imported())
            if read:
                _read_articles()
    finally:
        for (module, name), original in kept.items():
            setattr(module, name, original)
    _note_written(modules)
    return [one for one in notebook.found.values() if one.methods or one.where != _ONLY_TRIED]


def _imported() -> Iterator[Any]:
    """Import and yield every module of the program."""
    for package in ("chat", "ui"):
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not module.name.endswith("__main__") and module.name not in ("ui.server",):
                try:
                    imported = importlib.import_module(module.name)
                except ModuleNotFoundError as missing:
                    if _is_ours(missing.name or ""):
                        raise
                    print(f"{module.name} is left out: {missing.name} is not installed", file=sys.stderr)
                else:
                    yield imported


@contextmanager
def _noting_bounds() -> Iterator[None]:
    """Note how long the texts are that an expression within a `Short` is tried on."""
    from chat.lang.short import Short

    original = Short.__init__

    def noting(self: Short, compiled: Any, *, longest: int) -> None:
        if isinstance(compiled, _Noting):
            compiled.noted.longest = longest
        original(self, compiled, longest=longest)

    with mock.patch.object(Short, "__init__", noting):
        yield


def _read_articles() -> None:
    """Read an article of each language, and ask about it, so that what is compiled when it is used is compiled."""
    from bench import abroad
    from chat import pipeline
    from chat.models.registry import Engines
    from chat.models.scripted import Scripted
    from chat.schema import Answer

    pipeline.load()
    for article in abroad.articles():
        engines = Engines(Scripted(default="It is so [1]."), abroad.Given(article))
        reading = pipeline.read(article.text, engines, length="short")
        pipeline.verify(reading, "“Nothing of it is true”, said Klein.")
        answers: list[Answer] = []
        for question in _QUESTIONS:
            answers.append(pipeline.ask(reading, question, engines, history=answers))


def _note_written(modules: Iterable[Any]) -> None:
    """Note the methods that the code calls of constants that are expressions, or have some."""
    for module in modules:
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in METHODS:
                value = node.value
                while isinstance(value, ast.Subscript):
                    value = value.value
                if isinstance(value, ast.Name):
                    for one in _within(vars(module).get(value.id)):
                        one.noted.methods.add(node.attr)


def _within(value: Any) -> Iterator[_Noting]:
    """Yield the expressions that are a value, or that it has."""
    if isinstance(value, _Noting):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _within(one)
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _within(one)
