"""What computing anew would move, before anything is computed anew."""

from itertools import islice
from typing import Annotated

from fastapi import Query
from pydantic import Field

from service.api.calls import Reading
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.paging import Listing, page
from service.api.routing import resource
from service.api.validation import Storable
from service.portfolio.previewing import CLOSURES, Outlook, look_ahead, read_closure
from service.store.listing import BY_REFERENCE
from service.store.paging import Found

router = resource("deadlines")


class Wanted(Listing):
    """What to compute with, and how many cases to look at."""

    closure: list[Storable] = Field(
        default_factory=list,
        max_length=50,
        description=CLOSURES,
    )


@router.get("/preview", openapi_extra=follows("register_case"), **answers("OutlookPage"))
def preview(call: Reading, wanted: Annotated[Wanted, Query()]) -> Document:
    """Tell what the installed rules, their calendars or a closure would move; nothing is changed.

    A page looks at `limit` cases in the order of their references, and lists those of which something would become:
    it may be empty while `next_cursor` leads on.
    """
    closures = [read_closure(text, "query.closure") for text in wanted.closure]
    (after,) = wanted.of(BY_REFERENCE).after or ("",)
    seen = list(islice(look_ahead(call.session, call.now, closures, after=after), wanted.limit))
    end = (seen[-1].reference,) if len(seen) == wanted.limit else None
    moving = [outlook for outlook in seen if not outlook.stands]
    return page(Found(moving, BY_REFERENCE, end), Outlook.as_document)
