"""Marks, statements, and which sentence a statement rests on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.grounding.citations import cited, nearest, relevant, rests_on, statements, without_marks
from tests.builders import article

KNOWN = set(range(1, 10))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("So. [3]", (3,)),
        ("So [3].", (3,)),
        ("So [3][5].", (3, 5)),
        ("So [5, 3].", (5, 3)),
        ("So [3; 5].", (3, 5)),
        ("So [3 and 5].", (3, 5)),
        ("So [2-4].", (2, 3, 4)),
        ("So [2–4].", (2, 3, 4)),
        ("So [3] and so [3].", (3,)),
        ("So [12].", ()),
        ("So [0].", ()),
        ("So [3, 99].", (3,)),
        ("So [4-2].", ()),
        ("So [1-99999999999].", tuple(range(1, 10))),
        (f"So [{'9' * 5000}].", ()),
        ("So   ( see  [ 3 ] , and [sentences 4 and 5 ] ).", (3, 4, 5)),
        ("So 【 3 † 】 (sentences 4 , 5).", (3, 4, 5)),
        (f"So [3{' ' * 5000}; [5]", (5,)),
        ("So (3).", ()),
        ("", ()),
    ],
)
def test_marks_name_sentences_that_exist(text: str, numbers: tuple[int, ...]) -> None:
    assert cited(text, known=KNOWN) == numbers


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("It is closed. [3]", "It is closed."),
        ("It is closed [3].", "It is closed."),
        ("It is [3], he said [4, 5], closed.", "It is, he said, closed."),
        ("It [[3]4] is.", "It is."),
        ("It\nis  closed.", "It is closed."),
        ("It is  \n [3]  , he said   ( see [4] ), closed  [5] .", "It is, he said, closed."),
    ],
)
def test_a_text_without_marks_reads_well(text: str, plain: str) -> None:
    assert without_marks(text) == plain


@given(st.text(alphabet="[]0123456789,- a", max_size=40))
def test_no_mark_is_left(text: str) -> None:
    assert not re.search(r"\[\d+\]", without_marks(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is closed. [3] He left. [4]", ["It is closed. [3]", "He left. [4]"]),
        ("It is closed [3]. He left [4].", ["It is closed [3].", "He left [4]."]),
        ("It is closed. He left.", ["It is closed.", "He left."]),
        ("“It is closed.” He left.", ["“It is closed.”", "He left."]),
        ("According to Dr. Klein, it is closed. [3]", ["According to Dr. Klein, it is closed. [3]"]),
        ("Mr. Dahl and Mrs. Klein left.", ["Mr. Dahl and Mrs. Klein left."]),
        ("It costs 1.5 million. [3]", ["It costs 1.5 million. [3]"]),
        ("- It is closed. [3]\n- He left. [4]", ["It is closed. [3]", "He left. [4]"]),
        ("1. It is closed [3]\n2. He left [4]", ["It is closed [3]", "He left [4]"]),
        ("It is closed.\n[3]", ["It is closed.\n[3]"]),
        ("[3].", []),
        ("...", []),
        ("", []),
    ],
)
def test_a_reply_is_cut_into_statements(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


def test_the_nearest_sentence_shares_most_words() -> None:
    found = nearest("The roof will be supplied by a company.", article())
    assert found and found.id == 7


@pytest.mark.parametrize("statement", ["Roses are red and violets are blue.", "", "It is."])
def test_no_sentence_is_nearest_where_less_than_half_is_shared(statement: str) -> None:
    assert nearest(statement, article()) is None


def test_a_neighbour_that_shares_nothing_is_not_cited() -> None:
    both = [s for s in article() if s.id in (5, 7)]
    assert [s.id for s in relevant("The company Stroika supplies the roof.", both)] == [7]


def test_all_are_kept_where_none_shares_two_words() -> None:
    both = [s for s in article() if s.id in (5, 7)]
    assert relevant("Somebody objects.", both) == both


@pytest.mark.parametrize(
    ("statement", "rests"),
    [
        ("The mayor rejected all criticism.", True),
        ("Roses are red, violets are blue, sugar is sweet.", False),
        ("It is so.", True),
    ],
)
def test_a_statement_rests_on_sentences_whose_words_it_has(statement: str, rests: bool) -> None:
    assert rests_on(statement, article()) is rests
