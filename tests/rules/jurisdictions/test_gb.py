"""United Kingdom: renewal of patents, designs and marks, worked by hand from the Acts and Rules."""

import pytest

PATENT = {"jurisdiction": "GB", "right": "patent"}
DESIGN = {"jurisdiction": "GB", "right": "design"}
MARK = {"jurisdiction": "GB", "right": "trademark"}


def codes(document):
    """The codes of a result's warnings."""
    return {warning["code"] for warning in document["warnings"]}


def awaited(document):
    """The events a result waits for."""
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_r_38_three_months_ending_with_the_month_of_the_anniversary(expect):
    """Filed 10 May 2018, granted in 2020: fourth anniversary 10 May 2022, payable 1 March to 31 May.

    Late from June, free in the first month (30 June), to the end of the sixth (30 November); restoration to the end of
    the thirteenth month after November 2022: 31 December 2023. The term includes the filing day: ends 9 May 2038.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2018-05-10", "grant": "2020-01-15"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": "2022-03-01",
            "due": "2022-05-31",
            "due_effective": "2022-05-31",
            "act_by": "2022-05-31",
            "grace_ends": "2022-11-30",
            "restoration_ends": "2023-12-31",
            "restoration_basis": "unintentional",
            "covers": {"from": "2022-05-10", "to": "2023-05-09"},
            "certainty": "certain",
        },
        {"kind": "expiry", "number": None, "due": "2038-05-09"},
        never=[("annuity", 4), ("annuity", 21)],
    )

    first, last = next(deadline for deadline in document["deadlines"] if deadline["number"] == 5)["late"]
    assert (first["until"], first["surcharge"]) == ("2022-06-30", "0 %")
    assert last["until"] == "2022-11-30"


def test_r_40_end_of_the_thirteenth_month(expect):
    """Renewal date 12 August 2015: late to 29 February 2016, restoration to 31 March 2017 (the Office's pattern).

    31 August 2015 is the summer bank holiday: on time until 1 September.
    """
    expect(
        {**PATENT, "dates": {"filing": "2010-08-12", "grant": "2013-02-06"}},
        {
            "kind": "annuity",
            "number": 6,
            "due": "2015-08-31",
            "due_effective": "2015-09-01",
            "grace_ends": "2016-02-29",
            "restoration_ends": "2017-03-31",
        },
    )


@pytest.mark.parametrize(
    ("grant", "opens", "due"),
    [
        ("2022-02-10", "2022-03-01", "2022-05-31"),  # the last day before the three months ending on 10 May
        ("2022-02-11", "2022-02-11", "2022-05-31"),  # their first day: 11 February + 3 months - 1 day = 10 May
        ("2022-03-01", "2022-03-01", "2022-05-31"),  # three months beginning with 1 March end on 31 May
        ("2022-03-02", "2022-03-02", "2022-06-30"),  # … with 2 March, on 1 June
        ("2022-05-11", "2022-05-11", "2022-08-31"),  # granted after the fourth anniversary
    ],
)
def test_r_37_3_grant_within_three_months_of_the_fourth_anniversary(expect, grant, opens, due):
    """Filed 10 May 2018, fourth anniversary 10 May 2022; the three months ending with it begin on 11 February."""
    expect(
        {**PATENT, "dates": {"filing": "2018-05-10", "grant": grant}},
        {"kind": "annuity", "number": 5, "opens": opens, "due": due},
        {"kind": "annuity", "number": 6, "due": "2023-05-31"},
    )


def test_r_37_3_late_grant_brings_all_years_up_to_date_in_one_payment(expect):
    """Filed 20 June 2014, granted 14 April 2021: three months end 13 July 2021, payment period 31 July (a Saturday).

    Years 5 to 8 have begun by 13 July (20 June 2018 to 2021); year 9 keeps its month end. The anniversary of 20 June
    2021 lies between grant and renewal date: flagged.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2014-06-20", "grant": "2021-04-14"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "opens": "2021-04-14",
                "due": "2021-07-31",
                "due_effective": "2021-08-02",
                "grace_ends": "2022-01-31",
            }
            for number in (5, 6, 7, 8)
        ),
        {"kind": "annuity", "number": 9, "due": "2022-06-30"},
    )

    assert "gb.anniversary_before_first_renewal" in codes(document)


