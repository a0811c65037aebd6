"""South Africa: patents, designs of both parts and marks, worked by hand from the Acts."""

import pytest

PATENT = {"jurisdiction": "ZA", "right": "patent"}
DESIGN = {"jurisdiction": "ZA", "right": "design"}
MARK = {"jurisdiction": "ZA", "right": "trademark"}


def awaited(document):
    """The events a result waits for."""
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_s_46_third_to_nineteenth_anniversary(expect):
    """Filed 14 June 2019, granted in 2020: from 14 June 2022 on, fined for six months by the month."""
    expect(
        {**PATENT, "dates": {"filing": "2019-06-14", "grant": "2020-07-29"}},
        {
            "kind": "annuity",
            "number": 4,
            "opens": None,
            "due": "2022-06-14",
            "due_effective": "2022-06-14",
            "grace_ends": "2022-12-14",
            "restoration_ends": None,
            "restoration_basis": "unintentional",
            "covers": {"from": "2022-06-14", "to": "2023-06-13"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2038-06-14", "covers": {"from": "2038-06-14", "to": "2039-06-14"}},
        {"kind": "expiry", "number": None, "due": "2039-06-14"},
        never=[("annuity", 3), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2020-03-21", 4, "2023-03-21", "2023-09-21"),  # Human Rights Day: stays
        ("2019-12-25", 4, "2022-12-25", "2023-06-25"),  # Christmas Day on a Sunday: stays, and so does the late end
        ("2020-02-29", 4, "2023-02-28", "2023-08-28"),  # no 29 February
        ("2020-02-29", 5, "2024-02-29", "2024-08-29"),  # it comes back
        ("2019-08-31", 5, "2023-08-31", "2024-02-29"),  # the sixth month is short
    ],
)
def test_closed_days_move_nothing(expect, filing, number, due, grace):
    """No shift is relied on: the nominal days are the last ones."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2021-09-29"}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "due_effective": due,
            "grace_ends": grace,
            "grace_ends_effective": grace,
            "provisional": False,
        },
    )


def test_s_46_fees_accrued_before_a_late_grant(expect):
    """Filed 3 May 2015, granted 27 June 2019: years 4 and 5 are due at grant, which is arguable; year 6 as ever."""
    expect(
        {**PATENT, "dates": {"filing": "2015-05-03", "grant": "2019-06-27"}},
        {"kind": "annuity", "number": 4, "due": "2019-06-27", "grace_ends": "2019-12-27", "certainty": "arguable"},
        {"kind": "annuity", "number": 5, "due": "2019-06-27", "certainty": "arguable"},
        {"kind": "annuity", "number": 6, "due": "2020-05-03", "certainty": "certain"},
    )


@pytest.mark.parametrize(
    ("grant", "due", "certainty"),
    [
        ("2018-05-02", "2018-05-03", "certain"),
        ("2018-05-03", "2018-05-03", "certain"),  # granted on the third anniversary: both are the same day
        ("2018-05-04", "2018-05-04", "arguable"),
    ],
)
def test_s_46_grant_near_the_third_anniversary(expect, grant, due, certainty):
    """Filed 3 May 2015: year 4 is due on 3 May 2018, or at grant when that comes later."""
    expect(
        {**PATENT, "dates": {"filing": "2015-05-03", "grant": grant}},
        {"kind": "annuity", "number": 4, "due": due, "certainty": certainty},
    )


def test_pct_counts_from_the_international_filing(expect):
    """International filing 29 February 2020, entry 20 August 2021: years from 29 February 2020."""
    expect(
        {
            **PATENT,
            "route": "pct",
            "dates": {"filing": "2020-02-29", "national_entry": "2021-08-20", "grant": "2022-06-29"},
        },
        {"kind": "annuity", "number": 4, "due": "2023-02-28"},
        {"kind": "expiry", "number": None, "due": "2040-02-29"},
    )


def test_divisional_counts_from_the_parent(expect):
    """Parent 9 March 2018, granted 30 November 2022: years 4 and 5 passed at grant, year 6 on 9 March 2023."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2018-03-09", "filing": "2020-04-01", "grant": "2022-11-30"},
        },
        {"kind": "annuity", "number": 5, "due": "2022-11-30"},
        {"kind": "annuity", "number": 6, "due": "2023-03-09"},
    )


