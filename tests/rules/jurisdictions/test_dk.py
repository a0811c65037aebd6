"""Danish Patent and Trademark Office: patents, utility models, designs and marks, worked by hand from the Acts."""

import pytest

PATENT = {"jurisdiction": "DK", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "DK", "right": "utility_model"}
DESIGN = {"jurisdiction": "DK", "right": "design"}
MARK = {"jurisdiction": "DK", "right": "trademark"}


def readings(document, number):
    """The other days given for the end of one annuity's late period."""
    found = next(deadline for deadline in document["deadlines"] if deadline["number"] == number)
    return [reading["grace_ends"] for reading in found["alternatives"] if "grace_ends" in reading]


def test_pl_41_1_first_bill_is_for_three_years(expect):
    """Filed 9 August 2021: year 3 begins 9 August 2023, due 31 August, payable from 31 May; late to 29 February 2024.

    Years 1 and 2 fall due with it.
    """
    expect(
        {**PATENT, "dates": {"filing": "2021-08-09"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2023-05-31",
            "due": "2023-08-31",
            "act_by": "2023-08-31",
            "grace_ends": "2024-02-29",
            "restoration_ends": "2025-02-28",
            "restoration_basis": "due_care",
            "covers": {"from": "2021-08-09", "to": "2024-08-08"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 4, "due": "2024-08-31", "covers": {"from": "2024-08-09", "to": "2025-08-08"}},
        {"kind": "annuity", "number": 20, "covers": {"from": "2040-08-09", "to": "2041-08-09"}},
        {"kind": "expiry", "number": None, "due": "2041-08-09"},
        never=[("annuity", 1), ("annuity", 2), ("annuity", 21)],
    )


def test_pl_41_3_six_months_from_date_to_date(expect):
    """Due 30 June 2026, payable from 30 March: 30 December to be safe, 31 December by the other reading."""
    document = expect(
        {**PATENT, "dates": {"filing": "2015-06-24"}},
        {
            "kind": "annuity",
            "number": 12,
            "opens": "2026-03-30",
            "due": "2026-06-30",
            "grace_ends": "2026-12-30",
            "certainty": "arguable",
        },
    )
    assert readings(document, 12) == ["2026-12-31"]


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2016-02-29", 5, "2020-02-29", "2020-08-29"),
        ("2016-02-11", 6, "2021-02-28", "2021-08-28"),
        ("2017-08-31", 4, "2020-08-31", "2021-02-28"),
    ],
)
def test_pl_41_february(expect, filing, number, due, grace):
    expect(
        {**PATENT, "dates": {"filing": filing}}, {"kind": "annuity", "number": number, "due": due, "grace_ends": grace}
    )


@pytest.mark.parametrize(
    ("due", "on_time"),
    [
        ("2026-06-05", "2026-06-08"),  # Constitution Day, a Friday
        ("2026-12-24", "2026-12-28"),
        ("2026-12-31", "2027-01-04"),
        ("2026-05-01", "2026-05-01"),  # 1 May is open
        ("2026-04-02", "2026-04-07"),  # Maundy Thursday to Easter Monday
        ("2023-05-05", "2023-05-08"),  # Great Prayer Day, until 2023
        ("2024-04-26", "2024-04-26"),  # abolished from 2024
    ],
)
def test_closed_days(expect, due, on_time):
    """Marks registered ten years before, so that the first term ends on the day."""
    registered = f"{int(due[:4]) - 10}{due[4:]}"
    expect(
        {**MARK, "dates": {"filing": "2012-09-03", "registration": registered}},
        {"kind": "renewal", "number": 1, "due": due, "act_by": due, "due_effective": on_time},
    )


def test_pl_41_2_divisional(expect):
    """Parent filed 14 May 2018, divided 2 April 2024: years 3 to 6 and 7 (begins 14 May) until 2 June 2024, a Sunday.

    They fall due with those two months; six more from there: 2 December. Year 8 is ordinary.
    """
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2018-05-14", "filing": "2024-04-02"}},
        {
            "kind": "annuity",
            "number": 3,
            "due": "2020-05-31",
            "act_by": "2024-06-02",
            "due_effective": "2024-06-03",
            "grace_ends": "2024-12-02",
            "covers": {"from": "2018-05-14", "to": "2021-05-13"},
        },
        {"kind": "annuity", "number": 7, "due": "2024-05-31", "act_by": "2024-06-02", "grace_ends": "2024-12-02"},
        {"kind": "annuity", "number": 8, "due": "2025-05-31", "act_by": "2025-05-31", "grace_ends": "2025-11-30"},
        {"kind": "expiry", "number": None, "due": "2038-05-14"},
    )


