"""Claims in, a ledger out: by speaker with their aliases merged, and who disputes whom where the text shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from chat.attribution.naming import same_name
from chat.attribution.tongues import Wording, wording_of
from chat.lang.bilingual.phrases import Named, named
from chat.lang.characters import one_line
from chat.lang.names import is_known, names_in_phrase, sound, with_one_name_each
from chat.lang.negation import negation
from chat.lang.words import words
from chat.schema import Claim, Dispute, EnglishName, Ledger, LedgerEntry, Sentence, Speaker, content_of

_BEFORE, _AFTER = 150, 20  # claims around a denial among which what it denies is looked for
_COMPARED = 8  # claims of a speaker whose names a new name is compared with
_RIGHT_BEFORE = 1  # sentences
_NEAR = 4  # sentences between a denial that only points back and what it denies
# How strong a link is: by the name of who is denied, by shared words alone, by a noun that only points back.
_BY_NAME, _BY_WORDS, _BY_POINTING = 4, 2, 1
_LEAST_SHARED = 2  # content words that a denial and a claim share where nothing else links them
_PARTIAL = 2  # words; a quotation of no more tells a choice of words


def build(claims: Sequence[Claim], sentences: Sequence[Sentence], *, language: str | None = None) -> Ledger:
    """Return the ledger of an article's claims.

    Args:
        claims: the claims.
        sentences: those of the article.
        language: of the claims' words (ISO 639); None: English where the sentences are their own English, or the claims
            were found in it, else German.
    """
    is_translated = any(claim.found_in == "translation" for claim in claims)
    wording = wording_of(language or ("en" if is_translated else _language(sentences)))
    together = [_voices(claim, wording) for claim in claims]
    groups = _by_speaker([voice for voices in together for voice in voices])
    group_of = {id(voice): number for number, group in enumerate(groups) for voice in group}
    speaking = {voices[0].claim.id: tuple(dict.fromkeys(group_of[id(v)] for v in voices)) for voices in together}
    return Ledger(
        entries=tuple(_entry(group) for group in groups),
        disputes=tuple(_disputes(together, speaking, {sentence.id: sentence for sentence in sentences}, wording)),
        speaking=speaking,
    )


def _language(sentences: Sequence[Sentence]) -> str:
    """Return whether most sentences are English as they stand, or German."""
    own = [sentence for sentence in content_of(sentences) if sentence.english == sentence.plain]
    return "en" if 2 * len(own) > len(sentences) else "de"


# speakers


@dataclass(frozen=True)
class _Voice:
    """A claim with the phrase for one of its speakers, and that in the forms in which phrases are compared."""

    claim: Claim
    speaker: Speaker | None
    english: EnglishName | None
    phrase: str  # of the fullest name; empty for an unnamed source
    key: str
    name: tuple[str, ...]
    wording: Wording
    mention: str  # where somebody is spoken of who was not before ("ein Zeuge"); empty for all others

    @classmethod
    def of(cls, claim: Claim, speaker: Speaker | None, english: EnglishName | None, wording: Wording) -> _Voice:
        if speaker is None:
            return cls(claim, speaker, english, "", "", (), wording, mention="")
        phrase = one_line(speaker.resolved or speaker.text)
        own = wording.without_titles(wording.bare(phrase))
        name = tuple(wording.proper_name(own, phrase))
        place = claim.id if speaker.start is None else speaker.start
        key = f"{phrase} {place}" if phrase.lower() in wording.pronouns else wording.key(own)
        is_new = speaker.resolved is None and bool(wording.indefinite.match(phrase)) and not name
        mention = f"{key} {place}" if is_new else ""
        return cls(claim, speaker, english, phrase, key, name, wording, mention=mention)


def _voices(claim: Claim, wording: Wording) -> list[_Voice]:
    """Return a claim once for each of its speakers, with the English name of each; once where nobody is named."""
    names = claim.english.speakers if claim.english else ()
    speakers = claim.speakers or (claim.speaker,)
    return [_Voice.of(claim, speaker, name, wording) for speaker, name in zip_longest(speakers, names[: len(speakers)])]


def _may_be(voice: _Voice, group: Sequence[_Voice]) -> bool:
    """Return whether a voice may be the person of a group by the names, and they are no man and woman.

    They are by what they are called, and by "er": "Dr. Klein …, sagte er", "Anwohnerin Klein".
    """
    if not any(same_name(voice.name, other.name) for other in group):
        return False
    apart = voice.wording.are_of_two_genders
    return not any(apart(one, other) for one in _called(voice) for him in group for other in _called(him))


def _called(voice: _Voice) -> tuple[str, ...]:
    """Return what shows whether somebody is a man or a woman."""
    return voice.wording.called(voice.phrase, voice.speaker.text if voice.speaker else "")


def _by_speaker(voices: Sequence[_Voice]) -> list[list[_Voice]]:
    """Return the claims by speaker, in the order in which the speakers first speak.

    A last name that fits several people is nobody's of them; one that stands for somebody known is theirs.
    """
    groups: list[list[_Voice]] = []
    by_key: dict[str, list[int]] = {}
    by_last_name: dict[str, list[int]] = {}
    for voice in voices:
        same = by_key.get(voice.mention or voice.key, [])
        alike = [] if not voice.name else by_last_name.get(sound(voice.name[-1]), [])
        fitting = [at for at in alike if _may_be(voice, groups[at][:_COMPARED])]
        chosen = same[-1] if same else fitting[0] if len(fitting) == 1 else len(groups)
        if chosen == len(groups):
            groups.append([])
        groups[chosen].append(voice)
        _note(by_key, voice.key, chosen)
        _note(by_key, voice.mention or voice.key, chosen)
        if voice.name:
            _note(by_last_name, sound(voice.name[-1]), chosen)
    return groups


def _note(by_key: dict[str, list[int]], key: str, group: int) -> None:
    """Add the number of a group to those of a key, once."""
    groups = by_key.setdefault(key, [])
    if group not in groups:
        groups.append(group)


def _entry(group: Sequence[_Voice]) -> LedgerEntry:
    claims = list({voice.claim.id: voice.claim for voice in group}.values())
    phrases = list(dict.fromkeys(voice.phrase for voice in group if voice.phrase))
    written = [one_line(voice.speaker.text) for voice in group if voice.speaker]
    fullest = max(phrases, key=len, default=None)
    spoken = Counter(voice.english.name for voice in group if voice.english and voice.english.name)
    roles = [voice.english.role for voice in group if voice.english and voice.english.role]
    english = max(spoken, key=lambda name: (_is_name(name, phrases), spoken[name], len(name)), default=None)
    wording = group[0].wording
    if english is None and wording.is_translated and (known := _by_lexicon(fullest, group)):
        english, roles = known.name or known.role, [known.role] if known.name else []
    return LedgerEntry(
        german=fullest,
        english=english,
        role=roles[0] if roles else None,
        aliases=tuple(dict.fromkeys(phrase for phrase in [*phrases, *written] if _is_alias(phrase, fullest, wording))),
        claims=tuple(claim.id for claim in claims),
        sentences=tuple(sorted({number for claim in claims for number in claim.sentences})),
        stances=dict(Counter(claim.stance for claim in claims)),
        hedged=sum(claim.hedged for claim in claims),
    )


def _by_lexicon(phrase: str | None, group: Sequence[_Voice]) -> Named | None:
    """Return what a speaker is called in English before anything is translated, None where the lexicon cannot tell."""
    if phrase is None:
        return None
    written = (voice.speaker for voice in group if voice.speaker and one_line(voice.speaker.text) == phrase)
    return named(phrase, next((one_line(speaker.role) for speaker in written if speaker.role), None))


def _is_name(english: str, phrases: Sequence[str]) -> bool:
    """Return whether the English is a name that the German phrases have, and not an office."""
    german = {word for phrase in phrases for word in words(phrase) if word[:1].isupper()}
    return any(is_known(name, german, whole=False) for name in names_in_phrase(english))


def _is_alias(phrase: str, fullest: str | None, wording: Wording) -> bool:
    """Return whether a phrase is another name for a speaker than the fullest; pronouns and possessives are none."""
    return phrase != fullest and phrase.lower() not in wording.pronouns and not wording.possessive.match(phrase)


# disputes


@dataclass(frozen=True)
class _Assertion:
    """A claim that can be denied: its nouns by their stems, its speakers' names, and the words for their countries."""

    claim: Claim
    nouns: dict[str, str]
    names: tuple[str, ...]
    countries: frozenset[str]

    @classmethod
    def of(cls, voices: Sequence[_Voice]) -> _Assertion:
        claim = voices[0].claim
        phrases = [phrase for voice in voices for phrase in _phrases(voice)]
        countries = frozenset(word for phrase in phrases for word in words(with_one_name_each(phrase)))
        names = tuple(dict.fromkeys(word for voice in voices for word in voice.name))
        nouns = voices[0].wording.nouns(_content(claim))
        return cls(claim, nouns, names, countries)


