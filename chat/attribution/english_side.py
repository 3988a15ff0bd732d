"""The English side of claims: speaker, role and words, each taken from the translation of the claim's own sentences.

Nothing is worded here. What cannot be found in the translation, or does not agree with the German, stays None, or is
given as the whole sentence, and a doubt says so, so that the German is shown beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from chat.lang import figures
from chat.lang.characters import one_line
from chat.lang.de.tokens import tokenize
from chat.lang.en.frames import EnglishFrame, Offsets, english_words, find_frames
from chat.lang.names import is_known, name_words, names, with_one_name_each
from chat.lang.negation import may_negate, negation
from chat.lang.offices import lost_roles
from chat.lang.quotations import marked_spans
from chat.lang.words import words
from chat.schema import Claim, EnglishClaim, Sentence, Span

WHOLE_SENTENCE = "The English of these very words could not be told from its sentence: the whole sentence is given."
NO_SPEAKER = "The translation does not name the speaker as the German does."
NO_ROLE = "The translation gives the speaker another role than the German."

_COVERS = 0.75  # of a sentence's letters: a content that is so much of it is rendered by all of its English
_SHORTEST, _LONGEST = 0.35, 2.5  # English letters of a content to German ones, outside of which it is another content
_GERMAN_QUOTATION = re.compile(r"„[^“”\"]*[“”\"]|“[^”]*”|»[^«]*«|«[^»]*»|\"[^\"]*\"")
_PRONOUNS = {
    "er": {"he", "it"},
    "sie": {"she", "they", "it"},
    "es": {"it"},
    "dieser": {"he", "it", "the latter"},
    "diese": {"she", "they", "it"},
    "wir": {"we"},
    "ich": {"i"},
}
_REPORTS_OF = re.compile(
    r"^(?:the )?(?:information|reports?|figures|statements?|accounts?|estimates?|data|sources?|findings|view|opinion"
    r"|words)(?: provided| released| given)? (?:from|of|by) (?=\S)",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"(?:the )?(?:information|reports?|figures|statements?|data|sources?)", re.IGNORECASE)
_GERMAN_REPORTS = re.compile(r"bericht|angabe|information|quelle|zahlen|daten", re.IGNORECASE)
# What hangs on the noun by a preposition is another's name: "die Regierung aus SPD und Grünen".
_AFTER_PREPOSITION = re.compile(
    r" (?:aus|in|im|für|bei|beim|zur|zum|an|am|auf|gegen|mit|über|unter|nach|vor|(?<!von )(?:des|der|eines|einer)) .*"
)
_DENIES = re.compile(r"\b(?:dementier|bestreit|bestritt|leugn|geleugnet|zurückgewiesen|verneint)\w*", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:und|sowie|oder|and|or|as well as)\b")
_FROM_A_PLACE = re.compile(
    r"^\w+er (?=[A-ZÄÖÜ]\w+(?:ung|schaft|amt|rat|ministerium|behörde|gericht|zeitung|universität|polizei)\b)"
)
_CAPITALISED = re.compile(r"[^\W\d_a-zäöüß][\w’'.-]*")


@dataclass(frozen=True)
class _EnglishSpeaker:
    name: str
    role: str | None = None
    doubts: tuple[str, ...] = ()


TranslatePhrases = Callable[[Sequence[str]], Sequence[str | None]]


def in_english(
    claims: Sequence[Claim], sentences: Sequence[Sentence], *, translate: TranslatePhrases | None = None
) -> tuple[Claim, ...]:
    """Return the claims with their English; `english` stays None where a sentence has no translation.

    The speaker of a pronoun or short name is the one that the German resolved it to.

    Args:
        translate: called at most once, with the phrases of speakers whom the translations of their sentences do not
            name; returns the English of each, None where there is none to be trusted.
    """
    by_id = {sentence.id: sentence for sentence in sentences}
    frames = _aligned(claims, by_id)
    nesting = {
        claim.id for claim in claims if any(_holds_cue(claim, other) for other in claims if other.id != claim.id)
    }
    speakers = _Speakers(sentences)
    for claim in claims:
        speakers.learn(claim, frames.get(claim.id), by_id)
    if translate:
        speakers.translate(claims, translate)
    return tuple(
        _with_english(claim, frames.get(claim.id), speakers, by_id, nests=claim.id in nesting) for claim in claims
    )


def _holds_cue(claim: Claim, other: Claim) -> bool:
    """Return whether what a claim says is itself that somebody claims something: another's cue is in its content."""
    cue = other.cue
    return cue is not None and any(span.start <= cue.start and cue.end <= span.end for span in claim.content)


