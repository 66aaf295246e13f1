"""Reads every export of a ledger with a program that is not ours: `check.py FOLDER`, where `run` has put the exports.

Each check asks what the format's own tools say of the file, and whether the words, ids and numbers are those of the JSONL export.
"""

import json
import sys
from pathlib import Path

import pyarrow.parquet
from csvw import CSVW
from followthemoney import model
from pyld import jsonld


def records(folder):
    return [json.loads(line) for line in (folder / "ledger.jsonl").read_text("utf-8").splitlines()]


def statements(folder):
    """Every statement by its id, with the printed words of its content."""
    return {
        s["id"]: [record["article"]["text"][start:end] for start, end in s["content"]]
        for record in records(folder)
        for s in record["statements"]
    }


def parquet(folder):
    rows = pyarrow.parquet.read_table(folder / "ledger.parquet").to_pylist()
    assert {row["statement"]: [part["text"] for part in row["content"]] for row in rows} == statements(folder)
    for record in records(folder):
        for row in (row for row in rows if row["article"] == record["statements"][0]["id"].split(".")[0]):
            for part in row["source"] + row["cue"] + row["content"]:
                assert record["article"]["text"][part["start"] : part["end"]] == part["text"]
    return len(rows)


def csv(folder):
    table = CSVW(str(folder / "ledger.csv"), validate=True)
    assert table.is_valid, table.warnings
    rows = list(table.t)
    assert {row["statement"] for row in rows} == set(statements(folder))
    return len(rows)


def json_ld(folder):
    document = json.loads((folder / "ledger.jsonld").read_text("utf-8"))
    graph = jsonld.expand(document)
    schema = "https://schema.org/"
    quotations = [node for node in graph if node["@type"] == [schema + "Quotation"]]
    assert {node["@id"].removeprefix("urn:onrecord:statement:") for node in quotations} == set(statements(folder))
    ids = {node["@id"] for node in graph}
    for quotation in quotations:
        for link in ("isPartOf", "about", "spokenByCharacter"):
            assert all(node["@id"] in ids for node in quotation.get(schema + link, [])), (link, quotation)
    # Every property has a meaning, so none is lost on the way to triples.
    count = sum(len(set(node) - {"@context"}) for node in document["@graph"])
    assert sum(len(node) for node in graph) == count
    assert jsonld.to_rdf(document)["@default"]
    return len(graph)


def follow_the_money(folder):
    entities = [model.get_proxy(json.loads(line), cleaned=False) for line in (folder / "ledger.ftm").open(encoding="utf-8")]
    ids = {entity.id for entity in entities}
    for entity in entities:
        entity.schema.validate(entity.to_dict())
        for prop, value in entity.itervalues():
            assert prop.type.name == "entity" or prop.type.validate(value), (prop.name, value)
            assert prop.type.name != "entity" or value in ids, (prop.name, value)
    return len(entities)


def main():
    folder = Path(sys.argv[1])
    for check in (parquet, csv, json_ld, follow_the_money):
        print(f"{check.__name__}: {check(folder)} read back")


main()
