"""Viet Nam: maintenance fees and renewals, worked by hand from the Law on Intellectual Property and the Civil Code."""

import pytest

PATENT = {"jurisdiction": "VN", "right": "patent", "status": "granted"}
DESIGN = {"jurisdiction": "VN", "right": "design", "status": "registered"}
MARK = {"jurisdiction": "VN", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def found(document, kind, number):
    return next(each for each in document["deadlines"] if each["kind"] == kind and each["number"] == number)


def test_art_94_year_two_is_due_on_the_first_anniversary_of_the_grant(expect):
    """Granted 30 April 2018: 30 April 2019 is Reunification Day, 1 May Labour Day: Thursday 2 May.

    Open since 30 October, late to 30 October with 10 % a month. Filed 20 June 2014: year 17, from 30 April 2034, last.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2014-06-20", "grant": "2018-04-30"}},
        {
            "kind": "annuity",
            "number": 2,
            "opens": "2018-10-30",
            "due": "2019-04-30",
            "due_effective": "2019-05-02",
            "act_by": "2019-04-30",
            "grace_ends": "2019-10-30",
            "restoration_ends": None,
            "restoration_basis": "none",
            "covers": {"from": "2019-05-01", "to": "2020-04-30"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 17, "due": "2034-04-30", "covers": {"from": "2034-05-01", "to": "2034-06-20"}},
        {"kind": "expiry", "due": "2034-06-20"},
        never=[("annuity", 1), ("annuity", 18)],
    )

    assert [step["surcharge"] for step in found(document, "annuity", 2)["late"]] == ["10 % for each month begun"]
    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2014-06-20", "2018-04-29", "free"),
        ("2018-04-30", "2019-04-30", "prepaid"),
    ]


@pytest.mark.parametrize(
    ("route", "dates"),
    [
        (
            "pct",
            {"priority": "2010-03-16", "filing": "2011-03-15", "national_entry": "2012-09-14", "grant": "2015-08-19"},
        ),
        ("divisional", {"parent_filing": "2011-03-15", "filing": "2013-02-04", "grant": "2015-08-19"}),
    ],
)
def test_art_93_2_term_from_the_international_or_the_parents_filing(expect, route, dates):
    """Fees from the grant of 19 August 2015: late end Sunday 19 February 2017; year 16 of 2030 is the last."""
    expect(
        {**PATENT, "route": route, "dates": dates},
        {
            "kind": "annuity",
            "number": 2,
            "opens": "2016-02-19",
            "due": "2016-08-19",
            "grace_ends": "2017-02-19",
            "grace_ends_effective": "2017-02-20",
        },
        {"kind": "annuity", "number": 16, "due": "2030-08-19"},
        {"kind": "expiry", "due": "2031-03-15"},
        never=[("annuity", 17)],
    )


@pytest.mark.parametrize(
    ("grant", "opens", "due", "grace"),
    [
        ("2017-08-31", "2018-02-28", "2018-08-31", "2019-02-28"),
        ("2016-02-29", "2016-08-28", "2017-02-28", "2017-08-28"),
        ("2018-03-31", "2018-09-30", "2019-03-31", "2019-09-30"),
    ],
)
def test_cc_148_corresponding_day_or_the_last_of_the_month(expect, grant, opens, due, grace):
    """Both six months are counted from the nominal day."""
    expect(
        {**PATENT, "dates": {"grant": grant}},
        {"kind": "annuity", "number": 2, "opens": opens, "due": due, "grace_ends": grace},
    )


@pytest.mark.parametrize(
    ("grant", "number", "due", "effective"),
    [
        ("2019-08-22", 8, "2026-08-22", "2026-08-22"),  # a Saturday worked in exchange for Monday 31 August
        ("2020-08-31", 7, "2026-08-31", "2026-09-03"),  # that Monday and National Day
        ("2019-08-15", 8, "2026-08-15", "2026-08-17"),  # an ordinary Saturday
    ],
)
def test_days_off_and_worked_in_exchange(expect, grant, number, due, effective):
    """The office is open on a Saturday declared a working day."""
    expect(
        {**PATENT, "dates": {"grant": grant}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": effective, "act_by": due},
    )


def test_no_fee_falls_due_on_the_last_day_of_the_term(expect):
    """Filed and granted on a 10 October, ten years apart: year 10 begins 2023, year 11 would begin after the end."""
    expect(
        {**PATENT, "dates": {"filing": "2004-10-10", "grant": "2014-10-10"}},
        {"kind": "annuity", "number": 10, "due": "2023-10-10", "covers": {"from": "2023-10-11", "to": "2024-10-10"}},
        {"kind": "expiry", "due": "2024-10-10"},
        never=[("annuity", 11)],
    )


@pytest.mark.parametrize("status", ["pending", "granted"])
def test_without_the_grant_only_the_term_is_known(expect, status):
    """Nothing is paid while pending, and the years can't be counted without the grant."""
    document = expect(
        {**PATENT, "status": status, "dates": {"filing": "2022-10-17"}},
        {"kind": "expiry", "due": "2042-10-17"},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"grant"}


def test_art_93_3_utility_solution_runs_ten_years(expect):
    """Filed 10 January 2018, granted 15 July 2020: years 2 to 8."""
    expect(
        {**PATENT, "right": "utility_model", "dates": {"filing": "2018-01-10", "grant": "2020-07-15"}},
        {"kind": "annuity", "number": 2, "due": "2021-07-15"},
        {"kind": "annuity", "number": 8, "due": "2027-07-15"},
        {"kind": "expiry", "due": "2028-01-10"},
        never=[("annuity", 9)],
    )


def test_art_93_4_design_is_renewed_twice(expect):
    """Filed 22 May 2018: due 22 May 2023 and 2028, safe a day before, over on 22 May 2033."""
    document = expect(
        {**DESIGN, "dates": {"filing": "2018-05-22", "registration": "2019-06-10"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2022-11-22",
            "due": "2023-05-22",
            "act_by": "2023-05-21",
            "grace_ends": "2023-11-22",
            "covers": {"from": "2023-05-23", "to": "2028-05-22"},
            "certainty": "arguable",
        },
        {"kind": "renewal", "number": 2, "due": "2028-05-22", "covers": {"from": "2028-05-23", "to": "2033-05-22"}},
        {"kind": "expiry", "due": "2033-05-22"},
        never=[("renewal", 3)],
    )

    assert found(document, "renewal", 1)["alternatives"][0]["due"] == "2023-05-21"


def test_art_93_6_a_mark_counts_from_filing_whatever_the_priority(expect):
    """Filed 18 November 2016: due 18 November 2026, open since 18 May, late to 18 May 2027."""
    expect(
        {**MARK, "dates": {"priority": "2016-06-01", "filing": "2016-11-18", "registration": "2018-01-25"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-05-18",
            "due": "2026-11-18",
            "act_by": "2026-11-17",
            "grace_ends": "2027-05-18",
            "restoration_basis": "none",
            "covers": {"from": "2026-11-19", "to": "2036-11-18"},
        },
        {"kind": "renewal", "number": 2, "due": "2036-11-18"},
        never=[("declaration_of_use", 1)],
    )


def test_tet(expect):
    """Due 17 February 2026, New Year's Day: closed from the 16th to the 20th and over the weekend: Monday the 23rd."""
    expect(
        {**MARK, "dates": {"filing": "2016-02-17"}},
        {"kind": "renewal", "number": 1, "due": "2026-02-17", "due_effective": "2026-02-23", "act_by": "2026-02-16"},
    )


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    """No renewal in Viet Nam for them."""
    document = expect(
        {**DESIGN, "right": right, "route": route, "dates": {"filing": "2020-03-04", "registration": "2021-01-20"}},
        never=[("renewal", 1), ("renewal", 2)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
