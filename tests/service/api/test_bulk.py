"""Registering by bulk: each row whole or not at all, told in order, and the same again without a change."""

import json
from typing import Any

import pytest
from sqlalchemy import func, select

from service.api.bulk_schema import MOST_CASES
from service.store import CaseRow, reading

LINES = "application/x-ndjson"
ONE_OBJECT = {"Content-Type": "application/json", "Accept": "application/json"}
CASE = {"jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}


def lines(*documents: Any) -> bytes:
    return b"".join(
        document if isinstance(document, bytes) else json.dumps(document).encode() + b"\n" for document in documents
    )


def case(reference: str, **more: Any) -> dict[str, Any]:
    return {"reference": reference, **CASE, **more}


def send(api: Any, *documents: Any, query: str = "") -> tuple[list[Any], Any]:
    """Send rows as NDJSON; answers what became of each, and the summary."""
    answer = api.raw(f"/v1/cases/bulk{query}", lines(*documents), LINES)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == LINES
    *rows, last = [json.loads(line) for line in answer.text.splitlines()]
    return rows, last["summary"]


def counted(summary: Any) -> dict[str, int]:
    return {what: number for what, number in summary.items() if number and what != "rows"}


def stored(api: Any) -> int:
    with reading(api.engine) as session:
        return session.scalar(select(func.count()).select_from(CaseRow)) or 0


def test_each_row_is_told_with_what_it_awaits_and_a_summary_comes_last(api: Any, conforms: Any) -> None:
    granted = case("P2", status="granted", jurisdiction="DE", right="patent")

    rows, summary = send(api, case("P1"), granted)

    for row in rows:
        conforms("BulkRow", row)
    conforms("BulkSummary", summary)
    assert [(row["row"], row["line"], row["reference"], row["what"]) for row in rows] == [
        (1, 1, "P1", "new"),
        (2, 2, "P2", "new"),
    ]
    assert rows[0]["deadlines"] == {"added": 19, "moved": 0, "gone": 0, "questioned": 0, "current_again": 0}
    assert (summary["rows"], counted(summary), summary["stopped"]) == (2, {"new": 2}, None)
    assert len(api.get("/v1/cases/P1").json()["deadlines"]) == 19


def test_the_same_rows_sent_again_change_nothing(api: Any) -> None:
    rows = [case(f"P{number}") for number in range(3)]
    send(api, *rows)
    before = api.get("/v1/cases").json()

    _, summary = send(api, *rows)

    assert counted(summary) == {"unchanged": 3}
    assert api.get("/v1/cases").json() == before


def test_a_changed_row_tells_what_moved(api: Any, conforms: Any) -> None:
    send(api, case("P1"))

    (row,), summary = send(api, case("P1", dates={"filing": "2017-11-15"}), query="?detail=full")

    conforms("BulkRow", row)
    assert counted(summary) == {"changed": 1}
    assert row["deadlines"]["moved"] == 19
    assert {change["what"] for change in row["changes"]} == {"moved", "current_again"}
    assert row["schedule"]["expires"] == "2037-11-15"


def test_a_broken_row_refuses_itself_and_not_the_others(api: Any, conforms: Any) -> None:
    rows, summary = send(
        api,
        case("P1"),
        b'{"reference": "P2", "jurisdiction": \n',
        case("P3", dates={"filing": "2016-13-15"}),
        b"[1]\n",
        case("P5"),
    )

    assert [row["what"] for row in rows] == ["new", "refused", "refused", "refused", "new"]
    for row in rows:
        conforms("BulkRow", row)
    (error,) = rows[2]["errors"]
    assert (rows[2]["row"], error["pointer"], error["value"]) == (3, "/dates/filing", "2016-13-15")
    assert error["message"] == "dates.filing 2016-13-15 is not a date; write it as YYYY-MM-DD"
    assert "line 2" in rows[1]["errors"][0]["message"]
    assert counted(summary) == {"new": 2, "refused": 3}
    assert stored(api) == 2


def test_a_feed_that_would_undo_a_correction_is_a_conflict(api: Any) -> None:
    send(api, case("P1"))
    api.put("/v1/cases/P1/dates/filing", {"date": "2016-11-16"})

    (row,), summary = send(api, case("P1"))

    assert (row["what"], row["errors"][0]["pointer"]) == ("conflict", "/dates/filing")
    assert counted(summary) == {"conflict": 1}
    assert api.get("/v1/cases/P1").json()["dates"]["filing"] == "2016-11-16"


def test_an_array_is_read_as_lines_are_and_one_object_is_answered_on_request(api: Any, conforms: Any) -> None:
    body = json.dumps([case("P1"), 7, case("P3")]).encode()

    answer = api.call("POST", "/v1/cases/bulk", content=body, headers=ONE_OBJECT)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    conforms("BulkRegistration", answer.json())
    assert [(row["row"], row["what"]) for row in answer.json()["rows"]] == [(1, "new"), (2, "refused"), (3, "new")]


@pytest.mark.parametrize("rows", [[], ["P1"]])
def test_an_array_broken_off_keeps_the_whole_rows_and_says_so(lite: Any, rows: list[str]) -> None:
    body = json.dumps([*(case(reference) for reference in rows), case("P9")]).encode()[:-20]

    answer = lite.raw("/v1/cases/bulk", body)

    *told, last = [json.loads(line) for line in answer.text.splitlines()]
    assert [row["reference"] for row in told if row["what"] == "new"] == rows
    assert any("has no end" in error["message"] for row in told for error in row["errors"])
    assert last["summary"]["refused"] > 0
    assert stored(lite) == len(rows)


def test_nothing_sent_is_nothing_registered(lite: Any, conforms: Any) -> None:
    answer = lite.call("POST", "/v1/cases/bulk", content=b"[]", headers=ONE_OBJECT)

    conforms("BulkRegistration", answer.json())
    assert answer.json()["summary"]["rows"] == 0


def test_a_feed_that_lacks_fields_erases_nothing(api: Any) -> None:
    whole = case("P1", title="Suture anchor", owner="Acme", family="F1", numbers={"application": "EP16198765.4"})
    whole |= {"attributes": {"first_filing": True}, "settled_through": "2025-12-31"}
    send(api, whole)
    (before,) = api.get("/v1/cases").json()["items"]

    (row,), _ = send(api, {"reference": "P1"})
    assert row["what"] == "unchanged"
    send(api, {"reference": "P1", "title": "Suture anchor 2", "dates": {}, "numbers": {}, "attributes": {}})

    (after,) = api.get("/v1/cases").json()["items"]
    moved = {name for name in after if after[name] != before[name]}
    assert moved == {"title", "revision"}


@pytest.mark.slow
def test_the_rows_beyond_those_that_a_request_may_have_are_left_out_and_that_is_told(lite: Any, conforms: Any) -> None:
    body = b"7\n" * (MOST_CASES - 1) + lines(case("P1"), case("P2"))

    *_, row, last = lite.raw("/v1/cases/bulk", body, LINES).text.splitlines()

    conforms("BulkSummary", summary := json.loads(last)["summary"])
    assert (json.loads(row)["row"], json.loads(row)["reference"]) == (MOST_CASES, "P1")
    assert summary["stopped"]["type"] == "urn:annua:problem:too-large"
    assert stored(lite) == 1


def test_a_request_of_another_kind_or_by_a_reader_is_refused(lite: Any, conforms: Any) -> None:
    conforms.problem(lite.raw("/v1/cases/bulk", b"reference\nP1", "text/csv"), 415, "unsupported-media-type")
    conforms.problem(lite.raw("/v1/cases/bulk?detail=some", lines(case("P1")), LINES), 422, "invalid")
    conforms.problem(lite.raw("/v1/cases/bulk?details=full", lines(case("P1")), LINES), 422, "invalid")
    refused = lite.call(
        "POST", "/v1/cases/bulk", as_="read", content=lines(case("P1")), headers={"Content-Type": LINES}
    )
    conforms.problem(refused, 403, "forbidden")
    assert stored(lite) == 0


def test_completions_come_with_their_case(api: Any) -> None:
    done = {"kind": "annuity", "number": 3, "done_on": "2018-11-20", "proof": "receipt 7"}

    (row,), _ = send(api, case("P1", completions=[done]))

    assert (row["what"], row["completions"]) == ("new", 1)
    assert api.deadline(3)["state"] == "settled"
