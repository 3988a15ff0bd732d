"""Which language a text is in, how sure that is, and what the reader is to be told of it.

The detectors say how likely each language is (`detectors`), the commonest words whether it is a dialect (`dialects`);
what to make of it is decided here, by what languages can be read. German is, and so are its dialects, with a notice.
Its neighbours that are languages of their own are not taken for it: Luxembourgish, Low German, Frisian; nor are those
of other languages, Galician for Portuguese. Knows nothing of articles or of engines; a paragraph is a string here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

import regex

from chat.article.detectors import ranked
from chat.article.dialects import dialect_of
from chat.data import words_of
from chat.errors import LanguageError
from chat.lang.characters import readable as without_controls
from chat.lang.language_names import name as name
from chat.lang.language_names import near
from chat.lang.quotations import CLOSERS
from chat.lang.words import function_words
from chat.schema import Language

GERMAN = "de"
ENGLISH = "en"
UNKNOWN = "und"  # ISO 639: undetermined
DIALECTS = frozenset({"gsw", "bar"})  # of German: read as German

_HINT = "If it is German after all, say so."
_FEW_LANGUAGES = 3  # so many are named where a text is in none of them

# With fewer letters nothing is told ("Ja, gut."); with fewer than the second number only whether it is German.
_LEAST_LETTERS = 6
_LETTERS_TO_TELL = 20
_LETTERS_TO_BE_FOREIGN = 60
# Of pieces of 2, 3, 4 and 6 words from FLORES dev, German has this probability in 75, 88, 94 and 98 % of the German
# ones, and in 0.2, 0.5, 0.1 and 0 % of the English ones (some 950 of each).
_LIKELY_GERMAN = 0.3
_SURE = 0.6
# Of 3,489 German sentences and paragraphs (Wikinews, FLORES dev) none is called foreign, of 909 English ones 905 are.
_SURE_FOREIGN = 0.7
_SURE_NEAR = 0.9  # of a neighbour of the article's language
_DIALECT = 0.9
_GERMAN_WORDS, _FEW_WORDS = 0.2, 12  # share of the words; a shorter text is taken for one of so many
# Share of the letters in paragraphs of a language that makes a mixed text one to be read in it. German is looked for
# first: who has an article with a quarter of German in it wants that read.
_GERMAN_SHARE, _SHARE = 0.25, 0.5
_SAMPLE = 6_000  # characters, from the beginning, the middle and the end
_ADDRESS = regex.compile(r"(?<!\S)\S*(?:https?://|www\.|@)\S*+")
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{L}{2,}+")
_QUOTATION = regex.compile(
    "|".join(f"{opening}[^{opening}{closing}\n]*+[{closing}]" for opening, closing in CLOSERS.items())
)


def detect(text: str) -> Language:
    """Return the likeliest language of a text and how sure that is; code "und" and 0 where nothing tells.

    What is quoted in it counts only where the rest does not tell: a German report that quotes English is German.
    """
    return _language_of(_sample(text))


def readable_language(text: str, *, override: str | None = None, readable: Collection[str]) -> Language:
    """Return the language that a text is read in: the one it is in, or what the reader says it is (`override`).

    A dialect of German counts as German. So does a text in several languages where German paragraphs hold a quarter
    of its letters; the confidence then is their share. Another mixed text is read in the language of half of it.

    Args:
        readable: the languages that can be read (ISO 639).

    Raises:
        LanguageError: the text is in another language, or too short to tell.
    """
    if override:
        return Language(code=GERMAN if override in DIALECTS else override, confidence=1.0)
    sample = _sample(text)
    language, letters, words = _language_of(sample), _letters(sample), len(_WORD.findall(sample))
    is_text = letters >= _LEAST_LETTERS and words > 1
    if is_text and GERMAN in readable and _is_german(language):
        return Language(code=GERMAN, confidence=language.confidence)
    if letters < _LETTERS_TO_TELL or not is_text:
        hint = _HINT if len(readable) <= _FEW_LANGUAGES else "Give more of it, or say which language it is."
        raise LanguageError("The text is too short to tell its language.", hint=hint, detected=None, confidence=0.0)
    shares = _shares(sample)
    if GERMAN in readable and shares.get(GERMAN, 0.0) >= _GERMAN_SHARE:
        return Language(code=GERMAN, confidence=round(shares[GERMAN], 3))
    if language.code in readable and language.confidence >= _SURE:
        return language
    code, share = max(shares.items(), key=lambda item: item[1], default=(UNKNOWN, 0.0))
    if code in readable and share >= _SHARE:
        return Language(code=code, confidence=round(share, 3))
    raise _refused(language, readable)


def is_not_foreign(text: str) -> bool:
    """Return whether a text is German, or too short or too odd to be called something else."""
    return foreign_language(_sample(text)) is None


def foreign_language(paragraph: str, *, source: str = GERMAN) -> Language | None:
    """Return the language of a paragraph that is clearly not in its article's (`source`); None where it cannot be told.

    Dialects of German are not foreign in a German article, nor is a paragraph that is in the article's language for
    the most part, be it in quotations: left as it is, it would not be translated. Short paragraphs are never called
    foreign: headlines and sentences full of English names would be.
    """
    text = _without_addresses(paragraph)
    if _letters(text) < _LETTERS_TO_BE_FOREIGN:
        return None
    language = _language_of_paragraph(text)
    if language.confidence < _surely_foreign(language, source):
        return None
    return None if _is_in(source, language) or _is_in(source, _likeliest(text)) else language


def _surely_foreign(language: Language, source: str) -> float:
    """Return how sure a paragraph must be in a language not to be in its article's."""
    return _SURE_NEAR if source in near(language.code) and source != GERMAN else _SURE_FOREIGN


