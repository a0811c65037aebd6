"""Japan: annual fees, renewals and split fees, worked by hand from the Patent, Design and Trademark Acts."""

import pytest

PATENT = {"jurisdiction": "JP", "right": "patent", "status": "granted"}
DESIGN = {"jurisdiction": "JP", "right": "design", "status": "registered"}
MARK = {"jurisdiction": "JP", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def only(document, number):
    return next(each for each in document["deadlines"] if each["kind"] == "annuity" and each["number"] == number)


def test_art_108_2_year_four_is_due_three_years_after_registration(expect):
    """Registered 16 September 2016: year 4 due 16 September 2019, a holiday: Tuesday the 17th.

    Filed 20 May 2014: the right ends on 20 May 2034 itself; year 18, due 16 September 2033, is the last.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2014-05-20", "registration": "2016-09-16"}},
        {
            "kind": "annuity",
            "number": 4,
            "opens": None,
            "due": "2019-09-16",
            "due_effective": "2019-09-17",
            "act_by": "2019-09-16",
            "covers": {"from": "2019-09-17", "to": "2020-09-16"},
        },
        {"kind": "annuity", "number": 18, "due": "2033-09-16", "covers": {"from": "2033-09-17", "to": "2034-05-20"}},
        {"kind": "expiry", "due": "2034-05-20"},
        never=[("annuity", 3), ("annuity", 19)],
    )

    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2014-05-20", "2016-09-15", "free"),
        ("2016-09-16", "2019-09-16", "prepaid"),
    ]


def test_art_112_late_period_starts_after_the_moved_day(expect):
    """Due Saturday 17 June 2023, on time until Monday the 19th: late from the 20th to 19 December.

    Counted from the 17th it would end on 17 December: the other reading, and the safe day.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2018-02-01", "registration": "2020-06-17"}},
        {
            "kind": "annuity",
            "number": 4,
            "due": "2023-06-17",
            "due_effective": "2023-06-19",
            "grace_ends": "2023-12-19",
            "grace_ends_effective": "2023-12-19",
            "restoration_ends": "2024-12-19",
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 5, "due": "2024-06-17", "grace_ends": "2024-12-17", "certainty": "certain"},
    )

    assert only(document, 4)["alternatives"][0]["grace_ends"] == "2023-12-17"
    assert only(document, 4)["late"][0]["surcharge"] == "100 %"


@pytest.mark.parametrize(
    ("registration", "due", "grace", "effective"),
    [
        ("2018-11-30", "2021-11-30", "2022-05-31", "2022-05-31"),  # 1 December + 6 months − 1 day
        ("2017-06-30", "2020-06-30", "2020-12-31", "2021-01-04"),  # closed from 29 December to 3 January
        ("2016-02-29", "2019-02-28", "2019-08-31", "2019-09-02"),  # 1 March + 6 months − 1 day, a Saturday
        ("2017-08-30", "2020-08-30", "2021-02-28", "2021-03-01"),  # a Sunday; counted from Monday 31 August
        ("2016-06-29", "2019-06-29", "2020-01-01", "2020-01-06"),  # a Saturday; counted from Monday 1 July
    ],
)
def test_art_3_1_months_that_start_on_the_first_end_with_the_month(expect, registration, due, grace, effective):
    """The period ends the day before the day corresponding to its start, not on the corresponding day of the base."""
    expect(
        {**PATENT, "dates": {"registration": registration}},
        {"kind": "annuity", "number": 4, "due": due, "grace_ends": grace, "grace_ends_effective": effective},
    )


def test_registered_on_29_february(expect):
    """28 February in common years, the 29th (a Saturday in 2020: 2 March) when there is one."""
    expect(
        {**PATENT, "dates": {"registration": "2016-02-29"}},
        {"kind": "annuity", "number": 4, "due": "2019-02-28", "act_by": "2019-02-28", "certainty": "certain"},
        {"kind": "annuity", "number": 5, "due": "2020-02-29", "due_effective": "2020-03-02", "act_by": "2020-02-29"},
    )


