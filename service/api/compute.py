"""Computing schedules without storing anything: what `annua compute` does, by HTTP."""

from collections.abc import Iterator
from io import BytesIO
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from fastapi.responses import StreamingResponse

import rules
from service.api.calls import Reading
from service.api.routing import LINES, OF_LINES, json_of, readable_media, resource
from service.api.validation import Day, Storable
from service.clock import today_everywhere
from service.intake import Item, items
from service.jsontext import written
from service.portfolio.docket import closures_of
from service.portfolio.previewing import CLOSURES, read_closure

router = resource("compute")

_CASE = {"$ref": "#/components/schemas/Case"}
_RESULT = {"anyOf": [{"$ref": "#/components/schemas/Schedule"}, {"$ref": "#/components/schemas/Refusal"}]}
EXAMPLE = {
    "reference": "P1-EP",
    "jurisdiction": "EP",
    "right": "patent",
    "status": "pending",
    "dates": {"filing": "2016-11-15"},
}
_TAKES = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {"anyOf": [_CASE, {"type": "array", "items": _CASE}]},
                "example": EXAMPLE,
            },
            LINES: {"schema": {"type": "string", "description": "One case on each line."}},
        },
    }
}
_GIVES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "A schedule, or the errors of a case, for each case in order.",
        "content": {
            "application/json": {"schema": {"anyOf": [*_RESULT["anyOf"], {"type": "array", "items": _RESULT}]}},
            LINES: {"schema": {"type": "string", "description": "One result on each line."}},
        },
    }
}


async def sent(request: Request) -> tuple[str, bytes]:
    """The body as it was sent, and of which kind."""
    return readable_media(request), await request.body()


@router.post("/deadlines/compute", openapi_extra=_TAKES, responses=_GIVES, response_model=None)
def compute(
    call: Reading,
    sent: Annotated[tuple[str, bytes], Depends(sent)],
    as_of: Annotated[Day | None, Query(description="Day on which the facts are looked at; today when absent.")] = None,
    until: Annotated[Day | None, Query(description="Last due day of interest; 25 years later when absent.")] = None,
    explain: Annotated[bool, Query(description="Add to each deadline how its days follow.")] = False,
    closure: Annotated[list[Storable] | None, Query(max_length=50, description=CLOSURES)] = None,
) -> Any:
    """Compute the deadlines of one case, of an array or of NDJSON; nothing is stored.

    The answer holds one object for each case in order; a case that can't be computed carries its `errors` in place.
    """
    options = {
        "as_of": as_of or today_everywhere(call.now),
        "until": until,
        "explain": explain,
        "closures": (*closures_of(call.session), *(read_closure(text, "query.closure") for text in closure or ())),
    }
    kind, body = sent
    if kind in OF_LINES:
        return StreamingResponse(_lines(body, options), media_type=LINES)
    given = json_of(body)
    if isinstance(given, list):
        return [_computed(Item(0, case), options) for case in given]
    return _computed(Item(0, given), options)


def _lines(body: bytes, options: dict[str, Any]) -> Iterator[bytes]:
    for item in items(BytesIO(body)):
        yield written(_computed(item, options)).encode() + b"\n"


def _computed(item: Item, options: dict[str, Any]) -> dict[str, Any]:
    if item.error is not None:
        return rules.as_document(rules.Refused(None, (item.error,)))
    return rules.as_document(rules.compute(item.value, **options))
