"""Italian Patent and Trademark Office: patents, models, designs and marks, worked by hand from the Code."""

import pytest

PATENT = {"jurisdiction": "IT", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "IT", "right": "utility_model"}
DESIGN = {"jurisdiction": "IT", "right": "design"}
MARK = {"jurisdiction": "IT", "right": "trademark"}


def test_cpi_227_1_annuities_from_the_fifth_year(expect):
    """Filed 9 July 2020, granted November 2022: year 5 due 31 July 2024, late until 31 January 2025.

    Reinstatement is planned on the due day: 31 July 2025.
    """
    expect(
        {**PATENT, "dates": {"filing": "2020-07-09", "grant": "2022-11-17"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": None,
            "due": "2024-07-31",
            "act_by": "2024-07-31",
            "grace_ends": "2025-01-31",
            "restoration_ends": "2025-07-31",
            "restoration_basis": "due_care",
            "covers": {"from": "2024-07-09", "to": "2025-07-08"},
        },
        {"kind": "annuity", "number": 20, "due": "2039-07-31", "covers": {"from": "2039-07-09", "to": "2040-07-09"}},
        {"kind": "expiry", "number": None, "due": "2040-07-09"},
        never=[("annuity", 4), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        # 28 February: March to August; in 2026 it is a Saturday
        ("2016-02-29", 11, "2026-02-28", "2026-03-02", "2026-08-31", "2026-08-31"),
        ("2016-02-29", 9, "2024-02-29", "2024-02-29", "2024-08-31", "2024-09-02"),
        # the late period counts from the nominal Sunday, 31 May 2026
        ("2018-05-14", 9, "2026-05-31", "2026-06-01", "2026-11-30", "2026-11-30"),
        # 31 October 2026 is a Saturday, 1 November a Sunday: the 2nd is an ordinary Monday
        ("2019-10-04", 8, "2026-10-31", "2026-11-02", "2027-04-30", "2027-04-30"),
    ],
)
def test_cpi_227_4_six_months_start_with_the_next_month(expect, filing, number, due, on_time, grace, grace_effective):
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2020-01-10"}},
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
    ("grant", "matured", "act_by", "due"),
    [
        ("2024-03-05", 5, "2024-07-05", "2024-07-31"),  # year 5 matures on 30 June, within three months of March
        ("2024-02-29", 4, None, None),  # it matures on 30 June, after the end of May: ordinary
        ("2024-06-03", 5, "2024-10-03", "2024-10-31"),  # matured at the end of the month of the grant
        ("2025-04-30", 6, "2025-08-30", "2025-08-31"),  # years 5 and 6
    ],
)
def test_cpi_227_2_what_matured_by_the_grant(expect, grant, matured, act_by, due):
    """Filed 20 June 2020. Four months from the end of the month of grant, six more with surcharge.

    The decree of 2007 counted from the day of the grant: that is the day to act by.
    """
    caught_up = [
        {"kind": "annuity", "number": number, "due": due, "act_by": act_by} for number in range(5, matured + 1)
    ]
    expect(
        {**PATENT, "dates": {"filing": "2020-06-20", "grant": grant}},
        *caught_up,
        {"kind": "annuity", "number": matured + 1, "due": f"{2020 + matured}-06-30"},
        never=[("annuity", 4)],
    )


def test_cpi_227_2_late_period_of_the_catch_up(expect):
    """Granted 3 June 2024: due 31 October 2024, a Thursday; with surcharge until 30 April 2025."""
    expect(
        {**PATENT, "dates": {"filing": "2020-06-20", "grant": "2024-06-03"}},
        {
            "kind": "annuity",
            "number": 5,
            "due_effective": "2024-10-31",
            "grace_ends": "2025-04-30",
            "covers": {"from": "2024-06-20", "to": "2025-06-19"},
        },
    )


def test_nothing_is_due_while_pending(expect):
    """The grant is awaited; in force without its day, the ordinary days are given."""
    pending = expect({**PATENT, "dates": {"filing": "2016-07-09"}}, never=[("annuity", 5), ("annuity", 11)])
    granted = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2016-07-09"}},
        {"kind": "annuity", "number": 12, "due": "2027-07-31", "certainty": "certain"},
    )
    assert [awaiting["event"] for awaiting in pending["awaiting"]] == ["grant"]
    assert [awaiting["event"] for awaiting in granted["awaiting"]] == ["grant"]


