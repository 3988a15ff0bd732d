"""A question about an article in, a checked and cited answer out, or that the article does not say.

Who claims what is answered from the ledger, in the article's own words. Other questions the model answers from the
sentences that could: what it wrote is shown only where it cites them and says what they say, is asked for once more
where it does not, and then replaced by the sentence itself. While an article is read it is shown what has English.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Sequence

from chat.answers.attributed import Attributions
from chat.answers.composed import Composed
from chat.answers.conversation import completed, leans_on_the_last
from chat.answers.evidence import Asked, answers
from chat.answers.intended import intended
from chat.answers.intents import Tongue
from chat.answers.judging import Held, Judge, Statement, with_antecedents
from chat.answers.matching import Topic
from chat.answers.partial import Part, so_far
from chat.answers.facts import Facts, wants
from chat.answers.german import understand_german
from chat.answers.questions import Question, auxiliaries, understand
from chat.answers.retrieval import absent_names, asked_names, is_german, search
from chat.article.analysed import AnalysedArticle
from chat.errors import Cancelled, InputError
from chat.grounding.citations import without_marks
from chat.lang.words import english_stems
from chat.models.base import Embedder, Message, Priority, Request, TextModel
from chat.schema import Answer, Citation, Sentence
from prompts import render

NOT_IN_ARTICLE = "The article does not say."
NOT_IN_PART = "The part read so far does not say."
SMALL_TALK = "Hello! Ask me about the article: who says what, who disputes it, or what happened when and where."
ABOUT_BELEGT = (
    "I answer questions about the article from its own sentences, and each statement shows the German sentence that "
    "proves it. Ask who claims something, what somebody says about it, whether it is confirmed, or for a summary."
)

# An article of so few sentences goes to the model whole, a longer one by the best matches.
_WHOLE = 8
_EVIDENCE = 6
_NEAREST = 3
_QUOTED = 2  # sentences of the article that stand in for an answer
_MAX_TOKENS = 160
_LONGEST_QUESTION = 1_000
_SUBJECT = re.compile(rf"\b(?:{auxiliaries('common', 'modal')})\s+(?:the\s+)?((?:[^\W\d_][\w'’-]*\s?)+)")
_LEAST_CAPITALISED = 3  # words; a question of so many capitals is written like a headline

OnText = Callable[[str], None]
IsCancelled = Callable[[], bool]
InEnglish = Callable[[str], str]


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
        question: English or German.
        in_english: translates a German question, where it is not understood by its form; None: it stays as it is.
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


def _as_it_is(question: str) -> str:
    return question


def valid(question: str) -> str:
    """Return a question on one line.

    Raises:
        InputError: it is empty or longer than 1,000 characters.
    """
    question = " ".join(question.split())
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
        self._model, self._embedder = model, embedder
        self._in_english = in_english
        self._on_text, self._cancelled = on_text, cancelled
        self._attributions = Attributions(self._whole, embedder)

    def answer(self, question: str, history: Sequence[Answer]) -> Answer:
        previous = history[-1] if history else None
        tongue: Tongue = "de" if is_german(question, self._whole) else "en"
        asked = completed(question, previous, self._attributions.speakers, tongue=tongue)
        return self._answer(question, asked, previous, tongue).model_copy(update={"asked": asked})

    def _answer(self, question: str, asked: str, previous: Answer | None, tongue: Tongue) -> Answer:
        understood = _understood(asked, tongue)
        if understood.kind == "small_talk":
            return Answer(question=question, text=SMALL_TALK, verdict="no_question")
        if understood.kind == "about_belegt":
            return Answer(question=question, text=ABOUT_BELEGT, verdict="no_question")
        if composed := self._attributions.answer(understood):
            return self._told(composed)
        leans = asked != question or leans_on_the_last(question)
        if tongue == "de":
            asked = self._in_english(asked)
            understood = understand(asked)
            if composed := self._attributions.answer(understood):
                return self._told(composed)
        if (by_meaning := intended(asked, self._embedder)) and understood.kind == "fact":
            whole = Question("overview", asked, wanted=by_meaning)
            if composed := self._attributions.answer(whole):
                return self._told(composed)
        if understood.kind == "fact" and not leans and (composed := self._found(question, asked, tongue)):
            return self._told(composed).model_copy(update={"read": self._count})
        fact = self._fact(asked, understood, previous if leans else None)
        return fact.model_copy(update={"read": self._count})

    def _told(self, composed: Composed) -> Answer:
        answered = self._answered(composed.statements, quoted=True)
        return answered.model_copy(update={"speakers": composed.speakers})

    # facts

    def _found(self, question: str, asked: str, tongue: Tongue) -> Composed | None:
        """Return the sentences that tell the fact a question asks for, where code is sure of them."""
        topic = Topic(question, tongue)
        found = Facts(self._article, self._embedder).find(topic, wants(question), english=asked)
        return self._attributions.told(found) if found else None

    def _fact(self, question: str, understood: Question, previous: Answer | None) -> Answer:
        query = f"{previous.asked or previous.question} {question}" if previous else question
        close = [item.sentence for item in search(query, self._article, limit=_EVIDENCE, embedder=self._embedder)]
        evidence = self._evidence(close) if english_stems(query) else list(self._article.content[:_WHOLE])
        strangers = absent_names(question, self._whole)
        own = self._own_words(query, close)
        stranger = _asks_of_a_stranger(question, absent_names(question, self._article))
        if not evidence or (stranger and not (own and understood.kind == "fact")):
            return self._refusal(close, strangers)
        messages = render("answer", sentences=evidence, question=question, previous=previous)
        held = self._held(messages, question, evidence)
        if held.statements:
            return self._answered(_with_what_else_answers(held.statements, own), quoted=False)
        if own:
            return self._answered(own, quoted=True)
        return self._refusal(close or evidence, strangers)

    def _held(self, messages: Sequence[Message], question: str, evidence: Sequence[Sentence]) -> Held:
        """Return what holds of what the model replies; where nothing does, it is asked once more, with the faults."""
        judge = Judge(Asked(question), self._article, self._embedder)
        citable = [sentence.id for sentence in evidence]
        reply = self._generated(messages, citable)
        held = judge.held(reply, evidence)
        if held.faults and not held.statements:
            again = self._generated([*messages, *_with_the_fault(reply, held.faults)], citable)
            held = judge.held(again, evidence)
        return held

    def _generated(self, messages: Sequence[Message], citable: Sequence[int]) -> str:
        reply = ""
        request = Request(messages, max_tokens=_MAX_TOKENS, citable=citable, priority=Priority.QUESTION)
        with contextlib.closing(self._model.generate(request)) as pieces:
            for piece in pieces:
                reply += piece
                if self._cancelled():
                    raise Cancelled("The answer was stopped.")
                self._on_text(reply)
        return reply

    def _evidence(self, close: Sequence[Sentence]) -> list[Sentence]:
        """Return what the model is shown, in document order: a short article whole, else the matches.

        A match that begins with a pronoun brings the sentence before it along, which may have the name.
        """
        if len(self._article.content) <= _WHOLE:
            return list(self._article.content)
        return with_antecedents(close, self._article)

    def _own_words(self, query: str, close: Sequence[Sentence]) -> tuple[Statement, ...]:
        """Return the sentences that answer a question, as they stand, best first, where code can tell that they do."""
        asked = Asked(query)
        texts = [sentence.best for sentence in close]
        similar = self._article.meanings.similarity(query, texts, self._embedder) or [0.0] * len(close)
        answering = [
            sentence
            for sentence, likeness in zip(close, similar, strict=True)
            if sentence.kind != "title" and answers(asked, sentence, self._article.content, similar=likeness)
        ]
        if answering and asked.yes_or_no:
            return (self._passage([answering[0], *self._following(answering[0])]),)
        return tuple(self._passage([sentence]) for sentence in answering[:_QUOTED])

    def _passage(self, sentences: Sequence[Sentence]) -> Statement:
        """Return sentences of the article as one statement, with what they lean on."""
        parts = with_antecedents(sentences, self._article)
        return " ".join(without_marks(part.best) or part.best for part in parts), tuple(part.id for part in parts)

    def _following(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentences after one in its paragraph, which may say yes or no to it."""
        after = self._article.content[self._article.place[sentence.id] + 1 :][:_QUOTED]
        return [other for other in after if other.paragraph == sentence.paragraph]

    def _answered(self, statements: Sequence[Statement], *, quoted: bool) -> Answer:
        text = " ".join(f"{statement} {' '.join(f'[{number}]' for number in ids)}" for statement, ids in statements)
        ids = dict.fromkeys(number for _, numbers in statements for number in numbers)
        named = [
            entry.name
            for entry in self._whole.ledger.entries
            if entry.english and entry.english in text and ids.keys() & set(entry.sentences)
        ]
        return Answer(
            question="",
            text=text,
            verdict="answered",
            citations=tuple(Citation.of(self._whole.by_id[number]) for number in ids),
            speakers=tuple(named),
            quoted=quoted,
        )

    def _refusal(self, close: Sequence[Sentence], strangers: Sequence[str]) -> Answer:
        missing = f" It does not mention {' or '.join(strangers)}." if strangers else ""
        if missing and self._count:  # its German is known to the end
            missing = missing.replace("It", "The article", 1)
        return Answer(
            question="",
            text=(NOT_IN_PART if self._count else NOT_IN_ARTICLE) + missing,
            verdict="not_in_article",
            nearest=tuple(Citation.of(sentence) for sentence in close[:_NEAREST]),
        )


