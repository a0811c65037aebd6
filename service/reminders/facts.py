"""A deadline in rows for somebody who is to answer: which right, what is due, by when there and here, what is lost."""

from datetime import datetime

from service.reminders import sentences
from service.reminders.entries import Office, about
from service.reminders.slots import day_ends
from service.store import CaseRow, DeadlineRow
from service.words import Language


def facts(
    deadline: DeadlineRow, case: CaseRow, office: Office, now: datetime, say: Language, here: str
) -> dict[str, str]:
    """What there is to know by the code of its label, empty where nothing is; `here` is the reader's zone."""
    today = office.today(now)
    opens = deadline.opens if deadline.opens and deadline.opens > today else None
    reserve = deadline.due_effective > deadline.drives_act_by and deadline.due_effective >= today
    return {
        "row.act_by": _act_by(deadline, office, now, say, here),
        "row.opens": say.day(opens) if opens else "",
        "row.reserve": say("reserve", day=say.day(deadline.due_effective)) if reserve else "",
        "row.late": sentences.price_of_lateness(deadline, today, say),
        "row.otherwise": sentences.otherwise(deadline, say),
        **about(case, sentences.office_name(office.code, office.name, say), say),
    }


def _act_by(deadline: DeadlineRow, office: Office, now: datetime, say: Language, here: str) -> str:
    aim, zone = deadline.drives_act_by, office.zone
    if aim < office.today(now):
        return say("act_by.gone", day=say.day(aim))
    there = say("act_by.there", day=say.day(aim), zone=zone)
    if here == zone:
        return there
    return say.list([there, say("act_by.here", moment=say.moment(day_ends(aim, zone), here), zone=here)])
