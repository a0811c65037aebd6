"""What a report says of one deadline, by what was sent, answered and done: each trouble where it is so, and only there.

The deadline is to be acted on by 30 June 2026 in Munich, which ends at 22:00 UTC; the drill lasts from March to July.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from service.drill.report import LATE, UNANSWERED, UNREMINDED, Report, examine
from service.drill.scenario import MAIL, Outage, Scenario
from service.portfolio.owners import set_owner
from service.store import (
    AcknowledgementRow,
    AttemptRow,
    Base,
    BounceRow,
    CaseRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    MessageRow,
    MessageRungRow,
    PersonRow,
    reading,
)

JUNE, LAST_DAY = "2023-06-12", date(2026, 6, 30)
EVA, MAX = "eva@example.com", "max@example.com"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


FIRST, UNTIL = at("2026-03-03"), at("2026-08-01")


@dataclass(slots=True)
class Happened:
    """One deadline, and what is written down about it."""

    portfolio: Any
    deadline: int
    messages: list[MessageRow] = field(default_factory=list)

    def put(self, row: Base) -> None:
        """Store a row."""
        self.portfolio.write(lambda session, _context: session.add(row))

    def told(
        self,
        on: str | None,
        recipient: str = EVA,
        channel: str = "email",
        *,
        aim: date = LAST_DAY,
        came_back: bool = False,
        said: str = "250 taken",
    ) -> "Happened":
        """A message that carried it: taken on a day at nine, or never."""
        sent = at(f"{on}T09:00") if on else None
        key = f"<{len(self.messages)}@example.com>"
        message = MessageRow(
            key=key,
            channel=channel,
            recipient=recipient,
            subject="",
            body=b"",
            created_at=sent or FIRST,
            state="sent" if sent else "failed",
            sent_at=sent,
            bounced_at=sent if came_back else None,
        )
        self.put(message)
        self.messages.append(message)
        rung = {"deadline_id": self.deadline, "aim": aim, "stage": f"act_by.{len(self.messages)}"}
        self.put(MessageRungRow(message_id=message.id, recipient=recipient, channel=channel, **rung))
        outcome = "accepted" if sent else "permanent"
        self.put(AttemptRow(message_id=message.id, started_at=FIRST, outcome=outcome, detail=said))
        if came_back:
            about = {"message_id": message.id, "recipient": recipient, "received_at": sent, "source": "drill"}
            self.put(BounceRow(key=key, action="failed", detail="550 no such user", **about))
        return self

    def seen(self, on: str, aim: date = LAST_DAY) -> "Happened":
        """Somebody acknowledged it."""
        self.put(AcknowledgementRow(deadline_id=self.deadline, aim=aim, actor=EVA, at=at(on)))
        return self

    def done(self, on: str, state: str = "confirmed", **other: Any) -> "Happened":
        """A completion."""
        about = {"deadline_id": self.deadline, "actor": EVA, "recorded_by": EVA, "recorded_at": at(on)}
        against = {"against_due": LAST_DAY, "against_derivation": []}
        self.put(CompletionRow(state=state, done_on=date.fromisoformat(on), **about, **against, **other))
        return self

    def report(self, **scenario: Any) -> Report:
        """What a drill reports that ended with this."""
        with reading(self.portfolio.engine) as session:
            return examine(session, Scenario(FIRST, UNTIL, 1, **scenario), [self.deadline], {})

    def troubles(self, **scenario: Any) -> dict[str, str]:
        """The troubles of the deadline, each with its reason."""
        report = self.report(**scenario)
        return {trouble.what: str(trouble.why) for finding in report.findings for trouble in finding.troubles}


@pytest.fixture
def happened(portfolio: Any) -> Happened:
    """A case of Eva's with Max standing by, and nothing happened yet."""
    portfolio.case("J", JUNE)
    wanted = select(DeadlineRow.id).where(DeadlineRow.act_by == LAST_DAY)
    return Happened(portfolio, portfolio.write(lambda session, _context: session.scalars(wanted).one()))


# ---------------------------------------------------------------- unreminded


def test_without_any_reminder_it_is_unreminded(happened: Happened) -> None:
    assert happened.troubles() == {
        UNREMINDED: "no reminder of it ever arrived: none was due",
        LATE: "not done by the end of the drill; nobody was told",
    }


def test_without_anybody_there_is_nobody_to_remind(happened: Happened) -> None:
    happened.portfolio.write(
        lambda session, _: session.execute(update(CaseRow).values(responsible_id=None, backup_id=None))
    )

    assert happened.troubles()[UNREMINDED] == (
        "no reminder of it ever arrived: nobody is named on the case, and there is no fallback recipient"
    )


