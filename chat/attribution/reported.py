"""Reported speech stays reported: English that tells a claim names who claims it, and cites where that stands.

Knows claims and their ledger, nothing of models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from chat.data import any_of
from chat.lang.characters import one_line
from chat.lang.en.frames import english_words
from chat.lang.en.text import EnglishText
from chat.lang.names import is_known, is_opener, name_words, names_in_phrase
from chat.lang.negation import may_negate
from chat.lang.words import english_stems, is_function_word, words
from chat.schema import Claim, Ledger, LedgerEntry, Sentence, Stance

# Stances with which somebody passes on as true what another says.
_VOUCHING = ("says", "confirms", "announces", "warns")

_TOLD = 0.4  # of a text's content words, that are a claim's, in a text that tells it
_ALL_TOLD = 0.65  # of a text's content words, that are a claim's, in a text that tells nothing else
_TOLD_IN_PART = 0.6  # of a claim's content words, that are a text's, in a text that tells more than it
_LEAST_IN_PART = 2  # content words of such a claim
_WHOLE = 0.8  # of the characters of a sentence that is all claim
_DEMANDS = re.compile(rf"\b(?:{any_of(english_words()['demands'])})\w*", re.IGNORECASE)
_REPORTEDLY = re.compile(rf"\b(?:{any_of(english_words()['reportedly'])})\b", re.IGNORECASE)
_ANSWER = re.compile(rf"^(?:{any_of(english_words()['answers'])}), ")
_OF_SEVERAL: dict[Stance, str] = {"denies": "deny"}  # what ends otherwise than in -s where several do it
_OPEN_END = re.compile(r"[,;]([”\"’])$")


def statement(claim: Claim, ledger: Ledger, *, within: Sequence[Claim] = ()) -> str:
    """Return a claim as an English sentence that names its speakers, so that what is reported reads as reported.

    The German of the content stands in where there is no English.

    Args:
        within: the claims that report this one, the outermost first; their speakers are named before it. One that
            denies or only assumes it is told instead.
    """
    for place, holder in enumerate(within):
        if not _is_vouching(holder):
            return statement(holder, ledger, within=within[:place])
    entries = ledger.entries_of(claim.id)
    stated = _stated(claim, entries)
    german = {word for entry in entries for name in (entry.german or "", *entry.aliases) for word in words(name)}
    for account in reversed(told_by(claim, ledger, within)):
        stated = f"{account[:1].upper()}{account[1:]}, {_with_small_letter(stated, german)}"
    return stated


def told_by(claim: Claim, ledger: Ledger, within: Sequence[Claim]) -> list[str]:
    """Return by whose account a claim is told, in words, the outermost first; its own speakers are left out.

    Args:
        claim: the claim.
        ledger: the ledger that has it.
        within: the claims that report it, the outermost first.
    """
    accounts = []
    for holder in within:
        entries = ledger.entries_of(holder.id)
        if entries == ledger.entries_of(claim.id):
            continue
        name = names_together(entries, within_sentence=True)
        if not _is_vouching(holder):
            accounts.append(f"in what {name} {does(holder, several=len(entries) > 1)}")
        else:
            accounts.append(f"according to {name}" if entries[0].german else "reportedly")
    return list(dict.fromkeys(accounts))


def _is_vouching(claim: Claim) -> bool:
    """Return whether somebody passes on as true what their claim reports of another."""
    return claim.stance in _VOUCHING and not claim.negated


def _stated(claim: Claim, entries: Sequence[LedgerEntry]) -> str:
    """Return a claim with its own speakers."""
    german = " … ".join(one_line(span.text) for span in claim.content)
    content = _OPEN_END.sub(r".\1", claim.english.content if claim.english else german)
    if claim.english and (claim.type == "reported" or claim.negated):  # the sentence itself tells who and how
        return content
    if not entries[0].german:
        return f"Reportedly: {content}"
    return f"{names_together(entries)} {does(claim, several=len(entries) > 1)}: {content}"


def does(claim: Claim, *, several: bool = False) -> str:
    """Return what the speaker of a claim does, in words; `several`: what they do ("deny")."""
    verb = verb_of(claim.stance, several=several)
    if claim.stance == "declines":
        return f"{verb} to speak"
    return f"{verb} it" if claim.type == "direct" and claim.stance == "denies" else verb


def verb_of(stance: Stance, *, several: bool) -> str:
    """Return the verb of a stance in the number of who has it: "denies", `several`: "deny"."""
    return _OF_SEVERAL.get(stance, stance.removesuffix("s")) if several else stance


def names_together(entries: Sequence[LedgerEntry], *, within_sentence: bool = False) -> str:
    """Return the names of those who speak together: "A, B and C".

    Args:
        within_sentence: as they are written within a sentence.
    """
    names = [inside(entry) if within_sentence or place else entry.name for place, entry in enumerate(entries)]
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def with_speaker(text: str, cited: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger) -> str | None:
    """Return an English sentence with whom it is from, where it tells what somebody claims in the sentences it cites.

    It stays as it is where it names all who claim that, or tells no claim. "According to …" is put before it where one
    and the same speaker, or the same several together, claim all it tells, "Reportedly, …" where nobody is named; a
    speaker without an English name is quoted in German. Where it tells as a fact what is denied or demanded, or one of
    several speakers is missing, None comes back.
    """
    english = EnglishText(text)
    claimed = _told_claims(english, cited, claims)
    if not claimed:
        return text
    if any(claim.stance == "denies" or claim.negated for claim in claimed) and not may_negate(text, "en"):
        return None
    if any(claim.stance == "demands" for claim in claimed) and not _DEMANDS.search(text):
        return None
    places = dict.fromkeys(place for claim in claimed for place in ledger.places_of(claim.id))
    entries = [ledger.entries[place] for place in places]
    unnamed = [e for e in entries if not (_is_named(e, english) if e.german else _is_reported(english))]
    if not unnamed or (text in [sentence.best for sentence in cited] and all(map(_tells_its_speaker, claimed))):
        return text
    together = len({ledger.places_of(claim.id) for claim in claimed}) == 1
    name = names_together(entries, within_sentence=True)
    if together and entries[0].german and (named := _with_name_for_pronoun(english, name)):
        return named
    if not together or len(unnamed) < len(entries) or not _is_all_of(claimed, english, cited):
        return None
    if unnamed[0].german is None:
        return f"Reportedly, {_going_on(text, cited)}"
    return f"According to {name}, {_going_on(text, cited)}"


def _tells_its_speaker(claim: Claim) -> bool:
    """Return whether a claim is a sentence that has its speaker in it, by name or office: "Der Bund widersprach"."""
    return claim.type == "reported" and all(
        speaker.resolved is None and any(speaker.starts_within(span.start, span.end) for span in claim.content)
        for speaker in claim.speakers
    )


def _told_claims(text: EnglishText, cited: Sequence[Sentence], claims: Sequence[Claim]) -> list[Claim]:
    def tells(claim: Claim) -> bool:
        content = set(english_stems(claim.english.content)) if claim.english else set()
        shared = len(text.stem_set & content)
        in_part = len(content) >= _LEAST_IN_PART and shared >= _TOLD_IN_PART * len(content)
        return bool(text.stems) and (shared >= _TOLD * len(text.stem_set) or in_part)

    def is_from(claim: Claim, sentence: Sentence) -> bool:
        return _is_whole(claim, sentence) and not text.stem_set.isdisjoint(sentence.in_english.stem_set)

    return [
        claim
        for claim in claims
        for of_it in [[sentence for sentence in cited if sentence.id in claim.sentences]]
        if of_it and (tells(claim) or any(is_from(claim, sentence) for sentence in of_it))
    ]


def proof_of_speakers(
    text: str, cited: Sequence[Sentence], claims: Sequence[Claim], ledger: Ledger, sentences: Iterable[Sentence]
) -> list[Sentence]:
    """Return the sentences that show who the speakers are whom a text names, where no sentence that it cites does.

    For "Sie" that is the one before with her name, for a quotation that goes on the one where it began.
    """
    english = EnglishText(text)
    proofs: dict[int, Sentence] = {}
    for claim in _told_claims(english, cited, claims):
        if not any(_is_named(entry, english) for entry in ledger.entries_of(claim.id)):
            continue
        for speaker in claim.speakers:
            phrase = one_line(speaker.resolved or speaker.text)
            if any(phrase in sentence.plain for sentence in cited):
                continue
            naming = [sentence for sentence in sentences if phrase in sentence.plain and sentence.kind != "boilerplate"]
            before = [sentence for sentence in naming if sentence.id <= max(claim.sentences)]
            if nearest := before[-1:] or naming[:1]:
                proofs[nearest[0].id] = nearest[0]
    return list(proofs.values())


def _is_whole(claim: Claim, sentence: Sentence) -> bool:
    """Return whether a sentence is nothing but what somebody claims: whatever is told of it is claimed."""
    inside = sum(max(0, min(span.end, sentence.end) - max(span.start, sentence.start)) for span in claim.content)
    return inside >= _WHOLE * (sentence.end - sentence.start)


def _is_all_of(claims: Sequence[Claim], text: EnglishText, cited: Sequence[Sentence]) -> bool:
    """Return whether a text is nothing but the claims it tells: by its words, and by who speaks in it."""
    if all(any(_is_whole(claim, sentence) for claim in claims) for sentence in cited):
        return True
    content = {stem for claim in claims if claim.english for stem in english_stems(claim.english.content)}
    speaking = {stem for speaker in _speakers(text) if speaker for stem in english_stems(speaker)}
    return len(text.stem_set & content) >= _ALL_TOLD * len(text.stem_set) and speaking <= content


def _is_named(entry: LedgerEntry, text: EnglishText) -> bool:
    """Return whether a text has a word of an entry's name or office, by its stem or its sound."""
    name_and_role = f"{entry.english or ''} {entry.role or ''}"
    if any(is_known(name, text.name_words, whole=False) for name in names_in_phrase(name_and_role)):
        return True
    german = {word for word in words(entry.german or "") if word[:1].isupper()}
    if any(is_known(name, german, whole=True) for name in names_in_phrase(text.text)):
        return True
    quoted = bool(entry.german) and str(entry.german) in text.text
    return quoted or not _forms(text.text).isdisjoint(_forms(name_and_role))


