"""Who claims what: by speaker, as a picture over the article, and who disputes whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from chat.attribution.circumstances import Circumstance, circumstances, stance_label
from chat.attribution.engine import LANGUAGES
from chat.attribution.nesting import holders
from chat.attribution.reported import verb_of
from chat.export.document import quoted, speakers_of
from chat.lang.characters import one_line
from chat.lang.names import is_unremarkable, names, with_one_name_each
from chat.localization import ENGLISH, in_tongue, t, t_html
from chat.schema import Claim, Dispute, Ledger, LedgerEntry, Reading
from ui.markup.base import colour_at, foreign, joined, label_of, marks, named

# Names that a lane of the picture lists as those that its speaker speaks about.
_MOST_ABOUT = 3
# As long as the English of a claim is likely to be, where it is still to come.
_ROOM = Markup('<span class="room" aria-hidden="true">{}</span>')
_LANE = Markup('<li><span class="who">{}{}</span><span class="track">{}</span></li>')
_WRITTEN = Markup('<span class="german" lang="{}">{}</span>')
_TITLE = Markup(' title="{}"')
_STRONG = Markup("<strong>{}</strong>")
_DOT = Markup(
    '<a class="dot {colour} {stance}{hedged}" href="#s{number}" target="_self" style="left:{place:.1f}%" '
    'title="{label}" aria-label="{label}"></a>'
)


def ledger(claims: Sequence[Claim], ledger: Ledger, reading: Reading, *, growing: bool = False) -> Markup:
    """Return each speaker with their claims in English and German; of the ledger only what these claims are in.

    Args:
        growing: English that is not there is still to come.
    """
    within = holders(reading.claims)
    parts = []
    for place, entry in enumerate(ledger.entries):
        own = [claim for claim in claims if claim.id in entry.claims]
        told = [circumstances(claim, ledger, place=place, within=within.get(claim.id, ())) for claim in own]
        if own:
            items = joined(
                _claim(claim, labels, reading, growing=growing) for claim, labels in zip(own, told, strict=True)
            )
            section = Markup('<section class="{}"><h4>{}</h4><ul>{}</ul></section>')
            parts.append(section.format(colour_at(place), _heading(entry, reading), items))
    return Markup('<div class="belegt ledger">{}</div>').format(joined(parts))


def _heading(entry: LedgerEntry, reading: Reading) -> Markup:
    role = Markup(' <span class="role">{}</span>').format(foreign(entry.role, "en")) if entry.role else ""
    phrases = [entry.german, *entry.aliases] if entry.english else []
    german = "; ".join(phrase for phrase in phrases if phrase and phrase.casefold() != entry.name.casefold())
    written = _WRITTEN.format(_found_in(reading), one_line(german)) if german else ""
    return Markup("{}{}{}").format(named(entry), role, written)


def _claim(claim: Claim, told: Sequence[Circumstance], reading: Reading, *, growing: bool) -> Markup:
    labels: list[tuple[str, str]] = [(claim.stance, in_tongue(stance_label(claim)))]
    labels += [("direct", t("in their own words"))] * (claim.type == "direct")
    labels += [("uncertain", t("uncertain"))] * claim.hedged
    labels += [("quiet", t("found in the translation"))] * (claim.found_in == "translation")
    listed = joined(Markup('<span class="label {}">{}</span>').format(*label) for label in labels)
    doubts = claim.english.doubts if claim.english else ()
    language = reading.sentence(claim.sentences[0]).language
    return Markup("<li>{}{} {} {}{}{}</li>").format(
        listed,
        joined(_circumstance(one, language) for one in told),
        _english(claim, growing=growing),
        _marks(claim, reading),
        _WRITTEN.format(language, _german(claim)) if language != ENGLISH or not claim.english else "",
        joined(Markup('<span class="warning">⚠ {}</span>').format(one_line(in_tongue(doubt))) for doubt in doubts),
    )


def _english(claim: Claim, *, growing: bool) -> Markup:
    if claim.english:
        return Markup('<span lang="en">{}</span>').format(one_line(claim.english.content))
    return _ROOM.format(_german(claim)) if growing else Markup("")


def _circumstance(told: Circumstance, language: str) -> Markup:
    """Return a quiet label, with the article's own words in its language."""
    german = Markup(' <span lang="{}">{}</span>').format(language, quoted(told.german, language)) if told.german else ""
    return Markup('<span class="label quiet">{}{}</span>').format(one_line(in_tongue(told.label)), german)


def _german(claim: Claim) -> str:
    return " … ".join(one_line(span.text) for span in claim.content)


