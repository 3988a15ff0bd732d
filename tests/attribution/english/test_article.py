"""Who claims what in English articles: a text a phenomenon, what goes on from one sentence to the next, any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.article import paragraphs, sentences
from chat.attribution.engine import find_claims
from tests.attribution.english.reading import read, rows, said

DATA = Path(__file__).parents[2] / "data" / "english_claims.toml"
TEXTS = tomllib.loads(DATA.read_text(encoding="utf-8"))["text"]
MARKS = "“|”|\"|‘|’|'|,|.|:|;|–|(|)|?|\x00|\u200b|\u202e|<b>|&amp;|\U0001f600|\n\n|\n\nHale:|\n\nQ:|\n\nA:|14:05 –"
WORDS = """said|says|told|that|who|Hale|and|but|would|by|reportedly|denied|as|if|of|12|Monday|according to|the minister
is said to|his claim that|declined to comment|was criticised by|in her view|LEEDS, May 4 -"""
PIECES = [*MARKS.split("|"), *WORDS.replace("\n", "|").split("|")]


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row["english"][:60])
def test_a_text_has_its_claims(row: dict[str, Any]) -> None:
    assert rows(row["english"]) == [tuple(claim) for claim in row["claims"]]


def test_a_quotation_goes_on_without_a_frame() -> None:
    text = (
        "“We had no warning,” said Jo Pell, who runs the café. “The water came in. It rose fast.” She sighed. "
        "“Never again.”"
    )
    assert said(text) == [
        ("Jo Pell", "“We had no warning,”"),
        ("Jo Pell", "“The water came in. It rose fast.”"),
        ("She", "“Never again.”"),
    ]


def test_a_quotation_of_several_sentences_has_the_frame_at_either_end() -> None:
    assert said("“It is over. We lost,” he said.") == [("he", "“It is over. We lost,”")]
    assert said("Hale said: “It is over. We lost.” She left.") == [("Hale", "“It is over. We lost.”")]


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“It is over,” said Hale. “We lost.\n\n“We shall not come back.”"
    assert said(text)[1] == ("Hale", "“We lost.\n\n“We shall not come back.”")


def test_apostrophes_close_no_single_quotation() -> None:
    text = "‘The drivers’ union has had enough,’ said Ms Quill. ‘It’s the workers’ money, not theirs.’"
    assert said(text) == [
        ("Ms Quill", "‘The drivers’ union has had enough,’"),
        ("Ms Quill", "‘It’s the workers’ money, not theirs.’"),
    ]


def test_what_is_not_a_verb_of_saying_may_frame_a_quotation() -> None:
    assert said("“Not again,” wheezed Captain Ann Lee.") == [("Captain Ann Lee", "“Not again,”")]
    assert said("“You do not sack the captain in the storm,” was how one veteran put it.")[0][0] == "one veteran"
    assert said("“Ask the builders,” came the reply.") == [("", "“Ask the builders,”")]


def test_free_indirect_speech_goes_on_with_the_last_speaker() -> None:
    text = "He asked for a suspended sentence. Prison would mean the end of the farm. It would ruin four families."
    claims, _ = read(text)
    assert [(claim.type, claim.speakers[0].text) for claim in claims] == [("reported", "He"), ("free_indirect", "He")]
    assert claims[1].content[0].text == "Prison would mean the end of the farm. It would ruin four families."


@pytest.mark.parametrize(
    "text",
    [
        "Hale said it was late. The bridge opened in 1970.",
        "Hale said it was late.\n\nThe race would be her last.",
        "Hale declined to comment. The plan would cost £3m.",
    ],
)
def test_what_is_plainly_told_is_no_free_indirect_speech(text: str) -> None:
    assert all(type_ != "free_indirect" for _, _, type_, _ in rows(text))


def test_several_speak_together() -> None:
    text = "The Greens' spokesman, Olu Marsh, and the independent Kate Wragg both accused the minister of lying."
    assert rows(text)[0][0] == ["The Greens' spokesman, Olu Marsh", "the independent Kate Wragg"]
    assert rows("Hale and Ott said it was late.")[0][0] == ["Hale", "Ott"]
    assert rows("Hale, Ott and Lee said it was late.")[0][0] == ["Hale", "Ott", "Lee"]
    assert rows("In May, Hale and Ott said it was late.")[0][0] == ["Hale", "Ott"]
    assert rows("The Ministry of Trade and Industry said it was late.")[0][0] == ["The Ministry of Trade and Industry"]


def test_a_claim_within_another_is_held_by_it() -> None:
    claims, _ = read("The agency said the firm had told inspectors that the dam was safe.")
    assert [claim.holds for claim in claims] == [(2,), ()]


def test_who_is_told_is_its_addressee() -> None:
    claims, _ = read("Hale told reporters that the dam was safe.")
    assert claims[0].addressee is not None and claims[0].addressee.text == "reporters"


def test_pronouns_and_short_names_are_resolved() -> None:
    text = (
        "Energy Minister Maria Hale said it was late. Her deputy, Tom Ott, agreed with her. She denied that. "
        "“It is late,” Hale said. “It is,” said Mr Ott."
    )
    claims, _ = read(text)
    resolved = {speaker.text: speaker.resolved for claim in claims for speaker in claim.speakers if speaker.resolved}
    assert resolved == {
        "She": "Energy Minister Maria Hale",
        "Hale": "Energy Minister Maria Hale",
        "Mr Ott": "Her deputy, Tom Ott",
    }


def test_a_ticker_has_its_times_outside() -> None:
    assert said("14:05 – Council denies leak.\n\n14:20 – No new taxes, says minister.") == [
        ("Council", "denies leak"),
        ("minister", "No new taxes"),
    ]


def test_a_dateline_is_nobodys_words() -> None:
    assert said("LORVIK, Sept 9 - Ferries will stop, the coastguard said.") == [("the coastguard", "Ferries will stop")]


def test_headlines_have_speakers() -> None:
    text = "Minister: no new taxes\n\nThe bridge stays closed, the council said on Monday, because it is old and worn."
    assert said(text)[0] == ("Minister", "no new taxes")


def test_a_surname_may_be_another_word() -> None:
    text = "The novelist Carla Wend met readers. Wend, 61, denied that she was tired."
    assert said(text) == [("Wend", "she was tired")]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_any_text_is_read_to_spans_of_it(pieces: list[str]) -> None:
    text = " ".join(["A", *pieces])
    article = paragraphs.build(text, max_characters=10_000)
    split = sentences.split(article)
    for claim in find_claims(article, split, language="en"):
        assert claim.sentences and claim.content
        assert all(article.text[span.start : span.end] == span.text != "" for span in claim.content)
        assert all(article.text[one.start : one.end] == one.text for one in claim.speakers)


def test_a_language_without_a_grammar_has_no_claims() -> None:
    article = paragraphs.build("Hale said it was late.", max_characters=100)
    assert find_claims(article, sentences.split(article), language="fr") == ()


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("“My doctor told me to buy a fan,” said Ida Marsh.", ["My doctor"]),
        ("“The owner thinks nobody looks. Nobody does,” said Ida Marsh.", ["The owner"]),
        ("“I think it will rain, and we say so,” said Ida Marsh.", []),
        ("“It is said that bread rises by itself,” said Ida Marsh.", []),
        ("“They want more, you know,” said Ida Marsh.", []),
    ],
)
def test_what_somebody_tells_that_others_say_is_a_claim_within_theirs(text: str, others: list[str]) -> None:
    claims, _ = read(text)
    assert [claim.speakers[0].text for claim in claims if claim.speakers[0].text != "Ida Marsh"] == others
