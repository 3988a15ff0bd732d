"""Which sentences could answer a question."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from chat.answers.retrieval import absent_names, asked_names, is_german, search
from chat.article.analysed import AnalysedArticle
from chat.errors import ModelFailed
from chat.models.scripted import ScriptedEmbedder
from chat.schema import Sentence
from tests.builders import article, sentence


def analysed(sentences: Sequence[Sentence] | None = None) -> AnalysedArticle:
    return AnalysedArticle(article() if sentences is None else sentences)


def ids(question: str, *, limit: int = 10) -> list[int]:
    return [item.sentence.id for item in search(question, analysed(), limit=limit)]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Who rejects the critics?", 5),
        ("What is renovated?", 2),
        ("Who supplies roofs?", 7),
        ("What did Vogt say?", 3),
    ],
)
def test_forms_of_a_word_find_its_sentence(question: str, best: int) -> None:
    assert ids(question)[0] == best


def test_a_name_that_only_the_german_has_finds_its_sentence() -> None:
    sentences = [sentence(1, "Selenskij sprach lange.", "The president spoke."), sentence(2, "Es regnet.", "It rains.")]
    assert [item.sentence.id for item in search("What about Zelenskyy?", analysed(sentences), limit=5)] == [1]


def test_a_country_finds_its_adjective() -> None:
    assert ids("What about Russia?") == [7]


@pytest.mark.parametrize("question", ["How tall are giraffes?", "What is it?", "???", ""])
def test_a_question_that_shares_nothing_finds_nothing(question: str) -> None:
    assert ids(question) == []


def test_no_sentences_give_no_evidence() -> None:
    assert search("What is renovated?", analysed([]), limit=3) == ()


def test_untranslated_sentences_are_searched_in_german() -> None:
    found = search("What about Stroika?", analysed([sentence(1, "Stroika liefert.")]), limit=3)
    assert [item.sentence.id for item in found] == [1]


def test_no_more_than_the_limit_come_back() -> None:
    assert len(ids("What do Vogt, Brandt and Stroika say of the mill?", limit=2)) == 2


def test_the_best_match_comes_first() -> None:
    scores = [item.score for item in search("Did Mayor Brandt reject the criticism of the mill?", analysed(), limit=9)]
    assert scores == sorted(scores, reverse=True)
    assert min(scores) > 0


def test_equal_matches_stand_in_document_order() -> None:
    same = [sentence(id, "Die Brücke.", "The bridge.") for id in (3, 1, 2)]
    assert [item.sentence.id for item in search("Which bridge?", analysed(same), limit=3)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("What did Angela Merkel say?", ["Angela Merkel"]),
        ("What did Ms Vogt say?", []),
        ("What did Erika Vogt and Boris Hahn say?", ["Boris Hahn"]),
        ("What does Russia supply?", []),
        ("What does the German government say?", []),
        ("What happened on Friday?", []),
        ("What did the Prime Minister say?", []),
        ("Does Austria pay?", ["Austria"]),
    ],
)
def test_names_that_the_article_lacks_are_told(question: str, absent: list[str]) -> None:
    assert absent_names(question, analysed()) == absent


def test_days_and_home_are_not_asked_for() -> None:
    assert asked_names("Did German police arrest Vogt on Friday in May?") == [["Vogt"]]


# By meaning

TOPICS = (["costs", "expensive", "price"], ["landmark", "famous sight"], ["mayor", "town hall"])


def embedder() -> ScriptedEmbedder:
    return ScriptedEmbedder(*TOPICS)


def by_meaning(
    question: str, embedder: ScriptedEmbedder, *, limit: int = 10, of: AnalysedArticle | None = None
) -> list[int]:
    return [item.sentence.id for item in search(question, of or analysed(), limit=limit, embedder=embedder)]


def test_a_sentence_that_shares_no_word_is_found_by_its_meaning() -> None:
    assert ids("Is the price high?") == []
    assert by_meaning("Is the price high?", embedder()) == [3]


def test_words_and_meaning_together_beat_either_alone() -> None:
    sentences = [
        sentence(1, "A", "The mill stands in Ostfeld."),
        sentence(2, "B", "It is expensive."),
        sentence(3, "C", "The mill is expensive."),
        sentence(4, "D", "It rains."),
    ]
    found = search("What is the price of the mill?", analysed(sentences), limit=4, embedder=embedder())
    assert next(item.sentence.id for item in found) == 3
    assert {item.sentence.id for item in found} == {1, 2, 3}


def test_the_sentence_before_tells_two_alike_apart() -> None:
    sentences = [
        sentence(1, "A", "It rains."),
        sentence(2, "B", "He bought a boat."),
        sentence(3, "C", "The mayor spoke."),
        sentence(4, "D", "He bought a boat."),
    ]
    found = search("Did the town hall buy a boat?", analysed(sentences), limit=4, embedder=embedder())
    order = [item.sentence.id for item in found]
    assert order.index(4) < order.index(2)


@pytest.mark.parametrize("question", ["How tall are giraffes?", "???", ""])
def test_what_is_like_nothing_still_finds_nothing(question: str) -> None:
    assert by_meaning(question, embedder()) == []


def test_an_article_is_embedded_once_for_all_its_questions() -> None:
    counted, one = embedder(), analysed()
    for question in ("What is the price?", "Where is the town hall?"):
        by_meaning(question, counted, of=one)
    assert sum(map(len, counted.calls)) == 11 + 2  # the first sentence has none before it


def test_an_article_embedded_ahead_is_not_embedded_again() -> None:
    counted, one = embedder(), analysed()
    one.embed(counted)
    by_meaning("What is the price?", counted, of=one)
    assert [len(texts) for texts in counted.calls] == [11, 1]


def test_threads_that_ask_at_once_embed_the_article_once() -> None:
    counted, one = embedder(), analysed()
    with ThreadPoolExecutor(8) as workers:
        results = list(workers.map(lambda _: by_meaning("What is the price?", counted, of=one), range(24)))
    assert results == [[3]] * 24
    assert len(counted.calls) == 1


def test_an_embedder_that_fails_leaves_the_search_to_words_and_is_tried_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    failing, one = embedder(), analysed()
    failing.error = ModelFailed("The weights are broken.")
    one.embed(failing)
    assert by_meaning("Who rejects the critics?", failing, of=one) == ids("Who rejects the critics?")
    assert "The weights are broken." in caplog.text
    failing.error = None
    assert by_meaning("Is the price high?", failing, of=one) == [3]


# In German


@pytest.mark.parametrize(
    ("question", "german"),
    [
        ("Was kostet die Sanierung der Mühle?", True),
        ("Was sagte Vogt?", True),
        ("Wer wies die Kritik zurück?", True),
        ("Wann wird saniert?", True),
        ("Welche Firma liefert?", True),
        ("What was Vogt's criticism?", False),
        ("Was Vogt criticised?", False),
        ("Who is Jonas Brandt?", False),
        ("Brandt?", False),
        ("What does “Wahrzeichen” mean?", False),
        ("", False),
    ],
)
def test_the_language_of_a_question_is_told_by_its_words(question: str, german: bool) -> None:
    assert is_german(question, analysed()) is german


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Wer hat die Kritik zurückgewiesen?", 5),
        ("Was ist zu teuer?", 3),
        ("Welche Firmen liefern Dächer?", 7),
        ("Wie viele Millionen kostet die Mühle?", 2),
        ("Was sagte Erika Vogt?", 3),
    ],
)
def test_a_german_question_finds_the_german_sentence(question: str, best: int) -> None:
    assert ids(question)[0] == best


def test_a_german_question_is_no_matter_for_an_embedder_of_english() -> None:
    unused = embedder()
    assert by_meaning("Was ist zu teuer?", unused) == ids("Was ist zu teuer?")
    assert unused.calls == []


def test_nouns_of_a_german_question_are_not_taken_for_names() -> None:
    assert absent_names("Wer bezahlt die Rechnung des Architekten?", analysed()) == []


def test_an_article_in_english_alone_is_asked_in_english() -> None:
    sentences = [sentence(1, "The mill is old.", "The mill is old.")]
    assert [item.sentence.id for item in search("How old is the mill?", analysed(sentences), limit=1)] == [1]
