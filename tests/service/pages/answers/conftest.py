"""An office that answers by links: P1 with the person in charge and the back-up, and all that is stored."""

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from service.portfolio.instructing import instruct
from service.reminders.links import Ticket
from service.store import Base, DeadlineRow, InstructionRow, PersonRow, reading, writing


class Office:
    """P1 with Li Wei, who reads Chinese, and Wu Jun as back-up, who reads English."""

    def __init__(self, site: Any) -> None:
        self.site = site
        site.await_first_tick()
        self.li = site.person("li", name="Li Wei", language="zh-Hans")
        self.wu = site.person("wu", name="Wu Jun", zone="America/Los_Angeles")
        site.register("P1", title="Suture anchor", responsible="li", backup="wu")

    def deadline(self, number: int = 11) -> DeadlineRow:
        with reading(self.site.engine) as session:
            wanted = select(DeadlineRow).where(DeadlineRow.kind == "annuity", DeadlineRow.number == number)
            return session.scalars(wanted).one()

    def link(
        self, purpose: str, address: str = "wu@example.com", number: int = 11, aim: date | None = None, days: int = 90
    ) -> str:
        """The path of a link as a mail has it."""
        deadline = self.deadline(number)
        expires = self.site.clock.now() + timedelta(days=days)
        ticket = Ticket(purpose, deadline.id, aim or deadline.drives_act_by, address, expires)
        address_of_page: str = self.site.service.desk.links.answer(ticket)
        return urlsplit(address_of_page).path

    def send(self, path: str, fields: dict[str, Any] | None = None, **options: Any) -> Any:
        """Press the button."""
        return self.site.client.post(path, data=fields or {}, **options)

    def act(self, work: Any, *args: Any, actor: str = "Li Wei", **named: Any) -> Any:
        with writing(self.site.engine) as session:
            return work(session, self.site.service.context(actor), *args, **named)

    def propose(self, person: PersonRow | None = None, note: str | None = "product withdrawn") -> InstructionRow:
        row: InstructionRow = self.act(instruct, self.deadline().id, "lapse", person=person, note=note, actor="key 1")
        return row

    def rows(self, kind: Any) -> list[Any]:
        found: list[Any] = self.site.rows(select(kind).order_by(kind.id))
        return found

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """All rows of all tables."""
        with reading(self.site.engine) as session:
            return {
                table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
                for table in Base.metadata.sorted_tables
            }


@pytest.fixture
def office(site: Any) -> Office:
    """The office on SQLite and on PostgreSQL, on Monday, 2 March 2026.

    P1 is a European application filed on 15 November 2016: year 10 was due on 30 November 2025 and can be paid late
    until 31 May 2026, year 11 is due on 30 November 2026.
    """
    return Office(site)


@pytest.fixture
def light(lite: Any) -> Office:
    """The same on SQLite alone."""
    return Office(lite)


@pytest.fixture(scope="session")
def words() -> Callable[[Any], str]:
    """What a page says, without its markup."""
    return lambda page: html.unescape(" ".join(re.sub(r"<[^>]+>", " ", page.text).split()))
