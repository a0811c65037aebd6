"""Philippines: fees from publication, patents of the old Act, designs, marks and declarations of use, by hand."""

import pytest

PATENT = {"jurisdiction": "PH", "right": "patent"}
MARK = {"jurisdiction": "PH", "right": "trademark"}


def test_r_1101_annual_fees_count_from_publication(expect):
    """Filed 11 April 2019, published 31 August 2020: year 5 due 31 August 2024, opens 31 May, late to 28 February 2025.

    The last fee is due before 11 April 2039: year 19, on 31 August 2038.
    """
    expect(
        {**PATENT, "dates": {"filing": "2019-04-11", "publication": "2020-08-31"}},
        {
            "kind": "annuity",
            "number": 5,
            "opens": "2024-05-31",
            "due": "2024-08-31",
            "act_by": "2024-08-31",
            "due_effective": "2024-09-02",
            "grace_ends": "2025-02-28",
            "restoration_basis": "none",
            "covers": {"from": "2024-08-31", "to": "2025-08-30"},
        },
        {"kind": "annuity", "number": 19, "due": "2038-08-31", "covers": {"from": "2038-08-31", "to": "2039-04-11"}},
        {"kind": "expiry", "due": "2039-04-11"},
        never=[("annuity", 4), ("annuity", 20)],
    )


def test_s_54_a_day_before_the_end_of_the_term_still_costs_a_year(expect):
    """Fees are due as long as their day lies before the end of the term, and not on it."""
    expect(
        {**PATENT, "dates": {"filing": "2015-06-12", "publication": "2016-06-11"}},
        {"kind": "annuity", "number": 20, "due": "2035-06-11"},
    )
    expect(
        {**PATENT, "dates": {"filing": "2015-06-12", "publication": "2016-06-12"}},
        {"kind": "annuity", "number": 19, "due": "2034-06-12"},
        never=[("annuity", 20)],
    )


def test_published_on_a_leap_day_and_closed_days(expect):
    """Published 29 February 2016: 28 February 2021 is a Sunday, Monday 1 March; late period from the nominal day."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2014-08-20", "publication": "2016-02-29"}},
        {
            "kind": "annuity",
            "number": 6,
            "opens": "2020-11-28",
            "due": "2021-02-28",
            "due_effective": "2021-03-01",
            "grace_ends": "2021-08-28",
            "grace_ends_effective": "2021-08-31",  # Saturday, then National Heroes Day on Monday the 30th
        },
        {"kind": "annuity", "number": 9, "due": "2024-02-29"},
    )


def test_divisional_pays_by_its_own_publication_and_ends_with_its_parent(expect):
    """Its annual fees have their own day, the term is the parent's."""
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2015-03-10", "filing": "2018-05-02", "publication": "2018-11-05"},
        },
        {"kind": "annuity", "number": 5, "due": "2022-11-05"},
        {"kind": "annuity", "number": 17, "due": "2034-11-05"},
        {"kind": "expiry", "due": "2035-03-10"},
        never=[("annuity", 18)],
    )


def test_publication_is_awaited(expect):
    """Without it only the end of the term is known."""
    document = expect(
        {**PATENT, "dates": {"filing": "2025-04-11"}}, {"kind": "expiry", "due": "2045-04-11"}, never=[("annuity", 5)]
    )

    assert "publication" in {awaiting["event"] for awaiting in document["awaiting"]}


def test_ra_165_seventeen_years_from_grant(expect):
    """Granted 15 March 2010 on a filing of 1997: fees on the anniversaries of issue, reinstatement within two years."""
    document = expect(
        {
            **PATENT,
            "dates": {"filing": "1997-12-15", "grant": "2010-03-15"},
            "attributes": {"ph_law": "RA165"},
        },
        {
            "kind": "annuity",
            "number": 5,
            "opens": None,
            "due": "2014-03-15",
            "grace_ends": None,
            "restoration_ends": "2016-03-15",
        },
        {"kind": "annuity", "number": 17, "due": "2026-03-15", "covers": {"from": "2026-03-15", "to": "2027-03-15"}},
        {"kind": "expiry", "due": "2027-03-15"},
        never=[("annuity", 4), ("annuity", 18)],
    )

    assert "ph.notice_opens_late_period" in {warning["code"] for warning in document["warnings"]}
    assert document["awaiting"] == []


def test_the_old_act_is_asked_for_only_with_an_old_filing(expect):
    """Filed before 1998 the Act of the grant is awaited, filed since then not."""
    old = expect({**PATENT, "dates": {"filing": "1997-12-31", "grant": "2010-03-15"}})
    new = expect({**PATENT, "dates": {"filing": "1998-01-01", "grant": "2010-03-15"}})

    assert "ph_law" in {awaiting["event"] for awaiting in old["awaiting"]}
    assert "ph_law" not in {awaiting["event"] for awaiting in new["awaiting"]}


