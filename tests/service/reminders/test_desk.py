"""What the settings make of the reminders, and what the portfolio asks them."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from service.reminders.desk import make_desk
from service.settings import Settings

if TYPE_CHECKING:
    pass

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def test_links_lead_to_the_case_whatever_its_reference_holds() -> None:
    desk = make_desk(Settings.model_validate({"base_url": "https://annua.example.com/"}), b"key")
    assert desk.links.case("P 1/EP?") == "https://annua.example.com/cases/P%201%2FEP%3F"
    assert desk.fallback is None


def test_the_fallback_recipient_works_from_monday_to_friday_by_utc() -> None:
    fallback = make_desk(Settings.model_validate({"fallback_recipient": "docket@example.com"}), b"key").fallback
    assert fallback is not None
    assert (fallback.zone, sorted(fallback.working_days), fallback.calendar) == ("UTC", [1, 2, 3, 4, 5], None)
