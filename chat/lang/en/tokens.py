"""An English sentence as tagged tokens with their place in the text as given.

Tags are those of CLAWS5 (Leech, Garside and Bryant 1994), as HanTa's English model gives them, mended where news
writes what it takes for something else. Contractions are two tokens ("do", "n't"), and so are possessives.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

import regex

from chat.data import any_of, table
from chat.lang.en.plain_verbs import of_her, of_plain_verbs

_LETTER = r"[\p{L}\p{M}\d]"
_CLITIC = r"(?i:n[’']t(?!\p{L})|[’'](?:s|re|ve|ll|d|m)(?!\p{L}))"
_lock = threading.Lock()
_REMEMBERED = 1 << 15  # words whose analysis is kept
_LONGEST = 60  # characters of a word; the tagger's time grows with the square of them
_NOUNS = ("NN0", "NN1", "NN2", "NP0")
_IN_NAMES = ("AJ0", "AJC", "AJS", "NN0", "NN1", "AV0", "CJS", "PRP", "UNC", "ZZ0")  # tags of words that are names too
_HAVE_S = frozenset({"been", "had", "got", "become", "done", "gone", "made", "said", "told", "taken", "seen"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or punctuation mark: its slice of the text, its lemma, and its part of speech in CLAWS5."""

    text: str
    start: int
    end: int
    lemma: str
    tag: str

    @property
    def lower(self) -> str:
        """The token in lower case, with straight apostrophes."""
        return self.text.lower().replace("’", "'")

    @property
    def is_noun(self) -> bool:
        """Whether it is a noun or a name."""
        return self.tag in _NOUNS

    @property
    def is_verb(self) -> bool:
        """Whether it is a form of a verb."""
        return self.tag[0] == "V"

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is no punctuation mark."""
        return self.text[:1].isalnum()


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of data/en/tagging.toml."""
    return frozenset(table("en/tagging.toml")[name].split())


@cache
def _tagger() -> Any:
    from HanTa.HanoverTagger import HanoverTagger

    tagger = HanoverTagger("morphmodel_en.pgz")
    tagger.analyze_viterbi = lru_cache(_REMEMBERED)(tagger.analyze_viterbi)
    tagger.analyze_forward = lru_cache(_REMEMBERED)(tagger.analyze_forward)
    return tagger


@cache
def _token() -> regex.Pattern[str]:
    """Return the pattern of a token."""
    abbreviation = rf"(?:{any_of(words('abbreviations'))})\.(?!\p{{L}})"
    word = rf"{_LETTER}+?(?:[-–’'&./]{_LETTER}+?)*?(?={_CLITIC}|(?!{_LETTER}|[-–’'&./]{_LETTER}))"
    return regex.compile(
        rf"[£$€]?\d++(?:[.,:]\d++)*+(?:%|\p{{Ll}}{{1,3}}\b)?(?![-–]\p{{L}})"
        rf"|(?:\p{{L}}\.){{2,}}|{abbreviation}|\p{{Lu}}\.(?=\s\p{{Lu}})"
        rf"|(?i:can)(?=not\b)|{_CLITIC}|{word}|[^\s\p{{Cc}}\p{{Cf}}]"
    )


@lru_cache(maxsize=512)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tagged tokens of a sentence."""
    written = list(_token().finditer(text))
    shown = [_shown(match.group(), number) for number, match in enumerate(written)]
    if _is_in_capitals([match.group() for match in written]):
        shown = [word.lower() for word in shown]
    with _lock:  # the tagger keeps state while it tags
        tagged = _tagger().tag_sent(shown) if shown else ()
    tokens = [
        Token(match.group(), match.start(), match.end(), lemma.lower() if tag[0] == "V" else lemma, tag)
        for match, (_, lemma, tag) in zip(written, tagged, strict=True)
    ]
    return tuple(_mended(tokens))


def _shown(word: str, number: int) -> str:
    """Return a word as the tagger is to see it."""
    plain = word.replace("’", "'")
    if len(plain) > _LONGEST:
        return "Name"
    if number == 0 and plain.lower() in words("openers"):
        return plain.lower()
    return plain


def _is_in_capitals(written: Sequence[str]) -> bool:
    """Return whether all longer words have capitals, as in headlines: "Council Denies Leak"."""
    longer = [word for word in written if len(word) > 3 and word[:1].isalpha()]
    return len(longer) > 3 and all(word[:1].isupper() for word in longer)


def _mended(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the tags that what stands beside them tells."""
    mended: list[Token] = []
    for place, token in enumerate(tokens):
        before = mended[-1] if mended else None
        behind = tokens[place + 1] if place + 1 < len(tokens) else None
        tag, lemma = _tag(token, before, behind, place, tokens, mended), token.lemma
        if tag[:2] == "NN" and (_closes(tokens, mended, place) or _is_first_verb(tokens, mended, place)):
            tag = "VVZ" if token.lower in words("nouns_or_verbs_s") else "VVB"
        if tag != token.tag and tag[:2] == "VV":
            lemma = _base(token.lower, tag)
        if tag in ("VVD", "VVN") and lemma == token.lower and lemma.endswith("ed"):
            lemma = _without_ed(lemma)
        if token.lower in words("particles_of_be"):
            lemma = "be"
        mended.append(replace(token, tag=tag, lemma=lemma))
    return mended


