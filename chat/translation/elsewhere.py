"""A translation that somebody else made, put beside the original sentence by sentence, with what to doubt in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chat.lang.analysis import analysed
from chat.lang.characters import one_line
from chat.lang.en.text import EnglishText
from chat.schema import Article, Doubt, Sentence, content_of
from chat.translation.alignment import Aligned, align
from chat.translation.checks import Pair, doubts_of
from chat.translation.glossary import NO_TERMS
from chat.translation.remarks import remarks

UNTOLD = Doubt(kind="lost_text", message="No sentence of the translation stands for this one.")
TOLD_BEFORE = Doubt(kind="original", message="Its English stands with the sentence before it.", wording=True)


def beside(
    sentences: Sequence[Sentence], english: Sequence[str], *, article: Article, glossary: Mapping[str, str] = NO_TERMS
) -> tuple[Sentence, ...]:
    """Return the sentences with their English and what to doubt in it, numbered anew.

    Sentences that the translation has as one are one; what it has more is added to the English beside it, and doubted.

    Args:
        sentences: those of an article; boilerplate stays as it is.
        english: the sentences of the translation, each on one line.
        article: the article that the sentences are from.
        glossary: the reader's terms.
    """
    content = content_of(sentences)
    texts = [EnglishText(text) for text in english]
    told: list[Sentence] = []
    ahead = ""  # English that stands before the first sentence
    for aligned in align([sentence.in_original for sentence in content], texts):
        words = _words(aligned, english)
        if aligned.german:
            own = [content[at] for at in aligned.german]
            told += _rows(own, words, article, glossary)
            if ahead:
                told[-1], ahead = _with_more(told[-1], ahead, before=True), ""
        elif told:
            told[-1] = _with_more(told[-1], words)
        else:
            ahead = one_line(f"{ahead} {words}")
    rows = [*(sentence for sentence in sentences if sentence.kind == "boilerplate"), *told]
    ordered = sorted(rows, key=lambda sentence: sentence.start)
    return tuple(
        sentence.model_copy(update={"id": number, "state": "known" if sentence.kind == "boilerplate" else "checked"})
        for number, sentence in enumerate(ordered, start=1)
    )


def _words(aligned: Aligned, english: Sequence[str]) -> str:
    return " ".join(english[at] for at in aligned.english)


def _rows(own: Sequence[Sentence], english: str, article: Article, glossary: Mapping[str, str]) -> list[Sentence]:
    """Return sentences with their English: as one, or where something is left out between them the first with all."""
    together = [own[0]]
    for sentence in own[1:]:
        if sentence.id != together[-1].id + 1:
            break
        together.append(sentence)
    first, last = together[0], together[-1]
    joined = first.model_copy(update={"end": last.end, "text": article.text[first.start : last.end]})
    if not english:
        return [joined.model_copy(update={"warnings": (UNTOLD,)})]
    original = analysed(" ".join(sentence.plain for sentence in own), first.language)
    pair = Pair(original, EnglishText(english), glossary)
    found = doubts_of(pair)
    freely = remarks(pair, besides=found) if pair.is_german else ()
    told = joined.model_copy(update={"english": english, "warnings": found, "remarks": freely})
    rest = own[len(together) :]
    return [told, *(sentence.model_copy(update={"warnings": (TOLD_BEFORE,)}) for sentence in rest)]


def _with_more(sentence: Sentence, english: str, *, before: bool = False) -> Sentence:
    """Return a sentence with English that stands for none of the German, behind its own or before it."""
    message = "The translation has a sentence that the German has not."
    more = Doubt(kind="invented_text", message=message, english=english)
    parts = (english, sentence.english or "") if before else (sentence.english or "", english)
    both = one_line(" ".join(parts))
    return sentence.model_copy(update={"english": both, "warnings": (*sentence.warnings, more)})
