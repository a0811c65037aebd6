"""Loading the demo's data the way a user would: people, a webhook endpoint, an API key, and two imports."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files
from io import BufferedReader
from typing import cast

from sqlalchemy import func, select

from service.clock import today_everywhere
from service.demo.portfolio import PEOPLE, portfolio
from service.portfolio.endpoints import change_endpoint, create_endpoint, list_endpoints
from service.portfolio.importing import import_rows
from service.portfolio.keys import create_key
from service.portfolio.people import upsert_person
from service.portfolio.rows import Row, read_rows
from service.store import CaseRow, DeadlineRow, reading, writing
from service.wiring import Service

ACTOR = "annua demo"
RECEIVER = "the demo's receiver"
TOLD = ("deadline.reminder", "deadline.changed", "deadline.missed")


@dataclass(slots=True)
class Loaded:
    """What came of an import."""

    rows: Counter[str] = field(default_factory=Counter)
    to_verify: int = 0
    refusals: list[str] = field(default_factory=list)


def real_rights() -> Iterator[Row]:
    """Real public rights, each with its source; the first paralegal answers for them, the second stands by."""
    team = {"responsible": PEOPLE[0]["key"], "backup": PEOPLE[1]["key"]}
    with closing(files("service.demo").joinpath("real-rights.csv").open("rb")) as stream:
        for row in read_rows(cast(BufferedReader, stream)):
            yield replace(row, document=row.document | team) if row.document else row


def sample(today: date) -> Iterator[Row]:
    """The sample portfolio."""
    for line, document in enumerate(portfolio(today), start=1):
        yield Row(line, document["reference"], document)


def first_day(service: Service) -> date:
    """The day of the sample portfolio: that of the first loading, so that loading it again changes nothing."""
    with reading(service.engine) as session:
        began = session.scalar(select(func.min(CaseRow.created_at)))
    return today_everywhere(began or service.clock.now())


def load(service: Service, rows: Iterable[Row], step: Callable[[], None]) -> Loaded:
    """Import rows; `step` is called for each."""
    loaded = Loaded()
    for outcome in import_rows(service.engine, service.context(ACTOR, "import"), rows):
        loaded.rows[outcome.what] += 1
        loaded.to_verify += len(outcome.to_verify)
        if outcome.errors:
            loaded.refusals.append(f"{outcome.reference}: {outcome.errors[0].message}")
        step()
    return loaded


def introduce(service: Service, receiver_port: int) -> tuple[str, str]:
    """Store people, the webhook endpoint and a key; answers the endpoint's secret and the key's."""
    context = service.context(ACTOR, "cli")
    with writing(service.engine) as session:
        for person in PEOPLE:
            upsert_person(session, context, person)
        for former in list_endpoints(session):
            if former.enabled and former.description == RECEIVER:
                change_endpoint(session, context, former.id, {"enabled": False}, "the demo was started anew")
        url = f"http://127.0.0.1:{receiver_port}/annua"
        _, signing = create_endpoint(session, context, service.key, url, TOLD, RECEIVER)
        _, key = create_key(session, context, "demo", ["read", "write"])
    return signing, key


def deadlines_by_state(service: Service) -> dict[str, int]:
    """How many deadlines are in each state."""
    with reading(service.engine) as session:
        found = session.execute(select(DeadlineRow.state, func.count()).group_by(DeadlineRow.state))
        return {state: count for state, count in found}  # noqa: C416 - rows become pairs


def unruled_by_office(service: Service) -> dict[str, int]:
    """How many cases each office without rules has, the most first."""
    with reading(service.engine) as session:
        counted = select(CaseRow.jurisdiction, func.count().label("n")).where(CaseRow.unruled)
        found = session.execute(
            counted.group_by(CaseRow.jurisdiction).order_by(func.count().desc(), CaseRow.jurisdiction)
        )
        return {office: count for office, count in found}  # noqa: C416 - likewise
