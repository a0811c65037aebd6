"""Ops are called when mail fails or comes back, each once; against a real receiver, on SQLite and on PostgreSQL."""

import asyncio
import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update
from standardwebhooks.webhooks import Webhook

from notifiers.delivery_status import DeliveryStatus
from service.reminders.bounces import record_bounce
from service.reminders.desk import Desk, make_desk
from service.reminders.dispatch import Dispatched, Post, dispatch
from service.reminders.ladder import Rung
from service.reminders.outlets import open_outlets
from service.reminders.second_channel import MINIMUM, plan_second_channel
from service.settings import Settings
from service.store import AttemptRow, DeadlineRow, MessageRow, MessageRungRow, writing

if TYPE_CHECKING:
    from tests.service.conftest import SetClock
    from tests.service.reminders.conftest import Outside, Shelf

FROZEN = datetime(2026, 11, 27, 8, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"a secret of twenty-four").decode()


@pytest.fixture
def with_ops(desk: Desk) -> Desk:
    """A desk with a second channel."""
    return replace(desk, second_channel=True)


def mail(shelf: "Shelf", number: int = 1, **other: Any) -> MessageRow:
    """A mail to Eva that was frozen on 27 November at 8:00, and that nobody has taken."""
    values: dict[str, Any] = {
        "channel": "email",
        "recipient": "eva@example.com",
        "subject": "3 days left",
        "body": b"",
        "created_at": FROZEN,
        "next_attempt_at": FROZEN,
    }
    return shelf.put(MessageRow(key=f"<{number}@example.com>", **values | other))


def carry(shelf: "Shelf", message: MessageRow, deadline: DeadlineRow, stage: str = "act_by.3") -> None:
    """Let a message carry a rung."""
    values = {"aim": deadline.drives_act_by, "stage": stage, "recipient": f"{message.id}", "channel": "email"}
    shelf.put(MessageRungRow(message_id=message.id, deadline_id=deadline.id, **values))


def come_back(shelf: "Shelf") -> None:
    """Let the mail fail."""
    status = DeliveryStatus("<1@example.com>", "eva@example.com", "failed", "5.1.1", "550 no such user")
    with writing(shelf.engine) as session:
        record_bounce(session, status, "mailbox", FROZEN)


def plan(shelf: "Shelf", desk: Desk, minutes: float = 30) -> int:
    """Plan so many minutes after the mail was frozen."""
    with writing(shelf.engine) as session:
        return plan_second_channel(session, desk, FROZEN + timedelta(minutes=minutes))


def calls(shelf: "Shelf") -> list[Any]:
    """The bodies of the calls made."""
    return [json.loads(row.body) for row in shelf.messages() if row.channel == "ops"]


def told(shelf: "Shelf") -> list[tuple[int, str]]:
    """The rungs that ops were told of."""
    return [(row.deadline_id, row.stage) for row in shelf.all(MessageRungRow) if row.channel == "ops"]


def test_a_last_rung_whose_mail_nobody_takes_for_half_an_hour_is_told_once(shelf: "Shelf", with_ops: Desk) -> None:
    deadline = shelf.deadline(shelf.case(responsible=shelf.person()))
    message = mail(shelf, attempts=3)
    carry(shelf, message, deadline)
    shelf.put(
        AttemptRow(message_id=message.id, started_at=FROZEN, finished_at=FROZEN, outcome="retryable", detail="refused")
    )

    assert [plan(shelf, with_ops, minutes) for minutes in (29.9, 30, 31)] == [0, 1, 0]

    (call,) = calls(shelf)
    assert (call["type"], call["timestamp"]) == ("mail.failing", "2026-11-27T08:30:00+00:00")
    (item,) = call["data"]["items"]
    assert (item["stage"], item["case"]["reference"], item["deadline"]["drives_act_by"]) == (
        *("act_by.3", "P1-EP"),
        "2026-11-30",
    )
    assert item["message"] == {
        "id": "<1@example.com>",
        "recipient": "eva@example.com",
        "subject": "3 days left",
        "created_at": "2026-11-27T08:00:00+00:00",
        "state": "pending",
        "attempts": 3,
        "detail": "refused",
    }
    assert told(shelf) == [(deadline.id, "act_by.3")]


