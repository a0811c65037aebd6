"""A year of a whole portfolio in miniature, with outages, absences and bounces: nothing falls silent.

Two hundred cases of the sample portfolio in the hands of five paralegals, with a supervisor above them.
"""

from collections.abc import Callable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from service.demo.portfolio import PEOPLE, portfolio
from service.drill.copying import copied
from service.drill.report import Report
from service.drill.running import SimulatedClock, drill
from service.drill.scenario import Wanted
from service.portfolio.registering import register
from service.settings import Settings

CASES = 200
FIRST = date(2026, 3, 3)


@pytest.fixture
def year(make_portfolio: Callable[[Engine], Any], sqlite_engine: Engine, tmp_path: Path) -> Callable[..., Report]:
    """Play a year through."""
    made = make_portfolio(sqlite_engine)
    for person in PEOPLE:
        made.person(**person)
    made.person("head", role="supervisor")
    for document in islice(portfolio(FIRST), CASES):
        made.write(register, document)
    settings = Settings(database_url=f"{sqlite_engine.url}", data_dir=tmp_path, fallback_recipient="desk@example.com")

    def play(**asked: Any) -> Report:
        clock = SimulatedClock()
        with copied(settings, clock) as service:
            return drill(service, clock, Wanted(FIRST, 365, **asked))

    return play


@pytest.mark.slow
def test_each_deadline_of_a_bad_year_is_answered_or_escalated(year: Callable[..., Report]) -> None:
    """Mail out for five days, the service for a week, somebody away all year, and addresses that bounce."""
    report = year(mail_down=["5d"], down=["7d"], absent=["Paralegal 1"], bounces=20)

    assert report.looked_at > 100
    assert report.figures["troubled"] == 0
    assert report.figures["returned"] > 0
    assert (report.counts["unreminded"], report.counts["unanswered"]) == (0, 0)
