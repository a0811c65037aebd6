"""Australia: fees of patents, innovation patents, designs and marks, worked by hand from the Acts and Regulations."""

import pytest

PATENT = {"jurisdiction": "AU", "right": "patent"}
INNOVATION = {"jurisdiction": "AU", "right": "utility_model"}
DESIGN = {"jurisdiction": "AU", "right": "design"}
MARK = {"jurisdiction": "AU", "right": "trademark"}


def codes(document):
    """The codes of a result's warnings."""
    return {warning["code"] for warning in document["warnings"]}


def test_r_13_6_fourth_to_nineteenth_anniversary(expect):
    """Dated 14 August 2015: from 14 August 2019 yearly to 2034, late six months; pending or granted alike."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2015-08-14"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": None,
            "due": "2019-08-14",
            "due_effective": "2019-08-14",
            "grace_ends": "2020-02-14",
            "restoration_ends": None,
            "restoration_basis": "unintentional",
            "covers": {"from": "2019-08-14", "to": "2020-08-13"},
        },
        {"kind": "annuity", "number": 20, "due": "2034-08-14", "covers": {"from": "2034-08-14", "to": "2035-08-14"}},
        {"kind": "expiry", "number": None, "due": "2035-08-14"},
        never=[("annuity", 4), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "first", "due"),
    [
        ("2008-06-30", 6, "2013-06-30"),  # the day before: the fifth anniversary is the first
        ("2008-07-01", 5, "2012-07-01"),
    ],
)
def test_r_13_3_fourth_anniversary_since_july_2008(expect, filing, first, due):
    """Patents dated before 1 July 2008 pay from the fifth anniversary on."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2011-03-03"}},
        {"kind": "annuity", "number": first, "due": due},
        never=[("annuity", first - 1)],
    )


@pytest.mark.parametrize(
    ("filing", "first", "due"),
    [
        ("2021-05-09", 7, "2021-05-10"),  # the day before the sixth anniversary
        ("2021-05-10", 8, "2022-05-10"),  # on it: only later ones are charged
        ("2021-05-11", 8, "2022-05-10"),
    ],
)
def test_divisional_owes_the_anniversaries_after_its_own_filing(expect, filing, first, due):
    """Parent dated 10 May 2015: years count from there, what lies behind the divisional's filing is not charged."""
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2015-05-10", "filing": filing}},
        {"kind": "annuity", "number": first, "due": due},
        {"kind": "expiry", "number": None, "due": "2035-05-10"},
        never=[("annuity", first - 1)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "due_effective"),
    [
        ("2020-03-11", 5, "2024-03-11", "2024-03-12"),  # Canberra Day
        ("2020-05-27", 5, "2024-05-27", "2024-05-28"),  # Reconciliation Day
        ("2020-10-07", 5, "2024-10-07", "2024-10-08"),  # Labour Day of the Territory
        ("2019-12-25", 5, "2023-12-25", "2024-01-02"),  # closed from Christmas to New Year
        ("2019-12-28", 6, "2024-12-28", "2025-01-02"),
        ("2020-08-05", 5, "2024-08-05", "2024-08-05"),  # a holiday elsewhere in Australia only
        ("2016-02-29", 8, "2023-02-28", "2023-02-28"),  # no 29 February: the 28th
        ("2016-02-29", 9, "2024-02-29", "2024-02-29"),  # it comes back
    ],
)
def test_s_222a_days_that_are_no_business_days(expect, filing, number, due, due_effective):
    """Holidays of the Capital Territory and the closure at the year's end move the last day, not `act_by`."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": due_effective, "act_by": due},
    )


def test_late_months_run_from_the_nominal_day_and_move_by_themselves(expect):
    """Due 30 June 2024 (a Sunday, so 1 July): six months to 30 December 2024, closed until 2 January 2025."""
    expect(
        {**PATENT, "dates": {"filing": "2020-06-30"}},
        {
            "kind": "annuity",
            "number": 5,
            "due": "2024-06-30",
            "due_effective": "2024-07-01",
            "grace_ends": "2024-12-30",
            "grace_ends_effective": "2025-01-02",
        },
    )


def test_s_68_innovation_patent_of_eight_years(expect):
    """Dated 25 August 2021, the last possible day: second to seventh anniversary, ends 25 August 2029."""
    document = expect(
        {**INNOVATION, "dates": {"filing": "2021-08-25", "grant": "2021-10-06"}},
        {"kind": "annuity", "number": 3, "due": "2023-08-25", "grace_ends": "2024-02-25"},
        {"kind": "annuity", "number": 8, "due": "2028-08-25", "covers": {"from": "2028-08-25", "to": "2029-08-25"}},
        {"kind": "expiry", "number": None, "due": "2029-08-25"},
        never=[("annuity", 2), ("annuity", 9)],
    )

    assert "au.no_later_innovation_patent" not in codes(document)


def test_innovation_patents_were_abolished(expect):
    """Dated the day after: flagged. A divisional filed later is well dated by its parent."""
    late = expect({**INNOVATION, "dates": {"filing": "2021-08-26"}})
    divisional = expect(
        {**INNOVATION, "route": "divisional", "dates": {"parent_filing": "2020-02-03", "filing": "2023-06-01"}},
        {"kind": "annuity", "number": 5, "due": "2024-02-03"},
        {"kind": "expiry", "number": None, "due": "2028-02-03"},
        never=[("annuity", 4)],
    )

    assert "au.no_later_innovation_patent" in codes(late)
    assert "au.no_later_innovation_patent" not in codes(divisional)


def test_design_s_47_one_renewal(expect):
    """Filed 31 August 2019, registered in October: payable from registration to 31 August 2024 (a Saturday).

    Priority changes nothing; six late months end on 28 February 2025.
    """
    expect(
        {**DESIGN, "dates": {"priority": "2019-03-05", "filing": "2019-08-31", "registration": "2019-10-09"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2019-10-09",
            "due": "2024-08-31",
            "due_effective": "2024-09-02",
            "grace_ends": "2025-02-28",
            "covers": {"from": "2024-09-01", "to": "2029-08-31"},
        },
        {"kind": "expiry", "number": None, "due": "2029-08-31"},
        never=[("renewal", 2)],
    )


def test_tma_72_3_ten_years_from_filing_not_from_priority(expect):
    """Filed 5 June 2016 with earlier priority: due 5 June 2026, twelve months before, six after.

    5 December 2026 is a Saturday: 7 December.
    """
    expect(
        {**MARK, "dates": {"priority": "2015-12-08", "filing": "2016-06-05", "registration": "2017-01-19"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-06-05",
            "due": "2026-06-05",
            "grace_ends": "2026-12-05",
            "grace_ends_effective": "2026-12-07",
            "restoration_basis": "none",
            "certainty": "certain",
        },
        {"kind": "renewal", "number": 2, "due": "2036-06-05"},
    )


def test_tma_72_divided_mark_counts_from_the_parent(expect):
    """A divisional application keeps its parent's filing date: 9 February 2018."""
    expect(
        {**MARK, "route": "divisional", "dates": {"parent_filing": "2018-02-09", "filing": "2019-07-01"}},
        {"kind": "renewal", "number": 1, "due": "2028-02-09"},
    )