def test_what_was_done_in_time_needs_no_reminder(happened: Happened) -> None:
    assert happened.done("2026-06-30").troubles() == {}


def test_a_call_to_another_system_reminds_nobody(happened: Happened) -> None:
    assert UNREMINDED in happened.told("2026-06-29", "1", "webhook").troubles()


def test_a_mail_that_came_back_reminds_nobody_and_says_why(happened: Happened) -> None:
    happened.told("2026-06-29", came_back=True)

    assert happened.troubles()[UNREMINDED] == "no reminder of it ever arrived: 550 no such user"


def test_a_mail_that_was_refused_reminds_nobody_and_says_why(happened: Happened) -> None:
    assert happened.told(None, said="554 go away").troubles()[UNREMINDED].endswith(": 554 go away")


def test_a_mail_about_another_day_to_act_by_reminds_nobody(happened: Happened) -> None:
    assert UNREMINDED in happened.told("2026-06-29", aim=date(2026, 6, 29)).troubles()


def test_a_mail_behind_the_last_day_comes_too_late(happened: Happened) -> None:
    """The last day ends at 22:00 UTC; this one left at nine in the morning of the next."""
    assert UNREMINDED in happened.told("2026-07-01").troubles()


@pytest.mark.parametrize(("day", "unreminded"), [("2026-06-26", True), ("2026-06-27", False), ("2026-06-30", False)])
def test_what_isn_t_done_needs_a_reminder_in_its_last_four_days(happened: Happened, day: str, unreminded: bool) -> None:
    """They begin on 26 June at 22:00 UTC."""
    troubles = happened.told("2026-03-10").told(day).seen("2026-03-11").troubles()

    assert (UNREMINDED in troubles) == unreminded
    assert set(troubles) == ({UNREMINDED, LATE} if unreminded else {LATE})


def test_the_last_days_are_those_before_the_owner_s_goal(happened: Happened) -> None:
    """With ten days of lead everything aims at 20 June."""
    happened.portfolio.write(set_owner, "Example AG", {"lead_days": 10})
    happened.portfolio.write(lambda session, _: session.execute(update(CaseRow).values(owner="Example AG")))

    assert UNREMINDED not in happened.told("2026-06-19").troubles()


def test_the_outage_of_the_last_days_is_the_reason(happened: Happened) -> None:
    outages = (
        Outage(MAIL, at("2026-05-01"), at("2026-05-06")),
        Outage(MAIL, at("2026-06-25"), at("2026-06-30T12:00")),
    )

    assert happened.told("2026-06-01").troubles(outages=outages)[UNREMINDED] == (
        "no reminder arrived in its last 4 days: mail was down from 2026-06-25 00:00 to 2026-06-30 12:00"
    )


# ---------------------------------------------------------------- unanswered


def test_a_reminder_that_nobody_answered_and_nobody_else_heard_of_is_unanswered(happened: Happened) -> None:
    troubles = happened.told("2026-06-20").told("2026-06-29").troubles(absent=frozenset({EVA}))

    assert troubles == {
        UNANSWERED: "reminded 2 times (eva@example.com (absent)), nobody answered and nobody else was told",
        LATE: "not done by the end of the drill; told were eva@example.com (absent)",
    }


def test_an_answer_is_enough(happened: Happened) -> None:
    assert UNANSWERED not in happened.told("2026-06-29").seen("2026-06-29").troubles()


@pytest.mark.parametrize("on", ["2026-07-01", "2026-06-29"])
def test_an_answer_after_the_last_day_or_about_another_one_is_none(happened: Happened, on: str) -> None:
    aim = LAST_DAY if on > "2026-06-30" else date(2026, 5, 31)

    assert UNANSWERED in happened.told("2026-06-29").seen(on, aim).troubles()


def test_an_instruction_and_an_order_are_answers(happened: Happened) -> None:
    happened.told("2026-06-29").done("2026-06-29", "ordered")
    assert UNANSWERED not in happened.troubles()

    about = {"deadline_id": happened.deadline, "aim": LAST_DAY, "actor": EVA, "wish": "renew"}
    happened.put(InstructionRow(at=at("2026-06-29"), **about))
    assert UNANSWERED not in happened.troubles()


@pytest.mark.parametrize(("recipient", "channel"), [(MAX, "email"), ("ops", "ops")])
def test_what_another_person_or_the_second_channel_heard_is_escalated(
    happened: Happened, recipient: str, channel: str
) -> None:
    assert set(happened.told("2026-06-29").told("2026-06-29", recipient, channel).troubles()) == {LATE}


