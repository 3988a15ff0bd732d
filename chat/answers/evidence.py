"""Does a sentence answer a question? Decided by what the question asks for, and by how much of it the sentence has.

For when no model's word is taken for it: similarity alone never decides. A question for a number needs a number of the
things it counts, one for a time a time, one for a person a name or an office.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from chat.answers.understanding.questions import asks_to_confirm, auxiliaries
from chat.data import any_of, lines, table
from chat.lang.en.pronouns import pronouns
from chat.lang.figures import figures
from chat.lang.names import is_known, name_words, names, names_in_phrase, sounds_like
from chat.lang.words import akin, english_stems, words
from chat.schema import Sentence

# What questions ask for, by the lists of data/en/questions.toml.
_ASKED = {name: any_of(words.split()) for name, words in table("en/questions.toml")["asked"].items()}
_HOW_MANY = re.compile(
    r"\bhow (?:many|much)\s+(?:of (?:the|his|her|their)\s+)?"
    rf"(?:(?:{_ASKED['counted_adjectives']}|\w+(?:{_ASKED['adjective_endings']}))\s+)*(?P<counted>[\w-]+)",
    re.IGNORECASE,
)
_WHEN = re.compile(rf"^(?:\w+ ){{0,2}}?when\b|\b(?:what|which) (?:{_ASKED['times']})\b", re.IGNORECASE)
_WHO = re.compile(r"^(?:\w+ ){0,2}?(?:who|whom|whose)\b", re.IGNORECASE)
_YES_OR_NO = re.compile(rf"(?:{auxiliaries()})\b", re.IGNORECASE)
_WHO_IS = re.compile(r"[Ww]ho (?:is|was|are|were) (?:the )?[A-Z]")
_INTERROGATIVE = re.compile(
    r"\bhow (?:many|much|long|often)\b"
    rf"|\b(?:what|which) (?:{_ASKED['kinds']})\b(?: of)?|\bname of\b|\bsaid to\b",
    re.IGNORECASE,
)
_LEANS_BACK = re.compile(
    rf"^\W*(?:(?:[A-Z]\w*\s?)(?:[^,.]{{0,40}}), |(?:{any_of(table('en/evidence.toml')['before_pronoun'])}) )?"
    rf"(?:{any_of(pronouns('subject', 'possessive', 'leaning'))})\b",
    re.IGNORECASE,
)
_KIND = re.compile(r"^(?:in |on |at |by |for )?(?:what|which) (?P<kind>[\w-]+)", re.IGNORECASE)
_ENOUGH = 3  # words asked about
_LONG_WORD = 5


@cache
def _pattern(list_: str) -> re.Pattern[str]:
    """Return the pattern of a list of data/en/evidence.toml."""
    return re.compile(rf"\b(?:{'|'.join(table('en/evidence.toml')[list_])})\b", re.IGNORECASE)


_DIGIT = re.compile(r"\d")
_WHERE = re.compile(r"^(?:\w+ )?where\b", re.IGNORECASE)
# Questions of some kind, and the list of data/en/evidence.toml of which an answer must have something; "numbers" may be
# in digits too.
_ASKS_FOR = (
    (_WHEN, "times"),
    (re.compile(r"\bhow old\b", re.IGNORECASE), "ages"),
    (re.compile(rf"\bhow (?:{_ASKED['measures']})\b", re.IGNORECASE), "numbers"),
    (re.compile(r"^(?:and |but |so )?why\b|\bhow come\b|\bfor what reason\b", re.IGNORECASE), "reasons"),
)
# Shares of a question's content words that the sentence has, and that the article has; and the cosine similarity from
# which half of the words in the article are enough. Measured with and without in bench/LOG.md.
_OWN_ALONE, _OWN, _IN_ALL, _IN_ALL_OF_YES_OR_NO = 0.65, 0.5, 0.7, 0.75
_SIMILAR_THINGS = 0.6  # the things counted may go by another name
_SIMILAR, _IN_ALL_OF_SIMILAR = 0.5, 0.5


class Asked:
    """A question as evidence for it is looked for: read once, and held against each sentence once.

    Args:
        text: the question in English.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.yes_or_no = bool(_YES_OR_NO.match(text)) or asks_to_confirm(text)
        self._shared_words: dict[int, frozenset[str]] = {}

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """The words that say what it is about, as written, each with its stems."""
        return _content_words(self.text)

    @cached_property
    def names(self) -> list[list[str]]:
        """The names in it."""
        return names(self.text)

    @cached_property
    def named(self) -> frozenset[str]:
        """The words of the names in it, as if it began no sentence."""
        return frozenset(word for name in names_in_phrase(self.text) for word in name)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all its words."""
        return frozenset(english_stems(self.text))

    @cached_property
    def counted(self) -> dict[str, tuple[str, ...]] | None:
        """The words for the things whose number is asked for, each with its stems; None where none is."""
        match = _HOW_MANY.search(self.text)
        return _content_words(match["counted"]) if match else None

    def found_in(self, sentence: Sentence) -> frozenset[str]:
        """Return the words asked about that a sentence has, or in a question for yes or no their opposites."""
        if sentence.id not in self._shared_words:
            self._shared_words[sentence.id] = _shared_words(self.words, sentence, opposites=self.yes_or_no)
        return self._shared_words[sentence.id]


def answers(asked: Asked, sentence: Sentence, article: Sequence[Sentence], *, similar: float) -> bool:
    """Return whether a sentence answers an English question.

    Args:
        article: all sentences that could.
        similar: cosine similarity of the question and the sentence's English; 0 where it is not known.
    """
    if not asked.words or not is_of_the_kind(asked, sentence, similar=similar):
        return False
    own = asked.found_in(sentence)
    if asked.words.keys() - asked.named and own <= asked.named and similar < _SIMILAR_THINGS:
        return False  # it has the person, and nothing of what is asked about them
    in_all = own.union(*map(asked.found_in, article))
    share, share_in_all = len(own) / len(asked.words), len(in_all) / len(asked.words)
    if asked.yes_or_no and share_in_all < _IN_ALL_OF_YES_OR_NO:
        return False
    if share >= _OWN_ALONE or (share >= _OWN and share_in_all >= _IN_ALL):
        return True
    return similar >= _SIMILAR and share_in_all >= _IN_ALL_OF_SIMILAR


def leans_back(sentence: Sentence) -> bool:
    """Return whether a sentence has a pronoun where its subject stands, so that the one before names it."""
    return has_pronoun_for_subject(sentence.best)


def has_pronoun_for_subject(english: str) -> bool:
    """Return whether an English sentence has a pronoun where its subject stands."""
    return bool(_LEANS_BACK.match(english))


def _content_words(question: str) -> dict[str, tuple[str, ...]]:
    """Return the words of a question that say what it is about, as written, each with its stems.

    What kind of thing it asks for ("which team …") counts only where there is little else.
    """
    stems = {word: tuple(english_stems(word)) for word in words(_INTERROGATIVE.sub(" ", question))}
    content = {word: own for word, own in stems.items() if own}
    kind = _KIND.match(question)
    without_kind = {word: own for word, own in content.items() if not kind or word != kind["kind"]}
    return without_kind if len(without_kind) >= _ENOUGH else content


def _shared_words(asked: Mapping[str, Sequence[str]], sentence: Sentence, *, opposites: bool = False) -> frozenset[str]:
    """Return the words asked about that a sentence has: by stem in its English, by sound in its German too.

    Words that a translation lost are often the same in both languages ("Interceptions", "Ekstraklasa").

    Args:
        asked: the words, each with its stems.
        opposites: a word counts where the sentence has its opposite, which answers it with a no.
    """
    own = sentence.in_english.stem_set
    if opposites:
        own = own.union(*(opposite_stems().get(stem, ()) for stem in own))
    german = [word for word in sentence.in_original.words if len(word) >= _LONG_WORD]
    return frozenset(
        word
        for word, stems in asked.items()
        if any(akin(stem, other) for stem in stems for other in own)
        or (len(word) >= _LONG_WORD and any(sounds_like(word, other) for other in german))
    )


@cache
def opposite_stems() -> dict[str, frozenset[str]]:
    """Return the stems of data/en/opposites.txt, each with those of its opposites."""
    pairs = [english_stems(line) for line in lines("en/opposites.txt")]
    both = [*pairs, *(pair[::-1] for pair in pairs)]
    return {one: frozenset(other for same, other in both if same == one) for one, _ in both}


def is_about(asked: Asked, text: str, sources: Sequence[Sentence], *, similar: float | None) -> bool:
    """Return whether a statement and the sentences it cites are about what a question asks.

    They have what it asks for (a number of those things, a time, a person), one of its names, and another word of it
    or a close meaning; None: the meaning is not known.
    """
    if not any(is_of_the_kind(asked, sentence, similar=similar or 0.0) for sentence in sources):
        return False
    present = name_words(text).union(*(s.in_english.name_words | s.in_original.name_words for s in sources))
    if asked.names and not any(is_known(name, present, whole=False) for name in asked.names):
        return False
    topic = asked.stems - {stem for name in asked.names for stem in english_stems(" ".join(name))}
    stated = set(english_stems(text)).union(*(sentence.in_english.stem_set for sentence in sources))
    return similar is None or not topic or bool(topic & stated) or similar >= _SIMILAR


def lacks_the_number(question: str, text: str) -> bool:
    """Return whether an answer to "how many" has no number: "a tenth of them" says what share they are."""
    if not re.search(r"\bhow many\b(?! of\b)", question, re.IGNORECASE):
        return False
    return not _has_number(text) and not any(figure.weighty for figure in figures(text, "en"))


def _has_number(english: str) -> bool:
    return bool(_DIGIT.search(english) or _pattern("numbers").search(english))


def is_of_the_kind(asked: Asked, sentence: Sentence, *, similar: float) -> bool:
    """Return whether a sentence has what a question asks for: a number of those things, a time, a person."""
    question, english = asked.text, sentence.best
    if asked.counted is not None:
        counts_them = not asked.counted or bool(_shared_words(asked.counted, sentence)) or similar >= _SIMILAR_THINGS
        in_german = _DIGIT.search(sentence.plain) or _pattern("german_numbers").search(sentence.plain)
        return counts_them and (_has_number(english) or bool(in_german))
    for asks, has in _ASKS_FOR:
        if asks.search(question):
            return _has_number(english) if has == "numbers" else bool(_pattern(has).search(english))
    if _WHERE.search(question):
        own = set(words(question))
        return any(set(name) - own for name in sentence.in_english.names) or bool(_pattern("places").search(english))
    if _WHO.search(question) and not _WHO_IS.match(question):
        own = set(words(question))
        others = [name for name in sentence.in_english.names if not set(name) <= own]
        return bool(others) or bool(_pattern("people").search(english)) or leans_back(sentence)
    return True
