"""India: patent fees and statements of working, designs, marks, worked by hand from the Acts and Rules."""

import pytest

PATENT = {"jurisdiction": "IN", "right": "patent"}
DESIGN = {"jurisdiction": "IN", "right": "design"}
MARK = {"jurisdiction": "IN", "right": "trademark"}


def codes(document):
    """The codes of a result's warnings."""
    return {warning["code"] for warning in document["warnings"]}


def awaited(document):
    """The events a result waits for."""
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_r_80_fee_before_each_year_from_the_third(expect):
    """Filed 12 June 2018, granted within two years: year 3 by 12 June 2020, six months to 12 December (a Saturday).

    Restoration eighteen months from the unextended day: 12 December 2021.
    """
    expect(
        {**PATENT, "dates": {"filing": "2018-06-12", "grant": "2020-05-20"}},
        {
            "kind": "annuity",
            "number": 3,
            "due": "2020-06-12",
            "grace_ends": "2020-12-12",
            "grace_ends_effective": "2020-12-14",
            "restoration_ends": "2021-12-12",
            "restoration_basis": "unintentional",
            "covers": {"from": "2020-06-12", "to": "2021-06-11"},
        },
        {"kind": "annuity", "number": 20, "due": "2037-06-12", "covers": {"from": "2037-06-12", "to": "2038-06-12"}},
        {"kind": "expiry", "number": None, "due": "2038-06-12"},
        never=[("annuity", 2), ("annuity", 21)],
    )


def test_s_142_4_fees_before_a_late_grant_are_due_together(expect):
    """Filed 31 March 2015, granted 15 December 2020: years 3 to 6 by 15 March 2021, at the most by 15 September.

    Year 7 keeps 31 March 2021.
    """
    expect(
        {**PATENT, "dates": {"filing": "2015-03-31", "grant": "2020-12-15"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "due": "2021-03-15",
                "grace_ends": "2021-09-15",
                "restoration_ends": "2022-09-15",
            }
            for number in (3, 4, 5, 6)
        ),
        {"kind": "annuity", "number": 7, "due": "2021-03-31", "grace_ends": "2021-09-30"},
    )


def test_s_142_4_months_run_from_the_day_of_recording(expect):
    """Recorded 29 December, granted 15 December 2020: three and nine months from 29 December."""
    expect(
        {**PATENT, "dates": {"filing": "2015-03-31", "grant": "2020-12-15", "registration": "2020-12-29"}},
        {"kind": "annuity", "number": 6, "due": "2021-03-29", "grace_ends": "2021-09-29"},
        {"kind": "annuity", "number": 7, "due": "2021-03-31"},
    )


def test_s_142_4_nine_months_in_all_are_counted_once(expect):
    """Recorded 30 November 2020: three months end 28 February, nine on 30 August 2021, not on the 28th."""
    expect(
        {**PATENT, "dates": {"filing": "2015-06-01", "grant": "2020-11-30"}},
        {"kind": "annuity", "number": 6, "due": "2021-02-28", "grace_ends": "2021-08-30"},
    )


@pytest.mark.parametrize(
    ("grant", "year_6"),
    [
        ("2021-02-09", "2021-02-10"),  # the anniversary follows the grant: its own day, before the three months end
        ("2021-02-10", "2021-02-10"),  # on the day of grant: not before it
        ("2021-02-11", "2021-05-11"),  # passed: three months
    ],
)
def test_s_142_4_only_fees_before_the_grant_are_caught_up(expect, grant, year_6):
    """Filed 10 February 2016: year 6 begins 10 February 2021."""
    expect(
        {**PATENT, "dates": {"filing": "2016-02-10", "grant": grant}},
        {"kind": "annuity", "number": 6, "due": year_6},
        {"kind": "annuity", "number": 7, "due": "2022-02-10"},
    )


