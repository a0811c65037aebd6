"""French Institute of Industrial Property: patents, certificates, designs and marks, worked by hand from the Code."""

import pytest

PATENT = {"jurisdiction": "FR", "right": "patent"}
CERTIFICATE = {"jurisdiction": "FR", "right": "utility_model"}
DESIGN = {"jurisdiction": "FR", "right": "design"}
MARK = {"jurisdiction": "FR", "right": "trademark"}


def test_r_613_46_annuities_from_the_second_year(expect):
    """Filed 12 July 2023: year 2 due 31 July 2024, payable from 31 July 2023; late until 31 January 2025, 50 %."""
    document = expect(
        {**PATENT, "dates": {"filing": "2023-07-12"}},
        {
            "kind": "annuity",
            "number": 2,
            "opens": "2023-07-31",
            "due": "2024-07-31",
            "act_by": "2024-07-31",
            "grace_ends": "2025-01-31",
            "restoration_ends": "2026-01-31",
            "restoration_basis": "due_care",
            "covers": {"from": "2024-07-12", "to": "2025-07-11"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2042-07-31", "covers": {"from": "2042-07-12", "to": "2043-07-12"}},
        {"kind": "expiry", "number": None, "due": "2043-07-12"},
        never=[("annuity", 1), ("annuity", 21)],
    )
    assert {step["surcharge"] for deadline in document["deadlines"] for step in deadline["late"]} == {"50 %"}


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        # Saturday 31 January 2026: Monday; the six months still run from the nominal month end, to 31 July
        ("2021-01-19", 6, "2026-01-31", "2026-02-02", "2026-07-31", "2026-07-31"),
        # 28 February: to 31 August, not the 28th; 28 February 2026 is a Saturday
        ("2020-02-29", 7, "2026-02-28", "2026-03-02", "2026-08-31", "2026-08-31"),
        ("2020-02-29", 9, "2028-02-29", "2028-02-29", "2028-08-31", "2028-08-31"),
        # 31 May 2026 is a Sunday; 30 November a Monday
        ("2019-05-14", 8, "2026-05-31", "2026-06-01", "2026-11-30", "2026-11-30"),
        # 31 October 2026 is a Saturday, 1 November a Sunday and All Saints: the 2nd
        ("2022-10-03", 5, "2026-10-31", "2026-11-02", "2027-04-30", "2027-04-30"),
    ],
)
def test_l_612_19_six_months_from_the_nominal_month_end(expect, filing, number, due, on_time, grace, grace_effective):
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "act_by": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


@pytest.mark.parametrize(
    ("mention", "first", "act_by"),
    [
        ("2021-11-10", 6, "2022-01-10"),  # year 5; year 6 is due 30 November, within two months of the mention
        ("2021-11-17", 7, "2022-11-30"),  # year 6 was the last one paid to the EPO; no relief a year later
        ("2021-09-29", 6, "2021-11-30"),  # two months ended on 29 November: no relief
        ("2017-06-07", 2, "2017-11-30"),  # year 1: the second is French
    ],
)
def test_epc_141_2_first_fee_after_the_mention(expect, mention, first, act_by):
    """European filing 15 November 2016; the late period still counts from the due day."""
    document = expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": act_by, "due_effective": act_by},
        never=[("annuity", first - 1)],
    )
    found = next(deadline for deadline in document["deadlines"] if deadline["number"] == first)
    assert found["grace_ends"] == {6: "2022-05-31", 7: "2023-05-31", 2: "2018-05-31"}[first]


def test_european_patent_without_its_mention(expect):
    pending = expect({**PATENT, "route": "ep", "dates": {"filing": "2016-11-15"}}, never=[("annuity", 11)])
    expect(
        {**PATENT, "route": "ep", "status": "granted", "dates": {"filing": "2016-11-15"}},
        {"kind": "annuity", "number": 11, "due": "2026-11-30", "certainty": "arguable"},
    )
    assert [awaiting["event"] for awaiting in pending["awaiting"]] == ["ep_grant"]


def test_r_613_47_back_years_of_a_divisional(expect):
    """Parent filed 5 March 2021, divided 10 May 2024: years 2 and 3 fell due on 31 March 2022 and 2023.

    Payable until the end of the fourth month, 30 September 2024. Year 4 fell due on 31 March 2024: its own late
    period would end on that very day, so there is none. Year 5 is ordinary.
    """
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2021-03-05", "filing": "2024-05-10"}},
        {"kind": "annuity", "number": 2, "due": "2022-03-31", "act_by": "2024-09-30", "grace_ends": None},
        {
            "kind": "annuity",
            "number": 4,
            "due": "2024-03-31",
            "act_by": "2024-09-30",
            "grace_ends": None,
            "restoration_ends": "2025-09-30",
        },
        {"kind": "annuity", "number": 5, "due": "2025-03-31", "act_by": "2025-03-31", "grace_ends": "2025-09-30"},
        {"kind": "expiry", "number": None, "due": "2041-03-05"},
    )


