"""Reading other systems' lists: columns mapped or guessed, dates as stated, and what can't be read told by row."""

import io
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from service.portfolio.errors import Invalid
from service.portfolio.grids import grids
from service.portfolio.reconciling.lists import Mapped, Theirs, Writing, map_columns, read_list


def read(text: str, **writing: Any) -> tuple[Mapped, list[Theirs]]:
    grid = next(grids(io.BufferedReader(io.BytesIO(text.encode()))))
    how = Writing(**writing)
    mapped = map_columns(grid, how)
    return mapped, list(read_list(grid, how, mapped))


def refusal(text: str, **writing: Any) -> Mapping[str, str]:
    with pytest.raises(Invalid) as refused:
        read(text, **writing)
    return {error.field: error.message.code for error in refused.value.errors}


def test_columns_are_guessed_by_the_names_that_such_lists_use() -> None:
    mapped, (row,) = read("Our Ref.;Country;Appl. No;Type;Year;Due Date\nP1;ep;16198765.4;Annuity;12;2027-11-30\n")

    assert mapped.columns == {
        "reference": "Our Ref.",
        "due": "Due Date",
        "kind": "Type",
        "number": "Year",
        "office": "Country",
        "application_number": "Appl. No",
    }
    assert set(mapped.guessed) == set(mapped.columns)
    assert (row.reference, row.due, row.kinds, row.number, row.office, row.numbers) == (
        "P1",
        date(2027, 11, 30),
        ("annuity",),
        12,
        "EP",
        {"application": "16198765.4"},
    )


def test_chinese_headings_are_known_too() -> None:
    mapped, (row,) = read("案号,国家,申请号,费用种类,年度,应缴日\nP1,CN,201610012345.6,年费,第12年,2027-11-30\n")

    assert (len(mapped.guessed), row.kinds, row.number, row.errors) == (6, ("annuity",), 12, ())


def test_a_mapping_goes_before_a_guess() -> None:
    given = {"due": "Paid by", "reference": "Ref"}
    mapped, (row,) = read("Ref,Our ref,Due,Paid by\nX,P1,2020-01-01,2027-11-30\n", columns=given)

    assert (row.reference, row.due) == ("X", date(2027, 11, 30))
    assert (mapped.columns, mapped.guessed) == (given, ())


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("DD.MM.YYYY", "30.11.2027"),
        ("MM/DD/YYYY", "11/30/2027"),
        ("DD-MMM-YYYY", "30-Nov-2027"),
        ("YYYY/MM/DD", "2027/11/30"),
        ("DD.MM.YYYY", "2027-11-30"),  # as a workbook has its days
        ("DD/MM/YYYY", "30/11/2027"),
    ],
)
def test_dates_are_read_as_the_list_is_said_to_write_them(form: str, text: str) -> None:
    _, (row,) = read(f"Ref,Due\nP1,{text}\n", date_format=form)

    assert (row.due, row.errors) == (date(2027, 11, 30), ())


@pytest.mark.parametrize("text", ["11/30/2027", "31/11/2027", "30/11/27", "soon", "30/11/0202"])
def test_a_date_of_another_form_is_no_date(text: str) -> None:
    _, (row,) = read(f"Ref,Due\nP1,{text}\n", date_format="DD/MM/YYYY")

    (error,) = row.errors
    assert (error.field, error.message.code) == ("Due", "due_list.day")


def test_what_a_row_lacks_is_told_with_its_column() -> None:
    _, rows = read("Ref,Country,Reg. no.,Type,Year,Due\n,,,Annuity,5,2027-11-30\nP1,Germany,1,Oppose,x,\n")

    assert [[error.message.code for error in row.errors] for row in rows] == [
        ["due_list.nobody"],
        ["due_list.no_due", "due_list.word", "due_list.number", "due_list.office"],
    ]


def test_words_for_kinds_can_be_told() -> None:
    _, (row,) = read("Ref,Type,Due\nP1,Jahresgebühr,2027-11-30\n", kinds={"jahresgebühr": "annuity"})

    assert row.kinds == ("annuity",)


def test_a_list_that_can_not_be_compared_is_refused_with_the_remedy() -> None:
    assert refusal("Ref,When\nP1,2027-11-30\n") == {"columns.due": "due_list.unmapped"}
    assert refusal("Due,Title\n2027-11-30,x\n") == {"columns.reference": "due_list.no_key"}
    assert refusal("Ref,Due\n", columns={"due": "Do"}) == {"columns.due": "due_list.no_column"}
    assert list(refusal("Ref,Due\n", columns={"dew": "Due"})) == ["dew"]
    assert refusal("Ref,Due\n", date_format="DD.MM.YY") == {"date_format": "due_list.format"}
    assert refusal("Ref,Due\n", kinds={"x": "anuity"}) == {"kinds.x": "due_list.kind"}
