"""Taiwan: annual fees and renewals, worked by hand from the Patent Act and the Trademark Act."""

from datetime import date

import pytest

import rules

PATENT = {"jurisdiction": "TW", "right": "patent", "status": "granted"}
MARK = {"jurisdiction": "TW", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def annual_fee(document, number):
    return next(each for each in document["deadlines"] if each["kind"] == "annuity" and each["number"] == number)


def test_art_93_each_year_ends_the_day_before_its_anniversary(expect):
    """Published 21 August 2015: year 2 due Saturday 20 August 2016, late to 20 February 2017, restored within a year.

    Filed 5 November 2013: through 4 November 2033; year 19 begins 21 August 2033 and is the last.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2013-11-05", "grant": "2015-08-21"}},
        {
            "kind": "annuity",
            "number": 2,
            "opens": None,
            "due": "2016-08-20",
            "due_effective": "2016-08-22",
            "act_by": "2016-08-20",
            "grace_ends": "2017-02-20",
            "grace_ends_effective": "2017-02-20",
            "restoration_ends": "2018-02-20",
            "restoration_basis": "unintentional",
            "covers": {"from": "2016-08-21", "to": "2017-08-20"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 3, "due": "2017-08-20", "due_effective": "2017-08-21"},
        {"kind": "annuity", "number": 19, "due": "2033-08-20", "covers": {"from": "2033-08-21", "to": "2033-11-04"}},
        {"kind": "expiry", "due": "2033-11-04"},
        never=[("annuity", 1), ("annuity", 20)],
    )

    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2013-11-05", "2015-08-20", "free"),
        ("2015-08-21", "2016-08-20", "prepaid"),
    ]


@pytest.mark.parametrize(
    ("grant", "untils"),
    [
        ("2015-08-21", ["2016-09-20", "2016-10-20", "2016-11-20", "2016-12-20", "2017-02-20"]),
        ("2016-12-01", ["2017-12-31", "2018-01-31", "2018-02-28", "2018-03-31", "2018-05-31"]),  # due 30 November
    ],
)
def test_art_94_a_fifth_more_for_each_month_begun(expect, grant, untils):
    """20, 40, 60, 80 % for the first four months, the whole fee again for the fifth and sixth."""
    late = annual_fee(expect({**PATENT, "dates": {"grant": grant}}), 2)["late"]

    assert [step["until"] for step in late] == untils
    assert [step["surcharge"] for step in late] == ["20 %", "40 %", "60 %", "80 %", "100 %"]


@pytest.mark.parametrize(
    ("grant", "due", "effective", "grace", "grace_effective", "restoration"),
    [
        ("2016-12-01", "2017-11-30", "2017-11-30", "2018-05-31", "2018-05-31", "2019-05-31"),
        ("2015-07-01", "2016-06-30", "2016-06-30", "2016-12-31", "2017-01-03", "2017-12-31"),  # New Year in between
        ("2018-03-01", "2019-02-28", "2019-03-04", "2019-08-31", "2019-09-02", "2020-08-31"),  # Peace Memorial Day
        ("2019-03-01", "2020-02-29", "2020-03-02", "2020-08-31", "2020-08-31", "2021-08-31"),  # a leap year
    ],
)
def test_art_20_periods_from_a_months_end_run_to_a_months_end(
    expect, grant, due, effective, grace, grace_effective, restoration
):
    """A year that ends with a month: the six months start on the first and end with the sixth month."""
    expect(
        {**PATENT, "dates": {"grant": grant}},
        {
            "kind": "annuity",
            "number": 2,
            "due": due,
            "due_effective": effective,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
            "restoration_ends": restoration,
        },
    )


def test_a_working_saturday_is_open(expect):
    """20 February 2021 was a Saturday worked for the New Year break: year 3 must be paid on it."""
    expect(
        {**PATENT, "dates": {"grant": "2019-02-21"}},
        {"kind": "annuity", "number": 3, "due": "2021-02-20", "due_effective": "2021-02-20"},
    )


def test_art_34_a_divisional_ends_with_its_parents_filing(expect):
    """Parent filed 14 March 2011, division published 1 October 2017: its years count from its own publication."""
    dates = {"parent_filing": "2011-03-14", "filing": "2016-02-02", "grant": "2017-10-01"}
    expect(
        {**PATENT, "route": "divisional", "dates": dates},
        {"kind": "annuity", "number": 2, "due": "2018-09-30", "due_effective": "2018-10-01"},
        {"kind": "annuity", "number": 14, "due": "2030-09-30"},
        {"kind": "expiry", "due": "2031-03-13"},
        never=[("annuity", 15)],
    )


def test_last_year_may_begin_on_the_last_day(expect):
    """Filed 1 June 2010, published 31 May 2013: year 18 begins on 31 May 2030, the last day of the term."""
    expect(
        {**PATENT, "dates": {"filing": "2010-06-01", "grant": "2013-05-31"}},
        {"kind": "annuity", "number": 18, "due": "2030-05-30"},
        {"kind": "expiry", "due": "2030-05-31"},
        never=[("annuity", 19)],
    )


@pytest.mark.parametrize("status", ["pending", "granted"])
def test_without_publication_only_the_term_is_known(expect, status):
    """Nothing is paid while pending, and the years can't be counted without the publication."""
    document = expect(
        {**PATENT, "status": status, "dates": {"filing": "2022-10-17"}},
        {"kind": "expiry", "due": "2042-10-16"},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"grant"}


def test_art_114_utility_model_runs_ten_years(expect):
    """Filed 1 June 2016, published 1 October: year 2 due 30 September 2017, a Saturday that was worked."""
    expect(
        {**PATENT, "right": "utility_model", "dates": {"filing": "2016-06-01", "grant": "2016-10-01"}},
        {"kind": "annuity", "number": 2, "due": "2017-09-30", "due_effective": "2017-09-30"},
        {"kind": "annuity", "number": 10, "due": "2025-09-30"},
        {"kind": "expiry", "due": "2026-05-31"},
        never=[("annuity", 11)],
    )


@pytest.mark.parametrize(
    ("filing", "expires", "last"),
    [
        ("2007-11-01", "2019-10-31", 12),  # over the day before the Act
        ("2007-11-02", "2022-11-01", 15),  # its twelve years would have ended on the Act's first day
        ("2007-11-03", "2022-11-02", 15),
    ],
)
def test_art_157_4_designs_alive_on_1_november_2019_get_fifteen_years(expect, filing, expires, last):
    """Published 11 June 2008; twelve years from filing were over, or not, when the Act came into force."""
    expect(
        {**PATENT, "right": "design", "dates": {"filing": filing, "grant": "2008-06-11"}},
        {"kind": "annuity", "number": last},
        {"kind": "expiry", "due": expires},
        never=[("annuity", last + 1)],
    )


def test_art_135_a_derivative_design_ends_with_its_principal(expect):
    """Principal filed 8 May 2018, derivative filed 2 July 2019: both end on 7 May 2033."""
    dates = {"principal_filing": "2018-05-08", "filing": "2019-07-02", "grant": "2020-01-11"}
    expect(
        {**PATENT, "right": "design", "dates": dates},
        {"kind": "annuity", "number": 2, "due": "2021-01-10", "due_effective": "2021-01-11"},
        {"kind": "annuity", "number": 14, "due": "2033-01-10"},
        {"kind": "expiry", "due": "2033-05-07"},
        never=[("annuity", 15)],
    )


@pytest.mark.parametrize(
    ("registration", "opens", "due", "effective", "grace", "grace_effective"),
    [
        ("2016-02-16", "2025-08-16", "2026-02-15", "2026-02-23", "2026-08-15", "2026-08-17"),  # New Year break
        ("2016-03-01", "2025-09-01", "2026-02-28", "2026-03-02", "2026-08-31", "2026-08-31"),  # a month's end
        ("2018-03-01", "2027-09-01", "2028-02-29", "2028-02-29", "2028-08-31", "2028-08-31"),  # a leap year
        ("2016-01-01", "2025-07-01", "2025-12-31", "2025-12-31", "2026-06-30", "2026-06-30"),
    ],
)
def test_tma_33_34_ten_years_with_the_day_of_publication(
    expect, registration, opens, due, effective, grace, grace_effective
):
    """The last day lies before the tenth anniversary; six months before it and, for double the fee, six after."""
    expect(
        {**MARK, "dates": {"registration": registration}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": opens,
            "due": due,
            "due_effective": effective,
            "act_by": due,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
            "restoration_basis": "none",
        },
        never=[("instalment", 2), ("declaration_of_use", 1)],
    )


def test_tma_33_each_renewal_pays_for_the_ten_years_that_follow(expect):
    """Published 16 February 2016: the second term runs from 16 February 2026 to 15 February 2036."""
    expect(
        {**MARK, "dates": {"registration": "2016-02-16"}},
        {"kind": "renewal", "number": 1, "covers": {"from": "2026-02-16", "to": "2036-02-15"}},
        {"kind": "renewal", "number": 2, "due": "2036-02-15"},
    )


@pytest.mark.parametrize(("right", "route"), [("patent", "pct"), ("design", "hague"), ("trademark", "madrid")])
def test_no_international_system_reaches_taiwan(right, route):
    """Such a route is refused by name."""
    refused = rules.compute({"jurisdiction": "TW", "right": right, "route": route}, as_of=date(2026, 11, 22))

    assert isinstance(refused, rules.Refused)
    assert [error.field for error in refused.errors] == ["route"]
