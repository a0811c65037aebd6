"""Simulated people: asked, they read in their hours, answer, and do in good time what is to be done.

European applications filed in June 2023 have a fee to be paid by 30 June 2026, a Tuesday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from service.drill.people import People, readers_of, somebodies
from service.drill.queries import Arrived
from service.drill.scenario import SERVICE, Outage, Scenario
from service.portfolio.absences import enter_absence
from service.portfolio.people import upsert_person
from service.reminders.recipients import Recipient
from service.store import (
    AcknowledgementRow,
    CaseRow,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    PersonRow,
    reading,
    writing,
)
from service.wiring import Service

JUNE = "2023-06-12"
FIRST, UNTIL = datetime(2026, 3, 3, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)
MORNING = datetime(2026, 3, 3, 8, tzinfo=UTC)  # nine in Munich
EVA, MAX = "eva@example.com", "max@example.com"


@dataclass(frozen=True, slots=True)
class Office:
    """People around a copy of a store with one case."""

    service: Service
    deadline: int

    def people(self, **scenario: Any) -> People:
        """Everybody, in a scenario."""
        about = Scenario(FIRST, UNTIL, 1, **scenario)
        with reading(self.service.engine) as session:
            return People(self.service, about, readers_of(session, None, about.absent))

    def mail(self, recipient: str = EVA, urgency: str = "urgent") -> Arrived:
        """A mail about the deadline."""
        return Arrived(recipient, urgency, (self.deadline,))

    def row(self) -> DeadlineRow:
        """The deadline as it is stored."""
        with reading(self.service.engine) as session:
            return session.get_one(DeadlineRow, self.deadline)

    def completion(self) -> CompletionRow:
        """The one completion."""
        with reading(self.service.engine) as session:
            return session.scalars(select(CompletionRow)).one()

    def change(self, statement: Any) -> None:
        """Change what is stored."""
        with writing(self.service.engine) as session:
            session.execute(statement)


@pytest.fixture
def office(portfolio: Any) -> Iterator[Office]:
    """A case whose fee falls due on 30 June 2026."""
    portfolio.case("J", JUNE)
    with portfolio.copied() as service:
        with reading(service.engine) as session:
            number = session.scalars(select(DeadlineRow.id).where(DeadlineRow.act_by == date(2026, 6, 30))).one()
        yield Office(service, number)


def play(people: People) -> list[datetime]:
    """Let everybody do what they have in mind, one thing after the other; answers the moments."""
    moments = []
    while (moment := people.next_at()) is not None:
        people.act(moment)
        moments.append(moment)
    return moments


def test_nobody_acts_unasked(office: Office) -> None:
    people = office.people()
    people.act(UNTIL)

    assert people.next_at() is None
    assert (people.answers, people.completions) == (0, 0)


def test_a_mail_is_read_at_work_answered_and_followed_by_the_deed(office: Office) -> None:
    people = office.people()
    people.receive([office.mail()], MORNING)
    read = people.next_at()

    assert read is not None
    assert timedelta(hours=0.2) <= read - MORNING <= timedelta(hours=3)
    people.act(read)
    assert (people.answers, people.completions) == (1, 0)
    assert office.row().state == "open"

    (done,) = play(people)
    assert people.completions == 1
    assert office.row().state == "settled"
    assert 10 <= (date(2026, 6, 30) - done.date()).days <= 47  # up to 45 days ahead, or the Monday after a week-end
    assert office.completion().done_on == done.date()
    assert office.completion().actor == EVA


def test_half_of_the_answers_are_instructions_and_half_acknowledgements(office: Office) -> None:
    """By chance alone: forty readers of forty seeds."""
    for seed in range(40):
        scenario = Scenario(FIRST, UNTIL, seed)
        with reading(office.service.engine) as session:
            people = People(office.service, scenario, readers_of(session, None, scenario.absent))
        people.receive([office.mail()], MORNING)
        people.act(people.next_at() or MORNING)
        office.change(update(InstructionRow).values(withdrawn_at=MORNING))
    with reading(office.service.engine) as session:
        instructed = session.scalar(select(func.count(InstructionRow.id))) or 0
        seen = session.scalar(select(func.count(AcknowledgementRow.id))) or 0

    assert 10 <= instructed <= 30
    assert seen >= 1


def test_it_is_answered_once_by_each_and_done_once_by_the_first(office: Office) -> None:
    people = office.people()
    people.receive([office.mail(), office.mail(MAX), office.mail()], MORNING)
    people.receive([office.mail()], MORNING + timedelta(days=30))
    play(people)

    assert (people.answers, people.completions) == (2, 1)


def test_two_who_do_it_at_the_same_moment_do_it_once(office: Office) -> None:
    people = office.people()
    people.receive([office.mail(), office.mail(MAX)], datetime(2026, 6, 29, 8, tzinfo=UTC))
    people.act(UNTIL)

    assert people.completions == 1
    assert office.completion().done_on == date(2026, 6, 29)


def test_nothing_is_paid_before_its_window_opens(office: Office) -> None:
    """The window set to begin on 25 June, five days before the last day."""
    office.change(update(DeadlineRow).where(DeadlineRow.id == office.deadline).values(opens=date(2026, 6, 25)))
    people = office.people()
    people.receive([office.mail()], MORNING)
    play(people)

    assert office.completion().done_on == date(2026, 6, 25)
    assert office.completion().questioned_at is None


def test_a_day_at_an_office_far_in_the_west_is_awaited(portfolio: Any) -> None:
    """While Shanghai works, it is still the day before in Ottawa; the fee is paid all the same, and once."""
    portfolio.person("li", zone="Asia/Shanghai")
    portfolio.case("B", JUNE, jurisdiction="CA", responsible="li")
    with portfolio.copied() as service:
        with reading(service.engine) as session:
            wanted = select(DeadlineRow.id).where(DeadlineRow.state == "open").order_by(DeadlineRow.act_by).limit(1)
            office = Office(service, session.scalars(wanted).one())
        people = office.people()
        people.receive([office.mail("li@example.com")], MORNING)
        read, done = play(people)

        assert (people.answers, people.completions) == (1, 1)
        assert 10 <= (office.row().act_by - done.date()).days <= 47
        assert read < done


def test_in_the_late_period_it_is_paid_at_once(office: Office) -> None:
    people = office.people()
    people.receive([office.mail(urgency="late")], datetime(2026, 7, 2, 8, tzinfo=UTC))
    play(people)

    assert people.answers == 0
    assert office.completion().done_on == date(2026, 7, 2)
    assert office.row().state == "settled"


def test_once_it_is_too_late_it_is_answered_and_not_done(office: Office) -> None:
    """As if the law gave it no late period."""
    people = office.people()
    office.change(
        update(DeadlineRow).where(DeadlineRow.id == office.deadline).values(grace_ends_effective=None, late=[])
    )
    people.receive([office.mail(urgency="last")], datetime(2026, 7, 2, 8, tzinfo=UTC))
    play(people)

    assert (people.answers, people.completions) == (1, 0)


def test_what_is_to_be_verified_is_confirmed_as_done_in_time(office: Office) -> None:
    office.change(update(DeadlineRow).where(DeadlineRow.id == office.deadline).values(state="to_verify"))
    people = office.people()
    people.receive([office.mail()], datetime(2026, 7, 6, 8, tzinfo=UTC))
    play(people)

    assert office.completion().done_on == date(2026, 6, 30)
    assert office.row().state == "settled"


@pytest.mark.parametrize("state", ["settled", "gone", "history"])
def test_what_is_over_is_left_alone(office: Office, state: str) -> None:
    office.change(update(DeadlineRow).where(DeadlineRow.id == office.deadline).values(state=state))
    people = office.people()
    people.receive([office.mail()], MORNING)
    play(people)

    assert (people.answers, people.completions) == (0, 0)


def test_a_closed_case_is_left_alone(office: Office) -> None:
    office.change(update(CaseRow).values(closed_at=MORNING))
    people = office.people()
    people.receive([office.mail()], MORNING)
    play(people)

    assert (people.answers, people.completions) == (0, 0)


def test_who_is_absent_reads_nothing(office: Office) -> None:
    people = office.people(absent=frozenset({EVA}))
    people.receive([office.mail()], MORNING)

    assert people.next_at() is None


def test_a_mail_that_comes_back_is_read_by_nobody(office: Office) -> None:
    people = office.people(bouncing=frozenset({EVA}))
    people.receive([office.mail()], MORNING)

    assert people.next_at() is None


def test_a_mail_without_a_deadline_asks_for_nothing(office: Office) -> None:
    people = office.people()
    people.receive([Arrived(EVA, "early", ())], MORNING)

    assert people.next_at() is None


def test_answers_wait_while_the_service_is_down(office: Office) -> None:
    up = MORNING + timedelta(days=7)
    people = office.people(outages=(Outage(SERVICE, MORNING, up),))
    people.receive([office.mail()], MORNING)
    people.act(up - timedelta(minutes=1))
    assert people.answers == 0
    assert people.next_at() == up

    people.act(up)
    assert people.answers == 1


def test_everybody_who_is_here_can_be_named_and_the_fallback_too(office: Office) -> None:
    away = {"person": "eva", "first": "2026-03-09", "last": "2026-03-13", "substitute": "max"}
    context = office.service.context("tests")
    desk = Recipient("desk@example.com")
    with writing(office.service.engine) as session:
        enter_absence(session, context, away)
        upsert_person(session, context, {"key": "kim", "name": "Kim", "address": "kim@example.com"})
        session.execute(update(PersonRow).where(PersonRow.key == "kim").values(active=False))
    with reading(office.service.engine) as session:
        named = somebodies(session, desk)
        readers = readers_of(session, desk, frozenset({"desk@example.com"}))

    assert [one.address for one in named] == [EVA, MAX, "desk@example.com"]
    assert readers.keys() == {EVA, MAX, "desk@example.com"}
    assert readers["desk@example.com"].absent
    assert [readers[EVA].works_on(date(2026, 3, day)) for day in (6, 9, 13, 16)] == [True, False, False, True]
