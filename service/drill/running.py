"""The drill itself: the clock jumps to the next moment at which something is due, and the real reminding runs then.

A tick of a drill plans and hands over as every tick does. The ledger of the reminders is left out: drawing it up each
day of a year would take longer than everything else, and the report asks the same of each deadline by other means.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from service.drill import queries
from service.drill.people import People, readers_of, somebodies
from service.drill.report import Report, examine
from service.drill.scenario import SERVICE, Scenario, Wanted, arrange
from service.drill.transports import MailOutlet, WebhookOutlet
from service.portfolio.manual import end_expired_overrides
from service.reminders.bounces import record_bounce
from service.reminders.dispatch import Post, dispatch
from service.reminders.outlets import Outlets, second_channel
from service.reminders.slots import next_opening
from service.reminders.tick import plan
from service.store import reading, writing
from service.wiring import Service

STEP = timedelta(hours=2)  # at least so much lies between two ticks of a drill
LONGEST = timedelta(days=1)  # at most so much
LEASE = timedelta(hours=1)

ACTOR = "annua simulate"
BEFORE = datetime.min.replace(tzinfo=UTC)

# Told as the drill goes on: how many of its days have passed, and how many there are.
Watch = Callable[[int, int], None]


def unwatched(_done: int, _total: int) -> None:
    """Nobody is told how far the drill has come."""


@dataclass(slots=True)
class SimulatedClock:
    """A clock that the drill sets."""

    moment: datetime = BEFORE

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment


@dataclass(slots=True)
class Run:
    """A drill under way."""

    service: Service
    clock: SimulatedClock
    scenario: Scenario
    people: People
    post: Post
    mail: MailOutlet
    last_attempt: int
    day: date = date.min
    ticks: int = 0
    troubled: int = 0

    async def through(self, watch: Watch) -> None:
        """Let the time of the scenario pass."""
        span = self.scenario.until - self.scenario.first
        moment = self.scenario.first
        while moment < self.scenario.until:
            await self._at(moment)
            watch((moment - self.scenario.first).days, span.days)
            moment = self._next(moment)
        self.people.act(self.scenario.until)
        watch(span.days, span.days)

    async def _at(self, moment: datetime) -> None:
        self.people.act(moment)
        self.clock.moment = moment
        if self.scenario.down(SERVICE, moment):
            return
        self._turn_the_day(moment)
        self._take_in_bounces(moment)
        report, done = plan(self.service.desk, self.post), await dispatch(self.post)
        self.ticks += 1
        self.troubled += not report.good
        if done.sent:
            with reading(self.service.engine) as session:
                mails = queries.arrived(session, self.last_attempt)
                self.last_attempt = queries.last_attempt(session)
            self.people.receive(mails, moment)

    def _turn_the_day(self, moment: datetime) -> None:
        """What the service does once a day beside its ticks."""
        if moment.date() != self.day:
            self.day = moment.date()
            with writing(self.service.engine) as session:
                end_expired_overrides(session, self.service.context(ACTOR, "drill"))

    def _take_in_bounces(self, moment: datetime) -> None:
        """Record what came back, as the service does that reads a mailbox for it."""
        if returned := self.mail.collect():
            with writing(self.service.engine) as session:
                for status in returned:
                    record_bounce(session, status, "drill", moment)

    def _next(self, now: datetime) -> datetime:
        """The next moment at which something is due, neither too soon nor too late."""
        if outage := self.scenario.down(SERVICE, now):
            return outage.until
        with reading(self.service.engine) as session:
            due = queries.next_due(session)
        mornings = [next_opening(reader.recipient, now) for reader in self.people.readers.values()]
        others = [self.people.next_at(), now if self.mail.has_returns else None]
        wanted = min([*due, *mornings, *filter(None, others)], default=now + LONGEST)
        borders = [edge for one in self.scenario.outages for edge in (one.first, one.until) if edge > now]
        return min(max(wanted, now + STEP), now + LONGEST, *borders)


def drill(service: Service, clock: SimulatedClock, wanted: Wanted, watch: Watch = unwatched) -> Report:
    """Run a drill on a service that stands on a copy of its store, with its clock. Raises `Invalid`."""
    fallback = service.desk.fallback
    with reading(service.engine) as session:
        scenario = arrange(wanted, somebodies(session, fallback))
        people = People(service, scenario, readers_of(session, fallback, scenario.absent))
        looked_at = queries.open_between(session, scenario.first.date(), scenario.until.date())
        begun = queries.last_attempt(session)
    mail, webhook = MailOutlet(scenario, clock.now), WebhookOutlet()
    post = Post(
        engine=service.engine,
        clock=clock,
        outlets=Outlets(mail, webhook, second_channel(service.settings)),
        sender=service.settings.smtp_sender,
        unlock=lambda _endpoint: (),
        lease=LEASE,
        chance=lambda: 0.5,
    )
    run = Run(service, clock, scenario, people, post, mail, begun)
    asyncio.run(run.through(watch))
    figures = {
        "ticks": run.ticks,
        "troubled": run.troubled,
        "mails": mail.taken,
        "returned": mail.returned,
        "calls": webhook.taken,
        "answers": people.answers,
        "completions": people.completions,
    }
    with reading(service.engine) as session:
        return examine(session, scenario, looked_at, figures)