def _is_refunded(tokens: Sequence[Token], place: int) -> bool:
    """Return whether a noun is an infinitive behind "to" and a verb of wanting or promising."""
    if place < 2 or place >= len(tokens) or tokens[place].tag != "NN1":
        return False
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    opened = behind is not None and behind.tag in ("NN2", "AT0", "DPS", "NP0", "PNP", "DT0", "CRD", "AJ0")
    return opened and tokens[place - 2].lemma.lower() in words("before_infinitives")


def _is_determiner(tokens: Sequence[Token], place: int) -> bool:
    """Return whether "that" stands alone or before a noun that ends its clause: "denied that", "that account."."""
    behind = tokens[place + 1]
    if not behind.is_word:
        participle = behind.text == "," and place + 2 < len(tokens) and tokens[place + 2].tag == "VVG"
        return participle or behind.text in ".;!?" or place + 2 >= len(tokens)
    after = tokens[place + 2] if place + 2 < len(tokens) else None
    return behind.tag == "NN1" and (after is None or after.text in ".,;" or after.tag == "CJC")


def _tag(
    token: Token,
    before: Token | None,
    behind: Token | None,
    place: int,
    tokens: Sequence[Token],
    tokens_before: Sequence[Token],
) -> str:
    """Return the tag of a token by itself and by its neighbours."""
    lower, tag = token.lower, token.tag
    if (place or tag == "CRD") and _is_acronym(token, tokens):
        return "NP0"
    if not token.is_word and token.text[0] not in "'’£$€%":
        return "PUN"
    if lower == "'s":
        return _of_s(before, behind)
    if lower == "'" and _is_of_plural(token, before, behind):
        return "POS"
    if single := _of_single_words(token, before, behind):
        return single
    if before and before.lower == "to" and before.tag == "TO0" and tag == "NN1" and _is_refunded(tokens, place):
        return "VVI"
    if lower == "to" and tag == "PRP" and _is_refunded(tokens, place + 1):
        return "TO0"
    if tag == "UNC" and lower in words("nouns_or_verbs_s") and before and before.is_verb:
        return "NN2"
    if tag == "UNC" and lower in words("nouns_or_verbs") | words("nouns_or_verbs_s"):
        return "VVZ" if lower in words("nouns_or_verbs_s") else "VVB"
    if before and before.tag == "TO0" and len(tokens_before) > 1 and tokens_before[-2].lower == "according":
        return "NN1" if tag[0] == "V" else tag
    if lower == "that" and tag == "CJT" and behind and _is_determiner(tokens, place):
        return "DT0"
    if fixed := _fixed().get(lower):
        return fixed
    if tag == "UNC" and lower == token.text and lower.isalpha() and before and before.tag in ("AT0", "DPS", "NN1"):
        return "NN1"
    if place and _is_in_name(token, before, behind):
        return "NP0"
    return _of_verb(token, before, behind, place)


def _is_acronym(token: Token, tokens: Sequence[Token]) -> bool:
    """Return whether a pronoun or an exclamation is a name as it is written: "the IM union", "Pugh said"."""
    if token.tag in ("ITJ", "CRD"):
        return token.is_capital and token.text.isalpha() and token.lower not in words("numbers")
    written = token.text
    return len(written) > 1 and written.isupper() and token.tag in ("PNP", "DPS") and tokens[0].text != written


