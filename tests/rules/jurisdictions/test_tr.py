"""Turkish Patent and Trademark Office: patents, utility models, designs and marks, worked by hand from Law 6769."""

import pytest

PATENT = {"jurisdiction": "TR", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "TR", "right": "utility_model"}
DESIGN = {"jurisdiction": "TR", "right": "design"}
MARK = {"jurisdiction": "TR", "right": "trademark"}


def test_smk_101_annuities_from_the_third_year(expect):
    """Filed 14 June 2018: year 3 begins and is due on 14 June 2020, a Sunday, payable from 1 January of that year.

    Late at 25 % until 14 December; then a compensation fee revives the patent, by a notice whose day none can compute.
    """
    document = expect(
        {**PATENT, "dates": {"filing": "2018-06-14", "grant": "2021-10-21"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2020-01-01",
            "due": "2020-06-14",
            "act_by": "2020-06-14",
            "due_effective": "2020-06-15",
            "grace_ends": "2020-12-14",
            "restoration_ends": None,
            "restoration_basis": "as_of_right",
            "covers": {"from": "2020-06-14", "to": "2021-06-13"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2037-06-14", "covers": {"from": "2037-06-14", "to": "2038-06-14"}},
        {"kind": "expiry", "number": None, "due": "2038-06-14"},
        never=[("annuity", 2), ("annuity", 21)],
    )
    assert document["deadlines"][0]["late"][0]["surcharge"] == "25 %"


@pytest.mark.parametrize(("filing", "first"), [("2017-01-09", 2), ("2017-01-10", 3), ("2017-01-11", 3)])
def test_khk_551_filed_before_10_january_2017(expect, filing, first):
    """From the second year under the Decree-Law, from the third under the Code; utility models likewise."""
    for case in (PATENT, UTILITY_MODEL):
        document = expect(
            {**case, "dates": {"filing": filing, "grant": "2019-04-22"}},
            {"kind": "annuity", "number": first, "due": f"{2016 + first}{filing[4:]}"},
            never=[("annuity", first - 1)],
        )
        assert [span["to"] for span in document["spans"]] == [f"{2016 + first}-01-{int(filing[-2:]) - 1:02}"]


@pytest.mark.parametrize(
    ("filing", "number", "due", "on_time", "grace", "grace_effective"),
    [
        ("2020-02-29", 4, "2023-02-28", "2023-02-28", "2023-08-28", "2023-08-28"),
        ("2018-08-31", 9, "2026-08-31", "2026-08-31", "2027-02-28", "2027-03-01"),
        ("2018-05-27", 9, "2026-05-27", "2026-06-01", "2026-11-27", "2026-11-27"),  # the Feast of Sacrifice
        ("2018-05-26", 9, "2026-05-26", "2026-05-26", "2026-11-26", "2026-11-26"),  # its eve is a half day: open
        ("2018-10-29", 9, "2026-10-29", "2026-10-30", "2027-04-29", "2027-04-29"),  # Republic Day, a Thursday
        ("2018-07-15", 9, "2026-07-15", "2026-07-16", "2027-01-15", "2027-01-15"),
    ],
)
def test_hmk_92_and_93_same_day_and_holidays(expect, filing, number, due, on_time, grace, grace_effective):
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2022-01-21"}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "act_by": due,
            "due_effective": on_time,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


def test_pending_applications_pay_too(expect):
    document = expect({**PATENT, "dates": {"filing": "2021-03-09"}}, {"kind": "annuity", "number": 3})
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["grant"]


@pytest.mark.parametrize(
    ("entry", "on_time", "grace"),
    [
        ("2025-09-10", "2025-09-10", "2025-09-12"),  # year 3 fell due on 12 March 2025: paid with the entry
        ("2025-10-09", "2025-10-09", None),  # entered with the three further months, after the six had gone
        ("2025-03-12", "2025-03-12", "2025-09-12"),  # on the anniversary: the ordinary day
    ],
)
def test_fees_accrued_before_the_national_phase_are_paid_with_the_entry(expect, entry, on_time, grace):
    """International filing on 12 March 2023 without priority."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2023-03-12", "national_entry": entry}},
        {"kind": "annuity", "number": 3, "due": "2025-03-12", "act_by": on_time, "grace_ends": grace},
        {"kind": "annuity", "number": 4, "due": "2026-03-12", "act_by": "2026-03-12"},
    )


@pytest.mark.parametrize(
    ("mention", "first", "on_time", "certainty"),
    [
        ("2025-02-12", 11, "2025-06-24", "certain"),
        ("2025-05-14", 11, "2025-07-14", "certain"),  # two months from the mention
        ("2025-06-24", 11, "2025-08-24", "arguable"),  # the very day
        ("2025-06-25", 12, "2026-06-24", "certain"),
    ],
)
def test_epc_141_european_patent(expect, mention, first, on_time, certainty):
    """Filed 24 June 2015: the years after the one of the mention; the late period from the anniversary."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": mention}},
        {
            "kind": "annuity",
            "number": first,
            "due": f"{2014 + first}-06-24",
            "act_by": on_time,
            "grace_ends": f"{2014 + first}-12-24",
            "certainty": certainty,
        },
        never=[("annuity", 2), ("annuity", first - 1)],
    )


