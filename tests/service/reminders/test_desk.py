"""What the settings make of the reminders, and what the portfolio asks them."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from service.reminders.desk import make_desk, planner
from service.settings import Settings

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_links_lead_to_the_case_whatever_its_reference_holds() -> None:
    desk = make_desk(Settings.model_validate({"base_url": "https://annua.example.com/"}), b"key")
    assert desk.links.case("P 1/EP?") == "https://annua.example.com/cases/P%201%2FEP%3F"
    assert desk.fallback is None


def test_the_fallback_recipient_works_from_monday_to_friday_by_utc() -> None:
    fallback = make_desk(Settings.model_validate({"fallback_recipient": "docket@example.com"}), b"key").fallback
    assert fallback is not None
    assert (fallback.zone, sorted(fallback.working_days), fallback.calendar) == ("UTC", [1, 2, 3, 4, 5], None)


@pytest.mark.parametrize(
    ("zone", "leaves"),
    [
        ("Europe/Berlin", datetime(2026, 6, 3, 7, tzinfo=UTC)),  # 180 days before 30 November: Wednesday, 09:00 CEST
        ("Asia/Shanghai", datetime(2026, 6, 3, 1, tzinfo=UTC)),
    ],
)
def test_the_portfolio_learns_when_the_responsible_persons_first_rung_leaves(
    shelf: "Shelf", zone: str, leaves: datetime
) -> None:
    person = shelf.person(zone=zone)
    deadline = shelf.deadline(shelf.case(responsible=person))
    plan = planner(Settings.model_validate({}))
    assert plan(deadline, person, None, NOW) == leaves


def test_without_a_responsible_person_the_first_rung_is_the_fallbacks(shelf: "Shelf") -> None:
    deadline = shelf.deadline(shelf.case())
    plan = planner(Settings.model_validate({}))
    assert plan(deadline, None, None, NOW) == datetime(2026, 6, 3, 9, tzinfo=UTC)
