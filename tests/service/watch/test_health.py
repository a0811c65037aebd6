"""Ready means able to remind people; what a restart can't mend is an alarm instead."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Engine

import rules
from service.settings import Settings
from service.store import CaseRow, MessageRow, make_engine, writing
from service.watch.health import Health, Remembered
from service.watch.watchdog import Watchdog

if TYPE_CHECKING:
    from tests.service.conftest import SetClock


@pytest.fixture
def mail_port() -> Iterator[int]:
    """A port on which something listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def settings(**other: Any) -> Settings:
    """Settings with a mail server and a fallback recipient."""
    return Settings.model_validate({"smtp_host": "127.0.0.1", "fallback_recipient": "docket@example.com"} | other)


def failing(health: Health) -> dict[str, str]:
    """The checks that aren't met, with their words."""
    return {check.name: check.detail for check in health.readiness().checks if not check.ok}


def test_a_service_with_everything_is_ready(engine: Engine, clock: "SetClock", mail_port: int) -> None:
    health = Health(engine, settings(smtp_port=mail_port), clock, Watchdog(patience=60))
    readiness = health.readiness()
    assert readiness.ready
    assert readiness.as_document() | {"checks": None} == {
        "ready": True,
        "at": "2026-03-02T08:00:00+00:00",
        "checks": None,
        "alarms": {},
        "unsent": {"count": 0, "oldest_seconds": 0},
    }
    names = [check.name for check in readiness.checks]
    assert names == [
        "database",
        "migrations",
        "rules",
        "tick",
        "mail",
        "fallback_recipient",
        "second_channel",
        "mailbox",
    ]


def test_without_mail_or_fallback_recipient_it_is_not_ready_and_says_what_to_set(
    engine: Engine, clock: "SetClock"
) -> None:
    health = Health(engine, settings(smtp_host=None, fallback_recipient=None), clock, None)
    assert failing(health) == {
        "mail": "no mail server is set; set ANNUA_SMTP_HOST",
        "fallback_recipient": "missing; set ANNUA_FALLBACK_RECIPIENT",
    }


@pytest.mark.parametrize(
    ("url", "detail"),
    [
        (None, "none is set, so nobody hears of it when mail fails; set ANNUA_OPS_WEBHOOK_URL"),
        ("http://ops.io", "url 'http://ops.io' must use https; correct ANNUA_OPS_WEBHOOK_URL, or allow its host in {}"),
    ],
)
def test_without_a_second_channel_it_is_ready_with_a_warning(
    engine: Engine, clock: "SetClock", mail_port: int, url: str | None, detail: str
) -> None:
    given = settings(smtp_port=mail_port, ops_webhook_url=url, ops_webhook_secret="whsec_c2VjcmV0")
    readiness = Health(engine, given, clock, None).readiness()
    assert readiness.ready
    document = readiness.as_document()
    assert document["checks"]["second_channel"] == {
        "ok": True,
        "warning": True,
        "detail": detail.format("ANNUA_WEBHOOK_ALLOW"),
    }
    assert not document["checks"]["mail"]["warning"]


def test_with_a_second_channel_its_host_is_shown(engine: Engine, clock: "SetClock", mail_port: int) -> None:
    url = "https://ops.example.com/annua?token=x"
    given = settings(smtp_port=mail_port, ops_webhook_url=url, ops_webhook_secret="whsec_c2VjcmV0")
    found = Health(engine, given, clock, None).readiness().as_document()["checks"]["second_channel"]
    assert found == {"ok": True, "warning": False, "detail": "ops.example.com"}


def test_a_mail_server_that_does_not_answer_makes_it_unready(engine: Engine, clock: "SetClock") -> None:
    """Nobody listens on port 1."""
    found = failing(Health(engine, settings(smtp_port=1), clock, None))
    assert found["mail"].startswith("127.0.0.1:1 can't be reached")


def test_a_scheduler_that_hangs_makes_it_unready(engine: Engine, clock: "SetClock", mail_port: int) -> None:
    moments = iter([0.0, 500.0, 500.0, 500.0, 500.0])
    watchdog = Watchdog(patience=480, elapsed=lambda: next(moments))
    found = failing(Health(engine, settings(smtp_port=mail_port), clock, watchdog))
    assert found == {"tick": "started, no good tick yet, 500 s ago, more than 480 s; look for tick.* in the logs"}


def test_a_database_without_tables_is_not_at_head(tmp_path: Path, clock: "SetClock", mail_port: int) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'empty.db'}")
    found = failing(Health(engine, settings(smtp_port=mail_port), clock, None))
    assert found == {"migrations": "not at head; a restart migrates"}
    engine.dispose()


def test_a_database_that_cannot_be_reached_is_said_and_nothing_raised(
    tmp_path: Path, clock: "SetClock", mail_port: int
) -> None:
    folder = tmp_path / "a-folder.db"
    folder.mkdir()
    engine = make_engine(f"sqlite:///{folder}")
    health = Health(engine, settings(smtp_port=mail_port), clock, None)
    found = failing(health)
    assert set(found) == {"database", "migrations"}
    assert found["database"] == "does not answer (OperationalError); check ANNUA_DATABASE_URL"
    assert health.readiness().as_document()["unsent"] is None


def test_what_waits_is_told_with_its_age(engine: Engine, clock: "SetClock", mail_port: int) -> None:
    with writing(engine) as session:
        session.add(
            MessageRow(
                key="1",
                channel="email",
                recipient="eva@example.com",
                subject="s",
                body=b"",
                created_at=clock.now() - timedelta(minutes=10),
                next_attempt_at=clock.now() - timedelta(minutes=5),
            )
        )
    document = Health(engine, settings(smtp_port=mail_port), clock, None).readiness().as_document()
    assert document["unsent"] == {"count": 1, "oldest_seconds": 600}


def test_alarms_are_counted_and_leave_it_ready(engine: Engine, clock: "SetClock", mail_port: int) -> None:
    values = {
        "reference": "X1",
        "jurisdiction": "XX",
        "right": "patent",
        "rules_version": rules.VERSION,
        "unruled": True,
    }
    moments = {"computed_at": clock.now(), "created_at": clock.now(), "updated_at": clock.now()}
    with writing(engine) as session:
        session.add(CaseRow(**values, **moments))
    readiness = Health(engine, settings(smtp_port=mail_port), clock, None).readiness()
    assert readiness.ready
    assert readiness.as_document()["alarms"] == {"unruled": 1, "no_responsible": 1, "no_backup": 1}


def test_a_costly_answer_is_remembered_for_a_while() -> None:
    now, answers = [0.0], iter([1, 2])
    remembered = Remembered(lambda: next(answers), seconds=30, elapsed=lambda: now[0])
    assert (remembered(), remembered()) == (1, 1)
    now[0] = 30.0
    assert remembered() == 1
    now[0] = 30.1
    assert remembered() == 2
