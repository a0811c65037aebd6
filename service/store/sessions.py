"""Who asked to sign in and who is signed in, as questions to the store."""

from datetime import datetime

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from service.store.messages import MessageRow
from service.store.people import PersonRow, SessionRow, SignInRow

SIGN_IN = "sign-in"  # the purpose of mails with a link that signs in


def active_person(session: Session, address: str) -> PersonRow | None:
    """Whoever is reminded at an address, in whatever case it is written; None if they left."""
    return session.scalars(
        select(PersonRow).where(func.lower(PersonRow.address) == address.lower(), PersonRow.active)
    ).first()


def asked_by_client(session: Session, client: str, since: datetime) -> int:
    """How many links a network address asked for after a moment."""
    return _asked(session, SignInRow.client == client, SignInRow.created_at > since)


def asked_for_person(session: Session, person_id: int, since: datetime) -> int:
    """How many links were made for somebody after a moment."""
    return _asked(session, SignInRow.person_id == person_id, SignInRow.created_at > since)


def usable_link(session: Session, digest: str, now: datetime) -> SignInRow | None:
    """The link of a digest, if it still signs in."""
    return session.scalars(
        select(SignInRow)
        .join(PersonRow, PersonRow.id == SignInRow.person_id)
        .where(SignInRow.digest == digest, SignInRow.used_at.is_(None), SignInRow.expires_at > now, PersonRow.active)
    ).one_or_none()


def use_link(session: Session, digest: str, now: datetime) -> PersonRow | None:
    """Use a link up and tell whose it is; of two who use it at once one finds it used."""
    link = usable_link(session, digest, now)
    if link is None:
        return None
    taken = update(SignInRow).where(SignInRow.id == link.id, SignInRow.used_at.is_(None)).values(used_at=now)
    if session.scalar(taken.returning(SignInRow.person_id)) is None:
        return None
    return session.get(PersonRow, link.person_id)


def live_session(
    session: Session, digest: str, now: datetime, *, used_since: datetime
) -> tuple[SessionRow, PersonRow] | None:
    """The session of a digest with its person, if neither has ended and it was used after a moment."""
    row = SessionRow
    found = session.execute(
        select(row, PersonRow)
        .join(PersonRow, PersonRow.id == row.person_id)
        .where(row.digest == digest, row.ended_at.is_(None), row.expires_at > now, row.seen_at > used_since)
        .where(PersonRow.active)
    ).one_or_none()
    return (found[0], found[1]) if found else None


def end_all(session: Session, person_id: int, now: datetime) -> None:
    """End the sessions of somebody and use up their links."""
    sessions = update(SessionRow).where(SessionRow.person_id == person_id, SessionRow.ended_at.is_(None))
    links = update(SignInRow).where(SignInRow.person_id == person_id, SignInRow.used_at.is_(None))
    session.execute(sessions.values(ended_at=now))
    session.execute(links.values(used_at=now))


def forget(session: Session, before: datetime) -> None:
    """Drop links made, and sessions ended or run out, before a moment; the audit trail keeps who signed in."""
    over = or_(SessionRow.ended_at < before, SessionRow.expires_at < before)
    session.execute(delete(SessionRow).where(over))
    session.execute(delete(SignInRow).where(SignInRow.created_at < before))


def blank_spent_links(session: Session, now: datetime) -> int:
    """Empty the mails whose link was used or is over, so that no secret is kept; tells how many.

    What is still to be sent keeps its bytes, since each attempt sends the same ones.
    """
    over = or_(SignInRow.used_at.is_not(None), SignInRow.expires_at <= now)
    of_link = MessageRow.created_at == SignInRow.created_at, MessageRow.person_id == SignInRow.person_id
    spent = select(SignInRow.id).where(*of_link, over)
    asked = select(SignInRow.created_at).where(over)  # few, and messages have an index of it
    mails = MessageRow.created_at.in_(asked), MessageRow.purpose == SIGN_IN, MessageRow.state != "pending"
    blank = update(MessageRow).where(*mails, MessageRow.body != b"", spent.exists()).values(body=b"")
    return len(session.scalars(blank.returning(MessageRow.id)).all())


def _asked(session: Session, *conditions: object) -> int:
    return session.scalar(select(func.count()).select_from(SignInRow).where(*conditions)) or 0  # type: ignore[arg-type]  # conditions of a where
