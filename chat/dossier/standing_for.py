"""Which entry of an article's ledger stands for which other one, where the text shows it. Made once for an article.

"sagte Trainer Jan Ott. … klagte der Coach"; "die Gewerkschaft Schiene und Weg (GSW)", "die GSW"; "ein Polier hat … .
„…“, sagte der 54-jährige Peter Vogt".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chat.article.analysed import AnalysedArticle
from chat.data import table
from chat.dossier.compared import tongue_of
from chat.dossier.kinds import is_of
from chat.dossier.manners import described, manner_of
from chat.dossier.voices import Voice, are_of_two_genders, is_short_for
from chat.lang.offices import offices
from chat.lang.words import words
from chat.schema import Claim

_GENERAL = frozenset({"head", "leader", "manager", "director", "representative"})  # what nearly everybody may be called


def voices(article: AnalysedArticle) -> tuple[Voice, ...]:
    """Return the entries of an article's ledger, in order, each with the one that it stands for."""
    told = described(article)
    reading = _Reading(article, told)
    known = [replace(voice, stands_for=reading.antecedent(voice)) for voice in told]
    for (
        voice
    ) in known:  # who is first told by what they are has that as a role: "ein Polier", "der 54-jährige Peter Vogt"
        meant = known[voice.stands_for] if voice.stands_for is not None else None
        if meant is not None and meant.name and manner_of(article).aged.match(meant.entry.german or ""):
            known[meant.at] = replace(
                meant, roles=meant.roles | voice.roles, english=meant.english | voice.english, genders=meant.genders
            )
    return tuple(known)


class _Reading:
    """The entries of an article beside each other."""

    def __init__(self, article: AnalysedArticle, told: Sequence[Voice]) -> None:
        self._article = article
        self._told = told
        self._manner = manner_of(article)
        self._by_id: Mapping[int, Claim] = {claim.id: claim for claim in article.claims}

    def antecedent(self, voice: Voice) -> int | None:
        """Return the entry that another one of the article stands for, None where nothing shows it."""
        if voice.is_body:
            return self._of_body(voice)
        if voice.is_side:
            return _only([one for one in self._told if one.name and _holds(one, voice.head)])
        if (aged := self._introduced(voice)) is not None:
            return aged
        if not voice.head or not voice.genders or self._manner.attributed.match(voice.entry.german or ""):
            return None  # told by what is said of them it is mostly somebody else: "die designierte Bürgermeisterin"
        found = self._spoke_before(voice)
        return self._called_alike(voice) if found is None else found

    def _of_body(self, voice: Voice) -> int | None:
        """Return the body that is called by a part of its name, its abbreviation or a word of its kind."""
        others = [other for other in self._told if other is not voice and other.is_body]
        short = [other for other in others if is_short_for(voice, other)]
        if short or not voice.kind:
            return _only(short)
        return _only([other for other in others if is_of(voice.kind, other.nouns, other.tongue)])

    def _introduced(self, voice: Voice) -> int | None:
        """Return who is named right behind, and not told to be anything: who that is was told before.

        "Ein Polier … sagte der 54-jährige Peter Vogt", "der unterlegene Bürgermeister … sagte Jan Ott".
        """
        is_person = voice.is_new or bool(voice.head and voice.genders)
        last = self._by_id.get(voice.entry.claims[-1]) if is_person else None
        behind = next((claim for claim in self._article.claims if last is not None and claim.id > last.id), None)
        if last is None or behind is None or not _goes_on(self._article, last, behind, across=voice.is_new):
            return None
        named = [one for one in self._told if one.name and behind.id in one.entry.claims]
        beside = _goes_on(self._article, last, behind)
        shown = [
            one
            for one in named
            if self._manner.aged.match(one.entry.german or "")
            or (beside and not voice.is_new and self._is_bare(one, behind))
        ]
        return _only([one for one in shown if not are_of_two_genders(voice, one)])

    def _is_bare(self, one: Voice, claim: Claim) -> bool:
        """Return whether a claim first names somebody, by first and last name and nothing else."""
        phrase = one.entry.german or ""
        before = (s for s in self._article.content if s.id < claim.sentences[0])
        is_first = not any(one.name[-1] in sentence.text or phrase in sentence.text for sentence in before)
        return is_first and len(phrase.split()) == len(one.name) > 1 and one.entry.role is None

    def _spoke_before(self, voice: Voice) -> int | None:
        """Return who spoke right before, and is called otherwise now: by name, or by "er" in what is said."""
        claim = self._by_id.get(voice.entry.claims[0])
        before = [other for other in self._article.claims if claim is not None and other.id < claim.id]
        if claim is None or not before or not _goes_on(self._article, before[-1], claim, across=True):
            return None
        spoke = [other for other in self._told if before[-1].id in other.entry.claims and other is not voice]
        if len(spoke) == 1 and self._is_meant(claim, voice, spoke[0]):
            return spoke[0].at
        named = [other for other in spoke if other.name]
        if len(named) != 1 or not _goes_on(self._article, before[-1], claim):
            return None
        apart = are_of_two_genders(voice, named[0]) or _hold_two_offices(voice, named[0])
        return None if apart else named[0].at

    def _is_meant(self, claim: Claim, voice: Voice, other: Voice) -> bool:
        """Return whether what somebody says begins with "er" or "sie", who is the one that spoke before."""
        opening = words(claim.content[0].text)[:1]
        gender = self._manner.opening.get(opening[0].casefold()) if opening and claim.type == "indirect" else None
        unnamed = not other.name and bool(other.head)
        return gender is not None and unnamed and {gender} == voice.genders == other.genders

    def _called_alike(self, voice: Voice) -> int | None:
        """Return the only one named with an office of the same meaning: "Staatsanwältin Roth", "die Anklägerin"."""
        phrase = voice.entry.german or ""
        if not self._manner.definite.match(phrase) or self._manner.has_attribute(phrase):
            return None
        own = _meanings(voice) - _GENERAL
        alike = [one for one in self._told if one.name and (own & _meanings(one) or voice.head in one.roles)]
        found = [one for one in alike if not are_of_two_genders(voice, one)]
        return _only(found) if len(alike) == len(found) else None


