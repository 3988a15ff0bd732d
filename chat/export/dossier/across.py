"""What the document of a dossier says of what is found across its articles: who has what, and who disagrees."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from chat.dossier.disagreements import Disagreement, Kind
from chat.dossier.dossier import Dossier
from chat.dossier.matrix import Cell, Position, Row
from chat.dossier.sources import Place
from chat.export.document import (
    Block,
    Heading,
    Paragraph,
    Run,
    Table,
    how_said,
    marks,
    own,
    plain,
    quoted,
    said,
    speaker_name,
)
from chat.lang.characters import one_line
from chat.localization import ENGLISH, date_in_file, deferred, listed, t

_MOST_COLUMNS = 6  # articles that stand beside each other on a page
_MOST_MARKS = 3  # of a cell
_MOST_PAIRS = 200  # disagreements that are written out: 200 articles can have 40,000 pairs
_NONE = "—"
_POSITIONS: dict[Position, tuple[str, str]] = {
    "says": (deferred("says"), deferred("Says")),
    "denies": (deferred("denies"), deferred("Denies")),
    "both": (deferred("both"), deferred("Both")),
}
_KINDS: dict[Kind, str] = {
    "number": deferred("The numbers differ"),
    "denial": deferred("One says it, the other that it is not so"),
    "changed": deferred("The same person says otherwise"),
}


def blocks(dossier: Dossier) -> list[Block]:
    """Return what is found across the articles of a dossier, under headings of the second level."""
    return [
        *_who_has_what(dossier),
        *_disagreements(dossier),
        *_only_here(dossier),
        *_copies(dossier),
        *_people(dossier),
        *_timeline(dossier),
    ]


def _who_has_what(dossier: Dossier) -> Iterator[Block]:
    yield Heading(t("Who has what"), 2)
    if not dossier.matrix:
        yield said(t("No two articles have claims about the same."))
        return
    if len(dossier.sources) <= _MOST_COLUMNS:
        header = (t("About"), *(numbered(source.number, source.outlet) for source in dossier.sources))
        rows = tuple((_about(row), *(_cell(dossier, cell) for cell in row.cells)) for row in dossier.matrix)
        yield Table(header, rows, widths=(1.4, *[1.0] * len(dossier.sources)))
        return
    yield said(t("Articles that are not named do not have it."))
    header = (t("About"), *(t(heading) for _, heading in _POSITIONS.values()))
    rows = tuple((_about(row), *(_having(row, position) for position in _POSITIONS)) for row in dossier.matrix)
    yield Table(header, rows, widths=(1.4, 1.0, 1.0, 1.0))


def numbered(number: int, name: str) -> str:
    """Return what an article is called, by its number in the dossier: "[2] Selmer Kurier"."""
    return f"[{number}] {one_line(name)}".rstrip()


def _about(row: Row) -> Paragraph:
    """Return what a topic is called, and the words that its claims share."""
    shared = ", ".join(row.topic.shared)
    lines = [(Run(row.label, bold=True),)] if row.label else []
    lines += [(Run(shared, row.topic.language),)] if shared else []
    return Paragraph(tuple(lines)) if lines else said(t("(no word in common)"))


def _cell(dossier: Dossier, cell: Cell) -> Paragraph:
    """Return what an article has of a topic, with the sentences that tell it."""
    if cell.position == "missing":
        return plain(_NONE)
    sentences = dict.fromkeys(place for claim in cell.claims for place in dossier.sentences_of(claim))
    return Paragraph(((own(t(_POSITIONS[cell.position][0])), *marks(list(sentences)[:_MOST_MARKS])),))


def _having(row: Row, position: Position) -> Paragraph:
    """Return the articles that say or deny something."""
    articles = [Place(cell.article, 0) for cell in row.cells if cell.position == position]
    return Paragraph((marks(articles),)) if articles else plain(_NONE)


def _disagreements(dossier: Dossier) -> Iterator[Block]:
    yield Heading(t("Where they disagree"), 2)
    if not dossier.disagreements:
        yield said(t("No two articles were found to disagree."))
        return
    places = {place for pair in dossier.disagreements for place in (pair.one, pair.other)}
    known = {place: _told(dossier, place) for place in places}
    pairs: dict[frozenset[tuple[int, str, str]], Disagreement] = {}
    for pair in dossier.disagreements:  # of copies, the first one's
        pairs.setdefault(frozenset((known[pair.one], known[pair.other])), pair)
    rows = tuple(
        (said(t(_KINDS[pair.kind])), _side(dossier, pair, 0), _side(dossier, pair, 1))
        for pair in list(pairs.values())[:_MOST_PAIRS]
    )
    if len(pairs) > _MOST_PAIRS:
        more = t("The first {count} of {all}; the JSON of the dossier has all.", count=_MOST_PAIRS, all=len(pairs))
        yield said(more, style="notice")
    yield Table((t("What"), t("One article"), t("Another article")), rows, widths=(0.7, 1.0, 1.0))


def _side(dossier: Dossier, pair: Disagreement, at: int) -> Paragraph:
    place = (pair.one, pair.other)[at]
    shown_by = pair.shown_by[at]
    lines = [(Run(_name(dossier, place)),), *told(dossier, place)]
    if shown_by:
        lines.append((own(t("Shown by")), _quoted(dossier, place, shown_by)))
    return Paragraph(tuple(lines))


def _quoted(dossier: Dossier, place: Place, words: str) -> Run:
    """Return words of a claim between the quotation marks of the language in which it was found."""
    source, claim = dossier.by_number[place.article], dossier.claim(place)
    language = ENGLISH if claim.found_in == "translation" else source.language_of(claim)
    return Run(quoted(words, language), language)


def _name(dossier: Dossier, place: Place) -> str:
    """Return which article it is, as a reader knows it."""
    source = dossier.by_number[place.article]
    return ", ".join(part for part in (numbered(source.number, source.outlet), day_of(source.published)) if part)


def day_of(iso: str) -> str:
    """Return a day as files have it; what is none stays as it is."""
    try:
        return date_in_file(datetime.date.fromisoformat(iso))
    except ValueError:
        return iso


def _told(dossier: Dossier, place: Place) -> tuple[int, str, str]:
    """Return what a claim is known by again in the copies of its article, which count as one source."""
    first = next((min(group) for group in dossier.copies if place.article in group), place.article)
    claim = dossier.claim(place)
    return first, claim.stance, claim.told


def told_once(dossier: Dossier, places: Iterable[Place]) -> list[tuple[Place, ...]]:
    """Return claims in their order, those that are one in copies of an article together."""
    groups: dict[tuple[int, str, str], list[Place]] = {}
    for place in places:
        groups.setdefault(_told(dossier, place), []).append(place)
    return [tuple(group) for group in groups.values()]


def told(dossier: Dossier, place: Place, *others: Place, named: bool = True, before: str = "") -> list[tuple[Run, ...]]:
    """Return a claim as lines: who says what and where it stands, then, where it is not English, as it is written.

    Args:
        others: the same claim in copies of its article.
        named: whether its speakers are named.
        before: what stands before it all.
    """
    claim = dossier.claim(place)
    names = [speaker_name(person) for person in dossier.speakers_of(place)] if named else []
    language = dossier.by_number[place.article].language_of(claim)
    original = Run(" … ".join(span.text for span in claim.content), language, italic=bool(claim.english))
    line = [*[Run(before)] * bool(before), *[Run(listed(names), bold=True)] * bool(names)]
    line += [own(f"({how_said(claim)})"), Run(claim.english.content) if claim.english else original]
    line += marks(sentence for one in (place, *others) for sentence in dossier.sentences_of(one))
    return [tuple(line), (original,)] if claim.english and original.language != ENGLISH else [tuple(line)]


def _only_here(dossier: Dossier) -> Iterator[Block]:
    yield Heading(t("Only in one article"), 2)
    for source in dossier.sources:
        own = [place for place in dossier.only_here if place.article == source.number]
        if own:
            yield Heading(numbered(source.number, source.title), 3)
            yield from (Paragraph(tuple(told(dossier, place)), "bullet") for place in own)
    if not dossier.only_here:
        yield said(t("Nothing that is claimed stands in one article alone."))


def _copies(dossier: Dossier) -> Iterator[Block]:
    yield Heading(t("Told as one source"), 2)
    for group in dossier.copies:
        line = (own(t("One text, which counts as one source:")), *marks(Place(number, 0) for number in group))
        yield Paragraph((line,), "bullet")
    if not dossier.copies:
        yield said(t("No two articles are one text."))


def _people(dossier: Dossier) -> Iterator[Block]:
    yield Heading(t("Who says what"), 2)
    days = {dated.claim: dated.day for dated in dossier.timeline}
    for person in dossier.people:
        yield Heading(", ".join(one_line(part) for part in (speaker_name(person), person.role) if part), 3)
        for places in told_once(dossier, dossier.claims_of(person)):
            day = days.get(places[0])
            before = f"{date_in_file(day)}:" if day else ""
            yield Paragraph(tuple(told(dossier, *places, named=False, before=before)), "bullet")
    if not dossier.people:
        yield said(t("The articles do not report that anybody claims anything."))


def _timeline(dossier: Dossier) -> Iterator[Block]:
    yield Heading(t("In order of time"), 2)
    if not dossier.timeline:
        yield said(t("Nothing is claimed."))
        return
    by_claim = {dated.claim: dated for dated in dossier.timeline}
    rows = []
    for places in told_once(dossier, by_claim):
        dated = by_claim[places[0]]
        when = [(own(date_in_file(dated.day) if dated.day else t("not known")),)]
        if dated.told:
            when.append((_quoted(dossier, places[0], dated.told),))
        elif dated.day:
            when.append((own(t("when it was published")),))
        rows.append((Paragraph(tuple(when)), Paragraph(tuple(told(dossier, *places)[:1]))))
    yield Table((t("Day"), t("Who says what")), tuple(rows), widths=(0.25, 1.0))
