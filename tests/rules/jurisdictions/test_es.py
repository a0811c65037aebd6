"""Spain: annuities of the Act of 2015 and renewals of designs and marks, worked by hand from the statutes."""

import pytest

PATENT = {"jurisdiction": "ES", "right": "patent"}


def test_lp_184_three_months_from_accrual_and_two_steps_of_surcharge(expect):
    """Filed 9 July 2019, granted 2021: year 5 accrues on 31 July 2023 and is payable to 31 October.

    25 % to 31 January, 50 % to 30 April 2024. Restoration twelve months from 31 October 2023.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2019-07-09", "grant": "2021-11-17"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": "2023-08-01",
            "due": "2023-10-31",
            "act_by": "2023-10-31",
            "due_effective": "2023-10-31",
            "grace_ends": "2024-04-30",
            "restoration_ends": "2024-10-31",
            "restoration_basis": "due_care",
            "covers": {"from": "2023-07-09", "to": "2024-07-08"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2038-10-31", "covers": {"from": "2038-07-09", "to": "2039-07-09"}},
        {"kind": "expiry", "due": "2039-07-09"},
        never=[("annuity", 2), ("annuity", 21)],
    )
    fifth = next(one for one in document["deadlines"] if one["number"] == 5)

    assert [(step["until"], step["surcharge"]) for step in fifth["late"]] == [
        ("2024-01-31", "25 %"),
        ("2024-04-30", "50 %"),
    ]


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2018-02-10", 4, "2021-05-28", "2021-11-28"),  # accrued 28 February: 28 May, not the end of May
        ("2018-02-10", 7, "2024-05-29", "2024-11-29"),  # accrued 29 February
        ("2018-11-05", 4, "2022-02-28", "2022-08-28"),  # accrued 30 November 2021: the last day of February
        ("2018-11-05", 6, "2024-02-29", "2024-08-29"),  # in a leap year the 29th
        ("2016-02-29", 5, "2020-05-29", "2020-11-29"),
    ],
)
def test_lpac_30_months_run_from_date_to_date(expect, filing, number, due, grace):
    """Three months from the accrual by number, the last day of a short month where it has no such day."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2019-04-01"}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace},
    )


def test_lpac_30_5_closed_days_move_each_end_and_the_late_period_counts_from_the_nominal_day(expect):
    """Accrued 31 July 2026: 31 October 2026, a Saturday, moves to Monday 2 November (1 November is a Sunday).

    25 % until 31 January 2027, a Sunday: Monday 1 February. 50 % until 30 April 2027, a Friday.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2019-07-09", "grant": "2021-11-17"}},
        {
            "kind": "annuity",
            "number": 8,
            "due": "2026-10-31",
            "act_by": "2026-10-31",
            "due_effective": "2026-11-02",
            "grace_ends": "2027-04-30",
            "grace_ends_effective": "2027-04-30",
        },
    )
    eighth = next(one for one in document["deadlines"] if one["number"] == 8)

    assert eighth["late"][0]["until_effective"] == "2027-02-01"


@pytest.mark.parametrize(
    ("grant", "third", "fourth"),
    [
        ("2022-03-30", "2022-06-30", "2022-06-30"),  # year 4 accrues the next day: payable to 30 June as well
        ("2022-03-31", "2022-06-30", "2022-06-30"),  # accrued on the day of publication: from accrual
        ("2022-04-01", "2022-07-01", "2022-07-01"),  # both accrued before: three months from publication
    ],
)
def test_lp_184_what_accrued_before_the_grant(expect, grant, third, fourth):
    """Filed 15 March 2019: year 3 accrues on 31 March 2021, year 4 on 31 March 2022."""
    expect(
        {**PATENT, "dates": {"filing": "2019-03-15", "grant": grant}},
        {"kind": "annuity", "number": 3, "due": third, "opens": grant},
        {"kind": "annuity", "number": 4, "due": fourth},
        {"kind": "annuity", "number": 5, "due": "2023-06-30"},
    )


def test_nothing_is_payable_while_pending(expect):
    """LP Art. 184: the annuities wait for the publication of the grant."""
    document = expect({**PATENT, "dates": {"filing": "2019-03-15"}}, never=[("annuity", 3), ("annuity", 9)])

    assert "grant" in {awaiting["event"] for awaiting in document["awaiting"]}


@pytest.mark.parametrize(
    ("mention", "first"),
    [
        ("2023-04-01", 6),  # still year 5, which ends on 1 April 2023
        ("2023-04-03", 7),  # year 6 has begun: it was paid to the European Patent Office
        ("2019-06-05", 3),  # years 1 and 2 cost nothing here
    ],
)
def test_lp_161_european_patents_pay_from_the_year_after_the_mention(expect, mention, first):
    """Filed 2 April 2018. Accrual at the end of April, payable to 30 July, whatever the day of the mention."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2018-04-02", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "due": f"{2017 + first}-07-30", "certainty": "certain"},
        never=[("annuity", first - 1)],
    )


