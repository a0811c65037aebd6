"""Messages as other systems see them: what was sent to whom and what became of it, and nothing that acts."""

from datetime import timedelta
from typing import Any

import pytest

from service.store import AttemptRow, BounceRow, EndpointRow, MessageRow, MessageRungRow, PersonRow, writing

SECRET = "https://annua.example.com/answers/sign-in-token"


@pytest.fixture
def told(api: Any, clock: Any) -> Any:
    """A mail of a reminder that came back, a call, and a mail with a link that signs in."""
    api.register()
    number, now = api.deadline(11)["id"], clock.now()
    with writing(api.engine) as session:
        person = PersonRow(key="p1", name="Eva", address="eva@example.com", zone="UTC", created_at=now)
        secret = EndpointRow(url="https://hooks.example.com/token", events=[], secret_encrypted=b"x", created_at=now)
        session.add_all([person, secret])
        session.flush()
        mail = {"channel": "email", "recipient": "eva@example.com", "person_id": person.id, "body": SECRET.encode()}
        reminder = MessageRow(key="<1@example.com>", subject="Reminder", state="sent", created_at=now, **mail)
        reminder.sent_at, reminder.bounced_at, reminder.attempts = now, now, 1
        call = MessageRow(key="msg_2", channel="webhook", recipient=str(secret.id), endpoint_id=secret.id)
        call.subject, call.body, call.created_at = "deadline.reminder", b"{}", now + timedelta(hours=1)
        sign_in = MessageRow(key="<3@example.com>", subject="Sign in", purpose="sign_in", created_at=now, **mail)
        session.add_all([reminder, call, sign_in])
        session.flush()
        rung = {"deadline_id": number, "aim": clock.now().date(), "stage": "act_by-30", "channel": "email"}
        session.add(MessageRungRow(message_id=reminder.id, recipient="eva@example.com", **rung))
        session.add(AttemptRow(message_id=reminder.id, started_at=now, finished_at=now, outcome="accepted"))
        bounce = {"action": "failed", "detail": "550 no such user", "source": "api", "received_at": now}
        session.add(BounceRow(key="b1", message_id=reminder.id, recipient="eva@example.com", **bounce))
        session.flush()
        return {"reminder": reminder.id, "call": call.id, "sign_in": sign_in.id, "deadline": number}


def ours(page: Any, told: Any) -> list[int]:
    """The messages of the fixture on a page; the first tick of the service may have told somebody of something else."""
    known = {told[name] for name in ("reminder", "call", "sign_in")}
    return [one["id"] for one in page["items"] if one["id"] in known]


def test_messages_are_listed_latest_first(api: Any, conforms: Any, told: Any) -> None:
    page = api.get("/v1/messages", as_="read").json()

    conforms("MessagePage", page)
    assert ours(page, told) == [told["sign_in"], told["call"], told["reminder"]]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"recipient": "eva@example.com"}, ["sign_in", "reminder"]),
        ({"person": "p1", "state": "sent"}, ["reminder"]),
        ({"channel": "webhook"}, ["call"]),
        ({"purpose": "sign_in"}, ["sign_in"]),
        ({"reference": "P1"}, ["reminder"]),
        ({"reference": "P2"}, []),
        ({"since": "2026-03-02T08:30:00Z"}, ["call"]),
        ({"before": "2026-03-02T08:30:00Z"}, ["sign_in", "reminder"]),
    ],
)
def test_messages_are_found_by_what_is_asked(api: Any, told: Any, wanted: dict[str, str], found: list[str]) -> None:
    page = api.get("/v1/messages", params=wanted).json()

    assert ours(page, told) == [told[name] for name in found]


def test_messages_are_found_by_the_deadline_that_they_carried(api: Any, told: Any) -> None:
    def found(number: int) -> list[int]:
        return ours(api.get(f"/v1/messages?deadline={number}").json(), told)

    assert found(told["deadline"]) == [told["reminder"]]
    assert found(told["deadline"] + 1) == []


def test_a_message_tells_what_it_carried_and_what_became_of_it(api: Any, conforms: Any, told: Any) -> None:
    document = api.get(f"/v1/messages/{told['reminder']}", as_="read").json()

    conforms("MessageInFull", document)
    (carried,) = document["carried"]
    assert (carried["reference"], carried["kind"], carried["number"]) == ("P1", "annuity", 11)
    assert (carried["aim"], carried["stage"]) == ("2026-03-02", "act_by-30")
    assert [one["outcome"] for one in document["attempts"]] == ["accepted"]
    assert [one["detail"] for one in document["bounces"]] == ["550 no such user"]
    assert document["tried"] == 1


def test_no_message_tells_its_text_or_where_a_call_goes(api: Any, told: Any) -> None:
    """The text may hold links that act, and the address of a call a token of its receiver."""
    for path in ("/v1/messages", *(f"/v1/messages/{told[name]}" for name in ("reminder", "call", "sign_in"))):
        said = api.get(path, as_="admin").text
        assert "token" not in said, path


def test_a_message_that_there_is_not_is_not_found(lite: Any, conforms: Any) -> None:
    conforms.problem(lite.get("/v1/messages/9"), 404, "not-found")
    conforms.problem(lite.get("/v1/messages/1", as_=None), 401, "unauthenticated")
