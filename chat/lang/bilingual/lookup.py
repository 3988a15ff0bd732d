"""What the words of a German sentence mean: their entries in the lexicon, separable verbs and expressions as a whole.

Knows no translation. A word that the lexicon does not have is left out, and so are names and function words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from chat.lang.bilingual.compounds import Part, noun_entries, parts
from chat.lang.bilingual.entries import Entry, Kind, entries, lexicon
from chat.lang.de.tokens import Token, lemma_of_participle
from chat.lang.words import is_function_word

_BORDERS = frozenset(",;:.!?")
# Prepositions in the forms in which they stand before an article or for a clause: "zum", "dazu".
_GOVERNED = {
    "am": ("an",),
    "ans": ("an",),
    "im": ("in",),
    "ins": ("in",),
    "zum": ("zu",),
    "zur": ("zu",),
    "vom": ("von",),
    "beim": ("bei",),
    "aufs": ("auf",),
    "ums": ("um",),
    "fürs": ("für",),
    "übers": ("über",),
    "vors": ("vor",),
    **{
        f"da{'r' if word[0] in 'aeiouü' else ''}{word}": (word,)
        for word in (
            "an",
            "auf",
            "aus",
            "bei",
            "durch",
            "für",
            "gegen",
            "hinter",
            "in",
            "mit",
            "nach",
            "über",
            "um",
            "unter",
            "von",
            "vor",
            "zu",
        )
    },
}
# The genders that an article tells; "der" is rather that of a man in the nominative than of a woman in another case.
_GENDERS = {
    **dict.fromkeys(("der", "ein", "den", "einen", "jeder", "dieser"), "m mf"),
    **dict.fromkeys(("die", "eine", "einer", "zur", "diese", "jede"), "f p mf"),
    **dict.fromkeys(("das", "ins", "ans"), "n"),
    **dict.fromkeys(("des", "dem", "eines", "einem", "vom", "zum", "im", "am", "beim"), "m n"),
}
_NOUNS = ("NN", "NNA", "NNI")
_GAP = 2  # words that may stand between those of an expression: "in ernste Erwägung ziehen"
_REACH = 16  # words between an expression and its verb


@dataclass(frozen=True)
class Meaning:
    """What a word, or several that mean one thing together, are called in English.

    Args:
        places: the tokens, by their number in the sentence, the first is that of the word itself.
        lemma: as a dictionary lists it.
        kind: what kind of word it is.
        parts: its entries; of a compound those of each part, the head last.
    """

    places: tuple[int, ...]
    lemma: str
    kind: Kind
    parts: tuple[Part, ...]

    @cached_property
    def english(self) -> tuple[str, ...]:
        """The equivalents, the usual first; of a compound those of its head."""
        return tuple(dict.fromkeys(word for entry in self.parts[-1] for word in entry.english))

    @property
    def gloss(self) -> str:
        """The English to show somebody: a few equivalents, of a compound the first of each part."""
        if len(self.parts) == 1:
            fields = {word: entry.domain for entry in reversed(self.parts[0]) for word in entry.english}
            return ", ".join(f"{word} ({fields[word]})" if fields[word] else word for word in self.english[:4])
        return " + ".join(part[0].english[0] for part in self.parts)


def meanings(tokens: Sequence[Token]) -> tuple[Meaning, ...]:
    """Return the meanings of a sentence's words, in order, those of expressions last."""
    particles = _particles(tokens)
    single = [
        meaning
        for place, token in enumerate(tokens)
        if place not in particles.values() and (meaning := _meaning(tokens, place, particles.get(place)))
    ]
    return (*single, *_expressions(tokens, particles))


def _particles(tokens: Sequence[Token]) -> dict[int, int]:
    """Return the place of each finite verb's separated prefix: "lehnte … ab"."""
    found: dict[int, int] = {}
    for place, token in enumerate(tokens):
        if token.tag != "PTKVZ":
            continue
        verb = next((at for at in range(place - 1, -1, -1) if tokens[at].tag in ("VV(FIN)", "VV(IMP)")), None)
        if verb is not None and verb not in found:
            found[verb] = place
    return found


