"""What if: each deadline as it is stored beside what it would be, with the cause; nothing is changed.

The case is a pending European application filed on 2016-11-15: the fee of year 11 is due on 2026-11-30, a Monday.
"""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select, update

import rules
from rules import Closure
from service.portfolio.blaming import Thoughts
from service.portfolio.supposing import Question, Supposed, becomes, suppose, suppose_each
from service.store import AuditRow, CaseRow, EventRow

TODAY = date(2026, 3, 2)
SAID = (AuditRow, EventRow)
CLOSED_THAT_DAY = Closure("EP", date(2026, 11, 30), date(2026, 11, 30))


@pytest.fixture
def stored(desk: Any, ep_patent: dict[str, Any]) -> Any:
    """A desk with one stored case."""
    desk.register(ep_patent)
    return desk


def asked(desk: Any, same: bool = False, explain: bool = False, **facts: Any) -> Supposed:
    """What the case would be with these dates and these thoughts."""
    thoughts = {name: facts.pop(name) for name in ("closures", "as_of", "until") if name in facts}
    question = Question(TODAY, Thoughts(**thoughts), same=same, explain=explain)
    changes = [{"reference": "P1-EP", **facts}]
    (found,) = desk.ask(lambda session: suppose_each(session, question, changes))
    answer: Supposed = found
    return answer


def of_year(found: Supposed, number: int) -> Any:
    return next(one for one in found.as_document()["deadlines"] if one["number"] == number)


def test_nothing_else_would_be_nothing_else(stored: Any) -> None:
    """Years 3 to 20 and the end of the term, each the same on both sides."""
    assert asked(stored).moves == ()

    found = asked(stored, same=True)
    assert found.stands
    assert [becomes(move) for move in found.moves] == ["same"] * 19


def test_another_date_moves_each_deadline_and_says_why(stored: Any) -> None:
    """Filed a year later, year 3 falls due on 2019-11-30 for 2018-11-30, and the term ends a year later."""
    found = asked(stored, dates={"filing": "2017-11-15"})

    year_3 = of_year(found, 3)
    assert (year_3["what"], year_3["way"], year_3["causes"]) == ("moves", "later", ["facts"])
    assert (year_3["old"]["due"], year_3["new"]["due"]) == ("2018-11-30", "2019-11-30")
    assert year_3["why"] == "dates.filing 2016-11-15 → 2017-11-15"
    document = found.as_document()
    assert (document["stored"]["expires"], document["computed"]["expires"]) == ("2036-11-15", "2037-11-15")


def test_a_grant_lets_the_later_fees_go(stored: Any) -> None:
    """Granted on 2026-01-14, fees from year 11 on are due in the parts, no longer at the European Patent Office."""
    found = asked(stored, dates={"grant": "2026-01-14"})

    gone = [one["number"] for one in found.as_document()["deadlines"] if one["what"] == "goes" and one["number"]]
    assert gone == list(range(11, 21))
    assert of_year(found, 11)["why"] == "dates.grant nothing → 2026-01-14"


def test_a_date_that_is_taken_away_lets_everything_go(stored: Any) -> None:
    found = asked(stored, dates={"filing": None})

    assert {becomes(move) for move in found.moves} == {"goes"}
    assert "filing" in [one["event"] for one in found.as_document()["computed"]["awaiting"]]


def test_what_comes_stands_at_the_end(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent | {"dates": {}})

    found = asked(desk, dates={"filing": "2016-11-15"})

    assert {becomes(move) for move in found.moves} == {"comes"}
    assert of_year(found, 3)["new"]["due"] == "2018-11-30"
    assert of_year(found, 3)["old"] is None


def test_a_closure_moves_the_last_day_that_counts(stored: Any) -> None:
    (move,) = asked(stored, closures=(CLOSED_THAT_DAY,)).moves

    assert (move.identity, move.moved, move.causes) == (("annuity", 11, "EP"), ("due_effective",), ("closure",))
    assert move.why == ("EP was closed from 2026-11-30 to 2026-11-30",)


def test_of_two_thoughts_only_the_one_that_matters_is_blamed(stored: Any) -> None:
    """Filed a year later it is year 10 that falls due on 2026-11-30, the day that is closed."""
    found = asked(stored, closures=(CLOSED_THAT_DAY,), dates={"filing": "2017-11-15"})

    assert of_year(found, 3)["causes"] == ["facts"]
    assert of_year(found, 10)["causes"] == ["facts", "closure"]


