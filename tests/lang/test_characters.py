"""The readable form of a text, and the way back to the text as given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.lang.characters import one_line, readable


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Stra\u00dfe", "Straße"),
        ("Mu\u0308ller", "Müller"),
        ("Regierungs\u00adsprecher", "Regierungssprecher"),
        ("\ufeffEin\u200b Wort", "Ein Wort"),
        ("\u202eEin\u202c Wort\u2066\u2069", "Ein Wort"),
        ("10\u00a0000\u202f€", "10 000 €"),
        ("eins\r\nzwei\rdrei\u2028vier", "eins\nzwei\ndrei\nvier"),
        ("a\tb\x00\x07c", "a bc"),
        ("👩\u200d👧 da", "👩\u200d👧 da"),
    ],
)
def test_readable_form(given_text: str, shown: str) -> None:
    assert readable(given_text).text == shown


def test_a_span_leads_back_to_the_text_as_given() -> None:
    text = "\ufeffDie Re\u00adgierung, Mu\u0308ller"
    shown = readable(text)
    start = shown.text.index("Regierung")
    first, last = shown.original_span(start, start + len("Regierung"))
    assert text[first:last] == "Re\u00adgierung"
    first, last = shown.original_span(len(shown.text) - len("Müller"), len(shown.text))
    assert text[first:last] == "Mu\u0308ller"


def test_one_line_folds_white_space() -> None:
    assert one_line("  Der\u00a0Rat \n\n tagt\u200b. ") == "Der Rat tagt."


def test_a_joiner_with_nothing_to_join_is_left_out() -> None:
    family = "\U0001f468\u200d\U0001f469"
    assert readable(f"\u200dAm \u200d{family}\n\u200dBach").text == f"Am {family}\nBach"


@given(st.text())
def test_every_character_has_its_origin_in_order(text: str) -> None:
    shown = readable(text)
    assert len(shown.starts) == len(shown.ends) == len(shown.text)
    assert list(shown.starts) == sorted(shown.starts)
    assert all(0 <= start < end <= len(text) for start, end in zip(shown.starts, shown.ends, strict=True))


@given(st.text())
def test_the_readable_form_of_a_slice_is_that_slice(text: str) -> None:
    shown = readable(text)
    if shown.text:
        first, last = shown.original_span(0, len(shown.text))
        assert readable(text[first:last]).text == shown.text


@pytest.mark.parametrize("character", [chr(point) for point in (0x0A, *range(0x20, 0x180), *range(0x2010, 0x2040))])
def test_plain_text_is_read_as_any_other_is(character: str) -> None:
    text = f"e{character}a{character}{character}"
    looked_through = readable(f"{text}\u200b")  # with an invisible character at its end
    shown = readable(text)
    assert (shown.text, shown.starts, shown.ends) == (looked_through.text, looked_through.starts, looked_through.ends)
