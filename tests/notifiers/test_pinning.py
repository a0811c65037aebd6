"""A connection goes to the address that was checked, and to no other."""

import socket
import ssl
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from notifiers import Permanent, Retryable
from notifiers.pinning import resolve
from notifiers.webhook import Call, WebhookNotifier

if TYPE_CHECKING:
    from tests.notifiers.conftest import Certificate, Receive

pytestmark = pytest.mark.anyio

OK = b"HTTP/1.1 204 No Content\r\n\r\n"
OK_ONCE = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
HERE, THERE, PUBLIC, METADATA = "127.0.0.1", "127.0.0.2", "8.8.8.8", "169.254.169.254"


def call(port: int, scheme: str = "http") -> Call:
    return Call(f"{scheme}://receiver.test:{port}/hook", "msg_1", datetime.now(UTC), b"{}", (SECRET,))


class Names:
    """A name server that gives its answers one after the other."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.questions: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.questions.append((host, port))
        return self.answers.pop(0)


# ---------------------------------------------------------------- rebinding


async def test_a_name_that_changes_its_answer_after_the_check_leads_nowhere_else(receive: "Receive") -> None:
    checked = await receive(OK)
    other = await receive(OK, THERE, checked.port)
    names = Names([HERE], [THERE])
    async with WebhookNotifier(allow={"receiver.test"}, resolve=names) as notifier:
        await notifier.send(call(checked.port))
        await notifier.send(call(checked.port))
    assert names.questions == [("receiver.test", checked.port)]
    assert (len(checked.requests), other.connections) == (2, 0)


async def test_a_new_connection_looks_up_and_checks_anew(receive: "Receive") -> None:
    receiver = await receive(OK_ONCE)
    names = Names([HERE], [METADATA])
    async with WebhookNotifier(allow={"receiver.test"}, resolve=names) as notifier:
        await notifier.send(call(receiver.port))
        with pytest.raises(Permanent) as refusal:
            await notifier.send(call(receiver.port))
    assert refusal.value.reason == (
        "receiver.test is refused: "
        "the address 169.254.169.254 is not public (link-local, where clouds keep their metadata service)"
    )
    assert len(receiver.requests) == 1


async def test_a_public_name_with_an_address_in_the_house_is_refused(receive: "Receive") -> None:
    receiver = await receive(OK)
    async with WebhookNotifier(resolve=Names([HERE])) as notifier:
        with pytest.raises(Permanent, match=r"receiver\.test is refused: the address 127\.0\.0\.1 is not public"):
            await notifier.send(call(receiver.port, "https"))
    assert receiver.connections == 0


@pytest.mark.parametrize("answer", [[PUBLIC, HERE], [HERE, PUBLIC], [PUBLIC, "::ffff:10.0.0.1"]])
async def test_one_address_out_of_bounds_refuses_them_all(receive: "Receive", answer: Sequence[str]) -> None:
    receiver = await receive(OK)
    async with WebhookNotifier(resolve=Names(answer)) as notifier:
        with pytest.raises(Permanent, match="is not public"):
            await notifier.send(call(receiver.port, "https"))
    assert receiver.connections == 0


# ---------------------------------------------------------------- addresses


async def test_the_next_address_is_tried_when_one_does_not_answer(receive: "Receive") -> None:
    receiver = await receive(OK)
    async with WebhookNotifier(allow={"receiver.test"}, resolve=Names([THERE, THERE, HERE])) as notifier:
        assert (await notifier.send(call(receiver.port))).detail == "HTTP 204"


async def test_no_address_that_answers_is_worth_a_retry() -> None:
    async with WebhookNotifier(allow={"receiver.test"}, resolve=Names([HERE, THERE, HERE])) as notifier:
        with pytest.raises(Retryable) as failure:
            await notifier.send(call(1))
    assert failure.value.reason == (
        "no connection to receiver.test port 1 "
        "(127.0.0.1: All connection attempts failed; 127.0.0.2: All connection attempts failed)"
    )


async def test_a_name_that_cannot_be_looked_up_is_worth_a_retry() -> None:
    async def unknown(host: str, port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    async with WebhookNotifier(resolve=unknown) as notifier:
        with pytest.raises(
            Retryable, match=r"the name receiver\.test could not be looked up: .*Name or service not known"
        ):
            await notifier.send(call(443, "https"))


async def test_names_are_looked_up_as_this_machine_does() -> None:
    assert set(await resolve("localhost", 80)) <= {"127.0.0.1", "::1"}
    assert list(await resolve("127.0.0.2", 80)) == ["127.0.0.2"]


# ---------------------------------------------------------------- what the other side sees


async def test_tls_and_host_keep_the_name(receive: "Receive", certificate: "Certificate") -> None:
    asked_for: list[str | None] = []

    def note(_: ssl.SSLObject, name: str | None, __: ssl.SSLContext) -> None:
        asked_for.append(name)

    certificate.server.sni_callback = note
    receiver = await receive(OK, tls=certificate.server)
    async with WebhookNotifier(allow={"receiver.test"}, tls=certificate.client, resolve=Names([HERE])) as notifier:
        await notifier.send(call(receiver.port, "https"))
    assert asked_for == ["receiver.test"]
    assert receiver.requests[0].headers["host"] == f"receiver.test:{receiver.port}"


async def test_proxy_and_netrc_of_the_environment_are_not_used(
    receive: "Receive", monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    receiver, proxy = await receive(OK), await receive(OK)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine receiver.test login annua password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    async with WebhookNotifier(allow={"receiver.test"}, resolve=Names([HERE])) as notifier:
        await notifier.send(call(receiver.port))
    assert (len(receiver.requests), proxy.connections) == (1, 0)
    assert "authorization" not in receiver.requests[0].headers
