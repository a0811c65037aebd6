"""From due deadlines to frozen messages, on SQLite and on PostgreSQL."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from service.reminders.desk import Desk
from service.reminders.due import Planned, plan_due
from service.reminders.feeding import feed
from service.store import CaseDateRow, CaseRow, DeadlineRow, EventRow, MessageRow, MessageRungRow, writing

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

FORTNIGHT_BEFORE = datetime(2026, 11, 16, 8, tzinfo=UTC)  # 09:00 in Munich, 14 days before 30 November


def plan(shelf: "Shelf", desk: Desk, now: datetime = FORTNIGHT_BEFORE) -> Planned:
    """Plan what is due in a transaction of its own."""
    with writing(shelf.engine) as session:
        return plan_due(session, desk, now)


def next_look(shelf: "Shelf") -> datetime | None:
    """When the only deadline is looked at next."""
    (deadline,) = shelf.all(DeadlineRow)
    return deadline.next_rung_at


def missed(shelf: "Shelf") -> list[tuple[str, datetime]]:
    """The days that the log says were missed, and when it says so."""
    return [(row.payload["act_by"], row.at) for row in shelf.all(EventRow) if row.type == "deadline.missed"]


def announced(shelf: "Shelf") -> list[tuple[str, list[str]]]:
    """The stages that the log tells of: the one named, and all of them."""
    events = [row.payload for row in shelf.all(EventRow) if row.type == "deadline.reminder"]
    return [(payload["stage"], payload["stages"]) for payload in events]


def text_of(message: MessageRow) -> str:
    """The text part of a mail, on one line."""
    part = message_from_bytes(message.body, policy=policy.default).get_body(("plain",))
    assert part is not None
    return " ".join(str(part.get_content()).split())


def test_a_due_deadline_becomes_a_mail_and_its_rungs_are_recorded(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()))
    assert plan(shelf, desk) == Planned(1)
    (message,) = shelf.messages()
    assert (message.channel, message.recipient, message.state, message.urgency) == (
        "email",
        "eva@example.com",
        "pending",
        "normal",
    )
    mail = message_from_bytes(message.body, policy=policy.default)
    assert mail["Message-ID"] == message.key
    assert message.purpose == "digest"
    assert [stage for stage, _ in shelf.rungs()] == [f"act_by.{days}" for days in (180, 90, 60, 30, 14)]
    assert next_look(shelf) == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_planning_again_at_the_same_moment_makes_nothing(shelf: "Shelf", desk: Desk) -> None:
    deadline = shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk)
    with writing(shelf.engine) as session:
        session.execute(update(DeadlineRow).values(next_rung_at=FORTNIGHT_BEFORE))
    assert plan(shelf, desk) == Planned(0)
    assert len(shelf.messages()) == 1
    assert deadline.id == shelf.all(MessageRungRow)[0].deadline_id


def test_one_recipient_gets_one_mail_for_all_that_is_due_in_a_tick(shelf: "Shelf", desk: Desk) -> None:
    eva, li = shelf.person(), shelf.person("li", zone="Asia/Shanghai")
    for reference in ("P1", "P2", "P3"):
        shelf.deadline(shelf.case(reference, eva))
    shelf.deadline(shelf.case("P4", li))
    assert plan(shelf, desk) == Planned(2)
    by_message = {message.id: message.recipient for message in shelf.messages()}
    assert sorted(by_message.values()) == ["eva@example.com", "li@example.com"]
    carried = {(by_message[row.message_id], row.deadline_id) for row in shelf.all(MessageRungRow)}
    assert carried == {("eva@example.com", 1), ("eva@example.com", 2), ("eva@example.com", 3), ("li@example.com", 4)}


def test_a_moved_date_starts_the_ladder_anew(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk)
    with writing(shelf.engine) as session:
        session.execute(update(DeadlineRow).values(drives_act_by=date(2026, 11, 27), next_rung_at=FORTNIGHT_BEFORE))
    assert plan(shelf, desk) == Planned(1)
    aims = {(row.aim.isoformat(), row.stage) for row in shelf.all(MessageRungRow)}
    assert {("2026-11-30", "act_by.14"), ("2026-11-27", "act_by.14")} <= aims


def test_a_case_without_anybody_goes_to_the_fallback_recipient(shelf: "Shelf", desk: Desk) -> None:
    gone = shelf.person("gone", active=False)
    shelf.deadline(shelf.case("P1"))
    shelf.deadline(shelf.case("P2", gone))
    plan(shelf, desk)
    assert [message.recipient for message in shelf.messages()] == ["docket@example.com"]


def test_without_anybody_at_all_a_deadline_stays_due(shelf: "Shelf", desk: Desk) -> None:
    before = shelf.deadline(shelf.case()).next_rung_at
    assert plan(shelf, replace(desk, fallback=None)) == Planned(0)
    assert next_look(shelf) == before


@pytest.mark.parametrize("state", ["settled", "history", "gone"])
def test_what_has_no_ladder_makes_no_mail_and_is_not_looked_at_again(shelf: "Shelf", desk: Desk, state: str) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()), state=state)
    plan(shelf, desk)
    assert shelf.rungs() == []
    assert next_look(shelf) is None


def test_a_closed_case_is_quiet(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person(), closed_at=FORTNIGHT_BEFORE))
    assert plan(shelf, desk) == Planned(0)
    assert next_look(shelf) is None


def test_the_backup_gets_the_last_three_rungs(shelf: "Shelf", desk: Desk) -> None:
    eva, max_ = shelf.person(), shelf.person("max")
    shelf.deadline(shelf.case(responsible=eva, backup_id=max_.id))
    plan(shelf, desk, datetime(2026, 11, 23, 8, tzinfo=UTC))
    assert "max@example.com" not in {recipient for _, recipient in shelf.rungs()}
    plan(shelf, desk, datetime(2026, 11, 27, 8, tzinfo=UTC))
    assert ("act_by.3", "max@example.com") in shelf.rungs()


def test_past_deadlines_are_asked_for_once_a_week_in_the_digest(shelf: "Shelf", desk: Desk) -> None:
    eva = shelf.person()
    for reference in ("P1", "P2"):
        shelf.deadline(shelf.case(reference, eva), act_by=date(2026, 9, 30), state="to_verify", late=[])
    shelf.deadline(shelf.case("P3", eva))
    plan(shelf, desk)
    asked = [stage for stage, _ in shelf.rungs() if stage.startswith("verify")]
    assert asked == ["verify.2026-11-16", "verify.2026-11-16"]
    assert [message.purpose for message in shelf.messages()] == ["digest"]
    plan(shelf, desk, FORTNIGHT_BEFORE + timedelta(days=1))
    assert len([stage for stage, _ in shelf.rungs() if stage.startswith("verify")]) == 2
    plan(shelf, desk, FORTNIGHT_BEFORE + timedelta(days=7))
    assert [stage for stage, _ in shelf.rungs() if stage.startswith("verify")][2:] == ["verify.2026-11-23"] * 2


def test_before_a_later_end_a_past_deadline_is_asked_for_in_a_mail_of_its_own(shelf: "Shelf", desk: Desk) -> None:
    """The late period ends on Monday, 31 May 2027: three days before is Friday, 28 May."""
    shelf.deadline(shelf.case(responsible=shelf.person()), state="to_verify")
    plan(shelf, desk)
    plan(shelf, desk, datetime(2027, 5, 28, 7, tzinfo=UTC))
    assert [message.purpose for message in shelf.messages()][-1] == "verify"


def test_an_endpoint_hears_of_each_stage_once_with_the_whole_deadline(shelf: "Shelf", desk: Desk) -> None:
    eva, max_ = shelf.person(), shelf.person("max", zone="America/New_York")
    shelf.deadline(shelf.case(responsible=eva, backup_id=max_.id))
    endpoint = shelf.endpoint()
    last_days = datetime(2026, 11, 27, 8, tzinfo=UTC)  # Eva's slot; Max's is six hours later
    for now in (last_days, last_days + timedelta(hours=6)):
        plan(shelf, desk, now)
        feed(shelf.engine, now)
    (call,) = [message for message in shelf.messages() if message.channel == "webhook"]
    assert (call.recipient, call.endpoint_id) == (str(endpoint.id), endpoint.id)
    body = json.loads(call.body)
    assert (body["type"], body["timestamp"]) == ("deadline.reminder", "2026-11-27T08:00:00+00:00")
    (item,) = body["data"]["items"]
    assert (item["stage"], item["urgency"], item["aim"]) == ("act_by.1", "urgent", "2026-11-30")
    assert ("act_by.1", str(endpoint.id)) in shelf.rungs()
    assert item["case"]["reference"] == "P1-EP"
    assert item["deadline"]["act_by"] == "2026-11-30"
    assert item["deadline"]["late"][0]["surcharge"] == "50 %"


def test_the_log_tells_of_each_stage_once_even_if_no_mail_can(shelf: "Shelf", desk: Desk) -> None:
    """A right that no text knows keeps the mail back, and the deadline is looked at with every tick."""
    shelf.deadline(shelf.case(responsible=shelf.person(), right="plant_variety"))
    plan(shelf, desk)
    plan(shelf, desk)
    assert announced(shelf) == [("act_by.14", [f"act_by.{days}" for days in (180, 90, 60, 30, 14)])]


def test_the_log_tells_of_the_next_stage_alone(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk)
    plan(shelf, desk, FORTNIGHT_BEFORE + timedelta(days=7))
    assert announced(shelf)[1:] == [("act_by.7", ["act_by.7"])]


def test_an_endpoint_hears_only_what_it_asked_for(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()))
    shelf.endpoint("https://a.example.com", events=["case.updated"])
    shelf.endpoint("https://b.example.com", enabled=False)
    assert plan(shelf, desk) == Planned(1)
    assert feed(shelf.engine, FORTNIGHT_BEFORE) == (0, ())


def test_a_missed_deadline_is_an_event_once_for_each_aim(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk, datetime(2026, 11, 30, 22, 59, tzinfo=UTC))  # a minute before midnight in Munich
    assert missed(shelf) == []
    plan(shelf, desk, datetime(2026, 11, 30, 23, tzinfo=UTC))
    plan(shelf, desk, datetime(2026, 12, 1, 8, tzinfo=UTC))
    assert missed(shelf) == [("2026-11-30", datetime(2026, 11, 30, 23, tzinfo=UTC))]


def test_a_deadline_that_cannot_be_told_keeps_back_itself_only(shelf: "Shelf", desk: Desk) -> None:
    """A right that no text knows, as an older version may have stored it: the others leave, and it is reported."""
    eva = shelf.person()
    for reference in ("P1", "P2", "P3"):
        shelf.deadline(shelf.case(reference, eva))
    with writing(shelf.engine) as session:
        session.execute(update(CaseRow).where(CaseRow.reference == "P2").values(right="plant_variety"))
    outcome = plan(shelf, desk)
    assert outcome.messages == 1
    (trouble,) = outcome.troubles
    assert "of P2" in trouble
    assert "right.plant_variety" in trouble
    left = [deadline.next_rung_at == datetime(2026, 1, 1, tzinfo=UTC) for deadline in shelf.all(DeadlineRow)]
    assert left == [False, True, False]


def test_the_store_refuses_a_rung_twice(shelf: "Shelf", desk: Desk) -> None:
    shelf.deadline(shelf.case(responsible=shelf.person()))
    plan(shelf, desk)
    first = shelf.all(MessageRungRow)[0]
    twin = MessageRungRow(
        message_id=first.message_id,
        deadline_id=first.deadline_id,
        aim=first.aim,
        stage=first.stage,
        recipient=first.recipient,
        channel=first.channel,
    )
    with pytest.raises(IntegrityError):
        shelf.put(twin)


def test_a_person_whose_zone_the_machine_does_not_know_keeps_back_only_their_deadlines(
    shelf: "Shelf", desk: Desk
) -> None:
    shelf.deadline(shelf.case("P1", shelf.person("mars", zone="Mars/Olympus")))
    shelf.deadline(shelf.case("P2", shelf.person()))
    outcome = plan(shelf, desk)
    assert outcome.messages == 1
    assert ["deadline 1 of P1" in trouble or "mars@example.com" in trouble for trouble in outcome.troubles] == [
        True
    ] * 2


@pytest.mark.parametrize(("wanted", "verified_by"), [(True, None), (False, None), (True, "Max")])
def test_a_date_that_nobody_verified_is_told_beside_the_deadline_where_that_is_wanted(
    shelf: "Shelf", desk: Desk, wanted: bool, verified_by: str | None
) -> None:
    """As it falls due, and as long as it waits for an answer."""
    case = shelf.case(responsible=shelf.person())
    shelf.deadline(case)
    about = {"event": "filing", "day": date(2024, 11, 15), "source": "feed", "entered_by": "feed"}
    shelf.put(CaseDateRow(case_id=case.id, entered_at=FORTNIGHT_BEFORE, verified_by=verified_by, **about))

    for day in range(2):
        plan(shelf, replace(desk, verify_dates=wanted), FORTNIGHT_BEFORE + timedelta(days=day))

    texts = [text_of(message) for message in shelf.messages()]
    assert len(texts) == 2
    for text in texts:
        said = "Computed from dates that nobody has verified: filing." in text
        assert said is (wanted and verified_by is None)
