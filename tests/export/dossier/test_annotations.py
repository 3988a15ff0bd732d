"""The claims as Web Annotations: as the model asks for, read by a parser of others, found in the text again."""

from __future__ import annotations

import datetime
import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, XSD

import chat
from chat.dossier.dossier import Dossier
from chat.export import dossier as exports
from chat.schema import Origin
from tests.export.dossier import vocabulary
from tests.export.dossier.builders import BOTE, dossier, four, reading

DAY = datetime.date(2027, 3, 12)
ADDRESS = "http://www.w3.org/ns/anno.jsonld"
OA, AS = rdflib.Namespace(vocabulary.OA), rdflib.Namespace(vocabulary.AS)
DCTERMS, SCHEMA = rdflib.Namespace(vocabulary.DCTERMS), rdflib.Namespace(vocabulary.SCHEMA)
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)


def written(of: Dossier) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(exports.write(of, format="jsonld", date=DAY))
    return data


def items(of: Dossier) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = written(of)["first"]["items"]
    return found


def texts(of: Dossier) -> dict[str, str]:
    """Return the texts of the articles by what names them."""
    about = [one["id"] for one in written(of)["schema:about"]]
    return {iri: source.reading.article.text for iri, source in zip(about, of.sources, strict=True) if source.reading}