def test_registered_on_28_february_keeps_the_28th_as_safe_day(expect):
    """By the letter the year from 1 March 2023 ends on 29 February 2024; the 28th is shown, being the safe day."""
    document = expect(
        {**PATENT, "dates": {"registration": "2019-02-28"}},
        {"kind": "annuity", "number": 5, "due": "2023-02-28", "act_by": "2023-02-28", "certainty": "certain"},
        {"kind": "annuity", "number": 6, "due": "2024-02-28", "act_by": "2024-02-28", "certainty": "arguable"},
    )

    assert only(document, 6)["alternatives"][0]["due"] == "2024-02-29"


@pytest.mark.parametrize(
    ("registration", "grace", "basis", "restoration"),
    [
        ("2019-03-15", "2022-09-15", "due_care", "2023-09-15"),
        ("2019-09-30", "2023-03-31", "due_care", "2024-03-31"),  # the day before the change
        ("2019-10-03", "2023-04-03", "unintentional", "2024-04-03"),  # the first working day after it
    ],
)
def test_art_112_2_lack_of_intent_since_april_2023(expect, registration, grace, basis, restoration):
    """A limit missed before 1 April 2023 needed a justified reason; the outer limit is a year either way."""
    expect(
        {**PATENT, "dates": {"registration": registration}},
        {
            "kind": "annuity",
            "number": 4,
            "grace_ends": grace,
            "restoration_basis": basis,
            "restoration_ends": restoration,
        },
    )


def test_a_divisional_ends_with_its_parents_filing_and_pays_from_its_own_registration(expect):
    """Parent filed 10 April 2012, registered 2 August 2019: year 4 due 2 August 2022, end 10 April 2032."""
    dates = {"parent_filing": "2012-04-10", "filing": "2018-01-15", "registration": "2019-08-02"}
    expect(
        {**PATENT, "route": "divisional", "dates": dates},
        {"kind": "annuity", "number": 4, "due": "2022-08-02"},
        {"kind": "annuity", "number": 13, "due": "2031-08-02"},
        {"kind": "expiry", "due": "2032-04-10"},
        never=[("annuity", 14)],
    )


def test_pct_term_runs_from_the_international_filing(expect):
    """Neither the priority nor the entry counts."""
    dates = {
        "priority": "2016-01-12",
        "filing": "2017-01-11",
        "national_entry": "2018-07-05",
        "registration": "2020-10-09",
    }
    expect(
        {**PATENT, "route": "pct", "dates": dates},
        {"kind": "annuity", "number": 4, "due": "2023-10-09", "due_effective": "2023-10-10"},  # Sports Day
        {"kind": "expiry", "due": "2037-01-11"},
    )


@pytest.mark.parametrize("status", ["pending", "granted"])
def test_without_registration_only_the_term_is_known(expect, status):
    """The decision to grant is not the registration."""
    document = expect(
        {**PATENT, "status": status, "dates": {"filing": "2020-07-20"}},
        {"kind": "expiry", "due": "2040-07-20"},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"registration"}


def test_uma_15_ten_years_from_filing(expect):
    """Filed 3 February 2020, registered 15 April: year 4 due Saturday 15 April 2023, year 10 the last."""
    expect(
        {**PATENT, "right": "utility_model", "dates": {"filing": "2020-02-03", "registration": "2020-04-15"}},
        {"kind": "annuity", "number": 4, "due": "2023-04-15", "due_effective": "2023-04-17"},
        {"kind": "annuity", "number": 10, "due": "2029-04-15", "covers": {"from": "2029-04-16", "to": "2030-02-03"}},
        {"kind": "expiry", "due": "2030-02-03"},
        never=[("annuity", 3), ("annuity", 11)],
    )


@pytest.mark.parametrize(
    ("filing", "registration", "expires", "last"),
    [
        ("2007-03-31", "2007-12-07", "2022-12-07", 15),
        ("2007-04-01", "2007-12-07", "2027-12-07", 20),
        ("2020-03-31", "2021-01-15", "2041-01-15", 20),
        ("2020-04-01", "2021-01-15", "2045-04-01", 25),
    ],
)
def test_da_21_term_by_the_day_of_filing(expect, filing, registration, expires, last):
    """Fifteen years from registration, twenty since 1 April 2007, twenty-five from filing since 1 April 2020."""
    expect(
        {**DESIGN, "dates": {"filing": filing, "registration": registration}},
        {"kind": "expiry", "due": expires, "certainty": "certain"},
        {"kind": "annuity", "number": last},
        never=[("annuity", 1), ("annuity", last + 1)],
    )


