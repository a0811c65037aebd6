"""Where calendars, zones and clocks are awkward: what a reader finds in their mailbox, and when by their own clock.

Each scenario ticks hour by hour through the real planning and dispatch, into a real mail server. Beside each moment
stand the stages that the mail carried: days before the last one. Days in comments are the office's, worked by hand.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from notifiers.email import EmailNotifier, Smtp
from notifiers.webhook import WebhookNotifier
from service.portfolio.context import Context
from service.portfolio.registering import register
from service.reminders.desk import Desk
from service.reminders.dispatch import Post
from service.reminders.outlets import Outlets
from service.reminders.planning import first_look
from service.reminders.tick import tick
from service.store import MessageRow, MessageRungRow, reading, writing

if TYPE_CHECKING:
    from tests.service.conftest import SetClock
    from tests.service.reminders.conftest import Outside, Shelf

# `test_tick` and `test_never_silent` hold both databases to the same; days on days of ticks would be slow on two.
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

HOUR = timedelta(hours=1)
Got = list[tuple[str, tuple[str, ...]]]
"""Mails in order: when, on the reader's clock, and what they carried."""


@dataclass(frozen=True, slots=True)
class Life:
    """One reader, in charge of one deadline, whose last reminders are watched."""

    shelf: "Shelf"
    desk: Desk
    clock: "SetClock"
    outside: "Outside"

    def goes_on(self, moments: Iterable[datetime]) -> list[bytes]:
        """Tick at each moment; gives the mails as the mail server took them."""

        async def run() -> list[bytes]:
            async with self.outside.mail_server() as server:
                async with EmailNotifier(Smtp("127.0.0.1", server.port, security="none")) as email:
                    post = Post(
                        engine=self.shelf.engine,
                        clock=self.clock,
                        outlets=Outlets(email, WebhookNotifier()),
                        sender="annua@example.com",
                        unlock=lambda _: (),
                        lease=timedelta(minutes=5),
                        chance=lambda: 0.5,
                    )
                    for moment in moments:
                        self.clock.moment = moment
                        assert (await tick(self.desk, post)).good
                return server.received

        return asyncio.run(run())

    def told(self, zone: str, after: datetime, stages: str = "act_by") -> Got:
        """What the reader was told alone of the days before the end, after a moment."""
        rung, message = MessageRungRow, MessageRow
        wanted = (
            select(message.id, message.created_at, rung.stage)
            .join(message, message.id == rung.message_id)
            .where(message.purpose == "reminder", message.recipient == "reader@example.com")
            .where(message.created_at > after, rung.stage.startswith(stages))
            .order_by(rung.id)
        )
        found: dict[tuple[int, str], list[str]] = {}
        with reading(self.shelf.engine) as session:
            for number, at, stage in session.execute(wanted):
                local = at.astimezone(ZoneInfo(zone))
                found.setdefault((number, f"{local:%a %d %b %H:%M}"), []).append(stage)
        return [(moment, tuple(carried)) for (_, moment), carried in found.items()]


@pytest.fixture
def life(shelf: "Shelf", desk: Desk, clock: "SetClock", outside: "Outside") -> Life:
    return Life(shelf, desk, clock, outside)


def hours(first: datetime, last: datetime) -> list[datetime]:
    """Each full hour from one to another, both included."""
    return [first + number * HOUR for number in range(int((last - first) / HOUR) + 1)]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def watch(life: Life, office: str, act_by: str, zone: str) -> None:
    """A deadline at an office, and the reader in a zone who is in charge."""
    reader, other = life.shelf.person("reader", zone=zone), life.shelf.person("other")
    case = life.shelf.case(f"P1-{office}", reader, backup_id=other.id, jurisdiction=office)
    since = datetime.fromisoformat(act_by).replace(tzinfo=UTC) - timedelta(days=60)
    life.shelf.deadline(case, since, office=office, act_by=date.fromisoformat(act_by))


@dataclass(frozen=True, slots=True)
class Scenario:
    """An office and its day to act by, where the reader is, from when on it is watched, and what must come."""

    office: str
    act_by: str
    zone: str
    since: str
    until: str
    comes: Got


