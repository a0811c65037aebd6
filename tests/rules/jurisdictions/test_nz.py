"""New Zealand: patents of two Acts, designs and marks, worked by hand from the Acts and Regulations."""

import pytest

PATENT = {"jurisdiction": "NZ", "right": "patent"}
DESIGN = {"jurisdiction": "NZ", "right": "design"}
MARK = {"jurisdiction": "NZ", "right": "trademark"}


def codes(document):
    """The codes of a result's warnings."""
    return {warning["code"] for warning in document["warnings"]}


def awaited(document):
    """The events a result waits for."""
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_pr_8_fourth_to_nineteenth_anniversary(expect):
    """Filed 30 November 2015: due 30 November 2019 (a Saturday), three months before, six after.

    30 May 2020 is a Saturday and 1 June the Queen's Birthday: 2 June.
    """
    expect(
        {**PATENT, "dates": {"filing": "2015-11-30"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": "2019-08-30",
            "due": "2019-11-30",
            "due_effective": "2019-12-02",
            "act_by": "2019-11-30",
            "grace_ends": "2020-05-30",
            "grace_ends_effective": "2020-06-02",
            "restoration_ends": "2020-11-30",
            "covers": {"from": "2019-11-30", "to": "2020-11-29"},
        },
        {"kind": "annuity", "number": 20, "due": "2034-11-30", "covers": {"from": "2034-11-30", "to": "2035-11-30"}},
        {"kind": "expiry", "number": None, "due": "2035-11-30"},
        never=[("annuity", 4), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "due_effective"),
    [
        ("2019-12-27", 5, "2023-12-27", "2024-01-03"),  # closed 25 December to 2 January
        ("2016-01-01", 6, "2021-01-01", "2021-01-05"),  # a Friday: Monday the 4th is closed as well
        ("2016-01-01", 7, "2022-01-01", "2022-01-05"),  # a Saturday: Monday and Tuesday are
        ("2020-02-06", 5, "2024-02-06", "2024-02-07"),  # Waitangi Day
        ("2017-04-25", 5, "2021-04-25", "2021-04-27"),  # Anzac Day on a Sunday is kept on Monday
        ("2020-06-28", 5, "2024-06-28", "2024-07-01"),  # Matariki, a Friday
        ("2020-01-22", 5, "2024-01-22", "2024-01-22"),  # Wellington's own day is not relied on
        ("2016-02-29", 6, "2021-02-28", "2021-03-01"),  # no 29 February: the 28th, a Sunday
        ("2016-02-29", 9, "2024-02-29", "2024-02-29"),  # it comes back
    ],
)
def test_legislation_act_working_days(expect, filing, number, due, due_effective):
    """A period that ends on no working day runs to the next one."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": due_effective},
    )


@pytest.mark.parametrize(
    ("route", "dates", "pays"),
    [
        ("direct", {"filing": "2014-09-12"}, False),  # filed the day before the Act: no fee while pending
        ("direct", {"filing": "2014-09-13"}, True),
        ("pct", {"filing": "2013-01-10", "national_entry": "2014-09-12"}, False),
        ("pct", {"filing": "2013-01-10", "national_entry": "2014-09-13"}, True),  # entry decides, not filing
        ("pct", {"filing": "2010-01-10"}, False),  # entered in 2012 at the latest
        ("pct", {"filing": "2013-01-10"}, True),  # may have entered under the new Act
        ("divisional", {"parent_filing": "2014-09-12", "filing": "2016-05-05"}, False),  # dated back before the Act
    ],
)
def test_schedule_1_which_act(expect, route, dates, pays):
    """Maintenance fees of pending applications exist under the 2013 Act only; under the 1953 Act grant is awaited."""
    document = expect({**PATENT, "route": route, "dates": dates})

    assert (("annuity", 6) in {(one["kind"], one["number"]) for one in document["deadlines"]}) is pays
    assert ("grant" in awaited(document)) is not pays


def test_pct_without_its_entry_date_awaits_it(expect):
    """Filed in 2013: the date of national entry says which Act applies."""
    document = expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2013-01-10"}},
        {"kind": "annuity", "number": 5, "due": "2017-01-10"},
    )

    assert "national_entry" in awaited(document)


@pytest.mark.parametrize(
    ("filing", "numbers", "none"),
    [
        # the fourth anniversary falls on 13 September 2014 or before it
        ("2010-09-13", {5: "2014-09-13", 6: "2015-09-13", 7: "2016-09-13"}, ()),
        ("2010-09-12", {5: "2014-09-12", 8: "2017-09-12", 9: "2018-09-12"}, (6, 7)),
        # the worked example of the transition note: filed 20 September 2009
        ("2009-09-20", {5: "2013-09-20", 8: "2016-09-20", 9: "2017-09-20"}, (6, 7)),
        # the seventh
        ("2007-09-13", {5: "2011-09-13", 8: "2014-09-13", 9: "2015-09-13"}, (6, 7)),
        ("2007-09-12", {8: "2014-09-12", 11: "2017-09-12", 12: "2018-09-12"}, (9, 10)),
        # the tenth
        ("2004-09-13", {8: "2011-09-13", 11: "2014-09-13", 12: "2015-09-13"}, (9, 10)),
        ("2004-09-12", {11: "2014-09-12", 14: "2017-09-12", 15: "2018-09-12"}, (12, 13)),
        # the thirteenth: paid before the new Act it was the last
        ("2001-09-13", {14: "2014-09-13", 15: "2015-09-13", 20: "2020-09-13"}, (12, 13)),
        ("2001-09-12", {14: "2014-09-12"}, (15, 16, 20)),
    ],
)
def test_schedule_1_next_date_of_the_old_schedule_opens_the_yearly_rhythm(expect, filing, numbers, none):
    """Patents of the 1953 Act: 4th, 7th, 10th, 13th anniversary, and yearly from the first one since commencement."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2010-12-01"}},
        *({"kind": "annuity", "number": number, "due": due} for number, due in numbers.items()),
        never=[("annuity", number) for number in none],
    )