def test_s_16_divisional_counts_from_the_parent_and_is_caught_up_from_its_own_grant(expect):
    """Parent 5 September 2012, granted 6 July 2021: years 3 to 9 by 6 October, year 10 on 5 September (a Sunday)."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2012-09-05", "filing": "2017-01-10", "grant": "2021-07-06"},
        },
        {"kind": "annuity", "number": 3, "due": "2021-10-06"},
        {"kind": "annuity", "number": 9, "due": "2021-10-06"},
        {"kind": "annuity", "number": 10, "due": "2021-09-05", "due_effective": "2021-09-06", "act_by": "2021-09-05"},
        {"kind": "expiry", "number": None, "due": "2032-09-05"},
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "due_effective"),
    [
        ("2019-01-26", 6, "2024-01-26", "2024-01-29"),  # Republic Day, a Friday
        ("2019-08-15", 5, "2023-08-15", "2023-08-16"),  # Independence Day
        ("2019-10-02", 6, "2024-10-02", "2024-10-03"),  # Gandhi Jayanti
        ("2018-12-25", 6, "2023-12-25", "2023-12-25"),  # a local matter: not relied on
        ("2016-02-29", 8, "2023-02-28", "2023-02-28"),  # no 29 February
        ("2016-02-29", 9, "2024-02-29", "2024-02-29"),  # it comes back
    ],
)
def test_general_clauses_act_s_10_closed_days(expect, filing, number, due, due_effective):
    """Only weekends and the three national holidays are closed at every office."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2020-12-01"}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": due_effective},
    )


@pytest.mark.parametrize(
    ("grant", "first", "second"),
    [
        ("2016-05-01", "2026-09-30", "2029-09-30"),
        ("2023-03-31", "2026-09-30", "2029-09-30"),  # the last day of 2022-23
        ("2023-04-01", "2027-09-30", "2030-09-30"),  # the first of 2023-24
        ("2024-03-14", "2027-09-30", "2030-09-30"),  # the day before the amended rule: the same year
        ("2024-03-31", "2027-09-30", "2030-09-30"),
        ("2024-04-01", "2028-09-30", "2031-09-30"),
    ],
)
def test_r_131_2_statement_of_working_by_financial_year_of_grant(expect, grant, first, second):
    """Three financial years from the one after grant, 2023-24 at the earliest; by 30 September after them."""
    expect(
        {**PATENT, "dates": {"filing": "2014-07-01", "grant": grant}},
        {"kind": "working_statement", "number": 1, "due": first},
        {"kind": "working_statement", "number": 2, "due": second},
    )


def test_r_131_2_and_138_nine_months_on_request(expect):
    """Due 30 September 2026, window from 1 April, three months on Form 4, nine in all: 30 June 2027."""
    document = expect(
        {**PATENT, "dates": {"filing": "2014-07-01", "grant": "2020-02-03"}},
        {
            "kind": "working_statement",
            "number": 1,
            "opens": "2026-04-01",
            "due": "2026-09-30",
            "grace_ends": "2027-06-30",
            "covers": None,
        },
    )

    statement = next(deadline for deadline in document["deadlines"] if deadline["kind"] == "working_statement")
    assert [step["until"] for step in statement["late"]] == ["2026-12-30", "2027-06-30"]


def test_r_131_2_last_statement_covers_the_rest_of_the_term(expect):
    """Expiry 10 May 2030: a third statement for the years from April 2029 on, no fourth."""
    expect(
        {**PATENT, "dates": {"filing": "2010-05-10", "grant": "2018-09-04"}},
        {"kind": "working_statement", "number": 3, "due": "2032-09-30"},
        never=[("working_statement", 4)],
    )


def test_r_131_2_no_statement_for_a_patent_that_ended_before_april_2023(expect):
    """Expired 1 March 2023, before the first three years began."""
    expect({**PATENT, "dates": {"filing": "2003-03-01", "grant": "2009-09-09"}}, never=[("working_statement", 1)])


@pytest.mark.parametrize(
    ("grant", "mentioned"),
    [("2023-03-31", False), ("2023-04-01", True), ("2024-03-14", True), ("2024-03-15", False)],
)
def test_an_earlier_statement_is_mentioned_not_scheduled(expect, grant, mentioned):
    """Granted from April 2023 to 14 March 2024: the other reading is a warning."""
    document = expect({**PATENT, "dates": {"filing": "2019-07-01", "grant": grant}})

    assert ("in.earlier_statement" in codes(document)) is mentioned


def test_nothing_while_pending(expect):
    """Fees and statements run from grant: it is awaited."""
    document = expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2018-06-12", "national_entry": "2019-12-30"}},
        never=[("annuity", 3), ("working_statement", 1)],
    )

    assert awaited(document) == {"grant"}


def test_a_patent_in_force_without_its_grant_date(expect):
    """The ordinary years are computed, the statement of working waits."""
    document = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2018-06-12"}},
        {"kind": "annuity", "number": 10, "due": "2027-06-12"},
        never=[("working_statement", 1)],
    )

    assert awaited(document) == {"grant"}


