"""The subject of a verb group: the noun phrase left of it, over what is put in between, or right of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chat.attribution.english.attributes import (
    attributes_of,
    before_apposition,
    close_to,
    is_circumstance,
    seen_by,
    with_apposition,
)
from chat.attribution.english.lexicon import lexicon, listed
from chat.attribution.english.parentheses import COORDINATING, Parentheses
from chat.attribution.english.phrases import (
    before_part,
    is_phrase_start,
    noun_phrase,
    prepositional_phrase,
    time_phrase,
    with_attributes,
)
from chat.attribution.english.relatives import RELATIVE, bare_relative, first_relative, is_relative
from chat.attribution.english.units import Unit
from chat.attribution.english.verbs import Group

_CLAUSE_TAGS = ("CJS", "CJT", "DTQ", "PNQ", "AVQ")
_OPENING = ("after", "before", "since", "until", "as")
_LONGEST_BETWEEN = 45  # units of a parenthesis between a subject and its verb
_OBJECTS = frozenset({"it", "him", "her", "them", "me", "us"})
_MOST_COMMAS = 8
_LONGEST_FRAME = 10  # units of a frame that interrupts a clause


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does it: the places of the phrase, and where all that stands before its verb begins and ends.

    `core` is the place behind the phrase without what hangs on it; `relative` holds where it is "who" or "which" that
    stands between the phrase and the verb.
    """

    first: int
    end: int
    core: int
    relative: bool = False
    clause: int = -1  # where its clause begins: with "As", a conjunction, or a phrase of time before it

    @property
    def begins(self) -> int:
        """Where the clause of the subject begins."""
        return self.clause if self.clause >= 0 else self.first


