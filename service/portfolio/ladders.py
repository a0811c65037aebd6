"""Stand-in."""

from typing import Any


def choose(ladders: Any, case: Any, deadline: Any) -> Any:
    return next(iter(ladders), None)
