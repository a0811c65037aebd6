"""Ireland: patents, short-term patents, designs and marks, worked by hand from the Acts and Rules."""

from datetime import date

import pytest

import rules

PATENT = {"jurisdiction": "IE", "right": "patent"}
SHORT_TERM = {"jurisdiction": "IE", "right": "utility_model"}
DESIGN = {"jurisdiction": "IE", "right": "design"}
MARK = {"jurisdiction": "IE", "right": "trademark"}


def codes(document):
    """The codes of a result's warnings."""
    return {warning["code"] for warning in document["warnings"]}


def awaited(document):
    """The events a result waits for."""
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_r_33_34_end_of_the_month_from_the_third_year(expect):
    """Filed 7 November 2016: year 3 by 30 November 2018, payable four months before, late six from date to date.

    Restoration within two years of the lapse; the term includes the filing day and ends 6 November 2036.
    """
    expect(
        {**PATENT, "dates": {"filing": "2016-11-07"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2018-07-30",
            "due": "2018-11-30",
            "due_effective": "2018-11-30",
            "act_by": "2018-11-30",
            "grace_ends": "2019-05-30",
            "restoration_ends": "2020-11-30",
            "restoration_basis": "due_care",
            "covers": {"from": "2018-11-07", "to": "2019-11-06"},
        },
        {"kind": "annuity", "number": 20, "due": "2035-11-30", "covers": {"from": "2035-11-07", "to": "2036-11-06"}},
        {"kind": "expiry", "number": None, "due": "2036-11-06"},
        never=[("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "due_effective", "grace", "grace_effective"),
    [
        ("2017-02-10", 3, "2019-02-28", "2019-02-28", "2019-08-28", "2019-08-28"),  # not to the end of August
        ("2017-02-10", 4, "2020-02-29", "2020-03-02", "2020-08-29", "2020-08-31"),  # both on a Saturday
        ("2015-08-03", 5, "2019-08-31", "2019-09-02", "2020-02-29", "2020-03-02"),
        ("2014-03-10", 5, "2018-03-31", "2018-04-03", "2018-09-30", "2018-10-01"),  # Saturday before Easter
        ("2019-09-12", 5, "2023-09-30", "2023-10-02", "2024-03-30", "2024-04-02"),  # late end before Easter
    ],
)
def test_s_104_month_ends_and_excluded_days(expect, filing, number, due, due_effective, grace, grace_effective):
    """Due at a month's end, late from date to date; each end passes to the next day that is not excluded."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2019-12-04"}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "due_effective": due_effective,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


@pytest.mark.parametrize(
    ("mention", "first", "due", "act_by", "due_effective", "grace"),
    [
        ("2018-01-10", 3, "2018-06-30", "2018-06-30", "2018-07-02", "2018-12-30"),
        ("2022-04-13", 7, "2022-06-30", "2022-06-30", "2022-06-30", "2022-12-30"),  # two months end before
        ("2022-05-11", 7, "2022-06-30", "2022-07-11", "2022-07-11", "2022-12-30"),  # two months from the mention
        ("2022-06-20", 7, "2022-06-30", "2022-08-20", "2022-08-22", "2022-12-30"),  # mention on the anniversary
        ("2022-06-21", 8, "2023-06-30", "2023-06-30", "2023-06-30", "2023-12-30"),  # the day after: the EPO had year 7
    ],
)
def test_epc_141_first_national_year_of_a_european_patent(expect, mention, first, due, act_by, due_effective, grace):
    """Filed 20 June 2016: the years that begin on the mention of grant or later are paid here."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-06-20", "ep_grant": mention}},
        {
            "kind": "annuity",
            "number": first,
            "due": due,
            "act_by": act_by,
            "due_effective": due_effective,
            "grace_ends": grace,
        },
        never=[("annuity", first - 1)],
    )


def test_european_patent_without_its_mention(expect):
    """Before the mention nothing is due here; in force without its date, every year may be national."""
    pending = expect({**PATENT, "route": "ep", "dates": {"filing": "2016-06-20"}}, never=[("annuity", 3)])
    in_force = expect(
        {**PATENT, "route": "ep", "status": "granted", "dates": {"filing": "2016-06-20"}},
        {"kind": "annuity", "number": 12, "due": "2027-06-30"},
    )

    assert "ep_grant" in awaited(pending)
    assert "ep_grant" in awaited(in_force)


def test_s_24_divisional(expect):
    """Parent 20 March 2015, divided 30 June 2020: years 3 to 6 on that day, which is arguable; year 7 as ever."""
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2015-03-20", "filing": "2020-06-30"}},
        *(
            {"kind": "annuity", "number": number, "due": "2020-06-30", "certainty": "arguable"}
            for number in (3, 4, 5, 6)
        ),
        {"kind": "annuity", "number": 7, "due": "2021-03-31", "certainty": "certain"},
        {"kind": "expiry", "number": None, "due": "2035-03-19"},
    )