def _meaning(tokens: Sequence[Token], place: int, particle: int | None) -> Meaning | None:
    """Return what the word at a place means, with the prefix that is parted from it."""
    token = tokens[place]
    if token.tag.startswith("VV"):
        if particle is not None:  # without its prefix it would mean another thing
            whole = _verb(tokens[particle].text.lower() + token.lemma)
            return (
                Meaning((place, particle), whole[0].german, "verb", (_by_frame(whole, tokens, place),))
                if whole
                else None
            )
        found = _verb(token.lemma) or _adjective(token.text.lower(), token.lemma)
        return Meaning((place,), found[0].german, found[0].kind, (_by_frame(found, tokens, place),)) if found else None
    if token.tag in _NOUNS:
        found_parts = _noun(token.text, token.lemma)
        found_parts = (*found_parts[:-1], _by_gender(found_parts[-1], tokens, place)) if found_parts else ()
        lemma = found_parts[0][0].german if len(found_parts) == 1 else token.lemma
        return Meaning((place,), lemma, "noun", found_parts) if found_parts else None
    is_adjective = token.tag.startswith(("ADJ", "ADV", "PROAV")) and not token.text[0].isdigit()
    if is_adjective and not is_function_word(token.text, "german"):
        found = _adjective(token.text.lower(), token.lemma.lower())
        return Meaning((place,), found[0].german, found[0].kind, (found,)) if found else None
    return None


def _by_gender(found: Part, tokens: Sequence[Token], place: int) -> Part:
    """Return the entries of a noun, those first whose gender fits its article: "der Leiter", "die Leiter".

    Without an article persons go before things.
    """
    if len({entry.grammar for entry in found}) == 1:
        return found
    before = (tokens[at].text.lower() for at in range(place - 1, max(-1, place - 4), -1))
    genders = next((_GENDERS[word] for word in before if word in _GENDERS), "m").split()
    return tuple(sorted(found, key=lambda entry: entry.grammar not in genders))


def _by_frame(found: Part, tokens: Sequence[Token], place: int) -> Part:
    """Return the entries of a verb, those first whose reflexive or preposition stands in its clause."""
    if len(found) == 1:
        return found
    own = _clause(tokens, place)
    present = {token.text.lower() for token in own} | {"sich" for token in own if token.tag == "PRF"}

    def fits(entry: Entry) -> tuple[bool, int]:
        frame = entry.grammar.split()
        has = [word in present or any(word in _GOVERNED.get(other, ()) for other in present) for word in frame]
        return not all(has), -len(frame)

    return tuple(sorted(found, key=fits))


def _clause(tokens: Sequence[Token], place: int) -> Sequence[Token]:
    """Return the tokens around a place up to the next commas."""
    start = next((at + 1 for at in range(place, -1, -1) if tokens[at].text in _BORDERS), 0)
    end = next((at for at in range(place, len(tokens)) if tokens[at].text in _BORDERS), len(tokens))
    return tokens[start:end]


@lru_cache(maxsize=1 << 14)
def _noun(text: str, lemma: str) -> tuple[Part, ...]:
    """Return the parts of a noun by its form or lemma: "Schulden" has its own entry, "Mieten" that of "Miete"."""
    plural = tuple(entry for entry in lexicon().get(text, ()) if entry.grammar == "p")
    if plural:
        return (plural,)
    written = text.rpartition("-")[2] if text[:1].isdigit() else text
    forms = [lemma, written]
    if written.endswith("en") or (written.endswith("er") and not noun_entries(written)):
        forms.append(written[:-1])  # "Angestellter" is listed as "Angestellte"
    if written.endswith("en"):
        forms.append(written[:-2])
        if lemma == written[:-2] and noun_entries(written[:-1]):  # "Zeugen" are rather of "Zeuge" than of "Zeug"
            forms = [written[:-1], *forms]
    titled = list(dict.fromkeys(form[:1].upper() + form[1:] for form in (*forms, *_respelled(forms))))
    # All that it may be a form of, since the tagger errs: "Schlachten" of "Schlacht", not of "Schlachten" alone.
    whole = tuple(dict.fromkeys(entry for form in titled for entry in noun_entries(form)))
    return (whole,) if whole else next((split for form in titled if (split := parts(form))), ())


