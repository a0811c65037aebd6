"""Where a right stands: granted by now, or validated from a European patent whose first years went to its Office."""

from rules.language.choices import When, mention
from rules.language.conditions import in_force, known, pending, route
from rules.language.counting import anniversary_after
from rules.language.events import as_of, legal_filing
from rules.language.expressions import Condition, DateExpression
from rules.texts import Text


def by_now(granted: DateExpression) -> When:
    """The day of grant, or for a right in force without it the day of computation: it was granted by then.

    For comparisons only: a year that begins later is certain to begin after the grant.
    """
    return When(in_force & ~known(granted), as_of, granted)


MENTION_NEEDED = Text(
    "epc.mention_needed",
    "the patent years up to the one in which the mention of grant is published were paid to the European Patent Office",
)
PERHAPS_PAID = Text(
    "epc.perhaps_paid",
    "The fee of a patent year that began before the mention of grant was owed to the European Patent Office; here the "
    "day of the mention isn't known, or it is the very day on which the year began.",
)

# EPC Art. 86(2), 141(1): the years up to the one in which the mention of grant is published are paid to the European
# Patent Office, the following ones to the national offices. A mention on an anniversary belongs to the year before.
validated = route("ep")
mention_unknown = validated & ~pending & ~known(mention)
year_after_mention = anniversary_after(legal_filing, mention, strictly=False)


def owed_nationally(year_begins: DateExpression) -> Condition:
    """The fee of the year that begins then is owed to the national office; without the mention every year may be."""
    return ~validated | mention_unknown | (year_begins >= mention)


def perhaps_paid(year_begins: DateExpression) -> Condition:
    """The fee of that year may have been the European Patent Office's: the mention isn't known, or is that very day."""
    return validated & (mention_unknown | (year_begins <= mention))
