"""A question about an article in, a checked and cited answer out, or that the article does not say.

Who claims what is answered from the ledger, in the article's own words. Other questions the model answers from the
sentences that could: what it wrote is shown only where it cites them and says what they say, is asked for once more
where it does not, and then replaced by the sentence itself.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chat.answers.attributed import Attributions, Composed
from chat.answers.conversation import completed, leans_on_the_last
from chat.answers.evidence import answers, asks_yes_or_no, is_about, lacks_the_number, leans_back
from chat.answers.questions import understand
from chat.answers.retrieval import absent_names, asked_names, present_names, search, similarities
from chat.attribution import ledger
from chat.attribution.reported import proof_of_speakers, with_speaker
from chat.errors import Cancelled, InputError
from chat.grounding.citations import cited, nearest, relevant, statements, without_marks
from chat.grounding.faults import faults
from chat.lang.names import names
from chat.lang.words import english_stems
from chat.models.base import Embedder, Message, Request, TextModel
from chat.schema import Answer, Citation, Claim, Ledger, Sentence, Summary, content_of
from prompts import render

NOT_IN_ARTICLE = "The article does not say."
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
_PROVES = 0.5  # cosine similarity of a question with its answer and the sentence that proves it
_MAX_TOKENS = 160
_LONGEST_QUESTION = 1_000
# A refusal, if the statement begins so; a person who "does not say" is an answer.
_REFUSAL = re.compile(
    r"(?:(?:unfortunately|sorry|no|based on [^,]{0,40}),? )?(?:but )?(?:"
    r"(?:the|this|these|that) (?:(?:given|provided|numbered|news) )*(?:article|text|sentences?|passage|information)\b"
    r"[^.]{0,40}\b(?:(?:not|doesn['’]t|don['’]t) (?:\w+ )?(?:say|mention|state|contain|provide|give|specify|answer"
    r"|include|tell|explain|indicate|name|identify|describe|address|discuss)"
    r"|(?:has|have|gives?|contains?|provides?) no\b)"
    r"|I (?:do not|don['’]t|cannot|can['’]t|could not|am (?:not able|unable))\b|I['’]m sorry)",
    re.IGNORECASE,
)
# A refusal too, unless an article's sentence says so: "There is no information about the victims, the police said."
_NO_INFORMATION = re.compile(
    r"\bno (?:\w+ )?(?:information|mention)\b|\bnot (?:\w+ )?(?:mentioned|stated|specified|given|said)\b", re.IGNORECASE
)
_ANSWER_LABEL = re.compile(r"^\s*answer\s*:\s*", re.IGNORECASE)
# What a model puts before an answer where it should cite: nobody of the article's is named by it.
_PREAMBLE = re.compile(
    r"^(?:according to|based on|as stated in|in) (?:the )?(?:(?:given|provided|numbered|news) )?"
    r"(?:article|text|sentences?)(?: \[?\d+\]?)*, (?=\w)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    r"\b(?:did|does|do|is|was|were|has|have|had|will|would|could|can|should)\s+(?:the\s+)?((?:[^\W\d_][\w'’-]*\s?)+)"
)
_LEAST_CAPITALISED = 3  # words; a question of so many capitals is written like a headline

_Statement = tuple[str, tuple[int, ...]]  # its text, and the ids of the sentences that it rests on
OnText = Callable[[str], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True)
class Ground:
    """What a question is answered from: an article's sentences with their English, its claims and its summary."""

    sentences: Sequence[Sentence]
    claims: Sequence[Claim] = ()
    summary: Summary | None = None


@dataclass(frozen=True)
class _Held:
    """What of a reply holds: statements with the sentences each rests on, and what is wrong with the others."""

    statements: tuple[_Statement, ...] = ()
    faults: tuple[str, ...] = ()


