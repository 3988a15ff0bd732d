"""What the translations call each speaker: their name and role, by the German phrase for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chat.attribution.german.grammar import grammar
from chat.attribution.german.lexicon import lexicon
from chat.attribution.translated.alignment import AlignedFrame, stands_for
from chat.attribution.translated.shared_names import (
    invented_names,
    lacks_a_people,
    name_in,
    shares_names,
    without_attributes,
)
from chat.data import any_of
from chat.lang.bilingual.phrases import Named, named
from chat.lang.characters import one_line
from chat.lang.de.text import GermanText
from chat.lang.en.frames import english_words
from chat.lang.en.text import EnglishText
from chat.lang.offices import lost_offices
from chat.schema import Claim, Sentence, Speaker

NO_ROLE = "The translation gives the speaker another role than the German."

_REPORTS = re.compile(rf"(?:the )?(?:{any_of(english_words()['reports'])})", re.IGNORECASE)
_OF_SOMEBODY = re.compile(
    rf"^(?:the )?(?:{any_of(english_words()['reports'] | english_words()['views'])})"
    rf"(?: (?:{any_of(english_words()['provided'])}))? (?:{any_of(english_words()['origins'])}) (?=\S)",
    re.IGNORECASE,
)  # "information provided by the police"
_GERMAN_REPORTS = re.compile(any_of(lexicon().reports), re.IGNORECASE)
_SEVERAL = re.compile(rf"\b(?:{any_of(grammar().joining | english_words()['joining'])})\b")
_LISTED = re.compile(rf",? (?:{any_of(english_words()['joining'])}) |, ")  # between those who speak together
_OF = re.compile(r"\w (?:von|vom|der|des) \w")  # "die Landesregierung von Werlau", not "die Agentur Reuters"
_ARTICLE = re.compile(r"^(?:the|an?)(?:\s+|$)", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]{0,300}\)")
_AROUND_ROLE = ' ,"“”„'

TranslatePhrases = Callable[[Sequence[str]], Sequence[str | None]]


@dataclass(frozen=True)
class EnglishSpeaker:
    """What the English calls a speaker, and what to doubt of that."""

    name: str
    role: str | None = None
    doubts: tuple[str, ...] = ()


class Speakers:
    """What the translations of an article's sentences call each speaker, by the German phrase."""

    def __init__(self, sentences: Sequence[Sentence], *, glossary: Mapping[str, str]) -> None:
        self._own = tuple(glossary.items())
        self._known: dict[str, EnglishSpeaker] = {}
        self._english = EnglishText(" ".join(sentence.english or "" for sentence in sentences))

    def learn(self, claim: Claim, aligned: AlignedFrame) -> None:
        """Note what the frame of a claim calls its speakers, if that agrees with the German."""
        if aligned.speaker is None:
            return
        phrases = [aligned.speaker] if len(claim.speakers) == 1 else _LISTED.split(aligned.speaker)
        if len(phrases) == len(claim.speakers):
            for speaker, phrase in zip(claim.speakers, phrases, strict=True):
                self._learn(one_line(speaker.text), phrase, aligned.sentence)

    def _learn(self, german: str, phrase: str, sentence: Sentence) -> None:
        """Note what a sentence calls a speaker, if that agrees with the German."""
        known = self._known.get(german)
        if stands_for(german) or (known and not known.doubts):
            return
        english = _rendered(german, phrase, sentence.in_english)
        if english and (known is None or len(known.doubts) > len(english.doubts)):
            self._known[german] = english

    def translate(self, claims: Sequence[Claim], translate: TranslatePhrases) -> None:
        """Note the English of the phrases that nothing is known for; pronouns are not asked for.

        What the lexicon can render is not translated.
        """
        speakers = [speaker for claim in claims for speaker in claim.speakers]
        self.look_up(speakers)
        phrases = dict.fromkeys(_fullest(speaker) for speaker in speakers if self.of(speaker) is None)
        unknown = [phrase for phrase in phrases if not stands_for(phrase)]
        if not unknown:
            return
        heads = {german: without_attributes(german.partition(",")[0]) for german in unknown}
        asked = list(dict.fromkeys([*unknown, *heads.values()]))
        english = dict(zip(asked, translate(asked), strict=True))
        for german in unknown:
            speaker = _trusted(german, english[german]) or _trusted(heads[german], english[heads[german]])
            if speaker:
                self._known[german] = speaker

    def look_up(self, speakers: Sequence[Speaker]) -> None:
        """Note the English of what the lexicon can render, where no translation tells it whole."""
        roles = {one_line(speaker.text): one_line(speaker.role) for speaker in speakers if speaker.role}
        for phrase in dict.fromkeys(map(_fullest, speakers)):
            if stands_for(phrase):
                continue
            if (rendered := named(phrase, roles.get(phrase), own=self._own)) is None:
                continue
            if _is_whole(self._known.get(phrase), phrase, rendered):
                continue
            name, role = (rendered.name, rendered.role) if rendered.name else (rendered.role, None)
            self._known[phrase] = EnglishSpeaker(name, role=role)

    def of(self, speaker: Speaker) -> EnglishSpeaker | None:
        """Return the English of a speaker: as their own sentence has it, or as that of the fuller name has."""
        fullest = _fullest(speaker)
        known = self._known.get(fullest) or self._known.get(one_line(speaker.text))
        if known:
            return known
        name = name_in(self._english, fullest, exactly=True)
        return EnglishSpeaker(name) if name else None


