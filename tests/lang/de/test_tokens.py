"""A German sentence as tokens: their place, and what they are."""

from __future__ import annotations

import pytest

from chat.lang.de.tokens import placed, tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Er zahlt 3,5 Euro.", ["Er", "zahlt", "3,5", "Euro", "."]),
        ("J. Klein ging.", ["J.", "Klein", "ging", "."]),
        ("der US-Präsident", ["der", "US-Präsident"]),
        ("Bundes- und Landtag", ["Bundes-", "und", "Landtag"]),
        ("„Nein“, rief er", ["„", "Nein", "“", ",", "rief", "er"]),
        ("die 2. Kammer am 3. Mai", ["die", "2.", "Kammer", "am", "3.", "Mai"]),
        ("Benedikt XVI. ging.", ["Benedikt", "XVI.", "ging", "."]),
        ("im ZDF-„Magazin“", ["im", "ZDF-", "„", "Magazin", "“"]),
        ("Grünen-Politiker:in und Student(inn)en", ["Grünen-Politiker:in", "und", "Student(inn)en"]),
        ("Er wog 54. Sie 50.", ["Er", "wog", "54.", "Sie", "50", "."]),
        ("", []),
    ],
)
def test_a_sentence_is_cut_into_words_and_marks(text: str, tokens: list[str]) -> None:
    cut = tokenize(text)
    assert [token.text for token in cut] == tokens
    assert [text[token.start : token.end] for token in cut] == tokens


def test_a_surname_with_von_is_a_name_as_a_whole() -> None:
    assert [token.tag for token in tokenize("Dann sprach Von der Heide lange")[2:5]] == ["NE", "NE", "NE"]


def test_an_adjective_written_as_a_noun_is_one() -> None:
    (_, noun, _) = tokenize("der 39-Jährige floh")
    assert noun.is_noun and noun.is_capital is False


def test_finite_verbs_are_told_from_infinitives() -> None:
    assert [token.is_finite for token in tokenize("sie will gehen")] == [False, True, False]


def test_tokens_get_their_place_in_the_article_and_are_marked_in_quotations() -> None:
    (first, second) = placed(tokenize("Klein ging"), 10, quoted=[(16, 20)])
    assert (first.start, first.end, first.quoted) == (10, 15, False)
    assert (second.start, second.end, second.quoted) == (16, 20, True)


def test_a_dash_that_opens_a_sentence_is_no_noun() -> None:
    assert tokenize("– Gab bekannt")[0].tag == "$("


def test_what_is_longer_than_any_word_is_a_token_of_unknown_kind() -> None:
    assert [(token.text, token.tag) for token in tokenize(f"Da {'x' * 2_000} kam")[1:2]] == [("x" * 2_000, "FM")]
