"""The bookmark's address: code that browsers decode before they run it."""

from __future__ import annotations

from urllib.parse import unquote

from ui.markup.bookmarklet import code


def test_nothing_in_the_address_of_the_page_ends_the_text_that_it_stands_in() -> None:
    hostile = "https://belegt.example/%22+alert(1)+%22"
    assert unquote(code(hostile)) == (f'javascript:void open("{hostile}/?url=" + encodeURIComponent(location.href))')
