"""Hungarian Intellectual Property Office: patents, utility models, designs and marks, worked by hand from the Acts."""

import pytest

PATENT = {"jurisdiction": "HU", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "HU", "right": "utility_model"}
DESIGN = {"jurisdiction": "HU", "right": "design"}
MARK = {"jurisdiction": "HU", "right": "trademark"}


def test_szt_23_three_months_free_three_with_surcharge(expect):
    """Filed 9 October 2012: year 8 due 9 October 2019, free until 9 January 2020, at 50 % until 9 April 2020.

    Restoration within three months more: 9 July 2020.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2012-10-09", "publication": "2014-04-28", "grant": "2018-03-06"}},
        {
            "kind": "annuity",
            "number": 8,
            "opens": None,
            "due": "2019-10-09",
            "act_by": "2020-01-09",
            "due_effective": "2020-01-09",
            "grace_ends": "2020-04-09",
            "restoration_ends": "2020-07-09",
            "covers": {"from": "2019-10-09", "to": "2020-10-08"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2031-10-09", "covers": {"from": "2031-10-09", "to": "2032-10-09"}},
        {"kind": "expiry", "number": None, "due": "2032-10-09"},
        never=[("annuity", 21)],
    )
    assert [step["surcharge"] for step in document["deadlines"][7]["late"]] == ["50 %"]


def test_szt_23_what_fell_due_before_publication(expect):
    """Published 28 April 2014: years 1 and 2 free until 28 July, late until 28 October; year 3 is ordinary."""
    expect(
        {**PATENT, "dates": {"filing": "2012-10-09", "publication": "2014-04-28"}},
        {"kind": "annuity", "number": 1, "due": "2012-10-09", "act_by": "2014-07-28", "grace_ends": "2014-10-28"},
        {"kind": "annuity", "number": 2, "due": "2013-10-09", "act_by": "2014-07-28", "grace_ends": "2014-10-28"},
        {"kind": "annuity", "number": 3, "due": "2014-10-09", "act_by": "2015-01-09", "grace_ends": "2015-04-09"},
    )


@pytest.mark.parametrize(
    ("filing", "paid", "free_from"),
    [
        ("2020-05-31", [1, 2, 3], None),  # year 3 falls due on 31 May 2022
        ("2020-06-01", [1, 2], "2022-06-01"),  # year 3 on 1 June 2022
        ("2021-05-31", [1, 2], "2023-05-31"),
        ("2021-06-01", [1], "2022-06-01"),
        ("2021-08-06", [1], "2022-08-06"),
        ("2021-08-07", [], "2021-08-07"),  # year 1 of these filings is free too
        ("2022-05-31", [], "2022-05-31"),
        ("2022-06-01", [], "2022-06-01"),
    ],
)
def test_years_1_to_3_cost_nothing_since_june_2022(expect, filing, paid, free_from):
    """Year 4 is always paid; what is not paid of years 1 to 3 is declared as free."""
    document = expect(
        {**PATENT, "dates": {"filing": filing}},
        *({"kind": "annuity", "number": number} for number in [*paid, 4]),
        never=[("annuity", number) for number in (1, 2, 3) if number not in paid],
    )
    assert [span["from"] for span in document["spans"]] == ([free_from] if free_from else [])


def test_first_payment_of_a_new_application(expect):
    """Filed 29 February 2024: year 4 due 28 February 2027, free until 28 May, late until 28 August, a Saturday."""
    expect(
        {**PATENT, "dates": {"filing": "2024-02-29"}},
        {
            "kind": "annuity",
            "number": 4,
            "due": "2027-02-28",
            "act_by": "2027-05-28",
            "grace_ends": "2027-08-28",
            "grace_ends_effective": "2027-08-30",
            "provisional": True,
        },
        {"kind": "annuity", "number": 5, "due": "2028-02-29", "grace_ends": "2028-08-29"},
    )


@pytest.mark.parametrize(
    ("filing", "number", "free", "free_effective"),
    [
        ("2015-10-02", 11, "2026-01-02", "2026-01-05"),  # a day off moved to 2 January, then the weekend
        ("2015-10-10", 11, "2026-01-10", "2026-01-10"),  # the Saturday worked in its stead
        ("2015-05-21", 12, "2026-08-21", "2026-08-24"),  # a moved day off, a Friday
        ("2015-12-24", 11, "2026-03-24", "2026-03-24"),  # due on Christmas Eve: that day itself doesn't matter
        ("2015-11-30", 11, "2026-02-28", "2026-03-02"),  # a short month, a Saturday
    ],
)
def test_akr_52_moved_days_off_and_working_saturdays(expect, filing, number, free, free_effective):
    expect(
        {**PATENT, "dates": {"filing": filing, "publication": "2017-05-29"}},
        {"kind": "annuity", "number": number, "act_by": free, "due_effective": free_effective},
    )


@pytest.mark.parametrize(
    ("mention", "first", "certainty"),
    [
        ("2025-06-25", 12, "certain"),
        ("2025-11-26", 12, "certain"),  # the three months after the mention end before the three that are free
        ("2025-12-02", 12, "arguable"),  # on the anniversary itself
        ("2025-12-03", 13, "certain"),
    ],
)
def test_szt_84_l_european_patent(expect, mention, first, certainty):
    """Filed 2 December 2014: the years after the one of the mention."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2014-12-02", "ep_grant": mention}},
        {
            "kind": "annuity",
            "number": first,
            "due": f"{2013 + first}-12-02",
            "act_by": f"{2014 + first}-03-02",
            "grace_ends": f"{2014 + first}-06-02",
            "certainty": certainty,
        },
        never=[("annuity", 1), ("annuity", first - 1)],
    )


