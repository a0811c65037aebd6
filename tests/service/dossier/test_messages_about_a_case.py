"""The messages about a case: those that carried its rungs, those that name it, and what became of each by a day."""

import json
from typing import Any

from service.dossier.mailing import text_of
from service.reminders.messages import freeze_call
from service.store import BounceRow, EndpointRow, MessageRow, writing


def test_a_reminder_comes_with_its_rung_its_digest_and_what_the_next_hop_said(history: Any) -> None:
    message = history.at("2026-03-03").mail("li@example.com", "P1-EP: pay", rung=(11, "act_by.180"))
    history.tried(message, "retryable", "421 later")
    history.at("2026-03-04").tried(message, "accepted", "250 2.0.0 queued as 4711")

    (then,), (now,) = history.file("2026-03-03")["messages"], history.file()["messages"]

    assert (then["fate"], then["accepted_at"], len(then["attempts"])) == ("pending", None, 1)
    assert (now["fate"], now["accepted_at"][:10]) == ("accepted", "2026-03-04")
    assert now["attempts"][1]["detail"] == "250 2.0.0 queued as 4711"
    assert now["rungs"] == [{"deadline": history.row(11).id, "aim": "2026-11-30", "stage": "act_by.180"}]
    assert (now["found_by"], now["size"], len(now["sha256"])) == ("rungs", len(message.body), 64)
    assert history.told()[-3:] == ["message.made", "message.refused", "message.accepted"]


def test_a_bounce_is_told_from_the_day_it_came(history: Any) -> None:
    message = history.at("2026-03-03").mail("li@example.com", "P1-EP: pay", rung=(11, "act_by.180"))
    history.tried(message, "accepted")
    about = {"message_id": message.id, "recipient": "li@example.com", "status": "5.1.1", "detail": "no such mailbox"}
    history.put(BounceRow(key="1", action="failed", source="imap", received_at=history.at("2026-03-05").now, **about))

    assert history.file("2026-03-04")["messages"][0]["fate"] == "accepted"
    assert history.file()["messages"][0]["fate"] == "bounced"
    assert history.file()["messages"][0]["bounces"][0]["status"] == "5.1.1"
    assert history.told()[-1] == "message.bounced"


def test_a_message_that_was_given_up_was_still_pending_before_its_last_attempt(history: Any) -> None:
    message = history.at("2026-03-03").mail("li@example.com", "P1-EP: pay", rung=(11, "act_by.180"))
    history.tried(message, "retryable", "421 later")
    history.at("2026-03-06").tried(message, "retryable", "421 later")
    with writing(history.engine) as session:
        session.get_one(MessageRow, message.id).state = "given_up"

    assert history.file("2026-03-05")["messages"][0]["fate"] == "pending"
    assert history.file()["messages"][0]["fate"] == "not_taken"


def test_news_and_alarms_that_name_the_case_are_found_by_their_text(history: Any) -> None:
    history.at("2026-03-03").filed("2017-11-15")
    history.mail("li@example.com", "Moved: Renewal fee for year 11, P1-EP.", purpose="change")
    history.mail("li@example.com", "Moved: Renewal fee for year 11, P1-EP-2 and XP1-EP.", purpose="change")
    history.at("2026-03-04").mail("desk@example.com", "案件P1-EP没有负责人。P1-EP: 无", purpose="alarm")

    found = [(one["purpose"], one["found_by"], one["rungs"]) for one in history.file()["messages"]]

    assert found == [("change", "text", []), ("alarm", "text", [])]


def test_a_call_to_another_system_is_found_by_the_case_it_names(history: Any) -> None:
    endpoint = history.put(
        EndpointRow(url="https://hooks.example.com/annua", secret_encrypted=b"", created_at=history.now)
    )
    with writing(history.engine) as session:
        for position, reference in enumerate(("P1-EP", "P2-EP"), start=1):
            items = [{"position": position, "reference": reference, "what": "moved"}]
            freeze_call(session, "deadline.changed", items, endpoint, history.now, urgency="normal", purpose="change")

    (call,) = history.file()["messages"]

    assert (call["channel"], call["recipient"]) == ("webhook", "https://hooks.example.com/annua")
    with writing(history.engine) as session:
        body = session.get_one(MessageRow, call["id"]).body
    assert json.loads(body)["data"]["items"][0]["reference"] == "P1-EP"


def test_the_text_of_a_mail_is_read_whatever_its_encoding(lite_history: Any) -> None:
    message = lite_history.mail("li@example.com", "案件 P1-EP 的年费", purpose="change")

    assert "案件 P1-EP 的年费" in text_of(message.body)
