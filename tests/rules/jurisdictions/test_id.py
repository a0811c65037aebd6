"""Indonesia: first payment after grant, annuities a month ahead, the request for the late period, marks, by hand."""

import pytest

PATENT = {"jurisdiction": "ID", "right": "patent"}
MARK = {"jurisdiction": "ID", "right": "trademark"}


def test_uup_126_first_payment_and_the_years_after(expect):
    """Filed 7 September 2020, granted 12 March 2024, in year 4: years 1 to 5 are due on 12 September 2024.

    Year 6 begins on 7 September 2025: due on 7 August.
    """
    expect(
        {**PATENT, "dates": {"filing": "2020-09-07", "grant": "2024-03-12"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "opens": None,
                "due": "2024-09-12",
                "act_by": "2024-09-12",
                "grace_ends": None,
                "certainty": "certain",
            }
            for number in (1, 2, 3, 4, 5)
        ),
        {
            "kind": "annuity",
            "number": 6,
            "due": "2025-08-07",
            "grace_ends": "2026-02-07",
            "restoration_basis": "none",
            "covers": {"from": "2025-09-07", "to": "2026-09-06"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 20, "due": "2039-08-07", "covers": {"from": "2039-09-07", "to": "2040-09-07"}},
        {"kind": "expiry", "due": "2040-09-07"},
        never=[("annuity", 21), ("grace_request", 5)],
    )


@pytest.mark.parametrize(
    ("grant", "last_of_first"),
    [
        ("2024-09-06", 5),  # the last day of year 4
        ("2024-09-07", 6),  # the first day of year 5
    ],
)
def test_uup_126_2_the_patent_year_of_grant_and_one_more(expect, grant, last_of_first):
    """Filed 7 September 2020: the year in which the grant falls, and the next, are in the first payment."""
    expect(
        {**PATENT, "dates": {"filing": "2020-09-07", "grant": grant}},
        {"kind": "annuity", "number": last_of_first, "due": f"2025-03-{grant[-2:]}"},
        {"kind": "annuity", "number": last_of_first + 1, "due": f"{2020 + last_of_first}-08-07"},
    )


@pytest.mark.parametrize(
    ("filing", "number", "due"),
    [
        ("2016-03-31", 9, "2024-02-29"),  # one month before 31 March
        ("2016-03-31", 10, "2025-02-28"),
        ("2016-02-29", 10, "2025-01-28"),  # the anniversary is 28 February
        ("2016-02-29", 9, "2024-01-29"),
    ],
)
def test_one_month_before_the_day_of_filing(expect, filing, number, due):
    """The corresponding day, or the last day of a short month."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2019-10-10"}},
        {"kind": "annuity", "number": number, "due": due},
    )


def test_no_closed_day_moves_an_end(expect):
    """28 February 2027 is a Sunday: no rule carries it over. Neither does one move the end of the late period."""
    expect(
        {**PATENT, "dates": {"filing": "2019-03-28", "grant": "2022-06-14"}},
        {
            "kind": "annuity",
            "number": 9,
            "due": "2027-02-28",
            "due_effective": "2027-02-28",
            "grace_ends": "2027-08-28",
            "grace_ends_effective": "2027-08-28",
        },
    )


def test_uup_128_request_seven_working_days_before(expect):
    """Due 7 August 2025, a Thursday: 6, 5, 4, 1 August, 31, 30 and 29 July are seven working days: Tuesday 29 July.

    Due 28 December 2026, a Monday: 24 and 25 December are closed, so 23, 22, 21, 18, 17, 16, 15 December.
    """
    expect(
        {**PATENT, "dates": {"filing": "2020-09-07", "grant": "2024-03-12"}},
        {"kind": "grace_request", "number": 6, "due": "2025-07-29", "act_by": "2025-07-29", "grace_ends": None},
        never=[("grace_request", 5)],
    )
    expect(
        {**PATENT, "dates": {"filing": "2018-01-28", "grant": "2021-03-12"}},
        {"kind": "grace_request", "number": 10, "due": "2026-12-15", "provisional": False},
        {"kind": "grace_request", "number": 11, "provisional": True},  # the leave days of 2027 are not decreed yet
        {"kind": "annuity", "number": 10, "due": "2026-12-28"},
    )


@pytest.mark.parametrize(
    ("filing", "due", "grace", "certainty"),
    [
        ("2018-11-27", "2024-10-27", "2025-10-27", "certain"),  # the day before Law 65/2024
        ("2018-11-28", "2024-10-28", "2025-04-28", "arguable"),  # its first day: six months, perhaps twelve
    ],
)
def test_law_65_2024_shortened_the_late_period(expect, filing, due, grace, certainty):
    """Twelve months before 28 October 2024, six since, with twelve as the other reading."""
    document = expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2021-05-20"}},
        {"kind": "annuity", "number": 7, "due": due, "grace_ends": grace, "certainty": certainty},
    )
    seventh = next(one for one in document["deadlines"] if (one["kind"], one["number"]) == ("annuity", 7))

    assert [reading["grace_ends"] for reading in seventh["alternatives"]] == (
        ["2025-10-28"] if certainty == "arguable" else []
    )


@pytest.mark.parametrize(
    ("grant", "first"),
    [
        ("2019-05-20", "2024-12-31"),  # the first year's end under Law 65/2024
        ("2024-10-29", "2024-12-31"),
        ("2025-03-04", "2025-12-31"),
    ],
)
def test_uup_20a_working_statement_each_year(expect, grant, first):
    """By 31 December of each year after grant, as long as the patent lives; its rules were not seen."""
    expect(
        {**PATENT, "dates": {"filing": "2016-07-11", "grant": grant}},
        {"kind": "working_statement", "number": 1, "due": first, "certainty": "arguable"},
        {"kind": "working_statement", "number": 2, "due": f"{int(first[:4]) + 1}-12-31"},
        never=[("working_statement", 2036 - int(first[:4]) + 1)],  # the term ends on 11 July 2036
    )


def test_nothing_while_pending_and_a_missing_grant_is_awaited(expect):
    """A pending case awaits its grant; one in force without it is computed by the yearly rule, and marked."""
    pending = expect({**PATENT, "route": "pct", "dates": {"filing": "2021-03-02"}}, never=[("annuity", 1)])
    in_force = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2015-03-02"}},
        {"kind": "annuity", "number": 13, "due": "2027-02-02", "certainty": "arguable"},
    )

    assert "grant" in {awaiting["event"] for awaiting in pending["awaiting"]}
    assert "grant" in {awaiting["event"] for awaiting in in_force["awaiting"]}


def test_a_divisional_counts_from_its_parent(expect):
    """Years and term are the parent's."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2018-05-16", "filing": "2021-02-01", "grant": "2023-08-31"},
        },
        {"kind": "annuity", "number": 7, "due": "2024-02-29"},
        {"kind": "annuity", "number": 8, "due": "2025-04-16"},
        {"kind": "expiry", "due": "2038-05-16"},
    )


