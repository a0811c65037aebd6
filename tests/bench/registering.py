"""How fast cases are registered by bulk, against the bare insert of the same rows in the same run.

Both sides write 5,800 cases with their deadlines in the same batches and transactions to a SQLite file of their own.
The bare side inserts the finished rows of cases and deadlines through SQLAlchemy Core, and does nothing else.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table, insert, select

import rules
from service.cli.program import collect_garbage_seldom
from service.portfolio.context import Context
from service.portfolio.registering import BATCH, register_many
from service.reminders.planning import first_look
from service.store import Base, make_engine, migrate, reading, writing

CASES = 5_800
OFFICES = ("CN", "EP", "GB", "JP", "US")
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)

Row = dict[str, Any]


def run() -> list[dict[str, str | float]]:
    """Measure both; `measured` and `baseline` are cases a second."""
    collect_garbage_seldom()
    documents = list(_documents())
    with tempfile.TemporaryDirectory(prefix="annua-bench-") as folder:
        ours, bare = (_empty(Path(folder) / name) for name in ("ours.db", "bare.db"))
        seconds = _register(ours, documents)
        cases, deadlines = _rows(ours)
        seconds_bare = _insert(bare, cases, deadlines)
        for engine in (ours, bare):
            engine.dispose()
    rate, rate_bare = CASES / seconds, CASES / seconds_bare
    return [
        {
            "name": f"seconds to register {CASES} cases with {sum(map(len, deadlines.values()))} deadlines",
            "measured": round(seconds, 2),
            "baseline": round(seconds_bare, 2),
            "ratio": round(seconds / seconds_bare, 2),
            "target": 4,
        },
        {
            "name": "cases registered a second",
            "measured": round(rate),
            "baseline": round(rate_bare),
            "ratio": round(rate / rate_bare, 2),
            "target": 1000,
        },
    ]


def _documents() -> Iterator[Row]:
    chance = random.Random(2026)
    offices = [office.code for office in rules.jurisdictions() if office.code in OFFICES]
    for number in range(CASES):
        filing = date(chance.randint(2007, 2024), chance.randint(1, 12), chance.randint(1, 28))
        dates = {"filing": filing.isoformat()}
        if filing.year < 2022:
            dates["grant"] = filing.replace(year=filing.year + 3).isoformat()
        yield {
            "reference": f"P{number:05}",
            "jurisdiction": chance.choice(offices),
            "right": "patent",
            "title": f"Catheter {number}",
            "owner": "Acme Medical",
            "numbers": {"application": f"{number:08}"},
            "dates": dates,
            "settled_through": "2026-02-28",
        }


def _empty(path: Path) -> Engine:
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    return engine


def _register(engine: Engine, documents: list[Row]) -> float:
    start = time.perf_counter()
    for batch in _batches(documents):
        with writing(engine) as session:
            answers = register_many(session, Context("bench", NOW, first_look), batch)
        assert all(answer.created for answer in answers), answers[0]
    return time.perf_counter() - start


def _rows(engine: Engine) -> tuple[list[Row], dict[int, list[Row]]]:
    """The stored cases, and their deadlines by case."""
    with reading(engine) as session:
        cases = [dict(row) for row in session.execute(select(_table("cases"))).mappings()]
        deadlines: dict[int, list[Row]] = {case["id"]: [] for case in cases}
        for row in session.execute(select(_table("deadlines"))).mappings():
            deadlines[row["case_id"]].append(dict(row))
    return cases, deadlines


def _insert(engine: Engine, cases: list[Row], deadlines: dict[int, list[Row]]) -> float:
    start = time.perf_counter()
    for batch in _batches(cases):
        with writing(engine) as session:
            session.execute(insert(_table("cases")), batch)
            session.execute(insert(_table("deadlines")), [row for case in batch for row in deadlines[case["id"]]])
    return time.perf_counter() - start


def _batches(rows: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


if __name__ == "__main__":
    for line in run():
        print(line)
