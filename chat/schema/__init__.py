"""The data that flows from stage to stage: frozen, and JSON both ways.

Offsets are character offsets into the text as given, end exclusive. Sentences are numbered from 1 in the order of
the text; every citation is such a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import computed_field, model_validator

from chat.lang.analysis import analysed
from chat.lang.characters import one_line, sha256
from chat.lang.de.text import GermanText
from chat.lang.en.text import EnglishText
from chat.lang.text import AnalysedText
from chat.schema.base import Frozen as Frozen
from chat.schema.base import Span as Span
from chat.schema.claims import Claim as Claim
from chat.schema.claims import ClaimType as ClaimType
from chat.schema.claims import Cue as Cue
from chat.schema.claims import Dispute as Dispute
from chat.schema.claims import EnglishClaim as EnglishClaim
from chat.schema.claims import EnglishName as EnglishName
from chat.schema.claims import FoundIn as FoundIn
from chat.schema.claims import Ledger as Ledger
from chat.schema.claims import LedgerEntry as LedgerEntry
from chat.schema.claims import SourceType as SourceType
from chat.schema.claims import Speaker as Speaker
from chat.schema.claims import Stance as Stance

Kind = Literal["title", "text", "boilerplate"]
Verdict = Literal["answered", "not_in_article", "no_question"]
Length = Literal["short", "medium", "long"]
# What there is of a sentence's English: none, a first one, one that is settled.
State = Literal["known", "draft", "checked"]
# How far an article is read; each layer adds to the one before.
Layer = Literal["known", "drafted", "checked", "told"]

# The version of what `Reading` is as JSON; how earlier ones become it stands in chat/storage/upgrades.py.
READING_VERSION = 6


class Language(Frozen):
    """What language a text is in: an ISO 639 code, and how sure that is (0–1; 1 where the reader said so)."""

    code: str
    confidence: float


class Paragraph(Frozen):
    """A paragraph of the article; `reason` tells why it was taken for boilerplate, and is empty otherwise."""

    start: int
    end: int
    kind: Kind
    reason: str = ""


class Origin(Frozen):
    """Where a text came from, as far as that is known; what is not known is empty.

    `url` is the address after redirects, or what the page calls its own; `file` the name of a file. `title`, `outlet`
    (who published it), `author` and `published` are as the page, file, feed or mail tells them, which nobody checked.
    `published` is a day or a time in ISO 8601, `retrieved` when the text was got, in UTC.
    """

    url: str = ""
    file: str = ""
    title: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    retrieved: str = ""

    def completed(self, told: Origin) -> Origin:
        """Return it with what else somebody tells of the text: a feed of its article, a mail of what is in it."""
        return self.model_copy(update={name: value for name, value in told if value and not getattr(self, name)})


class Article(Frozen):
    """A text as given, and its paragraphs in order. Nothing is deleted: boilerplate is marked.

    `notices` are messages to the reader about the text as a whole, such as that it was cut; `kept` are the numbers,
    from 0, of the paragraphs that belong to the article because the reader says so, whatever they look like.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    kept: tuple[int, ...] = ()
    notices: tuple[str, ...] = ()
    origin: Origin = Origin()

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text as given, in UTF-8: who has the text can prove that it is the one that was read."""
        return sha256(self.text)

    @property
    def title(self) -> Span | None:
        """The headline, where the text has one."""
        for paragraph in self.paragraphs:
            if paragraph.kind == "title":
                return Span(start=paragraph.start, end=paragraph.end, text=self.text[paragraph.start : paragraph.end])
        return None


# The kinds of doubts that were about the wording alone in 0.1, before doubts said so themselves.
WORDING_IN_0_1 = ("original", "quotation", "reported")  # no set: what is looked for may be damaged, and no text


class Doubt(Frozen):
    """What a reader should doubt in a translation: of which kind, in words, and the words that it is about.

    The kinds are those of the checks of translations, "failed", and "original", which is no fault: the sentence is
    shown as it was given. `german` and `english` are words of the sentence and of its translation as written, empty
    where it is about what is not there. `wording` holds where it is about the wording alone, or who says it, which the
    claims tell: it spoils no statement that rests on the sentence.
    """

    kind: str
    message: str
    german: str = ""
    english: str = ""
    wording: bool = False

    @model_validator(mode="before")
    @classmethod
    def _of_wording_as_before(cls, fields: Any) -> Any:
        """Say of a doubt of 0.1 whether it is about the wording alone."""
        if isinstance(fields, Mapping) and "wording" not in fields:
            return {**fields, "wording": fields.get("kind") in WORDING_IN_0_1}
        return fields


class Sentence(Frozen):
    """One sentence. `text` is the slice of the text as given, `language` what that is in (ISO 639).

    `english` is None where there is no translation (yet, or at all). `state` says which: what is "checked" stays, with
    or without English; a "draft" may be replaced; of one that is only "known" it is what is written by now. `warnings`
    tell what to doubt, `remarks` name words that the English has by none of their usual equivalents: nothing to doubt,
    but to look at.

    A sentence is analysed once, whoever asks: `in_original`, which is `in_german` of German ones, and `in_english` keep
    what was worked out.
    """

    id: int
    start: int
    end: int
    text: str
    english: str | None = None
    state: State = "known"
    paragraph: int
    kind: Kind = "text"
    language: str = "de"
    warnings: tuple[Doubt, ...] = ()
    remarks: tuple[Doubt, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _named_as_before(cls, fields: Any) -> Any:
        """Accept `german`, the name of `text` in readings of 0.1; what is written has both."""
        if isinstance(fields, Mapping) and "german" in fields:
            german = fields["german"]
            return {"text": german} | {name: value for name, value in fields.items() if name != "german"}
        return fields

    @computed_field  # type: ignore[prop-decorator]
    @property
    def german(self) -> str:
        """The text by its name in 0.1, for programs that read the JSON."""
        return self.text

    @property
    def is_checked(self) -> bool:
        """Whether the English, or that there is none, is settled."""
        return self.state == "checked"

    @property
    def is_sound(self) -> bool:
        """Whether there is no doubt about what the translation says."""
        return all(doubt.wording for doubt in self.warnings)

    @cached_property
    def plain(self) -> str:
        """The text on one line, without invisible characters: for models, and for showing."""
        return one_line(self.text)

    @property
    def is_plain(self) -> bool:
        """Whether the text is on one line as given, so that offsets in `in_german` are offsets in it."""
        return self.plain == self.text

    @property
    def best(self) -> str:
        """The English where there is one, else the text."""
        return self.english or self.plain

    @cached_property
    def in_german(self) -> GermanText:
        """The analysis of the text as German, which it is to be."""
        return GermanText(self.plain)

    @property
    def in_original(self) -> AnalysedText:
        """The analysis of the text in its own language."""
        return self.in_german if self.language == "de" else self._in_other

    def in_language(self, code: str) -> AnalysedText:
        """Return the analysis of the text in the language that its article is read in (ISO 639-1).

        It is that of `in_original`, but for sentences of readings that did not say their language yet.
        """
        return self.in_original if code == self.language else analysed(self.plain, code)

    @cached_property
    def _in_other(self) -> AnalysedText:
        return analysed(self.plain, self.language)

    @cached_property
    def in_english(self) -> EnglishText:
        """The analysis of the English, or of the text where there is none."""
        return EnglishText(self.best)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with some fields changed; it keeps the analysis of what stays."""
        copied = super().model_copy(update=update, deep=deep)
        if copied.text != self.text:
            copied.__dict__.pop("plain", None)
        if (copied.text != self.text and copied.plain != self.plain) or copied.language != self.language:
            copied.__dict__.pop("in_german", None)
            copied.__dict__.pop("_in_other", None)
        copied.__dict__.pop("in_english", None)
        return copied


