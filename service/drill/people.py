"""Simulated people: they read a mail in their working hours, answer it, and later do what is to be done.

Nobody acts unasked. Whoever reads of a deadline acknowledges it, or has it renewed, and completes it some weeks before
the day to act by, as soon as its window is open; at once where that day has come. Whoever is absent reads nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush

from sqlalchemy.orm import Session

from service.drill.habits import Reader, days_ahead, pace
from service.drill.queries import Arrived, absences, everybody
from service.drill.scenario import SERVICE, Scenario, Somebody
from service.portfolio.completing import CONFIRMED, Proof, complete
from service.portfolio.context import Context
from service.portfolio.instructing import instruct
from service.reminders.acknowledging import acknowledge
from service.reminders.desk import office
from service.reminders.recipients import Recipient, from_person
from service.store import CaseRow, DeadlineRow, PersonRow, writing
from service.store.deadlines import OPEN, TO_VERIFY
from service.wiring import Service

READ, ACT = "read", "act"
PROOF = "fire drill"


@dataclass(frozen=True, slots=True, order=True)
class Plan:
    """What somebody does at a moment about some deadlines; plans of one moment are made in the order of addresses."""

    at: datetime
    address: str
    what: str
    deadlines: tuple[int, ...]


@dataclass(slots=True)
class People:
    """Everybody with what they have in mind."""

    service: Service
    scenario: Scenario
    readers: Mapping[str, Reader]
    plans: list[Plan] = field(default_factory=list)
    answers: int = 0
    completions: int = 0
    _answered: set[tuple[int, date, str]] = field(default_factory=set)
    _taken_on: set[tuple[int, date, str]] = field(default_factory=set)

    def receive(self, mails: Iterable[Arrived], now: datetime) -> None:
        """Have mails read by whom they came to, once these are at work."""
        for mail in mails:
            reader = self.readers.get(mail.recipient)
            if reader and mail.deadlines:
                hours = pace(self.scenario.chance(mail.recipient, now, mail.deadlines), mail.urgency)
                self._plan(reader, now, hours, READ, mail.deadlines)

    def next_at(self) -> datetime | None:
        """When somebody does something next."""
        return self.plans[0].at if self.plans else None

    def act(self, now: datetime) -> None:
        """Let everybody do what they had in mind up to now; answers wait while the service is down."""
        while self.plans and self.plans[0].at <= now:
            plan = heappop(self.plans)
            if outage := self.scenario.down(SERVICE, plan.at):
                heappush(self.plans, Plan(outage.until, plan.address, plan.what, plan.deadlines))
                continue
            with writing(self.service.engine) as session:
                for number in plan.deadlines:
                    self._attend(session, plan, session.get_one(DeadlineRow, number))

    def _attend(self, session: Session, plan: Plan, deadline: DeadlineRow) -> None:
        """Do about one deadline what is to be done now, and take on what is to be done later."""
        case = session.get_one(CaseRow, deadline.case_id)
        if deadline.state not in (OPEN, TO_VERIFY) or case.closed_at is not None:
            return
        reader = self.readers[plan.address]
        today = office(deadline.office).today(plan.at)
        day = self._day_to_do_it(deadline, today)
        if day is not None and day <= today:
            self._complete(session, plan, deadline, today)
            return
        self._answer(session, plan, reader, deadline)
        taken_on = (deadline.id, deadline.drives_act_by, plan.address)
        if day is not None and taken_on not in self._taken_on:
            self._taken_on.add(taken_on)
            hours = self.scenario.chance("hour", deadline.id).uniform(0, 4)
            self._plan(reader, datetime.combine(day, time(), UTC), hours, ACT, (deadline.id,))

    def _day_to_do_it(self, deadline: DeadlineRow, today: date) -> date | None:
        """The day on which somebody does what is to be done; None once it is too late."""
        if deadline.state == TO_VERIFY:
            return today
        last = max(deadline.drives_act_by, deadline.due_effective, deadline.grace_ends_effective or date.min)
        if today > last:
            return None
        ahead = timedelta(days=days_ahead(self.scenario.chance("ahead", deadline.id)))
        return max(deadline.drives_act_by - ahead, deadline.opens or date.min)

    def _complete(self, session: Session, plan: Plan, deadline: DeadlineRow, today: date) -> None:
        done_on = deadline.act_by if deadline.state == TO_VERIFY else today
        done = (deadline.id, deadline.drives_act_by, CONFIRMED)
        if done not in self._answered:
            self._answered.add(done)
            self.completions += 1
            complete(session, self._context(plan), deadline.id, Proof(CONFIRMED, done_on, PROOF))

    def _answer(self, session: Session, plan: Plan, reader: Reader, deadline: DeadlineRow) -> None:
        answered = (deadline.id, deadline.drives_act_by, plan.address)
        if answered in self._answered:
            return
        self._answered.add(answered)
        self.answers += 1
        person = session.get(PersonRow, reader.recipient.person_id) if reader.recipient.person_id else None
        if self.scenario.chance("answer", deadline.id, plan.address).random() < 0.5:
            instruct(session, self._context(plan), deadline.id, "renew", person=person)
        else:
            acknowledge(session, self._context(plan), deadline, person=person)

    def _plan(self, reader: Reader, after: datetime, hours: float, what: str, deadlines: tuple[int, ...]) -> None:
        at = reader.at_work(after, hours, self.scenario.until)
        if at is not None:
            heappush(self.plans, Plan(at, reader.recipient.address, what, deadlines))

    def _context(self, plan: Plan) -> Context:
        return Context(plan.address, plan.at, self.service.plan, "drill")


def readers_of(session: Session, fallback: Recipient | None, absent: frozenset[str]) -> dict[str, Reader]:
    """Everybody who may get a mail, by address: people with their absences, and whoever reads for the fallback."""
    away: dict[int, list[tuple[date, date]]] = {}
    for row in absences(session):
        away.setdefault(row.person_id, []).append((row.first, row.last))
    found = {
        person.address: Reader(from_person(person), away.get(person.id, ()), person.address in absent)
        for person in everybody(session)
    }
    if fallback and fallback.address not in found:
        found[fallback.address] = Reader(fallback, absent=fallback.address in absent)
    return found


def somebodies(session: Session, fallback: Recipient | None) -> list[Somebody]:
    """Everybody who may be named as absent."""
    found = [Somebody(person.address, person.key, person.name) for person in everybody(session)]
    return [*found, Somebody(fallback.address)] if fallback else found
