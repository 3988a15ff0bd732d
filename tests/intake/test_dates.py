"""Dates as pages, feeds, mails and files write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.intake import dates


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2027-03-09", "2027-03-09"),
        ("2027-03-09T08:15:00+01:00", "2027-03-09T08:15:00+01:00"),
        ("2027-03-09T08:15:00.123Z", "2027-03-09T08:15:00+00:00"),
        (" 2027-03-09 08:15:00 +0100 ", "2027-03-09T08:15:00+01:00"),
        ("2027-03-09T08:15", "2027-03-09T08:15:00"),
        ("Tue, 09 Mar 2027 08:15:00 +0100", "2027-03-09T08:15:00+01:00"),
        ("9 Mar 2027 08:15:00 GMT", "2027-03-09T08:15:00+00:00"),
        ("9.3.2027", "2027-03-09"),
        ("09.03.2027, 8:15 Uhr", "2027-03-09T08:15:00"),
        ("D:20270309081500+01'00'", "2027-03-09T08:15:00+01:00"),
        ("D:20270309081500Z", "2027-03-09T08:15:00+00:00"),
        ("D:20270309", "2027-03-09"),
    ],
)
def test_dates_become_one_form(told: str, expected: str) -> None:
    assert dates.iso(told) == expected


@pytest.mark.parametrize(
    "told",
    [
        *("", "gestern", "9.13.2027", "2027-02-30", "2027-03-09T25:00", "1" * 10_000, "٢٠٢٧-٠٣-٠٩", "D:2027"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "Tue, 99 Mar 2027 08:15:00 +0100"),
    ],
)
def test_what_is_no_date_is_none(told: str) -> None:
    assert dates.iso(told) == ""


def test_times_of_several_zones_are_put_in_order() -> None:
    earlier, later = dates.iso("2027-03-09T08:15:00+01:00"), dates.iso("2027-03-09T08:00:00+00:00")
    assert (dates.moment(earlier) or 0) < (dates.moment(later) or 0)
    assert dates.moment("") is None


@given(st.text(alphabet="0123456789-:.,+TZ D'MarTue", max_size=40) | st.text(max_size=40))
def test_nothing_that_is_told_makes_it_fail(told: str) -> None:
    found = dates.iso(told)
    assert (dates.moment(found) is None) is (found == "")
