"""The audit trail over the API: searched, page by page, each row whole, with the seal that proves it."""

from typing import Any

import pytest

from service.portfolio.sealing import seal_next
from service.portfolio.verifying import Head, verify
from service.store import reading, seals, writing


def found(api: Any, **wanted: Any) -> list[Any]:
    """The rows that fit."""
    answer = api.get("/v1/audit", as_="admin", params=wanted)
    assert answer.status_code == 200, answer.text
    items: list[Any] = answer.json()["items"]
    return items


def seal(api: Any, clock: Any) -> None:
    """Seal what waits."""
    through = seals.decided_row(api.engine)
    assert through is not None
    with writing(api.engine) as session:
        seal_next(session, clock.now(), through)


def test_a_row_tells_who_did_what_from_what_to_what_and_why(api: Any, conforms: Any) -> None:
    api.register()
    api.post("/v1/cases/P1/close", {"reason": "sold", "actor": "Paralegal 1"})

    (row,) = found(api, subject="case P1", action="case.closed")

    conforms("AuditEntry", row)
    assert (row["actor"], row["reason"], row["at"]) == ("Paralegal 1", "sold", "2026-03-02T08:00:00+00:00")
    assert row["before"] == {"closed_at": None, "closed_by": None, "closed_reason": None}
    assert row["after"]["closed_by"] == "Paralegal 1"
    again = api.get(f"/v1/audit/{row['id']}", as_="admin").json()
    assert again | {"seal": row["seal"]} == row  # a tick may have sealed it in between


def test_rows_are_found_by_subject_actor_action_and_moment(api: Any, clock: Any) -> None:
    api.register()
    clock.move(hours=1)
    api.post("/v1/cases/P1/close", {"reason": "sold", "actor": "Paralegal 1"})
    clock.move(hours=1)
    api.post("/v1/cases/P1/reopen", {"reason": "bought back", "actor": "Paralegal 2"})

    assert [row["action"] for row in found(api, actor="Paralegal 2")] == ["case.reopened"]
    assert [row["action"] for row in found(api, actor="Paralegal 1", subject="case P1")] == ["case.closed"]
    assert {row["action"] for row in found(api, since="2026-03-02T10:00:00Z")} == {"case.reopened"}
    between = {"since": "2026-03-02T09:00:00Z", "until": "2026-03-02T10:00:00Z"}
    assert {row["action"] for row in found(api, **between)} == {"case.closed"}
    assert {row["subject"] for row in found(api, action="case.registered")} == {"case P1"}
    assert found(api, actor="nobody") == []


def test_the_latest_come_first_page_by_page(api: Any) -> None:
    for number in range(5):
        api.register(reference=f"P{number}")
    wanted = {"action": "case.registered", "limit": 2}
    seen: list[str] = []

    page = api.get("/v1/audit", as_="admin", params=wanted).json()
    while True:
        seen += [row["subject"] for row in page["items"]]
        if page["next_cursor"] is None:
            break
        page = api.get("/v1/audit", as_="admin", params=wanted | {"cursor": page["next_cursor"]}).json()

    assert seen == ["case P4", "case P3", "case P2", "case P1", "case P0"]


def test_the_newest_seal_is_given_out_and_proves_the_trail(api: Any, conforms: Any, clock: Any) -> None:
    seal(api, clock)
    api.register()
    seal(api, clock)

    head = api.get("/v1/audit/head", as_="admin").json()
    conforms("AuditHead", head)
    assert head["waiting"] == 0
    (row,) = found(api, action="case.registered")
    assert row["seal"] == head["number"]
    assert all(one["seal"] < head["number"] for one in found(api, action="key.created"))
    with reading(api.engine) as session:
        assert verify(session, Head(head["number"], head["digest"])).fault is None


def test_a_row_that_is_not_there_is_unknown(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.get("/v1/audit/4711", as_="admin"), 404, "not-found")

    assert document["detail"] == "there is no row of the audit trail 4711"


@pytest.mark.parametrize("path", ["/v1/audit", "/v1/audit/1", "/v1/audit/head"])
def test_only_administrators_read_it(lite: Any, conforms: Any, path: str) -> None:
    conforms.problem(lite.get(path, as_="write"), 403, "forbidden")


def test_a_moment_that_is_none_is_named(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.get("/v1/audit?since=yesterday", as_="admin"), 422, "invalid")

    assert document["errors"][0]["field"] == "query.since"
