"""Why somebody gets these mails: where `List-Unsubscribe` leads. Reminders can't be switched off, only handed on."""

from fastapi import Request, Response

from service.pages.rendering import render
from service.pages.routing import pages

router = pages()


@router.get("/delivery")
def explain(request: Request) -> Response:
    """Tell why the mails come and what to do; open to everybody, since it changes nothing."""
    return render(request, "delivery.html.j2")