def _is_in(source: str, language: Language) -> bool:
    return _is_german(language) if source == GERMAN else language.code == source


def notices(paragraphs: Sequence[str], *, source: str = GERMAN) -> tuple[str, ...]:
    """Return what to tell the reader about paragraphs that are in another language than their article (`source`).

    English is left as written; everything else is translated as if it were in that language. Of an English article
    nothing is translated.
    """
    read_as = name(source)
    found = [language.code for paragraph in paragraphs if (language := foreign_language(paragraph, source=source))]
    foreign = Counter(found)
    left = foreign if source == ENGLISH else Counter({ENGLISH: foreign.pop(ENGLISH, 0)})
    translated = Counter[str]() if source == ENGLISH else foreign
    dialects = Counter(code for paragraph in paragraphs if source == GERMAN and (code := _dialect(paragraph)))
    messages = (
        (+left, f"not {read_as} ({{names}}) and left as written."),
        (translated, f"not {read_as} ({{names}}), and translated as if {read_as}."),
        (dialects, "in dialect, it seems ({names}), and translated as German."),
    )
    return tuple(_notice(counted, message) for counted, message in messages if counted)


def _notice(counted: Counter[str], message: str) -> str:
    """Return the notice of paragraphs in some languages, given by how many there are in each."""
    paragraphs = "1 paragraph is" if counted.total() == 1 else f"{counted.total():,} paragraphs are"
    return f"{paragraphs} {message.format(names=', '.join(sorted(map(name, counted))))}"


def _is_german(language: Language) -> bool:
    """Return whether a language is a dialect of German, or German, and likely enough."""
    return language.code in DIALECTS or (language.code == GERMAN and language.confidence >= _LIKELY_GERMAN)


def _refused(language: Language, readable: Collection[str]) -> LanguageError:
    """Return the error of a text that is in none of the languages that can be read, with what would read it."""
    beside = next((code for code in near(language.code) if code in readable), None)
    if language.code in readable or language.code == UNKNOWN or language.confidence < _SURE:
        message, hint = "The language of the text cannot be told.", _hint(language)
    else:
        message = _what_it_is(language.code, beside, readable)
        hint = _HINT if len(readable) <= _FEW_LANGUAGES else _what_would(language.code, beside)
    detected = None if language.code == UNKNOWN else language.code
    return LanguageError(message, hint=hint, detected=detected, confidence=language.confidence, near=beside)


