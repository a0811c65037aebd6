"""Macao: yearly fees and renewals, worked by hand from the Industrial Property Code and its table of fees."""

import pytest

PATENT = {"jurisdiction": "MO", "right": "patent", "status": "granted"}
EXTENDED = {**PATENT, "attributes": {"mo_basis": "cn_extension"}}
UTILITY = {"jurisdiction": "MO", "right": "utility_model", "status": "registered"}
DESIGN = {"jurisdiction": "MO", "right": "design", "status": "registered"}
MARK = {"jurisdiction": "MO", "right": "trademark", "status": "registered"}


def awaited(document):
    return {awaiting["event"] for awaiting in document["awaiting"]}


def spans(document):
    return [(span["from"], span["to"], span["as"]) for span in document["spans"]]


@pytest.mark.parametrize("status", ["pending", "granted"])
def test_patent_pays_from_year_four_pending_or_granted(expect, status):
    """Filed 15 May 2018: year 4 due Saturday 15 May 2021, payable since 15 November; the day before is the safe one."""
    document = expect(
        {**PATENT, "status": status, "dates": {"filing": "2018-05-15"}},
        {
            "kind": "annuity",
            "number": 4,
            "opens": "2020-11-15",
            "due": "2021-05-15",
            "due_effective": "2021-05-17",
            "act_by": "2021-05-14",
            "grace_ends": "2021-11-15",
            "restoration_basis": "none",
            "covers": {"from": "2021-05-15", "to": "2022-05-14"},
            "certainty": "arguable",
        },
        {"kind": "annuity", "number": 20, "due": "2037-05-15", "covers": {"from": "2037-05-15", "to": "2038-05-15"}},
        {"kind": "expiry", "due": "2038-05-15"},
        never=[("annuity", 3), ("annuity", 21)],
    )

    assert spans(document) == [("2018-05-15", "2021-05-14", "prepaid")]
    assert awaited(document) == set()


@pytest.mark.parametrize(
    ("extended", "first", "due"),
    [
        ("2016-05-07", 5, "2016-05-08"),  # the day before the anniversary: year 5 is charged
        ("2016-05-08", 6, "2017-05-08"),  # on it: the next one is the first after
        ("2016-06-20", 6, "2017-05-08"),  # the office's own shape of example: years 4 and 5 are free
        ("2014-09-01", 4, "2015-05-08"),  # within the three years that the request pays for
    ],
)
def test_extension_of_a_chinese_patent_pays_from_the_next_chinese_anniversary(expect, extended, first, due):
    """Filed in China on 8 May 2012: no fee for years that began before the extension was asked for."""
    document = expect(
        {**EXTENDED, "dates": {"filing": "2012-05-08", "extension_filing": extended}},
        {"kind": "annuity", "number": first, "due": due},
        {"kind": "expiry", "due": "2032-05-08"},
        never=[("annuity", first - 1)],
    )

    assert awaited(document) == set()


def test_extension_declares_the_years_it_gets_free(expect):
    """Asked for in June 2016: years 1 to 3 come with the request, years 4 and 5 cost nothing."""
    document = expect(
        {**EXTENDED, "dates": {"filing": "2012-05-08", "grant": "2016-04-13", "extension_filing": "2016-06-20"}}
    )

    assert spans(document) == [("2012-05-08", "2015-05-07", "prepaid"), ("2015-05-08", "2017-05-07", "free")]


def test_extension_in_force_without_its_day_lists_the_anniversaries_still_to_come(expect):
    """As of 22 November 2026 the request lies behind: 8 May 2027, year 16, is owed whenever it was."""
    document = expect(
        {**EXTENDED, "dates": {"filing": "2012-05-08"}},
        {"kind": "annuity", "number": 16, "due": "2027-05-08"},
        never=[("annuity", 15)],
    )

    assert awaited(document) == {"extension_filing"}


def test_extension_still_pending_awaits_its_day(expect):
    """Without the day of the request no anniversary can be called the first after it."""
    document = expect(
        {**EXTENDED, "status": "pending", "dates": {"filing": "2012-05-08"}},
        never=[("annuity", number) for number in range(1, 21)],
    )

    assert awaited(document) == {"extension_filing"}


@pytest.mark.parametrize(
    ("filing", "number", "due", "effective"),
    [
        ("2020-12-24", 5, "2024-12-24", "2024-12-26"),  # Christmas Eve and Christmas
        ("2020-12-31", 5, "2024-12-31", "2025-01-02"),  # a free afternoon, then New Year
        ("2021-03-29", 4, "2024-03-29", "2024-04-02"),  # Good Friday, Easter, and a day off in lieu
        ("2021-10-02", 4, "2024-10-02", "2024-10-03"),  # the day after National Day
    ],
)
def test_apc_74_closed_days(expect, filing, number, due, effective):
    """The last day passes to the next one on which the service works its normal hours."""
    expect(
        {**PATENT, "dates": {"filing": filing}},
        {"kind": "annuity", "number": number, "due": due, "due_effective": effective},
    )


