"""Answers: what is asked of the model, and what of its reply is shown."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.answers import answer as stage
from chat.answers.telling import NOT_IN_ARTICLE
from chat.article.analysed import AnalysedArticle
from chat.errors import Cancelled, InputError, ModelFailed
from chat.models.base import Request
from chat.models.scripted import Scripted
from chat.schema import Answer, Sentence
from tests.builders import article, sentence

COST = "What does the renovation of the mill cost?"
UNSAID = "Who paints the shutters of the mill?"


def answer(question: str, sentences: Sequence[Sentence], model: Scripted, **options: Any) -> Answer:
    """Ask about sentences without claims."""
    return stage.answer(question, AnalysedArticle(sentences), model, **options)


def asked(question: str, *replies: str) -> Answer:
    return answer(question, article(), Scripted(replies, default=lambda _: replies[-1] if replies else ""))


def ids(result: Answer) -> list[int]:
    return [citation.sentence for citation in result.citations]


def is_refusal(result: Answer) -> bool:
    return (result.verdict, result.citations) == ("not_in_article", ()) and result.text.startswith(NOT_IN_ARTICLE)


def long_article(count: int = 20) -> list[Sentence]:
    """Return the article with many sentences about something else after it."""
    more = [
        sentence(number, f"Regen {number}.", f"Rain fell on hill number {number}.") for number in range(8, 8 + count)
    ]
    return [*article(), *more]


def test_an_answer_cites_its_sentence() -> None:
    result = asked(COST, "It costs 2.5 million euros. [2]")
    assert (result.verdict, result.text) == ("answered", "It costs 2.5 million euros. [2]")
    assert [(c.sentence, c.german) for c in result.citations] == [(2, article()[1].german)]


def test_two_statements_cite_one_after_the_other() -> None:
    result = asked("Who says what?", "Vogt called it too expensive. [3] Brandt rejected the criticism. [5]")
    assert result.text == "Vogt called it too expensive. [3] Brandt rejected the criticism. [5]"
    assert ids(result) == [3, 5]


def test_without_a_mark_the_sentence_with_half_of_the_words_is_cited() -> None:
    assert asked(COST, "The mill is being renovated for 2.5 million euros.").text.endswith("euros. [2]")


def test_without_a_mark_or_a_near_sentence_nothing_is_shown() -> None:
    assert is_refusal(asked(UNSAID, "Probably several lorries of gold coins."))


def test_an_invented_mark_is_dropped() -> None:
    result = asked(COST, "It costs 2.5 million euros. [2] [31]")
    assert (result.text, ids(result)) == ("It costs 2.5 million euros. [2]", [2])


def test_boilerplate_is_no_evidence() -> None:
    assert is_refusal(asked("Is there a new pool?", "There is a new swimming pool here. [4]"))


@pytest.mark.parametrize(
    "reply",
    [
        "",
        "   ",
        "[2]",
        "The article does not say.",
        "The article does not say. [2]",
        "The article doesn't mention it.",
        "The article does not mention what the mill costs. [2]",
        "The sentences do not provide information about the mill. [2]",
        "Unfortunately, the given text does not specify the cost of the mill.",
        "Based on the sentences, the article does not say.",
        "This article contains no information about that.",
        "There is no information about the cost.",
        "It is not mentioned.",
        "I do not know.",
        "I'm sorry, I cannot answer that.",
    ],
)
def test_a_refusal_is_a_refusal(reply: str) -> None:
    assert is_refusal(asked(UNSAID, reply))


@pytest.mark.parametrize(
    ("english", "reply"),
    [
        (
            "Police said there was no information about victims.",
            "Police said there was no information about victims. [1]",
        ),
        ("The names were not mentioned in court.", "The names were not mentioned in court. [1]"),
        ("The minister does not say who paid.", "The minister does not say who paid. [1]"),
        ("The sentence was not suspended.", "The sentence was not suspended. [1]"),
    ],
)
def test_an_article_that_tells_of_silence_is_an_answer(english: str, reply: str) -> None:
    result = answer("What about it?", [sentence(1, "Satz.", english)], Scripted([reply]))
    assert result.text == reply


def test_where_the_model_refuses_what_the_article_says_its_sentence_is_quoted() -> None:
    result = asked(COST, "The article does not say.")
    assert result.text == "The mill in Ostfeld is being renovated for 2.5 million euros. [2]"
    assert result.quoted


def test_a_yes_or_no_question_is_answered_by_a_passage() -> None:
    body = [
        sentence(1, "Die Mühle ist zu.", "The mill is closed to all visitors."),
        sentence(2, "Bisher gab es Führungen.", "So far there were tours."),
        sentence(3, "Im Mai soll es neue geben.", "In May there are to be new ones."),
        sentence(4, "Der Wald brennt.", "The forest burns.", paragraph=1),
    ]
    result = answer("Is the mill closed to visitors?", body, Scripted(["The article does not say."]))
    assert ids(result) == [1, 2, 3]


def test_a_number_of_other_things_is_no_answer() -> None:
    assert is_refusal(asked("How many tanks does the mill get?", "The mill gets 2.5 million euros. [2]"))


def test_a_fault_is_told_and_the_next_reply_counts() -> None:
    model = Scripted(["It costs 9 million euros. [2]", "It costs 2.5 million euros. [2]"])
    assert answer(COST, article(), model).text == "It costs 2.5 million euros. [2]"
    assert "9" in model.calls[1][-1]["content"]


def test_an_answer_to_how_many_without_a_number_is_asked_for_again() -> None:
    cars = [sentence(1, "Täglich fahren 12.500 Autos.", "Every day 12,500 cars drive, a tenth of them with trailers.")]
    model = Scripted(["A tenth of the cars have trailers. [1]", "12,500 cars drive every day. [1]"])
    result = answer("How many cars drive every day?", cars, model)
    assert result.text == "12,500 cars drive every day. [1]"
    assert "how many" in model.calls[1][-1]["content"]


def test_what_the_model_passed_over_is_told_too() -> None:
    result = asked(COST, "The Russian company Stroika is to supply the roof of the mill. [7]")
    assert "The article also says: “The mill in Ostfeld is being renovated" in result.text
    assert ids(result) == [7, 2]


@pytest.mark.parametrize(
    ("question", "expected"), [("Hello!", stage.SMALL_TALK), ("What can you do?", stage.ABOUT_BELEGT)]
)
def test_what_is_no_question_about_the_article_gets_help(question: str, expected: str) -> None:
    model = Scripted()
    result = answer(question, article(), model)
    assert (result.verdict, result.text, model.calls) == ("no_question", expected, [])


def test_a_refusal_beside_an_answer_is_left_out() -> None:
    result = asked(COST, "It costs 2.5 million euros. [2] The article does not say who pays.")
    assert result.text == "It costs 2.5 million euros. [2]"


def test_a_refusal_shows_the_nearest_sentences() -> None:
    result = asked("Who designed the roof?", "The article does not say.")
    assert result.nearest[0].sentence == 7
    assert len(result.nearest) <= 3


@pytest.mark.parametrize(
    "question",
    ["What did Angela Merkel say?", "Who is Merkel?", "Did Merkel agree?", "What does Austria think?", "And Merkel?"],
)
def test_a_question_about_a_stranger_is_refused_without_the_model(question: str) -> None:
    model = Scripted()
    assert is_refusal(answer(question, article(), model))
    assert model.calls == []


@pytest.mark.parametrize(
    "question",
    [
        "What did Erika Vogt say?",
        "What did Vogt say about Merkel?",
        "What does Russia supply?",
        "What does the German government say?",
        "What happened on Friday?",
        "What did the Prime Minister say?",
        "Who is the CEO of Stroika?",
        "What Did The Mayor Reject?",
        "WHAT DOES IT COST?",
        "what did angela merkel say?",
        "Mill?",
    ],
)
def test_a_question_that_the_article_may_answer_reaches_the_model(question: str) -> None:
    model = Scripted(["The article does not say."])
    answer(question, article(), model)
    assert len(model.calls) == 1


def test_a_question_about_the_whole_is_asked_of_its_beginning() -> None:
    model = Scripted(["The mill in Ostfeld is being renovated. [2]"])
    assert ids(answer("Who said what?", long_article(), model)) == [2]
    assert "[9]" in model.calls[0][-1]["content"] and "[10]" not in model.calls[0][-1]["content"]


@pytest.mark.parametrize(
    "question", ["What is the article about?", "What happened?", "Summarise the article.", "Gist?"]
)
def test_what_an_article_without_a_summary_is_about_is_told_by_its_lead(question: str) -> None:
    model = Scripted()
    assert ids(answer(question, long_article(), model)) == [2, 3]
    assert model.calls == []


def test_a_question_that_shares_nothing_with_a_long_article_is_refused_without_the_model() -> None:
    model = Scripted()
    assert is_refusal(answer("How tall are giraffes?", long_article(), model))
    assert model.calls == []


def test_of_a_long_article_the_model_sees_the_best_matches_in_order() -> None:
    model = Scripted(["It costs 2.5 million euros. [2]"])
    answer(COST, long_article(), model)
    shown = [int(number) for number in re.findall(r"^\[(\d+)\]", model.calls[0][-1]["content"], re.MULTILINE)]
    assert 2 in shown
    assert shown == sorted(shown)
    assert len(shown) < 12


def test_a_match_that_begins_with_a_pronoun_brings_the_sentence_before_it() -> None:
    model = Scripted(["It is a landmark. [6]"])
    answer("What is a landmark?", long_article(), model)
    assert "[5] Mayor Jonas Brandt" in model.calls[0][-1]["content"]


def earlier() -> Answer:
    return asked("What is said about the roof?", "The Russian company Stroika is to supply the roof. [7]")


@pytest.mark.parametrize(
    "question", ["And what about Russia?", "Why?", "Who?", "What else is it called?", "But the cost?"]
)
def test_a_follow_up_goes_with_the_question_before(question: str) -> None:
    model = Scripted(["The article does not say."])
    result = answer(question, long_article(), model, history=[earlier()])
    prompt = model.calls[0][-1]["content"]
    assert "Question before: What is said about the roof?" in prompt
    assert "[7] The Russian company" in prompt
    assert result.question == question


@pytest.mark.parametrize("question", [COST, "Why did Brandt reject the criticism?"])
def test_a_question_of_its_own_goes_alone(question: str) -> None:
    model = Scripted(["The article does not say."])
    answer(question, article(), model, history=[earlier()])
    assert "Question before" not in model.calls[0][-1]["content"]


@pytest.mark.parametrize(
    "reply",
    [
        "It costs 9 million euros. [2]",
        "Merkel said it costs 2.5 million euros. [2]",
        "It costs 2.5 million euros, said Angela Merkel. [2]",
    ],
)
def test_an_invention_is_replaced_by_the_sentence_itself(reply: str) -> None:
    result = asked("What is the mill renovated for?", reply)
    assert result.text == "The mill in Ostfeld is being renovated for 2.5 million euros. [2]"


def test_an_invention_about_something_else_is_dropped() -> None:
    assert is_refusal(asked("Where do elephants sleep?", "Elephants sleep in Bremen. [2]"))


def test_a_statement_that_has_nothing_of_what_it_cites_is_dropped() -> None:
    assert is_refusal(asked("Is there poetry?", "Roses are red, violets are blue, sugar is sweet. [2]"))


def test_a_short_answer_in_other_words_is_shown() -> None:
    assert asked("What does Brandt think?", "He disagrees. [5]").text == "He disagrees. [5]"


def test_a_label_is_taken_off() -> None:
    assert asked(COST, "Answer: It costs 2.5 million euros. [2]").text == "It costs 2.5 million euros. [2]"


def test_a_mark_of_the_article_itself_is_not_shown() -> None:
    body = [sentence(1, "Es regnet seit Tagen.[9]", "It has rained for days in Bremen.[9]")]
    result = answer("Has it rained for days?", body, Scripted(["Klein saw rain for days. [1]"] * 2))
    assert result.text == "Yes: It has rained for days in Bremen. [1]"


@pytest.mark.parametrize("question", ["", "   \n", "x" * 1_001])
def test_no_question_and_too_long_a_question_are_errors(question: str) -> None:
    with pytest.raises(InputError) as raised:
        asked(question)
    assert raised.value.hint


def test_a_question_of_a_thousand_characters_is_read() -> None:
    assert asked("cost " * 199 + "mill?", "It costs 2.5 million euros. [2]").verdict == "answered"


@pytest.mark.parametrize("sentences", [[], [sentence(1, "Anzeige", kind="boilerplate")]])
def test_an_article_without_content_answers_nothing(sentences: list[Sentence]) -> None:
    model = Scripted()
    assert is_refusal(answer(COST, sentences, model))
    assert model.calls == []


def test_an_untranslated_article_is_shown_in_german() -> None:
    model = Scripted(["Stroika liefert. [1]"])
    result = answer("What about Stroika?", [sentence(1, "Stroika liefert.")], model)
    assert result.citations[0].english is None


def test_what_the_model_writes_is_told_as_it_grows() -> None:
    seen: list[str] = []
    reply = "It costs 2.5 million euros. [2]"
    answer(COST, article(), Scripted([reply]), on_text=seen.append)
    assert len(seen) > 1 and seen[-1] == reply
    assert all(later.startswith(before) for before, later in pairwise(seen))


class Closing(Scripted):
    """A model that remembers whether its reply was stopped."""

    closed = False

    def generate(self, request: Request) -> Generator[str, None, None]:
        try:
            yield from super().generate(request)
        finally:
            self.closed = True


def test_cancelling_stops_the_model() -> None:
    model = Closing(["one two three four"])
    seen: list[str] = []
    with pytest.raises(Cancelled):
        answer(COST, article(), model, on_text=seen.append, cancelled=lambda: bool(seen))
    assert seen == ["one"]
    assert model.closed


def test_an_error_of_the_page_stops_the_model_too() -> None:
    model = Closing(["one two three"])

    def fail(text: str) -> None:
        raise ValueError(text)

    with pytest.raises(ValueError, match="one"):
        answer(COST, article(), model, on_text=fail)
    assert model.closed


def test_a_failing_model_is_told() -> None:
    with pytest.raises(ModelFailed):
        answer(COST, article(), Scripted())


PIECES = st.sampled_from(
    ["[2]", "[5]", "[99]", "[2, 6]", "[3-5]", "[[5]6]", "[", "]", "Brandt", "Merkel", "rejected", "criticism", "mill",
     "2.5", "7", ". ", "\n", "- ", "Dr.", "The article does not say."]
)  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=20).map(" ".join), st.lists(PIECES).map("".join)))
def test_whatever_the_model_says_marks_and_citations_agree(reply: str) -> None:
    result = asked(COST, reply)
    marked = {int(number) for number in re.findall(r"\[(\d+)\]", result.text)}
    assert marked == set(ids(result)) <= {1, 2, 3, 5, 6, 7}
    assert (result.verdict == "answered") == bool(marked)


@given(st.lists(st.sampled_from(["Merkel", "Bremen", "9", "brandt", "Mill", "euros", "said", "Vogt"]), max_size=12))
def test_an_invented_name_or_number_never_reaches_the_reader(pieces: list[str]) -> None:
    text = asked(COST, f"Then it was {' '.join(pieces)}. [2]").text
    assert not {"Merkel", "Bremen", "9"} & set(re.findall(r"\w+", text))
