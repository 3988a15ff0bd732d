"""Claims in, a ledger out: by speaker with their aliases merged, and who disputes whom where the text shows it."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Sequence

from chat.characters import one_line
from chat.negation import negation
from chat.roles import lost_roles
from chat.schema import Claim, Dispute, Ledger, LedgerEntry, Sentence, Stance
from chat.words import english_stems, is_known, name_words, names, sounds_like, with_one_name_each, words

_PRONOUNS = frozenset(
    ["er", "sie", "es", "dieser", "diese", "dieses", "man", "wir", "ich", "jener", "jene", "wer", "der", "die", "das"]
)
_ARTICLE = re.compile(
    r"^(?:d(?:er|ie|as|en|em|es)|ein(?:e[rmns]?)?|sein(?:e[rmns]?)?|ihr(?:e[rmns]?)?|dies(?:e[rmns]?)?)\s+",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*(?:,.*|\(.*?\))\s*")
# Nouns by which a denial points back at what somebody else said, by their beginnings.
_POINTS_BACK = re.compile(
    r"\b(?:Vorw[uü]rf|Anschuldigung|Beschuldigung|Behauptung|Bericht|Gerücht|Darstellung|Aussage|Information|Meldung|Angabe"
    r"|Äußerung|Kritik|Spekulation|Verdacht|Unterstellung|Forderung)\w*"
)
_ADJECTIVE_OF = re.compile(rf"\b([a-zäöüß-]{{4,}}) (?={_POINTS_BACK.pattern})")
_NEAR = 4  # sentences between a denial that only points back and what it denies
_LEAST_SHARED = 2  # content words that a denial and a claim share where nothing else links them
_SHORTEST_WORD = 4
_PARTIAL = 2  # words; a quotation of no more tells a choice of words
_stemmers = threading.local()


def build(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> Ledger:
    """Return the ledger of an article's claims."""
    groups = _by_speaker(claims)
    speaker = {claim.id: number for number, group in enumerate(groups) for claim in group}
    return Ledger(
        entries=tuple(_entry(group) for group in groups),
        disputes=tuple(_disputes(claims, speaker, {sentence.id: sentence for sentence in sentences})),
    )


def statement(claim: Claim, entry: LedgerEntry) -> str:
    """Return a claim as an English sentence that names its speaker, so that what is reported reads as reported.

    The German of the content stands in where there is no English.
    """
    german = " … ".join(one_line(span.text) for span in claim.content)
    told = claim.english.content if claim.english else german
    named = claim.english is not None and claim.type == "reported"
    told = re.sub(r"[,;]([”\"’])$", r".\1", told)
    if named or (entry.english and entry.english.lower() in told.lower() and claim.type != "direct"):
        return told
    return f"{entry.name} {_VERBS[claim.stance]}: {told}" if entry.german else f"Reportedly: {told}"


def with_speaker(text: str, cited: Sequence[int], ledger: Ledger) -> str | None:
    """Return an English sentence with whom it is from, where the sentences it cites tell what somebody claims.

    It stays as it is where it names, for each of them, one of those who speak there, or nobody does. "According to …"
    is put before it where one and the same named speaker speaks in all; otherwise it cannot be told: None.
    """
    speaking = [entry for entry in ledger.entries if entry.german and set(entry.sentences) & set(cited)]
    told = {number for entry in speaking if _names(entry, text) for number in entry.sentences}
    if {number for entry in speaking for number in entry.sentences if number in cited} <= told:
        return text
    (first, *others) = speaking
    if others or first.english is None or not set(cited) <= set(first.sentences):
        return None
    begins = re.match(r"(?:The|A|An|It|He|She|They|This|These|That|In|On|At|There|More|About) ", text)
    return f"According to {_inside(first.english)}, {text[:1].lower() + text[1:] if begins else text}"


def _names(entry: LedgerEntry, text: str) -> bool:
    """Tell whether a text has a word of an entry's name or office, by its stem or its sound."""
    shown = f"{entry.english or ''} {entry.role or ''}"
    named = any(is_known(name, name_words(text), whole=False) for name in names(f"of {shown}"))
    return named or bool(set(english_stems(shown)) & set(english_stems(text)))


