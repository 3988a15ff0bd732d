"""What a cue verb says of its object: "called the plan a mistake", "raised concerns", "put the cost at 40 million"."""

from __future__ import annotations

from dataclasses import dataclass

from chat.attribution.english.actions import head_of, is_action, is_figure
from chat.attribution.english.agents import is_person, may_speak, speaks
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import Cue, lexicon, listed
from chat.attribution.english.phrases import noun_phrase, time_phrase, with_attributes
from chat.attribution.english.predicates import end_of_predicate
from chat.attribution.english.verbs import Group
from chat.attribution.found import Offsets
from chat.schema import ClaimType, Stance

_WANTED = frozenset({"VVN", "VVD", "AJ0", "AVP"})  # what is wanted of an object: "wants the boy left alone"
_FURTHEST = 10  # units behind a forecast among which its figure stands
_PRONOUNS = frozenset({"it", "this", "that", "them", "those", "these", "all", "both", "so"})


@dataclass(frozen=True, slots=True)
class Complement:
    """What a cue reports: of which type and stance, where it stands, and who is told."""

    type: ClaimType
    stance: Stance
    first: int
    stop: int
    addressee: Offsets | None = None


def is_told(cue: Cue, noun: str) -> bool:
    """Return whether a verb with a noun says something: "questioned the claim", "backed the merger"."""
    taken = cue.lemma in listed("taking_sides") and noun in listed("policies")
    return noun in listed("said_things") or taken


def reported(clauses: Clauses, group: Group, stance: Stance) -> Complement | None:
    """Return the predicate from the cue verb on."""
    stop = end_of_predicate(clauses, group.end, group)
    return Complement("reported", stance, group.main, stop) if stop > group.end else None


