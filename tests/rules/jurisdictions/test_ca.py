"""Canada: maintenance of patents and designs, renewal of marks, worked by hand from the Acts, Rules and Regulations."""

import pytest

PATENT = {"jurisdiction": "CA", "right": "patent"}
DESIGN = {"jurisdiction": "CA", "right": "design"}
MARK = {"jurisdiction": "CA", "right": "trademark"}


def codes(document):
    """The codes of a result's warnings."""
    return {warning["code"] for warning in document["warnings"]}


def awaited(document):
    """The events a result waits for."""
    return {awaiting["event"] for awaiting in document["awaiting"]}


def test_pa_46_second_to_nineteenth_anniversary(expect):
    """Filed 13 May 2019: fees from 13 May 2021 to 13 May 2038, late six months, restored to eighteen from the due day.

    13 November 2021 is a Saturday: 15 November.
    """
    expect(
        {**PATENT, "dates": {"filing": "2019-05-13", "grant": "2022-03-01"}},
        {
            "kind": "annuity",
            "number": 3,
            "opens": None,
            "due": "2021-05-13",
            "due_effective": "2021-05-13",
            "grace_ends": "2021-11-13",
            "grace_ends_effective": "2021-11-15",
            "restoration_ends": "2022-11-13",
            "restoration_basis": "due_care",
            "covers": {"from": "2021-05-13", "to": "2022-05-12"},
        },
        {"kind": "annuity", "number": 20, "due": "2038-05-13", "covers": {"from": "2038-05-13", "to": "2039-05-13"}},
        {"kind": "expiry", "number": None, "due": "2039-05-13"},
        never=[("annuity", 2), ("annuity", 21)],
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "due_effective"),
    [
        ("2019-03-29", 6, "2024-03-29", "2024-04-02"),  # Good Friday, then Easter Monday
        ("2019-05-24", 3, "2021-05-24", "2021-05-25"),  # the Monday before 25 May
        ("2018-06-24", 6, "2023-06-24", "2023-06-27"),  # a Saturday: closed on Monday the 26th instead
        ("2019-08-05", 6, "2024-08-05", "2024-08-06"),  # first Monday of August
        ("2018-09-30", 6, "2023-09-30", "2023-10-03"),  # a Saturday: closed on Monday, 2 October instead
        ("2018-09-30", 3, "2020-09-30", "2020-09-30"),  # not a prescribed day before 2021
        ("2018-11-11", 6, "2023-11-11", "2023-11-14"),  # a Saturday: closed on Monday the 13th instead
        ("2018-12-25", 3, "2020-12-25", "2020-12-29"),  # a Friday: closed on Monday the 28th for the 26th
        ("2018-12-25", 4, "2021-12-25", "2021-12-29"),  # a Saturday: closed on Monday and Tuesday instead
        ("2019-09-19", 4, "2022-09-19", "2022-09-20"),  # the Office was shut
    ],
)
def test_pr_5_prescribed_days(expect, filing, number, due, due_effective):
    """A period that ends on a prescribed day ends on the next open one (PA s. 78); act_by stays on the anniversary."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2020-06-02"}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": due_effective, "act_by": due},
    )


def test_pa_78_designated_days_of_2020_do_not_move_the_late_period(expect):
    """Due 10 April 2020: on time until 31 August; late six months from the anniversary, 10 October.

    10 October 2020 is a Saturday, the 12th Thanksgiving: 13 October.
    """
    expect(
        {**PATENT, "dates": {"filing": "2018-04-10", "grant": "2020-01-07"}},
        {
            "kind": "annuity",
            "number": 3,
            "due": "2020-04-10",
            "due_effective": "2020-08-31",
            "grace_ends": "2020-10-10",
            "grace_ends_effective": "2020-10-13",
        },
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2020-02-29", 3, "2022-02-28", "2022-08-28"),  # no 29 February: the 28th
        ("2020-02-29", 5, "2024-02-29", "2024-08-29"),  # it comes back
        ("2019-08-31", 3, "2021-08-31", "2022-02-28"),  # the sixth month is short
    ],
)
def test_interpretation_act_s_28_short_months(expect, filing, number, due, grace):
    """Months end on the same number, or on the last day of a month that lacks it."""
    expect(
        {**PATENT, "dates": {"filing": filing, "grant": "2021-01-05"}},
        {"kind": "annuity", "number": number, "due": due, "grace_ends": grace},
    )


def test_pa_27_1_late_notice_lengthens_the_late_period_of_an_application(expect):
    """Notice of 5 August 2025 for the fee of 20 June 2024: two months to 5 October (a Sunday), reinstated to a year on.

    The fee of 20 June 2025 keeps its six months, which end later; that of 2023 is not touched.
    """
    expect(
        {**PATENT, "dates": {"filing": "2019-06-20"}, "attributes": {"maintenance_notice": "2025-08-05"}},
        {"kind": "annuity", "number": 5, "due": "2023-06-20", "grace_ends": "2023-12-20"},
        {
            "kind": "annuity",
            "number": 6,
            "due": "2024-06-20",
            "grace_ends": "2025-10-05",
            "grace_ends_effective": "2025-10-06",
            "restoration_ends": "2026-10-05",
        },
        {"kind": "annuity", "number": 7, "due": "2025-06-20", "grace_ends": "2025-12-20"},
    )


def test_pr_116_notice_does_not_lengthen_the_restoration_of_a_patent(expect):
    """The same notice for a patent: late to 5 October 2025, reversal still eighteen months from 20 June 2024."""
    expect(
        {
            **PATENT,
            "dates": {"filing": "2019-06-20", "grant": "2022-11-15"},
            "attributes": {"maintenance_notice": "2025-08-05"},
        },
        {"kind": "annuity", "number": 6, "grace_ends": "2025-10-05", "restoration_ends": "2025-12-20"},
    )


@pytest.mark.parametrize(
    ("entry", "first", "due"),
    [
        ("2020-02-09", 3, "2020-02-10"),  # before the second anniversary
        ("2020-02-10", 3, "2020-02-10"),  # on it
        ("2020-05-08", 4, "2021-02-10"),  # by 30 months from priority, after it
        ("2021-03-01", 5, "2022-02-10"),  # late entry settles the third anniversary as well
    ],
)
def test_pr_154_fees_before_national_entry_are_settled_at_entry(expect, entry, first, due):
    """International filing 10 February 2018: the first fee docketed is that of the first anniversary from entry on."""
    expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2018-02-10", "national_entry": entry}},
        {"kind": "annuity", "number": first, "due": due},
        {"kind": "annuity", "number": 6, "due": "2023-02-10"},
        never=[("annuity", first - 1)],
    )


def test_pct_without_its_entry_date_awaits_it(expect):
    """Which fees were settled at entry isn't known: all are computed, and the entry is asked for."""
    document = expect(
        {**PATENT, "route": "pct", "dates": {"filing": "2018-02-10"}},
        {"kind": "annuity", "number": 3, "due": "2020-02-10"},
    )

    assert "national_entry" in awaited(document)


