"""The claims as Web Annotations: as the model asks for, and found in the text again."""

from __future__ import annotations

import datetime
import json
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from chat.dossier.dossier import Dossier
from chat.export import dossier as exports
from chat.schema import Origin
from tests.export.dossier import vocabulary
from tests.export.dossier.builders import BOTE, dossier, four, reading

DAY = datetime.date(2027, 3, 12)
ADDRESS = "http://www.w3.org/ns/anno.jsonld"
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


def test_a_day_is_told_only_where_the_article_tells_it() -> None:
    claims = [item["body"][-1] for item in items(four())]
    days = {claim["schema:text"]["@value"]: claim.get("schema:dateCreated") for claim in claims}
    assert days["Die Sanierung der Brücke kostet 15 Millionen Euro"] == {"@value": "2027-03-09", "@type": "xsd:date"}
    assert days["ist die Brücke marode"] is None


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
