"""A question about an article in, a checked and cited answer out, or that the article does not say.

Who claims what is answered from the ledger, in the article's own words, and so is what is asked about the article as a
whole; what else is asked, from the sentences that answer (`facts`). While an article is read, from what has English.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cached_property

from chat.answers.asked_in import ENGLISH, GERMAN, asked_in
from chat.answers.attributed import Attributions
from chat.answers.composed import Composed
from chat.answers.facts import Facts
from chat.answers.partial import Part, so_far
from chat.answers.ranking import Ranking
from chat.answers.telling import Telling
from chat.answers.together import of_both
from chat.answers.understanding.conversation import completed, leans_on_the_last
from chat.answers.understanding.doubled import two_questions
from chat.answers.understanding.german import understand_german
from chat.answers.understanding.intended import intended
from chat.answers.understanding.intents import Tongue
from chat.answers.understanding.questions import Question, understand
from chat.answers.understanding.spelling import without_slips
from chat.article.analysed import AnalysedArticle
from chat.errors import InputError
from chat.lang.characters import one_line
from chat.lang.words import words
from chat.models.base import Embedder, TextModel
from chat.schema import Answer

SMALL_TALK = "Hello! Ask me about the article: who says what, who disputes it, or what happened when and where."
ABOUT_BELEGT = (
    "I answer questions about the article from its own sentences, and each statement shows the German sentence that "
    "proves it. Ask who claims something, what somebody says about it, whether it is confirmed, or for a summary."
)

_LONGEST_QUESTION = 1_000

OnText = Callable[[str], None]
IsCancelled = Callable[[], bool]
InEnglish = Callable[[str, str], str]


def answer(
    question: str,
    article: AnalysedArticle,
    model: TextModel,
    *,
    embedder: Embedder | None = None,
    in_english: InEnglish | None = None,
    history: Sequence[Answer] = (),
    partial: bool = False,
    on_text: OnText | None = None,
    cancelled: IsCancelled | None = None,
) -> Answer:
    """Return the answer in English to a question about an article.

    Args:
        question: in English, German, or a language of the article.
        in_english: translates a question from the language given second (ISO 639-1), where it is not understood by its
            form; None: it stays as it is.
        partial: the article is still being read: sentences without English are left out, and the answer says so.
        embedder: finds sentences by meaning too; None: by words and names alone.
        history: earlier answers of the conversation, oldest first; the last completes a follow-up question.
        on_text: called with all that the model wrote so far, unchecked, as it comes.
        cancelled: asked between tokens; true stops the model.

    Raises:
        InputError: the question is empty or longer than 1,000 characters.
        Cancelled: `cancelled` said so.
        ModelError: the model failed.
    """
    started = time.perf_counter()
    question = valid(question)
    part = so_far(article) if partial else Part.all_of(article)
    answered = _Answering(
        part, model, embedder, in_english or _as_it_is, on_text or _ignore, cancelled or _never
    ).answer(question, history)
    return answered.model_copy(update={"question": question, "seconds": time.perf_counter() - started})


def _ignore(text: str) -> None:
    pass


def _never() -> bool:
    return False


def _as_it_is(question: str, source: str) -> str:
    return question


def valid(question: str) -> str:
    """Return a question on one line, without marks that nobody sees.

    Raises:
        InputError: it is empty or longer than 1,000 characters.
    """
    question = one_line(question)
    if not any(character.isalnum() for character in question):
        raise InputError("There is no question.", hint="Ask something about the article.")
    if len(question) > _LONGEST_QUESTION:
        raise InputError(
            f"The question has {len(question):,} characters, at most {_LONGEST_QUESTION:,} are read.",
            hint="Ask a shorter question.",
        )
    return question


class _Answering:
    """Answers one question: who claims what from all of the article, the rest from what of it is read."""

    def __init__(
        self,
        part: Part,
        model: TextModel,
        embedder: Embedder | None,
        in_english: InEnglish,
        on_text: OnText,
        cancelled: IsCancelled,
    ) -> None:
        self._whole, self._article, self._count = part.whole, part.read, part.count
        self._embedder = embedder
        self._in_english = in_english
        self._attributions = Attributions(self._whole, embedder)
        self._telling = Telling(part)
        self._facts = Facts(
            part,
            model,
            embedder,
            telling=self._telling,
            attributions=self._attributions,
            on_text=on_text,
            cancelled=cancelled,
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the article in both languages, in lower case."""
        texts = (text for sentence in self._whole.content for text in (sentence.plain, sentence.best))
        return frozenset(word.lower() for text in texts for word in words(text))

    def answer(self, question: str, history: Sequence[Answer]) -> Answer:
        previous = history[-1] if history else None
        code = asked_in(question, self._whole)
        tongue: Tongue = "de" if code == GERMAN else "en"
        if code not in (ENGLISH, GERMAN):
            question = self._in_english(question, code)
        question = without_slips(question, self._words)
        asked = completed(question, previous, self._attributions.speakers, tongue=tongue)
        leans = asked != question or leans_on_the_last(question)
        if two := two_questions(asked):
            answered = of_both([self._answer(one, tongue, None) for one in two], refusal=self._telling.nothing)
        else:
            answered = self._answer(asked, tongue, previous if leans else None)
        return answered.model_copy(update={"asked": asked})

    def _answer(self, asked: str, tongue: Tongue, previous: Answer | None) -> Answer:
        """Return the answer to a whole question.

        Args:
            previous: the answer before, where the question goes on from it.
        """
        understood = _understood(asked, tongue)
        if understood.kind == "small_talk":
            return Answer(question=asked, text=SMALL_TALK, verdict="no_question")
        if understood.kind == "about_belegt":
            return Answer(question=asked, text=ABOUT_BELEGT, verdict="no_question")
        if composed := self._attributions.answer(understood):
            return self._told(composed)
        english = asked
        if tongue == "de":
            english = self._in_english(asked, GERMAN)
            understood = understand(english)
            if composed := self._attributions.answer(understood):
                return self._told(composed)
        if understood.kind == "fact" and (by_meaning := intended(english, self._embedder)):
            whole = Question("overview", english, wanted=by_meaning)
            if composed := self._attributions.answer(whole):
                return self._told(composed)
        ranked = Ranking(self._article, self._embedder).of(asked, tongue, english)
        fact = self._facts.answer(english, understood, ranked, previous)
        return fact.model_copy(update={"read": self._count, "asked": english})

    def _told(self, composed: Composed) -> Answer:
        answered = self._telling.answered(composed.statements, quoted=composed.quoted)
        return answered.model_copy(update={"speakers": composed.speakers})


def _understood(question: str, tongue: Tongue) -> Question:
    """Return what a question asks for; in a word or two it may be in the other language than it seems."""
    readings = [understand_german(question), understand(question)]
    first, second = readings if tongue == "de" else reversed(readings)
    return second if first.kind == "fact" != second.kind else first