def test_a_nearer_horizon_lets_the_later_deadlines_go(stored: Any) -> None:
    found = asked(stored, until=date(2030, 1, 1))

    first = next(one for one in found.as_document()["deadlines"] if one["what"] == "goes")
    assert (first["number"], first["causes"], first["why"]) == (15, ["until"], "it was computed until 2030-01-01")


def test_on_an_earlier_day_the_filing_lies_ahead_and_is_refused(stored: Any) -> None:
    found = asked(stored, as_of=date(2016, 11, 14))

    assert not found.stands
    assert found.moves == ()
    (error,) = found.as_document()["errors"]
    assert error["field"] == "dates.filing"
    assert found.as_document()["computed"] is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"dates": {"filling": "2016-11-15"}}, "dates.filling"),
        ({"dates": {"filing": "15.11.2016"}}, "dates.filing"),
        ({"dates": {"grant": "2016-01-01"}}, "dates.grant"),
        ({"attributes": {"no_such_fact": 1}}, "attributes.no_such_fact"),
        ({"status": "sold"}, "status"),
        ({"dates": 7}, "dates"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_in_place(stored: Any, facts: dict[str, Any], field: str) -> None:
    found = asked(stored, **facts)

    assert [one["field"] for one in found.as_document()["errors"]] == [field]


def test_each_side_names_the_rules_that_computed_it(stored: Any) -> None:
    stored.write(lambda session, _context: session.execute(update(CaseRow).values(rules_version="2020.1.1")))

    document = asked(stored, same=True).as_document()

    assert (document["stored"]["rules"], document["computed"]["rules"]) == ("2020.1.1", rules.VERSION)


def test_a_derivation_is_that_of_the_day_that_would_be(stored: Any) -> None:
    found = asked(stored, dates={"filing": "2017-11-15"}, explain=True)

    (due,) = [one for one in of_year(found, 3)["derivation"] if one["of"] == "due"]
    assert due["result"] == "2019-11-30"
    assert "derivation" not in of_year(asked(stored, dates={"filing": "2017-11-15"}), 3)


def test_nothing_is_changed(stored: Any) -> None:
    def rows() -> tuple[Any, ...]:
        counted = [stored.ask(lambda session, row=row: session.scalar(select(func.count(row.id)))) for row in SAID]
        return (*counted, stored.case("P1-EP"))

    before = rows()
    asked(stored, dates={"filing": "2017-11-15"}, status="lapsed", closures=(CLOSED_THAT_DAY,), explain=True)
    assert rows() == before


def test_several_cases_are_answered_in_the_order_in_which_they_were_named(stored: Any, ep_patent: Any) -> None:
    stored.register(ep_patent | {"reference": "P2-EP"})
    changes: list[dict[str, Any]] = [
        {"reference": "P2-EP"},
        {"reference": "P9-EP", "dates": {"filing": "2017-11-15"}},
        {"reference": "P1-EP", "dates": {"filing": "2017-11-15"}},
        {"reference": "P1-EP"},
    ]

    found = stored.ask(lambda session: suppose_each(session, Question(TODAY, Thoughts(), same=False), changes))

    assert [(one.reference, one.stands, len(one.moves)) for one in found] == [
        ("P2-EP", True, 0),
        ("P9-EP", False, 0),
        ("P1-EP", False, 19),
        ("P1-EP", True, 0),
    ]
    assert str(found[1].errors[0].message) == "no case has the reference P9-EP"


def test_all_cases_that_fit_are_asked_the_same(stored: Any, ep_patent: Any) -> None:
    stored.register(ep_patent | {"reference": "P2-EP", "owner": "Acme"})
    stored.register({"reference": "P3", "jurisdiction": "XX", "right": "patent"})
    question = Question(TODAY, Thoughts(closures=(CLOSED_THAT_DAY,)), same=False)

    def references(*concerned: Any, after: str = "") -> list[tuple[str, bool]]:
        found = stored.ask(lambda session: list(suppose(session, question, concerned, after)))
        return [(one.reference, one.stands) for one in found]

    assert references() == [("P1-EP", False), ("P2-EP", False), ("P3", True)]  # P3 has no rules on either side
    assert references(CaseRow.owner == "Acme") == [("P2-EP", False)]
    assert references(after="P1-EP") == [("P2-EP", False), ("P3", True)]