def test_european_patent_mentioned_on_the_anniversary_is_arguable(expect):
    """Mention on 2 April 2023, the day on which year 6 begins: that year is computed here, and marked."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2018-04-02", "ep_grant": "2023-04-02"}},
        {"kind": "annuity", "number": 6, "due": "2023-07-30", "certainty": "arguable"},
        never=[("annuity", 5)],
    )


def test_pct_and_divisional_count_from_the_earlier_filing(expect):
    """The international filing date, and the parent's, fix the month of accrual and the term."""
    expect(
        {
            **PATENT,
            "route": "pct",
            "dates": {"filing": "2018-08-20", "national_entry": "2021-02-19", "grant": "2022-01-10"},
        },
        {"kind": "annuity", "number": 5, "due": "2022-11-30"},
        {"kind": "expiry", "due": "2038-08-20"},
    )
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2018-08-20", "filing": "2021-05-04", "grant": "2022-09-20"},
        },
        {"kind": "annuity", "number": 5, "due": "2022-12-20"},  # accrued 31 August, before the grant
        {"kind": "annuity", "number": 6, "due": "2023-11-30"},
        {"kind": "expiry", "due": "2038-08-20"},
    )


def test_lp_148_utility_model_ten_years_with_annuities(expect):
    """Annuities 3 to 10 by the rules for patents."""
    expect(
        {"jurisdiction": "ES", "right": "utility_model", "dates": {"filing": "2020-06-18", "grant": "2021-01-12"}},
        {"kind": "annuity", "number": 3, "due": "2022-09-30"},
        {"kind": "annuity", "number": 10, "due": "2029-09-30", "covers": {"from": "2029-06-18", "to": "2030-06-18"}},
        {"kind": "expiry", "due": "2030-06-18"},
        never=[("annuity", 2), ("annuity", 11)],
    )


def test_ldi_44_design_renewals(expect):
    """Filed 31 August 2021: due 31 August 2026, opens on 28 February, late to 30 November and 28 February."""
    expect(
        {"jurisdiction": "ES", "right": "design", "dates": {"filing": "2021-08-31", "registration": "2021-09-14"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-02-28",
            "due": "2026-08-31",
            "grace_ends": "2027-02-28",
            "grace_ends_effective": "2027-03-01",
            "covers": {"from": "2026-09-01", "to": "2031-08-31"},
        },
        {"kind": "renewal", "number": 4, "due": "2041-08-31"},
        {"kind": "expiry", "due": "2046-08-31"},
        never=[("renewal", 5)],
    )


def test_lm_32_mark_renewed_every_ten_years_from_filing(expect):
    """Filed 5 December 2016: due 5 December 2026, a Saturday; 6 December is Sunday, the 7th an ordinary Monday.

    25 % to 5 March 2027, 50 % to 5 June 2027, a Saturday: Monday the 7th. Restoration a year from the due day.
    """
    expect(
        {"jurisdiction": "ES", "right": "trademark", "dates": {"filing": "2016-12-05", "registration": "2017-05-02"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-06-05",
            "due": "2026-12-05",
            "due_effective": "2026-12-07",
            "grace_ends": "2027-06-05",
            "grace_ends_effective": "2027-06-07",
            "restoration_ends": "2027-12-05",
            "certainty": "certain",
        },
        {"kind": "renewal", "number": 2, "due": "2036-12-05"},
        never=[("declaration_of_use", 1)],
    )


def test_mark_of_the_1929_statute_keeps_its_cycle(expect):
    """Granted 14 October 1986 for twenty years, then every ten; filed on 12 May 1989 the new law runs from filing."""
    old = {"jurisdiction": "ES", "right": "trademark", "dates": {"filing": "1985-03-04", "registration": "1986-10-14"}}
    expect(
        old,
        {"kind": "renewal", "number": 1, "due": "2006-10-14", "certainty": "arguable"},
        {"kind": "renewal", "number": 3, "due": "2026-10-14"},
    )
    expect(
        {**old, "dates": {"filing": "1989-05-12", "registration": "1991-02-05"}},
        {"kind": "renewal", "number": 3, "due": "2019-05-12", "certainty": "certain"},
    )


def test_international_registrations_are_renewed_at_wipo(expect):
    """No renewal here for Madrid and Hague designations, and a word on where it is due."""
    mark = {"jurisdiction": "ES", "right": "trademark", "route": "madrid", "dates": {"ir": "2016-12-05"}}
    design = {"jurisdiction": "ES", "right": "design", "route": "hague", "dates": {"ir": "2021-08-31"}}
    for case in (mark, design):
        document = expect(case, never=[("renewal", 1)])
        assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
