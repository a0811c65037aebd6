"""Proof that the audit trail is whole: every seal is worked again from its rows, and the chain is followed.

Somebody who may write to the database could also write a whole new chain. So the newest seal's number and digest are
kept elsewhere (a `Head`), and the chain is held against them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from rules.texts import Message, Text
from service.portfolio.proving import Watch, unwatched
from service.portfolio.sealing import NOTHING_BEFORE, row_digest, seal_digest, unpack
from service.store import seals
from service.store.seals import StoredSeal, TrailRow

ROW_CHANGED = Text("audit.row_changed", "row {row} was changed after seal {seal} closed over it")
ROW_GONE = Text("audit.row_gone", "row {row} is gone; seal {seal} closed over it")
ROW_ADDED = Text("audit.row_added", "row {row} was put among the rows that seal {seal} closed over")
ROW_UNREADABLE = Text("audit.row_unreadable", "a row after row {row} was changed so that it can't be read any more")
SEAL_CHANGED = Text("audit.seal_changed", "seal {seal} was changed: its digest is not that of what it holds")
SEAL_UNREADABLE = Text(
    "audit.seal_unreadable", "a seal after seal {seal} was changed so that it can't be read any more"
)
SEAL_GONE = Text("audit.seal_gone", "seal {seal} is gone; seal {next} follows")
SEAL_UNCHAINED = Text(
    "audit.seal_unchained", "seal {seal} doesn't build on the seal before it: one of them was replaced"
)
HEAD_GONE = Text(
    "audit.head_gone", "seal {seal} is not there: the trail was cut at its end, or an older backup was restored"
)
HEAD_OTHER = Text(
    "audit.head_other", "seal {seal} is {digest}, not {held} as it was kept elsewhere: the trail was written anew"
)


@dataclass(frozen=True, slots=True)
class Head:
    """Number and digest of a seal: with it everything up to that seal can be proved."""

    number: int
    digest: str

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the proof found: how much is sealed and proved, how many rows wait, and the first fault if there is one."""

    rows: int
    seals: int
    waiting: int
    head: Head | None
    fault: Message | None


class _Broken(Exception):
    """The proof ends here; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


@dataclass(slots=True)
class _Proof:
    """How far the proof has come."""

    rows: int = 0
    seals: int = 0
    row: int = 0
    head: Head | None = None


def verify(session: Session, held: Head | None = None, watch: Watch = unwatched) -> Verdict:
    """Prove the trail from its first row to its newest seal, up to the first fault; `held` is a head kept elsewhere.

    However long the trail is, a thousand rows are held at once. `watch` is told how many are proved.
    """
    total, proof, fault = seals.count_rows(session), _Proof(), None
    # The seals first: none of them is newer then than the rows.
    with seals.all_seals(session) as chain, seals.all_rows(session) as rows:
        try:
            for _ in _proved(proof, chain, rows, held):
                watch(proof.rows, total)
        except _Broken as broken:
            fault = broken.message
    return Verdict(proof.rows, proof.seals, seals.count_waiting(session), proof.head, fault)


def _proved(
    proof: _Proof, chain: Iterator[StoredSeal], rows: Iterator[TrailRow], held: Head | None
) -> Iterator[StoredSeal]:
    """Prove seal by seal; each is given once it is proved. Raises `_Broken`."""
    row = _next_row(proof, rows)
    while (seal := _next_seal(proof, chain)) is not None:
        _chained(proof, seal, held)
        for number, digest in unpack(seal.row_digests):
            if row is None or row.id > number:
                raise _Broken(ROW_GONE(row=number, seal=seal.number))
            if row.id < number:
                raise _Broken(ROW_ADDED(row=row.id, seal=seal.number))
            if row_digest(row) != digest:
                raise _Broken(ROW_CHANGED(row=number, seal=seal.number))
            proof.rows, proof.row = proof.rows + 1, number
            row = _next_row(proof, rows)
        proof.seals, proof.head = proof.seals + 1, Head(seal.number, seal.digest)
        yield seal
    if held is not None and held.number > (proof.head.number if proof.head else 0):
        raise _Broken(HEAD_GONE(seal=held.number))


def _chained(proof: _Proof, seal: StoredSeal, held: Head | None) -> None:
    """Prove that a seal is the next one, unchanged, and the one that was kept elsewhere."""
    before, digest = (proof.head.number, proof.head.digest) if proof.head else (0, NOTHING_BEFORE)
    if seal.number != before + 1:
        raise _Broken(SEAL_GONE(seal=before + 1, next=seal.number))
    if seal.digest != seal_digest(seal):
        raise _Broken(SEAL_CHANGED(seal=seal.number))
    if seal.previous != digest:
        raise _Broken(SEAL_UNCHAINED(seal=seal.number))
    if held is not None and seal.number == held.number and seal.digest != held.digest:
        raise _Broken(HEAD_OTHER(seal=seal.number, digest=seal.digest, held=held.digest))


def _next_row(proof: _Proof, rows: Iterator[TrailRow]) -> TrailRow | None:
    try:
        return next(rows, None)
    except (TypeError, ValueError):  # no moment, no JSON: nothing that this service wrote
        raise _Broken(ROW_UNREADABLE(row=proof.row)) from None


def _next_seal(proof: _Proof, chain: Iterator[StoredSeal]) -> StoredSeal | None:
    try:
        return next(chain, None)
    except (TypeError, ValueError):
        raise _Broken(SEAL_UNREADABLE(seal=proof.head.number if proof.head else 0)) from None
