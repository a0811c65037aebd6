"""The event log by HTTP: read on from a position, and nothing is missed or repeated."""

from typing import Any

import pytest


def read(api: Any, **query: Any) -> Any:
    """One answer of the log."""
    answer = api.get("/v1/events", as_="read", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_happened_is_read_in_its_order_at_once(api: Any, conforms: Any) -> None:
    """Without a tick: the reader's own call gives the positions."""
    assert read(api) == {"items": [], "next_after": 0, "last": 0}
    api.register()
    api.register(title="Catheter")

    page = read(api)

    conforms("EventPage", page)
    positions = [one["position"] for one in page["items"]]
    assert positions == list(range(1, page["last"] + 1))
    assert page["next_after"] == page["last"]
    registered, *changed, updated = page["items"]
    assert (registered["type"], registered["reference"], registered["deadline"]) == ("case.registered", "P1", None)
    assert registered["data"]["jurisdiction"] == "EP"
    assert {one["type"] for one in changed} <= {"deadline.changed", "case.updated"}
    assert (updated["type"], updated["data"]["changed"]) == ("case.updated", ["title"])
    assert {name: updated["data"][name] for name in ("position", "id", "at", "reference")} == {
        name: updated[name] for name in ("position", "id", "at", "reference")
    }


def test_a_reader_goes_on_where_it_stopped(api: Any) -> None:
    for number in range(3):
        api.register(reference=f"P{number}")
    whole, after, pieces = read(api)["items"], 0, []
    while True:
        page = read(api, after=after, limit=1)
        if not page["items"]:
            break
        pieces += page["items"]
        after = page["next_after"]
    assert pieces == whole
    assert after == page["last"]

    api.register(reference="P3")

    assert {one["reference"] for one in read(api, after=after)["items"]} == {"P3"}


def test_some_types_and_one_case_are_read_without_the_rest(api: Any) -> None:
    for reference in ("P1", "P2"):
        api.register(reference=reference)
        api.post(f"/v1/cases/{reference}/close", {"reason": "sold"}, as_="admin")

    some = read(api, types=["case.registered", "case.closed"], reference="P2")

    assert [one["type"] for one in some["items"]] == ["case.registered", "case.closed"]
    assert {one["reference"] for one in some["items"]} == {"P2"}
    assert some["next_after"] == some["last"]
    assert read(api, reference="P9")["items"] == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"types": "case.close"}, "query.types.0 case.close is not known (did you mean case.closed?)"),
        ({"after": 7}, "after 7 lies behind 0, the last event of this log"),
        ({"after": -1}, "query.after can't be -1"),
        ({"limit": 501}, "query.limit can't be 501"),
        ({"cursor": 1}, "query.cursor is not known"),
    ],
)
def test_a_wrong_question_is_refused(lite: Any, conforms: Any, query: dict[str, Any], words: str) -> None:
    document = conforms.problem(lite.get("/v1/events", as_="read", params=query), 422, "invalid")
    assert words in document["detail"]


def test_the_description_says_what_each_type_means(lite: Any) -> None:
    event = lite.get("/openapi.json", as_=None).json()["components"]["schemas"]["Event"]["properties"]["type"]
    assert "deadline.missed" in event["enum"]
    assert "`deadline.missed`: the day to act by is over and the deadline is open" in event["description"]
