"""Statements in, an answer out that cites what proves each: as far as it is read, or that the article does not say."""

from __future__ import annotations

from collections.abc import Sequence

from chat.answers.evidence import Asked
from chat.answers.judging import Statement, with_antecedents
from chat.answers.partial import Part
from chat.answers.proving import proving_words
from chat.answers.verdicts import with_verdict
from chat.grounding.citations import without_marks
from chat.schema import Answer, Citation, Sentence

NOT_IN_ARTICLE = "The article does not say."
NOT_IN_PART = "The part read so far does not say."
_NEAREST = 3


class Telling:
    """Tells what was found of an article, or of the part of it that is read."""

    def __init__(self, part: Part) -> None:
        self._whole, self._article, self._count = part.whole, part.read, part.count

    @property
    def nothing(self) -> str:
        """That the article, or what is read of it, does not say."""
        return NOT_IN_PART if self._count else NOT_IN_ARTICLE

    def answered(self, statements: Sequence[Statement], *, quoted: bool, asked: Asked | None = None) -> Answer:
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

    def refusal(self, close: Sequence[Sentence], strangers: Sequence[str]) -> Answer:
        """Return that nothing answers, with what comes nearest.

        Args:
            close: the nearest sentences first.
            strangers: the names of the question that the article does not have.
        """
        missing = f" It does not mention {' or '.join(strangers)}." if strangers else ""
        if missing and self._count:  # its German is known to the end
            missing = missing.replace("It", "The article", 1)
        return Answer(
            question="",
            text=self.nothing + missing,
            verdict="not_in_article",
            nearest=tuple(Citation.of(sentence) for sentence in close[:_NEAREST]),
        )

    def passage(self, sentences: Sequence[Sentence]) -> Statement:
        """Return sentences of the article as one statement, with what they lean on."""
        parts = with_antecedents(sentences, self._article)
        return " ".join(without_marks(part.best) or part.best for part in parts), tuple(part.id for part in parts)

    def _cited(self, statement: str, number: int) -> Citation:
        sentence = self._whole.by_id[number]
        return Citation.of(sentence, proving_words(statement, sentence, self._whole.claims))
