"""Metrics in Prometheus' format, in a registry of their own.

What the store knows is asked when the metrics are read, so that every replica tells the same; what happened in this
process (ticks, their lag and length) is counted here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from service.store import (
    AcknowledgementRow,
    CaseRow,
    CompletionRow,
    DeadlineRow,
    LedgerRow,
    MessageRow,
    MessageRungRow,
    reading,
    seals,
)
from service.store.deadlines import OPEN
from service.store.messages import STATES
from service.watch.alarms import KINDS, unsent
from service.watch.health import Health

WATCHED = timedelta(days=3 * 365), timedelta(days=400)  # how far back and ahead unanswered deadlines are counted


@dataclass(slots=True)
class Metrics:
    """The registry and what this process counts in it."""

    health: Health
    registry: CollectorRegistry = field(default_factory=CollectorRegistry)
    ticks: Counter = field(init=False)
    tick_seconds: Histogram = field(init=False)
    tick_lag: Gauge = field(init=False)

    def __post_init__(self) -> None:
        self.ticks = Counter("annua_ticks", "Ticks by outcome.", ["outcome"], registry=self.registry)
        self.tick_seconds = Histogram(
            "annua_tick_seconds", "How long ticks took.", buckets=(0.05, 0.2, 1, 5, 20, 60, 300), registry=self.registry
        )
        self.tick_lag = Gauge("annua_tick_lag_seconds", "How late the last tick began.", registry=self.registry)
        self.registry.register(StoreCollector(self.health))

    def observe(self, outcome: str, lag: float, seconds: float) -> None:
        """Count a tick: how it ended, by how many seconds it began late, how many it took."""
        self.ticks.labels(outcome).inc()
        self.tick_lag.set(lag)
        self.tick_seconds.observe(seconds)

    def exposition(self) -> bytes:
        """The text that `/metrics` answers."""
        return generate_latest(self.registry)


@dataclass(frozen=True, slots=True, eq=False)  # a registry keeps its collectors by identity
class StoreCollector(Collector):
    """Asks the store when the metrics are read."""

    health: Health

    def collect(self) -> Iterator[Metric]:
        """One family for each question; alarms may be half a minute old."""
        now = self.health.clock.now()
        with reading(self.health.engine) as session:
            waiting = unsent(session, now)
            unconfirmed = unanswered(session, now)
            by_state = messages_by_state(session)
            ledger = last_ledger(session)
            unsealed = seals.count_waiting(session)
        yield GaugeMetricFamily("annua_unsent", "Reminders and messages due and not yet sent.", waiting.count)
        yield GaugeMetricFamily("annua_unsent_oldest_seconds", "Age of the oldest that is due.", waiting.age(now))
        yield GaugeMetricFamily("annua_unanswered", "Deadlines reminded of that nobody answered.", unconfirmed)
        states = GaugeMetricFamily("annua_messages", "Messages by state.", labels=["state"])
        for state, count in by_state.items():
            states.add_metric([state], count)
        yield states
        alarms = GaugeMetricFamily("annua_alarms", "What needs a person's attention, by kind.", labels=["kind"])
        counts = {alarm.kind: alarm.count for alarm in self.health.alarms()}
        for kind in KINDS:
            alarms.add_metric([kind], counts.get(kind, 0))
        yield alarms
        account = GaugeMetricFamily("annua_ledger", "Rungs on each line of the last daily ledger.", labels=["line"])
        for line, count in ledger.items():
            account.add_metric([line], count)
        yield account
        yield GaugeMetricFamily("annua_audit_waiting", "Rows of the audit trail that are not yet sealed.", unsealed)
        if self.health.watchdog:
            age = self.health.watchdog.age
            yield GaugeMetricFamily("annua_tick_age_seconds", "Seconds since the last good tick, or the start.", age)


def unanswered(session: Session, now: datetime) -> int:
    """Open deadlines of which somebody was reminded for their present aim, without acknowledgement or completion."""
    deadline, rung, back, ahead = DeadlineRow, MessageRungRow, *WATCHED
    sent = (
        exists()
        .where(rung.deadline_id == deadline.id, rung.aim == deadline.drives_act_by)
        .where(rung.message_id == MessageRow.id, MessageRow.state == "sent")
    )
    acknowledged = exists().where(
        AcknowledgementRow.deadline_id == deadline.id, AcknowledgementRow.aim == deadline.drives_act_by
    )
    answered = exists().where(
        and_(CompletionRow.deadline_id == deadline.id, CompletionRow.voided_at.is_(None)),
        CompletionRow.questioned_at.is_(None),
    )
    question = (
        select(func.count())
        .select_from(deadline)
        .join(CaseRow, CaseRow.id == deadline.case_id)
        .where(deadline.drives_act_by.between((now - back).date(), (now + ahead).date()), deadline.state == OPEN)
        .where(CaseRow.closed_at.is_(None), sent, ~acknowledged, ~answered)
    )
    return session.scalar(question) or 0


def last_ledger(session: Session) -> dict[str, int]:
    """The lines of the last daily ledger with their numbers; nothing before the first."""
    return session.scalar(select(LedgerRow.counts).order_by(LedgerRow.day.desc()).limit(1)) or {}


def messages_by_state(session: Session) -> dict[str, int]:
    """How many messages are in each state."""
    rows = session.execute(select(MessageRow.state, func.count()).group_by(MessageRow.state))
    return dict.fromkeys(STATES, 0) | {str(state): int(count) for state, count in rows}
