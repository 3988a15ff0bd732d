"""Whether a sentence says that something is so in spite of something else, in both languages."""

from __future__ import annotations

import pytest

from chat.lang.de.text import GermanText
from chat.translation.checks import doubts
from chat.translation.checks.concession import invented_concession, lost_concession
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "lost", "invented"),
    [
        ("Trotz des Regens kamen viele.", "Despite the rain many came.", None, None),
        ("Trotz des Regens kamen viele.", "Because of the rain many came.", "Trotz", None),
        ("Obwohl es regnete, kamen viele.", "It rained, but many came.", None, None),
        ("Angesichts des Regens kamen wenige.", "Despite the rain few came.", None, "Despite"),
        ("Wegen des Regens kamen wenige.", "Although it rained, few came.", None, "Although"),
        ("Es regnete zwar, viele kamen dennoch.", "Although it rained, many came.", None, None),
        ("Bei aller Kritik kamen viele.", "Despite all the criticism many came.", None, None),
        ("Trotzdem kamen viele.", "All the same, many came.", None, None),
        ("Aus Trotz kamen viele.", "Many came out of spite.", None, None),
        ("Die Trotzphase ist vorbei.", "The phase is over.", None, None),
    ],
)
def test_concessions(german: str, english: str, lost: str | None, invented: str | None) -> None:
    assert lost_concession(pair(german, english)) == lost
    assert invented_concession(pair(german, english)) == invented
    assert [doubt.kind for doubt in doubts(GermanText(german), english)] == ["concession"] * bool(lost or invented)
