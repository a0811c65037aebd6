"""The stylesheet and the sign: the only files that pages refer to."""

import mimetypes

from fastapi import Response
from starlette.exceptions import HTTPException

from service.pages.rendering import content, digest
from service.pages.routing import pages

FOR_EVER = "public, max-age=31536000, immutable"

router = pages()


@router.get("/static/{version}/{name}")
def get_file(version: str, name: str) -> Response:
    """Answer a file; only under the address of its present content may a browser keep it."""
    found = content(name)
    if found is None:
        raise HTTPException(404)
    keep = FOR_EVER if version == digest(name) else "no-store"
    kind = mimetypes.types_map[f".{name.rpartition('.')[2]}"]
    return Response(found, media_type=kind, headers={"Cache-Control": keep, "X-Content-Type-Options": "nosniff"})
