"""Industrial Property Office of the Czech Republic (CZ): Úřad průmyslového vlastnictví (ÚPV), Prague.

Law: Act on Fees for the Maintenance of Patents 173/2002 (FeeAct) s. 5-8; Act on Inventions 527/1990 (PatAct) s. 21;
European Patent Convention (EPC) Art. 141; Act on Utility Models 478/1992 (UMAct) s. 15; Act on Industrial Designs
207/2000 (DesAct) s. 11; Act on Trade Marks 441/2003 (TMAct) s. 29, 29a; Code of Administrative Procedure s. 40.
Here `grant` is the day on which the decision to grant became final. The Office then assesses one first fee for all
years begun so far; each of them is shown with the due day of that payment. The Czech Republic is outside the unitary
patent.
Not covered: fifteen days to complete a partial payment (from the Office's call), supplementary protection certificates.
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
    Right,
    Term,
    Text,
    amount,
    days,
    due,
    given,
    grant,
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
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

FEEACT = Act("FeeAct", "Zákon č. 173/2002 Sb.", "https://www.e-sbirka.cz/sb/2002/173")
PATACT = Act("PatAct", "Zákon č. 527/1990 Sb.", "https://www.e-sbirka.cz/sb/1990/527")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")
UMACT = Act("UMAct", "Zákon č. 478/1992 Sb.", "https://www.e-sbirka.cz/sb/1992/478")
DESACT = Act("DesAct", "Zákon č. 207/2000 Sb.", "https://www.e-sbirka.cz/sb/2000/207")
TMACT = Act("TMAct", "Zákon č. 441/2003 Sb.", "https://www.e-sbirka.cz/sb/2003/441")

# s. 40(1)(c) of the Code: Saturdays, Sundays and holidays.
calendar = Calendar(zone="Europe/Prague", holidays=(Holidays("CZ"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
IN_THE_FIRST_PAYMENT = Text(
    "cz.in_the_first_payment", "Renewal fee for year {number}, in the first payment after grant"
)
EXTENSION = Text("cz.extension", "Extension {number} of 2")
GRANT_NEEDED = Text(
    "cz.grant_needed",
    "the first payment, for all years begun so far, is due three months after the decision to grant became final",
)
PERHAPS_IN_THE_FIRST = Text(
    "cz.perhaps_in_the_first",
    "The day on which the decision to grant became final isn't known; this year may have been paid for in the first "
    "payment, three months after it.",
)

# s. 5: nothing while pending; three months after grant one payment for the years begun by its due day.
first_payment = grant + months(3)
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
late_period = (Late(due + months(6), percent(100), FEEACT("s. 8")),)
grant_unknown = ~validated & ~pending & ~given("grant")
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=~validated & (grant_unknown | (year_begins > first_payment)),
    due=year_begins,
    opens=due - years(1),
    late=late_period,
    covers=patent_year,
    alternatives=(Alternative(PERHAPS_IN_THE_FIRST, when=grant_unknown),),
    awaits=GRANT_NEEDED,
    cite=FEEACT("s. 5"),
)
in_the_first_payment = replace(
    annuity,
    title=IN_THE_FIRST_PAYMENT,
    numbers=Numbers(1, 20),
    applies=~validated & given("grant") & (year_begins <= first_payment),
    due=first_payment,
    opens=grant,
    alternatives=(),
)

# s. 6: the years after the one of the mention of grant; what falls due within two months of it is on time until then.
european_annuity = replace(
    annuity,
    applies=validated & (mention_unknown | (year_begins >= mention)),
    free_until=when(known(mention), later_of(due, mention + months(2)), otherwise=due),
    alternatives=(Alternative(PERHAPS_PAID, when=mention_unknown | (year_begins <= mention)),),
    awaits=MENTION_NEEDED,
    cite=(FEEACT("s. 6"), EPC("Art. 141")),
)
first_year_here = year_after_mention

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), PATACT("s. 21")),
    duties=(in_the_first_payment, annuity, european_annuity),
    spans=(Covered(legal_filing, first_year_here - days(1), "prepaid", FEEACT("s. 6"), validated),),
    awaits=(
        Await("grant", GRANT_NEEDED, ~validated & ~given("grant")),
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
    ),
)

# s. 15: four years from filing, or from the patent application it was branched off, twice three years more on request
# in the last year. A model registered only after a term's end is extended by the Office of its own motion.
period_ends = legal_filing + years(pick(4, 7, 10))
registered_late = given("registration") & (registration > period_ends)
extension = Duty(
    "annuity",
    title=EXTENSION,
    numbers=Numbers(1, 2),
    applies=~registered_late,
    due=period_ends,
    opens=due - years(1),
    covers=Covered(due + days(1), next_in(period_ends)),
    cite=UMACT("s. 15"),
)
four_years, seven_years = legal_filing + years(4), legal_filing + years(7)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), UMACT("s. 15")),
    duties=(extension,),
    spans=(
        Covered(legal_filing, four_years, "prepaid", UMACT("s. 15(1)")),
        Covered(
            four_years + days(1),
            seven_years,
            "free",
            UMACT("s. 15"),
            given("registration") & (registration > four_years),
        ),
        Covered(
            seven_years + days(1),
            legal_filing + years(10),
            "free",
            UMACT("s. 15"),
            given("registration") & (registration > seven_years),
        ),
    ),
)

# s. 11: five years from filing, four times renewed in the last year, or in six months more at twice the fee.
five_years_end = legal_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    due=five_years_end,
    opens=due - years(1),
    late=(Late(due + months(6), percent(100), DESACT("s. 11")),),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=DESACT("s. 11"),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(25), DESACT("s. 11")),
    duties=(design_renewal,),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", DESACT("s. 11")),),
)

# s. 29: ten years from filing, renewed in the last twelve months or in six more; s. 29a: an application not registered
# by then is renewed in the same way. Nothing restores the time for renewal.
international = route("madrid")
decade_ends = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(12),
    late=(Late(due + months(6), amount, TMACT("s. 29")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=TMACT("s. 29"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", TMACT("s. 29"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="CZ",
    name="Industrial Property Office of the Czech Republic",
    local_name="Úřad průmyslového vlastnictví",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=(
        "https://www.e-sbirka.cz/sb/2002/173",
        "https://www.e-sbirka.cz/sb/1992/478",
        "https://www.e-sbirka.cz/sb/2000/207",
        "https://www.e-sbirka.cz/sb/2003/441",
        "https://upv.gov.cz/",
    ),
)
