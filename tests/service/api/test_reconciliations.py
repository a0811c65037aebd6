"""Reconciliations: what agrees, what differs with our derivation, what is on one side only; day by day."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from service.store import EventRow, reading

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADER = "Our ref;Country;Appl. no.;Type;Year;Due date\n"
HOW = "date_format=DD.MM.YYYY"


def compare(api: Any, rows: str, more: str = "", name: str = "annuities") -> Any:
    answer = api.raw(f"/v1/reconciliations?name={name}&{HOW}{more}", (HEADER + rows).encode(), CSV)
    assert answer.status_code == 201, answer.text
    return answer.json()


def rows_of(api: Any, run: Any, what: str = "rows", **filters: Any) -> list[Any]:
    return list(api.get(f"/v1/reconciliations/{run['id']}/{what}", params=filters).json()["items"])


@pytest.fixture
def stored(api: Any) -> Any:
    """Three pending European applications, of 15 November 2016, 2016 and 2017, with fees due each 30 November."""
    api.register(reference="P1", numbers={"application": "EP16198765.4"})
    api.register(reference="P2", numbers={"application": "16198766.2"})
    api.register(reference="P3", dates={"filing": "2017-11-15"})
    return api


def test_the_list_is_held_against_the_docket_both_ways(stored: Any, conforms: Any) -> None:
    run = compare(
        stored,
        "P1;EP;;Annuity;11;30.11.2026\n"  # agrees
        ";EP;EP 16 198 766;Annuity;11;31.12.2026\n"  # found by its number, differs
        "P9;EP;;Annuity;4;30.11.2026\n"  # nobody's
        "P1;EP;;Annuity;99;30.11.2026\n"  # no such fee
        "P1;EP;;Annuity;12;2026-31-12\n",  # no date
    )

    conforms("Reconciliation", run)
    assert (run["name"], run["first"], run["last"], run["before"]) == ("annuities", "2026-11-30", "2026-12-31", None)
    assert run["options"]["columns"]["due"] == "Due date"
    assert set(run["options"]["guessed"]) == {"reference", "office", "application_number", "kind", "number", "due"}
    assert {name: run["counts"].get(name) for name in ("agree", "differ", "only_there", "only_here", "unreadable")} == {
        "agree": 1,
        "differ": 1,
        "only_there": 2,
        "only_here": 1,
        "unreadable": 1,
    }
    answer = stored.get(f"/v1/reconciliations/{run['id']}/rows").json()
    conforms("ComparedRowPage", answer)
    rows = {row["verdict"]: row for row in answer["items"]}
    assert rows["agree"]["ours"]["agrees_with"] == "due"
    assert (rows["differ"]["ours"]["reference"], rows["differ"]["ours"]["matched_by"]) == ("P2", "number")
    assert rows["differ"]["why"][0]["message"] == "the list says 2026-12-31, here it is 2026-11-30"
    (derivation,) = rows["differ"]["ours"]["derivation"]
    assert derivation["steps"][0]["text"] == "filing 2016-11-15"
    assert (rows["only_here"]["ours"]["reference"], rows["only_here"]["ours"]["number"]) == ("P3", 10)
    assert rows["unreadable"]["why"][0]["field"] == "Due date"
    assert rows["unreadable"]["theirs"]["cells"]["Due date"] == "2026-31-12"
    assert [row["verdict"] for row in rows_of(stored, run, verdict="differ")] == ["differ"]
    assert stored.get(f"/v1/reconciliations/{run['id']}").json() == run
    listed = stored.get("/v1/reconciliations?name=annuities").json()
    conforms("ReconciliationPage", listed)
    assert listed["items"] == [run]


def test_repeated_it_tells_what_is_new_unchanged_and_gone(stored: Any, conforms: Any) -> None:
    first = compare(stored, "P1;EP;;Annuity;11;01.12.2026\nP2;EP;;Annuity;11;02.12.2026\n", "&first=2026-11-01")
    assert (first["counts"]["new"], first["counts"]["gone"]) == (3, 0)

    second = compare(stored, "P1;EP;;Annuity;11;01.12.2026\nP2;EP;;Annuity;11;30.11.2026\n", "&first=2026-11-01")

    assert second["before"] == first["id"]
    assert {name: second["counts"].get(name, 0) for name in ("new", "unchanged", "gone")} == {
        "new": 0,
        "unchanged": 2,
        "gone": 1,
    }
    found = stored.get(f"/v1/reconciliations/{second['id']}/differences").json()
    conforms("ComparedRowPage", found)
    assert [(row["change"], (row["ours"] or row["theirs"])["reference"]) for row in found["items"]] == [
        ("gone", "P2"),
        ("unchanged", "P1"),
        ("unchanged", "P3"),
    ]
    assert [row["change"] for row in rows_of(stored, second, "differences", change="gone")] == ["gone"]
    assert rows_of(stored, second, "differences", change="new") == []
    other = compare(stored, "P1;EP;;Annuity;11;01.12.2026\n", name="other")
    assert (other["before"], other["counts"]["new"]) == (None, 1)


def test_a_settled_difference_stays_settled_until_a_day_changes(stored: Any, conforms: Any) -> None:
    rows = "P1;EP;;Annuity;11;01.12.2026\n"
    (found,) = rows_of(stored, compare(stored, rows), "differences")
    settled = stored.post(f"/v1/compared-rows/{found['id']}/settle", {"reason": "a day later there", "actor": "wu"})
    conforms("ComparedRow", settled.json())
    assert (settled.json()["settled_by"], settled.json()["settled_reason"]) == ("wu", "a day later there")

    again = compare(stored, rows)
    assert (again["counts"]["settled"], again["counts"]["unchanged"]) == (1, 1)
    assert rows_of(stored, again, "differences", settled=False) == []

    moved = compare(stored, "P1;EP;;Annuity;11;02.12.2026\n")
    assert (moved["counts"]["settled"], moved["counts"]["new"]) == (0, 1)
    stored.put("/v1/cases/P1/dates/filing", {"date": "2016-12-15"})
    here = compare(stored, rows)
    assert here["counts"]["settled"] == 0


def test_only_what_differs_can_be_settled_and_only_with_a_reason(stored: Any, conforms: Any) -> None:
    (agreed,) = rows_of(stored, compare(stored, "P1;EP;;Annuity;11;30.11.2026\n", "&owner=none"))

    conforms.problem(stored.post(f"/v1/compared-rows/{agreed['id']}/settle", {"reason": "x"}), 409, "conflict")
    conforms.problem(stored.post(f"/v1/compared-rows/{agreed['id']}/settle", {"reason": " "}), 422, "invalid")
    conforms.problem(stored.post("/v1/compared-rows/999/settle", {"reason": "x"}), 404, "not-found")


def test_what_the_list_should_have_can_be_narrowed(stored: Any) -> None:
    run = compare(stored, "P1;EP;;Annuity;11;30.11.2026\n", "&first=2026-01-01&last=2026-12-31&right=design")
    assert "only_here" not in run["counts"]
    run = compare(stored, "P1;EP;;Annuity;11;30.11.2026\n", "&first=2026-01-01&last=2026-12-31&only=annuity")
    assert run["counts"]["only_here"] == 2


def test_a_number_of_several_cases_is_nobodys(stored: Any) -> None:
    stored.register(reference="P4", numbers={"application": "16198765.4"})
    (row,) = rows_of(stored, compare(stored, ";EP;16198765;Annuity;11;30.11.2026\n", "&owner=none"))

    assert row["verdict"] == "only_there"
    assert row["why"][0]["message"] == "the number fits several cases (P1, P4); give the reference"


def test_a_workbook_is_compared_with_its_dates_as_they_are(lite: Any) -> None:
    lite.register(reference="P1")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Our ref", "Annuity", "Due date"])
    sheet.append(["P1", 11, date(2026, 11, 30)])
    content = io.BytesIO()
    book.save(content)

    run = lite.raw("/v1/reconciliations?name=sheet&file=C%3A%5Clists%5Cdue.xlsx", content.getvalue(), XLSX).json()

    assert (run["counts"]["agree"], run["file"], run["options"]["sheet"]) == (1, "due.xlsx", "Sheet")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("name=x&columns=nonsense", "query.columns"),
        ("name=x&kinds=[]", "query.kinds"),
        ("name=x&columns=%7B%22due%22%3A%20%22When%22%7D", "columns.due"),
        ("name=x&date_format=DD.MM.YY", "date_format"),
        ("columns=%7B%7D", "query.name"),
        ("name=x&colums=1", "query.colums"),
    ],
)
def test_what_can_not_be_read_as_a_whole_is_refused_by_field(lite: Any, conforms: Any, query: str, field: str) -> None:
    problem = conforms.problem(lite.raw(f"/v1/reconciliations?{query}", HEADER.encode(), CSV), 422, "invalid")

    assert [error["field"] for error in problem["errors"]] == [field]


def test_a_broken_workbook_is_refused(lite: Any, conforms: Any) -> None:
    problem = conforms.problem(lite.raw("/v1/reconciliations?name=x", b"PK\x03\x04", XLSX), 422, "invalid")

    assert problem["errors"][0]["code"] == "workbook.broken"


def test_the_run_is_an_event(api: Any) -> None:
    run = compare(api, "P9;EP;;Annuity;4;30.11.2026\n")
    with reading(api.engine) as session:
        finished = select(EventRow.payload).where(EventRow.type == "reconciliation.finished")
        events = list(session.scalars(finished))
    assert events == [
        {"reconciliation": run["id"], "name": "annuities", "sha256": run["sha256"], "counts": run["counts"]}
    ]


def test_what_no_database_can_hold_is_a_row_that_can_not_be_read(api: Any, conforms: Any) -> None:
    rows = b"P\x001;EP;;Annuity;11;30.11.2026\nP\xff2;EP;1\x00;Annuity;11;30.11.2026\n"
    answer = api.raw(f"/v1/reconciliations?name=x&{HOW}", HEADER.replace("Year", "Ye\x00ar").encode() + rows, CSV)

    assert answer.status_code == 201, answer.text
    assert answer.json()["counts"]["unreadable"] == 2
    conforms("ComparedRowPage", api.get(f"/v1/reconciliations/{answer.json()['id']}/rows").json())
