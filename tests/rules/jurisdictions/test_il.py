"""Israel: blocks of patent fees, design extensions and trade-mark terms, worked by hand from the Laws."""

import pytest

PATENT = {"jurisdiction": "IL", "right": "patent"}
DESIGN = {"jurisdiction": "IL", "right": "design"}
MARK = {"jurisdiction": "IL", "right": "trademark"}


def codes(document):
    """The codes of a result's warnings."""
    return {warning["code"] for warning in document["warnings"]}


def awaited(document):
    """The events a result waits for."""
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_r_85_five_blocks(expect):
    """Filed 15 March 2016, granted 10 February 2020: 10 May, then the 6th, 10th, 14th and 18th anniversary.

    15 March 2030 is a Friday: the office reopens on Sunday, the day before is the safe one.
    """
    expect(
        {**PATENT, "dates": {"filing": "2016-03-15", "grant": "2020-02-10"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": "2020-02-10",
            "due": "2020-05-10",
            "due_effective": "2020-05-10",
            "grace_ends": "2020-11-10",
            "restoration_ends": None,
            "covers": {"from": "2016-03-15", "to": "2022-03-14"},
        },
        {
            "kind": "annuity",
            "number": 2,
            "opens": "2021-12-15",
            "due": "2022-03-15",
            "grace_ends": "2022-09-15",
            "covers": {"from": "2022-03-15", "to": "2026-03-14"},
            "certainty": "certain",
            "provisional": False,
        },
        {"kind": "annuity", "number": 3, "due": "2026-03-15"},
        {
            "kind": "annuity",
            "number": 4,
            "due": "2030-03-15",
            "due_effective": "2030-03-17",
            "act_by": "2030-03-14",
            "provisional": True,
        },
        {"kind": "annuity", "number": 5, "due": "2034-03-15", "covers": {"from": "2034-03-15", "to": "2036-03-15"}},
        {"kind": "expiry", "number": None, "due": "2036-03-15"},
        never=[("annuity", 6)],
    )


def test_r_85_blocks_passed_at_grant_fall_due_with_the_first(expect):
    """Filed 4 May 2010, granted 17 August 2021: blocks 1 to 3 by 17 November; block 4 on 4 May 2024, a Saturday."""
    expect(
        {**PATENT, "dates": {"filing": "2010-05-04", "grant": "2021-08-17"}},
        *(
            {"kind": "annuity", "number": number, "due": "2021-11-17", "grace_ends": "2022-05-17"}
            for number in (1, 2, 3)
        ),
        {"kind": "annuity", "number": 4, "due": "2024-05-04", "due_effective": "2024-05-05", "act_by": "2024-05-04"},
    )


@pytest.mark.parametrize(
    ("filing", "due", "certainty"),
    [
        ("2014-01-20", "2020-04-20", "certain"),  # the anniversary is the day of grant: passed
        ("2014-01-21", "2020-01-21", "arguable"),  # the day after grant: kept, the text is silent
        ("2014-04-19", "2020-04-19", "arguable"),  # the last day before three months are over
        ("2014-04-20", "2020-04-20", "certain"),  # both readings agree
    ],
)
def test_anniversary_near_the_grant(expect, filing, due, certainty):
    """Granted 20 January 2020: block 2 on its anniversary when that comes after grant, else by 20 April."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2020-01-20"}},
        {"kind": "annuity", "number": 1, "due": "2020-04-20"},
        {"kind": "annuity", "number": 2, "due": due, "certainty": certainty},
    )


def test_s_24_divisional_counts_from_the_parent(expect):
    """Parent filed 9 July 2013, granted 6 March 2019: block 1 on 6 June, block 2 on 9 July 2019."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2013-07-09", "filing": "2016-11-08", "grant": "2019-03-06"},
        },
        {"kind": "annuity", "number": 1, "due": "2019-06-06"},
        {"kind": "annuity", "number": 2, "due": "2019-07-09"},
        {"kind": "expiry", "number": None, "due": "2033-07-09"},
    )


def test_r_85_b_one_sum_for_life(expect):
    """With `paid_full_term` nothing is left to pay, and the result says so."""
    document = expect(
        {
            **PATENT,
            "dates": {"filing": "2016-03-15", "grant": "2020-02-10"},
            "attributes": {"paid_full_term": True},
        },
        {"kind": "expiry", "number": None, "due": "2036-03-15"},
        never=[("annuity", 1), ("annuity", 2)],
    )

    assert "il.paid_for_life" in codes(document)


def test_nothing_while_pending(expect):
    """Fees run from grant only: the grant is awaited."""
    document = expect({**PATENT, "dates": {"filing": "2016-03-15"}}, never=[("annuity", 1), ("annuity", 2)])

    assert awaited(document) == {"grant"}


def test_a_patent_in_force_without_its_grant_date_has_its_later_blocks(expect):
    """Blocks 2 to 5 do not need the grant; block 1 does, and it is asked for."""
    document = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2016-03-15"}},
        {"kind": "annuity", "number": 3, "due": "2026-03-15"},
        never=[("annuity", 1)],
    )

    assert "grant" in awaited(document)


