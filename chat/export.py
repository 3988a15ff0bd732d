"""A Reading as a file to keep: Markdown for people, JSON for programs. Article text is escaped, never interpreted."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from chat.characters import one_line
from chat.models.catalogue import title_of
from chat.schema import Claim, Ledger, LedgerEntry, Reading, Sentence

# What Markdown, or HTML inside it, would take for markup.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")
_LIST_MARK = re.compile(r"^(\d*)([-+=.)])")
_AUTOLINK = re.compile(r"(https?|ftp|mailto|www)(?=[:.])", re.IGNORECASE)


def escaped(text: str) -> str:
    """Return a text on one line that Markdown shows as it stands: no markup, no HTML, no link."""
    line = _MARKUP.sub(r"\\\1", one_line(text))
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


def ledger_table(claims: Sequence[Claim], ledger: Ledger) -> str:
    """Return who claimed what as plain text for a terminal: by speaker, then who disputes whom, then counts."""
    if not claims:
        return "Nobody is reported to claim anything.\n"
    by_id = {claim.id: claim for claim in claims}
    parts = []
    for entry in ledger.entries:
        parts += [_speaker_heading(entry), *(_table_row(by_id[number]) for number in entry.claims), ""]
    for dispute in ledger.disputes:
        denier, denied = ledger.entry_of(dispute.denial), ledger.entry_of(dispute.denied)
        parts.append(f"{denier.name} denies in {dispute.denial} what {_inside(denied.name)} says in {dispute.denied}.")
    parts += [""] * bool(ledger.disputes)
    stances = Counter(claim.stance for claim in claims)
    counted = ", ".join(f"{number} {stance}" for stance, number in stances.most_common())
    hedged = sum(claim.hedged for claim in claims)
    parts.append(
        f"{_count(len(claims), 'claim')} of {_count(len(ledger.entries), 'speaker')}: {counted}; {hedged} hedged"
    )
    return "\n".join(map(_printable, parts)) + "\n"


def _inside(name: str) -> str:
    """Return a name as it is written within a sentence."""
    return re.sub(r"^(?:The|A|An|Der|Die|Das|Ein|Eine) ", lambda match: match.group().lower(), name)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _speaker_heading(entry: LedgerEntry) -> str:
    role = f", {entry.role}" if entry.role else ""
    german = f"  ({'; '.join([entry.german, *entry.aliases])})" if entry.german and entry.english else ""
    return f"{entry.name}{role}{german}"


def _table_row(claim: Claim) -> str:
    sentences = ", ".join(map(str, claim.sentences))
    marks = ", ".join([claim.stance, claim.type.replace("_", " "), *(["hedged"] if claim.hedged else [])])
    lines = [f"{claim.id:>4}  [{sentences}] {marks}"]
    if claim.english:
        lines.append(f"      {claim.english.content}")
    lines.append(f"      {' … '.join(one_line(span.text) for span in claim.content)}")
    lines += [f"      Doubtful: {doubt}" for doubt in (claim.english.doubts if claim.english else ())]
    return "\n".join(lines)


def _printable(line: str) -> str:
    """Return lines without control characters, which a terminal would obey."""
    return "\n".join(one_line(part) if not part.startswith(" ") else _indented(part) for part in line.split("\n"))


def _indented(line: str) -> str:
    inner = line.lstrip(" ")
    return " " * (len(line) - len(inner)) + one_line(inner)
