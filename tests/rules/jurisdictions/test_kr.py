"""Korea: annual fees, renewals and split fees, worked by hand from the Patent, Design Protection and Trademark Acts."""

import pytest

PATENT = {"jurisdiction": "KR", "right": "patent", "status": "granted"}
DESIGN = {"jurisdiction": "KR", "right": "design", "status": "registered"}
MARK = {"jurisdiction": "KR", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_art_79_year_four_is_due_three_years_after_registration(expect):
    """Registered 23 March 2021: year 4 due Saturday 23 March 2024, so Monday; late to 23 September, then 3 months.

    Filed 2 July 2018: the right ends on 2 July 2038 itself; year 18, due 23 March 2038, is the last.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2018-07-02", "registration": "2021-03-23"}},
        {
            "kind": "annuity",
            "number": 4,
            "opens": None,
            "due": "2024-03-23",
            "due_effective": "2024-03-25",
            "act_by": "2024-03-23",
            "grace_ends": "2024-09-23",
            "restoration_ends": "2024-12-23",
            "restoration_basis": "as_of_right",
            "covers": {"from": "2024-03-24", "to": "2025-03-23"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 18, "due": "2038-03-23", "covers": {"from": "2038-03-24", "to": "2038-07-02"}},
        {"kind": "expiry", "due": "2038-07-02"},
        never=[("annuity", 3), ("annuity", 19)],
    )

    late = next(each["late"] for each in document["deadlines"] if each["number"] == 4)
    assert [step["surcharge"] for step in late] == ["3 % for each month begun"]
    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2018-07-02", "2021-03-22", "free"),
        ("2021-03-23", "2024-03-23", "prepaid"),
    ]


@pytest.mark.parametrize(
    ("registration", "number", "due", "grace", "restoration"),
    [
        ("2019-02-28", 4, "2022-02-28", "2022-08-31", "2022-11-30"),  # 1 March + 6 months, 1 September + 3 months
        ("2018-11-30", 4, "2021-11-30", "2022-05-31", "2022-08-31"),
        ("2016-02-29", 4, "2019-02-28", "2019-08-31", "2019-11-30"),
        ("2016-02-29", 5, "2020-02-29", "2020-08-31", "2020-11-30"),
        ("2017-08-30", 4, "2020-08-30", "2021-02-28", "2021-05-31"),  # no 30 February
    ],
)
def test_art_14_months_that_start_on_the_first_end_with_the_month(
    expect, registration, number, due, grace, restoration
):
    """A period ends the day before the day corresponding to its start, or with a month too short for it."""
    expect(
        {**PATENT, "dates": {"registration": registration}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace, "restoration_ends": restoration},
    )


def test_registered_on_28_february_keeps_the_28th_as_safe_day(expect):
    """By the count of Art. 14 the year from 1 March 2023 ends on 29 February 2024; act by the 28th."""
    expect(
        {**PATENT, "dates": {"registration": "2019-02-28"}},
        {"kind": "annuity", "number": 5, "due": "2023-02-28", "act_by": "2023-02-28", "certainty": "certain"},
        {"kind": "annuity", "number": 6, "due": "2024-02-29", "act_by": "2024-02-28", "certainty": "arguable"},
    )


@pytest.mark.parametrize(
    ("registration", "number", "due", "effective"),
    [
        ("2018-05-01", 6, "2023-05-01", "2023-05-02"),  # Workers' Day, not yet a public holiday
        ("2020-07-17", 6, "2025-07-17", "2025-07-17"),  # Constitution Day: open in 2025,
        ("2020-07-17", 7, "2026-07-17", "2026-07-20"),  # a Friday and a public holiday again in 2026
        ("2019-10-04", 7, "2025-10-04", "2025-10-10"),  # Chuseok and Hangul Day after a weekend
        ("2019-01-25", 7, "2025-01-25", "2025-01-31"),  # a temporary holiday before the New Year
    ],
)
def test_art_14_4_closed_days(expect, registration, number, due, effective):
    """Saturdays, public holidays and Workers' Day carry the last day to the next working day."""
    expect(
        {**PATENT, "dates": {"registration": registration}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": effective},
    )


def test_late_period_counts_from_the_nominal_day_and_its_own_end_moves(expect):
    """Due Saturday 15 August 2020, a holiday, moved to Tuesday the 18th: six months from the 15th, 15 February 2021."""
    expect(
        {**PATENT, "dates": {"registration": "2017-08-15"}},
        {"kind": "annuity", "number": 4, "due_effective": "2020-08-18", "grace_ends": "2021-02-15"},
        {
            "kind": "annuity",
            "number": 9,
            "due": "2025-08-15",
            "grace_ends": "2026-02-15",
            "grace_ends_effective": "2026-02-19",  # a Sunday before the New Year of 16 to 18 February
        },
    )


def test_a_divisional_ends_with_its_parents_filing(expect):
    """Parent filed 9 January 2013, registered 11 June 2020: year 4 due 11 June 2023, year 13 the last."""
    dates = {"parent_filing": "2013-01-09", "filing": "2018-04-17", "registration": "2020-06-11"}
    expect(
        {**PATENT, "route": "divisional", "dates": dates},
        {"kind": "annuity", "number": 4, "due": "2023-06-11", "due_effective": "2023-06-12"},
        {"kind": "annuity", "number": 13, "due": "2032-06-11"},
        {"kind": "expiry", "due": "2033-01-09"},
        never=[("annuity", 14)],
    )


def test_pct_term_runs_from_the_international_filing(expect):
    """Priority and entry don't count."""
    dates = {
        "priority": "2016-05-04",
        "filing": "2017-05-02",
        "national_entry": "2018-11-05",
        "registration": "2020-03-06",
    }
    expect(
        {**PATENT, "route": "pct", "dates": dates},
        {"kind": "annuity", "number": 4, "due": "2023-03-06"},
        {"kind": "expiry", "due": "2037-05-02"},
    )


@pytest.mark.parametrize("status", ["pending", "granted"])
def test_without_registration_only_the_term_is_known(expect, status):
    """Nothing is paid while pending, and nothing can be counted without the day of registration."""
    document = expect(
        {**PATENT, "status": status, "dates": {"filing": "2023-01-11"}},
        {"kind": "expiry", "due": "2043-01-11"},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"registration"}


def test_uma_22_ten_years_from_filing(expect):
    """Filed 20 May 2019, registered 11 September 2020: year 4 due 11 September 2023, year 9 the last."""
    expect(
        {**PATENT, "right": "utility_model", "dates": {"filing": "2019-05-20", "registration": "2020-09-11"}},
        {"kind": "annuity", "number": 4, "due": "2023-09-11"},
        {"kind": "annuity", "number": 9, "due": "2028-09-11"},
        {"kind": "expiry", "due": "2029-05-20"},
        never=[("annuity", 3), ("annuity", 10)],
    )


@pytest.mark.parametrize(
    ("filing", "expires", "last"),
    [
        ("2014-06-30", "2030-02-10", 15),
        ("2014-07-01", "2034-07-01", 20),
        ("2014-07-02", "2034-07-02", 20),
    ],
)
def test_dpa_91_term_by_the_day_of_filing(expect, filing, expires, last):
    """Fifteen years from registration (10 February 2015) before 1 July 2014, twenty from filing since."""
    expect(
        {**DESIGN, "dates": {"filing": filing, "registration": "2015-02-10"}},
        {"kind": "annuity", "number": 4, "due": "2018-02-10"},
        {"kind": "annuity", "number": last},
        {"kind": "expiry", "due": expires},
        never=[("annuity", 3), ("annuity", last + 1)],
    )


def test_dpa_91_a_related_design_ends_with_its_principal(expect):
    """Filed in 2020, its principal on 9 September 2019: twenty years from the latter."""
    dates = {"principal_filing": "2019-09-09", "filing": "2020-05-18", "registration": "2021-01-20"}
    expect({**DESIGN, "dates": dates}, {"kind": "expiry", "due": "2039-09-09"})


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    """No Korean renewal or annual fee for them."""
    document = expect(
        {**DESIGN, "right": right, "route": route, "dates": {"filing": "2018-03-05", "registration": "2019-01-21"}},
        never=[("annuity", 4), ("renewal", 1)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}


@pytest.mark.parametrize(
    ("registration", "opens", "due", "grace", "effective"),
    [
        ("2018-10-17", "2027-10-17", "2028-10-17", "2029-04-17", "2029-04-17"),
        ("2017-02-28", "2026-02-28", "2027-02-28", "2027-08-31", "2027-08-31"),
        ("2016-08-31", "2025-08-31", "2026-08-31", "2027-02-28", "2027-03-02"),  # a Sunday, then Independence Day
    ],
)
def test_tma_84_renewal_within_the_last_year(expect, registration, opens, due, grace, effective):
    """Ten years, their last day included; six months late at the outside and no way back."""
    expect(
        {**MARK, "dates": {"registration": registration}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": opens,
            "due": due,
            "grace_ends": grace,
            "grace_ends_effective": effective,
            "restoration_basis": "none",
        },
        never=[("instalment", 2), ("declaration_of_use", 1)],
    )


def test_tma_72_second_half_after_five_years(expect):
    """Registered 7 April 2021: second half by 7 April 2026, renewal 2031, the next second half 2036."""
    expect(
        {**MARK, "attributes": {"instalments": True}, "dates": {"registration": "2021-04-07"}},
        {
            "kind": "instalment",
            "number": 2,
            "due": "2026-04-07",
            "grace_ends": "2026-10-07",
            "covers": {"from": "2026-04-08", "to": "2031-04-07"},
        },
        {"kind": "renewal", "number": 1, "due": "2031-04-07", "covers": {"from": "2031-04-08", "to": "2036-04-07"}},
        {"kind": "instalment", "number": 4, "due": "2036-04-07"},
        never=[("instalment", 1), ("instalment", 3)],
    )
