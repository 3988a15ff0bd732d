"""Who is the same in several articles: persons by their names and offices, bodies and offices by what they are called.

Nobody is taken for somebody else by a last name alone where two have it, or where the articles are on two matters: a
first name that is the same, or what somebody is, has to speak for it then. What a reader has parted stays parted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from chat.attribution.naming import same_name
from chat.dossier.called import called
from chat.dossier.keys import keys, keys_of_name, share_role
from chat.dossier.kinds import is_of, may_be_of
from chat.dossier.manners import called_as_bodies, nouns_of
from chat.dossier.matters import matters
from chat.dossier.quotations import Repeated
from chat.dossier.sources import Place, Source
from chat.dossier.standing_for import voices
from chat.dossier.voices import Voice, are_of_two_genders, is_abbreviated_as, is_short_for


@dataclass(frozen=True)
class Person:
    """Somebody, an office or a body, in all articles of a dossier.

    Args:
        name: the fullest, English where there is one.
        german: the fullest phrase, German where there is one; empty for an unnamed source.
        role: the office, in English, where it is told.
        entries: the entries of the ledgers that are theirs, by article.
        language: that of the phrase, ISO 639-1: German or English.
    """

    name: str
    german: str
    role: str | None
    entries: tuple[Place, ...]
    language: str = "de"

    @property
    def articles(self) -> tuple[int, ...]:
        """The numbers of the articles in which they speak."""
        return tuple(dict.fromkeys(place.article for place in self.entries))


@dataclass(frozen=True)
class _Spoken:
    """A voice of an article, with its matter, and whether the article is the only one on that."""

    place: Place
    voice: Voice
    matter: int
    is_alone: bool

    def is_near(self, other: _Spoken) -> bool:
        """Return whether two may be on one matter: not where each is on its own with other articles."""
        return self.matter == other.matter or self.is_alone or other.is_alone


@dataclass
class _Group:
    members: list[_Spoken] = field(default_factory=list)

    @property
    def name(self) -> tuple[str, ...]:
        """The fullest name; empty for who has none."""
        return max((member.voice.name for member in self.members), key=len)

    def has_named(self, article: int) -> bool:
        """Return whether an article has one of it by name."""
        return any(member.voice.name for member in self.members if member.place.article == article)


def people(
    sources: Sequence[Source],
    *,
    quotations: Sequence[Repeated] = (),
    apart: Collection[frozenset[Place]] = (),
    together: Collection[frozenset[Place]] = (),
) -> tuple[Person, ...]:
    """Return everybody who says something, in the order in which they first speak.

    Args:
        quotations: those that several articles have: who says the same words under one last name is one person.
        apart: pairs of entries that the reader said are not the same.
        together: pairs of entries that the reader said are the same; `apart` goes before it.
    """
    of_matter = matters(sources)
    spoken = [
        _Spoken(Place(source.number, voice.at), voice, matter, of_matter.count(matter) == 1)
        for source, matter in zip(sources, of_matter, strict=True)
        for voice in source.once(voices)
    ]
    spoken = _without_bodies_named(spoken, [source.once(called_as_bodies) for source in sources])
    written = {source.number: source.once(nouns_of) for source in sources}
    finding = _Finding(_quoted(sources, quotations), frozenset(apart), written)
    # The fullest names first: they tell whose a last name and an office can be. Words for a kind of body come last.
    for one in sorted(
        spoken,
        key=lambda one: (
            -len(one.voice.name),
            bool(one.voice.kind),
            -len(one.voice.nouns),
            not one.voice.key,
            one.place,
        ),
    ):
        finding.add(one)
    groups = _joined(finding.groups, together, frozenset(apart))
    found = [_person(sorted(group.members, key=lambda one: one.place)) for group in groups]
    return tuple(sorted(found, key=lambda person: person.entries[0]))


class _Finding:
    """Groups of entries that are one person or body, as they are found, with what they are looked up by.

    Args:
        quoted: the pairs of entries that have one quotation.
        apart: the pairs that are not the same.
        written: the nouns and names of each article, by its number.
    """

    def __init__(
        self,
        quoted: Collection[frozenset[Place]],
        apart: Collection[frozenset[Place]],
        written: Mapping[int, frozenset[str]],
    ) -> None:
        self.groups: list[_Group] = []
        self._quoted = quoted
        self._apart = apart
        self._written = written
        self._of: dict[Place, _Group] = {}
        self._by: defaultdict[tuple[str, str], list[_Group]] = defaultdict(list)

    def add(self, one: _Spoken) -> None:
        """Add an entry to the group that it belongs to, or as one of its own."""
        group = self._local(one)
        if group is None or not any(member.voice.name for member in group.members):
            group = self._joined_to(group, self._fitting(one))
        if group is None:
            group = _Group()
            self.groups.append(group)
        group.members.append(one)
        self._of[one.place] = group
        for key in dict.fromkeys(keys(one.voice)):
            if not any(group is other for other in self._by[key]):
                self._by[key].append(group)

    def _joined_to(self, local: _Group | None, other: _Group | None) -> _Group | None:
        """Return the group of whom one stands for in its article, or the one that it fits, as one where it has both."""
        if local is None or other is None or local is other:
            return other if local is None else local
        if not other.name or not all(self._may_have(other, member) for member in local.members):
            return local
        other.members += local.members
        self._of |= {member.place: other for member in local.members}
        self.groups.remove(local)
        for groups in self._by.values():
            groups[:] = list({id(g): g for g in (other if g is local else g for g in groups)}.values())
        return other

    def _local(self, one: _Spoken) -> _Group | None:
        """Return the group of the entry that one stands for in its own article."""
        if one.voice.stands_for is None:
            return None
        group = self._of.get(Place(one.place.article, one.voice.stands_for))
        return group if group is not None and self._may_have(group, one) else None

    def _fitting(self, one: _Spoken) -> _Group | None:
        """Return the one group that an entry fits, None where there is none, or several."""
        if one.voice.name:
            return self._by_name(one)
        if one.voice.speaks_for and (speaking := self._by_whom_they_speak_for(one)):
            return speaking[0] if len(speaking) == 1 else None
        if not one.voice.key:
            return None
        for look_up in (self._by_kind, self._by_office, self._by_key, self._by_part, self._by_english):
            fitting = look_up(one)
            if len(fitting) == 1:
                return fitting[0]
            if fitting and not one.voice.is_side:  # sides that several speak for are one by what they are called
                return None
        return None

    def _found(self, by: Iterable[tuple[str, str]], one: _Spoken) -> list[_Group]:
        groups = {id(group): group for key in by for group in self._by.get(key, ())}
        return [group for group in groups.values() if self._may_have(group, one)]

    def _may_have(self, group: _Group, one: _Spoken) -> bool:
        return not self._apart or not any(frozenset((one.place, m.place)) in self._apart for m in group.members)

    def _by_name(self, one: _Spoken) -> _Group | None:
        """Return the group of a person: by the first name, by the last and what they are, or the only one of a name."""
        bearing = [
            group
            for group in self._found(keys_of_name(one.voice.name), one)
            if not group.has_named(one.place.article)
            and _are_one_name(one.voice.name, group.name)
            and not any(are_of_two_genders(one.voice, member.voice) for member in group.members)
        ]
        full = [group for group in bearing if len(one.voice.name) > 1 and len(group.name) > 1]
        if full:
            return full[0] if len(full) == 1 else None
        alike = [group for group in bearing if self._is_shown(one, group)]
        if alike:
            return alike[0] if len(alike) == 1 else None
        only = bearing[0] if len(bearing) == 1 else None
        return only if only is not None and any(m.matter == one.matter for m in only.members) else None

    def _is_shown(self, one: _Spoken, group: _Group) -> bool:
        """Return whether more than a last name shows that somebody is one of a group."""
        return any(
            share_role(one.voice, member.voice) or frozenset((one.place, member.place)) in self._quoted
            for member in group.members
        )

    def _by_office(self, one: _Spoken) -> list[_Group]:
        """Return the named persons who are told to be what somebody is called: "der Chefarzt" of "Chefarzt Jan Ott"."""
        if not one.voice.head:
            return []
        fitting = self._found([(f"role {one.voice.tongue}", one.voice.head)], one) or self._found(
            (("english", word) for word in one.voice.english), one
        )
        return [
            group
            for group in fitting
            if group.name
            and not any(are_of_two_genders(one.voice, member.voice) for member in group.members)
            and any(member.place.article != one.place.article and one.is_near(member) for member in group.members)
        ]

    def _by_whom_they_speak_for(self, one: _Spoken) -> list[_Group]:
        """Return those who speak for the same body: "ein Gerichtssprecher", "der Sprecher des Landgerichts"."""
        own = one.voice
        return [
            group
            for group in self._found([(f"spokes {one.voice.tongue}", "")], one)
            if not any(member.place.article == one.place.article for member in group.members)
            and any(
                own.genders == member.voice.genders
                and own.speaks_for
                and member.voice.speaks_for
                and one.is_near(member)
                and (
                    own.speaks_for.endswith(member.voice.speaks_for) or member.voice.speaks_for.endswith(own.speaks_for)
                )
                for member in group.members
            )
        ]

    def _by_kind(self, one: _Spoken) -> list[_Group]:
        """Return the body of its kind that the article names: "das Unternehmen", where it tells of "Rhenova"."""
        kind, written = one.voice.kind, self._written.get(one.place.article, frozenset())
        if not kind:
            return []
        named = [
            group
            for group in self.groups
            if self._may_have(group, one)
            and any(member.voice.nouns and member.voice.nouns <= written for member in group.members)
            and any(one.is_near(member) for member in group.members)
        ]
        bodies = [[member.voice for member in group.members if member.voice.is_body] for group in named]
        told = list(zip(named, bodies, strict=True))
        sure = [group for group, own in told if any(is_of(kind, body.nouns, body.tongue) for body in own)]
        return sure or [g for g, own in told if all(may_be_of(kind, body.nouns, body.tongue) for body in own)]

    def _by_key(self, one: _Spoken) -> list[_Group]:
        """Return those that are called the same in other articles."""
        return [
            group
            for group in self._found([(f"key {one.voice.tongue}", one.voice.key)], one)
            if not any(member.place.article == one.place.article for member in group.members)
            and any(one.is_near(m) and one.voice.is_body == m.voice.is_body for m in group.members)
        ]

    def _by_part(self, one: _Spoken) -> list[_Group]:
        """Return the bodies that it is the abbreviation of, and those of its matter that are called by more words."""
        nouns = [(f"noun {one.voice.tongue}", noun) for noun in one.voice.nouns]
        return [
            group
            for group in self._found(nouns, one)
            if any(
                is_abbreviated_as(member.voice, one.voice)
                or (member.matter == one.matter and is_short_for(one.voice, member.voice))
                for member in group.members
            )
            and not any(member.place.article == one.place.article for member in group.members)
        ]

    def _by_english(self, one: _Spoken) -> list[_Group]:
        """Return those that articles in another language call the same: "die Küstenwache", "the coast guard"."""
        told = [("in english", " ".join(sorted(told))) for told in one.voice.in_english]
        return [
            group
            for group in self._found(told, one)
            if not any(member.place.article == one.place.article for member in group.members)
            and not any(are_of_two_genders(one.voice, member.voice) for member in group.members)
            and any(
                one.is_near(member)
                and one.voice.tongue != member.voice.tongue
                and set(one.voice.in_english) & set(member.voice.in_english)
                for member in group.members
            )
        ]


def _without_bodies_named(spoken: Iterable[_Spoken], bodies: Sequence[frozenset[str]]) -> list[_Spoken]:
    """Return who speaks, those taken for bodies whose only name is a body's elsewhere: "die Rhenova", "Rhenova"."""
    everybody = list(spoken)
    last_names = {one.voice.name[-1] for one in everybody if len(one.voice.name) > 1}
    called = frozenset().union(*bodies) - last_names
    return [
        replace(one, voice=one.voice.as_body())
        if one.voice.entry.german in called and one.voice.name == (one.voice.entry.german,)
        else one
        for one in everybody
    ]


