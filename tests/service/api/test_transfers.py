"""Files by the API: imported with what became of each row, and exported as a whole."""

import hashlib
import io
from typing import Any, get_args

import pytest
from openpyxl import Workbook, load_workbook

from service.api.imports import Table
from service.portfolio.tables.declared import NAMES

CSV, XLSX = "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LINES = "application/x-ndjson"
FILE = b"reference,jurisdiction,right,filing\nP1,EP,patent,2016-11-15\nP2,EP,patent,2016-13-15\n"


def workbook(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_tables_of_the_api_are_those_there_are() -> None:
    assert get_args(Table) == tuple(NAMES)


def test_an_import_is_kept_with_who_when_which_file_and_what_became_of_each_row(
    api: Any, conforms: Any, clock: Any
) -> None:
    answer = api.raw("/v1/imports?name=..%2F..%2Fetc%2Fpasswd%00.csv", FILE, CSV)

    assert answer.status_code == 422  # NUL is no character of a name
    answer = api.raw("/v1/imports?name=..%2F..%2Fetc%2Fcases.csv", FILE, CSV)
    assert answer.status_code == 201, answer.text
    kept = answer.json()
    conforms("Import", kept)
    assert (kept["name"], kept["actor"], kept["dry_run"]) == ("cases.csv", "write key", False)
    assert kept["sha256"] == hashlib.sha256(FILE).hexdigest()
    assert kept["started_at"].startswith(clock.now().isoformat()[:16])
    assert (kept["counts"]["new"], kept["counts"]["refused"]) == (1, 1)

    rows = api.get(f"/v1/imports/{kept['id']}/rows").json()
    conforms("ImportedRowPage", rows)
    assert [(row["line"], row["reference"], row["outcome"]) for row in rows["items"]] == [
        (2, "P1", "new"),
        (3, "P2", "refused"),
    ]
    (error,) = rows["items"][1]["errors"]
    assert error["message"] == "dates.filing 2016-13-15 is not a date; write it as YYYY-MM-DD"
    assert (error["field"], error["value"]) == ("dates.filing", "2016-13-15")
    assert api.get("/v1/cases/P1").status_code == 200
    conforms("ImportPage", api.get("/v1/imports").json())
    assert api.get("/v1/imports").json()["items"] == [kept]
    assert api.get(f"/v1/imports/{kept['id']}").json() == kept
    conforms.problem(api.get("/v1/imports/99"), 404, "not-found")
    conforms.problem(api.get("/v1/imports/99/rows"), 404, "not-found")


def test_rows_come_page_by_page_and_by_outcome(lite: Any) -> None:
    number = lite.raw("/v1/imports", FILE, CSV).json()["id"]

    first = lite.get(f"/v1/imports/{number}/rows?limit=1").json()
    second = lite.get(f"/v1/imports/{number}/rows", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    refused = lite.get(f"/v1/imports/{number}/rows?outcome=refused").json()

    assert [row["reference"] for page in (first, second, refused) for row in page["items"]] == ["P1", "P2", "P2"]
    assert second["next_cursor"] is None


def test_a_dry_run_tells_and_stores_nothing(api: Any) -> None:
    kept = api.raw("/v1/imports?dry_run=true", FILE, CSV).json()

    assert (kept["dry_run"], kept["counts"]["new"]) == (True, 1)
    assert len(api.get(f"/v1/imports/{kept['id']}/rows").json()["items"]) == 2
    assert api.get("/v1/cases/P1").status_code == 404


def test_a_repeated_call_imports_once(api: Any) -> None:
    headers = {"Idempotency-Key": "one", "Content-Type": CSV}
    first = api.call("POST", "/v1/imports", content=FILE, headers=headers)
    again = api.call("POST", "/v1/imports", content=FILE, headers=headers)

    assert again.json() == first.json()
    assert len(api.get("/v1/imports").json()["items"]) == 1


def test_a_workbook_is_imported_sheet_by_sheet(lite: Any) -> None:
    content = workbook(["reference", "jurisdiction", "right", "filing"], ["P1", "EP", "patent", "15.11.2016"])

    number = lite.raw("/v1/imports", content, XLSX).json()["id"]

    (row,) = lite.get(f"/v1/imports/{number}/rows").json()["items"]
    assert (row["sheet"], row["line"]) == ("Sheet", 2)
    assert row["errors"][0]["message"] == "dates.filing 15.11.2016 is not a date; write it as YYYY-MM-DD"


def test_decisions_and_people_come_in_by_an_admin_key_only(api: Any) -> None:
    content = b'{"table": "people", "key": "p1", "name": "Paralegal 1", "address": "p1@example.com", "role": "admin"}\n'

    refused = api.raw("/v1/imports", content, LINES).json()
    taken = api.raw("/v1/imports", content, LINES, as_="admin").json()

    assert (refused["counts"], taken["counts"]) == ({"refused": 1, "completions": 0}, {"new": 1, "completions": 0})
    (row,) = api.get(f"/v1/imports/{refused['id']}/rows").json()["items"]
    assert row["errors"][0]["code"] == "import.not_trusted"
    assert api.get("/v1/people/p1").json()["role"] == "admin"


@pytest.mark.parametrize(
    ("content", "kind"), [(FILE, "application/pdf"), (FILE, XLSX), (workbook(["reference"]), CSV), (FILE, None)]
)
def test_a_file_of_another_kind_than_said_is_refused(
    lite: Any, conforms: Any, content: bytes, kind: str | None
) -> None:
    conforms.problem(lite.raw("/v1/imports", content, kind), 415, "unsupported-media-type")


def test_more_rows_than_a_call_may_have_are_refused_whole(lite: Any, conforms: Any) -> None:
    rows = b"".join(b"N%d,annuity,2020-01-01\n" % number for number in range(20_001))

    problem = conforms.problem(lite.raw("/v1/imports", b"reference,kind,done_on\n" + rows, CSV), 422, "invalid")

    assert problem["errors"][0]["code"] == "import.too_many"
    assert lite.get("/v1/imports").json()["items"] == []


def test_everything_goes_out_by_one_call_and_in_by_another(api: Any) -> None:
    api.register(title="=cmd")
    api.register(reference="P2")

    answer = api.get("/v1/exports", as_="read")

    assert answer.headers["Content-Type"] == LINES
    assert answer.headers["Content-Disposition"] == 'attachment; filename="annua-2026-03-02.ndjson"'
    again = api.raw("/v1/imports", answer.content, LINES, as_="admin").json()
    assert set(again["counts"]) == {"unchanged", "completions"}
    assert api.get("/v1/exports").content == answer.content


def test_a_table_goes_out_in_each_form(lite: Any) -> None:
    lite.register(title="=cmd")

    plain = lite.get("/v1/exports/cases")
    book = load_workbook(io.BytesIO(lite.get("/v1/exports/cases?format=xlsx").content))

    assert plain.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert plain.text.splitlines()[1].startswith("P1,EP,patent,direct,,'=cmd,")
    assert [cell.value for cell in book["cases"][2]][:6] == ["P1", "EP", "patent", "direct", None, "'=cmd"]
    assert lite.get("/v1/exports/ladders?format=ndjson").content == b""
    assert lite.get("/v1/exports/nothing").status_code == 422


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"refe\x00rence,right\nP1,patent\n", CSV),
        (b"\xff\xfe\x00", CSV),
        (b"\xffreference\nP1\n", CSV),
        (b"reference,title\nP\x001,a\nP\xff2,b\n", CSV),
        (b'{"reference": "P\\u00001", "title": "a"}\n{"reference": "P2", "tit\\u0000le": "\\ud800"}\n', LINES),
        (b'{"table": "ladders", "stages": {"\\u0000": [1]}}\n{"table": "\\u0000"}\n[]\n1\n', LINES),
        (
            b'{"reference": "P1", "completions": [{"kind": "\\u0000", "done_on": "2020-01-01", "proof": "\\u0000"}]}\n',
            LINES,
        ),
        (b"", CSV),
        (b"\n\n", LINES),
    ],
)
def test_what_no_database_can_hold_is_refused_row_by_row(api: Any, conforms: Any, content: bytes, kind: str) -> None:
    answer = api.raw("/v1/imports", content, kind, as_="admin")

    assert answer.status_code == 201, answer.text
    assert set(answer.json()["counts"]) <= {"refused", "completions"}
    conforms("ImportedRowPage", api.get(f"/v1/imports/{answer.json()['id']}/rows").json())
