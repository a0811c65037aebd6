"""Finnish Patent and Registration Office: patents, utility models, designs and marks, worked by hand from the Acts."""

from datetime import date

import pytest

PATENT = {"jurisdiction": "FI", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "FI", "right": "utility_model"}
DESIGN = {"jurisdiction": "FI", "right": "design"}
MARK = {"jurisdiction": "FI", "right": "trademark"}
LATER = date(2028, 3, 1)


def found(document, number):
    """One annuity of a document."""
    return next(deadline for deadline in document["deadlines"] if deadline["number"] == number)


def test_patl_41_years_1_and_2_cost_nothing(expect):
    """Filed 14 March 2018: year 3 begins 14 March 2020, due 31 March, payable from 30 September 2019.

    31 March 2020 plus six months: 30 September; reinstatement within a year of that.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2018-03-14"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2019-09-30",
            "due": "2020-03-31",
            "act_by": "2020-03-31",
            "grace_ends": "2020-09-30",
            "restoration_ends": "2021-09-30",
            "restoration_basis": "due_care",
            "covers": {"from": "2020-03-14", "to": "2021-03-13"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "covers": {"from": "2037-03-14", "to": "2038-03-14"}},
        {"kind": "expiry", "number": None, "due": "2038-03-14"},
        never=[("annuity", 1), ("annuity", 2), ("annuity", 21)],
    )
    assert [(span["as"], span["from"], span["to"]) for span in document["spans"]] == [
        ("free", "2018-03-14", "2020-03-13")
    ]


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace", "to_the_month_end"),
    [
        ("2019-02-12", 3, "2021-02-28", "2021-08-28", "2021-08-31"),  # the Office says: the last day of August
        ("2015-06-24", 12, "2026-06-30", "2026-12-30", "2026-12-31"),
        ("2016-02-29", 5, "2020-02-29", "2020-08-29", "2020-08-31"),
    ],
)
def test_patl_41_3_six_months_from_date_to_date(expect, filing, number, due, grace, to_the_month_end):
    document = expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace, "certainty": "arguable"},
    )
    assert [reading["grace_ends"] for reading in found(document, number)["alternatives"]] == [to_the_month_end]


def test_the_new_act_keeps_the_day_and_is_cited_from_june_2027(expect):
    """Filed 20 May and 20 June 2017: year 11 is due 31 May 2027 under the old Act, 30 June under the new one."""
    expect(
        {**PATENT, "dates": {"filing": "2017-05-20"}},
        {"kind": "annuity", "number": 11, "due": "2027-05-31", "cites": ["PatL s. 41(1)"]},
    )
    expect(
        {**PATENT, "dates": {"filing": "2017-06-20"}},
        {"kind": "annuity", "number": 11, "due": "2027-06-30", "cites": ["PatL 2026 s. 99-102"]},
    )


def test_patl_41_2_divisional(expect):
    """Parent filed 6 May 2019, divided 8 April 2026: year 8 (begins 6 May) and those before are free until 8 June."""
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2019-05-06", "filing": "2026-04-08"}},
        {"kind": "annuity", "number": 3, "due": "2021-05-31", "act_by": "2026-06-08", "grace_ends": "2026-12-08"},
        {"kind": "annuity", "number": 8, "due": "2026-05-31", "act_by": "2026-06-08", "grace_ends": "2026-11-30"},
        {"kind": "annuity", "number": 9, "due": "2027-05-31", "act_by": "2027-05-31", "grace_ends": "2027-11-30"},
        {"kind": "expiry", "number": None, "due": "2039-05-06"},
    )


@pytest.mark.parametrize(
    ("entry", "on_time", "grace"),
    [
        ("2027-03-30", "2027-05-30", "2027-11-30"),  # the two months end under the old Act, on the day
        ("2027-03-31", "2027-05-31", "2027-11-30"),  # the old Act's last day
        ("2027-04-01", "2027-06-30", "2027-12-30"),  # 1 June 2027: to the end of that month
        ("2027-06-14", "2027-08-31", "2028-02-29"),
    ],
)
def test_entry_into_the_national_phase_before_and_under_the_new_act(expect, entry, on_time, grace):
    """International filing on 10 September 2024: year 3 is due 30 September 2026."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2024-09-10", "national_entry": entry}},
        {"kind": "annuity", "number": 3, "due": "2026-09-30", "act_by": on_time, "grace_ends": grace},
        as_of=LATER,
    )


