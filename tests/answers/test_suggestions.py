"""Suggested questions are ones that the article answers."""

from __future__ import annotations

from chat import pipeline
from chat.answers.suggestions import ABOUT, suggestions
from chat.article.analysed import AnalysedArticle
from chat.attribution import ledger
from tests.attribution.joint import claim
from tests.builders import sentence
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


def test_nobody_is_asked_what_they_say_who_declines_to_speak() -> None:
    claims = [
        claim(1, ["Dahl"], "-", english="Dahl declined to comment", stance="declines", type="reported"),
        claim(2, ["Klein"], "es regnet", english="it rains", stance="warns"),
        claim(3, ["Klein"], "-", english="Klein declined to comment", stance="declines", type="reported"),
        claim(4, ["Klein"], "-", english="Klein declined to comment again", stance="declines", type="reported"),
    ]
    own = [sentence(number, "-", "-") for number in range(1, 5)]
    article = AnalysedArticle(own, claims=claims, ledger=ledger.build(claims, own))
    assert suggestions(article) == ("What does Klein warn of?", ABOUT)


def test_a_dispute_with_several_names_all_of_them() -> None:
    claims = [
        claim(1, ["Klein", "Voss"], "der Hafen streicht vierzig Stellen", english="the port cuts forty jobs"),
        claim(2, ["Dahl"], "Dahl wies Kleins Vorwurf zurück.", english="Dahl rejects it", stance="denies"),
    ]
    own = [sentence(1, "Klein und Voss sagten, der Hafen streicht vierzig Stellen.", "-"),
           sentence(2, "Dahl wies Kleins Vorwurf zurück.", "-")]  # fmt: skip
    article = AnalysedArticle(own, claims=claims, ledger=ledger.build(claims, own))
    assert suggestions(article)[0] == "Who denies what Klein and Voss say?"
