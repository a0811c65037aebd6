"""Computing a stored case anew: what moved, what went, what came, and what must be asked again.

Rows keep their ids. A ladder that runs goes on wherever its deadline moves to; what was settled on somebody's
authority or had been over is judged anew when it moves; a completion made against another date is questioned.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from rules.texts import Message
from service.portfolio import changes as what
from service.portfolio import questioning
from service.portfolio.audit import entry, event, of_case, of_deadline, record
from service.portfolio.changes import Change, Days, change, days_of
from service.portfolio.computing import FROM_RULES, Computed, Document, values_of
from service.portfolio.context import Context
from service.portfolio.docket import Docket, authority_of, in_question, next_rung
from service.portfolio.ending import ended_by, take_back_lapse
from service.portfolio.settling import State, begin, put, standing
from service.portfolio.texts import LAPSE_MOVED, LAPSE_VANISHED, NOT_COMPUTED, REOPENED
from service.store import CaseRow, CompletionRow, DeadlineRow
from service.store.deadlines import GONE, HISTORY, OPEN, SETTLED, TO_VERIFY


@dataclass(slots=True)
class Recomputing:
    """One case while it is computed anew; `why` is told with every change.

    `authority_changed`: its `settled_through` is another than before; `team_changed`: other people are reminded.
    """

    session: Session
    context: Context
    docket: Docket
    why: Message
    authority_changed: bool = False
    team_changed: bool = False
    found: list[tuple[Change, DeadlineRow]] = field(default_factory=list)
    audited: list[dict[str, Any]] = field(default_factory=list)

    def note(self, kind: str, row: DeadlineRow, old: Days, new: Days) -> None:
        """Keep one change for the report."""
        self.found.append((change(kind, row, old, new, self.why), row))


def apply(run: Recomputing, computed: Computed) -> list[Change]:
    """Bring the stored deadlines of a case in line with what was computed, and tell what became of them."""
    docket, today = run.docket, run.context.as_of
    seen = set()
    for deadline, document in computed.rows():
        values = values_of(deadline, document)
        key = (values.kind, values.number, values.office)
        seen.add(key)
        if row := docket.deadlines.get(key):
            _revise(run, row, values, document)
        else:
            docket.deadlines[key] = _add(run, values)
    for key, row in docket.deadlines.items():
        if key not in seen and row.origin == "computed" and row.state != GONE:
            _remove(run, row)
        elif row.origin == "manual":
            _settle_manual(run, row)
    run.audited += said_of_case(run.context, docket.case, computed.about_case(), run.why)
    docket.case.computed_at = run.context.now
    run.session.flush()
    _tell(run, today)
    return [found for found, _ in run.found]


def said_of_case(context: Context, case: CaseRow, values: Mapping[str, Any], why: Message) -> list[Document]:
    """Keep with a case what the rules now say about it; answers the entry of the trail, none where they say the same.

    So the trail tells by which rules a case stood computed on any day.
    """
    before = {name: getattr(case, name) for name in values}
    changed = [name for name, value in values.items() if before[name] != value]
    for name in changed:
        setattr(case, name, values[name])
    old, new = ({name: _plain(side[name]) for name in changed} for side in (before, values))
    return [entry(context, "case.computed", of_case(case.reference), old, new, why)] if changed else []


def drives(docket: Docket, row: DeadlineRow, today: date) -> date:
    """The day that drives the ladder: the earlier of the computed one and what people set against it."""
    return min([row.act_by, *(found.act_by for found in docket.holding(row, today))])


def replan(context: Context, docket: Docket, row: DeadlineRow) -> None:
    """Set anew which day drives a deadline's ladder and when it is to be looked at."""
    row.drives_act_by = drives(docket, row, context.as_of)
    row.next_rung_at = next_rung(context, row, closed=docket.case.closed_at is not None)
    row.updated_at = context.now


def replan_unsettled(context: Context, docket: Docket) -> None:
    """Plan anew whatever of a case is unsettled, since other people are reminded of it, or nobody any longer."""
    for row in docket.deadlines.values():
        if row.state in (OPEN, TO_VERIFY):
            replan(context, docket, row)


def reopen_moved_lapse(context: Context, docket: Docket, row: DeadlineRow, why: Message | str) -> None:
    """Run the ladder of a deadline again that two people let lapse for another day than the one it is aimed at now."""
    for lapse in docket.decided_lapses(row):
        if lapse.aim != row.drives_act_by:
            moved = LAPSE_MOVED(old=str(lapse.aim), new=str(row.drives_act_by), why=why)
            take_back_lapse(context, lapse, moved)
            if row.state == SETTLED and not ended_by(docket, row):
                put(row, OPEN, REOPENED(why=moved))
                replan(context, docket, row)


def look_again(context: Context, docket: Docket, row: DeadlineRow) -> None:
    """Have a deadline that still has a ladder looked at now, since somebody answered."""
    if row.state in (OPEN, TO_VERIFY) and docket.case.closed_at is None:
        row.next_rung_at = context.now


def _add(run: Recomputing, values: Any) -> DeadlineRow:
    row = DeadlineRow(**vars(values), case_id=run.docket.case.id)
    put(row, *begin(row, run.context.as_of, authority_of(run.docket.case)))
    run.session.add(row)
    replan(run.context, run.docket, row)
    run.note(what.ADDED, row, Days(), days_of(row))
    return row