@pytest.mark.parametrize(
    ("mention", "first", "due", "act_by", "grace"),
    [
        ("2018-03-07", 5, "2020-11-30", "2020-11-30", "2021-05-31"),  # year 2: the fifth is the first Italian fee
        ("2021-11-10", 6, "2021-11-30", "2022-01-10", "2022-05-31"),  # year 5: two months from the mention
        ("2021-11-17", 7, "2022-11-30", "2022-11-30", "2023-05-31"),  # year 6 was paid to the EPO
    ],
)
def test_dm_33_38_5_european_patent(expect, mention, first, due, act_by, grace):
    """European filing 15 November 2016; Art. 141(2) EPC prolongs the due day, not the late period."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": mention}},
        {
            "kind": "annuity",
            "number": first,
            "due": due,
            "act_by": act_by,
            "due_effective": act_by,
            "grace_ends": grace,
        },
        never=[("annuity", first - 1)],
    )


def test_divisional_counts_from_the_parent(expect):
    """Parent 14 May 2018, divided and granted later: years 5 and 6 matured by the grant of 10 April 2023."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2018-05-14", "filing": "2021-02-03", "grant": "2023-04-10"},
        },
        {"kind": "annuity", "number": 5, "due": "2023-08-31"},
        {"kind": "annuity", "number": 6, "due": "2023-08-31"},
        {"kind": "annuity", "number": 7, "due": "2024-05-31"},
        {"kind": "expiry", "number": None, "due": "2038-05-14"},
    )


@pytest.mark.parametrize(("filing", "warned"), [("2020-06-30", True), ("2020-07-01", False)])
def test_direct_national_phase_since_july_2020(expect, filing, warned):
    document = expect({**PATENT, "route": "pct", "dates": {"filing": filing, "grant": "2024-01-15"}})
    assert ("it.before_july_2020" in {warning["code"] for warning in document["warnings"]}) is warned


@pytest.mark.parametrize(
    ("grant", "due", "act_by", "grace"),
    [
        ("2020-09-10", "2023-03-31", "2023-03-31", "2023-09-30"),  # granted early
        ("2023-01-20", "2023-05-31", "2023-05-20", "2023-11-30"),  # matures within three months of January
        ("2024-02-05", "2024-06-30", "2024-06-05", "2024-12-31"),  # matured long before
    ],
)
def test_cpi_85_utility_model_pays_once(expect, grant, due, act_by, grace):
    """Filed 12 March 2018: five years with the filing fee, one fee for the other five, to 12 March 2028."""
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2018-03-12", "grant": grant}},
        {
            "kind": "annuity",
            "number": 1,
            "due": due,
            "act_by": act_by,
            "grace_ends": grace,
            "covers": {"from": "2023-03-12", "to": "2028-03-12"},
        },
        {"kind": "expiry", "number": None, "due": "2028-03-12"},
        never=[("annuity", 2)],
    )


def test_cpi_37_design_in_four_extensions(expect):
    """Filed 22 June 2021: 30 June 2026, late until 31 December; 29 June is closed in Rome, the 30th isn't."""
    expect(
        {**DESIGN, "dates": {"filing": "2021-06-22", "registration": "2021-09-14"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2026-06-30",
            "due_effective": "2026-06-30",
            "grace_ends": "2026-12-31",
            "covers": {"from": "2026-06-23", "to": "2031-06-22"},
        },
        {"kind": "renewal", "number": 4, "due": "2041-06-30"},
        {"kind": "expiry", "number": None, "due": "2046-06-22"},
        never=[("renewal", 5)],
    )


def test_cpi_227_1_bis_mark_ends_with_the_month_of_filing(expect):
    """Filed 10 February 2015: 28 February 2025, requested from 28 February 2024, late from March to August."""
    expect(
        {**MARK, "status": "registered", "dates": {"filing": "2015-02-10"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2024-02-28",
            "due": "2025-02-28",
            "act_by": "2025-02-28",
            "grace_ends": "2025-08-31",
            "grace_ends_effective": "2025-09-01",
            "restoration_ends": "2026-02-28",
            "covers": {"from": "2025-03-01", "to": "2035-02-28"},
        },
    )


def test_cpi_193_the_disputed_year_shows_while_it_matters(expect):
    """Due 28 February 2026: the year ends on 28 February 2027, or on 31 August 2027; shown until that day.

    A fee not yet due on 22 November 2026, or one long past, carries no such doubt.
    """
    document = expect(
        {**MARK, "dates": {"filing": "2016-02-10"}},
        {"kind": "renewal", "number": 1, "restoration_ends": "2027-02-28", "certainty": "arguable"},
        {"kind": "renewal", "number": 2, "certainty": "certain"},
    )
    assert document["deadlines"][0]["alternatives"][0]["restoration_ends"] == "2027-08-31"
    expect({**MARK, "dates": {"filing": "2012-02-10"}}, {"kind": "renewal", "number": 1, "certainty": "certain"})


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "IT", "right": right, "route": route, "dates": {"filing": "2015-03-04"}},
        never=[("renewal", 1), ("renewal", 2)],
    )
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