def _inside(name: str) -> str:
    """Return a name as it is written within a sentence."""
    return re.sub(r"^(?:The|A|An) ", lambda match: match.group().lower(), name)


_VERBS: dict[Stance, str] = {
    "says": "says",
    "denies": "denies",
    "confirms": "confirms",
    "demands": "demands",
    "warns": "warns",
    "announces": "announces",
    "assumes": "assumes",
}


# speakers


def _by_speaker(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return the claims by speaker, in the order in which the speakers first speak."""
    groups: list[list[Claim]] = []
    for claim in claims:
        group = next((group for group in groups if any(_same_speaker(claim, other) for other in group)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    return groups


def _same_speaker(claim: Claim, other: Claim) -> bool:
    if claim.speaker is None or other.speaker is None:
        return claim.speaker is other.speaker
    ours, theirs = _phrases(claim), _phrases(other)
    return any(_same_phrase(mine, yours) for mine in ours for yours in theirs)


def _phrases(claim: Claim) -> list[str]:
    """Return the German phrases for a claim's speaker that are no pronouns; a pronoun alone stands for itself."""
    assert claim.speaker is not None
    phrases = [one_line(phrase) for phrase in (claim.speaker.resolved, claim.speaker.text) if phrase]
    naming = [phrase for phrase in phrases if phrase.lower() not in _PRONOUNS]
    return naming or [f"{phrases[0]} {claim.speaker.start}"]


def _same_phrase(phrase: str, other: str) -> bool:
    """Tell whether two phrases name one speaker: the same words, or the same last name and no other first name."""
    bare, other_bare = _bare(phrase), _bare(other)
    if _without_case(bare) == _without_case(other_bare):
        return True
    name, other_name = _proper_name(bare, phrase), _proper_name(other_bare, other)
    if not name or not other_name or not sounds_like(name[-1], other_name[-1]):
        return False
    first, other_first = name[:-1], other_name[:-1]
    return not first or not other_first or any(sounds_like(a, b) for a in first for b in other_first)


def _bare(phrase: str) -> str:
    return _ARTICLE.sub("", _ASIDE.sub(" ", phrase).strip())


def _without_case(phrase: str) -> str:
    """Return a phrase without the endings of adjectives and of the genitive."""
    return " ".join(re.sub(r"(?:e[nmrs]?|s)$", "", word) for word in phrase.lower().split())


def _proper_name(bare: str, phrase: str) -> list[str]:
    """Return the words of the name that ends a phrase, without offices; none where it ends in a common noun.

    A capitalised word right behind an article ("der Minister") is a common noun; one behind another capitalised word
    ("Lloyd Austin") or alone ("Austin") is a name.
    """
    own = words(bare)
    run: list[str] = []
    for word in reversed(own):
        if not word[:1].isupper() or lost_roles(word, ""):
            break
        run.insert(0, word)
    if len(run) == 1 and len(own) == 1 and _ARTICLE.match(phrase):
        return []
    if len(run) == 1 and len(own) > 1 and not own[-2][:1].isupper():
        return []  # "russische Regierung": an adjective and a noun
    return run


def _entry(group: Sequence[Claim]) -> LedgerEntry:
    phrases = [phrase for claim in group if claim.speaker for phrase in _phrases(claim)]
    shown = max(dict.fromkeys(phrases), key=len, default=None)
    german = shown if shown is None or group[0].speaker is None else _shown(shown, group)
    spoken = Counter(claim.english.speaker for claim in group if claim.english and claim.english.speaker)
    roles = [claim.english.role for claim in group if claim.english and claim.english.role]
    return LedgerEntry(
        german=german,
        english=max(spoken, key=lambda name: (_is_name(name, phrases), spoken[name], len(name)), default=None),
        role=roles[0] if roles else None,
        aliases=tuple(dict.fromkeys(phrase for phrase in phrases if _is_alias(phrase, shown))) if german else (),
        claims=tuple(claim.id for claim in group),
        sentences=tuple(sorted({number for claim in group for number in claim.sentences})),
        stances=dict(Counter(claim.stance for claim in group)),
        hedged=sum(claim.hedged for claim in group),
    )


def _is_name(english: str, phrases: Sequence[str]) -> bool:
    """Tell whether the English is a name that the German phrases have, and not an office."""
    german = {word for phrase in phrases for word in words(phrase) if word[:1].isupper()}
    return any(is_known(name, german, whole=False) for name in names(f"of {english}"))


def _is_alias(phrase: str, shown: str | None) -> bool:
    """Tell whether a phrase is another name for a speaker than the one shown; "ihrer Meinung" is none."""
    return phrase != shown and not re.match(r"(?:sein|ihr)(?:e[rmns]?)?\s", phrase, re.IGNORECASE)


def _shown(phrase: str, group: Sequence[Claim]) -> str:
    """Return a phrase to show: a pronoun that stands for itself without the number that tells it apart."""
    speaker = group[0].speaker
    return one_line(speaker.text) if speaker and phrase == f"{one_line(speaker.text)} {speaker.start}" else phrase


# disputes


def _disputes(claims: Sequence[Claim], speaker: dict[int, int], sentences: dict[int, Sentence]) -> Iterable[Dispute]:
    for denial in claims:
        if denial.stance != "denies":
            continue
        rated = [
            (rating, -abs(claim.id - denial.id), claim, shown)
            for claim in claims
            if claim.stance != "denies" and speaker[claim.id] != speaker[denial.id] and _is_assertion(claim)
            for rating, shown in [_link(denial, claim, sentences)]
            if rating > 0
        ]
        if rated:
            _, _, denied, shown = max(rated, key=lambda item: item[:2])
            told = tuple(sorted({*denial.sentences, *denied.sentences}))
            yield Dispute(denial=denial.id, denied=denied.id, sentences=told, shown_by=tuple(shown))


def _is_assertion(claim: Claim) -> bool:
    """Tell whether a claim says something that can be denied: a named source, and no word or two, and no negation."""
    content = " ".join(span.text for span in claim.content)
    return claim.speaker is not None and len(words(content)) > _PARTIAL and negation(content, "de") is None


def _link(denial: Claim, claim: Claim, sentences: dict[int, Sentence]) -> tuple[float, list[str]]:
    """Return how strongly the text links a denial to a claim, 0 for not at all, and the words that do."""
    text = " ".join(sentences[number].plain for number in denial.sentences if number in sentences)
    for phrase in [denial.speaker.text, *_phrases(denial)] if denial.speaker else []:
        text = text.replace(one_line(phrase), " ")
    named = [word for word in _speaker_words(claim) if re.search(rf"\b{re.escape(word)}s?\b", text)]
    pointing = _POINTS_BACK.findall(text)
    whose = {with_one_name_each(match[1]): match[1] for match in _ADJECTIVE_OF.finditer(text)}
    countries = {country: word for country, word in whose.items() if country != word}
    if countries and not countries.keys() & _countries(claim):  # "die ukrainischen Vorwürfe" are nobody else's
        return 0, []
    named += list(countries.values())
    stems = _stems(text)
    shared = [word for stem, word in _stems(" ".join(span.text for span in claim.content)).items() if stem in stems]
    distance = min(denial.sentences, default=0) - max(claim.sentences, default=0)
    if named and (pointing or shared):
        return 4 + len(shared), named + pointing
    if len(shared) >= _LEAST_SHARED:
        return 2 + len(shared) - abs(distance) / 10, shared
    if pointing and 0 <= distance <= _NEAR:
        return 1 + len(shared) - distance / 10, pointing
    return 0, []


def _countries(claim: Claim) -> set[str]:
    return {word for phrase in _phrases(claim) for word in words(with_one_name_each(phrase))}


def _speaker_words(claim: Claim) -> list[str]:
    return [word for phrase in _phrases(claim) for word in _proper_name(_bare(phrase), phrase)]


def _stems(text: str) -> dict[str, str]:
    """Return the stems of the content words of a German text, each with a word that has it: nouns, mostly."""
    import Stemmer

    if not hasattr(_stemmers, "german"):  # a stemmer is not safe to share between threads
        _stemmers.german = Stemmer.Stemmer("german")
    kept = [word for word in words(text) if len(word) >= _SHORTEST_WORD and word[:1].isupper()]
    return {_stemmers.german.stemWord(word.lower()): word for word in kept}
