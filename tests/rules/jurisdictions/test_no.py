"""Norwegian Industrial Property Office: patents, designs and marks, worked by hand from the Acts."""

import pytest

PATENT = {"jurisdiction": "NO", "right": "patent"}
DESIGN = {"jurisdiction": "NO", "right": "design"}
MARK = {"jurisdiction": "NO", "right": "trademark"}


def test_patl_41_first_bill_is_for_three_years(expect):
    """The Office's own example, filed 1 June 2008: first due 30 June 2010, for years 1 to 3; year 4 on 30 June 2011.

    30 June plus six months: 30 December 2010; reinstatement within a year of that.
    """
    expect(
        {**PATENT, "dates": {"filing": "2008-06-01"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2009-12-30",
            "due": "2010-06-30",
            "grace_ends": "2010-12-30",
            "restoration_ends": "2011-12-30",
            "restoration_basis": "unintentional",
            "covers": {"from": "2008-06-01", "to": "2011-05-31"},
        },
        {"kind": "annuity", "number": 4, "due": "2011-06-30", "covers": {"from": "2011-06-01", "to": "2012-05-31"}},
        {"kind": "annuity", "number": 20, "due": "2027-06-30", "covers": {"from": "2027-06-01", "to": "2028-06-01"}},
        {"kind": "expiry", "number": None, "due": "2028-06-01"},
        never=[("annuity", 1), ("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace", "certainty"),
    [
        ("2015-06-24", 11, "2025-06-30", "2025-12-30", "arguable"),  # 30 December, or the month's end
        ("2014-12-03", 3, "2016-12-31", "2017-06-30", "certain"),  # from a 31st to a 30th
        ("2016-02-29", 5, "2020-02-29", "2020-08-29", "arguable"),
        ("2017-08-31", 4, "2020-08-31", "2021-02-28", "certain"),
    ],
)
def test_domstl_148_the_day_of_the_same_number(expect, filing, number, due, grace, certainty):
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace, "certainty": certainty},
    )


@pytest.mark.parametrize(
    ("due", "on_time"),
    [
        ("2027-05-17", "2027-05-18"),  # Constitution Day, a Monday
        ("2026-04-02", "2026-04-07"),  # Maundy Thursday to Easter Monday
        ("2026-12-24", "2026-12-24"),  # Christmas Eve is no holiday by law
        ("2026-12-31", "2026-12-31"),  # nor is New Year's Eve
        ("2026-12-25", "2026-12-28"),
    ],
)
def test_domstl_149_closed_days(expect, due, on_time):
    filed = f"{int(due[:4]) - 10}{due[4:]}"
    expect(
        {**MARK, "dates": {"filing": filed}},
        {"kind": "renewal", "number": 1, "due": due, "act_by": due, "due_effective": on_time},
    )


def test_patl_41_2_divisional(expect):
    """Parent filed 14 May 2018, divided 2 April 2024: years 3 to 6 and 7 (begins 14 May) until 2 June 2024, a Sunday.

    Six months from 2 June: 2 December. Year 8 is ordinary.
    """
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2018-05-14", "filing": "2024-04-02"}},
        {
            "kind": "annuity",
            "number": 3,
            "due": "2020-05-31",
            "act_by": "2024-06-02",
            "due_effective": "2024-06-03",
            "grace_ends": "2024-12-02",
        },
        {"kind": "annuity", "number": 7, "due": "2024-05-31", "act_by": "2024-06-02", "grace_ends": "2024-11-30"},
        {"kind": "annuity", "number": 8, "due": "2025-05-31", "act_by": "2025-05-31", "grace_ends": "2025-11-30"},
        {"kind": "expiry", "number": None, "due": "2038-05-14"},
    )


