"""A proposed lapse asks a second person: a mail to each who can confirm it, at their own address, until one answers.

Whoever is asked can confirm by the link in the mail, which is theirs alone. While somebody is away, who stands in for
them is asked too, unless it was they who proposed. Each is asked again every few working days of theirs, and with each
of the last rungs; once the owner's days of patience are over the supervisors are asked beside them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from service.portfolio.lapsing import can_confirm, confirmers, heads
from service.reminders.desk import Desk, office
from service.reminders.entries import LINKS_LAST, Entry, Link, case_link, labelled
from service.reminders.facts import facts
from service.reminders.ladder import Ladder, rungs
from service.reminders.layout import Item, Section
from service.reminders.links import CONFIRM_LAPSE, Ticket
from service.reminders.messages import Carried, freeze_mail
from service.reminders.queries import Carriage, carriages
from service.reminders.recipients import Recipient
from service.reminders.sentences import short, title
from service.reminders.slots import leaves_at, next_opening
from service.reminders.standing import Staff, load_staff, load_wishes
from service.reminders.wording import Writer, Written
from service.store import CaseRow, DeadlineRow, InstructionRow, PersonRow, queries
from service.store.answers import standing_proposals

PURPOSE = "confirm"
EVERY = 3  # working days of the reader's, after which they are asked again
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal to let a right lapse that waits for a second person."""

    proposal: InstructionRow
    deadline: DeadlineRow
    case: CaseRow

    @property
    def stage(self) -> str:
        """By which the mails about it are known among those of its deadline; a later one has its number behind it."""
        return f"{PURPOSE}.{self.proposal.id}"

    def is_about(self, carried: Carriage) -> bool:
        """Whether a mail asked for its confirmation."""
        return f"{carried.stage}.".startswith(f"{self.stage}.")


def plan_confirmations(session: Session, desk: Desk, now: datetime) -> int:
    """Make the mails that ask for confirmation, and tell how many were made."""
    waiting = [Proposed(*found) for found in standing_proposals(session)]
    if not waiting:
        return 0
    staff, wishes, everybody = load_staff(session, desk, now), load_wishes(session), queries.everybody(session)
    told = carriages(session, [one.deadline.id for one in waiting])
    made = 0
    for one in waiting:
        ladder = wishes.ladder(one.case, one.deadline)
        carried = told.get((one.deadline.id, one.deadline.drives_act_by), [])
        for reader in _to_ask(one, staff, everybody, now, timedelta(days=ladder.patience_days)):
            asked = [each.created_at for each in carried if each.recipient == reader.address and one.is_about(each)]
            if not asked or asks_again_at(one.deadline, ladder, reader, max(asked)) <= now:
                _ask(session, desk, now, one, reader, len(asked) + 1)
                made += 1
    return made


def asks_again_at(deadline: DeadlineRow, ladder: Ladder, reader: Recipient, asked: datetime) -> datetime:
    """When somebody is asked again who was asked before: in some working days, or with the next of the last rungs."""
    later, zone = asked, office(deadline.office).zone
    for _ in range(EVERY):
        later = next_opening(reader, later)
    steps = rungs(deadline, asked.date(), ladder)
    return min([later, *(at for rung in steps if rung.minimum and (at := leaves_at(rung, reader, zone)) > asked)])


def write_confirmation(one: Proposed, writer: Writer, reader: Recipient) -> Written:
    """The mail that asks one person; once a day has passed without an answer, it says so."""
    say, deadline = writer.say, one.deadline
    gaps = {"title": short(title(deadline, say)), "reference": short(one.case.reference)}
    heading = "intro.confirm" if one.proposal.person_id else "intro.confirm.of_nobody"
    make = partial(_entry, one, writer, reader)
    waits = writer.now - one.proposal.at >= _A_DAY
    return writer.write(
        say("subject.confirm.again" if waits else "subject.confirm", day=say.day(deadline.drives_act_by), **gaps),
        say(heading, proposer=one.proposal.actor),
        [Section([Item(make, make)])],
        intro=(say("intro.confirm.again", day=say.day(one.proposal.at.date())),) if waits else (),
    )


def _to_ask(
    one: Proposed, staff: Staff, everybody: Sequence[PersonRow], now: datetime, patience: timedelta
) -> Iterator[Recipient]:
    """Those who can confirm, and who stands in for them today; after so much patience the supervisors; each once."""
    rows = {person.id: person for person in everybody}
    asked = confirmers(everybody, one.case, one.proposal)
    if now >= one.proposal.at + patience:
        asked += heads(everybody, one.proposal)
    seen = set()
    for person in asked:
        reader = staff.people[person.id]
        for each in (reader, *reader.stand_ins(now.astimezone(ZoneInfo(reader.zone)).date())):
            row = rows[each.person_id or 0]
            if each.address not in seen and can_confirm(row, everybody, one.proposal):
                seen.add(each.address)
                yield each


def _ask(session: Session, desk: Desk, now: datetime, one: Proposed, reader: Recipient, number: int) -> None:
    aim, stage = one.deadline.drives_act_by, one.stage if number == 1 else f"{one.stage}.{number}"
    written = write_confirmation(one, desk.writer(now, reader), reader)
    freeze_mail(
        session,
        written,
        reader,
        desk.sender,
        now,
        urgency="normal",
        purpose=PURPOSE,
        carried=[Carried(one.deadline.id, aim, (stage,))],
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
