"""How likely sentences answer a question, and whether what it takes for granted is said: by one word of a model each.

The model writes nothing that is shown: it is asked for yes or no, and how sure it is of that word is what counts.
"""

from __future__ import annotations

import contextlib
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chat.answers.evidence import Asked
from chat.answers.understanding.questions import auxiliaries
from chat.article.analysed import AnalysedArticle
from chat.errors import Cancelled
from chat.models.base import Priority, Request, TextModel
from chat.schema import Sentence
from prompts import Message, render

# "Why did Klein resign?" takes for granted what "Did Klein resign?" asks.
_TAKES_FOR_GRANTED = re.compile(
    r"^(?:and |but |so )?(?:why|how come|how|for what reason)(?: exactly)?,? "
    rf"(?P<asked>(?:{auxiliaries()})(?:n['’]t)? .+)$",
    re.IGNORECASE,
)
# "What prompted Klein to resign?" does so too.
_MOVED_TO = re.compile(
    r"^what (?:prompted|led|caused|drove|persuaded|moved|motivated|brought) (?P<who>.+?) to (?P<does>.+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Weighed:
    """By the ids of sentences, the likelihood from 0 to 1 that each answers, and that each says the premise.

    `premise` is empty where a question takes nothing for granted that can be asked about.
    """

    answers: Mapping[int, float]
    premise: Mapping[int, float]


def premise_of(question: str) -> str | None:
    """Return the question for yes or no that an English question for a reason or a way takes for granted."""
    plain = question.strip(" ?.!")
    if match := _TAKES_FOR_GRANTED.match(plain):
        return f"{match['asked'][:1].upper()}{match['asked'][1:]}?"
    if match := _MOVED_TO.match(plain):
        return f"Did {match['who']} {match['does']}?"
    return None


def weighed(
    asked: Asked,
    sentences: Sequence[Sentence],
    article: AnalysedArticle,
    model: TextModel,
    *,
    granted: Sequence[Sentence],
    cancelled: Callable[[], bool],
) -> Weighed:
    """Return how likely sentences answer an English question, and what it takes for granted is said.

    A question for yes or no is answered by what says either.

    Args:
        sentences: of the article.
        model: one that tells its certainty.
        granted: sentences that could say what is taken for granted.

    Raises:
        Cancelled: `cancelled` said so.
        ModelError: the model failed.
    """
    premise = premise_of(asked.text)
    granted = granted if premise else ()
    prompts = [_about(asked, sentence, article) for sentence in sentences]
    prompts += [render("premise", sentence=sentence.best, question=premise) for sentence in granted]
    said = _said(prompts, model, cancelled)
    wanted = (("yes", "no"), 3) if asked.yes_or_no else (("yes",), 2)
    return Weighed(
        {sentence.id: one.likelihood(*wanted) for sentence, one in zip(sentences, said, strict=False)},
        {s.id: one.likelihood(("yes",), 3) for s, one in zip(granted, said[len(sentences) :], strict=True)},
    )


@dataclass(frozen=True)
class _Said:
    """A word of a model, and how sure it is of it."""

    word: str = ""
    sure: float = 0.0

    def likelihood(self, words: Sequence[str], choices: int) -> float:
        """Return how likely the model says one of some words, of so many that it has the choice of.

        What it is not sure of is shared by the words that it did not say.
        """
        left = (1 - self.sure) / (choices - 1)
        return sum(self.sure if word == self.word else left for word in words)


def _about(asked: Asked, sentence: Sentence, article: AnalysedArticle) -> list[Message]:
    if asked.yes_or_no:
        return render("premise", sentence=sentence.best, question=asked.text)
    place = article.place[sentence.id]
    before = article.content[place - 1].best if place else ""
    return render("weigh", before=before, sentence=sentence.best, question=asked.text)


def _said(prompts: Sequence[list[Message]], model: TextModel, cancelled: Callable[[], bool]) -> list[_Said]:
    requests = [Request(messages, max_tokens=1, certain=True, priority=Priority.QUESTION) for messages in prompts]
    said = [_Said()] * len(requests)
    with contextlib.closing(model.stream_many(requests)) as replies:
        for reply in replies:
            if cancelled():
                raise Cancelled("The answer was stopped.")
            if reply.done and reply.certainty is not None:
                said[reply.index] = _Said(_word(reply.text), math.exp(reply.certainty))
    return said


def _word(text: str) -> str:
    """Return what a reply of one token says, which may be the beginning of "unknown"."""
    word = text.strip().casefold()
    return word if word in ("yes", "no") else "unknown"