def _understood(question: str, tongue: Tongue) -> Question:
    """Return what a question asks for; in a word or two it may be in the other language than it seems."""
    readings = [understand_german(question), understand(question)]
    first, second = readings if tongue == "de" else reversed(readings)
    return second if first.kind == "fact" and second.kind in ("overview", "identity", "small_talk", "about_belegt") else first


def _with_what_else_answers(held: Sequence[Statement], own: Sequence[Statement]) -> Sequence[Statement]:
    """Return what the model said, with the sentence that code finds best where the model passed it over.

    The reader sees then that the article says something else as well, whichever of the two is right.
    """
    cited = {number for _, numbers in held for number in numbers}
    if not own or cited & set(own[0][1]):
        return held
    text, numbers = own[0]
    return [*held, (f"The article also says: “{text}”", numbers)]


def _asks_of_a_stranger(question: str, strangers: Sequence[str]) -> bool:
    """Return whether a question is about a name that the article does not have: its only names, or its subject."""
    if not strangers or _is_all_capitalised(question):
        return False
    subject = _SUBJECT.search(question)
    asked_of = bool(subject and any(subject[1].startswith(name) for name in strangers))
    return asked_of or len(strangers) == len(asked_names(question))


def _with_the_fault(reply: str, faults: Sequence[str]) -> list[Message]:
    """Return the messages that ask for an answer once more."""
    listed = " ".join(faults)
    return [
        {"role": "assistant", "content": reply},
        {"role": "user", "content": f"{listed} Answer again in one sentence, with its number in brackets."},
    ]


def _is_all_capitalised(question: str) -> bool:
    """Return whether a question is written like a headline, so that its capitals show no names."""
    return len(question.split()) >= _LEAST_CAPITALISED and not any(word[0].islower() for word in question.split())
