"""The claims of a dossier as Web Annotations (W3C Recommendation of 2017) in JSON-LD, an annotation a claim.

An annotation's motivation is "describing": its body tells what a passage of an article reports, and by whom, and says
nothing about it; how it is said (its stance) is a tag beside that, with the purpose "classifying".

Names of schema.org are written with the prefix that the context of annotations has for it. schema.org's own context
beside that one would give `text`, `name`, `creator` and `target` another meaning throughout.

The target is the passage from the first to the last word of what is claimed. A claim in several pieces ("„A“, sagte
Klein, „B“") has one target too, with what stands between: several targets would mean that the annotation holds of each
piece by itself, and several selectors are by definition ways to select the same. The pieces stand in the body.
"""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

import chat
from chat.attribution.circumstances import stance_label
from chat.attribution.nesting import holders
from chat.attribution.reported import statement
from chat.dossier.dossier import Dossier
from chat.dossier.people import Person
from chat.dossier.sources import Place
from chat.export.dossier.articles import Described, date_parts
from chat.export.dossier.texts import whole
from chat.lang.characters import one_line
from chat.schema import Claim, SourceType, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # characters before and behind a passage by which it is found again
_NAMES = uuid.UUID("6f1b7c0e-3c0b-4b5e-9d53-51a3a1f6d2c4")  # the namespace of this project's names
_KINDS: dict[SourceType | None, str] = {
    "person": "schema:Person",
    "organisation": "schema:Organization",
    "office": "schema:Organization",
    "medium": "schema:Organization",
    "document": "schema:CreativeWork",
}


def collection(dossier: Dossier, *, date: datetime.date) -> dict[str, Any]:
    """Return the claims as a collection of annotations on one page.

    Args:
        date: the day on which they are made, whose beginning stands as their time.
    """
    articles = [Described(source) for source in dossier.sources]
    writer = _Writer(dossier, created=f"{date.isoformat()}T00:00:00Z")
    items = [item for article in articles for item in writer.of(article)]
    name = _urn("collection", *(article.digest for article in articles))
    page = {"id": _urn("page", name), "type": "AnnotationPage", "partOf": name, "startIndex": 0, "items": items}
    return {
        "@context": CONTEXT,
        "id": name,
        "type": "AnnotationCollection",
        "label": one_line(dossier.name) or "Dossier",
        "total": len(items),
        "schema:about": [dict(_article(article)) for article in articles],
        "first": page,
        "last": page["id"],
    }


def _urn(*parts: str) -> str:
    """Return the name of what these parts tell from everything else: the same parts give the same name."""
    return uuid.uuid5(_NAMES, "\n".join(parts)).urn


def _text(text: str, language: str) -> dict[str, str]:
    return {"@value": one_line(text), "@language": language}


def _article(article: Described) -> Iterator[tuple[str, Any]]:
    yield "id", article.iri
    yield "type", "schema:NewsArticle"
    if article.german_title:
        yield "schema:headline", _text(article.german_title, article.language)
    yield "schema:inLanguage", article.language
    if article.author:
        yield "schema:author", article.author
    if article.publisher:
        yield "schema:publisher", {"type": "schema:Organization", "schema:name": article.publisher}
    if len(date_parts(article.published)) == 3:
        yield "schema:datePublished", {"@value": article.published[:10], "@type": "xsd:date"}
    if article.sha256:
        yield "schema:identifier", article.digest


