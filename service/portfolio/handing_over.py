"""Handing a case over: somebody else is in charge of it or stands by, and both sides are to hear of it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

import rules
from rules.reading import REQUIRED
from rules.texts import Message
from service.portfolio.audit import Row, entry, event, of_case, record
from service.portfolio.context import Context
from service.portfolio.docket import People, Team, load_one
from service.portfolio.fields import Fields
from service.portfolio.merging import PEOPLE
from service.portfolio.people_texts import NOT_ACTIVE, SAME_PERSON, WHOM_TO_NAME, WHY_HANDED_OVER
from service.portfolio.recomputing import replan_unsettled
from service.store import CaseRow


def handed_over(context: Context, case: CaseRow, before: Team, after: Team, why: Message | str) -> list[Row]:
    """The event that tells who gave a case to whom; none where the same people are reminded as before."""
    if before.keys() == after.keys():
        return []
    reason = rules.said("reason", why) if isinstance(why, Message) else {"reason": why}
    payload = {"reference": case.reference, "from": before.keys(), "to": after.keys(), **reason}
    return [event(context, "case.handed_over", payload, case.id)]


def hand_over(session: Session, context: Context, case_id: int, to: Mapping[str, Any], reason: str) -> CaseRow:
    """Name who is in charge of a case (`responsible`) and who stands by (`backup`); `to` has one of them or both.

    Null takes a name off the case, so that the rules of assignment hold. Raises `Invalid`: those named are active, and
    two different people.
    """
    docket, people = load_one(session, case_id), People(session)
    case, before = docket.case, docket.team
    named = {key: people.by_id[number].key if (number := getattr(case, PEOPLE[key])) else None for key in PEOPLE}
    _name(case, people, to, reason)
    docket.team = people.team(case.in_charge_id, case.standby_id)
    now_named = named | {key: to[key] or None for key in to}
    if named == now_named:
        return case
    case.revision, case.updated_at = case.revision + 1, context.now
    replan_unsettled(context, docket)
    session.flush()
    changed = [key for key in PEOPLE if named[key] != now_named[key]]
    record(
        session,
        [entry(context, "case.handed_over", of_case(case.reference), named, now_named, reason)],
        [
            event(context, "case.updated", {"reference": case.reference, "changed": changed}, case.id),
            *handed_over(context, case, before, docket.team, reason),
        ],
    )
    return case


def _name(case: CaseRow, people: People, to: Mapping[str, Any], reason: str) -> None:
    """Put the names on the case, or refuse them all."""
    fields = Fields.of({**to, "reason": reason.strip()}, (*PEOPLE, "reason"))
    fields.text("reason", WHY_HANDED_OVER())
    if not to:
        fields.refuse("responsible", REQUIRED(field="responsible", remedy=WHOM_TO_NAME()))
    for key in PEOPLE.keys() & to.keys():
        person = fields.person(key, people)
        if person and not person.active:
            fields.refuse(key, NOT_ACTIVE(field=key, value=person.key), person.key)
        setattr(case, PEOPLE[key], person.id if person else None)
    if not fields.errors and case.in_charge_id is not None and case.in_charge_id == case.standby_id:
        key = people.by_id[case.in_charge_id].key
        fields.refuse("backup", SAME_PERSON(field="backup", value=key, other="responsible"), key)
    fields.check()
