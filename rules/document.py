"""Schedules as JSON objects: exactly what `annua compute` prints and the API answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rules.deadline import (
    Alternative,
    Awaiting,
    Caution,
    Deadline,
    DeclaredSpan,
    Derivation,
    LateStep,
    Refused,
    Schedule,
    Span,
)
from rules.texts import Message

Document = dict[str, Any]

# Where code and parameters of a text stand.
_BESIDE = {name: (f"{name}_code", f"{name}_params") for name in ("title", "surcharge", "why", "text")} | {
    "message": ("code", "params")
}


def as_document(result: Schedule | Refused) -> Document:
    """Return a schedule, or the reasons why there is none, as a JSON object."""
    if isinstance(result, Refused):
        return {
            "reference": result.reference,
            "errors": [{"field": error.field, **_message("message", error.message)} for error in result.errors],
        }
    return {
        "reference": result.reference,
        "jurisdiction": result.jurisdiction,
        "as_of": _day(result.as_of),
        "until": _day(result.until),
        "rules": result.rules,
        "expires": _day(result.expires),
        "deadlines": [deadline_document(deadline) for deadline in result.deadlines],
        "spans": [_declared(span) for span in result.spans],
        "awaiting": [_awaiting(awaiting) for awaiting in result.awaiting],
        "warnings": [caution_document(caution) for caution in result.warnings],
    }


def deadline_document(deadline: Deadline) -> Document:
    """Return one deadline as a JSON object; the derivation only where it was asked for."""
    document: Document = {
        "kind": deadline.kind,
        "number": deadline.number,
        "office": deadline.office,
        **_message("title", deadline.title),
        "opens": _day(deadline.opens),
        "due": _day(deadline.due),
        "due_effective": _day(deadline.due_effective),
        "act_by": _day(deadline.act_by),
        "late": [_late(step) for step in deadline.late],
        "grace_ends": _day(deadline.grace_ends),
        "grace_ends_effective": _day(deadline.grace_ends_effective),
        "restoration_ends": _day(deadline.restoration_ends),
        "restoration_basis": deadline.restoration_basis,
        "covers": _span(deadline.covers),
        "certainty": deadline.certainty,
        "alternatives": [_alternative(reading) for reading in deadline.alternatives],
        "provisional": deadline.provisional,
        "cites": list(deadline.cites),
    }
    if deadline.derivation:
        document["derivation"] = [_derivation(derivation) for derivation in deadline.derivation]
    return document


def said(name: str, message: Message | None) -> Document:
    """Return what was said under a name: the English sentence, and beside it its code and parameters; nulls for None.

    A text among the parameters is an object of `code`, `params` and `english`.
    """
    if message is None:
        return {name: None, f"{name}_code": None, f"{name}_params": None}
    return {name: str(message), f"{name}_code": message.code, f"{name}_params": _params(message.params)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Message):
        return {"code": value.code, "params": _params(value.params), "english": str(value)}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _params(params: Mapping[str, Any]) -> Document:
    return {name: _plain(value) for name, value in params.items()}


def _message(name: str, message: Message) -> Document:
    """Return the English sentence under its name, with its code and parameters beside it."""
    code, params = _BESIDE[name]
    return {name: str(message), code: message.code, params: _params(message.params)}


def _late(step: LateStep) -> Document:
    return {
        "until": _day(step.until),
        "until_effective": _day(step.until_effective),
        **_message("surcharge", step.surcharge),
        "basis": step.basis,
    }


def _span(span: Span | None) -> Document | None:
    return {"from": _day(span.first), "to": _day(span.last)} if span else None


def _alternative(reading: Alternative) -> Document:
    return {**{name: _day(day) for name, day in reading.dates.items()}, **_message("why", reading.why)}


def _derivation(derivation: Derivation) -> Document:
    steps = [
        {**_message("text", step.message), "result": _day(step.result), "cites": list(step.cites)}
        for step in derivation.steps
    ]
    return {
        "of": derivation.of,
        "result": _day(derivation.result),
        "steps": steps,
        "cites": list(derivation.cites),
    }


def _declared(span: DeclaredSpan) -> Document:
    return {"from": _day(span.first), "to": _day(span.last), "as": span.kind, "cites": list(span.cites)}


def _awaiting(awaiting: Awaiting) -> Document:
    return {"event": awaiting.event, **_message("why", awaiting.why)}


def caution_document(caution: Caution) -> Document:
    """Return one warning as a JSON object."""
    return {**_message("message", caution.message), "cites": list(caution.cites)}
