"""OAPI: annual fees and renewals, worked by hand from the Bangui Agreement."""

import pytest

PATENT = {"jurisdiction": "OA", "right": "patent"}


def test_annex_i_every_anniversary_pending_or_granted(expect):
    """Filed 5 November 2020: year 7 opens 5 November 2026; late to 5 May 2027; restoration to 5 November 2028."""
    expect(
        {**PATENT, "dates": {"filing": "2020-11-05"}},
        {"kind": "annuity", "number": 2, "due": "2021-11-05", "grace_ends": "2022-05-05"},
        {
            "kind": "annuity",
            "number": 7,
            "opens": "2025-11-05",
            "due": "2026-11-05",
            "grace_ends": "2027-05-05",
            "restoration_ends": "2028-11-05",
            "covers": {"from": "2026-11-05", "to": "2027-11-04"},
        },
        {"kind": "annuity", "number": 20, "due": "2039-11-05"},
        {"kind": "expiry", "number": None, "due": "2040-11-05"},
        never=[("annuity", 1), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [("2020-02-29", 6, "2025-02-28", "2025-08-28"), ("2020-08-31", 6, "2025-08-31", "2026-02-28")],
)
def test_short_months_give_their_last_day_and_sundays_stand(expect, filing, number, due, grace):
    """29 February has no day in 2025; 31 August 2025 is a Sunday and stays."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": due, "grace_ends": grace},
    )


def test_annex_i_pct_pays_at_entry_what_fell_due_before(expect):
    """Filed 10 March 2022, entered 12 September 2024: years 2 and 3 are due at entry, year 4 on 10 March 2025."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2022-03-10", "national_entry": "2024-09-12"}},
        {"kind": "annuity", "number": 2, "due": "2024-09-12"},
        {"kind": "annuity", "number": 3, "due": "2024-09-12"},
        {"kind": "annuity", "number": 4, "due": "2025-03-10"},
    )


def test_annex_ii_ten_years(expect):
    expect(
        {"jurisdiction": "OA", "right": "utility_model", "dates": {"filing": "2018-06-30"}},
        {"kind": "annuity", "number": 10, "due": "2027-06-30", "covers": {"from": "2027-06-30", "to": "2028-06-30"}},
        {"kind": "expiry", "number": None, "due": "2028-06-30"},
        never=[("annuity", 11)],
    )


def test_annex_iv_two_prolongations(expect):
    expect(
        {"jurisdiction": "OA", "right": "design", "dates": {"filing": "2018-09-15"}},
        {"kind": "renewal", "number": 1, "due": "2023-09-15", "grace_ends": "2024-03-15"},
        {"kind": "renewal", "number": 2, "due": "2028-09-15", "covers": {"from": "2028-09-16", "to": "2033-09-15"}},
        {"kind": "expiry", "number": None, "due": "2033-09-15"},
        never=[("renewal", 3)],
    )


def test_annex_iii_six_months_from_30_june_end_on_30_december(expect):
    """Filed 30 June 2016: renewal from 30 June 2025 to 30 June 2026, late to 30 December, restoration to 2028."""
    expect(
        {"jurisdiction": "OA", "right": "trademark", "dates": {"filing": "2016-06-30"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-06-30",
            "due": "2026-06-30",
            "grace_ends": "2026-12-30",
            "restoration_ends": "2028-06-30",
        },
    )


@pytest.mark.parametrize(("right", "route"), [("trademark", "madrid"), ("design", "hague")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "OA", "right": right, "route": route, "dates": {"filing": "2016-06-30"}},
        never=[("renewal", 1)],
    )

    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
