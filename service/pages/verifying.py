"""Verifying a date: somebody signed in says that it stands in the record of the office as it stands here."""

from datetime import date
from typing import Annotated

from fastapi import Form
from fastapi.responses import RedirectResponse

from service.pages.addresses import case_address
from service.pages.routing import Line, pages
from service.pages.visitors import Actor
from service.portfolio.attesting import verify_date
from service.portfolio.reading import find_case
from service.store import writing

router = pages()


@router.post("/cases/{reference:path}/dates/{event}/verify")
def verify(visitor: Actor, reference: Line, event: Line, day: Annotated[date, Form()]) -> RedirectResponse:
    """Take the word of whoever pressed the button for the day that they saw, and show the case again."""
    with writing(visitor.service.answering) as session:
        verify_date(session, visitor.context, find_case(session, reference).id, event, day, visitor.person.key)
    return RedirectResponse(f"{case_address(reference)}#dates", 303)
