"""Suggested questions are ones that the article answers."""

from __future__ import annotations

from chat import pipeline
from chat.answers.suggestions import ABOUT, suggestions
from tests.engines import ARTICLE, scripted_engines


def test_disputes_come_first_and_what_it_is_about_last() -> None:
    engines, _ = scripted_engines()
    offered = suggestions(pipeline.analysed(pipeline.read(ARTICLE, engines)))
    assert offered[0] == "Who denies what Ruth Klein says?"
    assert offered[-1] == ABOUT
    assert len(offered) == len(set(offered)) <= 4


def test_each_is_answered() -> None:
    engines, _ = scripted_engines()
    reading = pipeline.read(ARTICLE, engines)
    for question in suggestions(pipeline.analysed(reading)):
        assert pipeline.ask(reading, question, engines).verdict == "answered", question


def test_an_article_without_claims_still_has_one() -> None:
    engines, _ = scripted_engines()
    reading = pipeline.read("Es regnet seit Tagen im ganzen Land und der Fluss steigt.", engines)
    assert suggestions(pipeline.analysed(reading)) == (ABOUT,)
