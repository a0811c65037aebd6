"""European patents with unitary effect: renewal fees, worked by hand from the Rules on Unitary Patent Protection."""

import pytest

PATENT = {"jurisdiction": "UP", "right": "patent", "route": "up"}


def test_r_13_2_fees_of_the_years_after_the_mention(expect):
    """Filed 10 May 2019, mention 3 July 2024 (year 6), notice 12 August: year 7 due 31 May 2025, a Saturday.

    Payable from 28 February, month end to month end; late until 30 November 2025, a Sunday.
    """
    expect(
        {**PATENT, "dates": {"filing": "2019-05-10", "ep_grant": "2024-07-03", "registration": "2024-08-12"}},
        {
            "kind": "annuity",
            "number": 7,
            "opens": "2025-02-28",
            "due": "2025-05-31",
            "act_by": "2025-05-31",
            "due_effective": "2025-06-02",
            "grace_ends": "2025-11-30",
            "grace_ends_effective": "2025-12-01",
            "restoration_ends": "2026-11-30",
            "restoration_basis": "due_care",
            "covers": {"from": "2025-05-10", "to": "2026-05-09"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2038-05-31", "covers": {"from": "2038-05-10", "to": "2039-05-10"}},
        {"kind": "expiry", "number": None, "due": "2039-05-10"},
        never=[("annuity", 6), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "opens", "due", "grace"),
    [
        ("2016-02-29", 11, "2025-11-30", "2026-02-28", "2026-08-31"),  # 28 February to 31 August
        ("2016-02-29", 13, "2027-11-30", "2028-02-29", "2028-08-31"),
        ("2016-08-31", 11, "2026-05-31", "2026-08-31", "2027-02-28"),
    ],
)
def test_r_13_3_from_month_end_to_month_end(expect, filing, number, opens, due, grace):
    expect(
        {**PATENT, "dates": {"filing": filing, "ep_grant": "2024-01-10", "registration": "2024-02-12"}},
        {"kind": "annuity", "number": number, "opens": opens, "due": due, "grace_ends": grace},
    )


def test_r_134_closed_christmas_week_does_not_start_the_late_period_later(expect):
    """Due 31 December 2025, closed from the 24th to 1 January: on time until Friday 2 January 2026, late to 30 June."""
    expect(
        {**PATENT, "dates": {"filing": "2016-12-05", "ep_grant": "2024-03-06", "registration": "2024-04-10"}},
        {
            "kind": "annuity",
            "number": 10,
            "due": "2025-12-31",
            "due_effective": "2026-01-02",
            "grace_ends": "2026-06-30",
        },
    )


@pytest.mark.parametrize(
    ("filing", "mention", "first"),
    [
        ("2016-10-20", "2024-10-16", 9),  # year 8
        ("2016-10-20", "2024-10-23", 10),  # year 9 has begun: its fee was still one of the application
        ("2023-11-08", "2024-10-16", 2),  # year 1: the Rules know a fee for year 2
    ],
)
def test_art_11_first_fee_follows_the_year_of_the_mention(expect, filing, mention, first):
    expect(
        {**PATENT, "dates": {"filing": filing, "ep_grant": mention, "registration": "2024-11-06"}},
        {"kind": "annuity", "number": first},
        never=[("annuity", first - 1)],
    )


@pytest.mark.parametrize(
    ("notice", "due", "act_by", "grace"),
    [
        # due before the notice or on its day: on the notice, three months free, six late, by the same number
        ("2024-11-06", "2024-11-06", "2025-02-06", "2025-05-06"),
        ("2024-10-31", "2024-10-31", "2025-01-31", "2025-04-30"),
        # due within three months after it: its own day, free until the three months end
        ("2024-10-30", "2024-10-31", "2025-01-30", "2025-04-30"),
        ("2024-07-31", "2024-10-31", "2024-10-31", "2025-04-30"),  # they end on the due day itself
        ("2024-07-30", "2024-10-31", "2024-10-31", "2025-04-30"),  # they ended the day before: ordinary
    ],
)
def test_r_13_4_and_5_relief_around_the_notice(expect, notice, due, act_by, grace):
    """Filed 20 October 2016, mention 3 July 2024 (year 8): year 9 would be due on 31 October 2024."""
    expect(
        {**PATENT, "dates": {"filing": "2016-10-20", "ep_grant": "2024-07-03", "registration": notice}},
        {"kind": "annuity", "number": 9, "opens": "2024-07-31", "due": due, "act_by": act_by, "grace_ends": grace},
        {"kind": "annuity", "number": 10, "due": "2025-10-31", "act_by": "2025-10-31"},
        never=[("annuity", 8)],
    )


def test_r_13_4_three_months_end_on_an_open_day_after_new_year(expect):
    """Notice 2 October 2024: year 9, due 31 October, is free until Thursday 2 January 2025."""
    expect(
        {**PATENT, "dates": {"filing": "2016-10-20", "ep_grant": "2024-09-04", "registration": "2024-10-02"}},
        {
            "kind": "annuity",
            "number": 9,
            "due": "2024-10-31",
            "due_effective": "2025-01-02",
            "grace_ends": "2025-04-30",
            "certainty": "certain",
        },
    )


def test_r_13_5_late_period_by_the_same_number_is_arguable(expect):
    """Due on the notice of 6 November 2024: 6 May 2025, or 31 May by month ends."""
    document = expect(
        {**PATENT, "dates": {"filing": "2016-10-20", "ep_grant": "2024-07-03", "registration": "2024-11-06"}},
        {"kind": "annuity", "number": 9, "grace_ends": "2025-05-06", "certainty": "arguable"},
    )
    assert document["deadlines"][0]["alternatives"][0]["grace_ends"] == "2025-05-31"


def test_r_13_5_a_very_late_notice_gathers_two_fees(expect):
    """Mention 3 July 2024, notice 5 November 2025: years 9 and 10 both fall due on it."""
    expect(
        {**PATENT, "dates": {"filing": "2016-10-20", "ep_grant": "2024-07-03", "registration": "2025-11-05"}},
        {"kind": "annuity", "number": 9, "due": "2025-11-05", "act_by": "2026-02-05", "grace_ends": "2026-05-05"},
        {"kind": "annuity", "number": 10, "due": "2025-11-05", "act_by": "2026-02-05", "grace_ends": "2026-05-05"},
        {"kind": "annuity", "number": 11, "due": "2026-10-31"},
    )


@pytest.mark.parametrize(
    ("notice", "act_by"),
    [
        ("2023-10-31", "2024-02-10"),  # counted as received on 10 November
        ("2023-11-01", "2024-02-01"),  # received on its own date from here on
    ],
)
def test_r_7_ten_days_for_notices_before_november_2023(expect, notice, act_by):
    """Filed 4 November 2015: year 9 is due 30 November 2023, within three months of the notice."""
    expect(
        {**PATENT, "dates": {"filing": "2015-11-04", "ep_grant": "2023-09-13", "registration": notice}},
        {"kind": "annuity", "number": 9, "due": "2023-11-30", "act_by": act_by, "grace_ends": "2024-05-31"},
    )


def test_without_the_notice_the_ordinary_day_counts(expect):
    """The first fee may turn out to be due later, so it is arguable; the next one isn't."""
    document = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2016-10-20", "ep_grant": "2024-07-03"}},
        {"kind": "annuity", "number": 9, "due": "2024-10-31", "act_by": "2024-10-31", "certainty": "arguable"},
        {"kind": "annuity", "number": 10, "due": "2025-10-31", "certainty": "certain"},
    )
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["registration"]


def test_without_the_mention(expect):
    pending = expect({**PATENT, "dates": {"filing": "2016-10-20"}}, never=[("annuity", 9), ("annuity", 12)])
    expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2016-10-20"}},
        {"kind": "annuity", "number": 12, "due": "2027-10-31", "certainty": "arguable"},
    )
    assert {awaiting["event"] for awaiting in pending["awaiting"]} == {"ep_grant", "registration"}


def test_divisional_counts_from_the_parent(expect):
    """Parent filed 14 June 2017, mention in year 7: year 8 is due 30 June 2024."""
    dates = {
        "parent_filing": "2017-06-14",
        "filing": "2021-02-01",
        "ep_grant": "2024-01-17",
        "registration": "2024-02-20",
    }
    expect(
        {**PATENT, "route": "divisional", "dates": dates},
        {"kind": "annuity", "number": 8, "due": "2024-06-30", "due_effective": "2024-07-01"},
        {"kind": "expiry", "number": None, "due": "2037-06-14"},
        never=[("annuity", 7)],
    )
