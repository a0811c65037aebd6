"""What would move, asked by another system: page by page, with closures that nobody has entered yet."""

from typing import Any

from sqlalchemy import update

from service.store import CaseRow, DeadlineRow, writing

CLOSED = {"closure": "EP:2026-11-30"}


def test_what_a_closure_would_move_is_given_as_described(api: Any, conforms: Any) -> None:
    """The fee of year 11 is due on 30 November 2026; closed that day, 1 December is on time."""
    api.register()

    answer = api.get("/v1/preview", as_="read", params=CLOSED)

    assert answer.status_code == 200, answer.text
    conforms("OutlookPage", answer.json())
    (outlook,) = answer.json()["items"]
    (move,) = outlook["moves"]
    assert (outlook["reference"], move["kind"], move["number"]) == ("P1", "annuity", 11)
    assert (move["what"], move["moved"], move["causes"]) == ("later", ["due_effective"], ["closure"])
    assert (move["old"]["due_effective"], move["new"]["due_effective"]) == ("2026-11-30", "2026-12-01")
    assert api.get("/v1/preview", as_="read").json() == {"items": [], "next_cursor": None}


def test_new_rules_and_refusals_are_given_as_described(lite: Any, conforms: Any) -> None:
    lite.register()
    lite.register(reference="P2")
    lite.register(reference="P3")
    with writing(lite.engine) as session:
        session.execute(update(CaseRow).values(rules_version="2020.1.1"))
        session.execute(update(CaseRow).where(CaseRow.reference == "P2").values(attributes={"no_such_fact": 1}))
        session.execute(update(DeadlineRow).where(DeadlineRow.number == 11).values(number=33, restoration_ends=None))

    document = lite.get("/v1/preview", as_="read").json()

    conforms("OutlookPage", document)
    assert [len(one["moves"]) for one in document["items"]] == [2, 0, 2]
    assert document["items"][1]["errors"][0]["field"] == "attributes.no_such_fact"
    assert {move["what"] for move in document["items"][0]["moves"]} == {"gone", "added"}


def test_a_page_looks_at_so_many_cases_and_may_be_empty(lite: Any) -> None:
    """P1 stands, P2 moves, P3 stands; a page of one case each."""
    for number, filing in enumerate(("2018-07-02", "2016-11-15", "2018-07-02"), start=1):
        lite.register(reference=f"P{number}", dates={"filing": filing})
    pages, cursor = [], None
    for _ in range(4):
        wanted: dict[str, Any] = {**CLOSED, "limit": 1}
        document = lite.get("/v1/preview", as_="read", params=wanted | ({"cursor": cursor} if cursor else {})).json()
        pages.append([one["reference"] for one in document["items"]])
        cursor = document["next_cursor"]

    assert pages == [[], ["P2"], [], []]
    assert cursor is None


def test_several_closures_may_be_asked_for(lite: Any) -> None:
    lite.register()

    document = lite.get("/v1/preview", as_="read", params={"closure": ["EP:2026-11-30", "EP:2027-11-30"]}).json()

    assert [move["number"] for move in document["items"][0]["moves"]] == [11, 12]


def test_what_is_no_closure_is_a_problem(lite: Any, conforms: Any) -> None:
    document = conforms.problem(lite.get("/v1/preview", as_="read", params={"closure": "EP"}), 422, "invalid")

    assert document["errors"][0]["field"] == "query.closure"
