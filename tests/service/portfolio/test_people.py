"""People: an upsert by key, with an address of their own, a zone, working hours, a language and a role."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from service.portfolio.assignments import enter_assignment
from service.portfolio.errors import Invalid, Unknown
from service.portfolio.people import as_document, find_person, still_needed, upsert_person
from service.store import DeadlineRow

YI = {"key": "yi", "name": "陈怡", "address": "yi@example.com", "zone": "Asia/Shanghai"}
WU = {"key": "wu", "name": "吴敏", "address": "wu@example.com"}
USUAL = {
    "language": "en",
    "working_days": [1, 2, 3, 4, 5],
    "works_from": "09:00",
    "works_until": "17:00",
    "holidays": None,
    "role": "docketer",
    "active": True,
}


def test_a_person_is_added_and_changed_by_key(desk: Any) -> None:
    _, added = desk.write(upsert_person, YI)
    assert added
    row, added = desk.write(upsert_person, {"key": "yi", "working_days": [7, 1, 2, 2]})
    assert not added
    assert as_document(row) == YI | USUAL | {"working_days": [1, 2, 7]}
    (changed,) = desk.trail("person.changed")
    assert changed.before == {"working_days": [1, 2, 3, 4, 5]}
    assert changed.after == {"working_days": [1, 2, 7]}


def test_everything_about_a_person_can_be_given(desk: Any) -> None:
    given = {
        "language": "zh-Hans",
        "works_from": "08:30",
        "works_until": "18:00",
        "holidays": "DE-BY",
        "role": "supervisor",
    }
    row, _ = desk.write(upsert_person, YI | given)
    assert as_document(row) == YI | USUAL | given
    row, _ = desk.write(upsert_person, {"key": "yi", "holidays": None, "works_until": "12:00"})
    assert as_document(row) == YI | USUAL | given | {"holidays": None, "works_until": "12:00"}


def test_somebody_who_leaves_stays_known(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.write(upsert_person, YI)
    desk.register(ep_patent | {"responsible": "yi"})
    desk.write(upsert_person, {"key": "yi", "active": False})
    assert desk.case("P1-EP")["responsible"] == "yi"


def test_somebody_who_leaves_hands_over_what_still_needs_them(desk: Any, ep_patent: dict[str, Any]) -> None:
    for person in (YI, WU):
        desk.write(upsert_person, person)
    desk.register(ep_patent | {"responsible": "yi", "backup": "wu"})
    desk.register(ep_patent | {"reference": "P2", "responsible": "wu", "backup": "yi"})
    desk.register(ep_patent | {"reference": "P3", "responsible": "wu", "backup": "yi"})
    desk.write(enter_assignment, {"right": "design", "responsible": "yi"})
    row, _ = desk.write(upsert_person, {"key": "yi", "name": "陈怡君"})
    assert desk.ask(lambda session: still_needed(session, desk.context(), row)) is None

    row, _ = desk.write(upsert_person, {"key": "yi", "active": False})

    needed = desk.ask(lambda session: still_needed(session, desk.context(), row))
    assert str(needed) == (
        "yi is no longer active, but in charge of 1 live cases, back-up of 2, named by 1 assignments and substitute in"
        " 0 absences; hand these over"
    )


def test_nobody_need_hand_over_nothing(desk: Any) -> None:
    row, _ = desk.write(upsert_person, YI | {"active": False})
    assert desk.ask(lambda session: still_needed(session, desk.context(), row)) is None


@pytest.mark.parametrize(
    ("changed", "again"),
    [
        ({"zone": "America/Los_Angeles"}, True),
        ({"works_from": "07:00"}, True),
        ({"holidays": "DE"}, True),
        ({"active": False}, True),
        ({"address": "yi2@example.com"}, True),
        ({"language": "zh-Hans"}, False),
        ({"role": "admin"}, False),
    ],
)
def test_other_hours_or_another_address_have_the_reminders_look_again(
    desk: Any, ep_patent: dict[str, Any], changed: dict[str, Any], again: bool
) -> None:
    for person in (YI, WU):
        desk.write(upsert_person, person)
    desk.register(ep_patent | {"responsible": "wu", "backup": "yi"})
    desk.register(ep_patent | {"reference": "P2", "responsible": "wu"})
    now = desk.clock.now() + timedelta(minutes=1)
    desk.clock.move(minutes=1)

    desk.write(upsert_person, {"key": "yi"} | changed)

    looks = desk.ask(lambda session: session.scalars(select(DeadlineRow).where(DeadlineRow.next_rung_at == now)).all())
    theirs = {row.case_id for row in looks}
    assert theirs == ({desk.case_id("P1-EP")} if again else set())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"key": ""}, "key is missing"),
        ({"name": None}, "name is missing"),
        ({"address": "yi"}, "address yi is not an e-mail address"),
        ({"address": "yi@example.com\nBcc: x@example.com"}, "address must be a text"),
        ({"address": "a@example.com, b@example.com"}, "is not an e-mail address"),
        ({"zone": "Asia/Shangai"}, r"zone Asia/Shangai is not a time zone \(did you mean Asia/Shanghai\?\)"),
        ({"working_days": []}, "working_days"),
        ({"working_days": [0, 1]}, "working_days"),
        ({"working_days": [True]}, "working_days"),
        ({"works_from": "9:00"}, "works_from 9:00 is not a time of day; write it as HH:MM"),
        ({"works_until": "24:00"}, "works_until 24:00 is not a time of day"),
        ({"works_until": 17}, "works_until 17 is not a time of day"),
        ({"works_from": "17:00"}, "works_until 17:00 doesn't lie after works_from 17:00"),
        ({"works_from": "22:00", "works_until": "06:00"}, "works_until 06:00 doesn't lie after works_from 22:00"),
        ({"holidays": "DE-XY"}, "holidays DE-XY is no holiday calendar"),
        ({"holidays": "China"}, "holidays China is no holiday calendar"),
        ({"holidays": "DE-"}, "holidays DE- is no holiday calendar"),
        ({"language": "zh"}, r"language zh is not known.*; use one of en, zh-Hans"),
        ({"role": "boss"}, "role boss is not known.*; use one of reader, docketer, supervisor, admin"),
        ({"active": "no"}, "active must be true or false"),
        ({"mail": "x"}, "mail is not known"),
    ],
)
def test_a_person_in_trouble_is_refused(desk: Any, changed: dict[str, Any], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        desk.write(upsert_person, YI | changed)
    with pytest.raises(Unknown, match="there is no person yi"):
        desk.ask(lambda session: find_person(session, "yi"))


def test_hours_are_compared_with_those_stored(desk: Any) -> None:
    desk.write(upsert_person, YI | {"works_from": "12:00", "works_until": "20:00"})
    with pytest.raises(Invalid, match="works_until 11:00 doesn't lie after works_from 12:00"):
        desk.write(upsert_person, {"key": "yi", "works_until": "11:00"})


def test_an_address_belongs_to_one_person(desk: Any) -> None:
    desk.write(upsert_person, YI)
    with pytest.raises(Invalid, match=r"address yi@example\.com already belongs to yi"):
        desk.write(upsert_person, YI | {"key": "wu"})
