"""Pakistan: patents, designs and marks, worked by hand from the Ordinances."""

import pytest

PATENT = {"jurisdiction": "PK", "right": "patent"}
DESIGN = {"jurisdiction": "PK", "right": "design"}
MARK = {"jurisdiction": "PK", "right": "trademark"}


def codes(document):
    """The codes of a result's warnings."""
    return {warning["code"] for warning in document["warnings"]}


def awaited(document):
    """The events a result waits for."""
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_s_31_fee_before_each_year_from_the_fifth(expect):
    """Filed 31 August 2016, granted in 2019: 31 August 2020, late to 28 February 2021 (a Sunday: 1 March)."""
    expect(
        {**PATENT, "dates": {"filing": "2016-08-31", "grant": "2019-05-02"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": None,
            "due": "2020-08-31",
            "act_by": "2020-08-31",
            "grace_ends": "2021-02-28",
            "grace_ends_effective": "2021-03-01",
            "restoration_ends": None,
            "covers": {"from": "2020-08-31", "to": "2021-08-30"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2035-08-31", "covers": {"from": "2035-08-31", "to": "2036-08-31"}},
        {"kind": "expiry", "number": None, "due": "2036-08-31"},
        never=[("annuity", 4), ("annuity", 21)],
    )


def test_years_begun_before_a_late_grant_are_paid_at_once(expect):
    """Filed 10 March 2014, granted 15 January 2020: years 5 and 6 on grant, three months assumed; year 7 ordinary."""
    expect(
        {**PATENT, "dates": {"filing": "2014-03-10", "grant": "2020-01-15"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "act_by": "2020-01-15",
                "due": "2020-04-15",
                "grace_ends": "2020-10-15",
                "certainty": "arguable",
            }
            for number in (5, 6)
        ),
        {"kind": "annuity", "number": 7, "due": "2020-03-10", "certainty": "certain"},
    )


@pytest.mark.parametrize(
    ("grant", "due", "certainty"),
    [
        ("2018-03-09", "2018-03-10", "certain"),
        ("2018-03-10", "2018-03-10", "certain"),  # granted on the anniversary: its own day
        ("2018-03-11", "2018-06-11", "arguable"),
    ],
)
def test_grant_near_the_fourth_anniversary(expect, grant, due, certainty):
    """Filed 10 March 2014: year 5 begins 10 March 2018."""
    expect(
        {**PATENT, "dates": {"filing": "2014-03-10", "grant": grant}},
        {"kind": "annuity", "number": 5, "due": due, "certainty": certainty},
    )


def test_priority_gives_the_safe_day(expect):
    """Priority 6 June 2016, filed 5 June 2017: due 5 June 2021, safe 6 June 2020, arguable."""
    expect(
        {**PATENT, "dates": {"priority": "2016-06-06", "filing": "2017-06-05", "grant": "2019-09-03"}},
        {"kind": "annuity", "number": 5, "due": "2021-06-05", "act_by": "2020-06-06", "certainty": "arguable"},
        {"kind": "expiry", "number": None, "due": "2037-06-05"},
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "due_effective", "provisional"),
    [
        ("2020-08-14", 6, "2025-08-14", "2025-08-15", False),  # Independence Day
        ("2020-03-23", 6, "2025-03-23", "2025-03-24", False),  # Pakistan Day, a Sunday
        ("2020-02-29", 6, "2025-02-28", "2025-02-28", False),  # no 29 February
        ("2016-02-29", 9, "2024-02-29", "2024-02-29", False),  # it comes back
        ("2019-06-13", 9, "2027-06-13", "2027-06-14", True),  # a Sunday; the feasts of 2027 are not yet announced
    ],
)
def test_general_clauses_act_s_10_closed_days(expect, filing, number, due, due_effective, provisional):
    """What falls on a closed day is in time on the next open one."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2022-11-01"}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": due_effective, "provisional": provisional},
    )


def test_nothing_before_grant(expect):
    """Pending: the grant is awaited; in force without its date the ordinary years stand."""
    pending = expect({**PATENT, "dates": {"filing": "2016-08-31"}}, never=[("annuity", 5)])
    in_force = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2016-08-31"}},
        {"kind": "annuity", "number": 12, "due": "2027-08-31"},
    )

    assert awaited(pending) == {"grant"}
    assert awaited(in_force) == {"grant"}


def test_divisional_counts_from_the_parent(expect):
    """Parent 12 April 2018, divisional granted in 2021: year 5 on 12 April 2022."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2018-04-12", "filing": "2019-10-07", "grant": "2021-12-06"},
        },
        {"kind": "annuity", "number": 5, "due": "2022-04-12"},
        {"kind": "expiry", "number": None, "due": "2038-04-12"},
    )


