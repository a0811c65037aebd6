"""Hong Kong: patents, designs and trade marks, worked by hand from Cap. 514, 522, 559 and 559A."""

import pytest

PATENT = {"jurisdiction": "HK", "right": "patent", "status": "granted"}
REREGISTERED = {**PATENT, "route": "hk_reregistration"}
SHORT_TERM = {**PATENT, "attributes": {"hk_patent_type": "short_term"}}
DESIGN = {"jurisdiction": "HK", "right": "design", "status": "registered"}
MARK = {"jurisdiction": "HK", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def warned(document):
    return {warning["code"] for warning in document["warnings"]}


def spans(document):
    return [(span["from"], span["to"], span["as"]) for span in document["spans"]]


def test_s_39_first_fee_three_years_after_the_anniversary_that_follows_the_grant(expect):
    """Filed 5 November 2014, granted 30 August 2019: anniversary 5 November 2019, first fee three years on.

    5 November 2022 is a Saturday. That is the fee for year 9; the last one is for year 20.
    """
    document = expect(
        {**REREGISTERED, "dates": {"filing": "2014-11-05", "grant": "2019-08-30"}},
        {
            "kind": "annuity",
            "number": 9,
            "opens": "2022-08-05",
            "due": "2022-11-05",
            "due_effective": "2022-11-07",
            "act_by": "2022-11-05",
            "grace_ends": "2023-05-05",
            "restoration_ends": None,
            "restoration_basis": "due_care",
            "covers": {"from": "2022-11-05", "to": "2023-11-04"},
            "certainty": "certain",
        },
        {"kind": "annuity", "number": 20, "due": "2033-11-05", "covers": {"from": "2033-11-05", "to": "2034-11-04"}},
        {"kind": "expiry", "due": "2034-11-04"},
        never=[("annuity", 8), ("annuity", 21)],
    )

    assert spans(document) == [("2014-11-05", "2022-11-04", "free")]


@pytest.mark.parametrize(
    ("grant", "first", "due"),
    [
        ("2018-03-09", 7, "2021-03-10"),  # the anniversary follows on the next day
        ("2018-03-10", 8, "2022-03-10"),  # granted on it: the next anniversary counts
        ("2018-03-11", 8, "2022-03-10"),
    ],
)
def test_s_39_3_the_anniversary_lies_strictly_after_the_grant(expect, grant, first, due):
    """Filed 10 March 2015; original grant counts alike."""
    expect(
        {**PATENT, "dates": {"filing": "2015-03-10", "grant": grant}},
        {"kind": "annuity", "number": first, "due": due},
        never=[("annuity", first - 1)],
    )


def test_filed_on_29_february(expect):
    """Granted 10 May 2019: anniversary 29 February 2020, first fee 28 February 2023, then the 29th in 2024."""
    document = expect(
        {**PATENT, "dates": {"filing": "2016-02-29", "grant": "2019-05-10"}},
        {"kind": "annuity", "number": 8, "due": "2023-02-28", "grace_ends": "2023-08-28"},
        {"kind": "annuity", "number": 9, "due": "2024-02-29", "grace_ends": "2024-08-29"},
        never=[("annuity", 7)],
    )

    assert spans(document) == [("2016-02-29", "2023-02-27", "free")]


@pytest.mark.parametrize(
    ("grant", "fees"),
    [
        ("2020-12-01", [20]),  # anniversary 1 June 2021, first fee 1 June 2024: year 20
        ("2021-06-01", []),  # anniversary 1 June 2022, three years on the term is over
        ("2022-07-15", []),
    ],
)
def test_a_late_grant_owes_one_fee_or_none(expect, grant, fees):
    """Filed 1 June 2005: the term ends on 31 May 2025."""
    document = expect(
        {**REREGISTERED, "dates": {"filing": "2005-06-01", "grant": grant}}, {"kind": "expiry", "due": "2025-05-31"}
    )

    assert [each["number"] for each in document["deadlines"] if each["kind"] == "annuity"] == fees


def test_easter_and_ching_ming_next_to_each_other(expect):
    """Good Friday, 3 April 2026: closed through Tuesday the 7th, the holidays of Sunday having moved on."""
    expect(
        {**PATENT, "dates": {"filing": "2014-04-03", "grant": "2018-01-10"}},
        {
            "kind": "annuity",
            "number": 13,
            "due": "2026-04-03",
            "due_effective": "2026-04-08",
            "grace_ends": "2026-10-03",
        },
    )


def test_s_33_maintenance_of_a_pending_reregistration(expect):
    """Filed 10 February 2016, request published 14 September 2018: anniversary 2019, first fee five years on.

    10 February 2024 begins the New Year: closed through Tuesday the 13th. Deemed withdrawn on the due day, so
    restoration ends a year after it.
    """
    document = expect(
        {
            **REREGISTERED,
            "status": "pending",
            "dates": {"filing": "2016-02-10", "publication": "2018-09-14"},
        },
        {
            "kind": "annuity",
            "number": 9,
            "opens": "2023-11-10",
            "due": "2024-02-10",
            "due_effective": "2024-02-14",
            "grace_ends": "2024-08-10",
            "grace_ends_effective": "2024-08-12",
            "restoration_ends": "2025-02-10",
            "restoration_basis": "due_care",
        },
        {"kind": "annuity", "number": 10, "due": "2025-02-10"},
        never=[("annuity", 8)],
    )

    assert "hk.second_stage" in warned(document)
    assert spans(document) == [("2016-02-10", "2024-02-09", "free")]


def test_s_33_awaits_the_publication_of_the_request(expect):
    """Without it neither the first maintenance fee nor, before grant, any renewal can be counted."""
    document = expect(
        {**REREGISTERED, "status": "pending", "dates": {"filing": "2016-02-10"}},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"publication", "grant"}


def test_s_33_is_for_reregistrations_only(expect):
    """A pending application for an original grant pays nothing."""
    document = expect(
        {**PATENT, "status": "pending", "dates": {"filing": "2020-02-10", "publication": "2021-09-03"}},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"grant"}
    assert "hk.second_stage" not in warned(document)


def test_in_force_without_its_grant_date_lists_what_is_owed_in_any_case(expect):
    """As of 22 November 2026 the anniversary after the grant is 10 February 2027 at the latest: first fee by 2030."""
    document = expect(
        {**REREGISTERED, "dates": {"filing": "2016-02-10"}},
        {"kind": "annuity", "number": 15, "due": "2030-02-10"},
        never=[("annuity", 14)],
    )

    assert awaited(document) == {"grant"}


def test_s_126_short_term_patent_is_renewed_once(expect):
    """Filed 13 September 2021: due Saturday 13 September 2025; eight years beginning with the filing."""
    document = expect(
        {**SHORT_TERM, "dates": {"filing": "2021-09-13", "grant": "2022-03-11"}},
        {
            "kind": "annuity",
            "number": 1,
            "title": "Renewal of the short-term patent for its last four years",
            "opens": "2025-06-13",
            "due": "2025-09-13",
            "due_effective": "2025-09-15",
            "grace_ends": "2026-03-13",
            "covers": {"from": "2025-09-13", "to": "2029-09-12"},
            "certainty": "certain",
        },
        {"kind": "expiry", "due": "2029-09-12"},
        never=[("annuity", 2), ("annuity", 9)],
    )

    assert spans(document) == [("2021-09-13", "2025-09-12", "prepaid")]


@pytest.mark.parametrize(
    ("grant", "opens", "due", "act_by", "grace"),
    [
        ("2019-04-20", "2019-01-20", "2019-04-20", "2019-04-20", "2019-10-20"),  # on the day itself
        ("2019-04-21", "2019-04-21", "2019-07-21", "2019-07-20", "2020-01-21"),
        ("2019-06-05", "2019-06-05", "2019-09-05", "2019-09-04", "2020-03-05"),
    ],
)
def test_s_126_3_granted_after_the_fourth_year(expect, grant, opens, due, act_by, grace):
    """Filed 20 April 2015: three months from a grant after 20 April 2019, a day less if the grant's day counts."""
    expect(
        {**SHORT_TERM, "dates": {"filing": "2015-04-20", "grant": grant}},
        {"kind": "annuity", "number": 1, "opens": opens, "due": due, "act_by": act_by, "grace_ends": grace},
    )


def test_s_126_in_force_without_its_grant_date(expect):
    """The ordinary day is the earlier one."""
    document = expect(
        {**SHORT_TERM, "dates": {"filing": "2024-03-18"}}, {"kind": "annuity", "number": 1, "due": "2028-03-18"}
    )

    assert awaited(document) == {"grant"}


def test_rdo_28_five_periods_of_five_years(expect):
    """Filed 14 June 2019: through 13 June 2024, renewable to 13 June 2044."""
    expect(
        {**DESIGN, "dates": {"filing": "2019-06-14", "registration": "2019-08-02"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2024-03-13",
            "due": "2024-06-13",
            "grace_ends": "2024-12-13",
            "restoration_basis": "none",
            "covers": {"from": "2024-06-14", "to": "2029-06-13"},
        },
        {"kind": "renewal", "number": 4, "due": "2039-06-13", "covers": {"from": "2039-06-14", "to": "2044-06-13"}},
        {"kind": "expiry", "due": "2044-06-13"},
        never=[("renewal", 5)],
    )


def test_tmo_49_ten_years_beginning_on_registration(expect):
    """Registered 21 July 2011: through 20 July 2021; late until 20 January 2022."""
    document = expect(
        {**MARK, "dates": {"registration": "2011-07-21"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2021-01-20",
            "due": "2021-07-20",
            "grace_ends": "2022-01-20",
            "covers": {"from": "2021-07-21", "to": "2031-07-20"},
        },
        {"kind": "renewal", "number": 2, "due": "2031-07-20"},
        never=[("declaration_of_use", 1)],
    )

    assert "hk.cap_43" not in warned(document)


@pytest.mark.parametrize(
    ("registration", "dues"),
    [
        ("1999-12-08", ["2006-12-07", "2016-12-07", "2026-12-07"]),  # 7, then 10
        ("1985-10-02", ["1992-10-01", "2006-10-01", "2016-10-01", "2026-10-01"]),  # 7, 14, then 10
        ("1975-06-10", ["1982-06-09", "1996-06-09", "2010-06-09", "2020-06-09"]),  # 7, 14, 14, then 10
        ("1996-04-04", ["2003-04-03", "2017-04-03", "2027-04-03"]),  # due the day before the Ordinance: 14
        ("1996-04-05", ["2003-04-04", "2013-04-04", "2023-04-04"]),  # due on its first day: 10
        ("2003-04-03", ["2010-04-02", "2020-04-02"]),  # applied for on the last day of Cap. 43
        ("2003-04-04", ["2013-04-03", "2023-04-03"]),
    ],
)
def test_tmo_schedule_5_marks_of_the_old_law(expect, registration, dues):
    """Seven years first; fourteen for renewals due before 4 April 2003, ten for those due since."""
    document = expect(
        {**MARK, "dates": {"registration": registration}},
        *({"kind": "renewal", "number": number, "due": due} for number, due in enumerate(dues, start=1)),
    )

    assert ("hk.cap_43" in warned(document)) == (registration < "2003-04-04")


def test_tmo_48_the_date_of_registration_is_that_of_the_application(expect):
    """Where the day of entry is given too, the earlier filing counts."""
    expect(
        {**MARK, "dates": {"filing": "2016-05-03", "registration": "2016-11-18"}},
        {"kind": "renewal", "number": 1, "due": "2026-05-02", "due_effective": "2026-05-04"},
    )