class Subjects:
    """Finds subjects among the units of a sentence and its verb groups."""

    def __init__(self, units: Sequence[Unit], groups: Sequence[Group]) -> None:
        self._units = units
        self.parentheses: list[tuple[int, int]] = []  # between a subject and its verb: where each begins and ends
        self._group_at = {place: group for group in groups for place in range(group.start, group.end)}
        self._between = Parentheses(units, self._group_at)

    def before(self, group: Group) -> Subject | None:
        """Return the subject that stands before a verb group; None where none can be told."""
        end = self._before_adverbs(group.start)
        if end <= 0:
            return None
        if self._units[end - 1].lower in RELATIVE and self._units[end - 1].tag != "NP0":  # "the WHO"
            said = self._group_at.get(end - 2)
            if self._units[end - 1].tag == "DT0" and said is not None and self._says_so(said):
                return Subject(end - 1, end, end, False, end - 1)  # "said that was not enough"
            return self._antecedent(end - 1)
        if listed_ := self._listed(end):
            return listed_
        if self._units[end - 1].is_stop and self._units[end - 1].text != ":":
            return self._over_parenthesis(end - 1)
        bare = bare_relative(self._units, self._group_at, end) or 0
        found = self._ending_at(bare) if bare else None
        found = found or self._over_relative(group, end) or self._ending_at(end) or self._over_circumstances(end)
        return self._beyond_relative(found) if found is not None and not found.relative else found

    def _beyond_relative(self, found: Subject) -> Subject:
        """Return whom a relative clause is about, whose object a phrase is: "Few who heard the album expected"."""
        group = self._group_at.get(found.first - 1)
        if group is None or not group.finite or group.lemma in lexicon().verbs or found.begins != found.first:
            return found
        about = self.before(group)
        return Subject(about.first, about.end, about.core, False, about.clause) if about and about.relative else found

    def _listed(self, end: int) -> Subject | None:
        """Return the subject that "and" behind a comma ends: "the spokesman, Olu Marsh, and the actor Kate Wragg"."""
        units = self._units
        joint = next((at for at in range(end - 1, max(0, end - 10), -1) if units[at].lower == "and"), None)
        if joint is not None and joint > 2 and self._is_list_of_names(joint, end):
            return self._with_first_name(joint, end)
        if joint is None or joint < 2 or units[joint - 1].text != "," or noun_phrase(units, joint + 1, end) != end:
            return None
        before = self._ending_at(joint - 1) or self._over_parenthesis(joint - 1)
        if before is not None and before.begins and units[before.begins - 1].text == ",":
            before = (
                self._ending_at(before.begins - 1) or before
            )  # "the spokesman, Olu Marsh, and …", "Hale, Ott, and …"
        if before is None or (before.begins and before.begins - 1 in self._group_at) or units[joint + 1].tag == "PNP":
            return None
        if before.begins and units[before.begins - 1].tag in ("PRP", "PRF", "CJS"):
            return None
        if any(place in self._group_at for place in range(before.first, end)):
            return None
        return Subject(before.first, end, before.core, False, before.clause)

    def _is_list_of_names(self, joint: int, end: int) -> bool:
        """Return whether a comma stands before the last two of three names: "Hale, Ott and Lee"."""
        units, start = self._units, self._clause_start(joint)
        names = units[start].tag == units[joint + 1].tag == "NP0" and units[start - 1].text == "," and start > 1
        ends = noun_phrase(units, start, joint) == joint and noun_phrase(units, joint + 1, end) == end
        return names and ends and units[start - 2].tag == "NP0"

    def _with_first_name(self, joint: int, end: int) -> Subject | None:
        """Return a list of three names as a subject, or the last two where the first stands behind a preposition."""
        start = self._clause_start(joint)
        first = self._ending_at(start - 1)
        if first is None or self._units[first.begins].tag in ("PRP", "CJS"):
            return self._ending_at(end)
        return Subject(first.first, end, first.core, False, first.clause)

    def behind(self, at: int) -> Subject | None:
        """Return the subject that stands at a place behind its verb: "said Hale, who …"; None where none does."""
        units = self._units
        if at >= len(units) or not is_phrase_start(units[at]):
            return None
        core = noun_phrase(units, at, len(units))
        if core is None or (units[at].tag == "PNP" and units[at].lower in ("him", "her", "them", "me", "us")):
            return None
        several = core == at + 1 and not units[at].is_noun  # "by many for the title"
        end = core if several and core < len(units) and units[core].tag != "PRF" else attributes_of(units, core)
        while end < len(units) and units[end].lower in ("and", "&"):
            other = noun_phrase(units, end + 1, len(units))
            if other is None or (other < len(units) and units[other].is_verb):
                break
            end = attributes_of(units, other)
        return Subject(at, with_apposition(units, at, end), core)

    def _before_adverbs(self, place: int) -> int:
        """Return the place behind the last unit before a verb group that is no adverb."""
        units = self._units
        while place and (
            units[place - 1].tag in ("AV0", "XX0") or units[place - 1].lower in ("both", "all", "also", "each")
        ):
            before = place == 1 or units[place - 2].is_stop or units[place - 2].is_verb
            if units[place - 1].lower in ("both", "all", "each") and before:
                break
            place -= 1
        return place

    def _over_circumstances(self, end: int) -> Subject | None:
        """Return the phrase before "which in March called": only a phrase of place or time parts them."""
        start = self._clause_start(end)
        if not start or self._units[start - 1].lower not in RELATIVE:
            return None
        place = prepositional_phrase(self._units, start, end) or time_phrase(self._units, start, end)
        return self._antecedent(start - 1) if place == end else None

    def _over_relative(self, group: Group, end: int) -> Subject | None:
        """Return the phrase before relative clauses without commas: "a man who was shot on the beach told police"."""
        units = self._units
        done_to = units[end - 1].lower in _OBJECTS and end - 2 in self._group_at  # "a teacher who saw it said"
        opens = units[end - 1].lower in COORDINATING or units[end - 1].tag in ("PNP", "EX0", "CJT", "CJS")
        if opens and not done_to:
            return None
        opened = first_relative(units, end)
        if opened is None or units[group.start].quoted != units[end - 1].quoted:
            return None
        held = {inner.start: inner for at in range(opened, end) if (inner := self._group_at.get(at)) and inner.finite}
        relatives = sum(is_relative(units, at) for at in range(opened, end))
        if any(units[at].tag == "CJT" and not is_relative(units, at) for at in range(opened, end)):
            return None  # "told those who had come that the war was over"
        reporting = any(self._says_so(inner) and not inner.passive for inner in held.values())
        if len(held) != relatives or group.start in held or reporting:
            return None
        found = self._ending_at(opened)
        return found if found and not found.relative else None

    def _antecedent(self, relative: int) -> Subject | None:
        """Return the phrase that a relative pronoun stands for: "the minister who said"."""
        units = self._units
        end = relative - 1 if relative and units[relative - 1].is_stop else relative
        if end <= 0 or units[end - 1].is_quotation:
            return None
        found = self._ending_at(end, whole=False)
        if found is None:
            return None
        first = self._last_of(found, end, relative)
        if first == found.first and (head := before_apposition(units, found.first, found.end)):
            return Subject(head[0], found.end, head[1], True, head[0])
        return Subject(first, end if first > found.first else found.end, max(found.core, first + 1), True, found.clause)

    def _last_of(self, found: Subject, end: int, relative: int) -> int:
        """Return where the phrase begins that a relative pronoun stands for: "criticism from charities, which say"."""
        units = self._units
        for place in range(end - 1, found.core - 1, -1):
            if units[place].tag == "PRP" and units[place].lower in ("from", "by", "to", "with", "against"):
                several = units[end - 1].tag == "NN2" and units[found.core - 1].tag != "NN2"
                agrees = units[relative].lower == "who" or (several and units[relative + 1].tag in ("VVB", "VBB"))
                return place + 1 if agrees and noun_phrase(units, place + 1, end) == end else found.first
        return found.first

    def _over_parenthesis(self, closing: int) -> Subject | None:
        """Return the subject before what two commas or dashes part from the verb: "Hale, who runs the firm, said"."""
        units, seen = self._units, 0
        for place in range(closing - 1, max(0, closing - _LONGEST_BETWEEN), -1):
            if units[place].is_quotation or units[place].text == ";":
                return None
            if not units[place].is_stop or units[place].text == ":":
                continue
            if (units[place].text == ",") != (units[closing].text == ","):
                continue
            seen += 1
            if seen > _MOST_COMMAS:
                return None
            found = self._ending_at(place)
            numbered = found is not None and found.end == found.first + 1 and self._units[found.first].tag == "CRD"
            if found and self._between.can_interrupt(place + 1, closing) and not numbered:
                self.parentheses.append((place, closing))
                return self._with_parenthesis(found, place, closing)
        return None

    def _with_parenthesis(self, found: Subject, opening: int, closing: int) -> Subject:
        """Return a subject with what a parenthesis behind it says that it is, and with what it is said of."""
        apposed = with_apposition(self._units, found.first, opening)
        end = closing if self._between.is_apposition(opening + 1, closing) else max(found.end, min(apposed, closing))
        end = end if end > opening else found.end
        head = before_apposition(self._units, found.first, opening)
        if head is None or found.begins != found.first:
            return Subject(found.first, end, found.core, False, found.clause)
        return Subject(head[0], max(end, opening), head[1], False, head[0])

    def _ending_at(self, end: int, *, whole: bool = True) -> Subject | None:
        """Return the noun phrase that ends at a place and opens its clause; with `whole` False, any that ends there.

        What stands before it in its clause may be a conjunction, an adverb or a phrase of place or time.
        """
        begins = self._clause_start(end)
        for start in dict.fromkeys((begins, self._clause_start(end, over_participles=True))):
            if found := self._parsed(start, end):
                return found
        if whole:
            return None
        for start in range(max(begins, end - 12), end):
            if is_phrase_start(self._units[start]) and noun_phrase(self._units, start, end) == end:
                return Subject(start, end, end, False, start)
        return None

    def _clause_start(self, end: int, *, over_participles: bool = False) -> int:
        """Return where the clause begins that goes on at `end`."""
        units, place = self._units, end
        while place:
            unit = units[place - 1]
            if unit.is_quotation or unit.is_stop or self._opens_clause(place - 1, place, end):
                break
            group = self._group_at.get(place - 1)
            verb = group is not None and (group.finite or group.infinitive or self._says(group))
            if group and verb and not (over_participles and self._may_be_participle(group)):
                break
            if unit.lower in ("but", "yet", "so", "than") and unit.tag in ("CJC", "CJS", "AV0"):
                break
            if unit.lower in ("and", "or") and self._joins_clauses(place - 1):
                break
            place -= 1
        return place

    def _may_be_participle(self, group: Group) -> bool:
        """Return whether a past may be a participle behind its noun: "the man accused left", and none of saying."""
        says = self._says_so(group) and self._units[group.start].tag == "VVD"
        return group.past and not group.modal and not says

    def _opens_clause(self, at: int, place: int, end: int) -> bool:
        """Return whether a unit opens a clause whose subject is from `place` to `end`: "after the union accused"."""
        unit, units = self._units[at], self._units
        if unit.tag in _CLAUSE_TAGS:
            phrase = noun_phrase(units, place, end) if self._is_of_name(at) else end
            whole = with_attributes(units, phrase, end) if phrase and unit.lower == "as" else phrase
            return whole == end
        phrase = noun_phrase(units, place, end) if unit.lower in _OPENING else None
        if phrase is None or with_attributes(units, phrase, end, only_of=True) != end:
            return False
        return any(before in self._group_at or units[before].tag == "AJ0" for before in range(at))

    def _says(self, group: Group) -> bool:
        """Return whether a group is a participle of saying, whose clause begins behind it: "saying they prove"."""
        return group.participle == "ing" and group.lemma in lexicon().verbs and lexicon().verbs[group.lemma].takes("c")

    def _says_so(self, group: Group) -> bool:
        """Return whether a group is of a cue that a clause without "that" may stand behind."""
        return group.finite and group.lemma in lexicon().verbs and lexicon().verbs[group.lemma].takes("c")

    def _is_of_name(self, place: int) -> bool:
        """Return whether a subordinator stands before a noun alone, as a preposition does: "after the vote"."""
        unit = self._units[place]
        return unit.tag == "CJS" and unit.lower in ("after", "before", "since", "until", "as", "than", "like")

    def _joins_clauses(self, place: int) -> bool:
        """Return whether "and" stands behind a clause with a verb, and not between two nouns."""
        for at in range(place - 1, -1, -1):
            if self._units[at].is_stop or self._units[at].is_quotation:
                return False
            group = self._group_at.get(at)
            if group and (group.finite or group.infinitive):
                return True
        return False

    def _parsed(self, start: int, end: int) -> Subject | None:
        """Return the noun phrase that stands last from `start` to `end`, with what hangs on it."""
        units, place = self._units, start
        if units[start].tag == "VVG" and start and units[start - 1].is_verb:
            return None  # "A driver caught doing 140 said"
        first: int | None = None
        core = kept = start
        while place < end:
            unit = units[place]
            after: int | None
            if (after := self._time_at(place, end, first)) is not None:
                place = after
                continue
            phrase = None if first is not None and unit.is_verb else noun_phrase(units, place, end)
            if self._is_preposition(place, phrase, first):
                after = noun_phrase(units, place + 1, end)
                if after is None and first is None and place != start:
                    return None
                attached = first is not None and (unit.tag == "PRF" or not is_circumstance(units, place))
                kept = after if after and attached and kept == place else kept
            elif unit.lower in ("and", "or", "&", ",") and first is not None and noun_phrase(units, place + 1, end):
                after = noun_phrase(units, place + 1, end)
                kept = after if after and kept == place else kept
            elif first is not None and (after := close_to(units, place, end) or seen_by(units, place, end)):
                kept = after if kept == place else kept
            elif phrase is not None:
                after = phrase
                if first is None or (after == end and not self._is_juxtaposed(first, place)):
                    first, core, kept = place, after, after
                else:
                    kept = after if kept == place else kept
            elif not self._can_be_skipped(place, end, first):
                return None
            else:
                after = place + 1
            place = after if after else place + 1
        if first is None:
            return None
        opens = before_part(units, first)
        return Subject(opens, max(kept, core), core, False, min(start, opens))

    def _time_at(self, place: int, end: int, first: int | None) -> int | None:
        """Return the place behind a phrase of time beside a subject; None for "the summer of 2024", which is one."""
        after = time_phrase(self._units, place, end)
        if after == place + 1 and self._units[place].lower == "earlier" and self._units[after].is_noun:
            return None  # "Earlier work"
        if after is None or (after == end and first is None):
            return None
        return None if first is None and self._units[after].tag == "PRF" else after

    def _is_preposition(self, place: int, phrase: int | None, first: int | None) -> bool:
        """Return whether a phrase hangs on a preposition there: "about 3,400 homes" is a phrase of its own."""
        unit = self._units[place]
        if unit.tag == "CJS":
            return self._is_of_name(place)
        return unit.tag in ("PRP", "PRF") and not (unit.tag == "PRP" and phrase is not None and first is None)

    def _can_be_skipped(self, place: int, end: int, first: int | None) -> bool:
        """Return whether a unit may stand beside a subject before its verb: an adverb, a participle behind it."""
        unit = self._units[place]
        if unit.tag in ("AV0", "CJC", "ORD", "CRD", "CJS", "ITJ") or unit.lower in ("both", "neither", "either"):
            return True
        if first is None:
            sent = unit.tag == "VVN" and self._units[place - 1].is_noun  # "In a letter read to the panel she said"
            return (unit.tag == "AJ0" or sent) and place + 1 < end  # "is confident the merger …"
        return unit.is_verb or unit.tag in ("AVP", "AJ0", "TO0")

    def _is_juxtaposed(self, first: int, place: int) -> bool:
        """Return whether a phrase goes on with a name beside it: "the council leader Ann Hale"."""
        units = self._units
        before = units[place - 1]
        said = before.tag == "NN1" and before.lower in listed("said_things")  # "…, a charge RailNorth denies"
        return units[place].tag == "NP0" and before.is_noun and not said and units[first].lower not in listed("times")
