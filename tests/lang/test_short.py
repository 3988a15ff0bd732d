"""What is longer than an expression is for, it does not match."""

from __future__ import annotations

import re

from chat.lang.short import Short


def test_a_text_is_matched_as_a_whole_up_to_its_length() -> None:
    letters = Short(re.compile("(a+)+"), longest=20)
    match = letters.fullmatch("a" * 20)
    assert match is not None
    assert match.group() == "a" * 20
    assert letters.fullmatch("aab") is None
    assert letters.fullmatch("a" * 21) is None
    assert letters.fullmatch("a" * 100_000 + "b") is None
