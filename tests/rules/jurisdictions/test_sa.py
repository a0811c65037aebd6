"""Saudi Arabia: fees in the first quarter, terms of marks in Hijri and Gregorian years, worked by hand."""

import pytest

PATENT = {"jurisdiction": "SA", "right": "patent"}
DESIGN = {"jurisdiction": "SA", "right": "design"}
MARK = {"jurisdiction": "SA", "right": "trademark"}


def test_annual_fees_sit_in_the_first_quarter(expect):
    """Filed 14 May 2020: year 8 is calendar year 2027; doubled from April to June."""
    expect(
        {**PATENT, "dates": {"filing": "2020-05-14"}},
        {"kind": "annuity", "number": 2, "due": "2021-03-31"},
        {
            "kind": "annuity",
            "number": 8,
            "opens": "2027-01-01",
            "due": "2027-03-31",
            "due_effective": "2027-03-31",
            "grace_ends": "2027-06-30",
            "grace_ends_effective": "2027-06-30",
            "covers": {"from": "2027-05-14", "to": "2028-05-13"},
        },
        {"kind": "annuity", "number": 20, "due": "2039-03-31"},
        {"kind": "expiry", "number": None, "due": "2040-05-14"},
        never=[("annuity", 1), ("annuity", 21)],
    )


@pytest.mark.parametrize(("filing", "first"), [("2022-12-31", "2023-03-31"), ("2023-01-01", "2024-03-31")])
def test_the_calendar_year_of_filing_decides(expect, filing, first):
    """New Year's Eve and New Year's Day are a year of fees apart."""
    expect({**PATENT, "dates": {"filing": filing}}, {"kind": "annuity", "number": 2, "due": first})


@pytest.mark.parametrize(
    ("filing", "number", "due"), [("2020-05-14", 6, "2025-03-31"), ("2020-05-14", 9, "2028-03-31")]
)
def test_no_closed_day_moves_a_fee(expect, filing, number, due):
    """31 March 2025 fell into the Eid break, 31 March 2028 is a Friday: neither is counted on."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": due, "act_by": due},
    )


def test_pct_back_years_fall_due_in_the_year_after_entry(expect):
    """Filed 10 March 2022, entered 1 September 2024: years 2 (2023) and 3 (2024) with year 4 by 31 March 2025."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2022-03-10", "national_entry": "2024-09-01"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "opens": "2025-01-01",
                "due": "2025-03-31",
                "grace_ends": "2025-06-30",
            }
            for number in (2, 3, 4)
        ),
        {"kind": "annuity", "number": 5, "due": "2026-03-31"},
    )


@pytest.mark.parametrize(("filing", "last"), [("2012-12-31", 10), ("2013-01-01", 15), ("2020-06-22", 15)])
def test_m_45_fifteen_years_for_designs_filed_since_2013(expect, filing, last):
    """Ten years for designs filed to the end of 2012, fifteen for those alive on 3 October 2023."""
    expect(
        {**DESIGN, "dates": {"filing": filing}},
        {"kind": "annuity", "number": last},
        {"kind": "expiry", "number": None, "due": f"{int(filing[:4]) + last}{filing[4:]}"},
        never=[("annuity", last + 1)],
    )


def test_m_45_eleventh_year_of_designs_filed_in_2013(expect):
    """It was to be paid before 23 May 2024; the years around it keep the first quarter."""
    expect(
        {**DESIGN, "dates": {"filing": "2013-04-02"}},
        {"kind": "annuity", "number": 10, "due": "2022-03-31"},
        {"kind": "annuity", "number": 11, "due": "2024-05-23", "late": []},
        {"kind": "annuity", "number": 12, "due": "2024-03-31"},
    )
    expect({**DESIGN, "dates": {"filing": "2014-01-01"}}, {"kind": "annuity", "number": 11, "due": "2024-03-31"})


def test_tml_20_hijri_years_for_terms_begun_before_the_switch(expect):
    """Filed 20 March 2016 = 11 Jumada II 1437; ten Hijri years end 11 Jumada II 1447 = 2 December 2025.

    The next term begins after 7 November 2023 and runs ten Gregorian years: 2 December 2035.
    """
    expect(
        {**MARK, "dates": {"filing": "2016-03-20"}},
        {"kind": "renewal", "number": 1, "due": "2025-12-02", "certainty": "arguable"},
        {"kind": "renewal", "number": 2, "due": "2035-12-02", "opens": "2034-12-02", "grace_ends": "2036-06-02"},
    )


def test_tml_window_and_late_period_in_hijri_months(expect):
    """Opens 11 Jumada II 1446 = 12 December 2024; six Hijri months late: 11 Dhu al-Hijja 1447 = 28 May 2026."""
    expect(
        {**MARK, "dates": {"filing": "2016-03-20"}, "attributes": {"calendar": "hijri"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2024-12-12",
            "due": "2025-12-02",
            "grace_ends": "2026-05-28",
            "certainty": "certain",
        },
    )


def test_tml_gregorian_years_where_the_certificate_counts_so(expect):
    expect(
        {**MARK, "dates": {"filing": "2016-03-20"}, "attributes": {"calendar": "gregorian"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-03-20",
            "due": "2026-03-20",
            "grace_ends": "2026-09-20",
            "certainty": "certain",
        },
    )


@pytest.mark.parametrize(("filing", "due"), [("2023-11-06", "2033-07-19"), ("2023-11-07", "2033-11-07")])
def test_the_switch_of_7_november_2023(expect, filing, due):
    """6 November 2023 = 22 Rabi II 1445; ten Hijri years end 22 Rabi II 1455 = 19 July 2033. A day later: ten years."""
    expect({**MARK, "dates": {"filing": filing}}, {"kind": "renewal", "number": 1, "due": due})
