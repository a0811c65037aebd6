"""Belgian Office for Intellectual Property: annual fees of patents, worked by hand from the Code of Economic Law."""

import pytest

PATENT = {"jurisdiction": "BE", "right": "patent"}


def test_xi_48_annual_fees_from_the_third_year(expect):
    """Filed 11 March 2024, granted 2 September 2025: year 3 due 31 March 2026, late until 30 September.

    Payable from 30 September 2025; restoration within twelve months of the late period.
    """
    expect(
        {**PATENT, "dates": {"filing": "2024-03-11", "grant": "2025-09-02"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2025-09-30",
            "due": "2026-03-31",
            "act_by": "2026-03-31",
            "due_effective": "2026-03-31",
            "grace_ends": "2026-09-30",
            "restoration_ends": "2027-09-30",
            "restoration_basis": "due_care",
            "covers": {"from": "2026-03-11", "to": "2027-03-10"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2043-03-31", "covers": {"from": "2043-03-11", "to": "2044-03-11"}},
        {"kind": "expiry", "number": None, "due": "2044-03-11"},
        never=[("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        # 31 May 2026 is a Sunday; six months from it, not from 1 June
        ("2019-05-06", 8, "2026-05-31", "2026-06-01", "2026-11-30", "2026-11-30"),
        # 31 October 2026 is a Saturday, 1 November a Sunday: Monday the 2nd
        ("2019-10-21", 8, "2026-10-31", "2026-11-02", "2027-04-30", "2027-04-30"),
        # the late period ends on Saturday 28 February 2026
        ("2019-08-12", 7, "2025-08-31", "2025-09-01", "2026-02-28", "2026-03-02"),
    ],
)
def test_closed_days_move_both_ends(expect, filing, number, due, on_time, grace, grace_effective):
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


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace", "other"),
    [
        ("2020-02-29", 6, "2025-02-28", "2025-08-28", "2025-08-31"),
        ("2020-02-29", 9, "2028-02-29", "2028-08-29", "2028-08-31"),
        ("2021-06-15", 5, "2025-06-30", "2025-12-30", "2025-12-31"),
        ("2021-07-15", 5, "2025-07-31", "2026-01-31", None),  # both counts end on one day
    ],
)
def test_six_months_from_date_to_date_with_the_month_end_as_the_other_reading(
    expect, filing, number, due, grace, other
):
    document = expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2021-09-07"}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace},
    )
    found = next(deadline for deadline in document["deadlines"] if deadline["number"] == number)
    assert [reading["grace_ends"] for reading in found["alternatives"]] == ([other] if other else [])


@pytest.mark.parametrize(
    ("grant", "certainty"),
    [
        ("2025-07-31", "certain"),  # granted on the due day of year 3
        ("2025-08-01", "arguable"),  # a day later
    ],
)
def test_a_fee_due_before_a_late_grant_is_flagged(expect, grant, certainty):
    """Filed 8 July 2023: year 3 is due 31 July 2025; year 4 follows the grant in both cases."""
    expect(
        {**PATENT, "dates": {"filing": "2023-07-08", "grant": grant}},
        {"kind": "annuity", "number": 3, "due": "2025-07-31", "certainty": certainty},
        {"kind": "annuity", "number": 4, "certainty": "certain"},
    )


def test_pending_applications_are_shown_their_ordinary_days_as_arguable(expect):
    expect(
        {**PATENT, "dates": {"filing": "2023-07-08"}},
        {"kind": "annuity", "number": 3, "due": "2025-07-31", "certainty": "arguable"},
    )


@pytest.mark.parametrize(
    ("mention", "first", "act_by"),
    [
        ("2021-11-10", 6, "2022-01-10"),  # year 5; year 6 falls due within two months of the mention
        ("2021-11-17", 7, "2022-11-30"),  # year 6 was paid to the EPO
        ("2017-06-07", 3, "2018-11-30"),  # year 1: the third is the first Belgian fee
    ],
)
def test_epc_141_2_first_fee_after_the_mention(expect, mention, first, act_by):
    """European filing 15 November 2016."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": act_by, "due_effective": act_by},
        never=[("annuity", first - 1)],
    )


def test_late_period_after_the_mention_counts_from_the_due_day(expect):
    """Due 30 November 2021, on time until 10 January 2022: late until 30 May all the same."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": "2021-11-10"}},
        {"kind": "annuity", "number": 6, "due": "2021-11-30", "grace_ends": "2022-05-30"},
    )


def test_european_patent_without_its_mention(expect):
    pending = expect({**PATENT, "route": "ep", "dates": {"filing": "2016-11-15"}}, never=[("annuity", 11)])
    expect(
        {**PATENT, "route": "ep", "status": "granted", "dates": {"filing": "2016-11-15"}},
        {"kind": "annuity", "number": 11, "due": "2026-11-30", "certainty": "arguable"},
    )
    assert [awaiting["event"] for awaiting in pending["awaiting"]] == ["ep_grant"]


def test_divisional_counts_from_the_parent(expect):
    """Parent filed 5 April 2022: year 5 is due 30 April 2026."""
    dates = {"parent_filing": "2022-04-05", "filing": "2023-09-01", "grant": "2024-01-09"}
    expect(
        {**PATENT, "route": "divisional", "dates": dates},
        {"kind": "annuity", "number": 5, "due": "2026-04-30"},
        {"kind": "expiry", "number": None, "due": "2042-04-05"},
    )


def test_no_direct_national_phase(expect):
    with pytest.raises(AssertionError, match="does not lead to a patent at BE"):
        expect({**PATENT, "route": "pct", "dates": {"filing": "2020-01-02"}})
