"""What the framework finds wrong with a request, in the words that the rules use for the same trouble."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

from rules import FieldError
from rules.reading import NOT_A_DATE, NOT_A_TEXT, NOT_ONE_OF, REQUIRED, UNKNOWN_KEY, did_you_mean, shown
from rules.texts import Message, Text
from service.portfolio.incoming import LONGEST, read_day
from service.portfolio.texts import NOT_A_FLAG, UNSTORABLE

NOT_AN_OBJECT = Text("request.not_an_object", "the body must be a JSON object, not {value}")
NOT_VALID = Text("request.not_valid", "{field} can't be {value}: {why}")
NOT_A_MOMENT = Text("request.not_a_moment", "{field} {value} is not a moment; write it as 2026-03-02T08:00:00Z")
NOT_A_REVISION = Text(
    "request.not_a_revision", '{field} {value} is not an ETag of a case; send it as you got it, as "3"'
)
NOT_AN_ETAG = Text("request.not_an_etag", "{field} {value} is not an ETag; send it as you got it, with its quotes")
NO_LONGER = Text(
    "request.no_longer", "{field} {value} is not how it is now: somebody changed it since you saw it; read it again"
)
NOT_AN_IDEMPOTENCY_KEY = Text("request.not_a_key", "{field} must be 1 to 200 printable ASCII characters")
UNKNOWN_PARAMETER = Text("request.unknown_parameter", "{field} is not known{suggestion}; known are {choices}")
NO_PARAMETER = Text("request.no_parameter", "{field} is not known; this address takes no parameters")

THE_BODY = Text("request.the_body", "the body")
AS_DESCRIBED = Text("remedy.as_described", "it, as the description of the API says")
NO_SUCH_FIELD = Text("request.no_such_field", "no such field is known here")

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # what the databases can't hold


class Parameters(BaseModel):
    """Parameters of an address that belong together."""

    model_config = ConfigDict(frozen=True)


class Body(BaseModel):
    """The body of a request: no other keys than these, and nothing made of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    @model_validator(mode="wrap")
    @classmethod
    def _name_unknown_keys(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        if isinstance(value, dict):
            value = {key: _whole(given) for key, given in value.items()}
        try:
            return handler(value)
        except ValidationError as refused:
            details = [_with_suggestion(error, list(cls.model_fields)) for error in refused.errors()]
            raise ValidationError.from_exception_data(cls.__name__, details) from None


def _with_suggestion(error: ErrorDetails, known: list[str]) -> InitErrorDetails:
    """The same error; one about an unknown key names those that are known."""
    kept = InitErrorDetails(type=error["type"], loc=error["loc"], input=error["input"], ctx=error.get("ctx", {}))
    if error["type"] == "extra_forbidden" and len(error["loc"]) == 1:
        name = str(error["loc"][0])
        message = UNKNOWN_KEY(field=name, suggestion=did_you_mean(name, known), choices=known)
        kept["type"] = PydanticCustomError("worded", "not known", {"message": message})
    elif error["type"] == "worded":
        kept["type"] = PydanticCustomError("worded", "worded", error.get("ctx", {}))
    return kept


def _day(value: object) -> date:
    errors: list[FieldError] = []
    day = read_day(errors, "{field}", value)
    if day is None:
        message = errors[0].message if errors else NOT_A_DATE(field="", value=shown(value))
        raise PydanticCustomError("worded", "not a day", {"message": message})
    return day


def read_moment(value: str) -> datetime:
    """A moment from 1800 to 2200 with its offset from UTC; ValueError for anything else."""
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None or not 1800 <= moment.year <= 2200:
        raise ValueError(f"{value} has no offset, or lies too far away")
    return moment


def _moment(value: object) -> datetime:
    try:
        return read_moment(value if isinstance(value, str) else "")
    except ValueError:
        message = NOT_A_MOMENT(field="", value=shown(value))
        raise PydanticCustomError("worded", "not a moment", {"message": message}) from None


def _whole(value: object) -> object:
    """A number as JSON has it: 1.0 is the same as 1."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _storable(value: str) -> str:
    if found := _NO_TEXT.search(value):
        message = UNSTORABLE(field="", value=ascii(found.group()))
        raise PydanticCustomError("worded", "not text", {"message": message})
    return value


Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day as the rules read it: nothing but YYYY-MM-DD, from 1800 to 2200."""
Moment = Annotated[datetime, BeforeValidator(_moment)]
"""A moment in ISO form, with its offset from UTC."""
Storable = Annotated[str, AfterValidator(_storable)]
"""A text of characters that the store can hold."""
Line = Annotated[Storable, Field(min_length=1, max_length=LONGEST)]
"""A text to be stored."""
Id = Annotated[int, Field(ge=1, le=2**31 - 1), BeforeValidator(_whole)]
"""The number of a stored row."""


class Withdrawal(Body):
    """Why something no longer holds, and who says so; the name of the API key when `actor` is absent."""

    reason: Line
    actor: Line | None = None


def field_errors(found: Sequence[Mapping[str, Any]]) -> list[FieldError]:
    """The framework's errors as field errors; a field outside the body is named with its place (`query.limit`)."""
    return [_field_error(error) for error in found]


def _field_error(error: Mapping[str, Any]) -> FieldError:
    place, *path = [str(part) for part in error["loc"]]
    field = ".".join(path if place == "body" else [place, *path])
    value = None if error["type"] == "missing" else error.get("input")
    return FieldError(field, _message(error, field, value), value)


def _message(error: Mapping[str, Any], field: str, value: Any) -> Message:
    context = error.get("ctx", {})
    match error["type"]:
        case "missing":
            return REQUIRED(field=field or THE_BODY(), remedy=AS_DESCRIBED())
        case "dict_type" | "model_type" | "model_attributes_type":
            return NOT_AN_OBJECT(value=shown(value))
        case "extra_forbidden":
            return NOT_VALID(field=field, value="given", why=NO_SUCH_FIELD())
        case "string_type" | "string_too_long" | "string_too_short" | "string_unicode":
            return NOT_A_TEXT(field=field, most=context.get("max_length", LONGEST), value=shown(value))
        case "bool_type" | "bool_parsing":
            return NOT_A_FLAG(field=field, value=shown(value))
        case "literal_error":
            choices = re.findall(r"'([^']+)'", context["expected"])
            suggestion = did_you_mean(str(value), choices)
            return NOT_ONE_OF(field=field, value=shown(value), suggestion=suggestion, choices=choices)
        case "worded":
            message: Message = context["message"]
            return Message(message.code, message.english, {**message.params, "field": field})
    return NOT_VALID(field=field, value=shown(value), why=error["msg"][:1].lower() + error["msg"][1:])


def unknown_parameter(name: str, known: Sequence[str]) -> FieldError:
    """A query parameter that an address doesn't take."""
    field = f"query.{name}"[:200]
    if not known:
        return FieldError(field, NO_PARAMETER(field=field))
    return FieldError(
        field, UNKNOWN_PARAMETER(field=field, suggestion=did_you_mean(name, known), choices=sorted(known))
    )
