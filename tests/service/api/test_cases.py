"""Cases by HTTP: registering gives the schedule back, correcting reports what moved, closing takes a reason."""

from typing import Any

import pytest

CLOSE = {"reason": "sold to another group", "actor": "Paralegal 1"}


def by_what(changes: Any) -> set[tuple[str, int | None]]:
    return {(one["what"], one["number"]) for one in changes}


def test_registering_answers_with_the_whole_schedule(api: Any, conforms: Any) -> None:
    """EPC r. 51(1): the fee for year 3 falls due on 30 November 2018; the mention of grant is awaited."""
    answer = api.post(
        "/v1/cases",
        {
            "reference": "P1",
            "jurisdiction": "EP",
            "right": "patent",
            "title": "Suture anchor",
            "dates": {"filing": {"date": "2016-11-15", "source": "filing receipt", "verified_by": "Paralegal 1"}},
        },
    )

    assert (answer.status_code, answer.headers["ETag"]) == (201, '"1"')
    document = answer.json()
    conforms("Registration", document)
    assert document["created"]
    assert document["deadlines"][0]["due"] == "2018-11-30"
    assert [one["event"] for one in document["awaiting"]] == ["grant"]
    assert document["date_sources"]["filing"]["source"] == "filing receipt"


def test_registering_again_merges(api: Any) -> None:
    """What is absent is unchanged; a document that says nothing new changes nothing."""
    api.register(title="Suture anchor")

    answer = api.post("/v1/cases", {"reference": "P1", "owner": "Annua Medical"})

    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert (answer.json()["title"], answer.json()["owner"]) == ("Suture anchor", "Annua Medical")
    assert answer.json()["changes"] == []
    assert api.post("/v1/cases", {"reference": "P1", "owner": "Annua Medical"}).headers["ETag"] == '"2"'


def test_null_deletes_and_the_answer_says_which_deadlines_went(api: Any) -> None:
    api.register()

    answer = api.post("/v1/cases", {"reference": "P1", "dates": {"filing": None}}).json()

    assert answer["dates"] == {}
    assert ("gone", 3) in by_what(answer["changes"])
    assert answer["deadlines"] == []


def test_a_case_of_an_office_without_rules_is_stored_all_the_same(api: Any, conforms: Any) -> None:
    answer = api.register(jurisdiction="QQ")

    conforms("Registration", answer)
    assert answer["unruled"]
    assert answer["errors"][0]["code"] == "unruled.office"
    assert [one["reference"] for one in api.get("/v1/cases?unruled=true").json()["items"]] == ["P1"]


def test_cases_are_listed_by_the_status_they_were_given(api: Any) -> None:
    api.register(reference="P1", status="lapsed")
    api.register(reference="P2")

    assert [one["reference"] for one in api.get("/v1/cases?status=lapsed").json()["items"]] == ["P1"]


def test_a_refused_case_is_not_stored(api: Any, conforms: Any) -> None:
    case = {"reference": "P1", "jurisdiction": "EP", "right": "patent"}
    answer = api.post("/v1/cases", case | {"dates": {"filing": "2020-01-15", "grant": "2019-03-01"}})

    document = conforms.problem(answer, 422, "invalid")
    assert document["errors"][0] | {"params": {}} == {
        "pointer": "/dates/grant",
        "field": "dates.grant",
        "message": "grant 2019-03-01 lies before filing 2020-01-15; check dates.grant",
        "code": "case.wrong_order",
        "params": {},
        "value": "2019-03-01",
    }
    assert api.get("/v1/cases/P1").status_code == 404


def test_a_date_that_was_mistyped_by_a_year_is_corrected_and_the_move_reported(api: Any) -> None:
    """2015 for 2016: each fee moves by exactly one year; that of year 3 from 2017 to 2018."""
    api.register(dates={"filing": "2015-11-15"})

    answer = api.put("/v1/cases/P1/dates/filing", {"date": "2016-11-15", "source": "register"})

    assert answer.status_code == 200
    moved = next(one for one in answer.json()["changes"] if one["number"] == 3)
    assert (moved["what"], moved["old_due"], moved["new_due"]) == ("moved", "2017-11-30", "2018-11-30")
    assert moved["why"] == "dates.filing 2015-11-15 → 2016-11-15"


def test_the_history_of_dates_is_kept(api: Any, conforms: Any) -> None:
    api.register(dates={"filing": "2015-11-15"})
    api.put("/v1/cases/P1/dates/filing", {"date": "2016-11-15", "source": "register", "verified_by": "Paralegal 1"})

    history = api.get("/v1/cases/P1/dates").json()

    conforms("DatedPage", history)
    told = [(one["date"], one["source"], one["current"], one["verified_by"]) for one in history["items"]]
    assert told == [("2015-11-15", "api", False, None), ("2016-11-15", "register", True, "Paralegal 1")]


def test_a_correction_without_a_date_is_refused(api: Any, conforms: Any) -> None:
    """An empty body must not delete anything; deleting is an explicit null."""
    api.register()

    conforms.problem(api.put("/v1/cases/P1/dates/filing", {}), 422, "invalid")
    assert api.put("/v1/cases/P1/dates/filing", {"date": None}).json()["dates"] == {}


