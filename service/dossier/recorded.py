"""What the records tell of a case: what people and the rules changed, facts with their sources, closures, absences."""

from collections.abc import Iterator, Sequence
from typing import Any

from service.dossier.facts import InCharge, plain
from service.dossier.gathering import Gathered
from service.dossier.happened import CASE, COMPUTED, DEADLINE, FACT, SERVICE, Changed, Happened, said_as, said_in
from service.dossier.span import SHORTEST
from service.dossier.standing import deadline_at
from service.portfolio import changes as what
from service.portfolio.audit import of_case, of_deadline
from service.store import AbsenceRow, AuditRow, OfficeClosureRow

# What other records tell with more detail than the trail does.
TOLD_ELSEWHERE = (
    "date.verified",
    "deadline.acknowledged",
    "deadline.instructed",
    "deadline.instruction_withdrawn",
    "deadline.lapse_proposed",
    "deadline.lapse_confirmed",
    "completion.file_added",
)
KNOWN = (
    *("case.registered", "case.imported", "case.corrected", "case.closed", "case.reopened"),
    *("case.assigned", "case.handed_over", "case.computed"),
    *("deadline.added", "deadline.entered", "deadline.recomputed", "deadline.settled"),
    *("deadline.overridden", "deadline.override_withdrawn"),
    *("completion.recorded", "completion.voided", "completion.answered"),
)
OTHER = "other"
MISSED = "deadline.missed"


def from_trail(found: Gathered) -> Iterator[Happened]:
    """What the audit trail says; an action that has no words of its own is told by its name."""
    of_row = {of_deadline(found.case, row): row.id for row in found.docket.deadlines.values()}
    case = of_case(found.case.reference)
    for entry in found.trail:
        if entry.action in TOLD_ELSEWHERE:
            continue
        known = entry.action in KNOWN
        yield Happened(
            at=entry.at,
            rank=CASE if entry.subject == case else DEADLINE,
            what=entry.action if known else OTHER,
            source=f"audit {entry.id}",
            gaps={} if known else {"action": entry.action},
            who=entry.actor,
            **said_in(entry, "reason"),
            deadline_id=of_row.get(entry.subject),
            changes=tuple(_changes(entry)),
        )


def _changes(entry: AuditRow) -> Iterator[Changed]:
    """What an entry changed, but dates of the case: those are told with their sources."""
    before, after = entry.before or {}, entry.after or {}
    for name in {**before, **after}:
        if not name.startswith("dates.") and before.get(name) != after.get(name):
            yield Changed(name, before.get(name), after.get(name))


def from_facts(found: Gathered) -> Iterator[Happened]:
    """Each date that somebody gave, with its source, and what it replaced."""
    earlier: dict[str, Any] = {}
    for row in found.dates:
        old = earlier.get(row.event)
        gaps = {"event": row.event, "day": plain(row.day), "source": row.source, "verified_by": row.verified_by}
        verified = "verified" if row.verified_by else "entered"
        yield Happened(
            at=row.entered_at,
            rank=FACT,
            what=f"date.{verified if row.day else 'deleted'}",
            source=f"date {row.id}",
            gaps=gaps,
            who=row.entered_by,
            changes=(Changed(f"dates.{row.event}", old, plain(row.day)),),
        )
        earlier[row.event] = plain(row.day)


def from_registration(found: Gathered) -> Iterator[Happened]:
    """What the rules computed as the case was registered, deadline by deadline."""
    moment = found.case.created_at
    first = [row for row in found.deadlines if found.about(row).born(moment) == moment and row.origin == "computed"]
    for row in first:
        values = deadline_at(found, row, moment + SHORTEST)
        gaps = {name: values[name] for name in ("due", "act_by", "state")}
        yield Happened(moment, COMPUTED, "deadline.computed", f"deadline {row.id}", gaps, deadline_id=row.id)


def from_events(found: Gathered) -> Iterator[Happened]:
    """Completions that came into question, and days that passed without anything being recorded."""
    for event in found.events:
        questioned = event.type == "deadline.changed" and event.payload.get("what") == what.QUESTIONED
        if questioned or event.type == MISSED:
            gaps = {"act_by": event.payload.get("act_by") or event.payload.get("new_act_by")}
            why: dict[str, Any] = {name: event.payload.get(name) for name in said_as("why")}
            name = "completion.questioned" if questioned else MISSED
            yield Happened(event.at, DEADLINE, name, f"event {event.id}", gaps, deadline_id=event.deadline_id, **why)


def from_closures(found: Gathered, closures: Sequence[OfficeClosureRow]) -> Iterator[Happened]:
    """The office closures that were entered while the case was known."""
    for row in closures:
        if row.entered_at >= found.case.created_at:
            gaps = {"office": row.office, "first": plain(row.first), "last": plain(row.last), "source": row.source}
            yield Happened(row.entered_at, FACT, "closure.entered", f"closure {row.id}", gaps, who=row.entered_by)


def from_people(found: Gathered, team: Sequence[InCharge], absences: Sequence[AbsenceRow]) -> Iterator[Happened]:
    """Who took the case over from whom, and who said when that they would be away."""
    for number, one in enumerate(team):
        gaps = {"responsible": one.responsible, "backup": one.backup}
        yield Happened(one.since, COMPUTED, "team", f"team {number}", gaps)
    for row in absences:
        names = {"person": found.name(row.person_id), "substitute": found.name(row.substitute_id)}
        gaps = {**names, "first": plain(row.first), "last": plain(row.last)}
        yield Happened(row.entered_at, FACT, "absence.entered", f"absence {row.id}", gaps, who=row.entered_by)
        if row.withdrawn_at is not None and found.span.holds(row.withdrawn_at):
            yield Happened(row.withdrawn_at, FACT, "absence.withdrawn", f"absence {row.id}", gaps, who=row.withdrawn_by)


def from_outages(found: Gathered) -> Iterator[Happened]:
    """The times in which the service could remind nobody."""
    for row in found.outages:
        gaps = {"last": (row.before or {})["last_tick"], "back": (row.after or {})["tick"]}
        if found.span.holds(row.at):
            yield Happened(row.at, SERVICE, "service.resumed", f"audit {row.id}", gaps)
