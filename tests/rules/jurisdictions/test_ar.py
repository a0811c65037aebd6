"""Argentina: annual fees after grant, designs, and marks with their mid-term statements, worked by hand."""

from datetime import date

import pytest

import rules

AS_OF = date(2026, 11, 22)
PATENT = {"jurisdiction": "AR", "right": "patent"}
MARK = {"jurisdiction": "AR", "right": "trademark"}


def test_lpat_62_anniversary_with_180_days_always_arguable(expect):
    """Filed 3 October 2018, granted 2023: year 9 on 3 October 2026, a Saturday: Monday the 5th.

    180 days from 3 October: 28 (Oct) + 30 + 31 + 31 + 28 + 31 are 179 on 31 March, so 1 April 2027.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2018-10-03", "grant": "2023-05-15"}},
        {
            "kind": "annuity",
            "number": 9,
            "due": "2026-10-03",
            "act_by": "2026-10-03",
            "due_effective": "2026-10-05",
            "grace_ends": "2027-04-01",
            "restoration_basis": "none",
            "covers": {"from": "2026-10-03", "to": "2027-10-02"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 20, "due": "2037-10-03"},
        {"kind": "expiry", "due": "2038-10-03"},
        never=[("annuity", 5), ("annuity", 21)],
    )

    assert "ar.arrears" in {warning["code"] for warning in document["warnings"]}


@pytest.mark.parametrize(
    ("grant", "first"),
    [
        ("2023-10-02", 6),  # the day before the anniversary that opens year 6
        ("2023-10-03", 6),  # on it
        ("2023-10-04", 7),  # after it: year 6 is collected with the grant
    ],
)
def test_lpat_62_first_fee_on_or_after_grant(expect, grant, first):
    """Filed 3 October 2018: year 6 opens on 3 October 2023."""
    document = expect(
        {**PATENT, "dates": {"filing": "2018-10-03", "grant": grant}},
        {"kind": "annuity", "number": first, "due": f"{2017 + first}-10-03"},
        never=[("annuity", first - 1)],
    )

    assert document["spans"][0]["to"] == f"{2017 + first}-10-02"


def test_ccyc_6_leap_day_and_days_counted_through_february(expect):
    """Filed 29 February 2016: 28 February 2023, 180 days to 27 August; 29 February 2024, to 27 August."""
    expect(
        {**PATENT, "dates": {"filing": "2016-02-29", "grant": "2020-01-10"}},
        {"kind": "annuity", "number": 8, "due": "2023-02-28", "grace_ends": "2023-08-27"},
        {"kind": "annuity", "number": 9, "due": "2024-02-29", "grace_ends": "2024-08-27"},
    )


def test_nothing_while_pending_and_a_missing_grant_is_awaited(expect):
    """A pending case awaits its grant; one in force without its grant is computed in full and awaits it too."""
    pending = expect({**PATENT, "dates": {"filing": "2021-03-02"}}, never=[("annuity", 3), ("annuity", 10)])
    in_force = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2015-03-02"}},
        {"kind": "annuity", "number": 13, "due": "2027-03-02", "certainty": "arguable"},
    )

    assert "grant" in {awaiting["event"] for awaiting in pending["awaiting"]}
    assert "grant" in {awaiting["event"] for awaiting in in_force["awaiting"]}


def test_a_divisional_counts_from_its_parent(expect):
    """The parent's filing fixes anniversary and term."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2016-07-20", "filing": "2019-02-11", "grant": "2024-03-05"},
        },
        {"kind": "annuity", "number": 9, "due": "2024-07-20"},
        {"kind": "expiry", "due": "2036-07-20"},
        never=[("annuity", 8)],
    )


def test_no_pct_no_madrid_no_hague():
    """Argentina is no member: those routes are refused."""
    for right, route in (("patent", "pct"), ("trademark", "madrid"), ("design", "hague")):
        case = {"jurisdiction": "AR", "right": right, "route": route, "dates": {"filing": "2020-01-02"}}
        document = rules.as_document(rules.compute(case, as_of=AS_OF))
        assert [error["code"] for error in document["errors"]] == ["case.no_such_route"]


def test_lpat_54_utility_model_ten_years(expect):
    """The same fees, through year 10."""
    expect(
        {"jurisdiction": "AR", "right": "utility_model", "dates": {"filing": "2020-08-31", "grant": "2023-01-20"}},
        {"kind": "annuity", "number": 10, "due": "2029-08-31", "grace_ends": "2030-02-27"},
        {"kind": "expiry", "due": "2030-08-31"},
        never=[("annuity", 3), ("annuity", 11)],
    )


def test_dlm_7_design_twice_prolonged(expect):
    """Deposited 31 August 2021: due 31 August 2026, opens on 28 February, late until 28 February 2027."""
    document = expect(
        {"jurisdiction": "AR", "right": "design", "dates": {"priority": "2021-03-10", "filing": "2021-08-31"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-02-28",
            "due": "2026-08-31",
            "grace_ends": "2027-02-28",
            "grace_ends_effective": "2027-03-01",
            "covers": {"from": "2026-09-01", "to": "2031-08-31"},
        },
        {"kind": "renewal", "number": 2, "due": "2031-08-31"},
        {"kind": "expiry", "due": "2036-08-31"},
        never=[("renewal", 3)],
    )

    assert "ar.foreign_deposit" in {warning["code"] for warning in document["warnings"]}


@pytest.mark.parametrize(
    ("registration", "numbers"),
    [
        ("2013-01-11", [2]),  # the first term began the day before: only the second one, from 2023
        ("2013-01-12", [1, 2]),
        ("2003-01-12", [2]),  # renewed on 12 January 2013
    ],
)
def test_lm_26_statements_only_for_terms_since_12_january_2013(expect, registration, numbers):
    """Between the fifth and the end of the sixth year of each such term; late, but with no last day."""
    year = int(registration[:4])
    expect(
        {**MARK, "dates": {"registration": registration}},
        *(
            {
                "kind": "declaration_of_use",
                "number": number,
                "opens": f"{year + 10 * number - 5}{registration[4:]}",
                "due": f"{year + 10 * number - 4}{registration[4:]}",
                "grace_ends": None,
            }
            for number in numbers
        ),
        never=[("declaration_of_use", number) for number in (1, 2) if number not in numbers],
    )


def test_lm_5_renewal_from_registration(expect):
    """Registered 30 August 2016: due Sunday, 30 August 2026; opens 28 February, late until 28 February 2027."""
    expect(
        {**MARK, "dates": {"filing": "2014-02-03", "registration": "2016-08-30"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-02-28",
            "due": "2026-08-30",
            "due_effective": "2026-08-31",
            "grace_ends": "2027-02-28",
            "grace_ends_effective": "2027-03-01",
            "restoration_basis": "none",
        },
        {"kind": "renewal", "number": 2, "due": "2036-08-30"},
    )


def test_a_mark_without_registration_awaits_it(expect):
    """Nothing runs before the registration."""
    document = expect({**MARK, "dates": {"filing": "2025-02-03"}}, never=[("renewal", 1), ("declaration_of_use", 1)])

    assert "registration" in {awaiting["event"] for awaiting in document["awaiting"]}
