"""United Arab Emirates: annual fees, terms and renewals, worked by hand."""

import pytest

PATENT = {"jurisdiction": "AE", "right": "patent"}


def test_each_anniversary_pending_or_granted(expect):
    """Filed 15 March 2020: year 2 on 15 March 2021, payable three months before, late to 15 September 2021."""
    expect(
        {**PATENT, "dates": {"filing": "2020-03-15"}},
        {
            "kind": "annuity",
            "number": 2,
            "opens": "2020-12-15",
            "due": "2021-03-15",
            "grace_ends": "2021-09-15",
            "certainty": "arguable",
            "covers": {"from": "2021-03-15", "to": "2022-03-14"},
        },
        {"kind": "annuity", "number": 20, "due": "2039-03-15"},
        {"kind": "expiry", "number": None, "due": "2040-03-15"},
        never=[("annuity", 1), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "effective"),
    [
        ("2018-05-07", 4, "2021-05-07", "2021-05-09"),  # a Friday when Friday and Saturday were the weekend
        ("2018-10-21", 4, "2021-10-21", "2021-10-24"),  # Thursday 21 October 2021: the Prophet's birthday was kept
        ("2022-05-31", 4, "2025-05-31", "2025-06-02"),  # a Saturday since Saturday and Sunday are
        ("2019-12-02", 8, "2026-12-02", "2026-12-04"),  # National Day, 2 and 3 December
    ],
)
def test_cr_art_2_procedural_periods_pass_to_the_next_working_day(expect, filing, number, due, effective):
    """The weekend changed from Friday and Saturday to Saturday and Sunday on 1 January 2022."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": effective, "act_by": due},
    )


def test_utility_models_ten_years(expect):
    expect(
        {"jurisdiction": "AE", "right": "utility_model", "dates": {"filing": "2020-02-29"}},
        {"kind": "annuity", "number": 2, "due": "2021-02-28"},
        {"kind": "annuity", "number": 10, "due": "2029-02-28", "covers": {"from": "2029-02-28", "to": "2030-02-28"}},
        {"kind": "expiry", "number": None, "due": "2030-02-28"},
        never=[("annuity", 11)],
    )


@pytest.mark.parametrize(
    ("filing", "expiry", "certainty", "last"),
    [
        ("2011-11-30", "2021-11-30", "certain", 10),  # over before the new law
        ("2015-06-01", "2025-06-01", "arguable", 20),  # alive at the change: ten by the certificate, twenty perhaps
        ("2021-11-30", "2031-11-30", "arguable", 20),
        ("2021-12-01", "2041-12-01", "certain", 20),  # the first day of the new law
    ],
)
def test_designs_twenty_years_since_december_2021(expect, filing, expiry, certainty, last):
    """Where the term is in doubt the shorter one is shown and the fees of the longer one go on."""
    expect(
        {"jurisdiction": "AE", "right": "design", "dates": {"filing": filing}},
        {"kind": "expiry", "number": None, "due": expiry, "certainty": certainty},
        {"kind": "annuity", "number": last},
        never=[("annuity", last + 1)],
    )


def test_marks_ten_years_from_filing_whose_end_does_not_move(expect):
    """Filed 20 June 2016: expires Saturday 20 June 2026 and stays; three months free, six at the outside.

    20 September 2026 is a Sunday: Monday 21; 20 December 2026 is a Sunday: Monday 21.
    """
    expect(
        {"jurisdiction": "AE", "right": "trademark", "dates": {"filing": "2016-06-20"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-06-20",
            "due": "2026-06-20",
            "due_effective": "2026-06-20",
            "grace_ends": "2026-12-20",
            "grace_ends_effective": "2026-12-21",
        },
        {"kind": "renewal", "number": 2, "due": "2036-06-20"},
    )


def test_madrid_designations_are_renewed_at_wipo(expect):
    document = expect(
        {"jurisdiction": "AE", "right": "trademark", "route": "madrid", "dates": {"filing": "2022-06-20"}},
        never=[("renewal", 1)],
    )

    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