@pytest.mark.parametrize(
    ("stage", "counts"),
    [("act_by.7", 0), ("act_by.1", 1), ("act_by.law.3", 1), ("grace.7", 0), ("grace.3", 1), ("restoration.0", 1)],
)
def test_only_the_last_rungs_are_told(shelf: "Shelf", with_ops: Desk, stage: str, counts: int) -> None:
    carry(shelf, mail(shelf), shelf.deadline(shelf.case()), stage)

    assert plan(shelf, with_ops) == counts


def test_a_rung_that_went_to_two_people_is_told_once(shelf: "Shelf", with_ops: Desk) -> None:
    """The second mail carries another rung beside it: only that one is told with it."""
    case = shelf.case()
    first, second = shelf.deadline(case), shelf.deadline(case, number=4)
    for number in (1, 2):
        carry(shelf, mail(shelf, number), first)
    carry(shelf, shelf.messages()[1], second)

    assert [plan(shelf, with_ops), plan(shelf, with_ops)] == [2, 0]

    assert [[item["deadline"]["number"] for item in call["data"]["items"]] for call in calls(shelf)] == [[3], [4]]
    assert told(shelf) == [(first.id, "act_by.3"), (second.id, "act_by.3")]


def test_two_rungs_of_one_deadline_are_one_item_that_names_the_last(shelf: "Shelf", with_ops: Desk) -> None:
    deadline, message = shelf.deadline(shelf.case()), mail(shelf)
    carry(shelf, message, deadline, "act_by.3")
    carry(shelf, message, deadline, "act_by.1")

    assert plan(shelf, with_ops) == 1

    assert [item["stage"] for item in calls(shelf)[0]["data"]["items"]] == ["act_by.1"]
    assert told(shelf) == [(deadline.id, "act_by.3"), (deadline.id, "act_by.1")]


def test_the_last_rungs_are_those_of_the_ladder() -> None:
    assert all(Rung(stage, FROZEN.date(), "last").minimum for stage in MINIMUM)


@pytest.mark.parametrize("over", ["settled", "moved", "closed", "sent", "webhook"])
def test_what_is_over_is_not_told(shelf: "Shelf", with_ops: Desk, over: str) -> None:
    case = shelf.case(closed_at=FROZEN if over == "closed" else None)
    deadline = shelf.deadline(case, state="settled" if over == "settled" else "open")
    message = mail(
        shelf,
        state="sent" if over == "sent" else "pending",
        channel="webhook" if over == "webhook" else "email",
    )
    carry(shelf, message, deadline)
    if over == "moved":
        with writing(shelf.engine) as session:
            session.execute(update(DeadlineRow).values(drives_act_by=deadline.act_by + timedelta(days=1)))

    assert plan(shelf, with_ops) == 0


@pytest.mark.parametrize("state", ["failed", "given_up"])
def test_a_mail_that_was_given_up_is_the_ladders_own_to_tell(shelf: "Shelf", with_ops: Desk, state: str) -> None:
    carry(shelf, mail(shelf, state=state), shelf.deadline(shelf.case()))

    assert plan(shelf, with_ops) == 0


@pytest.mark.parametrize(("state", "days", "counts"), [("failed", 13, 1), ("given_up", 13, 1), ("failed", 14, 0)])
def test_an_alarm_that_was_given_up_is_told_while_that_is_news(
    shelf: "Shelf", with_ops: Desk, state: str, days: int, counts: int
) -> None:
    mail(shelf, purpose="alarm", state=state)

    assert plan(shelf, with_ops, minutes=days * 24 * 60) == counts


def test_an_alarm_that_does_not_get_through_is_told_once(shelf: "Shelf", with_ops: Desk) -> None:
    mail(shelf, purpose="alarm", subject="ALARM: messages not delivered: 1")
    mail(shelf, 2, purpose="change")

    assert [plan(shelf, with_ops), plan(shelf, with_ops)] == [1, 0]

    (call,) = calls(shelf)
    assert call["type"] == "mail.failing"
    assert [item["message"]["subject"] for item in call["data"]["items"]] == ["ALARM: messages not delivered: 1"]


