"""What the tester of the API is told beside its own checks; it loads this module as it starts.

Two of its checks take every refusal for a fault that is none here, and are made finer instead of being left out:

- *Schema-valid requests must be accepted.* Here one may be refused for what it means, such as a person whom nobody
  registered or a grant before the filing: no schema can say that. It must not be refused for its form.
- *Schema-violating requests must be refused.* Where many cases come at once, each is answered in its place: one that
  can't be read carries its `errors` there, and doesn't spoil the others.
"""

import json
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, Response
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from rules.reading import NOT_ONE_OF, UNKNOWN_KEY
from service.api.validation import (
    NO_PARAMETER,
    NO_SUCH_FIELD,
    NOT_A_REVISION,
    NOT_AN_IDEMPOTENCY_KEY,
    NOT_AN_OBJECT,
    NOT_VALID,
    UNKNOWN_PARAMETER,
)
from service.portfolio.texts import NOT_A_FLAG

OWN_KEY = 1  # the number of the key that the tester calls with
ANOTHER = 2**31 - 1
FORM = {  # what blames the form of a request, which its schema says; not the range of moments, nor unprintable texts
    *(NOT_AN_OBJECT.code, NOT_VALID.code, NOT_A_REVISION.code, NOT_AN_IDEMPOTENCY_KEY.code, NOT_A_FLAG.code),
    *(UNKNOWN_PARAMETER.code, NO_PARAMETER.code, NO_SUCH_FIELD.code, NOT_ONE_OF.code, UNKNOWN_KEY.code),
}
STALE = 412
REFUSED = (400, STALE, 422)


@schemathesis.hook
def before_call(context: Any, case: Case[Any], kwargs: dict[str, Any]) -> None:
    """Keep the tester from ending its own key, after which it would get nowhere."""
    if case.operation.path.startswith("/v1/keys/{number}") and str(case.path_parameters.get("number")) == str(OWN_KEY):
        case.path_parameters["number"] = ANOTHER


@schemathesis.check
def well_formed_is_never_refused_for_its_form(context: CheckContext, response: Response, case: Case[Any]) -> None:
    """A request that fits its schema may be refused for what it means, and for nothing else."""
    if response.status_code in REFUSED and not _blames_the_form(response):
        return
    positive_data_acceptance(context, response, case)


@schemathesis.check
def ill_formed_is_refused_as_a_whole_or_in_its_place(
    context: CheckContext, response: Response, case: Case[Any]
) -> None:
    """A request that doesn't fit its schema is refused, or the row that doesn't fit is."""
    if response.status_code == STALE:
        return  # refused before the body was looked at
    if "json" not in (case.media_type or "json") or (response.status_code == 200 and _has_errors(_read(response))):
        return  # every text is one of CSV
    negative_data_rejection(context, response, case)


def _blames_the_form(response: Response) -> bool:
    codes = [error["code"] for error in _read(response).get("errors", ())]
    return not FORM.isdisjoint(codes)


def _has_errors(document: Any) -> bool:
    """Whether a row among those that were answered was refused."""
    if isinstance(document, list):
        return any(map(_has_errors, document))
    return isinstance(document, dict) and (bool(document.get("errors")) or any(map(_has_errors, document.values())))


def _read(response: Response) -> Any:
    """An answer in JSON, or in lines of it; nothing where it is something else."""
    kind = response.headers.get("content-type", [""])[0]
    if "ndjson" in kind:
        return [json.loads(line) for line in response.text.splitlines()]
    return response.json() if "json" in kind else {}
