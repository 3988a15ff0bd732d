"""Does the English say what the original says? Deterministic checks without a model, each a file of this folder.

A module that lies here is a check: it has a `CHECK`, or several `CHECKS`, and is found by that, with no list to add it
to. A check gets the analysed texts, and tokenises and tags nothing itself; what it works out of the original alone it
keeps there (`AnalysedText.once`), for the other translations of the sentence. All check German; what they can of other
languages is what those's packs know. Knows no article, no model and no prompt.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import import_module

from chat.errors import ChatError
from chat.lang.bilingual.comparison import Comparison
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.packs import pack
from chat.lang.text import AnalysedText
from chat.schema import Doubt
from chat.translation.glossary import NO_TERMS

GERMAN = frozenset({"de"})
LAST = 1_000  # the order of a check that gives none


@dataclass(frozen=True)
class Pair:
    """A sentence, in whatever language it is, its translation, and the reader's terms."""

    original: AnalysedText
    english: EnglishText
    glossary: Mapping[str, str] = field(default_factory=lambda: NO_TERMS)

    @property
    def is_german(self) -> bool:
        """Whether the sentence is German."""
        return isinstance(self.original, GermanText)

    @property
    def german(self) -> GermanText:
        """The sentence, where it is German.

        Raises:
            TypeError: it is not; a check that needs German was asked about another language.
        """
        if not isinstance(self.original, GermanText):
            raise TypeError(f"a sentence in {self.language} is no German one")
        return self.original

    @property
    def language(self) -> str:
        """The English name of the language of the sentence."""
        return pack(self.original.tongue).name

    @cached_property
    def compared(self) -> Comparison:
        """The two word by word, where the sentence is German."""
        return Comparison(self.german, self.english)


@dataclass(frozen=True)
class Check:
    """A kind of fault, and how it is found.

    Args:
        kind: the name of its doubts in what is kept and exported; several checks may share one.
        label: the name of the kind for a reader: "A number".
        find: yields a doubt for each word or span at fault, made by `doubt`.
        order: where its doubts stand among those of other checks, the lowest first.
        languages: ISO 639-1, of the sentences that it can check; None for all.
        needs: the tables of a pack that it needs of another language than German: "negation".
        about: what it looks at, for who is told that it cannot: "who acts on whom".
        wording: that its doubts are about the wording alone, or who says it, and spoil no statement that rests on the
            sentence (see `Doubt`).
    """

    kind: str
    label: str
    find: Callable[[Pair], Iterator[Doubt]]
    order: int = LAST
    languages: frozenset[str] | None = GERMAN
    needs: frozenset[str] = frozenset()
    about: str = ""
    wording: bool = False

    def can_check(self, source: str) -> bool:
        """Return whether sentences in a language (ISO 639-1) can be checked."""
        if self.languages is not None:
            return source in self.languages
        return source in GERMAN or all(_is_filled(source, name) for name in self.needs)

    def doubt(self, message: str, *, german: str = "", english: str = "") -> Doubt:
        """Return a doubt of this kind, and the words that it is about."""
        return Doubt(kind=self.kind, message=message, german=german, english=english, wording=self.wording)


def doubts(
    original: AnalysedText, english: EnglishText | str, *, glossary: Mapping[str, str] = NO_TERMS
) -> tuple[Doubt, ...]:
    """Return what to doubt in a translation: one doubt for each word or span that a check finds fault with.

    Args:
        original: the sentence; one object for all its translations, so that it is analysed once. Its language says
            what can be checked, see `unchecked`.
        english: its translation.
        glossary: the reader's terms.
    """
    return doubts_of(Pair(original, EnglishText(english) if isinstance(english, str) else english, glossary))


def doubts_of(pair: Pair) -> tuple[Doubt, ...]:
    """Return what to doubt in a pair; as `doubts` does."""
    fitting = (check for check in all_checks() if check.can_check(pair.original.tongue))
    return tuple(doubt for check in fitting for doubt in check.find(pair))


def unchecked(source: str) -> tuple[str, ...]:
    """Return what is not checked of translations from a language, in words for a reader: "who acts on whom".

    Args:
        source: ISO 639-1; of German all is checked.
    """
    checked = {check.about for check in all_checks() if check.can_check(source)}
    told = dict.fromkeys(check.about for check in all_checks() if check.about)
    return tuple(about for about in told if about not in checked)


def notices(source: str, language: str) -> tuple[str, ...]:
    """Return what a reader is to know of what is not checked, as `unchecked` tells it.

    Args:
        source: ISO 639-1.
        language: its English name.
    """
    left = unchecked(source)
    return (f"Not checked in a translation from {language}: {', '.join(left)}.",) if left else ()


def _is_filled(source: str, name: str) -> bool:
    """Return whether the pack of a language has something in a table."""
    table = getattr(pack(source), name)
    return bool(table != type(table)())


def labels() -> dict[str, str]:
    """Return the names for a reader of the kinds of doubts that checks have."""
    return {check.kind: check.label for check in all_checks()}


@cache
def all_checks() -> tuple[Check, ...]:
    """Return the checks of all modules in this folder, in the order of their doubts.

    Raises:
        ChatError: a module has none.
    """
    modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(sorted((check for name in modules for check in _of(name)), key=lambda check: check.order))


def _of(name: str) -> tuple[Check, ...]:
    """Return the checks of a module in this folder.

    Raises:
        ChatError: it has none.
    """
    module = import_module(f"{__name__}.{name}")
    checks = getattr(module, "CHECKS", None) or (getattr(module, "CHECK", None),)
    if not all(isinstance(check, Check) for check in checks):
        raise ChatError(
            f"The module {module.__name__} is no check.",
            hint="Give it a CHECK, or move it out of this folder.",
        )
    return tuple(checks)
