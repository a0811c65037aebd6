"""Reading a case: whatever is wrong is said at once, field by field, with the value, the rule and the remedy."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from rules.case import Case
from rules.reading import did_you_mean, read_case, shown

AS_OF = date(2026, 11, 22)
GOOD = {"jurisdiction": "US", "right": "patent", "dates": {"filing": "2015-06-01"}}


def errors(document):
    """Field and message of each error."""
    refused = rules.as_document(rules.compute(document, as_of=AS_OF))
    return {error["field"]: error["message"] for error in refused["errors"]}


@pytest.mark.parametrize(
    ("document", "field", "message"),
    [
        (None, "", "a case is a JSON object, not null; see the schema of a case"),
        ([], "", "a case is a JSON object, not a list; see the schema of a case"),
        (3, "", "a case is a JSON object, not a number; see the schema of a case"),
        (object(), "", "a case is a JSON object, not something else; see the schema of a case"),
        (
            {**GOOD, "jurisdiction": None},
            "jurisdiction",
            "jurisdiction is missing; give the ST.3 code of the office, such as EP",
        ),
        ({**GOOD, "jurisdiction": "XX"}, "jurisdiction", "no rules for office XX exist yet; known are "),
        ({**GOOD, "jurisdiction": 7}, "jurisdiction", "jurisdiction must be a text of at most 200 characters, not 7"),
        ({**GOOD, "reference": "x" * 201}, "reference", "reference must be a text of at most 200 characters, not xxx"),
        ({**GOOD, "right": "patnet"}, "right", "right patnet is not known (did you mean patent?); use one of patent, "),
        (
            {**GOOD, "right": "utility_model"},
            "right",
            "US has no rules for right utility_model; it has patent, design, trademark",
        ),
        ({**GOOD, "route": "hague"}, "route", "route hague does not lead to a patent at US; use one of direct, pct, "),
        ({**GOOD, "route": "boat"}, "route", "route boat is not known; use one of direct, pct, "),
        ({**GOOD, "status": "grantd"}, "status", "status grantd is not known (did you mean granted?); use one of "),
        ({**GOOD, "dats": {}}, "dats", "dats is not known (did you mean dates?); known are reference, jurisdiction, "),
        ({**GOOD, "dates": []}, "dates", "dates must be an object, not []"),
        (
            {**GOOD, "dates": {"filling": "2015-06-01"}},
            "dates.filling",
            "dates.filling is not known (did you mean filing?); ",
        ),
        (
            {**GOOD, "dates": {"filing": "01.06.2015"}},
            "dates.filing",
            "dates.filing 01.06.2015 is not a date; write it as YYYY-MM-DD",
        ),
        ({**GOOD, "dates": {"filing": "20150601"}}, "dates.filing", "dates.filing 20150601 is not a date; "),
        ({**GOOD, "dates": {"filing": "2015-02-30"}}, "dates.filing", "dates.filing 2015-02-30 is not a date; "),
        ({**GOOD, "dates": {"filing": 20150601}}, "dates.filing", "dates.filing 20150601 is not a date; "),
        (
            {**GOOD, "dates": {"filing": "0202-06-01"}},
            "dates.filing",
            "dates.filing 0202-06-01 lies outside 1800 to 2200; check the year",
        ),
        (
            {**GOOD, "dates": {"filing": "2026-11-23"}},
            "dates.filing",
            "dates.filing 2026-11-23 lies after 2026-11-22, the day of computation; ",
        ),
        (
            {**GOOD, "dates": {"filing": "2020-01-15", "grant": "2019-03-01"}},
            "dates.grant",
            "grant 2019-03-01 lies before filing 2020-01-15; check dates.grant",
        ),
        (
            {**GOOD, "attributes": {"pta_day": 3}},
            "attributes.pta_day",
            "attributes.pta_day is not known (did you mean pta_days?); ",
        ),
        (
            {**GOOD, "attributes": {"pta_days": "3"}},
            "attributes.pta_days",
            "attributes.pta_days must be a whole number from 0 to 99999, not 3",
        ),
        (
            {**GOOD, "attributes": {"pta_days": -1}},
            "attributes.pta_days",
            "attributes.pta_days must be a whole number from 0 to 99999, not -1",
        ),
        (
            {**GOOD, "attributes": {"pta_days": True}},
            "attributes.pta_days",
            "attributes.pta_days must be a whole number from 0 to 99999, not True",
        ),
        (
            {**GOOD, "attributes": {"us_type": "utilty"}},
            "attributes.us_type",
            "attributes.us_type utilty is not known (did you mean utility?); use one of utility, plant",
        ),
        (
            {**GOOD, "attributes": {"first_filing": "yes"}},
            "attributes.first_filing",
            "attributes.first_filing must be true or false, not yes",
        ),
        (
            {**GOOD, "attributes": {"designations": "US"}},
            "attributes.designations",
            "attributes.designations must be a list of two-letter office codes, not US",
        ),
        (
            {**GOOD, "attributes": {"designations": ["us"]}},
            "attributes.designations",
            "attributes.designations must be a list of two-letter office codes, not ['us']",
        ),
    ],
)
def test_an_error_names_field_value_rule_and_remedy(document, field, message):
    found = errors(document)

    assert set(found) == {field}
    assert found[field].startswith(message)


def test_a_registration_may_be_dated_back_to_the_priority():
    """India and New Zealand register as of the priority date; without a priority it can't precede the filing."""
    dates = {"priority": "2016-01-10", "filing": "2016-07-10", "registration": "2016-01-10"}

    assert isinstance(read_case({**GOOD, "dates": dates}, as_of=AS_OF), Case)
    assert set(errors({**GOOD, "dates": {**dates, "registration": "2016-01-09"}})) == {"dates.registration"}
    assert set(errors({**GOOD, "dates": {**dates, "priority": None}})) == {"dates.registration"}


