"""Families: the cases that one hangs together with, and who pays for which span."""

from typing import Annotated

from fastapi import Path

from service.api.calls import Reading
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.routing import resource
from service.api.validation import Storable
from service.portfolio.kinship import family_of

router = resource("cases")


@router.get(
    "/cases/{reference:path}/family", openapi_extra=follows(reference="register_case#/reference"), **answers("Family")
)
def get_family(
    call: Reading,
    reference: Annotated[Storable, Path(max_length=200, description="The name by which you know the case.")],
) -> Document:
    """Read a case's parents, its parts and its relatives, and at which of them each span is paid for.

    What the daily check finds of days with two payers or none is under `faults`.
    """
    return family_of(call.session, reference, call.now.date())