@pytest.mark.parametrize(
    ("filing", "due", "grace"),
    [("2003-04-14", "2013-04-14", "2014-04-14"), ("2003-04-15", "2013-04-15", "2013-10-15")],
)
def test_tma_79_late_period_shortened_in_april_2013(expect, filing, due, grace):
    """Renewals due before 15 April 2013 kept twelve months, later ones have six."""
    expect(
        {**MARK, "dates": {"filing": filing, "registration": "2004-05-05"}},
        {"kind": "renewal", "number": 1, "due": due, "grace_ends": grace},
    )


@pytest.mark.parametrize(
    ("filing", "ends", "certainty"),
    [
        ("1985-03-20", ["1992-03-20", "2006-03-20", "2016-03-20", "2026-03-20"], "arguable"),  # 7, 14, then 10
        ("1995-12-31", ["2002-12-31", "2012-12-31", "2022-12-31"], "arguable"),
        ("1996-01-01", ["2006-01-01", "2016-01-01", "2026-01-01"], "certain"),
    ],
)
def test_marks_of_the_1955_act(expect, filing, ends, certainty):
    """Seven years, fourteen for each term begun before 1996, then ten; the Register is to be asked."""
    expect(
        {**MARK, "dates": {"filing": filing, "registration": "1997-02-04"}},
        *(
            {"kind": "renewal", "number": number, "due": due, "certainty": certainty}
            for number, due in enumerate(ends, start=1)
        ),
    )


@pytest.mark.parametrize(("registration", "flagged"), [("2020-05-04", False), ("2020-05-05", True)])
def test_tma_80a_registered_more_than_ten_years_after_filing(expect, registration, flagged):
    """Filed 4 May 2010: an entry after 4 May 2020 is for a person to look at."""
    document = expect({**MARK, "dates": {"filing": "2010-05-04", "registration": registration}})

    assert ("au.registered_after_ten_years" in codes(document)) is flagged


def test_madrid_designations_are_renewed_at_wipo(expect):
    """No renewal here, and the result says where it is."""
    document = expect({**MARK, "route": "madrid", "dates": {"ir": "2015-05-04"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in codes(document)