def test_an_office_without_rules_is_the_only_error_of_a_case_with_attributes_of_its_own():
    """Nobody can say yet which attributes that office has; the case can be stored until somebody can."""
    refused = rules.compute({**GOOD, "jurisdiction": "QQ", "attributes": {"qq_kind": 3}}, as_of=AS_OF)

    assert isinstance(refused, rules.Refused)
    assert refused.unruled


def test_all_errors_come_at_once():
    """Nobody has to find them one by one."""
    document = {"right": "patent", "colour": "red", "dates": {"filing": "soon"}, "attributes": {"pta_days": "many"}}

    assert set(errors(document)) == {"jurisdiction", "colour", "dates.filing", "attributes.pta_days"}


def test_an_attribute_of_another_office_is_accepted():
    """A feed may send a fact that this office doesn't need; it changes nothing."""
    plain = rules.as_document(rules.compute({**GOOD, "jurisdiction": "EP"}, as_of=AS_OF))
    more = rules.as_document(rules.compute({**GOOD, "jurisdiction": "EP", "attributes": {"pta_days": 3}}, as_of=AS_OF))

    assert plain == more


@pytest.mark.parametrize("empty", [None, ""])
def test_empty_values_count_as_absent(empty):
    """A spreadsheet's empty cell is no error."""
    case = read_case(
        {
            **GOOD,
            "reference": empty,
            "route": empty,
            "status": empty,
            "dates": {"filing": "2015-06-01", "grant": empty},
        },
        as_of=AS_OF,
    )

    assert case == Case("US", "patent", dates={"filing": date(2015, 6, 1)})


@pytest.mark.parametrize(
    ("dates", "status"),
    [
        ({}, "pending"),
        ({"filing": "2015-06-01"}, "pending"),
        ({"grant": "2018-10-02"}, "granted"),
        ({"registration": "2018-10-02"}, "granted"),
    ],
)
def test_status_follows_from_the_dates(dates, status):
    case = read_case({**GOOD, "dates": dates}, as_of=AS_OF)

    assert isinstance(case, Case)
    assert case.status == status
    assert case.in_force == (status == "granted")


def test_days_may_come_as_dates_and_lists_as_tuples():
    """The service hands over what it has stored."""
    case = read_case(
        {**GOOD, "dates": {"filing": date(2015, 6, 1)}, "attributes": {"designations": ["US"], "us_type": None}},
        as_of=AS_OF,
    )

    assert isinstance(case, Case)
    assert case.attributes == {"designations": ("US",)}


def test_a_case_must_come_from_reading():
    """`compute` takes a `Case` as read; one made up for an office without rules is a programming error."""
    with pytest.raises(ValueError, match="must come from read_case"):
        rules.compute(Case("XX", "patent"), as_of=AS_OF)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NEARLY = st.fixed_dictionaries(
    {},
    optional={
        "jurisdiction": st.sampled_from(["EP", "US", "WO", "ZZ"]) | JSON,
        "right": st.sampled_from(["patent", "design", "trademark"]) | JSON,
        "route": st.sampled_from(["direct", "pct", "divisional"]) | JSON,
        "status": JSON,
        "dates": st.dictionaries(
            st.sampled_from(["filing", "grant", "priority"]) | st.text(max_size=5), st.dates().map(str) | JSON
        )
        | JSON,
        "attributes": st.dictionaries(st.sampled_from(["pta_days", "us_type", "designations"]), JSON) | JSON,
        "reference": JSON,
    },
)


@given(NEARLY | JSON)
def test_compute_is_total(document):
    """Any JSON value gives deadlines or errors with a field and a message; never an exception."""
    answer = rules.as_document(rules.compute(document, as_of=AS_OF))
    json.dumps(answer)

    assert "deadlines" in answer or all(error["message"] and error["code"] for error in answer["errors"])


def test_suggestions_and_long_values():
    assert did_you_mean("gr", ["filing"]) == ""
    assert str(did_you_mean("filling", ["filing", "grant"])) == " (did you mean filing?)"
    assert shown("x" * 100) == "x" * 57 + "…"


def test_zones_of_offices():
    assert rules.zone("EP") == "Europe/Berlin"
    assert rules.zone("XX") is None
