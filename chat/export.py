"""A Reading as a file to keep: Markdown for people, JSON for programs. Article text is escaped, never interpreted."""

from __future__ import annotations

import datetime
import re

from chat.models.catalogue import title_of
from chat.schema import Reading, Sentence

# What Markdown, or HTML inside it, would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])")
_AUTOLINK = re.compile(r"(https?|ftp|mailto|www)(?=[:.])", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return a text on one line that Markdown shows as it stands: no markup, no HTML, no link."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    line = _LIST_MARK.sub(r"\1\\\2", line)
    return _AUTOLINK.sub(lambda match: f"{match[1]}\u2060", line)


def file_name(reading: Reading, suffix: str) -> str:
    """Return a name for the file, from the title: ASCII letters, digits and hyphens, at most 60 characters."""
    words = re.findall(r"[A-Za-z0-9]+", reading.summary.title.lower())
    stem = "-".join(words)[:60].strip("-")
    return f"{stem or 'article'}.{suffix}"


def markdown(reading: Reading, *, date: datetime.date) -> str:
    """Return the summary with its citations and the German sentences cited, as Markdown.

    Args:
        date: the day to put on it.
    """
    cited = [reading.sentence(number) for number in reading.summary.cited]
    parts = [
        f"# {escaped(reading.summary.title)}",
        _about(reading, date),
        *(f"> {escaped(notice)}" for notice in reading.article.notices),
        "## Summary",
        *(
            f"{escaped(sentence.text)} {' '.join(f'[{number}](#s{number})' for number in sentence.citations)}"
            + (" *(translated from the article)*" if sentence.extracted else "")
            for sentence in reading.summary.sentences
        ),
        "## The German sentences cited",
        *(_cited(sentence) for sentence in cited),
    ]
    return "\n\n".join(parts) + "\n"


def _about(reading: Reading, date: datetime.date) -> str:
    title = reading.article.title
    lines = [
        f"- Original title: {escaped(title.text)}" if title else "- The original has no title",
        f"- Read on {date.isoformat()} by Belegt, on this machine",
        f"- Translation: {escaped(title_of(reading.engines.translator))}; "
        f"summary: {escaped(title_of(reading.engines.model))}",
        "- Every sentence of the summary names the sentences of the article that it rests on. "
        "A machine translated and summarised: check the German before you quote.",
    ]
    return "\n".join(lines)


def _cited(sentence: Sentence) -> str:
    return f'<a id="s{sentence.id}"></a>**[{sentence.id}]** {escaped(sentence.plain)}  \n*{escaped(sentence.best)}*'


def json(reading: Reading) -> str:
    """Return the whole reading as JSON; `Reading.model_validate_json` reads it back."""
    return reading.model_dump_json(indent=2) + "\n"
