"""Who claims what: by speaker, as a picture over the article, and who disputes whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from html import escape

from chat.lang.characters import one_line
from chat.lang.names import is_unremarkable, names, with_one_name_each
from chat.schema import Claim, Dispute, Ledger, LedgerEntry, Reading
from ui.markup.base import colour_of, marks, shown

# Names that a lane of the picture lists as those that its speaker speaks about.
_MOST_ABOUT = 3


def ledger(claims: Sequence[Claim], ledger: Ledger, reading: Reading) -> str:
    """Return each speaker with their claims in English and German; of the ledger only what these claims are in."""
    parts = []
    for entry in ledger.entries:
        own = [claim for claim in claims if claim.id in entry.claims]
        if own:
            items = "".join(_claim(claim, reading) for claim in own)
            colour = colour_of(own[0].id, ledger)
            parts.append(f'<section class="{colour}"><h4>{_heading(entry)}</h4><ul>{items}</ul></section>')
    return f'<div class="belegt ledger">{"".join(parts)}</div>'


def _heading(entry: LedgerEntry) -> str:
    role = f' <span class="role">{shown(entry.role)}</span>' if entry.role else ""
    phrases = [entry.german, *entry.aliases] if entry.english else []
    german = [phrase for phrase in phrases if phrase not in (None, entry.name)]
    written = f'<span class="german" lang="de">{shown("; ".join(map(str, german)))}</span>' if german else ""
    return f"{shown(entry.name)}{role}{written}"


def _claim(claim: Claim, reading: Reading) -> str:
    own_words = "in their own words" if claim.type == "direct" else ""
    labels = [claim.stance, own_words, "uncertain" if claim.hedged else ""]
    listed = "".join(f'<span class="label {escape(label)}">{escape(label)}</span>' for label in labels if label)
    german = " … ".join(one_line(span.text) for span in claim.content)
    english = f'<span lang="en">{shown(claim.english.content)}</span>' if claim.english else ""
    doubts = claim.english.doubts if claim.english else ()
    warnings = "".join(f'<span class="warning">⚠ {shown(doubt)}</span>' for doubt in doubts)
    written = f'<span class="german" lang="de">{escape(german)}</span>'
    return f"<li>{listed} {english} {_marks(claim, reading)}{written}{warnings}</li>"


def _marks(claim: Claim, reading: Reading) -> str:
    return marks(reading.sentence(number) for number in claim.sentences)


def disputes(claims: Iterable[Claim], ledger: Ledger, reading: Reading) -> str:
    """Return who denies what whom says; empty where nobody does."""
    by_id = {claim.id: claim for claim in claims}
    rows = "".join(
        _dispute(dispute, ledger, by_id[dispute.denial], by_id[dispute.denied], reading) for dispute in ledger.disputes
    )
    return f'<div class="belegt"><ul class="disputes">{rows}</ul></div>' if rows else ""


def _dispute(dispute: Dispute, ledger: Ledger, denial: Claim, denied: Claim, reading: Reading) -> str:
    denier, other = ledger.entry_of(dispute.denial), ledger.entry_of(dispute.denied)
    return (
        f"<li><strong>{shown(denier.name)}</strong> denies {_marks(denial, reading)} "
        f"what <strong>{shown(other.name)}</strong> says {_marks(denied, reading)}</li>"
    )


def picture(claims: Sequence[Claim], ledger: Ledger, reading: Reading) -> str:
    """Return who speaks where in the article, and about whom: a lane a speaker, a dot a claim, each a link.

    Where in the article: by the number of the first sentence that tells the claim, among all sentences.
    """
    lanes = []
    for entry in ledger.entries:
        own = [claim for claim in claims if claim.id in entry.claims]
        if own:
            dots = "".join(_dot(claim, ledger, reading) for claim in own)
            about = "".join(f"<span>{shown(name)}</span>" for name in about_whom(own, entry))
            aside = f'<span class="about">about {about}</span>' if about else ""
            lanes.append(
                f'<li><span class="who">{shown(entry.name)}{aside}</span><span class="track">{dots}</span></li>'
            )
    label = "Who speaks where in the article"
    return f'<div class="belegt"><ul class="lanes" aria-label="{label}">{"".join(lanes)}</ul></div>'


def _dot(claim: Claim, ledger: Ledger, reading: Reading) -> str:
    number = claim.sentences[0]
    place = 100 * (number - 1) / max(len(reading.sentences) - 1, 1)
    told = claim.english.content if claim.english else " … ".join(one_line(span.text) for span in claim.content)
    label = escape(f"{ledger.entry_of(claim.id).name} {claim.stance}: {one_line(told)} (sentence {number})")
    hedged = " uncertain" if claim.hedged else ""
    return (
        f'<a class="dot {colour_of(claim.id, ledger)} {claim.stance}{hedged}" href="#s{number}" target="_self" '
        f'style="left:{place:.1f}%" title="{label}" aria-label="{label}"></a>'
    )


def about_whom(claims: Iterable[Claim], entry: LedgerEntry) -> list[str]:
    """Return the names that somebody's claims speak of most, their own left out."""
    own: Collection[str] = set(f"{entry.name} {entry.role or ''}".split())
    found = Counter(
        with_one_name_each(" ".join(name))
        for claim in claims
        if claim.english
        for name in names(claim.english.content)
        if not own.intersection(name) and not is_unremarkable(name)
    )
    return [name for name, _ in found.most_common(_MOST_ABOUT)]
