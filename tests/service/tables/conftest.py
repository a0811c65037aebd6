"""A store in which there is something of everything: decided, taken back, in question; and ways out of it and in."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from service.portfolio.absences import enter_absence
from service.portfolio.assignments import enter_assignment, withdraw_assignment
from service.portfolio.closing import close_case
from service.portfolio.completing import Proof, complete, void
from service.portfolio.context import Context
from service.portfolio.instructing import instruct, withdraw_instruction
from service.portfolio.ladders import enter_ladder
from service.portfolio.lapsing import confirm_lapse
from service.portfolio.maintaining import add_closure, withdraw_closure
from service.portfolio.manual import add_manual, override, withdraw_override
from service.portfolio.owners import set_owner
from service.portfolio.people import upsert_person
from service.portfolio.registering import register
from service.portfolio.rows import read_rows
from service.portfolio.tables.declared import NAMES
from service.portfolio.tables.runs import Upload, hashed, import_stream
from service.portfolio.tables.writing import export
from service.reminders.planning import first_look
from service.store import AcknowledgementRow, Base, CaseRow, DeadlineRow, PersonRow, reading, writing

Fill = Callable[[Engine], None]
Exported = Callable[..., bytes]
Imported = Callable[..., dict[str, int]]


def _deadline(session: Session, reference: str, number: int) -> int:
    question = select(DeadlineRow.id).join(CaseRow, CaseRow.id == DeadlineRow.case_id)
    found = question.where(CaseRow.reference == reference, DeadlineRow.kind == "annuity", DeadlineRow.number == number)
    return session.scalars(found).one()


def _people_and_rules(session: Session, context: Context) -> None:
    people = [
        upsert_person(session, context, {"key": key, "name": f"Paralegal {place}", "address": f"{key}@example.com"})[0]
        for place, key in enumerate(("p1", "p2", "p3"), 1)
    ]
    upsert_person(session, context, {"key": "p3", "role": "supervisor", "working_days": [1, 2, 3], "holidays": "CN"})
    set_owner(session, context, "=Holding", {"lead_days": 10, "unanswered": "renew"})
    closed = {"office": "EP", "first": "2026-12-24", "last": "2026-12-31", "source": "OJ EPO 2026, A1"}
    add_closure(session, context, closed)
    never = add_closure(session, context, closed | {"first": "2026-11-30"})
    withdraw_closure(session, context, never.id, "a mistake")
    enter_assignment(session, context, {"responsible": "p1", "backup": "p2"})
    taken_back, _ = enter_assignment(session, context, {"owner": "=Holding", "responsible": "p2"})
    withdraw_assignment(session, context, taken_back.id, "a mistake")
    enter_ladder(session, context, {"right": "design", "stages": {"act_by": [30, 3, 1, 0]}})
    enter_absence(session, context, {"person": "p1", "first": "2026-04-01", "last": "2026-04-09", "substitute": "p2"})
    assert len(people) == 3


def _cases(session: Session, context: Context) -> None:
    usual: dict[str, Any] = {"jurisdiction": "EP", "right": "patent", "owner": "=Holding"}
    filed = {"date": "2016-11-15", "source": "filing receipt", "verified_by": "Paralegal 2"}
    register(session, context, usual | {"reference": "P1", "title": " =1+1, 导管 ", "dates": {"filing": "2016-11-14"}})
    register(session, context, {"reference": "P1", "dates": {"filing": filed, "publication": "2018-05-16"}})
    register(session, context, {"reference": "P1", "dates": {"publication": None}})
    register(
        session,
        context,
        usual
        | {
            "reference": "P2 / 'a'",
            "numbers": {"application": "16123456789.0", "publication": "'=EP3"},
            "responsible": "p2",
            "dates": {"filing": "2015-01-07"},
            "settled_through": "2023-12-31",
            "settled_through_source": "list of the agent",
        },
    )
    register(session, context, usual | {"reference": "P3", "jurisdiction": "QQ", "dates": {"filing": "2020-02-29"}})
    for number in range(4, 9):
        register(session, context, usual | {"reference": f"P{number}", "dates": {"filing": "2020-06-30"}})


def _answers(session: Session, context: Context) -> None:
    unruled = session.scalars(select(CaseRow.id).where(CaseRow.reference == "P3")).one()
    add_manual(
        session, context, unruled, {"title": "Renewal", "due": "2027-01-31", "late_until": "2027-07-31", "source": "-"}
    )
    (settled,) = complete(session, context, _deadline(session, "P1", 10), Proof("confirmed", date(2025, 11, 20), "7"))
    assert settled.questioned_at is None
    (wrong,) = complete(session, context, _deadline(session, "P1", 11), Proof("paid", date(2026, 2, 20), "@cheque"))
    void(session, context, wrong.id, "bounced")
    complete(session, context, _deadline(session, "P2 / 'a'", 3), Proof("confirmed", date(2026, 3, 1), "late"))
    complete(session, context, _deadline(session, "P4", 7), Proof("ordered", date(2026, 3, 1), covers=[8]))
    over = {"due": "2026-06-15", "reason": "own reading", "source": "counsel"}
    override(session, context, _deadline(session, "P5", 7), over)
    taken_back = override(session, context, _deadline(session, "P6", 7), over)
    withdraw_override(session, context, taken_back.id, "no")
    people = {person.key: person for person in session.scalars(select(PersonRow))}
    lapse = instruct(session, context, _deadline(session, "P6", 7), "lapse", person=people["p1"], note="too dear")
    confirm_lapse(session, context, lapse.id, people["p3"])
    undecided = instruct(session, context, _deadline(session, "P7", 7), "undecided", person=people["p1"])
    withdraw_instruction(session, context, undecided.id, "asked again")
    instruct(session, context, _deadline(session, "P7", 7), "renew", person=people["p2"])
    seen = _deadline(session, "P5", 7)
    session.add(
        AcknowledgementRow(
            deadline_id=seen, aim=date(2026, 6, 15), person_id=people["p1"].id, actor="p1", at=context.now
        )
    )
    closed = session.scalars(select(CaseRow.id).where(CaseRow.reference == "P8")).one()
    close_case(session, context, closed, "sold")


def _a_grant(session: Session, context: Context) -> None:
    """With it the fees to the office end, one of which was ordered already."""
    register(session, context, {"reference": "P4", "dates": {"grant": "2026-02-11"}})


@pytest.fixture
def fill(clock: Any) -> Fill:
    """Put something of everything into a store, over some days."""

    def run(engine: Engine) -> None:
        for step in (_people_and_rules, _cases, _answers, _a_grant):
            with writing(engine) as session:
                step(session, Context("wu", clock.now(), first_look))
            clock.move(hours=5)

    return run


@pytest.fixture
def exported() -> Exported:
    """Export tables, all of them where none is named."""

    def run(engine: Engine, form: str, *names: str) -> bytes:
        with reading(engine) as session:
            return b"".join(export(session, names or NAMES, form))

    return run


@pytest.fixture
def imported(clock: Any) -> Imported:
    """Import a file into a store, and count what became of its rows."""

    def run(engine: Engine, content: bytes, table: str | None = None) -> dict[str, int]:
        context = Context("annua import", clock.now(), first_look, "import")
        stream, digest = hashed(io.BufferedReader(io.BytesIO(content)))
        rows = read_rows(stream, table)
        counts: dict[str, int] = {}
        for row, outcome in import_stream(engine, context, rows, Upload("file", digest)):
            assert not outcome.errors, (row, outcome.errors)
            counts[outcome.what] = counts.get(outcome.what, 0) + 1
        return counts

    return run


@pytest.fixture
def emptied() -> Callable[[Engine], None]:
    """Empty a store but for its audit trail, which refuses that."""

    def run(engine: Engine) -> None:
        with engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                if table.name != "audit":
                    connection.execute(table.delete())

    return run
