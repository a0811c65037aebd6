"""Families: a European patent with its parts, and at which case each span is paid for."""

from typing import Any

import pytest

EP = {"filing": "2016-11-15", "grant": "2024-05-15"}
PART = {"right": "patent", "route": "ep", "dates": {"filing": "2016-11-15", "ep_grant": "2024-05-15"}}


@pytest.fixture
def family(api: Any) -> Any:
    """A granted European patent with parts in Germany and France, and a case of somebody else."""
    api.register(reference="F-EP", dates=EP, family="F")
    api.register(reference="F-DE", jurisdiction="DE", parent="F-EP", **PART)
    api.register(reference="F-FR", jurisdiction="FR", family="F", **PART)
    api.register(reference="G-EP")
    return api


def test_a_family_tells_who_is_what_to_whom(family: Any, conforms: Any) -> None:
    document = family.get("/v1/cases/F-EP/family", as_="read").json()

    conforms("Family", document)
    assert {one["reference"]: one["relation"] for one in document["members"]} == {
        "F-DE": "part",
        "F-EP": "self",
        "F-FR": "relative",
    }
    of_part = family.get("/v1/cases/F-DE/family").json()
    assert {one["reference"]: one["relation"] for one in of_part["members"]} == {
        "F-DE": "self",
        "F-EP": "parent",
        "F-FR": "relative",
    }


def test_each_span_is_paid_for_at_one_case(family: Any) -> None:
    """Granted in the patent year that began on 2023-11-15: the EPO is paid through its end, the parts from then on."""
    payments = family.get("/v1/cases/F-EP/family").json()["payments"]

    annuities = {one["reference"]: (one["from"], one["to"]) for one in payments if one["as"] == "annuity"}
    assert annuities["F-EP"] == ("2018-11-15", "2024-11-14")
    assert annuities["F-DE"][0] == annuities["F-FR"][0] == "2024-11-15"
    assert family.get("/v1/cases/F-EP/family").json()["faults"] == []


def test_a_day_with_two_payers_is_told(family: Any, conforms: Any) -> None:
    family.call("PATCH", "/v1/cases/F-DE", json={"dates": {"filing": "2015-11-15"}})

    document = family.get("/v1/cases/F-EP/family").json()

    conforms("Family", document)
    (fault,) = document["faults"]
    assert (fault["reference"], fault["code"]) == ("F-DE", "payers.other_filing")


def test_a_case_alone_is_its_own_family(family: Any) -> None:
    members = family.get("/v1/cases/G-EP/family").json()["members"]

    assert [(one["reference"], one["relation"]) for one in members] == [("G-EP", "self")]


def test_a_circle_of_parents_has_an_end(api: Any) -> None:
    api.register(reference="A", parent="B")
    api.register(reference="B", parent="A")

    members = api.get("/v1/cases/A/family").json()["members"]

    assert [(one["reference"], one["relation"]) for one in members] == [("A", "self"), ("B", "parent")]


def test_the_family_of_nobody_is_not_found(lite: Any, conforms: Any) -> None:
    conforms.problem(lite.get("/v1/cases/P9/family"), 404, "not-found")