@pytest.mark.parametrize(
    ("entry", "on_time", "grace"),
    [("2026-08-10", "2026-10-10", "2027-04-10"), ("2025-11-30", "2026-01-31", "2026-07-31")],
)
def test_patl_41_2_continuation_of_an_international_application(expect, entry, on_time, grace):
    """Filed 10 January 2024: year 3 is due 31 January 2026, or two months after the continuation if that is later."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2024-01-10", "national_entry": entry}},
        {"kind": "annuity", "number": 3, "due": "2026-01-31", "act_by": on_time, "grace_ends": grace},
    )


def test_patl_66_e_european_patent_with_time_enough(expect):
    """The Office's first example: filed 3 December 2014, mentioned 3 May 2016: year 3 by 31 December 2016.

    Late until 30 June 2017.
    """
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2014-12-03", "ep_grant": "2016-05-03"}},
        {
            "kind": "annuity",
            "number": 3,
            "due": "2016-12-31",
            "act_by": "2016-12-31",
            "grace_ends": "2017-06-30",
            "covers": {"from": "2016-12-03", "to": "2017-12-02"},
        },
        never=[("annuity", 2)],
    )


@pytest.mark.parametrize(
    ("mention", "first", "on_time", "grace"),
    [
        ("2025-03-26", 11, "2025-06-30", "2025-12-30"),  # three months end before the ordinary day
        ("2025-04-02", 11, "2025-07-02", "2026-01-02"),  # and after it: the late period is put off too
        ("2025-06-18", 11, "2025-09-18", "2026-03-18"),
        ("2025-06-25", 12, "2026-06-30", "2026-12-30"),  # year 11 was the EPO's
    ],
)
def test_patl_66_e_three_months_for_the_first_fee(expect, mention, first, on_time, grace):
    """Filed 24 June 2015: year 11 is due 30 June 2025."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": on_time, "grace_ends": grace},
        never=[("annuity", first - 1)],
    )


def test_mention_on_an_anniversary_is_arguable(expect):
    """Mentioned 3 May 2016, two years to the day after filing: the Office sees year 3 begun, the EPO year 2 still."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2014-05-03", "ep_grant": "2016-05-03"}},
        {"kind": "annuity", "number": 3, "due": "2016-05-31", "act_by": "2016-08-03", "certainty": "arguable"},
        {"kind": "annuity", "number": 4, "due": "2017-05-31", "certainty": "certain"},
    )


@pytest.mark.parametrize(
    ("attributes", "renewals", "expiry"), [({}, 4, "2043-09-21"), ({"spare_part": True}, 0, "2023-09-21")]
)
def test_designl_23_a_spare_part_has_five_years_only(expect, attributes, renewals, expiry):
    expect(
        {**DESIGN, "dates": {"filing": "2018-09-21"}, "attributes": attributes},
        {"kind": "expiry", "number": None, "due": expiry},
        never=[("renewal", renewals + 1)],
    )


def test_designl_24_and_50(expect):
    """A period to 21 September 2023: from a year before, late until 21 March 2024, reinstated until 21 July 2024."""
    expect(
        {**DESIGN, "dates": {"filing": "2018-09-21"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2022-09-21",
            "due": "2023-09-21",
            "grace_ends": "2024-03-21",
            "restoration_ends": "2024-07-21",
            "covers": {"from": "2023-09-22", "to": "2028-09-21"},
        },
        {"kind": "renewal", "number": 4, "due": "2038-09-21"},
    )


@pytest.mark.parametrize(
    ("filing", "registration", "due"),
    [
        ("2010-06-30", "2011-02-08", "2021-02-08"),  # applied for before 1 July 2010: registration
        ("2010-07-01", "2011-02-08", "2020-07-01"),
        ("2010-07-02", None, "2020-07-02"),
    ],
)
def test_vml_83_the_application_decides(expect, filing, registration, due):
    expect(
        {**MARK, "dates": {"filing": filing, "registration": registration}},
        {"kind": "renewal", "number": 1, "due": due},
    )


@pytest.mark.parametrize(
    ("filing", "opens", "grace", "restoration"),
    [
        ("2013-02-28", "2022-02-28", "2023-08-28", "2024-02-28"),  # due before March 2023: a year ahead
        ("2013-03-01", "2022-09-01", "2023-09-01", "2024-03-01"),  # six months ahead
    ],
)
def test_vml_33_and_80(expect, filing, opens, grace, restoration):
    expect(
        {**MARK, "dates": {"filing": filing, "registration": "2013-11-05"}},
        {"kind": "renewal", "number": 1, "opens": opens, "grace_ends": grace, "restoration_ends": restoration},
    )


def test_an_old_mark_without_its_registration_awaits_it(expect):
    document = expect({**MARK, "dates": {"filing": "2009-10-11"}}, never=[("renewal", 1)])
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["registration"]


@pytest.mark.parametrize("case", [{**MARK, "route": "madrid"}, {**DESIGN, "route": "hague"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    document = expect({**case, "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
