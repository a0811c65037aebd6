"""What people answered: that they had seen a deadline, what they wanted done, and the files that prove it was done."""

from collections.abc import Iterator

from service.dossier.facts import plain
from service.dossier.gathering import Gathered
from service.dossier.happened import ANSWER, Happened, said_in
from service.store import InstructionRow


def from_answers(found: Gathered) -> Iterator[Happened]:
    """Every answer, in the order of the kinds."""
    yield from _acknowledgements(found)
    for row in found.instructions:
        yield from _instruction(found, row)
    yield from _files(found)


def _acknowledgements(found: Gathered) -> Iterator[Happened]:
    for row in found.acknowledgements:
        gaps = {"aim": plain(row.aim)}
        who = found.name(row.person_id) or row.actor
        source = f"acknowledgement {row.id}"
        yield Happened(row.at, ANSWER, "acknowledged", source, gaps, who, row.note, deadline_id=row.deadline_id)


def _instruction(found: Gathered, row: InstructionRow) -> Iterator[Happened]:
    """An instruction, its confirmation by a second person, and its withdrawal."""
    source, about = f"instruction {row.id}", row.deadline_id
    gaps = {"aim": plain(row.aim), "wish": row.wish, "ask_again_on": plain(row.ask_again_on)}
    proposer = found.name(row.person_id) or row.actor
    yield Happened(row.at, ANSWER, f"instructed.{row.wish}", source, gaps, proposer, row.note, deadline_id=about)
    if row.confirmed_at is not None and found.span.holds(row.confirmed_at):
        confirmer = found.name(row.confirmed_person_id)
        told = gaps | {"proposed_by": proposer, "proposed_on": plain(row.at.date())}
        yield Happened(row.confirmed_at, ANSWER, "lapse.confirmed", source, told, confirmer, deadline_id=about)
    if row.withdrawn_at is not None and found.span.holds(row.withdrawn_at):
        who, why = row.withdrawn_by, said_in(row, "withdraw_reason")
        yield Happened(row.withdrawn_at, ANSWER, "instruction.withdrawn", source, gaps, who, deadline_id=about, **why)


def _files(found: Gathered) -> Iterator[Happened]:
    of = {one.id: one.deadline_id for rows in found.docket.completions.values() for one in rows}
    for completion_id, files in found.files.items():
        for one in files:
            gaps = {"name": one.name, "sha256": one.digest}
            source = f"completion {completion_id}"
            yield Happened(
                one.entered_at, ANSWER, "proof.filed", source, gaps, one.entered_by, deadline_id=of[completion_id]
            )
