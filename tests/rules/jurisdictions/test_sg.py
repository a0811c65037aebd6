"""Singapore: annual fees and renewals, worked by hand from the Patents, Registered Designs and Trade Marks laws."""

import pytest

PATENT = {"jurisdiction": "SG", "right": "patent", "status": "granted"}
DESIGN = {"jurisdiction": "SG", "right": "design", "status": "registered"}
MARK = {"jurisdiction": "SG", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_s_36_year_five_is_the_first(expect):
    """Filed 15 June 2018, granted in 2021: year 5 due 15 June 2022 from 15 March, late to 15 December.

    Restoration within 18 months of the missed day; twenty years beginning with the filing.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2018-06-15", "grant": "2021-01-20"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": "2022-03-15",
            "due": "2022-06-15",
            "due_effective": "2022-06-15",
            "act_by": "2022-06-15",
            "grace_ends": "2022-12-15",
            "restoration_ends": "2023-12-15",
            "restoration_basis": "unintentional",
            "covers": {"from": "2022-06-15", "to": "2023-06-14"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2037-06-15", "covers": {"from": "2037-06-15", "to": "2038-06-14"}},
        {"kind": "expiry", "due": "2038-06-14"},
        never=[("annuity", 4), ("annuity", 21)],
    )

    assert [(span["from"], span["to"], span["as"]) for span in document["spans"]] == [
        ("2018-06-15", "2022-06-14", "free")
    ]


@pytest.mark.parametrize(
    ("filing", "grant", "opens", "due", "grace"),
    [
        ("2016-03-10", "2019-12-10", "2019-12-10", "2020-03-10", "2020-09-10"),  # 45 months after filing
        ("2016-03-10", "2019-12-11", "2019-12-11", "2020-03-11", "2020-09-11"),  # a day later
        ("2016-03-10", "2020-03-10", "2020-03-10", "2020-06-10", "2020-12-10"),  # on the anniversary
        ("2016-05-31", "2020-02-29", "2020-02-29", "2020-05-31", "2020-11-30"),  # three months before 31 May
        ("2016-05-31", "2020-03-01", "2020-03-01", "2020-06-01", "2020-12-01"),
    ],
)
def test_r_51_grant_near_the_end_of_year_four(expect, filing, grant, opens, due, grace):
    """Granted more than 45 months after filing: year 5 is paid within three months of the grant."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": grant}},
        {"kind": "annuity", "number": 5, "opens": opens, "due": due, "act_by": due, "grace_ends": grace},
    )


def test_r_51_late_grant_catches_up(expect):
    """Filed 1 June 2013, granted 15 April 2019, seven weeks before year 7: years 5 to 7 by 15 July 2019.

    Year 8 is ordinary again. Restoration is counted from the day put off.
    """
    dates = {"filing": "2013-06-01", "national_entry": "2015-10-05", "grant": "2019-04-15"}
    expect(
        {**PATENT, "route": "pct", "dates": dates},
        *(
            {
                "kind": "annuity",
                "number": number,
                "opens": "2019-04-15",
                "due": "2019-07-15",
                "grace_ends": "2020-01-15",
                "restoration_ends": "2021-01-15",
            }
            for number in (5, 6, 7)
        ),
        {"kind": "annuity", "number": 8, "opens": "2020-03-01", "due": "2020-06-01"},
        {"kind": "expiry", "due": "2033-05-31"},
    )


def test_s_26_11_a_divisional_counts_from_its_parents_filing(expect):
    """Parent 5 May 2014, granted 10 February 2020: years 5 to 7 by Sunday 10 May 2020, year 8 on 5 May 2021."""
    dates = {"parent_filing": "2014-05-05", "filing": "2018-06-01", "grant": "2020-02-10"}
    expect(
        {**PATENT, "route": "divisional", "dates": dates},
        *(
            {"kind": "annuity", "number": number, "due": "2020-05-10", "due_effective": "2020-05-11"}
            for number in (5, 6, 7)
        ),
        {"kind": "annuity", "number": 8, "due": "2021-05-05"},
        {"kind": "expiry", "due": "2034-05-04"},
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "effective", "grace_effective"),
    [
        ("2018-08-09", 9, "2026-08-09", "2026-08-11", "2027-02-09"),  # National Day on a Sunday, Monday in lieu
        ("2016-02-29", 5, "2020-02-29", "2020-03-02", "2020-08-31"),  # a Saturday; late to Saturday 29 August
        ("2016-02-29", 6, "2021-02-28", "2021-03-01", "2021-08-30"),  # a Sunday; late to Saturday 28 August
    ],
)
def test_ia_50_excluded_days(expect, filing, number, due, effective, grace_effective):
    """Both ends pass to the next day that is not excluded; the late period counts from the nominal day."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2019-01-18"}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "due_effective": effective,
            "grace_ends_effective": grace_effective,
        },
    )


@pytest.mark.parametrize(
    ("filing", "due", "restoration"),
    [
        ("2009-02-13", "2014-02-13", "2016-08-13"),  # lapsed the day before: thirty months
        ("2009-02-14", "2014-02-14", "2015-08-14"),
        ("2009-02-15", "2014-02-15", "2015-08-15"),
    ],
)
def test_r_53_eighteen_months_since_14_february_2014(expect, filing, due, restoration):
    """Patents that ceased earlier had thirty months."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2011-05-31"}},
        {"kind": "annuity", "number": 6, "due": due, "restoration_ends": restoration},
    )


