"""Austrian Patent Office: patents, utility models, designs and marks, worked by hand from the statutes."""

import pytest

PATENT = {"jurisdiction": "AT", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "AT", "right": "utility_model"}
DESIGN = {"jurisdiction": "AT", "right": "design"}
MARK = {"jurisdiction": "AT", "right": "trademark"}


def surcharges(document, number):
    """The steps of the late period of one annuity: until when, at what price."""
    found = next(deadline for deadline in document["deadlines"] if deadline["number"] == number)
    return [(step["until"], step["surcharge"]) for step in found["late"]]


def test_pag_6_annuities_from_the_sixth_year(expect):
    """Filed 9 March 2017, granted 2019: year 6 begins 9 March 2022, due 31 March, payable from 31 December 2021.

    Six months: 30 September 2022; reinstatement within a year of that.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2017-03-09", "grant": "2019-08-15"}},
        {
            "kind": "annuity",
            "number": 6,
            "opens": "2021-12-31",
            "due": "2022-03-31",
            "act_by": "2022-03-31",
            "grace_ends": "2022-09-30",
            "restoration_ends": "2023-09-30",
            "restoration_basis": "due_care",
            "covers": {"from": "2022-03-09", "to": "2023-03-08"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2036-03-31", "covers": {"from": "2036-03-09", "to": "2037-03-09"}},
        {"kind": "expiry", "number": None, "due": "2037-03-09"},
        never=[("annuity", 5), ("annuity", 21)],
    )
    assert surcharges(document, 6) == [("2022-09-30", "0 %")]
    assert surcharges(document, 7) == [("2023-09-30", "20 %")]


@pytest.mark.parametrize(
    ("grant", "first"),
    [
        ("2025-06-15", 10),  # before the due day of 30 June 2025
        ("2025-06-30", 10),  # on it
        ("2025-07-01", 11),  # after it: year 10 is never paid
    ],
)
def test_pag_6_1_only_years_after_publication_of_the_grant(expect, grant, first):
    """Filed 21 June 2016, granted late: no back fees, and the first fee ever is free of surcharge."""
    document = expect(
        {**PATENT, "dates": {"filing": "2016-06-21", "grant": grant}},
        {"kind": "annuity", "number": first},
        never=[("annuity", first - 1)],
    )
    assert [price for _, price in surcharges(document, first)] == ["0 %"]
    assert [price for _, price in surcharges(document, first + 1)] == ["20 %"]


def test_six_months_are_counted_from_date_to_date(expect):
    """Due 30 June 2026: 30 December to be safe, 31 December by the reading to the end of the month."""
    document = expect(
        {**PATENT, "dates": {"filing": "2016-06-21", "grant": "2019-02-15"}},
        {"kind": "annuity", "number": 11, "due": "2026-06-30", "grace_ends": "2026-12-30", "certainty": "arguable"},
    )
    found = next(deadline for deadline in document["deadlines"] if deadline["number"] == 11)
    assert [reading["grace_ends"] for reading in found["alternatives"]] == ["2026-12-31"]


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        # 31 January 2026 is a Saturday; the late period still runs from it, to 31 July, a Friday
        ("2016-01-11", 11, "2026-01-31", "2026-02-02", "2026-07-31", "2026-07-31"),
        # 29 February 2024; 29 August 2024 is a Thursday
        ("2016-02-29", 9, "2024-02-29", "2024-02-29", "2024-08-29", "2024-08-29"),
        # 31 October 2026 is a Saturday, 1 November All Saints: Monday the 2nd
        ("2018-10-05", 9, "2026-10-31", "2026-11-02", "2027-04-30", "2027-04-30"),
        # due 31 December, an ordinary Wednesday
        ("2015-12-08", 11, "2025-12-31", "2025-12-31", "2026-06-30", "2026-06-30"),
    ],
)
def test_avg_33_closed_days(expect, filing, number, due, on_time, grace, grace_effective):
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2019-03-15"}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


@pytest.mark.parametrize(
    ("due", "on_time"),
    [
        ("2027-03-26", "2027-03-30"),  # Good Friday, the weekend and Easter Monday
        ("2027-12-24", "2027-12-27"),  # 24 December, a Friday, then Christmas and St Stephen's at the weekend
        ("2027-12-31", "2027-12-31"),  # 31 December is open
    ],
)
def test_avg_33_2_good_friday_and_christmas_eve_are_closed(expect, due, on_time):
    """Marks filed ten years before; registered after September 2018, they end on the day."""
    expect(
        {**MARK, "dates": {"filing": f"2017{due[4:]}", "registration": "2018-10-01"}},
        {"kind": "renewal", "number": 1, "due": due, "act_by": due, "due_effective": on_time},
    )


@pytest.mark.parametrize(
    ("mention", "first"),
    [
        ("2018-05-09", 6),  # year 3: the sixth is the first that costs anything
        ("2022-02-09", 7),  # year 6 of the filing of 4 May 2016
        ("2022-05-11", 8),  # year 7
    ],
)
def test_pag_9_european_patent(expect, mention, first):
    """The first fee is free of surcharge for three months after the due day; the second isn't."""
    document = expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-05-04", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "certainty": "certain"},
        never=[("annuity", first - 1)],
    )
    assert [price for _, price in surcharges(document, first)] == ["0 %", "20 %"]
    assert [price for _, price in surcharges(document, first + 1)] == ["20 %"]


def test_pag_9_first_fee_in_steps(expect):
    """Due 31 May 2023: without surcharge until 31 August, with it until 30 November."""
    document = expect({**PATENT, "route": "ep", "dates": {"filing": "2016-05-04", "ep_grant": "2022-05-11"}})
    assert surcharges(document, 8) == [("2023-08-31", "0 %"), ("2023-11-30", "20 %")]


