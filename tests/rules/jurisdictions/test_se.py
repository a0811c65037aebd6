"""Swedish Intellectual Property Office: patents, designs and marks, worked by hand from the Acts."""

import pytest

PATENT = {"jurisdiction": "SE", "right": "patent"}
DESIGN = {"jurisdiction": "SE", "right": "design"}
MARK = {"jurisdiction": "SE", "right": "trademark"}


def test_patl_12_5_first_fee_is_that_of_the_third_year(expect):
    """Filed 13 March 2017: year 3 begins 13 March 2019, due 31 March (a Sunday), payable from 30 September 2018.

    Six months to 30 September 2019; reinstatement within a year of that.
    """
    expect(
        {**PATENT, "dates": {"filing": "2017-03-13"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2018-09-30",
            "due": "2019-03-31",
            "due_effective": "2019-04-01",
            "act_by": "2019-03-31",
            "grace_ends": "2019-09-30",
            "restoration_ends": "2020-09-30",
            "restoration_basis": "due_care",
            "covers": {"from": "2019-03-13", "to": "2020-03-12"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2036-03-31", "covers": {"from": "2036-03-13", "to": "2037-03-13"}},
        {"kind": "expiry", "number": None, "due": "2037-03-13"},
        never=[("annuity", 1), ("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2015-06-24", 11, "2025-06-30", "2025-12-31"),  # a 30-day month: to the end of December, not the 30th
        ("2016-02-29", 5, "2020-02-29", "2020-08-31"),  # leap year
        ("2016-02-29", 6, "2021-02-28", "2021-08-31"),  # common year
        ("2017-08-31", 4, "2020-08-31", "2021-02-28"),  # six months to a short month
    ],
)
def test_patl_12_10_six_months_to_the_end_of_the_month(expect, filing, number, due, grace):
    expect(
        {**PATENT, "dates": {"filing": filing}}, {"kind": "annuity", "number": number, "due": due, "grace_ends": grace}
    )


def test_patl_12_3_fee_year_begins_on_the_filing_day(expect):
    """Filed 31 January 2024: year 3 begins 31 January 2026 and is due that very day, not in February."""
    expect(
        {**PATENT, "dates": {"filing": "2024-01-31"}},
        {"kind": "annuity", "number": 3, "due": "2026-01-31", "due_effective": "2026-02-02"},
    )


@pytest.mark.parametrize(
    ("due", "on_time"),
    [
        ("2026-06-19", "2026-06-22"),  # Midsummer Eve, a Friday, and the weekend
        ("2026-12-24", "2026-12-28"),  # Christmas Eve to the second day of Christmas, then a Sunday
        ("2026-12-31", "2027-01-04"),  # New Year's Eve, New Year's Day, weekend
        ("2026-04-30", "2026-04-30"),  # the eve of 1 May is an ordinary day
    ],
)
def test_act_1930_173_eves_count_as_holidays(expect, due, on_time):
    """Marks registered ten years before; their applications were filed in 2015."""
    expect(
        {**MARK, "dates": {"filing": "2015-09-01", "registration": f"2016{due[4:]}"}},
        {"kind": "renewal", "number": 1, "due": due, "act_by": due, "due_effective": on_time},
    )


def test_patl_12_10_late_period_is_counted_from_the_nominal_day_and_moves_itself(expect):
    """Due 30 June 2025, late until 31 December 2025: New Year's Eve, then the 1st: Friday 2 January 2026."""
    expect(
        {**PATENT, "dates": {"filing": "2015-06-24"}},
        {"kind": "annuity", "number": 11, "grace_ends": "2025-12-31", "grace_ends_effective": "2026-01-02"},
    )


def test_patl_12_6_divisional(expect):
    """Parent filed 6 May 2019, divided 8 April 2026: years 3 to 7 and year 8 (begins 6 May) are free until 8 June.

    For the back years, whose late period was over, six months follow that day: 8 December 2026. Year 8 keeps the end of
    its own, 30 November 2026, which is the sooner reading. Year 9 is ordinary.
    """
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2019-05-06", "filing": "2026-04-08"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "due": f"{2018 + number}-05-31",
                "due_effective": "2026-06-08",
                "act_by": "2026-06-08",
                "grace_ends": grace,
            }
            for number, grace in ((3, "2026-12-08"), (7, "2026-12-08"), (8, "2026-11-30"))
        ),
        {"kind": "annuity", "number": 9, "due": "2027-05-31", "act_by": "2027-05-31", "grace_ends": "2027-11-30"},
        {"kind": "expiry", "number": None, "due": "2039-05-06"},
    )


