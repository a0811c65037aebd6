"""Calendar feeds over HTTP: made and revoked by administrators, read under a secret address without a key."""

from typing import Any
from urllib.parse import urlsplit

import pytest

PERSON = {"key": "p1", "name": "Li Wei", "address": "li@example.com", "zone": "Asia/Shanghai"}


@pytest.fixture
def path(api: Any) -> str:
    """Where Li Wei's feed is, with the deadlines of one case."""
    assert api.post("/v1/people", PERSON).status_code == 201
    api.register(responsible="p1")
    made = api.post("/v1/people/p1/calendar-feeds", None, "admin")
    assert made.status_code == 201, made.text
    return str(urlsplit(made.json()["url"]).path)


def test_a_calendar_is_read_without_a_key(api: Any, path: str) -> None:
    answer = api.get(path, None)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "SUMMARY:Renewal fee for year 11\\, P1 (EP)\r\n" in answer.text


def test_a_calendar_that_has_not_changed_is_not_sent_again(api: Any, path: str) -> None:
    tag = api.get(path, None).headers["ETag"]

    for given in (tag, f'W/{tag}, "other"'):
        again = api.get(path, None, headers={"If-None-Match": given})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    api.put("/v1/cases/P1/dates/filing", {"date": "2017-11-15", "source": "register"})
    assert api.get(path, None, headers={"If-None-Match": tag}).status_code == 200


def test_a_look_at_the_head_alone_is_answered(api: Any, path: str) -> None:
    answer = api.call("HEAD", path, None)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["ETag"] == api.get(path, None).headers["ETag"]


def test_a_wrong_address_and_a_revoked_one_say_the_same(api: Any, path: str, conforms: Any) -> None:
    (row,) = api.get("/v1/people/p1/calendar-feeds", "admin").json()["items"]
    revoked = api.post(f"/v1/people/p1/calendar-feeds/{row['id']}/revoke", None, "admin")
    conforms("CalendarFeed", revoked.json())

    answers = [api.get(address, None) for address in (path, f"{path[:-4]}x.ics", "/calendars/x.ics")]

    assert {answer.text for answer in answers} == {answers[0].text}
    assert conforms.problem(answers[0], 404, "not-found")["detail"] == "there is no such calendar"


def test_the_address_is_shown_once_and_only_to_administrators(api: Any, conforms: Any) -> None:
    api.post("/v1/people", PERSON)
    twice = [
        api.post("/v1/people/p1/calendar-feeds", None, "admin", headers={"Idempotency-Key": "k"}) for _ in range(2)
    ]

    conforms("CalendarFeedMade", twice[0].json())
    address = str(api.app.state.service.settings.base_url)
    assert twice[0].json()["url"].startswith(f"{address}/calendars/")
    assert twice[1].json() == twice[0].json() | {"url": None}
    listed = api.get("/v1/people/p1/calendar-feeds", "admin").json()
    conforms("CalendarFeedPage", listed)
    assert len(listed["items"]) == 1
    conforms.problem(api.post("/v1/people/p1/calendar-feeds", None, "write"), 403, "forbidden")
    conforms.problem(api.get("/v1/people/p1/calendar-feeds", "read"), 403, "forbidden")
    conforms.problem(api.post("/v1/people/p2/calendar-feeds", None, "admin"), 404, "not-found")
