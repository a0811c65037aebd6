"""Other systems report mails that came back."""

from typing import Any

import pytest

from service.store import AuditRow, MessageRow, writing

KEY = "<1@example.com>"
REPORT = {"message_id": KEY, "recipient": "eva@example.com", "status": "5.1.1", "detail": "550 no such user"}
MAIL = b"""\
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.com

Final-Recipient: rfc822; eva@example.com
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 no such user

--b
Content-Type: text/rfc822-headers

Message-ID: <1@example.com>

--b--
"""


@pytest.fixture(autouse=True)
def sent(request: pytest.FixtureRequest, clock: Any) -> Any:
    """A mail that was sent to Eva."""
    service = request.getfixturevalue("api" if "api" in request.fixturenames else "lite")
    with writing(service.engine) as session:
        row = MessageRow(
            key=KEY,
            channel="email",
            recipient="eva@example.com",
            subject="LAST DAY",
            body=b"",
            created_at=clock.now(),
            sent_at=clock.now(),
            state="sent",
        )
        session.add(row)
    return row


@pytest.mark.parametrize("message_id", [KEY, "1@example.com"])
def test_a_bounce_is_stored_once_and_marks_its_message(api: Any, conforms: Any, clock: Any, message_id: str) -> None:
    answer = api.post("/v1/bounces", REPORT | {"message_id": message_id})

    assert answer.status_code == 200
    (bounce,) = answer.json()
    conforms("Bounce", bounce)
    assert bounce == {
        "id": 1,
        "message": KEY,
        "action": "failed",
        "recipient": "eva@example.com",
        "status": "5.1.1",
        "detail": "550 no such user",
        "source": "api",
        "received_at": "2026-03-02T08:00:00+00:00",
    }
    assert api.post("/v1/bounces", REPORT).json() == []
    with writing(api.engine) as session:
        assert session.get_one(MessageRow, 1).bounced_at == clock.now()
        entries = [row.actor for row in session.query(AuditRow).where(AuditRow.action == "message.bounced")]
    assert entries == ["write key"]


def test_the_mail_itself_will_do(api: Any, conforms: Any) -> None:
    answer = api.raw("/v1/bounces", MAIL, "message/rfc822")

    (bounce,) = answer.json()
    conforms("Bounce", bounce)
    assert (bounce["message"], bounce["detail"], bounce["source"]) == (KEY, "550 no such user", "api")
    assert api.post("/v1/bounces", REPORT).json() == []
    assert api.raw("/v1/bounces", b"Subject: Out of office\n\nBack on Monday.\n", "message/rfc822").json() == []


def test_several_may_be_sent_together_and_are_listed_the_latest_first(api: Any, conforms: Any) -> None:
    unknown = {"recipient": "li@example.com", "action": "delayed"}
    assert len(api.post("/v1/bounces", [REPORT, unknown]).json()) == 2

    first = api.get("/v1/bounces?limit=1", as_="read").json()
    second = api.get(f"/v1/bounces?limit=1&cursor={first['next_cursor']}", as_="read").json()

    conforms("BouncePage", first)
    assert [(one["recipient"], one["message"]) for one in first["items"] + second["items"]] == [
        ("li@example.com", None),
        ("eva@example.com", KEY),
    ]
    assert second["next_cursor"] is None
    assert [one["id"] for one in api.get("/v1/bounces?fits=false").json()["items"]] == [2]
    assert [one["id"] for one in api.get("/v1/bounces?fits=true").json()["items"]] == [1]


def test_it_may_say_when_it_happened(lite: Any) -> None:
    lite.post("/v1/bounces", REPORT | {"at": "2026-03-02T07:30:00+00:00"})

    with writing(lite.engine) as session:
        assert str(session.get_one(MessageRow, 1).bounced_at) == "2026-03-02 07:30:00+00:00"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/recipient"),
        (REPORT | {"status": "550"}, "/status"),
        (REPORT | {"at": "yesterday"}, "/at"),
        (REPORT | {"action": "bounced"}, "/action"),
        (REPORT | {"recipient": "a\x00@example.com"}, "/recipient"),
        (REPORT | {"reason": "x"}, "/reason"),
        ([REPORT, {"recipient": 3}], "/1/recipient"),
        ("no object", ""),
    ],
)
def test_what_can_not_be_read_is_named_and_nothing_is_stored(lite: Any, conforms: Any, body: Any, pointer: str) -> None:
    document = conforms.problem(lite.post("/v1/bounces", body), 422, "invalid")

    assert [error["pointer"] for error in document["errors"]] == [pointer]
    assert lite.get("/v1/bounces").json()["items"] == []


def test_it_takes_a_key_that_may_write_and_json_or_a_mail(lite: Any, conforms: Any) -> None:
    conforms.problem(lite.post("/v1/bounces", REPORT, as_="read"), 403, "forbidden")
    conforms.problem(lite.raw("/v1/bounces", MAIL, "text/plain"), 415, "unsupported-media-type")
    conforms.problem(lite.raw("/v1/bounces", b"{", "application/json"), 400, "unreadable")
    conforms.problem(lite.get("/v1/bounces?cursor=InAi"), 422, "invalid")
