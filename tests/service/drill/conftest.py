"""A small portfolio under drill: what is registered is stored, copied, and played through."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from service.drill.copying import copied
from service.drill.report import Report
from service.drill.running import SimulatedClock, drill
from service.drill.scenario import Wanted
from service.portfolio.context import Context
from service.portfolio.people import upsert_person
from service.portfolio.registering import register
from service.reminders.planning import first_look
from service.settings import Settings
from service.store import writing
from service.store.sandbox import settle_kind
from service.wiring import Service

TODAY = datetime(2026, 3, 2, 8, tzinfo=UTC)

Troubles = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A stored portfolio on 2 March 2026: Eva answers for its cases, Max stands by."""

    engine: Engine
    settings: Settings

    def write(self, act: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """Do something in a transaction of its own."""
        with writing(self.engine) as session:
            return act(session, Context("tests", TODAY, first_look), *arguments, **named)

    def person(self, key: str, **other: Any) -> None:
        """Somebody in Munich who works from Monday to Friday, nine to five."""
        about = {"key": key, "name": key.title(), "address": f"{key}@example.com", "zone": "Europe/Berlin"}
        self.write(upsert_person, about | other)

    def case(self, reference: str, filing: str, **other: Any) -> None:
        """A European application: its fees fall due at the end of the month of its filing, from year 3 on."""
        about = {"reference": reference, "jurisdiction": "EP", "right": "patent", "dates": {"filing": filing}}
        team = {"responsible": "eva", "backup": "max"}
        settled = {"settled_through": "2026-03-02", "settled_through_source": "take-over list"}
        self.write(register, about | team | settled | other)

    def copied(self) -> AbstractContextManager[Service]:
        """The service on a copy of the store."""
        return copied(self.settings, SimulatedClock())

    def drill(self, first: str, days: int, **other: Any) -> Report:
        """Play a scenario through on a copy."""
        clock = SimulatedClock()
        with copied(self.settings, clock) as service:
            return drill(service, clock, Wanted(date.fromisoformat(first), days, **other))


@pytest.fixture
def make_portfolio(tmp_path: Path) -> Callable[[Engine], Portfolio]:
    """Make a portfolio on an engine."""

    def make(engine: Engine) -> Portfolio:
        url = engine.url.render_as_string(hide_password=False)
        made = Portfolio(engine, Settings(database_url=url, data_dir=tmp_path / "elsewhere"))
        made.write(lambda session, context: settle_kind(session, context.now, sandbox=False))
        made.person("eva")
        made.person("max")
        return made

    return make


@pytest.fixture
def portfolio(make_portfolio: Callable[[Engine], Portfolio], sqlite_engine: Engine) -> Portfolio:
    """A portfolio in a SQLite file."""
    return make_portfolio(sqlite_engine)


@pytest.fixture
def both(make_portfolio: Callable[[Engine], Portfolio], engine: Engine) -> Portfolio:
    """A portfolio on each database."""
    return make_portfolio(engine)


@pytest.fixture
def told() -> Callable[[Report], Troubles]:
    """What a report says, by reference: the kinds of trouble."""

    def tell(report: Report) -> Troubles:
        return {found.story.case.reference: [one.what for one in found.troubles] for found in report.findings}

    return tell