class SummarySentence(Frozen):
    """One English sentence of the summary and the sentences it rests on.

    `checked` holds where its numbers and names are those of the cited sentences; `extracted` where it is the
    translation of the cited sentences themselves, with their speakers: short ones, and where what the model wrote did
    not pass. `condensed` are the sentences that it tells, by which a longer summary knows it again; empty in older
    summaries.
    """

    text: str
    citations: tuple[int, ...]
    checked: bool
    extracted: bool = False
    condensed: tuple[int, ...] = ()


class Summary(Frozen):
    """The English summary, or what there is of it; `length` is the greatest of which nothing is missing.

    That is None where only a title was wanted, and before the short summary is there.
    """

    title: str
    sentences: tuple[SummarySentence, ...]
    length: Length | None = None

    @property
    def cited(self) -> tuple[int, ...]:
        """All sentences cited, in the order of the article."""
        return tuple(sorted({id for sentence in self.sentences for id in sentence.citations}))


class Citation(Frozen):
    """A sentence of the article that proves a statement: its number, span, text and English.

    `words` are those of it that prove it, where not all of it does. `article` is the number of the article
    where it is one of several, and the sentence's is its number there; else it is 0. `german` is the sentence as it
    was given, in whatever language, which `language` says (ISO 639).
    """

    article: int = 0
    sentence: int
    start: int
    end: int
    german: str
    english: str | None
    language: str = "de"
    words: tuple[Span, ...] = ()

    @classmethod
    def of(cls, sentence: Sentence, words: tuple[Span, ...] = (), *, article: int = 0) -> Citation:
        """Return the citation of a whole sentence.

        Args:
            words: the very words of it that prove what it is cited for; none: all do.
            article: the number of its article, where it is one of several.
        """
        return cls(
            article=article,
            sentence=sentence.id,
            start=sentence.start,
            end=sentence.end,
            german=sentence.text,
            english=sentence.english,
            language=sentence.language,
            words=words,
        )


