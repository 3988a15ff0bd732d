"""A translation that somebody else made, put beside the German sentence by sentence, with what to doubt in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chat.lang.characters import one_line
from chat.lang.en.text import EnglishText
from chat.schema import Article, Doubt, Sentence
from chat.translation.alignment import Aligned, align
from chat.translation.checks import doubts
from chat.translation.glossary import NO_TERMS

UNTOLD = Doubt(kind="lost_text", message="No sentence of the translation stands for this one.")


def beside(
    sentences: Sequence[Sentence], english: Sequence[str], *, article: Article, glossary: Mapping[str, str] = NO_TERMS
) -> tuple[Sentence, ...]:
    """Return the sentences with their English and what to doubt in it, numbered anew.

    Sentences that the translation has as one are one; what it has more is added to the English before it, and doubted.

    Args:
        sentences: those of an article; boilerplate stays as it is.
        english: the sentences of the translation, each on one line.
        article: the article that the sentences are from.
        glossary: the reader's terms.
    """
    content = [sentence for sentence in sentences if sentence.kind != "boilerplate"]
    texts = [EnglishText(text) for text in english]
    rows: list[Sentence] = [sentence for sentence in sentences if sentence.kind == "boilerplate"]
    told: list[Sentence] = []
    for aligned in align([sentence.in_german for sentence in content], texts):
        if aligned.german:
            told.append(_row([content[at] for at in aligned.german], _words(aligned, english), article, glossary))
        elif told:
            told[-1] = _with_more(told[-1], _words(aligned, english))
    ordered = sorted([*rows, *told], key=lambda sentence: sentence.start)
    return tuple(sentence.model_copy(update={"id": number}) for number, sentence in enumerate(ordered, start=1))


def _words(aligned: Aligned, english: Sequence[str]) -> str:
    return " ".join(english[at] for at in aligned.english)


def _row(own: Sequence[Sentence], english: str, article: Article, glossary: Mapping[str, str]) -> Sentence:
    """Return sentences as one, with their English."""
    first, last = own[0], own[-1]
    update = {"end": last.end, "text": article.text[first.start : last.end]}
    joined = first.model_copy(update=update)
    if not english:
        return joined.model_copy(update={"warnings": (UNTOLD,)})
    found = doubts(joined.in_german, english, glossary=glossary)
    return joined.model_copy(update={"english": english, "warnings": found})


def _with_more(sentence: Sentence, english: str) -> Sentence:
    """Return a sentence with English that stands for none of the German."""
    message = "The translation has a sentence that the German has not."
    more = Doubt(kind="invented_text", message=message, english=english)
    both = one_line(f"{sentence.english or ''} {english}")
    return sentence.model_copy(update={"english": both, "warnings": (*sentence.warnings, more)})
