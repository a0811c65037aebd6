"""Nigeria: patents, designs and marks, worked by hand from the Acts."""

from datetime import date

import pytest

import rules

PATENT = {"jurisdiction": "NG", "right": "patent"}
DESIGN = {"jurisdiction": "NG", "right": "design"}
MARK = {"jurisdiction": "NG", "right": "trademark"}


@pytest.mark.parametrize("status", ["pending", "granted"])
def test_pda_7_yearly_from_the_first_anniversary(expect, status):
    """Filed 4 September 2018, pending or granted: from 4 September 2019 to 2037, six late months, no restoration."""
    expect(
        {**PATENT, "status": status, "dates": {"filing": "2018-09-04"}},
        {
            "kind": "annuity",
            "number": 2,
            "opens": None,
            "due": "2019-09-04",
            "due_effective": "2019-09-04",
            "grace_ends": "2020-03-04",
            "restoration_basis": "none",
            "covers": {"from": "2019-09-04", "to": "2020-09-03"},
        },
        {"kind": "annuity", "number": 20, "due": "2037-09-04", "covers": {"from": "2037-09-04", "to": "2038-09-04"}},
        {"kind": "expiry", "number": None, "due": "2038-09-04"},
        never=[("annuity", 1), ("annuity", 21)],
    )


def test_the_first_year_is_free(expect):
    """The year from filing to the day before the first anniversary is paid with the application."""
    document = expect({**PATENT, "dates": {"filing": "2018-09-04"}})

    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2018-09-04", "2019-09-03", "free")
    ]


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2018-12-25", 6, "2023-12-25", "2024-06-25"),  # Christmas Day: stays
        ("2019-06-12", 6, "2024-06-12", "2024-12-12"),  # Democracy Day: stays
        ("2016-10-01", 9, "2024-10-01", "2025-04-01"),  # National Day: stays
        ("2019-02-24", 6, "2024-02-24", "2024-08-24"),  # Saturdays: stay
        ("2016-02-29", 2, "2017-02-28", "2017-08-28"),  # no 29 February
        ("2016-02-29", 9, "2024-02-29", "2024-08-29"),  # it comes back
        ("2019-08-31", 5, "2023-08-31", "2024-02-29"),  # the sixth month is short
    ],
)
def test_closed_days_move_nothing(expect, filing, number, due, grace):
    """No shift is relied on: the nominal days are the last ones."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "due_effective": due,
            "grace_ends": grace,
            "grace_ends_effective": grace,
            "provisional": False,
        },
    )


def test_pct_counts_from_the_international_filing(expect):
    """International filing 7 May 2020, entry in 2022: the years that passed before are counted from 7 May 2020."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2020-05-07", "national_entry": "2022-11-01"}},
        {"kind": "annuity", "number": 4, "due": "2023-05-07"},
        {"kind": "expiry", "number": None, "due": "2040-05-07"},
    )


def test_pda_20_design_of_three_times_five_years(expect):
    """Filed 12 June 2018: within twelve months before 12 June 2023 and 2028, late six months, ends in 2033."""
    expect(
        {**DESIGN, "dates": {"priority": "2018-01-03", "filing": "2018-06-12", "registration": "2018-12-05"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2022-06-12",
            "due": "2023-06-12",
            "grace_ends": "2023-12-12",
            "covers": {"from": "2023-06-13", "to": "2028-06-12"},
        },
        {"kind": "renewal", "number": 2, "due": "2028-06-12", "covers": {"from": "2028-06-13", "to": "2033-06-12"}},
        {"kind": "expiry", "number": None, "due": "2033-06-12"},
        never=[("renewal", 3)],
    )


def test_tma_23_seven_years_then_fourteen(expect):
    """Filed 30 May 2012 with earlier priority: 30 May 2019, 2033, 2047; three months before, none after."""
    expect(
        {**MARK, "dates": {"priority": "2011-12-15", "filing": "2012-05-30", "registration": "2014-08-01"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2019-02-28",
            "due": "2019-05-30",
            "grace_ends": None,
            "covers": {"from": "2019-05-31", "to": "2033-05-30"},
        },
        {"kind": "renewal", "number": 2, "due": "2033-05-30"},
        {"kind": "renewal", "number": 3, "due": "2047-05-30"},
    )


def test_tma_23_twenty_ninth_of_february(expect):
    """Filed 29 February 2004: 28 February 2011 and 2025."""
    expect(
        {**MARK, "dates": {"filing": "2004-02-29"}},
        {"kind": "renewal", "number": 1, "due": "2011-02-28"},
        {"kind": "renewal", "number": 2, "due": "2025-02-28"},
    )


def test_tma_23_3_the_advertisement_is_spoken_of(expect):
    """No late period is computed for a mark; the result says what follows instead."""
    document = expect({**MARK, "dates": {"filing": "2012-05-30"}})

    assert "ng.advertisement" in {warning["code"] for warning in document["warnings"]}


def test_no_designation_under_the_madrid_protocol():
    """Nigeria is not bound by it: route `madrid` is refused by name."""
    result = rules.as_document(
        rules.compute({**MARK, "route": "madrid", "dates": {"ir": "2015-05-04"}}, as_of=date(2026, 11, 22))
    )

    assert [error["field"] for error in result["errors"]] == ["route"]
