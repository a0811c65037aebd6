"""Lists are all alike: items, a cursor to go on from, a limit with a bound; a cursor is good for its own list alone."""

import base64
import json
from typing import Any

import pytest

from service.api.paging import MOST
from service.app import create_app
from service.settings import Settings

STAFF = [{"key": f"p{number}", "name": f"P {number}", "address": f"p{number}@example.com"} for number in range(1, 6)]


def test_every_list_is_a_page_with_a_cursor_and_a_bounded_limit() -> None:
    """What answers GET with anything but one thing by its name or number is a page."""
    document = create_app(Settings()).openapi()
    schemas = document["components"]["schemas"]
    pages = []
    for path, item in document["paths"].items():
        schema = item.get("get", {}).get("responses", {}).get("200", {}).get("content", {}).get("application/json", {})
        name = schema.get("schema", {}).get("$ref", "").rpartition("/")[2]
        assert schema.get("schema", {}).get("type") != "array", path
        if name.endswith("Page") and path != "/v1/events":  # a log is read on from a position, and has no last page
            pages.append(path)
            assert set(schemas[name]["properties"]) == {"items", "next_cursor"}
            parameters = {one["name"]: one["schema"] for one in item["get"]["parameters"]}
            assert parameters["limit"]["maximum"] == MOST
            assert "cursor" in parameters
    assert len(pages) >= 15


@pytest.mark.parametrize("limit", [1, 2, 5, 500])
def test_a_list_read_page_by_page_is_the_whole_list(api: Any, conforms: Any, limit: int) -> None:
    for person in STAFF:
        api.post("/v1/people", person)
    seen, cursor = [], None
    while True:
        wanted = {"limit": limit} | ({"cursor": cursor} if cursor else {})
        page = api.get("/v1/people", params=wanted).json()
        conforms("PersonPage", page)
        assert len(page["items"]) <= limit
        seen += [one["key"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert seen == [one["key"] for one in STAFF]


@pytest.mark.parametrize(
    "path",
    [
        *("/v1/cases", "/v1/deadlines", "/v1/bounces", "/v1/preview", "/v1/jurisdictions", "/v1/people"),
        *("/v1/absences", "/v1/assignments", "/v1/owners", "/v1/ladders", "/v1/office-closures"),
        *("/v1/keys", "/v1/webhook-endpoints", "/v1/people/p1/calendar-feeds", "/v1/cases/P1/dates"),
    ],
)
def test_each_list_refuses_a_strange_cursor_and_an_unbounded_page(lite: Any, conforms: Any, path: str) -> None:
    lite.post("/v1/people", STAFF[0])
    lite.register()
    for query in ("cursor=abc", "limit=0", f"limit={MOST + 1}", "limit=all", "offset=10"):
        conforms.problem(lite.get(f"{path}?{query}", as_="admin"), 422, "invalid")
    conforms.problem(lite.get(f"{path}?cursor=", as_="admin"), 422, "invalid")


def test_a_cursor_of_another_order_is_refused(api: Any, conforms: Any) -> None:
    """By the time of the last change it would begin somewhere nobody meant."""
    for number in (1, 2, 3):
        api.register(reference=f"P{number}")
    cursor = api.get("/v1/cases?limit=1&sort=-updated_at").json()["next_cursor"]

    assert api.get(f"/v1/cases?limit=1&sort=-updated_at&cursor={cursor}").json()["items"][0]["reference"] == "P2"
    document = conforms.problem(api.get(f"/v1/cases?sort=updated_at&cursor={cursor}"), 422, "invalid")
    assert "is not a cursor of this list" in document["detail"]


@pytest.mark.parametrize(
    "values",
    [
        *(["act_by"], ["act_by", "2026-01-01"], ["act_by", "2026-01-01", "1"], ["act_by", 1, 1]),
        *(["act_by", "2026-02-30", 1], ["act_by", "2026-01-01", 2**31], ["act_by", "2026-01-01", 1, 1]),
        *(["act_by", None, 1], [["act_by"], "2026-01-01", 1], {"act_by": 1}, 7, None, []),
    ],
)
def test_a_cursor_that_somebody_made_up_is_refused(api: Any, conforms: Any, values: Any) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")

    conforms.problem(api.get("/v1/deadlines", params={"cursor": cursor}), 422, "invalid")


def test_an_unknown_order_is_refused_with_those_that_there_are(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.get("/v1/cases?sort=title"), 422, "invalid")

    assert document["detail"].endswith("use one of reference, -reference, updated_at, -updated_at, act_by, -act_by")


def test_cases_are_found_by_number_title_change_and_missing_facts(api: Any, conforms: Any) -> None:
    api.register(title="Suture anchor", numbers={"application": "EP16198765.4"})
    api.register(reference="P2", title="Stent")

    def found(**wanted: str) -> list[str]:
        page = api.get("/v1/cases", params=wanted).json()
        conforms("StoredCasePage", page)
        return [one["reference"] for one in page["items"]]

    assert found(number="ep 16 198 765.4") == ["P1"]
    assert found(title="ANCHOR") == ["P1"]
    assert found(awaiting="true") == ["P1", "P2"]
    assert found(updated_since="2026-03-02T08:00:01Z") == []
    assert found(updated_since="2026-03-02T16:00:00+08:00", sort="-reference") == ["P2", "P1"]
