"""How many requests a caller may make: so many a minute for each API key, and for each address without a valid one.

Counted in this process alone, in a window that moves with the time of the machine.
"""

import math
import time
from dataclasses import dataclass

from fastapi import Request
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from service.api.problems import TOO_MANY, Problem

SECONDS = 60  # of the window


@dataclass(frozen=True, slots=True)
class Budget:
    """What a caller has left after a request: `resets` is in whole seconds; `spent` where it was one too many."""

    most: int
    left: int
    resets: int
    spent: bool

    def headers(self) -> dict[str, str]:
        """The same as draft-ietf-httpapi-ratelimit-headers-10 says it."""
        return {
            "RateLimit-Policy": f'"requests";q={self.most};w={SECONDS}',
            "RateLimit": f'"requests";r={self.left};t={self.resets}',
        }


class Rates:
    """The requests of the last minute by caller; with a limit of 0 nobody is limited."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute) if per_minute else None
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def count(self, caller: str) -> Budget | None:
        """Count one request of a caller; None where nobody is limited."""
        if self._item is None:
            return None
        taken = self._limiter.hit(self._item, caller)
        stats = self._limiter.get_window_stats(self._item, caller)
        resets = max(1, math.ceil(stats.reset_time - time.time()))
        return Budget(self._item.amount, stats.remaining, resets, spent=not taken)


def count(request: Request, caller: str) -> None:
    """Count a request of a caller, and let the answer tell what is left. Raises `Problem` where it is one too many."""
    rates: Rates = request.app.state.rates
    if budget := rates.count(caller):
        request.state.headers.update(budget.headers())
        if budget.spent:
            wait = {"Retry-After": str(budget.resets)}
            raise Problem(TOO_MANY, f"at most {budget.most} requests a minute; wait {budget.resets} s", headers=wait)


def count_stranger(request: Request) -> None:
    """Count a request without a valid key by the address that it comes from."""
    count(request, f"address {request.client.host if request.client else ''}")
