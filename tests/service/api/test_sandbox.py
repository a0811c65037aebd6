"""A sandbox: a store of its own kind for trying things out, in which time is what a call says, and no mail leaves."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from service.settings import Settings
from service.store import AuditRow, StoreKindRow, reading, writing
from service.wiring import WrongStore, assemble

CASE = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
FIRST_DAY = "2026-05-31T01:00:00Z"  # the fee for year 11 may be paid from here on


def settings(folder: Path, **given: Any) -> Settings:
    return Settings(data_dir=folder, **given)


def test_a_new_store_becomes_what_its_first_service_says(engine: Engine, tmp_path: Path) -> None:
    url = engine.url.render_as_string(hide_password=False)

    assemble(Settings(database_url=url, data_dir=tmp_path, sandbox=True)).engine.dispose()

    with reading(engine) as session:
        assert session.scalars(select(StoreKindRow.sandbox)).all() == [True]


def test_a_sandbox_can_not_become_the_real_thing(tmp_path: Path) -> None:
    """Whoever registered cases in it would wait for reminders that nobody gets."""
    assemble(settings(tmp_path, sandbox=True)).engine.dispose()

    with pytest.raises(WrongStore, match=r"Set ANNUA_SANDBOX=1, or name another store"):
        assemble(settings(tmp_path))
    assemble(settings(tmp_path, sandbox=True)).engine.dispose()


def test_the_real_thing_can_not_become_a_sandbox(tmp_path: Path) -> None:
    """Its reminders would fall silent."""
    assemble(settings(tmp_path)).engine.dispose()

    with pytest.raises(WrongStore, match=r"fall silent. Take ANNUA_SANDBOX away"):
        assemble(settings(tmp_path, sandbox=True))


def test_a_store_in_use_from_before_is_no_sandbox(tmp_path: Path, lite: Any) -> None:
    """It came without the mark, and has keys already."""
    with writing(lite.engine) as session:
        session.delete(session.get_one(StoreKindRow, 1))
    url = lite.engine.url.render_as_string(hide_password=False)

    with pytest.raises(WrongStore):
        assemble(Settings(database_url=url, data_dir=tmp_path, sandbox=True))


def test_a_sandbox_is_ready_with_nothing_set_and_has_no_way_out(tmp_path: Path) -> None:
    held = settings(
        tmp_path,
        sandbox=True,
        smtp_host="mail.example.com",
        imap_host="mail.example.com",
        ops_webhook_url="https://ops.example.com",
        ops_webhook_secret="whsec_" + "A" * 32,
    ).in_force()

    assert (held.smtp_host, held.imap_host, held.ops_webhook_url) == (None, None, None)
    assert held.fallback_recipient == "desk@sandbox.invalid"


def test_it_is_ready(sandbox: Any) -> None:
    answer = sandbox.get("/readyz", None)

    assert answer.status_code == 200, answer.text
    assert answer.json()["checks"]["mail"]["detail"] == "kept: a sandbox sends no mail"


def test_a_call_takes_the_time_that_it_names_for_now(sandbox: Any) -> None:
    later = {"Annua-Now": "2027-01-05T09:00:00+08:00"}

    case = sandbox.post("/v1/cases", CASE, headers=later).json()

    assert case["created_at"] == "2027-01-05T01:00:00+00:00"
    assert sandbox.get("/v1/cases/P1").json()["updated_at"] == "2027-01-05T01:00:00+00:00"


@pytest.mark.parametrize("given", ["tomorrow", "2027-01-05", "2027-01-05T09:00:00", "0001-01-01T00:00:00Z", ""])
def test_a_time_that_is_none_is_refused_by_name(sandbox: Any, conforms: Any, given: str) -> None:
    problem = conforms.problem(sandbox.get("/v1/cases", headers={"Annua-Now": given}), 422, "invalid")

    assert problem["errors"][0]["field"] == "header.Annua-Now"


@pytest.mark.parametrize("path", ["/v1/cases", "/v1/deadlines", "/v1/keys", "/v1/jurisdictions"])
def test_elsewhere_nobody_sets_the_time(lite: Any, conforms: Any, path: str) -> None:
    answer = lite.get(path, "admin", headers={"Annua-Now": "2027-01-05T09:00:00Z"})

    assert "heeded in a sandbox alone" in conforms.problem(answer, 400, "not-a-sandbox")["detail"]


def test_a_stranger_does_not_learn_whether_it_is_a_sandbox(lite: Any, sandbox: Any, conforms: Any) -> None:
    for one in (lite, sandbox):
        answer = one.get("/v1/cases", None, headers={"Annua-Now": "2027-01-05T09:00:00Z"})
        conforms.problem(answer, 401, "unauthenticated")


def test_reminders_come_when_one_asks_for_them(sandbox: Any, conforms: Any) -> None:
    """The day on which the fee can first be paid is months away; the mail is kept, and says what it is."""
    sandbox.post("/v1/cases", CASE)

    ticked = sandbox.call("POST", "/v1/sandbox/tick", headers={"Annua-Now": FIRST_DAY})

    conforms("Ticked", ticked.json())
    assert ticked.json()["planned"] >= 1
    assert (ticked.json()["failed"], ticked.json()["troubles"]) == (0, [])
    mails = sandbox.get("/v1/sandbox/mails").json()
    conforms("KeptMailPage", mails)
    mail = next(one for one in mails["items"] if "P1" in one["text"])
    assert mail["subject"].startswith("[sandbox] ")
    assert mail["recipient"] == "desk@sandbox.invalid"
    assert mail["created_at"] == "2026-05-31T01:00:00+00:00"


def test_kept_mails_come_page_by_page(sandbox: Any) -> None:
    sandbox.post("/v1/cases", CASE)
    for day in (1, 2, 3):
        sandbox.call("POST", "/v1/sandbox/tick", headers={"Annua-Now": f"2026-06-0{day}T01:00:00Z"})
    every = [one["id"] for one in sandbox.get("/v1/sandbox/mails").json()["items"]]
    assert len(every) >= 2

    first = sandbox.get("/v1/sandbox/mails", params={"limit": 1}).json()
    second = sandbox.get("/v1/sandbox/mails", params={"limit": 1, "cursor": first["next_cursor"]}).json()

    assert [one["id"] for one in (*first["items"], *second["items"])] == every[:2]


def test_a_jump_in_time_is_no_outage(sandbox: Any) -> None:
    sandbox.call("POST", "/v1/sandbox/tick", headers={"Annua-Now": FIRST_DAY})

    with reading(sandbox.engine) as session:
        assert "service.resumed" not in session.scalars(select(AuditRow.action)).all()


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/sandbox/tick"), ("GET", "/v1/sandbox/mails")])
def test_elsewhere_there_is_no_such_thing(lite: Any, conforms: Any, method: str, path: str) -> None:
    conforms.problem(lite.call(method, path), 400, "not-a-sandbox")


def test_reading_is_not_enough_to_let_it_tick(sandbox: Any, conforms: Any) -> None:
    conforms.problem(sandbox.call("POST", "/v1/sandbox/tick", "read"), 403, "forbidden")


def test_every_page_says_what_it_is(lite: Any, sandbox: Any) -> None:
    assert "This is a sandbox" in sandbox.get("/sign-in", None).text
    assert "这是沙盒" in sandbox.get("/sign-in", None, headers={"Accept-Language": "zh"}).text
    assert "sandbox" not in lite.get("/sign-in", None).text


def test_a_repeat_is_known_whatever_time_it_names(sandbox: Any) -> None:
    """A call from the far future doesn't make the sandbox forget the calls before it."""
    headers = {"Idempotency-Key": "one"}
    sandbox.post("/v1/cases", CASE, headers=headers)
    sandbox.post("/v1/cases", CASE | {"reference": "P2"}, headers={"Idempotency-Key": "two", "Annua-Now": FIRST_DAY})

    again = sandbox.post("/v1/cases", CASE, headers=headers)

    assert again.headers["Idempotency-Replayed"] == "true"
