"""Netherlands Patent Office: fees of granted patents, worked by hand from the Patents Act 1995."""

import pytest

PATENT = {"jurisdiction": "NL", "right": "patent"}


def test_row_61_fees_from_the_fourth_year(expect):
    """Filed 20 December 2022, granted July 2024: year 4 due 31 December 2025, late until 30 June 2026 at 50 % more."""
    document = expect(
        {**PATENT, "dates": {"filing": "2022-12-20", "grant": "2024-07-01"}},
        {
            "kind": "annuity",
            "number": 4,
            "opens": None,
            "due": "2025-12-31",
            "act_by": "2025-12-31",
            "due_effective": "2025-12-31",
            "grace_ends": "2026-06-30",
            "restoration_ends": "2027-06-30",
            "restoration_basis": "due_care",
            "covers": {"from": "2025-12-20", "to": "2026-12-19"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2041-12-31", "covers": {"from": "2041-12-20", "to": "2042-12-20"}},
        {"kind": "expiry", "number": None, "due": "2042-12-20"},
        never=[("annuity", 3), ("annuity", 21)],
    )
    assert {step["surcharge"] for deadline in document["deadlines"] for step in deadline["late"]} == {"50 %"}


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace", "other"),
    [
        ("2020-02-29", 7, "2026-02-28", "2026-08-31", "2026-08-28"),
        ("2020-02-29", 9, "2028-02-29", "2028-08-31", "2028-08-29"),
        ("2021-06-15", 5, "2025-06-30", "2025-12-31", "2025-12-30"),
        ("2021-07-15", 5, "2025-07-31", "2026-01-31", None),  # both counts end on one day
    ],
)
def test_late_period_to_the_end_of_the_sixth_month_with_the_safe_day_beside_it(
    expect, filing, number, due, grace, other
):
    """A lapse is recorded for the day after the month's end; six months from date to date end earlier."""
    document = expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2021-09-07"}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace},
    )
    found = next(deadline for deadline in document["deadlines"] if deadline["number"] == number)
    assert [reading["grace_ends"] for reading in found["alternatives"]] == ([other] if other else [])


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        # 31 May 2026 is a Sunday; the six months run from it, not from 1 June
        ("2019-05-06", 8, "2026-05-31", "2026-06-01", "2026-11-30", "2026-11-30"),
        # the late period ends on Saturday 28 February 2026
        ("2019-08-12", 7, "2025-08-31", "2025-09-01", "2026-02-28", "2026-03-02"),
        # Easter Monday 1 April 2024 follows Easter Sunday 31 March
        ("2019-03-04", 6, "2024-03-31", "2024-04-02", "2024-09-30", "2024-09-30"),
    ],
)
def test_atw_1_closed_days_move_both_ends(expect, filing, number, due, on_time, grace, grace_effective):
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2020-12-01"}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


def test_atw_3_liberation_day_is_closed_every_year(expect):
    """Mention 5 March 2025: two months end on 5 May 2025, a Monday and a recognised holiday; so does 2026's."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2018-03-20", "ep_grant": "2025-03-05"}},
        {"kind": "annuity", "number": 8, "due": "2025-03-31", "act_by": "2025-05-05", "due_effective": "2025-05-06"},
    )
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2018-03-20", "ep_grant": "2026-03-05"}},
        {"kind": "annuity", "number": 9, "due": "2026-03-31", "act_by": "2026-05-05", "due_effective": "2026-05-06"},
    )


def test_nothing_before_the_grant(expect):
    """Pending: nothing, and the grant awaited. In force without its day: the ordinary days."""
    pending = expect({**PATENT, "dates": {"filing": "2022-07-08"}}, never=[("annuity", 4), ("annuity", 5)])
    granted = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2022-07-08"}},
        {"kind": "annuity", "number": 5, "due": "2026-07-31"},
    )
    assert [awaiting["event"] for awaiting in pending["awaiting"]] == ["grant"]
    assert [awaiting["event"] for awaiting in granted["awaiting"]] == ["grant"]


@pytest.mark.parametrize(
    ("grant", "certainty"),
    [
        ("2025-07-31", "certain"),  # granted on the due day of year 4
        ("2025-08-01", "arguable"),  # a day later
    ],
)
def test_a_day_before_a_very_late_grant_is_arguable(expect, grant, certainty):
    """Filed 8 July 2022: year 4 is due 31 July 2025."""
    expect(
        {**PATENT, "dates": {"filing": "2022-07-08", "grant": grant}},
        {"kind": "annuity", "number": 4, "due": "2025-07-31", "certainty": certainty},
        {"kind": "annuity", "number": 5, "certainty": "certain"},
    )


@pytest.mark.parametrize(
    ("mention", "first", "act_by", "grace"),
    [
        ("2021-11-10", 6, "2022-01-10", "2022-05-31"),  # year 5; year 6 falls due within two months of the mention
        ("2021-11-17", 7, "2022-11-30", "2023-05-31"),  # year 6 was paid to the EPO
        ("2017-06-07", 4, "2019-11-30", "2020-05-31"),  # year 1: the fourth is the first fee here
    ],
)
def test_epc_141_2_first_fee_after_the_mention(expect, mention, first, act_by, grace):
    """European filing 15 November 2016."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": act_by, "grace_ends": grace},
        never=[("annuity", first - 1)],
    )


def test_row_61_divisional_takes_the_month_of_the_original_application(expect):
    dates = {"parent_filing": "2021-04-05", "filing": "2022-09-01", "grant": "2023-01-09"}
    expect(
        {**PATENT, "route": "divisional", "dates": dates},
        {"kind": "annuity", "number": 4, "due": "2024-04-30"},
        {"kind": "expiry", "number": None, "due": "2041-04-05"},
    )


def test_no_direct_national_phase(expect):
    with pytest.raises(AssertionError, match="does not lead to a patent at NL"):
        expect({**PATENT, "route": "pct", "dates": {"filing": "2020-01-02"}})
