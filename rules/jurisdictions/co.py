"""Superintendence of Industry and Commerce (CO): Superintendencia de Industria y Comercio (SIC); Bogotá.

Law: Andean Community, Decision 486 (D486): Art. 50, 80, 84 (patents), 85 (utility models), 128 (designs), 152, 153
(marks); the Superintendence's Circular Única, title X; Ley 4 of 1913: Art. 59, 62 (counting). Annuities are paid from
grant on, without the years before it.
Art. 80 counts the six months of late period from the start of the annual period: computed from the filing anniversary,
the safe reading; from the month end they would end later.
Not covered: compensation for delays of the Office; suspensions of terms by resolution (enter them as closures).
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Alternative,
    Await,
    Caution,
    Checked,
    Covered,
    Duty,
    Jurisdiction,
    Late,
    Numbers,
    Right,
    Term,
    Text,
    amount,
    anniversary_after,
    days,
    due,
    end_of_month,
    expiry,
    grant,
    known,
    legal_filing,
    months,
    n,
    next_in,
    pending,
    registration,
    route,
    years,
)

D486 = Act("Decision 486", "Decision 486 of the Andean Community", "https://www.comunidadandina.org/")
CIRCULAR = Act("Circular Única", "Circular Única of the SIC", "https://www.sic.gov.co/")

# Ley 4 of 1913 Art. 62: an end on a closed day passes to the next working day; Mondays by the law of 1983 are listed.
calendar = Calendar(zone="America/Bogota", holidays=(Holidays("CO"),))

CHECKED = Checked.day("2026-11-22", "2027-05-31")
CHECKED_MARK = Checked.day("2026-11-22", "2027-11-30")
GRANT_NEEDED = Text(
    "co.grant_needed", "nothing is paid while the application is pending; annuities run from grant, without past years"
)
FROM_THE_MONTH_END = Text(
    "co.from_the_month_end",
    "The six months of late period may also count from the due day, the end of the month of filing.",
)
PERHAPS_BEFORE_GRANT = Text(
    "co.perhaps_before_grant", "The day of grant isn't known: nothing was owed for due days before it."
)

# Art. 80: the last day of the month of filing, in advance, first on or after the grant.
year_begins = legal_filing + years(n - 1)
grant_unknown = ~pending & ~known(grant)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=grant_unknown | (due >= grant),
    due=end_of_month(year_begins),
    late=(Late(year_begins + months(6), amount, D486("Art. 80")),),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(
        Alternative(FROM_THE_MONTH_END, {"grace_ends": due + months(6)}, year_begins + months(6) < due + months(6)),
        Alternative(PERHAPS_BEFORE_GRANT, when=grant_unknown),
    ),
    cite=(D486("Art. 80"), CIRCULAR("title X")),
    awaits=GRANT_NEEDED,
)
# The first anniversary whose month doesn't end before the grant.
first_of_month_of_grant = end_of_month(grant - months(1)) + days(1)
first_paid = anniversary_after(legal_filing, first_of_month_of_grant, strictly=False)
before_grant = Covered(legal_filing, first_paid - days(1), "free", D486("Art. 80"), known(grant))
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), D486("Art. 50")),
    duties=(annuity,),
    spans=(before_grant,),
    awaits=(Await("grant", GRANT_NEEDED, ~known(grant)),),
)
# Art. 84, 85: ten years, with the annuities of patents.
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), D486("Art. 84")),
    duties=(replace(annuity, numbers=Numbers(2, 10), cite=(D486("Art. 80, 85"), CIRCULAR("title X"))),),
    spans=(before_grant,),
    awaits=(Await("grant", GRANT_NEEDED, ~known(grant)),),
)

design = Right(
    "design",
    checked=CHECKED_MARK,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(10), D486("Art. 128")),
    spans=(Covered(legal_filing, expiry, "free", D486("Art. 128")),),
)

# Art. 152, 153: ten years from grant, half a year before and after; the mark stays in force meanwhile.
international = route("madrid")
decade_ends = registration + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), amount, D486("Art. 153")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(D486("Art. 152"), D486("Art. 153")),
)
trademark = Right(
    "trademark",
    checked=CHECKED_MARK,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(registration, registration + years(10), "prepaid", D486("Art. 152"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="CO",
    name="Superintendence of Industry and Commerce",
    local_name="Superintendencia de Industria y Comercio",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.comunidadandina.org/", "https://www.sic.gov.co/"),
)
