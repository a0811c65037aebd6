"""What came back is recorded once, marks its message, and is acted on at once; on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from notifiers.delivery_status import DeliveryStatus
from service.reminders.alerting import plan_alarms
from service.reminders.bounces import record_bounce
from service.reminders.desk import Desk
from service.store import (
    AuditRow,
    BounceRow,
    DeadlineRow,
    EventRow,
    MessageRow,
    MessageRungRow,
    PersonRow,
    TickRow,
    reading,
    writing,
)
from service.watch.alarms import Alarm, bounced

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

SENT = datetime(2026, 11, 27, 8, tzinfo=UTC)
NOW = datetime(2026, 11, 27, 9, tzinfo=UTC)
NEXT = datetime(2026, 11, 29, 8, tzinfo=UTC)


def sent(shelf: "Shelf", person: PersonRow | None = None, key: str = "<1@example.com>", **other: Any) -> MessageRow:
    """A mail that the next hop took on 27 November at 8:00."""
    values: dict[str, Any] = {
        "channel": "email",
        "recipient": person.address if person else "docket@example.com",
        "person_id": person.id if person else None,
        "subject": "3 days left",
        "body": b"",
        "created_at": SENT,
        "sent_at": SENT,
        "state": "sent",
    }
    return shelf.put(MessageRow(key=key, **values | other))


def carry(shelf: "Shelf", message: MessageRow, deadline: DeadlineRow) -> None:
    """Let a message carry the rung three days before a deadline."""
    values = {"aim": deadline.drives_act_by, "stage": "act_by.3", "recipient": message.recipient, "channel": "email"}
    shelf.put(MessageRungRow(message_id=message.id, deadline_id=deadline.id, **values))


def report(shelf: "Shelf", now: datetime = NOW, **other: Any) -> BounceRow | None:
    """Record that the mail failed for Eva, or what is said instead."""
    values: dict[str, Any] = {
        "message_id": "<1@example.com>",
        "recipient": "eva@example.com",
        "action": "failed",
        "status": "5.1.1",
        "diagnostic": "550 no such user",
    } | other
    at = values.pop("at", None)
    with writing(shelf.engine) as session:
        return record_bounce(session, DeliveryStatus(**values), "mailbox", now, at=at)


def alarm(shelf: "Shelf") -> Alarm:
    """The alarm as it stands."""
    with reading(shelf.engine) as session:
        return bounced(session)


def test_a_bounce_marks_its_message_and_every_deadline_it_carried_is_looked_at_again_at_once(shelf: "Shelf") -> None:
    eva = shelf.person()
    case = shelf.case(responsible=eva)
    carried = shelf.deadline(case, NEXT)
    settled = shelf.deadline(case, None, number=5, state="settled")
    shelf.deadline(case, NEXT, number=6)
    message = sent(shelf, eva)
    for deadline in (carried, settled):
        carry(shelf, message, deadline)

    row = report(shelf)

    assert row is not None
    assert (row.message_id, row.recipient, row.detail) == (message.id, "eva@example.com", "550 no such user")
    assert [one.bounced_at for one in shelf.messages()] == [NOW]
    assert [one.next_rung_at for one in shelf.all(DeadlineRow)] == [NOW, None, NEXT]


def test_a_deadline_that_is_due_already_keeps_the_time_since_which_it_waits(shelf: "Shelf") -> None:
    eva = shelf.person()
    deadline = shelf.deadline(shelf.case(responsible=eva), SENT)
    carry(shelf, sent(shelf, eva), deadline)

    report(shelf)

    assert [one.next_rung_at for one in shelf.all(DeadlineRow)] == [SENT]


def test_a_bounce_is_an_event_and_stands_in_the_trail(shelf: "Shelf") -> None:
    eva = shelf.person()
    deadline = shelf.deadline(shelf.case(responsible=eva))
    carry(shelf, sent(shelf, eva), deadline)

    report(shelf)

    (event,) = shelf.all(EventRow)
    assert (event.type, event.at) == ("message.bounced", NOW)
    assert event.payload == {
        "recipient": "eva@example.com",
        "status": "5.1.1",
        "detail": "550 no such user",
        "message": "<1@example.com>",
        "subject": "3 days left",
        "purpose": "reminder",
        "references": ["P1-EP"],
    }
    (entry,) = shelf.all(AuditRow)
    assert (entry.actor, entry.action, entry.subject) == ("annua", "message.bounced", "message <1@example.com>")
    assert entry.reason == "550 no such user"


def test_the_same_report_counts_once_however_often_and_by_whatever_way_it_comes(shelf: "Shelf") -> None:
    sent(shelf, shelf.person())

    assert report(shelf) is not None
    assert report(shelf, NOW + timedelta(days=1)) is None
    assert report(shelf, recipient="Eva@Example.com", diagnostic="other words", status=None) is None

    assert len(shelf.all(BounceRow)) == len(shelf.all(EventRow)) == len(shelf.all(AuditRow)) == 1
    assert shelf.messages()[0].bounced_at == NOW


def test_a_delayed_mail_is_recorded_and_still_on_its_way(shelf: "Shelf") -> None:
    eva = shelf.person()
    deadline = shelf.deadline(shelf.case(responsible=eva), NEXT)
    carry(shelf, sent(shelf, eva), deadline)

    row = report(shelf, action="delayed", status="4.4.1")

    assert row is not None
    assert row.action == "delayed"
    assert shelf.messages()[0].bounced_at is None
    assert shelf.all(DeadlineRow)[0].next_rung_at == NEXT
    assert shelf.all(EventRow) == []
    assert shelf.all(AuditRow)[0].action == "message.delayed"
    assert alarm(shelf).count == 0
    assert report(shelf, NOW + timedelta(days=5)) is not None  # it fails in the end
    assert shelf.messages()[0].bounced_at == NOW + timedelta(days=5)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_is_no_bounce(shelf: "Shelf", action: str) -> None:
    sent(shelf, shelf.person())

    assert report(shelf, action=action) is None
    assert shelf.all(BounceRow) == []


def test_a_mail_that_carries_no_deadline_can_bounce_too(shelf: "Shelf") -> None:
    sent(shelf, shelf.person(), purpose="sign_in")

    report(shelf)

    assert shelf.messages()[0].bounced_at == NOW
    assert shelf.all(EventRow)[0].payload["purpose"] == "sign_in"


def test_an_address_behind_ours_is_named_in_the_detail(shelf: "Shelf") -> None:
    """The mail went to a list; one of its members has left."""
    sent(shelf, shelf.person())

    row = report(shelf, recipient="left@example.com", diagnostic="")

    assert row is not None
    assert (row.recipient, row.detail) == ("eva@example.com", "left@example.com: status 5.1.1")


def test_it_happened_when_it_is_said_to_have_but_never_in_the_future(shelf: "Shelf") -> None:
    eva = shelf.person()
    sent(shelf, eva)
    sent(shelf, eva, "<2@example.com>")

    report(shelf, at=NOW - timedelta(minutes=5))
    report(shelf, at=NOW + timedelta(days=5), message_id="<2@example.com>")

    assert [one.bounced_at for one in shelf.messages()] == [NOW - timedelta(minutes=5), NOW]


@pytest.mark.parametrize("message_id", ["<gone@example.com>", None])
def test_a_report_that_fits_no_message_is_kept_and_alarms_where_we_know_the_address(
    shelf: "Shelf", message_id: str | None
) -> None:
    """After a restore the message is gone. Somebody else's address is only kept: mails are forged in our name, too."""
    shelf.person()

    report(shelf, message_id=message_id)
    report(shelf, message_id="<2@example.com>", recipient="stranger@example.net", status=None, diagnostic="")

    rows = shelf.all(BounceRow)
    assert [(row.message_id, row.recipient, row.detail) for row in rows] == [
        (None, "eva@example.com", "550 no such user"),
        (None, "stranger@example.net", "no reason given"),
    ]
    assert [event.payload["references"] for event in shelf.all(EventRow)] == [[], []]
    assert [one["recipient"] for one in alarm(shelf).examples] == ["eva@example.com"]


