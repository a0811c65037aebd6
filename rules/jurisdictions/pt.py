"""Portuguese Institute of Industrial Property (PT): Instituto Nacional da Propriedade Industrial (INPI); Lisbon.

Law: Industrial Property Code of 2018 (CPI, decree-law 110/2018, in force 1 July 2019): Art. 100, 247, 367-370; Code of
2003 (CPI 2003, decree-law 36/2003): Art. 142, 201 (terms taken over in 2018), 348, 349; Civil Code (CC): Art. 279;
European Patent Convention (EPC): Art. 141. Annuities fall due on the anniversary itself, pending or granted.
Years 3 and 4 carry a fee of zero; whether they must still be notified is open, so that a reminder is given for them.
Revalidation (Art. 370 CPI) is had within a year of the publication of the lapse, a day that only the Bulletin gives.
Not covered: supplementary protection certificates, rights whose term a court or an old law starts on another day than
the filing, conversion of European applications.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, yearly
from rules.language import (
    MENTION_NEEDED,
    PERHAPS_PAID,
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
    Restoration,
    Right,
    Term,
    Text,
    anniversary_after,
    as_of,
    day,
    days,
    due,
    expiry,
    filing,
    first_given,
    grant,
    ir,
    known,
    later_of,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    next_in,
    percent,
    pick,
    registration,
    route,
    validated,
    validation,
    when,
    year_after_mention,
    years,
)

CPI = Act(
    "CPI",
    "Código da Propriedade Industrial (decree-law 110/2018)",
    "https://diariodarepublica.pt/dr/detalhe/decreto-lei/110-2018-117279933",
)
CPI2003 = Act("CPI 2003", "Código da Propriedade Industrial (decree-law 36/2003)")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# CC Art. 279(e): an end on a closed day passes to the next open one. 13 June is the city's day; the days off that the
# government may grant at Carnival and Christmas are left out, which errs on the early side.
calendar = Calendar(zone="Europe/Lisbon", holidays=(Holidays("PT"),), closed=(yearly("06-13"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-05-31")
ZERO_FEE = Text("pt.zero_fee", "Renewal notice for year {number} (fee of zero)")
PERHAPS_NO_ACT = Text(
    "pt.perhaps_no_act",
    "The fee of this year is zero; by one source the renewal must still be notified, by others nothing need be done.",
)
VALIDATION_NEEDED = Text(
    "pt.validation_needed",
    "the first annuity after validation is without surcharge for three months; without the day of validation they are "
    "not counted",
)
FELL_BEFORE_VALIDATION = Text(
    "pt.fell_before_validation",
    "This fee fell due between grant and validation. Article 368(3) can be read as giving it three months from the "
    "first anniversary after validation, or as speaking of the next one.",
)
EXTENSION = Text("pt.extension", "Extension {number} of the utility model by two years")
PENDING_IN_2019 = Text(
    "pt.pending_in_2019",
    "The application was pending when the Code of 2018 came into force: its ten years may run from filing or from "
    "grant. Renewing by the earlier day is safe under both.",
)

# CPI Art. 368, 369: from six months before the anniversary to six months after it, with half the fee more.
late_period = (Late(due + months(6), percent(50), CPI("Art. 369")),)
revalidation = Restoration("as_of_right", CPI("Art. 370"))

year_begins = legal_filing + years(n - 1)
perhaps_paid = Alternative(PERHAPS_PAID, when=validated & (mention_unknown | (year_begins <= mention)))
annuity = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=~validated | mention_unknown | (year_begins >= mention),
    due=year_begins,
    opens=due - months(6),
    late=late_period,
    restoration=revalidation,
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(perhaps_paid,),
    cite=CPI("Art. 368"),
    awaits=MENTION_NEEDED,
)
zero_fee = replace(
    annuity,
    title=ZERO_FEE,
    numbers=Numbers(3, 4),
    alternatives=(Alternative(PERHAPS_NO_ACT),),
)

# Art. 141(2) EPC: what falls due within two months after the mention is on time until those end. CPI Art. 368(3): the
# first annuity after validation is without surcharge until three months after the anniversary that follows it.
first_here = validated & known(mention) & (year_begins >= mention) & (legal_filing + years(n - 2) < mention)
after_validation = anniversary_after(legal_filing, validation, strictly=False) + months(3)
first_after_validation = replace(
    annuity,
    numbers=Numbers(3, 20),
    applies=first_here & known(validation) & (year_begins >= validation),
    free_until=after_validation,
    cite=(CPI("Art. 368(3)"), EPC("Art. 141(2)")),
)
soon_after_mention = replace(
    annuity,
    numbers=Numbers(3, 20),
    applies=first_here & ((due < mention + months(2)) | known(validation)),
    free_until=later_of(due, mention + months(2)),
    alternatives=(
        perhaps_paid,
        Alternative(FELL_BEFORE_VALIDATION, {"due_effective": after_validation}, known(validation)),
    ),
    cite=(CPI("Art. 368"), EPC("Art. 141(2)")),
)

third_year = legal_filing + years(2)
first_year_here = later_of(year_after_mention, third_year)
first_fee_still_open = year_after_mention + months(6) >= as_of
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), CPI("Art. 100")),
    duties=(first_after_validation, soon_after_mention, zero_fee, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(legal_filing, third_year - days(1), "prepaid", CPI("Art. 368"), ~validated | mention_unknown),
    ),
    awaits=(
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
        Await("validation", VALIDATION_NEEDED, validated & first_fee_still_open),
    ),
)

# CPI 2003 Art. 142: six years, twice extended by two on request; the annuities run beside, so these cover no time.
extension = Duty(
    "renewal",
    title=EXTENSION,
    numbers=Numbers(1, 2),
    due=legal_filing + years(pick(6, 8)),
    opens=due - months(6),
    late=late_period,
    restoration=revalidation,
    cite=(CPI2003("Art. 142"), CPI("Art. 368")),
)
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), CPI2003("Art. 142")),
    duties=(zero_fee, replace(annuity, numbers=Numbers(5, 10)), extension),
    spans=(Covered(legal_filing, third_year - days(1), "prepaid", CPI("Art. 368")),),
)

# CPI 2003 Art. 201: five years from filing, renewed by five up to 25; the first five are in the application.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    opens=due - months(6),
    late=late_period,
    restoration=revalidation,
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=(CPI2003("Art. 201"), CPI("Art. 368")),
)
design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), CPI2003("Art. 201")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", CPI2003("Art. 201"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# CPI Art. 247: ten years from filing for applications since 1 July 2019; CPI 2003 Art. 348(3): from grant before. Each
# further term follows the one before, so that an old mark keeps its anniversary.
granted = first_given(registration, grant, registration)
of_2018 = legal_filing >= day("2019-07-01")
pending_in_2019 = ~of_2018 & (granted >= day("2019-07-01"))
term_start = when(of_2018, legal_filing, otherwise=granted)
decade_ends = term_start + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=late_period,
    restoration=revalidation,
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(CPI("Art. 247"), CPI2003("Art. 348(3)")),
)
by_filing = legal_filing + years(10 * n)
renewal_of_mark_pending_in_2019 = replace(
    renewal,
    applies=~international & pending_in_2019,
    opens=by_filing - months(6),
    safe=by_filing,
    alternatives=(Alternative(PENDING_IN_2019, {"due": by_filing, "grace_ends": by_filing + months(6)}),),
)
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_of_mark_pending_in_2019, renewal),
    spans=(Covered(term_start, next_in(decade_ends), "prepaid", CPI("Art. 247"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="PT",
    name="Portuguese Institute of Industrial Property",
    local_name="Instituto Nacional da Propriedade Industrial",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://diariodarepublica.pt/", "https://inpi.justica.gov.pt/"),
)