def test_utility_model_seven_years_without_fees(expect):
    """Nothing to pay, no renewal."""
    document = expect(
        {"jurisdiction": "PH", "right": "utility_model", "dates": {"filing": "2020-02-29"}},
        {"kind": "expiry", "due": "2027-02-28"},
        never=[("annuity", 5), ("renewal", 1)],
    )

    assert document["spans"] == [{"from": "2020-02-29", "to": "2027-02-28", "as": "free", "cites": ["IPC s. 109.3"]}]


def test_s_118_design_renewed_twice(expect):
    """Filed 31 August 2021: due 31 August 2026, the last Monday of August: National Heroes Day, so 1 September."""
    expect(
        {"jurisdiction": "PH", "right": "design", "dates": {"filing": "2021-08-31"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-08-31",
            "due": "2026-08-31",
            "due_effective": "2026-09-01",
            "grace_ends": "2027-02-28",
            "covers": {"from": "2026-09-01", "to": "2031-08-31"},
        },
        {"kind": "renewal", "number": 2, "due": "2031-08-31"},
        {"kind": "expiry", "due": "2036-08-31"},
        never=[("renewal", 3)],
    )


def test_s_145_life_of_a_mark(expect):
    """Filed 30 August 2012, registered 14 March 2013: use by 2015 and 2019, renewal 2023, use by 2024 and 2029."""
    expect(
        {**MARK, "dates": {"filing": "2012-08-30", "registration": "2013-03-14"}},
        {
            "kind": "declaration_of_use",
            "number": 1,
            "opens": None,
            "due": "2015-08-30",
            "grace_ends": "2016-02-29",  # six months on request
        },
        {
            "kind": "declaration_of_use",
            "number": 2,
            "opens": "2018-03-14",
            "due": "2019-03-14",
            "grace_ends": None,
        },
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2022-09-14",
            "due": "2023-03-14",
            "grace_ends": "2023-09-14",
            "restoration_basis": "none",
        },
        {
            "kind": "declaration_of_use",
            "number": 3,
            "opens": "2022-09-14",
            "due": "2024-03-14",
            "grace_ends": None,
        },
        {"kind": "declaration_of_use", "number": 4, "opens": "2028-03-14", "due": "2029-03-14"},
        {"kind": "renewal", "number": 2, "due": "2033-03-14"},
        {"kind": "declaration_of_use", "number": 5, "opens": "2032-09-14", "due": "2034-03-14"},
    )


@pytest.mark.parametrize(
    ("registration", "third"),
    [
        ("2006-12-31", None),  # renewal due on the last day of 2016
        ("2007-01-01", "2018-01-01"),  # on the rule's first day
    ],
)
def test_r_206_renewal_declaration_only_for_renewals_due_since_2017(expect, registration, third):
    """The declaration of the mid-term that follows is owed in both cases."""
    expect(
        {**MARK, "dates": {"filing": "2005-02-02", "registration": registration}},
        {"kind": "declaration_of_use", "number": 4},
        *([{"kind": "declaration_of_use", "number": 3, "due": third}] if third else []),
        never=[] if third else [("declaration_of_use", 3)],
    )


def test_s_124_2_a_pending_mark_declares_use_and_awaits_its_registration(expect):
    """The first declaration runs from filing, registered or not; the rest from registration."""
    document = expect(
        {**MARK, "dates": {"filing": "2024-02-29"}},
        {"kind": "declaration_of_use", "number": 1, "due": "2027-02-28", "grace_ends": "2027-08-28"},
        never=[("declaration_of_use", 2), ("renewal", 1)],
    )

    assert "registration" in {awaiting["event"] for awaiting in document["awaiting"]}


@pytest.mark.parametrize(
    ("registration", "renewal"),
    [("1997-12-31", "2017-12-31"), ("1998-01-01", "2008-01-01")],
)
def test_ra_166_first_term_of_twenty_years(expect, registration, renewal):
    """Marks registered before 1998 were first renewed after twenty years, then every ten."""
    expect(
        {**MARK, "dates": {"filing": "1994-05-05", "registration": registration}},
        {"kind": "renewal", "number": 1, "due": renewal},
        {"kind": "renewal", "number": 2, "due": f"{int(renewal[:4]) + 10}{renewal[4:]}"},
    )


def test_madrid_mark_declares_use_here(expect):
    """International registration 10 June 2014, protected here 3 September 2015: use by 2017, 2021, 2025, 2030."""
    document = expect(
        {**MARK, "route": "madrid", "dates": {"ir": "2014-06-10", "registration": "2015-09-03"}},
        {"kind": "declaration_of_use", "number": 1, "due": "2017-06-10"},
        {"kind": "declaration_of_use", "number": 2, "opens": "2020-09-03", "due": "2021-09-03"},
        {"kind": "declaration_of_use", "number": 3, "opens": "2023-12-10", "due": "2025-06-10"},
        {"kind": "declaration_of_use", "number": 4, "opens": "2029-06-10", "due": "2030-06-10"},
        never=[("renewal", 1)],
    )

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
