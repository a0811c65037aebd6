"""Health: alive means the process answers; ready means it can remind people.

Alarms don't make the service unready: restarting it would not help. They are listed in the detail, for people.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

import rules
from notifiers.delivery import one_line
from notifiers.destinations import check_url
from service.clock import Clock
from service.mailbox import EVERY, TROUBLE, opened, unseen
from service.reminders.outlets import allowed_hosts
from service.settings import Settings
from service.store import at_head, reading
from service.watch.alarms import Alarm, Unsent, standing, unsent
from service.watch.watchdog import Watchdog

MAIL_TIMEOUT = 5.0  # seconds to reach the mail server
REMEMBERED = 30.0  # seconds for which an answer that costs the database or the mail server something is good

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of being ready, and what to do where it isn't met.

    A `warning` leaves the service ready, and wants somebody's attention all the same.
    """

    name: str
    ok: bool
    detail: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the service can remind people, why not, and what needs a person's attention."""

    checks: tuple[Check, ...]
    alarms: tuple[Alarm, ...]
    unsent: Unsent | None
    at: datetime

    @property
    def ready(self) -> bool:
        """Whether every check is met."""
        return all(check.ok for check in self.checks)

    def as_document(self) -> dict[str, Any]:
        """The detail of `/readyz` as a JSON object; cases and recipients stay out, numbers say enough."""
        waiting = self.unsent
        return {
            "ready": self.ready,
            "at": self.at.isoformat(),
            "checks": {
                check.name: {"ok": check.ok, "warning": check.warning, "detail": check.detail} for check in self.checks
            },
            "alarms": {alarm.kind: alarm.count for alarm in self.alarms},
            "unsent": {"count": waiting.count, "oldest_seconds": round(waiting.age(self.at))} if waiting else None,
        }


@dataclass(slots=True)
class Remembered(Generic[Answer]):
    """The answer to a costly question, asked again when it is older than `seconds`."""

    ask: Callable[[], Answer]
    seconds: float = REMEMBERED
    elapsed: Callable[[], float] = monotonic
    _answer: tuple[float, Answer] | None = field(init=False, default=None)

    def __call__(self) -> Answer:
        """The answer, at most `seconds` old."""
        now = self.elapsed()
        if self._answer is None or now - self._answer[0] > self.seconds:
            self._answer = (now, self.ask())
        return self._answer[1]


