"""English sentences as tagged tokens: contractions, titles, and what the tagger alone takes for something else."""

from __future__ import annotations

import pytest

from chat.lang.en.tokens import tokenize


def tag_of(sentence: str, word: str) -> str:
    return next(token.tag for token in tokenize(sentence) if token.text == word)


def test_contractions_and_possessives_are_two_tokens() -> None:
    written = [token.text for token in tokenize("It’s late, we can't go to the workers' hall at Hale's.")]
    assert written == [
        "It", "’s", "late", ",", "we", "ca", "n't", "go", "to", "the", "workers", "'", "hall", "at", "Hale", "'s", ".",
    ]  # fmt: skip


def test_titles_numbers_and_initialisms_are_one_token() -> None:
    written = [token.text for token in tokenize("Mr. Hale of the U.S. paid £3.5m for 79-year-old J. Ott at 14:05.")]
    assert written == [
        "Mr.", "Hale", "of", "the", "U.S.", "paid", "£3.5m", "for", "79-year-old", "J.", "Ott", "at", "14:05", ".",
    ]  # fmt: skip


def test_tokens_are_slices_of_the_text() -> None:
    text = "“We can’t,” said\u200b Hale – \U0001f600 9 per cent of it’s gone."
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))


@pytest.mark.parametrize(
    ("sentence", "word", "tag"),
    [
        ("Critics claim the plan is flawed.", "claim", "VVB"),
        ("The claim was false.", "claim", "NN1"),
        ("Vice-chancellor Abena Quartey appeals for calm.", "appeals", "VVZ"),
        ("The mayor dismissed calls for a vote.", "calls", "NN2"),
        ("It was unsafe, documents seen by the agency show.", "show", "VVB"),
        ("Her father, she recalls, thought museums were dull.", "thought", "VVD"),
        ("He denied that.", "that", "DT0"),
        ("He denied that it was late.", "that", "CJT"),
        ("It’s late.", "’s", "VBZ"),
        ("It’s been late.", "’s", "VHZ"),
        ("Hale’s car stopped.", "’s", "POS"),
        ("The firm promised to refund passengers.", "refund", "VVI"),
        ("Yesterday Mark Rowe said no.", "Mark", "NP0"),
        ("Council Denies Leak of Secret Report", "Denies", "VVZ"),
    ],
)
def test_a_word_has_its_tag(sentence: str, word: str, tag: str) -> None:
    assert tag_of(sentence, word) == tag


def test_verbs_have_their_lemma() -> None:
    lemmas = {token.text: token.lemma for token in tokenize("She thought he had said it, felt sad and told us.")}
    assert (lemmas["thought"], lemmas["said"], lemmas["felt"], lemmas["told"]) == ("think", "say", "feel", "tell")


@pytest.mark.parametrize("text", ["", " ", "\x00", "a" * 5_000, "’" * 50, "£", "\ud800 said"])
def test_odd_text_does_no_harm(text: str) -> None:
    assert all(text[token.start : token.end] == token.text for token in tokenize(text))
