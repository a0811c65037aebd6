"""Portugal: annuities on the anniversary, zero fees, validation, utility models and old marks, worked by hand."""

import pytest

PATENT = {"jurisdiction": "PT", "right": "patent"}


def test_cpi_368_annuity_on_the_anniversary(expect):
    """Filed 20 March 2018: year 9 is due on 20 March 2026, not at the end of March."""
    expect(
        {**PATENT, "dates": {"filing": "2018-03-20"}},
        {
            "kind": "annuity",
            "number": 9,
            "opens": "2025-09-20",
            "due": "2026-03-20",
            "act_by": "2026-03-20",
            "grace_ends": "2026-09-20",
            "grace_ends_effective": "2026-09-21",
            "restoration_basis": "as_of_right",
            "restoration_ends": None,
            "covers": {"from": "2026-03-20", "to": "2027-03-19"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2037-03-20"},
        {"kind": "expiry", "due": "2038-03-20"},
        never=[("annuity", 2), ("annuity", 21)],
    )


def test_cc_279_closed_days_move_both_ends_and_the_late_period_counts_from_the_nominal_day(expect):
    """13 June 2025, a Friday, is the day of Lisbon: Monday the 16th. Six months from the 13th end on a Saturday."""
    expect(
        {**PATENT, "dates": {"filing": "2017-06-13"}},
        {
            "kind": "annuity",
            "number": 9,
            "due": "2025-06-13",
            "due_effective": "2025-06-16",
            "grace_ends": "2025-12-13",
            "grace_ends_effective": "2025-12-15",
        },
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2016-02-29", 6, "2021-02-28", "2021-08-28"),
        ("2016-02-29", 9, "2024-02-29", "2024-08-29"),
        ("2016-08-31", 6, "2021-08-31", "2022-02-28"),
    ],
)
def test_cc_279_last_day_of_a_short_month(expect, filing, number, due, grace):
    """Where the month lacks the number, its last day."""
    expect(
        {**PATENT, "dates": {"filing": filing}}, {"kind": "annuity", "number": number, "due": due, "grace_ends": grace}
    )


def test_years_3_and_4_are_reminders_only(expect):
    """Their fee is zero: computed, but arguable whether anything need be done; year 5 is the first with money."""
    document = expect(
        {**PATENT, "dates": {"filing": "2021-05-04"}},
        {"kind": "annuity", "number": 3, "due": "2023-05-04", "certainty": "arguable", "title_code": "pt.zero_fee"},
        {"kind": "annuity", "number": 4, "due": "2024-05-04", "certainty": "arguable"},
        {"kind": "annuity", "number": 5, "due": "2025-05-04", "certainty": "certain", "title_code": "title.annuity"},
    )

    assert document["spans"] == [{"from": "2021-05-04", "to": "2023-05-03", "as": "prepaid", "cites": ["CPI Art. 368"]}]


def test_cpi_368_3_first_annuity_after_validation_has_three_months(expect):
    """Filed 10 October 2017, mention 12 June 2024 (in year 7), validated on 5 September.

    The anniversary after it is 10 October 2024, on which year 8 falls due: free until 10 January 2025. Year 9 is
    ordinary.
    """
    expect(
        {
            **PATENT,
            "route": "ep",
            "dates": {"filing": "2017-10-10", "ep_grant": "2024-06-12", "validation": "2024-09-05"},
        },
        {
            "kind": "annuity",
            "number": 8,
            "due": "2024-10-10",
            "act_by": "2025-01-10",
            "due_effective": "2025-01-10",
            "grace_ends": "2025-04-10",
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 9, "due": "2025-10-10", "act_by": "2025-10-10"},
        never=[("annuity", 7)],
    )


def test_epc_141_2_two_months_after_the_mention(expect):
    """Mention 18 September 2024, year 8 due 10 October, not yet validated: on time until 18 November 2024."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2017-10-10", "ep_grant": "2024-09-18"}},
        {
            "kind": "annuity",
            "number": 8,
            "due": "2024-10-10",
            "act_by": "2024-11-18",
            "grace_ends": "2025-04-10",
        },
        never=[("annuity", 7)],
    )


def test_fee_between_mention_and_validation_is_arguable(expect):
    """Due 10 October 2024, validated on 4 December: the safe day is two months after the mention of 18 September."""
    expect(
        {
            **PATENT,
            "route": "ep",
            "dates": {"filing": "2017-10-10", "ep_grant": "2024-09-18", "validation": "2024-12-04"},
        },
        {"kind": "annuity", "number": 8, "due": "2024-10-10", "act_by": "2024-11-18", "certainty": "arguable"},
        {"kind": "annuity", "number": 9, "due": "2025-10-10", "act_by": "2025-10-10", "certainty": "certain"},
    )


def test_validation_is_awaited_while_it_matters(expect):
    """A fresh European patent awaits the day of validation, one whose first fee is long past doesn't."""
    fresh = expect({**PATENT, "route": "ep", "dates": {"filing": "2019-03-02", "ep_grant": "2026-10-07"}})
    settled = expect({**PATENT, "route": "ep", "dates": {"filing": "2009-03-02", "ep_grant": "2014-10-08"}})

    assert "validation" in {awaiting["event"] for awaiting in fresh["awaiting"]}
    assert "validation" not in {awaiting["event"] for awaiting in settled["awaiting"]}


def test_utility_model_annuities_and_two_extensions(expect):
    """CPI 2003 Art. 142: six years from filing, two more twice; the annuities run beside, to year 10."""
    expect(
        {"jurisdiction": "PT", "right": "utility_model", "dates": {"filing": "2020-12-31"}},
        {"kind": "annuity", "number": 7, "due": "2026-12-31", "grace_ends": "2027-06-30"},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-06-30",
            "due": "2026-12-31",
            "grace_ends": "2027-06-30",
            "covers": None,
        },
        {"kind": "renewal", "number": 2, "due": "2028-12-31"},
        {"kind": "annuity", "number": 10, "due": "2029-12-31"},
        {"kind": "expiry", "due": "2030-12-31"},
        never=[("renewal", 3), ("annuity", 11)],
    )


