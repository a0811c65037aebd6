"""A feed by RFC 5545, read back by `vobject`, which has no line in common with what wrote it."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]  # ships no types
from hypothesis import given
from hypothesis import strategies as some

from service.calendar.writing import Feed, folded
from service.portfolio.feeds import Item
from service.reminders.links import Links
from service.words import TAGS, language

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
ITEM = Item(
    id=17,
    title="Renewal fee for year 11",
    title_code=None,
    title_params={},
    office="EP",
    state="open",
    act_by=date(2026, 11, 30),
    lead_days=0,
    late_until=date(2027, 5, 31),
    cancelled=False,
    changed_at=datetime(2026, 3, 2, 8, tzinfo=UTC),
    reference="P1-EP",
    right="patent",
    case_title="Suture anchor",
)
LINKS = Links("https://annua.example.com", b"key")


def feed(tag: str = "en", now: datetime = NOW) -> Feed:
    """Li Wei's feed."""
    return Feed("Li Wei", language(tag), LINKS, now)


def read(*items: Item, tag: str = "en", now: datetime = NOW) -> list[Any]:
    """The events of a feed as another program reads them."""
    calendar = vobject.readOne(feed(tag, now).write(items).decode())
    return list(calendar.contents.get("vevent", []))


def test_a_deadline_is_one_whole_day() -> None:
    (event,) = read(ITEM)

    assert event.uid.value == "deadline-17@annua.example.com"
    assert event.dtstart.value == date(2026, 11, 30)
    assert event.dtstart.params == {"VALUE": ["DATE"]}
    assert event.summary.value == "Renewal fee for year 11, P1-EP (EP)"
    assert event.status.value == "CONFIRMED"
    assert event.url.value == "https://annua.example.com/cases/P1-EP"
    # 1 January to 2 March 2026, 08:00: 60 days and 8 hours
    assert event.sequence.value == str(60 * 86_400 + 8 * 3600)
    assert event.last_modified.value == ITEM.changed_at
    assert event.description.value.split("\n") == [
        "Patent: Suture anchor",
        "Act by Monday, 30 November 2026, until midnight at the office (Europe/Berlin).",
        "Late period, with surcharge, until Monday, 31 May 2027.",
        "https://annua.example.com/cases/P1-EP",
    ]


def test_it_rings_a_week_and_a_day_before() -> None:
    (event,) = read(ITEM)

    rings = [(alarm.action.value, alarm.trigger.value) for alarm in event.valarm_list]

    assert rings == [("DISPLAY", timedelta(days=-7)), ("DISPLAY", timedelta(days=-1))]
    assert event.valarm_list[0].description.value == "7 days left: Renewal fee for year 11, P1-EP (EP)"


def test_what_is_over_a_year_away_rings_once_it_is_near() -> None:
    """366 days before 2026-11-30 is 2025-11-29: a calendar reads its feed again long before."""
    far, near = (read(ITEM, now=datetime(2025, 11, day, tzinfo=UTC))[0] for day in (28, 29))

    assert [len(event.contents.get("valarm", [])) for event in (far, near)] == [0, 2]


def test_an_owner_who_wants_it_earlier_moves_the_day_and_both_are_named() -> None:
    (event,) = read(replace(ITEM, lead_days=14))

    assert event.dtstart.value == date(2026, 11, 16)
    assert "Act by Monday, 30 November 2026" in event.description.value
    assert "The owner wants it done 14 days earlier, by Monday, 16 November 2026." in event.description.value


@pytest.mark.parametrize(
    ("now", "ends"),
    [
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), []),  # 23:59 in Munich: still the last day
        (datetime(2026, 11, 30, 23, tzinfo=UTC), [date(2027, 5, 31)]),  # midnight at the office
        (datetime(2027, 5, 31, 21, 59, tzinfo=UTC), [date(2027, 5, 31)]),
        (datetime(2027, 5, 31, 22, tzinfo=UTC), []),
    ],
)
def test_the_end_of_the_late_period_is_an_event_of_its_own_while_in_it(now: datetime, ends: list[date]) -> None:
    late = [event for event in read(ITEM, now=now) if "-late@" in event.uid.value]

    assert [event.dtstart.value for event in late] == ends


def test_what_has_ended_stays_as_cancelled_and_rings_no_more() -> None:
    (event,) = read(replace(ITEM, state="settled", cancelled=True))

    assert event.status.value == "CANCELLED"
    assert "valarm" not in event.contents


def test_what_was_settled_in_its_late_period_cancels_both_its_events() -> None:
    done = replace(ITEM, state="settled", cancelled=True, changed_at=datetime(2027, 1, 11, 9, tzinfo=UTC))

    events = read(done, now=datetime(2027, 1, 12, tzinfo=UTC))

    assert [event.status.value for event in events] == ["CANCELLED", "CANCELLED"]


def test_what_is_to_be_verified_says_so() -> None:
    (event,) = read(replace(ITEM, state="to_verify", late_until=None))

    assert "say what happened" in event.description.value
    assert "There is no late period." in event.description.value


def test_the_calendar_says_what_it_is_and_when_to_ask_again() -> None:
    text = feed().write([ITEM]).decode()

    for line in (
        "VERSION:2.0",
        "PRODID:-//Annua//Deadlines//EN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Deadlines of Li Wei",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    ):
        assert f"\r\n{line}\r\n" in text


def test_chinese_readers_get_chinese() -> None:
    (event,) = read(ITEM, tag="zh-Hans")

    assert "2026年11月30日" in event.description.value
    assert event.valarm_list[1].description.value.startswith("明天")


def test_the_same_deadlines_give_the_same_bytes() -> None:
    assert feed().write([ITEM]) == feed(now=NOW + timedelta(hours=3)).write([ITEM])


@given(title=some.text(max_size=200), reference=some.text(min_size=1, max_size=200), tag=some.sampled_from(TAGS))
def test_whatever_a_title_holds_it_comes_out_whole_in_short_lines(title: str, reference: str, tag: str) -> None:
    item = replace(ITEM, title=title, reference=reference, case_title=title)

    written = feed(tag).write([item])

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    (event,) = vobject.readOne(written.decode()).vevent_list
    plain = "".join(one if one.isprintable() or one == "\n" else " " for one in title)
    assert plain.strip() in event.summary.value


@given(some.text(some.characters(codec="utf-8", exclude_characters="\r\n"), max_size=400))
def test_a_folded_line_unfolds_to_itself(line: str) -> None:
    pieces = folded(line).split(b"\r\n ")

    assert b"".join(pieces).decode() == line
    assert all(piece.decode() for piece in pieces[1:])
    assert len(pieces[0]) <= 75
    assert all(len(piece) <= 74 for piece in pieces[1:])


@pytest.mark.slow
def test_five_thousand_deadlines_take_less_than_two_seconds() -> None:
    title = "一种用于骨科手术的可吸收缝合锚钉及其制造方法"
    items = [
        replace(ITEM, id=number, act_by=ITEM.act_by + timedelta(days=number % 9000), case_title=title)
        for number in range(5000)
    ]

    started = time.process_time()
    written = feed("zh-Hans").write(items)

    assert time.process_time() - started < 2
    assert written.count(b"BEGIN:VEVENT") == 5000
