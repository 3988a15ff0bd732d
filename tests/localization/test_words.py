"""Words in the tongue that is spoken: what is put in stays what it is, and numbers and days are written as they are."""

from __future__ import annotations

import datetime

import pytest
from markupsafe import Markup

from chat.localization import date_in_file, day, listed, number, short_day, speaking, t, t_count, t_html

DAY = datetime.date(2027, 3, 9)


def test_without_a_tongue_words_are_english() -> None:
    assert t("Read again with these") == "Read again with these"
    assert t_count("{count} sentence", "{count} sentences", 2) == "2 sentences"


def test_alike_words_are_told_apart_by_their_context() -> None:
    with speaking("de"):
        assert (t("Read", context="button"), t("read", context="state")) == ("Lesen", "gelesen")


@pytest.mark.parametrize(("count", "told"), [(0, "0 Sätze"), (1, "1 Satz"), (2, "2 Sätze")])
def test_words_are_counted(count: int, told: str) -> None:
    with speaking("de"):
        assert t_count("{count} sentence", "{count} sentences", count) == told


@pytest.mark.parametrize("tongue", ["en", "de"])
@pytest.mark.parametrize("text", ["{name} {article} {0}", "{name.__class__}", "%(name)s <b>", "\\1"])
def test_what_is_put_in_is_never_read_as_a_template(text: str, tongue: str) -> None:
    with speaking(tongue):
        told = t("{name} (article {article})", name=text, article=3)
    assert told.startswith(f"{text} (")


def test_what_is_put_into_html_is_escaped_unless_it_is_html() -> None:
    with speaking("de"):
        assert t_html("about {names}", names="<b>") == "über &lt;b&gt;"
        assert t_html("about {names}", names=Markup("<b>A</b>")) == Markup("über <b>A</b>")


def test_nothing_stays_nothing() -> None:
    with speaking("de"):
        assert t("") == ""


@pytest.mark.parametrize(
    ("tongue", "told"),
    [
        ("en", ("1,234", "1.5", "9 March 2027", "9 Mar", "2027-03-09", "A, B and C")),
        ("de", ("1.234", "1,5", "9. März 2027", "9. März", "9. März 2027", "A, B und C")),
    ],
)
def test_numbers_days_and_names_are_written_as_the_tongue_has_them(tongue: str, told: tuple[str, ...]) -> None:
    with speaking(tongue):
        names = listed(["A", "B", "C"])
        written = (number(1234), number(1.5, digits=1), day(DAY), short_day(DAY), date_in_file(DAY), names)
    assert written == told
