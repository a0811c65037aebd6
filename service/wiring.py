"""Where the parts are put together: made once from the settings, and handed to whoever works with them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from cryptography.fernet import Fernet
from sqlalchemy import Engine

from service.clock import Clock, SystemClock
from service.portfolio.context import Context, Plan
from service.portfolio.endpoints import signing_secrets
from service.portfolio.secrets import load_key, signing_key
from service.reminders.desk import Desk, make_desk
from service.reminders.dispatch import Post
from service.reminders.outlets import open_outlets
from service.reminders.planning import first_look
from service.settings import Settings
from service.store import EndpointRow, bounded, make_engine, migrate, settle_kind, writing

LEASES_OUTLAST_TICKS_BY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Service:
    """The parts of one process: settings, time, store, the key of stored secrets, and how ladders are planned."""

    settings: Settings
    clock: Clock
    engine: Engine
    key: Fernet
    plan: Plan
    desk: Desk

    @property
    def answering(self) -> Engine:
        """The store for whoever waits for an answer: a statement that takes too long is given up."""
        return bounded(self.engine, self.settings.statement_seconds)

    def context(self, actor: str, source: str = "api") -> Context:
        """What writing functions are told when `actor` acts now."""
        return Context(actor, self.clock.now(), self.plan, source)

    @asynccontextmanager
    async def posting(self) -> AsyncIterator[Post]:
        """What dispatch works with; the ways out of the house are open as long as the context is."""
        longest = timedelta(seconds=self.settings.tick_timeout_seconds)
        async with open_outlets(self.settings) as outlets:
            yield Post(
                engine=self.engine,
                clock=self.clock,
                outlets=outlets,
                sender=self.settings.envelope_sender,
                unlock=self._unlock,
                lease=longest + LEASES_OUTLAST_TICKS_BY,
            )

    def _unlock(self, endpoint: EndpointRow) -> tuple[str, ...]:
        return signing_secrets(self.key, endpoint, self.clock.now())


class WrongStore(RuntimeError):
    """Raised as the parts are put together: the store is a sandbox and the settings say it isn't, or the reverse."""


def assemble(settings: Settings, clock: Clock | None = None) -> Service:
    """Make the parts: the schema is brought up to date, and the key file made where there is none.

    Raises `WrongStore` where the settings take a sandbox for what it isn't, or the reverse.
    """
    settings, clock = settings.in_force(), clock or SystemClock()
    engine = make_engine(settings.store_url)
    migrate(engine)
    try:
        check_kind(engine, settings, clock)
    except BaseException:
        engine.dispose()
        raise
    key = load_key(settings.secret_key_file)
    return Service(
        settings=settings,
        clock=clock,
        engine=engine,
        key=key,
        plan=first_look,
        desk=make_desk(settings, signing_key(settings.secret_key_file)),
    )


def check_kind(engine: Engine, settings: Settings, clock: Clock) -> None:
    """Settle what the store is; `WrongStore` where the settings take it for the other kind."""
    with writing(engine) as session:
        is_sandbox = settle_kind(session, clock.now(), sandbox=settings.sandbox)
    if is_sandbox and not settings.sandbox:
        raise WrongStore(
            "The store is a sandbox, which sends no mail, and can't become another. "
            "Set ANNUA_SANDBOX=1, or name another store in ANNUA_DATABASE_URL or ANNUA_DATA_DIR."
        )
    if settings.sandbox and not is_sandbox:
        raise WrongStore(
            "The store is in use and not a sandbox, and can't become one: its reminders would fall silent. "
            "Take ANNUA_SANDBOX away, or name a new store in ANNUA_DATABASE_URL or ANNUA_DATA_DIR."
        )
