"""What `/metrics` answers."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine

import rules
from service.settings import Settings
from service.store import CaseRow, MessageRow, writing
from service.watch.health import Health
from service.watch.metrics import Metrics
from service.watch.watchdog import Watchdog

if TYPE_CHECKING:
    from tests.service.conftest import SetClock

MINUTES_AGO = datetime(2026, 3, 2, 7, 50, tzinfo=UTC)


def read(metrics: Metrics) -> dict[str, float]:
    """All samples by name and label."""
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(metrics.exposition().decode())
        for sample in family.samples
    }


def test_metrics_tell_what_waits_what_alarms_and_how_the_ticks_do(engine: Engine, clock: "SetClock") -> None:
    with writing(engine) as session:
        session.add(
            MessageRow(
                key="1",
                channel="email",
                recipient="eva@example.com",
                subject="s",
                body=b"",
                created_at=MINUTES_AGO,
                next_attempt_at=MINUTES_AGO,
            )
        )
        session.add(
            CaseRow(
                reference="X1",
                jurisdiction="XX",
                right="patent",
                rules_version=rules.VERSION,
                unruled=True,
                computed_at=MINUTES_AGO,
                created_at=MINUTES_AGO,
                updated_at=MINUTES_AGO,
            )
        )
    moments = iter([0.0, 42.0])
    watchdog = Watchdog(patience=60, elapsed=lambda: next(moments))
    metrics = Metrics(Health(engine, Settings.model_validate({}), clock, watchdog))
    metrics.observe("good", lag=0.25, seconds=1.5)
    metrics.observe("timeout", lag=2.0, seconds=300.0)
    samples = read(metrics)
    assert samples["annua_unsent"] == 1
    assert samples["annua_unsent_oldest_seconds"] == 600
    assert samples["annua_unanswered"] == 0
    assert samples["annua_messages pending"] == 1
    assert samples["annua_messages given_up"] == 0
    assert samples["annua_alarms unruled"] == 1
    assert samples["annua_alarms terminal_status"] == 0
    assert samples["annua_tick_age_seconds"] == 42
    assert samples["annua_ticks_total good"] == 1
    assert samples["annua_ticks_total timeout"] == 1
    assert samples["annua_tick_lag_seconds"] == 2.0
    assert samples["annua_tick_seconds_sum"] == 301.5


def test_two_services_in_one_process_count_for_themselves(engine: Engine, clock: "SetClock") -> None:
    one, other = (Metrics(Health(engine, Settings.model_validate({}), clock, None)) for _ in range(2))
    one.observe("good", lag=0, seconds=1)
    assert "annua_ticks_total good" not in read(other)
    assert "annua_tick_age_seconds" not in read(other)
