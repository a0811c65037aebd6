"""How texts stand in cells: nothing is computed by a spreadsheet, and every text comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from service.portfolio.tables.cells import bare, guarded
from service.portfolio.tables.workbooks import sheets

# What the store can hold: everything but NUL and half characters.
STORABLE = st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"]))
NASTY = st.text(st.sampled_from([*"=+-@'\"\t\r\n _x0041F\\{}5", "\ufffe", "\x07", "导"]))
COMPUTED = ("=", "+", "-", "@", "\t", "\r", "\n")


@given(STORABLE | NASTY)
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert bare(guarded(text)) == text


@given(STORABLE | NASTY)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert not guarded(text).startswith(COMPUTED)


@given(st.lists(STORABLE | NASTY, min_size=1))
def test_every_text_comes_back_from_csv(texts: list[str]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow([guarded(text) for text in texts])

    (row,) = csv.reader(io.StringIO(buffer.getvalue(), newline=""), strict=True)

    assert [bare(cell) for cell in row] == texts


@given(st.lists((STORABLE | NASTY).filter(bool), min_size=1, max_size=20))
def test_every_text_comes_back_from_a_workbook(texts: list[str]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    cells = [WriteOnlyCell(sheet, value=guarded(text)) for text in texts]
    for cell in cells:
        cell.data_type = "s"
    sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    content.seek(0)

    assert [bare(str(cell)) for _, lines in sheets(content) for line in lines for cell in line.cells] == texts


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("'=SUM", "=SUM"),
        ("  P1 ", "P1"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ("-5", "-5"),
        ("'\"not JSON", "'\"not JSON"),
        ('\'" JSON"', " JSON"),
    ],
)
def test_what_people_write_is_left_alone(cell: str, text: str) -> None:
    assert bare(cell) == text