def _verb(lemma: str) -> Part:
    found = lexicon().get(lemma) or next((known for form in _respelled((lemma,)) if (known := lexicon().get(form))), ())
    return tuple(entry for entry in found if entry.kind == "verb")


def _respelled(forms: Sequence[str]) -> list[str]:
    """Return words as they are spelled in Germany today: Swiss texts have no "ß", old ones have it in other places."""
    return [form.replace("ss", "ß") for form in forms if "ss" in form] + [
        form.replace("ß", "ss") for form in forms if "ß" in form
    ]


@lru_cache(maxsize=1 << 14)
def _adjective(text: str, lemma: str) -> Part:
    """Return the entries of an adjective or adverb; of a participle that has none, those of its verb."""
    verb = _verb(lemma[:-1]) if lemma.endswith("end") else ()
    for form in (lemma, text, *_respelled((lemma,))):
        if found := tuple(entry for entry in lexicon().get(form, ()) if entry.kind in ("adjective", "adverb")):
            return (*found, *verb)
    return verb or _verb(lemma_of_participle(lemma))


@cache
def _by_key() -> Mapping[str, tuple[tuple[tuple[str, ...], str, Entry], ...]]:
    """Return the expressions by the word of each that is looked for: its words in lower case, its verb, its entry."""
    found: dict[str, list[tuple[tuple[str, ...], str, Entry]]] = {}
    for entry in entries():
        if entry.kind != "expression":
            continue
        *words, last = entry.german.split()
        is_verb = last.islower() and last.endswith("n") and bool(words) and (_is_infinitive(last))
        written = words if is_verb else [*words, last]
        written = [word for word in written if word != "sich"]
        if not all(is_function_word(word, "german") for word in written):
            key = max(written, key=lambda word: (word[0].isupper(), len(word))).lower()
            found.setdefault(key, []).append((tuple(map(str.lower, written)), last if is_verb else "", entry))
    return {key: tuple(rows) for key, rows in found.items()}


@cache
def _is_infinitive(word: str) -> bool:
    return bool(_verb(word)) or word in ("sein", "haben", "werden", "lassen", "können", "müssen", "wollen", "tun")


def _expressions(tokens: Sequence[Token], particles: Mapping[int, int]) -> Iterator[Meaning]:
    """Yield the expressions that a sentence has."""
    words = [{token.text.lower(), token.lemma.lower()} for token in tokens]
    verbs = {
        place: {token.lemma, tokens[particles[place]].text.lower() + token.lemma if place in particles else token.lemma}
        for place, token in enumerate(tokens)
        if token.tag.startswith("V")
    }
    for own in sorted({word for forms in words for word in forms if word in _by_key()}):
        for written, verb, entry in _by_key()[own]:
            places = _places(written, words)
            if not places:
                continue
            at = (
                next((at for at in verbs if verb in verbs[at] and abs(at - places[-1]) <= _REACH), None) if verb else -1
            )
            if at is not None:
                yield Meaning((*places, *([at] if at >= 0 else [])), entry.german, "expression", ((entry,),))


def _places(written: Sequence[str], words: Sequence[set[str]]) -> tuple[int, ...]:
    """Return where the words of an expression stand, in order and close together; none: they do not."""
    for start, forms in enumerate(words):
        if written[0] not in forms:
            continue
        places = [start]
        for word in written[1:]:
            following = range(places[-1] + 1, min(places[-1] + 2 + _GAP, len(words)))
            place = next((at for at in following if word in words[at]), None)
            if place is None:
                break
            places.append(place)
        else:
            return tuple(places)
    return ()