def test_r_37_3_a_year_that_begins_after_the_three_months_is_ordinary(expect):
    """Granted 13 January 2021: renewal date 12 April, due 30 April; the year of 20 June 2021 is due 30 June."""
    document = expect(
        {**PATENT, "dates": {"filing": "2014-06-20", "grant": "2021-01-13"}},
        {"kind": "annuity", "number": 7, "due": "2021-04-30"},
        {"kind": "annuity", "number": 8, "opens": "2021-04-01", "due": "2021-06-30"},
    )

    assert "gb.anniversary_before_first_renewal" not in codes(document)


@pytest.mark.parametrize(
    ("mention", "number", "opens", "due"),
    [
        ("2022-05-11", 7, "2022-05-11", "2022-08-31"),  # three months (10 August) end after the anniversary
        ("2022-01-12", 7, "2022-04-01", "2022-06-30"),  # three months (11 April) end before it
        ("2022-06-21", 8, "2023-04-01", "2023-06-30"),  # the anniversary has passed: the next one
    ],
)
def test_r_37_4_european_patent_first_pays_for_the_year_after_the_mention(expect, mention, number, opens, due):
    """Filed 20 June 2016: the later of mention + 3 months - 1 day and the next anniversary; the EPO had the rest."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-06-20", "ep_grant": mention}},
        {"kind": "annuity", "number": number, "opens": opens, "due": due, "certainty": "certain"},
        never=[("annuity", number - 1)],
    )


def test_r_37_4_european_patent_mentioned_shortly_before_the_fourth_anniversary(expect):
    """Filed 10 May 2018, mention 2 March 2022: three months end 1 June, after 10 May: due 30 June, late to December."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2018-05-10", "ep_grant": "2022-03-02"}},
        {"kind": "annuity", "number": 5, "due": "2022-06-30", "grace_ends": "2022-12-31"},
        {"kind": "annuity", "number": 6, "due": "2023-05-31"},
    )


def test_r_37_2_european_patent_mentioned_in_its_third_year(expect):
    """Mention 2 September 2020: nothing before the fourth anniversary, 10 May 2022."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2018-05-10", "ep_grant": "2020-09-02"}},
        {"kind": "annuity", "number": 5, "due": "2022-05-31"},
        never=[("annuity", 3), ("annuity", 4)],
    )


def test_mention_on_an_anniversary_is_arguable(expect):
    """Mention on 20 June 2022 itself: whose fee year 7 is can be argued; it is asked for, by 30 September 2022."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-06-20", "ep_grant": "2022-06-20"}},
        {"kind": "annuity", "number": 7, "due": "2022-09-30", "certainty": "arguable"},
        {"kind": "annuity", "number": 8, "due": "2023-06-30", "certainty": "certain"},
    )


def test_s_15_9_divisional_counts_from_the_parent(expect):
    """Parent 5 March 2015, divided in 2019, granted 13 October 2021: renewal date 12 January 2022.

    Years 5, 6 and 7 (begun 5 March 2019 to 2021) are due 31 January 2022, year 8 on 31 March 2022.
    """
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2015-03-05", "filing": "2019-06-01", "grant": "2021-10-13"},
        },
        {"kind": "annuity", "number": 5, "due": "2022-01-31"},
        {"kind": "annuity", "number": 7, "due": "2022-01-31"},
        {"kind": "annuity", "number": 8, "due": "2022-03-31"},
        {"kind": "expiry", "number": None, "due": "2035-03-04"},
    )


def test_s_25_3_nothing_while_pending(expect):
    """A pending application pays no renewal fee: the grant is awaited."""
    document = expect({**PATENT, "dates": {"filing": "2018-05-10"}}, never=[("annuity", 5), ("annuity", 9)])

    assert awaited(document) == {"grant"}