def test_an_international_application_has_no_national_phase():
    """The PCT leads to Ireland by the European patent only: route `pct` is refused by name."""
    result = rules.as_document(
        rules.compute({**PATENT, "route": "pct", "dates": {"filing": "2016-06-20"}}, as_of=date(2026, 11, 22))
    )

    assert [error["field"] for error in result["errors"]] == ["route"]


def test_s_63_short_term_patent_of_ten_years(expect):
    """Filed 10 April 2018, granted 6 February 2019: years 3 to 10, ends 9 April 2028."""
    expect(
        {**SHORT_TERM, "dates": {"filing": "2018-04-10", "grant": "2019-02-06"}},
        {"kind": "annuity", "number": 3, "due": "2020-04-30", "grace_ends": "2020-10-30"},
        {"kind": "annuity", "number": 10, "due": "2027-04-30", "covers": {"from": "2027-04-10", "to": "2028-04-09"}},
        {"kind": "expiry", "number": None, "due": "2028-04-09"},
        never=[("annuity", 2), ("annuity", 11)],
    )


def test_s_66_short_term_patent_pays_nothing_while_pending(expect):
    """Section 35 does not apply: the grant is awaited."""
    document = expect({**SHORT_TERM, "dates": {"filing": "2018-04-10"}}, never=[("annuity", 3)])

    assert awaited(document) == {"grant"}


@pytest.mark.parametrize(("grant", "first", "flagged"), [("2020-04-30", 3, False), ("2020-05-01", 4, True)])
def test_s_66_short_term_patent_granted_late(expect, grant, first, flagged):
    """Year 3 falls due 30 April 2020: a grant the day after leaves it out, and the result says so."""
    document = expect(
        {**SHORT_TERM, "dates": {"filing": "2018-04-10", "grant": grant}},
        {"kind": "annuity", "number": first},
        never=[("annuity", first - 1)],
    )

    assert ("ie.years_before_grant" in codes(document)) is flagged


def test_ida_43_five_years_and_four_renewals(expect):
    """Filed 8 March 2019: 8 March 2024, late to 8 September (a Sunday), twenty-five years in all."""
    expect(
        {**DESIGN, "dates": {"filing": "2019-03-08", "registration": "2019-03-08"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": None,
            "due": "2024-03-08",
            "grace_ends": "2024-09-08",
            "grace_ends_effective": "2024-09-09",
            "restoration_ends": None,
            "covers": {"from": "2024-03-09", "to": "2029-03-08"},
        },
        {"kind": "renewal", "number": 4, "due": "2039-03-08"},
        {"kind": "expiry", "number": None, "due": "2044-03-08"},
        never=[("renewal", 5)],
    )


def test_tma_47_anniversary_with_a_day_in_hand(expect):
    """Filed 15 September 2016: the Office's day is 15 September 2026, the day before is safe under s. 18(h)."""
    expect(
        {**MARK, "dates": {"filing": "2016-09-15", "registration": "2016-09-15"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-03-15",
            "due": "2026-09-15",
            "act_by": "2026-09-14",
            "grace_ends": "2027-03-15",
        },
        {"kind": "renewal", "number": 2, "due": "2036-09-15"},
    )


@pytest.mark.parametrize(
    ("filing", "due", "due_effective"),
    [
        ("2014-03-29", "2024-03-29", "2024-04-02"),  # Good Friday
        ("2016-02-02", "2026-02-02", "2026-02-03"),  # Saint Brigid's Day
        ("2016-05-04", "2026-05-04", "2026-05-05"),  # first Monday of May
        ("2014-12-31", "2024-12-31", "2024-12-31"),  # a working day
        ("2016-02-29", "2026-02-28", "2026-03-02"),  # no 29 February: the 28th, a Saturday
    ],
)
def test_excluded_days_of_marks(expect, filing, due, due_effective):
    """Public holidays and Good Friday are excluded days."""
    expect(
        {**MARK, "dates": {"filing": filing}},
        {"kind": "renewal", "number": 1, "due": due, "due_effective": due_effective},
    )


@pytest.mark.parametrize(
    ("filing", "ends"),
    [
        ("1982-06-30", ["1989-06-30", "2003-06-30", "2013-06-30", "2023-06-30"]),  # seven, fourteen, ten
        ("1989-06-30", ["1996-06-30", "2010-06-30", "2020-06-30"]),  # renewed the day before the Act
        ("1989-07-01", ["1996-07-01", "2006-07-01", "2016-07-01"]),
        ("1996-06-30", ["2003-06-30", "2013-06-30"]),
        ("1996-07-01", ["2006-07-01", "2016-07-01"]),
    ],
)
def test_third_schedule_terms_of_the_1963_act(expect, filing, ends):
    """Renewals since 1 July 1996 are for ten years; what ran before keeps its anniversary."""
    expect(
        {**MARK, "dates": {"filing": filing}},
        *({"kind": "renewal", "number": number, "due": due} for number, due in enumerate(ends, start=1)),
    )


def test_madrid_designations_are_renewed_at_wipo(expect):
    """No renewal here, and the result says where it is."""
    document = expect({**MARK, "route": "madrid", "dates": {"ir": "2015-05-04"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in codes(document)
