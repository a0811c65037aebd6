"""A date is verified by a second person, as it stands, and until it changes."""

from datetime import date
from typing import Any

import pytest

from service.portfolio.attesting import verify_date
from service.portfolio.errors import Conflict, Invalid, PortfolioError, Unknown
from service.portfolio.people import upsert_person

FILING = date(2016, 11, 15)


@pytest.fixture
def case(desk: Any, ep_patent: dict[str, Any]) -> int:
    """Registered by Li, with Wang and the reader Ono beside her."""
    for key, name, role in (("li", "Li", "docketer"), ("wang", "Wang", "docketer"), ("ono", "Ono", "reader")):
        person = {"key": key, "name": name, "address": f"{key}@example.com", "role": role}
        desk.write(upsert_person, person, actor="admin")
    desk.register(ep_patent | {"dates": {"filing": {"date": "2016-11-15", "source": "receipt"}}}, actor="Li")
    return int(desk.case_id("P1-EP"))


def test_a_second_persons_word_stands_beside_the_date_with_its_source(desk: Any, case: int) -> None:
    assert desk.case("P1-EP")["unverified"] == ["filing"]

    desk.write(verify_date, case, "filing", FILING, "wang", actor="feed")

    found = desk.case("P1-EP")
    assert found["unverified"] == []
    assert found["revision"] == 2
    said = found["date_sources"]["filing"]
    assert (said["verified_by"], said["source"]) == ("Wang", "receipt")
    assert said["verified_at"] is not None
    (told,) = desk.trail("date.verified")
    assert (told.actor, told.before, told.after) == (
        "feed",
        {"dates.filing.verified_by": None},
        {"dates.filing.verified_by": "Wang"},
    )
    assert desk.events("case.updated")[-1] == {"reference": "P1-EP", "changed": ["dates.filing"]}


@pytest.mark.parametrize(
    ("name", "day", "by", "family", "code"),
    [
        ("filing", FILING, "li", Conflict, "date.own_entry"),
        ("filing", date(2016, 11, 16), "wang", Conflict, "date.another_day"),
        ("filing", FILING, "ono", Invalid, "date.may_not_verify"),
        ("filing", FILING, "nobody", Unknown, "portfolio.unknown"),
        ("grant", FILING, "wang", Unknown, "date.none"),
    ],
)
def test_a_word_that_does_not_count_is_refused(
    desk: Any, case: int, name: str, day: date, by: str, family: type[PortfolioError], code: str
) -> None:
    with pytest.raises(family) as refused:
        desk.write(verify_date, case, name, day, by)

    assert refused.value.errors[0].message.code == code
    assert desk.case("P1-EP")["unverified"] == ["filing"]


def test_a_corrected_date_has_to_be_verified_anew(desk: Any, case: int) -> None:
    desk.write(verify_date, case, "filing", FILING, "wang")

    desk.register({"reference": "P1-EP", "dates": {"filing": "2016-11-17"}}, actor="Wang")

    assert desk.case("P1-EP")["unverified"] == ["filing"]
    with pytest.raises(Conflict):
        desk.write(verify_date, case, "filing", date(2016, 11, 17), "wang")
    desk.write(verify_date, case, "filing", date(2016, 11, 17), "li")
    assert desk.case("P1-EP")["date_sources"]["filing"]["verified_by"] == "Li"


def test_what_is_verified_stays_as_it_is(desk: Any, case: int) -> None:
    desk.write(verify_date, case, "filing", FILING, "wang")
    desk.write(verify_date, case, "filing", FILING, "wang")

    assert desk.case("P1-EP")["revision"] == 2
    assert len(desk.trail("date.verified")) == 1


def test_a_verified_date_is_not_undone_by_an_import(desk: Any, case: int) -> None:
    desk.write(verify_date, case, "filing", FILING, "wang")

    with pytest.raises(Conflict) as refused:
        desk.register({"reference": "P1-EP", "dates": {"filing": "2016-11-18"}}, source="import")

    assert refused.value.errors[0].message.code == "case.undoes_verified"