def test_divisional_owes_earlier_anniversaries_on_presentation(expect):
    """Parent 20 March 2015, presented 29 June 2021: the 2nd to the 6th anniversary on that day, the 7th on its own."""
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2015-03-20", "filing": "2021-06-29"}},
        *(
            {"kind": "annuity", "number": number, "due": "2021-06-29", "grace_ends": "2021-12-29"}
            for number in (3, 4, 5, 6, 7)
        ),
        {"kind": "annuity", "number": 8, "due": "2022-03-20", "due_effective": "2022-03-21"},
        {"kind": "expiry", "number": None, "due": "2035-03-20"},
    )


def test_pa_46_1_fees_within_the_additional_term(expect):
    """400 days from 15 December 2040 end 19 January 2042: the 20th and 21st anniversaries lie within, the 22nd not."""
    expect(
        {
            **PATENT,
            "dates": {"filing": "2020-12-15", "grant": "2026-06-02"},
            "attributes": {"additional_term_days": 400},
        },
        {"kind": "annuity", "number": 21, "due": "2040-12-15", "covers": {"from": "2040-12-15", "to": "2041-12-14"}},
        {"kind": "annuity", "number": 22, "due": "2041-12-15", "covers": {"from": "2041-12-15", "to": "2042-01-19"}},
        {"kind": "expiry", "number": None, "due": "2042-01-19"},
        never=[("annuity", 23)],
    )


def test_pa_27_1_an_application_still_pending_after_twenty_years_goes_on_paying(expect):
    """Filed 1 March 2006 and pending: the 20th anniversary and the one to come; no further ahead than a year."""
    expect(
        {**PATENT, "dates": {"filing": "2006-03-01"}},
        {"kind": "annuity", "number": 21, "due": "2026-03-01", "due_effective": "2026-03-02"},
        {"kind": "annuity", "number": 22, "due": "2027-03-01"},
        never=[("annuity", 23)],
    )


def test_pa_45_old_act_counts_from_issue(expect):
    """Filed 29 September 1989, issued 4 May 2010: fees on the anniversaries of issue, seventeen years."""
    expect(
        {**PATENT, "dates": {"filing": "1989-09-29", "grant": "2010-05-04"}},
        {"kind": "annuity", "number": 3, "due": "2012-05-04"},
        {"kind": "annuity", "number": 17, "due": "2026-05-04", "covers": {"from": "2026-05-04", "to": "2027-05-04"}},
        {"kind": "expiry", "number": None, "due": "2027-05-04"},
        never=[("annuity", 2), ("annuity", 18)],
    )


