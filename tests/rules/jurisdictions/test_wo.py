"""World Intellectual Property Organization: Madrid and Hague renewals, entry into the national phase."""

import pytest

PCT = {"jurisdiction": "WO", "right": "patent", "route": "pct"}
MADRID = {"jurisdiction": "WO", "right": "trademark", "route": "madrid"}
HAGUE = {"jurisdiction": "WO", "right": "design", "route": "hague"}


def test_madrid_protocol_art_7_ten_years_from_the_international_registration(expect):
    """Registered 21 May 2021: ten years end 21 May 2031, payable from 21 November 2030, late to 21 November 2031."""
    expect(
        {**MADRID, "dates": {"registration": "2021-05-21"}, "attributes": {"designations": ["EM", "US"]}},
        {
            "kind": "renewal",
            "number": 1,
            "opens": "2030-11-21",
            "due": "2031-05-21",
            "grace_ends": "2031-11-21",
            "restoration_ends": None,
            "restoration_basis": "none",
        },
        {"kind": "renewal", "number": 2, "due": "2041-05-21"},
    )


@pytest.mark.parametrize(
    ("registration", "due", "effective", "grace", "grace_effective"),
    [
        ("2016-12-31", "2026-12-31", "2027-01-04", "2027-06-30", "2027-06-30"),  # 31 December to 3 January closed
        ("2016-09-10", "2026-09-10", "2026-09-11", "2027-03-10", "2027-03-10"),  # the Genevan fast
        ("2016-02-29", "2026-02-28", "2026-03-02", "2026-08-28", "2026-08-28"),  # 29 February; a Saturday
    ],
)
def test_r_4_closed_days_of_the_bureau(expect, registration, due, effective, grace, grace_effective):
    """The expiry stays where it is; payment passes to the next open day, the late period runs from the nominal day."""
    expect(
        {**MADRID, "dates": {"registration": registration}},
        {
            "kind": "renewal",
            "number": 1,
            "due": due,
            "due_effective": effective,
            "grace_ends": grace,
            "grace_ends_effective": grace_effective,
        },
    )


def test_hague_art_17_five_years_each_up_to_the_longest_designated_term(expect):
    """EM and CH protect 25 years: four renewals from 15 December 2021, the last one for years 21 to 25."""
    document = expect(
        {**HAGUE, "dates": {"registration": "2021-12-15"}, "attributes": {"designations": ["EM", "CH"]}},
        {"kind": "renewal", "number": 1, "due": "2026-12-15", "grace_ends": "2027-06-15"},
        {"kind": "renewal", "number": 4, "due": "2041-12-15", "covers": {"from": "2041-12-16", "to": "2046-12-15"}},
        {"kind": "expiry", "number": None, "due": "2046-12-15"},
        never=[("renewal", 5)],
    )

    assert "EM 25 years, CH 25 years" in document["warnings"][0]["message"]


@pytest.mark.parametrize(
    ("registration", "designations", "expiry", "last"),
    [
        ("2021-12-15", ["CN", "US"], "2036-12-15", 2),  # fifteen years
        ("2021-12-15", ["KR", "CN"], "2041-12-15", 3),  # Korea's twenty
        ("2020-03-31", ["JP"], "2040-03-31", 3),  # Japan before 1 April 2020: twenty
        ("2020-04-01", ["JP"], "2045-04-01", 4),  # and since: twenty-five
        ("2021-12-15", ["MA"], "2036-12-15", 2),  # unknown here: fifteen are certain
    ],
)
def test_hague_the_longest_designated_term_decides(expect, registration, designations, expiry, last):
    """Art. 17(3): fifteen years at least, longer where an office's law gives more."""
    expect(
        {**HAGUE, "dates": {"registration": registration}, "attributes": {"designations": designations}},
        {"kind": "expiry", "number": None, "due": expiry},
        {"kind": "renewal", "number": last},
        never=[("renewal", last + 1)],
    )


