"""Calls that name themselves: sending one again does nothing again and gets the same answer."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from service.store import IdempotencyRow, reading

PERSON = {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com"}
MANUAL = {"title": "Answer", "due": "2026-09-01", "source": "letter"}
NAMED = {"Idempotency-Key": "call-1"}


def test_a_repeated_call_gets_the_same_answer_and_does_nothing(api: Any) -> None:
    api.register()

    first, second = (api.post("/v1/cases/P1/deadlines", MANUAL, headers=NAMED) for _ in range(2))

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert first.headers["Location"] == second.headers["Location"]
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(api.get("/v1/deadlines?kind=manual").json()["items"]) == 1


def test_without_a_name_it_is_done_again(api: Any) -> None:
    api.register()

    for _ in range(2):
        api.post("/v1/cases/P1/deadlines", MANUAL)

    assert len(api.get("/v1/deadlines?kind=manual").json()["items"]) == 2


@pytest.mark.parametrize(
    ("path", "body"), [("/v1/people", PERSON | {"name": "Somebody else"}), ("/v1/cases", {"reference": "P1"})]
)
def test_a_name_can_not_be_taken_for_another_request(api: Any, conforms: Any, path: str, body: Any) -> None:
    api.post("/v1/people", PERSON, headers=NAMED)

    conforms.problem(api.post(path, body, headers=NAMED), 422, "idempotency-key-reused")


def test_a_name_belongs_to_one_key(api: Any) -> None:
    """Two systems may happen to name their calls alike."""
    api.post("/v1/people", PERSON, headers=NAMED)

    other = api.post("/v1/people", PERSON | {"name": "Paralegal One"}, as_="admin", headers=NAMED)

    assert other.json()["name"] == "Paralegal One"


def test_a_refused_call_may_be_sent_again_corrected(api: Any, conforms: Any) -> None:
    conforms.problem(api.post("/v1/people", PERSON | {"zone": "Mars"}, headers=NAMED), 422, "invalid")

    assert api.post("/v1/people", PERSON, headers=NAMED).status_code == 201


def test_of_many_calls_at_once_one_is_done(api: Any) -> None:
    """A client that lost patience sends again while the first call still runs."""
    api.register()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: api.post("/v1/cases/P1/deadlines", MANUAL, headers=NAMED), range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len(api.get("/v1/deadlines?kind=manual").json()["items"]) == 1


def test_a_secret_is_not_kept_for_repeats(api: Any) -> None:
    given = {"name": "docketing", "scopes": ["write"]}

    first, second = (api.post("/v1/keys", given, as_="admin", headers=NAMED).json() for _ in range(2))

    assert first["secret"].startswith("annua_")
    assert second == first | {"secret": None}
    with reading(api.engine) as session:
        assert first["secret"] not in str([row.response for row in session.query(IdempotencyRow)])


def test_answers_are_forgotten_after_a_week(api: Any, clock: Any) -> None:
    api.post("/v1/people", PERSON, headers=NAMED)
    clock.move(days=7, seconds=1)

    other = api.post("/v1/people", PERSON | {"name": "Paralegal One"}, headers=NAMED)

    assert other.json()["name"] == "Paralegal One"


@pytest.mark.parametrize("name", ["", "x" * 201])
def test_a_name_has_a_measure(lite: Any, conforms: Any, name: str) -> None:
    conforms.problem(lite.post("/v1/people", PERSON, headers={"Idempotency-Key": name}), 422, "invalid")