def test_an_unknown_event_is_refused_with_a_suggestion(api: Any, conforms: Any) -> None:
    api.register()

    document = conforms.problem(api.put("/v1/cases/P1/dates/filling", {"date": "2016-11-15"}), 422, "invalid")
    assert document["detail"].startswith("dates.filling is not known (did you mean filing?)")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/cases", {"reference": "P1", "owner": "Annua"}),
        ("PATCH", "/v1/cases/P1", {"owner": "Annua"}),
        ("PUT", "/v1/cases/P1/dates/filing", {"date": "2016-11-16"}),
        ("PUT", "/v1/cases/P1/settled-through", {"date": "2025-12-31", "source": "the former provider"}),
        ("POST", "/v1/cases/P1/close", CLOSE),
        ("POST", "/v1/cases/P1/deadlines", {"title": "Answer", "due": "2026-09-01", "source": "letter"}),
    ],
)
def test_an_update_of_what_has_changed_since_is_refused(
    api: Any, conforms: Any, method: str, path: str, body: Any
) -> None:
    """Two people read revision 1; the second to write is told to read again."""
    api.register()
    api.call("PATCH", "/v1/cases/P1", json={"title": "Suture anchor"})

    late = api.call(method, path, json=body, headers={"If-Match": '"1"'})
    conforms.problem(late, 412, "stale")

    assert api.call(method, path, json=body, headers={"If-Match": '"2"'}).status_code in (200, 201)


def test_an_if_match_that_is_no_etag_is_refused(api: Any, conforms: Any) -> None:
    api.register()
    answer = api.call("PATCH", "/v1/cases/P1", json={}, headers={"If-Match": "yesterday"})

    conforms.problem(answer, 422, "invalid")


def test_correcting_needs_a_case_that_exists(api: Any, conforms: Any) -> None:
    conforms.problem(api.call("PATCH", "/v1/cases/P9", json={"owner": "Annua"}), 404, "not-found")


def test_a_case_keeps_its_reference(api: Any, conforms: Any) -> None:
    api.register()

    document = conforms.problem(api.call("PATCH", "/v1/cases/P1", json={"reference": "P2"}), 422, "invalid")
    assert document["errors"][0]["code"] == "case.renamed"


def test_what_was_due_before_can_be_settled_on_somebodys_authority(api: Any, conforms: Any) -> None:
    """Years 3 to 10 fell due by 30 November 2025; year 11 is still to come."""
    api.register()

    answer = api.put("/v1/cases/P1/settled-through", {"date": "2025-12-31", "source": "the former provider"}).json()

    conforms("Registration", answer)
    states = {one["number"]: one["state"] for one in answer["deadlines"] if one["kind"] == "annuity"}
    assert (states[3], states[10], states[11]) == ("settled", "settled", "open")


def test_a_case_is_closed_by_a_person_with_a_reason(api: Any, conforms: Any) -> None:
    api.register()
    conforms.problem(api.post("/v1/cases/P1/close", {}), 422, "invalid")

    answer = api.post("/v1/cases/P1/close", CLOSE).json()

    conforms("StoredCase", answer)
    assert (answer["closed_by"], answer["closed_reason"]) == ("Paralegal 1", "sold to another group")
    assert {one["next_rung_at"] for one in answer["deadlines"]} == {None}
    conforms.problem(api.post("/v1/cases/P1/close", CLOSE), 409, "conflict")


def test_a_closing_can_be_taken_back(api: Any) -> None:
    api.register()
    api.post("/v1/cases/P1/close", CLOSE)

    answer = api.post("/v1/cases/P1/reopen", {"reason": "the sale fell through"}).json()

    assert answer["closed_at"] is None
    assert any(one["next_rung_at"] for one in answer["deadlines"])


def test_a_manual_deadline_is_entered_for_what_no_rule_computes(api: Any, conforms: Any) -> None:
    api.register(jurisdiction="QQ")

    entered = {"title": "Renewal", "due": "2027-03-31", "late_until": "2027-09-30", "source": "agent's letter"}
    answer = api.post("/v1/cases/P1/deadlines", entered)

    assert answer.status_code == 201
    conforms("StoredDeadline", answer.json())
    assert api.get(answer.headers["Location"]).json()["title"] == "Renewal"


@pytest.mark.parametrize("reference", ["P1/EP", "P 1", "专利-1", "P1?x=1#y", "a%2Fb", "close", "P1/close"])
def test_a_reference_may_hold_any_characters(api: Any, reference: str) -> None:
    api.register(reference=reference)
    address = "/v1/cases/" + "".join(f"%{byte:02X}" for byte in reference.encode())

    assert api.get(address).json()["reference"] == reference
    assert api.post(f"{address}/close", CLOSE).json()["closed_reason"] == "sold to another group"


