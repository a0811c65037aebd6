"""Peru: annuities from the first anniversary, pending or granted, rights without fees, and marks, worked by hand."""

from datetime import date

import pytest

import rules

AS_OF = date(2026, 11, 22)
PATENT = {"jurisdiction": "PE", "right": "patent"}
MARK = {"jurisdiction": "PE", "right": "trademark"}


def test_d486_80_from_the_first_anniversary_while_pending(expect):
    """Filed 20 November 2024: year 2 due 30 November 2025, a Sunday; the late period from the 20th: 20 May 2026."""
    document = expect(
        {**PATENT, "dates": {"filing": "2024-11-20"}},
        {
            "kind": "annuity",
            "number": 2,
            "opens": None,
            "due": "2025-11-30",
            "act_by": "2025-11-30",
            "due_effective": "2025-12-01",
            "grace_ends": "2026-05-20",
            "restoration_basis": "none",
            "covers": {"from": "2025-11-20", "to": "2026-11-19"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 20, "due": "2043-11-30"},
        {"kind": "expiry", "due": "2044-11-20"},
        never=[("annuity", 1), ("annuity", 21)],
    )
    second = next(one for one in document["deadlines"] if one["number"] == 2)

    assert second["alternatives"][0]["grace_ends"] == "2026-05-30"
    assert document["awaiting"] == []


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace", "certainty"),
    [
        ("2018-08-31", 8, "2025-08-31", "2026-02-28", "certain"),  # both counts agree at a month end
        ("2016-02-29", 8, "2023-02-28", "2023-08-28", "certain"),
        ("2016-02-29", 9, "2024-02-29", "2024-08-29", "certain"),
        ("2016-02-28", 9, "2024-02-29", "2024-08-28", "arguable"),
    ],
)
def test_month_ends_and_short_months(expect, filing, number, due, grace, certainty):
    """Civil Code Art. 183: the same number, or the last day of a shorter month."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace, "certainty": certainty},
    )


@pytest.mark.parametrize(
    ("filing", "first", "due"),
    [
        ("2009-08-31", 3, "2011-08-31"),  # year 2 fell due on 31 August 2010, by the older rule not yet
        ("2009-09-01", 2, "2010-09-30"),
        ("2007-01-15", 4, "2010-01-31"),  # from the third anniversary, as before
        ("2008-10-15", 3, "2010-10-31"),
    ],
)
def test_before_september_2010_from_the_third_anniversary(expect, filing, first, due):
    """The years before the first paid one are free."""
    document = expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": first, "due": due},
        never=[("annuity", first - 1)],
    )

    assert document["spans"][0]["as"] == "free"


def test_closed_days_move_both_ends_and_the_next_year_is_provisional(expect):
    """28 February 2026, a Saturday: Monday 2 March. The list of 2027 isn't final: days moved by it are provisional."""
    expect(
        {**PATENT, "dates": {"filing": "2020-02-10", "grant": "2024-05-02"}},
        {"kind": "annuity", "number": 7, "due": "2026-02-28", "due_effective": "2026-03-02", "provisional": False},
        {"kind": "annuity", "number": 8, "due": "2027-02-28", "due_effective": "2027-03-01", "provisional": True},
    )


def test_pct_and_divisional_count_from_the_earlier_filing(expect):
    """The international filing, and the parent's."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2020-06-24", "national_entry": "2022-12-20"}},
        {"kind": "annuity", "number": 2, "due": "2021-06-30"},
    )
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2018-04-05", "filing": "2021-09-09"}},
        {"kind": "annuity", "number": 4, "due": "2021-04-30"},
        {"kind": "expiry", "due": "2038-04-05"},
    )


def test_utility_models_and_designs_have_no_fees(expect):
    """Ten years from filing; for utility models a word that a fee would be possible."""
    model = expect(
        {"jurisdiction": "PE", "right": "utility_model", "dates": {"filing": "2020-02-29"}},
        {"kind": "expiry", "due": "2030-02-28"},
        never=[("annuity", 2)],
    )
    expect(
        {"jurisdiction": "PE", "right": "design", "dates": {"filing": "2021-08-31"}},
        {"kind": "expiry", "due": "2031-08-31"},
        never=[("renewal", 1)],
    )

    assert "pe.fees_possible" in {warning["code"] for warning in model["warnings"]}


def test_d486_153_mark_from_grant_and_nothing_after_the_late_period(expect):
    """Granted 31 August 2016: opens 28 February 2026, due 31 August, late until 28 February 2027, a Sunday."""
    expect(
        {**MARK, "dates": {"filing": "2016-01-12", "registration": "2016-08-31"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-02-28",
            "due": "2026-08-31",
            "grace_ends": "2027-02-28",
            "grace_ends_effective": "2027-03-01",
            "restoration_basis": "none",
            "restoration_ends": None,
        },
        {"kind": "renewal", "number": 2, "due": "2036-08-31"},
        never=[("declaration_of_use", 1)],
    )


def test_a_mark_without_registration_awaits_it(expect):
    """Nothing runs before the grant."""
    document = expect({**MARK, "dates": {"filing": "2025-02-03"}}, never=[("renewal", 1)])

    assert "registration" in {awaiting["event"] for awaiting in document["awaiting"]}


def test_no_madrid_and_no_hague():
    """Peru is no member: those routes are refused."""
    for right, route in (("trademark", "madrid"), ("design", "hague")):
        case = {"jurisdiction": "PE", "right": right, "route": route, "dates": {"filing": "2020-01-02"}}
        document = rules.as_document(rules.compute(case, as_of=AS_OF))
        assert [error["code"] for error in document["errors"]] == ["case.no_such_route"]