@pytest.mark.parametrize(
    ("filing", "number", "due", "grace"),
    [
        ("2016-02-29", 4, "2019-02-28", "2019-08-28"),
        ("2016-02-29", 5, "2020-02-29", "2020-08-29"),
        ("2017-08-31", 4, "2020-08-31", "2021-02-28"),
    ],
)
def test_cc_272_corresponding_day_or_the_last_of_the_month(expect, filing, number, due, grace):
    """Six months are counted from the nominal day, to a short month's last day."""
    expect(
        {**PATENT, "dates": {"filing": filing}}, {"kind": "annuity", "number": number, "due": due, "grace_ends": grace}
    )


def test_a_divisional_counts_from_its_parents_filing(expect):
    """Parent filed 4 July 2016: year 4 due 4 July 2019."""
    expect(
        {**PATENT, "route": "divisional", "dates": {"parent_filing": "2016-07-04", "filing": "2018-10-12"}},
        {"kind": "annuity", "number": 4, "due": "2019-07-04"},
        {"kind": "expiry", "due": "2036-07-04"},
    )


def test_utility_patent_pays_from_year_three_to_ten(expect):
    """Filed 11 April 2022: two years included, ten in all; a person checks the extensions of the Code."""
    document = expect(
        {**UTILITY, "dates": {"filing": "2022-04-11"}},
        {"kind": "annuity", "number": 3, "opens": "2023-10-11", "due": "2024-04-11", "grace_ends": "2024-10-11"},
        {"kind": "annuity", "number": 10, "due": "2031-04-11", "covers": {"from": "2031-04-11", "to": "2032-04-11"}},
        {"kind": "expiry", "due": "2032-04-11"},
        never=[("annuity", 2), ("annuity", 11), ("renewal", 1)],
    )

    assert spans(document) == [("2022-04-11", "2024-04-10", "prepaid")]
    assert "mo.extension_request" in {warning["code"] for warning in document["warnings"]}


def test_design_pays_from_year_six_to_twenty_five(expect):
    """Filed 10 September 2019: five years included, twenty-five in all."""
    document = expect(
        {**DESIGN, "dates": {"filing": "2019-09-10"}},
        {"kind": "annuity", "number": 6, "opens": "2024-03-10", "due": "2024-09-10", "grace_ends": "2025-03-10"},
        {"kind": "annuity", "number": 25, "due": "2043-09-10"},
        {"kind": "expiry", "due": "2044-09-10"},
        never=[("annuity", 5), ("annuity", 26), ("renewal", 1)],
    )

    assert spans(document) == [("2019-09-10", "2024-09-09", "prepaid")]
    assert document["warnings"] == []


@pytest.mark.parametrize(
    ("registration", "opens", "due", "effective", "grace"),
    [
        ("2017-03-02", "2023-09-02", "2024-03-02", "2024-03-04", "2024-09-02"),  # a Saturday
        ("2016-02-29", "2022-08-28", "2023-02-28", "2023-02-28", "2023-08-28"),
        ("2018-08-31", "2025-02-28", "2025-08-31", "2025-09-01", "2026-02-28"),  # a Sunday
    ],
)
def test_a_mark_is_renewed_every_seven_years(expect, registration, opens, due, effective, grace):
    """Counted from the grant of the registration; six months before the end, six after."""
    expect(
        {**MARK, "dates": {"filing": "2015-06-01", "registration": registration}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": opens,
            "due": due,
            "due_effective": effective,
            "grace_ends": grace,
            "restoration_basis": "none",
        },
        never=[("declaration_of_use", 1)],
    )


def test_a_second_renewal_seven_years_on(expect):
    """Granted 2 March 2017: the second term runs from 3 March 2024 to 2 March 2031."""
    expect(
        {**MARK, "dates": {"registration": "2017-03-02"}},
        {"kind": "renewal", "number": 1, "act_by": "2024-03-01", "covers": {"from": "2024-03-03", "to": "2031-03-02"}},
        {"kind": "renewal", "number": 2, "due": "2031-03-02"},
    )


def test_a_mark_awaits_its_grant(expect):
    """The filing does not count."""
    document = expect({**MARK, "dates": {"filing": "2021-06-01"}}, never=[("renewal", 1)])

    assert awaited(document) == {"registration"}
