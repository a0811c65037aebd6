"""The lines of a list of deadlines: each with its case, how pressing it is, who answers for it and what was said."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from service.pages.pressing import Pressing, pressing
from service.portfolio.answers import Answered, answers_of
from service.portfolio.lapsing import unconfirmable
from service.reminders.desk import office
from service.reminders.slots import day_ends
from service.store import CaseRow, CompletionRow, DeadlineRow, PersonRow, queries, worklists
from service.store.deadlines import OPEN, TO_VERIFY


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline in a list.

    `ends` is the moment at which the day to act by is over, if that shows another time on the reader's clock than at
    the office; `doubt` is a completion in question.
    """

    deadline: DeadlineRow
    case: CaseRow
    pressing: Pressing
    ends: datetime | None
    team: "Team"
    answer: str | None
    doubt: CompletionRow | None


@dataclass(frozen=True, slots=True)
class Team:
    """Who answers for a case today, and who stands by; `away` are those of them who are absent, with a substitute."""

    in_charge: PersonRow | None
    standby: PersonRow | None
    away: Mapping[int, PersonRow]

    def substitute(self, person: PersonRow) -> PersonRow | None:
        """Who does somebody's work today; None where they do it themselves."""
        return self.away.get(person.id)


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody by id, and who stands in for whom on a day."""

    people: Mapping[int, PersonRow]
    away: Mapping[int, PersonRow]

    def team(self, case: CaseRow) -> Team:
        """The two people of a case."""
        return Team(self.people.get(case.in_charge_id or 0), self.people.get(case.standby_id or 0), self.away)


def staff(session: Session, today: date) -> Staff:
    """Everybody, as they are on a day."""
    people = {person.id: person for person in queries.everybody(session)}
    away = {row.person_id: people[row.substitute_id] for row in worklists.absences_on(session, today)}
    return Staff(people, away)


def lines(
    session: Session, rows: Sequence[tuple[DeadlineRow, CaseRow]], reader: PersonRow, now: datetime
) -> list[Line]:
    """The lines that a reader sees of some deadlines."""
    numbers = [deadline.id for deadline, _ in rows]
    answers, doubts = answers_of(session, numbers), worklists.doubts(session, numbers)
    told = worklists.told(session, numbers)
    proposed = any(answered.lapse_proposed for answered in answers.values())
    stuck = {deadline.id for _, deadline, _ in unconfirmable(session)} if proposed else frozenset[int]()
    everybody = staff(session, now.astimezone(ZoneInfo(reader.zone)).date())
    return [
        Line(
            deadline=deadline,
            case=case,
            pressing=(how := pressing(deadline, office(deadline.office).today(now))),
            ends=ends_elsewhere(how.goal, deadline.office, reader.zone) if how.ahead else None,
            team=everybody.team(case),
            answer=_answer(deadline, answers[deadline.id], told, stuck),
            doubt=doubts.get(deadline.id),
        )
        for deadline, case in rows
    ]


def ends_elsewhere(day: date, code: str, zone: str) -> datetime | None:
    """When a day of an office ends, in a zone where clocks show another time than at the office; else None."""
    end = day_ends(day, office(code).zone)
    here, there = end.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(office(code).zone))
    return here if here.utcoffset() != there.utcoffset() else None


def _answer(deadline: DeadlineRow, answered: Answered, told: AbstractSet[int], stuck: AbstractSet[int]) -> str | None:
    """What people said about a deadline, as a code; null where its state says enough."""
    if deadline.id in stuck:
        return "said.lapse_stuck"
    running = deadline.state == OPEN or (deadline.state == TO_VERIFY and answered.lapse_proposed)
    return answer_code(answered, told=deadline.id in told) if running else None


def answer_code(answered: Answered, *, told: bool) -> str:
    """What people said about an open deadline, as a code; `told` is whether anybody was reminded of it as it stands."""
    if answered.lapse_proposed:
        return "said.lapse_proposed"
    if answered.ordered_or_paid:
        return "said.begun"
    if answered.wish:
        return f"said.{answered.wish}"
    if answered.acknowledged_at:
        return "said.seen"
    return "said.nothing" if told else "said.not_asked"
