"""Who a verb says something of: the subject before it, or the one that it shares with another verb.

A participle has that of the sentence's main verb ("…, adding that"), an infinitive that of "likes to say".
"""

from __future__ import annotations

from chat.attribution.english.agents import is_nobody, may_speak, speaks
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import lexicon, listed
from chat.attribution.english.phrases import noun_phrase
from chat.attribution.english.subjects import Subject
from chat.attribution.english.verbs import Group

_ASKED = frozenset({"if", "whether", "unless", "how"})
_FOND = frozenset({"fond", "tire", "tired", "weary", "habit", "point"})  # "of saying"
_SOME = frozenset(
    {"some", "others", "many", "most", "few", "anyone", "anybody", "everyone", "everybody"}
)  # who will object
_QUESTIONING = ("VM0", "VDD", "VDZ", "VDB", "VBZ", "VBD", "VBB", "VHZ", "VHD", "VHB")


def speaking_subject(clauses: Clauses, group: Group) -> Subject | None:
    """Return who a verb group says something of, where that can speak: its subject, or the one it shares."""
    subject = Speaking(clauses).subject(group)
    return None if subject is None or is_nobody(clauses.units[subject.first : subject.core]) else subject


class Speaking:
    """Finds who says it among the subjects of a sentence."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._units = clauses.units

    def subject(self, group: Group) -> Subject | None:
        """Return who says it: the subject, or that of the verb before it where that goes on."""
        own = self._clauses.subject_of[group.start]
        if group.infinitive and (leading := self._raising(group) or self._written_to(group)):
            return self.subject(leading)
        if group.participle == "ing":
            return self._of_participle(group, own)
        if group.participle == "ed" and own is None:
            return self._shared(group)
        if not (group.finite or group.maybe_finite):
            return None
        if own is not None and self._is_plain(group, own):
            return own
        return None if own is not None else self._shared(group)

    def _is_plain(self, group: Group, subject: Subject) -> bool:
        """Return whether a subject and its verb stand in a clause that tells, and asks nothing."""
        if self._is_participle(group, subject):
            return False
        before = self._clauses.tag(subject.first - 1)
        if before in _QUESTIONING and self._clauses.tag(group.start) in ("VVI", "VVN"):
            return False
        if before in ("VDD", "VDZ", "VDB") and self._clauses.tag(group.start) == "VVB":
            return False  # "Does anybody still believe this?"
        if self._clauses.tag(group.start) == "VVI":
            several = any(unit.lower in ("and", "those") for unit in self._units[subject.first : subject.end])
            collective = self._clauses.lower(subject.core - 1) in listed("collective")
            return several or collective or self._clauses.tag(subject.core - 1) in ("NN2", "NN0", "PNP")
        return True

    def _is_participle(self, group: Group, subject: Subject) -> bool:
        """Return whether a past is a participle, whose noun's verb follows: "a man accused of theft has said"."""
        for other in self._clauses.groups:
            own = self._clauses.subject_of[other.start]
            if other.start <= group.end or not other.finite or own is None or own.first != subject.first:
                continue
            if self._units[other.start].quoted != self._units[group.start].quoted:
                continue  # "chanted “No more lies”"
            between = self._units[group.end : other.start]
            stops = any(unit.is_stop or unit.tag in ("CJC", "CJT", "CJS", "PNQ", "DTQ") for unit in between)
            return group.past and not group.modal and group.end == group.start + 1 and not stops
        return False

    def _of_participle(self, group: Group, own: Subject | None) -> Subject | None:
        """Return the subject of "…, saying that …": that of the sentence's main verb before it; or its noun's."""
        before = self._clauses.lower(group.start - 1)
        stray = own is None or not may_speak(self._units[own.first : own.core])
        if self.is_habit(group):
            leading = next((other for other in reversed(self._clauses.groups) if other.end < group.start), None)
            return self.subject(leading) if leading is not None else None
        if stray and group.start and self._clauses.tag(group.end) == "CJT":
            return self._main_before(group)  # "trooped into the well demanding that"
        if before in (",", "—", "–", "and", "while", "after", "before", "by", "in", "without") or group.start == 0:
            if before == "without":
                return None
            return self._main_before(group) or self._main_behind(group)
        if self._clauses.tag(group.start - 1) == "AV0" and self._clauses.lower(group.start - 2) == ",":
            return self._main_before(group)
        if own is not None and not own.relative and self._clauses.lower(own.first - 1) in ("in", "by", "from", "of"):
            return None
        if accompanying := self._behind_with(group):
            return accompanying
        keeping = next((other for other in self._clauses.groups if other.end == group.start), None)
        heard = keeping is not None and keeping.passive and keeping.lemma in ("hear", "see")  # "is heard saying"
        if keeping is not None and (heard or keeping.lemma in listed("keeping")):
            return self.subject(keeping)
        if own is not None and self._is_writing(own):
            sent = self._clauses.tag(own.first - 1)[:1] == "V"
            return (self._main_before(group) or own) if sent else own
        main = next(
            (other for other in reversed(self._clauses.groups) if other.start < group.start and other.finite), None
        )
        return self._main_before(group) if main and main.lemma in listed("communicating") else None

    def is_habit(self, group: Group) -> bool:
        """Return whether somebody keeps saying it: "is fond of saying", "never tires of repeating"."""
        fond = self._units[group.start - 2].lemma.lower() if group.start > 1 else ""
        return group.participle == "ing" and self._clauses.lower(group.start - 1) == "of" and fond in _FOND

    def _behind_with(self, group: Group) -> Subject | None:
        """Return the phrase between "with" and a participle: "with the prosecution alleging that"."""
        for at in range(group.start - 1, max(-1, group.start - 8), -1):
            if self._clauses.lower(at) == "with" and noun_phrase(self._units, at + 1, group.start) == group.start:
                return Subject(at + 1, group.start, group.start, clause=at)
        return None

    def _is_writing(self, subject: Subject) -> bool:
        """Return whether a subject is a text that says something: "a letter warning that"."""
        return any(unit.lemma.lower() in listed("writings") for unit in self._units[subject.first : subject.core])

    def _main_before(self, group: Group) -> Subject | None:
        """Return the subject of the last finite verb before a group that no other cue reports."""
        for other in reversed(self._clauses.groups):
            if other.start >= group.start or not (other.finite or other.maybe_finite):
                continue
            subject = self._clauses.subject_of[other.start]
            if subject is None:
                if (
                    other.finite
                    and other.lemma in lexicon().verbs
                    and (behind := self._clauses.subjects.behind(other.end))
                ):
                    return behind
                continue
            if subject.relative or self._is_reported(other, subject):
                continue
            return subject
        return None

    def _is_reported(self, group: Group, subject: Subject) -> bool:
        """Return whether a clause is what another cue before it reports: "said prices would rise, adding"."""
        for other in self._clauses.groups:
            if other.start >= group.start or other.lemma not in lexicon().verbs or not other.finite:
                continue
            if other.passive or self._clauses.subject_of[other.start] is None:
                continue
            joined = self._clauses.lower(subject.begins - 1) in (",", ";", "and", "but")
            stops = any(self._units[at].text in (";",) for at in range(other.end, group.start))
            if not stops and (not joined or self._clauses.tag(subject.first - 1) == "CJT"):
                return True
        return False

    def _main_behind(self, group: Group) -> Subject | None:
        """Return the subject of the first finite verb behind a comma: "Speaking in Leeds, she said"."""
        for other in self._clauses.groups:
            if other.start > group.end and other.finite and (subject := self._clauses.subject_of[other.start]):
                return subject if self._clauses.lower(subject.begins - 1) == "," else None
        return None

    def _shared(self, group: Group) -> Subject | None:
        """Return the subject with which "and" or "but" goes on."""
        place = group.start - 1
        while self._clauses.tag(place) == "AV0" or self._clauses.lower(place) in ("then", "also"):
            place -= 1
        if self._clauses.lower(place) not in ("and", "but", "yet", "or", "then") and not self._is_listed(group):
            return None
        if self._units[group.start].quoted >= 0 and self._units[place].quoted != self._units[group.start].quoted:
            return None  # "said he had bought it and ‘assumed it was safe’"
        for other in reversed(self._clauses.groups):
            if other.start >= place or not (other.finite or other.maybe_finite):
                continue
            subject = self._clauses.subject_of[other.start]
            if subject is None:
                continue
            if subject.relative and not self._same_tense(other, group):
                continue
            if self._is_reported(other, subject) and not self._goes_within(other, group):
                continue
            if self._is_beside(subject, place):
                continue
            return subject
        return None

    def _is_beside(self, subject: Subject, place: int) -> bool:
        """Return whether a subject is that of a clause beside, which a comma ends: "left when it rained, and said"."""
        opened = (
            self._clauses.tag(subject.begins - 1) in ("CJS", "AVQ") or self._clauses.lower(subject.begins) == "when"
        )
        return opened and subject.begins > 1 and self._clauses.lower(place - 1) == ","

    def _is_listed(self, group: Group) -> bool:
        """Return whether a verb is one of several of a subject: "praised the plan, criticised its cost and left"."""
        listed_ = self._clauses.lower(group.start - 1) == "," and group.past and self._clauses.tag(group.start) == "VVD"
        place = group.start - 1
        return listed_ and not any(self._units[at].text == ";" for at in range(place))

    def _same_tense(self, group: Group, other: Group) -> bool:
        return group.past == other.past and group.perfect == other.perfect

    def _goes_within(self, inner: Group, group: Group) -> bool:
        """Return whether a verb goes on with the one inside what is reported, and not with the cue."""
        return inner.perfect and self._clauses.tag(group.start) == "VVN"

    def _is_raised(self, group: Group) -> bool:
        """Return whether "to say" stands behind a verb with which it is said: "likes to say", "went on to accuse"."""
        before = self._raising(group)
        yet = before is not None and before.lemma == "have"
        return before is not None and not yet and before.finite and not before.negated and not before.modal

    def _is_performed(self, group: Group, subject: Subject | None) -> bool:
        """Return whether somebody asks by saying that they would: "I would urge him to resign"."""
        own = subject is not None and self._clauses.lower(subject.first) in ("i", "we")
        if not own or group.negated:
            return False
        hoping = any(unit.lower == "only" for unit in self._units[group.start : group.main])  # "I can only hope"
        confessing = group.modal == "must" and group.lemma in listed("confessing")
        return confessing or hoping or (group.modal == "would" and group.lemma in listed("performing"))

    def _written_to(self, group: Group) -> Group | None:
        """Return the verb with which somebody turns to another to say something: "wrote to towns to say that"."""
        if self._clauses.tag(group.start - 1) != "TO0" or group.lemma not in ("say", "tell", "ask", "announce", "warn"):
            return None
        before = next((other for other in reversed(self._clauses.groups) if other.end < group.start), None)
        if before is None or not before.finite or before.lemma not in listed("communicating"):
            return None
        between = self._units[before.end : group.start - 1]
        return None if any(unit.is_stop or unit.is_quotation for unit in between) else before

    def _raising(self, group: Group) -> Group | None:
        """Return the verb group that an infinitive hangs on."""
        place = group.start - 2
        if self._clauses.lower(place) in listed("saying_anyway"):
            return next(
                (
                    other
                    for other in reversed(self._clauses.groups)
                    if other.start < group.start - 1
                    and (other.lemma in listed("copulas") or other.main == place or self._takes(other, place))
                ),
                None,
            )
        while self._clauses.tag(place) in ("AV0", "AVP") or self._clauses.lower(place) == "on":
            place -= 1
        found = next((other for other in self._clauses.groups if other.start <= place < other.end), None)
        yet = found is not None and found.lemma == "have" and self._clauses.lower(group.start - 2) == "yet"
        return found if found and (yet or found.lemma in listed("raising")) else None

    def _takes(self, group: Group, place: int) -> bool:
        """Return whether a verb takes the occasion at a place: "took the opportunity to thank"."""
        return group.lemma in ("take", "use", "seize") and self._units[place].is_noun and place - group.end < 4

    def _can_be_foretold(self, group: Group, subject: Subject) -> bool:
        """Return whether somebody, or several by their noun, will say something: "Purists will complain that"."""
        several = self._clauses.tag(subject.core - 1) == "NN2" and self._clauses.tag(group.end) == "CJT"
        some = subject.core == subject.first + 1 and self._clauses.lower(subject.first) in _SOME
        return several or some or speaks(self._units[subject.first : subject.core])

    def is_hypothetical(self, group: Group) -> bool:
        """Return whether nobody is told to have said it: in "if", "to", or a question."""
        subject = self._clauses.subject_of[group.start]
        if (
            subject is not None
            and {self._clauses.lower(subject.begins - 1), self._clauses.lower(subject.begins)} & _ASKED
        ):
            return True
        if group.infinitive:
            return not self._is_raised(group) and self._written_to(group) is None
        if self._is_performed(group, subject):
            return False
        only = group.modal == "would" and self._clauses.lower(group.end) == "only"  # "would say only that"
        will = group.modal == "will" and group.lemma in listed("foretold") and not group.negated
        will = will and subject is not None and self._can_be_foretold(group, subject)
        return bool(group.modal) and group.modal != "dare" and not only and not will
