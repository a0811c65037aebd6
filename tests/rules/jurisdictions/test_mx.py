"""Mexico: payments after grant under both laws, transitory articles, designs and marks, worked by hand."""

import pytest

PATENT = {"jurisdiction": "MX", "right": "patent"}
DESIGN = {"jurisdiction": "MX", "right": "design"}
MARK = {"jurisdiction": "MX", "right": "trademark"}


def test_lfppi_110_patent_of_the_new_law_pays_from_the_year_after_grant(expect):
    """Filed 14 January 2021, granted in 2025: payment 1 in January 2026; the anniversary is the day to act by.

    Late until 31 July 2026, rehabilitation until 31 January 2027. The last January before the term ends on
    14 January 2041 is that of 2040: payment 15.
    """
    expect(
        {**PATENT, "dates": {"filing": "2021-01-14", "grant": "2025-06-10"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": None,
            "due": "2026-01-31",
            "act_by": "2026-01-14",
            "due_effective": "2026-02-03",  # the 31st is a Saturday, Monday 2 February is Constitution Day
            "grace_ends": "2026-07-31",
            "restoration_ends": "2027-01-31",
            "restoration_basis": "as_of_right",
            "covers": {"from": "2026-01-14", "to": "2027-01-13"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 15, "due": "2040-01-31", "covers": {"from": "2040-01-14", "to": "2041-01-14"}},
        {"kind": "expiry", "due": "2041-01-14"},
        never=[("annuity", 16)],
    )


def test_patent_of_the_old_law_pays_every_five_years(expect):
    """Filed 20 August 2014, granted 2018: 2018 to 2022 are covered; August 2023, 2028 and 2033 are due."""
    expect(
        {**PATENT, "dates": {"filing": "2014-08-20", "grant": "2018-03-06"}},
        {"kind": "annuity", "number": 1, "due": "2023-08-31", "act_by": "2023-08-20", "grace_ends": "2024-02-29"},
        {"kind": "annuity", "number": 2, "due": "2028-08-31", "covers": {"from": "2028-08-20", "to": "2033-08-19"}},
        {"kind": "annuity", "number": 3, "due": "2033-08-31", "covers": {"from": "2033-08-20", "to": "2034-08-20"}},
        never=[("annuity", 4)],
    )


@pytest.mark.parametrize(
    ("filing", "due"),
    [
        ("2020-11-04", "2028-11-30"),  # the old law: the year of grant and four more are covered
        ("2020-11-05", "2024-11-30"),  # the new law: the year of grant only
    ],
)
def test_trans_9_the_filing_decides_which_law_counts(expect, filing, due):
    """Granted in 2023, filed the day before the new law and on its first day."""
    expect({**PATENT, "dates": {"filing": filing, "grant": "2023-02-07"}}, {"kind": "annuity", "number": 1, "due": due})


def test_paid_through_year_takes_the_doubt_from_the_first_payment(expect):
    """Paid through 2029 with the grant of 2025: payment 1 falls in 2030; the next may be a year or five later."""
    expect(
        {
            **PATENT,
            "dates": {"filing": "2021-01-31", "grant": "2025-06-10"},
            "attributes": {"paid_through_year": 2029},
        },
        {"kind": "annuity", "number": 1, "due": "2030-01-31", "act_by": "2030-01-31", "certainty": "certain"},
        {"kind": "annuity", "number": 2, "due": "2031-01-31", "certainty": "arguable"},
    )
    expect(
        {
            **PATENT,
            "dates": {"filing": "2015-09-30", "grant": "2018-06-12"},
            "attributes": {"paid_through_year": 2027},
        },
        {"kind": "annuity", "number": 1, "due": "2028-09-30", "certainty": "certain"},
        {"kind": "annuity", "number": 2, "due": "2033-09-30", "certainty": "arguable"},
        never=[("annuity", 3)],
    )


def test_leap_day_filing_pays_in_february(expect):
    """Filed 29 February 2016, granted 2019: February 2024 ends on the 29th, February 2029 on the 28th."""
    expect(
        {**PATENT, "dates": {"filing": "2016-02-29", "grant": "2019-05-21"}},
        {"kind": "annuity", "number": 1, "due": "2024-02-29", "act_by": "2024-02-29", "grace_ends": "2024-08-29"},
        {"kind": "annuity", "number": 2, "due": "2029-02-28", "act_by": "2029-02-28", "grace_ends": "2029-08-28"},
    )


def test_nothing_is_paid_while_pending_and_a_divisional_keeps_its_parents_term(expect):
    """A pending application awaits its grant; the divisional's month and term are the parent's."""
    document = expect({**PATENT, "route": "pct", "dates": {"filing": "2022-05-03"}}, never=[("annuity", 1)])
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2017-04-12", "filing": "2019-10-01", "grant": "2020-07-14"},
        },
        {"kind": "annuity", "number": 1, "due": "2025-04-30", "act_by": "2025-04-12"},
        {"kind": "expiry", "due": "2037-04-12"},
    )

    assert "grant" in {awaiting["event"] for awaiting in document["awaiting"]}


def test_the_unread_reform_is_mentioned(expect):
    """Law whose text was not read warns."""
    document = expect({**PATENT, "dates": {"filing": "2022-05-03"}})

    assert "mx.reform_unread" in {warning["code"] for warning in document["warnings"]}


