"""What stands right of a cue verb and is reported by it: a clause, an infinitive, a quotation, an object."""

from __future__ import annotations

from chat.attribution.english.actions import head_of, is_done_to
from chat.attribution.english.addressees import asked_to_act, behind_attributes, told_phrase
from chat.attribution.english.agents import may_speak, speaks
from chat.attribution.english.bare_clauses import holds_clause
from chat.attribution.english.boundaries import end_of_content
from chat.attribution.english.clauses import Clauses
from chat.attribution.english.lexicon import Cue, lexicon, listed
from chat.attribution.english.objects import Complement, Objects, reported
from chat.attribution.english.phrases import noun_phrase, prepositional_phrase, time_phrase, with_attributes
from chat.attribution.english.predicates import end_before_aside, end_of_predicate
from chat.attribution.english.units import QUOTATION
from chat.attribution.english.verbs import Group
from chat.attribution.found import Offsets
from chat.schema import Stance

_OF_CONTENT = frozenset({"against", "about", "of", "over"})  # prepositions that no place or time has behind a place
_ENTITLING = frozenset({"power", "powers", "right", "rights", "authority", "duty", "ability", "mandate"})
_QUESTION_WORDS = frozenset({"whether", "if", "how", "why", "what", "who", "where", "when", "which"})


