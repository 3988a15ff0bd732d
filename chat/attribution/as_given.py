"""An article in its readable form, in which claims are found, and those claims put back into the text as given.

Letters in two parts, of which text out of PDF files is full, spaces without width and other marks that nobody sees hide
words from a grammar: with letters in two parts it lost 6 of the 58 claims of the tests' texts. Offsets stay those of
the text as given.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TypeVar

from chat.lang.characters import Readable, readable
from chat.schema import Article, Claim, Cue, Sentence, Span, Speaker

Placed = TypeVar("Placed", Span, Cue, Speaker)


class Legible:
    """An article and its sentences as somebody reads them; those of a text that is readable are the same.

    Args:
        article: as given.
        sentences: its sentences.
        language: of the article, ISO 639-1.
    """

    def __init__(self, article: Article, sentences: Sequence[Sentence], language: str) -> None:
        self._given = article.text
        self._form = readable(article.text)
        self.article, self.sentences = article, tuple(sentences)
        if self._form.text != article.text:
            places = [_place(self._form, part.start, part.end) for part in article.paragraphs]
            paragraphs = [
                part.model_copy(update={"start": start, "end": end})
                for part, (start, end) in zip(article.paragraphs, places, strict=True)
            ]
            self.article = article.model_copy(update={"text": self._form.text, "paragraphs": tuple(paragraphs)})
            self.sentences = tuple(self._legible(sentence, language) for sentence in sentences)

    def _legible(self, sentence: Sentence, language: str) -> Sentence:
        sentence.in_language(language)  # the copy has the same analysis
        start, end = _place(self._form, sentence.start, sentence.end)
        return sentence.model_copy(update={"start": start, "end": end, "text": self._form.text[start:end]})

    def given(self, claim: Claim) -> Claim:
        """Return a claim of the readable form with the offsets and the words of the text as given."""
        if self._form.text == self._given:
            return claim
        alone = {name: getattr(claim, name) for name in ("speaker", "addressee", "occasion", "knows_by", "cue")}
        several = {
            "speakers": tuple(map(self._placed, claim.speakers)),
            "content": tuple(map(self._placed, claim.content)),
        }
        return claim.model_copy(update={name: part and self._placed(part) for name, part in alone.items()} | several)

    def _placed(self, part: Placed) -> Placed:
        if part.start is None or part.end is None:
            return part
        start, end = self._form.original_span(part.start, part.end)
        return part.model_copy(update={"start": start, "end": end, "text": self._given[start:end]})


def _place(form: Readable, start: int, end: int) -> tuple[int, int]:
    """Return where a stretch of the original text stands in its readable form."""
    return bisect_left(form.starts, start), bisect_right(form.ends, end)