def test_uup_23_simple_patent_ten_years(expect):
    """The same fees, to year 10."""
    expect(
        {"jurisdiction": "ID", "right": "utility_model", "dates": {"filing": "2021-11-30", "grant": "2022-10-31"}},
        {"kind": "annuity", "number": 2, "due": "2023-04-30"},
        {"kind": "annuity", "number": 3, "due": "2023-10-30"},
        {"kind": "annuity", "number": 10, "due": "2030-10-30"},
        {"kind": "grace_request", "number": 10},
        {"kind": "working_statement", "number": 1, "due": "2024-12-31"},
        {"kind": "expiry", "due": "2031-11-30"},
        never=[("annuity", 11), ("grace_request", 11)],
    )


def test_design_ten_years_without_fees(expect):
    """UUDI Art. 5: one term, no renewal."""
    document = expect(
        {"jurisdiction": "ID", "right": "design", "dates": {"filing": "2021-08-31"}},
        {"kind": "expiry", "due": "2031-08-31"},
        never=[("renewal", 1)],
    )

    assert document["spans"][0]["as"] == "free"


@pytest.mark.parametrize(
    ("filing", "opens", "due", "grace"),
    [
        ("2006-11-24", "2015-11-24", "2016-11-24", None),  # the day before the new law: a year ahead, nothing after
        ("2006-11-25", "2016-05-25", "2016-11-25", "2017-05-25"),
        ("2016-08-31", "2026-02-28", "2026-08-31", "2027-02-28"),
    ],
)
def test_uum_35_mark_from_filing(expect, filing, opens, due, grace):
    """Half a year before and after since 25 November 2016; no day moves."""
    expect(
        {**MARK, "dates": {"filing": filing, "registration": "2018-01-17"}},
        {"kind": "renewal", "number": 1, "opens": opens, "due": due, "due_effective": due, "grace_ends": grace},
    )


def test_madrid_marks_are_renewed_at_wipo(expect):
    """No renewal here for designations of Indonesia."""
    document = expect({**MARK, "route": "madrid", "dates": {"ir": "2019-01-09"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