def test_a_patent_in_force_without_its_grant_date_has_its_ordinary_years(expect):
    """What does not need the date of grant is computed; the date is asked for all the same."""
    document = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2018-05-10"}},
        {"kind": "annuity", "number": 10, "due": "2027-05-31"},
    )

    assert "grant" in awaited(document)


def test_s_25_1_last_year_and_the_day_before_the_twentieth_anniversary(expect):
    """Filed 15 September 2006: year 20 is due 30 September 2025 and pays to the end, 14 September 2026."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2006-09-15", "grant": "2009-07-01"}},
        {"kind": "annuity", "number": 20, "due": "2025-09-30", "covers": {"from": "2025-09-15", "to": "2026-09-14"}},
        {"kind": "expiry", "number": None, "due": "2026-09-14"},
        never=[("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "opens", "due", "due_effective", "grace", "grace_effective"),
    [
        ("2016-02-29", 5, "2019-12-01", "2020-02-29", "2020-03-02", "2020-08-31", "2020-09-01"),  # bank holiday
        ("2016-02-29", 6, "2020-12-01", "2021-02-28", "2021-03-01", "2021-08-31", "2021-08-31"),
        ("2019-03-20", 6, "2024-01-01", "2024-03-31", "2024-04-02", "2024-09-30", "2024-09-30"),  # Easter 2024
    ],
)
def test_s_120_excluded_days_and_month_ends(expect, filing, number, opens, due, due_effective, grace, grace_effective):
    """Month ends follow the month of the anniversary; an excluded last day passes to the next open one."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2019-06-05"}},
        {
            "kind": "annuity",
            "number": number,
            "opens": opens,
            "due": due,
            "due_effective": due_effective,
            "act_by": due,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


def test_design_s_8_anniversary_with_a_day_in_hand(expect):
    """Filed 3 October 2019: the fifth anniversary; free to one month after, late to six, restored to twelve."""
    document = expect(
        {**DESIGN, "dates": {"filing": "2019-10-03", "registration": "2019-10-30"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2024-04-03",
            "due": "2024-10-03",
            "act_by": "2024-10-02",
            "grace_ends": "2025-04-03",
            "restoration_ends": "2025-10-03",
        },
        {"kind": "renewal", "number": 4, "due": "2039-10-03"},
        {"kind": "expiry", "number": None, "due": "2044-10-03"},
        never=[("renewal", 5)],
    )

    first = next(deadline for deadline in document["deadlines"] if deadline["number"] == 1)
    assert [step["until"] for step in first["late"]] == ["2024-11-03", "2025-04-03"]


@pytest.mark.parametrize("case", [{**DESIGN, "route": "hague"}, {**MARK, "route": "madrid"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    """A Hague or Madrid designation has no renewal here, and the result says where it is."""
    document = expect({**case, "dates": {"ir": "2018-05-04"}, "status": "registered"}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in codes(document)


def test_tma_s_42_43_ten_years_from_filing(expect):
    """Filed 31 March 2016: six months ending with 31 March 2026 begin 1 October 2025; late to 30 September 2026."""
    expect(
        {**MARK, "dates": {"filing": "2016-03-31", "registration": "2016-07-15"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-10-01",
            "due": "2026-03-31",
            "due_effective": "2026-03-31",
            "grace_ends": "2026-09-30",
            "restoration_ends": "2027-03-31",
            "covers": {"from": "2026-04-01", "to": "2036-03-31"},
        },
        {"kind": "renewal", "number": 2, "due": "2036-03-31"},
    )


def test_tmr_r_36_mark_registered_after_its_expiry_day(expect):
    """Filed 10 February 2014, registered 20 May 2024: two months to Saturday 20 July, late to 10 August 2024."""
    expect(
        {**MARK, "dates": {"filing": "2014-02-10", "registration": "2024-05-20"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2024-02-10",
            "due_effective": "2024-07-22",
            "act_by": "2024-07-20",
            "grace_ends": "2024-08-10",
            "grace_ends_effective": "2024-08-12",
        },
        {"kind": "renewal", "number": 2, "due": "2034-02-10"},
    )
