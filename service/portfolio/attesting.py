"""A second person's word that a date of a case is what the record of the office says."""

from datetime import date

from sqlalchemy.orm import Session

from rules.texts import Text
from service.portfolio.audit import entry, event, of_case, record
from service.portfolio.context import Context
from service.portfolio.docket import load_one
from service.portfolio.drafting import date_values
from service.portfolio.errors import Conflict, Invalid, Unknown, wrong
from service.portfolio.incoming import Provenance
from service.portfolio.people import find_person
from service.portfolio.roles import may
from service.store import CaseDateRow, PersonRow

NO_DATE = Text("date.none", "{reference} has no date {event}; give the date before it is verified")
ANOTHER_DAY = Text(
    "date.another_day", "dates.{event} is {day}, not {value}; compare the day as it stands with the office's record"
)
OWN_ENTRY = Text("date.own_entry", "{person} entered dates.{event}; a second, different person has to verify it")
MAY_NOT = Text("date.may_not_verify", "{person} may not verify a date; an active docketer or supervisor may")


def verify_date(session: Session, context: Context, case_id: int, name: str, day: date, by: str) -> None:
    """Take the word of a person, by key, that one date of a case is right as it stands; nothing is computed anew.

    One that is verified already stays as it is. Raises `Unknown` for a person or a date that isn't there, `Invalid` for
    somebody who may not correct dates, `Conflict` for another day than the one that stands, and for who entered it.
    """
    docket, person = load_one(session, case_id), find_person(session, by)
    case, row = docket.case, docket.dates.get(name)
    if row is None or row.day is None:
        raise Unknown(wrong("event", NO_DATE(reference=case.reference, event=name), name))
    _check(person, row, day)
    if row.verified_by is not None:
        return
    row.current = False
    session.flush()  # the old row has to leave its place before the new one takes it
    said = Provenance(row.source, person.name)
    session.add(CaseDateRow(case_id=case.id, **date_values(context, name, row.day, said)))
    case.revision, case.updated_at = case.revision + 1, context.now
    field = f"dates.{name}.verified_by"
    record(
        session,
        [entry(context, "date.verified", of_case(case.reference), {field: None}, {field: person.name})],
        [event(context, "case.updated", {"reference": case.reference, "changed": [f"dates.{name}"]}, case.id)],
    )
    session.flush()


def can_verify(person: PersonRow, row: CaseDateRow) -> bool:
    """Whether somebody can verify a date as it stands: nobody has, and they are a second person."""
    waits = row.current and row.day is not None and row.verified_by is None
    return waits and _may(person) and not _entered(person, row)


def _check(person: PersonRow, row: CaseDateRow, day: date) -> None:
    if not _may(person):
        raise Invalid(wrong("person", MAY_NOT(person=person.name), person.key))
    if day != row.day:
        raise Conflict(wrong("date", ANOTHER_DAY(event=row.event, day=str(row.day), value=str(day)), str(day)))
    if row.verified_by is None and _entered(person, row):
        raise Conflict(wrong("person", OWN_ENTRY(person=person.name, event=row.event), person.key))


def _may(person: PersonRow) -> bool:
    return person.active and may(person.role, "correct")


def _entered(person: PersonRow, row: CaseDateRow) -> bool:
    return row.entered_by in (person.name, person.key)
