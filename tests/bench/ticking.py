"""A tick with nothing due, over a thousand deadlines and over a million: an index look-up, so it costs the same."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert

import rules
from notifiers.mail_message import Mailbox
from notifiers.webhook import WebhookNotifier
from service.reminders.desk import Desk
from service.reminders.dispatch import Post
from service.reminders.links import Links
from service.reminders.messages import Sender
from service.reminders.outlets import Outlets
from service.reminders.recipients import Recipient
from service.reminders.tick import plan
from service.store import Base, make_engine, migrate

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
SMALL, LARGE = 1_000, 1_000_000
PER_CASE = 20
ROUNDS = 50
CHUNK = 20_000
DESK = Desk(
    Sender(Mailbox("Annua", "annua@example.com")), Recipient("docket@example.com"), Links("http://localhost", b"key")
)


class Standing:
    """A clock that stands still."""

    def now(self) -> datetime:
        """Monday, 2 March 2026."""
        return NOW


def run() -> list[dict[str, Any]]:
    """Measure both sizes in turns; the ratio says how much longer a tick takes over the large store."""
    times: dict[int, list[float]] = {SMALL: [], LARGE: []}
    with tempfile.TemporaryDirectory() as folder:
        posts = {size: _post(Path(folder), size) for size in times}
        for _ in range(ROUNDS):
            for size, post in posts.items():
                times[size].append(_milliseconds(post))
        for post in posts.values():
            post.engine.dispose()
    small, large = (statistics.median(times[size]) for size in (SMALL, LARGE))
    return [
        {
            "name": f"ms for a tick with nothing due, {LARGE:,} deadlines against {SMALL:,}",
            "measured": round(large, 2),
            "baseline": round(small, 2),
            "ratio": round(large / small, 2),
            "target": 1.0,
        }
    ]


def _milliseconds(post: Post) -> float:
    began = time.perf_counter()
    plan(DESK, post)
    return 1000 * (time.perf_counter() - began)


def _post(folder: Path, deadlines: int) -> Post:
    engine = make_engine(f"sqlite:///{folder / f'{deadlines}.db'}")
    migrate(engine)
    _fill(engine, deadlines)
    post = Post(
        engine=engine,
        clock=Standing(),
        outlets=Outlets(None, WebhookNotifier()),
        sender="annua@example.com",
        unlock=lambda _: (),
        lease=timedelta(minutes=5),
    )
    plan(DESK, post)  # the first tick of an hour also looks for alarms
    return post


def _fill(engine: Engine, deadlines: int) -> None:
    """Write rows as a portfolio has them: most far ahead, the past ones without a next rung."""
    cases = deadlines // PER_CASE
    with engine.begin() as connection:
        for rows in _chunks(_case(number) for number in range(1, cases + 1)):
            connection.execute(insert(Base.metadata.tables["cases"]), rows)
        for rows in _chunks(_deadline(number) for number in range(deadlines)):
            connection.execute(insert(Base.metadata.tables["deadlines"]), rows)


def _case(number: int) -> dict[str, Any]:
    moments = {"computed_at": NOW, "created_at": NOW, "updated_at": NOW}
    names = {"reference": f"P{number}", "jurisdiction": "EP", "right": "patent", "route": "direct"}
    lists: dict[str, Any] = {name: [] for name in ("awaiting", "warnings", "errors", "spans")}
    more = {"numbers": {}, "attributes": {}, "unruled": False, "rules_version": rules.VERSION, "revision": 1}
    return {"id": number, **names, **moments, **lists, **more}


def _deadline(number: int) -> dict[str, Any]:
    case, year = divmod(number, PER_CASE)
    due = date(2020 + year, 11, 30)
    ahead = due > NOW.date()
    return {
        "case_id": case + 1,
        "kind": "annuity",
        "number": year + 3,
        "office": "EP",
        "title": "Renewal fee",
        "title_params": {},
        "due": due,
        "due_effective": due,
        "act_by": due,
        "drives_act_by": due,
        "late": [],
        "alternatives": [],
        "cites": [],
        "restoration_basis": "none",
        "certainty": "certain",
        "provisional": False,
        "origin": "computed",
        "state": "open" if ahead else "settled",
        "next_rung_at": datetime(2020 + year, 6, 3, 7, tzinfo=UTC) if ahead else None,
        "updated_at": NOW,
    }


def _chunks(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    chunk: list[dict[str, Any]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


if __name__ == "__main__":
    for result in run():
        print(result)