# ---------------------------------------------------------------- the alarm


def test_an_address_alarms_once_however_many_mails_came_back_from_it(shelf: "Shelf") -> None:
    eva = shelf.person()
    for number in (1, 2):
        sent(shelf, eva, f"<{number}@example.com>")
        report(shelf, message_id=f"<{number}@example.com>", diagnostic=f"no {number}")

    assert alarm(shelf) == Alarm(
        "bounced", 1, ({"recipient": "eva@example.com", "day": date(2026, 11, 27), "detail": "no 2"},)
    )


def test_it_stands_until_a_later_mail_was_taken_and_did_not_come_back(shelf: "Shelf") -> None:
    eva = shelf.person()
    sent(shelf, eva)
    report(shelf)
    sent(shelf, shelf.person("li"), "<2@example.com>", sent_at=NOW + timedelta(hours=1))
    sent(shelf, eva, "<3@example.com>", sent_at=NOW + timedelta(hours=1), bounced_at=NOW + timedelta(hours=2))
    sent(shelf, eva, "<4@example.com>", state="pending", sent_at=None)
    sent(shelf, eva, "<5@example.com>", sent_at=NOW - timedelta(minutes=5))
    assert alarm(shelf).count == 1

    sent(shelf, eva, "<6@example.com>", sent_at=NOW + timedelta(hours=3))
    assert alarm(shelf).count == 0


