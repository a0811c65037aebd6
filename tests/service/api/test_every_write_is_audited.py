"""Every operation that writes leaves a row in the audit trail: who, what, from what to what, and why.

A new operation gets its step in the story here; the last test names those that have none.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
from sqlalchemy import select

from service.store import AuditRow, reading

MADE, CHANGED = "made", "changed"
BY = {"actor": "Paralegal 1"}
WHY = {"reason": "because"}
P1 = {"key": "p1", "name": "Paralegal 1", "address": "p1@example.com", "zone": "Asia/Shanghai", "role": "supervisor"}
P2 = P1 | {"key": "p2", "name": "Paralegal 2", "address": "p2@example.com"}
CASE = {"reference": "P1", "jurisdiction": "EP", "right": "patent", "dates": {"filing": "2016-11-15"}}
CLOSURE = {"office": "EP", "first": "2026-11-30", "last": "2026-12-01", "source": "OJ EPO 2026, A1"}
BOUNCE = {"recipient": "p1@example.com", "status": "5.1.1", "detail": "no such user"}
DONE = {"state": "confirmed", "done_on": "2026-02-27", "proof": "receipt 17"}
OVERRIDE = {"due": "2026-10-30", "reason": "because", "source": "notice"}
ROWS = b"reference,jurisdiction,right,filing\nP3,EP,patent,2016-11-15\n"
MANUAL = {"title": "Renewal", "due": "2027-03-31", "source": "agent's letter"}

LIST = b"Our ref,Country,Type,Year,Due date\nP1,EP,annuity,11,2026-12-31\n"
# Operations that look like writes and store nothing.
STORES_NOTHING = {"compute", "suppose_case", "suppose_cases"}
RUNS_THE_SERVICE = {"run_sandbox_tick"}  # in a sandbox alone; what it does is what the service does by itself

# What a step speaks of that no earlier answer numbered.
LOOKED_UP: dict[str, Callable[[Any], int]] = {
    "annuity": lambda api: api.deadline(11)["id"],
    "row": lambda api: api.get("/v1/reconciliations/1/rows?verdict=differ").json()["items"][0]["id"],
}


@dataclass(frozen=True, slots=True)
class Step:
    """One call of the story, and the row that it has to leave."""

    operation: str
    method: str
    path: str
    body: Any
    action: str
    how: str
    """Whether something is there that was not, or is otherwise than it was."""
    kind: str = "application/json"

    def said(self, *names: str) -> Any:
        """What the body says under the first of these names that it has."""
        body = self.body if isinstance(self.body, dict) else {}
        return next((body[name] for name in names if name in body), None)

    @property
    def reason(self) -> Any:
        """Why, in the caller's words."""
        return self.said("reason", "note", "proof", "detail")


