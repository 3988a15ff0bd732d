"""Weekdays and months that a translation loses or makes up."""

from __future__ import annotations

import pytest

from chat.translation.checks.dates import invented_dates, lost_dates
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "lost", "invented"),
    [
        ("Er kam am Montag.", "He came on Monday.", [], []),
        ("Er kam am Sonnabend.", "He came on Saturday.", [], []),
        ("Er kam am Montag.", "He came on Sunday.", ["Montag"], ["Sunday"]),
        ("Er kam Montagabend.", "He came in the evening.", ["Montag"], []),
        ("Sonntags ist zu.", "It is closed on Sundays.", [], []),
        ("Am Wochenende regnet es.", "It will rain on Sunday.", ["Wochenende"], ["Sunday"]),
        ("Am Wochenende regnet es.", "It will rain at the weekend.", [], []),
        ("Er kam am 3. Oktober.", "He came on 3 November.", ["Oktober"], ["November"]),
        ("Er kam am 3. Oktober.", "He came on Oct. 3.", [], []),
        ("Er kam am 3.10.", "He came on 3 October.", [], []),
        ("Er kam am 3. Oktober.", "He came on 10/3.", [], []),
        ("Die Oktobertagung beginnt.", "The October meeting begins.", [], []),
        ("Er darf kommen.", "He may come.", [], []),
        ("Sie marschieren.", "They March.", [], []),
        ("Das schrieb Juli Zeh im Juli.", "Juli Zeh wrote this in July.", [], []),
        ("Er kam am 5. Juli.", "He came on 5 Juli.", ["Juli"], []),
        ("Im Mai kam er.", "He came in Mai.", ["Mai"], []),
        ("Der Anbau des Mais lohnt sich.", "Growing maize pays.", [], []),
        ("Er kam am Samſtag und am DİENSTAG.", "He came on Saturday.", ["DİENSTAG"], []),
        ("Das schrieb die „Bild am Sonntag“.", "Bild am Sonntag wrote this.", [], []),
    ],
)
def test_weekdays_and_months(german: str, english: str, lost: list[str], invented: list[str]) -> None:
    assert lost_dates(pair(german, english)) == lost
    assert invented_dates(pair(german, english)) == invented
