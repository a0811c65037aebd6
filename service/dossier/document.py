"""The file as a JSON object: for a machine, and what the page for an attorney is made of."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy.orm import Session

import rules
from service.dossier.deriving import applied, derivations
from service.dossier.facts import InCharge, Values, by_rules_at, computed_since, facts_at, in_charge, inside, plain
from service.dossier.gathering import Gathered, gather
from service.dossier.happened import Happened, said_as
from service.dossier.mailing import Told, messages
from service.dossier.standing import deadline_at
from service.dossier.timeline import timeline
from service.portfolio.incoming import MAPS
from service.portfolio.merging import PEOPLE
from service.reminders.desk import office
from service.store import AbsenceRow, CompletionRow, DeadlineRow, OfficeClosureRow, OverrideRow, dossiers
from service.store.deadlines import NO_NUMBER

Document = dict[str, Any]

OF_CASE = (
    *("reference", "jurisdiction", "right", "route", "status", "title", "owner", "family", "parent", "watched_by"),
    *("settled_through", "settled_through_source"),
)
SAID_LATER = {
    "questioned_at": ("questioned_at", *said_as("questioned_why")),
    "answered_at": ("answered_at", "answered_by"),
    "voided_at": ("voided_at", "voided_by", *said_as("void_reason")),
}


def dossier(session: Session, reference: str, on: date | None, now: datetime) -> Document:
    """The file of a case as of now, or as of the end of the day `on` (UTC).

    Raises `Unknown`, and `Invalid` for a day to come or before the case was registered.
    """
    found = gather(session, reference, on, now)
    end = found.span.end
    facts = facts_at(found, end)
    stood = {row.id: _identified(row) | deadline_at(found, row, end) for row in found.deadlines}
    touched = applied(found.closures, stood)
    closures = [row for row in found.closures if row.id in touched]
    team, told = in_charge(found), messages(session, found)
    away = dossiers.absences_of(session, _team_ids(found, team), end)
    explained = derivations(found, facts, stood)
    return {
        "made": _made(found, now),
        "case": _case(found, facts),
        "computed": _computed(found),
        "facts": _facts(found),
        "deadlines": [
            stood[row.id]
            | {"derivation": explained[row.id]}
            | {"completions": _completions(found, row), "overrides": _overrides(found, row)}
            for row in sorted(found.deadlines, key=lambda row: (stood[row.id]["due"], row.id))
        ],
        "closures": [_closure(row, touched[row.id]) for row in closures],
        "people": [_in_charge(one, _names(found)) for one in team],
        "absences": [_absence(found, row) for row in away],
        "messages": [_message(one) for one in told],
        "ticks": _ticks(found),
        "timeline": [_happened(entry) for entry in timeline(found, told, closures, team, away)],
    }


def _made(found: Gathered, now: datetime) -> Document:
    """When the file was made, by which version, and what it holds: everything before `through`."""
    return {
        "at": now.isoformat(),
        "by": f"annua {version('annua')}",
        "rules": rules.VERSION,
        "on": plain(found.span.on),
        "through": found.span.end.isoformat(),
    }


def _case(found: Gathered, facts: Values) -> Document:
    case = found.case
    now_closed = case.closed_at and case.closed_at.isoformat()
    closed = found.about_case.value("closed_at", now_closed, found.span.end)
    return (
        {name: facts.get(name) for name in OF_CASE}
        | {"office": office(facts["jurisdiction"]).name}
        | {name: inside(facts, name) for name in MAPS if name != "dates"}
        | {
            "registered_at": case.created_at.isoformat(),
            "closed_at": closed,
        }
    )


def _computed(found: Gathered) -> Document:
    """What the rules had said about the case, and by which version of the rules and of the calendars."""
    said = by_rules_at(found, found.span.end)
    stated = said.pop("rules_version")
    own, _, calendars = stated.partition("+")
    return {
        "version": stated,
        "rules": own,
        "calendars": calendars or None,
        "since": computed_since(found).isoformat(),
    } | said


def _facts(found: Gathered) -> list[Document]:
    """Every date that somebody gave, oldest first, with its source and what replaced it by the end of the span."""
    documents: list[Document] = []
    holding: dict[str, Document] = {}
    for row in found.dates:
        document = {
            "event": row.event,
            "date": plain(row.day),
            "source": row.source,
            "entered_at": row.entered_at.isoformat(),
            "entered_by": row.entered_by,
            "verified_by": row.verified_by,
            "verified_at": plain(row.verified_at),
            "replaced_at": None,
            "replaced_by": None,
        }
        if earlier := holding.get(row.event):
            earlier["replaced_at"], earlier["replaced_by"] = document["entered_at"], document["entered_by"]
        holding[row.event] = document
        documents.append(document)
    return documents


def _identified(row: DeadlineRow) -> Document:
    number = None if row.number == NO_NUMBER else row.number
    return {"id": row.id, "kind": row.kind, "number": number, "office": row.office, "origin": row.origin}


def _completions(found: Gathered, row: DeadlineRow) -> list[Document]:
    rows = [one for one in found.docket.completions.get(row.id, ()) if found.span.holds(one.recorded_at)]
    return [_completion(found, one) for one in rows]


def _completion(found: Gathered, row: CompletionRow) -> Document:
    document: Document = {
        "id": row.id,
        "state": row.state,
        "done_on": plain(row.done_on),
        "actor": row.actor,
        "proof": row.proof,
        "covers": row.covers,
        "recorded_at": row.recorded_at.isoformat(),
        "recorded_by": row.recorded_by,
        "files": [
            {"name": one.name, "media_type": one.media_type, "sha256": one.digest}
            for one in found.files.get(row.id, ())
        ],
    }
    for moment, names in SAID_LATER.items():
        by_then = found.span.holds(getattr(row, moment))
        document |= {name: plain(getattr(row, name)) if by_then else None for name in names}
    return document


def _overrides(found: Gathered, row: DeadlineRow) -> list[Document]:
    rows = [one for one in found.docket.overrides.get(row.id, ()) if found.span.holds(one.entered_at)]
    return [_override(found, one) for one in rows]


def _override(found: Gathered, row: OverrideRow) -> Document:
    names = ("id", "due", "act_by", "reason", "source", "expires_on", "entered_by", "entered_at")
    withdrawn = row.withdrawn_at if found.span.holds(row.withdrawn_at) else None
    return {name: plain(getattr(row, name)) for name in names} | {"withdrawn_at": plain(withdrawn)}


def _closure(row: OfficeClosureRow, deadlines: Sequence[int]) -> Document:
    names = ("id", "office", "first", "last", "source", "entered_by", "entered_at")
    return {name: plain(getattr(row, name)) for name in names} | {"deadlines": list(deadlines)}


def _names(found: Gathered) -> dict[str, str]:
    return {person.key: person.name for person in found.people.values()}


def _team_ids(found: Gathered, team: Sequence[InCharge]) -> list[int]:
    keys = {key for one in team for key in (one.responsible, one.backup)}
    return [number for number, person in found.people.items() if person.key in keys]


def _in_charge(one: InCharge, names: Mapping[str, str]) -> Document:
    keys = {name: getattr(one, name) for name in PEOPLE}
    return {"since": plain(one.since), "until": plain(one.until)} | {
        name: key and {"key": key, "name": names.get(key, key)} for name, key in keys.items()
    }


def _absence(found: Gathered, row: AbsenceRow) -> Document:
    withdrawn = row.withdrawn_at if found.span.holds(row.withdrawn_at) else None
    return {
        "person": found.name(row.person_id),
        "substitute": found.name(row.substitute_id),
        "first": plain(row.first),
        "last": plain(row.last),
        "entered_by": row.entered_by,
        "entered_at": plain(row.entered_at),
        "withdrawn_at": plain(withdrawn),
    }


def _message(one: Told) -> Document:
    names = ("id", "key", "channel", "recipient", "person", "subject", "purpose", "urgency", "created_at")
    attempt = ("started_at", "finished_at", "outcome", "detail")
    bounce = ("received_at", "recipient", "status", "detail", "source")
    return {name: plain(getattr(one, name)) for name in names} | {
        "size": one.size,
        "sha256": one.sha256,
        "found_by": "rungs" if one.rungs else "text",
        "rungs": [{"deadline": row.deadline_id, "aim": plain(row.aim), "stage": row.stage} for row in one.rungs],
        "attempts": [{name: plain(getattr(row, name)) for name in attempt} for row in one.attempts],
        "bounces": [{name: plain(getattr(row, name)) for name in bounce} for row in one.bounces],
        "accepted_at": plain(one.accepted_at),
        "fate": one.fate,
    }


def _ticks(found: Gathered) -> Document:
    """How the ticks went that are still on record; `since` is null where none is."""
    counted = found.ticks.by_outcome if found.ticks else {}
    good = counted.get("good", 0)
    return {
        "since": plain(found.ticks.since) if found.ticks else None,
        "good": good,
        "other": sum(counted.values()) - good,
    }


def _happened(entry: Happened) -> Document:
    return {
        "at": entry.at.isoformat(),
        "what": entry.what,
        "gaps": entry.gaps,
        "who": entry.who,
        "why": entry.why,
        "why_code": entry.why_code,
        "why_params": entry.why_params,
        "deadline": entry.deadline_id,
        "changes": [asdict(one) for one in entry.changes],
        "source": entry.source,
    }
