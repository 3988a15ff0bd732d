"""What kind of question is asked: for who claims something, for what somebody claims, for a dispute, or for a fact.

Reads the wording of an English question alone; whether the article has an answer is not its business. A leaf.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, TypedDict

from chat.answers.understanding.intents import Tongue, Wanted, wanted, without_politeness
from chat.data import any_of, table
from chat.lang.characters import lowered
from chat.schema import Stance

Kind = Literal[
    "small_talk",
    "about_belegt",
    "overview",
    "who_claims",
    "claims_of",
    "dispute",
    "confirmation",
    "identity",
    "fact",
]

_DATA: dict[str, Any] = table("en/questions.toml")


def _any_pattern(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_SMALL_TALK, _ABOUT_BELEGT = (_any_pattern(_DATA["whole"][name]) for name in ("small_talk", "about_belegt"))
_DISPUTE = _any_pattern(_DATA["anywhere"]["dispute"])
_IDENTITY = [re.compile(pattern, re.IGNORECASE) for pattern in _DATA["identity"]["patterns"]]
_CONFIRMATION = re.compile(
    r"^(?:is|was|are|were|has|have) (?P<subject>.+?) (?:been )?(?:officially |independently )?"
    rf"(?:{any_of(_DATA['confirmation']['participles'].split())})\b(?P<about>.*)"
    rf"|^is it (?:really )?(?:{any_of(_DATA['confirmation']['truth'])})\b(?P<true>.*)",
    re.IGNORECASE,
)
_TAGS = "|".join(_DATA["confirmation"]["tags"])  # expressions themselves
_TRUE = re.compile(rf"^(?P<about>.+?)\s{{0,3}}[,:;–-]\s*(?:{_TAGS})$", re.IGNORECASE)
_POSITIONS = any_of(_DATA["words"]["positions"].split())
_SAYINGS = re.compile(
    rf"^\S+(?: \S+)?:?$|\b(?:{_POSITIONS}|{any_of(_DATA['words']['sayings'].split())})\b"
    r"|^\S+(?: \S+)? (?:on|about|zu|zur|zum|über) ",
    re.IGNORECASE,
)
_AGREEMENT = _any_pattern(
    rf"\b{sign}\b" for data in (_DATA, table("de/questions.toml")) for sign in data["agreement"]["signs"]
)
_FACTUAL = re.compile(rf"^(?:{any_of(_DATA['words']['factual'].split())})\b", re.IGNORECASE)
_LEADING = re.compile(rf"^\s*(?:{any_of(_DATA['words']['leading'].split())})?\s+(?=\S)")


@dataclass(frozen=True)
class Question:
    """A question's kind, whose claims it asks for, what they are about, and with which stance; None: with any.

    `text` is the question itself, in the language `tongue` as `about` and `speaker` are; without a `speaker` it is who
    the text names. `wanted` tells what is asked about the article as a whole. `lemmas` are the German cues that a verb
    of praise or blame asks for; empty where any will do.
    """

    kind: Kind
    text: str = field(default="", compare=False)
    tongue: Tongue = "en"
    wanted: Wanted | None = None
    speaker: str = ""
    about: str = ""
    stance: Stance | None = None
    lemmas: frozenset[str] = frozenset()


class _ByVerb(TypedDict):
    """What the verb of a question tells of the claims it asks for."""

    stance: Stance | None
    lemmas: frozenset[str]


@cache
def auxiliaries(*kinds: str) -> str:
    """Return the pattern of the auxiliaries of some kinds; those of every kind where none is named."""
    lists: dict[str, str] = _DATA["auxiliaries"]
    return any_of(verb for kind in kinds or lists for verb in lists[kind].split())


@cache
def _verbs() -> dict[str, Stance | None]:
    """Return the stance that each form of a verb asks for; None: any."""
    return {
        form: None if stance == "says" else stance
        for stance, verbs in _DATA["verbs"].items()
        for verb in verbs.split()
        for form in _forms(verb.replace("_", " "))
    }


def _forms(verb: str) -> list[str]:
    """Return the forms of a verb; those that it does not have do no harm."""
    base, _, particle = verb.partition(" ")
    particle = f" {particle}" if particle else ""
    irregular = _DATA["irregular"].get(base, "").split()
    stem = base[:-1] if base.endswith("e") else base
    past = [f"{base[:-1]}ied"] if base.endswith("y") and base != "say" else [f"{stem}ed", f"{base}{base[-1]}ed"]
    third = f"{base[:-1]}ies" if base.endswith("y") and base != "say" else f"{base}{'es' if base[-1] in 'sh' else 's'}"
    return [form + particle for form in (base, third, *past, f"{stem}ing", *irregular)]


@cache
def pointing_words(tongue: Tongue = "en") -> frozenset[str]:
    """Return the words that only point at what is claimed, in lower case."""
    return frozenset(table(f"{tongue}/questions.toml")["words"]["pointing"].split())


@cache
def _claim_patterns() -> tuple[re.Pattern[str], list[re.Pattern[str]]]:
    verbs, auxiliary = any_of(_verbs()), f"(?:{auxiliaries('common', 'of_several')})"
    who = re.compile(
        rf"^(?:and |but |so )?(?:who(?: else)?|which (?:\w+ ){{1,3}}?)\s*(?:{auxiliary}\s+)?(?:\w+ly\s+|also\s+)?"
        rf"(?P<verb>{verbs})\b(?P<about>.*)",
        re.IGNORECASE,
    )
    of = [
        re.compile(
            rf"^what (?:is|was|are|were) (?P<speaker>.+?)(?:['’]s?)\s+(?P<verb>{_POSITIONS})\b(?P<about>.*)",
            re.IGNORECASE,
        ),
        re.compile(rf"^(?P<speaker>[\w. -]+?)(?:['’]s?)\s+(?P<verb>{_POSITIONS})\b(?P<about>.*)", re.IGNORECASE),
        re.compile(
            rf"^what (?:is|was|are|were) (?:the )?(?P<verb>{_POSITIONS}) (?:of|from|by) (?P<speaker>[^,?]+?)"
            r"(?P<about>(?: on| about| to)\b.*|\W{0,9})$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"^(?:and |but |so )?(?:what|how|why|whether)(?: else)? {auxiliary} (?P<speaker>.+?) "
            rf"(?P<verb>{verbs})\b(?P<about>.*)",
            re.IGNORECASE,
        ),
        re.compile(rf"^(?:tell me )?what(?: else)? (?P<speaker>(?:the )?[A-Z].*?) (?P<verb>{verbs})\b(?P<about>.*)"),
    ]
    return who, of


def understand(question: str) -> Question:
    """Return what an English question asks for, by its wording; what nothing else fits asks for a fact."""
    asked = " ".join(question.split())
    plain = asked.strip(" ?!.")
    if _SMALL_TALK.fullmatch(plain):
        return Question("small_talk", asked)
    if _ABOUT_BELEGT.fullmatch(plain):
        return Question("about_belegt", asked)
    plain = without_politeness(asked, "en")
    if whole := wanted(asked, "en"):
        return Question("overview", asked, wanted=whole, about=whole.about)
    if match := next(filter(None, (pattern.search(plain) for pattern in _IDENTITY)), None):
        return Question("identity", asked, about=match["whom"])
    if _DISPUTE.search(asked):
        return Question("dispute", asked, about=plain)
    return _of_claims(asked, plain) or Question("fact", asked, about=plain)


def _of_claims(asked: str, plain: str) -> Question | None:
    """Return an English question for what is claimed, None for another one."""
    if match := _TRUE.match(plain):
        return Question("confirmation", asked, about=_content(match["about"]))
    if match := _CONFIRMATION.search(plain):
        subject = "" if match["subject"] in (None, "it", "this", "that") else match["subject"]
        about = _content(f"{subject} {match['true'] or match['about'] or ''}")
        return Question("confirmation", asked, about=about)
    who, of = _claim_patterns()
    if match := who.match(plain):
        return Question("who_claims", asked, about=_content(match["about"]), **_by_verb(match["verb"]))
    for pattern in of:
        if match := pattern.match(plain):
            about, speaker = _content(match["about"]), match["speaker"].strip(" ,")
            return Question("claims_of", asked, speaker=speaker, about=about, **_by_verb(match["verb"]))
    return None


def asks_about_agreement(question: str) -> bool:
    """Return whether a question in either language asks if people agree."""
    return _AGREEMENT.search(question) is not None


def asks_to_confirm(question: str) -> bool:
    """Return whether a question is a statement with a tag behind it: "The bridge is closed, right?"."""
    return _TRUE.match(question.strip(" ?!.")) is not None


def without_tag(question: str) -> str:
    """Return what a question puts, without the tag behind it: "The bridge is closed" of "…, isn't it?"."""
    match = _TRUE.match(question.strip(" ?!."))
    return match["about"] if match else question


def asks_for_sayings(question: Question) -> bool:
    """Return whether a question that names somebody asks, in a word or two, for what they say: "Lenz on the costs?"."""
    plain = question.text.strip(" ?!.")
    return _SAYINGS.search(plain) is not None and not _FACTUAL.match(plain)


def _by_verb(verb: str) -> _ByVerb:
    stance = _verbs().get(lowered(verb)) or _DATA["nouns"].get(lowered(verb))
    return {"stance": stance, "lemmas": _lemmas(verb)}


def lemmas_like(lemma: str) -> frozenset[str]:
    """Return the German cues of praise or blame that are of the kind of one; none for other cues."""
    lists: dict[str, str] = _DATA["lemmas"]
    return frozenset().union(*(cues.split() for cues in lists.values() if lemma in cues.split()))


def _lemmas(verb: str) -> frozenset[str]:
    """Return the German cues that a verb of praise or blame asks for; none for other verbs."""
    lists: dict[str, str] = _DATA["lemmas"]
    return frozenset(next((lemmas for base, lemmas in lists.items() if lowered(verb) in _forms(base)), "").split())


def _content(about: str) -> str:
    """Return what is asked about, without the word that leads to it; empty where that is all there is."""
    return _LEADING.sub("", f" {about.strip()}").strip()
