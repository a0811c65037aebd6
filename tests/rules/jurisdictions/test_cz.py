"""Czech Industrial Property Office: patents, utility models, designs and marks, worked by hand from the Acts."""

import pytest

PATENT = {"jurisdiction": "CZ", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "CZ", "right": "utility_model"}
DESIGN = {"jurisdiction": "CZ", "right": "design"}
MARK = {"jurisdiction": "CZ", "right": "trademark"}


def test_feeact_5_one_payment_for_the_years_begun_then_year_by_year(expect):
    """Filed 15 May 2019, grant final 20 February 2023: due 20 May 2023, a Saturday.

    Year 5 begins on 15 May 2023 and is in it; year 6 is due 15 May 2024, payable from a year before, at twice the fee
    until 15 November.
    """
    first = {
        "due": "2023-05-20",
        "act_by": "2023-05-20",
        "due_effective": "2023-05-22",
        "opens": "2023-02-20",
        "grace_ends": "2023-11-20",
    }
    document = expect(
        {**PATENT, "dates": {"filing": "2019-05-15", "grant": "2023-02-20"}},
        {"kind": "annuity", "number": 1, **first, "covers": {"from": "2019-05-15", "to": "2020-05-14"}},
        {"kind": "annuity", "number": 4, **first},
        {"kind": "annuity", "number": 5, **first, "covers": {"from": "2023-05-15", "to": "2024-05-14"}},
        {
            "kind": "annuity",
            "number": 6,
            "opens": "2023-05-15",
            "due": "2024-05-15",
            "grace_ends": "2024-11-15",
            "restoration_ends": None,
            "restoration_basis": "none",
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2038-05-15", "covers": {"from": "2038-05-15", "to": "2039-05-15"}},
        {"kind": "expiry", "number": None, "due": "2039-05-15"},
        never=[("annuity", 21)],
    )
    surcharges = {step["surcharge"] for deadline in document["deadlines"] for step in deadline["late"]}
    assert surcharges == {"100 %"}


@pytest.mark.parametrize(
    ("final", "due"),
    [
        ("2023-02-14", "2023-05-15"),  # three months end the day before year 5 begins: it stands alone
        ("2023-02-15", "2023-05-15"),  # the day on which it begins: both ways lead to the same day
        ("2023-02-16", "2023-05-16"),
    ],
)
def test_feeact_5_a_year_that_begins_within_the_three_months(expect, final, due):
    """Filed 15 May 2019; year 5 begins on 15 May 2023."""
    expect({**PATENT, "dates": {"filing": "2019-05-15", "grant": final}}, {"kind": "annuity", "number": 5, "due": due})


def test_nothing_falls_due_while_pending(expect):
    document = expect({**PATENT, "dates": {"filing": "2019-05-15"}}, never=[("annuity", 1), ("annuity", 6)])
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["grant"]


def test_a_patent_in_force_without_its_grant(expect):
    """Every anniversary to be safe, marked arguable."""
    document = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2019-05-15"}},
        {"kind": "annuity", "number": 8, "due": "2026-05-15", "certainty": "arguable"},
        never=[("annuity", 1)],
    )
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["grant"]


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        ("2016-02-29", 8, "2023-02-28", "2023-02-28", "2023-08-28", "2023-08-28"),
        ("2014-09-28", 12, "2025-09-28", "2025-09-29", "2026-03-28", "2026-03-30"),  # Sunday; Saturday
        ("2015-11-17", 11, "2025-11-17", "2025-11-18", "2026-05-17", "2026-05-18"),  # 17 November; Sunday
        ("2015-08-31", 12, "2026-08-31", "2026-08-31", "2027-02-28", "2027-03-01"),
    ],
)
def test_code_40_closed_days_and_short_months(expect, filing, number, due, on_time, grace, grace_effective):
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2019-01-08"}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


