"""A German question as it is asked: for who claims something, for what somebody claims, or for who somebody is.

Understood in German, so that no translation can change a name or a verb of it. The verbs are the cues by which claims
are found, by their lemmas; whom the question names is for who knows the article's speakers. A leaf but for the tagger.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from chat.answers.understanding.intents import wanted, without_politeness
from chat.answers.understanding.questions import Question, lemmas_like
from chat.attribution.german.lexicon import lexicon
from chat.data import any_of, table
from chat.lang.de.text import GermanText
from chat.lang.de.tokens import Token
from chat.schema import Stance

_WHO = re.compile(r"^(?:und |aber )?(?:von )?(?:wer|wem|welche[rs]? \w+)\b", re.IGNORECASE)
_OF = re.compile(
    r"^(?:und |aber )?(?:zu |mit |worüber |worin |woran )?"
    r"(?:was|wie|warum|wieso|weshalb|welche[nrs]?|wovor|wogegen|wofür|wozu)\b",
    re.IGNORECASE,
)
_YES_OR_NO = re.compile(
    r"^(?:und |aber )?(?:hat|haben|hatte|hatten|will|wollen|soll|gibt|ist|sind|war|waren)\b", re.IGNORECASE
)
_STANDS = re.compile(
    r"^wie (?:steht|stehen|sieht|sehen|stellt|stellen|verhält|verhalten)\b"
    r"|^(?:was|wie) (?:will|wollen|möchte|möchten)\b",
    re.IGNORECASE,
)
_AUXILIARIES = ("VA", "VM")
_PARTICLE = "PTKVZ"


@cache
def _data() -> dict[str, Any]:
    return table("de/questions.toml")


@cache
def _patterns(name: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in _data()[name]["patterns"]]


@cache
def _positions() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_data()['words']['positions'].split())})\b", re.IGNORECASE)


def understand_german(question: str) -> Question:
    """Return what a German question asks for, by its wording; what nothing else fits asks for a fact."""
    asked = " ".join(question.split())
    plain = without_politeness(asked, "de")
    if match := _first(_patterns("truth"), plain):
        return Question("confirmation", asked, "de", about=match["about"])
    if whole := wanted(asked, "de"):
        return Question("overview", asked, "de", wanted=whole, about=whole.about)
    if match := _first(_patterns("identity"), plain):
        return Question("identity", asked, "de", about=match["whom"])
    return _of_claims(asked, plain) or Question("fact", asked, "de", about=plain)


def _first(patterns: Sequence[re.Pattern[str]], text: str) -> re.Match[str] | None:
    return next((match for pattern in patterns if (match := pattern.search(text))), None)


def _of_claims(asked: str, plain: str) -> Question | None:
    """Return a German question for what is claimed, None for another one."""
    tokens = GermanText(plain).tokens
    cue = saying_verb(tokens)
    about = _without(tokens, cue)
    told = bool(_positions().search(plain))
    stands = _STANDS.search(plain)
    if cue is None and not told and not stands:
        return None
    stance: Stance | None = None
    lemmas = frozenset[str]()
    if cue:
        lemma, _ = cue
        found = lexicon().verbs[lemma]
        stance, lemmas = (None if found == "says" else found), lemmas_like(lemma)
    elif named := _first([_positions()], plain):
        stance = _data()["nouns"].get(named.group().lower())
    if _WHO.match(plain):
        return Question("who_claims", asked, "de", about=about, stance=stance, lemmas=lemmas)
    if _OF.match(plain) or _YES_OR_NO.match(plain) or told or cue:
        return Question("claims_of", asked, "de", about=about, stance=stance, lemmas=lemmas)
    return None


def saying_verb(tokens: Sequence[Token]) -> tuple[str, frozenset[int]] | None:
    """Return the lemma of the first verb of saying, and the places of its words; None where there is none."""
    verbs = lexicon().verbs
    particles = [place for place, token in enumerate(tokens) if token.tag == _PARTICLE]
    for place, token in enumerate(tokens):
        if not token.tag.startswith("VV"):
            continue
        lemma = token.lemma.lower()
        for particle in particles:
            if f"{tokens[particle].text.lower()}{lemma}" in verbs:
                return f"{tokens[particle].text.lower()}{lemma}", frozenset((place, particle))
        if lemma in verbs:
            return lemma, frozenset((place,))
    return None


def _without(tokens: Sequence[Token], cue: tuple[str, frozenset[int]] | None) -> str:
    """Return the words of a question without its cue, its auxiliaries and its interrogative."""
    own = cue[1] if cue else frozenset()
    kept = [
        token.text
        for place, token in enumerate(tokens)
        if place not in own and not token.tag.startswith(("PW", *_AUXILIARIES, "$"))
    ]
    return " ".join(kept)