@pytest.mark.parametrize(
    ("dates", "due", "restoration", "expiry"),
    [
        ({"filing": "2015-07-15"}, "2025-07-15", "2026-07-15", "2030-07-15"),
        ({"priority": "2015-01-20", "filing": "2015-07-15"}, "2025-01-20", "2026-01-20", "2030-01-20"),
    ],
)
def test_da_11_44_design_counts_from_priority_where_claimed(expect, dates, due, restoration, expiry):
    """Ten years and one extension of five; no late period, restoration within a year."""
    expect(
        {**DESIGN, "dates": dates},
        {"kind": "renewal", "number": 1, "due": due, "grace_ends": None, "restoration_ends": restoration},
        {"kind": "expiry", "number": None, "due": expiry},
        never=[("renewal", 2)],
    )


def test_tma_25_ten_years_from_the_indian_filing(expect):
    """Filed 1 March 2016 with priority of 1 October 2015: the Registry's day is 1 March 2026, the safe one earlier."""
    expect(
        {**MARK, "dates": {"priority": "2015-10-01", "filing": "2016-03-01", "registration": "2017-08-21"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-03-01",
            "due": "2026-03-01",
            "act_by": "2025-10-01",
            "grace_ends": "2026-09-01",
            "restoration_ends": "2027-03-01",
            "certainty": "arguable",
        },
    )


@pytest.mark.parametrize(
    ("registration", "due_effective", "act_by", "grace"),
    [
        ("2021-10-20", "2022-04-20", "2022-04-20", "2022-10-20"),  # six months before: ordinary
        ("2021-10-21", "2022-04-21", "2022-04-21", "2022-10-20"),  # within the six months
        ("2022-01-10", "2022-07-11", "2022-07-10", "2022-10-20"),  # 10 July 2022 is a Sunday
        ("2023-02-08", "2023-08-08", "2023-08-08", None),  # registered after the term had ended
    ],
)
def test_tmr_58_late_registration_gives_six_free_months(expect, registration, due_effective, act_by, grace):
    """Filed 20 April 2012: the first term ends 20 April 2022; the renewal is free of surcharge for six months."""
    expect(
        {**MARK, "dates": {"filing": "2012-04-20", "registration": registration}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2022-04-20",
            "due_effective": due_effective,
            "act_by": act_by,
            "grace_ends": grace,
        },
        {"kind": "renewal", "number": 2, "due": "2032-04-20"},
    )


@pytest.mark.parametrize(
    ("filing", "registration", "ends"),
    [
        ("1994-02-08", "1998-03-02", ["2001-02-08", "2008-02-08", "2018-02-08", "2028-02-08"]),
        ("1996-09-14", "1999-03-02", ["2003-09-14", "2010-09-14", "2020-09-14"]),  # began the day before: seven
        ("1996-09-15", "1999-03-02", ["2003-09-15", "2013-09-15", "2023-09-15"]),  # began on the day: ten
        ("1994-02-08", "2003-09-14", ["2001-02-08", "2008-02-08", "2018-02-08"]),
        ("1994-02-08", "2003-09-15", ["2004-02-08", "2014-02-08", "2024-02-08"]),  # registered under the new Act
    ],
)
def test_terms_of_seven_years_under_the_1958_act(expect, filing, registration, ends):
    """Seven years for each period begun before 15 September 2003, ten from then on."""
    expect(
        {**MARK, "dates": {"filing": filing, "registration": registration}},
        *(
            {"kind": "renewal", "number": number, "due": due, "certainty": "certain"}
            for number, due in enumerate(ends, start=1)
        ),
    )


def test_an_old_mark_without_its_registration_date_is_arguable(expect):
    """Filed 8 February 1994: terms of seven years assumed, the date of registration asked for."""
    document = expect(
        {**MARK, "status": "registered", "dates": {"filing": "1994-02-08"}},
        {"kind": "renewal", "number": 4, "due": "2028-02-08", "certainty": "arguable"},
    )

    assert awaited(document) == {"registration"}


def test_madrid_designations_are_renewed_at_wipo(expect):
    """No renewal here, and the result says where it is."""
    document = expect({**MARK, "route": "madrid", "dates": {"ir": "2015-05-04"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in codes(document)