def test_nothing_is_due_while_pending(expect):
    """The fees wait for the grant, however late."""
    document = expect(
        {**PATENT, "status": "pending", "dates": {"filing": "2015-06-15"}},
        {"kind": "expiry", "due": "2035-06-14"},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"grant"}


def test_in_force_without_its_grant_date_shows_the_ordinary_days(expect):
    """They are the earliest possible; the grant may put some of them off."""
    document = expect(
        {**PATENT, "dates": {"filing": "2015-06-15"}},
        {"kind": "annuity", "number": 5, "due": "2019-06-15"},
        {"kind": "annuity", "number": 13, "due": "2027-06-15"},
    )

    assert awaited(document) == {"grant"}


def test_rda_21_two_extensions_of_five_years(expect):
    """Filed 30 November 2017: due 30 November 2022 and 2027, over on 30 November 2032."""
    expect(
        {**DESIGN, "dates": {"filing": "2017-11-30", "registration": "2018-01-15"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2022-05-30",
            "due": "2022-11-30",
            "grace_ends": "2023-05-30",
            "restoration_basis": "none",
            "covers": {"from": "2022-12-01", "to": "2027-11-30"},
        },
        {"kind": "renewal", "number": 2, "due": "2027-11-30", "covers": {"from": "2027-12-01", "to": "2032-11-30"}},
        {"kind": "expiry", "due": "2032-11-30"},
        never=[("renewal", 3)],
    )


def test_tma_18_ten_years_from_the_application(expect):
    """Filed 31 October 2015: renewable 30 April to 31 October 2025, late to 30 April 2026, restored to 31 October.

    Neither the priority nor the day of entry matters.
    """
    expect(
        {**MARK, "dates": {"priority": "2015-05-04", "filing": "2015-10-31", "registration": "2016-06-15"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-04-30",
            "due": "2025-10-31",
            "grace_ends": "2026-04-30",
            "restoration_ends": "2026-10-31",
            "covers": {"from": "2025-11-01", "to": "2035-10-31"},
        },
        {"kind": "renewal", "number": 2, "due": "2035-10-31"},
        never=[("declaration_of_use", 1)],
    )


@pytest.mark.parametrize(
    ("registration", "due", "grace", "restoration"),
    [
        ("2023-07-10", "2024-01-10", "2024-07-10", "2025-01-10"),  # six months before the expiry to the day
        ("2023-07-11", "2024-01-11", "2024-07-10", "2025-01-10"),
        ("2023-12-05", "2024-06-05", "2024-07-10", "2025-01-10"),
        ("2024-01-10", "2024-07-10", "2024-07-10", "2025-01-10"),  # on the day of expiry
        ("2024-01-11", "2024-07-11", None, "2025-01-11"),  # after it: six months and no more
        ("2025-03-20", "2025-09-20", None, "2026-03-20"),
    ],
)
def test_r_49_registered_about_or_after_the_first_expiry(expect, registration, due, grace, restoration):
    """Filed 10 January 2014: six months from a late registration without a late fee; the next expiry stays."""
    expect(
        {**MARK, "dates": {"filing": "2014-01-10", "registration": registration}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2023-07-10",
            "due": due,
            "grace_ends": grace,
            "restoration_ends": restoration,
            "covers": {"from": "2024-01-11", "to": "2034-01-10"},
        },
        {"kind": "renewal", "number": 2, "due": "2034-01-10"},
    )


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    """No renewal in Singapore for them."""
    document = expect(
        {**DESIGN, "right": right, "route": route, "dates": {"filing": "2016-03-04", "registration": "2017-01-20"}},
        never=[("renewal", 1), ("renewal", 2)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
