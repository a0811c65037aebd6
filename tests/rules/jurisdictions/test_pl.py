"""Polish Patent Office: patents, utility models, designs and marks, worked by hand from the Industrial Property Law."""

import pytest

PATENT = {"jurisdiction": "PL", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "PL", "right": "utility_model"}
DESIGN = {"jurisdiction": "PL", "right": "design"}
MARK = {"jurisdiction": "PL", "right": "trademark"}


def test_art_224_first_period_and_the_years_begun_by_then(expect):
    """Filed 16 October 2019, decision served 6 February 2023: three months end on Saturday 6 May 2023.

    Years 1 to 3 are the first period; year 4 (16 October 2022) has begun and is paid with it; year 5 is ordinary.
    Reinstatement for the three months until 6 November 2023; none for the later years.
    """
    expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2019-10-16", "allowance": "2023-02-06"}},
        {
            "kind": "annuity",
            "number": 1,
            "due": "2023-05-06",
            "due_effective": "2023-05-08",
            "grace_ends": None,
            "restoration_ends": "2023-11-06",
            "restoration_basis": "due_care",
            "covers": {"from": "2019-10-16", "to": "2022-10-15"},
        },
        {"kind": "annuity", "number": 4, "due": "2023-05-06", "grace_ends": None},
        {
            "kind": "annuity",
            "number": 5,
            "opens": "2022-10-16",
            "due": "2023-10-16",
            "grace_ends": "2024-04-16",
            "restoration_ends": None,
            "restoration_basis": "none",
            "covers": {"from": "2023-10-16", "to": "2024-10-15"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2038-10-16", "covers": {"from": "2038-10-16", "to": "2039-10-16"}},
        {"kind": "expiry", "number": None, "due": "2039-10-16"},
        never=[("annuity", 2), ("annuity", 3), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("served", "with_the_first"),
    [
        ("2023-07-15", False),  # three months end on 15 October 2023, the day before year 5 begins
        ("2023-07-16", True),  # on that day
        ("2023-07-17", True),
    ],
)
def test_art_224_a_year_that_begins_within_the_three_months(expect, served, with_the_first):
    """Filed 16 October 2019: year 5 begins on 16 October 2023."""
    due = f"2023-10-{served[-2:]}" if with_the_first else "2023-10-16"
    late = None if with_the_first else "2024-04-16"
    expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2019-10-16", "allowance": served}},
        {"kind": "annuity", "number": 5, "due": due, "grace_ends": late},
    )


def test_nothing_falls_due_before_the_decision(expect):
    document = expect({**PATENT, "dates": {"filing": "2019-10-16"}}, never=[("annuity", 1), ("annuity", 4)])
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["allowance"]


def test_a_patent_in_force_without_the_day_of_its_decision(expect):
    """Granted 3 April 2023: what had begun by then was paid; year 5, half a year later, is certain."""
    document = expect(
        {**PATENT, "dates": {"filing": "2019-10-16", "grant": "2023-04-03"}},
        {"kind": "annuity", "number": 5, "due": "2023-10-16", "certainty": "certain"},
        never=[("annuity", 1), ("annuity", 4)],
    )
    assert [(span["as"], span["to"]) for span in document["spans"]] == [("prepaid", "2023-10-15")]
    assert document["awaiting"] == []


def test_a_year_that_began_soon_after_the_grant_is_arguable(expect):
    """Granted 28 August 2023: year 5 begins on 16 October, perhaps within the three months of the decision."""
    expect(
        {**PATENT, "dates": {"filing": "2019-10-16", "grant": "2023-08-28"}},
        {"kind": "annuity", "number": 5, "due": "2023-10-16", "certainty": "arguable"},
        {"kind": "annuity", "number": 6, "certainty": "certain"},
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        ("2016-08-31", 11, "2026-08-31", "2026-08-31", "2027-02-28", "2027-03-01"),  # to a short month, a Sunday
        ("2016-02-29", 8, "2023-02-28", "2023-02-28", "2023-08-28", "2023-08-28"),
        ("2014-12-24", 12, "2025-12-24", "2025-12-29", "2026-06-24", "2026-06-24"),  # a holiday from 2025
        ("2014-12-24", 11, "2024-12-24", "2024-12-24", "2025-06-24", "2025-06-24"),  # not yet in 2024
        ("2012-05-03", 15, "2026-05-03", "2026-05-04", "2026-11-03", "2026-11-03"),  # 3 May, a Sunday
    ],
)
def test_kpa_57_closed_days_and_short_months(expect, filing, number, due, on_time, grace, grace_effective):
    """The six months are counted from the nominal day; both ends move past holidays and Saturdays."""
    expect(
        {**PATENT, "dates": {"filing": filing, "allowance": "2019-01-08"}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "act_by": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


@pytest.mark.parametrize(
    ("mention", "first", "on_time", "certainty"),
    [
        ("2025-02-12", 11, "2025-06-24", "certain"),
        ("2025-05-14", 11, "2025-07-14", "certain"),  # EPC Art. 141(2): two months from the mention
        ("2025-06-24", 11, "2025-08-24", "arguable"),  # the very day
        ("2025-06-25", 12, "2026-06-24", "certain"),
    ],
)
def test_european_patent(expect, mention, first, on_time, certainty):
    """Filed 24 June 2015; the late period is counted from the anniversary all the same."""
    due = f"{2014 + first}-06-24"
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": mention}},
        {
            "kind": "annuity",
            "number": first,
            "due": due,
            "act_by": on_time,
            "grace_ends": f"{2014 + first}-12-24",
            "certainty": certainty,
        },
        never=[("annuity", 1), ("annuity", first - 1)],
    )


def test_a_divisional_takes_its_parents_years(expect):
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2018-03-20", "filing": "2021-09-06", "allowance": "2024-01-15"},
        },
        {"kind": "annuity", "number": 6, "due": "2024-04-15"},  # began 20 March 2023
        {"kind": "annuity", "number": 7, "due": "2024-04-15"},  # began 20 March 2024
        {"kind": "annuity", "number": 8, "due": "2025-03-20"},
        {"kind": "expiry", "number": None, "due": "2038-03-20"},
    )