def targets(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the target of an annotation, and the pieces of its claim."""
    yield item["target"]
    claim = next(body for body in item["body"] if body["type"] == "schema:Claim")
    yield from claim.get("schema:hasPart", ())


def anchored(text: str, quote: dict[str, Any]) -> list[tuple[int, int]]:
    """Return where the words of a selector stand in a text, with what is before and behind them."""
    whole = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
    before = len(quote.get("prefix", ""))
    starts = [match.start() + before for match in re.finditer(f"(?={re.escape(whole)})", text)]
    return [(start, start + len(quote["exact"])) for start in starts]


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> rdflib.Graph:
    """The annotations as a parser of JSON-LD reads them that knows one context, and has no network."""
    import rdflib.plugins.shared.jsonld.context as jsonld

    def loaded(address: str, **_: Any) -> tuple[dict[str, Any], None]:
        assert address == ADDRESS
        return vocabulary.CONTEXT, None

    monkeypatch.setattr(jsonld, "source_to_json", loaded)
    read = rdflib.Graph()
    return read.parse(data=exports.write(four(), format="jsonld", date=DAY), format="json-ld")


def test_there_is_an_annotation_for_each_claim() -> None:
    data = written(four())
    count = sum(len(source.analysed.claims) for source in four().sources)
    assert data["@context"] == ADDRESS
    assert data["total"] == len(data["first"]["items"]) == count > 8


def test_an_annotation_has_what_the_model_demands() -> None:
    for item in items(four()):
        assert uuid.UUID(item["id"].removeprefix("urn:uuid:")).version == 5
        assert item["type"] == "Annotation"
        assert item["motivation"] in vocabulary.MOTIVATIONS
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item["created"])
        assert IRI.fullmatch(item["creator"])
        for target in targets(item):
            assert target["type"] == "SpecificResource"
            assert IRI.fullmatch(target["source"])
            quote, position = target["selector"]
            assert quote["type"] == "TextQuoteSelector" and quote["exact"]
            assert position["type"] == "TextPositionSelector" and 0 <= position["start"] < position["end"]
            assert len(quote.get("prefix", "")) <= 32 and len(quote.get("suffix", "")) <= 32
        for body in item["body"]:
            assert body["type"] != "TextualBody" or (body["value"] and body["purpose"] in vocabulary.MOTIVATIONS)


def test_ids_are_those_of_one_annotation_each_and_stay() -> None:
    ids = [item["id"] for item in items(four())]
    assert len(set(ids)) == len(ids)
    assert ids == [item["id"] for item in items(four())]
    alone = dossier(*(source.reading for source in reversed(four().sources) if source.reading))
    assert {item["id"] for item in items(alone)} == set(ids)  # whichever number the article has


def test_two_articles_of_one_text_without_an_address_have_annotations_of_their_own() -> None:
    twice = items(dossier(reading(BOTE), reading(BOTE)))
    assert len({item["id"] for item in twice}) == len(twice)


def test_the_words_of_a_target_are_found_in_the_text_where_its_offsets_are() -> None:
    known = texts(four())
    for item in items(four()):
        for target in targets(item):
            text = known[target["source"]]
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert anchored(text, quote) == [(position["start"], position["end"])]


def test_a_claim_in_several_pieces_is_one_target_and_tells_its_pieces() -> None:
    (item,) = [item for item in items(four()) if "öffnen" in str(item) and "bote" in item["target"]["source"]]
    whole, *pieces = [target["selector"][0]["exact"] for target in targets(item)]
    assert whole == "„Wir sperren die Brücke im Oktober“, sagte Lund, „und wir öffnen sie im Mai.“"
    assert pieces == ["„Wir sperren die Brücke im Oktober“", "„und wir öffnen sie im Mai.“"]


def test_an_article_without_an_address_is_named_by_its_text() -> None:
    sources = {item["target"]["source"] for item in items(four())}
    named = [source for source in sources if not source.startswith("http")]
    assert len(sources) == 4
    assert len(named) == 1 and re.fullmatch(r"ni:///sha-256;[\w-]{43}", named[0])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://bote.example/<a b>"])
def test_a_source_is_an_iri_whatever_the_address_is(address: str) -> None:
    hostile = dossier(reading(BOTE, Origin(url=address)))
    assert all(IRI.fullmatch(item["target"]["source"]) for item in items(hostile))
    assert "javascript:" not in json.dumps(written(hostile))


def test_half_characters_do_not_move_the_offsets() -> None:
    read = reading(BOTE)
    halved = read.article.text.replace("über", "\ud800ber", 1)
    article = read.article.model_copy(update={"text": halved})
    of = dossier(read.model_copy(update={"article": article}))
    for item in items(of):
        quote, position = item["target"]["selector"]
        assert halved[position["start"] : position["end"]].replace("\ud800", "\ufffd") == quote["exact"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_another_parser_reads_what_was_written(graph: rdflib.Graph) -> None:
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == len(items(four()))
    (collection,) = graph.subjects(RDF.type, AS.OrderedCollection)
    page = graph.value(collection, AS.first)
    listed = list(Collection(graph, graph.value(page, AS["items"])))
    assert set(listed) == annotations and len(listed) == len(annotations)
    for annotation in annotations:
        assert isinstance(annotation, rdflib.URIRef)
        assert list(graph.objects(annotation, OA.motivatedBy)) == [OA.describing]
        created = graph.value(annotation, DCTERMS.created)
        assert created.datatype == XSD.dateTime and created.toPython().tzinfo is not None
        (target,) = graph.objects(annotation, OA.hasTarget)
        assert isinstance(graph.value(target, OA.hasSource), rdflib.URIRef)
        kinds = {graph.value(selector, RDF.type) for selector in graph.objects(target, OA.hasSelector)}
        assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}
        software = graph.value(annotation, AS.generator)
        assert str(graph.value(software, SCHEMA.softwareVersion)) == chat.__version__


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_who_claims_it_is_one_node_in_all_articles(graph: rdflib.Graph) -> None:
    (lund,) = graph.subjects(SCHEMA.name, rdflib.Literal("Vera Lund"))
    assert graph.value(lund, RDF.type) == SCHEMA.Person
    claims = list(graph.subjects(SCHEMA.author, lund))
    assert len({graph.value(claim, SCHEMA.appearance) for claim in claims}) == 3
    for claim in claims:
        assert graph.value(claim, RDF.type) == SCHEMA.Claim
        german, translation = graph.value(claim, SCHEMA.text), graph.value(claim, SCHEMA.workTranslation)
        assert german.language == "de"
        assert graph.value(translation, SCHEMA.text).language == "en"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_nothing_is_lost_on_the_way_to_a_graph(graph: rdflib.Graph) -> None:
    """What a context does not know is dropped without a word: each key must have become a property."""
    keys = {key for key in _keys(written(four())) if not key.startswith("@") and key not in ("id", "type")}
    known = set(vocabulary.CONTEXT["@context"])
    assert {key for key in keys if not key.startswith("schema:")} <= known
    used = {str(predicate) for predicate in graph.predicates()}
    assert {key.replace("schema:", vocabulary.SCHEMA) for key in keys if key.startswith("schema:")} <= used


def _keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from _keys(value)
    elif isinstance(data, list):
        for value in data:
            yield from _keys(value)
