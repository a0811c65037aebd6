"""National Institute of Industrial Property (AR): Instituto Nacional de la Propiedad Industrial (INPI); Buenos Aires.

Law: Patents and Utility Models Act (LPat, Ley 24.481, text of Decreto 260/1996): Art. 35, 54, 62; tariff (Decreto
878/2006); Models and Designs Decree-Law (DLM, 6673/63): Art. 7, 11; Trade Mark Act (LM, Ley 22.362): Art. 5, 20, 26
with Decreto 242/2019 and resolution INPI P-123/2019; Civil and Commercial Code (CCyC): Art. 6. Argentina is
outside the PCT and the systems of Madrid and The Hague.
The Patents Act leaves the due days of annuities to the tariff and fixes only the 180 days of late period: the
anniversary of filing computed here is the agents' reckoning and arguable throughout. The fees of the years before grant
are collected with it, on a day that no text names: enter them by hand.
Not covered: patents filed before 1995, all expired; excuse by force majeure (LPat Art. 62).
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
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
    day,
    days,
    due,
    given,
    grant,
    known,
    legal_filing,
    months,
    n,
    next_in,
    pending,
    registration,
    years,
)

LPAT = Act("LPat", "Ley 24.481", "https://servicios.infoleg.gob.ar/infolegInternet/anexos/35000-39999/35001/texact.htm")
DLM = Act("DLM", "Decreto-Ley 6673/63", "https://servicios.infoleg.gob.ar/infolegInternet/verNorma.do?id=20142")
LM = Act("LM", "Ley 22.362", "https://servicios.infoleg.gob.ar/infolegInternet/anexos/15000-19999/18803/texact.htm")
P123 = Act("Resolution INPI", "Resolution of the President of INPI", "https://www.argentina.gob.ar/inpi/marcas")
D242 = Act("Decreto 242/2019", "Regulation of Ley 22.362", "https://www.argentina.gob.ar/inpi/marcas")

# Bridge days and moved holidays are decreed for each year. Administrative acts happen on working days (Ley 19.549).
calendar = Calendar(zone="America/Argentina/Buenos_Aires", holidays=(Holidays("AR"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-02-28")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-11-30")
CHECKED_MARK = Checked.day("2026-11-22", "2027-05-31")
GRANT_NEEDED = Text("ar.grant_needed", "nothing is paid while the application is pending; annual fees run from grant")
DUE_DAY_OPEN = Text(
    "ar.due_day_open",
    "The Act leaves the due day of annuities to the tariff; agents reckon the filing anniversary, and differ on the "
    "first year charged. Confirm with a local agent.",
)
PERHAPS_BEFORE_GRANT = Text(
    "ar.perhaps_before_grant",
    "The day of grant isn't known: fees of anniversaries before it were collected with the grant.",
)
ARREARS = Text(
    "ar.arrears",
    "The annual fees of the years between filing and grant are collected once the patent is granted, on a day that no "
    "text names: ask the agent at grant, pay within 30 days to be safe, and enter the deadline by hand.",
)
FOREIGN_DEPOSIT = Text(
    "ar.foreign_deposit", "A design that claims a foreign deposit cannot outlive it; check when that one ends."
)
USE_WITH_RENEWAL = Text(
    "ar.use_with_renewal", "A renewal carries a sworn statement of use in the last five years of the term."
)
LATE_STATEMENT = Text(
    "ar.late_statement",
    "A mid-term statement of use can be filed late for a fee per year; until then non-use is presumed and the renewal "
    "is not processed.",
)
MIDTERM = Text("ar.midterm_statement", "Mid-term sworn statement of use {number}")

# LPat Art. 62(c): lapse 180 days after the day that the tariff fixes; calendar days, the shorter reckoning.
year_begins = legal_filing + years(n - 1)
grant_unknown = ~pending & ~known(grant)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=grant_unknown | (year_begins >= grant),
    due=year_begins,
    late=(Late(due + days(180), amount, LPAT("Art. 62(c)")),),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(Alternative(DUE_DAY_OPEN), Alternative(PERHAPS_BEFORE_GRANT, when=grant_unknown)),
    cite=LPAT("Art. 62(c)"),
    awaits=GRANT_NEEDED,
)
paid_at_grant = (
    Covered(
        legal_filing,
        anniversary_after(legal_filing, grant, strictly=False) - days(1),
        "prepaid",
        LPAT("Art. 62(c)"),
        known(grant),
    ),
)
await_grant = (Await("grant", GRANT_NEEDED, ~known(grant)),)
arrears = (Caution(ARREARS, cite=LPAT("Art. 62(c)")),)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(20), LPAT("Art. 35")),
    duties=(annuity,),
    spans=paid_at_grant,
    awaits=await_grant,
    cautions=arrears,
)
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(10), LPAT("Art. 54")),
    duties=(replace(annuity, numbers=Numbers(2, 10)),),
    spans=paid_at_grant,
    awaits=await_grant,
    cautions=arrears,
)

# DLM Art. 7, 11 (as replaced by Ley 27.444): five years from deposit, twice prolonged.
five_years_end = legal_filing + years(5 * n)
prolongation = Duty(
    "renewal",
    numbers=Numbers(1, 2),
    due=five_years_end,
    opens=due - months(6),
    late=(Late(due + months(6), amount, DLM("Art. 11")),),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=(DLM("Art. 7"), DLM("Art. 11")),
)
design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(15), DLM("Art. 7")),
    duties=(prolongation,),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", DLM("Art. 7")),),
    cautions=(Caution(FOREIGN_DEPOSIT, given("priority"), DLM("Art. 7")),),
)

# LM Art. 5: ten years from grant, each next term from the end of the one before. Art. 26: use is declared between the
# fifth and the end of the sixth year of each term that began since 12 January 2013; late, but without a last day.
term_begins = registration + years(10 * n - 10)
decade_ends = registration + years(10 * n)
midterm_statement = Duty(
    "declaration_of_use",
    title=MIDTERM,
    numbers=Numbers(1),
    applies=term_begins >= day("2013-01-12"),
    due=term_begins + years(6),
    opens=term_begins + years(5),
    cite=(LM("Art. 26"), P123("P-123/2019")),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), amount, D242("Art. 5")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(LM("Art. 5"), D242("Art. 5")),
)
trademark = Right(
    "trademark",
    checked=CHECKED_MARK,
    routes=("direct", "divisional"),
    duties=(midterm_statement, renewal),
    spans=(Covered(registration, registration + years(10), "prepaid", LM("Art. 5")),),
    cautions=(
        Caution(USE_WITH_RENEWAL, cite=LM("Art. 20")),
        Caution(LATE_STATEMENT, cite=LM("Art. 26")),
    ),
)

jurisdiction = Jurisdiction(
    code="AR",
    name="National Institute of Industrial Property",
    local_name="Instituto Nacional de la Propiedad Industrial",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.infoleg.gob.ar/", "https://www.argentina.gob.ar/inpi"),
)
