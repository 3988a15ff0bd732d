"""The summary and answers, each statement with its citation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape

from chat.answers.quote_check import CheckedQuote
from chat.lang.characters import one_line
from chat.localization import deferred, in_tongue, t
from chat.schema import Answer, Citation, Reading, SummarySentence
from ui.markup.base import joined, lang, mark, marks, within_line

_MARK = re.compile(r"\[(\d+)\]")
_HOW = Markup('<p class="how">{}</p>')
_SOURCE = Markup(
    '<li>{mark} <span lang="{language}">{german}</span><span class="english" lang="en">{english}</span></li>'
)

# In the place of a sentence of a summary that is being written: about as high.
_SKELETON = Markup('<p class="skeleton" aria-hidden="true"><span></span><span></span><span></span></p>')
_VERDICTS: Mapping[str, str] = {
    "verbatim": deferred("Verbatim: these words stand in the article."),
    "same sense": deferred("Same sense: the article says so in other words."),
    "changed": deferred("Changed: the article says something else."),
    "misattributed": deferred("Misattributed: in the article somebody else says so."),
    "not in the article": deferred("Not in the article."),
}
_CONDENSED = Markup(' <span class="condensed"{}>{}</span>')
_SENTENCES = 5  # of a summary of medium length


def summary(reading: Reading, *, growing: bool = False) -> Markup:
    """Return the English title and the summary, each sentence with its citation marks.

    Args:
        growing: what is not there of it is still to come.
    """
    sentences = [_sentence(sentence, reading) for sentence in reading.summary.sentences]
    if growing:
        sentences += [_SKELETON] * (_SENTENCES - len(sentences))
    return Markup('<div class="belegt summary"><h3 class="headline"{}>{}</h3><div lang="en">{}</div></div>').format(
        *_title(reading), joined(sentences)
    )


def _title(reading: Reading) -> tuple[Markup, str]:
    """Return the language and the words of the title: that of the summary, else of the article as far as it is read."""
    if reading.summary.title or reading.is_whole:
        return Markup(' lang="en"'), one_line(reading.summary.title)
    first = next((sentence for sentence in reading.content if sentence.kind == "title"), None)
    if first is None:
        return Markup(""), ""
    is_english = first.english is not None and first.state != "known"
    return Markup(' lang="{}"').format("en" if is_english else first.language), one_line(
        first.best if is_english else first.plain
    )


def _sentence(sentence: SummarySentence, reading: Reading) -> Markup:
    how = Markup("") if sentence.extracted else _CONDENSED.format(lang(), t("condensed by the model"))
    cited = marks(reading.sentence(number) for number in sentence.citations)
    return Markup("<p><span>{}</span>{} {}</p>").format(one_line(sentence.text), how, cited)


def answer(answer: Answer) -> Markup:
    """Return an answer with its citation marks, and the German sentences they stand for."""
    how = _HOW.format(t("In the article's own words")) if answer.quoted else ""
    nearest = _HOW.format(t("Nearest in the article:")) if answer.nearest else ""
    return Markup('<div class="belegt answer"><p lang="en">{}</p>{}{}{}{}{}</div>').format(
        _marked(answer), how, _sources(answer.citations), nearest, _sources(answer.nearest), _so_far(answer)
    )


def _so_far(answer: Answer) -> Markup:
    """Return how much of the article was read when a question was answered; empty where all was."""
    if answer.read is None:
        return Markup("")
    read, total = answer.read
    return _HOW.format(t("Read so far: {read} of {total} sentences.", read=read, total=total))


def _marked(answer: Answer) -> Markup:
    """Return the text of an answer with a mark for each number of a citation.

    A number of none is left as text: an article that is quoted may have its own.
    """
    by_number = {str(citation.sentence): mark(citation) for citation in answer.citations}
    pieces = _MARK.split(one_line(answer.text))  # text and numbers in turn
    return joined(
        by_number.get(piece, escape(f"[{piece}]")) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )


def unchecked(text: str) -> Markup:
    """Return what a model wrote so far, before it is checked: without marks, which may be invented."""
    return Markup('<div class="belegt answer"><p lang="en" class="writing">{}</p></div>').format(
        one_line(_MARK.sub("", text))
    )


def looking(words: str) -> Markup:
    """Return what is done before anything of an answer is written, in the program's own words."""
    return Markup('<div class="belegt answer"><p class="writing">{}</p></div>').format(words)


def checked_quote(checked: CheckedQuote) -> Markup:
    """Return what a quotation is worth, why, and the German it belongs to."""
    reasons = joined(_HOW.format(one_line(in_tongue(reason))) for reason in checked.reasons)
    return Markup('<div class="belegt answer"><p><strong>{}</strong></p>{}{}</div>').format(
        t(_VERDICTS[checked.verdict]), reasons, _sources(checked.citations)
    )


def with_proof(citation: Citation) -> Markup:
    """Return the German of a citation, the very words that prove it marked."""
    german, at, pieces = citation.german, 0, list[Markup]()
    for span in sorted(citation.words, key=lambda span: span.start):
        start, end = span.start - citation.start, span.end - citation.start
        if at <= start < end <= len(german):
            proving = Markup('<span class="proof">{}</span>').format(within_line(german[start:end]))
            pieces += [escape(within_line(german[at:start])), proving]
            at = end
    return joined([*pieces, escape(within_line(german[at:]))])


def _sources(citations: Iterable[Citation]) -> Markup:
    items = joined(
        _SOURCE.format(
            mark=mark(citation),
            language=citation.language,
            german=with_proof(citation),
            english=one_line(citation.english or "") if citation.language != "en" else "",
        )
        for citation in citations
    )
    return Markup('<ul class="sources">{}</ul>').format(items) if items else items
