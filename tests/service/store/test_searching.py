"""The audit trail searched: each row with the seal that closes over it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from service.portfolio.sealing import seal_next
from service.store import queries, reading, writing
from service.store.paging import Page
from service.store.searching import LATEST, TrailFilter, trail, trail_row

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_a_row_names_its_seal_once_it_has_one(engine: Engine) -> None:
    row: dict[str, Any] = {"at": NOW, "actor": "li", "action": "case.closed", "subject": "case P1"}
    with writing(engine) as session:
        for sealed_through in (2, 3, None):
            queries.insert_rows(session, "audit", [row, row] if sealed_through == 2 else [row])
            if sealed_through:
                seal_next(session, NOW, sealed_through)

    with reading(engine) as session:
        found = trail(session, TrailFilter(subject="case P1"), Page(LATEST)).entries
        assert [(entry.id, seal) for entry, seal in found] == [(4, None), (3, 2), (2, 1), (1, 1)]
        assert [trail_row(session, number) is None for number in (4, 5)] == [False, True]
