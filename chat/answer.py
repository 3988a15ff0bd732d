"""A question and the sentences of an article in, a checked and cited answer out, or that the article does not say.

The model sees only the sentences that could answer. What it wrote is shown as an answer only where every statement
cites one of them and has no number or name that its citations lack.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Sequence

from chat.citations import cited, nearest, relevant, rests_on, statements, without_marks
from chat.errors import Cancelled, InputError
from chat.faithfulness import unsupported
from chat.models.base import TextModel
from chat.retrieval import absent_names, asked_names, search
from chat.schema import Answer, Citation, Sentence, content_of
from chat.words import english_stems, names
from prompts import render

NOT_IN_ARTICLE = "The article does not say."

# An article of so few sentences goes to the model whole, a longer one by the best matches.
_WHOLE = 8
_EVIDENCE = 6
_NEAREST = 3
_MAX_TOKENS = 160
_LONGEST_QUESTION = 1_000
# An answer that says something unsupported is replaced by the sentence it cites, if that has so much of the question.
_LEAST_COVERED = 0.5
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
_LEAST_STATED = 3  # content words; "In May. [4]" is too short to be measured against what it cites
_GOES_ON = re.compile(
    r"(?:and|but|so|what about|how about)\b|(?:why|who|when|where|how|how come|since when)(?: not)?\W*$", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|them|his|their|its|this|that|those|these)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"\b(?:did|does|do|is|was|were|has|have|had|will|would|could|can|should)\s+(?:the\s+)?((?:[^\W\d_][\w'’-]*\s?)+)"
)
_REFERRING = frozenset({"he", "she", "it", "they", "this", "these", "his", "her", "their", "its"})


def answer(
    question: str,
    sentences: Sequence[Sentence],
    model: TextModel,
    *,
    history: Sequence[Answer] = (),
    on_text: Callable[[str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Answer:
    """Return the answer to an English question about translated sentences.

    Args:
        history: earlier answers of the conversation, oldest first; the last completes a follow-up question.
        on_text: called with all that the model wrote so far, unchecked, as it comes.
        cancelled: asked between tokens; true stops the model.

    Raises:
        InputError: the question is empty or longer than 1,000 characters.
        Cancelled: `cancelled` said so.
        ModelError: the model failed.
    """
    started = time.perf_counter()
    question = _valid(question)
    usable = content_of(sentences)
    previous = history[-1] if history and _is_follow_up(question) else None
    query = f"{previous.question} {question}" if previous else question
    close = [item.sentence for item in search(query, usable, limit=_EVIDENCE)]
    evidence = _evidence(close, usable) if english_stems(query) else list(usable[:_WHOLE])
    if not evidence or _asks_of_a_stranger(question, usable):
        return _refusal(question, close, started=started)
    messages = render("answer", sentences=evidence, question=question, previous=previous)
    reply = ""
    with contextlib.closing(model.generate(messages, max_tokens=_MAX_TOKENS)) as pieces:
        for piece in pieces:
            reply += piece
            if cancelled and cancelled():
                raise Cancelled("The answer was stopped.")
            if on_text:
                on_text(reply)
    text, citations = _checked(reply, question, evidence)
    if not citations:
        return _refusal(question, close or evidence, started=started)
    return Answer(
        question=question,
        text=text,
        verdict="answered",
        citations=tuple(Citation.of(sentence) for sentence in citations),
        seconds=time.perf_counter() - started,
    )


def _valid(question: str) -> str:
    question = " ".join(question.split())
    if not question:
        raise InputError("There is no question.", hint="Ask something about the article.")
    if len(question) > _LONGEST_QUESTION:
        raise InputError(
            f"The question has {len(question):,} characters, at most {_LONGEST_QUESTION:,} are read.",
            hint="Ask a shorter question.",
        )
    return question


def _is_follow_up(question: str) -> bool:
    """Tell whether a question goes on from the one before: it begins so, or leans on a pronoun without a name."""
    return bool(_GOES_ON.match(question)) or (bool(_PRONOUN.search(question)) and not names(question))


def _asks_of_a_stranger(question: str, sentences: Sequence[Sentence]) -> bool:
    """Tell whether a question is about a name that the article does not have: its only names, or its subject."""
    absent = absent_names(question, sentences)
    if not absent or _is_all_capitalised(question):
        return False
    subject = _SUBJECT.search(question)
    asked_of = bool(subject and any(subject[1].startswith(name) for name in absent))
    return asked_of or len(absent) == len(asked_names(question))


def _is_all_capitalised(question: str) -> bool:
    """Tell whether a question is written like a headline, so that its capitals show no names."""
    return len(question.split()) >= _LEAST_STATED and not any(word[0].islower() for word in question.split())


def _evidence(close: Sequence[Sentence], usable: Sequence[Sentence]) -> list[Sentence]:
    """Return what the model is shown, in document order: a short article whole, else the matches.

    A match that begins with a pronoun brings the sentence before it along, which may have the name.
    """
    if len(usable) <= _WHOLE:
        return list(usable)
    places = {sentence.id: place for place, sentence in enumerate(usable)}
    chosen = {places[sentence.id] for sentence in close}
    chosen |= {place - 1 for place in chosen if place and _refers_back(usable[place])}
    return [usable[place] for place in sorted(chosen)]


def _refers_back(sentence: Sentence) -> bool:
    return sentence.best.partition(" ")[0].casefold() in _REFERRING


def _checked(reply: str, question: str, evidence: Sequence[Sentence]) -> tuple[str, list[Sentence]]:
    """Return the statements of a reply that hold, with marks, and what they cite; nothing where none holds.

    A refusal counts only where nothing else was said. A statement with a number or name that its citations lack is
    replaced by the sentence it cites, where that sentence is about the question, and dropped otherwise.
    """
    by_id = {sentence.id: sentence for sentence in evidence}
    held: dict[str, tuple[int, ...]] = {}
    for statement in statements(_ANSWER_LABEL.sub("", reply)):
        text = without_marks(statement)
        close = nearest(text, evidence)
        if _REFUSAL.match(text) or (_NO_INFORMATION.search(text) and not close):
            continue
        sources = [by_id[number] for number in cited(statement, known=set(by_id))] or ([close] if close else [])
        if not sources:
            continue
        if unsupported(text, sources) or not _rests_on(text, sources):
            fallback = close or sources[0]
            if not _covers(fallback, question):
                continue
            text, sources = without_marks(fallback.best), [fallback]
        held.setdefault(text, tuple(sentence.id for sentence in relevant(text, sources)))
    shown = " ".join(f"{text} {' '.join(f'[{number}]' for number in numbers)}" for text, numbers in held.items())
    return shown, [by_id[number] for number in dict.fromkeys(n for numbers in held.values() for n in numbers)]


def _rests_on(text: str, sources: Sequence[Sentence]) -> bool:
    return len(english_stems(text)) < _LEAST_STATED or rests_on(text, sources)


def _covers(sentence: Sentence, question: str) -> bool:
    asked = set(english_stems(question))
    return len(asked & set(english_stems(sentence.best))) >= _LEAST_COVERED * len(asked)


def _refusal(question: str, close: Sequence[Sentence], *, started: float) -> Answer:
    return Answer(
        question=question,
        text=NOT_IN_ARTICLE,
        verdict="not_in_article",
        nearest=tuple(Citation.of(sentence) for sentence in close[:_NEAREST]),
        seconds=time.perf_counter() - started,
    )
