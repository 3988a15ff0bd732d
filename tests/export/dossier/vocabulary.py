"""The terms of the context of Web Annotations that exports use, so that a parser of JSON-LD needs no network.

What each stands for is told in "Web Annotation Vocabulary", W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"
DCTERMS = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
FOAF = "http://xmlns.com/foaf/0.1/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SCHEMA = "http://schema.org/"

CLASSES = ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "TimeState")
MOTIVATIONS = (
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
)  # fmt: skip
LEADING = {
    "body": f"{OA}hasBody",
    "target": f"{OA}hasTarget",
    "source": f"{OA}hasSource",
    "selector": f"{OA}hasSelector",
    "state": f"{OA}hasState",
    "cached": f"{OA}cachedSource",
    "creator": f"{DCTERMS}creator",
    "generator": f"{AS}generator",
    "partOf": f"{AS}partOf",
    "first": f"{AS}first",
    "last": f"{AS}last",
}
TELLING = {
    "exact": f"{OA}exact",
    "prefix": f"{OA}prefix",
    "suffix": f"{OA}suffix",
    "start": {"@id": f"{OA}start", "@type": f"{XSD}nonNegativeInteger"},
    "end": {"@id": f"{OA}end", "@type": f"{XSD}nonNegativeInteger"},
    "sourceDate": {"@id": f"{OA}sourceDate", "@type": f"{XSD}dateTime"},
    "created": {"@id": f"{DCTERMS}created", "@type": f"{XSD}dateTime"},
    "value": f"{RDF}value",
    "format": f"{DC}format",
    "language": f"{DC}language",
    "name": f"{FOAF}name",
    "label": f"{RDFS}label",
    "total": {"@id": f"{AS}totalItems", "@type": f"{XSD}nonNegativeInteger"},
    "startIndex": {"@id": f"{AS}startIndex", "@type": f"{XSD}nonNegativeInteger"},
}
CONTEXT = {
    "@context": {
        "id": "@id",
        "type": "@type",
        "schema": SCHEMA,
        "xsd": XSD,
        **{name: f"{OA}{name}" for name in (*CLASSES, *MOTIVATIONS)},
        "Software": f"{AS}Application",
        "AnnotationCollection": f"{AS}OrderedCollection",
        "AnnotationPage": f"{AS}OrderedCollectionPage",
        **{name: {"@id": iri, "@type": "@id"} for name, iri in LEADING.items()},
        **TELLING,
        "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
        "items": {"@id": f"{AS}items", "@type": "@id", "@container": "@list"},
    }
}