def _marks(claim: Claim, reading: Reading) -> Markup:
    return marks(reading.sentence(number) for number in claim.sentences)


def disputes(claims: Iterable[Claim], ledger: Ledger, reading: Reading) -> Markup:
    """Return who denies what whom says; empty where nobody does."""
    by_id = {claim.id: claim for claim in claims}
    rows = joined(
        _dispute(dispute, ledger, by_id[dispute.denial], by_id[dispute.denied], reading) for dispute in ledger.disputes
    )
    return Markup('<div class="belegt"><ul class="disputes">{}</ul></div>').format(rows) if rows else rows


def _dispute(dispute: Dispute, ledger: Ledger, denial: Claim, denied: Claim, reading: Reading) -> Markup:
    deniers, others = ledger.entries_of(dispute.denial), ledger.entries_of(dispute.denied)
    told = t_html(
        "{denier} {denies} {denial} what {other} {says} {denied}",
        denier=_STRONG.format(_together(deniers)),
        denies=in_tongue(verb_of("denies", several=len(deniers) > 1)),
        denial=_marks(denial, reading),
        other=_STRONG.format(_together(others)),
        says=in_tongue(verb_of("says", several=len(others) > 1)),
        denied=_marks(denied, reading),
    )
    return Markup("<li{}>{}</li>").format(_link(dispute, reading), told)


def _together(entries: Sequence[LedgerEntry]) -> Markup:
    return named(entries[0]) if len(entries) == 1 else escape(one_line(speakers_of(entries)))


def _link(dispute: Dispute, reading: Reading) -> Markup:
    """Return the attribute that has the words which link a denial to what it denies; empty where none do."""
    if not dispute.shown_by:
        return Markup("")
    language = _found_in(reading)
    words = ", ".join(quoted(one_line(word), language) for word in dict.fromkeys(dispute.shown_by))
    if language == reading.language.code:
        return _TITLE.format(t("Linked in the original by {words}", words=words))
    return _TITLE.format(t("Linked in the English by {words}", words=words))


def _found_in(reading: Reading) -> str:
    """Return the language (ISO 639-1) in which the claims of an article were found."""
    return reading.language.code if reading.language.code in LANGUAGES else ENGLISH


def picture(claims: Sequence[Claim], ledger: Ledger, reading: Reading) -> Markup:
    """Return who speaks where in the article, and about whom: a lane a speaker, a dot a claim, each a link.

    Where in the article: by the number of the first sentence that tells the claim, among all sentences.
    """
    lanes = []
    for place, entry in enumerate(ledger.entries):
        own = [claim for claim in claims if claim.id in entry.claims]
        if own:
            dots = joined(_dot(claim, place, ledger, reading) for claim in own)
            lanes.append(_LANE.format(named(entry), _about(own, entry), dots))
    return Markup('<div class="belegt"><ul class="lanes" aria-label="{}">{}</ul></div>').format(
        t("Who speaks where in the article"), joined(lanes)
    )


def _dot(claim: Claim, place: int, ledger: Ledger, reading: Reading) -> Markup:
    """Return a claim as a dot in the lane of the speaker at a place of the ledger."""
    number = claim.sentences[0]
    content = one_line(claim.english.content if claim.english else _german(claim))
    return _DOT.format(
        colour=colour_at(place),
        stance=claim.stance,
        hedged=" uncertain" if claim.hedged else "",
        number=number,
        place=100 * (number - 1) / max(len(reading.sentences) - 1, 1),
        label=t("{who}: {content} (sentence {number})", who=label_of(claim, ledger), content=content, number=number),
    )


def _about(claims: Iterable[Claim], entry: LedgerEntry) -> Markup:
    """Return whom a speaker speaks about; empty where it is nobody."""
    listed = joined(Markup("<span>{}</span>").format(foreign(name, "en")) for name in _about_whom(claims, entry))
    told = t_html("about {names}", names=listed)
    return Markup('<span class="about">{}</span>').format(told) if listed else listed


def _about_whom(claims: Iterable[Claim], entry: LedgerEntry) -> list[str]:
    """Return the names that somebody's claims speak of most, their own left out."""
    own = set(f"{entry.name} {entry.role or ''}".split())
    mentions = Counter(
        with_one_name_each(" ".join(name))
        for claim in claims
        if claim.english
        for name in names(claim.english.content)
        if not own.intersection(name) and not is_unremarkable(name)
    )
    return [name for name, _ in mentions.most_common(_MOST_ABOUT)]
