"""A question about an article in, a checked and cited answer out, or that the article does not say.

Who claims what is answered from the ledger, in the article's own words. Other questions the model answers from the
sentences that could: what it wrote is shown only where it cites them and says what they say, is asked for once more
where it does not, and then replaced by the sentence itself. While an article is read it is shown what has English.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence
from functools import cached_property

from chat.answers.attributed import Attributions
from chat.answers.composed import Composed
from chat.answers.evidence import Asked, answers, is_of_the_kind
from chat.answers.judging import Held, Judge, Statement, with_antecedents
from chat.answers.partial import Part, so_far
from chat.answers.proving import proving_words
from chat.answers.ranking import Ranked, Ranking
from chat.answers.retrieval import absent_names, asks_of_a_stranger, is_german, search
from chat.answers.together import of_both
from chat.answers.understanding.conversation import completed, leans_on_the_last
from chat.answers.understanding.doubled import two_questions
from chat.answers.understanding.german import understand_german
from chat.answers.understanding.intended import intended
from chat.answers.understanding.intents import Tongue
from chat.answers.understanding.questions import Question, understand
from chat.answers.understanding.spelling import without_slips
from chat.answers.verdicts import denial_of, with_verdict
from chat.article.analysed import AnalysedArticle
from chat.errors import Cancelled, InputError
from chat.grounding.citations import without_marks
from chat.lang.words import english_stems, words
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
_SURE = 0.75  # share of the belief that a sentence answers, from which no model is asked (bench/LOG.md)
_ALIKE = 0.4  # least similarity of such a sentence to the question; unknown without an embedder
_LIKELY_ENOUGH = 0.55  # from which it answers where the model has nothing that holds
# Where these questions find no claim, a likely sentence is none either.
_OF_CLAIMS = ("claims_of", "who_claims", "confirmation", "dispute")
_LIKELY = 4  # sentences that the model is shown because they are likely to answer
_NEAREST = 3
_QUOTED = 2  # sentences of the article that stand in for an answer
_MAX_TOKENS = 160
_LONGEST_QUESTION = 1_000

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

    @cached_property
    def _words(self) -> frozenset[str]:
        """The words of the article in both languages, in lower case."""
        texts = (text for sentence in self._whole.content for text in (sentence.plain, sentence.best))
        return frozenset(word.lower() for text in texts for word in words(text))

    def answer(self, question: str, history: Sequence[Answer]) -> Answer:
        previous = history[-1] if history else None
        tongue: Tongue = "de" if is_german(question, self._whole) else "en"
        question = without_slips(question, self._words)
        asked = completed(question, previous, self._attributions.speakers, tongue=tongue)
        leans = asked != question or leans_on_the_last(question)
        if two := two_questions(asked):
            answered = of_both(
                [self._answer(one, tongue, None) for one in two], refusal=NOT_IN_PART if self._count else NOT_IN_ARTICLE
            )
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
            english = self._in_english(asked)
            understood = understand(english)
            if composed := self._attributions.answer(understood):
                return self._told(composed)
        if understood.kind == "fact" and (by_meaning := intended(english, self._embedder)):
            whole = Question("overview", english, wanted=by_meaning)
            if composed := self._attributions.answer(whole):
                return self._told(composed)
        ranked = Ranking(self._article, self._embedder).of(asked, tongue, english)
        fact = self._fact(english, understood, ranked, previous)
        return fact.model_copy(update={"read": self._count, "asked": english})

    def _told(self, composed: Composed) -> Answer:
        answered = self._answered(composed.statements, quoted=composed.quoted)
        return answered.model_copy(update={"speakers": composed.speakers})

    # facts

    def _fact(self, question: str, understood: Question, ranked: Sequence[Ranked], previous: Answer | None) -> Answer:
        """Return the answer to an English question for a fact: from the sentence that answers for sure, or the model's.

        Args:
            ranked: the sentences, the likeliest to answer first.
            previous: the answer before, where the question goes on from it.
        """
        strangers = self._strangers(question)
        wanted = Asked(question)
        best = [
            item
            for item in ranked[:1]
            if item.alike >= _ALIKE
            and not (previous or strangers or item.lacks_sign)
            and (understood.kind not in _OF_CLAIMS or self._is_by_who_is_asked(question, item.sentence))
            and (wanted.counted is None or is_of_the_kind(wanted, item.sentence, similar=item.alike))
        ]
        if best and best[0].share >= _SURE:
            return self._stated(best[0].sentence, wanted)
        query = f"{previous.asked or previous.question} {question}" if previous else question
        found = [item.sentence for item in search(query, self._article, limit=_EVIDENCE, embedder=self._embedder)]
        likely = [] if previous or not found else [item.sentence for item in ranked[:_LIKELY]]
        close = _merged(likely, found)
        evidence = self._evidence(close) if english_stems(query) else list(self._article.content[:_WHOLE])
        own = self._own_words(query, close)
        stranger = asks_of_a_stranger(question, absent_names(question, self._article))
        if not evidence or (stranger and not (own and understood.kind == "fact")):
            return self._refusal(close, strangers)
        messages = render("answer", sentences=evidence, question=question, previous=previous)
        held = self._held(messages, question, evidence)
        if held.statements:
            besides = own or [self._passage([item.sentence]) for item in best if item.share >= _LIKELY_ENOUGH]
            return self._answered(_with_what_else_answers(held.statements, besides), quoted=False, asked=wanted)
        if own:
            return self._answered(own, quoted=True, asked=wanted)
        if best and best[0].share >= _LIKELY_ENOUGH:
            return self._stated(best[0].sentence, wanted)
        return self._refusal(close or evidence, strangers)

    def _is_by_who_is_asked(self, question: str, sentence: Sentence) -> bool:
        """Return whether a speaker whom a question names speaks in a sentence."""
        mentioned = self._attributions.speakers.mentioned(question)
        return any(sentence.id in mention.entry.sentences for mention in mentioned)

    def _strangers(self, question: str) -> list[str]:
        """Return the names of a question that the article does not have, in no spelling."""
        meant = {word for mention in self._attributions.speakers.mentioned(question) for word in mention.words}
        return [name for name in absent_names(question, self._whole) if name.split()[-1].lower() not in meant]

    def _stated(self, sentence: Sentence, asked: Asked) -> Answer:
        """Return a sentence of the article as an answer, with the speaker of what is claimed, and who denies it."""
        denial = denial_of(sentence, self._whole)
        composed = self._attributions.told([sentence, denial] if denial else [sentence])
        answered = self._answered(composed.statements, quoted=True, asked=asked)
        return answered.model_copy(update={"speakers": composed.speakers})

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

    def _answered(self, statements: Sequence[Statement], *, quoted: bool, asked: Asked | None = None) -> Answer:
        """Return statements as an answer, which begins with yes or no where that is asked."""
        if asked and statements:
            (first, numbers), *others = statements
            first = with_verdict(first, asked, self._whole.by_id[numbers[0]], self._whole, quoted=quoted)
            statements = [(first, numbers), *others]
        cited: dict[int, Citation] = {}
        for statement, numbers in statements:
            for number in numbers:
                cited.setdefault(number, self._cited(statement, number))
        text = " ".join(f"{statement} {' '.join(f'[{number}]' for number in ids)}" for statement, ids in statements)
        named = [
            entry.name
            for entry in self._whole.ledger.entries
            if entry.english and entry.english in text and cited.keys() & set(entry.sentences)
        ]
        return Answer(
            question="",
            text=text,
            verdict="answered",
            citations=tuple(cited.values()),
            speakers=tuple(named),
            quoted=quoted,
        )

    def _cited(self, statement: str, number: int) -> Citation:
        sentence = self._whole.by_id[number]
        return Citation.of(sentence, proving_words(statement, sentence, self._whole.claims))

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
    return second if first.kind == "fact" != second.kind else first


def _merged(likely: Sequence[Sentence], found: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that are likely to answer, then those found by words, as many as the model is shown."""
    return [*{sentence.id: sentence for sentence in (*likely, *found)}.values()][:_EVIDENCE]


def _with_what_else_answers(held: Sequence[Statement], own: Sequence[Statement]) -> Sequence[Statement]:
    """Return what the model said, with the sentence that code finds best where the model passed it over.

    The reader sees then that the article says something else as well, whichever of the two is right.
    """
    cited = {number for _, numbers in held for number in numbers}
    if not own or cited & set(own[0][1]):
        return held
    text, numbers = own[0]
    return [*held, (f"The article also says: “{text}”", numbers)]


def _with_the_fault(reply: str, faults: Sequence[str]) -> list[Message]:
    """Return the messages that ask for an answer once more."""
    listed = " ".join(faults)
    return [
        {"role": "assistant", "content": reply},
        {"role": "user", "content": f"{listed} Answer again in one sentence, with its number in brackets."},
    ]
