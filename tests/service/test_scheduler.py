"""The ticking, with real time but no waiting for it: intervals are long and ticks say when they run."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from service.scheduler import Ended, Ticking, guarded, run
from service.watch.watchdog import Watchdog, patience


@dataclass(slots=True)
class Hands:
    """A monotonic clock that is moved by hand."""

    seconds: float = 0

    def __call__(self) -> float:
        """What it shows."""
        return self.seconds


@dataclass(slots=True)
class Work:
    """A tick that tells when it has begun, waits to be let go, and ends as told."""

    good: bool = True
    trouble: Exception | None = None
    began: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)
    ended: list[Ended] = field(default_factory=list)
    runs: int = 0

    async def __call__(self) -> bool:
        """One tick."""
        self.runs += 1
        self.began.set()
        await self.go.wait()
        if self.trouble:
            raise self.trouble
        return self.good


def ticking(work: Work, watchdog: Watchdog, longest: float = 60) -> Ticking:
    """A tick an hour."""
    return Ticking(work, watchdog, every=3600, longest=longest, observe=work.ended.append)


def test_the_first_tick_comes_at_once_and_leaving_lets_it_end() -> None:
    async def main() -> Work:
        work, watchdog = Work(), Watchdog(patience=1000)
        async with run(ticking(work, watchdog)):
            await work.began.wait()
            asyncio.get_running_loop().call_soon(work.go.set)
        assert watchdog.good
        return work

    work = asyncio.run(main())
    assert work.runs == 1
    assert [ended.outcome for ended in work.ended] == ["good"]


def test_ticks_follow_each_other_and_never_overlap() -> None:
    """Ten milliseconds apart, the second begins only when the first has ended."""

    async def main() -> int:
        work = Work()
        slow = Ticking(work, Watchdog(1000), every=0.01, longest=60, observe=work.ended.append)
        async with run(slow):
            await work.began.wait()
            work.began.clear()
            assert work.runs == 1
            work.go.set()
            await asyncio.wait_for(work.began.wait(), 10)
        return work.runs

    assert asyncio.run(main()) >= 2


@pytest.mark.parametrize(
    ("work", "outcome", "fed"),
    [
        (Work, "good", True),
        (lambda: Work(good=False), "troubled", False),
        (lambda: Work(trouble=RuntimeError("the disk is full")), "failed", False),
    ],
)
def test_only_a_good_tick_feeds_the_watchdog_and_no_trouble_escapes(
    work: Callable[[], Work], outcome: str, fed: bool
) -> None:
    async def main() -> tuple[str, bool]:
        tick, watchdog = work(), Watchdog(patience=1000)
        tick.go.set()
        return await guarded(ticking(tick, watchdog)), watchdog.good

    assert asyncio.run(main()) == (outcome, fed)


def test_a_tick_that_takes_too_long_is_given_up() -> None:
    async def main() -> tuple[str, bool]:
        watchdog = Watchdog(patience=1000)
        return await guarded(ticking(Work(), watchdog, longest=0.01)), watchdog.good

    assert asyncio.run(main()) == ("timeout", False)


def test_the_watchdog_wakes_when_no_good_tick_has_come_for_its_patience() -> None:
    hands = Hands(seconds=100)
    watchdog = Watchdog(patience=480, elapsed=hands)
    hands.seconds = 580
    assert (watchdog.alive, watchdog.good, watchdog.age) == (True, False, 480)
    hands.seconds = 581
    assert not watchdog.alive
    watchdog.feed()
    assert (watchdog.alive, watchdog.good, watchdog.age) == (True, True, 0)


def test_patience_is_three_intervals_and_one_tick_at_its_longest() -> None:
    assert patience(60, 300) == 480
