"""What holds an expression up is found, and nothing holds up those of the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from bench.regexes.collecting import Expression
from bench.regexes.measuring import measured

ROOT = Path(__file__).parents[2]


def held_up(pattern: str, *methods: str, longest: int | None = None, module: object = re) -> bool:
    compiled = module.compile(pattern)  # type: ignore[attr-defined]
    return measured(Expression("chat", compiled, set(methods), longest)) is not None


@pytest.mark.parametrize(
    ("pattern", "mended", "method"),
    [
        (r"\s*[–—-]\s", r"(?<!\s)\s*+[–—-]\s", "search"),
        (r"(\d+),(\d+)", r"(?<!\d)(\d++),(\d+)", "finditer"),
        (r"„[^“]*“", r"„[^“]{0,300}“", "sub"),
        (r", .*\bzu\b", r", .{0,300}\bzu\b", "search"),
        (r"(?:\w+\s?)+\.", r"(?:\w++\s?+)++\.", "match"),
        (r"a(?=.*b)", r"a(?=.{0,300}b)", "split"),
    ],
)
def test_what_grows_faster_than_the_text_is_found_and_what_was_mended_is_not(
    pattern: str, mended: str, method: str
) -> None:
    assert held_up(pattern, method)
    assert not held_up(mended, method)


def test_letters_that_only_the_other_engine_knows_are_tried_too() -> None:
    assert held_up(r"\p{Lu}[\p{L}’-]*:", "search", module=regex)


def test_an_expression_is_judged_as_it_is_used() -> None:
    assert held_up(r"\w+:", "search")
    assert not held_up(r"\w+:", "fullmatch")
    assert held_up(r"\w+:")  # who knows?


def test_on_short_texts_an_expression_may_try_many_ways_but_not_all() -> None:
    assert not held_up(r"\w+:", "search", longest=200)
    assert held_up(r"(?:\w+)+:", "search", longest=200)


def run(*options: str) -> subprocess.CompletedProcess[str]:
    """Measure in a process of its own, in which nothing is compiled yet."""
    command = [sys.executable, "-m", "bench", "regexes", *options]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def test_nothing_holds_up_what_is_compiled_on_import() -> None:
    done = run("--quick")
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 400  # expressions


@pytest.mark.slow
def test_nothing_holds_up_any_expression_of_the_program() -> None:
    pytest.importorskip("sacrebleu")
    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
