"""What computing anew would move is told before it moves: from what to what, why, and who was told the old day.

The case is a pending European application filed on 2016-11-15: the fee of year 11 is due on 2026-11-30, a Monday.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

import rules
from rules import Closure
from service.portfolio.errors import Invalid
from service.portfolio.holding import looked_at, seen
from service.portfolio.maintaining import add_closure, recompute_stale
from service.portfolio.moves import Move
from service.portfolio.previewing import Outlook, Summary, look_ahead, read_closure
from service.store import AuditRow, CaseRow, DeadlineRow, MessageRow, MessageRungRow
from service.store.deadlines import GONE

OLD = "2020.1.1"
CLOSED_THAT_DAY = Closure("EP", date(2026, 11, 30), date(2026, 11, 30))


@pytest.fixture
def stored(desk: Any, ep_patent: dict[str, Any]) -> Any:
    """A desk with one stored case."""
    desk.register(ep_patent)
    return desk


def ahead(desk: Any, *closures: Closure, after: str = "") -> list[Outlook]:
    found: list[Outlook] = desk.ask(lambda session: list(look_ahead(session, desk.clock.now(), closures, after=after)))
    return found


def moves(desk: Any, *closures: Closure) -> list[Move]:
    return [move for outlook in ahead(desk, *closures) for move in outlook.moves]


def by_older_rules(desk: Any, number: int = 11, **days: Any) -> None:
    """Store an annuity as if other rules had computed the case."""
    fee = update(DeadlineRow).where(DeadlineRow.kind == "annuity", DeadlineRow.number == number)
    desk.write(lambda session, _context: session.execute(update(CaseRow).values(rules_version=OLD)))
    if days:
        desk.write(lambda session, _context: session.execute(fee.values(**days)))


def test_what_was_just_computed_stands(stored: Any) -> None:
    assert moves(stored) == []


def test_new_rules_that_change_no_day_move_nothing(stored: Any) -> None:
    by_older_rules(stored)

    (outlook,) = ahead(stored)
    assert outlook.stands
    assert outlook.rules == OLD


def test_new_rules_move_a_day_to_an_earlier_one(stored: Any) -> None:
    """The older rules said 31 December; the installed ones say 30 November."""
    by_older_rules(stored, due=date(2026, 12, 31), due_effective=date(2026, 12, 31), act_by=date(2026, 12, 31))

    (move,) = moves(stored)

    assert (move.identity, move.what, move.state) == (("annuity", 11, "EP"), "earlier", "open")
    assert move.moved == ("due", "due_effective", "act_by")
    assert (move.old and move.old.act_by, move.new and move.new.act_by) == (date(2026, 12, 31), date(2026, 11, 30))
    assert move.causes == ("rules",)
    assert move.why == (f"the rules changed from {OLD} to {rules.VERSION}",)


def test_new_rules_move_a_day_to_a_later_one(stored: Any) -> None:
    by_older_rules(stored, act_by=date(2026, 11, 28))

    assert [(move.what, move.moved) for move in moves(stored)] == [("later", ("act_by",))]


def test_a_later_day_to_act_by_with_an_earlier_end_counts_as_earlier(stored: Any) -> None:
    """In doubt the alarming way: the late period now ends on 2027-05-31 instead of 2027-08-31."""
    by_older_rules(stored, act_by=date(2026, 11, 28), grace_ends=date(2027, 8, 31))

    assert [move.what for move in moves(stored)] == ["earlier"]


def test_a_chance_that_is_no_longer_there_counts_as_earlier(stored: Any) -> None:
    by_older_rules(stored, number=10, restoration_ends=None)
    assert [move.what for move in moves(stored)] == ["later"]

    gone = {"kind": "expiry"}
    stored.write(
        lambda session, _: session.execute(
            update(DeadlineRow).filter_by(**gone).values(restoration_ends=date(2040, 1, 1))
        )
    )
    assert [move.what for move in moves(stored)] == ["later", "earlier"]


def test_another_price_is_neither_earlier_nor_later(stored: Any) -> None:
    late = [{"until": "2027-05-31", "until_effective": "2027-05-31", "surcharge": "30 %", "basis": "old"}]
    by_older_rules(stored, late=late)

    (move,) = moves(stored)

    assert (move.what, move.moved) == ("other", ("late",))
    assert move.new
    assert [step.surcharge for step in move.new.late] == ["50 %"]


def test_other_words_about_the_same_days_move_nothing(stored: Any) -> None:
    by_older_rules(stored, title="Annual fee for year 11", cites=[])

    assert moves(stored) == []


def test_a_deadline_that_goes_and_one_that_comes(stored: Any) -> None:
    """Number 33 stands for one that the installed rules no longer know."""
    by_older_rules(stored, number=33)
    by_older_rules(stored, number=11, state=GONE)
    by_older_rules(stored, number=12)
    renumbered = update(DeadlineRow).where(DeadlineRow.number == 12).values(number=33)
    stored.write(lambda session, _context: session.execute(renumbered))

    found = {move.identity[1]: move for move in moves(stored)}

    assert {number: move.what for number, move in found.items()} == {33: "gone", 11: "added", 12: "added"}
    assert found[33].new is None
    assert found[12].old is None
    assert found[12].state is None


def test_a_closure_is_tried_before_anybody_enters_it(stored: Any) -> None:
    """Closed on 30 November: 1 December is on time; the day to act by does not move."""
    (move,) = moves(stored, CLOSED_THAT_DAY)

    assert (move.what, move.moved, move.causes) == ("later", ("due_effective",), ("closure",))
    assert move.new
    assert move.new.due_effective == date(2026, 12, 1)
    assert move.why == ("EP was closed from 2026-11-30 to 2026-11-30",)


def test_a_closure_of_another_office_moves_nothing(stored: Any) -> None:
    assert moves(stored, Closure("CN", date(2026, 11, 30), date(2026, 11, 30))) == []


def test_new_rules_and_a_closure_are_both_named(stored: Any) -> None:
    by_older_rules(stored, due=date(2026, 12, 31))

    (move,) = moves(stored, CLOSED_THAT_DAY)

    assert move.causes == ("closure", "rules")


def test_a_closure_that_was_entered_and_not_yet_computed_with_is_named(stored: Any, clock: Any) -> None:
    clock.move(minutes=1)
    notice = {"office": "EP", "first": "2026-11-30", "last": "2026-11-30", "source": "notice of the President"}
    stored.write(add_closure, notice)

    assert [move.causes for move in moves(stored)] == [("closure",)]


def test_time_that_went_on_brings_a_deadline_within_the_horizon(desk: Any, clock: Any) -> None:
    """A schedule reaches through the first renewal after 25 years: 2051 seen from March 2026, 2061 from July."""
    mark = {"reference": "T1-EM", "jurisdiction": "EM", "right": "trademark"}
    desk.register(mark | {"dates": {"filing": "2011-06-15", "registration": "2011-11-15"}})
    assert moves(desk) == []
    clock.move(days=120)

    (move,) = moves(desk)

    assert (move.what, move.causes, move.why) == ("added", ("time",), ("time went on",))
    assert move.new
    assert move.new.due == date(2061, 6, 15)


def test_what_was_changed_behind_the_rules_back_is_told_apart(stored: Any) -> None:
    fee = update(DeadlineRow).where(DeadlineRow.number == 11).values(due=date(2026, 12, 1))
    stored.write(lambda session, _context: session.execute(fee))

    (move,) = moves(stored)

    assert move.causes == ("store",)
    assert "annua doctor" in move.why[0]


def message(desk: Any, key: str, aim: date, *stages: str, sent: bool = True) -> None:
    """A mail that carries stages of the fee of year 11."""
    row = desk.row("P1-EP", 11)
    sent_at = datetime(2026, 2, 27, 8, tzinfo=UTC) if sent else None
    mail = {"channel": "email", "recipient": "eva@example.com"}

    def put(session: Any, _context: Any) -> None:
        made = MessageRow(key=key, subject="s", body=b"", created_at=desk.clock.now(), sent_at=sent_at, **mail)
        session.add(made)
        session.flush()
        for stage in stages:
            session.add(MessageRungRow(message_id=made.id, deadline_id=row.id, aim=aim, stage=stage, **mail))

    desk.write(put)


def test_messages_that_left_with_the_old_day_are_named_once(stored: Any) -> None:
    by_older_rules(stored, act_by=date(2026, 12, 31), drives_act_by=date(2026, 12, 31))
    message(stored, "told", date(2026, 12, 31), "opens", "180")
    message(stored, "of an earlier aim", date(2026, 10, 31), "90")
    message(stored, "still waiting", date(2026, 12, 31), "60", sent=False)

    (move,) = moves(stored)

    assert [(told.key, told.channel, told.recipient) for told in move.told] == [("told", "email", "eva@example.com")]
    assert move.told[0].sent_at == datetime(2026, 2, 27, 8, tzinfo=UTC)


def test_a_case_that_the_rules_now_refuse_is_told_with_the_field(stored: Any) -> None:
    broken = update(CaseRow).values(rules_version=OLD, attributes={"no_such_fact": 1})
    stored.write(lambda session, _context: session.execute(broken))

    (outlook,) = ahead(stored)

    assert outlook.moves == ()
    assert [error.field for error in outlook.errors] == ["attributes.no_such_fact"]
    assert not outlook.stands


def test_a_case_without_rules_stands_until_there_are_some(desk: Any) -> None:
    desk.register({"reference": "X1-QQ", "jurisdiction": "QQ", "right": "patent", "dates": {"filing": "2016-11-15"}})
    (outlook,) = ahead(desk)
    assert outlook.stands

    now_ruled = update(CaseRow).values(jurisdiction="EP", rules_version=OLD)
    desk.write(lambda session, _context: session.execute(now_ruled))
    assert {move.what for move in moves(desk)} == {"added"}


def test_nothing_is_changed(stored: Any) -> None:
    by_older_rules(stored, act_by=date(2026, 12, 31))
    count = select(func.count()).select_from(AuditRow)
    before = stored.case("P1-EP"), stored.ask(lambda session: session.scalar(count))

    moves(stored, CLOSED_THAT_DAY)

    assert (stored.case("P1-EP"), stored.ask(lambda session: session.scalar(count))) == before


def test_what_was_previewed_is_what_computing_anew_does(stored: Any) -> None:
    by_older_rules(stored, due=date(2026, 12, 31), act_by=date(2026, 12, 31))
    foreseen = [(move.old and move.old.act_by, move.new and move.new.act_by) for move in moves(stored)]

    (done,) = stored.write(recompute_stale)

    assert [(change.old_act_by, change.new_act_by) for change in done.changes] == foreseen
    assert moves(stored) == []


def test_the_figures_of_a_preview(stored: Any, ep_patent: dict[str, Any]) -> None:
    stored.register(ep_patent | {"reference": "P2-EP"})
    by_older_rules(stored, act_by=date(2026, 12, 31), drives_act_by=date(2026, 12, 31))
    stored.register({"reference": "P3-EP", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2020-01-31"}})
    message(stored, "told", date(2026, 12, 31), "180")
    summary = Summary()

    for outlook in ahead(stored):
        summary.add(outlook)

    assert summary.as_document() == {
        "rules": rules.VERSION,
        "cases": 3,
        "stale": 2,
        "moved_cases": 2,
        "deadlines": 2,
        "earlier": 2,
        "soonest": "2026-11-30",
        "messages": 1,
        "refused": 0,
    }


def test_a_preview_can_begin_behind_a_case(stored: Any, ep_patent: dict[str, Any]) -> None:
    stored.register(ep_patent | {"reference": "P2-EP"})

    assert [outlook.reference for outlook in ahead(stored, after="P1-EP")] == ["P2-EP"]


def test_whether_somebody_looked_is_kept_for_each_version(stored: Any, clock: Any) -> None:
    assert not stored.ask(seen)
    stored.write(looked_at, {"cases": 1}, ["EP:2026-11-30"])
    clock.moment += timedelta(days=1)

    assert stored.ask(seen)
    (noted,) = stored.trail("rules.previewed")
    assert (noted.actor, noted.subject) == ("li", f"rules {rules.VERSION}")
    assert noted.after == {"cases": 1, "closures": ["EP:2026-11-30"]}


def test_a_closure_is_written_with_its_first_and_last_day() -> None:
    assert read_closure("CN:2026-10-01:2026-10-07", "closure") == Closure("CN", date(2026, 10, 1), date(2026, 10, 7))
    assert read_closure("CN:2026-10-01", "closure") == Closure("CN", date(2026, 10, 1), date(2026, 10, 1))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CN", "closure CN is not a closure; write it as CN:2026-10-01:2026-10-07"),
        ("CN:2026-10-01:2026-10-07:x", "is not a closure"),
        ("QQ:2026-10-01", "no rules exist for the office QQ"),
        ("CN:1 October", "is not a date"),
        ("CN:2026-10-01:", "is not a date"),
        ("CN:2026-10-07:2026-10-01", "closure 2026-10-01 lies before its first day 2026-10-07"),
    ],
)
def test_what_is_no_closure_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_closure(text, "closure")

    assert said in str(refused.value)