def test_art_95_utility_model_in_periods_of_three_two_three_and_two(expect):
    """Filed 12 January 2018, decision served 4 March 2019: 12 January 2021, 2023 and 2026."""
    expect(
        {**UTILITY_MODEL, "status": "granted", "dates": {"filing": "2018-01-12", "allowance": "2019-03-04"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": "2020-01-12",
            "due": "2021-01-12",
            "grace_ends": "2021-07-12",
            "covers": {"from": "2021-01-13", "to": "2023-01-12"},
        },
        {"kind": "annuity", "number": 2, "due": "2023-01-12", "covers": {"from": "2023-01-13", "to": "2026-01-12"}},
        {"kind": "annuity", "number": 3, "due": "2026-01-12", "covers": {"from": "2026-01-13", "to": "2028-01-12"}},
        {"kind": "expiry", "number": None, "due": "2028-01-12"},
        never=[("annuity", 4)],
    )


def test_art_224_utility_model_decided_after_its_first_period(expect):
    """Decision served 20 November 2020: three months end 20 February 2021, after 12 January: paid with the first."""
    expect(
        {**UTILITY_MODEL, "status": "granted", "dates": {"filing": "2018-01-12", "allowance": "2020-11-20"}},
        {"kind": "annuity", "number": 1, "due": "2021-02-20", "grace_ends": None, "restoration_ends": "2021-08-20"},
        {"kind": "annuity", "number": 2, "due": "2023-01-12", "grace_ends": "2023-07-12"},
    )


def test_art_105_design(expect):
    """Filed 15 November 2016: second renewal on Sunday 15 November 2026; late to Saturday 15 May 2027: Monday."""
    expect(
        {**DESIGN, "dates": {"filing": "2016-11-15", "registration": "2017-03-02"}},
        {"kind": "renewal", "number": 1, "due": "2021-11-15"},
        {
            "kind": "renewal",
            "number": 2,
            "opens": "2025-11-15",
            "due": "2026-11-15",
            "due_effective": "2026-11-16",
            "grace_ends": "2027-05-15",
            "grace_ends_effective": "2027-05-17",
            "covers": {"from": "2026-11-16", "to": "2031-11-15"},
        },
        {"kind": "expiry", "number": None, "due": "2041-11-15"},
        never=[("renewal", 5)],
    )


def test_art_153_mark(expect):
    """Filed 29 February 2016: 28 February 2026, a Saturday; late until 28 August; nothing restores it."""
    expect(
        {**MARK, "dates": {"filing": "2016-02-29", "registration": "2016-11-07"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-02-28",
            "due": "2026-02-28",
            "due_effective": "2026-03-02",
            "grace_ends": "2026-08-28",
            "restoration_ends": None,
            "restoration_basis": "none",
        },
        {"kind": "renewal", "number": 2, "due": "2036-02-29"},
    )


@pytest.mark.parametrize("case", [UTILITY_MODEL, DESIGN, MARK])
def test_a_pending_right_is_told_of_its_first_fee(expect, case):
    """Decision served 31 August 2026: 30 November; before the decision it is awaited."""
    decided = expect({**case, "status": "pending", "dates": {"filing": "2025-05-05", "allowance": "2026-08-31"}})
    undecided = expect({**case, "dates": {"filing": "2025-05-05"}})

    said = {warning["code"]: warning["message"] for warning in decided["warnings"]}
    assert "2026-11-30" in said["pl.first_period"]
    assert decided["awaiting"] == []
    assert [awaiting["event"] for awaiting in undecided["awaiting"]] == ["allowance"]
    assert undecided["warnings"] == []


@pytest.mark.parametrize("case", [{**MARK, "route": "madrid"}, {**DESIGN, "route": "hague"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    document = expect({**case, "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
