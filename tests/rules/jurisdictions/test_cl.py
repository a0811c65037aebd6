"""Chile: lump sums for parts of the term, designs before and after the reform, marks, worked by hand."""

import pytest

PATENT = {"jurisdiction": "CL", "right": "patent"}
MARK = {"jurisdiction": "CL", "right": "trademark"}


def test_lpi_18_second_decade_before_the_first_ends(expect):
    """Filed 31 August 2016, granted 2019: due 31 August 2026, late until 28 February 2027, a Sunday."""
    expect(
        {**PATENT, "dates": {"filing": "2016-08-31", "grant": "2019-04-02"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": None,
            "due": "2026-08-31",
            "act_by": "2026-08-31",
            "grace_ends": "2027-02-28",
            "grace_ends_effective": "2027-03-01",
            "restoration_basis": "none",
            "covers": {"from": "2026-08-31", "to": "2036-08-31"},
        },
        {"kind": "expiry", "due": "2036-08-31"},
        never=[("annuity", 2)],
    )


def test_lpi_18_bis_costs_a_fifth_for_each_month(expect):
    """One stretch of late period, a surcharge for each month begun."""
    document = expect({**PATENT, "dates": {"filing": "2016-08-31", "grant": "2019-04-02"}})
    payment = next(one for one in document["deadlines"] if one["kind"] == "annuity")

    assert [step["surcharge"] for step in payment["late"]] == ["20 % for each month begun"]


@pytest.mark.parametrize(
    ("grant", "due"),
    [
        ("2020-05-19", "2020-05-20"),  # granted the day before the first decade ends
        ("2020-05-20", None),  # both decades are paid at grant
        ("2020-05-21", None),
    ],
)
def test_a_grant_after_ten_years_settles_both_decades(expect, grant, due):
    """Filed 20 May 2010."""
    document = expect(
        {**PATENT, "dates": {"filing": "2010-05-20", "grant": grant}},
        *([{"kind": "annuity", "number": 1, "due": due}] if due else []),
        never=[] if due else [("annuity", 1)],
    )

    assert document["spans"][0]["to"] == ("2020-05-19" if due else "2030-05-20")


@pytest.mark.parametrize(
    ("filing", "expiry", "paid"),
    [("2005-11-30", "2026-08-10", False), ("2005-12-01", "2025-12-01", True)],
)
def test_lpi_39_older_patents_run_fifteen_years_from_grant(expect, filing, expiry, paid):
    """Granted 10 August 2011; filed on the last day of the older law and on the first of the next."""
    payment = {"kind": "annuity", "number": 1, "due": "2015-12-01"}
    document = expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2011-08-10"}},
        {"kind": "expiry", "due": expiry},
        *([payment] if paid else []),
        never=[] if paid else [("annuity", 1)],
    )

    assert ("cl.old_law" in {warning["code"] for warning in document["warnings"]}) is not paid


def test_nothing_while_pending_and_routes_count_from_the_earlier_filing(expect):
    """A pending case awaits its grant; PCT counts from the international filing, a divisional from its parent."""
    document = expect({**PATENT, "dates": {"filing": "2021-03-02"}}, never=[("annuity", 1)])
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2018-02-27", "grant": "2022-06-01"}},
        {"kind": "annuity", "number": 1, "due": "2028-02-27"},
    )
    expect(
        {
            **PATENT,
            "route": "divisional",
            "dates": {"parent_filing": "2016-02-29", "filing": "2018-08-01", "grant": "2021-06-01"},
        },
        {"kind": "annuity", "number": 1, "due": "2026-02-28", "due_effective": "2026-03-02"},
    )

    assert "grant" in {awaiting["event"] for awaiting in document["awaiting"]}


