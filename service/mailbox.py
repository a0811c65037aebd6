"""The mailbox that bounces arrive in, read by IMAP: unseen mails are looked at, and marked as seen once that is stored.

A crash in between reads them again, which does no harm: a bounce counts once. Nothing is moved or deleted, and nothing
is asked of the server while a transaction is open.
"""

import imaplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import structlog
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from notifiers.delivery import one_line
from notifiers.delivery_status import delivery_statuses
from service.clock import Clock
from service.reminders.bounces import record_bounce
from service.settings import Settings
from service.store import writing

EVERY = 300.0  # seconds from one look into the mailbox to the next
TIMEOUT = 20.0  # seconds for each answer of the server
LONGEST = 60.0  # seconds for one look; what is left is read the next time
MOST = 200  # mails in one look
LARGEST = 1 << 20  # bytes that are read of a mail: what it reports stands before the mail that came back
SOURCE = "mailbox"
TROUBLE = (imaplib.IMAP4.error, ImapToolsError, OSError, ValueError)  # what the way to a mailbox may raise

log = structlog.get_logger()


@dataclass(slots=True)
class Intake:
    """Looks into the mailbox of the settings every five minutes, however often it is asked to."""

    engine: Engine
    settings: Settings
    clock: Clock
    elapsed: Callable[[], float] = monotonic
    _looked_at: float | None = field(init=False, default=None)

    def __call__(self) -> bool:
        """Take in what has arrived, if a mailbox is set and it is time; whether that went well."""
        now = self.elapsed()
        if self.settings.imap_host is None or (self._looked_at is not None and now - self._looked_at < EVERY):
            return True
        self._looked_at = now
        try:
            mails, bounces = self._look(now)
        except (*TROUBLE, SQLAlchemyError) as error:  # the tick counts as a troubled one, and sends all the same
            # Without the traceback: it would show the password among the values on the way.
            log.warning("mailbox.failed", kind=type(error).__name__, reason=one_line(str(error)))
            return False
        if mails:
            log.info("mailbox.read", mails=mails, bounces=bounces)
        return True

    def _look(self, began: float) -> tuple[int, int]:
        """Read what is unseen, the oldest first; how many mails that were, and how many bounces were new."""
        mails = bounces = 0
        with opened(self.settings) as box:
            for uid in unseen(box)[:MOST]:
                if self.elapsed() - began > LONGEST:
                    break
                bounces += self._record(_raw(box, uid))
                _mark(box, uid)
                mails += 1
        return mails, bounces

    def _record(self, raw: bytes) -> int:
        with writing(self.engine) as session:
            found = [record_bounce(session, status, SOURCE, self.clock.now()) for status in delivery_statuses(raw)]
        return sum(row is not None for row in found)


@contextmanager
def opened(settings: Settings, timeout: float = TIMEOUT) -> Iterator[BaseMailBox]:
    """The mailbox, signed in, its folder chosen; raises one of `TROUBLE`, as does what is asked of it."""
    box = _connected(settings, timeout)
    try:
        password = settings.imap_password.get_secret_value() if settings.imap_password else ""
        box.login(settings.imap_username or "", password, settings.imap_folder)
        yield box
        box.logout()
    except BaseException:
        with suppress(OSError):  # the server may have hung up before us
            box.client.shutdown()
        raise


def unseen(box: BaseMailBox) -> list[str]:
    """The numbers of the mails that nobody has seen, the oldest first."""
    return box.uids("UNSEEN", charset=None)


def _connected(settings: Settings, timeout: float) -> BaseMailBox:
    host, port = settings.imap_host or "", settings.imap_port
    match settings.imap_security:
        case "tls":
            return MailBox(host, port, timeout, ssl_context=ssl.create_default_context())
        case "starttls":
            return MailBoxStartTls(host, port, timeout, ssl_context=ssl.create_default_context())
    return MailBoxUnencrypted(host, port, timeout)


def _raw(box: BaseMailBox, uid: str) -> bytes:
    """The beginning of a mail, without marking it as seen; empty where somebody has removed it meanwhile."""
    answer = _asked(box, "FETCH", uid, f"(BODY.PEEK[]<0.{LARGEST}>)")
    return next((part[1] for part in answer if isinstance(part, tuple)), b"")


def _mark(box: BaseMailBox, uid: str) -> None:
    """Mark a mail as seen; not by the library's own way, which also removes what others have marked as deleted."""
    _asked(box, "STORE", uid, "+FLAGS.SILENT", r"(\Seen)")


def _asked(box: BaseMailBox, command: str, *what: str) -> list[Any]:
    verdict, answer = box.client.uid(command, *what)
    if verdict != "OK":
        raise imaplib.IMAP4.error(f"{command} was refused: {answer}")
    return answer
