"""A proposed lapse asks each who can confirm it, by a mail to their own address, until somebody answers."""

import email
import email.policy
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import event, text, update
from sqlalchemy.orm import Session

from service.reminders.confirming import plan_confirmations
from service.reminders.desk import Desk
from service.reminders.links import CONFIRM_LAPSE
from service.store import (
    AbsenceRow,
    CaseRow,
    DeadlineRow,
    InstructionRow,
    MessageRow,
    MessageRungRow,
    OwnerRow,
    PersonRow,
    reading,
    writing,
)
from service.store.answers import standing_proposals

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)  # a Monday; the fee is due on Monday, 30 November
AIM = date(2026, 11, 30)


def propose(shelf: "Shelf", deadline: DeadlineRow, by: PersonRow | None, **other: Any) -> InstructionRow:
    said = {"wish": "lapse", "aim": AIM, "note": "product withdrawn", "actor": by.name if by else "docketing key"}
    return shelf.put(InstructionRow(deadline_id=deadline.id, person_id=by.id if by else None, at=NOW, **(said | other)))


def plan(shelf: "Shelf", desk: Desk, now: datetime = NOW) -> int:
    with writing(shelf.engine) as session:
        return plan_confirmations(session, desk, now)


def mail(row: MessageRow) -> str:
    """The text of a mail."""
    body = email.message_from_bytes(row.body, policy=email.policy.default).get_body(("plain",))
    assert body is not None
    content: str = body.get_content()
    return content


def change(shelf: "Shelf", act: Callable[[Session], object]) -> None:
    with writing(shelf.engine) as session:
        act(session)


@pytest.fixture
def deadline(shelf: "Shelf") -> DeadlineRow:
    """A fee of a case of Eva, with Max as back-up."""
    return shelf.deadline(shelf.watched())


def person(shelf: "Shelf", key: str) -> PersonRow:
    return next(row for row in shelf.all(PersonRow) if row.key == key)


def asked(shelf: "Shelf", desk: Desk, *days: datetime) -> list[tuple[str, str]]:
    """Who is asked as time goes on, by the day of November 2026 on which they were."""
    for now in days:
        plan(shelf, desk, now)
    return [(f"{row.created_at:%d}", row.recipient.partition("@")[0]) for row in shelf.messages("confirm")]


def mornings(first: int, last: int) -> list[datetime]:
    """Noon UTC of each day of November 2026 from one to another."""
    return [datetime(2026, 11, day, 12, tzinfo=UTC) for day in range(first, last + 1)]


