"""Luxembourg Intellectual Property Office (LU): Office de la propriété intellectuelle (OPI); Luxembourg.

Patents only: marks and designs are registered for the Benelux (`BX`), and there are no utility models.

Law: Patents Act of 20 July 1992 (LB): Art. 35 (search report), 66 (term), 67, 68 (annual fees), 70 (restoration), 90
(periods); Act of 27 May 1977 on European patents (LBE): Art. 10; European Patent Convention (EPC): Art. 63, 141.
Not covered: supplementary protection certificates, the times for the search report of a national patent.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    MENTION_NEEDED,
    PERHAPS_PAID,
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
    end_of_month,
    known,
    later_of,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    validated,
    year_after_mention,
    years,
)

LB = Act("LB", "Loi du 20 juillet 1992 sur les brevets", "https://legilux.public.lu/eli/etat/leg/loi/1992/07/20/n1/jo")
LBE = Act("LBE", "Loi du 27 mai 1977 portant approbation de la Convention sur le brevet européen")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# Art. 90(6): Saturdays, Sundays and legal holidays; Good Friday and 24 December are open by law.
calendar = Calendar(zone="Europe/Luxembourg", holidays=(Holidays("LU"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
SEARCH_REPORT = Text(
    "lu.search_report",
    "A national patent whose search report wasn't asked for in time doesn't last the full term; that is not computed.",
)

# Art. 67: applications and patents alike, every year from the third, in advance and at the end of the month of filing;
# 67(2): late payment to the end of a month, surcharge included. Art. 70: lost from the anniversary itself, and
# restored within twenty months of that day.
year_begins = legal_filing + years(n - 1)
annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=~validated | mention_unknown | (year_begins >= mention),
    due=end_of_month(year_begins),
    opens=due - months(12),
    late=(Late(end_of_month(due + months(6)), amount, LB("Art. 67(2)")),),
    restoration=Restoration("due_care", LB("Art. 70"), year_begins + months(20)),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(Alternative(PERHAPS_PAID, when=validated & (mention_unknown | (year_begins <= mention))),),
    cite=LB("Art. 67(1)"),
    awaits=MENTION_NEEDED,
)
# Art. 141(2) EPC: a fee due within two months after the mention is on time until those end.
after_mention = replace(
    annuity,
    applies=validated & known(mention) & (year_begins >= mention) & (due < mention + months(2)),
    free_until=mention + months(2),
    cite=(LB("Art. 67(1)"), LBE("Art. 10"), EPC("Art. 141(2)")),
)

third_year = legal_filing + years(2)
first_year_here = later_of(year_after_mention, third_year)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), (LB("Art. 66"), EPC("Art. 63(1)"))),
    duties=(after_mention, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(legal_filing, third_year - days(1), "free", LB("Art. 67(1)"), ~validated | mention_unknown),
    ),
    awaits=(Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),),
    cautions=(Caution(SEARCH_REPORT, ~validated, LB("Art. 35")),),
)

jurisdiction = Jurisdiction(
    code="LU",
    name="Luxembourg Intellectual Property Office",
    local_name="Office de la propriété intellectuelle",
    calendar=calendar,
    rights=(patent,),
    sources=(
        "https://legilux.public.lu/eli/etat/leg/loi/1992/07/20/n1/jo",
        "https://www.epo.org/en/legal/national-law",
    ),
)