def test_a_pending_european_part_awaits_the_mention(expect):
    document = expect({**PATENT, "route": "ep", "dates": {"filing": "2020-12-02"}}, never=[("annuity", 6)])
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["ep_grant"]


def test_utility_model_pays_every_year(expect):
    """Filed 31 August 2020: year 2 due 31 August 2021, free until 30 November, late until 28 February 2022."""
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2020-08-31"}},
        {
            "kind": "annuity",
            "number": 2,
            "due": "2021-08-31",
            "act_by": "2021-11-30",
            "grace_ends": "2022-02-28",
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 3, "due": "2022-08-31", "certainty": "certain"},
        {"kind": "annuity", "number": 10, "covers": {"from": "2029-08-31", "to": "2030-08-31"}},
        {"kind": "expiry", "number": None, "due": "2030-08-31"},
        never=[("annuity", 1), ("annuity", 11)],
    )


def test_design_renewed_in_the_six_months_before_or_after(expect):
    expect(
        {**DESIGN, "dates": {"filing": "2021-09-14"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-03-14",
            "due": "2026-09-14",
            "act_by": "2026-09-14",
            "grace_ends": "2027-03-14",
            "covers": {"from": "2026-09-15", "to": "2031-09-14"},
        },
        {"kind": "renewal", "number": 4, "due": "2041-09-14"},
        {"kind": "expiry", "number": None, "due": "2046-09-14"},
        never=[("renewal", 5)],
    )


@pytest.mark.parametrize(
    ("filing", "opens", "due"),
    [("2008-12-31", "2017-12-31", "2018-12-31"), ("2009-01-01", "2018-07-01", "2019-01-01")],
)
def test_vt_65_window_was_a_year_until_2018(expect, filing, opens, due):
    expect({**MARK, "dates": {"filing": filing}}, {"kind": "renewal", "number": 1, "opens": opens, "due": due})


@pytest.mark.parametrize(
    ("registration", "grace"),
    [
        ("2016-05-09", "2025-09-23"),
        ("2025-03-23", "2025-09-23"),  # registered on the last day of the term
        ("2025-03-24", "2025-09-24"),  # registered after it: six months from registration
        ("2026-01-12", "2026-07-12"),
    ],
)
def test_vt_65_registered_after_the_first_term(expect, registration, grace):
    """Filed 23 March 2015: the first term ends on 23 March 2025."""
    expect(
        {**MARK, "dates": {"filing": "2015-03-23", "registration": registration}},
        {"kind": "renewal", "number": 1, "due": "2025-03-23", "grace_ends": grace},
        {"kind": "renewal", "number": 2, "due": "2035-03-23", "grace_ends": "2035-09-23"},
    )


@pytest.mark.parametrize("case", [{**MARK, "route": "madrid"}, {**DESIGN, "route": "hague"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    document = expect({**case, "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
