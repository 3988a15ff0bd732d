"""Does a sentence answer a question? Decided by what the question asks for, and by how much of it the sentence has.

For when no model's word is taken for it: similarity alone never decides. A question for a number needs a number of the
things it counts, one for a time a time, one for a person a name or an office.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from chat.data import lines
from chat.lang.figures import figures
from chat.lang.names import is_known, name_words, names, sounds_like
from chat.lang.words import akin, english_stems, words
from chat.schema import Sentence

_HOW_MANY = re.compile(
    r"\bhow (?:many|much)\s+(?:of (?:the|his|her|their)\s+)?"
    r"(?:(?:more|other|such|new|\w+(?:ent|ed|ing|al|ic|ive|ous|ful|ble|ian|ean|ish|ese|er|est))\s+)*(?P<counted>[\w-]+)",
    re.IGNORECASE,
)
_WHEN = re.compile(r"^(?:\w+ ){0,2}?when\b|\b(?:what|which) (?:year|month|day|date|century|decade)\b", re.IGNORECASE)
_WHO = re.compile(r"^(?:\w+ ){0,2}?(?:who|whom|whose)\b", re.IGNORECASE)
_YES_OR_NO = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|may)\b", re.IGNORECASE
)
_WHO_IS = re.compile(r"[Ww]ho (?:is|was|are|were) (?:the )?[A-Z]")
_INTERROGATIVE = re.compile(
    r"\bhow (?:many|much|long|often)\b"
    r"|\b(?:what|which) (?:kind|sort|type|year|month|day|date|number|person|name)\b(?: of)?|\bname of\b|\bsaid to\b",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    r"^\W*(?:(?:[A-Z]\w*\s?)(?:[^,.]{0,40}), |(?:but|and|so|then|also|however|therefore|here|there) )?"
    r"(?:he|she|they|it|this|these|his|her|their|its)\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"^(?:in |on |at |by |for )?(?:what|which) (?P<kind>[\w-]+)", re.IGNORECASE)
_ENOUGH = 3  # words asked about
_LONG_WORD = 5
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|fifty|hundreds?|thousands?"
    r"|millions?|billions?|half|third|quarter|dozens?|several|many|few|none|no|all|both|most)\b",
    re.IGNORECASE,
)
_GERMAN_NUMBER = re.compile(
    r"\d|\b(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?:fach|mal|t)\w*", re.I
)
_TIME = re.compile(
    r"\b\d{4}\b|\b\d{1,2}(?:st|nd|rd|th)?\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April"
    r"|May|June|July|August|September|October|November|December)\b|\b(?:today|yesterday|tomorrow|century|year|month|week|day"
    r"|spring|summer|autumn|winter|morning|evening|night|before|after|during|since|until|ago|end|beginning|weekend)s?\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:\w{3,}(?:ists?|ians?|men|man|women|woman)|(?:spokes|chair)person|minister|president|mayor|leader|chief|head"
    r"|director|member|player|teacher|worker|judge|lawyer|expert|official|author|artist|king|queen|prince|emperor|pope|bishop"
    r"|general|officer|doctor|professor|researcher|owner|manager|driver|student|child|people|government|party|police|company"
    r"|group|union|court|state|team|agency|army|church|council|ministry|opposition|committee|association|organi[sz]ation)"
    r"(?:s|ren)?\b",
    re.IGNORECASE,
)
_WHERE = re.compile(r"^(?:\w+ )?where\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:in|at|near|from|to|into|on|behind|under|outside|inside|through|along) (?:the|a|an)\b", re.IGNORECASE
)
# What a question of some kind asks for, and what an answer to it must have.
_ASKS_FOR = (
    (_WHEN, _TIME),
    (re.compile(r"\bhow old\b", re.IGNORECASE), re.compile(r"\d+[ -]years?\b|\baged?\b|\bborn\b", re.IGNORECASE)),
    (re.compile(r"\bhow (?:long|far|high|deep|wide|tall|big|large|often|heavy)\b", re.IGNORECASE), _NUMBER),
    (
        re.compile(r"^(?:and |but |so )?why\b|\bhow come\b|\bfor what reason\b", re.IGNORECASE),
        re.compile(
            r"\b(?:because|since|due|so that|in order|therefore|reasons?|caus\w+|owing|thanks to|as a result|result\w*"
            r"|after|in response|given|for fear|lead\w*|led"
            r"|to (?:avoid|prevent|make|get|keep|help|protect|ensure|reduce|allow))\b",
            re.IGNORECASE,
        ),
    ),
)
# Shares of a question's content words that the sentence has, and that the article has; and the cosine similarity from
# which half of the words in the article are enough. Measured with and without in bench/LOG.md.
_OWN_ALONE, _OWN, _IN_ALL, _IN_ALL_OF_YES_OR_NO = 0.65, 0.5, 0.7, 0.75
_SIMILAR_THINGS = 0.6  # the things counted may go by another name
_SIMILAR, _IN_ALL_OF_SIMILAR = 0.5, 0.5


def answers(question: str, sentence: Sentence, article: Sequence[Sentence], *, similar: float) -> bool:
    """Return whether a sentence answers an English question.

    Args:
        article: all sentences that could.
        similar: cosine similarity of the question and the sentence's English; 0 where it is not known.
    """
    asked = _content_words(question)
    if not asked or not _is_of_the_kind(question, sentence, similar=similar):
        return False
    own = _found(asked, sentence, opposites=bool(_YES_OR_NO.match(question)))
    named = {word for name in names(f"of {question}") for word in name}
    if asked - named and own <= named and similar < _SIMILAR_THINGS:
        return False  # it has the person, and nothing of what is asked about them
    in_all = own.union(*(_found(asked, other, opposites=bool(_YES_OR_NO.match(question))) for other in article))
    share, share_in_all = len(own) / len(asked), len(in_all) / len(asked)
    if _YES_OR_NO.match(question) and share_in_all < _IN_ALL_OF_YES_OR_NO:
        return False
    if share >= _OWN_ALONE or (share >= _OWN and share_in_all >= _IN_ALL):
        return True
    return similar >= _SIMILAR and share_in_all >= _IN_ALL_OF_SIMILAR


def asks_yes_or_no(question: str) -> bool:
    """Return whether a question can be answered by yes or no."""
    return bool(_YES_OR_NO.match(question))


def leans_back(sentence: Sentence) -> bool:
    """Return whether a sentence has a pronoun where its subject stands, so that the one before names it."""
    return bool(_LEANS_BACK.match(sentence.best))


def _content_words(question: str) -> set[str]:
    """Return the words of a question that say what it is about, as written.

    What kind of thing it asks for ("which team …") counts only where there is little else.
    """
    content = {word for word in words(_INTERROGATIVE.sub(" ", question)) if english_stems(word)}
    kind = _KIND.match(question)
    without_kind = content - {kind["kind"]} if kind else content
    return without_kind if len(without_kind) >= _ENOUGH else content


def _found(asked: set[str], sentence: Sentence, *, opposites: bool = False) -> set[str]:
    """Return the words asked about that a sentence has: by stem in its English, by sound in its German too.

    Words that a translation lost are often the same in both languages ("Interceptions", "Ekstraklasa").

    Args:
        opposites: a word counts where the sentence has its opposite, which answers it with a no.
    """
    own = set(english_stems(sentence.best))
    if opposites:
        own = own.union(*(_opposites().get(stem, ()) for stem in own))
    german = [word for word in words(sentence.plain) if len(word) >= _LONG_WORD]
    return {
        word
        for word in asked
        if any(akin(stem, other) for stem in english_stems(word) for other in own)
        or (len(word) >= _LONG_WORD and any(sounds_like(word, other) for other in german))
    }


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Return the stems of data/en/opposites.txt, each with those of its opposites."""
    pairs = [english_stems(line) for line in lines("en/opposites.txt")]
    both = [*pairs, *(pair[::-1] for pair in pairs)]
    return {one: frozenset(other for same, other in both if same == one) for one, _ in both}