def test_without_the_grant(expect):
    """Pending: nothing, and the grant awaited. In force without its day: every year from the sixth, as arguable."""
    pending = expect({**PATENT, "dates": {"filing": "2016-05-04"}}, never=[("annuity", 6), ("annuity", 11)])
    granted = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2016-05-04"}},
        {"kind": "annuity", "number": 12, "due": "2027-05-31", "certainty": "arguable"},
    )
    assert [awaiting["event"] for awaiting in pending["awaiting"]] == ["grant"]
    assert [awaiting["event"] for awaiting in granted["awaiting"]] == ["grant"]


def test_gmg_6_and_pag_16_utility_model(expect):
    """Filed 12 February 2018: year 4 due 28 February 2021, payable from 28 November 2020; ends 29 February 2028."""
    document = expect(
        {**UTILITY_MODEL, "dates": {"filing": "2018-02-12", "registration": "2018-11-15"}},
        {
            "kind": "annuity",
            "number": 4,
            "opens": "2020-11-28",
            "due": "2021-02-28",
            "due_effective": "2021-03-01",
            "grace_ends": "2021-08-28",
            "covers": {"from": "2021-03-01", "to": "2022-02-28"},
        },
        {"kind": "annuity", "number": 10, "due": "2027-02-28", "covers": {"from": "2027-03-01", "to": "2028-02-29"}},
        {"kind": "expiry", "number": None, "due": "2028-02-29"},
        never=[("annuity", 3), ("annuity", 11)],
    )
    assert surcharges(document, 4) == [("2021-08-28", "0 %")]
    assert surcharges(document, 5) == [("2022-08-28", "20 %")]


def test_pag_16_1_only_years_after_registration(expect):
    """Branched off with a filing date of 12 April 2016, registered 4 May 2020: year 5 (30 April 2020) is past."""
    document = expect(
        {**UTILITY_MODEL, "dates": {"filing": "2016-04-12", "registration": "2020-05-04"}},
        {"kind": "annuity", "number": 6, "due": "2021-04-30"},
        never=[("annuity", 4), ("annuity", 5)],
    )
    assert document["spans"][0]["to"] == "2021-04-30"


def test_muschg_6_design_by_the_month_of_filing(expect):
    """Filed 10 September 2021: 30 September 2026, late until 31 March 2027; 25 years to 30 September 2046."""
    expect(
        {**DESIGN, "dates": {"filing": "2021-09-10", "registration": "2021-11-20"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-09-30",
            "due": "2026-09-30",
            "grace_ends": "2027-03-31",
            "covers": {"from": "2026-10-01", "to": "2031-09-30"},
        },
        {"kind": "expiry", "number": None, "due": "2046-09-30"},
        never=[("renewal", 5)],
    )


def test_mschg_77d_old_terms_end_with_the_month_of_registration_once_more(expect):
    """Filed 6 June 2009, registered 14 August 2009: 31 August 2019, a Saturday; then 6 June 2029 and 2039."""
    expect(
        {**MARK, "dates": {"filing": "2009-06-06", "registration": "2009-08-14"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2018-08-31",
            "due": "2019-08-31",
            "due_effective": "2019-09-02",
            "grace_ends": "2020-02-29",
            "covers": {"from": "2019-09-01", "to": "2029-06-06"},
        },
        {"kind": "renewal", "number": 2, "due": "2029-06-06", "grace_ends": "2029-12-06"},
        {"kind": "renewal", "number": 3, "due": "2039-06-06"},
    )


@pytest.mark.parametrize(
    ("filing", "registration", "dues"),
    [
        # the second term ended on 31 August 2018, before the new law: the third old term goes to 2028
        ("1998-05-11", "1998-08-20", ["2008-08-31", "2018-08-31", "2028-08-31", "2038-05-11"]),
        # the second term ended on 30 September 2018: it was the last old one
        ("1998-05-11", "1998-09-01", ["2008-09-30", "2018-09-30", "2028-05-11", "2038-05-11"]),
        # registered eleven years after filing: after 31 May 2019 the next anniversary of filing by tens is in 2028
        ("1998-05-11", "2009-05-20", ["2019-05-31", "2028-05-11", "2038-05-11"]),
    ],
)
def test_mschg_77d_which_term_is_the_last_old_one(expect, filing, registration, dues):
    expect(
        {**MARK, "dates": {"filing": filing, "registration": registration}},
        *({"kind": "renewal", "number": number, "due": due} for number, due in enumerate(dues, start=1)),
    )


@pytest.mark.parametrize(
    ("filing", "registration", "due", "certainty"),
    [
        ("2018-05-11", "2018-08-31", "2028-08-31", "certain"),  # registered under the old law
        ("2018-05-11", "2018-09-01", "2028-05-11", "arguable"),  # in between: the earlier day
        ("2018-09-01", "2018-11-05", "2028-09-01", "certain"),  # both under the new law
    ],
)
def test_mschg_19_the_change_of_september_2018(expect, filing, registration, due, certainty):
    expect(
        {**MARK, "dates": {"filing": filing, "registration": registration}},
        {"kind": "renewal", "number": 1, "due": due, "certainty": certainty},
    )


def test_mark_registered_in_between_shows_the_other_reading(expect):
    """Registered 12 September 2018: by the other reading it ends on 30 September 2028."""
    document = expect({**MARK, "dates": {"filing": "2018-05-11", "registration": "2018-09-12"}})
    assert document["deadlines"][0]["alternatives"][0]["due"] == "2028-09-30"


def test_madrid_marks_are_renewed_at_wipo(expect):
    document = expect({**MARK, "route": "madrid", "dates": {"filing": "2015-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