def spoken_by(claim: Claim) -> str:
    """Return the German phrase that names the speaker best, on one line; empty for an unnamed source."""
    return one_line(claim.speaker.resolved or claim.speaker.text) if claim.speaker else ""


def _with_english(
    claim: Claim,
    frame: EnglishFrame | None,
    speakers: _Speakers,
    by_id: Mapping[int, Sentence],
    *,
    nests: bool,
) -> Claim:
    touched = [by_id[number] for number in claim.sentences]
    if not touched or any(sentence.english is None for sentence in touched):
        return claim
    content = _content(claim, frame, touched)
    if content and nests and not find_frames(content):
        content = None  # the frame found is that of the inner claim
    doubts = tuple(dict.fromkeys(doubt.message for sentence in touched for doubt in sentence.warnings))
    if claim.negated:
        content = " ".join(sentence.best for sentence in touched)
    if content is None:
        content = " ".join(sentence.best for sentence in touched)
        doubts += (WHOLE_SENTENCE,)
    speaker = speakers.of(claim) if claim.speaker else None
    if claim.speaker and speaker is None:
        doubts += (NO_SPEAKER,)
    english = EnglishClaim(
        speaker=speaker.name if speaker else None,
        role=speaker.role if speaker else None,
        content=content,
        doubts=doubts + (speaker.doubts if speaker else ()),
    )
    return claim.model_copy(update={"english": english})


# frames of the German against frames of the English


def _aligned(claims: Sequence[Claim], by_id: Mapping[int, Sentence]) -> dict[int, EnglishFrame]:
    """Return the English frame of each claim that has one, by claim id; a frame renders one cue."""
    aligned: dict[int, EnglishFrame] = {}
    for sentence in by_id.values():
        if not sentence.english:
            continue
        cued: dict[int, list[Claim]] = {}
        for claim in claims:
            if claim.cue and sentence.start <= claim.cue.start < sentence.end:
                cued.setdefault(claim.cue.start, []).append(claim)
        if not cued:
            continue
        frames = find_frames(sentence.english)
        free = list(range(len(frames)))
        for order, start in enumerate(sorted(cued)):
            fits = [(_fit(cued[start][0], frames[at], sentence) - abs(at - order) / 4, -at) for at in free]
            if fits and max(fits)[0] > 0:
                chosen = -max(fits)[1]
                free.remove(chosen)
                aligned |= {claim.id: frames[chosen] for claim in cued[start]}
    return aligned


def _fit(claim: Claim, frame: EnglishFrame, sentence: Sentence) -> float:
    """Return how well an English frame can be that of a claim; not above 0: not at all."""
    english = sentence.english or ""
    preposition = claim.cue is not None and claim.cue.lemma in ("laut", "nach", "zufolge", "so", "gemäß")
    score = 1.0 if preposition == frame.by_preposition else 0.5
    if claim.speaker is None or frame.speaker is None:
        return score
    german, phrase = one_line(claim.speaker.text), english[slice(*frame.speaker)]
    is_pronoun = phrase.lower() in english_words()["pronouns"]
    expected = _PRONOUNS.get(german.lower())
    if expected is not None:
        return score + 1 if phrase.lower() in expected else score - 0.5 * is_pronoun
    if is_pronoun:
        return 0.0
    shared, missing = _shared_names(german, phrase, english)
    invented = [name for name in names(phrase) if not is_known(name, name_words(german), whole=False)]
    return score + bool(shared) - 2 * bool(missing) - 2 * bool(invented)


def _shared_names(german: str, phrase: str, english: str) -> tuple[list[str], list[str]]:
    """Return the names of a German phrase that an English phrase has, and those only the rest of its sentence has."""
    inside, anywhere = set(_capitalised(phrase)), set(_capitalised(english))
    inside |= name_words(phrase) - set(words(phrase))
    anywhere |= name_words(english) - set(words(english))
    own = [word for word in words(german) if word[:1].isupper()]
    shared = [word for word in own if is_known([word], inside, whole=True)]
    missing = [word for word in own if word not in shared and is_known([word], anywhere, whole=True)]
    return shared, missing if not shared else []


def _capitalised(text: str) -> list[str]:
    return [part for match in _CAPITALISED.finditer(text) for part in words(match.group())]


# contents


