"""What is known of an article is worked out once, whoever asks."""

from __future__ import annotations

import numpy as np
import pytest

from chat import pipeline
from chat.article.analysed import AnalysedArticle, Meanings, WordIndex
from chat.errors import ModelFailed
from chat.models.scripted import ScriptedEmbedder
from tests.builders import article, sentence
from tests.engines import ARTICLE, scripted_engines

TOPICS = (["mill", "landmark"], ["roof"])


def test_boilerplate_does_not_count() -> None:
    known = AnalysedArticle(article())
    assert [s.id for s in known.content] == [1, 2, 3, 5, 6, 7]
    assert known.place[5] == 3
    assert 4 not in known.by_id


def test_names_are_looked_up_in_both_languages() -> None:
    known = AnalysedArticle([sentence(1, "Selenskij sprach in Kiew.", "The president spoke.")])
    assert {"Selenskij", "president"} <= known.name_words


def test_a_text_is_like_the_sentences_that_mean_the_same() -> None:
    similar = AnalysedArticle(article()).similarity_in_context("Who built the mill?", ScriptedEmbedder(*TOPICS))
    assert similar is not None
    assert [alone for alone, _ in similar] == pytest.approx([1, 1, 0, 0, 1, 0])


def test_without_an_embedder_meaning_is_not_known() -> None:
    assert AnalysedArticle(article()).similarity_in_context("Mill?", None) is None
    assert AnalysedArticle([]).similarity_in_context("Mill?", ScriptedEmbedder(*TOPICS)) is None


def test_a_text_is_embedded_once(caplog: pytest.LogCaptureFixture) -> None:
    meanings, embedder = Meanings(texts=100), ScriptedEmbedder(*TOPICS)
    for text in ("The mill.", "The roof.", "The mill."):
        meanings.similarity(text, ["The mill is old.", "A roof of slate."], embedder)
    assert [text for call in embedder.calls for text in call] == [
        "The mill.", "The mill is old.", "A roof of slate.", "The roof.",
    ]  # fmt: skip
    assert not caplog.records


def test_an_embedder_that_fails_is_logged_and_asked_again(caplog: pytest.LogCaptureFixture) -> None:
    meanings, embedder = Meanings(texts=100), ScriptedEmbedder(*TOPICS, error=ModelFailed("Broken."))
    assert meanings.similarity("The mill.", ["A mill."], embedder) is None
    assert "Broken." in caplog.text
    embedder.error = None
    assert meanings.similarity("The mill.", ["A mill."], embedder) == pytest.approx([1])


def test_texts_that_were_not_asked_for_lately_are_forgotten() -> None:
    meanings, embedder = Meanings(texts=2), ScriptedEmbedder(*TOPICS)
    for _ in range(2):
        for text in ("A mill.", "A roof.", "A bridge."):
            meanings.prepare([text], embedder)
    assert sum(map(len, embedder.calls)) == 6


def test_embedders_are_not_mixed_up() -> None:
    meanings, one, other = Meanings(texts=100), ScriptedEmbedder(*TOPICS), ScriptedEmbedder(["roof", "mill"])
    other.name = "other"
    assert meanings.similarity("The mill.", ["The roof."], one) == pytest.approx([0])
    assert meanings.similarity("The mill.", ["The roof."], other) == pytest.approx([1])


def test_documents_rank_by_the_stems_they_have() -> None:
    index = WordIndex([["bridg", "close"], ["bridg"], []])
    assert np.argmax(index.scores(["close"])) == 0
    assert index.scores(["ferri"]) == [0.0, 0.0, 0.0]
    assert index.stems == {"bridg", "close"}


def test_the_longest_article_is_embedded_once_all_the_same() -> None:
    known = AnalysedArticle([sentence(id, f"Satz {id}.", f"The mill of {id}.") for id in range(1, 4_001)])
    embedder = ScriptedEmbedder(*TOPICS)
    for question in ("Which mill?", "Which roof?"):
        known.similarity_in_context(question, embedder)
    assert [len(call) for call in embedder.calls] == [8_000, 1]


def test_claims_are_not_taken_without_their_ledger() -> None:
    reading = pipeline.read(ARTICLE, scripted_engines()[0])
    with pytest.raises(ValueError, match="ledger"):
        AnalysedArticle(reading.sentences, claims=reading.claims)
