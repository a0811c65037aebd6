"""A case with a history: each act on its day, through the functions that the service itself uses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

import pytest
from sqlalchemy import Engine, select

from notifiers.mail_message import Mailbox
from service.dossier.document import dossier
from service.portfolio.context import Context
from service.portfolio.reading import find_case
from service.portfolio.registering import register
from service.reminders.messages import Carried, Sender, freeze_mail
from service.reminders.recipients import Recipient
from service.reminders.wording import Written
from service.store import AttemptRow, Base, DeadlineRow, MessageRow, PersonRow, reading, writing

Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=Base)
SENDER = Sender(Mailbox("Annua", "annua@example.com"))


@dataclass(slots=True)
class History:
    """Acts on a European application, reference P1-EP, filed on 15 November 2016; `now` moves from act to act."""

    engine: Engine
    now: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)
    actor: str = "Paralegal 1"

    def at(self, day: str, hour: int = 8) -> "History":
        """Go to an hour of a day, in UTC."""
        self.now = datetime.combine(date.fromisoformat(day), time(hour), UTC)
        return self

    def write(self, act: Callable[..., Answer], *given: Any, **named: Any) -> Answer:
        """Act in a transaction of its own."""
        with writing(self.engine) as session:
            return act(session, Context(self.actor, self.now, lambda *_: None), *given, **named)

    def put(self, row: Row) -> Row:
        """Store a row."""
        with writing(self.engine) as session:
            session.add(row)
        return row

    def person(self, key: str, name: str) -> PersonRow:
        """Somebody in Shanghai."""
        address = f"{key}@example.com"
        return self.put(PersonRow(key=key, name=name, address=address, zone="Asia/Shanghai", created_at=self.now))

    def register(self, **document: Any) -> None:
        """Register the case, or merge into it what is given."""
        case = {"reference": "P1-EP", "jurisdiction": "EP", "right": "patent", "title": "Bone screw"}
        self.write(register, case | document)

    def filed(self, day: str, **other: str) -> None:
        """Give the day of filing."""
        self.register(dates={"filing": {"date": day, **other}})

    def row(self, number: int) -> DeadlineRow:
        """The row of an annuity."""
        with reading(self.engine) as session:
            mine = DeadlineRow.case_id == find_case(session, "P1-EP").id, DeadlineRow.number == number
            return session.scalars(select(DeadlineRow).where(*mine, DeadlineRow.kind == "annuity")).one()

    def mail(self, to: str, text: str, purpose: str = "reminder", rung: tuple[int, str] | None = None) -> MessageRow:
        """Make a mail; `rung` is the annuity and the stage that it carries."""
        carried = []
        if rung:
            row = self.row(rung[0])
            carried = [Carried(row.id, row.drives_act_by, (rung[1],))]
        with writing(self.engine) as session:
            words, recipient = Written("News", text, f"<p>{text}</p>"), Recipient(to)
            return freeze_mail(
                session, words, recipient, SENDER, self.now, urgency="normal", purpose=purpose, carried=carried
            )

    def tried(self, message: MessageRow, outcome: str, detail: str = "250 OK") -> None:
        """Record an attempt to hand a mail over."""
        moments = {"started_at": self.now, "finished_at": self.now}
        self.put(AttemptRow(message_id=message.id, outcome=outcome, detail=detail, **moments))

    def file(self, on: str | None = None) -> dict[str, Any]:
        """The due-care file, made now, perhaps as of the end of a day."""
        with reading(self.engine) as session:
            return dossier(session, "P1-EP", date.fromisoformat(on) if on else None, self.now)

    def annuity(self, number: int, on: str | None = None) -> dict[str, Any]:
        """An annuity as the file has it."""
        return next(one for one in self.file(on)["deadlines"] if (one["kind"], one["number"]) == ("annuity", number))

    def told(self, on: str | None = None) -> list[str]:
        """What happened, in order."""
        return [entry["what"] for entry in self.file(on)["timeline"]]


@pytest.fixture
def history(engine: Engine) -> History:
    """A case registered on Monday, 2 March 2026, with Li Wei in charge and Zhang Min as back-up."""
    kept = History(engine)
    kept.person("li", "Li Wei")
    kept.person("zhang", "Zhang Min")
    kept.register(responsible="li", backup="zhang", dates={"filing": {"date": "2016-11-15", "source": "receipt"}})
    return kept


@pytest.fixture
def lite_history(sqlite_engine: Engine) -> History:
    """The same on SQLite alone, for what no database has a part in."""
    kept = History(sqlite_engine)
    kept.person("li", "Li Wei")
    kept.register(responsible="li", dates={"filing": {"date": "2016-11-15", "source": "receipt"}})
    return kept
