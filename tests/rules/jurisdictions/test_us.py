"""United States: maintenance fees, terms, declarations of use and renewals, worked by hand from statute and rules."""

import pytest

PATENT = {"jurisdiction": "US", "right": "patent"}
MARK = {"jurisdiction": "US", "right": "trademark"}


def test_37_cfr_1_362_windows_of_the_three_fees(expect):
    """Granted Tuesday 2 October 2018: 3½, 7½, 11½ years; payable from 3, 7, 11 years; late to 4, 8, 12 years."""
    expect(
        {**PATENT, "dates": {"filing": "2015-06-01", "grant": "2018-10-02"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": "2021-10-02",
            "due": "2022-04-02",  # a Saturday
            "due_effective": "2022-04-04",
            "act_by": "2022-04-02",
            "grace_ends": "2022-10-02",  # a Sunday
            "grace_ends_effective": "2022-10-03",
            "covers": {"from": "2022-10-02", "to": "2026-10-01"},
        },
        {"kind": "annuity", "number": 2, "opens": "2025-10-02", "due": "2026-04-02", "grace_ends": "2026-10-02"},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2029-10-02",
            "due": "2030-04-02",
            "grace_ends": "2030-10-02",
            "covers": {"from": "2030-10-02", "to": "2035-06-01"},
            "restoration_ends": None,
            "restoration_basis": "unintentional",
        },
        {"kind": "expiry", "number": None, "due": "2035-06-01"},
        never=[("annuity", 4)],
    )


def test_late_period_runs_to_the_anniversary_not_from_a_clipped_day(expect):
    """Granted 31 August 2021: 3½ years end 28 February 2025, the late period 31 August 2025 (not 28 August).

    31 August 2025 is a Sunday and 1 September Labor Day: Tuesday 2 September.
    """
    expect(
        {**PATENT, "dates": {"filing": "2018-01-05", "grant": "2021-08-31"}},
        {
            "kind": "annuity",
            "number": 1,
            "due": "2025-02-28",
            "grace_ends": "2025-08-31",
            "grace_ends_effective": "2025-09-02",
        },
    )