def is_about(question: str, text: str, sources: Sequence[Sentence], *, similar: float | None) -> bool:
    """Return whether a statement and the sentences it cites are about what a question asks.

    They have what it asks for (a number of those things, a time, a person), one of its names, and another word of it
    or a close meaning; None: the meaning is not known.
    """
    present = {word for sentence in sources for word in (*name_words(sentence.best), *name_words(sentence.plain))}
    present |= name_words(text)
    if not any(_is_of_the_kind(question, sentence, similar=similar or 0.0) for sentence in sources):
        return False
    asked_names = names(question)
    if asked_names and not any(is_known(name, present, whole=False) for name in asked_names):
        return False
    named = {stem for name in asked_names for stem in english_stems(" ".join(name))}
    asked = set(english_stems(question)) - named
    told = set(english_stems(" ".join([text, *(sentence.best for sentence in sources)])))
    return similar is None or not asked or bool(asked & told) or similar >= _SIMILAR


def lacks_the_number(question: str, text: str) -> bool:
    """Return whether an answer to "how many" has no number: "a tenth of them" says what share they are."""
    if not re.search(r"\bhow many\b(?! of\b)", question, re.IGNORECASE):
        return False
    return not _NUMBER.search(text) and not any(figure.weighty for figure in figures(text, "en"))


def _is_of_the_kind(question: str, sentence: Sentence, *, similar: float) -> bool:
    """Return whether a sentence has what a question asks for: a number of those things, a time, a person."""
    english = sentence.best
    if counted := _HOW_MANY.search(question):
        things = _content_words(counted["counted"])
        counts_them = not things or bool(_found(things, sentence)) or similar >= _SIMILAR_THINGS
        return counts_them and bool(_NUMBER.search(english) or _GERMAN_NUMBER.search(sentence.plain))
    for asks, has in _ASKS_FOR:
        if asks.search(question):
            return bool(has.search(english))
    if _WHERE.search(question):
        return any(set(name) - set(words(question)) for name in names(english)) or bool(_PLACE.search(english))
    if _WHO.search(question) and not _WHO_IS.match(question):
        others = [name for name in names(english) if not set(name) <= set(words(question))]
        return bool(others) or bool(_PERSON.search(english)) or leans_back(sentence)
    return True
