"""Rows to remind of, written straight into the store, and what became of them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlalchemy import Engine, select

import rules
from notifiers.mail_message import Mailbox
from service.reminders.desk import Desk, office
from service.reminders.entries import Matter
from service.reminders.ladder import BOTH, Rung
from service.reminders.links import Links
from service.reminders.messages import Sender
from service.reminders.owners import SILENT, OwnerWishes
from service.reminders.recipients import Recipient, Recipients
from service.reminders.wording import Writer, Written
from service.store import Base, CaseRow, DeadlineRow, EndpointRow, MessageRow, MessageRungRow, PersonRow, writing
from service.words import language

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)

Row = TypeVar("Row", bound=Base)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The store, with rows of the usual kind one call away; keywords change what is unusual."""

    engine: Engine

    def put(self, row: Row) -> Row:
        """Store a row."""
        with writing(self.engine) as session:
            session.add(row)
        return row

    def person(self, key: str = "eva", **other: Any) -> PersonRow:
        """A person in Munich who works from Monday to Friday."""
        values = {"name": key.title(), "address": f"{key}@example.com", "zone": "Europe/Berlin"} | other
        return self.put(PersonRow(key=key, created_at=LONG_AGO, **values))

    def case(self, reference: str = "P1-EP", responsible: PersonRow | None = None, **other: Any) -> CaseRow:
        """A European patent application."""
        values = {
            "jurisdiction": "EP",
            "right": "patent",
            "title": "Bone screw",
            "owner": "Example Medical AG",
            "numbers": {"application": "16801234.5", "publication": "EP3123456"},
            "rules_version": rules.VERSION,
        } | other
        moments = {"computed_at": LONG_AGO, "created_at": LONG_AGO, "updated_at": LONG_AGO}
        return self.put(
            CaseRow(reference=reference, responsible_id=responsible.id if responsible else None, **values, **moments)
        )

    def watched(self, reference: str = "P1-EP", **other: Any) -> CaseRow:
        """A case that nothing is wrong with: Eva is in charge, and Max stands by."""
        people = {row.key: row for row in self.all(PersonRow)}
        eva, max_ = (people.get(key) or self.person(key) for key in ("eva", "max"))
        return self.case(reference, eva, backup_id=max_.id, **other)

    def deadline(self, case: CaseRow, next_rung_at: datetime | None = LONG_AGO, **other: Any) -> DeadlineRow:
        """A renewal fee to be paid by Monday, 30 November 2026, late until 31 May 2027."""
        act_by = other.pop("act_by", date(2026, 11, 30))
        values = {
            "kind": "annuity",
            "number": 3,
            "office": "EP",
            "title": "Renewal fee for year 3",
            "opens": None,
            "due": act_by,
            "due_effective": act_by,
            "drives_act_by": act_by,
            "late": [
                {
                    "until": "2027-05-31",
                    "until_effective": "2027-05-31",
                    "surcharge": "50 %",
                    "surcharge_code": "surcharge.percent",
                    "surcharge_params": {"percent": 50},
                    "basis": "EPC r. 51(2)",
                }
            ],
            "grace_ends": date(2027, 5, 31),
            "grace_ends_effective": date(2027, 5, 31),
            "restoration_ends": date(2028, 5, 31),
            "restoration_basis": "due_care",
            "cites": ["EPC r. 51(1)"],
        } | other
        return self.put(
            DeadlineRow(case_id=case.id, act_by=act_by, next_rung_at=next_rung_at, updated_at=LONG_AGO, **values)
        )

    def endpoint(self, url: str = "https://hooks.example.com/annua", **other: Any) -> EndpointRow:
        """An endpoint that wants every event."""
        values = {"secret_encrypted": b"", "position": 0} | other
        return self.put(EndpointRow(url=url, created_at=LONG_AGO, **values))

    def all(self, kind: type[Row]) -> Sequence[Row]:
        """All rows of a table, in order."""
        with writing(self.engine) as session:
            return session.scalars(select(kind).order_by(kind.__table__.c.id)).all()

    def messages(self, purpose: str | None = None) -> Sequence[MessageRow]:
        """The messages made, of one purpose if given."""
        return [row for row in self.all(MessageRow) if purpose in (None, row.purpose)]

    def rungs(self) -> list[tuple[str, str]]:
        """The rungs recorded: stage and recipient."""
        return [(row.stage, row.recipient) for row in self.all(MessageRungRow)]


@pytest.fixture
def shelf(engine: Engine) -> Shelf:
    """A store on SQLite, then on PostgreSQL."""
    return Shelf(engine)


@pytest.fixture
def desk() -> Desk:
    """A desk with a fallback recipient."""
    return Desk(
        sender=Sender(Mailbox("Annua", "annua@example.com")),
        fallback=Recipient("docket@example.com"),
        links=Links("https://annua.example.com", b"key"),
    )


# ---------------------------------------------------------------- what is told

LI = Recipient("li@example.com", "Li Wei", "Asia/Shanghai")
EVA = Recipient("eva@example.com", "Eva", "Europe/Berlin")
FRIDAY = datetime(2026, 11, 27, 1, tzinfo=UTC)  # Friday, 27 November 2026, in the morning in Munich


