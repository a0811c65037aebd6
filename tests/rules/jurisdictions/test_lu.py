"""Luxembourg Intellectual Property Office: annual fees of patents, worked by hand from the Act of 20 July 1992."""

import pytest

PATENT = {"jurisdiction": "LU", "right": "patent"}


def test_art_67_annual_fees_from_the_third_year(expect):
    """Filed 14 December 2020: year 3 begins 14 December 2022, due 31 December, payable a year ahead.

    Late until 30 June 2023. Lost from the anniversary of 14 December 2022: twenty months end on 14 August 2024.
    """
    expect(
        {**PATENT, "dates": {"filing": "2020-12-14"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2021-12-31",
            "due": "2022-12-31",
            "act_by": "2022-12-31",
            "due_effective": "2023-01-02",
            "grace_ends": "2023-06-30",
            "restoration_ends": "2024-08-14",
            "restoration_basis": "due_care",
            "covers": {"from": "2022-12-14", "to": "2023-12-13"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2039-12-31", "covers": {"from": "2039-12-14", "to": "2040-12-14"}},
        {"kind": "expiry", "number": None, "due": "2040-12-14"},
        never=[("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective", "restoration"),
    [
        # 28 February: the late period ends with August, never on the 28th; 28 February 2026 is a Saturday
        ("2020-02-29", 7, "2026-02-28", "2026-03-02", "2026-08-31", "2026-08-31", "2027-10-28"),
        ("2020-02-29", 5, "2024-02-29", "2024-02-29", "2024-08-31", "2024-09-02", "2025-10-29"),
        # 31 May 2026 is a Sunday; 30 November a Monday
        ("2019-05-31", 8, "2026-05-31", "2026-06-01", "2026-11-30", "2026-11-30", "2028-01-31"),
        # 31 October 2026 is a Saturday, All Saints a Sunday
        ("2019-10-02", 8, "2026-10-31", "2026-11-02", "2027-04-30", "2027-04-30", "2028-06-02"),
    ],
)
def test_art_67_2_and_90_month_ends_and_closed_days(
    expect, filing, number, due, on_time, grace, grace_effective, restoration
):
    """Twenty months run from the anniversary in the year of the fee (Art. 70)."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
            "restoration_ends": restoration,
        },
    )


@pytest.mark.parametrize(
    ("filing", "mention", "number", "act_by", "on_time"),
    [
        ("2014-10-28", "2018-10-24", 5, "2018-12-24", "2018-12-24"),  # Christmas Eve, a Monday, is open by law
        ("2016-03-20", "2022-03-09", 7, "2022-05-09", "2022-05-10"),  # Europe Day, a Monday, is closed
    ],
)
def test_art_90_6_legal_holidays_only(expect, filing, mention, number, act_by, on_time):
    """The two months from the mention (EPC Art. 141(2)) end on the day in question."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": filing, "ep_grant": mention}},
        {"kind": "annuity", "number": number, "act_by": act_by, "due_effective": on_time},
    )


@pytest.mark.parametrize(
    ("mention", "first", "act_by", "grace"),
    [
        ("2021-11-10", 6, "2022-01-10", "2022-05-31"),  # year 5; year 6 falls due within two months of the mention
        ("2021-11-17", 7, "2022-11-30", "2023-05-31"),  # year 6 was paid to the EPO
        ("2017-06-07", 3, "2018-11-30", "2019-05-31"),  # year 1: the third is the first fee here
    ],
)
def test_epc_141_2_first_fee_after_the_mention(expect, mention, first, act_by, grace):
    """European filing 15 November 2016; the late period counts from the due day."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": act_by, "grace_ends": grace, "certainty": "certain"},
        never=[("annuity", first - 1)],
    )


def test_mention_on_an_anniversary_is_arguable(expect):
    """Mention on 15 November 2023, the day on which year 8 begins."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": "2023-11-15"}},
        {"kind": "annuity", "number": 8, "act_by": "2024-01-15", "certainty": "arguable"},
        {"kind": "annuity", "number": 9, "certainty": "certain"},
        never=[("annuity", 7)],
    )


def test_european_patent_without_its_mention(expect):
    pending = expect({**PATENT, "route": "ep", "dates": {"filing": "2016-11-15"}}, never=[("annuity", 11)])
    expect(
        {**PATENT, "route": "ep", "status": "granted", "dates": {"filing": "2016-11-15"}},
        {"kind": "annuity", "number": 11, "due": "2026-11-30", "certainty": "arguable"},
    )
    assert [awaiting["event"] for awaiting in pending["awaiting"]] == ["ep_grant"]


@pytest.mark.parametrize(
    ("route", "dates", "due"),
    [
        ("pct", {"filing": "2023-06-09", "national_entry": "2024-02-01"}, "2025-06-30"),
        ("divisional", {"parent_filing": "2023-06-09", "filing": "2025-01-20"}, "2025-06-30"),
    ],
)
def test_years_count_from_the_international_or_parental_filing(expect, route, dates, due):
    expect({**PATENT, "route": route, "dates": dates}, {"kind": "annuity", "number": 3, "due": due})


@pytest.mark.parametrize(("route", "warned"), [("direct", True), ("ep", False)])
def test_art_35_a_national_patent_needs_its_search_report(expect, route, warned):
    dates = {"filing": "2020-01-15", "ep_grant": "2023-05-10"} if route == "ep" else {"filing": "2020-01-15"}
    document = expect({**PATENT, "route": route, "dates": dates})
    assert ("lu.search_report" in {warning["code"] for warning in document["warnings"]}) is warned
