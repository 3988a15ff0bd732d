"""Verbs by which somebody takes a stand, and whose translation takes the contrary one, or none.

"Ott bestritt das" is no "admitted", and "kritisierte" is more than "said". bench/LOG.md has how often a good
translation is wrongly doubted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from chat.data import table
from chat.lang.bilingual.comparison import places_of
from chat.lang.bilingual.lookup import Meaning
from chat.lang.de.text import GermanText
from chat.lang.en.forms import plain_forms
from chat.schema import Doubt
from chat.translation.checks import Check, Pair

_SAYING = frozenset(
    plain_forms(["say", "tell", "state", "explain", "declare", "add", "note", "report", "speak", "return", "point"])
)


@dataclass(frozen=True)
class _Stance:
    """A stand to take: the plain forms of the English verbs for it, and of those that turn it round."""

    english: frozenset[str]
    contrary: frozenset[str]
    marked: bool


@cache
def _stances() -> Mapping[str, _Stance]:
    """Return the stand that each German verb takes, by its infinitive."""
    groups = table("pairs/stances.toml")
    english = {name: frozenset(plain_forms(group["en"].split())) for name, group in groups.items()}
    return {
        verb: _Stance(
            english=english[name],
            contrary=frozenset().union(*(english[other] for other in group["contrary"])) - english[name],
            marked=group["marked"],
        )
        for name, group in groups.items()
        for verb in group["de"].split()
    }


def takes_a_stand(verb: str) -> bool:
    """Return whether a German verb, by its infinitive, is one that this check is about."""
    return verb in _stances()


def _cues(german: GermanText) -> list[Meaning]:
    """Return the verbs of a sentence that take a stand."""
    return [meaning for meaning in german.meanings if meaning.kind == "verb" and meaning.lemma in _stances()]


def _find(pair: Pair) -> Iterator[Doubt]:
    cues = pair.german.once(_cues)
    if not cues:
        return
    forms = pair.english.forms
    rest = [meaning for meaning in pair.german.meanings if meaning not in cues]
    explained = {place for meaning in rest for part in meaning.parts for place in places_of(part, forms)}
    for cue in cues:
        stance = _stances()[cue.lemma]
        if stance.english & set(forms) or places_of(cue.parts[0], forms):
            continue
        others = frozenset().union(*(_stances()[other.lemma].english for other in cues if other is not cue))
        wrong = stance.contrary | (_SAYING if stance.marked else frozenset())
        place = next(
            (at for at, form in enumerate(forms) if form in wrong and form not in others and at not in explained), None
        )
        if place is not None:
            german = pair.german.tokens[cue.places[0]].text
            yield CHECK.doubt(
                f"“{german}” means {cue.english[0]}; the English has “{pair.english.words[place]}”.",
                german=german,
                english=pair.english.words[place],
            )


CHECK = Check(
    kind="stance", label="The stand somebody takes", find=_find, order=55, about="the stand that somebody takes"
)
