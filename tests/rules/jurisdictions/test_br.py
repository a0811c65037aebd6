"""Brazil: annuities within the patent year, entry and division, old minimum terms, designs, worked by hand."""

import pytest

PATENT = {"jurisdiction": "BR", "right": "patent"}


def test_lpi_84_three_months_of_the_year_and_six_more(expect):
    """Filed 15 June 2022: year 5 begins 15 June 2026; payable from 15 March, on time to 15 September, late to March.

    15 March 2027 is a Monday.
    """
    expect(
        {**PATENT, "dates": {"filing": "2022-06-15"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": "2026-03-15",
            "due": "2026-09-15",
            "act_by": "2026-09-15",
            "grace_ends": "2027-03-15",
            "restoration_basis": "as_of_right",
            "restoration_ends": None,
            "covers": {"from": "2026-06-15", "to": "2027-06-14"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2041-09-15"},
        {"kind": "expiry", "due": "2042-06-15", "certainty": "certain"},
        never=[("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "opens"),
    [
        ("2021-12-31", 3, "2023-12-31"),  # the year began before 2024: its first day
        ("2022-01-01", 3, "2024-01-01"),  # the rule's first day; three months back it wasn't in force
        ("2022-02-10", 3, "2024-01-01"),
        ("2022-04-02", 3, "2024-01-02"),  # the first full three months
    ],
)
def test_ordinance_52_payment_opens_three_months_earlier_since_2024(expect, filing, number, opens):
    """Until 2023 payment opened with the patent year."""
    expect({**PATENT, "dates": {"filing": filing}}, {"kind": "annuity", "number": number, "opens": opens})


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace", "certainty"),
    [
        ("2019-11-30", 4, "2023-02-28", "2023-08-30", "arguable"),  # 30 February: by the Civil Code 1 March
        ("2019-11-30", 5, "2024-02-29", "2024-08-30", "arguable"),
        ("2020-02-29", 4, "2023-05-28", "2023-11-28", "arguable"),  # the year begins on 28 February, or 1 March
        ("2020-02-29", 5, "2024-05-29", "2024-11-29", "certain"),
        ("2019-11-28", 4, "2023-02-28", "2023-08-28", "certain"),
    ],
)
def test_cc_132_short_months(expect, filing, number, due, grace, certainty):
    """The last day of the short month is the safe one, the first of the next the other reading."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace, "certainty": certainty},
    )


def test_the_other_reading_of_a_short_month_is_the_first_of_the_next(expect):
    """30 November 2022 and three months: 1 March 2023; 29 February: the year from 1 March, three months to 1 June."""
    for filing, other in (("2019-11-30", "2023-03-01"), ("2020-02-29", "2023-06-01")):
        document = expect({**PATENT, "dates": {"filing": filing}})
        fourth = next(one for one in document["deadlines"] if one["number"] == 4)
        assert fourth["alternatives"][0]["due"] == other


def test_carnival_and_rio_days_move_the_end(expect):
    """16 February 2026 is the Monday of Carnival, closed through Ash Wednesday: Thursday the 19th.

    20 January 2026, the city's day, is a Tuesday: the 21st.
    """
    expect(
        {**PATENT, "dates": {"filing": "2021-11-16"}},
        {
            "kind": "annuity",
            "number": 5,
            "due": "2026-02-16",
            "due_effective": "2026-02-19",
            "grace_ends": "2026-08-16",
        },
    )
    expect(
        {**PATENT, "dates": {"filing": "2021-10-20"}},
        {"kind": "annuity", "number": 5, "due": "2026-01-20", "due_effective": "2026-01-21"},
    )


def test_lpi_85_fees_that_ran_out_before_entry(expect):
    """Filed 10 March 2022, entered 9 September 2024: year 3 ran out on 10 June, payable to 9 December, no late period.

    Year 4 keeps its days.
    """
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2022-03-10", "national_entry": "2024-09-09"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2024-09-09",
            "due": "2024-12-09",
            "grace_ends": None,
        },
        {"kind": "annuity", "number": 4, "due": "2025-06-10", "grace_ends": "2025-12-10"},
    )


@pytest.mark.parametrize(
    ("entry", "due"),
    [
        ("2024-06-10", "2024-06-10"),  # the ordinary period still runs on its last day
        ("2024-06-11", "2024-09-11"),  # it has ended
    ],
)
def test_lpi_85_a_period_still_running_on_entry_is_kept(expect, entry, due):
    """Filed 10 March 2022: the ordinary period of year 3 ends on 10 June 2024."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2022-03-10", "national_entry": entry}},
        {"kind": "annuity", "number": 3, "due": due},
    )


def test_pct_without_the_entry_keeps_the_early_days_and_awaits_it(expect):
    """Nominal days are the earlier ones."""
    document = expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2022-03-10"}},
        {"kind": "annuity", "number": 3, "due": "2024-06-10"},
    )

    assert "national_entry" in {awaiting["event"] for awaiting in document["awaiting"]}


