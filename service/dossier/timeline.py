"""Everything that happened to a case, in the order of time."""

from collections.abc import Iterator, Sequence

from service.dossier.answered import from_answers
from service.dossier.facts import InCharge
from service.dossier.gathering import Gathered
from service.dossier.happened import FATE, MESSAGE, Happened
from service.dossier.mailing import ACCEPTED, Told
from service.dossier.recorded import (
    from_closures,
    from_events,
    from_facts,
    from_outages,
    from_people,
    from_registration,
    from_trail,
)
from service.store import AbsenceRow, OfficeClosureRow


def timeline(
    found: Gathered,
    told: Sequence[Told],
    closures: Sequence[OfficeClosureRow],
    team: Sequence[InCharge],
    absences: Sequence[AbsenceRow],
) -> list[Happened]:
    """Everything that happened within the span; what happened at one moment has a fixed order."""
    entries = [
        *from_trail(found),
        *from_facts(found),
        *from_registration(found),
        *from_events(found),
        *from_closures(found, closures),
        *from_people(found, team, absences),
        *from_answers(found),
        *(entry for one in told for entry in _of_message(one)),
        *from_outages(found),
    ]
    return sorted(entries, key=lambda entry: entry.order)


def _of_message(one: Told) -> Iterator[Happened]:
    """A message as it was made, each attempt to hand it over, and each report that it did not arrive."""
    about = {
        "channel": one.channel,
        "recipient": one.recipient,
        "person": one.person,
        "subject": one.subject,
        "purpose": one.purpose,
    }
    stages = {"stages": [rung.stage for rung in one.rungs]}
    yield Happened(one.created_at, MESSAGE, "message.made", f"message {one.id}", about | stages)
    for row in one.attempts:
        taken = row.outcome == ACCEPTED
        name = "message.accepted" if taken else "message.refused" if row.outcome else "message.tried"
        gaps = about | {"outcome": row.outcome, "detail": row.detail}
        yield Happened(row.finished_at or row.started_at, FATE, name, f"attempt {row.id}", gaps)
    for bounce in one.bounces:
        gaps = about | {"status": bounce.status, "detail": bounce.detail}
        yield Happened(bounce.received_at, FATE, "message.bounced", f"bounce {bounce.id}", gaps)
