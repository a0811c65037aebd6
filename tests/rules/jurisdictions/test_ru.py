"""Russia: yearly fees, blocks of five years since October 2024 and the passage between them, renewals."""

import pytest

PATENT = {"jurisdiction": "RU", "right": "patent"}


def test_yearly_fees_before_the_reform_and_blocks_since(expect):
    """Filed 20 September 2011, granted 20 May 2014: yearly to year 14 (20 September 2024), passage, block 16 to 20.

    The first anniversary since 5 October 2024 is 20 September 2025 and opens year 15: the rest of the block 11 to 15.
    """
    expect(
        {**PATENT, "dates": {"filing": "2011-09-20", "grant": "2014-05-20"}},
        {"kind": "annuity", "number": 4, "due": "2014-09-20"},
        {"kind": "annuity", "number": 14, "due": "2024-09-20", "covers": {"from": "2024-09-20", "to": "2025-09-19"}},
        {
            "kind": "annuity",
            "number": 15,
            "due": "2025-09-20",
            "certainty": "arguable",
            "covers": {"from": "2025-09-20", "to": "2026-09-19"},
        },
        {
            "kind": "annuity",
            "number": 16,
            "opens": "2025-09-20",
            "due": "2026-09-20",  # a Sunday
            "due_effective": "2026-09-21",
            "grace_ends": "2027-03-20",
            "restoration_ends": "2029-09-20",
            "covers": {"from": "2026-09-20", "to": "2031-09-20"},
        },
        {"kind": "expiry", "number": None, "due": "2031-09-20"},
        never=[("annuity", 3), ("annuity", 17), ("annuity", 20)],
    )


@pytest.mark.parametrize(
    ("filing", "passage", "to"),
    [
        ("2012-10-04", 14, "2027-10-03"),  # 4 October 2025, rest of block 11 to 15: years 14 and 15
        ("2012-10-05", 13, "2027-10-04"),  # the anniversary of the very day of the reform
        ("2016-11-30", 9, "2026-11-29"),
        ("2021-03-01", 5, "2026-02-28"),  # the last year of the first block
    ],
)
def test_the_passage_pays_for_the_rest_of_the_running_block(expect, filing, passage, to):
    """The first anniversary since 5 October 2024 of a patent granted before; the next payment opens the next block."""
    block = 16 if passage > 10 else 11 if passage > 5 else 6
    document = expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2023-06-01"}},
        {"kind": "annuity", "number": passage, "certainty": "arguable"},
        {"kind": "annuity", "number": block, "certainty": "certain"},
    )

    [deadline] = [one for one in document["deadlines"] if one["number"] == passage and one["kind"] == "annuity"]
    assert deadline["covers"]["to"] == to


def test_what_was_paid_ahead_puts_the_passage_off(expect):
    """Filed 30 November 2016, paid through year 12: nothing is due before 30 November 2028 (year 13 to 15)."""
    expect(
        {**PATENT, "dates": {"filing": "2016-11-30", "grant": "2019-06-01"}, "attributes": {"paid_through_year": 12}},
        {
            "kind": "annuity",
            "number": 13,
            "due": "2028-11-30",
            "certainty": "certain",
            "covers": {"from": "2028-11-30", "to": "2031-11-29"},
        },
        {"kind": "annuity", "number": 16, "due": "2031-11-30"},
        never=[("annuity", 9), ("annuity", 11)],
    )


def test_granted_since_the_reform_the_first_block_is_paid_with_the_grant(expect):
    """Filed 10 April 2022, granted 1 February 2025: first payment year 6, on 10 April 2027."""
    document = expect(
        {**PATENT, "dates": {"filing": "2022-04-10", "grant": "2025-02-01"}},
        {"kind": "annuity", "number": 6, "due": "2027-04-10", "covers": {"from": "2027-04-10", "to": "2032-04-09"}},
        {"kind": "annuity", "number": 11, "due": "2032-04-10"},
        never=[("annuity", number) for number in (3, 4, 5, 7, 8, 9, 10)],
    )

    assert "ru.block_paid_at_grant" not in {warning["code"] for warning in document["warnings"]}


def test_a_grant_after_year_5_since_the_reform_asks_what_was_paid_with_it(expect):
    document = expect(
        {**PATENT, "dates": {"filing": "2018-04-10", "grant": "2025-02-01"}},
        {"kind": "annuity", "number": 11, "due": "2028-04-10"},
        never=[("annuity", 6), ("annuity", 8)],
    )

    assert "ru.block_paid_at_grant" in {warning["code"] for warning in document["warnings"]}


@pytest.mark.parametrize(
    ("filing", "number", "due", "effective"),
    [
        ("2004-02-29", 4, "2007-02-28", "2007-02-28"),
        ("2010-11-01", 16, "2025-11-01", "2025-11-01"),  # a Saturday declared a working day
        ("2011-01-05", 16, "2026-01-05", "2026-01-12"),  # New Year's holidays to Sunday 11 January 2026
    ],
)
def test_cc_193_days_off_and_working_saturdays(expect, filing, number, due, effective):
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": f"{int(filing[:4]) + 2}-06-01"}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": effective},
    )


def test_nothing_is_due_before_grant(expect):
    document = expect({**PATENT, "dates": {"filing": "2024-01-10"}}, never=[("annuity", 3), ("annuity", 6)])

    assert document["awaiting"][0]["event"] == "grant"


def test_utility_models_ten_years(expect):
    """Filed 3 March 2020, granted 1 September 2020: yearly from year 2, passage on 3 March 2025 is block 6 itself."""
    expect(
        {"jurisdiction": "RU", "right": "utility_model", "dates": {"filing": "2020-03-03", "grant": "2020-09-01"}},
        {"kind": "annuity", "number": 2, "due": "2021-03-03"},
        {"kind": "annuity", "number": 5, "due": "2024-03-03"},
        {"kind": "annuity", "number": 6, "due": "2025-03-03", "certainty": "certain"},
        {"kind": "expiry", "number": None, "due": "2030-03-03"},
        never=[("annuity", 7), ("annuity", 11)],
    )


def test_art_1363_3_designs_five_years_four_prolongations(expect):
    expect(
        {"jurisdiction": "RU", "right": "design", "dates": {"filing": "2016-10-12"}},
        {"kind": "renewal", "number": 2, "opens": "2025-10-12", "due": "2026-10-12", "grace_ends": "2027-04-12"},
        {"kind": "renewal", "number": 4, "due": "2036-10-12"},
        {"kind": "expiry", "number": None, "due": "2041-10-12"},
        never=[("renewal", 5)],
    )


def test_art_1491_marks_ten_years_from_filing(expect):
    expect(
        {"jurisdiction": "RU", "right": "trademark", "dates": {"filing": "2017-02-28"}},
        {"kind": "renewal", "number": 1, "opens": "2026-02-28", "due": "2027-02-28", "grace_ends": "2027-08-28"},
    )


@pytest.mark.parametrize(("right", "route"), [("trademark", "madrid"), ("design", "hague")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "RU", "right": right, "route": route, "dates": {"filing": "2021-06-30"}},
        never=[("renewal", 1)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
