"""European Patent Office: renewal fees of pending applications, worked by hand from the Convention."""

import pytest

CASE = {"jurisdiction": "EP", "right": "patent"}


def test_r_51_1_last_day_of_the_month_with_its_window(expect):
    """Filed 15 November 2016: year 3 begins 15 November 2018, due 30 November; payable six months before (31 May)."""
    expect(
        {**CASE, "dates": {"filing": "2016-11-15"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2018-05-31",
            "due": "2018-11-30",
            "due_effective": "2018-11-30",
            "act_by": "2018-11-30",
            "grace_ends": "2019-05-31",
            "restoration_ends": "2020-05-31",
            "covers": {"from": "2018-11-15", "to": "2019-11-14"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 4, "opens": "2019-08-31", "due": "2019-11-30", "due_effective": "2019-12-02"},
        {"kind": "expiry", "number": None, "due": "2036-11-15"},
        never=[("annuity", 1), ("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2016-02-29", 4, "2019-02-28", "2019-08-31"),  # due 28 February: to the end of August, not the 28th (J 4/91)
        ("2016-02-29", 5, "2020-02-29", "2020-08-31"),  # the 29th comes back in a leap year
        ("2017-08-31", 4, "2020-08-31", "2021-02-28"),  # six months to the end of a short month
        ("2017-04-30", 4, "2020-04-30", "2020-10-31"),  # a 30-day month does not shorten the sixth month
    ],
)
def test_r_51_2_six_months_to_the_end_of_the_sixth_month(expect, filing, number, due, grace):
    """The late period runs from the nominal last day of the month to the last day of the sixth month."""
    expect(
        {**CASE, "dates": {"filing": filing}}, {"kind": "annuity", "number": number, "due": due, "grace_ends": grace}
    )


def test_r_134_1_closed_christmas_week_moves_payment_but_not_the_late_period(expect):
    """Due 31 December 2018, closed from the 24th to 1 January: on time until 2 January, late until 30 June 2019.

    30 June 2019 is a Sunday: 1 July. Closure: OJ EPO notice for 2018.
    """
    expect(
        {**CASE, "dates": {"filing": "2014-12-09"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": "2018-09-30",
            "due": "2018-12-31",
            "due_effective": "2019-01-02",
            "act_by": "2018-12-31",
            "grace_ends": "2019-06-30",
            "grace_ends_effective": "2019-07-01",
        },
    )


def test_r_159_1_g_third_year_waits_for_the_31_months(expect):
    """No priority, filed 10 January 2024: year 3 would be due 31 January 2026, before 31 months (10 August 2026).

    Six months from that day by the same number: 10 February 2027. Year 4 keeps its month end.
    """
    expect(
        {**CASE, "route": "pct", "dates": {"filing": "2024-01-10"}},
        {"kind": "annuity", "number": 3, "due": "2026-08-10", "grace_ends": "2027-02-10"},
        {"kind": "annuity", "number": 4, "due": "2027-01-31", "grace_ends": "2027-07-31"},
    )


def test_r_159_1_g_moved_end_of_the_31_months_carries_the_late_period(expect):
    """31 months from 1 June 2023 end on 1 January 2026, closed to the 1st: 2 January; six months from there: 2 July."""
    expect(
        {**CASE, "route": "pct", "dates": {"filing": "2023-06-01"}},
        {
            "kind": "annuity",
            "number": 3,
            "due": "2026-01-01",
            "due_effective": "2026-01-02",
            "grace_ends": "2026-07-02",
        },
    )


def test_r_159_1_g_leaves_a_later_ordinary_day_alone(expect):
    """Priority 3 March 2022, filed 2 March 2023: 31 months end 3 October 2024, year 3 is due 31 March 2025 as ever."""
    expect(
        {**CASE, "route": "pct", "dates": {"priority": "2022-03-03", "filing": "2023-03-02"}},
        {"kind": "annuity", "number": 3, "due": "2025-03-31", "grace_ends": "2025-09-30"},
    )


def test_r_51_3_back_fees_of_a_divisional(expect):
    """Parent filed 20 May 2019, divided 12 March 2024: years 3 to 5 fall due on 12 March.

    Four months without surcharge (12 July 2024), six with (12 September). Year 6 is due 31 May 2024, within the four
    months: free until 12 July, late until 30 November. Year 7 is ordinary.
    """
    expect(
        {**CASE, "route": "divisional", "dates": {"parent_filing": "2019-05-20", "filing": "2024-03-12"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "due": "2024-03-12",
                "due_effective": "2024-07-12",
                "act_by": "2024-07-12",
                "grace_ends": "2024-09-12",
            }
            for number in (3, 4, 5)
        ),
        {
            "kind": "annuity",
            "number": 6,
            "due": "2024-05-31",
            "due_effective": "2024-07-12",
            "grace_ends": "2024-11-30",
        },
        {"kind": "annuity", "number": 7, "due": "2025-05-31", "due_effective": "2025-06-02"},
        {"kind": "expiry", "number": None, "due": "2039-05-20"},
    )


@pytest.mark.parametrize(
    ("mention", "last"),
    [
        ("2022-11-09", 6),  # before the anniversary of 15 November: still year 6
        ("2022-11-16", 7),  # the new year has begun: the fee due on 30 November is the Office's
        ("2022-11-15", 6),  # on the anniversary: counted from the day after (r. 131(2)) still the old year
    ],
)
def test_art_86_2_last_fee_is_that_of_the_year_of_the_mention(expect, mention, last):
    """Filed 15 November 2016: the year in which the mention of grant is published is the last one paid here."""
    expect(
        {**CASE, "dates": {"filing": "2016-11-15", "grant": mention}},
        {"kind": "annuity", "number": last},
        never=[("annuity", last + 1)],
    )


def test_mention_on_the_anniversary_is_flagged(expect):
    """The edge of r. 131(2) carries a warning; an ordinary day doesn't."""
    edge = expect({**CASE, "dates": {"filing": "2016-11-15", "grant": "2022-11-15"}})
    plain = expect({**CASE, "dates": {"filing": "2016-11-15", "grant": "2022-11-16"}})

    assert "ep.mention_on_anniversary" in {warning["code"] for warning in edge["warnings"]}
    assert "ep.mention_on_anniversary" not in {warning["code"] for warning in plain["warnings"]}


def test_a_divisional_without_its_parents_filing_date_awaits_it(expect):
    """The years of a divisional count from the parent's filing (r. 51(3)); nothing is computed without it."""
    document = expect({**CASE, "route": "divisional", "dates": {"filing": "2024-03-12"}}, never=[("annuity", 3)])

    assert "parent_filing" in {awaiting["event"] for awaiting in document["awaiting"]}
