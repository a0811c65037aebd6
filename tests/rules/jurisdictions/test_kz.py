"""Kazakhstan: annual fees with the catch-up at publication, extensions, renewals, worked by hand."""

PATENT = {"jurisdiction": "KZ", "right": "patent"}


def test_art_11_15_years_begun_by_publication_within_two_months(expect):
    """Filed 14 May 2019, published 20 January 2022: years 1 to 3 by 20 March 2022 (Sunday; Nauryz 21 to 23: 24 March).

    Year 4 keeps its anniversary of 14 May 2022, a Saturday: Monday 16. Restoration: three years from the due day.
    """
    expect(
        {**PATENT, "dates": {"filing": "2019-05-14", "publication": "2022-01-20"}},
        *(
            {"kind": "annuity", "number": number, "due": "2022-03-20", "grace_ends": "2022-09-20"}
            for number in (1, 2, 3)
        ),
        {
            "kind": "annuity",
            "number": 4,
            "due": "2022-05-14",
            "due_effective": "2022-05-16",
            "grace_ends": "2022-11-14",
            "restoration_ends": "2025-05-14",
            "restoration_basis": "as_of_right",
        },
        {"kind": "annuity", "number": 20, "due": "2038-05-14"},
        {"kind": "expiry", "number": None, "due": "2039-05-14"},
        never=[("annuity", 21)],
    )


def test_an_anniversary_within_the_two_months_keeps_its_day(expect):
    """Published 20 March 2022: years 1 to 3 by 20 May 2022, year 4 already by 14 May."""
    expect(
        {**PATENT, "dates": {"filing": "2019-05-14", "grant": "2022-03-20"}},
        {"kind": "annuity", "number": 3, "due": "2022-05-20"},
        {"kind": "annuity", "number": 4, "due": "2022-05-14"},
    )


def test_nothing_is_due_before_publication_of_the_grant(expect):
    document = expect({**PATENT, "dates": {"filing": "2024-02-29"}}, never=[("annuity", 1)])

    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["grant"]


def test_art_5_2_utility_models_five_years_and_three(expect):
    expect(
        {
            "jurisdiction": "KZ",
            "right": "utility_model",
            "dates": {"filing": "2021-10-04", "publication": "2022-02-11"},
        },
        {"kind": "renewal", "number": 1, "due": "2026-10-04", "due_effective": "2026-10-05"},
        {"kind": "annuity", "number": 8, "due": "2028-10-04", "covers": {"from": "2028-10-04", "to": "2029-10-04"}},
        {"kind": "expiry", "number": None, "due": "2029-10-04"},
        never=[("annuity", 9), ("renewal", 2)],
    )


def test_art_5_3_designs_remind_at_ten_years_too(expect):
    """The extension is due after fifteen years, or after ten: act by the earlier one."""
    expect(
        {"jurisdiction": "KZ", "right": "design", "dates": {"filing": "2018-06-15", "publication": "2019-02-01"}},
        {"kind": "renewal", "number": 1, "due": "2033-06-15", "act_by": "2028-06-15", "certainty": "arguable"},
        {"kind": "expiry", "number": None, "due": "2038-06-15", "certainty": "arguable"},
    )


def test_tml_art_15_marks_ten_years_from_filing(expect):
    """8 September 2026 is a Tuesday; late to 8 March 2027, Women's Day: Tuesday 9."""
    expect(
        {"jurisdiction": "KZ", "right": "trademark", "dates": {"filing": "2016-09-08"}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2025-09-08",
            "due": "2026-09-08",
            "grace_ends": "2027-03-08",
            "grace_ends_effective": "2027-03-09",
        },
    )


def test_madrid_designations_are_renewed_at_wipo(expect):
    document = expect(
        {"jurisdiction": "KZ", "right": "trademark", "route": "madrid", "dates": {"filing": "2022-06-20"}},
        never=[("renewal", 1)],
    )

    assert [warning["code"] for warning in document["warnings"]] == ["treaty.renewed_at_wipo"]
