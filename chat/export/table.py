"""The ledger of claims as a table: plain text for a terminal, CSV for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from chat.attribution.circumstances import Circumstance, circumstances, stance_label
from chat.attribution.german.grammar import grammar
from chat.attribution.nesting import holders
from chat.attribution.reported import names_together, told_by, verb_of
from chat.lang.characters import one_line
from chat.lang.en.pronouns import articles
from chat.schema import Claim, Dispute, Ledger, LedgerEntry, Reading

# A spreadsheet takes a cell that begins so for a formula; OWASP's "CSV Injection" has the list and the remedy.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_ARTICLES = frozenset(
    article.capitalize() for article in articles() | grammar().definite_nominative | grammar().indefinite_nominative
)
_COLUMNS = (
    "id", "speaker", "speaker in German", "role", "stance", "type", "hedged", "negated", "English", "German",
    "sentences", "start", "end", "cue", "doubts", "source", "addressee", "occasion", "how the source knows",
    "told by", "holds", "language", "found in",
)  # fmt: skip


def ledger_csv(reading: Reading, ledger: Ledger) -> str:
    """Return who claimed what as CSV (RFC 4180), a claim a row; offsets are those of the first to the last word."""
    with io.StringIO(newline="") as file:
        table = csv.writer(file, lineterminator="\r\n")
        table.writerow(_COLUMNS)
        within = holders(reading.claims)
        for claim in reading.claims:
            language = reading.sentence(claim.sentences[0]).language
            table.writerow([cell(value) for value in _csv_row(claim, ledger, within.get(claim.id, ()), language)])
        return file.getvalue()


def _csv_row(claim: Claim, ledger: Ledger, within: Sequence[Claim], language: str) -> tuple[object, ...]:
    """Return a claim as a row; those who say it together are parted by semicolons, as are those who report it.

    "German" and "speaker in German" are the words of the article in whatever language it is, which "language" tells.
    """
    entries = ledger.entries_of(claim.id)
    english = claim.english
    return (
        claim.id,
        "; ".join(entry.name for entry in entries),
        "; ".join(speaker.text for speaker in claim.speakers),
        "; ".join(entry.role for entry in entries if entry.role),
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
        claim.source_type or "",
        *(span.text if span else "" for span in (claim.addressee, claim.occasion, claim.knows_by)),
        "; ".join(told_by(claim, ledger, within)),
        " ".join(map(str, claim.holds)),
        language,
        claim.found_in,
    )


def cell(value: object) -> str:
    """Return a value as a cell of CSV on one line, which no spreadsheet takes for a formula."""
    text = one_line(str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def ledger_table(claims: Sequence[Claim], ledger: Ledger) -> str:
    """Return who claimed what as plain text for a terminal: by speaker, then who disputes whom, then counts."""
    if not claims:
        return "Nobody is reported to claim anything.\n"
    by_id = {claim.id: claim for claim in claims}
    within = holders(claims)
    parts = []
    for place, entry in enumerate(ledger.entries):
        rows = (_table_row(by_id[number], ledger, place, within.get(number, ())) for number in entry.claims)
        parts += [_speaker_heading(entry), *rows, ""]
    parts += [_dispute(dispute, ledger) for dispute in ledger.disputes]
    parts += [""] * bool(ledger.disputes)
    stances = Counter(claim.stance for claim in claims)
    counted = ", ".join(f"{number} {stance}" for stance, number in stances.most_common())
    hedged = sum(claim.hedged for claim in claims)
    parts.append(
        f"{_count(len(claims), 'claim')} of {_count(len(ledger.entries), 'speaker')}: {counted}; {hedged} hedged"
    )
    return "\n".join(map(_printable, parts)) + "\n"


def _dispute(dispute: Dispute, ledger: Ledger) -> str:
    deniers, denied = ledger.entries_of(dispute.denial), ledger.entries_of(dispute.denied)
    deny, say = verb_of("denies", several=len(deniers) > 1), verb_of("says", several=len(denied) > 1)
    names = [_inside(entry.name) for entry in denied]
    whom = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return f"{names_together(deniers)} {deny} in {dispute.denial} what {whom} {say} in {dispute.denied}."


def _inside(name: str) -> str:
    """Return a name as it is written within a sentence: its article, in either language, with a small letter."""
    article, space, rest = name.partition(" ")
    return f"{article.lower()} {rest}" if space and article in _ARTICLES else name


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _speaker_heading(entry: LedgerEntry) -> str:
    role = f", {entry.role}" if entry.role else ""
    written = [name for name in (entry.german, *entry.aliases) if name and name != entry.name]
    german = f"  ({'; '.join(written)})" if written and entry.german and entry.english else ""
    return f"{entry.name}{role}{german}"


def _table_row(claim: Claim, ledger: Ledger, place: int, within: Sequence[Claim]) -> str:
    """Return the lines of a claim under the speaker at a place of the ledger; `within`: the claims that report it."""
    sentences = ", ".join(map(str, claim.sentences))
    marks = [stance_label(claim), claim.type.replace("_", " "), *["hedged"] * claim.hedged]
    marks += [_mark(circumstance) for circumstance in circumstances(claim, ledger, place=place, within=within)]
    marks += [f"reports {', '.join(map(str, claim.holds))}"] * bool(claim.holds)
    lines = [f"{claim.id:>4}  [{sentences}] {', '.join(marks)}"]
    if claim.english:
        lines.append(f"      {claim.english.content}")
    if not _is_in_own_words(claim):
        lines.append(f"      {' … '.join(one_line(span.text) for span in claim.content)}")
    lines += [f"      Doubtful: {doubt}" for doubt in (claim.english.doubts if claim.english else ())]
    return "\n".join(lines)


def _is_in_own_words(claim: Claim) -> bool:
    """Return whether the English of a claim is the article's own, and shows all of its words already."""
    told = one_line(claim.english.content).lower() if claim.english else ""
    return bool(told) and all(one_line(span.text).lower() in told for span in claim.content)


def _mark(circumstance: Circumstance) -> str:
    return f"{circumstance.label} „{circumstance.german}“" if circumstance.german else circumstance.label


def _printable(line: str) -> str:
    """Return lines without control characters, which a terminal would obey."""
    return "\n".join(one_line(part) if not part.startswith(" ") else _indented(part) for part in line.split("\n"))


def _indented(line: str) -> str:
    inner = line.lstrip(" ")
    return " " * (len(line) - len(inner)) + one_line(inner)
