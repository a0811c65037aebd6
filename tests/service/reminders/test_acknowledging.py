"""An acknowledgement belongs to the day that a deadline aims at."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from service.portfolio.context import Context
from service.reminders.acknowledging import acknowledge
from service.reminders.messages import EMAIL
from service.store import (
    AcknowledgementRow,
    AuditRow,
    DeadlineRow,
    EventRow,
    MessageRow,
    MessageRungRow,
    writing,
)
from service.watch.metrics import unanswered

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def _context(actor: str) -> Context:
    return Context(actor, NOW, plan=lambda *_: None)


def test_an_acknowledgement_is_kept_with_who_when_and_the_day_it_was_given_for(shelf: "Shelf") -> None:
    eva = shelf.person()
    deadline = shelf.deadline(shelf.case(responsible=eva))
    with writing(shelf.engine) as session:
        acknowledge(session, _context("key"), session.merge(deadline), person=eva, note="ordered")
    (row,) = shelf.all(AcknowledgementRow)
    assert (row.aim, row.person_id, row.actor, row.at, row.note) == (
        date(2026, 11, 30),
        eva.id,
        "Eva",
        NOW,
        "ordered",
    )


def test_a_moved_date_is_unanswered_again(shelf: "Shelf") -> None:
    deadline = shelf.deadline(shelf.case(responsible=shelf.person()))
    message = shelf.put(
        MessageRow(key="1", channel=EMAIL, recipient="e", subject="s", body=b"", created_at=NOW, state="sent")
    )
    for aim in (date(2026, 11, 30), date(2026, 12, 31)):
        shelf.put(
            MessageRungRow(
                message_id=message.id, deadline_id=deadline.id, aim=aim, stage="act_by.14", recipient="e", channel=EMAIL
            )
        )
    with writing(shelf.engine) as session:
        assert unanswered(session, NOW) == 1
        acknowledge(session, _context("eva"), session.merge(deadline))
        assert unanswered(session, NOW) == 0
        session.execute(update(DeadlineRow).values(drives_act_by=date(2026, 12, 31)))
        assert unanswered(session, NOW) == 1


def test_the_same_word_told_twice_is_kept_once(shelf: "Shelf") -> None:
    eva, other = shelf.person(), shelf.person("otto")
    deadline = shelf.deadline(shelf.case(responsible=eva))
    with writing(shelf.engine) as session:
        for person in (eva, eva, other):
            acknowledge(session, _context("key"), session.merge(deadline), person=person)
    assert [row.actor for row in shelf.all(AcknowledgementRow)] == ["Eva", "Otto"]


def test_it_is_in_the_trail_told_to_others_and_looked_at_now(shelf: "Shelf") -> None:
    deadline = shelf.deadline(shelf.case(responsible=shelf.person()), next_rung_at=None)
    with writing(shelf.engine) as session:
        acknowledge(session, _context("eva"), session.merge(deadline), note="agent instructed")
    (entry,), (event,) = shelf.all(AuditRow), shelf.all(EventRow)
    assert (entry.action, entry.subject, entry.actor, entry.reason) == (
        "deadline.acknowledged",
        "deadline P1-EP annuity 3 EP",
        "eva",
        "agent instructed",
    )
    assert (event.type, event.payload["aim"]) == ("deadline.acknowledged", "2026-11-30")
    assert shelf.all(DeadlineRow)[0].next_rung_at == NOW


def test_one_of_a_settled_deadline_wakes_nobody(shelf: "Shelf") -> None:
    deadline = shelf.deadline(shelf.case(responsible=shelf.person()), next_rung_at=None, state="settled")
    with writing(shelf.engine) as session:
        acknowledge(session, _context("eva"), session.merge(deadline))
    assert shelf.all(DeadlineRow)[0].next_rung_at is None