def _remove(run: Recomputing, row: DeadlineRow) -> None:
    before = _audited(row)
    for completion in run.docket.standing(row):
        _question(run, row, completion, questioning.vanished(run.why))
    if lapse := run.docket.lapse(row):
        take_back_lapse(run.context, lapse, LAPSE_VANISHED(why=run.why))
        row.state = OPEN  # should it come back, it is asked about anew
    row.state_before = row.state
    put(row, GONE, NOT_COMPUTED(why=run.why))
    replan(run.context, run.docket, row)
    run.note(what.WENT, row, days_of(row), Days())
    _audit(run, row, before)


def _revise(run: Recomputing, row: DeadlineRow, values: Any, document: Document) -> None:
    before, old_ladder, old, was = _audited(row), _ladder(row), days_of(row), row.state
    changed = [name for name in FROM_RULES if getattr(row, name) != getattr(values, name)]
    for name in changed:
        setattr(row, name, getattr(values, name))
    moved = _ladder(row) != old_ladder
    if was == GONE:
        run.note(what.ADDED, row, Days(), days_of(row))
    elif moved:
        run.note(what.MOVED, row, old, days_of(row))
    reopened = _doubt(run, row, document, old, moved=moved)
    if state := _state_after(run, row, moved=moved, reopened=reopened):
        put(row, *state)
    if row.state == OPEN and was in (SETTLED, HISTORY, TO_VERIFY) and not reopened:
        run.note(what.CURRENT_AGAIN, row, old, days_of(row))
    if moved or row.state != was or run.team_changed:
        replan(run.context, run.docket, row)
    if changed or row.state != was:
        _audit(run, row, before)


def _doubt(run: Recomputing, row: DeadlineRow, document: Document, old: Days, *, moved: bool) -> bool:
    """Question the completions that were made against another date or no longer fit the window, take back a lapse.

    Answers whether the deadline was settled by them and is so no longer.
    """
    settled = ended_by(run.docket, row) is not None
    for completion in run.docket.standing(row):
        doubt = None if in_question(completion) else questioning.against(completion, row, document, run.why)
        if doubt:
            _question(run, row, completion, doubt)
    if moved:
        for completion, doubt in questioning.still_fits(row, run.docket.confirmed(row)):
            _question(run, row, completion, doubt)
        if lapse := run.docket.lapse(row):
            take_back_lapse(run.context, lapse, LAPSE_MOVED(old=str(lapse.aim), new=str(row.act_by), why=run.why))
            run.note(what.CURRENT_AGAIN, row, old, days_of(row))
    return settled and ended_by(run.docket, row) is None


def _question(run: Recomputing, row: DeadlineRow, completion: CompletionRow, doubt: Message) -> None:
    if in_question(completion):
        return
    questioning.put_in_question(completion, run.context.now, doubt)
    run.note(what.QUESTIONED, row, Days(completion.against_due), days_of(row))


def _state_after(run: Recomputing, row: DeadlineRow, *, moved: bool, reopened: bool) -> State | None:
    """The state of a deadline that was computed before, and why; None where it stays as it is."""
    docket, today = run.docket, run.context.as_of
    authority = authority_of(docket.case)
    if ended := ended_by(docket, row):
        return SETTLED, ended
    if run.authority_changed and authority and authority.covers(row):
        return begin(row, today, authority)
    if row.state == OPEN:
        return None
    if reopened or (row.state == GONE and (row.state_before == OPEN or docket.standing(row))):
        return OPEN, REOPENED(why=run.why)
    if row.state == GONE or ((moved or run.authority_changed) and row.state in (SETTLED, HISTORY)):
        return begin(row, today, authority)
    if row.state == TO_VERIFY and moved:
        # What a person is asked about isn't settled by moving it further into the past.
        begun = begin(row, today, None)
        return None if begun[0] == HISTORY else begun
    return None


def _settle_manual(run: Recomputing, row: DeadlineRow) -> None:
    """Let `settled_through` settle what people entered, or no longer; nothing else moves it."""
    authority, before = authority_of(run.docket.case), _audited(row)
    covered = authority is not None and authority.covers(row)
    if run.authority_changed and not ended_by(run.docket, row):
        if covered and row.state != GONE:
            put(row, *begin(row, run.context.as_of, authority))
        elif row.state == SETTLED:
            put(row, OPEN, REOPENED(why=run.why))
            run.note(what.CURRENT_AGAIN, row, days_of(row), days_of(row))
        if row.state != before["state"]:
            _audit(run, row, before)
    if run.authority_changed or run.team_changed:
        replan(run.context, run.docket, row)


def _ladder(row: DeadlineRow) -> tuple[Any, ...]:
    """The days a ladder is made of; a deadline has moved when one of them did."""
    return (row.opens, row.due, row.act_by, [step["until"] for step in row.late], row.restoration_ends)


def _audited(row: DeadlineRow) -> Document:
    return {name: _plain(getattr(row, name)) for name in FROM_RULES} | standing(row)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _audit(run: Recomputing, row: DeadlineRow, before: Document) -> None:
    subject = of_deadline(run.docket.case, row)
    run.audited.append(entry(run.context, "deadline.recomputed", subject, before, _audited(row), run.why))


def _tell(run: Recomputing, today: date) -> None:
    case, context = run.docket.case, run.context
    about = {"reference": case.reference, "jurisdiction": case.jurisdiction, "as_of": str(today)}
    events = [
        event(context, "deadline.changed", about | found.as_document(), case.id, row.id) for found, row in run.found
    ]
    added = [(found, row) for found, row in run.found if found.what == what.ADDED]
    for _, row in added:
        after = _audited(row)
        run.audited.append(entry(context, "deadline.added", of_deadline(case, row), None, after, run.why))
    record(run.session, run.audited, events)