def _is_of_plural(token: Token, before: Token | None, behind: Token | None) -> bool:
    """Return whether an apostrophe is the possessive of a plural: "the Makers' Alliance"."""
    joined = before is not None and before.end == token.start and before.lower.endswith("s")
    return joined and behind is not None and behind.is_word


def _of_single_words(token: Token, before: Token | None, behind: Token | None) -> str | None:
    """Return the tag of a word that news writes more often than the tagger has seen it; None for other words."""
    lower, after = token.lower, behind.lower if behind else ""
    if lower == "appealing" and before and before.tag[:2] == "VB" and after in ("for", "to"):
        return "VVG"
    if lower == "close" and after == "to" and before and before.is_noun:
        return "AJ0"
    if lower == "lead" and behind and behind.tag == "NN1" and token.tag[0] == "V":
        return "AJ0" if before is None or before.text in ",;–" or before.tag in ("AT0", "CJC") else None
    if lower == "per" and after == "cent":
        return "AJ0"
    if (
        token.tag == "AJ0"
        and lower in words("hearsay")
        and before
        and before.tag[:2] == "VB"
        and after in ("that", "to")
    ):
        return "VVN"
    if lower in ("plan", "hope", "aim") and after == "to" and before and before.lower in words("collective"):
        return "VVB"
    if lower == "forecast" and token.is_verb and before and before.is_noun and after in ("for", "of", "by", "and"):
        return "NN1"
    if lower == "report" and token.tag == "NN1" and before and before.tag == "NN2" and behind and behind.tag == "VVG":
        return "VVB"
    if token.tag == "AJ0" and lower == "paid" and before and before.is_noun:
        return "VVD"
    if lower == "her" and behind and (tag := of_her(behind)):
        return tag
    return of_plain_verbs(token, before, behind)


def _is_in_name(token: Token, before: Token | None, behind: Token | None) -> bool:
    """Return whether a capitalised word that is another word too stands in a name: "Mark Rowe", "Will Bright"."""
    tag = token.tag
    if not token.is_capital or not (tag[0] == "V" or tag in _IN_NAMES):
        return False
    if tag[0] == "V" and before and before.tag == "AT0" and not token.text.isupper():
        return True  # "the Argus"
    if tag == "AJ0" and behind and behind.lower == "'s":
        return True  # "Marden's plans"
    named = [other for other in (before, behind) if other and other.tag == "NP0" and other.is_capital]
    if before and before.is_capital and before.is_noun and before.start > 0 and tag[0] == "V":
        named.append(before)  # "her lawyer, Kit Ransome, said"
    return bool(named) and not token.text.isupper() and token.lower not in words("capitals_of_old")


def _of_s(before: Token | None, behind: Token | None) -> str:
    """Return the tag of "'s": of a possessive, of "is" or of "has"."""
    if before and before.tag in ("PNP", "EX0", "DTQ", "PNQ", "AVQ", "DT0") and before.lower not in ("other", "who"):
        return "VHZ" if behind and (behind.tag == "VVN" or behind.lower in _HAVE_S) else "VBZ"
    return "POS"


def _of_verb(token: Token, before: Token | None, behind: Token | None, place: int) -> str:
    """Return the tag of a word that may be a noun or a verb: "Critics claim …", "police fear …", "a claim"."""
    lower, tag = token.lower, token.tag
    may_be_verb = lower in words("nouns_or_verbs") or lower in words("nouns_or_verbs_s")
    if before and before.tag == "TO0" and tag.startswith("NN") and lower in words("nouns_or_verbs"):
        return "VVI"
    if lower in ("thought", "felt") and tag[0] != "V" and behind and _begins_clause(behind):
        return tag if before and before.tag in ("AT0", "DPS", "AJ0", "POS", "PRP", "PRF") else "VVD"
    if not may_be_verb:
        return tag
    if (
        tag == "VVZ"
        and before
        and before.tag in ("VVD", "VVN", "VVZ", "VVG", "VVI")
        and lower in words("nouns_or_verbs_s")
    ):
        return "NN2"
    if tag.startswith("NN") and before and before.tag == "CJC" and behind and behind.tag in ("TO0", "CJT"):
        return "VVZ" if lower in words("nouns_or_verbs_s") else "VVB"
    determined = before is not None and before.tag in ("AT0", "DPS", "POS", "AJ0", "ORD", "DT0", "PRP", "PRF", "CRD")
    if tag[0] == "V" and determined and before and before.tag in ("AT0", "DPS", "POS", "PRF"):
        return "NN2" if lower.endswith("s") else "NN1"
    if tag.startswith("NN") and before and not determined and behind and _begins_clause(behind):
        if before.tag == "NN2" and lower in words("nouns_or_verbs"):
            return "VVB"
        plural = before.tag == "NN0" or before.lower in ("they", "we", "i", "you")
        if plural and lower in words("nouns_or_verbs"):
            return "VVB"
        if before.tag in ("NN1", "NP0", "PNP") and lower in words("nouns_or_verbs_s"):
            return "VVZ"
    return tag


