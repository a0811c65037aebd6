"""Morocco: annuities after grant, validated European patents, renewals, worked by hand."""

import pytest

PATENT = {"jurisdiction": "MA", "right": "patent"}


def test_art_82_the_years_that_begin_after_grant(expect):
    """Filed 14 May 2019, granted 30 November 2021: first annuity 14 May 2022 (year 4)."""
    expect(
        {**PATENT, "dates": {"filing": "2019-05-14", "grant": "2021-11-30"}},
        {
            "kind": "annuity",
            "number": 4,
            "due": "2022-05-14",
            "due_effective": "2022-05-14",
            "grace_ends": "2022-11-14",
            "covers": {"from": "2022-05-14", "to": "2023-05-13"},
        },
        {"kind": "annuity", "number": 20, "due": "2038-05-14"},
        {"kind": "expiry", "number": None, "due": "2039-05-14"},
        never=[("annuity", 3), ("annuity", 21)],
    )


@pytest.mark.parametrize(("grant", "first"), [("2022-05-13", 4), ("2022-05-14", 5)])
def test_a_grant_on_the_anniversary_leaves_that_year_free(expect, grant, first):
    """Filed 14 May 2019: the year that begins on the day of grant began with it, not after it."""
    expect(
        {**PATENT, "dates": {"filing": "2019-05-14", "grant": grant}},
        {"kind": "annuity", "number": first},
        never=[("annuity", first - 1)],
    )


def test_a_pending_application_asks_whether_it_was_granted(expect):
    document = expect({**PATENT, "dates": {"filing": "2022-02-28"}}, never=[("annuity", n) for n in range(2, 21)])

    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["grant"]


def test_validated_european_patent_from_the_year_after_the_european_grant(expect):
    """Filed 10 June 2016, mention 6 September 2023 (year 8): first Moroccan annuity is year 9 on 10 June 2024."""
    expect(
        {**PATENT, "route": "ep", "dates": {"filing": "2016-06-10", "ep_grant": "2023-09-06"}},
        {"kind": "annuity", "number": 9, "due": "2024-06-10", "grace_ends": "2024-12-10"},
        never=[("annuity", 8)],
    )


def test_designs_five_years_four_renewals(expect):
    expect(
        {"jurisdiction": "MA", "right": "design", "dates": {"filing": "2016-09-15"}},
        {"kind": "renewal", "number": 2, "opens": "2026-03-15", "due": "2026-09-15", "grace_ends": "2027-03-15"},
        {"kind": "renewal", "number": 4, "due": "2036-09-15", "covers": {"from": "2036-09-16", "to": "2041-09-15"}},
        {"kind": "expiry", "number": None, "due": "2041-09-15"},
        never=[("renewal", 5)],
    )


@pytest.mark.parametrize(
    ("filing", "first", "second"),
    [("2004-12-17", "2024-12-17", "2034-12-17"), ("2004-12-18", "2014-12-18", "2024-12-18")],
)
def test_art_152_twenty_years_for_marks_filed_before_18_december_2004(expect, filing, first, second):
    expect(
        {"jurisdiction": "MA", "right": "trademark", "dates": {"filing": filing}},
        {"kind": "renewal", "number": 1, "due": first},
        {"kind": "renewal", "number": 2, "due": second},
    )


@pytest.mark.parametrize(("right", "route"), [("trademark", "madrid"), ("design", "hague")])
def test_international_registrations_are_renewed_at_wipo(expect, right, route):
    document = expect(
        {"jurisdiction": "MA", "right": right, "route": route, "dates": {"filing": "2016-06-30"}},
        never=[("renewal", 1)],
    )

    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
