"""JSON-LD and Web Annotations: parsed by rdflib, held against shapes by pyshacl, and true to the text."""

import json
import socket
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from selon.export import annotations, jsonld
from selon.export.iris import VOCABULARY, article_iri, part_iri
from selon.export.known import NOTHING, Known
from selon.model import Entity, Held, Source
from selon.span import Span
from tests.faces_sample import RECORD, TEXT

SHAPES = Path(__file__).parent / "shapes"
SCHEMA, PROV = Namespace("https://schema.org/"), Namespace("http://www.w3.org/ns/prov#")
SELON, OA = Namespace(VOCABULARY), Namespace("http://www.w3.org/ns/oa#")
HELD = Held("0123456789abcdef", TEXT, RECORD)
OTHER = Held("fedcba9876543210", TEXT, RECORD)
# What http://www.w3.org/ns/anno.jsonld says of the names that are used, after Appendix A of the Web Annotation Vocabulary.
ANNO: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/", "rdf": str(RDF), "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#", "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "id": {"@id": "@id", "@type": "@id"}, "type": {"@id": "@type", "@type": "@vocab"},
    **{name: f"oa:{name}" for name in ("Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector")},
    "TextPositionSelector": "oa:TextPositionSelector", "Text": "dctypes:Text", "Software": "as:Application",
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    **{name: f"oa:{name}" for name in ("identifying", "tagging", "describing", "classifying", "assessing", "linking")},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"}, "scope": {"@id": "oa:hasScope", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"}, "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"}, "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "value": "rdf:value", "format": "dc:format", "language": "dc:language", "label": "rdfs:label", "name": "foaf:name",
    "generator": {"@id": "as:generator", "@type": "@id"}, "total": {"@id": "as:totalItems", "@type": "xsd:nonNegativeInteger"},
    "first": {"@id": "as:first", "@type": "@id"}, "partOf": {"@id": "as:partOf", "@type": "@id"},
    "items": {"@id": "as:items", "@container": "@list", "@type": "@id"},
    "startIndex": {"@id": "as:startIndex", "@type": "xsd:nonNegativeInteger"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr(socket.socket, "connect", refused)


def claims(*articles: Held, **known: Known) -> Graph:
    pairs = [(held, known.get(f"of_{held.id}", NOTHING)) for held in articles]
    return Graph().parse(data=b"".join(jsonld.pieces(pairs)), format="json-ld")


def annotated(articles: Iterable[Held]) -> tuple[dict[str, Any], Graph]:
    found = json.loads(b"".join(annotations.pieces(articles)))
    local = json.loads(json.dumps(found), object_hook=lambda part: {k: v for k, v in part.items() if k != "@context"})
    return found, Graph().parse(data=json.dumps({"@context": ANNO, **local}), format="json-ld")


def faults(graph: Graph, shapes: str) -> str:
    conforms, _, told = validate(graph, shacl_graph=str(SHAPES / shapes), shacl_graph_format="turtle")
    return "" if conforms else str(told)


def claim(part: str) -> URIRef:
    return URIRef(part_iri(HELD.id, part))


def test_claims_keep_their_shape() -> None:
    graph = claims(HELD, OTHER)
    assert len(list(graph.subjects(RDF.type, SCHEMA.Claim))) == 2 * len(RECORD.statements)
    assert faults(graph, "claims.ttl") == ""


@pytest.mark.parametrize("predicate", [SCHEMA.text, PROV.wasAttributedTo, PROV.wasQuotedFrom, SCHEMA.appearance, SELON.certainty])
def test_the_shape_finds_what_is_missing(predicate: URIRef) -> None:
    graph = claims(HELD)
    graph.remove((claim("S1"), predicate, None))
    assert "MinCount" in faults(graph, "claims.ttl")


def test_every_claim_says_who_said_what_where() -> None:
    graph = claims(HELD)
    names = {entity.id: entity.name for entity in RECORD.entities}
    for statement in RECORD.statements:
        address = claim(statement.id)
        assert str(graph.value(address, SCHEMA.text)) == " … ".join(span.of(TEXT) for span in statement.content)
        assert graph.value(address, SCHEMA.appearance) == URIRef(article_iri(HELD.id))
        outer = claim(statement.within) if statement.within else URIRef(article_iri(HELD.id))
        assert graph.value(address, PROV.wasQuotedFrom) == outer
        source = graph.value(address, PROV.wasAttributedTo)
        if statement.source.entity:
            assert str(graph.value(source, SCHEMA.name)) == names[statement.source.entity]
        chain = Collection(graph, graph.value(address, SELON.chain))
        assert tuple(str(name) for name in chain) == statement.chain


def test_only_what_stands_in_quotation_marks_is_a_quotation() -> None:
    quoted = {claim(statement.id) for statement in RECORD.statements if statement.mode == "direct"}
    assert set(claims(HELD).subjects(RDF.type, SCHEMA.Quotation)) == quoted != set()


def test_a_source_without_an_entity_is_an_agent_of_its_own() -> None:
    hidden = msgspec.structs.replace(RECORD.statements[0], source=Source("unnamed", None, "une source", None))
    record = msgspec.structs.replace(RECORD, statements=(hidden, *RECORD.statements[1:]))
    graph = claims(Held(HELD.id, TEXT, record))
    agent = graph.value(claim("S1"), PROV.wasAttributedTo)
    assert (agent, SELON.voice, None) in graph and str(graph.value(agent, SCHEMA.name)) == "une source"


def test_copies_are_derived_and_actors_are_one() -> None:
    one, other = Known({"E1": "A1"}), Known({"E1": "A1"}, originals=(HELD.id,))
    graph = claims(HELD, OTHER, **{f"of_{HELD.id}": one, f"of_{OTHER.id}": other})
    for relation in (PROV.wasDerivedFrom, PROV.wasQuotedFrom, SCHEMA.isBasedOn):
        assert (URIRef(article_iri(OTHER.id)), relation, URIRef(article_iri(HELD.id))) in graph
    first = RECORD.entities[0].name
    assert len({agent for agent in graph.subjects(SCHEMA.name) if str(graph.value(agent, SCHEMA.name)) == first}) == 1
    assert faults(graph, "claims.ttl") == ""


def test_a_contact_is_derived_from_those_who_tell_it() -> None:
    graph = claims(HELD)
    for contact in RECORD.contacts:
        sources: set[Node] = {URIRef(article_iri(HELD.id)), *(claim(statement) for statement in contact.according_to)}
        assert set(graph.objects(claim(contact.id), PROV.wasDerivedFrom)) == sources
        assert str(graph.value(claim(contact.id), SELON.status)) == contact.status
    assert (None, RDF.type, PROV.Activity) not in graph


def test_annotations_keep_their_shape() -> None:
    found, graph = annotated([HELD, OTHER])
    assert len(list(graph.subjects(RDF.type, OA.Annotation))) == found["total"] == len(found["first"]["items"])
    assert faults(graph, "annotations.ttl") == ""


@pytest.mark.parametrize("predicate", [OA.exact, OA.start, OA.hasTarget, OA.hasSelector, OA.motivatedBy])
def test_the_shape_finds_what_an_annotation_lacks(predicate: URIRef) -> None:
    _, graph = annotated([HELD])
    graph.remove((next(graph.subjects(predicate)), predicate, None))
    assert "Violation" in faults(graph, "annotations.ttl")


def test_every_annotation_names_the_standards_context() -> None:
    found, _ = annotated([HELD])
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert {item["@context"] for item in found["first"]["items"]} == {found["@context"]}


def test_quotes_and_positions_find_the_same_words() -> None:
    checked = 0
    for target in (target for item in annotations.annotations(HELD) for target in item["target"]):
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert TEXT[start:end] == quote["exact"]
        whole = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert TEXT[start - len(quote["prefix"]) :].startswith(whole)
        checked += 1
    assert checked > len(RECORD.statements)


def test_positions_count_code_points() -> None:
    text = "Le 🌉 de Kerlann est fermé."  # the bridge is one code point, two units of UTF-16 and four bytes
    entity = Entity("E1", "Kerlann", "place", mentions=(Span(8, 15),))
    record = msgspec.structs.replace(
        RECORD, entities=(entity,), times=(), statements=(), events=(), contacts=(), checks=(), wording=()
    )
    [found] = annotations.annotations(Held(HELD.id, text, record))
    quote, position = found["target"][0]["selector"]
    assert (quote["exact"], quote["prefix"], quote["suffix"]) == ("Kerlann", "Le 🌉 de ", " est fermé.")
    assert (position["start"], position["end"]) == (8, 15)


def test_annotations_of_nothing_are_an_empty_collection() -> None:
    found, graph = annotated([])
    assert (found["total"], found["first"]["items"]) == (0, [])
    assert len(graph) > 0
