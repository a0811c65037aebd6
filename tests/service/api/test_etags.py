"""ETags: what changed since it was read isn't overwritten, and what did not change isn't sent again."""

import threading
from typing import Any

import pytest

PERSON = {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com"}


def test_of_two_clients_that_read_the_same_person_the_second_to_write_reads_again(api: Any, conforms: Any) -> None:
    seen = api.post("/v1/people", PERSON).headers["ETag"]
    assert api.get("/v1/people/p1").headers["ETag"] == seen

    first = api.post("/v1/people", {"key": "p1", "name": "Eva"}, headers={"If-Match": seen})
    second = api.post("/v1/people", {"key": "p1", "name": "Ewa"}, headers={"If-Match": seen})

    assert first.status_code == 200
    document = conforms.problem(second, 412, "stale")
    assert document["errors"][0] | {"params": {}} == {
        "pointer": None,
        "field": "header.If-Match",
        "message": f"header.If-Match {seen} is not how it is now: somebody changed it since you saw it; read it again",
        "code": "request.no_longer",
        "params": {},
        "value": seen,
    }
    assert api.get("/v1/people/p1").json()["name"] == "Eva"
    assert api.post("/v1/people", {"key": "p1", "name": "Ewa"}, headers={"If-Match": first.headers["ETag"]}).is_success


def test_at_once_only_one_of_them_writes(api: Any) -> None:
    """On PostgreSQL both read before either writes, were the row not held."""
    seen = api.post("/v1/people", PERSON).headers["ETag"]
    codes: list[int] = []

    def write(name: str) -> None:
        codes.append(api.post("/v1/people", {"key": "p1", "name": name}, headers={"If-Match": seen}).status_code)

    threads = [threading.Thread(target=write, args=(f"Paralegal {number}",)) for number in range(2, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(codes) == [200, 412, 412, 412, 412, 412]


def test_clients_that_say_nothing_of_what_they_saw_lose_nothing_of_each_other(api: Any) -> None:
    """Each gives another field; what is absent is unchanged."""
    api.post("/v1/people", PERSON)
    given: dict[str, Any] = {"name": "Eva", "language": "zh-Hans", "works_from": "08:30", "holidays": "CN"}

    def write(field: str) -> None:
        assert api.post("/v1/people", {"key": "p1", field: given[field]}).status_code == 200

    threads = [threading.Thread(target=write, args=(field,)) for field in given]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    stored = api.get("/v1/people/p1").json()
    assert {field: stored[field] for field in given} == given


def test_nobody_is_made_where_somebody_was_expected(api: Any, conforms: Any) -> None:
    for seen in (f'"{"0" * 32}"', "*"):
        conforms.problem(api.post("/v1/people", PERSON, headers={"If-Match": seen}), 412, "stale")
    assert api.get("/v1/people/p1").status_code == 404


@pytest.mark.parametrize("seen", ["1", '"1"', "yesterday", 'W/"00000000000000000000000000000000"', ""])
def test_what_is_no_etag_is_said_so(lite: Any, conforms: Any, seen: str) -> None:
    lite.post("/v1/people", PERSON)

    conforms.problem(lite.post("/v1/people", {"key": "p1", "name": "Eva"}, headers={"If-Match": seen}), 422, "invalid")
    assert lite.get("/v1/people/p1").json()["name"] == "Paralegal 1"


def test_what_an_owner_wants_is_changed_only_as_it_was_seen(api: Any, conforms: Any) -> None:
    seen = api.put("/v1/owners/Acme", {"lead_days": 14}, as_="admin").headers["ETag"]
    assert api.get("/v1/owners/Acme").headers["ETag"] == seen
    api.put("/v1/owners/Acme", {"lead_days": 7}, as_="admin")

    late = api.put("/v1/owners/Acme", {"patience_days": 3}, as_="admin", headers={"If-Match": seen})

    conforms.problem(late, 412, "stale")
    assert api.put("/v1/owners/Acme", {"patience_days": 3}, as_="admin", headers={"If-Match": "*"}).status_code == 200


@pytest.mark.parametrize(
    ("act", "body"),
    [
        ("completions", {"state": "paid", "done_on": "2026-02-27"}),
        ("overrides", {"due": "2026-10-01", "reason": "shorter", "source": "notice"}),
        ("instructions", {"wish": "renew"}),
        ("acknowledgements", {}),
    ],
)
def test_what_is_said_of_a_deadline_is_said_of_it_as_it_was_seen(
    api: Any, conforms: Any, act: str, body: dict[str, Any]
) -> None:
    """A date was corrected after somebody had read the deadline: their word was for another day."""
    api.register()
    number = api.deadline(11)["id"]
    seen = api.get(f"/v1/deadlines/{number}").headers["ETag"]
    api.put("/v1/cases/P1/dates/filing", {"date": "2015-11-15"})

    late = api.post(f"/v1/deadlines/{number}/{act}", body, headers={"If-Match": seen})

    conforms.problem(late, 412, "stale")
    now = api.get(f"/v1/deadlines/{number}").headers["ETag"]
    assert api.post(f"/v1/deadlines/{number}/{act}", body, headers={"If-Match": now}).status_code == 201


def test_of_two_completions_of_what_both_saw_open_one_is_told(api: Any, conforms: Any) -> None:
    api.register()
    address = f"/v1/deadlines/{api.deadline(11)['id']}"
    seen = api.get(address).headers["ETag"]
    done = {"state": "confirmed", "done_on": "2026-02-27"}

    first = api.post(f"{address}/completions", done | {"proof": "receipt 1"}, headers={"If-Match": seen})
    second = api.post(f"{address}/completions", done | {"proof": "receipt 2"}, headers={"If-Match": seen})

    assert first.status_code == 201
    conforms.problem(second, 412, "stale")
    assert len(api.get(address).json()["completions"]) == 1


@pytest.mark.parametrize("path", ["/v1/cases/P1", "/v1/cases", "/v1/people/p1", "/v1/deadlines/1"])
def test_what_a_client_has_already_is_not_sent_again(api: Any, path: str) -> None:
    api.register()
    api.post("/v1/people", PERSON)
    first = api.get(path)

    for known in (first.headers["ETag"], f"W/{first.headers['ETag']}", f'"other", {first.headers["ETag"]}', "*"):
        again = api.get(path, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]
    assert api.get(path, headers={"If-None-Match": '"other"'}).json() == first.json()


def test_what_has_changed_is_sent(api: Any) -> None:
    api.register()
    seen = api.get("/v1/cases/P1").headers["ETag"]
    api.call("PATCH", "/v1/cases/P1", json={"title": "Stent"})

    answer = api.get("/v1/cases/P1", headers={"If-None-Match": seen})

    assert (answer.status_code, answer.json()["title"]) == (200, "Stent")


def test_a_question_by_post_is_answered_whatever_is_known(lite: Any) -> None:
    lite.register()

    answer = lite.post("/v1/cases/P1/what-if", {}, headers={"If-None-Match": "*"})

    assert answer.status_code == 200