def test_r_613_47_a_late_period_that_ends_after_the_four_months_stays(expect):
    """Due 30 April 2024, divided 2 May 2024: free until 30 September, with surcharge until 31 October."""
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2021-04-05", "filing": "2024-05-02"}},
        {"kind": "annuity", "number": 4, "due": "2024-04-30", "act_by": "2024-09-30", "grace_ends": "2024-10-31"},
    )


@pytest.mark.parametrize(
    ("filing", "last", "expires"),
    [
        ("2020-01-10", 6, "2026-01-10"),  # the last day of the six-year certificate
        ("2020-01-11", 10, "2030-01-11"),  # ten years from here on
        ("2020-01-12", 10, "2030-01-12"),
    ],
)
def test_l_611_2_utility_certificates(expect, filing, last, expires):
    expect(
        {**CERTIFICATE, "dates": {"filing": filing}},
        {"kind": "annuity", "number": 2, "due": "2021-01-31", "grace_ends": "2021-07-31"},
        {"kind": "annuity", "number": last, "due": f"{2019 + last}-01-31"},
        {"kind": "expiry", "number": None, "due": expires},
        never=[("annuity", last + 1)],
    )


def test_r_513_1_prolongation_in_the_six_months_that_end_with_the_month(expect):
    """Filed 10 November 2021: 1 June to 30 November 2026, late until 31 May 2027; ends 10 November 2046."""
    expect(
        {**DESIGN, "dates": {"filing": "2021-11-10", "registration": "2021-12-03"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-06-01",
            "due": "2026-11-30",
            "due_effective": "2026-11-30",
            "grace_ends": "2027-05-31",
            "covers": {"from": "2026-11-11", "to": "2031-11-10"},
        },
        {"kind": "renewal", "number": 4, "due": "2041-11-30"},
        {"kind": "expiry", "number": None, "due": "2046-11-10"},
        never=[("renewal", 5)],
    )


@pytest.mark.parametrize(("filing", "renewed"), [("2001-09-30", False), ("2001-10-01", True)])
def test_l_513_1_designs_filed_before_october_2001_run_25_years_at_once(expect, filing, renewed):
    document = expect(
        {**DESIGN, "dates": {"filing": filing}}, {"kind": "expiry", "due": filing.replace("2001", "2026")}
    )

    assert any(deadline["kind"] == "renewal" for deadline in document["deadlines"]) is renewed
    assert ("fr.second_25_years" in {warning["code"] for warning in document["warnings"]}) is not renewed


@pytest.mark.parametrize(
    ("filing", "number", "opens", "due", "grace"),
    [
        ("2010-12-10", 1, "2020-06-30", "2020-12-31", "2021-06-30"),  # the last day of the old rule: month end
        ("2010-12-11", 1, "2019-12-11", "2020-12-11", "2021-06-11"),  # the first of the new one: a year, to the day
        ("2010-10-08", 1, "2020-04-30", "2020-10-31", "2021-04-30"),  # printed in a note of January 2021
        ("2010-10-08", 2, "2029-10-08", "2030-10-08", "2031-04-08"),  # the next term still ends on the anniversary
        ("2016-10-08", 1, "2025-10-08", "2026-10-08", "2027-04-08"),
    ],
)
def test_r_712_24_before_and_after_december_2020(expect, filing, number, opens, due, grace):
    expect(
        {**MARK, "dates": {"filing": filing}},
        {
            "kind": "renewal",
            "number": number,
            "opens": opens,
            "due": due,
            "act_by": due,
            "grace_ends": grace,
            "restoration_ends": None,
            "restoration_basis": "none",
        },
    )


def test_l_712_1_terms_tile_whatever_the_window(expect):
    """Filed 8 October 2010: paid to the day, 8 October 2020, though renewable until the 31st."""
    document = expect(
        {**MARK, "dates": {"filing": "2010-10-08"}},
        {"kind": "renewal", "number": 1, "covers": {"from": "2020-10-09", "to": "2030-10-08"}},
        {"kind": "renewal", "number": 2, "covers": {"from": "2030-10-09", "to": "2040-10-08"}},
    )
    assert [(span["from"], span["to"]) for span in document["spans"]] == [("2010-10-08", "2020-10-08")]


@pytest.mark.parametrize(
    ("filing", "due", "on_time"),
    [
        ("2017-05-08", "2027-05-08", "2027-05-10"),  # Victory Day, a Saturday
        ("2016-07-14", "2026-07-14", "2026-07-15"),  # National Day, a Tuesday
        ("2017-12-25", "2027-12-25", "2027-12-27"),  # Christmas, a Saturday; 26 December is a Sunday
    ],
)
def test_closed_days_move_the_last_day(expect, filing, due, on_time):
    expect(
        {**MARK, "dates": {"filing": filing}}, {"kind": "renewal", "number": 1, "due": due, "due_effective": on_time}
    )


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "FR", "right": right, "route": route, "dates": {"filing": "2015-03-04"}},
        never=[("renewal", 1), ("renewal", 2)],
    )
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]


def test_no_direct_national_phase(expect):
    """France takes international applications through the European Patent Office only."""
    with pytest.raises(AssertionError, match="does not lead to a patent at FR"):
        expect({**PATENT, "route": "pct", "dates": {"filing": "2020-01-02"}})
