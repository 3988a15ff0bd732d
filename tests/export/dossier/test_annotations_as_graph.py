"""The web annotations of a dossier as another parser of JSON-LD reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import chat
from chat.export import dossier as exports
from tests.export.dossier import vocabulary
from tests.export.dossier.builders import four
from tests.export.dossier.test_annotations import ADDRESS, DAY, items, written

rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed (requirements-dev.txt)")
RDF, XSD = rdflib.RDF, rdflib.XSD
OA, AS = rdflib.Namespace(vocabulary.OA), rdflib.Namespace(vocabulary.AS)
DCTERMS, SCHEMA = rdflib.Namespace(vocabulary.DCTERMS), rdflib.Namespace(vocabulary.SCHEMA)

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib uses its own


@pytest.fixture
def graph(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The annotations as a parser of JSON-LD reads them that knows one context, and has no network."""

    def loaded(address: str, **_: Any) -> tuple[dict[str, Any], None]:
        assert address == ADDRESS
        return vocabulary.CONTEXT, None

    monkeypatch.setattr("rdflib.plugins.shared.jsonld.context.source_to_json", loaded)
    read = rdflib.Graph()
    return read.parse(data=exports.write(four(), format="jsonld", date=DAY), format="json-ld")


def test_another_parser_reads_what_was_written(graph: Any) -> None:
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == len(items(four()))
    (collection,) = graph.subjects(RDF.type, AS.OrderedCollection)
    page = graph.value(collection, AS.first)
    listed = list(rdflib.collection.Collection(graph, graph.value(page, AS["items"])))
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


def test_who_claims_it_is_one_node_in_all_articles(graph: Any) -> None:
    (lund,) = graph.subjects(SCHEMA.name, rdflib.Literal("Vera Lund"))
    assert graph.value(lund, RDF.type) == SCHEMA.Person
    claims = list(graph.subjects(SCHEMA.author, lund))
    assert len({graph.value(claim, SCHEMA.appearance) for claim in claims}) == 3
    for claim in claims:
        assert graph.value(claim, RDF.type) == SCHEMA.Claim
        german, translation = graph.value(claim, SCHEMA.text), graph.value(claim, SCHEMA.workTranslation)
        assert german.language == "de"
        assert graph.value(translation, SCHEMA.text).language == "en"


def test_nothing_is_lost_on_the_way_to_a_graph(graph: Any) -> None:
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
