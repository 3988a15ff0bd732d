"""The frames of reported speech in an English sentence: who is said to speak, and which words are theirs.

Reads translations, whose German side is analysed already: it finds where that analysis comes to lie in the English, and
is not an analysis of English of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex

from chat.data import any_of, table
from chat.lang.quotations import Offsets, marked_spans

_THAT_WITHIN = 9  # words between a verb and its "that": "said on Monday in an interview with the paper that"
_LONGEST_SPEAKER = 30  # words
_APPOSITION, _VERB_WITHIN = 8, 12  # tokens up to the comma that ends a short apposition; up to the verb of a next frame


@dataclass(frozen=True)
class EnglishFrame:
    """Where an English sentence names a speaker, and the words that it gives them; `content` may be empty.

    All are offsets into the sentence. `speaker` is None where the subject is no phrase that the frame can tell.
    """

    speaker: Offsets | None
    cue: Offsets
    content: tuple[Offsets, ...]
    by_preposition: bool


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int
    quoted: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


@cache
def english_words() -> dict[str, frozenset[str]]:
    """Return the word lists of data/en/cues.toml, by name."""
    lists = table("en/cues.toml").items()
    return {name: frozenset(words.split() if isinstance(words, str) else words) for name, words in lists}


@cache
def _token_pattern() -> regex.Pattern[str]:
    """Return the pattern of a number, an initialism, a word or title with its full stop, or any other character."""
    title = rf"(?<=\b(?:\p{{Lu}}|{any_of(english_words()['titles'])}))\."
    word = rf"[\p{{L}}\p{{M}}\d]+(?:[-–’'][\p{{L}}\p{{M}}\d]+)*(?:{title})?"
    return regex.compile(rf"\d+(?:[.,:]\d+)+|(?:\p{{Lu}}\.){{2,}}|{word}|\S")


def find_frames(english: str) -> list[EnglishFrame]:
    """Return the frames of an English sentence, in order."""
    return _Reader(english).frames()


class _Reader:
    """The frames of one sentence, read from its tokens; a place is the index of a token."""

    def __init__(self, english: str) -> None:
        quoted = marked_spans(english)
        self.tokens = [
            _Token(m.group(), m.start(), m.end(), any(a <= m.start() < b for a, b in quoted))
            for m in _token_pattern().finditer(english)
        ]
        self.last = len(self.tokens)
        while self.last and self.tokens[self.last - 1].text in (".", "!", "?"):
            self.last -= 1

    def frames(self) -> list[EnglishFrame]:
        """Return the frames, in order."""
        frames: list[EnglishFrame] = []
        begins = 0  # what comes before belongs to an earlier frame
        place = 0
        while place < self.last:
            read = self._at(place, begins, frames[-1] if frames else None)
            if read is None:
                place += 1
                continue
            frame, after = read
            frames.append(frame)
            begins = self._joint_after(place) or begins
            place = max(place + 1, after)
        return frames

    def _at(self, place: int, begins: int, previous: EnglishFrame | None) -> tuple[EnglishFrame, int] | None:
        """Return the frame of the cue at `place`, and the place to read on from; None where there is no cue."""
        token = self.tokens[place]
        if token.quoted:
            return None
        if token.lower == "according" and self._lower(place + 1) == "to":
            return self._preposition(place, begins)
        if token.text in english_words()["verbs"] or self._declines(place):
            return self._verb(place, begins, previous)
        return None

    def _declines(self, place: int) -> bool:
        """Return whether a verb tells that somebody will not speak: "declined to comment", "would not comment"."""
        lists = english_words()
        if self.tokens[place].lower in lists["declining"]:
            return self._lower(place + 1) == "to" and self._lower(place + 2) in lists["speaking"]
        will_not = self._lower(place - 1) == "not" and self._lower(place - 2) in lists["auxiliaries"]
        return self.tokens[place].lower in lists["speaking"] and will_not

    def _lower(self, place: int) -> str:
        return self.tokens[place].lower if 0 <= place < self.last else ""

    def _preposition(self, place: int, begins: int) -> tuple[EnglishFrame, int]:
        """Return the frame of "According to NP, …", "…, according to NP" or "…, according to NP, …"."""
        until = self._end_of_frame(place + 2)
        continued = (*english_words()["relatives"], "a", "an")
        commas = [at for at in range(place + 2, until) if self.tokens[at].text == ","]
        head = next((at for at in commas if self._lower(at + 1) not in continued), until)
        if head < until and self._lower(head + 1) == "the" and self.tokens[head - 1].text.istitle():
            head = self._apposition_end(head, until)
        speaker_end = next((at for at in range(place + 2, head) if self.tokens[at].text == ","), head)
        content = [self._span(begins, place), self._span(head, until)]
        frame = EnglishFrame(
            speaker=self._span(place + 2, speaker_end),
            cue=(self.tokens[place].start, self.tokens[place + 1].end),
            content=tuple(span for span in content if span),
            by_preposition=True,
        )
        return frame, head

    def _apposition_end(self, comma: int, until: int) -> int:
        """Return the place of the comma that ends an apposition opened by the one at `comma`, if it is a short one."""
        for at in range(comma + 1, min(until, comma + _APPOSITION)):
            if self.tokens[at].text == "," and not any(
                self.tokens[k].lower in english_words()["verbs"] for k in range(comma + 1, at)
            ):
                return at
        return comma

    def _verb(self, place: int, begins: int, previous: EnglishFrame | None) -> tuple[EnglishFrame, int] | None:
        """Return the frame of the verb at `place`: "NP said …", "as NP said, …", "…, NP said"."""
        start = self._clause_start(place, begins)
        subject_end = place
        while subject_end > start and self._is_auxiliary(subject_end - 1):
            subject_end -= 1
        between = {token.lower for token in self.tokens[subject_end:place]}
        if self._is_infinitive(subject_end) or between & english_words()["passive"]:
            return None
        if self._lower(subject_end - 1) in ("and", "but"):
            return self._shared(place, previous)
        subject = self._subject(start, subject_end, begins)
        until = self._end_of_frame(place + 1)
        if subject is None:
            return self._inverted(place, begins, until) if start == place or subject_end == start else None
        first, after_noun = subject
        content = self._content(place, first, begins, until)
        speaker = self._span(first, after_noun)
        if not content or speaker is None:
            return None
        return EnglishFrame(speaker, self._cue(place), content, False), place + 1

    def _content(self, place: int, first: int, begins: int, until: int) -> tuple[Offsets, ...]:
        """Return what the verb at `place` reports, behind it or before its subject, which starts at `first`."""
        behind = self._content_behind(place, until)
        with_as = self._lower(first - 1) == "as"
        before = self._span(begins, first - with_as) if self._tokens_before(first, begins) else None
        quoted_before = first - with_as > begins and self.tokens[max(begins, first - with_as - 1)].quoted
        comma_before = first > begins and self.tokens[first - with_as - 1].text == ","
        spans = [behind]
        is_inserted = quoted_before or (comma_before and self._lower(place + 1) == ",")
        if (behind is None or with_as or is_inserted) and before and (quoted_before or comma_before or with_as):
            spans = [before, self._span(place + 1, until) if self._lower(place + 1) == "," else None]
        return tuple(span for span in spans if span)

    def _is_auxiliary(self, place: int) -> bool:
        word = self.tokens[place].lower
        return (
            word in english_words()["auxiliaries"]
            or word in english_words()["passive"]
            or (len(word) > 4 and word.endswith("ly"))
        )

    def _is_infinitive(self, end: int) -> bool:
        return self._lower(end - 1) in english_words()["no_subject"] | english_words()["determiners"]

    def _shared(self, place: int, previous: EnglishFrame | None) -> tuple[EnglishFrame, int] | None:
        """Return the frame of "… and VERB …", where the speaker of the frame before goes on."""
        content = self._content_behind(place, self._end_of_frame(place + 1))
        if previous is None or content is None:
            return None
        return EnglishFrame(previous.speaker, self._cue(place), (content,), False), place + 1

    def _cue(self, place: int) -> Offsets:
        return self.tokens[place].start, self.tokens[place].end

    def _tokens_before(self, first: int, begins: int) -> bool:
        return any(token.is_word for token in self.tokens[begins:first])

    def _inverted(self, place: int, begins: int, until: int) -> tuple[EnglishFrame, int] | None:
        """Return the frame of "…, said NP."."""
        before = self._span(begins, place)
        end = next(
            (at for at in range(place + 1, until) if self.tokens[at].text in (",", ".") or self.tokens[at].quoted),
            until,
        )
        speaker = self._span(place + 1, end)
        governs = self._lower(place + 1) in english_words()["prepositions"]  # "The group “Safe Valley” called for …"
        if before is None or speaker is None or governs or end - place > _LONGEST_SPEAKER:
            return None
        content = [before, self._span(end, until)]
        return EnglishFrame(speaker, self._cue(place), tuple(span for span in content if span), False), end

    def _clause_start(self, place: int, begins: int) -> int:
        """Return the first place of the clause that holds `place`: after a comma, colon, quotation or conjunction."""
        start = place
        while start > begins:
            before = self.tokens[start - 1]
            if before.quoted or before.text in (";", ":", "–", ",", "—"):
                break
            if before.lower in english_words()["conjunctions"] and self._lower(start - 2) == ",":
                break
            if before.lower == "that" and start - 1 > begins:
                break
            start -= 1
        return start

    def _subject(self, start: int, end: int, begins: int) -> Offsets | None:
        """Return the places of the subject that ends at `end`: with its apposition, without "On Monday,"."""
        if end == start:  # "Kim Song, the leader of …, said"
            if start < 2 or self.tokens[start - 1].text != ",":
                return None
            opening = next((at for at in range(start - 2, begins, -1) if self.tokens[at].text == ","), None)
            if opening is None or any(token.quoted for token in self.tokens[opening:start]):
                return None
            head = self._clause_start(opening, begins)
            relative = self._lower(opening + 1) in english_words()["relatives"]
            return self._subject_within(head, opening, end=opening if relative else start - 1)
        return self._subject_within(start, end, end=end)

    def _subject_within(self, start: int, stop: int, *, end: int) -> Offsets | None:
        """Return the places from `start` to `end`, None where what stands before `stop` is no noun phrase."""
        if start < stop and self.tokens[start].lower in (*english_words()["conjunctions"], "as"):
            start += 1
        if start >= stop or stop - start > _LONGEST_SPEAKER:
            return None
        first = self.tokens[start]
        if (
            first.lower in english_words()["prepositions"]
            or first.lower in english_words()["relatives"]
            or not first.is_word
        ):
            return None
        return start, end

    def _content_behind(self, place: int, until: int) -> Offsets | None:
        """Return the span of the content behind a verb: behind its "that" or colon, where there is one."""
        for at in range(place + 1, min(until, place + 1 + _THAT_WITHIN)):
            if self.tokens[at].lower in english_words()["complementizers"] and not self.tokens[at].quoted:
                return self._span(at + (self.tokens[at].lower == "that"), until)
            if self.tokens[at].text == ":":
                return self._span(at + 1, until)
        return self._span(place + 1, until)

    def _end_of_frame(self, first: int) -> int:
        """Return where the words of a frame end: at ", and X said", at ", and according to", else with the sentence."""
        return next((at for at in range(first, self.last) if self._joins_frame(at)), self.last)

    def _joint_after(self, place: int) -> int | None:
        """Return the place after the joint with the next frame behind `place`, None where there is none."""
        joint = next((at for at in range(place + 1, self.last) if self._joins_frame(at)), None)
        return None if joint is None else joint + 1 + (self._lower(joint + 1) in english_words()["conjunctions"])

    def _joins_frame(self, at: int) -> bool:
        """Return whether another frame begins behind the comma, the semicolon or the conjunction at `at`."""
        token = self.tokens[at]
        if token.quoted or (token.text not in (",", ";") and token.lower not in english_words()["joints"]):
            return False
        joined = at + 1
        with_conjunction = self._lower(joined) in english_words()["joints_behind_comma"]
        if token.text == "," and not with_conjunction:
            return False
        joined += with_conjunction
        if self._lower(joined) == "according":
            return True
        if token.text == ";":
            return True
        for next_verb in range(joined, min(self.last, joined + _VERB_WITHIN)):
            other = self.tokens[next_verb]
            if other.quoted or other.text in (",", ":", ";"):
                return False
            if other.lower in english_words()["verbs"]:
                return token.text == "," or next_verb - joined <= 1
        return False

    def _span(self, first: int, last: int) -> Offsets | None:
        """Return the offsets of tokens first … last-1 without punctuation at either end, None for nothing."""
        last = min(last, len(self.tokens))
        while first < last and (self._is_stop(first) or (first and self._lower(first) in english_words()["joints"])):
            first += 1
        while last > first and self._is_stop(last - 1):
            last -= 1
        return (self.tokens[first].start, self.tokens[last - 1].end) if first < last else None

    def _is_stop(self, place: int) -> bool:
        return self.tokens[place].text in (",", ";", ":", "–", "—", ".")
