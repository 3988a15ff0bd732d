"""The ledger of claims as a table: plain text for a terminal, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from chat.attribution.german.grammar import grammar
from chat.lang.characters import one_line
from chat.lang.en.pronouns import articles
from chat.schema import Claim, Ledger, LedgerEntry, Reading

# A spreadsheet takes a cell that begins so for a formula; OWASP's "CSV Injection" has the list and the remedy.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_ARTICLES = frozenset(
    article.capitalize() for article in articles() | grammar().definite_nominative | grammar().indefinite_nominative
)
_COLUMNS = (
    "id", "speaker", "speaker in German", "role", "stance", "type", "hedged", "negated", "English", "German",
    "sentences", "start", "end", "cue", "doubts",
)  # fmt: skip


def ledger_csv(reading: Reading, ledger: Ledger) -> str:
    """Return who claimed what as CSV (RFC 4180), a claim a row; offsets are those of the first to the last word."""
    with io.StringIO(newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(_COLUMNS)
        table.writerows([_cell(value) for value in _csv_row(claim, ledger)] for claim in reading.claims)
        return file.getvalue()


def _csv_row(claim: Claim, ledger: Ledger) -> tuple[object, ...]:
    entry = ledger.entry_of(claim.id)
    english = claim.english
    return (
        claim.id,
        entry.name,
        claim.speaker.text if claim.speaker else "",
        entry.role or "",
        claim.stance,
        claim.type.replace("_", " "),
        "yes" if claim.hedged else "no",
        "yes" if claim.negated else "no",
        english.content if english else "",
        " … ".join(span.text for span in claim.content),
        " ".join(map(str, claim.sentences)),
        claim.content[0].start,
        claim.content[-1].end,
        claim.cue.text if claim.cue else "",
        " ".join(english.doubts) if english else "",
    )


def _cell(value: object) -> str:
    text = one_line(str(value))
    return f"'{text}" if _FORMULA.match(text) else text


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
    """Return a name as it is written within a sentence: its article, in either language, with a small letter."""
    article, space, rest = name.partition(" ")
    return f"{article.lower()} {rest}" if space and article in _ARTICLES else name


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
