"""What the platform asks: is it alive, is it ready, how is it going."""

from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from rules.schema import flag, or_null, record, text, whole
from service.api.given import moment
from service.api.routing import Route
from service.jsontext import written
from service.watch.health import Health
from service.watch.metrics import Metrics

_JSON = {"application/json": {"schema": {"$ref": "#/components/schemas/Readiness"}}}
_READINESS: dict[int | str, dict[str, Any]] = {
    200: {"description": "Ready.", "content": _JSON},
    503: {"description": "Not ready; the checks say why.", "content": _JSON},
}
READINESS = record(
    "Whether the service can remind people, and what needs attention.",
    {
        "ready": flag("Whether every check is met."),
        "at": moment("When it was looked at."),
        "checks": {
            "type": "object",
            "description": "Each check by its name.",
            "additionalProperties": record(
                "One check.",
                {
                    "ok": flag("Whether it is met."),
                    "warning": flag("Whether it wants attention all the same."),
                    "detail": text("What was found, and the remedy."),
                },
            ),
        },
        "alarms": {
            "type": "object",
            "description": "How many matters stand under each alarm.",
            "additionalProperties": whole("How many.", 0),
        },
        "unsent": or_null(
            record(
                "Messages that wait for their next hop; null while the store can't be read.",
                {"count": whole("How many.", 0), "oldest_seconds": whole("For how long the oldest.", 0)},
            )
        ),
    },
)

router = APIRouter(tags=["watch"], route_class=Route)


@router.get("/livez", responses={200: {"content": {"text/plain": {"example": "alive"}}}}, response_class=Response)
async def livez() -> Response:
    """Tell that the process answers."""
    return Response("alive\n", media_type="text/plain")


@router.get("/readyz", response_class=Response, responses=_READINESS)
def readyz(request: Request) -> Response:
    """Tell whether the service can remind people, why not, and what needs attention; numbers, no names."""
    health: Health = request.app.state.health
    readiness = health.readiness()
    return Response(written(readiness.as_document()), 200 if readiness.ready else 503, media_type="application/json")


@router.get("/metrics", responses={200: {"content": {"text/plain": {}}}}, response_class=Response)
def metrics(request: Request) -> Response:
    """Tell the figures that Prometheus collects."""
    found: Metrics = request.app.state.metrics
    return Response(found.exposition(), media_type=CONTENT_TYPE_LATEST)
