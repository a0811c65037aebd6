"""Assignments: rules on owner, jurisdiction and right that say who answers for cases that name nobody."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from service.portfolio.assigning import CRITERIA, reassign
from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.docket import People
from service.portfolio.errors import Invalid
from service.portfolio.fields import Fields
from service.portfolio.people_texts import ASSIGNED, NOT_ACTIVE, SAME_PERSON, UNASSIGNED, WHO_IS_IN_CHARGE
from service.portfolio.rulings import read_criteria, refuse_twice
from service.portfolio.withdrawing import withdraw
from service.store import AssignmentRow
from service.store.staffing import hold

KEYS = (*CRITERIA, "responsible", "backup")


def enter_assignment(session: Session, context: Context, document: Mapping[str, Any]) -> tuple[AssignmentRow, int]:
    """Enter who is `responsible` and who is the `backup` for cases of an `owner`, `jurisdiction` and `right`.

    What is null fits every case; of several rules the most specific holds. Answers the rule and how many stored cases
    it gave to somebody else. Raises `Invalid`, also where a rule in force is for the same cases.
    """
    hold(session, AssignmentRow.__tablename__, to_change=True)
    people, fields = People(session), Fields.of(document, KEYS)
    criteria = read_criteria(fields, CRITERIA)
    responsible = fields.person("responsible", people, WHO_IS_IN_CHARGE())
    backup = fields.person("backup", people)
    for key, person in (("responsible", responsible), ("backup", backup)):
        if person and not person.active:
            fields.refuse(key, NOT_ACTIVE(field=key, value=person.key), person.key)
    if responsible and responsible is backup:
        message = SAME_PERSON(field="backup", value=responsible.key, other="responsible")
        fields.refuse("backup", message, responsible.key)
    refuse_twice(session, fields, AssignmentRow, "assignment", criteria)
    if fields.errors or responsible is None:
        raise Invalid(*fields.errors)
    row = AssignmentRow(
        **criteria,
        responsible_id=responsible.id,
        backup_id=backup.id if backup else None,
        entered_by=context.actor,
        entered_at=context.now,
    )
    session.add(row)
    session.flush()
    record(
        session,
        [entry(context, "assignment.entered", f"assignment {row.id}", None, as_document(row, people))],
    )
    return row, reassign(session, context, row, ASSIGNED(number=row.id))


def withdraw_assignment(session: Session, context: Context, number: int, reason: str) -> tuple[AssignmentRow, int]:
    """Take a rule back; the cases it fits go to whom the other rules give them.

    Answers the rule and how many cases went to somebody else. Raises `Invalid` without a reason, `Unknown`, `Conflict`
    where it is withdrawn.
    """
    hold(session, AssignmentRow.__tablename__, to_change=True)
    row = withdraw(session, context, AssignmentRow, "assignment", number, reason)
    return row, reassign(session, context, row, UNASSIGNED(number=number, reason=reason))


def as_document(row: AssignmentRow, people: People) -> dict[str, Any]:
    """An assignment as a JSON object."""
    return {
        "id": row.id,
        **{name: getattr(row, name) for name in CRITERIA},
        "responsible": people.by_id[row.responsible_id].key,
        "backup": people.by_id[row.backup_id].key if row.backup_id is not None else None,
    }
