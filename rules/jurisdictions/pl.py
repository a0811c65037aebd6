"""Patent Office of the Republic of Poland (PL): Urząd Patentowy Rzeczypospolitej Polskiej (UPRP), Warsaw.

Law: Industrial Property Law of 30 June 2000 (PWP) Art. 63, 95, 105, 153, 224-226, 243, applied to European
patents by the Act of 14 March 2003; European Patent Convention (EPC) Art. 141; Code of Administrative Procedure (KPA)
Art. 57. Protection is granted on condition that the fee of the first period is paid within three months of service of
the decision; periods that have begun by then are paid with it. Later periods are paid by the last day of the one
before, or within six months more against 30 per cent, which nothing restores. Poland is outside the unitary patent.
Not covered: supplementary protection certificates, patents of addition.
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
    allowance,
    amount,
    anniversary_after,
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

PWP = Act("PWP", "Prawo własności przemysłowej", "https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20010490508")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# KPA Art. 57 § 4: statutory holidays and Saturdays; 24 December is one of them from 2025.
calendar = Calendar(zone="Europe/Warsaw", holidays=(Holidays("PL"),))

CHECKED = Checked.day("2026-11-22", "2027-08-31")
YEARS_1_TO_3 = Text("pl.years_1_to_3", "Fee of the first period of protection (years 1 to 3)")
LATER_PERIOD = Text("pl.later_period", "Fee of protection period {number} after the first")
DECISION_NEEDED = Text(
    "pl.decision_needed",
    "three months after service of the conditional decision the first period and all years begun by then are due",
)
PERHAPS_WITH_THE_FIRST = Text(
    "pl.perhaps_with_the_first",
    "The day on which the conditional decision was served isn't known; this year's fee may have been due with that of "
    "the first period, three months after it.",
)
FIRST_PERIOD = Text(
    "pl.first_period",
    "The fee of the first period of protection is due by {day}, three months after service of the conditional "
    "decision; without it the decision lapses. Enter it as a deadline by hand.",
)

# Art. 224, 225: the first fee and what is paid with it; Art. 243: reinstatement within six months at the outside.
with_the_decision = allowance + months(3)
no_late_period = Restoration("due_care", PWP("Art. 225, 243"), due + months(6))
late_period = (Late(due + months(6), percent(30), PWP("Art. 224")),)
awaits_decision = Await("allowance", DECISION_NEEDED, ~route("hague", "madrid") & pending & ~given("allowance"))
says_first_period = Caution(
    FIRST_PERIOD,
    pending & given("allowance"),
    PWP("Art. 224"),
    says=lambda facts: {"day": facts.quietly(with_the_decision)},
)

year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
first_period = Duty(
    "annuity",
    title=YEARS_1_TO_3,
    numbers=Numbers(1, 1),
    applies=~validated & given("allowance"),
    due=with_the_decision,
    restoration=no_late_period,
    covers=Covered(legal_filing, legal_filing + years(3) - days(1)),
    cite=PWP("Art. 224"),
)
years_begun = replace(
    first_period,
    title=None,
    numbers=Numbers(4, 20),
    applies=~validated & given("allowance") & (year_begins <= with_the_decision),
    covers=patent_year,
)

# A patent in force has paid what its decision asked for, even where the day of that decision isn't known.
decision_unknown = ~validated & ~pending & ~given("allowance")
paid_at_grant = given("grant") & (year_begins <= grant)
annuity = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=~validated
    & ((decision_unknown & ~paid_at_grant) | (~decision_unknown & (year_begins > with_the_decision))),
    due=year_begins,
    opens=due - years(1),
    late=late_period,
    covers=patent_year,
    alternatives=(
        Alternative(
            PERHAPS_WITH_THE_FIRST, when=decision_unknown & (~given("grant") | (year_begins <= grant + months(4)))
        ),
    ),
    awaits=DECISION_NEEDED,
    cite=PWP("Art. 224"),
)
first_year_after_grant = when(
    given("grant"),
    later_of(legal_filing + years(3), anniversary_after(legal_filing, grant)),
    otherwise=legal_filing + years(3),
)

# Act of 14 March 2003: the years after the one of the mention of grant; EPC Art. 141(2) allows two months from it.
european_annuity = replace(
    annuity,
    numbers=Numbers(2, 20),
    applies=validated & (mention_unknown | (year_begins >= mention)),
    free_until=when(known(mention), later_of(due, mention + months(2)), otherwise=due),
    alternatives=(Alternative(PERHAPS_PAID, when=mention_unknown | (year_begins <= mention)),),
    awaits=MENTION_NEEDED,
    cite=(PWP("Art. 224"), EPC("Art. 141")),
)
first_year_here = year_after_mention

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), PWP("Art. 63(3)")),
    duties=(first_period, years_begun, annuity, european_annuity),
    spans=(
        Covered(legal_filing, first_year_after_grant - days(1), "prepaid", PWP("Art. 224"), decision_unknown),
        Covered(legal_filing, first_year_here - days(1), "prepaid", EPC("Art. 141(1)"), validated),
    ),
    awaits=(
        Await("allowance", DECISION_NEEDED, ~validated & ~given("allowance") & (pending | ~given("grant"))),
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
    ),
)

# Art. 95: ten years from filing, paid for in periods of three, two, three and two years.
period_ends = legal_filing + years(pick(3, 5, 8, 10))
utility_model_period = Duty(
    "annuity",
    title=LATER_PERIOD,
    numbers=Numbers(1, 3),
    due=period_ends,
    opens=due - years(1),
    late=late_period,
    covers=Covered(due + days(1), next_in(period_ends)),
    cite=PWP("Art. 224"),
)
utility_model_period_begun = replace(
    utility_model_period,
    applies=given("allowance") & (period_ends <= with_the_decision),
    due=with_the_decision,
    opens=None,
    late=(),
    restoration=no_late_period,
    covers=Covered(period_ends + days(1), next_in(period_ends)),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), PWP("Art. 95(3)")),
    duties=(utility_model_period_begun, utility_model_period),
    spans=(Covered(legal_filing, legal_filing + years(3), "prepaid", PWP("Art. 224")),),
    awaits=(awaits_decision,),
    cautions=(says_first_period,),
)

# Art. 105(6): five periods of five years from filing.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    opens=due - years(1),
    late=late_period,
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=PWP("Art. 105(6), 224"),
)
design_renewal_begun = replace(
    design_renewal,
    applies=~international & given("allowance") & (five_years_end <= with_the_decision),
    due=with_the_decision,
    opens=None,
    late=(),
    restoration=no_late_period,
    covers=Covered(five_years_end + days(1), next_in(five_years_end)),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), PWP("Art. 105(6)")),
    duties=(design_renewal_begun, design_renewal),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", PWP("Art. 224"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    awaits=(awaits_decision,),
    cautions=(says_first_period, Caution(RENEWED_AT_WIPO, international)),
)

# Art. 153: ten years from filing; the request within the last year, or in six months more at an extra fee.
decade_ends = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - years(1),
    late=(Late(due + months(6), amount, PWP("Art. 153")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=PWP("Art. 153"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", PWP("Art. 153"), ~international),),
    awaits=(awaits_decision,),
    cautions=(says_first_period, Caution(RENEWED_AT_WIPO, international)),
)

jurisdiction = Jurisdiction(
    code="PL",
    name="Patent Office of the Republic of Poland",
    local_name="Urząd Patentowy Rzeczypospolitej Polskiej",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=(
        "https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20010490508",
        "https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20030650598",
        "https://uprp.gov.pl/",
    ),
)
