"""Routers of pages: no part of the API, and so none of its description."""

from fastapi import APIRouter


def pages() -> APIRouter:
    """A router for some pages."""
    return APIRouter(include_in_schema=False)
