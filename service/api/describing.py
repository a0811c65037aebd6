"""The description of the API (OpenAPI 3.1), made of the routes, the schemas and what all operations have in common."""

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.api.calls import REVISION
from service.api.moments import NOW
from service.api.problems import MEDIA_TYPE, UNAVAILABLE
from service.api.schemas import components

Document = dict[str, Any]

ABOUT = """Annua keeps watch over an intellectual-property portfolio: register cases, read their deadlines, and confirm
what was done. Every address under `/v1` needs an API key. Days are ISO days at the office; moments carry their offset.
What goes wrong is a problem of RFC 9457, with each field in trouble under `errors`."""

TAGS = {
    "cases": "Register and correct cases; read them with their deadlines.",
    "deadlines": "Read deadlines, confirm what was done, set dates against computed ones.",
    "compute": "Compute schedules without storing anything.",
    "what-if": "Compare what is stored with what it would be; nothing is stored.",
    "events": "Read what happened since a position.",
    "people": "Who is reminded, who stands in, whose work is whose, and when.",
    "messages": "What was sent to whom, and what became of it.",
    "bounces": "Report mails that came back, and see what was reported.",
    "jurisdictions": "Which offices and rights have rules.",
    "imports": "Import files of rows, and see what became of each.",
    "exports": "Read everything that is stored as a file.",
    "reconciliations": "Compare due lists of other systems with what is stored, once or day by day.",
    "administration": "API keys, webhook endpoints, office closures, the audit trail.",
    "sandbox": "In a sandbox alone: reminders at a moment of your choice, and the mails that it kept.",
    "schemas": "The JSON Schema of cases and schedules.",
    "watch": "Health and metrics.",
}
_USUAL = {
    401: "No valid API key.",
    403: "The key doesn't allow this.",
    404: "What the address or a parameter names doesn't exist.",
    422: "Some fields can't be accepted.",
    429: "More requests than are allowed; `Retry-After` says how long to wait.",
    503: UNAVAILABLE.title,
}
_UNUSUAL = {400: "The body can't be read.", 413: "The request is too large.", 415: "The body isn't JSON."}
# Nothing is stored, or what is stored already changes nothing, or what is still due is sent.
REPEATABLE_ANYWAY = ("compute", "register_cases", "suppose_case", "suppose_cases", "run_sandbox_tick")
_FOLLOWS = "x-follows"  # what must have been called before the example of an operation; links come of it
_REPEATABLE: Document = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Names this call, so that sending it again does nothing again and gets the same answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
_AT: Document = {
    "name": NOW,
    "in": "header",
    "required": False,
    "description": "In a sandbox, the moment that this call takes for now; elsewhere it is refused.",
    "schema": {"type": "string", "format": "date-time"},
}


def answers(name: str, status: int = 200, *, many: bool = False, also: int | None = None) -> dict[str, Any]:
    """The options of a route that answers with a schema, or with a list of it; with status `also` where it is new."""
    schema: Document = {"$ref": f"#/components/schemas/{name}"}
    content = {"application/json": {"schema": {"type": "array", "items": schema} if many else schema}}
    responses = {status: {"description": "Done.", "content": content}}
    if also is not None:
        responses[also] = {"description": "Done; it is new.", "content": content}
    return {"status_code": status, "response_model": None, "responses": responses}


def conditional(named: str = REVISION) -> Document:
    """The addition to a route that heeds `If-Match`; `named` says how an ETag of what it changes looks."""
    header = {
        "name": "If-Match",
        "in": "header",
        "required": False,
        "description": "The ETag of what is to be changed, as you saw it; 412 if it has changed since.",
        "schema": {"type": "string", "pattern": named},
    }
    return {"parameters": [header]}


def takes(example: Any, *more: Any) -> Document:
    """The addition to a route with an example of its body, or several that belong together."""
    if not more:
        return {"requestBody": {"content": {"application/json": {"example": example}}}}
    named = {str(number): {"value": value} for number, value in enumerate((example, *more), 1)}
    return {"requestBody": {"content": {"application/json": {"examples": named}}}}


