"""Who a pronoun, a role or a short name stands for: the last mention before it that fits in gender, number and name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from chat.attribution.german.lexicon import lexicon

Kind = Literal["masculine", "feminine", "neuter", "plural", "unknown"]

_PRONOUNS: dict[str, tuple[Kind, ...]] = {
    "er": ("masculine",),
    "dieser": ("masculine",),
    "sie": ("feminine", "plural"),
    "diese": ("feminine", "plural"),
    "beide": ("plural",),
}
_POSSESSIVE = re.compile(r"(sein|ihr)(?:e[rmns]?)?\s(?:[a-zäöü]\S*\s)*(\S+)", re.IGNORECASE)
_AGED = re.compile(r"(der|die)\s\d+-jährige", re.IGNORECASE)  # stands for a person like a pronoun
_POSSESSORS: dict[str, tuple[Kind, ...]] = {"sein": ("masculine", "neuter"), "ihr": ("feminine", "plural")}
_MANY = re.compile(
    r"^(?:(?:\d[\d.]*|zwei|drei|vier|fünf|mehrere|viele|einige|beide|zahlreiche|zehn|tausende|hunderte)\b"
    r"|die\s+(?:[a-zäöü]\S*en\s+)*[A-ZÄÖÜ]\S*(?:en|er|els)\b)"
    r"|^[A-ZÄÖÜ]\w+(?:ern|innen)\s(?:der|des|von|aus)\b"
    r"|^[^,]*\sund\s+[^,]*[A-ZÄÖÜ][^,]*$",
    re.IGNORECASE,
)
_NEUTER = re.compile(r"^(?:das|dieses)\s", re.IGNORECASE)
_MASCULINE = re.compile(
    r"\b(?:der|ein|dieser)\s+(?:\S+(?:e|er)\s+)*[A-ZÄÖÜ]|^(?:dem|einem|des|eines)\s|\b[A-ZÄÖÜ]\S*(?:sprecher|minister|chef|präsident)\b",
)
_FEMININE = re.compile(r"\b(?:die|eine|diese)\s+(?:\S+e\s+)*[A-ZÄÖÜ]|\b[A-ZÄÖÜ]\w{3,}in\b")
_ATTRIBUTE = re.compile(r"(?<=\S)\s(?:des|der|von|vom|für|in|im|aus|bei|beim|am|zur|zum|auf|unter|um)\s")
_LEADING_ARTICLE = re.compile(r"^(?:Der|Die|Das|Den|Dem|Des|Ein|Eine)\b")
_NAME = re.compile(r"\b[A-ZÄÖÜ][^\W\d_]+(?:-[^\W_]+)*")
_NO_NAMES = frozenset(
    ["Der", "Die", "Das", "Den", "Dem", "Des", "Ein", "Eine", "Einer", "Eines", "Dieser", "Diese", "Ihr", "Sein"]
)


def kind(phrase: str) -> Kind:
    """Return the gender or the number that a German noun phrase shows by its article or its noun."""
    opening = _LEADING_ARTICLE.sub(lambda match: match.group().lower(), phrase)
    if _MANY.search(opening):
        return "plural"
    if _NEUTER.search(opening):
        return "neuter"
    head = opening.partition(",")[0]
    for part in (head, opening):
        feminine, masculine = _FEMININE.search(part), _MASCULINE.search(part)
        if bool(feminine) != bool(masculine):
            return "feminine" if feminine else "masculine"
        if feminine and masculine and feminine.start() != masculine.start():
            return "feminine" if feminine.start() < masculine.start() else "masculine"
    return "unknown"


def is_anaphoric(speaker: str) -> bool:
    """Return whether a speaker is a pronoun, or named by a possessive only ("seiner Meinung")."""
    return speaker.lower() in _PRONOUNS or bool(_possessor(speaker)) or bool(_AGED.fullmatch(speaker))


def antecedent(speaker: str, mentions: Sequence[str], *, plural: bool | None = None) -> int | None:
    """Return the place of the mention that a speaker stands for among those before it, oldest first.

    `plural` tells the number of its verb, where that shows. None for what stands for itself, and for what is unknown:
    a wrong name is worse than none.
    """
    backwards = [at for at in reversed(range(len(mentions))) if not is_anaphoric(mentions[at])]
    wanted = _wanted(speaker, plural)
    if wanted:
        return next((at for at in backwards if kind(mentions[at]) in (*wanted, "unknown")), None)
    names = [name for name in _NAME.findall(speaker) if name not in _NO_NAMES]
    if not names or len(names) > 2 or "," in speaker:
        return None
    described = [word for word in speaker.split()[1:] if word[:1].islower() and word != "von"]
    for at in backwards:
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


def _wanted(speaker: str, plural: bool | None) -> tuple[Kind, ...]:
    if possessor := _possessor(speaker):
        return _POSSESSORS[possessor]
    if aged := _AGED.fullmatch(speaker):
        return ("masculine",) if aged[1].lower() == "der" else ("feminine",)
    kinds = _PRONOUNS.get(speaker.lower(), ())
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