def test_the_other_of_the_two_is_asked_once(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    proposal = propose(shelf, deadline, person(shelf, "eva"))

    assert (plan(shelf, desk), plan(shelf, desk)) == (1, 0)

    (message,) = shelf.messages("confirm")
    assert (message.recipient, message.person_id) == ("max@example.com", person(shelf, "max").id)
    assert message.subject == "Let lapse? Renewal fee for year 3, P1-EP (Monday, 30 November 2026)"
    assert [(row.stage, row.aim) for row in shelf.all(MessageRungRow)] == [(f"confirm.{proposal.id}", AIM)]


def test_the_mail_says_who_wants_it_why_and_what_is_lost(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    propose(shelf, deadline, person(shelf, "eva"))
    plan(shelf, desk)

    said = " ".join(mail(shelf.messages("confirm")[0]).split())

    assert "Eva proposes to let this right lapse. It takes effect only if you confirm it" in said
    assert "Eva, Monday, 2 November 2026: product withdrawn" in said
    assert "after Monday, 31 May 2027 the right is lost" in said
    assert "application 16801234.5" in said


def test_its_link_is_the_readers_own(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    propose(shelf, deadline, person(shelf, "eva"))
    plan(shelf, desk)

    (path,) = set(re.findall(r"https://annua\.example\.com(/answers/\S+)", mail(shelf.messages("confirm")[0])))

    ticket = desk.links.read(CONFIRM_LAPSE, urlsplit(path).path.rpartition("/")[2], NOW)
    assert (ticket.deadline_id, ticket.aim, ticket.address) == (deadline.id, AIM, "max@example.com")


def test_it_speaks_chinese_to_who_reads_chinese(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    change(shelf, lambda session: session.execute(update(PersonRow).values(language="zh-Hans")))
    propose(shelf, deadline, person(shelf, "eva"))
    plan(shelf, desk)
    (message,) = shelf.messages("confirm")
    assert message.subject.startswith("是否放弃？")
    assert "Eva 提议放弃此项权利。须经您确认方可生效" in mail(message)


def test_a_proposal_of_a_key_asks_both(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    propose(shelf, deadline, None)
    assert plan(shelf, desk) == 2
    assert "docketing key, which is no person, proposes" in " ".join(mail(shelf.messages("confirm")[0]).split())


def test_without_a_back_up_the_supervisors_are_asked(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    for key in ("ida", "jan"):
        shelf.person(key, role="supervisor")
    change(shelf, lambda session: session.execute(update(CaseRow).values(backup_id=None)))
    propose(shelf, deadline, person(shelf, "eva"))
    plan(shelf, desk)
    assert {row.recipient for row in shelf.messages("confirm")} == {"ida@example.com", "jan@example.com"}


def test_who_stands_in_for_somebody_away_is_asked_too(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    ida, max_ = shelf.person("ida"), person(shelf, "max")
    away = {"first": date(2026, 11, 1), "last": date(2026, 11, 7), "entered_by": "max", "entered_at": NOW}
    shelf.put(AbsenceRow(person_id=max_.id, substitute_id=ida.id, **away))
    propose(shelf, deadline, person(shelf, "eva"))
    plan(shelf, desk)
    assert [row.recipient for row in shelf.messages("confirm")] == ["max@example.com", "ida@example.com"]


def test_but_not_who_proposed(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    eva, max_ = person(shelf, "eva"), person(shelf, "max")
    away = {"first": date(2026, 11, 1), "last": date(2026, 11, 7), "entered_by": "max", "entered_at": NOW}
    shelf.put(AbsenceRow(person_id=max_.id, substitute_id=eva.id, **away))
    propose(shelf, deadline, eva)
    plan(shelf, desk)
    assert [row.recipient for row in shelf.messages("confirm")] == ["max@example.com"]


def test_a_new_back_up_is_asked_in_their_turn(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    propose(shelf, deadline, person(shelf, "eva"))
    plan(shelf, desk)
    ida = shelf.person("ida")
    change(shelf, lambda session: session.execute(update(CaseRow).values(backup_id=ida.id)))
    assert (plan(shelf, desk), plan(shelf, desk)) == (1, 0)


def test_who_does_not_answer_is_asked_every_three_working_days_and_with_each_of_the_last_rungs(
    shelf: "Shelf", desk: Desk, deadline: DeadlineRow
) -> None:
    """The last rungs leave on Friday 27 (for 3 days and 1 day before) and on Monday 30 November."""
    propose(shelf, deadline, person(shelf, "eva"))
    told = [day for day, _ in asked(shelf, desk, *mornings(2, 30))]
    assert told == ["02", "05", "10", "13", "18", "23", "26", "27", "30"]


def test_a_repeat_is_recorded_as_one_and_says_since_when_it_waits(
    shelf: "Shelf", desk: Desk, deadline: DeadlineRow
) -> None:
    proposal = propose(shelf, deadline, person(shelf, "eva"))
    asked(shelf, desk, *mornings(2, 5))
    again = shelf.messages("confirm")[1]
    assert shelf.rungs()[1] == (f"confirm.{proposal.id}.2", "max@example.com")
    assert again.subject.startswith("Still to be decided: let lapse? Renewal fee for year 3")
    assert "This has waited for a second person since Monday, 2 November 2026." in " ".join(mail(again).split())


def test_after_a_week_without_a_tick_somebody_is_asked_once(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    propose(shelf, deadline, person(shelf, "eva"))
    plan(shelf, desk)
    assert (plan(shelf, desk, datetime(2026, 11, 24, 12, tzinfo=UTC)), len(shelf.messages("confirm"))) == (1, 2)
    assert plan(shelf, desk, datetime(2026, 11, 24, 13, tzinfo=UTC)) == 0


def test_after_the_patience_of_the_owner_the_supervisors_are_asked_too(
    shelf: "Shelf", desk: Desk, deadline: DeadlineRow
) -> None:
    shelf.person("ida", role="supervisor")
    shelf.put(OwnerRow(name="Example Medical AG", patience_days=4, updated_by="eva", updated_at=NOW))
    propose(shelf, deadline, person(shelf, "eva"))
    assert asked(shelf, desk, *mornings(2, 10)) == [
        ("02", "max"),
        ("05", "max"),
        ("06", "ida"),
        ("10", "max"),
    ]


def test_but_never_a_supervisor_who_proposed(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    ida = shelf.person("ida", role="supervisor")
    propose(shelf, deadline, ida)
    assert {name for _, name in asked(shelf, desk, *mornings(2, 30))} == {"eva", "max"}


def test_a_refusal_ends_the_asking(shelf: "Shelf", desk: Desk, deadline: DeadlineRow) -> None:
    propose(shelf, deadline, person(shelf, "eva"))
    plan(shelf, desk)
    change(shelf, lambda session: session.execute(update(InstructionRow).values(withdrawn_at=NOW)))
    assert [day for day, _ in asked(shelf, desk, *mornings(3, 30))] == ["02"]


@pytest.mark.parametrize(
    "overtaken",
    [
        lambda session: session.execute(update(InstructionRow).values(withdrawn_at=NOW)),
        lambda session: session.execute(update(InstructionRow).values(confirmed_at=NOW)),
        lambda session: session.execute(update(DeadlineRow).values(drives_act_by=date(2026, 12, 31))),
        lambda session: session.execute(update(DeadlineRow).values(state="settled")),
        lambda session: session.execute(update(CaseRow).values(closed_at=NOW)),
        lambda session: session.add(
            InstructionRow(deadline_id=1, aim=AIM, wish="renew", actor="Max", at=NOW),
        ),
    ],
    ids=["withdrawn", "confirmed", "moved", "settled", "closed", "overtaken"],
)
def test_what_no_longer_waits_asks_nobody(
    shelf: "Shelf", desk: Desk, deadline: DeadlineRow, overtaken: Callable[[Session], object]
) -> None:
    propose(shelf, deadline, person(shelf, "eva"))
    change(shelf, overtaken)
    assert plan(shelf, desk) == 0


def test_a_tick_finds_proposals_by_an_index(sqlite_engine: Any) -> None:
    """However many instructions there are, one that waits for nobody costs nothing."""
    said: list[tuple[str, Any]] = []
    event.listen(sqlite_engine, "before_cursor_execute", lambda *found: said.append((found[2], found[3])))
    with reading(sqlite_engine) as session:
        standing_proposals(session)
        statement, parameters = said[-1]
        steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
        assert session.scalar(text("SELECT 1")) == 1
    assert "USING INDEX ix_instructions_lapse_proposed" in steps[0][-1]
