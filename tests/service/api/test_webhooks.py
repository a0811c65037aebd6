"""Webhook endpoints by HTTP: changes, rotation, deliveries, replay and tests, with real receivers on loopback."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from standardwebhooks import Webhook


@dataclass(slots=True)
class Receiver:
    """The calls that a server on loopback got, as headers and body; it answers these statuses, then 204."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    calls: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        """The `webhook-id`s in the order in which they came."""
        return [headers["webhook-id"] for headers, _ in self.calls]

    @property
    def types(self) -> list[str]:
        """The types of the calls."""
        return [json.loads(body)["type"] for _, body in self.calls]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A server that takes calls."""
    kept = Receiver()

    class Taking(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            kept.calls.append((headers, self.rfile.read(int(headers["content-length"]))))
            self.send_response(kept.statuses.pop(0) if kept.statuses else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server calls
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Taking) as server:
        kept.url = f"http://127.0.0.1:{server.server_address[1]}/annua"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield kept
        server.shutdown()
        thread.join()


def endpoint(api: Any, receiver: Receiver, *events: str) -> tuple[str, str]:
    """Register a receiver; gives the endpoint's address here and its secret."""
    made = api.post("/v1/webhook-endpoints", {"url": receiver.url, "events": list(events)}, as_="admin").json()
    return f"/v1/webhook-endpoints/{made['id']}", made["secret"]


def change(api: Any, where: str, **given: Any) -> Any:
    """Change an endpoint."""
    answer = api.call("PATCH", where, as_="admin", json=given)
    assert answer.status_code == 200, answer.text
    return answer.json()


def deliveries(api: Any, where: str, **query: Any) -> Any:
    """The calls to an endpoint, the latest first."""
    return api.get(f"{where}/deliveries", as_="admin", params=query).json()["items"]


def test_what_is_given_is_changed_and_the_rest_stays(calling: Any, conforms: Any, receiver: Receiver) -> None:
    where, _ = endpoint(calling, receiver, "case.updated")
    changed = change(calling, where, events=["case.closed", "case.registered"], description="docketing")
    conforms("Endpoint", changed)
    assert (changed["url"], changed["events"]) == (receiver.url, ["case.registered", "case.closed"])
    moved = change(calling, where, url="https://hooks.example.com/annua", description=None)
    assert (moved["url"], moved["description"], moved["events"]) == (
        "https://hooks.example.com/annua",
        None,
        changed["events"],
    )
    off = change(calling, where, enabled=False, reason="moves house")
    assert (off["enabled"], off["disabled_reason"], off["disabled_by"]) == (False, "moves house", "admin key")
    assert change(calling, where, description="x")["disabled_reason"] == "moves house"
    on = change(calling, where, enabled=True)
    assert (on["enabled"], on["disabled_reason"], on["disabled_at"], on["disabled_by"]) == (True, None, None, None)


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"url": "https://10.0.0.1/annua"}, "/url"),
        ({"url": "http://hooks.example.com/annua"}, "/url"),
        ({"url": None}, "/url"),
        ({"events": ["case.close"]}, "/events"),
        ({"secret": "whsec_x"}, "/secret"),
    ],
)
def test_a_wrong_change_is_refused(lite: Any, conforms: Any, given: dict[str, Any], pointer: str) -> None:
    made = lite.post("/v1/webhook-endpoints", {"url": "https://hooks.example.com/annua"}, as_="admin").json()
    answer = lite.call("PATCH", f"/v1/webhook-endpoints/{made['id']}", as_="admin", json=given)
    document = conforms.problem(answer, 422, "invalid")
    assert document["errors"][0]["pointer"] == pointer
    assert lite.get("/v1/webhook-endpoints", as_="admin").json()["items"][0]["url"] == "https://hooks.example.com/annua"


