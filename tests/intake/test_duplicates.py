"""Which of what was taken in is the same article."""

from __future__ import annotations

import hashlib

import pytest

from chat.intake.duplicates import Known
from chat.intake.source import Taken
from chat.schema import Article, Origin

URL = "https://zeitung.example/lokales/steg.html"


def taken(url: str, text: str) -> Taken:
    return Taken(text, Origin(url=url))


def same_article(one: Taken, other: Taken) -> bool:
    """Return whether one is known by the other."""
    known = Known[str]()
    known.add(one.text, one.origin.url, "one")
    return known.find(other.text, other.origin.url) == "one"


@pytest.mark.parametrize(
    ("url", "same"),
    [
        (URL, True),
        ("http://www.zeitung.example:80/lokales/steg.html?utm_source=brief&fbclid=x#ende", True),
        ("https://ZEITUNG.example/lokales/steg.html/?wt_mc=a&gclid=", True),
        (URL + "?seite=2", False),
        ("https://zeitung.example:8443/lokales/steg.html", False),
        ("https://zeitung.example/lokales/Steg.html", False),
        ("https://bote.example/lokales/steg.html", False),
        ("", False),
        ("https://[", False),
    ],
)
def test_by_address(url: str, same: bool) -> None:
    assert same_article(taken(URL, "Ein Text."), taken(url, "Noch einer.")) is same


def test_parameters_that_say_which_article_it_is_count() -> None:
    one, other = (taken(f"https://zeitung.example/?id={number}&utm_medium=x", f"Text {number}") for number in (1, 2))
    assert not same_article(one, other)


def test_by_text() -> None:
    one, other = taken("", "Der Steg\nbleibt\u00a0zu."), taken("https://bote.example/b", "Der  Steg bleibt zu.\n")
    assert same_article(one, other)
    assert not same_article(one, taken("", "Der Steg bleibt offen."))


def test_two_without_an_address_are_not_the_same_for_that() -> None:
    assert not same_article(taken("", "Eins."), taken("", "Zwei."))


def test_an_article_has_the_sum_of_its_text_as_given() -> None:
    text = "Für 5 €.\n"
    assert Article(text=text, paragraphs=()).sha256 == hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert "sha256" not in Article(text=text, paragraphs=()).model_dump()
    assert len(Article(text="\ud83d", paragraphs=()).sha256) == 64
