"""What a webhook's body says of a deadline and its case: the whole documents, in the words of the API."""

from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from service.store import CaseRow, DeadlineRow, EventRow

Document = dict[str, Any]


def case_document(case: CaseRow) -> Document:
    """A case as other systems know it."""
    names = ("reference", "jurisdiction", "right", "route", "status", "title", "owner", "numbers", "family", "parent")
    return {name: getattr(case, name) for name in names}


def deadline_document(deadline: DeadlineRow) -> Document:
    """A stored deadline by the contract; `drives_act_by` is the day its reminders go by."""
    return {
        "id": deadline.id,
        "kind": deadline.kind,
        "number": deadline.number or None,
        "office": deadline.office,
        "title": deadline.title,
        "title_code": deadline.title_code,
        "title_params": deadline.title_params,
        **{name: _day(getattr(deadline, name)) for name in ("opens", "due", "due_effective", "act_by")},
        "drives_act_by": _day(deadline.drives_act_by),
        "late": deadline.late,
        **{name: _day(getattr(deadline, name)) for name in ("grace_ends", "grace_ends_effective", "restoration_ends")},
        "restoration_basis": deadline.restoration_basis,
        "covers": {"from": _day(deadline.covers_from), "to": _day(deadline.covers_to)}
        if deadline.covers_from
        else None,
        "certainty": deadline.certainty,
        "alternatives": deadline.alternatives,
        "provisional": deadline.provisional,
        "cites": deadline.cites,
        "origin": deadline.origin,
        "state": deadline.state,
    }


def reminder_item(case: CaseRow, deadline: DeadlineRow, stage: str, urgency: str) -> Document:
    """One deadline in a `deadline.reminder`: the stage it has come to, and everything about it."""
    return {
        "stage": stage,
        "urgency": urgency,
        "case": case_document(case),
        "deadline": deadline_document(deadline),
    }


def event_item(event: EventRow, case: CaseRow | None) -> Document:
    """One event in a message of its type, with its position in the log."""
    reference = {"reference": case.reference} if case else {}
    own = {"position": event.position, "id": event_id(event), "at": event.at.isoformat()}
    return own | reference | event.payload | own


def event_document(event: EventRow, case: CaseRow | None) -> Document:
    """One event of the log; `data` is what webhooks carry of it."""
    data = event_item(event, case)
    return {
        **{name: data[name] for name in ("position", "id", "at")},
        "type": event.type,
        "reference": case.reference if case else None,
        "deadline": event.deadline_id,
        "data": data,
    }


def event_id(event: EventRow) -> str:
    """The name of an event, the same wherever it is told; not its number, which a restored database may give again."""
    return f"evt_{uuid5(NAMESPACE_URL, f'{event.type} {event.id} {event.at.isoformat()}').hex}"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