def follows(*operations: str, **parameters: str) -> Document:
    """The addition to a route whose example needs what the examples of other operations made.

    A parameter in the address says whose answer gives it, and where: `reference="register_case#/reference"`. It becomes
    a link of that answer; an operation named alone only has to have been called before.
    """
    return {_FOLLOWS: {"operations": operations, "parameters": parameters}}


def describe(app: FastAPI) -> Callable[[], Document]:
    """The function that an application asks for its description; it is made once."""

    def described() -> Document:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    return described


def _document(app: FastAPI) -> Document:
    tags = [{"name": name, "description": says} for name, says in TAGS.items()]
    document = get_openapi(
        title=app.title, version=app.version, description=ABOUT, routes=app.routes, tags=tags, openapi_version="3.1.0"
    )
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    own = components()
    if clash := set(schemas) & set(own):
        raise ValueError(f"two schemas are called {', '.join(sorted(clash))}; rename one of each")
    schemas |= _relocated(own)
    for method, operation in _operations(document):
        _complete(operation, method, secured="security" in operation)
    _link({operation["operationId"]: operation for _, operation in _operations(document)})
    return document


def _operations(document: Document) -> Iterator[tuple[str, Document]]:
    for item in document["paths"].values():
        yield from item.items()


def _complete(operation: Document, method: str, *, secured: bool) -> None:
    """Add to an operation what all of its kind have: problems, and the header that names a call."""
    responses = operation["responses"]
    responses.pop("422", None)
    problems = dict(_USUAL) if secured else {404: "It doesn't exist."} if "parameters" in operation else {}
    if secured:
        operation.setdefault("parameters", []).append(_AT)
        problems[400] = "The call can't be read, or names a time outside a sandbox."
    if "requestBody" in operation:
        problems |= _UNUSUAL
    if any(parameter["name"] == "If-Match" for parameter in operation.get("parameters", [])):
        problems |= {412: "Somebody changed it since you read it."}
    if method != "get" and secured:
        problems |= {409: "It doesn't fit what is stored."}
    if method == "post" and secured and operation["operationId"] not in REPEATABLE_ANYWAY:
        operation.setdefault("parameters", []).append(_REPEATABLE)
    for status, says in sorted(problems.items()):
        schema = {"$ref": "#/components/schemas/Problem"}
        responses.setdefault(str(status), {"description": says, "content": {MEDIA_TYPE: {"schema": schema}}})


def _link(operations: dict[str, Document]) -> None:
    """Tell which answers lead on to which operations, and what each operation answered to its example."""
    for name, operation in operations.items():
        for parameter, origin in operation.get(_FOLLOWS, {}).get("parameters", {}).items():
            source, _, place = origin.partition("#")
            links = _good(operations[source]).setdefault("links", {})
            link = links.setdefault(name, {"operationId": name, "parameters": {}})
            link["parameters"][parameter] = f"$response.body#{place}"
        _show(name, operation)


def _good(operation: Document) -> Document:
    """The answer of an operation when all is well and something is new."""
    status = max(status for status in operation["responses"] if status.startswith("2"))
    answer: Document = operation["responses"][status]
    return answer


def _show(name: str, operation: Document) -> None:
    """Add the answer that was recorded as an example, where there is one."""
    kept = files("service.api").joinpath("examples", f"{name}.json")
    if kept.is_file():
        recorded = json.loads(kept.read_text(encoding="utf-8"))
        content = operation["responses"].get(recorded["status"], {}).get("content", {})
        if recorded["kind"] in content:
            content[recorded["kind"]]["example"] = recorded["answer"]


def _relocated(schema: Any) -> Any:
    """The same schemas, referring to each other where OpenAPI keeps them."""
    if isinstance(schema, list):
        return [_relocated(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: value.replace("#/$defs/", "#/components/schemas/")
        if key == "$ref" and isinstance(value, str)
        else _relocated(value)
        for key, value in schema.items()
    }
