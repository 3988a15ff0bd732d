"""A translation made elsewhere, beside its article."""

from __future__ import annotations

import pytest

from chat import pipeline
from chat.article import paragraphs, sentences
from chat.errors import EmptyText
from chat.schema import Reading
from chat.translation import elsewhere

GERMAN = """Streit um Mieten

Der Mieterbund kritisierte die Erhöhung. Die Vermieter verwiesen auf hohe Kosten. Das Gericht entscheidet am 12. Mai."""
ENGLISH = """Dispute over rents

The tenants' association criticised the increase. The landlords pointed to high costs. The court decides on 12 May."""


def compared(english: str) -> Reading:
    return pipeline.compare(GERMAN, english, code="de")


def test_each_sentence_has_its_english_and_a_good_one_no_doubt() -> None:
    reading = compared(ENGLISH)
    assert [sentence.english for sentence in reading.sentences][:2] == [
        "Dispute over rents",
        "The tenants' association criticised the increase.",
    ]
    assert [sentence.warnings for sentence in reading.sentences] == [()] * 4
    assert reading.summary.sentences == () and reading.summary.title == "Dispute over rents"


def test_its_faults_are_doubted_as_those_of_a_reading() -> None:
    reading = compared(ENGLISH.replace("landlords", "tenants").replace("12 May", "21 May"))
    doubts = {(doubt.kind, doubt.german) for sentence in reading.sentences for doubt in sentence.warnings}
    assert {("words", "Vermieter"), ("number", "12")} <= doubts


def test_the_claims_have_their_english_from_it() -> None:
    (claim, *_) = compared(ENGLISH).claims
    assert claim.english and claim.english.speaker == "The tenants' association"


def test_a_sentence_that_it_lacks_is_told() -> None:
    reading = compared(ENGLISH.replace(" The landlords pointed to high costs.", ""))
    (lost,) = (sentence for sentence in reading.sentences if sentence.english is None)
    assert "Vermieter" in lost.text and lost.warnings[0].kind == "lost_text"


def test_a_sentence_that_it_has_more_is_told() -> None:
    reading = compared(ENGLISH + " Cucumbers are green and grow in greenhouses.")
    assert "invented_text" in [doubt.kind for sentence in reading.sentences for doubt in sentence.warnings]


def test_sentences_that_it_joins_are_one_of_the_text_as_given() -> None:
    reading = compared(ENGLISH.replace("increase. The", "increase, and the"))
    joined = reading.sentences[1]
    assert joined.text == GERMAN[joined.start : joined.end]
    assert "Mieterbund" in joined.text and "Vermieter" in joined.text
    assert [sentence.id for sentence in reading.sentences] == [1, 2, 3]


def test_an_empty_translation_is_refused() -> None:
    with pytest.raises(EmptyText):
        compared("  ")


def test_english_before_the_first_sentence_is_told_too() -> None:
    reading = compared(f"Cucumbers are green and grow in greenhouses.\n\n{ENGLISH}")
    assert "Cucumbers" in (reading.sentences[0].english or "")
    assert "invented_text" in [doubt.kind for doubt in reading.sentences[0].warnings]


def test_what_is_left_out_of_the_article_stays_out_of_what_is_joined() -> None:
    first, second = "Der Mieterbund kritisierte die Erhöhung.", "Die Vermieter verwiesen auf hohe Kosten."
    english = "The tenants' association criticised the increase, and the landlords pointed to high costs."
    reading = pipeline.compare(f"{first}\n\nLesen Sie auch: Mehr zum Thema\n\n{second}", english, code="de")
    assert not any("Lesen Sie auch" in sentence.text for sentence in reading.content)
    assert [sentence.english is None for sentence in reading.content] == [False, True]


def test_a_compared_reading_says_that_no_machine_of_ours_translated() -> None:
    assert compared(ENGLISH).engines.is_compared


def test_a_translation_from_another_language_is_put_beside_it_by_names_and_numbers() -> None:
    text = "Le pont est fermé. Anne Morel l’a dit mardi. Il coûtera 12 millions d’euros. On attend."
    article = paragraphs.build(text, max_characters=1_000, language="fr")
    told = [
        "The bridge is closed.",
        "Anne Morel said so on Tuesday.",
        "It will cost 13 million euros.",
        "People are waiting.",
    ]
    beside = elsewhere.beside(sentences.split(article, language="fr"), told, article=article)
    assert [row.english for row in beside] == told
    assert [[doubt.kind for doubt in row.warnings] for row in beside] == [[], [], ["number", "number"], []]
