"""The watchdog over the ticks, on a clock that nobody can set."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic


@dataclass(slots=True)
class Watchdog:
    """Knows how long ago the last good tick ended; until one did, how long ago it was set to watch."""

    patience: float
    """Seconds without a good tick after which something is wrong."""
    elapsed: Callable[[], float] = monotonic
    good: bool = field(init=False, default=False)
    """Whether there was a good tick at all."""
    fed_at: float = field(init=False)

    def __post_init__(self) -> None:
        self.fed_at = self.elapsed()

    def feed(self) -> None:
        """Say that a good tick has ended."""
        self.fed_at, self.good = self.elapsed(), True

    @property
    def age(self) -> float:
        """Seconds since the last good tick, or since the start."""
        return self.elapsed() - self.fed_at

    @property
    def alive(self) -> bool:
        """Whether a good tick ended, or the watch began, recently."""
        return self.age <= self.patience


def patience(every: float, longest: float) -> float:
    """How long a healthy scheduler may go without a good tick: three intervals, and one tick at its longest."""
    return 3 * every + longest
