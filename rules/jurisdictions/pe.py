"""National Institute for the Defence of Competition and Protection of Intellectual Property (PE): INDECOPI; Lima.

Instituto Nacional de Defensa de la Competencia y de la Protección de la Propiedad Intelectual.

Law: Andean Community, Decision 486 (D486): Art. 50, 80, 84 (patents, utility models), 128 (designs), 152, 153 (marks);
Legislative Decree 1075 (DL 1075): Art. 61; Civil Code: Art. 183 (counting); TUO Ley 27444 (closed days). Annuities are
paid while pending and after, from the first anniversary since September 2010, from the third before.
Art. 80 counts the six months of late period from the start of the annual period: computed from the filing anniversary,
the safe reading; from the month end they would end later. Peru is outside the systems of Madrid and The Hague.
Not covered: adjustment of the term for unreasonable delay (DL 1075 Art. 32-35).
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    Act,
    Alternative,
    Caution,
    Checked,
    Covered,
    Duty,
    Jurisdiction,
    Late,
    Numbers,
    Restoration,
    Right,
    Term,
    Text,
    amount,
    anniversary_after,
    day,
    days,
    due,
    earlier_of,
    end_of_month,
    expiry,
    legal_filing,
    months,
    n,
    next_in,
    registration,
    years,
)

D486 = Act("Decision 486", "Decision 486 of the Andean Community", "https://www.comunidadandina.org/")
DL1075 = Act("DL 1075", "Decreto Legislativo 1075", "https://www.indecopi.gob.pe/")

# TUO Ley 27444: an end on a closed day passes to the next working day. Days off of the public sector come by decree.
calendar = Calendar(zone="America/Lima", holidays=(Holidays("PE"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
CHECKED_MARK = Checked.day("2026-11-22", "2027-11-30")
FROM_THE_MONTH_END = Text(
    "pe.from_the_month_end",
    "The six months of late period may also count from the due day, the end of the month of filing.",
)
FEES_POSSIBLE = Text(
    "pe.fees_possible",
    "Decision 486 would allow an annual fee for utility models; none is charged by report. Check the tariff.",
)

# Art. 80: in advance, on the last day of the month of filing.
year_begins = legal_filing + years(n - 1)
first_paid = earlier_of(legal_filing + years(3), anniversary_after(legal_filing, day("2010-09-01"), strictly=False))
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=year_begins >= first_paid,
    due=end_of_month(year_begins),
    late=(Late(year_begins + months(6), amount, D486("Art. 80")),),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(
        Alternative(FROM_THE_MONTH_END, {"grace_ends": due + months(6)}, year_begins + months(6) < due + months(6)),
    ),
    cite=D486("Art. 80"),
)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), D486("Art. 50")),
    duties=(annuity,),
    spans=(Covered(legal_filing, first_paid - days(1), "free", D486("Art. 80")),),
)
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), D486("Art. 84")),
    spans=(Covered(legal_filing, expiry, "free", D486("Art. 84")),),
    cautions=(Caution(FEES_POSSIBLE, cite=D486("Art. 85")),),
)
design = Right(
    "design",
    checked=CHECKED_MARK,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(10), D486("Art. 128")),
    spans=(Covered(legal_filing, expiry, "free", D486("Art. 128")),),
)

# Art. 152, 153: ten years from grant, half a year before and after; nothing is admitted later (DL 1075 Art. 61).
decade_ends = registration + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), amount, D486("Art. 153")),),
    restoration=Restoration("none", DL1075("Art. 61")),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(D486("Art. 152"), D486("Art. 153")),
)
trademark = Right(
    "trademark",
    checked=CHECKED_MARK,
    routes=("direct", "divisional"),
    duties=(renewal,),
    spans=(Covered(registration, registration + years(10), "prepaid", D486("Art. 152")),),
)

jurisdiction = Jurisdiction(
    code="PE",
    name="National Institute for the Defence of Competition and Protection of Intellectual Property",
    local_name="Instituto Nacional de Defensa de la Competencia y de la Protección de la Propiedad Intelectual",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.comunidadandina.org/", "https://www.indecopi.gob.pe/"),
)