def test_pa_44_new_act_from_1_october_1989(expect):
    """Filed on 1 October 1989 itself: twenty years from filing."""
    expect(
        {**PATENT, "dates": {"filing": "1989-10-01", "grant": "1995-05-02"}},
        {"kind": "annuity", "number": 20, "due": "2008-10-01"},
        {"kind": "expiry", "number": None, "due": "2009-10-01"},
    )


@pytest.mark.parametrize(
    ("filing", "registration", "expiry"),
    [
        ("2018-11-04", "2019-07-12", "2029-07-12"),  # the day before the new law: ten years from registration
        ("2018-11-05", "2019-07-12", "2033-11-05"),  # fifteen years from filing end later
        ("2018-11-05", "2024-01-10", "2034-01-10"),  # ten years from a late registration end later
    ],
)
def test_ida_10_term_of_a_design(expect, filing, registration, expiry):
    """The later of ten years from registration and fifteen from filing, for applications since 5 November 2018."""
    expect(
        {**DESIGN, "dates": {"filing": filing, "registration": registration}},
        {"kind": "expiry", "number": None, "due": expiry},
        never=[("renewal", 2)],
    )


def test_idr_33_one_maintenance_fee_for_a_design(expect):
    """Registered 12 July 2019: five years to 12 July 2024, late to 12 January 2025 (a Sunday); it pays to the end."""
    expect(
        {**DESIGN, "dates": {"filing": "2018-12-03", "registration": "2019-07-12"}},
        {
            "kind": "renewal",
            "number": 1,
            "due": "2024-07-12",
            "grace_ends": "2025-01-12",
            "grace_ends_effective": "2025-01-13",
            "restoration_basis": "none",
            "covers": {"from": "2024-07-13", "to": "2033-12-03"},
        },
    )


@pytest.mark.parametrize("case", [{**DESIGN, "route": "hague"}, {**MARK, "route": "madrid"}])
def test_international_registrations_are_renewed_at_wipo(expect, case):
    """A Hague or Madrid designation has no renewal here (IDR s. 47, TR s. 144), and the result says where it is."""
    document = expect({**case, "dates": {"ir": "2020-05-04", "registration": "2021-07-06"}}, never=[("renewal", 1)])

    assert "treaty.renewed_at_wipo" in codes(document)


@pytest.mark.parametrize(
    ("registration", "ends"),
    [
        ("2019-06-16", ["2034-06-16", "2044-06-16"]),  # registered the day before: fifteen years, then ten
        ("2019-06-17", ["2029-06-17", "2039-06-17"]),
        ("2004-06-16", ["2019-06-16", "2034-06-16", "2044-06-16"]),  # renewed the day before: fifteen more
        ("2004-06-17", ["2019-06-17", "2029-06-17", "2039-06-17"]),  # renewed on the day: ten
    ],
)
def test_ta_73_4_running_terms_of_fifteen_years_are_kept(expect, registration, ends):
    """Terms that began before 17 June 2019 run fifteen years, later ones ten."""
    expect(
        {**MARK, "dates": {"registration": registration}},
        *({"kind": "renewal", "number": number, "due": due} for number, due in enumerate(ends, start=1)),
    )


def test_ta_46_renewal_with_its_free_late_period_and_the_safe_day(expect):
    """Registered 12 March 2020: window from 12 September 2029, safe on 11 March 2030, six free months more."""
    document = expect(
        {**MARK, "dates": {"filing": "2018-01-10", "registration": "2020-03-12"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2029-09-12",
            "due": "2030-03-12",
            "act_by": "2030-03-11",
            "grace_ends": "2030-09-12",
            "restoration_basis": "none",
        },
    )

    first = next(deadline for deadline in document["deadlines"] if deadline["number"] == 1)
    assert [step["surcharge"] for step in first["late"]] == ["0 %"]


def test_tr_159_first_renewal_under_the_new_law_has_no_window_and_waits_for_a_notice(expect):
    """Registered 1 October 2010: due 1 October 2025 without a first day; a notice of 20 May 2026 gives 20 July 2026."""
    expect(
        {**MARK, "dates": {"registration": "2010-10-01"}, "attributes": {"maintenance_notice": "2026-05-20"}},
        {"kind": "renewal", "number": 1, "opens": None, "due": "2025-10-01", "grace_ends": "2026-07-20"},
        {"kind": "renewal", "number": 2, "opens": "2035-04-01", "due": "2035-10-01", "grace_ends": "2036-04-01"},
    )
