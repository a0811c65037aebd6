"""ARIPO: annual fees and renewals, worked by hand from the Harare and Banjul Protocols."""

import pytest

PATENT = {"jurisdiction": "AP", "right": "patent"}


def test_harare_s_3_11_every_anniversary_pending_or_granted(expect):
    """Filed 8 April 2019: year 8 is due 8 April 2026, late to 8 October 2026, re-establishment to 8 April 2027."""
    expect(
        {**PATENT, "dates": {"filing": "2019-04-08"}},
        {"kind": "annuity", "number": 2, "due": "2020-04-08"},
        {
            "kind": "annuity",
            "number": 8,
            "due": "2026-04-08",
            "grace_ends": "2026-10-08",
            "restoration_ends": "2027-04-08",
            "restoration_basis": "due_care",
            "covers": {"from": "2026-04-08", "to": "2027-04-07"},
        },
        {"kind": "annuity", "number": 20, "due": "2038-04-08"},
        {"kind": "expiry", "number": None, "due": "2039-04-08"},
        never=[("annuity", 1), ("annuity", 21)],
    )


def test_closed_days_do_not_move_the_fee(expect):
    """8 August 2026 is a Saturday, 29 February 2020 has no day in 2026: the nominal days stand."""
    expect(
        {**PATENT, "dates": {"filing": "2020-08-08"}},
        {"kind": "annuity", "number": 7, "due": "2026-08-08", "due_effective": "2026-08-08"},
    )
    expect(
        {**PATENT, "dates": {"filing": "2020-02-29"}},
        {"kind": "annuity", "number": 7, "due": "2026-02-28", "grace_ends": "2026-08-28"},
    )


def test_harare_regulations_pct_pays_at_entry_what_fell_due_before(expect):
    """Filed 10 March 2022, entered 10 October 2024: years 2 and 3 at entry, year 4 on 10 March 2025."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2022-03-10", "national_entry": "2024-10-10"}},
        {"kind": "annuity", "number": 2, "due": "2024-10-10"},
        {"kind": "annuity", "number": 3, "due": "2024-10-10"},
        {"kind": "annuity", "number": 4, "due": "2025-03-10"},
    )


def test_harare_s_3ter_utility_models_ten_years(expect):
    expect(
        {"jurisdiction": "AP", "right": "utility_model", "dates": {"filing": "2019-12-31"}},
        {"kind": "annuity", "number": 10, "due": "2028-12-31", "covers": {"from": "2028-12-31", "to": "2029-12-31"}},
        {"kind": "expiry", "number": None, "due": "2029-12-31"},
        never=[("annuity", 11)],
    )


@pytest.mark.parametrize(("registration", "last"), [("2021-12-31", 10), ("2022-01-01", 15)])
def test_harare_s_4_fifteen_years_for_designs_registered_since_2022(expect, registration, last):
    """Filed 22 August 2017: ten years if registered before 1 January 2022, fifteen since."""
    expect(
        {"jurisdiction": "AP", "right": "design", "dates": {"filing": "2017-08-22", "registration": registration}},
        {"kind": "annuity", "number": last},
        {"kind": "expiry", "number": None, "due": f"{2017 + last}-08-22"},
        never=[("annuity", last + 1)],
    )


def test_a_design_without_its_registration_date_awaits_it_and_pays_the_certain_years(expect):
    document = expect(
        {"jurisdiction": "AP", "right": "design", "dates": {"filing": "2017-08-22"}},
        {"kind": "annuity", "number": 10, "due": "2026-08-22"},
        never=[("annuity", 11), ("expiry", None)],
    )

    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["registration"]


def test_banjul_s_7_ten_years_from_filing(expect):
    """Filed 30 June 2016: due 30 June 2026, six months late end 30 December."""
    expect(
        {"jurisdiction": "AP", "right": "trademark", "dates": {"filing": "2016-06-30"}},
        {"kind": "renewal", "number": 1, "opens": "2025-12-30", "due": "2026-06-30", "grace_ends": "2026-12-30"},
        {"kind": "renewal", "number": 2, "due": "2036-06-30", "covers": {"from": "2036-07-01", "to": "2046-06-30"}},
    )