class Objects:
    """Finds the object of a cue verb in a sentence, and what is said of it."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._units = clauses.units

    def of(self, group: Group, cue: Cue) -> Complement | None:
        """Return the predicate where the cue has an object that it says something of."""
        place = group.end
        while self._clauses.tag(place) == "AV0" and noun_phrase(self._units, place, self._clauses.last) is None:
            place += 1
        if place >= self._clauses.last:
            return None
        place = self._behind_day(place)
        quoted = self._units[place].is_quotation or self._units[place].quoted >= 0
        end = self._before_quoted(place, noun_phrase(self._units, place, self._clauses.last))
        if end is None and self._units[place].lower in ("what", "how") and cue.takes("n"):
            return reported(self._clauses, group, cue.letters["n"])  # "rejected what it called …"
        more = self._clauses.lower(place) == "more"
        bare = (more or self._clauses.tag(place) == "AJ0") and self._clauses.is_stop(place + 1)
        if end is None and bare and cue.takes("n"):
            return reported(self._clauses, group, cue.letters["n"])  # "urged calm"
        if end is None and not quoted:
            return None
        if end is not None and time_phrase(self._units, place, self._clauses.last) == end:
            stance = self._with_as(group, cue, end)  # "described the week as …"
            return reported(self._clauses, group, stance) if stance else None
        called = end is not None and end < self._clauses.last and self._units[end].quoted >= 0  # "the vote “a farce”"
        acts = end is not None and not called and self._is_done(group, cue, place, end)
        if acts or self._is_nobody(group, place):
            return None
        return self._said_of(group, cue, place, end, quoted=quoted)

    def _before_quoted(self, place: int, end: int | None) -> int | None:
        """Return where a phrase ends before quoted words: "called the results “striking, if true”"."""
        for at in range(place + 1, end or place):
            if self._units[at].quoted >= 0 > self._units[at - 1].quoted and self._units[at - 1].is_noun:
                return at
        return end

    def _is_nobody(self, group: Group, place: int) -> bool:
        """Return whether nothing or nobody is the object: "blames no one", "claims no credit"."""
        words = (self._clauses.lower(place), self._clauses.lower(place + 1))
        if words[0] == "no" and group.lemma in ("claim", "hold"):
            return True
        return words[0] in ("nothing", "nobody", "none") or words == ("no", "one")

    def _is_done(self, group: Group, cue: Cue, place: int, end: int) -> bool:
        """Return whether a cue only acts on an object, unlike "threatened the firm with a fine"."""
        threatens = cue.lemma == "threaten" and self._with_as(group, cue, end) is not None
        listed_ = head_of(self._units[place:end]) in lexicon().actions.get(cue.lemma, ())
        called = listed_ and cue.takes("s") and self._says_of(end)  # "called the number a start"
        return not (threatens or called) and is_action(self._clauses, cue, place, end)

    def _behind_day(self, place: int) -> int:
        """Return the place behind what parts a verb from its object: "criticised on Monday the pace of the repairs"."""
        apart = self._clauses.tag(place) == "PRP" and self._clauses.tag(place + 2) in ("AT0", "DPS")
        told = apart and self._units[place + 1].is_noun and self._clauses.lower(place) in ("on", "in", "with")
        return place + 2 if told else place

    def _said_of(self, group: Group, cue: Cue, place: int, end: int | None, *, quoted: bool) -> Complement | None:
        """Return the predicate where a cue says something of the object from `place` to `end`."""
        if stance := self._with_as(group, cue, end or place):
            return reported(self._clauses, group, stance)
        if cue.takes("s") and (quoted or self._says_of(end or place)):
            return reported(self._clauses, group, cue.letters["s"])
        progressive = self._is_awaiting(group)
        if (
            cue.takes("n")
            and not progressive
            and (cue.lemma not in listed("shown") or self._is_told_of(group, place, end))
        ):
            return reported(self._clauses, group, cue.letters["n"])
        now = not (group.past or group.perfect) or self._clauses.lower(end or place) == "too"
        if cue.lemma == "find" and now and self._is_judged(end or place):
            return reported(self._clauses, group, "says")  # "finds the idea absurd"
        whole = with_attributes(self._units, end, self._clauses.last) if end else place
        if cue.lemma == "want" and end and {self._clauses.tag(end), self._clauses.tag(whole)} & _WANTED:
            stop = end_of_content(self._clauses, end, group)
            return Complement("indirect", "demands", place, stop)  # "wants the boy left alone"
        if cue.lemma == "want" and self._is_somebodys(group):
            return reported(self._clauses, group, "demands")
        now = cue.lemma == "envisage" or (cue.lemma == "see" and not group.past)
        if now and end and self._clauses.tag(end) == "VVG":
            return reported(self._clauses, group, "assumes")
        if end and self._is_told_by_noun(cue, place, end):
            return None
        stance = self._by_object(cue, place, end or place + 1)
        if cue.lemma == "see" and group.past and stance == "assumes":
            return None  # "saw the bridge fall"
        return reported(self._clauses, group, stance) if stance else None

    def _is_awaiting(self, group: Group) -> bool:
        """Return whether somebody waits for something: "is expecting a parcel", unlike analysts who expect a loss."""
        subject = self._clauses.subject_of[group.start]
        head = head_of(self._units[subject.first : subject.core]) if subject else ""
        waits = group.lemma == "expect" and self._clauses.tag(group.main) == "VVG"
        return waits and head not in listed("forecasters")

    def _is_somebodys(self, group: Group) -> bool:
        """Return whether a verb is that of a subject in a main clause that is not just anybody: "wants a rebate"."""
        subject = self._clauses.subject_of[group.start]
        if subject is None:
            return group.finite  # "welcomed it but want caps"
        somebody = self._clauses.lower(subject.first) not in listed("anybody")
        return somebody and not subject.relative and may_speak(self._units[subject.first : subject.core])

    def _is_told_by_noun(self, cue: Cue, place: int, end: int) -> bool:
        """Return whether the noun of an object is the cue of a clause behind it: "expressed the hope that"."""
        noun = lexicon().nouns.get(head_of(self._units[place:end]))
        clause = self._clauses.tag(end) == "CJT" and self._clauses.opens_clause(end + 1) is not None
        return clause and noun is not None and noun.takes("t") and cue.lemma in listed("light")

    def _is_told_of(self, group: Group, place: int, end: int | None) -> bool:
        """Return whether a study or whoever looks into things finds or shows something, or somebody suggests it."""
        subject = self._clauses.subject_of[group.start]
        phrase = self._units[subject.first : subject.core] if subject else []
        if any(unit.lemma.lower() in listed("documents") for unit in phrase):
            return True
        if group.lemma == "suggest":
            return speaks(phrase)
        if group.lemma == "show" or not any(unit.lemma.lower() in listed("looking_into") for unit in phrase):
            return False
        found = {unit.tag for unit in self._units[place : end or place + 1]}
        by_chance = end is not None and self._clauses.lower(end) == "by"  # "found the wreck by its smell"
        return not by_chance and bool(found & {"NN1", "NN2"}) and "NP0" not in found

    def _is_judged(self, end: int) -> bool:
        """Return whether an adjective or a quotation behind an object ends the clause: "finds it “delightful”"."""
        if self._clauses.lower(end) == "too" and self._clauses.is_stop(end + 2):
            return True  # "found it too long"
        unit = self._units[end] if end < self._clauses.last else None
        judged = unit is not None and (unit.tag == "AJ0" or unit.is_quotation or unit.quoted >= 0)
        return judged and unit is not None and unit.lemma.lower() not in listed("found_so")

    def _with_as(self, group: Group, cue: Cue, end: int) -> Stance | None:
        """Return the stance of "described the plan as …"."""
        stop = end_of_content(self._clauses, end, group)
        for preposition in ("as", "at", "with", "over", "against"):
            stance = cue.prepositions.get(preposition)
            at = next((at for at in range(group.end + 1, stop) if self._units[at].lower == preposition), None)
            if at is not None and self._clauses.lower(group.end) == "what":
                continue  # "saw what the mayor described as a ghost"
            if stance and at is not None and (preposition != "at" or is_figure(self._clauses, at + 1)):
                return stance
        return None

    def _says_of(self, end: int) -> bool:
        """Return whether something is said of an object right behind it: "called the plan a mistake"."""
        if self._units[end - 1].lower in listed("verdicts"):
            return True  # "call the report nonsense"
        if end >= self._clauses.last or self._units[end].is_stop:
            return False
        unit = self._units[end]
        if unit.is_quotation or unit.quoted >= 0 or unit.tag in ("AJ0", "AJS", "AT0", "DPS", "VVG", "VVN"):
            return True
        return unit.tag == "AV0" and self._clauses.tag(end + 1) in ("AJ0", "AT0")

    def _by_object(self, cue: Cue, place: int, end: int) -> Stance | None:
        """Return the stance that a verb has with its object: "raised concerns", "rejected the claim"."""
        heads = [unit for unit in self._units[place:end] if unit.is_noun]
        by_noun = lexicon().objects.get(cue.lemma, {})
        if cue.lemma == "plan" and self._is_planned_now(place):
            return "announces"
        head = head_of(heads)
        if cue.lemma in listed("revising") and by_noun.get(head) == "assumes" and not self._is_revised_to(end):
            return None  # "cut its forecast for the second time"
        if head == "point" and self._clauses.lower(end) == "of":
            return None  # "made a point of arriving early"
        if head in by_noun or ("-" in by_noun and heads):
            return by_noun.get(head) or by_noun["-"]
        other = noun_phrase(self._units, end, self._clauses.last)
        second = head_of(self._units[end:other]) if other else ""
        if second in by_noun:
            return by_noun[second]  # "offered both teams his apologies"
        if not cue.takes("k"):
            return None
        if cue.lemma in ("back", "endorse") and is_person(self._units[place:end]):
            return cue.letters["k"]  # "backed the coach"
        said = is_told(cue, head) or self._units[place].lower in _PRONOUNS
        said = said or (
            cue.lemma in ("believe", "defend", "back") and self._clauses.tag(place) == "PNP"
        )  # "the judge believed her"
        woven = any(unit.quoted >= 0 for unit in self._units[place:end])
        behind = self._clauses.tag(end) == "CJT" or self._clauses.lower(end) == "that"
        return cue.letters["k"] if said or woven or behind else None

    def _is_revised_to(self, end: int) -> bool:
        """Return whether a forecast is for something, or a figure stands behind it: "cut its forecast to 4 percent"."""
        phrase = noun_phrase(self._units, end + 1, self._clauses.last) if self._clauses.lower(end) == "for" else None
        if phrase is not None and head_of(self._units[end + 1 : phrase]) != "time":
            return True  # no "for the second time"
        return any(
            self._clauses.lower(at) in ("to", "from", "by", "at") and is_figure(self._clauses, at + 1)
            for at in range(end, min(end + _FURTHEST, self._clauses.last - 1))
        )

    def _is_planned_now(self, place: int) -> bool:
        """Return whether "plans a …" or "is planning a …" stands before an object, and no past."""
        group = next((group for group in self._clauses.groups if group.end <= place and group.lemma == "plan"), None)
        return group is not None and group.finite and not group.past and self._clauses.tag(place) in ("AT0", "CRD")
