"""Tokens are counted up, and between two times."""

from __future__ import annotations

from chat.models.tokens import Tokens


def test_what_was_spent_is_the_difference() -> None:
    before = Tokens(prompt=100, computed=60, reply=30)
    spent = Tokens(prompt=20, computed=5, reply=7)
    assert (before + spent) - before == spent
    assert before - before == Tokens()
