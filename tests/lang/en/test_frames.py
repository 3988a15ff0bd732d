"""Where an English sentence names a speaker, and which words it gives them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.lang.en.frames import find_frames
from chat.lang.quotations import marked_spans


def read(english: str) -> list[tuple[str, str, list[str]]]:
    return [
        (
            english[slice(*frame.speaker)] if frame.speaker else "",
            english[slice(*frame.cue)],
            [english[slice(*span)] for span in frame.content],
        )
        for frame in find_frames(english)
    ]


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ("Klein said that the bridge was safe.", [("Klein", "said", ["the bridge was safe"])]),
        ("On Monday, the mayor said the bridge was safe.", [("the mayor", "said", ["the bridge was safe"])]),
        (
            "Henrik Dahl, the port's spokesman, stressed on Friday that ships could pass.",
            [("Henrik Dahl, the port's spokesman", "stressed", ["ships could pass"])],
        ),
        (
            "The union, which has 900 members, demanded higher wages.",
            [("The union", "demanded", ["higher wages"])],
        ),
        (
            "According to the police, two people were hurt.",
            [("the police", "According to", ["two people were hurt"])],
        ),
        (
            "The ferry, according to the operator, runs hourly.",
            [("the operator", "according to", ["The ferry", "runs hourly"])],
        ),
        ("The ferry runs hourly, the operator said.", [("the operator", "said", ["The ferry runs hourly"])]),
        ("“The ferry runs”, said Klein.", [("Klein", "said", ["“The ferry runs”"])]),
        (
            "The port reported that ten ships had left, and according to the Elbe Post, two were lost.",
            [
                ("The port", "reported", ["ten ships had left"]),
                ("the Elbe Post", "according to", ["two were lost"]),
            ],
        ),
        (
            "Klein has rejected the plan and called for a new one.",
            [("Klein", "rejected", ["the plan"]), ("Klein", "called", ["for a new one"])],
        ),
        ("The claims were rejected yesterday.", []),
        ("They want to say that it is so.", []),
    ],
)
def test_frames_of_a_sentence(english: str, expected: list[tuple[str, str, list[str]]]) -> None:
    assert read(english) == expected


def test_quotations_with_their_marks() -> None:
    english = 'He called it “unsafe”, she "fine", and it isn’t ‘over’.'
    assert [english[slice(*span)] for span in marked_spans(english)] == ["“unsafe”", '"fine"', "‘over’"]


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                ["Klein", "said", "that", ",", "according", "to", "and", "“", "”", '"', "the", ".", "which", "as"]
            )
        ).map(" ".join),
    )
)
def test_any_text_gives_frames_inside_it(english: str) -> None:
    for frame in find_frames(english):
        for start, end in [*frame.content, frame.cue, *([frame.speaker] if frame.speaker else [])]:
            assert 0 <= start < end <= len(english)


def test_what_a_verb_governs_does_not_speak() -> None:
    assert read('The group "Safe Valley" called for lower water.') == []


@pytest.mark.parametrize(
    ("english", "speakers"),
    [
        ("The ministry declined to comment on the report.", ["The ministry"]),
        ("A spokeswoman declined to say how many were hurt.", ["A spokeswoman"]),
        ("The port would not comment on the report.", ["The port"]),
        ("Voss refused to answer questions about the bridge.", ["Voss"]),
        ("Voss refused to pay the fine for the bridge.", []),
        ("Demand declined to its lowest value in years.", []),
        ("The port asked the city for a comment.", ["The port"]),
    ],
)
def test_who_will_not_speak_is_a_frame(english: str, speakers: list[str]) -> None:
    assert [speaker for speaker, _, _ in read(english)] == speakers
