"""State Office for Inventions and Trademarks (RO): Oficiul de Stat pentru Invenții și Mărci (OSIM), Bucharest.

Law: Law 64/1991 on patents; Law 611/2002 on accession to the European Patent Convention (AccL) Art. 8; Government
Ordinance 41/1998 on fees (GO) annex 1; Law 350/2007 on utility models; Law 129/1992 on designs; Law 84/1998 on marks,
amended by Law 112/2020; Code of Civil Procedure (CPC) Art. 181. Fees of a patent are owed from grant on, for the years
from the third. Romania takes part in the unitary patent for effects registered since 1 September 2024.
Not covered: revalidation after a lapse (asked for within six months of its publication), supplementary protection
certificates.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
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
    amount,
    days,
    due,
    expiry,
    filing,
    first_given,
    given,
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
    pending,
    percent,
    pick,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

L64 = Act("Law 64/1991", "Legea nr. 64/1991 privind brevetele de invenție")
ACCL = Act("AccL", "Legea nr. 611/2002 privind aderarea României la Convenția brevetului european")
GO = Act(
    "GO 41/1998", "Ordonanța Guvernului nr. 41/1998 privind taxele în domeniul protecției proprietății industriale"
)
L350 = Act("Law 350/2007", "Legea nr. 350/2007 privind modelele de utilitate")
L129 = Act("Law 129/1992", "Legea nr. 129/1992 privind protecția desenelor și modelelor")
L84 = Act("Law 84/1998", "Legea nr. 84/1998 privind mărcile și indicațiile geografice")

# Orthodox Easter; the Government adds bridging days by decision from year to year.
calendar = Calendar(zone="Europe/Bucharest", holidays=(Holidays("RO"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
MAINTENANCE_FEE = Text("ro.maintenance_fee", "Maintenance fee for the second five years of the certificate")
GRANT_NEEDED = Text("ro.grant_needed", "the fees of years begun before the grant are due four months after it")
CATCHING_UP = Text(
    "ro.catching_up",
    "That fees of years begun before the grant are due four months after its announcement, with the fee for grant, was "
    "not read in the Ordinance; go by the Office's notice if it names an earlier day.",
)
PERHAPS_AT_GRANT = Text(
    "ro.perhaps_at_grant",
    "The day of the grant isn't known; the fee of a year that began before it was due with the fee for grant.",
)

# Each year from the third is paid by the anniversary on which it begins, at most four years ahead.
year_begins = legal_filing + years(n - 1)
grant_unknown = ~validated & ~pending & ~given("grant")
annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=~validated & (grant_unknown | (year_begins > grant)),
    due=year_begins,
    opens=later_of(due - years(4), legal_filing),
    late=(Late(due + months(6), percent(50), GO("annex 1")),),
    restoration=Restoration("due_care", L64("revalidation")),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(Alternative(PERHAPS_AT_GRANT, when=grant_unknown),),
    awaits=GRANT_NEEDED,
    cite=GO("annex 1"),
)
years_begun_at_grant = replace(
    annuity,
    applies=~validated & given("grant") & (year_begins <= grant),
    due=grant + months(4),
    opens=grant,
    alternatives=(Alternative(CATCHING_UP),),
)
# AccL Art. 8: a European patent pays for the years after the one of the mention of grant; what falls due within three
# months of it is on time until they end.
european_annuity = replace(
    annuity,
    applies=validated & (mention_unknown | (year_begins >= mention)),
    free_until=when(known(mention), later_of(due, mention + months(3)), otherwise=due),
    alternatives=(Alternative(PERHAPS_PAID, when=mention_unknown | (year_begins <= mention)),),
    awaits=MENTION_NEEDED,
    cite=(ACCL("Art. 8"), GO("annex 1")),
)
first_year_here = later_of(year_after_mention, legal_filing + years(2))

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), L64("term of a patent")),
    duties=(years_begun_at_grant, annuity, european_annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", ACCL("Art. 8"), validated),
        Covered(legal_filing, legal_filing + years(2) - days(1), "free", GO("annex 1"), ~validated),
    ),
    awaits=(
        Await("grant", GRANT_NEEDED, ~validated & ~given("grant")),
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
    ),
)

# Six years from filing, renewed twice by two.
period_ends = legal_filing + years(pick(6, 8, 10))
utility_model_renewal = Duty(
    "annuity",
    numbers=Numbers(1, 2),
    due=period_ends,
    late=(Late(due + months(6), amount, GO("annex 1")),),
    covers=Covered(due + days(1), next_in(period_ends)),
    cite=L350("term and renewal"),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), L350("term and renewal")),
    duties=(utility_model_renewal,),
    spans=(Covered(legal_filing, legal_filing + years(6), "prepaid", L350("term and renewal")),),
)

# A certificate runs ten years from filing, with a fee for each five of them, and is renewed three times by five.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(2, 4),
    applies=~international,
    due=five_years_end,
    late=(Late(due + months(6), amount, GO("annex 1")),),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=L129("term and renewal"),
)
maintenance_fee = replace(
    design_renewal, title=MAINTENANCE_FEE, numbers=Numbers(1, 1), cite=(L129("term and renewal"), GO("annex 1"))
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), L129("term and renewal")),
    duties=(maintenance_fee, design_renewal),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", L129("term and renewal"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Ten years from filing; six months before (practice long said three) and six months after, at half as much again.
decade_ends = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), percent(50), L84("term and renewal")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=L84("term and renewal"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", L84("term and renewal"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="RO",
    name="State Office for Inventions and Trademarks",
    local_name="Oficiul de Stat pentru Invenții și Mărci",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://osim.ro/", "https://www.epo.org/en/legal/national-law/2024/via/ro.htm"),
)
