"""China: annual fees and renewals, worked by hand from the Patent Law, the Trademark Law and their regulations."""

import pytest

PATENT = {"jurisdiction": "CN", "right": "patent", "status": "granted"}
MARK = {"jurisdiction": "CN", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def warned(document):
    return {warning["code"] for warning in document["warnings"]}


def test_art_43_first_fee_is_that_of_the_year_after_the_grant(expect):
    """Filed 10 March 2015, granted 20 October 2017, in year 3: paid at registration; year 4 is due 10 March 2018.

    That is a Saturday: Monday the 12th. Late until 10 September from the nominal day. The last day of the term is the
    day before the twentieth anniversary.
    """
    expect(
        {**PATENT, "dates": {"filing": "2015-03-10", "grant": "2017-10-20"}},
        {
            "kind": "annuity",
            "number": 4,
            "opens": None,
            "due": "2018-03-10",
            "due_effective": "2018-03-12",
            "act_by": "2018-03-10",
            "grace_ends": "2018-09-10",
            "restoration_ends": None,
            "restoration_basis": "due_care",
            "covers": {"from": "2018-03-10", "to": "2019-03-09"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2034-03-10", "covers": {"from": "2034-03-10", "to": "2035-03-09"}},
        {"kind": "expiry", "due": "2035-03-09"},
        never=[("annuity", 2), ("annuity", 3), ("annuity", 21)],
    )


def test_guidelines_late_fee_rises_by_five_percent_a_month(expect):
    """Filed 19 August 2014, granted 12 October 2018: year 6 due 19 August 2019; first month free, then 5 to 25 %."""
    document = expect(
        {**PATENT, "dates": {"filing": "2014-08-19", "grant": "2018-10-12"}},
        {"kind": "annuity", "number": 6, "due": "2019-08-19", "grace_ends": "2020-02-19"},
        never=[("annuity", 5)],
    )

    late = next(each["late"] for each in document["deadlines"] if each["number"] == 6)
    assert [(step["until"], step["surcharge"]) for step in late] == [
        ("2019-09-19", "0 %"),
        ("2019-10-19", "5 %"),
        ("2019-11-19", "10 %"),
        ("2019-12-19", "15 %"),
        ("2020-01-19", "20 %"),
        ("2020-02-19", "25 %"),
    ]


@pytest.mark.parametrize(
    ("grant", "first", "due"),
    [
        ("2019-05-09", 4, "2019-05-10"),  # the last day of year 3
        ("2019-05-10", 5, "2020-05-10"),  # the anniversary opens year 4
        ("2019-05-11", 5, "2020-05-10"),
    ],
)
def test_r_60_year_of_the_grant_at_its_edges(expect, grant, first, due):
    """Filed 10 May 2016: patent year 4 runs from 10 May 2019; the year of the grant is not docketed."""
    expect(
        {**PATENT, "dates": {"filing": "2016-05-10", "grant": grant}},
        {"kind": "annuity", "number": first, "due": due, "certainty": "arguable"},
        never=[("annuity", first - 1)],
    )


def test_grant_shortly_after_an_anniversary_shows_the_earlier_year(expect):
    """Granted 12 October 2018, eight weeks after year 5 began: the notice may have named year 4.

    Then year 5 was due on 19 August 2018 and is late until 19 February 2019. Only the first fee is in doubt.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2014-08-19", "grant": "2018-10-12"}},
        {"kind": "annuity", "number": 6, "certainty": "arguable"},
        {"kind": "annuity", "number": 7, "certainty": "certain"},
    )

    (reading,) = next(each["alternatives"] for each in document["deadlines"] if each["number"] == 6)
    assert (reading["due"], reading["grace_ends"]) == ("2018-08-19", "2019-02-19")
    assert "registration_fee_year" in awaited(document)


def test_grant_shortly_before_an_anniversary_shows_the_later_year(expect):
    """Filed 20 March 2016, granted 15 January 2019 in year 3: the notice may have named year 4, begun in March."""
    document = expect(
        {**PATENT, "dates": {"filing": "2016-03-20", "grant": "2019-01-15"}},
        {"kind": "annuity", "number": 4, "due": "2019-03-20", "certainty": "arguable"},
    )

    (reading,) = next(each["alternatives"] for each in document["deadlines"] if each["number"] == 4)
    assert reading["due"] == "2020-03-20"


@pytest.mark.parametrize(
    ("grant", "certainty"),
    [
        ("2018-06-10", "arguable"),  # three months after the anniversary of 10 March
        ("2018-06-11", "certain"),
        ("2018-12-09", "certain"),  # three months before the next one end on 9 March
        ("2018-12-10", "arguable"),
    ],
)
def test_three_months_around_an_anniversary(expect, grant, certainty):
    """Filed 10 March 2015: year 4 runs to 9 March 2019; the doubt about the year named lasts three months."""
    expect(
        {**PATENT, "dates": {"filing": "2015-03-10", "grant": grant}},
        {"kind": "annuity", "number": 5, "due": "2019-03-10", "certainty": certainty},
    )


def test_r_60_year_named_in_the_notice_decides(expect):
    """The notice named year 4, so year 5 is the first fee, due 19 August 2018 though the grant came in October."""
    document = expect(
        {
            **PATENT,
            "dates": {"filing": "2014-08-19", "grant": "2018-10-12"},
            "attributes": {"registration_fee_year": 4},
        },
        {"kind": "annuity", "number": 5, "due": "2018-08-19", "grace_ends": "2019-02-19", "certainty": "certain"},
        never=[("annuity", 4)],
    )

    assert "registration_fee_year" not in awaited(document)
    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2014-08-19", "2017-08-18", "free"),
        ("2017-08-19", "2018-08-18", "prepaid"),
    ]


@pytest.mark.parametrize("year", [0, 21, 99999])
def test_an_impossible_year_in_the_notice_leaves_the_grant_to_decide(expect, year):
    """A patent has years 1 to 20."""
    expect(
        {
            **PATENT,
            "dates": {"filing": "2015-03-10", "grant": "2017-10-20"},
            "attributes": {"registration_fee_year": year},
        },
        {"kind": "annuity", "number": 4, "due": "2018-03-10"},
        never=[("annuity", 3)],
    )


def test_r_5_national_day_week_moves_the_due_day(expect):
    """Due 3 October 2026: closed to the 7th, so Thursday the 8th. Six months from the 3rd end Saturday 3 April 2027.

    Monday the 5th is Tomb-Sweeping Day: Tuesday the 6th, provisional until the arrangement for 2027 is published.
    """
    expect(
        {**PATENT, "dates": {"filing": "2020-10-03", "grant": "2023-02-14"}},
        {
            "kind": "annuity",
            "number": 7,
            "due": "2026-10-03",
            "due_effective": "2026-10-08",
            "act_by": "2026-10-03",
            "grace_ends": "2027-04-03",
            "grace_ends_effective": "2027-04-06",
            "provisional": True,
        },
        {"kind": "annuity", "number": 6, "due": "2025-10-03", "due_effective": "2025-10-09", "provisional": False},
    )


def test_a_working_saturday_is_open(expect):
    """Saturday 10 October 2026 was declared a working day: the period ends on it, not on Monday the 12th."""
    expect(
        {**PATENT, "dates": {"filing": "2018-10-10", "grant": "2021-02-16"}},
        {"kind": "annuity", "number": 9, "due": "2026-10-10", "due_effective": "2026-10-10"},
    )


@pytest.mark.parametrize(
    ("number", "due", "effective", "grace"),
    [
        (4, "2019-02-28", "2019-02-28", "2019-08-28"),  # no 29 February: the last day of the month
        (5, "2020-02-29", "2020-03-02", "2020-08-29"),  # a Saturday
    ],
)
def test_r_5_filed_on_29_february(expect, number, due, effective, grace):
    """Without a corresponding day the period ends on the last day of the month."""
    expect(
        {**PATENT, "dates": {"filing": "2016-02-29", "grant": "2018-07-03"}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": effective, "grace_ends": grace},
        {"kind": "annuity", "number": 4, "covers": {"from": "2019-02-28", "to": "2020-02-28"}},
    )


def test_pct_counts_from_the_international_filing(expect):
    """Neither priority nor entry matters: filed 20 March 2019, granted in year 5, year 6 due 20 March 2024."""
    dates = {"priority": "2018-03-21", "filing": "2019-03-20", "national_entry": "2020-09-18", "grant": "2023-08-08"}
    expect(
        {**PATENT, "route": "pct", "dates": dates},
        {"kind": "annuity", "number": 6, "due": "2024-03-20", "certainty": "certain"},
        {"kind": "expiry", "due": "2039-03-19"},
        never=[("annuity", 5)],
    )


def test_a_divisional_counts_from_its_parents_filing(expect):
    """Parent 1 June 2015, division granted 15 December 2020 in the parent's year 6: year 7 due 1 June 2021."""
    dates = {"parent_filing": "2015-06-01", "filing": "2018-11-20", "grant": "2020-12-15"}
    expect(
        {**PATENT, "route": "divisional", "dates": dates},
        {"kind": "annuity", "number": 7, "due": "2021-06-01"},
        {"kind": "expiry", "due": "2035-05-31"},
        never=[("annuity", 6)],
    )


def test_nothing_is_due_while_pending(expect):
    """Fees for pending applications are abolished; the grant is awaited, the term is known."""
    document = expect(
        {"jurisdiction": "CN", "dates": {"filing": "2017-03-01"}},
        {"kind": "expiry", "due": "2037-02-28"},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"grant"}


def test_in_force_without_its_grant_date_lists_the_years_still_to_begin(expect):
    """As of 22 November 2026 the grant lies behind: year 13, from 26 October 2027, is owed whenever it was."""
    document = expect(
        {**PATENT, "dates": {"filing": "2015-10-26"}},
        {"kind": "annuity", "number": 13, "due": "2027-10-26", "certainty": "certain"},
        never=[("annuity", 12)],
    )

    assert awaited(document) == {"grant"}


def test_utility_model_runs_ten_years(expect):
    """Filed 22 April 2019, granted that December in year 1: years 2 to 10, the last due 22 April 2028."""
    expect(
        {**PATENT, "right": "utility_model", "dates": {"filing": "2019-04-22", "grant": "2019-12-03"}},
        {"kind": "annuity", "number": 2, "due": "2020-04-22"},
        {"kind": "annuity", "number": 10, "due": "2028-04-22", "covers": {"from": "2028-04-22", "to": "2029-04-21"}},
        {"kind": "expiry", "due": "2029-04-21"},
        never=[("annuity", 1), ("annuity", 11)],
    )


@pytest.mark.parametrize(
    ("filing", "last", "due", "expires"),
    [
        ("2021-05-31", 10, "2030-05-31", "2031-05-30"),
        ("2021-06-01", 15, "2035-06-01", "2036-05-31"),
        ("2021-06-02", 15, "2035-06-02", "2036-06-01"),
    ],
)
def test_art_42_designs_filed_since_june_2021_run_fifteen_years(expect, filing, last, due, expires):
    """The amended Art. 42 holds for designs filed on or after 1 June 2021; earlier ones keep ten years."""
    expect(
        {**PATENT, "right": "design", "dates": {"filing": filing, "grant": "2021-11-30"}},
        {"kind": "annuity", "number": last, "due": due},
        {"kind": "expiry", "due": expires},
        never=[("annuity", last + 1)],
    )


def test_hague_designs_pay_no_annual_fees_here(expect):
    """A designation of China is renewed at WIPO; fifteen years from the international registration."""
    document = expect(
        {**PATENT, "right": "design", "route": "hague", "dates": {"filing": "2022-06-10", "grant": "2023-05-30"}},
        {"kind": "expiry", "due": "2037-06-09"},
        never=[("annuity", number) for number in range(1, 16)],
    )

    assert "treaty.renewed_at_wipo" in warned(document)
    assert awaited(document) == set()


def test_tml_39_ten_years_with_their_first_day(expect):
    """Registered 7 October 2016: valid through 6 October 2026, in the holiday week, where it stays.

    Open since 6 October 2025; late until 6 April 2027.
    """
    expect(
        {**MARK, "dates": {"registration": "2016-10-07"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-10-06",
            "due": "2026-10-06",
            "due_effective": "2026-10-06",
            "act_by": "2026-10-06",
            "grace_ends": "2027-04-06",
            "grace_ends_effective": "2027-04-06",
            "restoration_basis": "none",
            "covers": {"from": "2026-10-07", "to": "2036-10-06"},
        },
        {"kind": "renewal", "number": 2, "due": "2036-10-06"},
        never=[("declaration_of_use", 1)],
    )


@pytest.mark.parametrize(
    ("registration", "due", "opens", "grace"),
    [
        ("2004-01-14", "2014-01-13", "2013-07-13", "2014-07-13"),  # six months under the old law
        ("2004-08-07", "2014-08-06", "2014-02-06", "2015-02-06"),  # already open when the window was widened
        ("2005-03-07", "2015-03-06", "2014-05-01", "2015-09-06"),  # opened by the new law on its first day
        ("2005-09-01", "2015-08-31", "2014-08-31", "2016-02-29"),  # twelve months; late to the end of a short month
        ("2016-02-29", "2026-02-28", "2025-02-28", "2026-08-28"),  # no corresponding day: the last of the month
    ],
)
def test_tml_40_window_and_late_period(expect, registration, due, opens, grace):
    """Twelve months before the end since 1 May 2014, six before; six months after it."""
    expect(
        {**MARK, "dates": {"registration": registration}},
        {"kind": "renewal", "number": 1, "due": due, "opens": opens, "grace_ends": grace},
    )


def test_late_end_of_a_renewal_moves_past_closed_days(expect):
    """Registered 21 August 2015: due 20 August 2025; six months end 20 February 2026, in the Spring Festival: 24th."""
    expect(
        {**MARK, "dates": {"registration": "2015-08-21"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2025-08-20",
            "grace_ends": "2026-02-20",
            "grace_ends_effective": "2026-02-24",
        },
    )


def test_madrid_designations_are_renewed_at_wipo(expect):
    """China's own renewal doesn't exist for them."""
    document = expect(
        {**MARK, "route": "madrid", "dates": {"registration": "2016-10-07"}}, never=[("renewal", 1), ("renewal", 2)]
    )

    assert "treaty.renewed_at_wipo" in warned(document)


def test_a_mark_without_registration_awaits_it(expect):
    """The start printed on the certificate may lie before the announcement (Art. 36): it can't be guessed."""
    document = expect({**MARK, "dates": {"filing": "2015-03-04"}}, never=[("renewal", 1)])

    assert awaited(document) == {"registration"}
