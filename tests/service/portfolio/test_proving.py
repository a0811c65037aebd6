"""Proof of what is stored: every difference from what the rules say is found, and nothing is changed."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from rules.soundness import GAP
from service.portfolio.maintaining import add_closure, recompute_office
from service.portfolio.proving import CaseFault, aspect, prove
from service.store import CaseDateRow, CaseRow, DeadlineRow, OfficeClosureRow
from service.store.deadlines import GONE


def faults(desk: Any) -> list[tuple[str, str]]:
    """What is wrong, by aspect, in words."""
    found = desk.ask(lambda session: list(prove(session)))
    return [(aspect(fault), str(fault.message)) for fault in found]


def spoil(desk: Any, model: Any, **values: Any) -> None:
    """Change rows behind the back of the portfolio: of deadlines the third annuity, of dates and cases all."""
    wanted = update(model).values(**values)
    if model is DeadlineRow:
        wanted = wanted.where(DeadlineRow.kind == "annuity", DeadlineRow.number == 3)
    desk.write(lambda session, _context: session.execute(wanted))


@pytest.fixture
def stored(desk: Any, ep_patent: dict[str, Any]) -> Any:
    """A desk with one stored case."""
    desk.register(ep_patent)
    return desk


def test_what_was_just_computed_is_proved(stored: Any) -> None:
    assert faults(stored) == []


def test_a_schedule_is_proved_as_of_the_day_on_which_it_was_computed(stored: Any, clock: Any) -> None:
    """Three weeks later the horizon has moved on; that is no fault."""
    clock.move(days=21)

    assert faults(stored) == []


def test_a_moved_date_is_found(stored: Any) -> None:
    spoil(stored, DeadlineRow, due=date(2018, 12, 1))

    assert faults(stored) == [("stored", "annuity 3 at EP: due is stored as 2018-12-01, the rules say 2018-11-30.")]


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("act_by", date(2018, 11, 29), "act_by is stored as 2018-11-29, the rules say 2018-11-30."),
        ("grace_ends", None, "grace_ends is stored as None, the rules say 2019-05-31."),
        ("covers_to", date(2019, 11, 15), "covers_to is stored as 2019-11-15, the rules say 2019-11-14."),
    ],
)
def test_each_day_of_a_deadline_is_compared(stored: Any, field: str, value: Any, said: str) -> None:
    spoil(stored, DeadlineRow, **{field: value})

    assert faults(stored) == [("stored", f"annuity 3 at EP: {said}")]


def test_what_is_no_date_is_compared_too(stored: Any) -> None:
    spoil(stored, DeadlineRow, cites=[])

    assert faults(stored) == [("stored", "annuity 3 at EP: the rules say something else about cites than is stored.")]


def test_a_deadline_that_is_missing_is_found(stored: Any) -> None:
    spoil(stored, DeadlineRow, state=GONE)

    assert faults(stored) == [("stored", "annuity 3 at EP: the rules say due 2018-11-30, it is not stored.")]


def test_a_deadline_too_many_is_found(stored: Any) -> None:
    spoil(stored, DeadlineRow, number=33)

    assert ("stored", "annuity 33 at EP: stored as due 2018-11-30, the rules know of none.") in faults(stored)


def test_another_end_of_the_term_is_found(stored: Any) -> None:
    spoil(stored, CaseRow, expires=date(2036, 11, 14))

    assert faults(stored) == [("stored", "the end of the term is stored as 2036-11-14, the rules say 2036-11-15.")]


def test_a_date_changed_behind_the_portfolios_back_shows_in_every_deadline(stored: Any) -> None:
    spoil(stored, CaseDateRow, day=date(2016, 10, 15))

    assert "annuity 3 at EP: due is stored as 2018-11-30, the rules say 2018-10-31." in [
        said for _, said in faults(stored)
    ]


def test_changing_any_fact_of_a_case_sets_its_deadlines_right(stored: Any) -> None:
    """The remedy that the doctor names."""
    spoil(stored, DeadlineRow, due=date(2018, 12, 1))
    stored.register({"reference": "P1-EP", "title": "Catheter, steerable"})

    assert faults(stored) == []


def test_a_case_of_other_rules_waits_to_be_computed_again(stored: Any) -> None:
    """It is not compared: the rules moved, not the store."""
    spoil(stored, CaseRow, rules_version="2020.1.1")
    spoil(stored, DeadlineRow, due=date(2018, 12, 1))

    assert faults(stored) == [("stale", "computed by rules 2020.1.1.")]


def test_a_case_that_the_rules_no_longer_accept_is_told(stored: Any) -> None:
    spoil(stored, CaseDateRow, day=date(2030, 11, 15))

    assert [what for what, _ in faults(stored)] == ["accepted"]


def test_special_closures_are_part_of_the_proof(stored: Any) -> None:
    """One entered without computing anew shows; after that nothing does."""
    notice = {"office": "EP", "first": "2026-11-30", "last": "2026-11-30", "source": "notice of the President"}
    closure: OfficeClosureRow = stored.write(add_closure, notice)
    assert ("stored", "annuity 11 at EP: due_effective is stored as 2026-11-30, the rules say 2026-12-01.") in faults(
        stored
    )

    stored.write(recompute_office, closure)
    assert faults(stored) == []


def test_cases_without_rules_and_deadlines_entered_by_hand_are_left_to_people(desk: Any) -> None:
    desk.register({"reference": "P2-QQ", "jurisdiction": "QQ", "right": "patent"})

    assert faults(desk) == []


def test_a_fault_of_the_rules_is_told_apart_from_one_of_the_store() -> None:
    assert aspect(CaseFault("P1-EP", GAP(first="2018-11-15", last="2019-11-14"))) == "sound"


def test_the_watch_is_told_how_far_the_proof_has_come(stored: Any, ep_patent: dict[str, Any]) -> None:
    stored.register(ep_patent | {"reference": "P2-EP"})
    told: list[tuple[int, int]] = []

    stored.ask(lambda session: list(prove(session, lambda done, total: told.append((done, total)))))

    assert told == [(0, 2), (1, 2)]
