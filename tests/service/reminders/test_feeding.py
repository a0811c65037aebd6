"""Endpoints are fed by the event log, each from its own place, on SQLite and on PostgreSQL."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, update

from service.reminders.feeding import QUEUE, feed
from service.reminders.messages import LARGEST
from service.store import CaseRow, EndpointRow, EventRow, MessageRow, writing
from service.store.event_log import number_events

if TYPE_CHECKING:
    from tests.service.reminders.conftest import Shelf

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


def happen(shelf: "Shelf", kind: str = "case.updated", case: CaseRow | None = None, **payload: Any) -> EventRow:
    """Store an event."""
    return shelf.put(EventRow(type=kind, case_id=case.id if case else None, payload=payload, at=NOW))


def calls(shelf: "Shelf", endpoint: EndpointRow | None = None) -> list[dict[str, Any]]:
    """The bodies of the calls made, to one endpoint if it is named."""
    rows = [row for row in shelf.messages() if row.endpoint_id is not None]
    return [json.loads(row.body) for row in rows if endpoint is None or row.endpoint_id == endpoint.id]


def positions(call: dict[str, Any]) -> list[int]:
    """The positions of the events in a call."""
    return [item["position"] for item in call["data"]["items"]]


def test_endpoints_hear_of_each_type_they_asked_for(shelf: "Shelf") -> None:
    case = shelf.case()
    happen(shelf, "deadline.changed", case, new_act_by="2026-10-31")
    happen(shelf, "case.updated", case, fields=["owner"])
    every, some = shelf.endpoint("https://all.example.com"), shelf.endpoint(events=["case.updated"])

    assert feed(shelf.engine, NOW) == (3, ())

    assert [call["type"] for call in calls(shelf, every)] == ["case.updated", "deadline.changed"]
    (call,) = calls(shelf, some)
    (item,) = call["data"]["items"]
    assert item["id"].startswith("evt_")
    assert {key: item[key] for key in ("position", "at", "reference", "fields")} == {
        "position": 2,
        "at": NOW.isoformat(),
        "reference": "P1-EP",
        "fields": ["owner"],
    }
    assert (call["type"], call["timestamp"], call["sequence"]) == ("case.updated", NOW.isoformat(), 1)


def test_an_event_is_told_once_and_calls_are_numbered_without_a_gap(shelf: "Shelf") -> None:
    endpoint = shelf.endpoint()
    for kind in ("case.updated", "case.closed", "case.updated"):
        happen(shelf, kind)
        feed(shelf.engine, NOW)
        feed(shelf.engine, NOW)
    assert [(call["sequence"], positions(call)) for call in calls(shelf, endpoint)] == [(1, [1]), (2, [2]), (3, [3])]


def test_a_flood_is_cut_into_several_calls(shelf: "Shelf") -> None:
    endpoint = shelf.endpoint()
    with writing(shelf.engine) as session:
        session.add_all(EventRow(type="case.updated", payload={}, at=NOW) for _ in range(LARGEST + 1))
    feed(shelf.engine, NOW)
    assert [positions(call) for call in calls(shelf, endpoint)] == [list(range(1, LARGEST + 1)), [LARGEST + 1]]


def test_a_disabled_endpoint_goes_on_where_it_stopped(shelf: "Shelf") -> None:
    endpoint = shelf.endpoint()
    happen(shelf)
    feed(shelf.engine, NOW)
    set_enabled(shelf, enabled=False)
    happen(shelf)
    assert feed(shelf.engine, NOW) == (0, ())
    set_enabled(shelf, enabled=True)
    happen(shelf)
    feed(shelf.engine, NOW)
    assert [positions(call) for call in calls(shelf, endpoint)] == [[1], [2, 3]]


def set_enabled(shelf: "Shelf", *, enabled: bool) -> None:
    """Enable or disable all endpoints."""
    with writing(shelf.engine) as session:
        session.execute(update(EndpointRow).values(enabled=enabled))


def test_nothing_more_is_made_for_an_endpoint_whose_queue_is_full(shelf: "Shelf") -> None:
    """The others hear at once; it goes on in the log as soon as there is room."""
    dead, alive = shelf.endpoint("https://dead.example.com"), shelf.endpoint("https://alive.example.com")
    waiting = {"channel": "webhook", "recipient": str(dead.id), "endpoint_id": dead.id, "subject": "x", "body": b"{}"}
    with writing(shelf.engine) as session:
        session.execute(
            insert(MessageRow),
            [waiting | {"key": f"msg_{n}", "created_at": NOW, "next_attempt_at": NOW} for n in range(QUEUE)],
        )
    happen(shelf)
    assert feed(shelf.engine, NOW) == (1, ())
    assert [positions(call) for call in calls(shelf, alive)] == [[1]]
    happen(shelf)
    with writing(shelf.engine) as session:
        session.execute(update(MessageRow).where(MessageRow.key == "msg_0").values(state="sent"))
    feed(shelf.engine, NOW)
    assert [positions(call) for call in calls(shelf, dead) if call] == [[1, 2]]


def test_trouble_with_one_endpoint_keeps_back_no_other(shelf: "Shelf") -> None:
    """Its next call would get a number that it has had, as after a careless repair of the store."""
    broken, sound = shelf.endpoint("https://a.example.com"), shelf.endpoint("https://b.example.com")
    happen(shelf)
    feed(shelf.engine, NOW)
    with writing(shelf.engine) as session:
        session.execute(update(EndpointRow).where(EndpointRow.id == broken.id).values(sequence=0))
    happen(shelf)
    made, (trouble,) = feed(shelf.engine, NOW)
    assert (made, trouble.startswith(f"endpoint {broken.id}: IntegrityError")) == (1, True)
    assert [positions(call) for call in calls(shelf, sound)] == [[1], [2]]


def test_an_endpoint_without_a_place_hears_of_what_comes(shelf: "Shelf") -> None:
    """As one that the version before registered beside this one."""
    endpoint = shelf.endpoint(position=None)
    happen(shelf)
    feed(shelf.engine, NOW)
    happen(shelf)
    feed(shelf.engine, NOW)
    assert [positions(call) for call in calls(shelf, endpoint)] == [[2]]


def test_replicas_that_feed_at_once_tell_an_event_once(shelf: "Shelf") -> None:
    """Each holds the row of the endpoint: the other passes it over, on SQLite it waits."""
    endpoint = shelf.endpoint()
    happen(shelf)
    number_events(shelf.engine)
    with ThreadPoolExecutor(4) as pool:
        for one in [pool.submit(feed, shelf.engine, NOW) for _ in range(4)]:
            assert one.result()[1] == ()
    assert [positions(call) for call in calls(shelf, endpoint)] == [[1]]
