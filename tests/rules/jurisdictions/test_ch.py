"""Swiss Federal Institute of Intellectual Property: patents, designs and marks, worked by hand from the acts."""

import pytest

PATENT = {"jurisdiction": "CH", "right": "patent"}
DESIGN = {"jurisdiction": "CH", "right": "design"}
MARK = {"jurisdiction": "CH", "right": "trademark"}


def test_patv_18_due_at_the_month_end_with_three_free_and_three_late_months(expect):
    """Filed 14 May 2020: year 4 begins 14 May 2023, due 31 May; free until 31 August, late until 30 November.

    Payable from two months before, month end to month end: 31 March. Re-establishment: one year after the late period.
    """
    expect(
        {**PATENT, "dates": {"filing": "2020-05-14"}},
        {
            "kind": "annuity",
            "number": 4,
            "opens": "2023-03-31",
            "due": "2023-05-31",
            "act_by": "2023-08-31",
            "due_effective": "2023-08-31",
            "grace_ends": "2023-11-30",
            "grace_ends_effective": "2023-11-30",
            "restoration_ends": "2024-11-30",
            "restoration_basis": "due_care",
            "covers": {"from": "2023-05-14", "to": "2024-05-13"},
        },
        {"kind": "annuity", "number": 20, "due": "2039-05-31", "covers": {"from": "2039-05-14", "to": "2040-05-14"}},
        {"kind": "expiry", "number": None, "due": "2040-05-14"},
        never=[("annuity", 3), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "act_by", "on_time", "late", "late_effective"),
    [
        # 28 February: free to the end of May, late to the end of August, not the 28th
        ("2020-02-29", 4, "2023-02-28", "2023-05-31", "2023-05-31", "2023-08-31", "2023-08-31"),
        # 31 May 2026 is a Sunday; 31 August a Monday
        ("2020-02-29", 7, "2026-02-28", "2026-05-31", "2026-06-01", "2026-08-31", "2026-08-31"),
        # 31 August: free until 30 November; late until 28 February 2027, a Sunday
        ("2022-08-09", 5, "2026-08-31", "2026-11-30", "2026-11-30", "2027-02-28", "2027-03-01"),
        # 30 September: free until 31 December, an ordinary day for the count (Wednesday)
        ("2021-09-30", 5, "2025-09-30", "2025-12-31", "2025-12-31", "2026-03-31", "2026-03-31"),
    ],
)
def test_patv_18_month_ends(expect, filing, number, due, act_by, on_time, late, late_effective):
    """Both stretches are counted from the nominal due day to ends of months; only their ends move (VwVG Art. 20(3))."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "act_by": act_by,
            "due_effective": on_time,
            "grace_ends": late,
            "grace_ends_effective": late_effective,
        },
    )


def test_patv_18a_3_back_fees_of_a_divisional(expect):
    """Parent filed 5 October 2020, divided 5 March 2026: years 4 to 6 (31 October 2023 to 2025) are due with it.

    Three months free: 5 June 2026; six in all: 5 September 2026, a Saturday: Monday the 7th. Year 7 is ordinary.
    """
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2020-10-05", "filing": "2026-03-05"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "due": "2026-03-05",
                "act_by": "2026-06-05",
                "grace_ends": "2026-09-05",
                "grace_ends_effective": "2026-09-07",
            }
            for number in (4, 5, 6)
        ),
        {"kind": "annuity", "number": 7, "opens": "2026-08-31", "due": "2026-10-31", "act_by": "2027-01-31"},
        {"kind": "expiry", "number": None, "due": "2040-10-05"},
    )


@pytest.mark.parametrize(
    ("mention", "first"),
    [
        ("2021-06-09", 4),  # year 2 of the European filing: the first fee here is year 4 all the same
        ("2024-03-06", 5),  # before the anniversary of 10 March: year 4 was the last one paid to the EPO
        ("2024-03-13", 6),  # after it: year 5 too
    ],
)
def test_european_patent_pays_from_the_year_after_the_mention(expect, mention, first):
    """European filing 10 March 2020."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2020-03-10", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "certainty": "certain"},
        never=[("annuity", first - 1)],
    )


