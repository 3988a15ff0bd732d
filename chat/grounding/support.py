"""What an English text has, numbers and names, that the German it is to rest on lacks. Knows no model and no prompt."""

from __future__ import annotations

from collections.abc import Sequence

from chat.lang.en.text import EnglishText
from chat.lang.figures import lacking
from chat.lang.names import is_known, is_unremarkable
from chat.lang.text import AnalysedText
from chat.schema import Sentence


def unsupported(english: str, cited: Sequence[Sentence]) -> list[str]:
    """Return the numbers and names of an English text, as written, that the sentences it cites lack.

    A number is supported by the original or by the translation of what is cited; a name by words of either that may be
    the same name (see `names.sounds_like`), or another name for it (see `names.with_one_name_each`).
    """
    text = EnglishText(english)
    sources: list[AnalysedText] = [
        *(sentence.in_original for sentence in cited),
        *(sentence.in_english for sentence in cited if sentence.english),
    ]
    offered = [figure for source in sources for figure in source.figures]
    known = {word for source in sources for word in source.name_words}
    invented = [" ".join(name) for name in text.names if not is_known(name, known, whole=True)]
    return lacking(text.figures, offered, among=[source.text for source in sources]) + invented


def foreign_names(sentence: Sentence) -> list[str]:
    """Return the names of a translation, as written, that its original does not have: it may have made them up."""
    named = [name for name in sentence.in_english.names if not is_unremarkable(name)] if sentence.english else []
    return [" ".join(name) for name in named if not is_known(name, sentence.in_original.name_words, whole=True)]
