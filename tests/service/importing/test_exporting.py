"""Exporting: what comes out goes in again."""

import csv
import io
import json
from collections.abc import Callable

from sqlalchemy import Engine

from service.portfolio.exporting import documents
from service.portfolio.importing import Outcome
from service.portfolio.tables.writing import export
from service.store import reading

ImportFile = Callable[..., list[Outcome]]

P1 = {
    "reference": "P1",
    "jurisdiction": "EP",
    "right": "patent",
    "route": "direct",
    "title": "=1+1, 导管",
    "numbers": {"application": "16123456.7"},
    "dates": {"filing": {"date": "2016-11-15", "source": "register"}},
    "settled_through": "2017-12-31",
    "settled_through_source": "agent's list",
    "completions": [
        {
            "kind": "annuity",
            "number": 3,
            "office": "EP",
            "state": "paid",
            "done_on": "2018-11-20",
            "actor": "wu",
            "proof": "7",
        }
    ],
}


def test_an_export_is_the_document_that_registered_the_case(import_file: ImportFile, engine: Engine) -> None:
    import_file(json.dumps(P1))

    with reading(engine) as session:
        assert list(documents(session)) == [P1]


def test_importing_an_export_changes_nothing(import_file: ImportFile, engine: Engine) -> None:
    import_file(json.dumps(P1))
    with reading(engine) as session:
        as_json = "\n".join(json.dumps(document) for document in documents(session))
        as_csv = b"".join(export(session, ["cases"], "csv"))

    assert [outcome.what for outcome in import_file(as_json)] == ["unchanged"]
    assert [outcome.what for outcome in import_file(as_csv)] == ["unchanged"]


def test_a_spreadsheet_computes_nothing_that_is_a_title(import_file: ImportFile, engine: Engine) -> None:
    import_file(json.dumps(P1))

    with reading(engine) as session:
        (row,) = csv.DictReader(io.StringIO(b"".join(export(session, ["cases"], "csv")).decode()))

    assert row["title"] == "'=1+1, 导管"
    assert (row["reference"], row["filing"], row["application_number"]) == ("P1", "2016-11-15", "16123456.7")


def test_cases_come_in_the_order_of_their_references_over_page_ends(import_file: ImportFile, engine: Engine) -> None:
    import_file(
        "reference,jurisdiction,right\n" + "".join(f"P{number:04},QQ,patent\n" for number in range(1100, 0, -1))
    )

    with reading(engine) as session:
        found = [document["reference"] for document in documents(session)]

    assert found == [f"P{number:04}" for number in range(1, 1101)]
