"""The way in for every text: its language, its paragraphs and sentences, and what the reader is to know of them.

Knows no engine that is loaded: what can be known at once is known here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from chat.article import language, paragraphs, sentences
from chat.attribution import engine, in_translation, quotations
from chat.lang import characters
from chat.layers import is_english
from chat.models import languages
from chat.schema import Article, Language, Origin, Sentence
from chat.translation import checked, checks

_UNTRANSLATED = frozenset({language.GERMAN, language.ENGLISH})  # in which claims are found without a translator
_UNKNOWN = Origin()


@dataclass(frozen=True)
class Prepared:
    """A text that is ready to be read. Its sentences are English where the article is, as far as that is looked for."""

    article: Article
    sentences: tuple[Sentence, ...]
    language: Language


def prepare(
    text: str,
    *,
    code: str | None = None,
    max_characters: int = 100_000,
    kept: frozenset[int] = frozenset(),
    origin: Origin = _UNKNOWN,
    translated: bool = True,
    readable: Collection[str] | None = None,
) -> Prepared:
    """Return what is known of a text without a model: its article with notices, its sentences, its language.

    Args:
        translated: whether it will be; else it is refused only where it is clearly not German, which is soon told, and
            no English is looked for.
        readable: the languages in which it is read; None: all that are (`models.languages`), and where it is not
            translated German and English. Other arguments are those of `How`.

    Raises:
        EmptyText, LanguageError: the text cannot be read.
    """
    if readable is None:
        readable = languages.readable() if translated else _UNTRANSLATED
    article = paragraphs.build(text, max_characters=max_characters, kept=kept)
    seen = characters.readable(article.text).text  # a language is not told by marks that nobody sees
    if not translated and code is None and language.is_not_foreign(seen):
        code = language.GERMAN
    found = language.readable_language(seen, override=code, readable=readable)
    if found.code != language.GERMAN:  # what stands around an article is in its language too
        article = paragraphs.build(text, max_characters=max_characters, kept=kept, language=found.code)
    notices, english, texts = article.notices, frozenset[int](), _texts(article) if translated else {}
    if translated:
        english = frozenset(number for number, own in texts.items() if is_english(own, source=found.code))
        notices += (*language.notices([*texts.values()], source=found.code), *_limits(found.code))
    notices += quotations.notices(article)
    article = article.model_copy(update={"notices": notices, "origin": origin})
    split = sentences.split(article, language=found.code)
    is_english_itself = found.code == language.ENGLISH
    known = (_in_english(one) if is_english_itself else _as_it_is(one, english) for one in split)
    return Prepared(article, tuple(known), found)


def _texts(article: Article) -> dict[int, str]:
    """Return the paragraphs of an article that are no boilerplate, as they are seen, by their number."""
    own = [(number, one) for number, one in enumerate(article.paragraphs) if one.kind != "boilerplate"]
    return {number: characters.readable(article.text[one.start : one.end]).text for number, one in own}


def _limits(code: str) -> tuple[str, ...]:
    """Return what a reader is to know of an article in a language of which less is known than of German."""
    if code in engine.LANGUAGES:
        return ()
    name = language.name(code)
    return (in_translation.notice(name), *checks.notices(code, name))


def _in_english(sentence: Sentence) -> Sentence:
    """Return a sentence of an English article with its English, of which nothing is to be doubted."""
    is_content = sentence.kind != "boilerplate"
    return sentence.model_copy(update={"english": sentence.plain, "state": "checked"} if is_content else {})


def _as_it_is(sentence: Sentence, english: frozenset[int]) -> Sentence:
    """Return a sentence, translated where its paragraph is one of those that are English already."""
    return checked.as_it_is(sentence) if sentence.paragraph in english else sentence
