"""An hour or more without a tick is noted once the service is back; anything shorter is no outage."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, select

from service.store import AuditRow, TickRow, writing
from service.watch.outages import note_outage

LAST = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gap", "noted"),
    [(timedelta(minutes=1), False), (timedelta(minutes=59, seconds=59), False), (timedelta(hours=1), True)],
)
def test_an_hour_without_a_tick_is_noted(engine: Engine, gap: timedelta, noted: bool) -> None:
    with writing(engine) as session:
        session.add(TickRow(started_at=LAST))
        session.flush()
        note_outage(session, LAST + gap)

    with writing(engine) as session:
        rows = session.scalars(select(AuditRow)).all()
    expected = [("service.resumed", {"last_tick": LAST.isoformat()}, {"tick": (LAST + gap).isoformat()})]
    assert [(row.action, row.before, row.after) for row in rows] == (expected if noted else [])


def test_the_first_tick_of_all_ends_no_outage(engine: Engine) -> None:
    with writing(engine) as session:
        note_outage(session, LAST)

    with writing(engine) as session:
        assert session.scalars(select(AuditRow)).all() == []
