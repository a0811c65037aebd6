"""Romanian State Office: patents, utility models, designs and marks, worked by hand from the laws."""

import pytest

PATENT = {"jurisdiction": "RO", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "RO", "right": "utility_model"}
DESIGN = {"jurisdiction": "RO", "right": "design"}
MARK = {"jurisdiction": "RO", "right": "trademark"}


def test_years_begun_at_grant_and_the_next_anniversary(expect):
    """Filed 19 March 2019, granted 28 April 2023: years 3 to 5 are due with the fee for grant, 28 August 2023.

    Year 6 begins 19 March 2024: paid by that day, or with 50 % until 19 September.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2019-03-19", "grant": "2023-04-28"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2023-04-28",
            "due": "2023-08-28",
            "grace_ends": "2024-02-28",
            "covers": {"from": "2021-03-19", "to": "2022-03-18"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 5, "due": "2023-08-28"},
        {
            "kind": "annuity",
            "number": 6,
            "opens": "2020-03-19",
            "due": "2024-03-19",
            "grace_ends": "2024-09-19",
            "restoration_ends": None,
            "restoration_basis": "due_care",
            "covers": {"from": "2024-03-19", "to": "2025-03-18"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "covers": {"from": "2038-03-19", "to": "2039-03-19"}},
        {"kind": "expiry", "number": None, "due": "2039-03-19"},
        never=[("annuity", 1), ("annuity", 2), ("annuity", 21)],
    )
    assert {step["surcharge"] for step in document["deadlines"][5]["late"]} == {"50 %"}


@pytest.mark.parametrize(
    ("grant", "due"),
    [("2023-03-18", "2023-03-19"), ("2023-03-19", "2023-07-19"), ("2023-03-20", "2023-07-20")],
)
def test_a_year_that_begins_after_the_grant_is_due_on_its_anniversary(expect, grant, due):
    """Filed 19 March 2019; year 5 begins on 19 March 2023."""
    expect({**PATENT, "dates": {"filing": "2019-03-19", "grant": grant}}, {"kind": "annuity", "number": 5, "due": due})


def test_without_the_grant(expect):
    """Pending: nothing. In force without its day: each anniversary to be safe, as arguable."""
    pending = expect({**PATENT, "dates": {"filing": "2019-03-19"}}, never=[("annuity", 3), ("annuity", 8)])
    granted = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2019-03-19"}},
        {"kind": "annuity", "number": 8, "due": "2026-03-19", "certainty": "arguable"},
    )
    assert [awaiting["event"] for awaiting in pending["awaiting"]] == ["grant"]
    assert [awaiting["event"] for awaiting in granted["awaiting"]] == ["grant"]


@pytest.mark.parametrize(
    ("mention", "first", "on_time", "certainty"),
    [
        ("2025-10-15", 11, "2026-01-22", "certain"),  # three months end on 15 January, before the due day
        ("2025-10-29", 11, "2026-01-29", "certain"),
        ("2026-01-21", 11, "2026-04-21", "certain"),
        ("2026-01-22", 11, "2026-04-22", "arguable"),  # the very day
        ("2026-01-28", 12, "2027-01-22", "certain"),
    ],
)
def test_accl_8_three_months_from_the_mention(expect, mention, first, on_time, certainty):
    """Filed 22 January 2016: the late period is counted from the anniversary all the same."""
    year = 2015 + first
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-01-22", "ep_grant": mention}},
        {
            "kind": "annuity",
            "number": first,
            "due": f"{year}-01-22",
            "act_by": on_time,
            "grace_ends": f"{year}-07-22",
            "certainty": certainty,
        },
        never=[("annuity", first - 1)],
    )


def test_accl_8_early_mention(expect):
    """Mentioned in year 2 of a filing of 22 January 2022: year 3 is the first."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2022-01-22", "ep_grant": "2023-07-05"}},
        {"kind": "annuity", "number": 3, "due": "2024-01-22"},
        never=[("annuity", 2)],
    )


@pytest.mark.parametrize(
    ("filing", "due", "on_time", "grace", "grace_effective"),
    [
        ("2016-04-10", "2026-04-10", "2026-04-14", "2026-10-10", "2026-10-12"),  # Orthodox Good Friday; a Saturday
        ("2016-06-01", "2026-06-01", "2026-06-02", "2026-12-01", "2026-12-02"),  # Whit Monday; National Day
        ("2016-02-29", "2026-02-28", "2026-03-02", "2026-08-28", "2026-08-28"),
        ("2015-08-31", "2025-08-31", "2025-09-01", "2026-02-28", "2026-03-02"),
        ("2016-04-03", "2026-04-03", "2026-04-03", "2026-10-03", "2026-10-05"),  # the western Good Friday is open
    ],
)
def test_cpc_181_closed_days(expect, filing, due, on_time, grace, grace_effective):
    expect(
        {**MARK, "dates": {"filing": filing}},
        {
            "kind": "renewal",
            "number": 1,
            "due": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


def test_a_divisional_takes_its_parents_years(expect):
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2018-03-20", "filing": "2021-09-06", "grant": "2024-01-15"},
        },
        {"kind": "annuity", "number": 6, "due": "2024-05-15"},
        {"kind": "annuity", "number": 7, "due": "2024-03-20"},
        {"kind": "expiry", "number": None, "due": "2038-03-20"},
    )


def test_utility_model_six_two_and_two_years(expect):
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2017-05-23"}},
        {
            "kind": "annuity",
            "number": 1,
            "due": "2023-05-23",
            "grace_ends": "2023-11-23",
            "covers": {"from": "2023-05-24", "to": "2025-05-23"},
        },
        {"kind": "annuity", "number": 2, "due": "2025-05-23", "covers": {"from": "2025-05-24", "to": "2027-05-23"}},
        {"kind": "expiry", "number": None, "due": "2027-05-23"},
        never=[("annuity", 3)],
    )


def test_design_pays_within_its_first_ten_years_too(expect):
    """Filed 8 March 2016: a maintenance fee in 2021, renewals in 2026 (a Sunday), 2031 and 2036."""
    document = expect(
        {**DESIGN, "dates": {"filing": "2016-03-08"}},
        {"kind": "renewal", "number": 1, "due": "2021-03-08", "grace_ends": "2021-09-08"},
        {
            "kind": "renewal",
            "number": 2,
            "due": "2026-03-08",
            "due_effective": "2026-03-09",
            "grace_ends": "2026-09-08",
        },
        {"kind": "renewal", "number": 4, "due": "2036-03-08", "covers": {"from": "2036-03-09", "to": "2041-03-08"}},
        {"kind": "expiry", "number": None, "due": "2041-03-08"},
        never=[("renewal", 5)],
    )
    assert [deadline["title_code"] for deadline in document["deadlines"]][:2] == ["ro.maintenance_fee", "title.renewal"]


def test_mark(expect):
    """Filed 11 September 2017: from 11 March 2027, due 11 September (a Saturday), at half as much again to 11 March."""
    expect(
        {**MARK, "dates": {"filing": "2017-09-11", "registration": "2018-02-20"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2027-03-11",
            "due": "2027-09-11",
            "due_effective": "2027-09-13",
            "grace_ends": "2028-03-11",
            "covers": {"from": "2027-09-12", "to": "2037-09-11"},
            "provisional": True,
        },
        {"kind": "renewal", "number": 2, "due": "2037-09-11"},
    )


@pytest.mark.parametrize("case", [{**MARK, "route": "madrid"}, {**DESIGN, "route": "hague"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    document = expect({**case, "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
