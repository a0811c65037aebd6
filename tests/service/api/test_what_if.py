"""What if, asked by another system: one case or many, beside what is stored, with nothing stored."""

from typing import Any

import pytest

CLOSED = [{"office": "EP", "first": "2026-11-30", "last": "2026-11-30"}]


def test_one_case_is_compared_as_described(api: Any, conforms: Any) -> None:
    """Filed a year later, year 3 falls due on 2019-11-30 for 2018-11-30."""
    api.register()
    before = api.get("/v1/cases/P1").json()

    answer = api.post(
        "/v1/cases/P1/what-if", {"dates": {"filing": "2017-11-15"}, "explain": True, "same": True}, as_="read"
    )

    assert answer.status_code == 200, answer.text
    conforms("WhatIf", answer.json())
    year_3 = answer.json()["deadlines"][0]
    assert (year_3["what"], year_3["way"], year_3["old"]["due"], year_3["new"]["due"]) == (
        "moves",
        "later",
        "2018-11-30",
        "2019-11-30",
    )
    assert year_3["derivation"]
    assert api.get("/v1/cases/P1").json() == before


def test_a_closure_of_an_office_is_asked_of_all_its_cases(api: Any, conforms: Any) -> None:
    """The fee of year 11 is due on 30 November 2026; closed that day, 1 December is on time."""
    for number in (1, 2, 3):
        api.register(reference=f"P{number}", owner="Acme" if number > 1 else None)
    given = {"filter": {"jurisdiction": "EP", "owner": "Acme"}, "closures": CLOSED}

    first = api.post("/v1/what-if?limit=1", given, as_="read").json()
    rest = api.post(f"/v1/what-if?limit=2&cursor={first['next_cursor']}", given, as_="read").json()

    for page in (first, rest):
        conforms("WhatIfPage", page)
    assert [one["reference"] for page in (first, rest) for one in page["items"]] == ["P2", "P3"]
    assert rest["next_cursor"] is None
    (move,) = first["items"][0]["deadlines"]
    assert (move["moved"], move["causes"]) == (["due_effective"], ["closure"])


def test_named_cases_are_answered_in_place(api: Any, conforms: Any) -> None:
    api.register()
    given = {"cases": [{"reference": "P9"}, {"reference": "P1", "dates": {"grant": "2016-01-01"}}, {"reference": "P1"}]}

    document = api.post("/v1/what-if", given).json()

    conforms("WhatIfPage", document)
    assert [[error["field"] for error in one["errors"]] for one in document["items"]] == [
        ["reference"],
        ["dates.grant"],
        [],
    ]


def test_an_unruled_case_has_nothing_to_compare(lite: Any, conforms: Any) -> None:
    lite.register(jurisdiction="QQ")

    document = lite.post("/v1/cases/P1/what-if", {}).json()

    conforms("WhatIf", document)
    assert document["computed"] is None
    assert lite.post("/v1/what-if", {}).json()["items"] == []


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"date": {}}, "/date"),
        ({"closures": [{"office": "QQ", "first": "2026-11-30", "last": "2026-11-30"}]}, "/closures/0/office"),
        ({"closures": [{"office": "EP", "first": "2026-11-30", "last": "2026-11-29"}]}, "/closures/0/last"),
        ({"closures": [CLOSED[0] | {"why": "snow"}]}, "/closures/0/why"),
        ({"closures": CLOSED * 51}, "/closures"),
        ({"as_of": "1799-12-31"}, "/as_of"),
        ({"until": "2201-01-01"}, "/until"),
        ({"explain": 1}, "/explain"),
    ],
)
def test_a_question_that_cannot_be_read_is_refused(lite: Any, conforms: Any, given: Any, pointer: str) -> None:
    lite.register()
    for path in ("/v1/cases/P1/what-if", "/v1/what-if"):
        document = conforms.problem(lite.post(path, given), 422, "invalid")
        assert [error["pointer"] for error in document["errors"]] == [pointer]


def test_cases_and_filter_are_not_given_together(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.post("/v1/what-if", {"cases": [], "filter": {}}), 422, "invalid")

    assert document["errors"][0]["pointer"] == "/filter"


def test_a_case_that_nobody_registered_is_not_found(lite: Any, conforms: Any) -> None:
    conforms.problem(lite.post("/v1/cases/P9/what-if", {}), 404, "not-found")


def test_a_case_that_is_not_stored_is_computed_with_closures_too(lite: Any, conforms: Any) -> None:
    case = {"jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}

    computed = lite.post("/v1/deadlines/compute?closure=EP:2026-11-30", case, as_="read").json()

    conforms("Schedule", computed)
    year_11 = next(one for one in computed["deadlines"] if one["number"] == 11)
    assert year_11["due_effective"] == "2026-12-01"
    conforms.problem(lite.post("/v1/deadlines/compute?closure=EP", case), 422, "invalid")
