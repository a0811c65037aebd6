"""What stands around deadlines, loaded for many at once: people and their absences, ladders, answers, what was told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from service.portfolio.answers import answers_of
from service.portfolio.ladders import choose as choose_ladder
from service.reminders.desk import Desk, office
from service.reminders.escalating import Told, Trouble
from service.reminders.ladder import DEFAULT, Ladder
from service.reminders.messages import EMAIL
from service.reminders.owners import OwnerWishes
from service.reminders.planning import Situation
from service.reminders.queries import Carriage, carriages, people
from service.reminders.recipients import Away, Recipient, Recipients, choose, from_person
from service.store import AbsenceRow, CaseRow, DeadlineRow, LadderRow, OwnerRow, PersonRow
from service.store.dates import unverified_dates
from service.store.messages import UNDELIVERED
from service.store.people import ADMIN, RENEW, SUPERVISOR
from service.store.staffing import absences_on, in_force, owners


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody who is still here, by id, with their absences; the supervisors; the fallback; keys and names."""

    people: Mapping[int, Recipient]
    supervisors: tuple[Recipient, ...]
    fallback: Recipient | None
    keys: Mapping[int, str]
    names: Mapping[str, str]

    def hearing(self, case: CaseRow) -> Recipients | None:
        """Who hears of a case; None where there is nobody at all."""
        responsible = self.people.get(case.in_charge_id or 0)
        backup = self.people.get(case.standby_id or 0)
        if responsible is None and backup is None and self.fallback is None:
            return None
        return choose(responsible, backup, self.fallback or Recipient(""), self.supervisors)

    def is_told_of(self, case: CaseRow, reader: Recipient) -> bool:
        """Whether news of a case go to somebody: the one in charge, or whoever is there in their place."""
        recipients = self.hearing(case)
        return recipients is not None and recipients.responsible.address == reader.address


@dataclass(frozen=True, slots=True)
class Wishes:
    """What owners want, by name, and the ladders that somebody defined."""

    owners: Mapping[str, OwnerRow]
    ladders: Sequence[LadderRow]

    def of(self, case: CaseRow) -> OwnerWishes:
        """What the owner of a case wants; the default of one who said nothing."""
        row = self.owners.get(case.owner or "")
        if row is None:
            return OwnerWishes()
        return OwnerWishes(row.lead_days, row.unanswered, row.silence_days, row.patience_days)

    @property
    def farthest(self) -> timedelta:
        """How long before `act_by` the earliest ladder begins."""
        begins = [*DEFAULT.act_by, *(int(day) for row in self.ladders for day in row.stages.get("act_by", ()))]
        return timedelta(days=max(begins) + max((row.lead_days for row in self.owners.values()), default=0))

    def ladder(self, case: CaseRow, deadline: DeadlineRow) -> Ladder:
        """The ladder of a deadline: the most specific that fits, with its owner's days."""
        wishes, found = self.of(case), choose_ladder(self.ladders, case, deadline)
        stages = {phase: tuple(int(one) for one in days) for phase, days in (found.stages if found else {}).items()}
        return replace(
            DEFAULT,
            **stages,
            lead_days=wishes.lead_days,
            silence_days=wishes.silence_days if wishes.unanswered == RENEW else None,
            patience_days=wishes.patience_days,
        )


def load_staff(session: Session, desk: Desk, now: datetime) -> Staff:
    """Everybody as they are today."""
    rows = people(session)
    away = _away(rows, absences_on(session, now.date() - timedelta(days=1), date.max))
    everybody = {row.id: from_person(row, away.get(row.id, ())) for row in rows}
    heads = [row for row in rows if row.role == SUPERVISOR] or [row for row in rows if row.role == ADMIN]
    supervisors = tuple(everybody[row.id] for row in heads) or tuple(filter(None, [desk.fallback]))
    keys = {row.id: row.key for row in rows}
    return Staff(everybody, supervisors, desk.fallback, keys, {row.key: row.name for row in rows})


def load_wishes(session: Session) -> Wishes:
    """What owners want and which ladders there are."""
    return Wishes({row.name: row for row in owners(session)}, in_force(session, LadderRow))


def told_unverified(
    session: Session, desk: Desk, docket: Sequence[tuple[DeadlineRow, CaseRow]]
) -> dict[int, tuple[str, ...]]:
    """The events whose day nobody has verified, by the id of each deadline computed of them; nothing unless wanted."""
    computed = [(deadline, case) for deadline, case in docket if deadline.origin == "computed"]
    if not desk.verify_dates or not computed:
        return {}
    events = unverified_dates(session, {case.id for _, case in computed})
    return {deadline.id: events[case.id] for deadline, case in computed if case.id in events}


def situations(
    session: Session, staff: Staff, wishes: Wishes, docket: Sequence[tuple[DeadlineRow, CaseRow]], desk: Desk
) -> dict[int, Situation]:
    """What stands around each deadline, by its id; those of which nobody can be told are left out."""
    ids = [deadline.id for deadline, _ in docket]
    answers, carried = answers_of(session, ids), carriages(session, ids)
    found = {}
    for deadline, case in docket:
        recipients = staff.hearing(case)
        if recipients is not None:
            rungs = carried.get((deadline.id, deadline.drives_act_by), [])
            found[deadline.id] = Situation(
                recipients=recipients,
                zone=office(deadline.office).zone,
                ladder=wishes.ladder(case, deadline),
                answered=answers[deadline.id],
                told=[Told(one.stage, one.recipient, one.created_at) for one in rungs if one.channel == EMAIL],
                troubles=_troubles(rungs),
                recorded={(one.stage, one.recipient) for one in rungs},
                second_channel=desk.second_channel,
            )
    return found


def _troubles(rungs: Sequence[Carriage]) -> list[Trouble]:
    """The mails that did not arrive, each once."""
    mails: dict[int, list[Carriage]] = {}
    for one in rungs:
        if one.channel == EMAIL and (one.bounced_at or one.state in UNDELIVERED):
            mails.setdefault(one.message_id, []).append(one)
    return [
        Trouble(
            message_id,
            carried[0].recipient,
            carried[0].bounced_at or carried[0].created_at,
            about_another=all(one.stage.startswith("bounced.") for one in carried),
        )
        for message_id, carried in mails.items()
    ]


def _away(rows: Sequence[PersonRow], absent: Sequence[AbsenceRow]) -> dict[int, tuple[Away, ...]]:
    """Who is away when, by person; a substitute's own absences go along, so that somebody is always found."""
    known = {row.id: row for row in rows}

    def of(person_id: int, above: frozenset[int]) -> tuple[Away, ...]:
        return tuple(
            Away(one.first, one.last, from_person(known[one.substitute_id], of(one.substitute_id, above | {person_id})))
            for one in absent
            if one.person_id == person_id and one.substitute_id in known and one.substitute_id not in above
        )

    return {person_id: of(person_id, frozenset()) for person_id in {one.person_id for one in absent}}
