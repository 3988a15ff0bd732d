"""Chat over a dossier: a question in, an answer out that names the articles and cites their sentences; all of it code.

What was found across the articles answers what is asked of them together (`across`); who says what, and who denies it
or says otherwise than before, is told from their claims (`sayings`); other questions by the sentences that answer
(`searching`). No model writes, so no source, number or name can be invented.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from chat.answers.answer import valid
from chat.dossier.asking.answering import Answering
from chat.dossier.asking.merged import merged
from chat.dossier.dossier import Dossier
from chat.models.base import Embedder
from chat.schema import Answer


def ask(
    question: str,
    dossier: Dossier,
    *,
    embedder: Embedder | None = None,
    in_english: Callable[[str, str], str] | None = None,
    history: Sequence[Answer] = (),
) -> Answer:
    """Return the answer in English to a question about the articles of a dossier.

    Its text names the articles, and cites sentences by article and number: "[2:5]".

    Args:
        question: in English, German, or a language of the articles.
        embedder: finds sentences by meaning too; None: by words and names alone.
        in_english: translates a question from the language given second (ISO 639-1), a German one only where its form
            does not tell; None: its words are looked up.
        history: earlier answers of the conversation, oldest first; the last completes a follow-up question.

    Raises:
        InputError: the question is empty or longer than 1,000 characters.
        ModelError: the embedder of the dossier, or the translator, failed.
    """
    started = time.perf_counter()
    question = valid(question)
    answering = Answering(dossier, merged(dossier), embedder, in_english or _as_it_is)
    told = [answer for answer in history if answer.verdict == "answered"]
    previous = next(iter([*told[-1:], *history[-1:]]), None)
    answered = answering.answer(question, previous)
    return answered.model_copy(update={"question": question, "seconds": time.perf_counter() - started})


def prepare(dossier: Dossier, embedder: Embedder | None = None) -> None:
    """Make the indexes of a dossier ahead of the first question, which is answered sooner then.

    Raises:
        ModelError: the embedder of the dossier failed.
    """
    whole = merged(dossier)
    whole.prepare()
    whole.related(dossier)
    whole.finding.prepare()
    whole.similar("", embedder)


def _as_it_is(question: str, source: str) -> str:
    return question
