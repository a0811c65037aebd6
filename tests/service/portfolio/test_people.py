"""People: an upsert by key, with an address of their own, a zone and working days."""

from typing import Any

import pytest

from service.portfolio.errors import Invalid, Unknown
from service.portfolio.people import as_document, find_person, upsert_person

YI = {"key": "yi", "name": "陈怡", "address": "yi@example.com", "zone": "Asia/Shanghai"}


def test_a_person_is_added_and_changed_by_key(desk: Any) -> None:
    _, added = desk.write(upsert_person, YI)
    assert added
    row, added = desk.write(upsert_person, {"key": "yi", "working_days": [7, 1, 2, 2]})
    assert not added
    assert as_document(row) == YI | {"working_days": [1, 2, 7], "active": True}
    (changed,) = desk.trail("person.changed")
    assert changed.before == {"working_days": [1, 2, 3, 4, 5]}
    assert changed.after == {"working_days": [1, 2, 7]}


def test_somebody_who_leaves_stays_known(desk: Any, ep_patent: dict[str, Any]) -> None:
    desk.write(upsert_person, YI)
    desk.register(ep_patent | {"responsible": "yi"})
    desk.write(upsert_person, {"key": "yi", "active": False})
    assert desk.case("P1-EP")["responsible"] == "yi"


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
        ({"active": "no"}, "active must be true or false"),
        ({"mail": "x"}, "mail is not known"),
    ],
)
def test_a_person_in_trouble_is_refused(desk: Any, changed: dict[str, Any], message: str) -> None:
    with pytest.raises(Invalid, match=message):
        desk.write(upsert_person, YI | changed)
    with pytest.raises(Unknown, match="there is no person yi"):
        desk.ask(lambda session: find_person(session, "yi"))


def test_an_address_belongs_to_one_person(desk: Any) -> None:
    desk.write(upsert_person, YI)
    with pytest.raises(Invalid, match=r"address yi@example\.com already belongs to yi"):
        desk.write(upsert_person, YI | {"key": "wu"})
