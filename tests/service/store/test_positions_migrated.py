"""The upgrade to the event log: nothing that happened before it is told again, and nothing is left out."""

import json
from pathlib import Path

from sqlalchemy import text

from service.store import make_engine, migrate, reading
from service.store.event_log import last_position, number_events

BEFORE = "2026_11_30_withdrawn_closures"


def test_events_keep_their_numbers_and_endpoints_go_on_from_what_the_last_tick_passed_on(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'annua.db'}")
    migrate(engine, BEFORE)
    day = "2026-03-02 08:00:00"
    with engine.begin() as connection:
        for number in (1, 2, 5):
            connection.execute(
                text("INSERT INTO events (id, type, payload, at) VALUES (:id, 'case.updated', '{}', :at)"),
                {"id": number, "at": day},
            )
        detail = json.dumps({"events_through": 2, "troubles": []})
        connection.execute(
            text("INSERT INTO ticks (started_at, detail, planned, sent, failed) VALUES (:at, :detail, 0, 0, 0)"),
            {"at": day, "detail": detail},
        )
        for number, enabled in ((1, True), (2, False)):
            connection.execute(
                text(
                    "INSERT INTO webhook_endpoints (id, url, events, secret_encrypted, enabled, created_at)"
                    " VALUES (:id, 'https://example.com/', '[]', '', :enabled, :at)"
                ),
                {"id": number, "enabled": enabled, "at": day},
            )
            connection.execute(
                text(
                    "INSERT INTO messages (key, channel, recipient, endpoint_id, subject, body, created_at, state,"
                    " attempts, next_attempt_at, urgency, purpose)"
                    " VALUES (:key, 'webhook', '1', :id, 'x', '{}', :at, 'pending', 0, :at, 'normal', 'change')"
                ),
                {"key": f"msg_{number}", "id": number, "at": day},
            )
    migrate(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT id, position FROM events ORDER BY id")).all() == [(1, 1), (2, 2), (5, 5)]
        assert connection.execute(text("SELECT position, sequence FROM webhook_endpoints")).all() == [(2, 0), (2, 0)]
        assert connection.execute(text("SELECT state FROM messages ORDER BY id")).scalars().all() == ["pending", "held"]
        connection.execute(
            text("INSERT INTO events (type, payload, at) VALUES ('case.updated', '{}', :at)"), {"at": day}
        )  # as the version before does
    assert number_events(engine) == 6
    with reading(engine) as session:
        assert last_position(session) == 6
    engine.dispose()