@dataclass(frozen=True, slots=True)
class Told:
    """One matter with what is unusual about it."""

    stage: str = "act_by.3"
    urgency: str = "urgent"
    audience: tuple[str, ...] = BOTH
    case: dict[str, Any] = field(default_factory=dict)
    deadline: dict[str, Any] = field(default_factory=dict)
    wishes: OwnerWishes = SILENT
    proposed_by: str | None = None
    escalation: str | None = None
    recipients: Recipients = Recipients(LI, EVA)  # noqa: RUF009 - frozen

    def matter(self) -> Matter:
        """The renewal fee for year 3 of a European application, due on Monday, 30 November 2026."""
        case = {
            "reference": "P1-EP",
            "jurisdiction": "EP",
            "right": "patent",
            "title": "Bone screw",
            "owner": "Example Medical AG",
            "numbers": {"application": "16801234.5", "publication": "EP3123456"},
        }
        deadline = {
            "id": 7,
            "kind": "annuity",
            "number": 3,
            "office": "EP",
            "title": "Renewal fee for year 3",
            "opens": date(2026, 5, 31),
            "due": date(2026, 11, 30),
            "due_effective": date(2026, 11, 30),
            "act_by": date(2026, 11, 30),
            "drives_act_by": date(2026, 11, 30),
            "late": [
                {
                    "until": "2027-05-31",
                    "surcharge": "50 %",
                    "surcharge_code": "surcharge.percent",
                    "surcharge_params": {"percent": 50},
                    "basis": "EPC r. 51(2)",
                }
            ],
            "restoration_ends": date(2028, 5, 31),
            "restoration_basis": "due_care",
            "cites": ["EPC r. 51(1)"],
            "alternatives": [],
            "provisional": False,
            "origin": "computed",
            "state": "open",
        }
        rung = Rung(self.stage, date(2026, 11, 27), self.urgency, self.audience)
        row = DeadlineRow(**deadline | self.deadline)
        return Matter(
            row,
            CaseRow(**case | self.case),
            office(row.office),
            self.recipients,
            rung,
            self.wishes,
            self.proposed_by,
            self.escalation,
        )

    def written(self, reader: Recipient = LI, now: datetime = FRIDAY) -> Written:
        """The mail about it alone."""
        return writer(reader, now).reminder([self.matter()], reader)

    def rows(self, reader: Recipient = LI, now: datetime = FRIDAY) -> dict[str, str]:
        """The rows of its text mail, by label."""
        entry = self.written(reader, now).text.split("-" * 72)[2].split("\n\n")[0]
        rows = (line.partition(": ") for line in entry.strip().splitlines())
        return {label: value.strip() for label, _, value in rows}


def writer(reader: Recipient = LI, now: datetime = FRIDAY) -> Writer:
    """What mails to a reader are written with at annua.example.com."""
    return Writer(now, language(reader.language), Links("https://annua.example.com/", b"key"))


@pytest.fixture(name="writer", scope="session")
def _writer() -> Callable[..., Writer]:
    """What mails to a reader are written with: `writer(reader, now)`."""
    return writer


@pytest.fixture(scope="session")
def told() -> type[Told]:
    """Matters to be told of, with what is unusual about each as keywords."""
    return Told


# ---------------------------------------------------------------- the other side


@dataclass(slots=True)
class MailServer:
    """What a real mail server on loopback was given, and what it answers to DATA, one answer after another."""

    port: int = 0
    answers: list[str] = field(default_factory=list)
    received: list[bytes] = field(default_factory=list)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the name aiosmtpd calls
        """Keep a mail, and answer as told, else that it was taken."""
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            self.received.append(bytes(envelope.original_content or b""))
        return answer


@asynccontextmanager
async def mail_server(*answers: str) -> AsyncIterator[MailServer]:
    """A real mail server on loopback."""
    kept = MailServer(answers=list(answers))
    server = await asyncio.get_running_loop().create_server(lambda: SMTP(kept), "127.0.0.1", 0)
    kept.port = server.sockets[0].getsockname()[1]
    async with server:
        yield kept


@dataclass(slots=True)
class Receiver:
    """The calls that a real HTTP server on loopback got, as headers and body, and the statuses it answers."""

    url: str = ""
    statuses: list[str] = field(default_factory=list)
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Take one call and close."""
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        lines = [line.split(": ", 1) for line in head.splitlines()[1:] if line]
        headers = {name.lower(): value for name, value in lines}
        body = await reader.readexactly(int(headers["content-length"]))
        self.received.append((headers, body))
        status = self.statuses.pop(0) if self.statuses else "204 No Content"
        writer.write(f"HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()


@asynccontextmanager
async def receiver(*statuses: str) -> AsyncIterator[Receiver]:
    """A real HTTP server on loopback."""
    kept = Receiver(statuses=list(statuses))
    server = await asyncio.start_server(kept.answer, "127.0.0.1", 0)
    kept.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/annua"
    async with server:
        yield kept


@dataclass(frozen=True, slots=True)
class Outside:
    """The other side: real servers to be opened by a test."""

    mail_server: Callable[..., AbstractAsyncContextManager[MailServer]] = mail_server
    receiver: Callable[..., AbstractAsyncContextManager[Receiver]] = receiver


@pytest.fixture
def outside() -> Outside:
    """Real servers on loopback."""
    return Outside()