def _hint(language: Language) -> str:
    likely = "" if language.code in (UNKNOWN, GERMAN) else f"It may be {name(language.code)}. "
    return f"{likely}Say which it is. {_HINT}"


def _what_it_is(code: str, beside: str | None, readable: Collection[str]) -> str:
    if len(readable) <= _FEW_LANGUAGES:
        return f"The text is {name(code)}, not {' or '.join(sorted(map(name, readable), reverse=True))}."
    if beside:
        return f"The text is {name(code)}, which is near {name(beside)}; no translator here knows it."
    return f"The text is {name(code)}; no translator here knows it."


def _what_would(code: str, beside: str | None) -> str:
    """Return what a reader of a language that cannot be read can do."""
    other = f"If it is {name(beside or GERMAN)} after all, say so."
    return f"{other} A chat model that knows {name(code)} can be set with BELEGT_MODEL; then say that it is that."


def _dialect(paragraph: str) -> str | None:
    """Return the dialect of German that a paragraph is in, None for one that is in none or is too short to tell."""
    text = _without_addresses(paragraph)
    code = _language_of_paragraph(text).code if _letters(text) >= _LETTERS_TO_BE_FOREIGN else UNKNOWN
    return code if code in DIALECTS else None


def _without_addresses(paragraph: str) -> str:
    return _ADDRESS.sub(" ", paragraph[:_SAMPLE])


def _sample(text: str) -> str:
    """Return a readable sample of a text of bounded length, without addresses."""
    if len(text) > _SAMPLE:
        third, middle = _SAMPLE // 3, len(text) // 2
        text = "\n".join((text[:third], text[middle - third // 2 : middle + third // 2], text[-third:]))
    return _ADDRESS.sub(" ", without_controls(text).text)


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))


@lru_cache(maxsize=256)  # a paragraph is asked about for its translation, for the notices and for its dialect
def _language_of_paragraph(text: str) -> Language:
    return _language_of(text)


def _language_of(text: str) -> Language:
    """Return the likeliest language of what is not quoted in a text, or of all of it where that does not tell."""
    unquoted = _QUOTATION.sub(" ", text)
    if _letters(unquoted) >= _LETTERS_TO_TELL and (language := _likeliest(unquoted)).confidence >= _SURE:
        return language
    return _likeliest(text)


def _likeliest(text: str) -> Language:
    if dialect := dialect_of(text):
        return Language(code=dialect, confidence=_DIALECT)
    if _is_plainly_german(text):
        return Language(code=GERMAN, confidence=1.0)
    ranking = ranked(text)
    if not ranking:
        return Language(code=UNKNOWN, confidence=0.0)
    code, probability = ranking[0]
    return Language(code=code, confidence=min(1.0, round(probability, 3)))


def _is_plainly_german(text: str) -> bool:
    """Return whether so many words of a text are function words of German alone that no detector need be asked.

    So it is with nearly all paragraphs of German news, and with none in any other language (bench/LOG.md): it takes a
    hundredth of the time, and the detectors are loaded only where they are needed.
    """
    given = [word.casefold() for word in _WORD.findall(text)]
    return sum(word in _only_german() for word in given) >= _GERMAN_WORDS * max(len(given), _FEW_WORDS)


@cache
def _only_german() -> frozenset[str]:
    return function_words("german") - words_of("de/shared_words.txt")


def _shares(sample: str) -> dict[str, float]:
    """Return the share of the letters of a sample, 0–1, that are in lines of each language, of those that can be told.

    Dialects of German are German.
    """
    letters = Counter[str]()
    for count, language in _certain_lines(sample):
        letters[GERMAN if language.code in DIALECTS else language.code] += count
    return {code: count / letters.total() for code, count in letters.items()}


def _certain_lines(sample: str) -> Iterator[tuple[int, Language]]:
    for line in sample.splitlines():
        letters = _letters(line)
        if letters >= _LETTERS_TO_TELL and (language := _language_of(line)).confidence >= _SURE:
            yield letters, language
