"""Only pages of the web are led to, and no address ends the link that it stands in."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.export.addresses import web_address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://bote.example/%0aalert(1)",
        "java\nscript:alert(1)",
        "\u202ejavascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "vbscript:x",
        "//bote.example/a",
        "bote.example/a",
        "http://",
        "https:///a",
        "http://[::1/a",
        "http://bote.example:port/a",
        "http://bote.example:0/a",
        "http://<script>/a",
        "http://bote example/a",
        "",
    ],
)
def test_what_is_no_page_of_the_web_is_no_address(text: str) -> None:
    assert web_address(text) == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://bote.example/a?b=c&d=ü#e", "https://bote.example/a?b=c&d=ü#e"),
        ("HTTP://bote.example:8080/", "HTTP://bote.example:8080/"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("https://büro.example/50%/a%20b", "https://büro.example/50%25/a%20b"),
        ('https://bote.example/a b<c>"|`^{}\\', "https://bote.example/a%20b%3Cc%3E%22%7C%60%5E%7B%7D%5C"),
        ("https://bote.example/\ud800\u202ea", "https://bote.example/a"),
    ],
)
def test_an_address_is_written_as_an_iri(text: str, address: str) -> None:
    assert web_address(text) == address


@given(st.text())
def test_nothing_in_an_address_ends_its_link(text: str) -> None:
    address = web_address(f"https://bote.example/{text}")
    assert not address or urlsplit(address).scheme == "https"
    assert not set(address) & set('<>"`|\\ \n\r\t')
