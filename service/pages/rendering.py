"""A page: a template in the language of its reader, with the headers that keep it to itself.

    return render(request, "case.html.j2", case=case)

Every template has `say` (the language), `visitor` (who is signed in, or None) and what `layout.html.j2` needs.
"""

import hashlib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, Template, select_autoescape

from service.pages.addresses import case_address
from service.pages.languages import language_of
from service.pages.naming import named, office_name, sentence, stated, title
from service.pages.record import heard_words
from service.portfolio.roles import may
from service.reminders.sentences import actor, price
from service.words import TAGS, language

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
}

_TEMPLATES = Environment(
    loader=PackageLoader("service.pages"),
    autoescape=select_autoescape(disabled_extensions=("txt.j2",), default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(
    actor=actor,
    case_address=case_address,
    heard_words=heard_words,
    may=may,
    named=named,
    office_name=office_name,
    sentence=sentence,
    stated=stated,
    price=price,
    title=title,
)
_TEMPLATES.filters["iso"] = date.fromisoformat


def render(request: Request, name: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """The page that a template makes of some values; `say` among them chooses a language against the reader's own."""
    say = values.get("say") or language_of(request)
    surroundings = {
        "say": say,
        "languages": [language(tag) for tag in TAGS],
        "visitor": getattr(request.state, "visitor", None),
        "here": here(request),
        "asset": asset,
        "lists": (),
        "sandbox": request.app.state.service.settings.sandbox,
    }
    page = template(name).render(surroundings | values | {"say": say})
    return HTMLResponse(page, status, HEADERS | {"Content-Language": say.tag})


def template(name: str) -> Template:
    """A template by the name of its file."""
    return _TEMPLATES.get_template(name)


def here(request: Request) -> str:
    """The address of the page within this service."""
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


@cache
def content(name: str) -> bytes | None:
    """What stands in one of the files that pages refer to; None where there is no such file."""
    known = {entry.name: entry for entry in files("service.pages").joinpath("static").iterdir()}
    return known[name].read_bytes() if name in known else None


@cache
def asset(name: str) -> str:
    """The address of such a file; it changes with the file, so that a browser may keep it for ever."""
    return f"/static/{digest(name)}/{name}"


@cache
def digest(name: str) -> str:
    """The first part of the SHA-256 of such a file. Raises `KeyError` where there is none."""
    found = content(name)
    if found is None:
        raise KeyError(name)
    return hashlib.sha256(found).hexdigest()[:16]