@dataclass(slots=True)
class Health:
    """What the checks look at; made once at start and asked by `/readyz`, the metrics and `doctor`."""

    engine: Engine
    settings: Settings
    clock: Clock
    watchdog: Watchdog | None
    """None where nothing ticks, as in `doctor`."""
    mail: Remembered[Check] = field(init=False)
    mailbox: Remembered[Check] = field(init=False)
    alarms: Remembered[tuple[Alarm, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.mail = Remembered(lambda: mail_reachable(self.settings))
        self.mailbox = Remembered(lambda: mailbox_readable(self.settings), EVERY)
        self.alarms = Remembered(self._standing)

    def readiness(self) -> Readiness:
        """Look at everything."""
        now = self.clock.now()
        store = (database(self.engine), migrations(self.engine))
        usable = all(check.ok for check in store)
        people = (fallback(self.settings), second_channel(self.settings), self.mailbox())
        rest = (rules_loadable(), *self._tick(), self.mail(), *people)
        if not usable:
            return Readiness((*store, *rest), (), None, now)
        with reading(self.engine) as session:
            waiting = unsent(session, now)
        return Readiness((*store, *rest), self.alarms(), waiting, now)

    def _tick(self) -> tuple[Check, ...]:
        return (ticks(self.watchdog),) if self.watchdog else ()

    def _standing(self) -> tuple[Alarm, ...]:
        with reading(self.engine) as session:
            return tuple(standing(session, self.clock.now()))


def database(engine: Engine) -> Check:
    """Whether the database answers."""
    try:
        with reading(engine) as session:
            session.execute(select(1))
    except SQLAlchemyError as error:
        return Check("database", ok=False, detail=f"does not answer ({type(error).__name__}); check ANNUA_DATABASE_URL")
    return Check("database", ok=True, detail=engine.dialect.name)


def migrations(engine: Engine) -> Check:
    """Whether the schema is the one this version expects."""
    try:
        with engine.connect() as connection:
            ok = at_head(connection)
    except SQLAlchemyError as error:
        return Check("migrations", ok=False, detail=f"can't be read ({type(error).__name__})")
    return Check("migrations", ok=ok, detail="at head" if ok else "not at head; a restart migrates")


def rules_loadable() -> Check:
    """Whether the rules of every office load."""
    count = len(rules.jurisdictions())
    return Check("rules", ok=count > 0, detail=f"{count} offices, version {rules.VERSION}")


def ticks(watchdog: Watchdog) -> Check:
    """Whether a good tick ended recently."""
    detail = f"{'last good tick' if watchdog.good else 'started, no good tick yet,'} {watchdog.age:.0f} s ago"
    remedy = "" if watchdog.alive else f", more than {watchdog.patience:.0f} s; look for tick.* in the logs"
    return Check("tick", ok=watchdog.alive, detail=detail + remedy)


def mail_reachable(settings: Settings) -> Check:
    """Whether the mail server takes a connection."""
    if settings.sandbox:
        return Check("mail", ok=True, detail="kept: a sandbox sends no mail")
    if settings.smtp_host is None:
        return Check("mail", ok=False, detail="no mail server is set; set ANNUA_SMTP_HOST")
    where = f"{settings.smtp_host}:{settings.smtp_port}"
    try:
        with socket.create_connection((settings.smtp_host, settings.smtp_port), timeout=MAIL_TIMEOUT):
            return Check("mail", ok=True, detail=where)
    except OSError as error:
        return Check("mail", ok=False, detail=f"{where} can't be reached ({error}); check ANNUA_SMTP_HOST and _PORT")


def second_channel(settings: Settings) -> Check:
    """Whether there is a way to tell somebody when mail can't be relied on; without one there is a warning."""
    name, url = "second_channel", settings.ops_webhook_url
    if settings.sandbox:
        return Check(name, ok=True, detail="not used: a sandbox calls nobody in an emergency")
    if url is None:
        detail = "none is set, so nobody hears of it when mail fails; set ANNUA_OPS_WEBHOOK_URL"
        return Check(name, ok=True, detail=detail, warning=True)
    if refusal := check_url(url, allowed_hosts(settings.webhook_allow)):
        detail = f"{refusal}; correct ANNUA_OPS_WEBHOOK_URL, or allow its host in ANNUA_WEBHOOK_ALLOW"
        return Check(name, ok=True, detail=detail, warning=True)
    return Check(name, ok=True, detail=str(urlsplit(url).hostname))


def mailbox_readable(settings: Settings) -> Check:
    """Whether the mailbox that bounces arrive in can be read; a warning where it can't."""
    name = "mailbox"
    if settings.imap_host is None:
        return Check(name, ok=True, detail="none is set; bounces come in by POST /v1/bounces alone")
    where = f"{settings.imap_host}:{settings.imap_port}"
    try:
        with opened(settings, MAIL_TIMEOUT) as box:
            return Check(name, ok=True, detail=f"{where}, {len(unseen(box))} unseen")
    except TROUBLE as error:
        detail = f"{where} can't be read ({one_line(str(error))}); check ANNUA_IMAP_HOST and the settings beside it"
        return Check(name, ok=True, detail=detail, warning=True)


def fallback(settings: Settings) -> Check:
    """Whether there is somebody to tell when a case has nobody."""
    ok = bool(settings.fallback_recipient)
    return Check("fallback_recipient", ok=ok, detail="set" if ok else "missing; set ANNUA_FALLBACK_RECIPIENT")