def test_divisional_settles_the_parents_years_when_filed(expect):
    """Parent filed 4 May 2019, divided 12 June 2023: years 3 and 4 that day; year 5 runs until 4 August."""
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2019-05-04", "filing": "2023-06-12"}},
        {"kind": "annuity", "number": 3, "due": "2023-06-12", "grace_ends": None},
        {"kind": "annuity", "number": 4, "due": "2023-06-12"},
        {"kind": "annuity", "number": 5, "due": "2023-08-04", "grace_ends": "2024-02-04"},
        {"kind": "expiry", "due": "2039-05-04"},
    )


@pytest.mark.parametrize(
    ("grant", "expiry", "certainty"),
    [
        ("2021-05-11", "2031-05-11", "arguable"),  # the last gazette before the decision: ten years from grant
        ("2021-05-18", "2028-07-07", "certain"),  # the first after it
        ("2016-02-02", "2028-07-07", "certain"),  # ten years from grant would end earlier
    ],
)
def test_adi_5529_ten_years_from_grant_only_for_older_grants(expect, grant, expiry, certainty):
    """Filed 7 July 2008. Annuities run to the actual end."""
    document = expect(
        {**PATENT, "dates": {"filing": "2008-07-07", "grant": grant}},
        {"kind": "expiry", "due": expiry, "certainty": certainty},
    )
    numbers = {one["number"] for one in document["deadlines"] if one["kind"] == "annuity"}

    assert max(numbers) == (23 if certainty == "arguable" else 20)


def test_utility_model_fifteen_years(expect):
    """Annuities 3 to 15; seven years from grant only for grants before the decision."""
    expect(
        {"jurisdiction": "BR", "right": "utility_model", "dates": {"filing": "2018-02-05", "grant": "2024-10-08"}},
        {"kind": "annuity", "number": 15, "due": "2032-05-05", "grace_ends": "2032-11-05"},
        {"kind": "expiry", "due": "2033-02-05"},
        never=[("annuity", 16)],
    )
    expect(
        {"jurisdiction": "BR", "right": "utility_model", "dates": {"filing": "2008-02-05", "grant": "2020-10-06"}},
        {"kind": "expiry", "due": "2027-10-06"},
    )


def test_lpi_120_design_payments(expect):
    """Filed 1 March 2016: 2021 six months late at most; the extension of 2026 180 days, to 28 August."""
    expect(
        {"jurisdiction": "BR", "right": "design", "dates": {"filing": "2016-03-01", "registration": "2017-01-10"}},
        {"kind": "renewal", "number": 1, "opens": "2020-03-01", "due": "2021-03-01", "grace_ends": "2021-09-01"},
        {"kind": "renewal", "number": 2, "opens": "2025-03-01", "due": "2026-03-01", "grace_ends": "2026-08-28"},
        {"kind": "renewal", "number": 4, "due": "2036-03-01"},
        {"kind": "expiry", "due": "2041-03-01"},
        never=[("renewal", 5)],
    )


def test_design_payment_before_a_late_registration_is_made_with_it(expect):
    """Filed 2 May 2018, registered 6 June 2023: the first payment was due a month earlier."""
    expect(
        {"jurisdiction": "BR", "right": "design", "dates": {"filing": "2018-05-02", "registration": "2023-06-06"}},
        {"kind": "renewal", "number": 1, "due": "2023-05-02", "due_effective": "2023-06-06", "grace_ends": None},
        {"kind": "renewal", "number": 2, "due": "2028-05-02", "grace_ends": "2028-10-29"},
    )


def test_lpi_133_mark_from_registration_with_a_year_to_renew(expect):
    """Registered 29 February 2016: 28 February 2026, a Saturday, moves to Monday 2 March; late to 28 August."""
    expect(
        {"jurisdiction": "BR", "right": "trademark", "dates": {"filing": "2014-07-01", "registration": "2016-02-29"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-02-28",
            "due": "2026-02-28",
            "due_effective": "2026-03-02",
            "grace_ends": "2026-08-28",
            "restoration_basis": "none",
        },
    )


def test_international_registrations_are_renewed_at_wipo(expect):
    """Madrid and Hague designations have no renewal here."""
    mark = {"jurisdiction": "BR", "right": "trademark", "route": "madrid", "dates": {"ir": "2020-12-05"}}
    design = {"jurisdiction": "BR", "right": "design", "route": "hague", "dates": {"ir": "2024-08-31"}}
    for case in (mark, design):
        document = expect(case, never=[("renewal", 1)])
        assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
