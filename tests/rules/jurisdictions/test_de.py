"""German Patent and Trade Mark Office: patents, utility models, designs and marks, worked by hand from the statutes."""

import pytest

PATENT = {"jurisdiction": "DE", "right": "patent"}
UTILITY_MODEL = {"jurisdiction": "DE", "right": "utility_model"}
DESIGN = {"jurisdiction": "DE", "right": "design"}
MARK = {"jurisdiction": "DE", "right": "trademark"}


def test_patkostg_3_2_and_7_1_due_free_and_late_months(expect):
    """Filed 12 July 2016: year 3 begins 12 July 2018, due 31 July 2018, payable from 31 July 2017.

    Two months: 30 September 2018, a Sunday: 1 October. Six months: 31 January 2019. Reinstatement: one more year.
    """
    expect(
        {**PATENT, "dates": {"filing": "2016-07-12"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": "2017-07-31",
            "due": "2018-07-31",
            "due_effective": "2018-10-01",
            "act_by": "2018-09-30",
            "grace_ends": "2019-01-31",
            "grace_ends_effective": "2019-01-31",
            "restoration_ends": "2020-01-31",
            "restoration_basis": "due_care",
            "covers": {"from": "2018-07-12", "to": "2019-07-11"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2035-07-31", "covers": {"from": "2035-07-12", "to": "2036-07-12"}},
        {"kind": "expiry", "number": None, "due": "2036-07-12"},
        never=[("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "act_by", "on_time", "late", "late_effective"),
    [
        # 28 February: two and six months run to the end of April and August, not to the 28th
        ("2020-02-29", 4, "2023-02-28", "2023-04-30", "2023-05-02", "2023-08-31", "2023-08-31"),
        ("2020-02-29", 5, "2024-02-29", "2024-04-30", "2024-04-30", "2024-08-31", "2024-09-02"),
        # 31 December: two months end on 28 February 2026, a Saturday; 30 June is a Tuesday
        ("2021-12-09", 5, "2025-12-31", "2026-02-28", "2026-03-02", "2026-06-30", "2026-06-30"),
        # the due day itself is a Sunday and stays; 31 October 2026 is a Saturday, 1 November a Sunday: 2 November
        ("2022-08-15", 5, "2026-08-31", "2026-10-31", "2026-11-02", "2027-02-28", "2027-03-01"),
        # 31 December is an ordinary day (a Thursday in 2026), and so it does not move
        ("2021-10-20", 6, "2026-10-31", "2026-12-31", "2026-12-31", "2027-04-30", "2027-04-30"),
    ],
)
def test_patkostg_7_1_months_run_to_their_ends(expect, filing, number, due, act_by, on_time, late, late_effective):
    """Only the ends of the months for payment move (§ 193 BGB); both are counted from the nominal due day."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {
            "kind": "annuity",
            "number": number,
            "due": due,
            "act_by": act_by,
            "due_effective": on_time,
            "grace_ends": late,
            "grace_ends_effective": late_effective,
        },
    )


def test_193_bgb_assumption_day_is_closed_in_munich(expect):
    """A mark filed on 15 August 2019 expires on Wednesday 15 August 2029, a holiday in Munich: 16 August."""
    expect(
        {**MARK, "dates": {"filing": "2019-08-15", "registration": "2019-11-04"}},
        {"kind": "renewal", "number": 1, "due": "2029-08-15", "act_by": "2029-08-15", "due_effective": "2029-08-16"},
    )


@pytest.mark.parametrize(
    ("mention", "first"),
    [
        ("2021-11-10", 6),  # five days before the fifth anniversary: year 5 was the last one paid to the EPO
        ("2021-11-17", 7),  # two days after it: year 6 has begun and its fee is the EPO's
        ("2017-05-10", 3),  # an early grant: years 1 and 2 cost nothing
    ],
)
def test_intpatueg_ii_7_european_patent_pays_from_the_year_after_the_mention(expect, mention, first):
    """European filing 15 November 2016; the two months of Art. 141(2) EPC are inside the two free months."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": mention}},
        {"kind": "annuity", "number": first, "certainty": "certain"},
        never=[("annuity", first - 1)],
    )


def test_european_patent_with_the_mention_on_an_anniversary_is_arguable(expect):
    """Mention on 15 November 2021, the day on which year 6 begins: paid here to be safe, with the doubt shown."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": "2021-11-15"}},
        {"kind": "annuity", "number": 6, "due": "2021-11-30", "certainty": "arguable"},
        {"kind": "annuity", "number": 7, "certainty": "certain"},
        never=[("annuity", 5)],
    )


def test_european_patent_without_its_mention(expect):
    """In force, every year is shown as arguable and the mention awaited; while pending nothing is due here."""
    granted = expect(
        {**PATENT, "route": "ep", "status": "granted", "dates": {"filing": "2016-11-15"}},
        {"kind": "annuity", "number": 11, "due": "2026-11-30", "certainty": "arguable"},
    )
    waiting = expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-11-15"}}, never=[("annuity", number) for number in (3, 11)]
    )

    assert [awaiting["event"] for awaiting in granted["awaiting"]] == ["ep_grant"]
    assert [awaiting["event"] for awaiting in waiting["awaiting"]] == ["ep_grant"]


def test_patg_39_3_fees_due_before_the_division(expect):
    """Parent filed 20 May 2019, divided 12 March 2024: years 3 to 5 within three months, without a late period.

    Year 6 is due 31 May 2024 as ever: free until 31 July.
    """
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2019-05-20", "filing": "2024-03-12"}},
        *(
            {
                "kind": "annuity",
                "number": number,
                "due": "2024-03-12",
                "act_by": "2024-06-12",
                "due_effective": "2024-06-12",
                "grace_ends": None,
                "restoration_ends": "2025-06-12",
            }
            for number in (3, 4, 5)
        ),
        {"kind": "annuity", "number": 6, "due": "2024-05-31", "act_by": "2024-07-31", "grace_ends": "2024-11-30"},
        {"kind": "expiry", "number": None, "due": "2039-05-20"},
    )


@pytest.mark.parametrize(
    ("dates", "certainty"),
    [
        ({"filing": "2024-01-10"}, "arguable"),  # no priority: 31 months end on 10 August 2026, after 31 January
        ({"priority": "2023-01-12", "filing": "2024-01-10"}, "certain"),  # they ended on 12 August 2025
        ({"filing": "2024-01-10", "national_entry": "2025-05-05"}, "certain"),  # early entry has no relief
    ],
)
def test_third_year_of_a_pct_entry_is_due_as_ever_with_the_office_practice_shown(expect, dates, certainty):
    """The statutes know no deferral of the third year: due 31 January 2026, free until 31 March."""
    document = expect(
        {**PATENT, "route": "pct", "dates": dates},
        {"kind": "annuity", "number": 3, "due": "2026-01-31", "act_by": "2026-03-31", "certainty": certainty},
        {"kind": "annuity", "number": 4, "certainty": "certain"},
    )
    third = next(deadline for deadline in document["deadlines"] if deadline["number"] == 3)
    other = {"due": "2026-08-10", "due_effective": "2026-10-10", "grace_ends": "2027-02-10"}
    assert [{name: reading[name] for name in other} for reading in third["alternatives"]] == (
        [other] if certainty == "arguable" else []
    )


def test_gebrmg_23_three_fees_to_the_end_of_the_month(expect):
    """Filed 9 June 2018: due 30 June 2021, free until 31 August, late until 31 December; ends 30 June 2028."""
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2018-06-09", "registration": "2018-09-20"}},
        {
            "kind": "annuity",
            "number": 1,
            "opens": "2020-06-30",
            "due": "2021-06-30",
            "due_effective": "2021-08-31",
            "grace_ends": "2021-12-31",
            "covers": {"from": "2021-07-01", "to": "2024-06-30"},
        },
        {"kind": "annuity", "number": 2, "due": "2024-06-30", "covers": {"from": "2024-07-01", "to": "2026-06-30"}},
        {"kind": "annuity", "number": 3, "due": "2026-06-30", "covers": {"from": "2026-07-01", "to": "2028-06-30"}},
        {"kind": "expiry", "number": None, "due": "2028-06-30"},
        never=[("annuity", 4)],
    )


@pytest.mark.parametrize(
    ("registration", "due", "certainty"),
    [
        ("2021-06-30", "2021-06-30", "certain"),  # on the last day of the first period
        ("2021-07-01", "2021-07-31", "certain"),  # the first period is over: end of the month of registration
        ("2024-07-01", "2024-07-31", "arguable"),  # the second is over too: owed at all?
    ],
)
def test_patkostg_3_2_s_2_registered_after_a_period_has_ended(expect, registration, due, certainty):
    """Branched off with a filing date of 9 June 2018: the first fee waits for the month of registration."""
    expect(
        {**UTILITY_MODEL, "dates": {"filing": "2018-06-09", "registration": registration}},
        {"kind": "annuity", "number": 1, "due": due, "certainty": certainty},
    )


def test_designg_28_four_renewals_by_the_month_of_filing(expect):
    """Filed 10 November 2021: due 30 November 2026, free until 31 January 2027, a Sunday; 25 years from filing."""
    expect(
        {**DESIGN, "dates": {"filing": "2021-11-10", "registration": "2021-12-15"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-11-30",
            "due": "2026-11-30",
            "act_by": "2027-01-31",
            "due_effective": "2027-02-01",
            "grace_ends": "2027-05-31",
            "covers": {"from": "2026-11-11", "to": "2031-11-10"},
        },
        {"kind": "renewal", "number": 4, "due": "2041-11-30", "covers": {"from": "2041-11-11", "to": "2046-11-10"}},
        {"kind": "expiry", "number": None, "due": "2046-11-10"},
        never=[("renewal", 5)],
    )


def test_designg_21_a_young_design_is_warned_of_deferred_publication(expect):
    """Thirty months from 3 June 2024 end on 3 December 2026; for a design of 2023 they are over."""
    young = expect({**DESIGN, "dates": {"filing": "2024-06-03"}})
    old = expect({**DESIGN, "dates": {"filing": "2023-06-03", "registration": "2023-07-03"}})

    assert "de.publication_deferred" in {warning["code"] for warning in young["warnings"]}
    assert "de.publication_deferred" not in {warning["code"] for warning in old["warnings"]}


@pytest.mark.parametrize(
    ("registration", "opens", "due", "grace"),
    [
        ("2019-01-11", "2028-02-29", "2028-08-31", "2029-02-28"),  # before 14 January 2019: end of the month
        ("2019-01-14", "2028-02-21", "2028-08-21", "2029-02-21"),  # from that day on: the day of filing
        ("2019-01-15", "2028-02-21", "2028-08-21", "2029-02-21"),
    ],
)
def test_markeng_47_and_159_the_day_of_registration_decides(expect, registration, opens, due, grace):
    """Filed 21 August 2018; the fee falls due six months before the end (31 August 2028: 29 February)."""
    expect(
        {**MARK, "dates": {"filing": "2018-08-21", "registration": registration}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": opens,
            "due": due,
            "act_by": due,
            "grace_ends": grace,
            "restoration_basis": "due_care",
        },
    )


def test_patkostg_7_3_six_months_start_on_the_day_after_a_month_end(expect):
    """Filed 28 February 2020: expires 28 February 2030; March to August: 31 August 2030, not the 28th."""
    expect(
        {**MARK, "dates": {"filing": "2020-02-28", "registration": "2020-06-02"}},
        {"kind": "renewal", "number": 1, "opens": "2029-08-28", "due": "2030-02-28", "grace_ends": "2030-08-31"},
    )


def test_office_pattern_for_marks_of_2019(expect):
    """Filed 21 February 2019: fee due 21 August 2028, expiry 21 February 2029, surcharge until 21 August 2029."""
    expect(
        {**MARK, "dates": {"filing": "2019-02-21", "registration": "2019-04-30"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2028-08-21",
            "due": "2029-02-21",
            "due_effective": "2029-02-21",
            "grace_ends": "2029-08-21",
            "covers": {"from": "2029-02-22", "to": "2039-02-21"},
        },
    )


@pytest.mark.parametrize(
    ("filing", "due", "act_by", "grace"),
    [
        (
            "2010-01-20",
            "2020-01-31",
            "2020-03-31",
            "2020-07-31",
        ),  # ended by 31 January 2020: two free months, four late
        ("2010-02-01", "2020-02-29", "2020-02-29", "2020-08-31"),  # ended after it: payable until the end
    ],
)
def test_markeng_159_2_old_times_for_terms_ended_by_january_2020(expect, filing, due, act_by, grace):
    """Marks registered in 2010; the last term under the old times ended on 31 January 2020."""
    expect(
        {**MARK, "dates": {"filing": filing, "registration": "2010-06-01"}},
        {"kind": "renewal", "number": 1, "due": due, "act_by": act_by, "grace_ends": grace},
    )


def test_patkostg_3_3_s_2_mark_registered_after_its_first_term(expect):
    """Filed 4 March 2009, registered 12 May 2020: due 31 May 2020, six months to pay (30 November).

    The second term ends on 4 March 2029.
    """
    expect(
        {**MARK, "dates": {"filing": "2009-03-04", "registration": "2020-05-12"}},
        {"kind": "renewal", "number": 1, "due": "2020-05-31", "act_by": "2020-11-30", "grace_ends": None},
        {"kind": "renewal", "number": 2, "due": "2029-03-04", "grace_ends": "2029-09-04"},
    )


def test_mark_without_its_registration_date_takes_the_earlier_end(expect):
    """Filed 9 November 2016: the 9th to be safe, the 30th if registered before 14 January 2019."""
    document = expect(
        {**MARK, "status": "registered", "dates": {"filing": "2016-11-09"}},
        {"kind": "renewal", "number": 1, "due": "2026-11-09", "certainty": "arguable"},
    )
    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["registration"]


@pytest.mark.parametrize(("right", "route"), [("design", "hague"), ("trademark", "madrid")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "DE", "right": right, "route": route, "dates": {"filing": "2015-03-04"}},
        never=[("renewal", 1), ("renewal", 2)],
    )
    assert "treaty.renewed_at_wipo" in {warning["code"] for warning in document["warnings"]}