class _Writer:
    """Writes the annotations of a dossier.

    Args:
        created: when they are made, with its time zone.
    """

    def __init__(self, dossier: Dossier, *, created: str) -> None:
        self._dossier = dossier
        self._created = created
        self._digests = {source.number: Described(source).digest for source in dossier.sources}
        self._named: Counter[tuple[str, ...]] = Counter()
        self._authors: dict[tuple[str, ...], dict[str, Any]] = {}
        self._days = {dated.claim: dated.day for dated in dossier.timeline if dated.told}
        self._software = {
            "id": _urn("software", chat.__version__),
            "type": "Software",
            "name": "Belegt",
            "schema:softwareVersion": chat.__version__,
        }

    def of(self, article: Described) -> Iterator[dict[str, Any]]:
        """Yield the annotations of an article, in its order."""
        within = holders(article.source.analysed.claims)
        for claim in article.source.analysed.claims:
            if not claim.content:
                continue
            start, end = min(span.start for span in claim.content), max(span.end for span in claim.content)
            name: tuple[str, ...] = (article.digest, article.url, _where(claim))
            self._named[name] += 1
            if self._named[name] > 1:  # the same words claimed by two, or an article that is there twice
                name = (*name, str(self._named[name]))
            yield {
                "id": _urn("annotation", *name),
                "type": "Annotation",
                "motivation": "describing",
                "created": self._created,
                "creator": self._software["id"],
                "generator": self._software,
                "body": list(self._bodies(article, claim, name, within.get(claim.id, ()))),
                "target": target(article, start, end, claim.content),
            }

    def _bodies(
        self, article: Described, claim: Claim, name: Sequence[str], within: Sequence[Claim]
    ) -> Iterator[dict[str, Any]]:
        ledger = article.source.analysed.ledger
        told = partial(_body, language="en" if claim.english else article.source.language_of(claim))
        yield told(statement(claim, ledger, within=within), purpose="describing")
        for tag in (stance_label(claim), *["uncertain"] * claim.hedged, *["negated"] * claim.negated):
            yield _body(tag, purpose="classifying", language="en")
        yield dict(self._claim(article, claim, name))

    def _claim(self, article: Described, claim: Claim, name: Sequence[str]) -> Iterator[tuple[str, Any]]:
        place = Place(article.number, claim.id)
        yield "id", _urn("claim", *name)
        yield "type", "schema:Claim"
        language = article.source.language_of(claim)
        yield "schema:text", _text(" … ".join(span.text for span in claim.content), language)
        yield "schema:inLanguage", language
        if authors := [self._author(person) for person in self._dossier.speakers_of(place) if person.german]:
            yield "schema:author", authors
        yield "schema:appearance", {"id": article.iri}
        if day := self._days.get(place):
            yield "schema:dateCreated", {"@value": day.isoformat(), "@type": "xsd:date"}
        if claim.english:
            yield "schema:workTranslation", dict(_translation(article, claim.english.content, name))
        if len(claim.content) > 1:
            yield (
                "schema:hasPart",
                [target(article, span.start, span.end, (span,)) for span in claim.content],
            )

    def _author(self, person: Person) -> dict[str, Any]:
        """Return who makes a claim, under the same name wherever in the dossier they speak."""
        first = person.entries[0]
        name = (self._digests[first.article], str(first.number), person.german)
        if name not in self._authors:
            kinds = Counter(self._dossier.claim(place).source_type for place in self._dossier.claims_of(person))
            self._authors[name] = {
                "id": _urn("speaker", *name),
                "type": _KINDS.get(kinds.most_common(1)[0][0], "schema:Thing"),
                "schema:name": one_line(person.name),
                "schema:alternateName": _text(person.german, person.language),
                **({"schema:description": _text(person.role, "en")} if person.role else {}),
            }
        return self._authors[name]


def _where(claim: Claim) -> str:
    """Return where a claim stands in its text: the offsets of its words, and of its cue."""
    spans = [*((span.start, span.end) for span in claim.content)]
    cue = [(claim.cue.start, claim.cue.end)] if claim.cue else []
    return " ".join(f"{start}-{end}" for start, end in (*spans, *cue))


def _body(text: str, *, purpose: str, language: str) -> dict[str, Any]:
    return {
        "type": "TextualBody",
        "value": one_line(text),
        "purpose": purpose,
        "language": language,
        "format": "text/plain",
    }


def _translation(article: Described, english: str, name: Sequence[str]) -> Iterator[tuple[str, Any]]:
    yield "id", _urn("translation", *name)
    yield "type", "schema:Claim"
    yield "schema:text", _text(english, "en")
    yield "schema:inLanguage", "en"
    if article.translator:
        yield "schema:translator", {"type": "schema:SoftwareApplication", "schema:name": article.translator}


def target(article: Described, start: int, end: int, spans: Sequence[Span]) -> dict[str, Any]:
    """Return a passage of an article as a target: by its words with those around them, and by its offsets.

    Offsets are characters (code points) of the text as given. Where the article has an address, what is there may have
    changed, and has a frame around it: the state names the text that was read.

    Args:
        spans: what lies in it, for an article of which only sentences are known.
    """
    text = article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end] or " ".join(whole(span.text) for span in spans),
        **({"prefix": text[max(0, start - _AROUND) : start]} if start and text else {}),
        **({"suffix": text[end : end + _AROUND]} if text[end:] else {}),
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    state = {"type": "TimeState", "cached": article.digest, **_read_at(article)}
    return {
        "type": "SpecificResource",
        "source": article.iri,
        "selector": [quote, position],
        **({"state": state} if article.url else {}),
    }


def _read_at(article: Described) -> dict[str, str]:
    """Return when an article was read, where that is known to the second."""
    try:
        time = datetime.datetime.fromisoformat(article.retrieved)
    except ValueError:
        return {}
    if time.tzinfo is None or len(article.retrieved) <= len("2027-03-09"):
        return {}
    return {"sourceDate": time.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")}
