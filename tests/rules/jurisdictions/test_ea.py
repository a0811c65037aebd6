"""Eurasian Patent Office: annual fees after grant and design renewals, worked by hand."""

import pytest

PATENT = {"jurisdiction": "EA", "right": "patent"}


def test_art_17_first_anniversary_after_the_publication_of_grant(expect):
    """Filed 31 May 2007, granted 30 December 2010: first fee 31 May 2011 (year 5), last one year 20.

    31 May 2026 is a Sunday: Monday 1 June; late to 30 November 2026 from the nominal day.
    """
    expect(
        {**PATENT, "dates": {"filing": "2007-05-31", "grant": "2010-12-30"}},
        {"kind": "annuity", "number": 5, "due": "2011-05-31"},
        {
            "kind": "annuity",
            "number": 20,
            "due": "2026-05-31",
            "due_effective": "2026-06-01",
            "grace_ends": "2026-11-30",
            "covers": {"from": "2026-05-31", "to": "2027-05-31"},
        },
        {"kind": "expiry", "number": None, "due": "2027-05-31"},
        never=[("annuity", 4), ("annuity", 21)],
    )


def test_nothing_is_due_before_grant(expect):
    document = expect(
        {**PATENT, "dates": {"filing": "2022-03-01"}}, never=[("annuity", number) for number in range(21)]
    )

    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["grant"]


@pytest.mark.parametrize(
    ("grant", "first", "certainty"),
    [
        ("2022-07-29", 6, "arguable"),  # a month before the anniversary: a longer first period may apply
        ("2022-03-30", 6, "certain"),
        ("2022-08-30", 7, "certain"),  # on the anniversary: the year it opens has begun
    ],
)
def test_a_grant_near_the_anniversary_is_arguable(expect, grant, first, certainty):
    """Filed 30 August 2017: the anniversary of 30 August 2022 opens year 6."""
    expect(
        {**PATENT, "dates": {"filing": "2017-08-30", "grant": grant}},
        {"kind": "annuity", "number": first, "certainty": certainty},
        never=[("annuity", first - 1)],
    )


def test_working_saturdays_of_the_russian_calendar_are_open(expect):
    """Saturday 1 November 2025 was declared a working day in Russia: a fee due on it does not move."""
    expect(
        {**PATENT, "dates": {"filing": "2015-11-01", "grant": "2020-01-31"}},
        {"kind": "annuity", "number": 11, "due": "2025-11-01", "due_effective": "2025-11-01"},
    )


def test_part_ii_designs_five_years_four_renewals(expect):
    """Filed 15 June 2021: renewals 2026, 2031, 2036, 2041; late six months; the end in 2046."""
    expect(
        {"jurisdiction": "EA", "right": "design", "dates": {"filing": "2021-06-15"}},
        {"kind": "renewal", "number": 1, "opens": "2025-06-15", "due": "2026-06-15", "grace_ends": "2026-12-15"},
        {"kind": "renewal", "number": 4, "due": "2041-06-15", "covers": {"from": "2041-06-16", "to": "2046-06-15"}},
        {"kind": "expiry", "number": None, "due": "2046-06-15"},
        never=[("renewal", 5)],
    )
