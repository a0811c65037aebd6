"""Workbooks that anybody may have made: what a cell means, and what is refused before it can do harm."""

import io
import time
import tracemalloc
import zipfile
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook

from service.portfolio.rows import Row, read_rows

HEADER = ["reference", "title", "filing", "application_number"]
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(*rows: list[Any], name: str = "cases") -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = name
    for row in rows:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rebuilt(content: bytes, **parts: bytes | None) -> bytes:
    """The same workbook with other parts; `sheet` is the first sheet."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "macros": "xl/vbaProject.bin"}
    given = {names.get(name, name): part for name, part in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry not in given:
                new.writestr(entry, old.read(entry))
        for name, part in given.items():
            new.writestr(name, part or b"")
    return made.getvalue()


def sheet_of(rows: str, before: str = "", prologue: str = "") -> bytes:
    data = f"{before}<sheetData>{rows}</sheetData>"
    return f"<?xml version='1.0'?>{prologue}<worksheet {NAMESPACE}>{data}</worksheet>".encode()


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def read(content: bytes) -> list[Row]:
    return list(read_rows(io.BufferedReader(io.BytesIO(content))))


def code_of(content: bytes) -> str:
    """The code of the one refusal of a workbook, told in bounded time and within 100 MB."""
    tracemalloc.start()
    started = time.monotonic()
    row = read(content)[-1]
    spent, (_, most) = time.monotonic() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert spent < 60  # memory that is traced makes it slow, and so do others on the machine
    assert most < 100 << 20
    (error,) = row.errors
    return error.message.code


# ---------------------------------------------------------------- what a cell means


def test_cells_are_read_as_they_are_meant() -> None:
    (row,) = read(workbook(HEADER, ["P1", 2024, date(2016, 11, 15), 161234567890123]))

    assert row.document == {
        "reference": "P1",
        "title": "2024",
        "dates": {"filing": "2016-11-15"},
        "numbers": {"application": "161234567890123"},
    }
    assert (row.sheet, row.line) == ("cases", 2)


def test_a_day_with_midnight_is_a_day_and_one_with_an_hour_is_not() -> None:
    day, hour = read(workbook(HEADER, ["P1", "", datetime(2016, 11, 15)], ["P2", "", datetime(2016, 11, 15, 8)]))  # noqa: DTZ001 - a spreadsheet has no zones

    assert day.document["dates"] == {"filing": "2016-11-15"}
    assert [str(error.message) for error in hour.errors] == [
        "cell C3 holds 2016-11-15 08:00:00, which is no day; write it as YYYY-MM-DD"
    ]


def test_a_number_that_the_spreadsheet_rounded_is_refused_by_name() -> None:
    (row,) = read(workbook(HEADER, ["P1", "", "", 2016123456789012345]))

    (error,) = row.errors
    assert (error.field, error.message.code) == ("application_number", "workbook.rounded")
    assert "cell D2 holds 20161234567890" in str(error.message)


def test_an_error_in_a_cell_is_told() -> None:
    content = rebuilt(
        workbook(HEADER),
        sheet=sheet_of(
            f'<row r="1">{text_cell("A1", "reference")}{text_cell("B1", "title")}</row>'
            f'<row r="2">{text_cell("A2", "P1")}<c r="B2" t="e"><v>#N/A</v></c></row>'
        ),
    )
    (row,) = read(content)

    assert [(error.field, error.message.code) for error in row.errors] == [("title", "workbook.error")]


def test_a_formula_is_read_by_its_stored_value_and_refused_without_one() -> None:
    header = f'<row r="1">{text_cell("A1", "reference")}{text_cell("B1", "title")}</row>'
    with_value = f'{header}<row r="2">{text_cell("A2", "P1")}<c r="B2" t="str"><f>A2&amp;"x"</f><v>P1x</v></c></row>'
    (row,) = read(rebuilt(workbook(HEADER), sheet=sheet_of(with_value)))
    assert row.document == {"reference": "P1", "title": "P1x"}

    assert code_of(workbook(HEADER, ["P1", "=1+1"])) == "workbook.uncomputed"


def test_every_sheet_is_read_and_empty_ones_are_not() -> None:
    book = Workbook()
    book.worksheets[0].append(["reference", "title"])
    book.worksheets[0].append(["P1", "one"])
    done = book.create_sheet("Done")
    done.append(["reference", "kind", "number", "done_on"])
    done.append(["P1", "annuity", 3, date(2018, 11, 20)])
    book.create_sheet("Notes")
    content = io.BytesIO()
    book.save(content)

    case, completion = read(content.getvalue())

    assert (case.table, completion.table, completion.sheet) == ("cases", "completions", "Done")
    assert completion.completions == ({"kind": "annuity", "number": 3, "done_on": "2018-11-20"},)


# ---------------------------------------------------------------- what is refused


def test_what_is_no_workbook_is_told() -> None:
    whole = workbook(HEADER, ["P1"])
    assert code_of(whole[:2000]) == "workbook.broken"
    assert code_of(b"PK\x03\x04 and no more") == "workbook.broken"
    assert code_of(rebuilt(whole, sheet=b"<worksheet>")) == "workbook.broken"
    empty = io.BytesIO()
    with zipfile.ZipFile(empty, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert code_of(empty.getvalue()) == "workbook.broken"


def test_a_password_an_old_file_and_macros_are_told() -> None:
    assert code_of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)) == "workbook.protected"
    assert code_of(rebuilt(workbook(HEADER), macros=b"Sub Auto_Open()")) == "workbook.macros"


def test_a_part_that_swells_is_not_unpacked() -> None:
    assert code_of(rebuilt(workbook(HEADER), sheet=bytes(64 << 20))) == "workbook.packed"
    assert code_of(rebuilt(workbook(HEADER), strings=bytes(2 << 20))) == "workbook.packed"


def test_a_part_that_lies_about_its_size_is_read_no_further() -> None:
    """The sizes in the directory are set to ten bytes; what goes on behind them is never unpacked."""
    content = bytearray(rebuilt(workbook(HEADER), sheet=bytes(64 << 20)))
    size = (64 << 20).to_bytes(4, "little")
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = (10).to_bytes(4, "little")

    assert code_of(bytes(content)) == "workbook.broken"


def test_shared_texts_that_would_fill_the_memory_are_not_read() -> None:
    texts = "".join(f"<si><t>{number:x}</t></si>" for number in range(1_100_000))

    assert code_of(rebuilt(workbook(HEADER), strings=f"<sst {NAMESPACE}>{texts}</sst>".encode())) == "workbook.swollen"


def test_a_file_within_is_not_opened() -> None:
    inner = workbook(HEADER, ["P1"])

    assert code_of(rebuilt(inner, **{"xl/embeddings/book.xlsx": inner})) == "workbook.nested"
    assert code_of(rebuilt(inner, **{"xl/media/picture.png": inner})) == "workbook.nested"


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "prologue",
    [
        f"{BOMB}]>",
        '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % i SYSTEM "http://127.0.0.1:1/x">%i;]>',
    ],
)
def test_entities_are_neither_expanded_nor_followed(prologue: str) -> None:
    rows = f'<row r="1">{text_cell("A1", "&i;" if "% i" not in prologue else "x")}</row>'

    assert code_of(rebuilt(workbook(HEADER), sheet=sheet_of(rows, prologue=prologue))) == "workbook.entities"


def test_a_million_empty_columns_and_rows_cost_nothing() -> None:
    """A sheet says that it goes to the last cell there is, and has two rows."""
    rows = f'<row r="1">{text_cell("A1", "reference")}</row><row r="2">{text_cell("A2", "P1")}</row>'
    lying = sheet_of(rows, before='<dimension ref="A1:XFD1048576"/>')
    assert [row.reference for row in read(rebuilt(workbook(HEADER), sheet=lying))] == ["P1"]

    far_right = sheet_of(f'<row r="1">{text_cell("A1", "reference")}<c r="XFD1"/></row>')
    assert code_of(rebuilt(workbook(HEADER), sheet=far_right)) == "workbook.wide"
    beyond = sheet_of(f'<row r="1">{text_cell("A1", "reference")}<c r="ZZZZZZZ1"/></row>')
    assert code_of(rebuilt(workbook(HEADER), sheet=beyond)) == "workbook.broken"


def test_a_row_at_the_end_of_the_world_ends_the_sheet() -> None:
    last = sheet_of(
        f'<row r="1">{text_cell("A1", "reference")}</row><row r="999999999">{text_cell("A999999999", "P1")}</row>'
    )

    row = read(rebuilt(workbook(HEADER), sheet=last))[-1]

    assert row.fatal
    assert [error.message.code for error in row.errors] == ["workbook.long"]


def test_names_in_the_zip_never_become_files(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    content = rebuilt(workbook(HEADER, ["P1"]), **{"../../evil.txt": b"x", "/evil.txt": b"x", "a" * 5000: b"x"})

    assert [row.reference for row in read(content)] == ["P1"]
    assert list(tmp_path.iterdir()) == []
