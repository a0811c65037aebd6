"""The due-care file of a case, as JSON or as a page."""

from typing import Annotated, Any, Literal

from fastapi import Header, Path, Query, Response

from service.api.calls import Reading
from service.api.describing import answers, follows
from service.api.given import Document
from service.api.routing import resource
from service.api.validation import Day, Storable
from service.dossier.document import dossier
from service.dossier.writing import write
from service.jsontext import written

HTML = "text/html"
VARY = {"Vary": "Accept", "Cache-Control": "private, no-store"}

router = resource("cases")


def _with_page(options: dict[str, Any]) -> dict[str, Any]:
    """The options of a route that answers with a page too."""
    options["responses"][200]["content"][HTML] = {"schema": {"type": "string"}}
    return options


@router.get(
    "/cases/{reference:path}/dossier",
    openapi_extra=follows(reference="register_case#/reference"),
    **_with_page(answers("Dossier")),
)
def get_dossier(
    call: Reading,
    reference: Annotated[Storable, Path(max_length=200, description="The name by which you know the case.")],
    on: Annotated[Day | None, Query(description="Hold what was known by the end of this day (UTC).")] = None,
    language: Annotated[Literal["en", "zh-Hans"], Query(description="Language of the page.")] = "en",
    accept: Annotated[str, Header(description="`text/html` asks for the page; otherwise it is JSON.")] = "",
) -> Response:
    """Read the due-care file of a case: all that was known, computed, sent and answered, in the order of time."""
    document: Document = dossier(call.session, reference, on, call.now)
    if wants_page(accept):
        return Response(write(document, language), media_type=HTML, headers=VARY)
    return Response(written(document), media_type="application/json", headers=VARY)


def wants_page(accept: str) -> bool:
    """Whether an `Accept` header names HTML, and JSON not before it."""
    kinds = [part.partition(";")[0].strip().lower() for part in accept.split(",")]
    asked = [kind for kind in kinds if kind in (HTML, "application/json")]
    return asked[:1] == [HTML]