STORY = (
    Step("store_person", "POST", "/v1/people", P1, "person.added", MADE),
    Step("store_person", "POST", "/v1/people", P2, "person.added", MADE),
    Step("store_person", "POST", "/v1/people", P1 | {"zone": "Europe/Berlin"}, "person.changed", CHANGED),
    Step("make_calendar_feed", "POST", "/v1/people/p1/calendar-feeds", None, "calendar_feed.created", MADE),
    Step(
        "revoke_calendar_feed",
        "POST",
        "/v1/people/p1/calendar-feeds/{id}/revoke",
        None,
        "calendar_feed.revoked",
        CHANGED,
    ),
    Step("register_case", "POST", "/v1/cases", CASE, "case.registered", MADE),
    Step("register_cases", "POST", "/v1/cases/bulk", [CASE | {"reference": "P2"}], "case.registered", MADE),
    Step("import_file", "POST", "/v1/imports", ROWS, "case.registered", MADE, "text/csv"),
    Step("correct_case", "PATCH", "/v1/cases/P1", {"title": "Catheter"}, "case.corrected", CHANGED),
    Step("correct_date", "PUT", "/v1/cases/P1/dates/filing", {"date": "2016-11-16"}, "case.corrected", CHANGED),
    Step(
        "verify_case_date",
        "POST",
        "/v1/cases/P1/dates/filing/verify",
        {"date": "2016-11-16", "person": "p2"},
        "date.verified",
        CHANGED,
    ),
    Step("settle_through", "PUT", "/v1/cases/P1/settled-through", {"date": "2024-12-31"}, "case.corrected", CHANGED),
    Step(
        "hand_over_case",
        "POST",
        "/v1/cases/P1/hand-over",
        {"responsible": "p1"} | WHY | BY,
        "case.handed_over",
        CHANGED,
    ),
    Step("close", "POST", "/v1/cases/P1/close", WHY | BY, "case.closed", CHANGED),
    Step("reopen", "POST", "/v1/cases/P1/reopen", WHY | BY, "case.reopened", CHANGED),
    Step("enter_deadline", "POST", "/v1/cases/P1/deadlines", MANUAL, "deadline.entered", MADE),
    Step("override_deadline", "POST", "/v1/deadlines/{annuity}/overrides", OVERRIDE, "deadline.overridden", CHANGED),
    Step("withdraw", "POST", "/v1/overrides/{id}/withdraw", WHY, "deadline.override_withdrawn", CHANGED),
    Step(
        "acknowledge_deadline",
        "POST",
        "/v1/deadlines/{annuity}/acknowledgements",
        {"person": "p1", "note": "because"} | BY,
        "deadline.acknowledged",
        MADE,
    ),
    Step(
        "instruct_deadline",
        "POST",
        "/v1/deadlines/{annuity}/instructions",
        {"wish": "renew", "person": "p1", "note": "because"},
        "deadline.instructed",
        MADE,
    ),
    Step(
        "withdraw_given_instruction",
        "POST",
        "/v1/instructions/{id}/withdraw",
        WHY | BY,
        "deadline.instruction_withdrawn",
        MADE,
    ),
    Step("record_completion", "POST", "/v1/deadlines/{annuity}/completions", DONE, "completion.recorded", MADE),
    Step(
        "add_proof_file",
        "POST",
        "/v1/completions/{completion}/files?name=proof.pdf",
        b"%PDF",
        "completion.file_added",
        MADE,
        "application/octet-stream",
    ),
    Step("void_completion", "POST", "/v1/completions/{completion}/void", WHY | BY, "completion.voided", MADE),
    Step(
        "record_completion",
        "POST",
        "/v1/deadlines/{annuity}/completions",
        DONE | {"done_on": "2017-01-02"},
        "completion.recorded",
        MADE,
    ),
    Step(
        "answer_questioned_completion",
        "POST",
        "/v1/completions/{completion}/answer",
        {"stands": True} | WHY | BY,
        "completion.answered",
        MADE,
    ),
    Step("report_bounces", "POST", "/v1/bounces", BOUNCE, "message.bounced", MADE),
    Step(
        "store_absence",
        "POST",
        "/v1/absences",
        {"person": "p1", "first": "2026-10-01", "last": "2026-10-07", "substitute": "p2"},
        "absence.entered",
        MADE,
    ),
    Step("take_back_absence", "POST", "/v1/absences/{id}/withdraw", WHY | BY, "absence.withdrawn", CHANGED),
    Step(
        "store_assignment", "POST", "/v1/assignments", {"responsible": "p1", "backup": "p2"}, "assignment.entered", MADE
    ),
    Step("take_back_assignment", "POST", "/v1/assignments/{id}/withdraw", WHY | BY, "assignment.withdrawn", CHANGED),
    Step("store_owner", "PUT", "/v1/owners/Owner", {"lead_days": 3}, "owner.changed", MADE),
    Step("store_owner", "PUT", "/v1/owners/Owner", {"lead_days": 4}, "owner.changed", CHANGED),
    Step("store_ladder", "POST", "/v1/ladders", {"stages": {}}, "ladder.entered", MADE),
    Step("take_back_ladder", "POST", "/v1/ladders/{id}/withdraw", WHY | BY, "ladder.withdrawn", CHANGED),
    Step("make_key", "POST", "/v1/keys", {"name": "feed", "scopes": ["read"]} | WHY, "key.created", MADE),
    Step("rotate", "POST", "/v1/keys/{id}/rotate", WHY, "key.rotated", CHANGED),
    Step("revoke", "POST", "/v1/keys/{id}/revoke", WHY, "key.revoked", CHANGED),
    Step(
        "make_endpoint",
        "POST",
        "/v1/webhook-endpoints",
        {"url": "https://hooks.example.com/"},
        "endpoint.created",
        MADE,
    ),
    Step(
        "alter_endpoint", "PATCH", "/v1/webhook-endpoints/{id}", {"enabled": False} | WHY, "endpoint.disabled", CHANGED
    ),
    Step("alter_endpoint", "PATCH", "/v1/webhook-endpoints/{id}", {"enabled": True} | WHY, "endpoint.enabled", CHANGED),
    Step(
        "rotate_endpoint_secret",
        "POST",
        "/v1/webhook-endpoints/{id}/rotate-secret",
        {},
        "endpoint.secret_rotated",
        MADE,
    ),
    Step("replay_events", "POST", "/v1/webhook-endpoints/{id}/replay", {"after": 0}, "endpoint.replayed", MADE),
    Step("test_endpoint", "POST", "/v1/webhook-endpoints/{id}/test", None, "endpoint.tested", MADE),
    Step(
        "compare_list", "POST", "/v1/reconciliations?name=provider", LIST, "reconciliation.finished", MADE, "text/csv"
    ),
    Step("settle_compared_row", "POST", "/v1/compared-rows/{row}/settle", WHY | BY, "difference.settled", MADE),
    Step("enter_closure", "POST", "/v1/office-closures", CLOSURE, "closure.added", MADE),
    Step("take_back_closure", "POST", "/v1/office-closures/{id}/withdraw", WHY | BY, "closure.withdrawn", CHANGED),
)