def _content(claim: Claim) -> str:
    """Return what is claimed on one line, in the words in which it was found."""
    return claim.told if claim.found_in == "translation" else one_line(" ".join(span.text for span in claim.content))


def _phrases(voice: _Voice) -> list[str]:
    """Return what a speaker is called where they speak, and the fullest name for them."""
    return [one_line(voice.speaker.text), voice.phrase] if voice.speaker else []


def _disputes(
    together: Sequence[Sequence[_Voice]],
    speaking: Mapping[int, Sequence[int]],
    sentences: Mapping[int, Sentence],
    wording: Wording,
) -> Iterator[Dispute]:
    """Yield which claim each denial denies, where the text shows it; nobody denies what they say themselves."""
    told = ((at, voices) for at, voices in enumerate(together) if _is_assertion(voices[0].claim, wording))
    assertions = {at: _Assertion.of(voices) for at, voices in told}
    for place, voices in enumerate(together):
        denial = voices[0].claim
        around = range(max(0, place - _BEFORE), min(len(together), place + _AFTER))
        if denial.stance != "denies" or any(_repeats(denial, together[at][0].claim) for at in around):
            continue
        text = _words_of(voices, sentences)
        nouns = wording.nouns(text)
        linked = [
            (strength, -abs(assertion.claim.id - denial.id), assertion.claim, links)
            for assertion in (assertions[at] for at in around if at in assertions)
            if not set(speaking[assertion.claim.id]).intersection(speaking[denial.id])
            for strength, links in [_link(denial, text, nouns, assertion, wording)]
            if strength > 0
        ]
        if linked:
            _, _, denied, links = max(linked, key=lambda item: item[:2])
            numbers = tuple(sorted({*denial.sentences, *denied.sentences}))
            yield Dispute(denial=denial.id, denied=denied.id, sentences=numbers, shown_by=tuple(links))


