"""Messages: what was sent to whom, what became of it, every attempt; never the text, which may hold links that act."""

from typing import Annotated, Literal

from fastapi import Path, Query
from pydantic import Field

from service.api.bounces import bounce_document
from service.api.calls import Reading
from service.api.describing import answers, follows
from service.api.given import Document, plain
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Id, Moment, Storable
from service.portfolio.errors import Unknown, wrong
from service.portfolio.texts import NO_SUCH_ROW
from service.store import sending
from service.store.deadlines import NO_NUMBER
from service.store.sending import Listed, MessageFilter

Filter = Annotated[Storable | None, Field(max_length=2000)]
Channel = Literal["email", "webhook", "ops"]
State = Literal["pending", "held", "sent", "failed", "given_up"]

router = resource("messages")


class Wanted(Listing):
    """Which messages: each parameter that is given must fit."""

    recipient: Filter = Field(None, description="The address, of a mail.")
    person: Filter = Field(None, description="The key of the person it is for.")
    channel: Channel | None = None
    state: State | None = Field(None, description="`sent` where the next hop took it.")
    purpose: Filter = None
    reference: Filter = Field(None, description="Those that carried a reminder of this case.")
    deadline: Id | None = Field(None, description="Those that carried a reminder of this deadline.")
    since: Moment | None = Field(None, description="Those made at this moment or later.")
    before: Moment | None = Field(None, description="Those made before this moment.")

    def as_filter(self) -> MessageFilter:
        """The question to the store."""
        given = self.model_dump(exclude={"cursor", "limit"})
        return MessageFilter(deadline_id=given.pop("deadline"), **given)


@router.get("/messages", openapi_extra=follows("enter_deadline", "run_sandbox_tick"), **answers("MessagePage"))
def list_messages(call: Reading, wanted: Annotated[Wanted, Query()]) -> Document:
    """List messages, the latest first."""
    found = sending.messages(call.session, wanted.as_filter(), wanted.of(sending.LATEST_MESSAGES))
    return page(found, _document)


@router.get("/messages/{number}", openapi_extra=follows(number="list_messages#/items/0/id"), **answers("MessageInFull"))
def get_message(call: Reading, number: Annotated[Id, Path(description="Its id.")]) -> Document:
    """Read a message with what it carried, every attempt to hand it over, and what came back."""
    session = call.session
    found = sending.message(session, number)
    if found is None:
        raise Unknown(wrong("message", NO_SUCH_ROW(kind="message", value=number), number))
    carried = [
        {
            "reference": reference,
            "deadline": row.id,
            "kind": row.kind,
            "number": None if row.number == NO_NUMBER else row.number,
            "office": row.office,
            "aim": rung.aim.isoformat(),
            "stage": rung.stage,
        }
        for rung, row, reference in sending.rungs(session, number)
    ]
    attempts = [
        plain(row, "started_at", "finished_at", "outcome", "detail") for row in sending.attempts(session, number)
    ]
    bounces = [bounce_document(row, found.key) for row in sending.bounces(session, number)]
    return _document(found) | {"carried": carried, "attempts": attempts, "bounces": bounces}


def _document(found: Listed) -> Document:
    return {
        "id": found.id,
        "key": found.key,
        "channel": found.channel,
        "recipient": found.recipient if found.channel == "email" else None,
        "person": found.person,
        "endpoint": found.endpoint_id,
        "subject": found.subject,
        "purpose": found.purpose,
        "urgency": found.urgency,
        "state": found.state,
        **plain(found, "created_at", "sent_at", "bounced_at", "next_attempt_at"),
        "tried": found.attempts,
    }