@pytest.mark.parametrize(
    ("filing", "grant", "expiry", "certainty", "extended"),
    [
        ("2018-06-29", "2020-11-05", "2028-06-29", "arguable", True),  # in force on the first day of the new law
        ("2018-06-29", "2020-11-06", "2028-06-29", "arguable", False),  # a day later: not by the letter
        ("2020-11-05", "2022-03-01", "2035-11-05", "certain", False),  # fifteen years by Art. 62
    ],
)
def test_trans_8_fifteen_years_for_utility_models(expect, filing, grant, expiry, certainty, extended):
    """Ten years from filing before the new law; those in force then can be carried to fifteen."""
    renewal = {"kind": "renewal", "number": 1, "opens": "2027-12-29", "due": "2028-06-29", "grace_ends": None}
    expect(
        {"jurisdiction": "MX", "right": "utility_model", "dates": {"filing": filing, "registration": grant}},
        {"kind": "expiry", "due": expiry, "certainty": certainty},
        *([renewal] if extended else []),
        never=[] if extended else [("renewal", 1)],
    )


@pytest.mark.parametrize(
    ("filing", "registration", "first", "last"),
    [
        ("2016-09-15", "2018-04-26", (1, "2031-09-15"), (2, "2036-09-15")),  # fifteen years, then twice five
        ("2018-04-27", "2019-01-08", (1, "2023-04-27"), (4, "2038-04-27")),  # five years, four times five
    ],
)
def test_lfppi_78_designs_of_both_systems(expect, filing, registration, first, last):
    """The registration decides between fifteen years at once and five by five; 25 in all."""
    expect(
        {**DESIGN, "dates": {"filing": filing, "registration": registration}},
        {"kind": "renewal", "number": first[0], "due": first[1], "certainty": "certain"},
        {"kind": "renewal", "number": last[0], "due": last[1]},
        never=[("renewal", last[0] + 1)],
    )


def test_lfppi_79_window_of_a_design_renewal(expect):
    """Filed 31 March 2021: due 31 March 2026, opens 30 September 2025, late until 30 September 2026."""
    expect(
        {**DESIGN, "dates": {"filing": "2021-03-31", "registration": "2021-11-03"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-09-30",
            "due": "2026-03-31",
            "grace_ends": "2026-09-30",
            "covers": {"from": "2026-04-01", "to": "2031-03-31"},
        },
        {"kind": "expiry", "due": "2046-03-31"},
    )


def test_old_design_pays_in_its_fifteen_years_and_a_doubtful_one_is_arguable(expect):
    """Registered 2017 on a filing of 2016: five-year payments in 2022 and 2027, until the fifteen years end.

    Filed before 27 April 2018 and registered after it: five years computed, fifteen named.
    """
    expect(
        {**DESIGN, "dates": {"filing": "2016-09-15", "registration": "2017-05-16"}},
        {"kind": "annuity", "number": 2, "due": "2027-09-30", "covers": {"from": "2027-09-15", "to": "2031-09-15"}},
        never=[("annuity", 3)],
    )
    expect(
        {**DESIGN, "dates": {"filing": "2017-12-01", "registration": "2018-06-05"}},
        {"kind": "renewal", "number": 1, "due": "2022-12-01", "certainty": "arguable"},
        never=[("annuity", 1)],
    )


def test_design_renewal_before_a_late_grant_is_settled_with_it(expect):
    """Filed 8 May 2019, registered 3 June 2025, after the first five years: payable at the grant, no late period."""
    expect(
        {**DESIGN, "dates": {"filing": "2019-05-08", "registration": "2025-06-03"}},
        {"kind": "renewal", "number": 1, "due": "2024-05-08", "due_effective": "2025-06-03", "grace_ends": None},
        {"kind": "renewal", "number": 2, "due": "2029-05-08", "grace_ends": "2029-11-08"},
    )


@pytest.mark.parametrize(
    ("filing", "due"),
    [("2020-11-04", "2030-11-04"), ("2020-11-05", "2031-06-30")],
)
def test_lfppi_178_ten_years_from_filing_or_from_grant(expect, filing, due):
    """Registered 30 June 2021: filed before the new law from filing, filed since from grant."""
    expect(
        {**MARK, "dates": {"filing": filing, "registration": "2021-06-30"}},
        {"kind": "renewal", "number": 1, "due": due, "restoration_basis": "none"},
    )


@pytest.mark.parametrize(
    ("registration", "window"),
    [
        ("2018-08-09", None),  # the day before the rule
        ("2018-08-10", ("2021-08-10", "2021-11-10")),
        ("2020-02-29", ("2023-02-28", "2023-05-28")),  # the anniversary falls on 28 February
        ("2022-11-30", ("2025-11-30", "2026-02-28")),
    ],
)
def test_lfppi_233_declaration_in_three_months_from_the_third_anniversary(expect, registration, window):
    """For registrations granted since 10 August 2018; no late period."""
    declaration = {"kind": "declaration_of_use", "number": 1, "grace_ends": None}
    expect(
        {**MARK, "dates": {"filing": "2017-05-02", "registration": registration}},
        *([{**declaration, "opens": window[0], "due": window[1]}] if window else []),
        never=[("declaration_of_use", 2)] if window else [("declaration_of_use", 1)],
    )


def test_madrid_mark_declares_use_here_and_is_renewed_at_wipo(expect):
    """The declaration runs from the day on which the Institute granted protection."""
    document = expect(
        {**MARK, "route": "madrid", "dates": {"ir": "2021-02-01", "registration": "2022-04-18"}},
        {"kind": "declaration_of_use", "number": 1, "opens": "2025-04-18", "due": "2025-07-18"},
        never=[("renewal", 1)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
