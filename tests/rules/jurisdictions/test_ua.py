"""Ukraine: annuities with the catch-up at grant, the suspension of periods, renewals, worked by hand."""

import pytest

PATENT = {"jurisdiction": "UA", "right": "patent"}


def test_art_32_years_begun_by_grant_within_four_months(expect):
    """Filed 12 March 2017, grant published 25 January 2021: years 1 to 4 by 25 May 2021, year 5 on 12 March 2021."""
    expect(
        {**PATENT, "dates": {"filing": "2017-03-12", "grant": "2021-01-25"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "opens": "2021-01-25",
                "due": "2021-05-25",
                "grace_ends": "2022-05-25",
            }
            for number in (1, 2, 3, 4)
        ),
        {"kind": "annuity", "number": 5, "due": "2021-03-12", "grace_ends": "2022-03-12"},
        {"kind": "annuity", "number": 20, "opens": "2035-11-12", "due": "2036-03-12"},
        {"kind": "expiry", "number": None, "due": "2037-03-12"},
        never=[("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("number", "due", "grace"),
    [
        (5, "2022-02-23", "2023-02-23"),  # the day before the suspension
        (6, "2023-02-23", None),  # within it
        (8, "2025-02-23", None),
        (9, "2026-02-23", "2027-02-23"),  # ordinary counting again
    ],
)
def test_law_2174_ix_suspended_periods_have_no_computed_late_period(expect, number, due, grace):
    """Filed 23 February 2018: due days stay; from 24 February 2022 to 30 May 2025 the register decides."""
    document = expect(
        {**PATENT, "dates": {"filing": "2018-02-23", "grant": "2020-01-27"}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace},
    )

    assert "ua.suspended" in {warning["code"] for warning in document["warnings"]}


@pytest.mark.parametrize(("filing", "grace"), [("2015-05-30", None), ("2015-05-31", "2026-05-31")])
def test_law_4362_ix_ordinary_counting_since_31_may_2025(expect, filing, grace):
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2018-01-10"}},
        {"kind": "annuity", "number": 11, "due": f"2025{filing[4:]}", "grace_ends": grace},
    )


def test_cc_254_weekends_move_and_holidays_under_martial_law_do_not(expect):
    """28 June 2026 (Constitution Day) is a Sunday: Monday 29. 24 August 2026 (Independence Day) is a working Monday."""
    expect(
        {**PATENT, "dates": {"filing": "2016-06-28", "grant": "2019-01-10"}},
        {"kind": "annuity", "number": 11, "due": "2026-06-28", "due_effective": "2026-06-29"},
    )
    expect(
        {**PATENT, "dates": {"filing": "2016-08-24", "grant": "2019-01-10"}},
        {"kind": "annuity", "number": 11, "due": "2026-08-24", "due_effective": "2026-08-24"},
    )


def test_nothing_is_due_before_grant(expect):
    document = expect(
        {**PATENT, "dates": {"filing": "2024-02-29"}}, {"kind": "expiry", "number": None, "due": "2044-02-29"}
    )

    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["grant"]


def test_utility_models_ten_years(expect):
    expect(
        {"jurisdiction": "UA", "right": "utility_model", "dates": {"filing": "2019-10-01", "grant": "2020-04-10"}},
        {"kind": "annuity", "number": 1, "due": "2020-08-10"},
        {"kind": "annuity", "number": 10, "due": "2028-10-01", "covers": {"from": "2028-10-01", "to": "2029-10-01"}},
        {"kind": "expiry", "number": None, "due": "2029-10-01"},
        never=[("annuity", 11)],
    )


def test_designs_five_years_four_renewals_since_august_2020(expect):
    new = expect(
        {"jurisdiction": "UA", "right": "design", "dates": {"filing": "2020-08-16"}},
        {"kind": "renewal", "number": 1, "due": "2025-08-16", "grace_ends": "2026-02-16"},
        {"kind": "renewal", "number": 4, "due": "2040-08-16"},
        {"kind": "expiry", "number": None, "due": "2045-08-16"},
    )
    old = expect({"jurisdiction": "UA", "right": "design", "dates": {"filing": "2020-08-15"}})

    assert "ua.register_decides" not in {warning["code"] for warning in new["warnings"]}
    assert "ua.register_decides" in {warning["code"] for warning in old["warnings"]}


def test_marks_ten_years_from_filing(expect):
    """26 September 2026 is a Saturday: Monday 28; late from the nominal day to 26 March 2027."""
    expect(
        {"jurisdiction": "UA", "right": "trademark", "dates": {"filing": "2016-09-26"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-03-26",
            "due": "2026-09-26",
            "due_effective": "2026-09-28",
            "grace_ends": "2027-03-26",
        },
    )


@pytest.mark.parametrize(("right", "route"), [("trademark", "madrid"), ("design", "hague")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "UA", "right": right, "route": route, "dates": {"filing": "2021-06-30"}},
        never=[("renewal", 1)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
