"""Hellenic Industrial Property Organisation: patents, utility models, designs and marks, worked by hand."""

import pytest

import rules

PATENT = {"jurisdiction": "GR", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "GR", "right": "utility_model"}
DESIGN = {"jurisdiction": "GR", "right": "design"}
MARK = {"jurisdiction": "GR", "right": "trademark"}


def readings(document, number, name="grace_ends"):
    """The other days given for one date of a deadline."""
    found = next(deadline for deadline in document["deadlines"] if deadline["number"] == number)
    return [reading[name] for reading in found["alternatives"] if name in reading]


def test_l1733_24_from_the_third_year_at_the_end_of_the_month(expect):
    """Filed 3 July 2024: year 3 begins 3 July 2026, due 31 July; six months to 31 January 2027, a Sunday."""
    document = expect(
        {**PATENT, "dates": {"filing": "2024-07-03"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": None,
            "due": "2026-07-31",
            "act_by": "2026-07-31",
            "grace_ends": "2027-01-31",
            "grace_ends_effective": "2027-02-01",
            "restoration_ends": None,
            "restoration_basis": "none",
            "covers": {"from": "2026-07-03", "to": "2027-07-02"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "covers": {"from": "2043-07-03", "to": "2044-07-03"}},
        {"kind": "expiry", "number": None, "due": "2044-07-03"},
        never=[("annuity", 1), ("annuity", 2), ("annuity", 21)],
    )
    assert document["deadlines"][0]["late"][0]["surcharge"] == "50 %"


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace", "other"),
    [
        ("2015-06-24", 12, "2026-06-30", "2026-12-30", ["2026-12-31"]),
        ("2016-02-29", 5, "2020-02-29", "2020-08-29", ["2020-08-31"]),
        ("2016-02-29", 6, "2021-02-28", "2021-08-28", ["2021-08-31"]),
        ("2017-08-31", 4, "2020-08-31", "2021-02-28", []),
    ],
)
def test_l1733_24_six_months_from_date_to_date(expect, filing, number, due, grace, other):
    document = expect(
        {**PATENT, "dates": {"filing": filing}}, {"kind": "annuity", "number": number, "due": due, "grace_ends": grace}
    )
    assert readings(document, number) == other


@pytest.mark.parametrize(
    ("mention", "first", "on_time"),
    [
        ("2025-02-12", 11, "2025-06-30"),
        ("2025-05-14", 11, "2025-07-14"),  # two months from the mention
        ("2025-06-25", 12, "2026-06-30"),
    ],
)
def test_epc_141_european_patent(expect, mention, first, on_time):
    """Filed 24 June 2015: the years after the one of the mention; the late period from the due day."""
    document = expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": on_time, "grace_ends": f"{2014 + first}-12-30"},
        never=[("annuity", first - 1)],
    )
    assert readings(document, first) == [f"{2014 + first}-12-31"]


