"""A conversation of eight turns about one article, on the embedded model: each turn as a reader would judge it.

The English of the article is given: how the model words it differs from run to run, and a question is asked in words of
the translation.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from chat import pipeline
from chat.models.registry import Engines
from chat.schema import Answer
from tests.engines import ARTICLE, scripted_engines

# Question; the German that must prove the answer, None where the article does not say; words that the answer must have.
TURNS: list[tuple[str, str | None, list[str]]] = [
    ("Who says that a full closure is not planned?", "Vollsperrung", ["Klein"]),
    ("What did she say about the harbour?", "Hafen nicht vom Rest", []),
    ("Who rejects this?", "wies die Darstellung zurück", ["Nordkai"]),
    ("What does Henrik Dahl call the report?", "einseitig", ["Dahl"]),
    ("And what does he demand?", "forderte die Stadt auf", ["Dahl"]),
    ("How many vehicles cross the bridge every day?", "12.500", ["12,500"]),
    ("What did Angela Merkel say about it?", None, []),
    ("Wie lange soll die Sanierung dauern?", "vier Jahre", []),
]


@pytest.mark.weights
def test_a_conversation_of_eight_turns(embedded: Engines) -> None:
    given = replace(embedded, translator=scripted_engines()[0].translator)
    reading = pipeline.read(ARTICLE, given, length=None)
    history: list[Answer] = []
    for question, proof, words in TURNS:
        history.append(pipeline.ask(reading, question, embedded, history=history))
        answer = history[-1]
        if proof is None:
            assert answer.verdict == "not_in_article", (question, answer.text)
            continue
        assert answer.verdict == "answered", (question, answer.text)
        assert any(proof in citation.german for citation in answer.citations), (question, answer.text)
        assert all(word in answer.text for word in words), (question, answer.text)
