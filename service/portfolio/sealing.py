"""Sealing the audit trail: each seal closes over a run of rows and over the seal before it.

The digest of a row is the SHA-256 of `[id, at, actor, action, subject, before, after, reason]`, with the code and the
parameters of the reason behind it where it has a code, as JSON in ASCII: no spaces, keys sorted, the moment in UTC. A
seal keeps, for each of its rows in order, the row's number (8 bytes, most
significant first) and its digest (32 bytes). The digest of the seal is the SHA-256 of
`[number, at, first, last, count, previous]` in the same form, a line feed, and those pairs; `previous` is the digest of
the seal before, in hex, and empty in the first.
"""

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from service.store import SealRow, seals
from service.store.seals import StoredSeal, TrailRow

MOST = 1_000  # rows in one seal
NOTHING_BEFORE = ""  # what the first seal builds on
_PAIR = struct.Struct(">q32s")
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


def seal_next(session: Session, now: datetime, through: int) -> SealRow | None:
    """Seal the oldest rows that wait, up to the number `through`; None where none wait or another replica seals."""
    if not seals.may_seal(session):
        return None
    newest = seals.newest_seal(session)
    rows = seals.rows_between(session, newest.last if newest else 0, through, MOST)
    if not rows:
        return None
    row = SealRow(
        number=newest.number + 1 if newest else 1,
        at=now,
        first=rows[0].id,
        last=rows[-1].id,
        count=len(rows),
        row_digests=pack((row.id, row_digest(row)) for row in rows),
        previous=newest.digest if newest else NOTHING_BEFORE,
    )
    row.digest = seal_digest(row)
    session.add(row)
    session.flush()
    return row


def row_digest(row: TrailRow) -> bytes:
    """The digest of one row of the trail."""
    said = list(row[2:]) if row.reason_code is not None else list(row[2:-2])
    return hashlib.sha256(_canonical([row.id, _moment(row.at), *said]).encode()).digest()


def seal_digest(seal: SealRow | StoredSeal) -> str:
    """What the digest of a seal has to be, in hex."""
    about = [seal.number, _moment(seal.at), seal.first, seal.last, seal.count, seal.previous]
    return hashlib.sha256(_canonical(about).encode() + b"\n" + seal.row_digests).hexdigest()


def pack(digests: Iterable[tuple[int, bytes]]) -> bytes:
    """The numbers of rows with their digests, as a seal keeps them."""
    return b"".join(_PAIR.pack(*pair) for pair in digests)


def unpack(packed: bytes) -> Iterator[tuple[int, bytes]]:
    """The numbers of rows with their digests; what is left over at the end is passed over."""
    return _PAIR.iter_unpack(packed[: len(packed) // _PAIR.size * _PAIR.size])


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
