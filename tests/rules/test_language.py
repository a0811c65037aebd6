"""The language itself: what expressions give, say and refuse, where no single office shows it."""

from datetime import date

import pytest

import rules
from rules.calendars import Calendar
from rules.case import Case
from rules.cites import Act
from rules.language import (
    Missing,
    always,
    as_of,
    attribute_date,
    attribute_number,
    dated,
    day,
    earliest_given,
    filing,
    following,
    given,
    grant,
    hijri_months,
    later_of,
    months,
    n,
    number_is,
    priority,
    right_is,
    route,
    when,
    within_term,
    years,
)
from rules.language.facts import Facts

LAW = Act("Law", "An invented law")


def facts(n=1, as_of="2026-11-22", route="direct", right="patent", attributes=None, **dates):
    """The facts of a case with these dates."""
    case = Case(
        "XX",
        right,
        route=route,
        dates={event: date.fromisoformat(iso) for event, iso in dates.items()},
        attributes=attributes or {},
    )
    found = Facts(case, date.fromisoformat(as_of), Calendar("UTC"), "XX")
    found.n = n
    return found


def steps(expression, of):
    """The sentences of an expression's derivation."""
    of.trace = []
    expression.at(of)
    return [str(step.message) for step in of.trace]


def test_an_expression_gives_a_day_states_its_steps_and_describes_itself():
    third_year = filing + years(n - 1)

    assert third_year.at(facts(n=3, filing="2016-11-15")) == date(2018, 11, 15)
    assert steps(third_year, facts(n=3, filing="2016-11-15")) == [
        "filing 2016-11-15",
        "2016-11-15 + 2 years = 2018-11-15",
    ]
    assert str(third_year.describe()) == "filing + (n − 1) years"


def test_months_and_years_of_one_period_are_counted_together():
    """31 August + 3 years and 6 months: 28 February, clipped once; a 29 February keeps its day on the way."""
    assert (filing + (years(3) + months(6))).at(facts(filing="2020-02-29")) == date(2023, 8, 29)
    assert (filing + years(3) + months(6)).at(facts(filing="2020-02-29")) == date(2023, 8, 28)


def test_a_unit_is_stated_once_in_a_period():
    with pytest.raises(TypeError, match="stated once"):
        years(1) + years(2)


def test_hijri_months_are_counted_from_a_day_only():
    with pytest.raises(TypeError, match="Hijri"):
        following(filing, hijri_months(6)).at(facts(filing="2020-01-01"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("expression", "key"),
    [
        (grant, "grant"),
        (attribute_date("notice"), "notice"),
        (filing + years(attribute_number("term")), "term"),
        (later_of(filing, grant), "grant"),
        (earliest_given(priority, grant), "grant"),
    ],
)
def test_a_missing_fact_is_named(expression, key):
    with pytest.raises(Missing) as missing:
        expression.at(facts(filing="2020-01-01"))

    assert missing.value.key == key


def test_a_date_among_the_attributes_is_a_step_too():
    of = facts(attributes={"notice": date(2025, 6, 2)})

    assert steps(attribute_date("notice") + months(2), of) == [
        "notice 2025-06-02",
        "2025-06-02 + 2 months = 2025-08-02",
    ]


def test_the_day_of_computation_is_a_step_too():
    assert steps(as_of, facts()) == ["as of 2026-11-22"]


def test_dated_law_chooses_by_the_selecting_day():
    """Ten years before 1 June 2021, fifteen since: for periods counted from a day and for those with a first day."""
    term = dated(filing, years(10), ("2021-06-01", years(15)), cite=LAW("art. 42"))

    assert (filing + term).at(facts(filing="2021-05-31")) == date(2031, 5, 31)
    assert (filing + term).at(facts(filing="2021-06-01")) == date(2036, 6, 1)
    assert following(filing, term).at(facts(filing="2021-06-30")) == date(2036, 6, 30)
    assert "law in force since 2021-06-01, chosen by filing 2021-06-01" in steps(
        filing + term, facts(filing="2021-06-01")
    )
    assert "law in force before 2021-06-01, chosen by filing 2021-05-31" in steps(
        filing + term, facts(filing="2021-05-31")
    )


def test_a_choice_says_why():
    late = when(grant > filing + years(4), grant, otherwise=filing)

    assert steps(late, facts(filing="2015-01-10", grant="2020-03-01"))[0] == (
        "since grant (2020-03-01) is after filing + 4 years (2019-01-10)"
    )
    assert steps(late, facts(filing="2015-01-10", grant="2018-03-01"))[0].startswith("since it isn't so that grant")


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (route("pct") & (given("grant") | number_is(3)), "the route is pct and (grant is given or the number is 3)"),
        (~right_is("design"), "not (the right is a design)"),
        (filing >= day("2020-07-01"), "filing is on or after 2020-07-01"),
        (grant <= filing, "grant is on or before filing"),
    ],
)
def test_conditions_describe_themselves(condition, words):
    assert str(condition.describe()) == words


def test_a_condition_is_settled_or_ruled_out_only_where_no_number_can_change_it():
    of = facts(filing="2020-01-01", route="pct")

    assert route("pct").is_settled(of)
    assert route("ep").rules_out(of)
    assert (~route("ep")).is_settled(of)
    assert (~route("pct")).rules_out(of)
    assert (route("ep") | number_is(3)).is_settled(of) is False
    assert (route("pct") & number_is(3)).rules_out(of) is False
    assert number_is(3).is_settled(of) is False
    assert always.is_settled(of)
    assert within_term.is_settled(of) is False


def test_descriptions_cover_every_block_of_every_office():
    """No expression of any office fails to describe itself: the reference pages depend on it."""
    for office in rules.jurisdictions():
        for right in office.rights:
            for duty in right.duties:
                assert duty.due.describe()
                assert duty.applies.describe() is not None
