"""GCC Patent Office: annual fees in the first quarter, worked by hand."""

from datetime import date

import pytest

import rules

CASE = {"jurisdiction": "GC", "right": "patent"}


def test_fees_sit_on_calendar_dates(expect):
    """Filed 28 February 2010: year 17 is calendar year 2026; 1 January to 31 March, late with surcharge to 30 June."""
    expect(
        {**CASE, "dates": {"filing": "2010-02-28", "grant": "2016-08-31"}},
        {
            "kind": "annuity",
            "number": 17,
            "opens": "2026-01-01",
            "due": "2026-03-31",
            "due_effective": "2026-03-31",
            "grace_ends": "2026-06-30",
            "grace_ends_effective": "2026-06-30",
            "covers": {"from": "2026-02-28", "to": "2027-02-27"},
        },
        {"kind": "annuity", "number": 2, "due": "2011-03-31"},
        {"kind": "annuity", "number": 20, "due": "2029-03-31", "covers": {"from": "2029-02-28", "to": "2030-02-28"}},
        {"kind": "expiry", "number": None, "due": "2030-02-28"},
        never=[("annuity", 1), ("annuity", 21)],
    )


def test_the_day_of_the_year_makes_no_difference(expect):
    """Filed on 31 December 2015 and on 1 January 2016: year 2 is the next calendar year."""
    expect({**CASE, "dates": {"filing": "2015-12-31"}}, {"kind": "annuity", "number": 2, "due": "2016-03-31"})
    expect({**CASE, "dates": {"filing": "2016-01-01"}}, {"kind": "annuity", "number": 2, "due": "2017-03-31"})


def test_no_closed_day_moves_a_fee(expect):
    """31 March 2028 is a Friday, the weekly rest: the fee stays due on it."""
    expect(
        {**CASE, "dates": {"filing": "2012-07-01"}},
        {"kind": "annuity", "number": 17, "due": "2028-03-31", "due_effective": "2028-03-31"},
    )


@pytest.mark.parametrize(("filing", "last"), [("2021-01-05", 20), ("2023-01-01", 3)])
def test_only_years_2_and_3_of_applications_examined_for_a_state(expect, filing, last):
    """The last unitary filing day pays to year 20; what is filed since 2023 pays years 2 and 3 here."""
    expect(
        {**CASE, "dates": {"filing": filing}},
        {"kind": "annuity", "number": 2},
        {"kind": "annuity", "number": last},
        never=[("annuity", last + 1)],
    )


@pytest.mark.parametrize("filing", ["2021-01-06", "2022-12-31"])
def test_a_filing_in_the_gap_is_refused(filing):
    """Between 6 January 2021 and 31 December 2022 the Office took no filings: the date can't be right."""
    document = rules.as_document(rules.compute({**CASE, "dates": {"filing": filing}}, as_of=date(2026, 11, 22)))

    assert [(error["field"], error["code"]) for error in document["errors"]] == [("dates.filing", "gc.no_filings")]