@lru_cache(maxsize=1 << 16)
def _are_one_name(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return same_name(name, other)


def _quoted(sources: Sequence[Source], quotations: Sequence[Repeated]) -> set[frozenset[Place]]:
    """Return the pairs of entries that have one quotation."""
    ledgers = {source.number: source.analysed.ledger for source in sources}
    speaking = {
        claim: [Place(claim.article, at) for at in ledgers[claim.article].places_of(claim.number)]
        for claim in {claim for pair in quotations for claim in (pair.one, pair.other)}
    }
    return {
        frozenset((one, other)) for pair in quotations for one in speaking[pair.one] for other in speaking[pair.other]
    }


def _joined(
    groups: Sequence[_Group], together: Collection[frozenset[Place]], apart: Collection[frozenset[Place]]
) -> list[_Group]:
    """Return groups with those joined that the reader said are one, unless two in them were parted."""
    of = {member.place: group for group in groups for member in group.members}
    for pair in sorted(together, key=sorted):
        own = [of[place] for place in sorted(pair) if place in of]
        if len(own) < 2 or own[0] is own[1]:
            continue
        places = [[member.place for member in group.members] for group in own]
        if any(frozenset((one, other)) in apart for one in places[0] for other in places[1]):
            continue
        own[0].members += own[1].members
        of |= dict.fromkeys(places[1], own[0])
    return list({id(group): group for group in of.values()}.values())


def _person(members: Sequence[_Spoken]) -> Person:
    entries = [member.voice.entry for member in members]
    name, german, language = called(entries, [member.voice.tongue for member in members])
    return Person(
        name=name,
        german=german,
        role=next((entry.role for entry in entries if entry.role), None),
        entries=tuple(member.place for member in members),
        language=language,
    )