def test_old_fees_pay_for_three_years(expect):
    """Filed 20 September 2009: the fee of 2013 pays to 2016, that of 2016 for one year. Prepayment is a warning."""
    document = expect(
        {**PATENT, "dates": {"filing": "2009-09-20", "grant": "2012-02-14"}},
        {"kind": "annuity", "number": 5, "opens": None, "covers": {"from": "2013-09-20", "to": "2016-09-19"}},
        {"kind": "annuity", "number": 8, "opens": "2016-06-20", "covers": {"from": "2016-09-20", "to": "2017-09-19"}},
    )

    assert "nz.prepaid_under_old_act" in codes(document)


def test_fees_passed_at_a_late_sealing(expect):
    """1953 Act, filed 1 May 2011, granted 1 March 2018: years 5 to 7 within three months, arguable; year 8 ordinary."""
    expect(
        {**PATENT, "dates": {"filing": "2011-05-01", "grant": "2018-03-01"}},
        *({"kind": "annuity", "number": number, "due": "2018-06-01", "certainty": "arguable"} for number in (5, 6, 7)),
        {"kind": "annuity", "number": 8, "due": "2018-05-01", "certainty": "certain"},
    )


def test_divisional_under_the_new_act(expect):
    """Parent 20 February 2015, divided 9 June 2020: what had passed is due that day, which is arguable."""
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2015-02-20", "filing": "2020-06-09"}},
        {"kind": "annuity", "number": 5, "due": "2020-06-09", "certainty": "arguable"},
        {"kind": "annuity", "number": 6, "due": "2020-06-09", "certainty": "arguable"},
        {"kind": "annuity", "number": 7, "due": "2021-02-20", "due_effective": "2021-02-22", "certainty": "certain"},
        {"kind": "expiry", "number": None, "due": "2035-02-20"},
    )


def test_da_12_design_of_three_times_five_years(expect):
    """Filed 31 August 2020 without priority: 2025 and 2030, late to 28 February, restoration within twelve months."""
    expect(
        {**DESIGN, "dates": {"filing": "2020-08-31", "registration": "2020-10-20"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2025-08-31",
            "grace_ends": "2026-02-28",
            "restoration_ends": "2026-08-31",
            "certainty": "certain",
        },
        {"kind": "renewal", "number": 2, "due": "2030-08-31"},
        {"kind": "expiry", "number": None, "due": "2035-08-31"},
        never=[("renewal", 3)],
    )


def test_design_with_priority_counts_from_the_earlier_day(expect):
    """Priority 15 March 2020: the earlier reading is computed, the other named."""
    expect(
        {**DESIGN, "dates": {"priority": "2020-03-15", "filing": "2020-08-31"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2025-03-15",
            "grace_ends": "2025-09-15",
            "certainty": "arguable",
        },
        {"kind": "expiry", "number": None, "due": "2035-03-15", "certainty": "arguable"},
    )


def test_tma_57_deemed_date_of_registration_is_the_priority_date(expect):
    """Priority 5 October 2015: due 5 October 2025 (a Sunday), late to 5 April 2026, Easter Sunday: Tuesday the 7th."""
    expect(
        {**MARK, "dates": {"priority": "2015-10-05", "filing": "2016-04-01", "registration": "2016-10-04"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2024-10-05",
            "due": "2025-10-05",
            "due_effective": "2025-10-06",
            "grace_ends": "2026-04-05",
            "grace_ends_effective": "2026-04-07",
            "restoration_basis": "none",
        },
        {"kind": "renewal", "number": 2, "due": "2035-10-05"},
    )


@pytest.mark.parametrize(
    ("filing", "due", "grace"),
    [("2010-01-12", "2020-01-12", "2021-01-12"), ("2010-01-13", "2020-01-13", "2020-07-13")],
)
def test_late_period_shortened_in_january_2020(expect, filing, due, grace):
    """Marks that had expired before 13 January 2020 kept twelve months."""
    expect({**MARK, "dates": {"filing": filing}}, {"kind": "renewal", "number": 1, "due": due, "grace_ends": grace})


@pytest.mark.parametrize(
    ("filing", "ends"),
    [
        ("1990-02-01", ["1997-02-01", "2011-02-01", "2021-02-01", "2031-02-01"]),
        ("1996-08-19", ["2003-08-19", "2017-08-19", "2027-08-19"]),  # due the day before: fourteen years
        ("1996-08-20", ["2003-08-20", "2013-08-20", "2023-08-20"]),
        ("2003-08-19", ["2010-08-19", "2020-08-19"]),  # a first term of seven years
        ("2003-08-20", ["2013-08-20", "2023-08-20"]),
    ],
)
def test_terms_of_the_1953_trade_marks_act(expect, filing, ends):
    """Seven years, fourteen for renewals due before 20 August 2003, then ten."""
    expect(
        {**MARK, "dates": {"filing": filing}},
        *({"kind": "renewal", "number": number, "due": due} for number, due in enumerate(ends, start=1)),
    )


def test_madrid_designations_are_renewed_at_wipo(expect):
    """No renewal here, and the result says where it is."""
    document = expect({**MARK, "route": "madrid", "dates": {"ir": "2015-05-04"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in codes(document)
