"""Claims are filtered by what the reader chooses."""

from __future__ import annotations

import pytest

from tests.engines import ARTICLE
from tests.ui.page import page, read

pytestmark = pytest.mark.usefixtures("engines")


def test_claims_are_filtered() -> None:
    at = read(page(), ARTICLE)
    stances = next(group for group in at.button_group if group.label == "Stance")
    stances.set_value(["denies"])
    at = at.run()
    ledger = next(element.proto.body for element in at.get("html") if "belegt ledger" in element.proto.body)
    assert "denies" in ledger and ">demands<" not in ledger
    assert any(" of " in caption.value and "claims" in caption.value for caption in at.caption)
