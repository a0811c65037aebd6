"""Two clients at once: no update is lost, and what is sent twice is done once."""

import json
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

LINES = "application/x-ndjson"
CASE = {"jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}


def together(*calls: Callable[[], httpx.Response]) -> list[httpx.Response]:
    """Make calls at the same time; answers what each got."""
    with ThreadPoolExecutor(len(calls)) as pool:
        return [call.result() for call in [pool.submit(call) for call in calls]]


@pytest.mark.parametrize("repeat", range(3))
def test_of_clients_who_saw_the_same_revision_one_is_heard_and_the_others_are_told(api: Any, repeat: int) -> None:
    etag = f'"{api.register()["revision"]}"'

    answers = together(
        *(
            lambda title=title: api.call("PATCH", "/v1/cases/P1", json={"title": title}, headers={"If-Match": etag})
            for title in ("Catheter", "Stent", "Balloon")
        )
    )

    assert Counter(answer.status_code for answer in answers) == {200: 1, 412: 2}
    (heard,) = [answer.json() for answer in answers if answer.status_code == 200]
    stored = api.get("/v1/cases/P1").json()
    assert (stored["title"], stored["revision"]) == (heard["title"], 2)


@pytest.mark.parametrize("repeat", range(3))
def test_of_a_correction_and_a_closing_of_the_same_revision_one_is_heard(api: Any, repeat: int) -> None:
    etag = {"If-Match": f'"{api.register()["revision"]}"'}

    answers = together(
        lambda: api.call("PATCH", "/v1/cases/P1", json={"title": "Stent"}, headers=etag),
        lambda: api.post("/v1/cases/P1/close", {"reason": "sold"}, headers=etag),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 412]


def test_clients_who_say_no_revision_lose_nothing_of_each_other(api: Any) -> None:
    api.register()

    answers = together(
        lambda: api.call("PATCH", "/v1/cases/P1", json={"title": "Stent"}),
        lambda: api.call("PATCH", "/v1/cases/P1", json={"owner": "Acme"}),
        lambda: api.put("/v1/cases/P1/dates/publication", {"date": "2018-05-23"}),
        lambda: api.raw("/v1/cases/bulk", json.dumps({"reference": "P1", "family": "F1"}).encode(), LINES),
    )

    assert [answer.status_code for answer in answers] == [200] * 4
    case = api.get("/v1/cases/P1").json()
    assert (case["title"], case["owner"], case["family"]) == ("Stent", "Acme", "F1")
    assert case["dates"] == {"filing": "2016-11-15", "publication": "2018-05-23"}
    assert case["revision"] == 5


def test_two_bulk_registrations_at_once_leave_each_case_once_with_what_both_say(api: Any) -> None:
    def body(**more: Any) -> bytes:
        cases = [CASE | {"reference": f"P{number:03}"} | more for number in range(120)]
        return b"".join(json.dumps(case).encode() + b"\n" for case in cases)

    answers = together(
        lambda: api.raw("/v1/cases/bulk", body(owner="Acme"), LINES),
        lambda: api.raw("/v1/cases/bulk", body(title="Stent"), LINES),
    )

    summaries = [json.loads(answer.text.splitlines()[-1])["summary"] for answer in answers]
    assert sum(summary["new"] for summary in summaries) == 120
    assert sum(summary["changed"] for summary in summaries) == 120
    cases = api.get("/v1/cases?limit=200").json()["items"]
    assert len(cases) == 120
    assert {(case["owner"], case["title"]) for case in cases} == {("Acme", "Stent")}


def test_the_same_post_sent_twice_at_once_makes_one_thing(api: Any) -> None:
    api.register()
    body = {"title": "Answer the agent", "due": "2026-09-01", "source": "letter"}
    headers = {"Idempotency-Key": "letter-17"}

    answers = together(*(lambda: api.post("/v1/cases/P1/deadlines", body, headers=headers) for _ in range(4)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    deadlines = api.get("/v1/cases/P1").json()["deadlines"]
    assert [one["title"] for one in deadlines].count("Answer the agent") == 1