@pytest.mark.parametrize(
    ("entry", "on_time", "grace"),
    [
        ("2026-08-10", "2026-10-10", "2027-04-10"),  # year 3 began 10 January 2026: two months after the entry
        ("2025-11-30", "2026-01-31", "2026-07-31"),  # the two months end on 30 January: nothing to add
        ("2025-12-01", "2026-02-01", "2026-07-31"),  # one day longer; the late period is not relied upon to follow
    ],
)
def test_patl_12_5_entry_into_the_national_phase(expect, entry, on_time, grace):
    """International filing on 10 January 2024 without priority; year 3 is due 31 January 2026."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2024-01-10", "national_entry": entry}},
        {"kind": "annuity", "number": 3, "due": "2026-01-31", "act_by": on_time, "grace_ends": grace},
    )


def test_a_pending_pct_case_without_its_entry_awaits_it_and_is_computed_all_the_same(expect):
    document = expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2024-01-10"}},
        {"kind": "annuity", "number": 3, "act_by": "2026-01-31"},
    )
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["national_entry"]


@pytest.mark.parametrize(
    ("mention", "first", "on_time", "grace"),
    [
        ("2025-03-05", 11, "2025-06-30", "2025-12-31"),  # long before year 11 (24 June 2025): the ordinary day
        ("2025-06-11", 11, "2025-09-11", "2025-12-31"),  # three months from the mention; late from the nominal day
        ("2025-06-25", 12, "2026-06-30", "2026-12-31"),  # year 11 had begun: the last one paid to the EPO
    ],
)
def test_patl_12_11_european_patent(expect, mention, first, on_time, grace):
    """Filed 24 June 2015: the years that begin after the year of the mention are paid here."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": on_time, "grace_ends": grace},
        never=[("annuity", first - 1)],
    )


def test_mention_on_an_anniversary_is_arguable(expect):
    """Mentioned on 24 June 2025, the day on which year 11 of a filing of 24 June 2015 begins."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": "2025-06-24"}},
        {"kind": "annuity", "number": 11, "act_by": "2025-09-24", "certainty": "arguable"},
        {"kind": "annuity", "number": 12, "certainty": "certain"},
        never=[("annuity", 10)],
    )


@pytest.mark.parametrize(
    ("attributes", "renewals", "expiry"),
    [({}, 4, "2043-04-17"), ({"spare_part": False}, 4, "2043-04-17"), ({"spare_part": True}, 2, "2033-04-17")],
)
def test_monsterl_24_five_periods_or_three_for_a_spare_part(expect, attributes, renewals, expiry):
    """Filed 17 April 2018: 17 April 2023, a Monday, payable from a year before, late until 17 October."""
    expect(
        {**DESIGN, "dates": {"filing": "2018-04-17"}, "attributes": attributes},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2022-04-17",
            "due": "2023-04-17",
            "grace_ends": "2023-10-17",
            "covers": {"from": "2023-04-18", "to": "2028-04-17"},
        },
        {"kind": "renewal", "number": renewals},
        {"kind": "expiry", "number": None, "due": expiry},
        never=[("renewal", renewals + 1)],
    )


@pytest.mark.parametrize(
    ("filing", "registration", "due"),
    [
        ("2018-12-31", "2019-06-13", "2029-06-13"),  # applied for before 2019: registration, though registered later
        ("2019-01-01", "2019-06-13", "2029-01-01"),  # from 2019: filing
        ("2019-01-02", None, "2029-01-02"),
    ],
)
def test_sfs_2018_1652_the_application_decides(expect, filing, registration, due):
    dates = {"filing": filing, "registration": registration}
    expect({**MARK, "dates": dates}, {"kind": "renewal", "number": 1, "due": due})


def test_vml_2_33_renewal_opened_a_year_ahead_until_2018(expect):
    """Registered 3 October 2008: first term to 3 October 2018, payable from 3 October 2017; the second from 3 April."""
    expect(
        {**MARK, "dates": {"filing": "2008-01-15", "registration": "2008-10-03"}},
        {"kind": "renewal", "number": 1, "opens": "2017-10-03", "due": "2018-10-03", "grace_ends": "2019-04-03"},
        {"kind": "renewal", "number": 2, "opens": "2028-04-03", "due": "2028-10-03"},
    )


def test_an_old_mark_without_its_registration_awaits_it(expect):
    document = expect({**MARK, "status": "registered", "dates": {"filing": "2015-11-02"}}, never=[("renewal", 1)])
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["registration"]


def test_madrid_marks_are_renewed_at_wipo(expect):
    document = expect({**MARK, "route": "madrid", "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
