"""What kind of question is asked: for who claims something, for what somebody claims, for a dispute, or for a fact.

Reads the wording of an English question alone; whether the article has an answer is not its business. A leaf.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypedDict

from chat.data import table
from chat.lang.characters import lowered
from chat.schema import Stance

Kind = Literal["small_talk", "about_belegt", "summary", "who_claims", "claims_of", "dispute", "confirmation", "fact"]

_SMALL_TALK = re.compile(
    r"(?:hi|hello|hey|hallo|good (?:morning|day|afternoon|evening)|thanks?(?: you)?(?: (?:very much|so much|a lot))?"
    r"|thank you|danke|ok(?:ay)?|great|nice|cool|perfect|bye|goodbye|see you|how are you(?: doing)?(?: today)?)",
    re.IGNORECASE,
)
_ABOUT_BELEGT = re.compile(
    r"(?:who|what) are you|what can (?:you|i|this app)\b.{0,20}(?:do|ask)|what can i (?:do|ask)"
    r"|how do(?:es)? (?:you|this app|this|belegt) work|what is (?:this app|belegt)|help"
    r"|are you (?:an? )?(?:ai|bot|human|robot|chatgpt|person|model)\b.*"
    r"|(?:which|what) (?:language )?model (?:are you|do you use|is this)",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"\bsummar(?:y|i[sz]e)\b|\btl;?dr\b|\bmain (?:points?|ideas?|message)\b|\bkey (?:points|takeaways)\b"
    r"|^(?:what(?:['’]s| is| does| happens in)|tell me) (?:the|this|about the|about this)? ?"
    r"(?:article|text|story|report|news)(?: about| say| mean)?\W*$",
    re.IGNORECASE,
)
_DISPUTE = re.compile(
    r"\b(?:disagree(?:s|d|ment)?|contradict(?:s|ed|ion)?s?|at odds|conflict(?:ing)? (?:statements|claims|accounts))\b"
    r"|^(?:do|does|did) .+ and .+ agree\b|\bwhat is (?:being )?disputed\b|\bwho disputes whom\b",
    re.IGNORECASE,
)
_CONFIRMATION = re.compile(
    r"^(?:is|was|are|were|has|have) (?P<subject>.+?) (?:been )?(?:officially |independently )?"
    r"(?:confirmed|verified|proven|proved|certain|established)\b(?P<about>.*)"
    r"|^is it (?:really )?(?:true|a fact|clear|sure)\b(?P<true>.*)",
    re.IGNORECASE,
)
_POSITIONS = "positions?|views?|opinions?|stance|reactions?|responses?|claims?|demands?|statements?|comments?|answers?"
_BASE = {"says": "say", "denies": "deny", "confirms": "confirm", "demands": "demand"}
_AUXILIARIES = r"(?:did|does|do|has|have|had|is|was|are|were|would|could|will)"


@dataclass(frozen=True)
class Question:
    """A question's kind, whose claims it asks for, what they are about, and with which stance; None: with any.

    `lemmas` are the German cues that a verb of praise or blame asks for; empty where any will do.
    """

    kind: Kind
    speaker: str = ""
    about: str = ""
    stance: Stance | None = None
    lemmas: frozenset[str] = frozenset()


@cache
def _data() -> dict[str, Any]:
    return table("en/questions.toml")


class _Wanted(TypedDict):
    stance: Stance | None
    lemmas: frozenset[str]


@cache
def _verbs() -> dict[str, Stance | None]:
    """Return the stance that each form of a verb asks for; None: any."""
    data = _data()["verbs"]
    return {
        form: None if stance == "says" else stance
        for stance, verbs in data.items()
        for verb in verbs.split()
        for form in _forms(verb.replace("_", " "))
    }


def _forms(verb: str) -> list[str]:
    """Return the forms of a verb; those that it does not have do no harm."""
    base, _, particle = verb.partition(" ")
    particle = f" {particle}" if particle else ""
    irregular = {
        "say": ["said"], "tell": ["told"], "write": ["wrote", "written"], "speak": ["spoke", "spoken"],
        "think": ["thought"], "find": ["found"],
    }.get(base, [])  # fmt: skip
    stem = base[:-1] if base.endswith("e") else base
    past = [f"{base[:-1]}ied"] if base.endswith("y") and base != "say" else [f"{stem}ed", f"{base}{base[-1]}ed"]
    third = f"{base[:-1]}ies" if base.endswith("y") and base != "say" else f"{base}{'es' if base[-1] in 'sh' else 's'}"
    return [form + particle for form in (base, third, *past, f"{stem}ing", *irregular)]


@cache
def pointing_words() -> frozenset[str]:
    """Words that only point at what is claimed, in lower case."""
    data = _data()["words"]
    return frozenset(data["pointing"].split())


@cache
def _claim_patterns() -> tuple[re.Pattern[str], list[re.Pattern[str]]]:
    verbs = "|".join(sorted((re.escape(form) for form in _verbs()), key=len, reverse=True))
    who = re.compile(
        rf"^(?:and |but |so )?(?:who(?: else)?|which (?:\w+ ){{1,3}}?)\s*(?:{_AUXILIARIES}\s+)?(?:\w+ly\s+|also\s+)?"
        rf"(?P<verb>{verbs})\b(?P<about>.*)",
        re.IGNORECASE,
    )
    of = [
        re.compile(
            rf"^what (?:is|was|are|were) (?P<speaker>.+?)(?:['’]s?)\s+(?P<verb>{_POSITIONS})\b(?P<about>.*)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"^what (?:is|was|are|were) (?:the )?(?P<verb>{_POSITIONS}) (?:of|from|by) (?P<speaker>[^,?]+?)"
            r"(?P<about>(?: on| about| to)\b.*|\W*)$",
            re.IGNORECASE,
        ),
        re.compile(
            rf"^(?:and |but |so )?(?:what|how|why|whether)(?: else)?\s+{_AUXILIARIES}\s+(?P<speaker>.+?)\s+"
            rf"(?P<verb>{verbs})\b(?P<about>.*)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"^(?:tell me )?what(?: else)?\s+(?P<speaker>(?:the\s+)?[A-Z].*?)\s+(?P<verb>{verbs})\b(?P<about>.*)"
        ),
    ]
    return who, of


def understand(question: str) -> Question:
    """Return what a question asks for, by its wording; what nothing else fits asks for a fact."""
    asked = " ".join(question.split())
    plain = asked.strip(" ?!.")
    if _SMALL_TALK.fullmatch(plain):
        return Question("small_talk")
    if _ABOUT_BELEGT.fullmatch(plain):
        return Question("about_belegt")
    if _SUMMARY.search(asked):
        return Question("summary")
    if _DISPUTE.search(asked):
        return Question("dispute", about=plain)
    if match := _CONFIRMATION.search(plain):
        subject = "" if match["subject"] in (None, "it", "this", "that") else match["subject"]
        return Question("confirmation", about=_content(f"{subject} {match['true'] or match['about'] or ''}"))
    who, of = _claim_patterns()
    if match := who.match(plain):
        return Question("who_claims", about=_content(match["about"]), **_wanted(match["verb"]))
    for pattern in of:
        if match := pattern.match(plain):
            return Question(
                "claims_of",
                speaker=match["speaker"].strip(" ,"),
                about=_content(match["about"]),
                **_wanted(match["verb"]),
            )
    return Question("fact", about=plain)


def _wanted(verb: str) -> _Wanted:
    return {"stance": _verbs().get(lowered(verb)), "lemmas": _lemmas(verb)}


def _lemmas(verb: str) -> frozenset[str]:
    """Return the German cues that a verb of praise or blame asks for; none for other verbs."""
    data = _data()["lemmas"]
    found = [lemmas for base, lemmas in data.items() if lowered(verb) in _forms(base)]
    return frozenset(found[0].split()) if found else frozenset()


def german_claim_question(question: str) -> tuple[str, str] | None:
    """Return an English question with a gap, and the German phrase to translate into it; None for other questions.

    "Wer bestreitet die Berichte?" is "Who denies {}?" and "die Berichte".
    """
    verbs = {form: english for english, forms in _data()["german"].items() for form in forms.split()}
    match = re.match(rf"(?P<asked>wer|was) (?P<verb>{'|'.join(verbs)}) (?P<phrase>[^,?]+)\W*$", question.strip(), re.I)
    if match is None:
        return None
    verb = verbs[lowered(match["verb"])]
    if lowered(match["asked"]) == "wer":
        return f"Who {verb} {{}}?", match["phrase"].strip()
    return f"What does {{}} {_BASE[verb]}?", match["phrase"].strip()


def _content(about: str) -> str:
    """Return what is asked about, without the word that leads to it; empty where that is all there is."""
    return re.sub(r"^\s*(?:that|about|of|on|to|for|in|as)?\s+(?=\S)", "", f" {about.strip()}").strip()
