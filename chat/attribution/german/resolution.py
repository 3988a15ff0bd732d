"""Who a pronoun, a role or a short name stands for: the last mention before it that fits in gender, number and name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chat.attribution.german.grammar import Kind, grammar
from chat.attribution.german.lexicon import lexicon
from chat.data import any_of
from chat.lang.de.abbreviations import without_titles


def _capitalised(words: Iterable[str]) -> list[str]:
    return [word.capitalize() for word in words]


_CAPITAL = r"[A-ZÄÖÜ]"
# "seiner Meinung", "ihren eigenen Angaben"
_POSSESSIVE = re.compile(rf"({any_of(grammar().possessors)})(?:e[rmns]?)?\s(?:[a-zäöü]\S*\s)*(\S+)", re.IGNORECASE)
_AGED = re.compile(r"(der|die)\s\d+-jährige", re.IGNORECASE)  # stands for a person like a pronoun
_MANY = re.compile(
    rf"^(?:(?:\d[\d.]*|{any_of(grammar().many)})\b"  # "zwei Zeugen"
    rf"|die\s+(?:[a-zäöü]\S*en\s+)*{_CAPITAL}\S*(?:{any_of(grammar().plural_endings)})\b)"  # "die neuen Zeugen"
    rf"|^{_CAPITAL}\w+(?:{any_of(grammar().plural_endings_alone)})\s(?:{any_of(grammar().of_many)})\b"  # "Schülern der"
    rf"|^(?=[^,]*+$)[^,]*\sund\s[^,]*{_CAPITAL}",  # "Voss und Klein"
    re.IGNORECASE,
)
_NEUTER = re.compile(
    rf"^(?:{any_of(grammar().neuter_first)})\s|^\S+\s\S*(?:{any_of(grammar().neuter_endings)})$", re.IGNORECASE
)
_MASCULINE = re.compile(
    rf"\b(?:{any_of(grammar().masculine)})\s+(?:\S+(?:e|er)\s+){{0,9}}{_CAPITAL}"
    rf"|^(?:{any_of(grammar().masculine_first)})\s"
    rf"|\b{_CAPITAL}\S{{0,80}}(?:{any_of(grammar().masculine_endings)})\b"
)
_FEMININE = re.compile(
    rf"\b(?:{any_of(grammar().feminine)})\s+(?:\S+e\s+){{0,9}}{_CAPITAL}"
    rf"|\b{_CAPITAL}\w{{3,}}(?:{any_of(grammar().feminine_endings)})\b"
)
# "von der Ärztin", "mit der Vorsitzenden": of a man it would be "der Arzt", "der Vorsitzende"
_FEMININE_DATIVE = re.compile(
    rf"^der\s+(?:\S+er\s+|\S+en\s+)*"
    rf"(?:{_CAPITAL}\w{{2,}}(?:{any_of(grammar().feminine_endings | grammar().feminine_datives)})\b)"
)
_ATTRIBUTE = re.compile(rf"(?<=\S)\s(?:{any_of(grammar().attributive | grammar().narrowing)})\s")
# "Voss und Klein", not "die Sprecherin der Städte und Gemeinden"
_TOGETHER = re.compile(
    rf"(?!(?>.*?\s(?:{any_of(grammar().genitive | grammar().attributive)})\s).*\s(?:und|sowie)\s)"
    r"[^,]*\s(?:und|sowie)\s",
    re.IGNORECASE,
)
_LEADING_ARTICLE = re.compile(rf"^(?:{any_of(_capitalised(grammar().leading))})\b")
_NAME = re.compile(rf"\b{_CAPITAL}[^\W\d_]+(?:-[^\W_]+)*")
_NO_NAMES = frozenset(_capitalised(grammar().no_names))
_LONGEST_NAME = 2  # words; who is called by more is called by their full name


def kind(phrase: str) -> Kind:
    """Return the gender or the number that a German noun phrase shows by its article or its noun."""
    opening = _LEADING_ARTICLE.sub(lambda match: match.group().lower(), phrase)
    if _MANY.search(opening):
        return "plural"
    if _NEUTER.search(opening):
        return "neuter"
    head = opening.partition(",")[0]
    if _FEMININE_DATIVE.match(head):
        return "feminine"
    for part in (head, opening):
        feminine, masculine = _FEMININE.search(part), _MASCULINE.search(part)
        if bool(feminine) != bool(masculine):
            return "feminine" if feminine else "masculine"
        if feminine and masculine and feminine.start() != masculine.start():
            return "feminine" if feminine.start() < masculine.start() else "masculine"
    return "unknown"


def _plain(speaker: str) -> str:
    """Return a speaker without the "selbst" behind it: "er selbst"."""
    words = speaker.split()
    return " ".join(words[:-1]) if words[1:] and words[-1] in grammar().emphatic else speaker


def is_owner_of_words(speaker: str) -> bool:
    """Return whether a speaker is named by whose words they are, and no more: "ihren Angaben", "seiner Meinung"."""
    return bool(_possessor(speaker))


def is_anaphoric(speaker: str) -> bool:
    """Return whether a speaker is a pronoun, or named by a possessive only ("seiner Meinung")."""
    alone = _plain(speaker)
    return alone.lower() in grammar().stands_for or is_owner_of_words(speaker) or bool(_AGED.fullmatch(alone))


def antecedent(speaker: str, mentions: Sequence[str], *, plural: bool | None = None) -> int | None:
    """Return the place of the mention that a speaker stands for among those before it, oldest first.

    `plural` tells the number of its verb, where that shows. None for what stands for itself, and for what is unknown:
    a wrong name is worse than none.
    """
    speaker = _plain(speaker)
    backwards = [at for at in reversed(range(len(mentions))) if not is_anaphoric(mentions[at])]
    kinds = _kinds_of(speaker, plural)
    if kinds:
        return next((at for at in backwards if kind(mentions[at]) in (*kinds, "unknown")), None)
    speaker = without_titles(speaker)
    names = [name for name in _NAME.findall(speaker) if name not in _NO_NAMES]
    if not names or len(names) > _LONGEST_NAME or "," in speaker:
        return None
    described = [word for word in speaker.split()[1:] if word[:1].islower() and word != "von"]
    for at in backwards:
        if _TOGETHER.match(mentions[at]) and not _TOGETHER.match(speaker):
            continue  # "Klein" is not "Voss und Klein"
        mention = mentions[at] if "von" in speaker.lower().split() else _heads(mentions[at])
        if len(mentions[at]) > len(speaker) and _has_names(mention, names) and set(described) <= set(mention.split()):
            return at
    return None


def resolve(speaker: str, mentions: Sequence[str], *, plural: bool | None = None) -> str | None:
    """Return the fuller name that a speaker stands for among the mentions before it, oldest first; None for itself."""
    place = antecedent(speaker, mentions, plural=plural)
    if place is None:
        return None
    fuller = antecedent(mentions[place], mentions[:place])
    return mentions[place if fuller is None else fuller]


def _kinds_of(speaker: str, plural: bool | None) -> tuple[Kind, ...]:
    """Return the kinds that a pronoun or the like can stand for; none for a name or a role."""
    if possessor := _possessor(speaker):
        return grammar().possessors[possessor]
    if aged := _AGED.fullmatch(speaker):
        return ("masculine",) if aged[1].lower() == "der" else ("feminine",)
    kinds = grammar().stands_for.get(speaker.lower(), ())
    if plural is None or len(kinds) < 2:
        return kinds
    return tuple(kind for kind in kinds if (kind == "plural") == plural)


def _possessor(speaker: str) -> str | None:
    """Return "sein" or "ihr" where that is all that names the speaker: "seiner Meinung", not "sein Sprecher"."""
    match = _POSSESSIVE.fullmatch(speaker)
    nouns = lexicon().source_nouns
    said = match and any(match[2].lower().removesuffix(ending).endswith(nouns) for ending in ("", "n", "en"))
    return match[1].lower() if match and said else None


def _has_names(mention: str, names: Sequence[str]) -> bool:
    """Return whether all names are in a mention; a role may be the end of a longer one, and a name in the genitive."""
    words = [word.lower() for word in _NAME.findall(mention)]
    return all(
        any(word == name or word == name.removesuffix("s") or word.endswith(name) for word in words)
        for name in (name.lower() for name in names)
    )


def _heads(mention: str) -> str:
    """Return a mention without attributes and clauses: "Sprecher der Polizei" is no mention of the police."""
    parts = [part.strip() for part in mention.split(",")]
    named = [part for part in parts if part.split() and part.split()[-1][:1].isupper()]
    return ", ".join(_ATTRIBUTE.split(part, maxsplit=1)[0] for part in named)
