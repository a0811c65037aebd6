"""Which of several rules holds: the most specific of those that fit.

A rule fits a case when each criterion that it names is met; what is null fits everything. More criteria go before
fewer; among as many, the one that names the earlier criterion in the order given. Since no two rules in force name
the same values, there are no ties.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

Rule = TypeVar("Rule")


def most_specific(rules: Iterable[Rule], criteria: Sequence[str], facts: Mapping[str, Any]) -> Rule | None:
    """The rule that holds for these facts; None where none fits."""
    fitting = [rule for rule in rules if _fits(rule, criteria, facts)]
    return max(fitting, key=lambda rule: _weight(rule, criteria), default=None)


def _fits(rule: object, criteria: Sequence[str], facts: Mapping[str, Any]) -> bool:
    return all(getattr(rule, name) in (None, facts[name]) for name in criteria)


def _weight(rule: object, criteria: Sequence[str]) -> tuple[int, list[bool]]:
    named = [getattr(rule, name) is not None for name in criteria]
    return sum(named), named