def ask(api: Any, step: Step, known: dict[str, Any]) -> httpx.Response:
    """Make the call of a step, about what earlier ones made."""
    path = step.path.format(**known)
    content = step.body if isinstance(step.body, bytes) else json.dumps(step.body).encode()
    given = {} if step.body is None else {"content": content, "headers": {"Content-Type": step.kind}}
    answer: httpx.Response = api.call(step.method, path, as_="admin", **given)
    assert answer.status_code in (200, 201), (step.operation, answer.text)
    return answer


def rows(api: Any, after: int) -> list[AuditRow]:
    """The rows of the trail behind one."""
    with reading(api.engine) as session:
        return list(session.scalars(select(AuditRow).where(AuditRow.id > after).order_by(AuditRow.id)))


def remember(known: dict[str, Any], document: Any) -> None:
    """Keep the numbers that later steps speak of."""
    if isinstance(document, dict) and "id" in document:
        known["id"] = document["id"]
    if isinstance(document, dict) and document.get("completions"):
        known["completion"] = document["completions"][0]["id"]


def test_every_write_leaves_who_what_from_what_to_what_and_why(api: Any) -> None:
    known: dict[str, Any] = {}
    last = max(row.id for row in rows(api, 0))
    for step in STORY:
        known |= {name: look_up(api) for name, look_up in LOOKED_UP.items() if f"{{{name}}}" in step.path}
        answer = ask(api, step, known)

        made = rows(api, last)

        row = next((row for row in made if row.action == step.action), None)
        assert row is not None, (step.operation, [row.action for row in made])
        told = (row.actor, row.reason, row.before is not None, bool(row.after))
        expected = (
            step.said("actor") or "admin key",
            step.reason,
            step.how == CHANGED,
            True,
        )
        assert told == expected, (step.operation, row.before, row.after)
        assert row.subject, step.operation
        last = made[-1].id
        if answer.headers["Content-Type"] == "application/json":
            remember(known, answer.json())


def test_every_operation_that_writes_has_its_step(lite: Any) -> None:
    document = lite.app.openapi()

    writing = {
        operation["operationId"]
        for item in document["paths"].values()
        for method, operation in item.items()
        if method != "get"
    }
    assert writing - STORES_NOTHING - RUNS_THE_SERVICE == {step.operation for step in STORY}


def test_what_stores_nothing_leaves_nothing(api: Any) -> None:
    api.register()
    last = max(row.id for row in rows(api, 0))

    for path, body in (
        ("/v1/deadlines/compute", CASE),
        ("/v1/cases/P1/what-if", {"dates": {"filing": "2017-11-15"}}),
        ("/v1/what-if", {"cases": [{"reference": "P1", "dates": {"filing": "2017-11-15"}}]}),
    ):
        answer = api.post(path, body)
        assert answer.status_code == 200, answer.text

    assert rows(api, last) == []