def test_in_force_without_the_day_of_grant_is_computed(expect):
    """What doesn't need the grant is given, and the grant awaited."""
    document = expect(
        {**PATENT, "status": "granted", "dates": {"filing": "2017-10-12"}},
        {"kind": "annuity", "number": 1, "due": "2027-10-12"},
    )

    assert "grant" in {awaiting["event"] for awaiting in document["awaiting"]}


def test_utility_model_second_five_years(expect):
    """Filed 30 September 2021: due 30 September 2026, late until 30 March 2027; ten years in all."""
    expect(
        {"jurisdiction": "CL", "right": "utility_model", "dates": {"filing": "2021-09-30", "grant": "2023-01-10"}},
        {
            "kind": "annuity",
            "number": 1,
            "due": "2026-09-30",
            "grace_ends": "2027-03-30",
            "covers": {"from": "2026-09-30", "to": "2031-09-30"},
        },
        {"kind": "expiry", "due": "2031-09-30"},
        never=[("annuity", 2)],
    )


@pytest.mark.parametrize(
    ("filing", "expiry", "certainty"),
    [
        ("2022-05-09", "2037-05-09", "certain"),  # the reform's first day: fifteen years
        ("2022-05-08", "2032-05-08", "arguable"),  # ten, which can be prolonged
        ("2012-05-09", "2022-05-09", "arguable"),  # just in force on that day
        ("2012-05-08", "2022-05-08", "certain"),  # expired the day before
    ],
)
def test_ley_21355_design_terms(expect, filing, expiry, certainty):
    """Fifteen years since 9 May 2022; older designs in force that day may have five more."""
    second = ("renewal", 2)
    document = expect(
        {"jurisdiction": "CL", "right": "design", "dates": {"filing": filing}},
        {"kind": "expiry", "due": expiry, "certainty": certainty},
        never=[second] if filing == "2012-05-08" else [],
    )
    renewals = {one["number"]: one for one in document["deadlines"] if one["kind"] == "renewal"}

    assert renewals[1]["certainty"] == "certain"
    assert filing == "2012-05-08" or renewals[2]["certainty"] == certainty


def test_design_payments_by_five_years(expect):
    """Filed 29 August 2022: due 29 August 2027, a Sunday, late until 29 February 2028."""
    expect(
        {"jurisdiction": "CL", "right": "design", "dates": {"filing": "2022-08-29", "registration": "2023-05-02"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2027-08-29",
            "due_effective": "2027-08-30",
            "grace_ends": "2028-02-29",
            "covers": {"from": "2027-08-30", "to": "2032-08-29"},
        },
        {"kind": "renewal", "number": 2, "due": "2032-08-29"},
        never=[("renewal", 3)],
    )


@pytest.mark.parametrize(
    ("registration", "opens", "due", "grace"),
    [
        ("2011-03-31", None, "2021-03-31", "2021-04-30"),  # any time before, thirty days after
        ("2011-04-01", "2020-10-01", "2021-04-01", "2021-10-01"),  # half a year on both sides
        ("2016-08-31", "2026-02-28", "2026-08-31", "2027-02-28"),
    ],
)
def test_lpi_24_mark_renewal_window(expect, registration, opens, due, grace):
    """The window of general ruling 96/2021 holds for terms that end since 1 April 2021."""
    expect(
        {**MARK, "dates": {"registration": registration}},
        {"kind": "renewal", "number": 1, "opens": opens, "due": due, "grace_ends": grace},
    )


def test_closed_days_move_the_renewal(expect):
    """18 September 2026, a Friday, is Independence Day, the 19th Army Day, the 20th a Sunday: Monday the 21st."""
    expect(
        {**MARK, "dates": {"registration": "2016-09-18"}},
        {"kind": "renewal", "number": 1, "due": "2026-09-18", "act_by": "2026-09-18", "due_effective": "2026-09-21"},
    )


def test_madrid_marks_are_renewed_at_wipo(expect):
    """No renewal here for designations of Chile."""
    document = expect({**MARK, "route": "madrid", "dates": {"ir": "2023-01-09"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