@pytest.mark.parametrize(
    ("mention", "first", "on_time", "certainty"),
    [
        ("2025-05-28", 12, "2025-09-22", "certain"),
        ("2025-08-06", 12, "2025-10-06", "certain"),  # within two months of the mention
        ("2025-09-22", 12, "2025-11-22", "arguable"),  # on the anniversary itself
        ("2025-09-24", 13, "2026-09-22", "certain"),
    ],
)
def test_feeact_6_european_patent(expect, mention, first, on_time, certainty):
    """Filed 22 September 2014; the late period is counted from the anniversary."""
    year = 2013 + first
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2014-09-22", "ep_grant": mention}},
        {
            "kind": "annuity",
            "number": first,
            "due": f"{year}-09-22",
            "act_by": on_time,
            "grace_ends": f"{year + 1}-03-22",
            "certainty": certainty,
        },
        never=[("annuity", 1), ("annuity", first - 1)],
    )


def test_a_divisional_takes_its_parents_years(expect):
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2018-03-20", "filing": "2021-09-06", "grant": "2024-01-15"},
        },
        {"kind": "annuity", "number": 7, "due": "2024-04-15"},  # began 20 March 2024
        {"kind": "annuity", "number": 8, "due": "2025-03-20"},
        {"kind": "expiry", "number": None, "due": "2038-03-20"},
    )


def test_umact_15_extended_twice_by_three_years(expect):
    """Filed 7 December 2018: 7 December 2022 and 2025 (a Sunday); no late period."""
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2018-12-07", "registration": "2019-02-26"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": "2021-12-07",
            "due": "2022-12-07",
            "grace_ends": None,
            "covers": {"from": "2022-12-08", "to": "2025-12-07"},
        },
        {"kind": "annuity", "number": 2, "due": "2025-12-07", "due_effective": "2025-12-08"},
        {"kind": "expiry", "number": None, "due": "2028-12-07"},
        never=[("annuity", 3)],
    )


def test_umact_15_branched_off_from_a_patent_application(expect):
    """The patent application of 7 December 2018 gives the day: four years end before the registration of 2023.

    That extension is the Office's own doing; the second is asked for.
    """
    document = expect(
        {
            **UTILITY_MODEL,
            "dates": {"parent_filing": "2018-12-07", "filing": "2022-10-03", "registration": "2023-01-18"},
        },
        {"kind": "annuity", "number": 2, "due": "2025-12-07"},
        {"kind": "expiry", "number": None, "due": "2028-12-07"},
        never=[("annuity", 1)],
    )
    assert [(span["as"], span["to"]) for span in document["spans"]] == [
        ("prepaid", "2022-12-07"),
        ("free", "2025-12-07"),
    ]


def test_umact_15_registered_on_the_last_day_of_the_four_years(expect):
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2018-12-07", "registration": "2022-12-07"}},
        {"kind": "annuity", "number": 1, "due": "2022-12-07"},
    )


def test_desact_11_design(expect):
    """Filed 30 August 2021: 30 August 2026, a Sunday, payable from a year before; late until 28 February 2027."""
    expect(
        {**DESIGN, "dates": {"filing": "2021-08-30"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-08-30",
            "due": "2026-08-30",
            "due_effective": "2026-08-31",
            "grace_ends": "2027-02-28",
            "grace_ends_effective": "2027-03-01",
            "covers": {"from": "2026-08-31", "to": "2031-08-30"},
        },
        {"kind": "expiry", "number": None, "due": "2046-08-30"},
        never=[("renewal", 5)],
    )


def test_tmact_29_holidays_at_both_ends(expect):
    """Filed 28 September 2016: Statehood Day is a Monday in 2026; six months end on Easter Sunday 2027, so Tuesday."""
    expect(
        {**MARK, "dates": {"filing": "2016-09-28", "registration": "2017-01-18"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-09-28",
            "due": "2026-09-28",
            "act_by": "2026-09-28",
            "due_effective": "2026-09-29",
            "grace_ends": "2027-03-28",
            "grace_ends_effective": "2027-03-30",
            "restoration_basis": "none",
        },
        {"kind": "renewal", "number": 2, "due": "2036-09-28"},
    )


def test_tmact_29a_an_application_still_pending_after_ten_years_is_renewed(expect):
    expect({**MARK, "dates": {"filing": "2015-03-04"}}, {"kind": "renewal", "number": 1, "due": "2025-03-04"})


def test_madrid_marks_are_renewed_at_wipo(expect):
    document = expect({**MARK, "route": "madrid", "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
