"""Surnames and bodies whose names are other words too."""

from __future__ import annotations

import pytest

from chat.attribution.german.surnames import surnames_in, with_known_surnames, with_surname
from chat.lang.de.tokens import tokenize
from tests.attribution.generated import claims_of


def test_a_surname_behind_an_office_and_a_first_name_is_known() -> None:
    assert list(surnames_in(tokenize("Die Staatssekretärin Ayla Becher sprach."))) == ["Becher"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Im Streit um den Kanal hat Landrätin Wiebke Mängel eingeräumt.", "Landrätin Wiebke"),
        ("Am Abend hatte Ministerin Ode Versäumnisse zugegeben.", "Ministerin Ode"),
        ("Am Abend hatte Ministerin Ode Becher die Pannen zugegeben.", "Ministerin Ode Becher"),
    ],
)
def test_what_somebody_admits_is_no_surname(sentence: str, speaker: str) -> None:
    (claim,) = claims_of(sentence)
    assert [one.text for one in claim.speakers] == [speaker]


def test_a_known_surname_is_a_name_where_no_article_stands_before_it() -> None:
    alone, common = (
        with_known_surnames(tokenize(sentence), {"Becher"})
        for sentence in ("Danach räumte Becher Fehler ein.", "Danach räumte er den Becher ab.")
    )
    assert [token.tag for token in alone if token.text == "Becher"] == ["NE"]
    assert [token.tag for token in common if token.text == "Becher"] == ["NN"]


def test_a_surname_known_from_elsewhere_in_the_article_is_the_speaker() -> None:
    text = (
        "Staatssekretärin Ayla Becher besuchte das Werk. Fehler räumte Becher nicht ein, kritisierte aber die Aufsicht."
    )
    speakers = {speaker.text for claim in claims_of(text) for speaker in claim.speakers}
    assert speakers == {"Becher"}


@pytest.mark.parametrize(("sentence", "tag"), [("Pro Natura klagt.", "NE"), ("Pro Kopf sinkt der Verbrauch.", "APPR")])
def test_pro_opens_the_name_of_a_body(sentence: str, tag: str) -> None:
    assert with_surname(tokenize(sentence))[0].tag == tag
