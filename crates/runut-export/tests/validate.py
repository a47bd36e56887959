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
print("annotation:", len(items))

import networkx

graph = networkx.read_graphml(folder / "claims.graphml")
relations = {data["relation"] for _, _, data in graph.edges(data=True)}
assert {"acts", "tells", "prints"} <= relations, relations
print("graphml:", graph.number_of_nodes(), "nodes", graph.number_of_edges(), "edges")

import rdflib

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

parquet = folder / "claims.parquet"
if parquet.stat().st_size:
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(parquet).to_pylist()
    assert table == rows, next(pair for pair in zip(table, rows) if pair[0] != pair[1])
    print("parquet:", len(table), "rows")
else:
    print("parquet: skipped, this build does not write it")

page = (folder / "claims.html").read_text()
assert "<script" not in page and "src=" not in page and "default-src 'none'" in page
print("html:", len(page), "bytes")