def _content(claim: Claim, frame: EnglishFrame | None, touched: Sequence[Sentence]) -> str | None:
    """Return the English of a claim's words, None where it cannot be told from the rest of its sentences."""
    parts: list[str] = []
    for sentence in touched:
        spans = [span for span in claim.content if span.start < sentence.end and sentence.start < span.end]
        part = _part(claim, frame, spans, sentence)
        if part is None:
            return None
        parts.append(part)
    return " ".join(parts)


def _part(claim: Claim, frame: EnglishFrame | None, spans: Sequence[Span], sentence: Sentence) -> str | None:
    english = sentence.best
    german = " ".join(
        one_line(span.text[max(0, sentence.start - span.start) : sentence.end - span.start]) for span in spans
    )
    if _letters(german) >= _COVERS * _letters(sentence.plain) and claim.type != "indirect":
        return english
    if claim.type in ("direct", "free_indirect") and (quoted := _quotation(spans, sentence)):
        return quoted
    cue = claim.cue
    if frame and cue and sentence.start <= cue.start < sentence.end and claim.type in ("direct", "indirect"):
        told = " … ".join(english[slice(*span)] for span in frame.content)
        if _agrees(german, told):
            return told
    if frame and claim.type == "reported" and frame.speaker and frame.content:
        return english[min(frame.speaker[0], frame.content[0][0]) : max(frame.speaker[1], frame.content[-1][1])]
    if _letters(german) >= _COVERS * _letters(sentence.plain):
        return english
    return None


def _quotation(spans: Sequence[Span], sentence: Sentence) -> str | None:
    """Return the English quotations that stand where the German ones do, if both have as many."""
    german = [(m.start() + sentence.start, m.end() + sentence.start) for m in _GERMAN_QUOTATION.finditer(sentence.text)]
    english = marked_spans(sentence.best)
    if len(german) != len(english):
        return None
    chosen = [sentence.best[slice(*there)] for here, there in zip(german, english, strict=True) if _within(here, spans)]
    told = " … ".join(chosen)
    return told if chosen and _agrees(" ".join(span.text for span in spans), told) else None


def _within(span: Offsets, spans: Iterable[Span]) -> bool:
    return any(other.start <= span[0] + 1 and span[1] - 1 <= other.end for other in spans)


def _agrees(german: str, english: str) -> bool:
    """Return whether an English content can be that of a German one: its length, the same numbers, no denial lost."""
    if not _SHORTEST * _letters(german) <= _letters(english) <= _LONGEST * _letters(german) + 10:
        return False
    denied = negation(german, "de") or _DENIES.search(german)
    if denied and not may_negate(english, "en"):
        return False
    return not figures.missing(german, "de", among={"en": english}) and not figures.missing(
        english, "en", among={"de": german}
    )


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)


# speakers


class _Speakers:
    """What the translations call each speaker, by the German phrase."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._known: dict[str, _EnglishSpeaker] = {}
        self._english = " ".join(sentence.english or "" for sentence in sentences)

    def learn(self, claim: Claim, frame: EnglishFrame | None, by_id: Mapping[int, Sentence]) -> None:
        """Note what the frame of a claim calls its speaker, if that agrees with the German."""
        if claim.speaker is None or claim.cue is None or frame is None or frame.speaker is None:
            return
        sentence = next((s for s in by_id.values() if s.start <= claim.cue.start < s.end), None)
        german = one_line(claim.speaker.text)
        if sentence is None or german.lower() in _PRONOUNS:
            return
        english = _rendered(german, sentence.best[slice(*frame.speaker)], sentence.best)
        if english and (german not in self._known or len(self._known[german].doubts) > len(english.doubts)):
            self._known[german] = english

    def translate(self, claims: Sequence[Claim], translate: TranslatePhrases) -> None:
        """Note the English of the phrases that nothing is known for; pronouns are not asked for."""
        phrases = dict.fromkeys(spoken_by(claim) for claim in claims if claim.speaker and self.of(claim) is None)
        wanted = [phrase for phrase in phrases if phrase.lower() not in _PRONOUNS]
        if not wanted:
            return
        heads = {german: _head(german) for german in wanted}
        asked = list(dict.fromkeys([*wanted, *heads.values()]))
        english = dict(zip(asked, translate(asked), strict=True))
        for german in wanted:
            rendered = _trusted(german, english[german]) or _trusted(heads[german], english[heads[german]])
            if rendered:
                self._known[german] = rendered

    def of(self, claim: Claim) -> _EnglishSpeaker | None:
        """Return the English of a claim's speaker: as its own sentence has it, or as that of the fuller name has."""
        assert claim.speaker is not None
        own, full = one_line(claim.speaker.text), spoken_by(claim)
        known = self._known.get(full) or self._known.get(own)
        if known:
            return known
        named = _name(full, self._english, exactly=True)
        return _EnglishSpeaker(named) if named else None