def test_da_43_only_the_first_year_is_paid_at_registration(expect):
    """Registered 15 January 2021: year 2 due 15 January 2022, a Saturday."""
    expect(
        {**DESIGN, "dates": {"filing": "2020-04-01", "registration": "2021-01-15"}},
        {
            "kind": "annuity",
            "number": 2,
            "due": "2022-01-15",
            "due_effective": "2022-01-17",
            "grace_ends": "2022-07-17",
        },
        {"kind": "annuity", "number": 2, "covers": {"from": "2022-01-16", "to": "2023-01-15"}},
    )


def test_da_21_2_a_related_design_ends_with_the_basic_designs_25_years(expect):
    """Filed in 2022, its basic design on 1 August 2019, before the change: still 25 years from there."""
    case = {**DESIGN, "attributes": {"related_design": True}}
    dates = {"filing": "2022-05-23", "registration": "2023-01-12"}

    document = expect({**case, "dates": dates}, {"kind": "annuity", "number": 2, "due": "2024-01-12"})
    assert awaited(document) == {"basic_design_filing"}

    expect(
        {**case, "dates": {**dates, "basic_design_filing": "2019-08-01"}},
        {"kind": "expiry", "due": "2044-08-01"},
        {"kind": "annuity", "number": 22, "due": "2044-01-12"},
        never=[("annuity", 23)],
    )


def test_an_older_related_design_may_end_sooner(expect):
    """Filed before April 2020 it ends with its principal, whose registration isn't known here."""
    expect(
        {
            **DESIGN,
            "attributes": {"related_design": True},
            "dates": {"filing": "2019-06-03", "registration": "2020-02-14"},
        },
        {"kind": "expiry", "due": "2040-02-14", "certainty": "arguable"},
    )


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    """No Japanese renewal or annual fee for them."""
    document = expect(
        {**DESIGN, "right": right, "route": route, "dates": {"filing": "2021-03-04", "registration": "2022-01-21"}},
        never=[("annuity", 2), ("renewal", 1)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}


def test_tma_19_20_renewal_in_the_last_six_months(expect):
    """Registered 3 February 2017: from 4 August 2026 to 3 February 2027, late until 3 August 2027.

    Restoration at the outside six months later.
    """
    expect(
        {**MARK, "dates": {"registration": "2017-02-03"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-08-04",
            "due": "2027-02-03",
            "act_by": "2027-02-03",
            "grace_ends": "2027-08-03",
            "restoration_ends": "2028-02-03",
            "restoration_basis": "unintentional",
            "covers": {"from": "2027-02-04", "to": "2037-02-03"},
            "provisional": False,
        },
        never=[("instalment", 2), ("declaration_of_use", 1)],
    )


def test_tma_20_late_period_of_a_mark_counts_from_the_nominal_end(expect):
    """Due on the substitute holiday of 6 May 2026: on time on the 7th, late until 6 November all the same."""
    expect(
        {**MARK, "dates": {"registration": "2016-05-06"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2026-05-06",
            "due_effective": "2026-05-07",
            "grace_ends": "2026-11-06",
        },
    )


def test_tma_41_2_second_half_five_years_before_the_end(expect):
    """Registered 24 June 2022: second half by 24 June 2027; after the renewal of 2032 the next by 24 June 2037."""
    document = expect(
        {**MARK, "attributes": {"instalments": True}, "dates": {"registration": "2022-06-24"}},
        {
            "kind": "instalment",
            "number": 2,
            "due": "2027-06-24",
            "grace_ends": "2027-12-24",
            "covers": {"from": "2027-06-25", "to": "2032-06-24"},
        },
        {"kind": "renewal", "number": 1, "due": "2032-06-24", "covers": {"from": "2032-06-25", "to": "2037-06-24"}},
        {"kind": "instalment", "number": 4, "due": "2037-06-24"},
        never=[("instalment", 1), ("instalment", 3)],
    )

    assert [(span["from"], span["to"]) for span in document["spans"]] == [("2022-06-24", "2027-06-24")]
