"""The event log: what happened, in an order in which no reader misses or repeats anything."""

from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from rules.reading import did_you_mean, shown
from rules.texts import Text
from service.api.calls import Reading
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.routing import resource
from service.api.validation import Parameters, Storable
from service.portfolio.errors import Invalid, wrong
from service.portfolio.event_types import EVENTS
from service.portfolio.texts import NOT_CHOSEN
from service.reminders.payloads import event_document
from service.reminders.queries import cases_by_id
from service.store.event_log import events_after, last_position, number_events

BEYOND = Text(
    "events.beyond",
    "after {value} lies behind {last}, the last event of this log; if a backup was restored, read again from there",
)

router = resource("events")


def _event_type(value: str) -> str:
    if value not in EVENTS:
        suggestion = did_you_mean(value, EVENTS)
        message = NOT_CHOSEN(field="", value=shown(value), suggestion=suggestion, choices=list(EVENTS))
        raise PydanticCustomError("worded", "not an event", {"message": message})
    return value


EventType = Annotated[str, AfterValidator(_event_type), Field(json_schema_extra={"enum": list(EVENTS)})]


class Wanted(Parameters):
    """Which events."""

    after: int = Field(0, ge=0, le=2**31 - 1, description="`next_after` of the answer before; 0 begins at the start.")
    limit: int = Field(100, ge=1, le=500, description="How many events an answer has at most.")
    types: tuple[EventType, ...] = Field((), max_length=len(EVENTS), description="Only these types; all when absent.")
    reference: Storable | None = Field(None, max_length=200, description="Only events of the case of this reference.")


@router.get("/events", openapi_extra=follows("register_case"), **answers("EventPage"))
def list_events(call: Reading, wanted: Annotated[Wanted, Query()]) -> Document:
    """Read the events behind a position, in their order; pass on `next_after` and nothing is missed or repeated.

    A position is given once an event's transaction is over, so that what appears later stands behind. `data` is what
    webhooks carry in `data.items`.
    """
    number_events(call.service.answering)
    last = last_position(call.session)
    if wanted.after > last:
        raise Invalid(wrong("query.after", BEYOND(value=wanted.after, last=last), wanted.after))
    events = events_after(call.session, wanted.after, last, wanted.types, wanted.reference, wanted.limit)
    cases = cases_by_id(call.session, (event.case_id for event in events))
    items = [event_document(event, cases.get(event.case_id or 0)) for event in events]
    return {"items": items, "next_after": events[-1].position if len(events) == wanted.limit else last, "last": last}
