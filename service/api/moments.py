"""The time of a call: the clock's, or in a sandbox the one that the header `Annua-Now` names."""

from datetime import datetime

from fastapi import Request

from rules.reading import shown
from service.api.problems import INVALID, NO_SANDBOX, Problem
from service.api.validation import NOT_A_MOMENT, read_moment
from service.portfolio.errors import wrong
from service.wiring import Service

NOW = "Annua-Now"


def moment_of(request: Request) -> datetime:
    """The moment that a call takes for now; a problem where it names one outside a sandbox, or names none."""
    service: Service = request.app.state.service
    given = request.headers.get(NOW)
    if given is None:
        return service.clock.now()
    if not service.settings.sandbox:
        raise Problem(NO_SANDBOX, f"{NOW} is heeded in a sandbox alone; leave it out, or call a sandbox")
    try:
        return read_moment(given)
    except ValueError:
        name = f"header.{NOW}"
        raise Problem(INVALID, errors=[wrong(name, NOT_A_MOMENT(field=name, value=shown(given)), given)]) from None
