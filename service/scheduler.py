"""The ticking: one job at a time, never skipped for being late, each under a time-out, seen by a watchdog.

APScheduler only says when; what a tick does is passed in. It stores nothing, so a restart loses nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic

import structlog
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from service.watch.watchdog import Watchdog

GOOD, TROUBLED, TIMEOUT, FAILED = "good", "troubled", "timeout", "failed"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ended:
    """How one tick ended; `lag` is by how many seconds it began late, `seconds` how long it took."""

    outcome: str
    lag: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Ticking:
    """What ticks: `tick` tells whether it was a good one; whoever `observes` hears how each ended. Times in seconds."""

    tick: Callable[[], Awaitable[bool]]
    watchdog: Watchdog
    every: float
    longest: float
    observe: Callable[[Ended], None] = lambda _: None


@asynccontextmanager
async def run(ticking: Ticking) -> AsyncIterator[None]:
    """Tick, at once to begin with, while the context is open; on leaving, let the running tick end.

    A tick that takes longer than `longest` is cancelled. What it had claimed is taken up again when its lease is over.
    """
    running = asyncio.Lock()
    expected = monotonic()

    async def once() -> None:
        nonlocal expected
        async with running:
            began = monotonic()
            lag, expected = max(0.0, began - expected), began + ticking.every
            outcome = await guarded(ticking)
            ticking.observe(Ended(outcome, lag, monotonic() - began))

    scheduler = _scheduler()
    scheduler.add_job(
        once,
        IntervalTrigger(seconds=ticking.every, timezone=UTC),
        id="tick",
        next_run_time=datetime.now(UTC),
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.pause()
        async with running:  # the scheduler itself would cancel a tick half-way
            scheduler.shutdown(wait=False)


async def guarded(ticking: Ticking) -> str:
    """One tick under its time-out, and how it ended; only a good one feeds the watchdog, and no trouble escapes."""
    try:
        async with asyncio.timeout(ticking.longest):
            good = await ticking.tick()
    except TimeoutError:
        log.exception("tick.timeout", seconds=ticking.longest)
        return TIMEOUT
    except Exception:
        log.exception("tick.failed")
        return FAILED
    if good:
        ticking.watchdog.feed()
    return GOOD if good else TROUBLED


def _scheduler() -> AsyncIOScheduler:
    return AsyncIOScheduler(
        jobstores={"default": MemoryJobStore()},
        executors={"default": AsyncIOExecutor()},
        timezone=UTC,
    )
