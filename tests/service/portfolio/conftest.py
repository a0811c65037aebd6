"""A desk at which a test registers, completes and asks, each act in a transaction of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.clock import Clock
from service.portfolio.completing import Proof, complete
from service.portfolio.context import Context, Planned
from service.portfolio.reading import find_case, read_case
from service.portfolio.registering import Registered, register
from service.store import AuditRow, DeadlineRow, EventRow, reading, writing

Answer = TypeVar("Answer")


def on_the_day(deadline: Planned, now: datetime) -> datetime | None:
    """The simplest ladder: one rung, at noon UTC of the day that drives it."""
    return datetime.combine(deadline.drives_act_by, time(12), UTC)


@dataclass(frozen=True, slots=True)
class Desk:
    """The portfolio on one engine, with a clock."""

    engine: Engine
    clock: Clock

    def context(self, actor: str = "li", source: str = "api") -> Context:
        return Context(actor, self.clock.now(), on_the_day, source)

    def write(
        self, act: Callable[..., Answer], *args: Any, actor: str = "li", source: str = "api", **named: Any
    ) -> Answer:
        with writing(self.engine) as session:
            return act(session, self.context(actor, source), *args, **named)

    def ask(self, question: Callable[[Session], Answer]) -> Answer:
        with reading(self.engine) as session:
            return question(session)

    def register(self, document: Mapping[str, Any], **named: Any) -> Registered:
        return self.write(register, document, **named)

    def case(self, reference: str) -> dict[str, Any]:
        return self.ask(lambda session: read_case(session, reference))

    def case_id(self, reference: str) -> int:
        return self.ask(lambda session: find_case(session, reference).id)

    def annuities(self, reference: str) -> dict[int, dict[str, Any]]:
        """The annuities of a case by number, those that are gone left out."""
        return {one["number"]: one for one in self.case(reference)["deadlines"] if one["kind"] == "annuity"}

    def row(self, reference: str, number: int) -> DeadlineRow:
        """The row of one annuity, gone or not."""
        case_id = self.case_id(reference)
        wanted = select(DeadlineRow).where(
            DeadlineRow.case_id == case_id, DeadlineRow.kind == "annuity", DeadlineRow.number == number
        )
        return self.ask(lambda session: session.scalars(wanted).one())

    def complete(self, reference: str, number: int, done_on: str, **other: Any) -> dict[str, Any]:
        """Complete an annuity; answers the completion as it is read afterwards."""
        proof = replace(Proof("confirmed", date.fromisoformat(done_on)), **other)
        self.write(complete, self.row(reference, number).id, proof)
        found: dict[str, Any] = self.annuities(reference)[number]["completions"][-1]
        return found

    def trail(self, action: str) -> list[AuditRow]:
        wanted = select(AuditRow).where(AuditRow.action == action).order_by(AuditRow.id)
        return self.ask(lambda session: list(session.scalars(wanted)))

    def events(self, kind: str) -> list[dict[str, Any]]:
        wanted = select(EventRow).where(EventRow.type == kind).order_by(EventRow.id)
        return self.ask(lambda session: [event.payload for event in session.scalars(wanted)])


@pytest.fixture
def desk(engine: Engine, clock: Clock) -> Desk:
    """The portfolio on each database; today is Monday, 2 March 2026."""
    return Desk(engine, clock)


@pytest.fixture
def ep_patent() -> dict[str, Any]:
    """A pending European application; year n falls due on 30 November of 2016 + (n - 1) (EPC r. 51(1))."""
    return {
        "reference": "P1-EP",
        "jurisdiction": "EP",
        "right": "patent",
        "title": "Catheter",
        "dates": {"filing": "2016-11-15"},
    }


@pytest.fixture
def desk_type() -> type[Desk]:
    """The desk itself, for a test that chooses its engine."""
    return Desk
