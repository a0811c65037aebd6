"""The small language in which the rule modules are written: dates that evaluate and explain themselves.

An office's module imports everything it needs from here and from `rules.calendars`:

    due = end_of_month(filing + years(n - 1))

is a value. `n` is the number of the deadline, `filing` a date of the case. Evaluating it for a case gives a day; the
steps on the way are its derivation; its description stands on the office's reference page.
"""

from rules.cites import Act, Cite
from rules.language.blocks import (
    RENEWED_AT_WIPO,
    Alternative,
    Attribute,
    Await,
    Caution,
    Checked,
    Covered,
    Duty,
    Jurisdiction,
    Late,
    Numbers,
    Refusal,
    Restoration,
    Right,
    Term,
)
from rules.language.choices import (
    chain,
    derived,
    earlier_of,
    earliest_given,
    first_given,
    later_of,
    mention,
    next_in,
    one_before,
    when,
)
from rules.language.conditions import (
    always,
    attribute,
    given,
    in_force,
    includes_other,
    known,
    number_is,
    pending,
    right_is,
    route,
    within_term,
)
from rules.language.counting import (
    anniversary_after,
    beginning_with,
    calendar_day,
    end_of_month,
    following,
    same_day,
    working_days_before,
)
from rules.language.events import (
    allowance,
    as_of,
    attribute_date,
    basic_design_filing,
    day,
    due,
    due_effective,
    ep_grant,
    expiry,
    extension_filing,
    filing,
    grace,
    grace_effective,
    grant,
    ir,
    legal_filing,
    national_entry,
    on_time,
    original_grant,
    parent_filing,
    previous,
    principal_filing,
    priority,
    publication,
    registration,
    release,
    validation,
)
from rules.language.expressions import Condition, DateExpression
from rules.language.facts import Facts, Missing
from rules.language.laws import dated
from rules.language.numbering import WIPO_DAS, WIPO_HANDBOOK, CheckDigit, NumberFormat
from rules.language.numbers import attribute_number, n, pick
from rules.language.periods import days, hijri_months, hijri_years, months, years
from rules.language.standing import (
    MENTION_NEEDED,
    PERHAPS_PAID,
    by_now,
    mention_unknown,
    owed_nationally,
    perhaps_paid,
    validated,
    year_after_mention,
)
from rules.language.surcharges import amount, fixed, free, monthly, percent, percent_per_month
from rules.texts import Text

__all__ = [name for name in dir() if not name.startswith("_")]