def test_cases_are_listed_page_by_page(api: Any, conforms: Any) -> None:
    for number in (3, 1, 2):
        api.register(reference=f"P{number}")

    first = api.get("/v1/cases?limit=2").json()
    conforms("StoredCasePage", first)
    rest = api.get("/v1/cases", params={"limit": 2, "cursor": first["next_cursor"]}).json()

    assert [one["reference"] for one in first["items"] + rest["items"]] == ["P1", "P2", "P3"]
    assert rest["next_cursor"] is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jurisdiction=GB&right=patent", ["G1"]),
        ("right=trademark", ["T1"]),
        ("owner=Annua%20Medical", ["P1"]),
        ("family=F1", ["P1", "T1"]),
        ("responsible=p1", ["G1"]),
        ("parent=P1", ["G1"]),
        ("closed=true", ["T1"]),
        ("family=F1&closed=false", ["P1"]),
        ("owner=nobody", []),
    ],
)
def test_cases_are_found_by(api: Any, query: str, found: list[str]) -> None:
    api.post("/v1/people", {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com"})
    api.register(owner="Annua Medical", family="F1")
    api.register(reference="G1", jurisdiction="GB", parent="P1", responsible="p1")
    dates = {"filing": "2020-01-15", "registration": "2020-06-01"}
    api.register(reference="T1", jurisdiction="GB", right="trademark", family="F1", dates=dates)
    api.post("/v1/cases/T1/close", CLOSE)

    assert [one["reference"] for one in api.get(f"/v1/cases?{query}").json()["items"]] == found


def test_an_unknown_person_is_refused_with_a_suggestion(api: Any, conforms: Any) -> None:
    api.post("/v1/people", {"key": "paralegal1", "name": "Paralegal 1", "address": "p1@example.com"})

    case = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "responsible": "paralegal"}
    document = conforms.problem(api.post("/v1/cases", case), 422, "invalid")
    assert "did you mean paralegal1?" in document["detail"]


def test_cases_that_share_a_number_are_found_and_told(api: Any, conforms: Any) -> None:
    for reference, number in (("P1", "EP16198765.4"), ("P2", "16 198 765"), ("P3", "16198766.2")):
        api.register(reference=reference, numbers={"application": number})
    assert api.get("/v1/cases/P3").json()["warnings"] == []

    found = api.get("/v1/cases?duplicates=true").json()["items"]

    assert [case["reference"] for case in found] == ["P1", "P2"]
    assert [case["warnings"][-1]["code"] for case in found] == ["number.also", "number.also"]
    conforms("StoredCase", found[0])
    assert [case["reference"] for case in api.get("/v1/cases?duplicates=false").json()["items"]] == ["P3"]


def test_a_date_is_verified_by_somebody_else_as_it_stands(api: Any, conforms: Any) -> None:
    api.post("/v1/people", {"key": "p2", "name": "Paralegal 2", "address": "p2@example.com"}, "admin")
    etag = f'"{api.register()["revision"]}"'
    path, word = "/v1/cases/P1/dates/filing/verify", {"date": "2016-11-15", "person": "p2"}

    conforms.problem(api.post(path, word | {"date": "2016-11-16"}), 409, "conflict")
    conforms.problem(api.post(path, word, headers={"If-Match": '"7"'}), 412, "stale")
    verified = api.post(path, word, headers={"If-Match": etag})

    assert verified.status_code == 200
    conforms("StoredCase", verified.json())
    assert (verified.json()["unverified"], verified.headers["ETag"]) == ([], '"2"')
    assert api.get("/v1/cases?unverified=true").json()["items"] == []
    assert [case["reference"] for case in api.get("/v1/cases?unverified=false").json()["items"]] == ["P1"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"dates": {"filing": {"source": "register"}}}, "dates.filing.date"),
        ({"dates": {"filing": {}}}, "dates.filing.date"),
        ({"settled_through": {"source": "provider"}}, "settled_through.date"),
    ],
)
def test_a_date_without_its_day_deletes_nothing(lite: Any, conforms: Any, given: Any, field: str) -> None:
    """A feed that lacks a field erases nothing: only null deletes."""
    lite.register(settled_through={"date": "2025-12-31", "source": "provider"})

    problem = conforms.problem(lite.call("PATCH", "/v1/cases/P1", json=given), 422, "invalid")

    assert [error["field"] for error in problem["errors"]] == [field]
    assert problem["errors"][0]["message"] == f"{field} is missing; give the day, or null to delete it"
    kept = lite.get("/v1/cases/P1").json()
    assert (kept["dates"], kept["settled_through"]) == ({"filing": "2016-11-15"}, "2025-12-31")


def test_a_whole_number_may_be_written_with_a_point(lite: Any) -> None:
    """In JSON 11.0 is the same as 11."""
    lite.register(settled_through={"date": "2025-12-31", "source": "provider"})
    address = f"/v1/deadlines/{lite.deadline(11)['id']}/completions"

    answer = lite.raw(address, b'{"state": "confirmed", "done_on": "2026-03-02", "covers": [12.0]}')

    assert answer.status_code == 201, answer.text
