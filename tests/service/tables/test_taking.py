"""Taking rows in: nothing that was decided here is undone, and nothing ends for a day that is computed otherwise."""

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Engine, select

from service.portfolio.completing import Proof, complete, void
from service.portfolio.context import Context
from service.portfolio.importing import Outcome
from service.portfolio.instructing import instruct
from service.portfolio.registering import register
from service.portfolio.rows import read_rows
from service.portfolio.tables.runs import Upload, hashed, import_stream
from service.reminders.planning import first_look
from service.store import CompletionRow, DeadlineRow, ImportRow, reading, writing

Exported = Callable[..., bytes]
CASE = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}


def context(clock: Any, source: str = "api") -> Context:
    return Context("wu", clock.now(), first_look, source)


def take(engine: Engine, clock: Any, *records: dict[str, Any] | bytes, dry_run: bool = False) -> list[Outcome]:
    """Import records as lines, and tell what became of each."""
    content = b"".join(one if isinstance(one, bytes) else json.dumps(one).encode() + b"\n" for one in records)
    stream, digest = hashed(io.BufferedReader(io.BytesIO(content)))
    rows = import_stream(engine, context(clock, "import"), read_rows(stream), Upload(None, digest), dry_run=dry_run)
    return [outcome for _, outcome in rows]


def codes(outcome: Outcome) -> list[str]:
    return [error.message.code for error in outcome.errors]


def annuity(engine: Engine, number: int) -> DeadlineRow:
    with reading(engine) as session:
        return session.scalars(
            select(DeadlineRow).where(DeadlineRow.kind == "annuity", DeadlineRow.number == number)
        ).one()


def lines(content: bytes, table: str) -> list[dict[str, Any]]:
    return [record for line in content.splitlines() if (record := json.loads(line))["table"] == table]


def test_a_completion_voided_here_since_stays_voided(engine: Engine, clock: Any, exported: Exported) -> None:
    with writing(engine) as session:
        register(session, context(clock), CASE)
    with writing(engine) as session:
        (done,) = complete(session, context(clock), annuity(engine, 10).id, Proof("confirmed", date(2025, 11, 20)))
    before = exported(engine, "ndjson")
    with writing(engine) as session:
        void(session, context(clock), done.id, "wrong case")

    outcomes = take(engine, clock, *lines(before, "completions"), *lines(before, "deadlines"))

    assert outcomes[0].what == "conflict"
    assert codes(outcomes[0]) == ["import.stored_otherwise"]
    with reading(engine) as session:
        assert [row.void_reason for row in session.scalars(select(CompletionRow))] == ["wrong case"]
    assert annuity(engine, 10).state == "open"


def test_a_state_is_not_taken_for_a_day_that_is_computed_otherwise(
    sqlite_engine: Engine, clock: Any, exported: Exported
) -> None:
    with writing(sqlite_engine) as session:
        register(session, context(clock), CASE)
    record = next(one for one in lines(exported(sqlite_engine, "ndjson"), "deadlines") if one["number"] == 12)

    moved, gone, unknown, settled = take(
        sqlite_engine,
        clock,
        record | {"due": "2027-12-31", "act_by": "2027-12-31", "state": "settled"},
        record | {"state": "gone"},
        record | {"number": 99},
        record | {"state": "settled", "state_reason": "paid elsewhere"},
    )

    assert (moved.what, gone.what, unknown.what) == ("conflict", "conflict", "refused")
    assert codes(unknown) == ["import.not_computed"]
    assert settled.what == "changed"
    row = annuity(sqlite_engine, 12)
    assert (row.state, row.state_reason, row.next_rung_at) == ("settled", "paid elsewhere", None)


def test_a_deadline_that_somebody_saw_to_here_keeps_its_state(
    sqlite_engine: Engine, clock: Any, exported: Exported
) -> None:
    with writing(sqlite_engine) as session:
        register(session, context(clock), CASE)
    record = next(one for one in lines(exported(sqlite_engine, "ndjson"), "deadlines") if one["number"] == 12)
    clock.move(hours=1)
    with writing(sqlite_engine) as session:
        instruct(session, context(clock), annuity(sqlite_engine, 12).id, "renew")

    (outcome,) = take(sqlite_engine, clock, record | {"state": "settled"})

    assert outcome.what == "conflict"
    assert annuity(sqlite_engine, 12).state == "open"


def test_a_date_that_somebody_verified_here_keeps_who_did(sqlite_engine: Engine, clock: Any) -> None:
    filed = {"date": "2016-11-15", "source": "register", "verified_by": "Paralegal 1"}
    with writing(sqlite_engine) as session:
        register(session, context(clock), CASE | {"dates": {"filing": filed}})
    record = {
        "table": "dates",
        "reference": "P1",
        "event": "filing",
        "date": "2016-11-15",
        "current": True,
        "source": "hearsay",
        "entered_by": "x",
        "entered_at": "2020-01-01T00:00:00+00:00",
    }

    verified, other, nobody = take(
        sqlite_engine, clock, record, record | {"date": "2016-11-16"}, record | {"reference": "P9"}
    )

    assert (verified.what, other.what, nobody.what) == ("conflict", "conflict", "refused")
    assert codes(nobody) == ["case.unknown"]


def test_what_is_missing_or_unknown_is_told_by_column(sqlite_engine: Engine, clock: Any) -> None:
    given = {"table": "absences", "person": "p9", "first": "2026-13-01", "last": 3, "substitut": "p2"}

    (outcome,) = take(sqlite_engine, clock, given)

    assert {error.field: error.message.code for error in outcome.errors} == {
        "substitut": outcome.errors[0].message.code,
        "person": "case.no_such_person",
        "first": "case.not_a_date",
        "last": "case.not_a_date",
        "substitute": "table.missing",
        "entered_by": "table.missing",
        "entered_at": "table.missing",
    }


def test_a_second_rule_for_the_same_cases_is_refused(sqlite_engine: Engine, clock: Any) -> None:
    entered = {"entered_by": "x", "entered_at": "2020-01-01T00:00:00+00:00"}
    ladder = {"table": "ladders", "right": "design", "stages": {"act_by": [30, 3, 1, 0]}} | entered

    first, again, other = take(sqlite_engine, clock, ladder, ladder, ladder | {"stages": {"act_by": [60, 3, 1, 0]}})

    assert (first.what, again.what, other.what) == ("new", "unchanged", "refused")
    assert codes(other) == ["import.rule_in_force"]


def test_a_dry_run_sees_the_rows_before_and_keeps_nothing(engine: Engine, clock: Any) -> None:
    date_row = {
        "table": "dates",
        "reference": "P1",
        "event": "filing",
        "date": "2016-11-15",
        "current": True,
        "source": "register",
        "entered_by": "x",
        "entered_at": "2020-01-01T00:00:00+00:00",
    }

    outcomes = take(engine, clock, {"table": "cases"} | CASE, date_row, dry_run=True)

    assert [outcome.what for outcome in outcomes] == ["new", "changed"]
    with reading(engine) as session:
        assert session.scalars(select(DeadlineRow)).first() is None
        assert session.scalars(select(ImportRow)).first() is None


def test_a_table_nobody_knows_is_refused_by_name(sqlite_engine: Engine, clock: Any) -> None:
    (outcome,) = take(sqlite_engine, clock, {"table": "completion", "reference": "P1"})

    assert "table completion is not known (did you mean completions?)" in str(outcome.errors[0].message)