def _only(found: Sequence[Voice]) -> int | None:
    """Return the place of the only one there is."""
    return found[0].at if len(found) == 1 else None


def _holds(voice: Voice, office: str) -> bool:
    return any(role.endswith(office) for role in voice.roles)


def _meanings(voice: Voice) -> frozenset[str]:
    """Return the main words of what somebody is called in English: "prosecutor" of "senior public prosecutor"."""
    return frozenset(english.split()[-1] for english in voice.english)


def _goes_on(article: AnalysedArticle, before: Claim, claim: Claim, *, across: bool = False) -> bool:
    """Return whether a claim stands right behind another in its paragraph, and is not set against it.

    `across`: or in the next paragraph.
    """
    first, last = claim.sentences[0], before.sentences[-1]
    if first not in article.place or last not in article.place or article.place[first] - article.place[last] > 1:
        return False
    apart = not across and article.by_id[first].paragraph != article.by_id[last].paragraph
    if apart or claim.stance in ("denies", "declines"):
        return False
    countering = table(f"{tongue_of(article)}/countering.toml")
    said_against = claim.cue is not None and claim.cue.lemma in countering["cues"].split()
    return not said_against and not set(countering["words"].split()) & {
        word.casefold() for number in claim.sentences for word in words(article.by_id[number].text)
    }


def _hold_two_offices(voice: Voice, other: Voice) -> bool:
    """Return whether each is told to hold an office, and not the same one."""
    held = [
        frozenset(begins for office in offices(one.entry.german or "") for begins in office.english)
        for one in (voice, other)
    ]
    return bool(held[0] and held[1] and not held[0] & held[1])
