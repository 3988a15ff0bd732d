"""Parts that generated sentences share: who speaks, what is done with words, and what is claimed.

A subject knows its number and gender, so that verbs and pronouns agree with it; a verb phrase knows where its object
and its particle stand.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chat.schema import Stance

_PLURALS = {
    "hat": "haben",
    "ist": "sind",
    "will": "wollen",
    "soll": "sollen",
    "habe": "hätten",
    "sei": "seien",
    "werde": "würden",
    "wird": "werden",
    "wurde": "wurden",
    "hatte": "hatten",
    "könne": "könnten",
    "müsse": "müssten",
    "wolle": "wollten",
}


@dataclass(frozen=True)
class Subject:
    """Somebody who speaks; `name` is as in the middle of a sentence, `gender` of the singular."""

    name: str
    gender: Literal["m", "f", "n"] = "m"
    plural: bool = False

    @property
    def first(self) -> str:
        """Return the name as at the beginning of a sentence."""
        return self.name[0].upper() + self.name[1:]

    @property
    def pronoun(self) -> str:
        """Return the personal pronoun."""
        return "sie" if self.plural else {"m": "er", "f": "sie", "n": "es"}[self.gender]

    @property
    def relative(self) -> str:
        """Return the relative pronoun."""
        return "die" if self.plural else {"m": "der", "f": "die", "n": "das"}[self.gender]

    @property
    def own(self) -> str:
        """Return the possessive pronoun without its ending."""
        return "ihr" if self.plural or self.gender == "f" else "sein"

    def does(self, singular: str) -> str:
        """Return a finite verb in the number of the subject: a form of the past, or of an auxiliary."""
        if not self.plural:
            return singular
        return _PLURALS.get(singular) or singular + ("n" if singular.endswith("e") else "en")

    def says(self, singular: str) -> str:
        """Return a regular verb of the present in the number of the subject: "lobt", "loben"."""
        if not self.plural:
            return singular
        stem = singular[:-2] if singular.endswith("et") else singular[:-1]
        return stem + ("n" if stem.endswith(("er", "el")) and not stem.endswith("ier") else "en")


PEOPLE = (
    Subject("Innenminister Jonas Arlt"),
    Subject("Bürgermeisterin Petra Lohse", "f"),
    Subject("Hafenchefin Silke Wendt", "f"),
    Subject("Kämmerer Bernd Kluge"),
    Subject("Landrätin Nora Weiß", "f"),
    Subject("Oberbürgermeister Karim Haddad"),
    Subject("Fraktionschefin Maria von Thun", "f"),
    Subject("Klinikdirektor Emil Richter"),
    Subject("Umweltministerin Aylin Demir", "f"),
    Subject("Verbandspräsident Tobias Jung"),
)
SURNAMES = (
    Subject("Arlt"),
    Subject("Lohse", "f"),
    Subject("Haddad"),
    Subject("Demirel", "f"),
    Subject("Kowalski"),
    Subject("Steinbach", "f"),
)
OFFICES = (
    Subject("der Minister"),
    Subject("die Ministerin", "f"),
    Subject("der Gutachter"),
    Subject("die Sprecherin der Klinik", "f"),
    Subject("der Leiter des Museums"),
    Subject("eine Anwohnerin", "f"),
)
INSTITUTIONS = (
    Subject("die CDU", "f"),
    Subject("der Landesverband"),
    Subject("das Umweltministerium", "n"),
    Subject("die Stadtverwaltung", "f"),
    Subject("die Gewerkschaft", "f"),
    Subject("das Kreisklinikum", "n"),
    Subject("der Mieterbund"),
    Subject("die Staatsanwaltschaft", "f"),
)
GROUPS = (
    Subject("die Grünen", plural=True),
    Subject("Anwohner", plural=True),
    Subject("mehrere Eltern", plural=True),
    Subject("die Betriebsräte", plural=True),
    Subject("Umweltschützer", plural=True),
    Subject("die Kliniken", plural=True),
)
PRONOUNS = (Subject("er"), Subject("sie", "f"))
SUBJECTS = PEOPLE + SURNAMES + OFFICES + INSTITUTIONS + GROUPS
NAMED = PEOPLE + SURNAMES  # as speak of themselves, think and feel


@dataclass(frozen=True)
class Phrase:
    """What somebody does with words: the finite verb in the singular, its object, and its particle."""

    verb: str
    object: str
    stance: Stance | None
    particle: str = ""

    def after(self, subject: Subject, *, adverb: str = "", present: bool = False) -> str:
        """Return the phrase as it follows its subject: "kritisierte aber die Kosten"."""
        verb = subject.says(self.verb) if present else subject.does(self.verb)
        return words(verb, adverb, self.object, self.particle)

    def around(self, subject: Subject) -> str:
        """Return the phrase with the subject behind its verb, and behind "sich": "kritisierte die CDU die Kosten"."""
        reflexive, _, rest = self.object.partition(" ")
        placed = ("sich", subject.name, rest) if reflexive == "sich" else (subject.name, self.object)
        return words(subject.does(self.verb), *placed, self.particle)


def words(*parts: str) -> str:
    """Return parts of a sentence joined by spaces, without the empty ones."""
    return " ".join(part for part in parts if part)


def capital(text: str) -> str:
    """Return a text with its first letter in upper case."""
    return text[0].upper() + text[1:]


def varied(number: int, *pools: Sequence[Any], seed: int = 1) -> Iterator[tuple[Any, ...]]:
    """Yield `number` combinations of one item of each pool, in which the items of a pool come equally often."""
    chance = random.Random(seed)
    columns = []
    for pool in pools:
        column = [item for _ in range(-(-number // len(pool))) for item in pool]
        chance.shuffle(column)
        columns.append(column[:number])
    return zip(*columns, strict=True)
