"""EUIPO: renewal of EU trade marks and registered EU designs, worked by hand from the regulations."""

import pytest

MARK = {"jurisdiction": "EM", "right": "trademark"}
DESIGN = {"jurisdiction": "EM", "right": "design"}


def test_eutmr_53_six_months_before_and_after_the_expiry_day(expect):
    """Filed 6 August 2016: expires 6 August 2026; request from 7 February 2026, late to 6 February 2027.

    6 February 2027 is a Saturday: Monday 8. Restitutio: a year from the expiry (Art. 104(2)).
    """
    expect(
        {**MARK, "dates": {"filing": "2016-08-06", "registration": "2016-12-01"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-02-07",
            "due": "2026-08-06",
            "due_effective": "2026-08-06",
            "grace_ends": "2027-02-06",
            "grace_ends_effective": "2027-02-08",
            "restoration_ends": "2027-08-06",
            "restoration_basis": "due_care",
            "covers": {"from": "2026-08-07", "to": "2036-08-06"},
        },
        {"kind": "renewal", "number": 2, "due": "2036-08-06"},
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "effective", "grace"),
    [
        ("2016-02-29", 1, "2026-02-28", "2026-03-02", "2026-08-28"),  # no 29 February 2026; a Saturday
        ("2017-02-06", 1, "2027-02-06", "2027-02-08", "2027-08-06"),  # a Saturday; late from the nominal day
        ("2016-12-24", 1, "2026-12-24", "2027-01-04", "2027-06-24"),  # closed from 24 December to 1 January, a weekend
        ("2016-04-02", 1, "2026-04-02", "2026-04-07", "2026-10-02"),  # Maundy Thursday to Easter Monday
    ],
)
def test_eutmdr_69_closed_days(expect, filing, number, due, effective, grace):
    """A limit on a closed day passes to the next open day; the late period does not follow it."""
    expect(
        {**MARK, "dates": {"filing": filing}},
        {"kind": "renewal", "number": number, "due": due, "due_effective": effective, "grace_ends": grace},
    )


@pytest.mark.parametrize(
    ("filing", "opens", "due", "grace"),
    [
        ("2006-03-22", "2015-10-01", "2016-03-31", "2016-09-30"),  # the last day of the old law: month end
        ("2006-03-23", "2015-09-24", "2016-03-23", "2016-09-23"),  # the first of the new
    ],
)
def test_until_22_march_2016_marks_were_renewed_to_the_end_of_the_month(expect, filing, opens, due, grace):
    """Regulation 207/2009 Art. 47(3); the next renewal counts from the filing again."""
    expect(
        {**MARK, "dates": {"filing": filing}},
        {"kind": "renewal", "number": 1, "opens": opens, "due": due, "grace_ends": grace},
        {"kind": "renewal", "number": 2, "due": f"2026-03-{filing[-2:]}"},
    )


def test_eudr_50d_on_the_day_since_october_2025(expect):
    """Filed 12 December 2020: request from 13 June 2025 to 12 December 2025, late to 12 June 2026."""
    expect(
        {**DESIGN, "dates": {"filing": "2020-12-12"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-06-13",
            "due": "2025-12-12",
            "grace_ends": "2026-06-12",
            "covers": {"from": "2025-12-13", "to": "2030-12-12"},
        },
        {"kind": "renewal", "number": 4, "due": "2040-12-12", "covers": {"from": "2040-12-13", "to": "2045-12-12"}},
        {"kind": "expiry", "number": None, "due": "2045-12-12"},
        never=[("renewal", 5)],
    )


@pytest.mark.parametrize(
    ("filing", "opens", "due", "grace"),
    [
        ("2020-09-30", "2025-04-01", "2025-09-30", "2026-03-31"),  # the last expiry under the old rule
        ("2020-10-01", "2025-04-02", "2025-10-01", "2026-04-01"),  # the first under the new
        ("2020-04-12", "2024-11-01", "2025-04-30", "2025-10-31"),  # month ends
    ],
)
def test_designs_expiring_up_to_30_september_2025_were_renewed_to_the_month_end(expect, filing, opens, due, grace):
    """Where the six months before began before 1 May 2025 the old text applies."""
    expect(
        {**DESIGN, "dates": {"filing": filing}},
        {"kind": "renewal", "number": 1, "opens": opens, "due": due, "grace_ends": grace},
        {"kind": "renewal", "number": 2, "due": f"2030-{filing[5:]}"},
    )


@pytest.mark.parametrize(("case", "route"), [(MARK, "madrid"), (DESIGN, "hague")])
def test_international_registrations_are_renewed_at_wipo(expect, case, route):
    """No renewal here for a designation of the EU; a warning says where it is renewed."""
    document = expect({**case, "route": route, "dates": {"filing": "2016-08-06"}}, never=[("renewal", 1)])

    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
