"""Text in Markdown is shown as it stands: also by Streamlit, which knows more than Markdown has."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chat.export.markdown import escaped
from chat.lang.characters import one_line

# What Streamlit (1.67) looks for in the text that Markdown shows: pictures, icons, addresses of mail and of pages.
_PICTURE = re.compile(r":[\w+-]+:|:material_\w+:")
_MAIL = re.compile(r"[-.\w+]+@[-\w]+(?:\.[-\w]+)+")
_PAGE = re.compile(r"https?://|www\.", re.IGNORECASE)
# And in the source: ":red", ":small" and the like are taken for directives where nothing is before the colon.
_DIRECTIVE = re.compile(r"(?<!\\):[^\W\d_]")
_SIGNS = [":", "::", "://", "[", "]", "{", "}", "@", ".", "+", "-", " ", "\n", "\\", "*", "_", "\u2060"]
_WORDS = [":smile:", ":+1:", "material/home", "material_home", ":streamlit:", ":red[", "b-c_d.de", "https", "www", "12"]


def shown(text: str) -> str:
    """Return what Markdown shows of a text."""
    return html.unescape(re.sub(r"<[^>]*>", "", MarkdownIt("gfm-like", {"linkify": False}).render(text))).strip()


@pytest.mark.parametrize(
    "text",
    [
        ":smile: :+1: :stuck_out_tongue: :100:",
        ":material/home: C:material/x :material_home:",
        ":streamlit:",
        ":red[Alarm] Farbe:red :small :red-background[x] ::help :::note",
        "anna.b_c+d@zeitung.example, mailto:anna@zeitung.example, xmpp:anna@zeitung.example",
        "https://zeitung.example www.zeitung.example",
        "Er sagte: „Nein“. Um 10:30 Uhr kamen Bürger:innen.",
    ],
)
def test_shortcodes_and_addresses_are_shown_as_they_stand(text: str) -> None:
    check(text)


@given(st.lists(st.sampled_from([*_SIGNS, *_WORDS, "ärger"]), max_size=12).map("".join))
def test_nothing_becomes_a_picture_a_link_or_a_directive(text: str) -> None:
    check(text)


def check(text: str) -> None:
    source = escaped(text)
    seen = shown(source)
    assert seen.replace("\u2060", "") == one_line(text)
    assert not any(looked_for.search(seen) for looked_for in (_PICTURE, _MAIL, _PAGE))
    assert ":material/" not in source and not _DIRECTIVE.search(source)


@pytest.mark.parametrize("text", ["Er sagte: „Nein“.", "Um 10:30 Uhr, 2:1 für Nordhaven", "Preis: 5 €", "Punkt @ Ort"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert escaped(text) == text
