"""When to try again: a schedule as data and one pure function that reads it.

After the n-th failed attempt (n = 1, 2, …), with u drawn evenly from 0 ≤ u < 1 by the caller,

    wait(n, u) = waits[n - 1] × (1 + jitter × (2u - 1))

and None when the schedule is used up: the message is then given up, loudly. Jitter spreads the repeats of messages that
failed together. A `Retry-After` from the other side makes the wait longer, never shorter, and never longer than
`longest`: nobody can talk a reminder into silence.

The schedule is that of the Standard Webhooks specification. Worked sequence for u = 0.5 (no jitter):

    failed attempt    wait      since the first attempt
    1                 5 s       0:00:05
    2                 5 min     0:05:05
    3                 30 min    0:35:05
    4                 2 h       2:35:05
    5                 5 h       7:35:05
    6                 10 h      17:35:05
    7                 14 h      1 day 7:35:05
    8                 20 h      2 days 3:35:05
    9                 24 h      3 days 3:35:05
    10                given up

With jitter 0.2 the wait after the second attempt lies between 4 min (u = 0) and just under 6 min (u → 1).
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Schedule:
    """The waits between attempts at one message."""

    waits: tuple[timedelta, ...]
    """The wait after each failed attempt, in order."""
    jitter: float
    """How far a wait may stray to either side, as a fraction of it: 0 ≤ jitter < 1."""
    longest: timedelta
    """The longest wait that a `Retry-After` is granted."""

    @property
    def shortest(self) -> timedelta:
        """The time from the first attempt to the last if each wait is as short as jitter can make it."""
        return sum(self.waits, timedelta()) * (1 - self.jitter)


SEVERAL_DAYS = Schedule(
    waits=(
        timedelta(seconds=5),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=5),
        timedelta(hours=10),
        timedelta(hours=14),
        timedelta(hours=20),
        timedelta(hours=24),
    ),
    jitter=0.2,
    longest=timedelta(hours=24),
)


def wait_after(
    attempt: int, u: float, retry_after: float | None = None, schedule: Schedule = SEVERAL_DAYS
) -> timedelta | None:
    """Say how long to wait after failed attempt number `attempt`, or None when the message is to be given up.

    `attempt` counts from 1; `u` is a random number, 0 ≤ u < 1; `retry_after` is the other side's wish in seconds.
    """
    if attempt < 1:
        raise ValueError(f"attempt is {attempt}; the first attempt is number 1")
    if attempt > len(schedule.waits):
        return None
    wait = schedule.waits[attempt - 1] * (1 + schedule.jitter * (2 * u - 1))
    if retry_after is None:
        return wait
    return max(wait, timedelta(seconds=min(retry_after, schedule.longest.total_seconds())))
