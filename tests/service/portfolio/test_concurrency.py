"""Two writers at once: each case ends up whole, and nobody's change is lost unseen."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from service.portfolio.errors import Stale
from service.portfolio.registering import register, register_many
from service.store import CaseRow, DeadlineRow, writing


def _together(*acts: Callable[[], object]) -> list[BaseException | None]:
    """Run acts in threads of their own, started together; answers how each ended."""
    ends: list[BaseException | None] = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(place: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except BaseException as error:  # noqa: BLE001 - told to the test, which asserts on it
            ends[place] = error

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ends


def test_replicas_that_register_the_same_references_leave_each_case_once_and_whole(
    desk: Any, ep_patent: dict[str, Any]
) -> None:
    one = [ep_patent | {"reference": f"P{number}", "owner": "Acme"} for number in range(60)]
    other = [ep_patent | {"reference": f"P{number}", "title": "Stent"} for number in reversed(range(60))]
    ends = _together(lambda: desk.write(register_many, one), lambda: desk.write(register_many, other))
    assert ends == [None, None]
    cases = desk.ask(lambda session: session.scalars(select(CaseRow)).all())
    assert len(cases) == 60
    assert {case.owner for case in cases} == {"Acme"}  # merged, whoever came first
    per_case = desk.ask(
        lambda session: session.scalars(select(func.count(DeadlineRow.id)).group_by(DeadlineRow.case_id)).all()
    )
    assert set(per_case) == {19}  # years 3 to 20 and the expiry


def test_a_case_registered_by_another_in_the_meantime_is_merged_into_theirs(
    postgresql_engine: Any, clock: Any, desk_on: Callable[[Any], Any], ep_patent: dict[str, Any]
) -> None:
    desk = desk_on(postgresql_engine)
    waiting = threading.Event()
    answers: list[Any] = []

    def second() -> None:
        waiting.set()
        answers.append(desk.register(ep_patent | {"title": "Stent"}))

    with writing(postgresql_engine) as session:
        register(session, desk.context(), ep_patent | {"owner": "Acme"})
        thread = threading.Thread(target=second)  # sees no such case yet, and has to wait at its insert
        thread.start()
        waiting.wait()
    thread.join()
    assert not answers[0].created
    case = desk.case("P1-EP")
    assert (case["owner"], case["title"], case["revision"]) == ("Acme", "Stent", 2)


def test_of_two_clients_that_saw_the_same_revision_one_is_told(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    ends = _together(
        lambda: desk.register({"reference": "P1-EP", "title": "Stent"}, if_match=1),
        lambda: desk.register({"reference": "P1-EP", "owner": "Acme"}, if_match=1),
    )
    assert [type(end) for end in ends if end] == [Stale]
    assert desk.case("P1-EP")["revision"] == 2


def test_two_clients_without_a_revision_lose_nothing_of_each_other(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    ends = _together(
        *(
            lambda number=number: desk.register({"reference": "P1-EP", "attributes": {}, "numbers": number})
            for number in ({"application": "1"}, {"publication": "2"}, {"registration": "3"})
        )
    )
    assert ends == [None, None, None]
    case = desk.case("P1-EP")
    assert case["numbers"] == {"application": "1", "publication": "2", "registration": "3"}
    assert case["revision"] == 4


def test_a_completion_and_a_correction_at_once_leave_no_settled_deadline_with_another_date(
    desk: Any, ep_patent: dict[str, Any]
) -> None:
    desk.register(ep_patent)
    ends = _together(
        lambda: desk.complete("P1-EP", 10, "2025-11-03"),
        lambda: desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}}),
    )
    assert ends == [None, None]
    tenth = desk.annuities("P1-EP")[10]
    assert tenth["due"] == "2026-11-30"
    assert tenth["state"] != "settled"
    assert tenth["completions"][0]["questioned"]


@pytest.fixture
def desk_on(clock: Any, desk_type: Any) -> Callable[[Any], Any]:
    """A desk on an engine of the test's choice."""
    return lambda engine: desk_type(engine, clock)
