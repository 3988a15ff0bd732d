"""Does a sentence say that something is so, may be so, or is said to be so? In German and English, by its words.

On the 997 pairs of good translations of FLORES-200 dev 10 lines are wrongly doubted for a hedge (bench/LOG.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from chat.data import table
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.packs import pack
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_FIRST_PERSON = re.compile(r"\bich\b", re.IGNORECASE)
# The lists of data/pairs/hedging.toml: "hedged.de".
_PATTERNS = {
    f"{group}.{key}": re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
    for group, lists in table("pairs/hedging.toml").items()
    for key, forms in lists.items()
}
_GERMAN = ("hedged.de", "considered.de", "hearsay.de", "reported.de", "reported.saying", "certain.de")


def _words(german: GermanText) -> Mapping[str, str | None]:
    """Return the first of the words in each German list that a sentence has, as written."""
    return {name: _first(german, name) for name in _GERMAN}


def _first(text: GermanText | EnglishText, name: str) -> str | None:
    found = _PATTERNS[name].search(text.text)
    return found.group() if found else None


def _is_first_person(german: GermanText) -> bool:
    return _FIRST_PERSON.search(german.text) is not None


def lost_hedge(pair: Pair) -> str | None:
    """Return the hedge of a German sentence ("angeblich", "könnte", "in Erwägung") whose translation has none."""
    german, english = pair.german.once(_words), pair.english
    hearsay, considered, hedged = german["hearsay.de"], german["considered.de"], german["hedged.de"]
    if hearsay and not _first(english, "hearsay.en"):
        return hearsay.split()[0]
    if considered and not _first(english, "considered.en"):
        return considered
    return hedged if hedged and not _first(english, "hedged.en") else None


def invented_hedge(pair: Pair) -> str | None:
    """Return the word by which a translation makes a possibility of what the German states as a fact."""
    german = pair.german.once(_words)
    if any(german[name] for name in ("hedged.de", "hearsay.de", "reported.de", "certain.de")):
        return None
    return _first(pair.english, "certain.en")


def told_as_fact(pair: Pair) -> str | None:
    """Return the word by which a German sentence reports what somebody says, where its translation states it.

    The word is a verb or phrase of saying, or a Konjunktiv I, the mood of reported speech ("Er sei krank.").
    """
    german, english = pair.german.once(_words), pair.english
    saying, konjunktiv = german["reported.saying"], german["reported.de"]
    if not (saying or konjunktiv) or _first(english, "reported.en"):
        return None
    if (
        saying
        or pair.german.once(_is_first_person)
        or _first(english, "reported.other")
        or _first(english, "hedged.en")
    ):
        return saying
    return konjunktiv


def lost_by_pack(pair: Pair) -> str | None:
    """Return the word by which a sentence in another language tells only what is said, where its translation has none.

    Only hearsay is looked for: what is merely likely is told in too many ways.
    """
    pattern = _hearsay(pair.original.tongue)
    found = pattern.search(pair.original.text) if pattern else None
    if found is None or any(_first(pair.english, name) for name in ("hearsay.en", "hedged.en")):
        return None
    return found.group()


@cache
def _hearsay(tongue: str) -> re.Pattern[str] | None:
    forms = pack(tongue).hedging.hearsay
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE) if forms else None


def _hedges(pair: Pair) -> Iterator[Doubt]:
    if not pair.is_german:
        if word := lost_by_pack(pair):
            message = f"The {pair.language} tells what is said to be so (“{word}”), the English states it."
            yield HEDGE.doubt(message, german=word)
    elif word := lost_hedge(pair):
        yield HEDGE.doubt(f"The German leaves open whether it is so (“{word}”), the English states it.", german=word)
    elif word := invented_hedge(pair):
        yield HEDGE.doubt(f"The English leaves open whether it is so (“{word}”), the German states it.", english=word)


def _reports(pair: Pair) -> Iterator[Doubt]:
    if word := told_as_fact(pair):
        message = f"The German reports what somebody says (“{word}”), the English states it."
        yield REPORTED.doubt(message, german=word)


HEDGE = Check(
    kind="hedge",
    label="How sure it is",
    find=_hedges,
    order=70,
    languages=None,
    needs=frozenset({"hedging"}),
    about="how sure something is",
)
REPORTED = Check(
    kind="reported", label="What is only reported", find=_reports, order=80, about="what is only reported", wording=True
)
CHECKS = (HEDGE, REPORTED)