@pytest.mark.parametrize(
    ("mention", "first", "on_time", "grace", "other"),
    [
        ("2025-02-26", 11, "2025-06-30", "2025-12-30", "2025-12-31"),  # an ordinary year
        ("2025-06-11", 11, "2025-08-11", "2025-12-30", "2026-03-11"),  # two months, or three that defer the due day
        ("2025-04-16", 11, "2025-06-30", "2025-12-30", "2026-01-16"),  # two months are over, three aren't
        ("2025-06-25", 12, "2026-06-30", "2026-12-30", "2026-12-31"),
    ],
)
def test_epc_141_2_european_patent(expect, mention, first, on_time, grace, other):
    """Filed 24 June 2015: the years that begin after the year of the mention are paid here."""
    document = expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": on_time, "grace_ends": grace, "certainty": "arguable"},
        never=[("annuity", first - 1)],
    )
    assert [reading["grace_ends"] for reading in found(document, first)["alternatives"]] == [other]


@pytest.mark.parametrize(
    ("mention", "on_time", "grace"),
    [("2027-03-31", "2027-05-31", "2027-10-30"), ("2027-04-07", "2027-07-31", "2028-01-31")],
)
def test_patl_2026_end_of_the_third_month(expect, mention, on_time, grace):
    """Filed 20 April 2017: year 11 is due 30 April 2027. Mentioned 7 April 2027, it is free until 31 July."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2017-04-20", "ep_grant": mention}},
        {"kind": "annuity", "number": 11, "due": "2027-04-30", "act_by": on_time, "grace_ends": grace},
        as_of=LATER,
    )


@pytest.mark.parametrize(
    ("due", "on_time"),
    [
        ("2026-06-19", "2026-06-22"),  # Midsummer Eve
        ("2026-12-24", "2026-12-28"),  # Christmas Eve
        ("2026-05-01", "2026-05-04"),
        ("2027-12-06", "2027-12-07"),  # Independence Day, a Monday
        ("2026-12-31", "2026-12-31"),  # New Year's Eve is an ordinary day
        ("2026-04-02", "2026-04-02"),  # and so is Maundy Thursday
    ],
)
def test_act_150_1930_closed_days(expect, due, on_time):
    """Marks registered ten years before."""
    registered = f"{int(due[:4]) - 10}{due[4:]}"
    expect(
        {**MARK, "dates": {"filing": "2015-09-03", "registration": registered}},
        {"kind": "renewal", "number": 1, "due": due, "act_by": due, "due_effective": on_time},
    )


def test_hml_four_four_and_two_years_to_the_day(expect):
    """Filed 8 June 2011: 8 June 2015, payable from 8 June 2014, late until 8 December 2015; then 2019 and 2021."""
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2011-06-08"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": "2014-06-08",
            "due": "2015-06-08",
            "grace_ends": "2015-12-08",
            "covers": {"from": "2015-06-09", "to": "2019-06-08"},
        },
        {"kind": "annuity", "number": 2, "due": "2019-06-08", "covers": {"from": "2019-06-09", "to": "2021-06-08"}},
        {"kind": "expiry", "number": None, "due": "2021-06-08"},
        never=[("annuity", 3)],
    )


@pytest.mark.parametrize(
    ("attributes", "renewals", "expiry"), [({}, 4, "2045-02-28"), ({"spare_part": True}, 2, "2035-02-28")]
)
def test_mallil_24_terms_of_designs(expect, attributes, renewals, expiry):
    """Filed 29 February 2020: 28 February 2025, payable from 28 February 2024, late until 28 August 2025."""
    expect(
        {**DESIGN, "dates": {"filing": "2020-02-29"}, "attributes": attributes},
        {"kind": "renewal", "number": 1, "opens": "2024-02-28", "due": "2025-02-28", "grace_ends": "2025-08-28"},
        {"kind": "renewal", "number": renewals},
        {"kind": "expiry", "number": None, "due": expiry},
        never=[("renewal", renewals + 1)],
    )


@pytest.mark.parametrize(
    ("filing", "registration", "due"),
    [
        ("2019-04-30", "2019-09-12", "2029-09-12"),  # pending on 1 May 2019: registration
        ("2019-05-01", "2019-09-12", "2029-05-01"),  # applied for under the new Act: filing
        ("2019-05-02", None, "2029-05-02"),
    ],
)
def test_tmerkkil_107_the_application_decides(expect, filing, registration, due):
    expect(
        {**MARK, "dates": {"filing": filing, "registration": registration}},
        {"kind": "renewal", "number": 1, "due": due},
    )


def test_an_old_mark_without_its_registration_awaits_it(expect):
    document = expect({**MARK, "dates": {"filing": "2018-10-11"}}, never=[("renewal", 1)])
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["registration"]


@pytest.mark.parametrize("case", [{**MARK, "route": "madrid"}, {**DESIGN, "route": "hague"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    document = expect({**case, "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
