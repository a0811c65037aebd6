"""What time does to stored schedules: each tick looks whether new rules or a passed day ask for something."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine

import rules
from service.portfolio.manual import override
from service.portfolio.registering import register
from service.reminders.desk import make_desk
from service.reminders.planning import first_look
from service.settings import Settings
from service.store import CaseRow, DeadlineRow, OverrideRow, reading, writing
from service.upkeep import keep_up, recompute_all
from service.wiring import Service

CASE = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}


@pytest.fixture
def service(engine: Engine, clock: Any, tmp_path: Path) -> Service:
    """The service's parts, with one case registered."""
    settings = Settings(data_dir=tmp_path)
    made = Service(settings, clock, engine, Fernet(Fernet.generate_key()), first_look, make_desk(settings, b"key"))
    with writing(engine) as session:
        register(session, made.context("tests"), CASE)
    return made


def case(service: Service) -> CaseRow:
    with reading(service.engine) as session:
        return session.query(CaseRow).one()


def test_a_case_computed_by_other_rules_is_computed_anew(service: Service) -> None:
    with writing(service.engine) as session:
        session.query(CaseRow).one().rules_version = "1999.1"

    assert keep_up(service)

    assert case(service).rules_version == rules.VERSION


def test_a_case_that_stood_still_for_a_month_is_computed_anew(service: Service, clock: Any) -> None:
    """So its schedule always reaches 25 years ahead."""
    clock.move(days=31)

    assert keep_up(service)

    assert case(service).computed_at == clock.now()


def test_one_computed_lately_is_left_alone(service: Service, clock: Any) -> None:
    before = case(service).computed_at
    clock.move(days=1)

    assert keep_up(service)

    assert case(service).computed_at == before


def test_new_rules_wait_where_they_are_held(service: Service, clock: Any) -> None:
    """What the installed rules computed is still kept fresh; the rest waits for `annua recompute`."""
    held = replace(service, settings=Settings(recompute="hold"))
    with writing(service.engine) as session:
        register(session, service.context("tests"), CASE | {"reference": "P2"})
        session.query(CaseRow).filter_by(reference="P1").one().rules_version = "1999.1"
    clock.move(days=31)

    assert keep_up(held)

    with reading(service.engine) as session:
        stale, fresh = session.query(CaseRow).order_by(CaseRow.reference)
        assert stale.rules_version == "1999.1"
        assert fresh.computed_at == clock.now()


def test_held_cases_are_computed_anew_when_asked_for(service: Service) -> None:
    with writing(service.engine) as session:
        session.query(CaseRow).one().rules_version = "1999.1"
    told: list[tuple[int, int]] = []

    done = list(recompute_all(service, "li", lambda *counts: told.append(counts)))

    assert [one.reference for one in done] == ["P1"]
    assert case(service).rules_version == rules.VERSION
    assert told == [(1, 1)]
    assert list(recompute_all(service, "li")) == []


def test_an_override_ends_with_its_last_day(service: Service, clock: Any) -> None:
    """It holds through 10 March 2026; on the 12th, wherever on earth, it is over."""
    given = {"due": "2026-09-01", "reason": "notice", "source": "letter", "expires_on": "2026-03-10"}
    with writing(service.engine) as session:
        fee = session.query(DeadlineRow).filter_by(kind="annuity", number=11).one()
        override(session, service.context("tests"), fee.id, given)

    assert keep_up(service)
    assert _withdrawn(service) is None
    clock.move(days=10)
    assert keep_up(service)
    assert _withdrawn(service) == clock.now()


def test_trouble_with_the_store_is_told_and_ends_nothing(service: Service) -> None:
    """The tick that follows must still send what is due."""
    with service.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE overrides RENAME TO overrides_away")
    try:
        assert not keep_up(service)
    finally:
        with service.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE overrides_away RENAME TO overrides")


def _withdrawn(service: Service) -> Any:
    with reading(service.engine) as session:
        return session.query(OverrideRow).one().withdrawn_at