def _closes(tokens: Sequence[Token], before: Sequence[Token], place: int) -> bool:
    """Return whether a noun is a verb that closes its sentence: "…, documents seen by the paper show."."""
    behind = tokens[place + 1] if place + 1 < len(tokens) else None
    if behind is not None and behind.text not in ".," and behind.lower not in ("today", "yesterday", "on", "in"):
        return False
    if tokens[place].lower not in words("nouns_or_verbs") | words("nouns_or_verbs_s") or not before:
        return False
    comma = next((at for at in range(place - 1, max(0, place - 14), -1) if before[at].text == ","), None)
    if comma is None or not before[-1].is_noun or comma + 1 == place:
        return False
    if before[-1].tag == "NN1" and tokens[place].lower in words("nouns_or_verbs_s") and behind is not None:
        return behind.text == "." and sum(token.text == "," for token in before) == 1
    finite = any(token.tag in ("VVD", "VVZ", "VBD", "VBZ", "VHD", "VHZ", "VM0", "VBB") for token in before[:comma])
    own = any(token.tag in ("VVD", "VVZ", "VBD", "VBZ", "VHD", "VHZ", "VM0", "VVB") for token in before[comma:])
    plural = any(token.tag in ("NN2", "NN0") for token in before[comma:])
    return finite and not own and (plural or tokens[place].lower in words("nouns_or_verbs_s"))


def _is_first_verb(tokens: Sequence[Token], before: Sequence[Token], place: int) -> bool:
    """Return whether a noun is the first verb of its sentence: "Vice-chancellor Quartey appeals for calm"."""
    token, behind = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
    if token.lower not in words("nouns_or_verbs_s") or not before or before[-1].tag not in ("NN1", "NP0", "PNP"):
        return False
    if any(other.tag[0] == "V" and other.tag not in ("VVN", "VVG") for other in before):
        return False
    joined = next((at for at in range(place + 1, len(tokens)) if tokens[at].tag in ("VVZ", "VVB")), None)
    if joined is not None and tokens[joined - 1].tag == "CJC":
        return behind is not None and behind.tag in ("PRP", "AT0", "DPS", "PNP", "CJT", "TO0")
    if any(
        other.tag in ("VVD", "VVZ", "VBD", "VBZ", "VHZ", "VHD", "VM0", "VBB", "VHB") for other in tokens[place + 1 :]
    ):
        return bool(behind and behind.tag in ("CJT", "TO0"))
    return behind is not None and (behind.tag in ("PRP", "PRF", "AT0", "DPS", "PNP", "CJT") and behind.lower != "of")


def _begins_clause(token: Token) -> bool:
    """Return whether a word may open what a verb is followed by."""
    if token.text[0] in "“‘\"'£$€" or token.lower == "whether":
        return True
    return token.tag in (
        "CJT",
        "AT0",
        "DPS",
        "PNP",
        "EX0",
        "DT0",
        "NP0",
        "TO0",
        "CRD",
        "DTQ",
        "AVQ",
        "NN2",
    )


@cache
def _fixed() -> dict[str, str]:
    """Return the words that always have one tag in news."""
    return {word: tag for tag, listed in table("en/tagging.toml")["fixed"].items() for word in listed.split()}


def _without_ed(word: str) -> str:
    """Return the lemma of a regular past that the tagger does not know: "rubbished"."""
    stem = word[:-2]
    return stem if stem.endswith(("sh", "ch", "ss", "x", "zz", "nt", "rt", "st", "ck", "ll", "nd", "ct")) else word[:-1]


@lru_cache(maxsize=_REMEMBERED)
def _base(word: str, tag: str) -> str:
    """Return the lemma of a form of a verb."""
    if word in ("thought", "felt"):
        return "think" if word == "thought" else "feel"
    with _lock:
        lemma: str = _tagger().analyze(word, pos=tag)[0]
    return lemma.lower()
