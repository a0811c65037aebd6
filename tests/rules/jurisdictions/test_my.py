"""Malaysia: annual fees, extensions and renewals, worked by hand from the Patents, Designs and Trademarks Acts."""

import pytest

PATENT = {"jurisdiction": "MY", "right": "patent", "status": "granted"}
DESIGN = {"jurisdiction": "MY", "right": "design", "status": "registered"}
MARK = {"jurisdiction": "MY", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def first_renewal(document):
    return next(each for each in document["deadlines"] if each["kind"] == "renewal" and each["number"] == 1)


def test_s_35_2_year_two_is_due_on_the_first_anniversary_of_the_grant(expect):
    """Granted 31 August 2017: 31 August 2018 is National Day, a Friday: Monday 3 September; safe on the 30th.

    Six months end on 28 February. Filed 4 February 2013: year 16, from 31 August 2032, is the last.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2013-02-04", "grant": "2017-08-31"}},
        {
            "kind": "annuity",
            "number": 2,
            "opens": None,
            "due": "2018-08-31",
            "due_effective": "2018-09-03",
            "act_by": "2018-08-30",
            "grace_ends": "2019-02-28",
            "restoration_ends": None,
            "restoration_basis": "due_care",
            "covers": {"from": "2018-08-31", "to": "2019-08-30"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 16, "due": "2032-08-31", "covers": {"from": "2032-08-31", "to": "2033-02-04"}},
        {"kind": "expiry", "due": "2033-02-04"},
        never=[("annuity", 1), ("annuity", 17)],
    )

    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2013-02-04", "2017-08-30", "free"),
        ("2017-08-31", "2018-08-30", "prepaid"),
    ]


@pytest.mark.parametrize(
    ("filing", "grant", "expires", "last"),
    [
        ("2001-07-31", "2009-04-15", "2024-04-15", 15),  # fifteen years from a late grant are longer
        ("2001-07-31", "2004-02-02", "2021-07-31", 18),  # twenty from filing are
        ("2001-08-01", "2009-04-15", "2021-08-01", 13),  # the new law knows twenty only
        ("2001-08-02", "2009-04-15", "2021-08-02", 13),
    ],
)
def test_s_35_1b_applications_from_before_august_2001(expect, filing, grant, expires, last):
    """The longer of twenty years from filing and fifteen from grant; no fee falls due on the last day itself."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": grant}},
        {"kind": "expiry", "due": expires},
        {"kind": "annuity", "number": last},
        never=[("annuity", last + 1)],
    )


def test_an_old_patent_without_its_grant_has_no_known_term(expect):
    """Its end depends on the grant, as do its fees; a new one's end doesn't."""
    old = expect({**PATENT, "dates": {"filing": "2001-07-31"}}, never=[("annuity", 2), ("expiry", None)])
    new = expect({**PATENT, "dates": {"filing": "2001-08-01"}}, {"kind": "expiry", "due": "2021-08-01"})

    assert (awaited(old), awaited(new)) == ({"grant"}, {"grant"})


@pytest.mark.parametrize(
    ("grant", "number", "due", "act_by", "grace"),
    [
        ("2016-02-29", 2, "2017-02-28", "2017-02-27", "2017-08-28"),
        ("2016-02-29", 5, "2020-02-29", "2020-02-28", "2020-08-29"),
        ("2018-03-31", 2, "2019-03-31", "2019-03-30", "2019-09-30"),
    ],
)
def test_month_ends(expect, grant, number, due, act_by, grace):
    """The corresponding day, or the last one of a short month."""
    expect(
        {**PATENT, "dates": {"grant": grant}},
        {"kind": "annuity", "number": number, "due": due, "act_by": act_by, "grace_ends": grace},
    )


@pytest.mark.parametrize(
    ("route", "dates"),
    [
        ("divisional", {"parent_filing": "2014-05-20", "filing": "2017-01-09", "grant": "2020-11-17"}),
        (
            "pct",
            {"priority": "2013-05-21", "filing": "2014-05-20", "national_entry": "2015-11-20", "grant": "2020-11-17"},
        ),
    ],
)
def test_term_from_the_parents_or_the_international_filing(expect, route, dates):
    """Fees from the own grant of 17 November 2020 all the same."""
    expect(
        {**PATENT, "route": route, "dates": dates},
        {"kind": "annuity", "number": 2, "due": "2021-11-17"},
        {"kind": "annuity", "number": 14, "due": "2033-11-17"},
        {"kind": "expiry", "due": "2034-05-20"},
        never=[("annuity", 15)],
    )


def test_nothing_is_due_while_pending(expect):
    """Years before the grant are never charged."""
    document = expect(
        {**PATENT, "status": "pending", "dates": {"filing": "2019-05-20"}},
        {"kind": "expiry", "due": "2039-05-20"},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"grant"}


def test_second_schedule_utility_innovation(expect):
    """Filed 10 May 2017, granted 20 September 2019: fees from year 3, extensions after 10 and 15 years, no grace."""
    document = expect(
        {**PATENT, "right": "utility_model", "dates": {"filing": "2017-05-10", "grant": "2019-09-20"}},
        {"kind": "annuity", "number": 3, "due": "2021-09-20", "act_by": "2021-09-19", "grace_ends": "2022-03-20"},
        {"kind": "annuity", "number": 18, "due": "2036-09-20"},
        {"kind": "renewal", "number": 1, "due": "2027-05-10", "act_by": "2027-05-09", "late": [], "grace_ends": None},
        {"kind": "renewal", "number": 2, "due": "2032-05-10", "restoration_basis": "none"},
        {"kind": "expiry", "due": "2037-05-10"},
        never=[("annuity", 2), ("annuity", 19), ("renewal", 3)],
    )

    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2017-05-10", "2019-09-19", "free"),
        ("2019-09-20", "2021-09-19", "prepaid"),
    ]


