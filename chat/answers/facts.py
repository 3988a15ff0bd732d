"""A question for a fact in, an answer out: the sentence that answers, or what a model wrote from those that could.

The sentences are ranked by what they have of the question. Where that is sure, no model is asked. Else a model that can
say how sure it is weighs the likeliest, and whether they say at all what the question takes for granted; the sentence
itself is the answer. Another model writes one: what holds of that is shown, and asked for once more where nothing does.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chat.answers.attributed import Attributions
from chat.answers.evidence import Asked, answers, is_of_the_kind
from chat.answers.judging import Held, Judge, Statement, with_antecedents
from chat.answers.partial import Part
from chat.answers.ranking import Ranked
from chat.answers.retrieval import absent_names, asks_of_a_stranger, search
from chat.answers.telling import Telling
from chat.answers.understanding.questions import Question
from chat.answers.verdicts import denial_of
from chat.answers.weighing import weighed
from chat.errors import Cancelled
from chat.lang.words import english_stems
from chat.models.base import Embedder, Message, Priority, Request, TextModel
from chat.schema import Answer, Sentence
from prompts import render

# An article of so few sentences goes to the model whole, a longer one by the best matches.
_WHOLE = 8
_EVIDENCE = 6
_SURE = 0.75  # share of the belief that a sentence answers, from which no model is asked (bench/LOG.md)
_ALIKE = 0.4  # least similarity of such a sentence to the question; unknown without an embedder
_LIKELY_ENOUGH = 0.55  # from which it answers where the model has nothing that holds
# Where these questions find no claim, a likely sentence is none either.
_OF_CLAIMS = ("claims_of", "who_claims", "confirmation", "dispute")
_LIKELY = 4  # sentences that the model is shown because they are likely to answer
_QUOTED = 2  # sentences of the article that stand in for an answer
_MAX_TOKENS = 160
# Likelihoods that a model tells (bench/LOG.md): that a sentence answers, from which it is the answer; that one says
# what a question takes for granted, below which it is not said. A second sentence is told too that is nearly as likely.
_ANSWERS, _ANSWERS_YES_OR_NO, _SAID, _AS_LIKELY = 0.42, 0.3, 0.4, 0.1
_SAYING_SO = 3  # sentences that are asked whether they say what is taken for granted
_NOT_SAID = "The article does not say so."


@dataclass(frozen=True)
class _Found:
    """What was found for a question before a model is asked.

    Args:
        best: the sentence that is ranked first, where it may be the answer.
        likely: the sentences that are ranked first.
        close: those and the ones found by words.
        own: sentences that answer by what code can tell, as they stand.
    """

    asked: Asked
    best: Ranked | None
    likely: Sequence[Ranked]
    close: Sequence[Sentence]
    own: Sequence[Statement]
    strangers: Sequence[str]


class Facts:
    """Answers questions for facts about one article.

    Args:
        part: of the article that is read.
        on_text: called with all that the model wrote so far, unchecked.
        cancelled: asked between tokens.
    """

    def __init__(
        self,
        part: Part,
        model: TextModel,
        embedder: Embedder | None,
        *,
        telling: Telling,
        attributions: Attributions,
        on_text: Callable[[str], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._article, self._whole = part.read, part.whole
        self._model, self._embedder = model, embedder
        self._telling, self._attributions = telling, attributions
        self._on_text, self._cancelled = on_text, cancelled

    def answer(self, question: str, understood: Question, ranked: Sequence[Ranked], previous: Answer | None) -> Answer:
        """Return the answer to an English question.

        Args:
            ranked: the sentences, the likeliest to answer first.
            previous: the answer before, where the question goes on from it.

        Raises:
            Cancelled: the reader stopped it.
            ModelError: the model failed.
        """
        strangers, asked = self._strangers(question), Asked(question)
        fitting = self._fitting(ranked, understood, asked)
        best = next((item for item in fitting[:1] if item is ranked[0] and _is_near(item, asked)), None)
        if previous or strangers:
            best = None
        if best and best.share >= _SURE:
            return self._stated([best.sentence], asked)
        query = f"{previous.asked or previous.question} {question}" if previous else question
        matches = [item.sentence for item in search(query, self._article, limit=_EVIDENCE, embedder=self._embedder)]
        likely = [] if previous or not matches else [item.sentence for item in ranked[:_LIKELY]]
        close = _merged(likely, matches)
        found = _Found(asked, best, fitting[:_LIKELY], close, self._own_words(query, close), strangers)
        stranger = asks_of_a_stranger(question, absent_names(question, self._article))
        if stranger and not (found.own and understood.kind == "fact"):
            return self._telling.refusal(close, strangers)
        if self._model.tells_certainty and not previous:
            return self._weighed(found)
        return self._written(found, query, previous)

    def _fitting(self, ranked: Sequence[Ranked], understood: Question, asked: Asked) -> list[Ranked]:
        """Return the sentences with a sign of what a question asks for, of claims those by who is asked about."""
        having = [item for item in ranked if not item.lacks_sign]
        if understood.kind not in _OF_CLAIMS:
            return having
        mentioned = self._attributions.speakers.mentioned(asked.text)
        theirs = {number for mention in mentioned for number in mention.entry.sentences}
        return [item for item in having if item.sentence.id in theirs]

    def _strangers(self, question: str) -> list[str]:
        """Return the names of a question that the article does not have, in no spelling."""
        meant = {word for mention in self._attributions.speakers.mentioned(question) for word in mention.words}
        return [name for name in absent_names(question, self._whole) if name.split()[-1].lower() not in meant]

    def _stated(self, sentences: Sequence[Sentence], asked: Asked) -> Answer:
        """Return sentences as an answer, with the speaker of what is claimed, and who denies the first."""
        denial = denial_of(sentences[0], self._whole)
        told = sorted({s.id: s for s in (*sentences, *filter(None, [denial]))}.values(), key=lambda s: s.id)
        composed = self._attributions.told([sentences[0], denial] if denial and len(sentences) == 1 else told)
        answered = self._telling.answered(composed.statements, quoted=True, asked=asked)
        return answered.model_copy(update={"speakers": composed.speakers})

    # weighed

    def _weighed(self, found: _Found) -> Answer:
        """Return the sentences that a model takes for the answer, or what the article says instead of the premise."""
        likely = [item.sentence for item in found.likely]
        weights = weighed(
            found.asked, likely, self._article, self._model, granted=found.close[:_SAYING_SO], cancelled=self._cancelled
        )
        if weights.premise and max(weights.premise.values()) < _SAID:
            answered = self._stated(found.close[:1], found.asked)
            return answered.model_copy(update={"text": f"{_NOT_SAID} {answered.text}"})
        beliefs = {item.sentence.id: item.share * weights.answers[item.sentence.id] ** 2 for item in found.likely}
        least = _ANSWERS_YES_OR_NO if found.asked.yes_or_no else _ANSWERS
        answering = sorted(
            (sentence for sentence in likely if weights.answers[sentence.id] >= least),
            key=lambda sentence: -beliefs[sentence.id],
        )
        if answering:
            close = _AS_LIKELY * beliefs[answering[0].id]
            return self._stated([s for s in answering[:_QUOTED] if beliefs[s.id] >= close], found.asked)
        return self._without_model(found)

    def _without_model(self, found: _Found) -> Answer:
        """Return what code alone takes for the answer, or that there is none."""
        if found.own:
            return self._telling.answered(found.own, quoted=True, asked=found.asked)
        if found.best and found.best.share >= _LIKELY_ENOUGH:
            return self._stated([found.best.sentence], found.asked)
        return self._telling.refusal(found.close, found.strangers)

    # written

    def _written(self, found: _Found, query: str, previous: Answer | None) -> Answer:
        """Return what holds of what the model writes from the sentences that could answer."""
        evidence = self._evidence(found.close) if english_stems(query) else list(self._article.content[:_WHOLE])
        if not evidence:
            return self._telling.refusal(found.close, found.strangers)
        messages = render("answer", sentences=evidence, question=found.asked.text, previous=previous)
        held = self._held(messages, found.asked, evidence)
        if not held.statements:
            return self._without_model(found)
        besides = found.own
        if not besides and found.best and found.best.share >= _LIKELY_ENOUGH:
            besides = [self._telling.passage([found.best.sentence])]
        statements = _with_what_else_answers(held.statements, besides)
        return self._telling.answered(statements, quoted=False, asked=found.asked)

    def _held(self, messages: Sequence[Message], asked: Asked, evidence: Sequence[Sentence]) -> Held:
        """Return what holds of what the model replies; where nothing does, it is asked once more, with the faults."""
        judge = Judge(asked, self._article, self._embedder)
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
            return (self._telling.passage([answering[0], *self._following(answering[0])]),)
        return tuple(self._telling.passage([sentence]) for sentence in answering[:_QUOTED])

    def _following(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentences after one in its paragraph, which may say yes or no to it."""
        after = self._article.content[self._article.place[sentence.id] + 1 :][:_QUOTED]
        return [other for other in after if other.paragraph == sentence.paragraph]


def _is_near(item: Ranked, asked: Asked) -> bool:
    """Return whether a sentence is like a question, and has a number of the things whose number it asks for."""
    counts = asked.counted is None or is_of_the_kind(asked, item.sentence, similar=item.alike)
    return item.alike >= _ALIKE and counts


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