def _is_whole(known: EnglishSpeaker | None, phrase: str, rendered: Named) -> bool:
    """Return whether what a translation calls a speaker is no part only of what the German does.

    The part may be the office of somebody without their name, or a place without whose organisation is there.
    """
    if known is None or known.doubts:
        return False
    if rendered.name:
        return not set(known.name.split()).isdisjoint(rendered.name.split())
    is_bare = " " not in known.name and bool(_OF.search(phrase))
    return known.role is None and not is_bare


def _fullest(speaker: Speaker) -> str:
    """Return the German phrase that names a speaker best, on one line."""
    return one_line(speaker.resolved or speaker.text)


def _rendered(german: str, phrase: str, whole: EnglishText) -> EnglishSpeaker | None:
    """Return what an English phrase calls a German speaker, None where the two cannot be the same.

    Args:
        german: the German phrase.
        phrase: the English one.
        whole: the English sentence that it is from.
    """
    phrase = _OF_SOMEBODY.sub("", phrase)
    in_german, in_english = GermanText(german), EnglishText(phrase)
    if not _is_noun_phrase(in_english) or (_REPORTS.fullmatch(phrase) and not _GERMAN_REPORTS.search(german)):
        return None
    is_another = not shares_names(in_german, in_english) and shares_names(in_german, whole)
    if is_another or lacks_a_people(german, in_english) or invented_names(in_german, in_english):
        return None
    lost_office = bool(lost_offices(_without_relative_clause(in_german), phrase))
    are_several = _SEVERAL.search(german) and _SEVERAL.search(phrase)
    name = None if are_several else name_in(in_english, german)
    if name is None:
        return None if lost_office else EnglishSpeaker(phrase[:1].upper() + phrase[1:])
    if lost_office:
        return EnglishSpeaker(name, doubts=(NO_ROLE,))
    return EnglishSpeaker(name, role=_role_beside(name, phrase))


def _is_noun_phrase(phrase: EnglishText) -> bool:
    """Return whether an English phrase has none of the words that only a clause has, and is no pronoun."""
    lists = english_words()
    own = {word.lower() for word in phrase.words}
    return not own & (lists["clause"] | lists["pronouns"] | lists["complementizers"])


def _role_beside(name: str, phrase: str) -> str | None:
    """Return what an English phrase says of somebody beside their name, None for nothing."""
    rest = _BRACKETS.sub(" ", phrase.replace(name, " ", 1))
    return _ARTICLE.sub("", " ".join(rest.split()).strip(_AROUND_ROLE)) or None


def _without_relative_clause(phrase: GermanText) -> str:
    """Return a phrase up to its first relative clause: "die Agentur" of "die Agentur, die sich auf Minister beruft"."""
    clause = next((number for number, token in enumerate(phrase.tokens) if number and token.tag == "PRELS"), None)
    return phrase.text if clause is None else phrase.text[: phrase.tokens[clause - 1].start]


def _trusted(german: str, english: str | None) -> EnglishSpeaker | None:
    """Return what the translation of a phrase alone calls a speaker, None where there is any doubt of it."""
    speaker = _rendered(german, english.rstrip("."), EnglishText(english)) if english else None
    return speaker if speaker and not speaker.doubts else None
