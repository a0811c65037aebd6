"""Whatever happens in whatever order, no deadline is without a reminder and none is sent twice.

A state machine registers, corrects, completes, voids, acknowledges, instructs, lets rights lapse, sends people away,
lets mail fail and bounce and processes die, and lets days pass. After each pass of the reminders the ledger must
balance.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine, func, select

from notifiers import Permanent, Receipt, Retryable
from notifiers.email import Mail
from notifiers.mail_message import Mailbox
from notifiers.webhook import WebhookNotifier
from service.portfolio.absences import enter_absence
from service.portfolio.completing import Proof, complete, void
from service.portfolio.context import Context
from service.portfolio.errors import Invalid
from service.portfolio.instructing import instruct, withdraw_instruction
from service.portfolio.lapsing import confirm_lapse
from service.portfolio.people import find_person, upsert_person
from service.portfolio.registering import register_many
from service.reminders.acknowledging import acknowledge
from service.reminders.desk import Desk
from service.reminders.dispatch import Post
from service.reminders.due import plan_due
from service.reminders.ledger import balance
from service.reminders.links import Links
from service.reminders.messages import Sender
from service.reminders.outlets import Outlets
from service.reminders.planning import first_look
from service.reminders.queries import look_again
from service.reminders.recipients import Recipient
from service.reminders.slots import works_on
from service.reminders.tick import plan, tick
from service.store import (
    Base,
    CompletionRow,
    DeadlineRow,
    InstructionRow,
    MessageRow,
    MessageRungRow,
    reading,
    writing,
)
from service.store.answers import standing_proposals
from service.store.deadlines import ASK_AGAIN, OPEN, SETTLED, WISHES

START = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday: noon in London, evening in Shanghai
PEOPLE = ("eva", "li", "boss")
ZONES = {"eva": "Europe/Berlin", "li": "Asia/Shanghai", "boss": "Europe/London"}
READERS = [Recipient(f"{key}@example.com", zone=zone) for key, zone in ZONES.items()]


class Died(BaseException):
    """The process ends here."""


@dataclass(slots=True)
class MailServer:
    """A way out that accepts, refuses for now, refuses for good, or dies after handing over, as told."""

    mood: str = "well"
    taken: list[str] = field(default_factory=list)

    async def send(self, mail: Mail) -> Receipt:
        """Take a mail or not."""
        if self.mood == "down":
            raise Retryable("connection refused")
        if self.mood == "refusing":
            raise Permanent("no such user")
        self.taken.append(str(message_from_bytes(mail.data)["Message-ID"]))
        if self.mood == "dying":
            raise Died
        return Receipt("250 taken", len(mail.data), 0)


@dataclass(slots=True)
class Time:
    """A clock that is moved."""

    moment: datetime = START

    def now(self) -> datetime:
        """The moment it was moved to."""
        return self.moment


class Portfolio(RuleBasedStateMachine):
    """A small portfolio and everything that may befall it."""

    engine: Engine

    @initialize()
    def begin(self) -> None:
        """Three people, the last of them a supervisor, and a mail server."""
        self.clock, self.server = Time(), MailServer()
        self.desk = Desk(
            Sender(Mailbox("Annua", "annua@example.com")),
            Recipient("docket@example.com"),
            Links("https://annua.example.com", b"key"),
        )
        self.count, self.ticked = 0, False
        with self.acting() as (session, context):
            for key in PEOPLE:
                role = "supervisor" if key == "boss" else "docketer"
                person = {"key": key, "name": key.title(), "address": f"{key}@example.com", "zone": ZONES[key]}
                upsert_person(session, context, person | {"role": role})
        for ahead in (-20, 10, 45, 100):
            self.register(ahead, "eva", "li")

    def teardown(self) -> None:
        """Leave an empty store."""
        with self.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name != "audit":
                    connection.execute(table.delete())

    @contextmanager
    def acting(self) -> Iterator[tuple[Any, Context]]:
        """A transaction in which somebody acts now."""
        with writing(self.engine) as session:
            yield session, Context("tests", self.clock.now(), first_look)
        self.ticked = False

    # ------------------------------------------------------------ what people and systems do

    @rule(ahead=st.integers(-200, 400), who=st.sampled_from(PEOPLE[:2]), other=st.sampled_from([*PEOPLE, None]))
    def take_on(self, ahead: int, who: str, other: str | None) -> None:
        """Register one more case."""
        self.register(ahead, who, other)

    def register(self, ahead: int, who: str, other: str | None) -> None:
        """Register a European application whose fee for year 3 falls due so many days from now, or fell due before."""
        self.count += 1
        due = self.clock.now().date() + timedelta(days=ahead)
        filing = date(due.year - 2, due.month, min(due.day, 28))
        case: dict[str, Any] = {
            "reference": f"P{self.count}",
            "jurisdiction": "EP",
            "right": "patent",
            "responsible": who,
        }
        case |= {"backup": other if other != who else None, "dates": {"filing": filing.isoformat()}}
        with self.acting() as (session, context):
            (registered,) = register_many(session, context, [case])
        assert registered.errors == ()

    @precondition(lambda self: self.count)
    @rule(number=st.integers(1, 50), days=st.integers(-400, 400))
    def correct(self, number: int, days: int) -> None:
        """Correct a filing date."""
        reference = f"P{(number - 1) % self.count + 1}"
        filing = date(2023, 6, 15) + timedelta(days=days)
        with self.acting() as (session, context):
            register_many(session, context, [{"reference": reference, "dates": {"filing": filing.isoformat()}}])

    @rule(which=st.integers(0, 50), state=st.sampled_from(["ordered", "paid", "confirmed"]))
    def pay(self, which: int, state: str) -> None:
        """Complete an open deadline today."""
        with self.acting() as (session, context):
            if row := self.some(session, which, DeadlineRow.state == OPEN):
                complete(session, context, row.id, Proof(state, self.clock.now().date()))

    @rule(which=st.integers(0, 50))
    def take_back(self, which: int) -> None:
        """Void a completion."""
        with self.acting() as (session, context):
            rows = session.scalars(select(CompletionRow).where(CompletionRow.voided_at.is_(None))).all()
            if rows:
                void(session, context, rows[which % len(rows)].id, "the bank sent it back")

    @rule(which=st.integers(0, 50))
    def see(self, which: int) -> None:
        """Acknowledge an open deadline."""
        with self.acting() as (session, context):
            if row := self.some(session, which, DeadlineRow.state == OPEN):
                acknowledge(session, context, row)

    @rule(which=st.integers(0, 50), wish=st.sampled_from(WISHES), who=st.sampled_from(PEOPLE))
    def want(self, which: int, wish: str, who: str) -> None:
        """Instruct what is to be done about an open deadline; a question is put off until tomorrow."""
        tomorrow = self.clock.now().date() + timedelta(days=1)
        with self.acting() as (session, context):
            row = self.some(session, which, DeadlineRow.state == OPEN)
            if row and (wish != ASK_AGAIN or tomorrow < row.drives_act_by):
                later = tomorrow if wish == ASK_AGAIN else None
                instruct(session, context, row.id, wish, person=find_person(session, who), ask_again_on=later)

    @rule(which=st.integers(0, 50), who=st.sampled_from(PEOPLE))
    def agree(self, which: int, who: str) -> None:
        """Let a right lapse that somebody else proposed to let lapse."""
        with self.acting() as (session, context):
            waiting, person = standing_proposals(session), find_person(session, who)
            if waiting and (proposal := waiting[which % len(waiting)][0]).person_id != person.id:
                confirm_lapse(session, context, proposal.id, person)

    @rule(which=st.integers(0, 50))
    def change_mind(self, which: int) -> None:
        """Withdraw an instruction, a decided lapse among them."""
        with self.acting() as (session, context):
            rows = session.scalars(select(InstructionRow).where(InstructionRow.withdrawn_at.is_(None))).all()
            if rows:
                withdraw_instruction(session, context, rows[which % len(rows)].id, "the licensee wants it")

    @rule(who=st.sampled_from(PEOPLE), days=st.integers(0, 30), substitute=st.sampled_from(PEOPLE))
    def leave(self, who: str, days: int, substitute: str) -> None:
        """Send somebody away from today on, if their substitute is there."""
        today = self.clock.now().date()
        absence = {"first": today.isoformat(), "last": (today + timedelta(days=days)).isoformat()}
        if who != substitute:
            with self.acting() as (session, context), suppressed():
                enter_absence(session, context, absence | {"person": who, "substitute": substitute})

    # ------------------------------------------------------------ what befalls the mail

    @rule(mood=st.sampled_from(["well", "well", "down", "refusing", "dying"]))
    def change_mood(self, mood: str) -> None:
        """Let the mail server fail, or mend it."""
        self.server.mood = mood

    @rule(which=st.integers(0, 50))
    def bounce(self, which: int) -> None:
        """Let a mail that was taken come back."""
        with self.acting() as (session, context):
            rows = session.scalars(select(MessageRow).where(MessageRow.state == "sent")).all()
            if rows:
                row = rows[which % len(rows)]
                row.bounced_at = context.now
                look_again(session, row.id, context.now)

    # ------------------------------------------------------------ time

    @rule(days=st.integers(0, 45))
    def let_days_pass(self, days: int) -> None:
        """Move on to a later noon on which people work, without a pass in between, then make one."""
        self.clock.moment += timedelta(days=days)
        while not all(works_on(self.clock.moment.date(), reader) for reader in READERS):
            self.clock.moment += timedelta(days=1)
        self.make_a_pass()

    @rule()
    def die_while_planning(self) -> None:
        """End the process before what was planned is committed."""
        with suppress(Died), writing(self.engine) as session:
            plan_due(session, self.desk, self.clock.now(), 0)
            raise Died

    def make_a_pass(self) -> None:
        """One pass; one that dies is followed by another of a new process, whose mail server is well."""
        post = Post(
            engine=self.engine,
            clock=self.clock,
            outlets=Outlets(self.server, WebhookNotifier()),
            sender="annua@example.com",
            unlock=lambda _: (),
            lease=timedelta(0),
            chance=lambda: 0.5,
        )
        try:
            report = asyncio.run(tick(self.desk, post))
        except (Died, BaseExceptionGroup):
            self.server.mood = "well"
            report = asyncio.run(tick(self.desk, post))
        assert report.troubles == ()
        plan(self.desk, post)  # what came of this pass (a refused mail) is looked at by the next
        self.ticked = True

    # ------------------------------------------------------------ what must always hold

    @invariant()
    def nothing_is_missing(self) -> None:
        """After a pass every rung that should have left was told, settled, or waits for its reader's digest."""
        if getattr(self, "ticked", False):
            with reading(self.engine) as session:
                assert [
                    one for one in balance(session, self.desk, self.clock.now()).missing if one.line == "expected"
                ] == []

    @invariant()
    def no_rung_is_told_twice(self) -> None:
        """Each rung of an aim is carried once to a recipient, and a repeated mail has the same number."""
        with reading(self.engine) as session:
            rung = MessageRungRow
            key = (rung.deadline_id, rung.aim, rung.stage, rung.recipient, rung.channel)
            assert session.execute(select(*key).group_by(*key).having(func.count() > 1)).all() == []
        if hasattr(self, "server"):
            known = set(self.server.taken)
            with reading(self.engine) as session:
                assert known <= set(session.scalars(select(MessageRow.key)))

    @invariant()
    def open_ladders_have_a_next_look_and_settled_ones_none(self) -> None:
        """An open deadline is looked at again until the last of its days; one that is settled never."""
        with reading(self.engine) as session:
            for row in session.scalars(select(DeadlineRow)):
                if row.state == OPEN:
                    assert row.next_rung_at is not None, (row.title, row.act_by)
                if row.state == SETTLED:
                    assert row.next_rung_at is None

    def some(self, session: Any, which: int, condition: Any) -> DeadlineRow | None:
        """One of the deadlines that fit, if there are any."""
        rows = session.scalars(select(DeadlineRow).where(condition).order_by(DeadlineRow.id)).all()
        return rows[which % len(rows)] if rows else None


@contextmanager
def suppressed() -> Iterator[None]:
    """An absence that the portfolio refuses, say since the substitute is away, is none."""
    try:
        yield
    except Invalid:
        return


@pytest.mark.slow
def test_no_deadline_is_ever_left_without_a_reminder(engine: Engine) -> None:
    """On SQLite and on PostgreSQL."""

    class OnThisStore(Portfolio):
        pass

    OnThisStore.engine = engine
    run_state_machine_as_test(
        OnThisStore,
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
