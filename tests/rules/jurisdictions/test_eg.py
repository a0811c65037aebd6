"""Egypt: annual fees and renewals, worked by hand from Law 82 of 2002."""

import pytest

PATENT = {"jurisdiction": "EG", "right": "patent"}


def test_art_11_26_each_anniversary_and_a_year_to_pay_late(expect):
    """Filed 9 May 2021: year 5 on 9 May 2025, a Friday that stays; late to 9 May 2026."""
    expect(
        {**PATENT, "dates": {"filing": "2021-05-09"}},
        {"kind": "annuity", "number": 2, "due": "2022-05-09"},
        {
            "kind": "annuity",
            "number": 5,
            "opens": None,
            "due": "2025-05-09",
            "due_effective": "2025-05-09",
            "grace_ends": "2026-05-09",
            "covers": {"from": "2025-05-09", "to": "2026-05-08"},
        },
        {"kind": "annuity", "number": 20, "due": "2040-05-09"},
        {"kind": "expiry", "number": None, "due": "2041-05-09"},
        never=[("annuity", 1), ("annuity", 21)],
    )


def test_29_february_gives_the_28th(expect):
    expect(
        {**PATENT, "dates": {"filing": "2020-02-29"}},
        {"kind": "annuity", "number": 4, "due": "2023-02-28", "grace_ends": "2024-02-28"},
        {"kind": "annuity", "number": 5, "due": "2024-02-29", "grace_ends": "2025-02-28"},
    )


def test_art_11_pct_pays_on_entry_what_fell_due_before(expect):
    """Filed 10 March 2022, entered 10 September 2024: years 2 and 3 on entry, year 4 on 10 March 2025."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2022-03-10", "national_entry": "2024-09-10"}},
        {"kind": "annuity", "number": 2, "due": "2024-09-10", "grace_ends": "2025-09-10"},
        {"kind": "annuity", "number": 3, "due": "2024-09-10"},
        {"kind": "annuity", "number": 4, "due": "2025-03-10"},
    )


def test_art_30_31_utility_models_seven_years(expect):
    expect(
        {"jurisdiction": "EG", "right": "utility_model", "dates": {"filing": "2021-09-01"}},
        {"kind": "annuity", "number": 7, "due": "2027-09-01", "covers": {"from": "2027-09-01", "to": "2028-09-01"}},
        {"kind": "expiry", "number": None, "due": "2028-09-01"},
        never=[("annuity", 8)],
    )


def test_art_126_designs_ten_years_and_one_renewal_of_five(expect):
    expect(
        {"jurisdiction": "EG", "right": "design", "dates": {"filing": "2016-11-30"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-11-30",
            "due": "2026-11-30",
            "late": [],
            "certainty": "arguable",
            "covers": {"from": "2026-12-01", "to": "2031-11-30"},
        },
        {"kind": "expiry", "number": None, "due": "2031-11-30"},
        never=[("renewal", 2)],
    )


def test_art_90_marks_ten_years_from_filing(expect):
    """Filed 31 August 2016: due 31 August 2026, six months later there is no 31 February: the 28th."""
    expect(
        {"jurisdiction": "EG", "right": "trademark", "dates": {"filing": "2016-08-31"}},
        {"kind": "renewal", "number": 1, "opens": "2025-08-31", "due": "2026-08-31", "grace_ends": "2027-02-28"},
        {"kind": "renewal", "number": 2, "due": "2036-08-31", "covers": {"from": "2036-09-01", "to": "2046-08-31"}},
    )


@pytest.mark.parametrize(("right", "route"), [("trademark", "madrid"), ("design", "hague")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "EG", "right": right, "route": route, "dates": {"filing": "2016-06-30"}},
        never=[("renewal", 1)],
    )

    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
