"""Reads each export with the library of its field: validate.py FOLDER, which holds claims.{jsonl,csv,tsv,...}."""
import csv, json, pathlib, sys

folder = pathlib.Path(sys.argv[1])
rows = [json.loads(line) for line in (folder / "claims.jsonl").read_text().splitlines()]
assert rows, "no rows"
addresses = [row["claim"] for row in rows]
assert len(set(addresses)) == len(addresses), "an address stands twice"

with open(folder / "claims.csv", newline="") as file:
    table = list(csv.DictReader(file))
assert [row["claim"] for row in table] == addresses
for row, cells in zip(rows, table):
    assert list(row) == list(cells), "columns differ"
    assert cells["via"] == " > ".join(row["via"])
print("csv, jsonl:", len(rows), "rows")

lines = (folder / "claims.tsv").read_text().splitlines()
assert all(line.count("\t") == 39 for line in lines), "POLECAT has 40 columns"
print("tsv:", len(lines) - 1, "events")

collection = json.loads((folder / "claims.annotation").read_text())
items = collection["first"]["items"]
assert collection["type"] == "AnnotationCollection" and collection["total"] == len(items) == len(rows)
for item, row in zip(items, rows):
    quote, position = item["target"]["selector"]
    assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
    assert quote["exact"] == row["text"] and position["end"] - position["start"] == len(quote["exact"]), row
import rdflib

# What the terms of http://www.w3.org/ns/anno.jsonld that we use mean (Web Annotation Vocabulary, appendix A): the
# context itself is not fetched, so that the test needs no other host than PyPI.
oa, activity, dc = "http://www.w3.org/ns/oa#", "http://www.w3.org/ns/activitystreams#", "http://purl.org/dc/elements/1.1/"
names = ["Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "TextualBody"]
values = ["exact", "prefix", "suffix"]
context = {
    "id": "@id", "type": "@type", "oa": oa,
    **{name: oa + name for name in names + values + ["identifying", "tagging", "describing"]},
    "Text": "http://purl.org/dc/dcmitype/Text",
    "AnnotationCollection": activity + "OrderedCollection", "AnnotationPage": activity + "OrderedCollectionPage",
    "first": {"@id": activity + "first", "@type": "@id"}, "items": {"@id": activity + "items", "@container": "@list"},
    "total": activity + "totalItems", "startIndex": activity + "startIndex", "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "motivation": {"@id": oa + "motivatedBy", "@type": "@vocab"}, "purpose": {"@id": oa + "hasPurpose", "@type": "@vocab"},
    "body": {"@id": oa + "hasBody", "@type": "@id"}, "target": {"@id": oa + "hasTarget", "@type": "@id"},
    "source": {"@id": oa + "hasSource", "@type": "@id"}, "selector": {"@id": oa + "hasSelector", "@type": "@id"},
    "start": oa + "start", "end": oa + "end", "format": dc + "format", "language": dc + "language",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
}


def keys(value):
    """All keys that stand anywhere in it."""
    if isinstance(value, dict):
        return {key for key in value if key != "@context"} | set().union(*map(keys, value.values()), set())
    return set().union(*map(keys, value), set()) if isinstance(value, list) else set()


assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
unknown = keys(collection) - set(context)
assert not unknown, f"no terms of the context: {unknown}"
graph = rdflib.Graph().parse(data=json.dumps({**collection, "@context": context}), format="json-ld")
term = rdflib.Namespace(oa)
for item, row in zip(items, rows):
    node = rdflib.URIRef(item["id"])
    assert (node, rdflib.RDF.type, term.Annotation) in graph and graph.value(node, term.motivatedBy) == term.identifying
    selectors = list(graph.objects(graph.value(node, term.hasTarget), term.hasSelector))
    exact = [str(graph.value(selector, term.exact)) for selector in selectors if (selector, term.exact, None) in graph]
    starts = [int(graph.value(selector, term.start)) for selector in selectors if (selector, term.start, None) in graph]
    assert (exact, starts) == ([row["text"]], [row["start"]]), (exact, starts, row)
print("annotation:", len(items), "annotations,", len(graph), "triples")

import networkx

graph = networkx.read_graphml(folder / "claims.graphml")
relations = {data["relation"] for _, _, data in graph.edges(data=True)}
assert {"acts", "tells", "prints"} <= relations, relations
print("graphml:", graph.number_of_nodes(), "nodes", graph.number_of_edges(), "edges")

turtle = rdflib.Graph().parse(folder / "claims.prov", format="turtle")
prov = rdflib.Namespace("http://www.w3.org/ns/prov#")
assert len(list(turtle.subjects(prov.wasQuotedFrom))) == len(rows)
agents = {agent for agent in turtle.objects(None, prov.wasAttributedTo)}
assert all((agent, rdflib.RDFS.label, None) in turtle for agent in agents), "an agent without a name"
print("prov:", len(turtle), "triples")

from followthemoney import model
from followthemoney.statement import Statement
from followthemoney.statement.serialize import read_csv_statements

with open(folder / "claims.ftm", "rb") as file:
    statements = list(read_csv_statements(file))
ids = {statement.entity_id for statement in statements}
for statement in statements:
    prop = model.get(statement.schema).get(statement.prop)
    assert prop is not None and not prop.stub, (statement.schema, statement.prop)
    assert prop.type.name == statement.prop_type, (statement.prop, statement.prop_type)
    assert prop.type.name == "entity" or prop.type.clean(statement.value), (statement.prop, statement.value)
    assert prop.type.name != "entity" or statement.value in ids, statement.value
    key = Statement.make_key(statement.dataset, statement.entity_id, statement.prop, statement.value, False)
    assert key == statement.id
print("ftm:", len(statements), "statements of", len(ids), "entities")

import pyarrow.parquet

parquet = folder / "claims.parquet"
table = pyarrow.parquet.read_table(parquet).to_pylist()
assert table == rows, next(pair for pair in zip(table, rows) if pair[0] != pair[1])
print("parquet:", len(table), "rows")

page = (folder / "claims.html").read_text()
assert "<script" not in page and "src=" not in page and "default-src 'none'" in page
print("html:", len(page), "bytes")
