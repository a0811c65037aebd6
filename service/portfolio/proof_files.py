"""Files that prove a completion: kept whole, with their SHA-256, and handed out as they came."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from rules.reading import shown
from service.portfolio.audit import entry, event, of_deadline, record
from service.portfolio.context import Context
from service.portfolio.errors import Conflict, Invalid, Unknown, wrong
from service.portfolio.texts import EMPTY_FILE, LARGE_FILE, NO_SUCH_ROW, NOT_A_FILE_NAME, VOIDED
from service.store import CaseRow, CompletionRow, DeadlineRow, ProofFileRow

LARGEST = 10 << 20  # bytes
UNKNOWN_TYPE = "application/octet-stream"
_LONGEST_NAME = 200
_LONGEST_TYPE = 100


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file as it came in; its name may be a path of the sender's machine, its media type anything."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FileNote:
    """What is known of a kept file beside its content; `size` in bytes."""

    id: int
    completion_id: int
    name: str
    media_type: str
    size: int
    digest: str
    entered_by: str
    entered_at: datetime

    def as_document(self) -> dict[str, Any]:
        """The note as a JSON object."""
        return {
            "id": self.id,
            "name": self.name,
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.digest,
            "entered_by": self.entered_by,
            "entered_at": self.entered_at.isoformat(),
        }


def check_file(given: GivenFile) -> None:
    """Refuse a file that can't be kept, before anything is stored. Raises `Invalid`."""
    name = plain_name(given.name)
    if not name:
        raise Invalid(wrong("name", NOT_A_FILE_NAME(field="name", value=shown(given.name)), given.name[:200]))
    if not given.content:
        raise Invalid(wrong("file", EMPTY_FILE(name=name)))
    if len(given.content) > LARGEST:
        raise Invalid(wrong("file", LARGE_FILE(name=name, most=LARGEST >> 20)))


def add_file(session: Session, context: Context, completion_id: int, given: GivenFile) -> FileNote:
    """Keep a file as proof of a completion; the same file given again is not kept twice.

    Raises `Invalid`, `Unknown`, and `Conflict` for a completion that was voided.
    """
    check_file(given)
    completion = session.get(CompletionRow, completion_id)
    if completion is None:
        raise Unknown(wrong("completion", NO_SUCH_ROW(kind="completion", value=completion_id), completion_id))
    if completion.voided_at is not None:
        message = VOIDED(value=completion_id, on=str(completion.voided_at.date()))
        raise Conflict(wrong("completion", message, completion_id))
    digest = hashlib.sha256(given.content).hexdigest()
    kept = next((one for one in files_of(session, [completion_id]) if one.digest == digest), None)
    if kept:
        return kept
    row = ProofFileRow(
        completion_id=completion_id,
        name=plain_name(given.name),
        media_type=_plain_type(given.media_type),
        digest=digest,
        content=given.content,
        entered_by=context.actor,
        entered_at=context.now,
    )
    session.add(row)
    session.flush()
    _trace(session, context, completion, row)
    return files_of(session, [completion_id])[-1]


def files_of(session: Session, completion_ids: Collection[int]) -> list[FileNote]:
    """The files that prove these completions, without their content, in the order in which they came."""
    row = ProofFileRow
    columns = (
        *(row.id, row.completion_id, row.name, row.media_type, func.length(row.content)),
        *(row.digest, row.entered_by, row.entered_at),
    )
    found = session.execute(select(*columns).where(row.completion_id.in_(completion_ids)).order_by(row.id))
    return [FileNote(*values) for values in found]


def read_file(session: Session, file_id: int) -> ProofFileRow:
    """One file with its content. Raises `Unknown`."""
    row = session.get(ProofFileRow, file_id)
    if row is None:
        raise Unknown(wrong("file", NO_SUCH_ROW(kind="proof file", value=file_id), file_id))
    return row


def headers_of(row: ProofFileRow) -> dict[str, str]:
    """The headers of a file that a browser is to keep and not to show, whatever it says it is."""
    return {
        "Content-Type": row.media_type,
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(row.name, safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }


def plain_name(name: str) -> str:
    """The name without folders of either kind of machine and without what can't be printed; its ending is kept."""
    printable = "".join(mark for mark in name.replace("\\", "/") if mark.isprintable())
    plain = PurePosixPath(printable).name.strip()
    if len(plain) <= _LONGEST_NAME:
        return "" if plain in (".", "..") else plain
    ending = PurePosixPath(plain).suffix[:20]
    return plain[: _LONGEST_NAME - len(ending)] + ending


def _plain_type(media_type: str) -> str:
    """The media type without parameters; a file of bytes where none is told."""
    plain = media_type.partition(";")[0].strip().lower()
    kind, slash, detail = plain.partition("/")
    sound = slash and kind and detail and plain.isascii() and plain.isprintable() and " " not in plain
    return plain if sound and len(plain) <= _LONGEST_TYPE else UNKNOWN_TYPE


def _trace(session: Session, context: Context, completion: CompletionRow, row: ProofFileRow) -> None:
    deadline = session.get_one(DeadlineRow, completion.deadline_id)
    case = session.get_one(CaseRow, deadline.case_id)
    named = {"reference": case.reference, "kind": deadline.kind, "number": deadline.number or None}
    said = {"completion": completion.id, "file": row.id, "name": row.name, "sha256": row.digest}
    subject = of_deadline(case, deadline)
    record(
        session,
        [entry(context, "completion.file_added", subject, None, said)],
        [event(context, "completion.file_added", named | said, case.id, deadline.id)],
    )
