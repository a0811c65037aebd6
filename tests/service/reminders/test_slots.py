"""When a rung leaves: expected moments are worked out by hand in the comment beside them."""

from datetime import UTC, date, datetime

import pytest

from service.reminders.recipients import ALL_DAYS, Recipient
from service.reminders.slots import day_begins, day_ends, first_slot, last_slot, works_on

SHANGHAI = Recipient("li@example.com", zone="Asia/Shanghai")
LOS_ANGELES = Recipient("joe@example.com", zone="America/Los_Angeles")
NEW_YORK = Recipient("ann@example.com", zone="America/New_York")
BERLIN = Recipient("eva@example.com", zone="Europe/Berlin")
KIRITIMATI = Recipient("tia@example.com", zone="Pacific/Kiritimati")
HONOLULU = Recipient("kai@example.com", zone="Pacific/Honolulu")
RIYADH = Recipient("omar@example.com", zone="Asia/Riyadh", working_days=frozenset({7, 1, 2, 3, 4}))
UTC_DESK = Recipient("desk@example.com")


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("office", "day", "recipient", "leaves"),
    [
        # A working day at home: 09:00 there (UTC+8).
        ("Asia/Shanghai", "2026-11-30", SHANGHAI, "2026-11-30 01:00"),
        # Saturday: Friday before.
        ("Asia/Shanghai", "2026-11-28", SHANGHAI, "2026-11-27 01:00"),
        # Golden week 2025, 1 to 8 October: Tuesday, 30 September.
        ("Asia/Shanghai", "2025-10-06", SHANGHAI, "2025-09-30 01:00"),
        # Beijing's Monday 30 November ends at 08:00 that morning in Los Angeles; Friday is the last whole slot before.
        ("Asia/Shanghai", "2026-11-30", LOS_ANGELES, "2026-11-27 17:00"),
        # Beijing's Wednesday ends on Wednesday at 08:00: Tuesday's slot, 09:00 PST.
        ("Asia/Shanghai", "2026-12-02", LOS_ANGELES, "2026-12-01 17:00"),
        # Beijing's Friday 27 November ends on that day at 08:00, and Thursday is Thanksgiving: Wednesday.
        ("Asia/Shanghai", "2026-11-27", LOS_ANGELES, "2026-11-25 17:00"),
        # New York's Monday ends on Tuesday at 13:00 in Shanghai (EST), before that slot closes: Monday's.
        ("America/New_York", "2026-11-30", SHANGHAI, "2026-11-30 01:00"),
        # Summer time begins in Berlin on 29 March 2026: 09:00 is 08:00 UTC before and 07:00 UTC after.
        ("Europe/Berlin", "2026-03-27", BERLIN, "2026-03-27 08:00"),
        ("Europe/Berlin", "2026-03-30", BERLIN, "2026-03-30 07:00"),
        # It ends on 25 October 2026.
        ("Europe/Berlin", "2026-10-23", BERLIN, "2026-10-23 07:00"),
        ("Europe/Berlin", "2026-10-26", BERLIN, "2026-10-26 08:00"),
        # Munich's midnight is 18:00 in New York, and 19:00 while only America has summer time: the same day's slot.
        ("Europe/Berlin", "2026-03-03", NEW_YORK, "2026-03-03 14:00"),
        ("Europe/Berlin", "2026-03-10", NEW_YORK, "2026-03-10 13:00"),
        # New York's 1 June ends at 18:00 of 2 June on Kiritimati (UTC+14): the slot of 2 June, across the date line.
        ("America/New_York", "2026-06-01", KIRITIMATI, "2026-06-01 19:00"),
        # Tokyo's Monday 1 June ends on Monday at 05:00 in Honolulu (UTC-10): Friday, 29 May.
        ("Asia/Tokyo", "2026-06-01", HONOLULU, "2026-05-29 19:00"),
        # Friday is no working day in Riyadh (UTC+3): Thursday.
        ("Europe/Berlin", "2026-11-27", RIYADH, "2026-11-26 06:00"),
        # A leap day, a Tuesday.
        ("Europe/Berlin", "2028-02-29", BERLIN, "2028-02-29 08:00"),
    ],
)
def test_a_rung_leaves_in_the_last_working_slot_that_ends_before_the_offices_midnight(
    office: str, day: str, recipient: Recipient, leaves: str
) -> None:
    assert last_slot(date.fromisoformat(day), office, recipient) == at(leaves)


@pytest.mark.parametrize(
    ("office", "day", "recipient", "leaves"),
    [
        ("Asia/Shanghai", "2025-10-06", SHANGHAI, "2025-10-06 01:00"),  # in golden week
        ("Asia/Shanghai", "2026-11-30", LOS_ANGELES, "2026-11-29 17:00"),  # Sunday, whose slot ends before
        ("Europe/Berlin", "2026-11-27", RIYADH, "2026-11-27 06:00"),  # Friday
    ],
)
def test_the_last_day_leaves_on_the_recipients_last_day_whether_they_work_or_not(
    office: str, day: str, recipient: Recipient, leaves: str
) -> None:
    assert last_slot(date.fromisoformat(day), office, recipient, regardless=True) == at(leaves)


@pytest.mark.parametrize(
    ("office", "day", "recipient", "leaves"),
    [
        ("Europe/Berlin", "2026-12-01", BERLIN, "2026-12-01 08:00"),
        ("Europe/Berlin", "2026-11-28", BERLIN, "2026-11-30 08:00"),  # Saturday: Monday after
        ("Asia/Shanghai", "2026-12-01", LOS_ANGELES, "2026-11-30 17:00"),  # begins on 30 November at 08:00 there
        ("America/New_York", "2026-12-01", SHANGHAI, "2026-12-02 01:00"),  # begins on 1 December at 13:00 there
        ("Asia/Shanghai", "2025-10-01", SHANGHAI, "2025-10-09 01:00"),  # golden week until 8 October
    ],
)
def test_what_begins_is_told_in_the_first_slot_from_then_on(
    office: str, day: str, recipient: Recipient, leaves: str
) -> None:
    assert first_slot(date.fromisoformat(day), office, recipient) == at(leaves)


def test_a_midnight_that_clocks_skip_is_the_moment_they_skip() -> None:
    """Cairo goes from 24:00 on 23 April 2026 (UTC+2) straight to 01:00."""
    assert day_ends(date(2026, 4, 23), "Africa/Cairo") == at("2026-04-23 22:00")


def test_of_two_midnights_the_earlier_ends_the_day() -> None:
    """Havana sets 01:00 back to 00:00 on 1 November 2026: midnight comes at 04:00 UTC and again at 05:00."""
    assert day_begins(date(2026, 11, 1), "America/Havana") == at("2026-11-01 04:00")


def test_a_person_keeps_the_public_holidays_of_the_country_of_their_zone() -> None:
    assert not works_on(date(2026, 12, 25), BERLIN)
    assert works_on(date(2026, 12, 25), SHANGHAI)
    assert works_on(date(2026, 12, 25), UTC_DESK)


def test_somebody_on_holiday_for_more_than_a_month_is_told_on_the_day() -> None:
    never = Recipient("nobody@example.com", working_days=frozenset())
    assert last_slot(date(2026, 11, 30), "UTC", never) == at("2026-11-30 09:00")


def test_somebody_who_works_every_day_is_told_on_a_sunday() -> None:
    always = Recipient("always@example.com", working_days=ALL_DAYS)
    assert last_slot(date(2026, 11, 29), "UTC", always) == at("2026-11-29 09:00")