@pytest.mark.parametrize("change", [{"address": "eva.new@example.com"}, {"active": False}])
def test_it_ends_when_the_person_has_another_address_or_has_left(shelf: "Shelf", change: dict[str, Any]) -> None:
    eva = shelf.person()
    sent(shelf, eva)
    report(shelf)
    with writing(shelf.engine) as session:
        for name, value in change.items():
            setattr(session.get_one(PersonRow, eva.id), name, value)

    assert alarm(shelf).count == 0


def test_that_of_the_fallback_recipient_ends_when_a_mail_reaches_another(shelf: "Shelf") -> None:
    sent(shelf)
    report(shelf, recipient="docket@example.com")
    assert alarm(shelf).count == 1

    sent(shelf, None, "<2@example.com>", recipient="ip@example.com", sent_at=NOW + timedelta(hours=1))
    assert alarm(shelf).count == 0


def test_the_fallback_recipient_is_told_at_once_and_once(shelf: "Shelf", desk: Desk) -> None:
    sent(shelf, shelf.person())
    report(shelf)

    assert [_alarm(shelf, desk, NOW + timedelta(minutes=minutes)) for minutes in (1, 2)] == [1, 0]

    (mail,) = shelf.messages("alarm")
    assert mail.subject == "ALARM: addresses that mails come back from: 1"
    assert b"eva@example.com, last on Friday, 27 November 2026: 550 no such user" in mail.body.replace(b"=\r\n", b"")


def test_an_alarm_that_bounced_raises_no_other_at_once(shelf: "Shelf", desk: Desk) -> None:
    """It would bounce as well, and raise the next."""
    shelf.put(TickRow(started_at=NOW))
    sent(shelf, purpose="alarm")
    report(shelf, recipient="docket@example.com")

    assert _alarm(shelf, desk, NOW + timedelta(minutes=1)) == 0
    assert alarm(shelf).count == 1


def _alarm(shelf: "Shelf", desk: Desk, now: datetime) -> int:
    with writing(shelf.engine) as session:
        return plan_alarms(session, desk, now)
