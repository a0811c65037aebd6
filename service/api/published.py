"""The JSON Schema of a case, a schedule and a refusal, for anybody to check theirs by."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from rules.reading import shown
from rules.schema import documents
from rules.texts import Text
from service.api.routing import Route
from service.api.validation import Storable
from service.jsontext import written
from service.portfolio.errors import Unknown, wrong

NO_SCHEMA = Text("request.no_schema", "there is no schema {value}; there are {choices}")

router = APIRouter(prefix="/v1", tags=["schemas"], route_class=Route)


@router.get(
    "/schemas/{name}.json",
    response_class=Response,
    responses={200: {"content": {"application/schema+json": {"schema": {"type": "object"}}}}},
)
def get_schema(
    name: Annotated[Storable, Path(description="`case`, `schedule` or `refusal`.", examples=["case"])],
) -> Response:
    """Read the JSON Schema of a case, a schedule or a refusal; no key is needed."""
    published = documents()
    if name not in published:
        raise Unknown(wrong("path.name", NO_SCHEMA(value=shown(name), choices=sorted(published)), name))
    return Response(written(published[name]), media_type="application/schema+json")