SCENARIOS = {
    # Monday, 6 October 2025 lies in golden week, 1 to 8 October: three days and one day before are closed in Shanghai
    # too, so both stages come on the last working day before; the last day itself comes whatever it is.
    "a Shanghai reader with a golden-week due date": Scenario(
        *("CN", "2025-10-06", "Asia/Shanghai", "2025-09-29T04", "2025-10-06T12"),
        [("Tue 30 Sep 09:00", ("act_by.3", "act_by.1")), ("Mon 06 Oct 09:00", ("act_by.0",))],
    ),
    # Beijing's Monday 30 November ends at 08:00 that morning in Los Angeles, so the last day comes on Sunday there. The
    # Friday (three days before) ends on Friday at 08:00, and Thursday is Thanksgiving: Wednesday. The Sunday (one day
    # before) ends on Sunday at 08:00: Friday.
    "a Los Angeles reader with a Beijing deadline": Scenario(
        *("CN", "2026-11-30", "America/Los_Angeles", "2026-11-24T18", "2026-11-30T18"),
        [
            ("Wed 25 Nov 09:00", ("act_by.3",)),
            ("Fri 27 Nov 09:00", ("act_by.1",)),
            ("Sun 29 Nov 09:00", ("act_by.0",)),
        ],
    ),
    # Clocks go forward in Munich on Sunday, 29 March 2026: nine in the morning stays nine in the morning.
    "summer time begins": Scenario(
        *("EP", "2026-03-31", "Europe/Berlin", "2026-03-26T12", "2026-03-31T12"),
        [
            ("Fri 27 Mar 09:00", ("act_by.3",)),  # Saturday 28
            ("Mon 30 Mar 09:00", ("act_by.1",)),
            ("Tue 31 Mar 09:00", ("act_by.0",)),
        ],
    ),
    # Clocks go back on Sunday, 25 October 2026, one day before; Friday is the last working day before it.
    "summer time ends": Scenario(
        *("EP", "2026-10-26", "Europe/Berlin", "2026-10-22T12", "2026-10-26T12"),
        [("Fri 23 Oct 09:00", ("act_by.3", "act_by.1")), ("Mon 26 Oct 09:00", ("act_by.0",))],
    ),
    # Only America has summer time on 10 March 2026: Munich's midnight is 19:00 in New York, after that day's slot.
    "summer time on one side of the ocean": Scenario(
        *("EP", "2026-03-10", "America/New_York", "2026-03-05T18", "2026-03-10T20"),
        [
            ("Fri 06 Mar 09:00", ("act_by.3",)),  # Saturday 7
            ("Mon 09 Mar 09:00", ("act_by.1",)),
            ("Tue 10 Mar 09:00", ("act_by.0",)),
        ],
    ),
    # Tokyo's Monday 1 June ends at 05:00 in Honolulu on that Monday: all comes a day early by the calendar there.
    "the date line, from its east": Scenario(
        *("JP", "2026-06-01", "Pacific/Honolulu", "2026-05-28T04", "2026-06-01T20"),
        [
            ("Thu 28 May 09:00", ("act_by.3",)),
            ("Fri 29 May 09:00", ("act_by.1",)),
            ("Sun 31 May 09:00", ("act_by.0",)),
        ],
    ),
    # New York's Friday 5 June ends on Saturday at 16:00 in Auckland, before a working day would: Friday there.
    "the date line, from its west": Scenario(
        *("US", "2026-06-05", "Pacific/Auckland", "2026-06-01T04", "2026-06-06T06"),
        [
            ("Tue 02 Jun 09:00", ("act_by.3",)),
            ("Thu 04 Jun 09:00", ("act_by.1",)),
            ("Fri 05 Jun 09:00", ("act_by.0",)),
        ],
    ),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_last_reminders_come_when_their_reader_can_act(life: Life, name: str) -> None:
    one = SCENARIOS[name]
    watch(life, one.office, one.act_by, one.zone)

    received = life.goes_on(hours(utc(one.since), utc(one.until)))

    assert life.told(one.zone, utc(one.since)) == one.comes
    _nothing_was_sent_twice(received)


def _nothing_was_sent_twice(received: list[bytes]) -> None:
    keys = [message_from_bytes(raw)["Message-ID"] for raw in received]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("number", "act_by", "since", "until", "comes"),
    [
        (  # r. 51(1) EPC: the last day of February; 2028 has a 29th, a Tuesday
            *(5, "2028-02-29", "2028-02-24T12", "2028-02-29T12"),
            [
                ("Fri 25 Feb 09:00", ("act_by.3",)),
                ("Mon 28 Feb 09:00", ("act_by.1",)),
                ("Tue 29 Feb 09:00", ("act_by.0",)),
            ],
        ),
        (  # 2026 has none: 28 February, a Saturday; nobody waits for the Monday that still counts
            *(3, "2026-02-28", "2026-02-24T12", "2026-02-28T12"),
            [
                ("Wed 25 Feb 09:00", ("act_by.3",)),
                ("Fri 27 Feb 09:00", ("act_by.1",)),
                ("Sat 28 Feb 09:00", ("act_by.0",)),
            ],
        ),
    ],
    ids=["a leap year", "another"],
)
def test_an_application_filed_on_29_february(
    life: Life, number: int, act_by: str, since: str, until: str, comes: Got
) -> None:
    """Registered through the rules, not written into the store."""
    for key in ("reader", "other"):
        life.shelf.person(key)
    filed = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2024-02-29"}}
    people = {"responsible": "reader", "backup": "other", "settled_through": {"date": "2027-12-31", "source": "tests"}}
    if number == 3:
        people.pop("settled_through")
    with writing(life.shelf.engine) as session:
        register(session, Context("tests", utc(since), first_look), filed | people)

    life.goes_on(hours(utc(since), utc(until)))

    assert life.told("Europe/Berlin", utc(since)) == comes
    with reading(life.shelf.engine) as session:
        aims = set(session.scalars(select(MessageRungRow.aim).where(MessageRungRow.stage == "act_by.0")))
    assert aims == {date.fromisoformat(act_by)}