def _forms(english: str) -> frozenset[str]:
    """Return the content words, of many as of one: "administrative" is no "administrator", as its stem would be."""
    return frozenset(word.lower().removesuffix("s") for word in words(english) if not is_function_word(word))


def _is_reported(text: EnglishText) -> bool:
    """Return whether a text says that somebody says it, without saying who."""
    impersonal = any(speaker is None or speaker.lower() == "it" for speaker in _speakers(text))
    return impersonal or bool(_REPORTEDLY.search(text.text))


def _speakers(text: EnglishText) -> list[str | None]:
    """Return who speaks in each frame of a text, None where the frame does not tell."""
    return [text.text[slice(*frame.speaker)] if frame.speaker else None for frame in text.frames]


def inside(entry: LedgerEntry) -> str:
    """Return a speaker as written within a sentence; the German in quotation marks where there is no English."""
    if entry.german is None:
        return entry.name[:1].lower() + entry.name[1:]
    if entry.english is None:
        return f"“{entry.german}”"
    return _with_small_letter(entry.english, name_words(entry.german or ""))


def _with_name_for_pronoun(text: EnglishText, name: str) -> str | None:
    """Return a text with a name in place of the first pronoun that speaks in it, None where none does."""
    for frame, speaker in zip(text.frames, _speakers(text), strict=True):
        if frame.speaker and speaker and speaker.lower() in english_words()["persons"]:
            start, end = frame.speaker
            named = f"{text.text[:start]}{name}{text.text[end:]}"
            return named[:1].upper() + named[1:]
    return None


def _going_on(text: str, cited: Sequence[Sentence]) -> str:
    """Return a sentence as it is written behind other words."""
    german = {word for sentence in cited for word in sentence.in_original.name_words}
    return _with_small_letter(_ANSWER.sub("", text), german)


def _with_small_letter(text: str, german: set[str]) -> str:
    """Return a text with a small first letter, unless that begins a name: a word that the German has as well."""
    first = text.split()[0] if text.split() else ""
    own = words(first)
    is_name = not own or own[0] == "I" or (len(own[0]) > 1 and own[0].isupper())
    is_name = is_name or (not is_opener(own[0]) and is_known(own[:1], german, whole=True))
    return text if is_name else text[:1].lower() + text[1:]