def test_design_renewals(expect):
    """Five years from filing, 9 May 2021: 9 May 2026 is a Saturday, so Monday the 11th."""
    expect(
        {"jurisdiction": "PT", "right": "design", "dates": {"filing": "2021-05-09"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-11-09",
            "due": "2026-05-09",
            "due_effective": "2026-05-11",
            "grace_ends": "2026-11-09",
        },
        {"kind": "renewal", "number": 4, "due": "2041-05-09"},
        {"kind": "expiry", "due": "2046-05-09"},
        never=[("renewal", 5)],
    )


@pytest.mark.parametrize(
    ("filing", "registration", "due", "act_by", "certainty"),
    [
        ("2019-01-08", "2019-06-28", "2029-06-28", "2029-06-28", "certain"),  # granted under the old Code
        ("2019-06-28", "2019-11-05", "2029-11-05", "2029-06-28", "arguable"),  # pending on 1 July 2019
        ("2019-07-01", "2019-11-05", "2029-07-01", "2029-07-01", "certain"),  # filed under the new one
        ("1998-02-02", "1999-08-16", "2009-08-16", "2009-08-16", "certain"),
    ],
)
def test_cpi_247_filing_or_grant_begins_the_ten_years(expect, filing, registration, due, act_by, certainty):
    """From filing since 1 July 2019, from grant before (CPI 2003 Art. 348(3)); the earlier where it was pending."""
    expect(
        {"jurisdiction": "PT", "right": "trademark", "dates": {"filing": filing, "registration": registration}},
        {"kind": "renewal", "number": 1, "due": due, "act_by": act_by, "certainty": certainty},
        never=[("declaration_of_use", 1)],
    )


def test_mark_pending_in_2019_opens_before_the_day_to_act_by(expect):
    """Both readings leave six months to pay: the window is the sooner one, however late the grant came."""
    expect(
        {"jurisdiction": "PT", "right": "trademark", "dates": {"filing": "2017-11-19", "registration": "2019-07-01"}},
        {"kind": "renewal", "number": 1, "opens": "2027-05-19", "act_by": "2027-11-19", "due": "2029-07-01"},
    )


def test_old_mark_without_its_grant_awaits_it(expect):
    """A mark filed before 1 July 2019 runs from grant: nothing is computed without it."""
    document = expect(
        {"jurisdiction": "PT", "right": "trademark", "status": "registered", "dates": {"filing": "2016-03-01"}},
        never=[("renewal", 1)],
    )

    assert "registration" in {awaiting["event"] for awaiting in document["awaiting"]}


def test_international_registrations_are_renewed_at_wipo(expect):
    """Madrid and Hague designations have no renewal here."""
    mark = {"jurisdiction": "PT", "right": "trademark", "route": "madrid", "dates": {"ir": "2016-12-05"}}
    design = {"jurisdiction": "PT", "right": "design", "route": "hague", "dates": {"ir": "2021-08-31"}}
    for case in (mark, design):
        document = expect(case, never=[("renewal", 1)])
        assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
