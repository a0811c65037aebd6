"""What a file says: its columns, its rows, and what is wrong with which line."""

import json
from collections.abc import Callable

import pytest

from service.portfolio.rows import Row

Rows = Callable[[str | bytes], list[Row]]


def messages(row: Row) -> list[str]:
    return [str(error.message) for error in row.errors]


def test_columns_have_the_words_of_the_field(rows: Rows) -> None:
    (row,) = rows(
        "reference,jurisdiction,right,status,owner,filing,grant,attributes,application_number,"
        "settled_through,settled_source\n"
        'P1-US,US,patent,granted,Imaging,2016-11-15,2019-03-05,"{""pta_days"": 114}",15/123,2026-01-31,agent\n'
    )

    assert row.document == {
        "reference": "P1-US",
        "jurisdiction": "US",
        "right": "patent",
        "status": "granted",
        "owner": "Imaging",
        "settled_through": "2026-01-31",
        "settled_through_source": "agent",
        "dates": {"filing": "2016-11-15", "grant": "2019-03-05"},
        "numbers": {"application": "15/123"},
        "attributes": {"pta_days": 114},
    }


def test_an_empty_cell_says_nothing(rows: Rows) -> None:
    (row,) = rows("reference,title,filing,number\nP1, ,,\n")

    assert row.document == {"reference": "P1"}


@pytest.mark.parametrize(("grant", "name"), [("2019-03-05", "registration"), ("", "application")])
def test_number_is_the_registrations_where_there_is_one(rows: Rows, grant: str, name: str) -> None:
    (row,) = rows(f"reference,number,grant\nP1,8979139,{grant}\n")

    assert row.document["numbers"] == {name: "8979139"}


def test_source_is_the_source_of_the_rows_dates(rows: Rows) -> None:
    (row,) = rows("reference,filing,source\nP1,2016-11-15,register extract\n")

    assert row.document["dates"] == {"filing": {"date": "2016-11-15", "source": "register extract"}}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters_and_byte_order_marks_of_spreadsheets_are_read(rows: Rows, delimiter: str) -> None:
    text = f"reference{delimiter}title\r\nP1{delimiter}导管\r\n"

    (row,) = rows(b"\xef\xbb\xbf" + text.encode())

    assert row.document == {"reference": "P1", "title": "导管"}


def test_lines_are_those_of_the_file_even_when_cells_span_several(rows: Rows) -> None:
    found = rows('reference,title\nP1,"two\nlines"\n\nP2,one\n')

    assert [(row.line, row.reference) for row in found] == [(2, "P1"), (5, "P2")]


def test_an_apostrophe_before_a_formula_is_taken_off(rows: Rows) -> None:
    (row,) = rows("reference,title\nP1,'=SUM\n")

    assert row.document["title"] == "=SUM"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "the file is empty"),
        ("jurisdiction\nEP\n", "there is no column reference"),
        ("reference,jurisdicton\nP1,EP\n", "column jurisdicton is not known (did you mean jurisdiction?)"),
        ("reference,title,title\nP1,a,b\n", "column title comes twice"),
        ("reference\nP1\n".encode("utf-16"), "UTF-16"),
    ],
)
def test_a_header_in_trouble_stops_the_whole_file(rows: Rows, content: str | bytes, said: str) -> None:
    (row,) = rows(content)

    assert row.fatal
    assert said in messages(row)[0]


@pytest.mark.parametrize(
    ("line", "field", "said"),
    [
        (b"P2,EP", "", "2 cells, the first line 3"),
        (b"P2,EP,\xd6\xd0", "title", "title \\xd6\\xd0 is not UTF-8"),
        (b'P2,EP,"a"b', "", "lines 3 to 3 can't be read"),
    ],
)
def test_a_row_in_trouble_names_its_line_and_leaves_the_others(rows: Rows, line: bytes, field: str, said: str) -> None:
    before, broken, after = rows(b"reference,jurisdiction,title\nP1,EP,x\n" + line + b"\nP3,EP,y\n")

    assert (before.reference, after.reference) == ("P1", "P3")
    assert broken.line == 3
    assert broken.errors[0].field == field
    assert said in messages(broken)[0]


def test_attributes_are_a_json_object(rows: Rows) -> None:
    (row,) = rows("reference,attributes\nP1,pta_days=3\n")

    assert messages(row) == ['attributes pta_days=3 is not a JSON object; write it as {"pta_days": 114}']


def test_a_file_with_kinds_holds_completions(rows: Rows) -> None:
    (row,) = rows("reference;kind;number;done_on;covers\nP1;annuity;3;2018-11-20;[4, 5]\n")

    assert row.document is None
    assert row.completions == ({"kind": "annuity", "number": 3, "done_on": "2018-11-20", "covers": [4, 5]},)


def test_json_lines_bring_documents_with_their_completions(rows: Rows) -> None:
    completion = {"kind": "annuity", "number": 3, "done_on": "2018-11-20"}

    (row,) = rows(json.dumps({"reference": "P1", "title": None, "completions": [completion]}))

    assert row.document == {"reference": "P1", "title": None}
    assert row.completions == (completion,)


def test_a_broken_line_of_json_is_told_in_its_place(rows: Rows) -> None:
    found = rows('{"reference": "P1"}\n{"reference":\n{"reference": "P3"}\n')

    assert [(row.line, bool(row.errors)) for row in found] == [(1, False), (2, True), (3, False)]
    assert "line 2" in messages(found[1])[0]
