"""The due-care file over HTTP: JSON for a machine, a page for whoever asks for one."""

from typing import Any

import pytest

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_the_file_is_as_the_published_schema_says(api: Any, conforms: Any) -> None:
    api.register(title="Suture anchor", numbers={"application": "EP16198765.4"})
    number = api.deadline(10)["id"]
    done = {"state": "confirmed", "done_on": "2026-02-27", "proof": "receipt 17", "actor": "Li Wei"}
    assert api.post(f"/v1/deadlines/{number}/completions", done).status_code == 201
    days = {"due": "2026-10-15", "reason": "doubt", "source": "notice"}
    assert api.post(f"/v1/deadlines/{api.deadline(11)['id']}/overrides", days).status_code == 201
    manual = {"title": "Answer", "due": "2026-06-01", "source": "letter"}
    assert api.post("/v1/cases/P1/deadlines", manual).status_code == 201

    answer = api.get("/v1/cases/P1/dossier", "read")

    assert answer.status_code == 200, answer.text
    conforms("Dossier", answer.json())
    assert answer.json()["deadlines"][7]["completions"][0]["proof"] == "receipt 17"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_case_without_rules_has_a_file_too(lite: Any, conforms: Any) -> None:
    lite.register(jurisdiction="XX", dates={})

    conforms("Dossier", lite.get("/v1/cases/P1/dossier").json())


def test_a_reference_may_hold_slashes(lite: Any) -> None:
    lite.register(reference="P/1")

    assert lite.get("/v1/cases/P/1/dossier").json()["case"]["reference"] == "P/1"
    assert lite.get("/v1/cases/P/1").json()["reference"] == "P/1"


def test_a_day_is_asked_for_by_on(api: Any, conforms: Any, clock: Any) -> None:
    api.register()
    clock.move(days=3)
    api.put("/v1/cases/P1/dates/filing", {"date": "2017-11-15", "source": "register"})

    then, now = (api.get(f"/v1/cases/P1/dossier{day}").json() for day in ("?on=2026-03-02", ""))

    assert [one["deadlines"][0]["due"] for one in (then, now)] == ["2018-11-30", "2019-11-30"]
    problem = conforms.problem(api.get("/v1/cases/P1/dossier?on=2026-03-06"), 422, "invalid")
    assert problem["errors"][0]["message"] == (
        "on 2026-03-06 lies after 2026-03-05; give a day that has begun, or leave it out"
    )
    conforms.problem(api.get("/v1/cases/P1/dossier?on=yesterday"), 422, "invalid")


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (PAGE["Accept"], "text/html; charset=utf-8"),
        ("text/html", "text/html; charset=utf-8"),
        ("application/json, text/html", "application/json"),
        ("*/*", "application/json"),
    ],
)
def test_a_page_comes_only_to_whoever_asks_for_one(lite: Any, accept: str, kind: str) -> None:
    lite.register()

    answer = lite.get("/v1/cases/P1/dossier", headers={"Accept": accept})

    assert (answer.headers["Content-Type"], answer.headers["Vary"]) == (kind, "Accept")


def test_the_page_comes_in_both_languages(lite: Any) -> None:
    lite.register()

    english, chinese = (
        lite.get(f"/v1/cases/P1/dossier?language={tag}", headers=PAGE).text for tag in ("en", "zh-Hans")
    )

    assert '<html lang="en">' in english
    assert "尽职档案" in chinese


def test_a_file_needs_a_key_and_a_case(lite: Any, conforms: Any) -> None:
    conforms.problem(lite.get("/v1/cases/P1/dossier", None), 401, "unauthenticated")
    conforms.problem(lite.get("/v1/cases/P1/dossier"), 404, "not-found")