@pytest.mark.parametrize(
    ("grant", "number", "due", "effective"),
    [
        ("2017-07-04", 1, "2021-01-04", "2021-01-04"),  # a Monday, open: nothing moves
        ("2021-06-24", 1, "2024-12-24", "2024-12-26"),  # closed by executive order on the 24th, Christmas on the 25th
        ("2017-07-20", 2, "2025-01-20", "2025-01-21"),  # inauguration and Martin Luther King Day
        ("2018-10-16", 2, "2026-04-16", "2026-04-16"),  # Emancipation Day is the District's, the Office is open
        ("2022-05-28", 1, "2025-11-28", "2025-11-28"),  # the day after Thanksgiving is an ordinary day
    ],
)
def test_37_cfr_1_7_closed_days_of_the_office(expect, grant, number, due, effective):
    """A last day on a Saturday, Sunday or federal holiday within the District passes to the next open day."""
    expect(
        {**PATENT, "dates": {"filing": "2014-01-02", "grant": grant}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": effective, "act_by": due},
    )


def test_35_usc_120_term_from_the_earliest_parent_fees_from_the_own_grant(expect):
    """A continuation of a parent of 26 February 2010 ends 26 February 2030 and pays from its own grant."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2010-02-26", "filing": "2015-06-01", "grant": "2018-10-02"},
        },
        {"kind": "expiry", "number": None, "due": "2030-02-26"},
        {"kind": "annuity", "number": 3, "due": "2030-04-02"},
    )


def test_35_usc_154_b_adjustment_and_156_extension_are_added_in_days(expect):
    """Filed 17 September 2012, 114 days of adjustment: 17 September 2032 + 114 days = 9 January 2033."""
    case = {**PATENT, "dates": {"filing": "2012-09-17", "grant": "2015-03-17"}}

    expect({**case, "attributes": {"pta_days": 114}}, {"kind": "expiry", "number": None, "due": "2033-01-09"})
    expect(
        {**case, "attributes": {"pta_days": 114, "pte_days": 10}},
        {"kind": "expiry", "number": None, "due": "2033-01-19"},
    )


@pytest.mark.parametrize(
    ("filing", "grant", "expiry"),
    [
        ("1995-06-07", "2010-05-04", "2027-05-04"),  # the last day of the old law: 17 years from grant are longer
        ("1995-06-07", "1997-05-06", "2015-06-07"),  # 20 years from filing are longer
        ("1995-06-08", "2010-05-04", "2015-06-08"),  # the first day of the new law
    ],
)
def test_35_usc_154_c_1_longer_term_for_applications_before_june_1995(expect, filing, grant, expiry):
    """Filed before 8 June 1995: 20 years from filing or 17 from grant, whichever is longer."""
    expect({**PATENT, "dates": {"filing": filing, "grant": grant}}, {"kind": "expiry", "number": None, "due": expiry})


def test_fees_are_due_on_utility_patents_filed_since_12_december_1980_only(expect):
    """A plant patent pays none; nor does what was filed before 12 December 1980 (35 USC 41(b))."""
    plant = {**PATENT, "attributes": {"us_type": "plant"}, "dates": {"filing": "2015-06-01", "grant": "2018-10-02"}}
    old = {**PATENT, "dates": {"filing": "1980-12-11", "grant": "1983-01-04"}}

    expect(plant, never=[("annuity", 1), ("annuity", 2), ("annuity", 3)])
    expect(old, never=[("annuity", 1), ("annuity", 2), ("annuity", 3)])
    expect({**old, "dates": {"filing": "1980-12-12", "grant": "1983-01-04"}}, {"kind": "annuity", "number": 1})


def test_what_pays_no_fees_says_so_before_it_is_granted_too(expect):
    """35 USC 41(b)(3): a pending plant application has no fee to come; a pending utility one has, and says nothing."""
    pending = {**PATENT, "status": "pending", "dates": {"filing": "2020-01-15"}}

    plant = expect({**pending, "attributes": {"us_type": "plant"}}, {"kind": "expiry", "due": "2040-01-15"})
    utility = expect(pending, {"kind": "expiry", "due": "2040-01-15"})

    assert [warning["code"] for warning in plant["warnings"]] == ["us.no_maintenance_fees"]
    assert utility["warnings"] == []
    assert [awaited["event"] for awaited in utility["awaiting"]] == ["grant"]


def test_37_cfr_1_362_h_reissue_pays_from_the_original_grant(expect):
    """Reissued 2024, originally granted 6 March 2018: the fees run from 2018."""
    expect(
        {
            **PATENT,
            "route": "reissue",
            "dates": {
                "parent_filing": "2015-02-10",
                "filing": "2022-03-01",
                "original_grant": "2018-03-06",
                "grant": "2024-05-07",
            },
        },
        {"kind": "annuity", "number": 1, "due": "2021-09-06", "due_effective": "2021-09-07"},  # Labor Day
        {"kind": "annuity", "number": 2, "opens": "2025-03-06", "due": "2025-09-06", "grace_ends": "2026-03-06"},
        {"kind": "expiry", "number": None, "due": "2035-02-10"},
    )


def test_37_cfr_1_362_h_reissue_without_the_original_grant_awaits_it(expect):
    """The reissue's own grant is always later: counted from it every fee would be missed."""
    dates = {"parent_filing": "2010-02-10", "filing": "2012-01-10", "grant": "2019-05-07"}
    document = expect(
        {**PATENT, "route": "reissue", "dates": dates}, never=[("annuity", 1), ("annuity", 2), ("annuity", 3)]
    )

    assert "original_grant" in {awaiting["event"] for awaiting in document["awaiting"]}


def test_a_pending_application_awaits_its_grant(expect):
    """Nothing is payable while an application is pending; the end of the term is known."""
    document = expect(
        {**PATENT, "dates": {"filing": "2024-02-29"}}, {"kind": "expiry", "number": None, "due": "2044-02-29"}
    )

    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["grant"]


@pytest.mark.parametrize(
    ("filing", "expiry"),
    [("2015-05-12", "2030-09-20"), ("2015-05-13", "2031-09-20")],  # fourteen years, then fifteen
)
def test_35_usc_173_design_patent_runs_from_grant_and_pays_nothing(expect, filing, expiry):
    """Granted 20 September 2016; fifteen years for applications filed on or after 13 May 2015."""
    document = expect(
        {"jurisdiction": "US", "right": "design", "dates": {"filing": filing, "grant": "2016-09-20"}},
        {"kind": "expiry", "number": None, "due": expiry},
    )

    assert [deadline["kind"] for deadline in document["deadlines"]] == ["expiry"]


def test_15_usc_1058_1059_declarations_and_renewals(expect):
    """Registered 20 January 2015: declaration between years 5 and 6, then with each renewal before years 10, 20.

    A nominal day on a holiday (20 January 2025, Martin Luther King Day) is met on the 21st; the late period still
    ends six months from the 20th: 20 July 2025, a Sunday, hence the 21st.
    """
    expect(
        {**MARK, "dates": {"filing": "2013-08-01", "registration": "2015-01-20"}},
        {
            "kind": "declaration_of_use",
            "number": 1,
            "opens": "2020-01-20",
            "due": "2021-01-20",
            "grace_ends": "2021-07-20",
        },
        *(
            {
                "kind": kind,
                "number": number,
                "opens": "2024-01-20",
                "due": "2025-01-20",
                "due_effective": "2025-01-21",
                "grace_ends": "2025-07-20",
                "grace_ends_effective": "2025-07-21",
            }
            for kind, number in (("declaration_of_use", 2), ("renewal", 1))
        ),
        {"kind": "declaration_of_use", "number": 3, "due": "2035-01-20"},
        {"kind": "renewal", "number": 2, "due": "2035-01-20", "covers": {"from": "2035-01-21", "to": "2045-01-20"}},
    )


@pytest.mark.parametrize(
    ("registration", "renewals"),
    [
        ("1989-11-15", ["2009-11-15", "2019-11-15", "2029-11-15"]),  # the last day of twenty-year terms
        ("1989-11-16", ["1999-11-16", "2009-11-16", "2019-11-16"]),
        ("1965-03-02", ["1985-03-02", "2005-03-02", "2015-03-02"]),  # renewed in 1985 for twenty years more
    ],
)
def test_terms_begun_before_16_november_1989_ran_twenty_years(expect, registration, renewals):
    """Registered or renewed before that day: twenty years; every term begun since runs ten."""
    expect(
        {**MARK, "dates": {"registration": registration}},
        *({"kind": "renewal", "number": k, "due": due} for k, due in enumerate(renewals, start=1)),
        *({"kind": "declaration_of_use", "number": k, "due": due} for k, due in enumerate(renewals, start=2)),
    )


def test_section_71_runs_from_the_us_registration_and_wipo_renews(expect):
    """International registration 5 April 2016, registered here 10 October 2017: declarations from the latter."""
    document = expect(
        {
            **MARK,
            "route": "madrid",
            "dates": {"ir": "2016-04-05", "registration": "2017-10-10"},
            "attributes": {"us_basis": "66a"},
        },
        {
            "kind": "declaration_of_use",
            "number": 1,
            "title": "Declaration of use 1 (section 71)",
            "opens": "2022-10-10",
            "due": "2023-10-10",
            "grace_ends": "2024-04-10",
            "cites": ["15 USC 1141k(a)(1)", "37 CFR 7.36(b)(1)"],
        },
        {"kind": "declaration_of_use", "number": 2, "due": "2027-10-10", "due_effective": "2027-10-12"},
        never=[("renewal", 1), ("renewal", 2)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