def test_a_mail_that_came_back_with_a_deadline_is_the_ladders_own_to_tell(shelf: "Shelf", with_ops: Desk) -> None:
    carry(shelf, mail(shelf, state="sent", sent_at=FROZEN), shelf.deadline(shelf.case()))
    come_back(shelf)

    assert plan(shelf, with_ops, 0) == 0


@pytest.mark.parametrize("purpose", ["alarm", "digest", "sign_in"])
def test_any_other_mail_that_came_back_is_told_at_once_and_once(shelf: "Shelf", with_ops: Desk, purpose: str) -> None:
    mail(shelf, state="sent", sent_at=FROZEN, purpose=purpose)
    come_back(shelf)

    assert [plan(shelf, with_ops, 0), plan(shelf, with_ops, 5), plan(shelf, with_ops, 15 * 24 * 60)] == [1, 0, 0]

    (call,) = calls(shelf)
    assert call["type"] == "message.bounced"
    (item,) = call["data"]["items"]
    assert (item["message"]["state"], item["message"]["detail"]) == ("bounced", "550 no such user")


def test_without_a_second_channel_nothing_is_made_that_could_never_leave(shelf: "Shelf", desk: Desk) -> None:
    mail(shelf, purpose="alarm")

    assert plan(shelf, desk) == 0
    assert calls(shelf) == []


# ---------------------------------------------------------------- the way out


def settings(folder: Path, url: str | None) -> Settings:
    """Settings with a second channel on loopback, and no mail server."""
    given = {"data_dir": folder, "ops_webhook_url": url, "ops_webhook_secret": SECRET, "webhook_allow": "127.0.0.1:80"}
    return Settings.model_validate(given)


async def hand_over(shelf: "Shelf", settings: Settings, clock: "SetClock") -> Dispatched:
    """Dispatch with the outlets of the settings."""
    async with open_outlets(settings) as outlets:
        post = Post(shelf.engine, clock, outlets, "annua@example.com", lambda _: (), timedelta(minutes=5), lambda: 0.5)
        return await dispatch(post)


def test_the_call_leaves_signed_and_is_repeated_until_it_is_taken(
    shelf: "Shelf", outside: "Outside", with_ops: Desk, clock: "SetClock", tmp_path: Path
) -> None:
    mail(shelf, purpose="alarm")
    plan(shelf, with_ops)

    async def run() -> list[tuple[dict[str, str], bytes]]:
        async with outside.receiver("503 Busy") as receiver:
            clock.moment = datetime.now(UTC)  # the verifier looks at the time of this machine
            with writing(shelf.engine) as session:
                session.execute(update(MessageRow).values(next_attempt_at=clock.moment))
            there = settings(tmp_path, receiver.url)
            assert await hand_over(shelf, there, clock) == Dispatched(failed=1)
            clock.move(seconds=5)
            assert await hand_over(shelf, there, clock) == Dispatched(sent=1)
            return receiver.received

    first, second = asyncio.run(run())
    assert first[0]["webhook-id"] == second[0]["webhook-id"]
    assert first[1] == second[1]
    for headers, body in (first, second):
        Webhook(SECRET).verify(body, headers)
    assert [message.state for message in shelf.messages()] == ["pending", "sent"]


def test_while_none_is_set_its_calls_wait(shelf: "Shelf", with_ops: Desk, clock: "SetClock", tmp_path: Path) -> None:
    mail(shelf, purpose="alarm")
    plan(shelf, with_ops)

    assert asyncio.run(hand_over(shelf, settings(tmp_path, None), clock)) == Dispatched()
    assert [message.attempts for message in shelf.messages()] == [0, 0]


def test_the_desk_knows_whether_one_is_set(tmp_path: Path) -> None:
    assert make_desk(settings(tmp_path, "https://ops.example.com/annua"), b"key").second_channel
    assert not make_desk(settings(tmp_path, None), b"key").second_channel
