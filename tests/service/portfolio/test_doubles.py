"""The same number of one office and right on two cases is told, at intake and for as long as it stands."""

from typing import Any

import pytest
from sqlalchemy import delete

from service.portfolio.closing import close_case
from service.portfolio.maintaining import recompute_stale
from service.portfolio.registering import register_many
from service.store import CaseNumberRow

CASE = {"jurisdiction": "CN", "right": "patent", "dates": {"filing": "2017-07-21"}}
NUMBER = "201710601862.3"


def case(reference: str, number: str | None = NUMBER, **more: Any) -> dict[str, Any]:
    return {"reference": reference, **CASE, "numbers": {"application": number}, **more}


def doubles(desk: Any, reference: str) -> list[str]:
    return [one["message"] for one in desk.case(reference)["warnings"] if one["code"].startswith("number.also")]


def test_the_same_number_under_another_reference_is_told_on_both(desk: Any) -> None:
    desk.register(case("P1"))
    desk.register(case("P2", "CN 2017 1 0601862.3"))

    told = (
        "numbers.application 201710601862.3 is also the number of P2. Close one of the two if they are the same right"
    )
    assert doubles(desk, "P1")[0].startswith(told)
    assert doubles(desk, "P2")[0].startswith("numbers.application CN 2017 1 0601862.3 is also the number of P1.")


def test_it_is_told_in_the_answer_also_within_one_batch(desk: Any) -> None:
    first, second, third, other = desk.write(
        register_many, [case("P1"), case("P2"), case("P3"), case("P4", "201710601861.9")]
    )

    for found, named in ((first, "P2"), (second, "P1"), (third, "P1")):
        (warning,) = found.warnings
        assert (warning["code"], f"the number of {named} and of 1 more" in warning["message"]) == (
            "number.also_more",
            True,
        )
    assert not other.warnings


@pytest.mark.parametrize(
    "other",
    [
        {"jurisdiction": "JP"},
        {"right": "utility_model"},
        {"numbers": {"publication": NUMBER}},
    ],
)
def test_another_office_right_or_kind_of_number_is_no_double(desk: Any, other: dict[str, Any]) -> None:
    desk.register(case("P1"))
    desk.register(case("P2") | other)

    assert (doubles(desk, "P1"), doubles(desk, "P2")) == ([], [])


def test_a_corrected_number_is_told_no_longer(desk: Any) -> None:
    desk.register(case("P1"))
    desk.register(case("P2"))
    desk.register({"reference": "P2", "numbers": {"application": "201710601861.9"}})

    assert (doubles(desk, "P1"), doubles(desk, "P2")) == ([], [])

    desk.register({"reference": "P2", "numbers": {"application": NUMBER}})
    assert len(doubles(desk, "P1")) == 1

    desk.register({"reference": "P2", "numbers": None})
    assert doubles(desk, "P1") == []


def test_what_is_no_number_is_nobodys(desk: Any) -> None:
    desk.register(case("P1", "TBD"))
    desk.register(case("P2", "TBD"))

    assert doubles(desk, "P1") == []


def test_cases_stored_before_are_known_once_they_are_computed_anew(desk: Any, clock: Any) -> None:
    desk.register(case("P1"))
    desk.register(case("P2"))
    desk.write(lambda session, _: session.execute(delete(CaseNumberRow)))
    assert doubles(desk, "P1") == []

    clock.move(days=31)
    desk.write(recompute_stale)

    assert len(doubles(desk, "P1")) == 1


def test_a_closed_case_is_nobodys_double(desk: Any) -> None:
    desk.register(case("P1"))
    desk.register(case("P2"))

    desk.write(close_case, desk.case_id("P2"), "registered twice")

    assert (doubles(desk, "P1"), doubles(desk, "P2")) == ([], [])