def test_both_secrets_sign_until_the_overlap_is_over(
    calling: Any, conforms: Any, receiver: Receiver, clock: Any
) -> None:
    clock.moment = datetime.now(UTC)  # the verifier looks at the time of this machine
    where, first = endpoint(calling, receiver)
    made = calling.post(f"{where}/rotate-secret", {"overlap_hours": 1}, as_="admin")
    conforms("EndpointMade", made.json())
    second = made.json()["secret"]
    assert made.json()["earlier_secret_until"] is not None
    third = calling.post(f"{where}/rotate-secret", {}, as_="admin").json()["secret"]
    assert len({first, second, third}) == 3

    calling.post(f"{where}/test", None, as_="admin")
    headers, body = receiver.calls[-1]
    for secret in (first, second, third):
        Webhook(secret).verify(body, headers)

    clock.move(hours=2)
    calling.post(f"{where}/test", None, as_="admin")
    assert len(receiver.calls[-1][0]["webhook-signature"].split()) == 2  # the first one's hour is over
    last = calling.post(f"{where}/rotate-secret", {"overlap_hours": 0}, as_="admin").json()
    assert last["earlier_secret_until"] is None
    calling.post(f"{where}/test", None, as_="admin")
    assert len(receiver.calls[-1][0]["webhook-signature"].split()) == 1


def test_a_repeated_rotation_makes_one_secret_and_shows_it_once(calling: Any, receiver: Receiver) -> None:
    where, _ = endpoint(calling, receiver)
    once = {"Idempotency-Key": "rotate-1"}
    first = calling.post(f"{where}/rotate-secret", {}, as_="admin", headers=once).json()
    again = calling.post(f"{where}/rotate-secret", {}, as_="admin", headers=once).json()
    assert first["secret"].startswith("whsec_")
    assert again == first | {"secret": None}


def test_deliveries_show_each_attempt_page_by_page(calling: Any, conforms: Any, receiver: Receiver, clock: Any) -> None:
    where, _ = endpoint(calling, receiver, "case.registered")
    receiver.statuses = [503]
    calling.register()
    calling.tick()
    clock.move(seconds=30)
    calling.register(reference="P2")
    calling.tick()

    whole = calling.get(f"{where}/deliveries", as_="admin").json()
    conforms("DeliveryPage", whole)
    newer, older = whole["items"]
    assert (older["sequence"], newer["sequence"]) == (1, 2)
    assert (older["id"], older["type"], older["state"]) == (receiver.ids[0], "case.registered", "sent")
    assert [(one["outcome"], one["detail"]) for one in older["attempts"]] == [
        ("retryable", "HTTP 503"),
        ("accepted", "HTTP 204"),
    ]
    assert older["last_position"] < newer["first_position"]
    first = calling.get(f"{where}/deliveries", as_="admin", params={"limit": 1}).json()
    rest = calling.get(f"{where}/deliveries", as_="admin", params={"cursor": first["next_cursor"]}).json()
    assert (first["items"], rest) == ([newer], {"items": [older], "next_cursor": None})
    assert deliveries(calling, where, state="held") == []
    assert calling.get("/v1/webhook-endpoints/9/deliveries", as_="admin").status_code == 404


def test_a_range_is_sent_again_under_the_same_ids_and_what_was_never_told_is(
    calling: Any, conforms: Any, receiver: Receiver
) -> None:
    where, _ = endpoint(calling, receiver, "case.registered")
    for reference in ("P1", "P2"):
        calling.register(reference=reference)
        calling.tick()
    calling.post("/v1/cases/P1/close", {"reason": "sold"}, as_="admin")
    calling.tick()
    (first, second), last = receiver.ids, calling.get("/v1/events").json()["last"]
    bodies = [body for _, body in receiver.calls]
    change(calling, where, events=["case.registered", "case.closed"])

    answer = calling.post(f"{where}/replay", {"after": 0, "through": last}, as_="admin")
    conforms("Replayed", answer.json())
    assert answer.json() == {"after": 0, "through": last, "events": 3, "calls": 3}
    calling.tick()

    assert {
        one: body for one, (_, body) in zip(receiver.ids[2:], receiver.calls[2:], strict=True) if body in bodies
    } == {
        first: bodies[0],
        second: bodies[1],
    }
    assert sorted(receiver.types[2:]) == ["case.closed", "case.registered", "case.registered"]
    assert [one["sequence"] for one in deliveries(calling, where)] == [3, 2, 1]

    after = json.loads(bodies[0])["data"]["items"][0]["position"]
    through = json.loads(bodies[1])["data"]["items"][0]["position"]
    assert calling.post(f"{where}/replay", {"after": after, "through": through}, as_="admin").json()["calls"] == 1
    calling.tick()
    assert receiver.ids[5:] == [second]