class Complements:
    """Finds the complement of a cue verb in a sentence."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._units = clauses.units
        self._objects = Objects(clauses)

    def of(self, group: Group, cue: Cue) -> Complement | None:
        """Return the complement behind a verb group, None where nothing stands there that the cue reports."""
        return (
            self._addressed(group, cue)
            or self._governed(group, cue)
            or self._clause(group, cue)
            or self._to_act(group, cue)
            or self._objects.of(group, cue)
            or self._alone(group, cue)
            or self._far_colon(group, cue)
        )

    def _far_colon(self, group: Group, cue: Cue) -> Complement | None:
        """Return what stands behind a colon that no other verb parts from a verb of saying."""
        stance = cue.letters.get("q")
        for place in range(group.end, self._clauses.last) if stance else ():
            if self._units[place].text == ":":
                return self._behind_colon(place, stance or "says", None)
            if self._units[place].is_verb or self._units[place].text in (",", ";"):
                return None
        return None

    def _alone(self, group: Group, cue: Cue) -> Complement | None:
        """Return the verb itself where it needs nothing behind it: "Hale disagrees."."""
        behind = self._clauses.skip_circumstances(group.end)
        closed = self._clauses.is_stop(behind) or self._clauses.tag(behind) == "CJC"
        said = self._is_said_before(group)
        so = self._clauses.lower(group.end) == "so" and cue.takes("c") and self._clauses.is_stop(group.end + 1)
        subject = self._clauses.subject_of[group.start]
        frames = cue.takes("v") and subject is not None and self._clauses.lower(subject.begins - 1) == ","
        agreed = cue.lemma == "agree" and (
            self._clauses.lower(group.end) in ("on", "upon", "to", "with", "over")
            or (subject is not None and self._clauses.tag(subject.first - 1) == "CJT")
        )
        alone = cue.lemma in listed("alone") and not frames and not agreed  # unlike "…, the Alliance objects"
        if not so and (not closed or not (alone or said)):
            return None
        stance = cue.letters.get("t") or cue.letters.get("n") or cue.letters.get("k") or "says"
        return Complement("reported", stance, group.main, end_of_predicate(self._clauses, group.end, group))

    def _is_said_before(self, group: Group) -> bool:
        """Return whether a noun of saying stands before the subject: "…, a claim the union disputes"."""
        subject = self._clauses.subject_of[group.start]
        if subject is None or subject.relative or subject.first < 2:
            return False
        noun = self._units[subject.first - 1]
        cue = lexicon().verbs.get(group.lemma)
        if noun.lower == "which" and cue is not None and cue.takes("n"):
            return True
        at = subject.first - 1
        if noun.lower in ("that", "which"):
            at, noun = at - 1, self._units[subject.first - 2]
        apart = any(self._units[before].text in ",–—" for before in range(max(0, at - 3), at))
        return apart and noun.is_noun and noun.lemma.lower() in listed("said_things")

    def _governed(self, group: Group, cue: Cue) -> Complement | None:
        """Return the predicate where a preposition or a particle of the cue stands behind it."""
        place = self._governed_at(group, cue)
        stance = cue.prepositions.get(self._clauses.lower(place))
        if stance is None or place + 1 >= self._clauses.last:
            return None
        acting = self._called_on(cue, place)
        if acting is not None:
            return acting
        behind = self._units[place + 1]
        if cue.lemma == "point" and behind.is_stop:
            return None  # "…, he points out, …"
        if cue.lemma == "point" and self._is_by_hand(place + 1):
            return None
        if is_done_to(self._clauses, cue, place) or not self._can_tell(group, cue):
            return None
        if (
            self._clauses.lower(place) == "as"
            and group.lemma in ("dismiss", "reject")
            and self._clauses.tag(place + 1) == "AJ0"
        ):
            return reported(self._clauses, group, stance)  # "dismissed as baseless claims that …"
        if self._clauses.lower(place) in ("as", "with") and not (
            self._clauses.lower(place) == "with" and cue.takes("t")
        ):
            return None
        if self._clauses.lower(place) == "to" and behind.is_verb and behind.tag not in ("VVG", "VHG", "VBG"):
            return self._infinitive(place, group, cue.letters.get("i", stance)) if cue.takes("i") else None
        if self._clauses.lower(place) in ("out", "up", "back") and behind.tag == "CJT":
            return self._that(place + 1, group, stance)
        if behind.tag == "CJT" and cue.takes("t"):
            return None
        return reported(self._clauses, group, stance)

    def _governed_at(self, group: Group, cue: Cue) -> int:
        """Return where the preposition of a cue stands, or what stands in its place."""
        place = group.end
        while self._clauses.tag(place) in ("AV0", "PNX") and self._clauses.lower(place) not in cue.prepositions:
            place += 1
        place = self._clauses.behind_set_phrase(place)  # "spoke at length about it"
        place = time_phrase(self._units, place, self._clauses.last) or place  # "apologised on Monday for it"
        place = self._behind_asked(group, place, cue)
        governed = self._clauses.lower(place) in cue.prepositions
        return place if governed else self._behind_phrases(place, cue)

    def _can_tell(self, group: Group, cue: Cue) -> bool:
        """Return whether a subject tells of something as only somebody can: "a witness told of a fire"."""
        subject = self._clauses.subject_of[group.start]
        return cue.lemma != "tell" or subject is None or speaks(self._units[subject.first : subject.core])

    def _behind_phrases(self, place: int, cue: Cue) -> int:
        """Return where what it is about is told behind other phrases: "cautioned in April against it"."""
        at = place
        while (after := prepositional_phrase(self._units, at, self._clauses.last)) is not None:
            at = after
            if self._clauses.lower(at) in _OF_CONTENT & cue.prepositions.keys() and cue.letters:
                return at
        skipped = self._clauses.skip_circumstances(place)
        return skipped if self._clauses.lower(skipped) in _OF_CONTENT else place

    def _behind_asked(self, group: Group, place: int, cue: Cue) -> int:
        """Return the place behind who is asked for something or warned: "asked him for an autograph"."""
        subject = self._clauses.subject_of[group.start]
        speaker = subject is None or may_speak(self._units[subject.first : subject.core])
        warning = "against" in cue.prepositions or cue.lemma in ("remind", "assure")
        warns = cue.takes("a") and warning and speaker
        if not warns and (not cue.takes("o") or cue.prepositions.get("for") != "demands"):
            return place
        end = noun_phrase(self._units, place, self._clauses.last)
        asked = end is not None and (self._clauses.tag(place) == "PNP" or may_speak(self._units[place:end]))
        if end is None or not asked or head_of(self._units[place:end]) in listed("for_others"):
            return place
        of_it = _OF_CONTENT if warns else {"for"}
        return end if self._clauses.lower(end) in of_it else place

    def _is_by_hand(self, place: int) -> bool:
        """Return whether somebody points to a thing in the room."""
        end = noun_phrase(self._units, place, self._clauses.last)
        return end is not None and self._units[end - 1].lemma.lower() in listed("shown_by_hand")

    def _called_on(self, cue: Cue, place: int) -> Complement | None:
        """Return the infinitive of "called on ministers to act", "appealed to drivers to slow down"."""
        if self._clauses.lower(place) not in ("on", "upon", "to", "for", "with"):
            return None
        stance = cue.prepositions[self._clauses.lower(place)]
        if stance != "demands":
            return None
        end = noun_phrase(self._units, place + 1, self._clauses.last)
        asked = end is not None and may_speak(self._units[place + 1 : end])
        only_of = self._clauses.lower(place) == "for" and not asked  # "for an inquiry with the power to look"
        end = with_attributes(self._units, end, self._clauses.last, only_of=only_of) if end else None
        if end is not None and self._clauses.lower(end) == ",":
            apart = next((at for at in range(end + 1, self._clauses.last) if self._units[at].text == ","), end)
            end = apart + 1 if self._clauses.tag(apart + 1) == "TO0" else end  # "for anyone, or a van, to come"
        if end is None or self._clauses.tag(end) != "TO0" or self._units[end - 1].lower in _ENTITLING:
            return None
        if self._clauses.lower(place) == "for" and self._clauses.tag(end + 1) == "VBI":
            return None  # "asked for the sample to be opened": no one is told
        stop = end_of_content(self._clauses, end, None)
        return Complement("indirect", stance, end, stop, self._clauses.span(place + 1, end))

    def _that(self, place: int, group: Group | None, stance: Stance, told: Offsets | None = None) -> Complement | None:
        stop = end_of_content(self._clauses, place + 1, group)
        return Complement("indirect", stance, place + 1, stop, told) if stop > place + 1 else None

    def _infinitive(self, place: int, group: Group | None, stance: Stance, told: Offsets | None = None) -> Complement:
        stop = end_of_content(self._clauses, place + 1, group)
        return Complement("indirect", stance, place, end_before_aside(self._clauses, place + 1, stop), told)

    def _clause(
        self, group: Group, cue: Cue, *, at: int | None = None, told: Offsets | None = None
    ) -> Complement | None:
        """Return a clause, a quotation or an infinitive behind the verb or behind phrases of place and time."""
        near = group.end if at is None else at
        skipped = self._clauses.skip_circumstances(near)
        if cue.lemma == "add" and skipped > near and self._units[skipped - 1].lower in lexicon().nouns:
            skipped = near  # "adds to evidence that"
        clear = self._clauses.tag(skipped) in ("CJT", QUOTATION) or self._clauses.lower(skipped) in (":", "that")
        places = (skipped, near) if clear else (near, skipped)
        behind = self._behind_adverbs(near)
        for place in dict.fromkeys((*places, behind, self._behind_parenthesis(near))):
            if place < self._clauses.last and (found := self._opened(place, group, cue, told)):
                return found
        return None

    def _opened(self, place: int, group: Group, cue: Cue, told: Offsets | None) -> Complement | None:
        """Return the complement that begins at a place."""
        unit, letters = self._units[place], cue.letters
        if unit.tag == "PNX" and cue.lemma in listed("shown"):
            return None  # "found himself boxed in"
        stance = letters.get("t") or letters.get("c") or letters.get("q")
        is_ = self._clauses.starting.get(place + 1)
        if unit.lower == "that" and is_ is not None and is_.finite and "c" in letters:
            stop = end_of_content(self._clauses, place + 1, group)
            return Complement("indirect", letters["c"], place, stop, told)  # "thinks that is too long"
        if unit.tag == "CJT" or (unit.lower == "that" and "t" in letters and self._clauses.opens_clause(place + 1)):
            return self._that(place, group, letters["t"], told) if "t" in letters else None
        if unit.text == ":" and stance:
            return self._behind_colon(place, stance, told)
        if unit.is_quotation and ("q" in letters or told):
            return Complement("direct", letters.get("q") or stance or "says", place, place + 1, told)
        if unit.text == "," and self._quoted_behind(place + 1) and "q" in letters:
            return Complement("direct", letters["q"], place + 1, place + 2, told)
        asked = unit.lower in _QUESTION_WORDS or unit.tag in ("DTQ", "AVQ")
        near = told is not None or place in (group.end, self._clauses.skip_circumstances(group.end))
        if unit.lower == "when" and self._clauses.tag(place + 1) == "VVG":
            return None  # "patterns that they show when hunting"
        if asked and "w" in letters and near and not group.negated:
            return Complement("indirect", letters["w"], place, end_of_content(self._clauses, place + 1, group), told)
        if unit.tag == "TO0" and cue.lemma == "claim" and self._clauses.lower(place + 1) != "have":
            return None  # "claims to be the oldest in the county"
        if unit.tag == "TO0" and "i" in letters and near and not told:
            return self._infinitive(place, group, letters["i"])
        apart = unit.lower in ("not", "never") and self._clauses.tag(place + 1) == "TO0" and "i" in letters and not told
        if apart and self._clauses.lower(place + 3) not in ("named", "identified", "quoted"):
            return self._infinitive(place, group, letters["i"])
        near = place == self._behind_adverbs(group.end)
        if unit.tag in ("VVG", "VBG", "VHG", "VDG") and "g" in letters and near:
            return reported(self._clauses, group, letters["g"])
        return self._bare(place, group, cue, told, asked=asked)

    def _bare(self, place: int, group: Group, cue: Cue, told: Offsets | None, *, asked: bool) -> Complement | None:
        """Return a clause or a quotation that begins at a place without any word to open it."""
        unit, letters = self._units[place], cue.letters
        clause = self._clauses.starting.get(place)
        if "c" in letters and place == group.end and clause is not None and clause.finite and self._is_relative(group):
            stop = end_of_content(self._clauses, place + 1, group)
            return Complement("indirect", letters["c"], place, stop, told)
        if "q" in letters and not (told and cue.lemma != "tell") and (quoted := self._woven(place)):
            if "n" in letters and self._clauses.finite_behind(place, quoted) is None:
                return reported(self._clauses, group, letters["n"])  # "confirmed “minor difficulties”"
            return Complement("direct", letters["q"], place, quoted, told)
        if asked and unit.lower not in ("when", "if", "where"):
            return None
        if cue.lemma in listed("shown") and self._is_described(place):
            return None
        if ("c" in letters or (told and "t" in letters)) and (clause := self._clauses.opens_clause(place)):
            if unit.tag == "PRP" and clause.start - place > 25:
                return None
            stop = end_of_content(self._clauses, place + 1, group, within=clause)
            if stop <= clause.start:
                return None  # "who claimed subsidies for sheep was jailed"
            return Complement("indirect", letters.get("c") or letters["t"], place, stop, told)
        if "c" in letters and place == group.end and not told and (unit.tag == "VVG" or not unit.is_verb):
            held = holds_clause(self._clauses, place, anything=cue.lemma == "say")
            stop = end_of_content(self._clauses, place, group, within=held)
            if held and stop > held.start:
                return Complement("indirect", letters["c"], place, stop)
            shown = cue.lemma == "say" and self._clauses.tag(group.main) in ("VVZ", "VVB") and not group.infinitive
            if shown and self._is_clause_of_headline(place):
                return Complement("indirect", letters["c"], place, end_of_content(self._clauses, place + 1, group))
        return None

    def _is_clause_of_headline(self, place: int) -> bool:
        """Return whether a clause without its verb stands behind "says": "Fire service says blaze under control"."""
        end = noun_phrase(self._units, place, self._clauses.last)
        bare = self._clauses.tag(place) in ("NN1", "NN2", "NN0", "NP0", "CRD", "AJ0") and self._units[place].quoted < 0
        if end is None or not bare or self._clauses.is_stop(end):
            return False
        return self._units[end - 1].is_noun and not any(unit.tag == "POS" for unit in self._units[place:end])

    def _is_described(self, place: int) -> bool:
        """Return whether a phrase has a relative clause without "that": "found holes you could put a fist through"."""
        end = noun_phrase(self._units, place, self._clauses.last)
        return end is not None and self._clauses.tag(end) == "PNP"

    def _is_relative(self, group: Group) -> bool:
        """Return whether a cue stands within a relative clause: "a corner that the players felt was none"."""
        subject = self._clauses.subject_of[group.start]
        if subject is None or subject.relative or not subject.first:
            return False
        before = self._units[subject.first - 1]
        return before.lower in ("that", "which", "who") or before.is_noun

    def _behind_adverbs(self, place: int) -> int:
        """Return the place behind adverbs: "denies ever having met her"."""
        while self._clauses.tag(place) == "AV0":
            place += 1
        return place

    def _quoted_behind(self, place: int) -> bool:
        return place < self._clauses.last and self._units[place].is_quotation

    def _woven(self, place: int) -> int | None:
        """Return the place behind a quotation of several words at `place` with which the clause ends."""
        number, stop = self._units[place].quoted, place
        if number < 0 or (place and self._units[place - 1].quoted == number):
            return None
        while stop < self._clauses.last and self._units[stop].quoted == number:
            stop += 1
        ends = self._clauses.is_stop(stop) or self._clauses.tag(stop) in ("CJC", "CJS", "PRP")
        return stop if ends and stop - place > 1 else None

    def _behind_colon(self, place: int, stance: Stance, told: Offsets | None) -> Complement | None:
        if self._quoted_behind(place + 1):
            return Complement("direct", stance, place + 1, place + 2, told)
        if place + 1 >= self._clauses.last:
            return None
        return Complement("indirect", stance, place + 1, self._clauses.last, told)

    def _behind_parenthesis(self, place: int) -> int:
        """Return the place behind what two commas part from the verb: "said, speaking in Leeds, that"."""
        if self._clauses.lower(place) != ",":
            return place
        for at in range(place + 1, min(place + 14, self._clauses.last)):
            if self._units[at].text == ",":
                tags = (self._clauses.tag(at + 1), self._clauses.tag(at + 2))
                opened = tags[0] in ("CJT", "TO0") or tags[1] == "TO0" or self._quoted_behind(at + 1)
                return at + 1 if opened else place
        return place

    def _addressed(self, group: Group, cue: Cue) -> Complement | None:
        """Return what somebody is told: "told reporters that", "warned residents the water was unsafe"."""
        asked = cue.takes("o") and cue.takes("w")
        end = told_phrase(self._clauses, group.end) if cue.takes("a") or asked else None
        if end is None or self._clauses.lower(group.end) in listed("nobody"):
            return None
        of = next((at for at in range(group.end, end) if self._clauses.tag(at) == "PRF"), end)
        if head_of(self._units[group.end : of]) in listed("told_things"):
            return None  # "told people things they did not wish to hear"
        told = self._clauses.span(group.end, end)
        if not cue.takes("a"):
            return self._asked_of(group, cue, end, told)
        of_told = Cue(cue.lemma, {**cue.letters, "t": cue.letters["a"], "c": cue.letters["a"]}, {})
        places = (end, self._clauses.skip_circumstances(end), behind_attributes(self._clauses, end, "CJT"))
        found = (self._clause(group, of_told, at=place, told=told) for place in places if place is not None)
        return next(filter(None, found), None)

    def _asked_of(self, group: Group, cue: Cue, place: int, told: Offsets | None) -> Complement | None:
        """Return what somebody is asked: "asked him whether he was there"."""
        opened = self._clauses.lower(place) in _QUESTION_WORDS or self._clauses.tag(place) in ("DTQ", "AVQ")
        return self._opened(place, group, cue, told) if opened else None

    def _to_act(self, group: Group, cue: Cue) -> Complement | None:
        """Return what somebody is to do: "urged ministers to act"."""
        if not cue.takes("o"):
            return None
        end = asked_to_act(self._clauses, group.end)
        if end is None:
            return None
        stance = cue.letters["o"]
        told = self._clauses.span(group.end, end)
        if stance == "assumes" or cue.lemma == "want":  # "expect the plan to fail": the object is part of it
            return Complement("indirect", stance, group.end, end_of_content(self._clauses, end, group))
        first = end - 1 if self._clauses.tag(end - 1) == "XX0" else end
        return self._infinitive(first, group, stance, told)