def test_european_patent_without_its_mention(expect):
    """Pending, nothing is due here and the mention is awaited; in force, each year is shown as arguable."""
    pending = expect({**PATENT, "route": "ep", "dates": {"filing": "2020-03-10"}}, never=[("annuity", 4)])
    expect(
        {**PATENT, "route": "ep", "status": "granted", "dates": {"filing": "2020-03-10"}},
        {"kind": "annuity", "number": 8, "due": "2027-03-31", "certainty": "arguable"},
    )

    assert [awaiting["event"] for awaiting in pending["awaiting"]] == ["ep_grant"]


def test_pct_counts_from_the_international_filing(expect):
    """International filing 2 January 2024: year 4 is due on 31 January 2027."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2024-01-02", "national_entry": "2025-06-30"}},
        {"kind": "annuity", "number": 4, "due": "2027-01-31", "act_by": "2027-04-30"},
        never=[("annuity", 3)],
    )


def test_desv_21_renewal_in_the_last_twelve_months_or_six_after(expect):
    """Filed 27 February 2012: third period ends 27 February 2027, a Saturday: Monday 1 March; late until 27 August.

    Further processing until six months after the missed limit (DesG Art. 31(2)): 27 February 2028.
    """
    expect(
        {**DESIGN, "dates": {"filing": "2012-02-27", "registration": "2012-03-15"}},
        {
            "kind": "renewal",
            "number": 3,
            "opens": "2026-02-27",
            "due": "2027-02-27",
            "act_by": "2027-02-27",
            "due_effective": "2027-03-01",
            "grace_ends": "2027-08-27",
            "restoration_ends": "2028-02-27",
            "restoration_basis": "as_of_right",
            "covers": {"from": "2027-02-28", "to": "2032-02-27"},
        },
        {"kind": "renewal", "number": 4, "due": "2032-02-27", "covers": {"from": "2032-02-28", "to": "2037-02-27"}},
        {"kind": "expiry", "number": None, "due": "2037-02-27"},
        never=[("renewal", 5)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        # 1 August is the national holiday; 2026: a Saturday, so Monday the 3rd; 1 February 2027 is a Monday
        ("2016-08-01", 1, "2026-08-01", "2026-08-03", "2027-02-01", "2027-02-01"),
        # 2 January (Berchtold) is closed in Bern: Friday in 2026, then the weekend: Monday the 5th
        ("2016-01-02", 1, "2026-01-02", "2026-01-05", "2026-07-02", "2026-07-02"),
        # six months by the same number, clipped in a short month: 31 August to 28 February 2027, a Sunday
        ("2016-08-31", 1, "2026-08-31", "2026-08-31", "2027-02-28", "2027-03-01"),
        # 29 February: the 28th where there is none, the 29th again in a leap year
        ("2016-02-29", 1, "2026-02-28", "2026-03-02", "2026-08-28", "2026-08-28"),
        ("2008-02-29", 2, "2028-02-29", "2028-02-29", "2028-08-29", "2028-08-29"),
    ],
)
def test_mschg_10_ten_years_and_six_months_from_the_nominal_end(
    expect, filing, number, due, on_time, grace, grace_effective
):
    expect(
        {**MARK, "dates": {"filing": filing}},
        {
            "kind": "renewal",
            "number": number,
            "due": due,
            "act_by": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
            "restoration_ends": None,
            "restoration_basis": "none",
        },
    )


def test_mschg_10_window_opens_twelve_months_before(expect):
    """Filed 18 May 2017: the window for 18 May 2027 opens on 18 May 2026."""
    expect(
        {**MARK, "dates": {"filing": "2017-05-18", "registration": "2017-09-01"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-05-18",
            "due": "2027-05-18",
            "covers": {"from": "2027-05-19", "to": "2037-05-18"},
        },
    )


@pytest.mark.parametrize(
    ("filing", "first", "never"),
    [
        ("1993-03-31", {"number": 2, "due": "2013-03-31"}, 1),  # the last day of the old twenty years
        ("1993-04-01", {"number": 1, "due": "2003-04-01"}, 0),  # ten years from the first day of the new act
        ("1972-06-15", {"number": 2, "due": "1992-06-15"}, 3),  # renewed under the old act: twenty years again
    ],
)
def test_terms_begun_before_april_1993_ran_twenty_years(expect, filing, first, never):
    """The number counts decades from filing, so that the middle of an old term has none."""
    expect({**MARK, "dates": {"filing": filing}}, {"kind": "renewal", **first}, never=[("renewal", never)])


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "CH", "right": right, "route": route, "dates": {"filing": "2015-03-04"}},
        never=[("renewal", 1), ("renewal", 2)],
    )
    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
