"""Cases that are stored already: merging what is given, with the history of their dates, and computing them anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from rules import Closure
from rules.language.phrases import SEMICOLON, joined
from rules.texts import Message
from service.portfolio.assigning import Assignments
from service.portfolio.audit import entry, event, of_case, record
from service.portfolio.changes import Change
from service.portfolio.computing import Computed, compute
from service.portfolio.context import IMPORT, Context
from service.portfolio.docket import Docket, People
from service.portfolio.drafting import UNSAID, case_values, date_values
from service.portfolio.handing_over import handed_over
from service.portfolio.incoming import Given
from service.portfolio.merging import Facts, flat, merge
from service.portfolio.recomputing import Recomputing, apply
from service.portfolio.texts import CHANGED, CHANGED_FACT
from service.store import CaseDateRow

AUTHORITY = ("settled_through", "settled_through_source")


@dataclass(frozen=True, slots=True)
class Revision:
    """A stored case and what it becomes: its facts before and after by field (`dates.filing`)."""

    docket: Docket
    given: Given
    facts: Facts
    before: Facts
    after: Facts

    @property
    def reference(self) -> str:
        """The case's reference."""
        return self.docket.case.reference

    @property
    def fields(self) -> list[str]:
        """The fields that change."""
        return [key for key in self.before | self.after if self.before.get(key) != self.after.get(key)]

    @property
    def dates(self) -> list[str]:
        """The events whose date changes, or gets another source or verification."""
        stored, given = self.docket.dates, self.given.provenance
        changed = [name.removeprefix("dates.") for name in self.fields if name.startswith("dates.")]
        sourced = [name for name in given if name in stored and name not in changed and self._says_more(name)]
        return changed + sourced

    @property
    def renumbered(self) -> bool:
        """Whether its numbers change, or what they are numbers of."""
        return any(name.startswith("numbers.") or name in ("jurisdiction", "right") for name in self.fields)

    @property
    def changes_something(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.fields or self.dates)

    def _says_more(self, name: str) -> bool:
        row, said = self.docket.dates[name], self.given.provenance[name]
        return bool(
            row.day
            and (
                (said.source and said.source != row.source)
                or (said.verified_by and said.verified_by != row.verified_by)
            )
        )


def revise(docket: Docket, given: Given) -> Revision:
    """Merge what is given into a stored case."""
    values = dict(given.values)
    if "settled_through" in values and not values.get("settled_through_source"):
        # The same day said again keeps its source; another day doesn't inherit it.
        same = values["settled_through"] == docket.facts["settled_through"]
        values["settled_through_source"] = docket.facts["settled_through_source"] if same else None
    facts = merge(docket.facts, values)
    return Revision(docket, given, facts, flat(docket.facts), flat(facts))


def recomputed(context: Context, revision: Revision, closures: Sequence[Closure]) -> Computed:
    """Compute what a case becomes."""
    explain = bool(any(revision.docket.standing(row) for row in revision.docket.deadlines.values()))
    return compute(revision.facts, as_of=context.as_of, closures=closures, explain=explain)


def write(
    session: Session,
    context: Context,
    revision: Revision,
    computed: Computed,
    people: People,
    assignments: Assignments,
) -> list[Change]:
    """Store what a case has become and tell what happened to its deadlines."""
    docket, case, fields = revision.docket, revision.docket.case, revision.fields
    for column, value in case_values(context, revision.facts, people, assignments).items():
        setattr(case, column, value)
    case.revision += 1
    _write_dates(session, context, revision)
    docket.facts, team = revision.facts, docket.team
    docket.team = people.team(case.in_charge_id, case.standby_id)
    handed = handed_over(context, case, team, docket.team, _why(revision))
    action = "case.imported" if context.source == IMPORT else "case.corrected"
    record(
        session,
        [entry(context, action, of_case(case.reference), revision.before, revision.after)],
        [event(context, "case.updated", {"reference": case.reference, "changed": fields}, case.id), *handed],
    )
    run = Recomputing(
        session,
        context,
        docket,
        why=_why(revision),
        authority_changed=any(name in fields for name in AUTHORITY),
        team_changed=bool(handed),
    )
    return apply(run, computed)


def _write_dates(session: Session, context: Context, revision: Revision) -> None:
    """Replace what changed; the old rows stay as history."""
    docket = revision.docket
    for name in revision.dates:
        if name in docket.dates:
            docket.dates[name].current = False
    session.flush()  # the old row has to leave its place before the new one takes it
    for name in revision.dates:
        given = revision.facts["dates"].get(name)
        day = date.fromisoformat(given) if given else None
        values = date_values(context, name, day, revision.given.provenance.get(name, UNSAID))
        docket.dates[name] = CaseDateRow(case_id=docket.case.id, **values)
        session.add(docket.dates[name])


def _why(revision: Revision) -> Message:
    """The facts that changed, those the rules read first."""
    fields = revision.fields or [f"dates.{name}" for name in revision.dates]
    before, after = revision.before, revision.after
    told = (CHANGED_FACT(fact=_fact(name), before=before.get(name, "–"), after=after.get(name, "–")) for name in fields)
    return CHANGED(facts=joined(SEMICOLON, told))


def _fact(field: str) -> Message:
    """A field of a case: `dates.filing` by the code of the event, `title` by that of the field."""
    place, _, name = field.partition(".")
    code = {"dates": f"event.{name}", "attributes": f"attribute.{name}", "numbers": f"field.number_{name}"}.get(place)
    return Message(code or f"field.{field}", field)
