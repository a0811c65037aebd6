"""What the platform asks: is it alive, is it ready, how is it going."""

from fastapi import APIRouter, Request, Response
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from service.api.routing import Route
from service.jsontext import written
from service.watch.health import Health
from service.watch.metrics import Metrics

router = APIRouter(tags=["watch"], route_class=Route)


@router.get("/livez", responses={200: {"content": {"text/plain": {"example": "alive"}}}}, response_class=Response)
async def livez() -> Response:
    """Tell that the process answers."""
    return Response("alive\n", media_type="text/plain")


@router.get("/readyz", responses={503: {"description": "Not ready; the checks say why."}}, response_class=Response)
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
