"""Readings and answers as HTML. Everything that comes from an article or a model is escaped here.

A sentence's row has the id `s<number>`; a citation mark is a link to it, with the German as its tooltip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from chat.characters import one_line
from chat.schema import Answer, Citation, Claim, Dispute, Ledger, Reading, Sentence

_MARK = re.compile(r"\[(\d+)\]")


def stylesheet() -> str:
    """Return the page's style element."""
    return f"<style>{Path(__file__).with_name('page.css').read_text(encoding='utf-8')}</style>"


def _shown(text: str) -> str:
    return escape(one_line(text))


def _mark(number: int, german: str) -> str:
    label = f"Sentence {number} in German: {german}"
    return (
        f'<a class="cite" href="#s{number}" target="_self" title="{escape(german)}" aria-label="{escape(label)}">'
        f"{number}</a>"
    )


def summary(reading: Reading) -> str:
    """Return the English title and the summary, each sentence with its citation marks."""
    paragraphs = [f'<p class="headline">{_shown(reading.summary.title)}</p>']
    for sentence in reading.summary.sentences:
        marks = "".join(_mark(number, reading.sentence(number).plain) for number in sentence.citations)
        kind = ' class="quoted"' if sentence.extracted else ""
        paragraphs.append(f"<p><span{kind}>{_shown(sentence.text)}</span> {marks}</p>")
    return f'<div class="belegt"><div class="summary" lang="en">{"".join(paragraphs)}</div></div>'


def side_by_side(sentences: Iterable[Sentence], *, reasons: Mapping[int, str], pending: bool = False) -> str:
    """Return German and English beside each other, a row a sentence.

    Args:
        reasons: number of a boilerplate paragraph → why it was taken for such.
        pending: sentences without English are still being translated.
    """
    rows = [
        '<div class="pair head" aria-hidden="true"><span></span><span class="german">German</span>'
        '<span class="english">English</span></div>'
    ]
    paragraph = -1
    for sentence in sentences:
        rows.append(_row(sentence, first=sentence.paragraph != paragraph, reasons=reasons, pending=pending))
        paragraph = sentence.paragraph
    return f'<div class="belegt">{"".join(rows)}</div>'


def _row(sentence: Sentence, *, first: bool, reasons: Mapping[int, str], pending: bool) -> str:
    classes = " ".join(["pair", sentence.kind, *(["first"] if first else [])])
    return (
        f'<div class="{classes}" id="s{sentence.id}"><span class="number">{sentence.id}</span>'
        f'<p class="german" lang="de">{_shown(sentence.german)}</p>'
        f'<p class="english" lang="en">{_english(sentence, reasons=reasons, pending=pending)}</p></div>'
    )


def _english(sentence: Sentence, *, reasons: Mapping[int, str], pending: bool) -> str:
    if sentence.kind == "boilerplate":
        reason = reasons.get(sentence.paragraph, "")
        return f'<span class="why">Left out: {escape(reason or "not part of the article")}</span>'
    warnings = "".join(f'<span class="warning">⚠ {escape(warning)}</span>' for warning in sentence.warnings)
    if sentence.english is None:
        return warnings or ('<span class="pending">…</span>' if pending else "")
    return _shown(sentence.english) + warnings


def ledger(claims: Iterable[Claim], ledger: Ledger, reading: Reading) -> str:
    """Return who claimed what: who disputes whom, then each speaker with their claims in English and German."""
    by_id = {claim.id: claim for claim in claims}
    parts = []
    if ledger.disputes:
        rows = (_dispute(dispute, ledger, by_id, reading) for dispute in ledger.disputes)
        parts.append(f'<ul class="disputes">{"".join(rows)}</ul>')
    for entry in ledger.entries:
        role = f' <span class="role">{_shown(entry.role)}</span>' if entry.role else ""
        german = [
            phrase for phrase in [entry.german, *entry.aliases] if entry.english and phrase not in (None, entry.name)
        ]
        written = f'<span class="german" lang="de">{_shown("; ".join(german))}</span>' if german else ""
        items = "".join(_claim(by_id[number], reading) for number in entry.claims)
        parts.append(f"<section><h4>{_shown(entry.name)}{role}{written}</h4><ul>{items}</ul></section>")
    return f'<div class="belegt ledger">{"".join(parts)}</div>'


def _dispute(dispute: Dispute, ledger: Ledger, by_id: Mapping[int, Claim], reading: Reading) -> str:
    denier, denied = ledger.entry_of(dispute.denial), ledger.entry_of(dispute.denied)
    return (
        f"<li><strong>{_shown(denier.name)}</strong> denies {_marks(by_id[dispute.denial], reading)} "
        f"what <strong>{_shown(denied.name)}</strong> says {_marks(by_id[dispute.denied], reading)}</li>"
    )


def _claim(claim: Claim, reading: Reading) -> str:
    labels = [claim.stance, "in their own words" if claim.type == "direct" else "", "uncertain" if claim.hedged else ""]
    shown = "".join(f'<span class="label {escape(label)}">{escape(label)}</span>' for label in labels if label)
    german = " … ".join(one_line(span.text) for span in claim.content)
    english = f'<span lang="en">{_shown(claim.english.content)}</span>' if claim.english else ""
    doubts = "".join(f'<span class="warning">{_shown(doubt)}</span>' for doubt in _doubts(claim))
    return (
        f"<li>{shown} {english} {_marks(claim, reading)}"
        f'<span class="german" lang="de">{_shown(german)}</span>{doubts}</li>'
    )


def _doubts(claim: Claim) -> tuple[str, ...]:
    return claim.english.doubts if claim.english else ()


def _marks(claim: Claim, reading: Reading) -> str:
    return "".join(_mark(number, reading.sentence(number).plain) for number in claim.sentences)


def answer(answer: Answer) -> str:
    """Return an answer with its citation marks and the German sentences they stand for."""
    german = {citation.sentence: one_line(citation.german) for citation in answer.citations}

    def marked(match: re.Match[str]) -> str:
        number = int(match[1])
        return _mark(number, german[number]) if number in german else ""

    text = _MARK.sub(marked, _shown(answer.text))
    nearest = f"<p>Nearest in the article:</p>{_sources(answer.nearest)}" if answer.nearest else ""
    kind = '<p class="how">In the article\'s own words</p>' if answer.quoted else ""
    return f'<div class="belegt"><p lang="en">{text}</p>{kind}{_sources(answer.citations)}{nearest}</div>'


def unchecked(text: str) -> str:
    """Return what a model wrote so far, before it is checked: without marks, which may be invented."""
    return f'<div class="belegt"><p lang="en">{escape(one_line(_MARK.sub("", text)))} ▍</p></div>'


def _sources(citations: Iterable[Citation]) -> str:
    items = [
        f'<li>{_mark(citation.sentence, one_line(citation.german))} <span lang="de">{_shown(citation.german)}</span>'
        f'<span class="english" lang="en">{_shown(citation.english or "")}</span></li>'
        for citation in citations
    ]
    return f'<ul class="sources">{"".join(items)}</ul>' if items else ""