def answer(
    question: str,
    ground: Ground,
    model: TextModel,
    *,
    embedder: Embedder | None = None,
    history: Sequence[Answer] = (),
    on_text: OnText | None = None,
    cancelled: IsCancelled | None = None,
) -> Answer:
    """Return the answer to an English question about an article.

    Args:
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
    found = _Answering(ground, model, embedder, on_text or _ignore, cancelled or _never).answer(question, history)
    return found.model_copy(update={"question": question, "seconds": time.perf_counter() - started})


def _ignore(text: str) -> None:
    pass


def _never() -> bool:
    return False


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
    """Answers one question."""

    def __init__(
        self, ground: Ground, model: TextModel, embedder: Embedder | None, on_text: OnText, cancelled: IsCancelled
    ) -> None:
        self._usable = content_of(ground.sentences)
        self._by_id = {sentence.id: sentence for sentence in self._usable}
        self._summary = ground.summary
        self._claims = ground.claims
        self._ledger: Ledger = ledger.build(ground.claims, ground.sentences)
        self._model, self._embedder = model, embedder
        self._on_text, self._cancelled = on_text, cancelled
        self._attributions = Attributions(ground.claims, self._ledger, self._usable, self._likeness)

    def answer(self, question: str, history: Sequence[Answer]) -> Answer:
        previous = history[-1] if history else None
        asked = completed(question, previous, lambda phrase: bool(self._attributions.entries_of(phrase)))
        return self._answer(question, asked, previous).model_copy(update={"asked": asked})

    def _answer(self, question: str, asked: str, previous: Answer | None) -> Answer:
        understood = understand(asked)
        if understood.kind == "small_talk":
            return Answer(question=question, text=SMALL_TALK, verdict="no_question")
        if understood.kind == "about_belegt":
            return Answer(question=question, text=ABOUT_BELEGT, verdict="no_question")
        if understood.kind == "summary" and self._summary and self._summary.sentences:
            told = tuple((sentence.text, sentence.citations) for sentence in self._summary.sentences)
            return self._answered(_Held(told), quoted=False)
        if composed := self._attributions.answer(understood):
            return self._composed(composed)
        return self._fact(asked, previous if asked != question or leans_on_the_last(question) else None)

    # who claims what

    def _composed(self, composed: Composed) -> Answer:
        found = self._answered(_Held(composed.statements), quoted=True)
        return found.model_copy(update={"speakers": composed.speakers})

    # facts

    def _fact(self, question: str, previous: Answer | None) -> Answer:
        query = f"{previous.asked or previous.question} {question}" if previous else question
        close = [item.sentence for item in search(query, self._usable, limit=_EVIDENCE, embedder=self._embedder)]
        evidence = self._evidence(close) if english_stems(query) else list(self._usable[:_WHOLE])
        strangers = absent_names(question, self._usable)
        own = self._own_words(query, close)
        stranger = self._asks_of_a_stranger(question, strangers)
        if not evidence or (stranger and not (own and understand(question).kind == "fact")):
            return self._refusal(close, strangers)
        messages = render("answer", sentences=evidence, question=question, previous=previous)
        citable = [sentence.id for sentence in evidence]
        reply = self._generated(messages, citable)
        held = self._checked(reply, question, evidence)
        if held.faults and not held.statements:
            again = self._generated([*messages, *_told_the_fault(reply, held.faults)], citable)
            held = self._checked(again, question, evidence)
        if held.statements:
            return self._answered(self._with_what_else_answers(held, own), quoted=False)
        if own:
            return self._answered(_Held(own), quoted=True)
        return self._refusal(close or evidence, strangers)

    def _generated(self, messages: Sequence[Message], citable: Sequence[int]) -> str:
        reply = ""
        request = Request(messages, max_tokens=_MAX_TOKENS, citable=citable)
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
        if len(self._usable) <= _WHOLE:
            return list(self._usable)
        return self._with_antecedents(close)

    def _with_antecedents(self, sentences: Sequence[Sentence]) -> list[Sentence]:
        """Return sentences in document order, each that leans back with the one before it."""
        places = {sentence.id: place for place, sentence in enumerate(self._usable)}
        chosen = {places[sentence.id] for sentence in sentences}
        chosen |= {place - 1 for place in chosen if place and leans_back(self._usable[place])}
        return [self._usable[place] for place in sorted(chosen)]

    def _asks_of_a_stranger(self, question: str, strangers: Sequence[str]) -> bool:
        """Return whether a question is about a name that the article does not have: its only names, or its subject."""
        if not strangers or _is_all_capitalised(question):
            return False
        subject = _SUBJECT.search(question)
        asked_of = bool(subject and any(subject[1].startswith(name) for name in strangers))
        return asked_of or len(strangers) == len(asked_names(question))

    def _checked(self, reply: str, question: str, evidence: Sequence[Sentence]) -> _Held:
        """Return the statements of a reply that hold, and what is wrong with the others; refusals count as neither."""
        held: dict[str, tuple[int, ...]] = {}
        wrong: list[str] = []
        for statement in statements(_ANSWER_LABEL.sub("", reply)):
            told, found = self._judged(statement, question, evidence)
            wrong += found
            if told:
                held.setdefault(*told)
        if held and lacks_the_number(question, " ".join(held)):
            return _Held(faults=("It does not say how many.",))
        return _Held(tuple(held.items()), tuple(dict.fromkeys(wrong)))

    def _judged(
        self, statement: str, question: str, evidence: Sequence[Sentence]
    ) -> tuple[_Statement | None, Sequence[str]]:
        """Return a statement with what it rests on if it holds, else what is wrong with it; neither for a refusal."""
        by_id = {sentence.id: sentence for sentence in evidence}
        text = without_marks(_PREAMBLE.sub("", statement))
        text = text[:1].upper() + text[1:]
        close = nearest(text, evidence)
        if _REFUSAL.match(text) or (_NO_INFORMATION.search(text) and not close):
            return None, ()
        sources = [by_id[number] for number in cited(statement, known=set(by_id))] or ([close] if close else [])
        if not sources:
            return None, ["It does not say which sentence it is from."]
        sources = self._with_antecedents(sources)
        found = self._faults(text, sources, question)
        if found and close and close not in sources:  # the right sentence, another's number
            sources, found = [close], self._faults(text, [close], question)
        if not found and not self._is_about(question, text, sources):
            found = ["It does not answer the question."]
        return (None, found) if found else self._attributed(text, sources, question, evidence)

    def _attributed(
        self, text: str, sources: Sequence[Sentence], question: str, evidence: Sequence[Sentence]
    ) -> tuple[_Statement | None, Sequence[str]]:
        """Return a statement that holds with whom it is from, and all that proves it."""
        kept = relevant(text, sources)
        if self._faults(text, kept, question):  # the others hold up a part of it
            kept = list(sources)
        told = with_speaker(text, kept, self._claims, self._ledger)
        if told is None:
            return None, ["It does not tell who says this."]
        best = self._best_proof(f"{question} {text}", evidence)
        if best and best not in kept and not self._faults(text, [best], question):
            kept = [*kept, best]
        kept += proof_of_speakers(told, kept, self._claims, self._ledger, self._usable)
        return (told, tuple(dict.fromkeys(sentence.id for sentence in kept))), ()

    def _faults(self, text: str, sources: Sequence[Sentence], question: str) -> list[str]:
        given = {word for name in self._names_given(question, sources) for word in name}
        return faults(text, sources, question=question, given=given, ledger=self._ledger)

    def _names_given(self, question: str, sources: Sequence[Sentence]) -> list[list[str]]:
        """Return the names of a question that an answer may repeat though its sources lack them.

        The article has them, and the sources a part of them, a pronoun that may stand for them, or nobody's name: an
        answer about one person is not proved by a sentence about another.
        """
        if any(leans_back(source) for source in sources) or not any(names(source.best) for source in sources):
            return present_names(question, self._usable)
        partly = present_names(question, sources, whole=False)
        return [name for name in present_names(question, self._usable) if name in partly]

    def _is_about(self, question: str, text: str, sources: Sequence[Sentence]) -> bool:
        """Return whether a statement and its sources are about a question, by words and by the closest meaning."""
        close = max([*self._similar(question, sources), *self._likeness(question, [text])])
        return is_about(question, text, sources, similar=close if self._embedder else None)

    def _best_proof(self, text: str, evidence: Sequence[Sentence]) -> Sentence | None:
        """Return the sentence that is closest in meaning to a question with its answer, None where none is close."""
        similar = self._similar(text, evidence)
        best = max(range(len(evidence)), key=lambda place: similar[place])
        return evidence[best] if similar[best] >= _PROVES else None

    def _own_words(self, query: str, close: Sequence[Sentence]) -> tuple[_Statement, ...]:
        """Return the sentences that answer a question, as they stand, best first, where code can tell that they do."""
        rated = zip(close, self._similar(query, close), strict=True)
        found = [
            sentence
            for sentence, similar in rated
            if sentence.kind != "title" and answers(query, sentence, self._usable, similar=similar)
        ]
        if found and asks_yes_or_no(query):
            return (self._passage([found[0], *self._following(found[0])]),)
        return tuple(self._passage([sentence]) for sentence in found[:_QUOTED])

    def _passage(self, sentences: Sequence[Sentence]) -> _Statement:
        """Return sentences of the article as one statement, with what they lean on."""
        parts = self._with_antecedents(sentences)
        return " ".join(without_marks(part.best) or part.best for part in parts), tuple(part.id for part in parts)

    def _following(self, sentence: Sentence) -> list[Sentence]:
        """Return the sentences after one in its paragraph, which may say yes or no to it."""
        after = [other for other in self._usable if other.id > sentence.id and other.paragraph == sentence.paragraph]
        return after[:_QUOTED]

    def _with_what_else_answers(self, held: _Held, own: Sequence[_Statement]) -> _Held:
        """Return what the model said, with the sentence that code finds best where the model passed it over.

        The reader sees then that the article says something else as well, whichever of the two is right.
        """
        cited = {number for _, numbers in held.statements for number in numbers}
        if not own or cited & set(own[0][1]):
            return held
        text, numbers = own[0]
        return _Held((*held.statements, (f"The article also says: “{text}”", numbers)))

    def _similar(self, query: str, sentences: Sequence[Sentence]) -> Sequence[float]:
        return self._likeness(query, [sentence.best for sentence in sentences])

    def _likeness(self, query: str, texts: Sequence[str]) -> Sequence[float]:
        """Return the cosine similarity of a query with each text; 0 where meaning is not known."""
        return similarities(query, texts, self._embedder) or [0.0] * len(texts)

    def _answered(self, held: _Held, *, quoted: bool) -> Answer:
        text = " ".join(f"{told} {' '.join(f'[{number}]' for number in ids)}" for told, ids in held.statements)
        ids = dict.fromkeys(number for _, numbers in held.statements for number in numbers)
        named = [
            entry.name
            for entry in self._ledger.entries
            if entry.english and entry.english in text and ids.keys() & set(entry.sentences)
        ]
        return Answer(
            question="",
            text=text,
            verdict="answered",
            citations=tuple(Citation.of(self._by_id[number]) for number in ids),
            speakers=tuple(named),
            quoted=quoted,
        )

    def _refusal(self, close: Sequence[Sentence], strangers: Sequence[str]) -> Answer:
        missing = f" It does not mention {' or '.join(strangers)}." if strangers else ""
        return Answer(
            question="",
            text=NOT_IN_ARTICLE + missing,
            verdict="not_in_article",
            nearest=tuple(Citation.of(sentence) for sentence in close[:_NEAREST]),
        )


def _told_the_fault(reply: str, found: Sequence[str]) -> list[Message]:
    """Return the messages that ask for an answer once more."""
    wrong = " ".join(found)
    return [
        {"role": "assistant", "content": reply},
        {"role": "user", "content": f"{wrong} Answer again in one sentence, with its number in brackets."},
    ]


def _is_all_capitalised(question: str) -> bool:
    """Return whether a question is written like a headline, so that its capitals show no names."""
    return len(question.split()) >= _LEAST_CAPITALISED and not any(word[0].islower() for word in question.split())
