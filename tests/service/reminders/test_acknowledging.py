"""An acknowledgement belongs to the day that a deadline aims at."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from service.reminders.acknowledging import acknowledge
from service.reminders.messages import EMAIL
from service.store import AcknowledgementRow, DeadlineRow, MessageRow, MessageRungRow, writing
from service.watch.metrics import unanswered

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


def test_an_acknowledgement_is_kept_with_who_when_and_the_day_it_was_given_for(shelf: "Shelf") -> None:
    eva = shelf.person()
    deadline = shelf.deadline(shelf.case(responsible=eva))
    with writing(shelf.engine) as session:
        acknowledge(session, session.merge(deadline), actor="eva", now=NOW, person=eva, note="ordered")
    (row,) = shelf.all(AcknowledgementRow)
    assert (row.aim, row.person_id, row.actor, row.at, row.note) == (
        date(2026, 11, 30),
        eva.id,
        "eva",
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
        acknowledge(session, session.merge(deadline), actor="eva", now=NOW)
        assert unanswered(session, NOW) == 0
        session.execute(update(DeadlineRow).values(drives_act_by=date(2026, 12, 31)))
        assert unanswered(session, NOW) == 1