# ---------------------------------------------------------------- clocks that err, and services that are down

AS_USUAL: Got = [  # Monday, 30 November 2026 in Munich: Friday is the last working day before
    ("Fri 27 Nov 09:00", ("act_by.3", "act_by.1")),
    ("Mon 30 Nov 09:00", ("act_by.0",)),
]
BEGINS, ENDS = utc("2026-11-26T12"), utc("2026-11-30T16")


def _two_hours_back_each_afternoon() -> list[datetime]:
    """Each day at 13:00 the clock is set back to 11:00, and those two hours come once more."""
    moments = []
    for moment in hours(BEGINS, ENDS):
        moments.append(moment)
        if moment.hour == 13:
            moments += [moment - 2 * HOUR, moment - HOUR]
    return moments


def _three_days_back_once() -> list[datetime]:
    """On Friday afternoon the clock falls back to Tuesday, runs on from there for a day, and is put right."""
    until = utc("2026-11-27T15")
    return [*hours(BEGINS, until), *hours(until - timedelta(days=3), until - timedelta(days=2)), *hours(until, ENDS)]


@pytest.mark.parametrize(
    "moments", [_two_hours_back_each_afternoon, _three_days_back_once], ids=["two hours each day", "three days once"]
)
def test_a_clock_set_back_loses_nothing_and_repeats_nothing(life: Life, moments: Callable[[], list[datetime]]) -> None:
    watch(life, "EP", "2026-11-30", "Europe/Berlin")

    received = life.goes_on(moments())

    assert life.told("Europe/Berlin", BEGINS) == AS_USUAL
    _nothing_was_sent_twice(received)


def test_after_a_week_of_downtime_the_missed_stages_come_in_one_message(life: Life) -> None:
    """Down from Monday, 23 November, 12:00 UTC until the last day, 14:15 in Munich."""
    down, up = utc("2026-11-23T12"), utc("2026-11-30T13") + timedelta(minutes=15)
    watch(life, "EP", "2026-11-30", "Europe/Berlin")

    received = life.goes_on([*hours(down - 3 * HOUR, down), *hours(up, up + 12 * HOUR)])

    assert life.told("Europe/Berlin", down) == [("Mon 30 Nov 14:15", ("act_by.3", "act_by.1", "act_by.0"))]
    _nothing_was_sent_twice(received)
    mails = [message_from_bytes(raw) for raw in received]
    theirs = [mail for mail in mails if "reader@example.com" in mail["To"] and "X-Annua-Digest" not in mail]
    last = next(mail for mail in theirs if mail["Subject"].startswith("LAST DAY"))
    assert last["Importance"] == "high"