def test_ida_25_a_design_counts_from_its_priority(expect):
    """Priority 5 October 2012: due 5 October 2017 and every five years, the end 5 October 2037.

    Counted from the filing of 22 March 2013 each day would be later: the other reading.
    """
    document = expect(
        {**DESIGN, "dates": {"priority": "2012-10-05", "filing": "2013-03-22", "registration": "2013-11-12"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2012-10-05",
            "due": "2017-10-05",
            "act_by": "2017-10-05",
            "grace_ends": "2018-04-05",
            "restoration_basis": "due_care",
            "covers": {"from": "2017-10-06", "to": "2022-10-05"},
            "certainty": "arguable",
        },
        {"kind": "renewal", "number": 4, "due": "2032-10-05", "covers": {"from": "2032-10-06", "to": "2037-10-05"}},
        {"kind": "expiry", "due": "2037-10-05"},
        never=[("renewal", 5)],
    )

    (reading,) = first_renewal(document)["alternatives"]
    assert (reading["due"], reading["grace_ends"]) == ("2018-03-22", "2018-09-22")


def test_ida_25_without_priority_the_filing_counts(expect):
    """Filed 29 February 2016: due 28 February 2021, a Sunday."""
    expect(
        {**DESIGN, "dates": {"filing": "2016-02-29", "registration": "2016-08-08"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2021-02-28",
            "due_effective": "2021-03-01",
            "grace_ends": "2021-08-28",
            "certainty": "certain",
        },
    )


@pytest.mark.parametrize(
    ("filing", "expires", "renewals"),
    [
        ("1998-06-30", "2013-06-30", [1, 2]),  # over the day before
        ("1998-07-01", "2023-07-01", [1, 2, 3, 4]),  # alive on the first day of the amendment
        ("1998-07-02", "2023-07-02", [1, 2, 3, 4]),
    ],
)
def test_designs_alive_on_1_july_2013_get_twenty_five_years(expect, filing, expires, renewals):
    """Three periods of five years before, five since."""
    document = expect({**DESIGN, "dates": {"filing": filing}}, {"kind": "expiry", "due": expires})

    assert [each["number"] for each in document["deadlines"] if each["kind"] == "renewal"] == renewals


@pytest.mark.parametrize(
    ("filing", "opens", "due"),
    [
        ("2003-06-30", "2012-12-30", "2013-06-30"),  # the last six months under the old text
        ("2003-07-01", "2008-07-01", "2013-07-01"),  # any time in the running period
    ],
)
def test_design_renewal_opens_with_the_period_since_2013(expect, filing, opens, due):
    """Since the amendment a renewal may be asked for at any time of the running five years."""
    expect({**DESIGN, "dates": {"filing": filing}}, {"kind": "renewal", "number": 2, "opens": opens, "due": due})


def test_tma_39_ten_years_from_filing_and_the_day_before_is_safe(expect):
    """Filed 1 May 2020: due 1 May 2030, safe on 30 April; six months before and after, removal and six more."""
    expect(
        {**MARK, "dates": {"filing": "2020-05-01", "registration": "2021-02-10"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2029-11-01",
            "due": "2030-05-01",
            "act_by": "2030-04-30",
            "grace_ends": "2030-11-01",
            "restoration_ends": "2031-05-01",
            "covers": {"from": "2030-05-02", "to": "2040-05-01"},
            "certainty": "arguable",
        },
        {"kind": "renewal", "number": 2, "due": "2040-05-01"},
        never=[("declaration_of_use", 1)],
    )


@pytest.mark.parametrize(
    ("filing", "priority", "opens", "due", "act_by"),
    [
        ("2016-03-10", "2015-10-01", "2025-04-01", "2026-03-10", "2025-09-30"),
        ("2019-12-26", "2019-07-01", "2029-01-01", "2029-12-26", "2029-06-30"),  # the last day of the old Act
        ("2019-12-27", "2019-07-01", "2029-06-27", "2029-12-27", "2029-12-26"),  # the new one: filing only
    ],
)
def test_marks_of_the_1976_act_with_priority_are_reminded_early(expect, filing, priority, opens, due, act_by):
    """Some of their certificates count from the priority: the day before its tenth anniversary is safe."""
    expect(
        {**MARK, "dates": {"filing": filing, "priority": priority, "registration": "2020-06-15"}},
        {"kind": "renewal", "number": 1, "opens": opens, "due": due, "act_by": act_by},
    )


def test_ia_54_holidays_of_the_federal_territory(expect):
    """Sunday 1 February 2026 is Federal Territory Day and Thaipusam, Monday a day in lieu: Tuesday the 3rd."""
    expect(
        {**MARK, "dates": {"filing": "2016-02-01"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2026-02-01",
            "due_effective": "2026-02-03",
            "grace_ends": "2026-08-01",
            "grace_ends_effective": "2026-08-03",
            "provisional": False,
        },
    )


def test_madrid_designations_are_renewed_at_wipo(expect):
    """Since 27 December 2019; no renewal in Malaysia."""
    document = expect(
        {**MARK, "route": "madrid", "dates": {"filing": "2020-03-02", "registration": "2021-04-09"}},
        never=[("renewal", 1)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