def test_nothing_has_to_be_paid_before_grant(expect):
    """Pending: the grant is awaited; in force without its date the anniversaries stand."""
    pending = expect({**PATENT, "dates": {"filing": "2019-06-14"}}, never=[("annuity", 4)])
    in_force = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2019-06-14"}},
        {"kind": "annuity", "number": 9, "due": "2027-06-14"},
    )

    assert awaited(pending) == {"grant"}
    assert awaited(in_force) == {"grant"}


@pytest.mark.parametrize(
    ("part", "last", "due", "expiry"),
    [("A", 15, "2033-02-11", "2034-02-11"), ("F", 10, "2028-02-11", "2029-02-11")],
)
def test_da_22_aesthetic_and_functional_designs(expect, part, last, due, expiry):
    """Filed 11 February 2019: yearly from the third anniversary, fifteen years for Part A, ten for Part F."""
    expect(
        {**DESIGN, "dates": {"filing": "2019-02-11"}, "attributes": {"register_part": part}},
        {"kind": "annuity", "number": 4, "due": "2022-02-11", "grace_ends": "2022-08-11", "certainty": "certain"},
        {"kind": "annuity", "number": last, "due": due},
        {"kind": "expiry", "number": None, "due": expiry},
        never=[("annuity", 3), ("annuity", last + 1)],
    )


@pytest.mark.parametrize(
    ("dates", "due", "expiry"),
    [
        ({"filing": "2021-11-02", "release": "2021-05-20"}, "2024-05-20", "2031-05-20"),
        ({"filing": "2021-11-02", "priority": "2021-06-15"}, "2024-06-15", "2031-06-15"),
        ({"filing": "2021-11-02", "priority": "2021-06-15", "release": "2021-05-20"}, "2024-05-20", "2031-05-20"),
    ],
)
def test_da_22_earliest_of_release_priority_and_filing(expect, dates, due, expiry):
    """The effective date is computed; counting from filing is the other reading."""
    document = expect(
        {**DESIGN, "dates": dates, "attributes": {"register_part": "F"}},
        {"kind": "annuity", "number": 4, "due": due, "certainty": "arguable"},
        {"kind": "expiry", "number": None, "due": expiry, "certainty": "arguable"},
    )

    fourth = next(deadline for deadline in document["deadlines"] if deadline["number"] == 4)
    assert [reading["due"] for reading in fourth["alternatives"]] == ["2024-11-02"]


def test_da_22_unknown_part_of_the_register(expect):
    """The part is awaited; to be safe the fees run on to fifteen years, the last five arguable."""
    document = expect(
        {**DESIGN, "dates": {"filing": "2019-02-11"}},
        {"kind": "annuity", "number": 10, "due": "2028-02-11", "certainty": "certain"},
        {"kind": "annuity", "number": 11, "due": "2029-02-11", "certainty": "arguable"},
        {"kind": "expiry", "number": None, "due": "2034-02-11", "certainty": "arguable"},
    )

    assert awaited(document) == {"register_part"}


def test_tma_37_ten_years_from_the_application(expect):
    """Filed 30 September 2015 with earlier priority: opens 30 March 2025, due 30 September, late to 30 March 2026."""
    expect(
        {**MARK, "dates": {"priority": "2015-04-02", "filing": "2015-09-30", "registration": "2017-11-15"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-03-30",
            "due": "2025-09-30",
            "act_by": "2025-09-30",
            "grace_ends": "2026-03-30",
            "restoration_basis": "unintentional",
        },
        {"kind": "renewal", "number": 2, "due": "2035-09-30"},
    )
