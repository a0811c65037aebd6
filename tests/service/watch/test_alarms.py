"""What counts as an alarm, and what doesn't, on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

import rules
from service.store import (
    ApiKeyRow,
    AttemptRow,
    CaseRow,
    DeadlineRow,
    InstructionRow,
    LedgerRow,
    MessageRow,
    PersonRow,
    reading,
    writing,
)
from service.watch.alarms import Alarm, standing, undelivered, unsent

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
EVA, MAX, GONE = 1, 2, 3  # the last is no longer active


def case(engine: Engine, reference: str, **other: Any) -> CaseRow:
    """A case that Eva is in charge of; Max stands by."""
    moments = {"computed_at": NOW, "created_at": NOW, "updated_at": NOW}
    with writing(engine) as session:
        if session.get(PersonRow, EVA) is None:
            for number, key in ((EVA, "eva"), (MAX, "max"), (GONE, "gone")):
                about = {"name": key.title(), "address": f"{key}@example.com", "zone": "UTC", "active": number != GONE}
                session.add(PersonRow(id=number, key=key, created_at=NOW, **about))
            session.flush()
        about = {"jurisdiction": "EP", "right": "patent", "rules_version": rules.VERSION}
        values = about | {"responsible_id": EVA, "backup_id": MAX} | other
        row = CaseRow(reference=reference, **values, **moments)
        session.add(row)
    return row


def deadline(engine: Engine, of: CaseRow, **other: Any) -> None:
    """An open deadline of a case."""
    day = date(2026, 11, 30)
    values = {"kind": "annuity", "number": 3, "office": "EP", "title": "Renewal fee", "state": "open"} | other
    days = {"due": day, "due_effective": day, "act_by": day, "drives_act_by": day}
    with writing(engine) as session:
        session.add(DeadlineRow(case_id=of.id, updated_at=NOW, **values, **days))


def found(engine: Engine) -> dict[str, Alarm]:
    """The standing alarms by kind."""
    with reading(engine) as session:
        return {alarm.kind: alarm for alarm in standing(session, NOW)}


def named(engine: Engine) -> dict[str, list[str]]:
    """The references of the cases that each standing alarm names."""
    return {kind: [example["reference"] for example in alarm.examples] for kind, alarm in found(engine).items()}


def test_an_unruled_case_alarms_until_it_has_a_manual_deadline_or_is_closed(engine: Engine) -> None:
    case(engine, "X1", unruled=True)
    case(engine, "X2", unruled=True, closed_at=NOW)
    deadline(engine, case(engine, "X3", unruled=True), origin="manual")
    assert found(engine) == {"unruled": Alarm("unruled", 1, ({"reference": "X1", "office": "EP"},))}


def test_a_live_case_that_nobody_active_is_in_charge_of_alarms(engine: Engine) -> None:
    case(engine, "P1", responsible_id=None)
    case(engine, "P2", responsible_id=None, closed_at=NOW)
    case(engine, "P3", responsible_id=GONE)
    case(engine, "P4", responsible_id=None, assigned_responsible_id=EVA)
    case(engine, "P5", responsible_id=None, assigned_responsible_id=GONE)
    case(engine, "P6", responsible_id=GONE, assigned_responsible_id=EVA)  # the name on the case holds
    assert named(engine) == {"no_responsible": ["P1", "P3", "P5", "P6"]}


def test_a_live_case_without_an_active_back_up_who_is_somebody_else_alarms(engine: Engine) -> None:
    case(engine, "P1", backup_id=None)
    case(engine, "P2", backup_id=None, closed_at=NOW)
    case(engine, "P3", backup_id=GONE)
    case(engine, "P4", backup_id=EVA)  # who is in charge as well
    case(engine, "P5", backup_id=None, assigned_backup_id=MAX)
    case(engine, "P6", backup_id=None, assigned_backup_id=EVA)
    case(engine, "P7", responsible_id=None, assigned_responsible_id=MAX)
    assert named(engine) == {"no_backup": ["P1", "P3", "P4", "P6", "P7"]}


def test_a_case_with_a_back_up_alone_lacks_only_a_responsible_person(engine: Engine) -> None:
    case(engine, "P1", responsible_id=None)
    assert found(engine) == {"no_responsible": Alarm("no_responsible", 1, ({"reference": "P1", "office": "EP"},))}


def test_a_terminal_status_from_outside_alarms_while_a_deadline_is_unsettled(engine: Engine) -> None:
    deadline(engine, case(engine, "P1", status="lapsed"))
    deadline(engine, case(engine, "P2", status="abandoned"), state="to_verify")
    deadline(engine, case(engine, "P3", status="lapsed"), state="settled")
    deadline(engine, case(engine, "P4", status="lapsed", closed_at=NOW))
    deadline(engine, case(engine, "P5", status="granted"))
    alarm = found(engine)["terminal_status"]
    assert [example["reference"] for example in alarm.examples] == ["P1", "P2"]
    assert alarm.count == 2


def propose(engine: Engine, *, by: int | None, **other: Any) -> None:
    """Propose to let the deadline of the first case lapse."""
    with writing(engine) as session:
        values = {"wish": "lapse", "aim": date(2026, 11, 30), "actor": "Eva", "at": NOW} | other
        session.add(InstructionRow(deadline_id=1, person_id=by, **values))


def test_a_lapse_that_nobody_can_confirm_alarms_until_somebody_can(engine: Engine) -> None:
    deadline(engine, case(engine, "P1", backup_id=GONE))
    propose(engine, by=EVA)
    example = {"reference": "P1", "title": "Renewal fee", "day": date(2026, 11, 30), "actor": "Eva"}
    assert found(engine)["unconfirmable"] == Alarm("unconfirmable", 1, (example,))
    with writing(engine) as session:
        session.get_one(PersonRow, MAX).role = "supervisor"
    assert "unconfirmable" not in found(engine)


def test_one_that_the_other_of_the_two_can_confirm_does_not(engine: Engine) -> None:
    deadline(engine, case(engine, "P1"))
    propose(engine, by=EVA)
    assert found(engine) == {}


def test_nor_does_one_that_was_withdrawn(engine: Engine) -> None:
    deadline(engine, case(engine, "P1", backup_id=GONE))
    propose(engine, by=EVA, withdrawn_at=NOW)
    assert "unconfirmable" not in found(engine)


def test_schedules_of_other_rules_alarm_until_they_are_computed_anew(engine: Engine) -> None:
    case(engine, "P1", rules_version="2020.1.1")
    case(engine, "P2", rules_version="2020.1.1")
    case(engine, "P3", rules_version="2019.5.7")
    case(engine, "P4", rules_version="2019.5.7", closed_at=NOW)
    case(engine, "P5")
    versions = {"version": "2019.5.7", "cases": 1}, {"version": "2020.1.1", "cases": 2}
    assert found(engine) == {"stale_rules": Alarm("stale_rules", 3, versions)}


def test_twenty_are_named_and_all_are_counted(engine: Engine) -> None:
    for number in range(25):
        case(engine, f"P{number}", responsible_id=None)
    alarm = found(engine)["no_responsible"]
    assert (alarm.count, len(alarm.examples)) == (25, 20)


def test_a_message_given_up_alarms_with_its_last_answer(engine: Engine) -> None:
    with writing(engine) as session:
        for number, (state, purpose) in enumerate(
            [("given_up", "reminder"), ("failed", "alarm"), ("sent", "reminder"), ("pending", "reminder")], start=1
        ):
            session.add(
                MessageRow(
                    id=number,
                    key=str(number),
                    channel="email",
                    recipient="eva@example.com",
                    subject="LAST DAY",
                    body=b"",
                    created_at=NOW,
                    state=state,
                    purpose=purpose,
                )
            )
        session.flush()
        for detail in ("451 later", "connection refused"):
            session.add(AttemptRow(message_id=1, started_at=NOW, finished_at=NOW, outcome="retryable", detail=detail))
    with reading(engine) as session:
        alarm = undelivered(session)
        assert undelivered(session, since=NOW).count == 0
        assert undelivered(session, since=NOW - timedelta(seconds=1)).count == 1
    assert alarm.count == 1
    assert alarm.examples == ({"recipient": "eva@example.com", "subject": "LAST DAY", "detail": "connection refused"},)


def test_unsent_counts_messages_that_wait_and_deadlines_not_yet_planned(engine: Engine) -> None:
    row = case(engine, "P1")
    deadline(engine, row, next_rung_at=NOW - timedelta(hours=2))
    deadline(engine, row, number=4, next_rung_at=NOW + timedelta(hours=2))
    with reading(engine) as session:
        waiting = unsent(session, NOW)
    assert (waiting.count, waiting.age(NOW)) == (1, 7200)


def test_a_reminder_missing_from_the_last_ledger_is_an_alarm_until_the_next_one_balances(engine: Engine) -> None:
    named = {"reference": "P1", "title": "Fee", "stage": "act_by.30", "recipient": "li@example.com", "line": "expected"}
    with writing(engine) as session:
        session.add(LedgerRow(day=NOW.date(), at=NOW, counts={"missing": 1}, missing=[named]))
    assert found(engine) == {"unbalanced": Alarm("unbalanced", 1, (named,))}
    with writing(engine) as session:
        session.add(LedgerRow(day=NOW.date() + timedelta(days=1), at=NOW, counts={"missing": 0}, missing=[]))
    assert found(engine) == {}


def test_a_key_that_ends_while_it_is_in_use_alarms(engine: Engine) -> None:
    end = NOW + timedelta(days=10)
    with writing(engine) as session:
        about = {"prefix": "annua_", "scopes": ["write"], "created_at": NOW - timedelta(days=90)}
        session.add(ApiKeyRow(name="feed", digest="1", expires_at=end, last_used_at=NOW, **about))
        session.add(ApiKeyRow(name="guest", digest="2", expires_at=end, **about))

    named = {"key": 1, "name": "feed", "day": date(2026, 3, 12)}
    assert found(engine) == {"key_ending": Alarm("key_ending", 1, (named,))}
