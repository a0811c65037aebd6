"""National Institute of Industrial Property (CL): Instituto Nacional de Propiedad Industrial (INAPI); Santiago.

Law: Industrial Property Act (LPI, Ley 19.039, text of DFL 3 of 2006) as amended by Ley 21.355, in force 9 May 2022:
Art. 18, 18 bis, 24, 39; general ruling 96/2021 on the renewal of marks, in force 1 April 2021; Civil Code (CC): Art. 48
(periods by number); Ley 19.880: Art. 25 (closed days). Rights are paid in lump sums: the first part at grant, the
second before the first part of the term ends; `number` 1 is that second payment.
Not covered: the option of yearly payments since 2022, whose dates no text at hand gives; supplementary protection; the
payments of patents filed before 1 December 2005, which run fifteen years from grant.
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
    always,
    amount,
    dated,
    day,
    days,
    due,
    expiry,
    grant,
    known,
    legal_filing,
    months,
    n,
    next_in,
    number_is,
    pending,
    percent_per_month,
    registration,
    route,
    when,
    years,
)
from rules.language.expressions import Condition

LPI = Act("LPI", "Ley 19.039 de Propiedad Industrial", "https://www.bcn.cl/leychile/navegar?idNorma=250708")
RULING = Act("General ruling", "Circular of the National Institute", "https://www.inapi.cl/")
REFORM = Act("Ley 21.355", "Ley 21.355", "https://www.bcn.cl/leychile/navegar?idNorma=1161932")

# Ley 19.880 Art. 25: an end on a Saturday, Sunday or holiday passes to the next working day.
calendar = Calendar(zone="America/Santiago", holidays=(Holidays("CL"),))

CHECKED = Checked.day("2026-11-22", "2027-05-31")
CHECKED_MARK = Checked.day("2026-11-22", "2027-11-30")
GRANT_NEEDED = Text(
    "cl.grant_needed",
    "nothing is paid while the application is pending; a grant after the first part of the term settles both payments",
)
YEARLY_OPTION = Text(
    "cl.yearly_option",
    "Since 2022 the owner may pay yearly instead of in lump sums. Those dates are not computed: enter them by hand.",
)
OLD_LAW = Text(
    "cl.old_law",
    "A patent filed before 1 December 2005 runs fifteen years from grant; its payments aren't computed: ask an agent.",
)
EXTENSION_OF_2022 = Text(
    "cl.extension_of_2022",
    "A design filed before 9 May 2022 has ten years; one in force on that day can be prolonged by five with a payment.",
)
SECOND_PART = Text("cl.second_part", "Payment for the second part of the term")

granted = known(grant) | ~pending
late_period = (Late(due + months(6), percent_per_month(20), LPI("Art. 18 bis")),)
yearly_option = Caution(YEARLY_OPTION, cite=REFORM("Art. 1"))


def _second_part(after: int, applies: Condition) -> tuple[Duty, Covered]:
    """Art. 18: the payment before the first part of the term ends, and what the payment at grant covers."""
    second = legal_filing + years(after)
    settled_at_grant = known(grant) & (grant >= second)
    payment = Duty(
        "annuity",
        title=SECOND_PART,
        numbers=Numbers(1, 1),
        applies=applies & granted & ~settled_at_grant,
        due=second,
        late=late_period,
        covers=Covered(second, expiry),
        cite=(LPI("Art. 18"), LPI("Art. 18 bis")),
    )
    first_part = when(settled_at_grant, expiry, otherwise=second - days(1))
    return payment, Covered(legal_filing, first_part, "prepaid", LPI("Art. 18"), applies)


# Art. 39: twenty years from filing; fifteen from grant for what was filed before 1 December 2005.
of_2005 = legal_filing >= day("2005-12-01")
second_decade, first_decade = _second_part(10, of_2005)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(
        when(of_2005, legal_filing + years(20), otherwise=grant + years(15)), LPI("Art. 39"), awaits=GRANT_NEEDED
    ),
    duties=(second_decade,),
    spans=(first_decade,),
    awaits=(Await("grant", GRANT_NEEDED, ~known(grant)),),
    cautions=(yearly_option, Caution(OLD_LAW, ~of_2005, LPI("Art. 39"))),
)

second_five_years, first_five_years = _second_part(5, always)
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), LPI("Art. 18")),
    duties=(second_five_years,),
    spans=(first_five_years,),
    awaits=(Await("grant", GRANT_NEEDED, ~known(grant)),),
    cautions=(yearly_option,),
)

# Since 9 May 2022 fifteen years from filing, paid by five; ten before, and five more for what was in force that day.
of_2022 = legal_filing >= day("2022-05-09")
five_years_end = legal_filing + years(5 * n)
in_force_in_2022 = ~of_2022 & (legal_filing + years(10) >= day("2022-05-09"))
five_year_payment = Duty(
    "renewal",
    numbers=Numbers(1, 2),
    applies=of_2022 | number_is(1) | in_force_in_2022,
    due=five_years_end,
    late=late_period,
    covers=Covered(due + days(1), next_in(five_years_end)),
    alternatives=(Alternative(EXTENSION_OF_2022, when=~of_2022 & number_is(2)),),
    cite=(LPI("Art. 18"), LPI("Art. 18 bis")),
)
settled_at_registration = replace(
    five_year_payment,
    applies=five_year_payment.applies & known(registration) & (due < registration),
    free_until=registration,
    late=(),
)
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(
        legal_filing + dated(legal_filing, years(10), ("2022-05-09", years(15)), cite=REFORM("Art. 1")),
        LPI("Art. 18"),
        alternatives=(Alternative(EXTENSION_OF_2022, {"due": legal_filing + years(15)}, in_force_in_2022),),
    ),
    duties=(settled_at_registration, five_year_payment),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", LPI("Art. 18")),),
    cautions=(yearly_option,),
)

# Art. 24: ten years from registration. Half a year before and after since 1 April 2021; until then any time before and
# thirty days after.
international = route("madrid")
decade_ends = registration + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=late_period,
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(LPI("Art. 24"), LPI("Art. 18 bis")),
)
renewal_until_2021 = replace(
    renewal,
    applies=~international & (due < day("2021-04-01")),
    opens=None,
    late=(Late(due + days(30), amount, LPI("Art. 24")),),
    cite=(LPI("Art. 24"), RULING("96/2021")),
)
trademark = Right(
    "trademark",
    checked=CHECKED_MARK,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_until_2021, renewal),
    spans=(Covered(registration, registration + years(10), "prepaid", LPI("Art. 24"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="CL",
    name="National Institute of Industrial Property",
    local_name="Instituto Nacional de Propiedad Industrial",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.bcn.cl/leychile/", "https://www.inapi.cl/"),
)