def test_a_new_endpoint_can_be_told_of_what_was_before_it(calling: Any, receiver: Receiver) -> None:
    calling.register()
    calling.tick()
    where, _ = endpoint(calling, receiver, "case.registered")
    calling.tick()
    assert receiver.calls == []
    assert calling.post(f"{where}/replay", {"after": 0}, as_="admin").json()["events"] == 1
    calling.tick()
    assert receiver.types == ["case.registered"]


def test_a_replay_that_makes_no_sense_is_refused(lite: Any, conforms: Any) -> None:
    lite.register()
    lite.tick()
    made = lite.post("/v1/webhook-endpoints", {"url": "https://hooks.example.com/annua"}, as_="admin").json()
    where = f"/v1/webhook-endpoints/{made['id']}"
    for given in ({"after": 0, "through": 1000}, {"after": 3, "through": 2}):
        refused = lite.post(f"{where}/replay", given, as_="admin")
        assert "the last one told of" in conforms.problem(refused, 422, "invalid")["detail"]
    change(lite, where, enabled=False)
    refused = lite.post(f"{where}/replay", {"after": 0}, as_="admin")
    assert "is disabled, so nothing is sent" in conforms.problem(refused, 409, "conflict")["detail"]


def test_a_test_tells_at_once_what_the_receiver_answered(calling: Any, conforms: Any, receiver: Receiver) -> None:
    """Whatever it answers, nothing is made of the endpoint, nothing is repeated, and there is no alarm."""
    where, _ = endpoint(calling, receiver)
    receiver.statuses = [410]
    refused = calling.post(f"{where}/test", None, as_="admin").json()
    taken = calling.post(f"{where}/test", None, as_="admin").json()
    calling.tick()

    conforms("Delivery", refused)
    assert (refused["state"], refused["attempts"][0]["detail"]) == ("failed", "HTTP 410")
    assert (taken["state"], taken["attempts"][0]["outcome"], taken["sequence"]) == ("sent", "accepted", None)
    assert receiver.types == ["annua.test"] * 2
    assert receiver.ids == [refused["id"], taken["id"]]
    assert calling.get("/v1/webhook-endpoints", as_="admin").json()["items"][0]["enabled"]
    assert "undelivered" not in calling.get("/readyz", as_=None).json()["alarms"]


def test_a_disabled_endpoint_can_be_tested_before_it_is_enabled(calling: Any, receiver: Receiver) -> None:
    where, _ = endpoint(calling, receiver, "case.registered")
    receiver.statuses = [410]
    calling.register()
    calling.tick()
    assert calling.get("/readyz", as_=None).json()["alarms"]["endpoint_disabled"] == 1
    assert [one["state"] for one in deliveries(calling, where)] == ["held"]

    assert calling.post(f"{where}/test", None, as_="admin").json()["state"] == "sent"
    change(calling, where, enabled=True)
    calling.tick()

    assert receiver.types == ["case.registered", "annua.test", "case.registered"]
    assert receiver.ids[0] == receiver.ids[2]


def test_a_repeated_test_calls_once(calling: Any, conforms: Any, receiver: Receiver) -> None:
    where, _ = endpoint(calling, receiver)
    once = {"Idempotency-Key": "test-1"}
    first = calling.post(f"{where}/test", None, as_="admin", headers=once).json()
    assert calling.post(f"{where}/test", None, as_="admin", headers=once).json() == first
    assert len(receiver.calls) == 1
    conforms.problem(calling.post("/v1/webhook-endpoints/9/test", None, as_="admin"), 404, "not-found")


def test_only_an_administrator_sees_or_changes_endpoints(lite: Any, conforms: Any) -> None:
    made = lite.post("/v1/webhook-endpoints", {"url": "https://hooks.example.com/annua"}, as_="admin").json()
    where = f"/v1/webhook-endpoints/{made['id']}"
    for method, path in (
        ("PATCH", where),
        ("POST", f"{where}/rotate-secret"),
        ("POST", f"{where}/replay"),
        ("POST", f"{where}/test"),
        ("GET", f"{where}/deliveries"),
    ):
        conforms.problem(lite.call(method, path, json={} if method != "GET" else None), 403, "forbidden")
