"""Signing in by a mailed link, and how long somebody stays signed in.

A link is good once and for a quarter of an hour. A session ends when nobody used it for twelve hours, after a week at
the latest, when its person signs out, and with all others of theirs when they leave. Neither the secret of a link nor
that of a session is stored, only its digest.
"""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.portfolio.audit import entry, record
from service.portfolio.context import Context
from service.portfolio.keys import digest
from service.store import PersonRow, SessionRow, SignInRow
from service.store import sessions as store

LINK_GOOD_FOR = timedelta(minutes=15)
IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
HOUR = timedelta(hours=1)
PER_PERSON, PER_CLIENT = 5, 20  # links in an hour
FORGOTTEN_AFTER = timedelta(days=30)
_USE_NOTED_EVERY = timedelta(minutes=5)


def ask_for_link(session: Session, address: str, client: str, now: datetime) -> tuple[PersonRow, str] | None:
    """Somebody at the network address `client` wants to sign in by their e-mail address.

    Answers who it is and the secret of a link to be mailed; None where the address is nobody's, or too many links were
    asked for within an hour. Each request counts for `client`, whether a link came of it or not.
    """
    store.forget(session, now - FORGOTTEN_AFTER)
    if store.asked_by_client(session, client, now - HOUR) >= PER_CLIENT:
        return None
    person = store.active_person(session, address.strip())
    if person and store.asked_for_person(session, person.id, now - HOUR) >= PER_PERSON:
        person = None
    secret = secrets.token_urlsafe(32)
    session.add(
        SignInRow(
            person_id=person and person.id,
            client=client,
            digest=digest(secret),
            created_at=now,
            expires_at=now + LINK_GOOD_FOR,
        )
    )
    session.flush()
    return (person, secret) if person else None


def link_is_good(session: Session, secret: str, now: datetime) -> bool:
    """Whether a link still signs in."""
    return store.usable_link(session, digest(secret), now) is not None


def sign_in(session: Session, context: Context, link: str) -> str | None:
    """Use a link; answers the secret of the new session, or None where the link is not good, or no longer."""
    person = store.use_link(session, digest(link), context.now)
    if person is None:
        return None
    secret = secrets.token_urlsafe(32)
    session.add(
        SessionRow(
            person_id=person.id,
            digest=digest(secret),
            created_at=context.now,
            seen_at=context.now,
            expires_at=context.now + LONGEST,
        )
    )
    session.flush()
    record(session, [entry(context, "person.signed_in", f"person {person.key}")])
    return secret


def find_session(session: Session, secret: str, now: datetime) -> tuple[SessionRow, PersonRow] | None:
    """The session of a secret and whose it is; None where it ended."""
    return store.live_session(session, digest(secret), now, used_since=now - IDLE)


def use_is_old(row: SessionRow, now: datetime) -> bool:
    """Whether the use of a session is worth writing down; a write with each page would cost more than it tells."""
    return row.seen_at < now - _USE_NOTED_EVERY


def note_use(session: Session, row: SessionRow, now: datetime) -> None:
    """Write down that a session was used."""
    session.get_one(SessionRow, row.id).seen_at = now


def sign_out(session: Session, context: Context, secret: str) -> None:
    """End a session; one that has ended stays as it is."""
    found = find_session(session, secret, context.now)
    if found:
        row, person = found
        row.ended_at = context.now
        record(session, [entry(context, "person.signed_out", f"person {person.key}")])


def end_sessions(session: Session, person: PersonRow, now: datetime) -> None:
    """End all sessions of somebody who leaves, and make the links they asked for useless."""
    store.end_all(session, person.id, now)


def form_token(secret: str) -> str:
    """What each form carries, so that no other site can send it: nobody can make it without the session's secret."""
    return hmac.new(secret.encode(), b"annua form", hashlib.sha256).hexdigest()


def is_form_token(secret: str, token: str) -> bool:
    """Whether a form was made for this session."""
    return hmac.compare_digest(form_token(secret).encode(), token.encode("utf-8", "surrogatepass"))