def test_hague_without_designations_goes_on_and_asks(expect):
    """No designations: every renewal that could be due is computed, and the designations are awaited."""
    document = expect(
        {**HAGUE, "dates": {"registration": "2021-12-15"}}, {"kind": "renewal", "number": 4}, never=[("expiry", None)]
    )

    assert [awaiting["event"] for awaiting in document["awaiting"]] == ["designations"]


def test_hague_a_term_that_is_not_known_is_said(expect):
    """A designated office whose longest term isn't known here is named."""
    document = expect({**HAGUE, "dates": {"registration": "2021-12-15"}, "attributes": {"designations": ["MA", "EM"]}})

    assert any("at MA is not known" in warning["message"] for warning in document["warnings"])


def entry(office, due, **more):
    return {"kind": "national_entry", "number": None, "office": office, "due": due, **more}


def test_pct_art_22_months_from_priority_by_office(expect):
    """Priority 31 August 2024: 30 months end 28 February 2027, a Sunday; 31 months end 31 March 2027."""
    expect(
        {
            **PCT,
            "dates": {"priority": "2024-08-31", "filing": "2025-08-29"},
            "attributes": {"designations": ["US", "EP"]},
        },
        entry("US", "2027-02-28", due_effective="2027-03-01", act_by="2027-02-28"),
        entry("EP", "2027-03-31", due_effective="2027-03-31", restoration_basis="as_of_right"),
    )


def test_pct_without_priority_counts_from_the_international_filing(expect):
    """Filed 10 January 2025 without priority: 30 months end 10 July 2027, a Saturday."""
    expect(
        {**PCT, "dates": {"filing": "2025-01-10"}, "attributes": {"designations": ["US"]}},
        entry("US", "2027-07-10", due_effective="2027-07-12"),
    )


@pytest.mark.parametrize(
    ("filing", "months"), [("2019-10-29", ["2022-04-29", "2023-04-29"]), ("2019-10-30", ["2022-04-30"])]
)
def test_canada_forty_two_months_for_old_applications(expect, filing, months):
    """Filed before 30 October 2019: a late fee stretches the 30 months to 42; since then only reinstatement."""
    document = expect(
        {**PCT, "dates": {"filing": filing}, "attributes": {"designations": ["CA"]}}, entry("CA", months[0])
    )
    [deadline] = document["deadlines"]

    assert [step["until"] for step in deadline["late"]] == months[1:]
    assert deadline["restoration_basis"] == ("unintentional" if len(months) == 1 else "none")


@pytest.mark.parametrize(("filing", "due"), [("2019-10-31", "2022-04-30"), ("2019-11-01", "2022-06-01")])
def test_germany_thirty_one_months_since_may_2022(expect, filing, due):
    """Thirty months that ended by 30 April 2022 stayed thirty; 30 months to 1 May 2022 became 31."""
    expect({**PCT, "dates": {"filing": filing}, "attributes": {"designations": ["DE"]}}, entry("DE", due))


def test_a_designated_office_without_entry_is_said(expect):
    """Taiwan is outside the treaty, France is entered through the EPO: no deadline, and a warning that names them."""
    document = expect({**PCT, "dates": {"filing": "2025-01-10"}, "attributes": {"designations": ["TW", "FR", "US"]}})

    assert [deadline["office"] for deadline in document["deadlines"]] == ["US"]
    assert any("TW, FR" in warning["message"] for warning in document["warnings"])


def test_paris_art_4c_priority_ends_after_twelve_or_six_months(expect):
    """A first filing of 31 August 2026: patents twelve months, marks and designs six; no closed day moves it."""
    first = {"dates": {"filing": "2026-08-30"}, "attributes": {"first_filing": True}}
    end = {"kind": "priority_end", "number": None}

    expect(
        {"jurisdiction": "US", "right": "patent", **first}, {**end, "due": "2027-08-30", "due_effective": "2027-08-30"}
    )
    expect(
        {"jurisdiction": "US", "right": "trademark", **first},
        {**end, "due": "2027-02-28", "due_effective": "2027-02-28"},
    )
    expect({"jurisdiction": "US", "right": "patent", "dates": first["dates"]}, never=[("priority_end", None)])
