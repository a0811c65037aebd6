"""Colombia: annuities at the month end from grant, their two counts of the late period, and marks, worked by hand."""

import pytest

PATENT = {"jurisdiction": "CO", "right": "patent"}
MARK = {"jurisdiction": "CO", "right": "trademark"}


def test_d486_80_month_end_with_the_late_period_from_the_anniversary(expect):
    """Filed 12 September 2018: year 9 due 30 September 2026; six months from 12 September: 12 March 2027.

    From the month end they would end on 30 March.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2018-09-12", "grant": "2022-04-05"}},
        {
            "kind": "annuity",
            "number": 9,
            "opens": None,
            "due": "2026-09-30",
            "act_by": "2026-09-30",
            "grace_ends": "2027-03-12",
            "restoration_basis": "none",
            "covers": {"from": "2026-09-12", "to": "2027-09-11"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 20, "due": "2037-09-30"},
        {"kind": "expiry", "due": "2038-09-12"},
        never=[("annuity", 4), ("annuity", 21)],
    )
    ninth = next(one for one in document["deadlines"] if one["number"] == 9)

    assert ninth["alternatives"][0]["grace_ends"] == "2027-03-30"


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace", "certainty"),
    [
        ("2018-08-31", 8, "2025-08-31", "2026-02-28", "certain"),  # both counts agree at a month end
        ("2016-02-29", 8, "2023-02-28", "2023-08-28", "certain"),
        ("2016-02-29", 9, "2024-02-29", "2024-08-29", "certain"),
        ("2016-02-28", 9, "2024-02-29", "2024-08-28", "arguable"),  # a day before the month end in a leap year
        ("2017-08-30", 8, "2024-08-31", "2025-02-28", "certain"),  # both counts end on the last of February
    ],
)
def test_month_ends_and_short_months(expect, filing, number, due, grace, certainty):
    """Ley 4 of 1913 Art. 59: the same number, or the last day of a shorter month."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2019-02-05"}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace, "certainty": certainty},
    )


@pytest.mark.parametrize(
    ("grant", "first"),
    [
        ("2022-09-29", 5),
        ("2022-09-30", 5),  # on the due day itself
        ("2022-10-01", 6),  # year 5 is past and costs nothing
    ],
)
def test_first_annuity_on_or_after_grant(expect, grant, first):
    """Filed 12 September 2018: year 5 falls due on 30 September 2022. The years before are free."""
    document = expect(
        {**PATENT, "dates": {"filing": "2018-09-12", "grant": grant}},
        {"kind": "annuity", "number": first, "due": f"{2017 + first}-09-30"},
        never=[("annuity", first - 1)],
    )

    assert document["spans"] == [
        {"from": "2018-09-12", "to": f"{2017 + first}-09-11", "as": "free", "cites": ["Decision 486 Art. 80"]}
    ]


def test_closed_days_move_both_ends(expect):
    """31 May 2026 is a Sunday: Monday 1 June. Anniversary 15 May and six months: Sunday 15 November 2026.

    Monday 16 November is the holiday of Cartagena: Tuesday the 17th.
    """
    expect(
        {**PATENT, "dates": {"filing": "2018-05-15", "grant": "2021-01-05"}},
        {
            "kind": "annuity",
            "number": 9,
            "due": "2026-05-31",
            "due_effective": "2026-06-01",
            "grace_ends": "2026-11-15",
            "grace_ends_effective": "2026-11-17",
        },
    )


def test_nothing_while_pending_and_a_missing_grant_is_awaited(expect):
    """A pending case awaits its grant; one in force without it is computed in full."""
    pending = expect({**PATENT, "route": "pct", "dates": {"filing": "2021-03-02"}}, never=[("annuity", 3)])
    in_force = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2015-03-02"}},
        {"kind": "annuity", "number": 13, "due": "2027-03-31"},
    )

    assert "grant" in {awaiting["event"] for awaiting in pending["awaiting"]}
    assert "grant" in {awaiting["event"] for awaiting in in_force["awaiting"]}


def test_a_divisional_counts_from_its_parent(expect):
    """Month and term are the parent's."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2016-07-20", "filing": "2019-02-11", "grant": "2024-03-05"},
        },
        {"kind": "annuity", "number": 9, "due": "2024-07-31"},
        {"kind": "expiry", "due": "2036-07-20"},
    )


def test_utility_model_pays_annuities_to_year_10(expect):
    """Ten years from filing, by the rules for patents."""
    expect(
        {"jurisdiction": "CO", "right": "utility_model", "dates": {"filing": "2020-06-18", "grant": "2022-01-12"}},
        {"kind": "annuity", "number": 3, "due": "2022-06-30"},
        {"kind": "annuity", "number": 10, "due": "2029-06-30", "covers": {"from": "2029-06-18", "to": "2030-06-18"}},
        {"kind": "expiry", "due": "2030-06-18"},
        never=[("annuity", 2), ("annuity", 11)],
    )


def test_d486_128_design_has_no_fees(expect):
    """Ten years from filing at once."""
    document = expect(
        {"jurisdiction": "CO", "right": "design", "dates": {"filing": "2021-08-31"}},
        {"kind": "expiry", "due": "2031-08-31"},
        never=[("renewal", 1), ("annuity", 2)],
    )

    assert document["spans"][0]["as"] == "free"


def test_d486_153_mark_from_grant(expect):
    """Granted 31 August 2016: opens 28 February 2026, due 31 August, late until 28 February 2027, a Sunday."""
    expect(
        {**MARK, "dates": {"filing": "2015-03-02", "registration": "2016-08-31"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-02-28",
            "due": "2026-08-31",
            "grace_ends": "2027-02-28",
            "grace_ends_effective": "2027-03-01",
            "restoration_basis": "none",
            "certainty": "certain",
        },
        {"kind": "renewal", "number": 2, "due": "2036-08-31"},
        never=[("declaration_of_use", 1)],
    )


def test_madrid_marks_are_renewed_at_wipo(expect):
    """No renewal here for designations of Colombia."""
    document = expect({**MARK, "route": "madrid", "dates": {"ir": "2014-01-09"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
