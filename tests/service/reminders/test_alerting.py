"""The mail that carries alarms to the fallback recipient."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from service.reminders.alerting import plan_alarms
from service.reminders.desk import Desk
from service.store import AttemptRow, MessageRow, TickRow, writing

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)


def alarm(shelf: "Shelf", desk: Desk, now: datetime = NOW) -> int:
    """Plan the alarm mail as a tick would, and store the tick."""
    with writing(shelf.engine) as session:
        made = plan_alarms(session, desk, now)
        session.add(TickRow(started_at=now))
    return made


def fail(shelf: "Shelf", at: datetime, purpose: str = "reminder") -> None:
    """A message that was given up."""
    message = shelf.put(
        MessageRow(
            key=f"<{at.isoformat()}>",
            channel="email",
            recipient="eva@example.com",
            subject="LAST DAY: Renewal fee",
            body=b"",
            created_at=at,
            state="failed",
            purpose=purpose,
        )
    )
    shelf.put(
        AttemptRow(message_id=message.id, started_at=at, finished_at=at, outcome="permanent", detail="550 no such user")
    )


def test_nothing_wrong_is_no_mail(shelf: "Shelf", desk: Desk) -> None:
    shelf.watched()
    assert alarm(shelf, desk) == 0


def test_what_stands_is_told_once_a_day(shelf: "Shelf", desk: Desk) -> None:
    shelf.case("X1", jurisdiction="XX", unruled=True)
    assert alarm(shelf, desk) == 1
    assert alarm(shelf, desk, NOW + timedelta(hours=23)) == 0
    assert alarm(shelf, desk, NOW + timedelta(hours=24)) == 1
    message = shelf.messages("alarm")[0]
    assert (message.recipient, message.urgency) == ("docket@example.com", "late")
    assert message.subject == "ALARM: cases of offices without rules: 1 and 2 more"
    part = message_from_bytes(message.body, policy=policy.default).get_body(("plain",))
    assert part is not None
    assert "X1 (XX)" in part.get_content()
    assert "enter the deadlines of each case by hand" in part.get_content()


def test_what_stands_is_looked_for_once_an_hour(shelf: "Shelf", desk: Desk) -> None:
    """The look walks through all cases, so that only the first tick of an hour pays for it."""
    alarm(shelf, desk)
    shelf.case("X1", jurisdiction="XX", unruled=True)
    assert alarm(shelf, desk, NOW + timedelta(minutes=1)) == 0
    assert alarm(shelf, desk, NOW + timedelta(minutes=30)) == 1


def test_a_message_that_could_not_be_delivered_is_told_at_once_and_once(shelf: "Shelf", desk: Desk) -> None:
    alarm(shelf, desk)
    fail(shelf, NOW + timedelta(seconds=30))
    assert alarm(shelf, desk, NOW + timedelta(minutes=1)) == 1
    assert alarm(shelf, desk, NOW + timedelta(minutes=2)) == 0
    (message,) = shelf.messages("alarm")
    assert b"550 no such user" in message.body


def test_an_alarm_that_could_not_be_delivered_raises_no_other(shelf: "Shelf", desk: Desk) -> None:
    fail(shelf, NOW, purpose="alarm")
    assert alarm(shelf, desk, NOW + timedelta(minutes=1)) == 0


def test_without_a_fallback_recipient_there_is_nobody_to_tell(shelf: "Shelf", desk: Desk) -> None:
    shelf.case("X1", unruled=True)
    assert alarm(shelf, replace(desk, fallback=None)) == 0


def test_twenty_examples_are_named_and_the_rest_is_counted(shelf: "Shelf", desk: Desk) -> None:
    for number in range(23):
        shelf.case(f"P{number:02}")
    alarm(shelf, desk)
    part = message_from_bytes(shelf.messages("alarm")[0].body, policy=policy.default).get_body(("plain",))
    assert part is not None
    said = part.get_content()
    assert "P19 (EP)" in said
    assert "P20 (EP)" not in said
    assert "And 3 more of this kind." in said