def _repeats(claim: Claim, other: Claim) -> bool:
    """Return whether a claim is words out of what another tells by the same cue: "wies das als „Unsinn“ zurück"."""
    if claim.type != "direct" or other.type != "reported" or claim.cue is None or claim.cue != other.cue:
        return False
    return all(any(a.start <= b.start and b.end <= a.end for a in other.content) for b in claim.content)


def _is_assertion(claim: Claim, wording: Wording) -> bool:
    """Return whether a claim says something that can be denied: a named source, no word or two, and no negation."""
    content = _content(claim)
    return (
        claim.speaker is not None
        and claim.stance not in ("denies", "declines")
        and not claim.negated
        and len(words(content)) > _PARTIAL
        and negation(content, wording.tongue) is None
    )


def _words_of(voices: Sequence[_Voice], sentences: Mapping[int, Sentence]) -> str:
    """Return the sentences of a denial without the phrases for who denies."""
    own = (sentences[number] for number in voices[0].claim.sentences if number in sentences)
    text = " ".join(sentence.plain if voices[0].wording.is_translated else sentence.best for sentence in own)
    for phrase in (phrase for voice in voices for phrase in _phrases(voice)):
        text = text.replace(phrase, " ")
    return text


def _link(
    denial: Claim, text: str, nouns: Mapping[str, str], assertion: _Assertion, wording: Wording
) -> tuple[float, list[str]]:
    """Return how strongly the text of a denial links it to a claim, 0 for not at all, and the words that do."""
    named = [word for word in assertion.names if re.search(rf"\b{re.escape(word)}s?\b", text)]
    pointing = wording.pointing_back.findall(text)
    whose = {with_one_name_each(match[1]): match[1] for match in wording.adjective_of.finditer(text)}
    countries = {country: word for country, word in whose.items() if country != word}
    if countries and not countries.keys() & assertion.countries:  # "die ukrainischen Vorwürfe" are nobody else's
        return 0, []
    named += list(countries.values())
    shared = [word for stem, word in assertion.nouns.items() if stem in nouns]
    distance = min(denial.sentences, default=0) - max(assertion.claim.sentences, default=0)
    if named and (pointing or shared):
        return _BY_NAME + len(shared), named + pointing
    if len(shared) >= _LEAST_SHARED:
        return _BY_WORDS + len(shared) - abs(distance) / 10, shared
    if 0 < distance <= _RIGHT_BEFORE and (bare := _bare_object(denial, text, nouns, wording)):
        return _BY_POINTING - distance / 10, [bare]
    if pointing and 0 <= distance <= _NEAR and (shared or not wording.says_what.search(text)):
        return _BY_POINTING + len(shared) - distance / 10, pointing
    return 0, []


def _bare_object(denial: Claim, text: str, nouns: Mapping[str, str], wording: Wording) -> str:
    """Return the "das" that is all a denial denies, or all it says beside its verb; empty where there is none."""
    if not nouns and (found := wording.bare_object.search(text)):
        return found.group()
    behind = denial.cue and re.search(
        rf"\b{re.escape(one_line(denial.cue.text).split()[0])} ({wording.bare_object.pattern})", text
    )
    return behind[1] if behind else ""