def test_design_of_three_times_ten_years(expect):
    """Filed 1 February 2017: 2027 and 2037, no late period, ends in 2047."""
    expect(
        {**DESIGN, "dates": {"filing": "2017-02-01", "registration": "2017-08-15"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2027-02-01",
            "grace_ends": None,
            "covers": {"from": "2027-02-02", "to": "2037-02-01"},
            "certainty": "certain",
        },
        {"kind": "renewal", "number": 2, "due": "2037-02-01"},
        {"kind": "expiry", "number": None, "due": "2047-02-01"},
        never=[("renewal", 3)],
    )


def test_design_with_priority_is_arguable(expect):
    """Priority 20 September 2016: the earlier day is computed, the one from filing named."""
    document = expect(
        {**DESIGN, "dates": {"priority": "2016-09-20", "filing": "2017-02-01"}},
        {"kind": "renewal", "number": 1, "due": "2026-09-20", "certainty": "arguable"},
        {"kind": "expiry", "number": None, "due": "2046-09-20", "certainty": "arguable"},
    )

    first = next(deadline for deadline in document["deadlines"] if deadline["number"] == 1)
    assert [reading["due"] for reading in first["alternatives"]] == ["2027-02-01"]


def test_tmo_34_35_ten_years_from_the_application(expect):
    """Filed 31 August 2016: opens 28 February 2026, due 31 August, late to 28 February 2027."""
    expect(
        {**MARK, "dates": {"filing": "2016-08-31", "registration": "2019-04-04"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-02-28",
            "due": "2026-08-31",
            "grace_ends": "2027-02-28",
            "certainty": "certain",
        },
        {"kind": "renewal", "number": 2, "due": "2036-08-31"},
    )


@pytest.mark.parametrize(
    ("filing", "ends"),
    [
        ("1990-06-01", ["1997-06-01", "2012-06-01", "2022-06-01", "2032-06-01"]),  # seven, fifteen, ten
        ("1997-04-11", ["2004-04-11", "2019-04-11", "2029-04-11"]),  # renewed the day before: fifteen
        ("1997-04-12", ["2004-04-12", "2014-04-12", "2024-04-12"]),
        ("2004-04-11", ["2011-04-11", "2021-04-11"]),  # a first term of seven years
    ],
)
def test_terms_of_the_1940_act(expect, filing, ends):
    """Terms begun before 12 April 2004 keep their length; the certificate is to be asked."""
    expect(
        {**MARK, "dates": {"filing": filing}},
        *(
            {"kind": "renewal", "number": number, "due": due, "certainty": "arguable"}
            for number, due in enumerate(ends, start=1)
        ),
    )


def test_first_mark_of_the_ordinance(expect):
    """Filed 12 April 2004, the day it came into force: ten years."""
    expect(
        {**MARK, "dates": {"filing": "2004-04-12"}},
        {"kind": "renewal", "number": 1, "due": "2014-04-12", "certainty": "certain"},
    )


@pytest.mark.parametrize(("filing", "warned"), [("2016-11-22", True), ("2016-11-23", False)])
def test_tmo_35_5_evidence_of_use_from_the_second_renewal(expect, filing, warned):
    """On 22 November 2026 the first term of a mark filed ten years before is over: evidence may be asked next time."""
    document = expect({**MARK, "dates": {"filing": filing}})

    assert ("pk.use_may_be_asked" in codes(document)) is warned


def test_madrid_designations_are_renewed_at_wipo(expect):
    """No renewal here, and the result says where it is."""
    document = expect({**MARK, "route": "madrid", "dates": {"ir": "2022-05-04"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in codes(document)
