"""Simulated people: they read a mail in their working hours, answer it, and later do what is to be done.

Nobody acts unasked. Whoever reads of a deadline acknowledges it, or has it renewed, and completes it some weeks before
the day to act by, as soon as its window is open; at once where that day has come. Whoever is absent reads nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from heapq import heappop, heappush

from sqlalchemy.orm import Session

from service.drill.habits import Reader, days_ahead, pace
from service.drill.queries import Arrived, absences, everybody, with_cases
from service.drill.scenario import SERVICE, Scenario, Somebody
from service.portfolio.completing import CONFIRMED, Proof, complete
from service.portfolio.context import Context
from service.portfolio.docket import Docket, load_several
from service.portfolio.instructing import instruct
from service.reminders.acknowledging import acknowledge
from service.reminders.desk import office
from service.reminders.recipients import Recipient, from_person
from service.reminders.slots import day_begins
from service.store import CaseRow, DeadlineRow, PersonRow, writing
from service.store.deadlines import OPEN, RENEW, TO_VERIFY
from service.wiring import Service

READ, ACT = "read", "act"
SEEN, WISH, DONE = "seen", "wish", "done"
PROOF = "fire drill"


@dataclass(frozen=True, slots=True, order=True)
class Plan:
    """What somebody does at a moment about some deadlines; plans of one moment are made in the order of addresses."""

    at: datetime
    address: str
    what: str
    deadlines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does about one deadline: `done_on` only where it is done."""

    plan: Plan
    deadline: DeadlineRow
    what: str
    done_on: date | None = None


@dataclass(slots=True)
class People:
    """Everybody with what they have in mind."""

    service: Service
    scenario: Scenario
    readers: Mapping[str, Reader]
    plans: list[Plan] = field(default_factory=list)
    answers: int = 0
    completions: int = 0
    _acts: set[tuple[int, date, str]] = field(default_factory=set)
    _taken_on: set[tuple[int, date, str]] = field(default_factory=set)

    def receive(self, mails: Iterable[Arrived], now: datetime) -> None:
        """Have mails read by whom they came to, once these are at work."""
        for mail in mails:
            reader = self.readers.get(mail.recipient)
            if reader and mail.deadlines and mail.recipient not in self.scenario.bouncing:
                hours = pace(self.scenario.chance(mail.recipient, now, mail.deadlines), mail.urgency)
                self._plan(reader, now, hours, READ, mail.deadlines)

    def next_at(self) -> datetime | None:
        """When somebody does something next."""
        return self.plans[0].at if self.plans else None

    def act(self, now: datetime) -> None:
        """Let everybody do what they had in mind up to now; answers wait while the service is down."""
        while due := self._due(now):
            with writing(self.service.engine) as session:
                known = with_cases(session, {number for plan in due for number in plan.deadlines})
                acts = [act for plan in due for number in plan.deadlines if (act := self._decide(plan, *known[number]))]
                dockets = load_several(session, {act.deadline.case_id for act in acts if act.what != SEEN})
                for act in acts:
                    self._do(session, act, dockets.get(act.deadline.case_id))

    def _due(self, now: datetime) -> list[Plan]:
        """The plans that have come due, taken from those to come."""
        due = []
        while self.plans and self.plans[0].at <= now:
            plan = heappop(self.plans)
            if outage := self.scenario.down(SERVICE, plan.at):
                heappush(self.plans, replace(plan, at=outage.until))
            else:
                due.append(plan)
        return due

    def _decide(self, plan: Plan, deadline: DeadlineRow, case: CaseRow) -> Act | None:
        """What somebody does about a deadline now, if anything; what is to be done later is planned."""
        if deadline.state not in (OPEN, TO_VERIFY) or case.closed_at is not None:
            return None
        today = office(deadline.office).today(plan.at)
        day = self._day_to_do_it(deadline, today)
        if day is not None and day <= today:
            return self._once(Act(plan, deadline, DONE, deadline.act_by if deadline.state == TO_VERIFY else today))
        if day is not None:
            self._take_on(plan, deadline, day)
        answer = WISH if self.scenario.chance("answer", deadline.id, plan.address).random() < 0.5 else SEEN
        return self._once(Act(plan, deadline, answer))

    def _once(self, act: Act) -> Act | None:
        """The act, unless it was done before: once for an aim, and answered once by each."""
        known = (act.deadline.id, act.deadline.drives_act_by, DONE if act.what == DONE else act.plan.address)
        if known in self._acts:
            return None
        self._acts.add(known)
        return act

    def _take_on(self, plan: Plan, deadline: DeadlineRow, day: date) -> None:
        """Mean to do on a day what is to be done."""
        taken_on = (deadline.id, deadline.drives_act_by, plan.address)
        if taken_on not in self._taken_on:
            self._taken_on.add(taken_on)
            hours = self.scenario.chance("hour", deadline.id).uniform(0, 4)
            begins = day_begins(day, office(deadline.office).zone)
            self._plan(self.readers[plan.address], begins, hours, ACT, (deadline.id,))

    def _do(self, session: Session, act: Act, docket: Docket | None) -> None:
        plan, deadline = act.plan, act.deadline
        if deadline.state not in (OPEN, TO_VERIFY):  # somebody else was quicker
            return
        context = Context(plan.address, plan.at, self.service.plan, "drill")
        if act.done_on:
            self.completions += 1
            complete(session, context, deadline.id, Proof(CONFIRMED, act.done_on, PROOF), docket=docket)
            return
        self.answers += 1
        number = self.readers[plan.address].recipient.person_id
        person = session.get(PersonRow, number) if number else None
        if act.what == WISH:
            instruct(session, context, deadline.id, RENEW, person=person, docket=docket)
        else:
            acknowledge(session, context, deadline, person=person)

    def _day_to_do_it(self, deadline: DeadlineRow, today: date) -> date | None:
        """The day on which somebody does what is to be done; None once it is too late."""
        if deadline.state == TO_VERIFY:
            return today
        last = max(deadline.drives_act_by, deadline.due_effective, deadline.grace_ends_effective or date.min)
        if today > last:
            return None
        ahead = timedelta(days=days_ahead(self.scenario.chance("ahead", deadline.id)))
        return max(deadline.drives_act_by - ahead, deadline.opens or date.min)

    def _plan(self, reader: Reader, after: datetime, hours: float, what: str, deadlines: tuple[int, ...]) -> None:
        at = reader.at_work(after, hours, self.scenario.until)
        if at is not None:
            heappush(self.plans, Plan(at, reader.recipient.address, what, deadlines))


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
