"""An import doesn't undo what somebody corrected: it is reported and left out, the whole row."""

from typing import Any

import pytest

from service.portfolio.errors import Conflict
from service.portfolio.registering import register_many


def _import(desk: Any, *documents: dict[str, Any]) -> list[Any]:
    answers: list[Any] = desk.write(register_many, documents, actor="feed", source="import")
    return answers


def test_an_import_of_the_value_that_a_correction_replaced_is_a_conflict(desk: Any, ep_patent: dict[str, Any]) -> None:
    _import(desk, ep_patent)
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}}, actor="wu")

    (answer,) = _import(desk, ep_patent | {"title": "Stent"})

    assert not answer.corrected
    (conflict,) = answer.conflicts
    assert str(conflict.error.message) == (
        "dates.filing 2016-11-15 was replaced by 2017-11-15 on 2026-03-02 by wu; the import would undo that correction."
        " Correct the source, or change the case itself if 2016-11-15 is right after all"
    )
    case = desk.case("P1-EP")
    assert case["dates"] == {"filing": "2017-11-15"}
    assert case["title"] == "Catheter"


def test_the_same_holds_for_the_value_before_the_last_and_for_other_fields(
    desk: Any, ep_patent: dict[str, Any]
) -> None:
    _import(desk, ep_patent | {"owner": "Acme"})
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}, "owner": "Acme Ltd"})
    desk.register({"reference": "P1-EP", "dates": {"filing": "2018-11-15"}, "owner": None})
    (answer,) = _import(desk, ep_patent | {"owner": "Acme"})
    assert {conflict.field for conflict in answer.conflicts} == {"owner", "dates.filing"}


def test_an_import_of_a_new_value_is_applied(desk: Any, ep_patent: dict[str, Any]) -> None:
    _import(desk, ep_patent)
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    (answer,) = _import(desk, ep_patent | {"dates": {"filing": "2018-11-15"}})
    assert answer.corrected
    assert desk.case("P1-EP")["dates"] == {"filing": "2018-11-15"}


def test_an_import_may_take_back_what_an_import_brought(desk: Any, ep_patent: dict[str, Any]) -> None:
    _import(desk, ep_patent)
    _import(desk, ep_patent | {"dates": {"filing": "2017-11-15"}})
    (answer,) = _import(desk, ep_patent)
    assert answer.corrected
    assert desk.case("P1-EP")["dates"] == {"filing": "2016-11-15"}


def test_an_import_that_agrees_with_the_correction_is_no_conflict(desk: Any, ep_patent: dict[str, Any]) -> None:
    _import(desk, ep_patent)
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    (answer,) = _import(desk, ep_patent | {"dates": {"filing": "2017-11-15"}})
    assert answer.conflicts == ()
    assert not answer.corrected


def test_an_import_does_not_overwrite_what_a_person_verified(desk: Any, ep_patent: dict[str, Any]) -> None:
    verified = {"date": "2016-11-15", "source": "EPO register", "verified_by": "wu"}
    desk.register(ep_patent | {"dates": {"filing": verified}})
    (answer,) = _import(desk, ep_patent | {"dates": {"filing": "2018-11-15"}})
    assert "dates.filing was verified as 2016-11-15 by wu on 2026-03-02, and the import says 2018-11-15" in str(
        answer.conflicts[0].error.message
    )
    assert desk.case("P1-EP")["dates"] == {"filing": "2016-11-15"}


def test_a_single_import_in_conflict_raises(desk: Any, ep_patent: dict[str, Any]) -> None:
    _import(desk, ep_patent)
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    with pytest.raises(Conflict, match="would undo that correction"):
        desk.register(ep_patent, source="import")


def test_a_person_may_go_back_to_an_older_value(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.register(ep_patent)
    desk.register({"reference": "P1-EP", "dates": {"filing": "2017-11-15"}})
    assert desk.register(ep_patent).corrected
