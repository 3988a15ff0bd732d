"""The quote check on the page."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.engines import ARTICLE
from tests.ui.page import button, page, read, shown

pytestmark = pytest.mark.usefixtures("engines")


def checked(quote: str) -> AppTest:
    at = read(page(), ARTICLE)
    next(area for area in at.text_area if area.label == "Quotation").set_value(quote)
    return button(at, "Check").click().run()


def test_a_quotation_is_checked_beside_the_german() -> None:
    at = checked("Every day 15,000 vehicles cross the bridge.")
    assert "Changed: the article says something else." in shown(at)
    assert "15,000 is not in the German." in shown(at)


def test_what_is_not_in_the_article_is_said_so() -> None:
    assert "Not in the article." in shown(checked("The moon is made of green cheese, said Merkel."))


def test_markup_in_a_quotation_is_text() -> None:
    at = checked("<script>alert(1)</script> Every day 15,000 vehicles cross the bridge.")
    assert not any("<script>alert(1)" in one.proto.body for one in at.get("html"))
    assert not at.exception
