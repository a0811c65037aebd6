"""What a sandbox alone can do: let the tick run at a moment of one's choice, and show the mails that it kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from service.api.calls import Reading, Writing
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.problems import NO_SANDBOX, Problem
from service.api.routing import Route, resource
from service.jsontext import written
from service.reminders.dispatch import Post
from service.reminders.tick import tick
from service.store import MessageRow, listing
from service.upkeep import keep_up

router = resource("sandbox")
ticking = APIRouter(prefix="/v1", tags=["sandbox"], route_class=Route)  # a tick has transactions of its own


@dataclass(frozen=True, slots=True)
class Stopped:
    """A clock that stands still."""

    moment: datetime

    def now(self) -> datetime:
        """The moment at which it stands."""
        return self.moment


def _in_sandbox(request: Request) -> None:
    if not request.app.state.service.settings.sandbox:
        raise Problem(NO_SANDBOX, "this is no sandbox; start one with ANNUA_SANDBOX=1 on a store of its own")


InSandbox = Depends(_in_sandbox)


@ticking.post("/sandbox/tick", openapi_extra=follows("register_case"), dependencies=[InSandbox], **answers("Ticked"))
async def run_sandbox_tick(call: Writing, request: Request) -> Response:
    """Let a tick run as if it were the moment of `Annua-Now`: what is due by then is reminded of, at once.

    Mails are kept, see `/v1/sandbox/mails`; webhooks are sent.
    """
    clock = Stopped(call.now)
    usual: Post = request.app.state.post
    post = replace(usual, clock=clock, stamp=usual.clock)
    kept_up = await run_in_threadpool(keep_up, replace(call.service, clock=clock))
    report = await tick(call.service.desk, post)
    troubles = list(report.troubles) + ([] if kept_up else ["upkeep: see the log"])
    done = {"planned": report.planned, "sent": report.sent, "failed": report.failed, "troubles": troubles}
    return Response(written({"at": call.now.isoformat(), **done}), media_type="application/json")


@router.get(
    "/sandbox/mails",
    openapi_extra=follows("run_sandbox_tick"),
    dependencies=[InSandbox],
    **answers("KeptMailPage"),
)
def list_sandbox_mails(call: Reading, wanted: Annotated[Listing, Query()]) -> Document:
    """List the mails that were kept instead of sent, the latest first."""
    return page(listing.mails(call.session, wanted.of(listing.LATEST_MAILS)), _document)


def _document(row: MessageRow) -> Document:
    part = message_from_bytes(row.body, policy=policy.default).get_body(("plain",))
    return {
        "id": row.id,
        "message_id": row.key,
        "recipient": row.recipient,
        "subject": row.subject,
        "created_at": row.created_at.isoformat(),
        "text": part.get_content() if part is not None else "",
    }
