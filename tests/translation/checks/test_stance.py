"""The stand that somebody takes, and its translation; the sentences were made up for this."""

from __future__ import annotations

import pytest

from chat.translation.checks.stance import CHECK
from tests.builders import pair


@pytest.mark.parametrize(
    ("german", "english", "cue", "instead"),
    [
        ("Der Trainer bestritt den Streit.", "The coach admitted the quarrel.", "bestritt", "admitted"),
        ("Die Firma dementierte den Verkauf.", "The company confirmed the sale.", "dementierte", "confirmed"),
        ("Die Partei begrüßte das Urteil.", "The party criticised the ruling.", "begrüßte", "criticised"),
        ("Die Kirche lobte den Plan.", "The church blasted the plan.", "lobte", "blasted"),
        ("Sie wies den Vorwurf zurück.", "She said the accusation.", "wies", "said"),
        ("„Zu teuer“, kritisierte Parteichef Ott.", "“Too dear,” said party leader Ott.", "kritisierte", "said"),
        ("Der Rat lehnt den Bau ab.", "The council supports the construction.", "lehnt", "supports"),
        ("Er räumte Fehler ein.", "He denied mistakes.", "räumte", "denied"),
    ],
)
def test_a_stand_that_is_turned_round_or_lost_is_told(german: str, english: str, cue: str, instead: str) -> None:
    assert [(doubt.german, doubt.english) for doubt in CHECK.find(pair(german, english))] == [(cue, instead)]


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Der Trainer bestritt den Streit.", "The coach denied that there had been a quarrel."),
        ("Sie wies den Vorwurf zurück.", "She rejected the accusation."),
        ("Die Partei begrüßte, was Ott kritisierte.", "The party welcomed what Ott criticised."),
        ("Er sagte, das sei gut.", "He said it was good."),
        ("Der Rat lehnt den Bau ab, sagte Ott.", "The council is against the construction and opposes it, Ott said."),
        ("Sie bestritt nicht, dass er es zugab.", "She did not dispute that he admitted it."),
    ],
)
def test_right_translations_are_left_alone(german: str, english: str) -> None:
    assert list(CHECK.find(pair(german, english))) == []