def test_early_mention_and_mention_on_the_day(expect):
    """Mentioned in year 2: year 3 is the first. Mentioned on the day year 11 begins: perhaps the EPO's."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2022-01-17", "ep_grant": "2023-07-05"}},
        {"kind": "annuity", "number": 3, "due": "2024-01-31", "certainty": "certain"},
        never=[("annuity", 2)],
    )
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-01-14", "ep_grant": "2025-01-14"}},
        {"kind": "annuity", "number": 11, "act_by": "2025-03-14", "certainty": "arguable"},
        never=[("annuity", 10)],
    )


def test_there_is_no_national_phase(as_of):
    """An international application comes to Greece as a European one; the route is refused by name."""
    result = rules.compute({**PATENT, "route": "pct", "dates": {"filing": "2022-01-17"}}, as_of=as_of)

    assert [error["field"] for error in rules.as_document(result)["errors"]] == ["route"]


@pytest.mark.parametrize(
    ("filing", "due", "on_time"),
    [
        ("2016-04-10", "2026-04-10", "2026-04-14"),  # Orthodox Good Friday to Easter Monday
        ("2016-06-01", "2026-06-01", "2026-06-02"),  # the Monday of the Holy Spirit
        ("2016-02-23", "2026-02-23", "2026-02-24"),  # Clean Monday
        ("2016-04-03", "2026-04-03", "2026-04-03"),  # the western Good Friday is open
        ("2016-12-24", "2026-12-24", "2026-12-24"),  # Christmas Eve is open
    ],
)
def test_civil_code_242_closed_days(expect, filing, due, on_time):
    expect(
        {**MARK, "dates": {"filing": filing}},
        {"kind": "renewal", "number": 1, "due": due, "act_by": due, "due_effective": on_time},
    )


def test_l1733_19_utility_model_of_seven_years(expect):
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2020-03-05"}},
        {"kind": "annuity", "number": 3, "due": "2022-03-31", "grace_ends": "2022-09-30"},
        {"kind": "annuity", "number": 7, "due": "2026-03-31", "covers": {"from": "2026-03-05", "to": "2027-03-05"}},
        {"kind": "expiry", "number": None, "due": "2027-03-05"},
        never=[("annuity", 2), ("annuity", 8)],
    )


def test_pd259_design_by_the_day_or_by_the_month(expect):
    """Filed 12 October 2021: 12 October 2026; by the other reading 31 October."""
    document = expect(
        {**DESIGN, "dates": {"filing": "2021-10-12"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2026-10-12",
            "grace_ends": "2027-04-12",
            "covers": {"from": "2026-10-13", "to": "2031-10-12"},
            "certainty": "arguable",
        },
        {"kind": "expiry", "number": None, "due": "2046-10-12"},
        never=[("renewal", 5)],
    )
    assert readings(document, 1, "due") == ["2026-10-31"]


def test_pd259_filed_on_the_last_day_of_a_month(expect):
    expect(
        {**DESIGN, "dates": {"filing": "2021-10-31"}},
        {"kind": "renewal", "number": 1, "due": "2026-10-31", "certainty": "certain"},
    )


def test_l4679_36_and_37_mark(expect):
    """Filed 12 May 2016: from 12 November 2025 to 12 May 2026, late to 12 November, restored within a year of that."""
    expect(
        {**MARK, "dates": {"filing": "2016-05-12", "registration": "2016-11-02"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-11-12",
            "due": "2026-05-12",
            "grace_ends": "2026-11-12",
            "restoration_ends": "2027-11-12",
            "restoration_basis": "due_care",
            "covers": {"from": "2026-05-13", "to": "2036-05-12"},
        },
        {"kind": "renewal", "number": 2, "due": "2036-05-12"},
    )


def test_mark_under_the_earlier_laws_ends_on_the_same_anniversary(expect):
    """Filed 29 February 2000 under Law 2239/1994: 28 February 2010, 29 February 2020."""
    expect(
        {**MARK, "dates": {"filing": "2000-02-29"}},
        {"kind": "renewal", "number": 1, "due": "2010-02-28"},
        {"kind": "renewal", "number": 2, "due": "2020-02-29"},
    )


def test_l4679_89_mark_converted_from_an_international_registration(expect):
    """Registered at WIPO 14 January 2017, converted by a request of 3 June 2021: 14 January 2027, then 3 June 2031."""
    document = expect(
        {**MARK, "dates": {"filing": "2021-06-03", "ir": "2017-01-14"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2027-01-14",
            "covers": {"from": "2027-01-15", "to": "2031-06-03"},
            "certainty": "certain",
        },
        {"kind": "renewal", "number": 2, "due": "2031-06-03", "certainty": "arguable"},
    )
    assert readings(document, 2, "due") == ["2041-06-03"]


@pytest.mark.parametrize("case", [{**MARK, "route": "madrid"}, {**DESIGN, "route": "hague"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    document = expect({**case, "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]


def test_a_divisional_says_that_its_back_fees_were_over_when_it_was_filed(expect):
    """The Greek law names no day for them: parent 5 March 2016, divided 20 June 2023; years 3 to 7 were long over."""
    dates = {"parent_filing": "2016-03-05", "filing": "2023-06-20"}
    divided = expect({"jurisdiction": "GR", "right": "patent", "route": "divisional", "dates": dates})
    direct = expect({"jurisdiction": "GR", "right": "patent", "dates": {"filing": "2016-03-05"}})

    assert "divisional.back_fees" in {warning["code"] for warning in divided["warnings"]}
    assert "divisional.back_fees" not in {warning["code"] for warning in direct["warnings"]}
