"""Thailand: annual fees, extensions and renewals, worked by hand from the Patent Act and the Trademark Act."""

import pytest

PATENT = {"jurisdiction": "TH", "right": "patent", "status": "granted"}
PETTY = {"jurisdiction": "TH", "right": "utility_model", "status": "granted"}
DESIGN = {"jurisdiction": "TH", "right": "design", "status": "granted"}
MARK = {"jurisdiction": "TH", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def found(document, kind, number):
    return next(each for each in document["deadlines"] if each["kind"] == kind and each["number"] == number)


def test_s_43_sixty_days_from_the_beginning_of_the_year(expect):
    """Filed 10 May 2016: year 5 begins 10 May 2020 (21 days left of May, 30 of June, 9 more): 9 July 2020.

    Safe a day sooner; 120 days later (22 of July, 31, 30, 31, 6) it is 6 November.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2016-05-10", "grant": "2019-03-01"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": None,
            "due": "2020-07-09",
            "due_effective": "2020-07-09",
            "act_by": "2020-07-08",
            "grace_ends": "2020-11-06",
            "restoration_ends": None,
            "restoration_basis": "due_care",
            "covers": {"from": "2020-05-10", "to": "2021-05-09"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 20, "due": "2035-07-09", "covers": {"from": "2035-05-10", "to": "2036-05-09"}},
        {"kind": "expiry", "due": "2036-05-09"},
        never=[("annuity", 4), ("annuity", 21)],
    )

    fee = found(document, "annuity", 5)
    assert fee["alternatives"][0]["due"] == "2020-07-08"
    assert fee["late"][0]["surcharge"] == "30 %"
    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2016-05-10", "2020-05-09", "free")
    ]


@pytest.mark.parametrize(
    ("grant", "dues"),
    [
        ("2022-05-09", ["2022-07-08", "2022-07-08", "2022-07-09"]),  # the day before year 7 begins
        ("2022-05-10", ["2022-07-09", "2022-07-09", "2022-07-09"]),  # on it: year 7 has its own sixty days, the same
        ("2022-05-11", ["2022-07-10", "2022-07-10", "2022-07-10"]),  # a day later all three wait for the grant
    ],
)
def test_s_43_late_grant_gathers_the_fees_of_years_begun(expect, grant, dues):
    """Filed 10 May 2016: fees of years that began before the grant are due sixty days after it."""
    expect(
        {**PATENT, "dates": {"filing": "2016-05-10", "grant": grant}},
        *({"kind": "annuity", "number": number, "due": due} for number, due in zip((5, 6, 7), dues, strict=True)),
        {"kind": "annuity", "number": 8, "due": "2023-07-09"},
    )


def test_late_grant_keeps_the_safe_day_and_the_late_period(expect):
    """Granted 2 August 2022: 29 days of August, 30 of September, 1 of October; 120 more end on 29 January 2023.

    1 October 2022 is a Saturday, 29 January 2023 a Sunday.
    """
    expect(
        {**PATENT, "dates": {"filing": "2016-05-10", "grant": "2022-08-02"}},
        {
            "kind": "annuity",
            "number": 7,
            "due": "2022-10-01",
            "due_effective": "2022-10-03",
            "act_by": "2022-09-30",
            "grace_ends": "2023-01-29",
            "grace_ends_effective": "2023-01-30",
        },
    )


def test_ccc_193_8_songkran(expect):
    """Filed 14 February 2017: sixty days from 14 February 2026 end on 15 April, in Songkran: Thursday the 16th."""
    expect(
        {**PATENT, "dates": {"filing": "2017-02-14", "grant": "2020-06-19"}},
        {"kind": "annuity", "number": 10, "due": "2026-04-15", "due_effective": "2026-04-16", "act_by": "2026-04-14"},
    )


def test_filed_on_29_february(expect):
    """Year 5 begins 29 February 2020, year 6 on 28 February 2021; sixty days end on 29 April each."""
    expect(
        {**PATENT, "dates": {"filing": "2016-02-29", "grant": "2019-01-04"}},
        {"kind": "annuity", "number": 5, "due": "2020-04-29", "covers": {"from": "2020-02-29", "to": "2021-02-27"}},
        {"kind": "annuity", "number": 6, "due": "2021-04-29", "covers": {"from": "2021-02-28", "to": "2022-02-27"}},
    )


@pytest.mark.parametrize(
    ("route", "dates"),
    [
        ("divisional", {"parent_filing": "2015-01-20", "filing": "2018-09-03", "grant": "2021-12-14"}),
        (
            "pct",
            {"priority": "2014-01-21", "filing": "2015-01-20", "national_entry": "2016-07-19", "grant": "2021-12-14"},
        ),
    ],
)
def test_years_count_from_the_parents_or_the_international_filing(expect, route, dates):
    """Years 5 to 7 wait for the grant of 14 December 2021 (12 February 2022), year 8 is ordinary (21 March)."""
    expect(
        {**PATENT, "route": route, "dates": dates},
        {"kind": "annuity", "number": 5, "due": "2022-02-12"},
        {"kind": "annuity", "number": 7, "due": "2022-02-12"},
        {"kind": "annuity", "number": 8, "due": "2022-03-21"},
        {"kind": "expiry", "due": "2035-01-19"},
    )


def test_nothing_is_due_while_pending(expect):
    """The fees of years begun wait for the grant."""
    document = expect(
        {**PATENT, "status": "pending", "dates": {"filing": "2015-06-15"}},
        {"kind": "expiry", "due": "2035-06-14"},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"grant"}


def test_in_force_without_its_grant_date_shows_the_ordinary_days(expect):
    """They are the earliest possible: sixty days from 15 June end on 14 August."""
    document = expect(
        {**PATENT, "dates": {"filing": "2015-06-15"}}, {"kind": "annuity", "number": 13, "due": "2027-08-14"}
    )

    assert awaited(document) == {"grant"}


def test_s_65_septies_petty_patent(expect):
    """Filed 15 May 2020: fees for years 5 and 6, extensions by 14 May 2026 and 2028 within ninety days, no grace."""
    document = expect(
        {**PETTY, "dates": {"filing": "2020-05-15", "grant": "2021-08-02"}},
        {"kind": "annuity", "number": 5, "due": "2024-07-14", "act_by": "2024-07-13"},
        {"kind": "annuity", "number": 6, "due": "2025-07-14", "covers": {"from": "2025-05-15", "to": "2026-05-14"}},
        {
            "kind": "renewal",
            "number": 1,
            "title": "Extension 1 of the petty patent",
            "opens": "2026-02-13",
            "due": "2026-05-14",
            "act_by": "2026-05-14",
            "late": [],
            "restoration_basis": "none",
            "covers": {"from": "2026-05-15", "to": "2028-05-14"},
        },
        {"kind": "renewal", "number": 2, "due": "2028-05-14", "covers": {"from": "2028-05-15", "to": "2030-05-14"}},
        {"kind": "expiry", "due": "2030-05-14"},
        never=[("annuity", 4), ("annuity", 7), ("renewal", 3)],
    )

    assert found(document, "renewal", 1)["alternatives"][0]["due"] == "2026-05-15"


def test_s_62_design_patent_pays_years_five_to_ten(expect):
    """Filed 21 November 2016: year 5 begins 21 November 2020: 20 January 2021."""
    expect(
        {**DESIGN, "dates": {"filing": "2016-11-21", "grant": "2019-03-28"}},
        {"kind": "annuity", "number": 5, "due": "2021-01-20", "grace_ends": "2021-05-20"},
        {"kind": "annuity", "number": 10, "due": "2026-01-20", "covers": {"from": "2025-11-21", "to": "2026-11-20"}},
        {"kind": "expiry", "due": "2026-11-20"},
        never=[("annuity", 4), ("annuity", 11), ("renewal", 1)],
    )


def test_tma_53_ten_years_with_the_day_of_filing(expect):
    """Filed 1 June 2017: through 31 May 2027; from 28 February, late with 20 % to 30 November."""
    document = expect(
        {**MARK, "dates": {"priority": "2016-12-05", "filing": "2017-06-01", "registration": "2018-10-22"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2027-02-28",
            "due": "2027-05-31",
            "act_by": "2027-05-31",
            "grace_ends": "2027-11-30",
            "restoration_basis": "none",
            "covers": {"from": "2027-06-01", "to": "2037-05-31"},
            "certainty": "arguable",
            "provisional": True,
        },
        {"kind": "renewal", "number": 2, "due": "2037-05-31"},
        never=[("declaration_of_use", 1)],
    )

    renewal = found(document, "renewal", 1)
    assert renewal["late"][0]["surcharge"] == "20 %"
    assert renewal["alternatives"][0]["due"] == "2027-06-01"


@pytest.mark.parametrize(
    ("filing", "due", "grace"),
    [
        ("2006-07-28", "2016-07-27", None),  # expired the day before the amendment
        ("2006-07-29", "2016-07-28", "2017-01-28"),
        ("2006-07-30", "2016-07-29", "2017-01-29"),
    ],
)
def test_tma_54_late_renewal_since_28_july_2016(expect, filing, due, grace):
    """Before, a mark not renewed in time was gone."""
    expect({**MARK, "dates": {"filing": filing}}, {"kind": "renewal", "number": 1, "due": due, "grace_ends": grace})


def test_madrid_designations_are_renewed_at_wipo(expect):
    """Since 7 November 2017; no renewal in Thailand."""
    document = expect(
        {**MARK, "route": "madrid", "dates": {"filing": "2018-01-15", "registration": "2019-06-04"}},
        never=[("renewal", 1)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