def test_what_came_back_from_the_other_person_is_not_escalated(happened: Happened) -> None:
    troubles = happened.told("2026-06-29").told("2026-06-29", MAX, came_back=True).troubles(bouncing=frozenset({MAX}))

    assert UNANSWERED in troubles
    assert troubles[LATE] == ("not done by the end of the drill; told were eva@example.com, max@example.com (bouncing)")


# ---------------------------------------------------------------- late


@pytest.mark.parametrize(("day", "late"), [("2026-06-30", False), ("2026-07-01", True)])
def test_done_after_the_last_day_is_late(happened: Happened, day: str, late: bool) -> None:
    troubles = happened.told("2026-06-29").seen("2026-06-29").done(day).troubles()

    assert troubles == ({LATE: "done on 2026-07-01, 1 days after the day to act by"} if late else {})


@pytest.mark.parametrize(
    "other",
    [
        {"state": "paid"},
        {"voided_at": at("2026-06-30"), "voided_by": EVA},
        {"questioned_at": at("2026-06-30"), "questioned_why": "moved"},
    ],
)
def test_what_does_not_prove_that_it_was_done_is_no_deed(happened: Happened, other: dict[str, Any]) -> None:
    assert LATE in happened.told("2026-06-29").done("2026-06-29", **other).troubles()


def test_a_question_that_was_answered_is_none(happened: Happened) -> None:
    happened.told("2026-06-29")
    happened.done("2026-06-29", questioned_at=at("2026-06-30"), questioned_why="moved", answered_at=at("2026-06-30"))

    assert happened.troubles() == {}


# ---------------------------------------------------------------- the whole


def test_a_day_that_is_not_over_by_the_end_is_not_judged(happened: Happened) -> None:
    with reading(happened.portfolio.engine) as session:
        for until, looked_at in (("2026-06-30T21:59", 0), ("2026-06-30T22:00", 1)):
            report = examine(session, Scenario(FIRST, at(until), 1), [happened.deadline], {})
            assert report.looked_at == looked_at
            assert len(report.findings) == looked_at


def test_a_report_is_a_json_object_with_codes_beside_its_sentences(happened: Happened) -> None:
    outage = Outage(MAIL, at("2026-06-25"), at("2026-06-26"))
    happened.told("2026-06-20").told("2026-06-29").seen("2026-06-29")
    report = happened.report(outages=(outage,), absent=frozenset({EVA}), bouncing=frozenset({MAX}))

    assert report.as_document() == {
        "from": "2026-03-03",
        "until": "2026-08-01",
        "seed": 1,
        "outages": [{"what": "mail", "from": "2026-06-25T00:00:00+00:00", "until": "2026-06-26T00:00:00+00:00"}],
        "absent": [EVA],
        "bouncing": [MAX],
        "figures": {},
        "looked_at": 1,
        "counts": {"unreminded": 0, "unanswered": 0, "late": 1},
        "deadlines": [
            {
                "reference": "J",
                "kind": "annuity",
                "number": 4,
                "office": "EP",
                "title": "Renewal fee for year 4",
                "act_by": "2026-06-30",
                "responsible": "eva",
                "backup": "max",
                "done_on": None,
                "troubles": [
                    {
                        "what": "late",
                        "why": "not done by the end of the drill; told were eva@example.com (absent)",
                        "why_code": "drill.not_done",
                        "why_params": {"people": "eva@example.com (absent)"},
                    }
                ],
            }
        ],
    }


def test_findings_come_by_the_day_to_act_by(happened: Happened) -> None:
    happened.portfolio.case("A", "2023-05-12")
    with reading(happened.portfolio.engine) as session:
        wanted = select(DeadlineRow.id).where(DeadlineRow.act_by.between(date(2026, 5, 1), LAST_DAY))
        numbers = sorted(session.scalars(wanted), reverse=True)
        report = examine(session, Scenario(FIRST, UNTIL, 1), numbers, {})

    assert [(one.story.case.reference, one.story.act_by) for one in report.findings] == [
        ("A", date(2026, 5, 31)),
        ("J", LAST_DAY),
    ]


def test_a_person_who_left_is_nobody_s_responsible(happened: Happened) -> None:
    """They are still named in the report."""
    happened.portfolio.write(lambda session, _: session.execute(update(PersonRow).values(active=False)))

    assert happened.report().as_document()["deadlines"][0]["responsible"] == "eva"