class Evidence(Frozen):
    """A sentence that could answer a question, and how well it matches it (higher is better; no fixed scale)."""

    sentence: Sentence
    score: float


class Answer(Frozen):
    """A checked answer.

    With verdict "not_in_article" there are no citations, and `nearest` has what comes closest; with "no_question" the
    reader greeted, or asked about Belegt itself. `quoted` holds where the statements are the article's own, put
    together by code, and not a model's words; `speakers` are those whose claims are told, as the ledger names them;
    `asked` is the question with what it left to the conversation. `read` is set where sentences were looked at before
    all had English: how many had it, and how many count. Who claims what is told of all sentences, read or not.
    """

    question: str
    asked: str = ""
    text: str
    verdict: Verdict
    citations: tuple[Citation, ...] = ()
    speakers: tuple[str, ...] = ()
    quoted: bool = False
    nearest: tuple[Citation, ...] = ()
    read: tuple[int, int] | None = None
    seconds: float = 0.0


NO_ENGINE = "none"


class EngineNames(Frozen):
    """What a reading was made with: the names of the chat model and of the translator, `NO_ENGINE` for none."""

    model: str
    translator: str

    @property
    def is_compared(self) -> bool:
        """Whether no engine translated: the English was made elsewhere."""
        return self.translator == NO_ENGINE


class Reading(Frozen):
    """Everything that is known of an article after it was read. `seconds` is wall-clock time per stage.

    `layer` says how far it is: "known" has sentences and claims in German; "drafted" a first English of each sentence,
    "checked" the English that stays; "told" the claims in English and the summary, and is the whole. `version` is that
    of its form. Readings of 0.1 have none; what is read of them has the form of now.
    """

    version: int = READING_VERSION
    layer: Layer = "told"
    article: Article
    language: Language
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...] = ()
    summary: Summary
    engines: EngineNames
    seconds: dict[str, float]

    @property
    def content(self) -> tuple[Sentence, ...]:
        """The sentences that count: title and text, without boilerplate."""
        return content_of(self.sentences)

    @property
    def is_whole(self) -> bool:
        """Whether the article was read to its end."""
        return self.layer == "told"

    def count(self, *states: State) -> int:
        """Return how many of the sentences that count are in one of these states."""
        return sum(sentence.state in states for sentence in self.content)

    def sentence(self, id: int) -> Sentence:
        """Return the sentence of that number.

        Raises:
            KeyError: there is none.
        """
        if not 1 <= id <= len(self.sentences):
            raise KeyError(id)
        return self.sentences[id - 1]


def content_of(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences that are not boilerplate."""
    return tuple(sentence for sentence in sentences if sentence.kind != "boilerplate")