@pytest.mark.parametrize(
    ("grant", "due"),
    [
        ("2019-06-13", "2022-06-14"),  # within a year of filing: four years from filing end later
        ("2019-06-14", "2022-06-14"),
        ("2019-06-17", "2022-06-17"),
        ("2024-02-29", "2027-02-28"),
    ],
)
def test_smk_130_statement_of_use(expect, grant, due):
    """Filed 14 June 2018: three years from publication of the grant, or four from filing."""
    for case in (PATENT, UTILITY_MODEL):
        expect(
            {**case, "dates": {"filing": "2018-06-14", "grant": grant}},
            {"kind": "working_statement", "number": 1, "due": due, "grace_ends": None, "certainty": "certain"},
            never=[("working_statement", 2)],
        )


def test_smk_130_statement_of_use_of_a_european_patent(expect):
    """From the European Bulletin, the earlier of two readings."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2015-06-24", "ep_grant": "2025-02-12"}},
        {"kind": "working_statement", "number": 1, "due": "2028-02-12", "certainty": "arguable"},
    )


def test_no_statement_of_use_after_the_term(expect):
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2015-06-24", "grant": "2022-06-24"}},
        {"kind": "annuity", "number": 10, "due": "2024-06-24", "covers": {"from": "2024-06-24", "to": "2025-06-24"}},
        {"kind": "expiry", "number": None, "due": "2025-06-24"},
        never=[("working_statement", 1), ("annuity", 11)],
    )


def test_smk_69_design(expect):
    """Filed 12 October 2021: due on the day, not at the month's end of the old decree."""
    expect(
        {**DESIGN, "dates": {"filing": "2021-10-12"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-04-12",
            "due": "2026-10-12",
            "due_effective": "2026-10-12",
            "grace_ends": "2027-04-12",
            "covers": {"from": "2026-10-13", "to": "2031-10-12"},
        },
        {"kind": "expiry", "number": None, "due": "2046-10-12"},
        never=[("renewal", 5)],
    )


def test_smk_23_mark(expect):
    """Filed 14 September 2016: 14 September 2026, not the 30th; late until 14 March 2027, a Sunday."""
    expect(
        {**MARK, "dates": {"filing": "2016-09-14", "registration": "2017-05-30"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2026-03-14",
            "due": "2026-09-14",
            "grace_ends": "2027-03-14",
            "grace_ends_effective": "2027-03-15",
            "restoration_basis": "none",
            "provisional": True,
        },
        {"kind": "renewal", "number": 2, "due": "2036-09-14"},
    )


@pytest.mark.parametrize("case", [{**MARK, "route": "madrid"}, {**DESIGN, "route": "hague"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    document = expect({**case, "dates": {"filing": "2020-03-04"}}, never=[("renewal", 1)])
    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
