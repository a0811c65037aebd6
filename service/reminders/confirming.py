"""A proposed lapse asks a second person: one mail to each who can confirm it, at their own address, once.

Whoever is asked can confirm by the link in the mail, which is theirs alone. While somebody is away, who stands in for
them is asked too, unless it was they who proposed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from service.portfolio.lapsing import can_confirm, confirmers
from service.reminders.desk import Desk, office
from service.reminders.entries import LINKS_LAST, Entry, Link, case_link, labelled
from service.reminders.facts import facts
from service.reminders.layout import Item, Section
from service.reminders.links import CONFIRM_LAPSE, Ticket
from service.reminders.messages import Carried, freeze_mail
from service.reminders.queries import carriages
from service.reminders.recipients import Recipient
from service.reminders.sentences import short, title
from service.reminders.standing import Staff, load_staff
from service.reminders.wording import Writer, Written
from service.store import CaseRow, DeadlineRow, InstructionRow, PersonRow, queries
from service.store.answers import standing_proposals

PURPOSE = "confirm"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal to let a right lapse that waits for a second person."""

    proposal: InstructionRow
    deadline: DeadlineRow
    case: CaseRow

    @property
    def stage(self) -> str:
        """By which the mails about it are known among those of its deadline."""
        return f"{PURPOSE}.{self.proposal.id}"


def plan_confirmations(session: Session, desk: Desk, now: datetime) -> int:
    """Make the mails that ask for confirmation, and tell how many were made."""
    waiting = [Proposed(*found) for found in standing_proposals(session)]
    if not waiting:
        return 0
    staff, everybody = load_staff(session, desk, now), queries.everybody(session)
    told = carriages(session, [one.deadline.id for one in waiting])
    made = 0
    for one in waiting:
        before = told.get((one.deadline.id, one.deadline.drives_act_by), [])
        asked = {carried.recipient for carried in before if carried.stage == one.stage}
        for reader in _to_ask(one, staff, everybody, now):
            if reader.address not in asked:
                _ask(session, desk, now, one, reader)
                made += 1
    return made


def write_confirmation(one: Proposed, writer: Writer, reader: Recipient) -> Written:
    """The mail that asks one person."""
    say, deadline = writer.say, one.deadline
    gaps = {"title": short(title(deadline, say)), "reference": short(one.case.reference)}
    heading = "intro.confirm" if one.proposal.person_id else "intro.confirm.of_nobody"
    make = partial(_entry, one, writer, reader)
    return writer.write(
        say("subject.confirm", day=say.day(deadline.drives_act_by), **gaps),
        say(heading, proposer=one.proposal.actor),
        [Section([Item(make, make)])],
    )


def _to_ask(one: Proposed, staff: Staff, everybody: Sequence[PersonRow], now: datetime) -> Iterator[Recipient]:
    """Those who can confirm, and who stands in for them today; each address once."""
    rows = {person.id: person for person in everybody}
    seen = set()
    for person in confirmers(everybody, one.case, one.proposal):
        reader = staff.people[person.id]
        for each in (reader, *reader.stand_ins(now.astimezone(ZoneInfo(reader.zone)).date())):
            row = rows[each.person_id or 0]
            if each.address not in seen and can_confirm(row, everybody, one.proposal):
                seen.add(each.address)
                yield each


def _ask(session: Session, desk: Desk, now: datetime, one: Proposed, reader: Recipient) -> None:
    aim = one.deadline.drives_act_by
    written = write_confirmation(one, desk.writer(now, reader), reader)
    freeze_mail(
        session,
        written,
        reader,
        desk.sender,
        now,
        urgency="normal",
        purpose=PURPOSE,
        carried=[Carried(one.deadline.id, aim, (one.stage,))],
    )


def _entry(one: Proposed, writer: Writer, reader: Recipient) -> Entry:
    say, now, proposal = writer.say, writer.now, one.proposal
    said = {"actor": proposal.actor, "day": say.day(proposal.at.date())}
    proposed = say("confirm.proposed.noted", note=proposal.note, **said) if proposal.note else None
    rows = {"row.proposed": proposed or say("confirm.proposed", **said)}
    rows |= facts(one.deadline, one.case, office(one.deadline.office), now, say, reader.zone)
    ticket = Ticket(CONFIRM_LAPSE, one.deadline.id, one.deadline.drives_act_by, reader.address, now + LINKS_LAST)
    link = Link(say(f"link.{CONFIRM_LAPSE}"), writer.links.answer(ticket), answers=True)
    heading = say("heading", what=title(one.deadline, say), reference=one.case.reference)
    links = (link, case_link(one.case, say, writer.links))
    return Entry(heading, "normal", labelled(rows, say), links=links, points=1)
