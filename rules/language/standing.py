"""Rights in force whose date of grant isn't given: what can be said of them all the same."""

from rules.language.choices import When
from rules.language.conditions import in_force, known
from rules.language.events import as_of
from rules.language.expressions import DateExpression


def by_now(granted: DateExpression) -> When:
    """The day of grant, or for a right in force without it the day of computation: it was granted by then.

    For comparisons only: a year that begins later is certain to begin after the grant.
    """
    return When(in_force & ~known(granted), as_of, granted)