@pytest.mark.parametrize(
    ("filing", "due", "due_effective"),
    [
        ("2020-04-05", "2026-04-05", "2026-04-09"),  # a half-feast day of Pesach, closed to the seventh day
        ("2019-09-22", "2025-09-22", "2025-09-25"),  # eve of Rosh Hashanah and both its days
        ("2019-10-01", "2025-10-01", "2025-10-05"),  # eve of Yom Kippur, the fast, Friday, Saturday
        ("2018-05-13", "2024-05-13", "2024-05-15"),  # Remembrance Day, then Independence Day
        ("2018-08-13", "2024-08-13", "2024-08-14"),  # Tisha B'Av
        ("2020-03-03", "2026-03-03", "2026-03-04"),  # Purim
        ("2018-06-05", "2024-06-05", "2024-06-05"),  # Jerusalem Day is a working day
        ("2017-11-13", "2023-11-13", "2023-11-13"),  # so is Sigd
    ],
)
def test_office_closing_days(expect, filing, due, due_effective):
    """Interpretation Law s. 10: a last day on which the office is closed passes to the next open one."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2023-02-07"}},
        {"kind": "annuity", "number": 2, "due": due, "due_effective": due_effective},
    )


def test_s_57_six_months_from_the_nominal_day_move_too(expect):
    """Due 5 October 2025: six months to 5 April 2026, in the week of Pesach: 9 April."""
    expect(
        {**PATENT, "dates": {"filing": "2019-10-05", "grant": "2023-02-07"}},
        {
            "kind": "annuity",
            "number": 2,
            "due": "2025-10-05",
            "grace_ends": "2026-04-05",
            "grace_ends_effective": "2026-04-09",
        },
    )


@pytest.mark.parametrize(
    ("filing", "last", "last_due", "expiry"),
    [
        ("2002-08-06", 2, "2012-08-06", "2017-08-06"),  # ended the day before the fourth extension came
        ("2002-08-07", 3, "2017-08-07", "2020-08-07"),
        ("2018-08-06", 3, "2033-08-06", "2036-08-06"),  # the last of the Ordinance: eighteen years
        ("2018-08-07", 4, "2038-08-07", "2043-08-07"),  # the first of the Law: twenty-five
    ],
)
def test_designs_of_the_ordinance_and_of_the_law(expect, filing, last, last_due, expiry):
    """Five-year steps; the third extension of an old design has three years."""
    expect(
        {**DESIGN, "dates": {"filing": filing, "registration": filing}},
        {"kind": "renewal", "number": last, "due": last_due},
        {"kind": "expiry", "number": None, "due": expiry},
        never=[("renewal", last + 1)],
    )


def test_last_extension_of_an_old_design_pays_for_three_years(expect):
    """Filed 6 August 2018: the payment of 6 August 2033 covers the three years to 6 August 2036."""
    expect(
        {**DESIGN, "dates": {"filing": "2018-08-06"}},
        {
            "kind": "renewal",
            "number": 3,
            "opens": "2033-05-06",
            "grace_ends": "2034-02-06",
            "covers": {"from": "2033-08-07", "to": "2036-08-06"},
        },
    )


@pytest.mark.parametrize("case", [{**DESIGN, "route": "hague"}, {**MARK, "route": "madrid"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    """A Hague or Madrid designation has no renewal here, and the result says where it is."""
    document = expect({**case, "dates": {"ir": "2021-05-04"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in codes(document)


@pytest.mark.parametrize(
    ("registration", "ends"),
    [
        ("2003-08-05", ["2009-05-20", "2023-05-20", "2033-05-20"]),  # seven years, fourteen, ten
        ("2003-08-06", ["2012-05-20", "2022-05-20", "2032-05-20"]),  # ten years each
    ],
)
def test_tmo_31_first_term_by_the_day_of_registration(expect, registration, ends):
    """Filed 20 May 2002: seven years when registered before 6 August 2003, ten from then on."""
    expect(
        {**MARK, "dates": {"filing": "2002-05-20", "registration": registration}},
        *({"kind": "renewal", "number": number, "due": due} for number, due in enumerate(ends, start=1)),
    )


@pytest.mark.parametrize(
    ("filing", "second", "third", "certainty"),
    [
        ("1989-08-31", "2010-08-31", "2024-08-31", "certain"),  # due before 1 September 2010: fourteen years
        ("1989-09-01", "2010-09-01", "2020-09-01", "arguable"),  # ten, unless paid early in the summer of 2010
        ("1989-11-30", "2010-11-30", "2020-11-30", "arguable"),
        ("1989-12-01", "2010-12-01", "2020-12-01", "certain"),
    ],
)
def test_tmo_32_fourteen_years_until_september_2010(expect, filing, second, third, certainty):
    """The renewal due on the second day decides how long the next term runs."""
    expect(
        {**MARK, "dates": {"filing": filing, "registration": "1992-04-01"}},
        {"kind": "renewal", "number": 2, "due": second, "certainty": "certain"},
        {"kind": "renewal", "number": 3, "due": third, "certainty": certainty},
    )


def test_an_old_mark_without_its_registration_date_is_arguable(expect):
    """Filed 4 March 1998: seven years assumed, the date of registration asked for."""
    document = expect(
        {**MARK, "status": "registered", "dates": {"filing": "1998-03-04"}},
        {"kind": "renewal", "number": 1, "due": "2005-03-04", "certainty": "arguable"},
    )

    assert awaited(document) == {"registration"}


def test_tmo_32_window_and_late_period_at_month_ends(expect):
    """Filed 30 November 2015: opens 30 August 2025, due 30 November, late to 30 May 2026 (a Saturday: 31 May)."""
    expect(
        {**MARK, "dates": {"filing": "2015-11-30", "registration": "2017-06-06"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-08-30",
            "due": "2025-11-30",
            "grace_ends": "2026-05-30",
            "grace_ends_effective": "2026-05-31",
        },
    )