@pytest.mark.parametrize(
    ("entry", "on_time", "grace"),
    [("2026-08-10", "2026-10-10", "2027-04-10"), ("2025-11-30", "2026-01-31", "2026-07-31")],
)
def test_pl_41_2_continuation_of_an_international_application(expect, entry, on_time, grace):
    """Filed 10 January 2024: year 3 is due 31 January 2026, or two months after the continuation if that is later."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2024-01-10", "national_entry": entry}},
        {"kind": "annuity", "number": 3, "due": "2026-01-31", "act_by": on_time, "grace_ends": grace},
    )


@pytest.mark.parametrize(
    ("mention", "first", "on_time", "grace", "certainty"),
    [
        ("2025-03-05", 11, "2025-06-30", "2025-12-30", "arguable"),  # 30 or 31 December
        ("2025-06-11", 11, "2025-08-11", "2025-12-30", "arguable"),  # two months from the mention
        ("2025-06-24", 11, "2025-08-24", "2025-12-30", "arguable"),  # the very day on which year 11 begins
        ("2025-06-25", 12, "2026-06-30", "2026-12-30", "arguable"),
    ],
)
def test_pl_81_european_patent(expect, mention, first, on_time, grace, certainty):
    """Filed 24 June 2015; EPC Art. 141(2) gives two months, the late period is counted from the due day."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "act_by": on_time, "grace_ends": grace, "certainty": certainty},
        never=[("annuity", first - 1)],
    )


def test_pl_81_early_mention_leaves_year_3_alone(expect):
    """Mentioned in year 2: year 3 is the first one paid here, and only that year."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2023-01-16", "ep_grant": "2024-07-10"}},
        {"kind": "annuity", "number": 3, "due": "2025-01-31", "covers": {"from": "2025-01-16", "to": "2026-01-15"}},
        never=[("annuity", 2)],
    )


def test_bml_38_three_three_and_four_years(expect):
    """Filed 29 February 2020: 28 February 2023 and 2026; ten years end on 28 February 2030."""
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2020-02-29"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": "2022-11-28",
            "due": "2023-02-28",
            "grace_ends": "2023-08-28",
            "covers": {"from": "2023-03-01", "to": "2026-02-28"},
        },
        {
            "kind": "annuity",
            "number": 2,
            "due": "2026-02-28",
            "due_effective": "2026-03-02",
            "covers": {"from": "2026-03-01", "to": "2030-02-28"},
        },
        {"kind": "expiry", "number": None, "due": "2030-02-28"},
        never=[("annuity", 3)],
    )


@pytest.mark.parametrize(
    ("filing", "attributes", "renewals", "expiry"),
    [
        ("2018-05-01", {}, 4, "2043-05-01"),
        ("2018-05-01", {"spare_part": True}, 2, "2033-05-01"),
        ("2001-10-01", {}, 4, "2026-10-01"),
        ("2001-09-30", {}, 2, "2016-09-30"),  # the Act of 1970: fifteen years
    ],
)
def test_dl_23_terms_of_designs(expect, filing, attributes, renewals, expiry):
    expect(
        {**DESIGN, "dates": {"filing": filing}, "attributes": attributes},
        {"kind": "renewal", "number": renewals},
        {"kind": "expiry", "number": None, "due": expiry},
        never=[("renewal", renewals + 1)],
    )


def test_dl_24_renewal_opens_three_months_ahead(expect):
    """A period that ends on 1 May 2023 is renewed from 1 February to 1 November."""
    expect(
        {**DESIGN, "dates": {"filing": "2018-05-01"}},
        {"kind": "renewal", "number": 1, "opens": "2023-02-01", "due": "2023-05-01", "grace_ends": "2023-11-01"},
    )


@pytest.mark.parametrize(
    ("filing", "registration", "due"),
    [
        ("2018-10-11", "2018-12-31", "2028-12-31"),  # registered before 2019: registration
        ("2018-10-11", "2019-01-01", "2028-10-11"),  # registered since: filing, whenever that was
        ("2019-02-05", None, "2029-02-05"),
    ],
)
def test_vml_24_the_registration_decides(expect, filing, registration, due):
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