def _rendered(german: str, phrase: str, english: str) -> _EnglishSpeaker | None:
    """Return what an English phrase calls a German speaker, None where the two cannot be the same."""
    phrase = _REPORTS_OF.sub("", phrase)
    own = {word.lower() for word in words(phrase)}
    if own & (english_words()["clause"] | english_words()["pronouns"] | english_words()["complementizers"]):
        return None
    if _REPORTS.fullmatch(phrase) and not _GERMAN_REPORTS.search(german):
        return None
    if _shared_names(german, phrase, english)[1] or _lost_peoples(german, phrase):
        return None
    if any(not is_known(name, name_words(german), whole=False) for name in names(phrase)):
        return None
    lost = lost_roles(_without_relative_clause(german), phrase)
    if _SEVERAL.search(german) and _SEVERAL.search(phrase):
        return None if lost else _EnglishSpeaker(phrase[:1].upper() + phrase[1:])
    name = _name(german, phrase)
    if name is None:
        return None if lost else _EnglishSpeaker(phrase[:1].upper() + phrase[1:])
    rest = re.sub(r"\([^)]*\)", " ", phrase.replace(name, " ", 1))
    role = re.sub(r"^(?:the|an?)(?:\s+|$)", "", " ".join(rest.split()).strip(' ,"“”„'), flags=re.IGNORECASE)
    if lost:
        return _EnglishSpeaker(name, doubts=(NO_ROLE,))
    return _EnglishSpeaker(name, role=role or None)


def _without_relative_clause(german: str) -> str:
    """Return a phrase up to its first relative clause: "die Agentur" of "die Agentur, die sich auf Minister beruft"."""
    tokens = tokenize(german)
    clause = next((number for number, token in enumerate(tokens) if number and token.tag == "PRELS"), None)
    return german if clause is None else german[: tokens[clause - 1].start]


def _lost_peoples(german: str, phrase: str) -> bool:
    """Return whether an English phrase lacks a country or people that the German has ("lebende Uiguren")."""
    return any(
        with_one_name_each(word) != word and not is_known([word], name_words(phrase), whole=True)
        for word in words(_AFTER_PREPOSITION.sub("", german))
    )


def _trusted(german: str, english: str | None) -> _EnglishSpeaker | None:
    """Return what the translation of a phrase alone calls a speaker, None where there is any doubt of it."""
    rendered = _rendered(german, english.rstrip("."), english) if english else None
    return rendered if rendered and not rendered.doubts else None


def _head(german: str) -> str:
    """Return a phrase without what hangs on its noun: "der Sekretär" of "der Sekretär des Weltkongresses"."""
    return _AFTER_PREPOSITION.sub("", german.partition(",")[0])


def _name(german: str, english: str, *, exactly: bool = False) -> str | None:
    """Return the longest name in an English text that the German phrase has too, None where there is none.

    With `exactly` all its words must be spelt the same, else one that may be the same name will do. Countries and the
    like are no names of speakers: "the Russian government" is none.
    """
    head = " ".join(_AFTER_PREPOSITION.sub("", part) for part in german.split(","))
    own = {word for word in words(head) if word[:1].isupper() and not lost_roles(word, "")}
    if same := _same_words(head, english):
        return same
    own -= {word for word in own if _FROM_A_PLACE.search(german[german.index(word) :])}
    shared = [
        name
        for name in names(english)
        if (own.issuperset(name) if exactly else is_known(name, own, whole=False))
        and with_one_name_each(" ".join(name)) == " ".join(name)
    ]
    for name in sorted(shared, key=len, reverse=True):
        match = re.search(r"[\s-]+".join(re.escape(word) for word in name) + r"(?:-\w+)?", english)
        if match:
            return match.group()
    return None


def _same_words(german: str, english: str) -> str | None:
    """Return the longest run of words that both texts have, from one capital to another ("Movement for Change")."""
    shared = SequenceMatcher(None, german.split(), english.split(), autojunk=False).find_longest_match()
    run = english.split()[shared.b : shared.b + shared.size]
    while run and (not run[0][:1].isupper() or lost_roles(run[0], "")):
        run.pop(0)
    while run and not run[-1][:1].isupper():
        run.pop()
    return " ".join(run).strip(",.") if len(run) > 1 else None
