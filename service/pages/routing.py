"""Routers of pages: no part of the API, and so none of its description."""

import re
from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, StringConstraints
from starlette.exceptions import HTTPException

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # what the databases can't hold


def _storable(value: str) -> str:
    if _NO_TEXT.search(value):
        raise ValueError("a character that is no text")
    return value


def _known(number: int) -> int:
    if not 0 < number < 2**31:  # what the databases hold
        raise HTTPException(404)
    return number


Line = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_storable)]
"""A line of text from outside."""


def pages() -> APIRouter:
    """A router for some pages."""
    return APIRouter(include_in_schema=False)


Number = Annotated[int, AfterValidator(_known)]
"""The id of a row, in an address; one that none can have is a wrong address."""
