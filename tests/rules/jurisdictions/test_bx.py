"""Benelux Office for Intellectual Property: designs and marks, worked by hand from the Convention."""

import pytest

DESIGN = {"jurisdiction": "BX", "right": "design"}
MARK = {"jurisdiction": "BX", "right": "trademark"}


def test_art_2_9_ten_years_six_months_before_and_after(expect):
    """Filed 18 May 2016: 18 November 2025 to 18 May 2026, with extra fee until 18 November 2026."""
    expect(
        {**MARK, "dates": {"filing": "2016-05-18", "registration": "2016-08-10"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-11-18",
            "due": "2026-05-18",
            "act_by": "2026-05-18",
            "due_effective": "2026-05-18",
            "grace_ends": "2026-11-18",
            "restoration_ends": None,
            "restoration_basis": "none",
            "covers": {"from": "2026-05-19", "to": "2036-05-18"},
            "certainty": "certain",
        },
        {"kind": "renewal", "number": 2, "due": "2036-05-18"},
    )


def test_art_2_9_counts_from_filing_not_from_registration(expect):
    """A registration a year later changes nothing; without its date the renewal is computed all the same."""
    for dates in ({"filing": "2017-04-03", "registration": "2018-04-20"}, {"filing": "2017-04-03"}):
        expect({**MARK, "dates": dates}, {"kind": "renewal", "number": 1, "due": "2027-04-03"})


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2008-02-29", 1, "2018-02-28", "2018-08-28"),  # no 29 February in 2018
        ("2008-02-29", 2, "2028-02-29", "2028-08-29"),  # it comes back in a leap year
        ("2017-08-31", 1, "2027-08-31", "2028-02-29"),  # six months into a short month
        ("2017-11-30", 1, "2027-11-30", "2028-05-30"),  # by the same number, not to the month's end
    ],
)
def test_months_run_from_date_to_date(expect, filing, number, due, grace):
    expect(
        {**MARK, "dates": {"filing": filing}}, {"kind": "renewal", "number": number, "due": due, "grace_ends": grace}
    )


@pytest.mark.parametrize(
    ("filing", "due", "on_time", "grace", "grace_effective"),
    [
        # Saturday 11 July 2026: Monday; six months still from the 11th, to Monday 11 January 2027
        ("2016-07-11", "2026-07-11", "2026-07-13", "2027-01-11", "2027-01-11"),
        # King's Day, 27 April 2026, is a Monday
        ("2016-04-27", "2026-04-27", "2026-04-28", "2026-10-27", "2026-10-27"),
        # Good Friday 3 April 2026, the weekend, Easter Monday: Tuesday the 7th; 3 October is a Saturday
        ("2016-04-03", "2026-04-03", "2026-04-07", "2026-10-03", "2026-10-05"),
        # Christmas 2026 is a Friday and the 26th a Saturday: Monday the 28th
        ("2016-12-25", "2026-12-25", "2026-12-28", "2027-06-25", "2027-06-25"),
    ],
)
def test_closed_days_move_the_ends_and_nothing_else(expect, filing, due, on_time, grace, grace_effective):
    expect(
        {**MARK, "dates": {"filing": filing}},
        {
            "kind": "renewal",
            "number": 1,
            "due": due,
            "act_by": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


@pytest.mark.parametrize(
    ("filing", "provisional"),
    [
        ("2016-06-20", False),  # the late period ends in December 2026
        ("2016-07-20", True),  # in January 2027: closing days not yet listed
    ],
)
def test_closing_days_are_listed_year_by_year(expect, filing, provisional):
    expect({**MARK, "dates": {"filing": filing}}, {"kind": "renewal", "number": 1, "provisional": provisional})


def test_art_3_14_design_in_five_periods(expect):
    """Filed 22 June 2021: payable from 22 June 2025, due 22 June 2026, late until 22 December; ends 22 June 2046."""
    expect(
        {**DESIGN, "dates": {"filing": "2021-06-22", "registration": "2021-07-30"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-06-22",
            "due": "2026-06-22",
            "grace_ends": "2026-12-22",
            "covers": {"from": "2026-06-23", "to": "2031-06-22"},
        },
        {"kind": "renewal", "number": 4, "due": "2041-06-22", "covers": {"from": "2041-06-23", "to": "2046-06-22"}},
        {"kind": "expiry", "number": None, "due": "2046-06-22"},
        never=[("renewal", 5)],
    )


def test_divisional_mark_keeps_the_original_filing(expect):
    expect(
        {**MARK, "route": "divisional", "dates": {"parent_filing": "2018-03-05", "filing": "2019-06-14"}},
        {"kind": "renewal", "number": 1, "due": "2028-03-05"},
    )


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "BX", "right": right, "route": route, "dates": {"filing": "2015-03-04"}},
        never=[("renewal", 1), ("renewal", 2)],
    )
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]


def test_the_term_of_an_international_design_counts_from_its_own_registration(expect):
    expect(
        {**DESIGN, "route": "hague", "dates": {"ir": "2014-12-01", "filing": "2015-03-04"}},
        {"kind": "expiry", "number": None, "due": "2039-12-01"},
    )


def test_patents_are_national(expect):
    with pytest.raises(AssertionError, match="BX has no rules for right patent"):
        expect({"jurisdiction": "BX", "right": "patent", "dates": {"filing": "2015-03-04"}})
