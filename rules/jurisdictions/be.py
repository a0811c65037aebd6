"""Belgian Office for Intellectual Property (BE): Office belge de la Propriété intellectuelle (OPRI/DIE); Brussels.

Patents only: marks and designs are registered for the Benelux (`BX`), and there are no utility models. An international
application reaches Belgium through the European route only.

Law: Code of Economic Law (CDE), Book XI: Art. XI.48 (annual fees), XI.77 (restoration); European Patent Convention
(EPC): Art. 63, 141.
Not covered: supplementary protection certificates, the six-year patents filed before 8 January 2009.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    MENTION_NEEDED,
    PERHAPS_PAID,
    Act,
    Alternative,
    Await,
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
    days,
    due,
    end_of_month,
    fixed,
    given,
    grace,
    grant,
    known,
    later_of,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    pending,
    validated,
    year_after_mention,
    years,
)

CDE = Act("CDE", "Code de droit économique", "https://www.ejustice.just.fgov.be/eli/loi/2013/02/28/2013A11134/justel")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# Statutory holidays only; bridging days of the administration are announced and come as closures.
calendar = Calendar(zone="Europe/Brussels", holidays=(Holidays("BE"),))

CHECKED = Checked.day("2026-11-22", "2027-08-31")
BEFORE_GRANT = Text(
    "be.before_grant",
    "The fee falls due before the patent is granted; in practice the Office asks for none until then. Ask it first.",
)
TO_THE_MONTH_END = Text(
    "be.to_the_month_end",
    "The six months may run to the end of the sixth month; counted from date to date they end earlier.",
)

# XI.48: every year from the third, in advance, at the end of the month of filing; six months more with a surcharge.
year_begins = legal_filing + years(n - 1)
six_months = due + months(6)
ungranted = (pending & ~given("grant")) | (given("grant") & (due < grant))
annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=~validated | mention_unknown | (year_begins >= mention),
    due=end_of_month(year_begins),
    opens=due - months(6),
    late=(Late(six_months, fixed, CDE("Art. XI.48")),),
    restoration=Restoration("due_care", CDE("Art. XI.77"), grace + years(1)),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(
        Alternative(PERHAPS_PAID, when=validated & (mention_unknown | (year_begins <= mention))),
        Alternative(BEFORE_GRANT, when=~validated & ungranted),
        Alternative(TO_THE_MONTH_END, {"grace_ends": end_of_month(six_months)}, six_months < end_of_month(six_months)),
    ),
    cite=CDE("Art. XI.48"),
    awaits=MENTION_NEEDED,
)
# Art. 141(2) EPC: a fee due within two months after the mention is on time until those end.
after_mention = replace(
    annuity,
    applies=validated & known(mention) & (year_begins >= mention) & (due < mention + months(2)),
    free_until=mention + months(2),
    cite=(CDE("Art. XI.48"), EPC("Art. 141(2)")),
)

third_year = legal_filing + years(2)
first_year_here = later_of(year_after_mention, third_year)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "ep", "divisional"),
    term=Term(legal_filing + years(20), (CDE("Art. XI.47"), EPC("Art. 63(1)"))),
    duties=(after_mention, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(legal_filing, third_year - days(1), "free", CDE("Art. XI.48"), ~validated | mention_unknown),
    ),
    awaits=(Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),),
)

jurisdiction = Jurisdiction(
    code="BE",
    name="Belgian Office for Intellectual Property",
    local_name="Office belge de la Propriété intellectuelle · Belgische Dienst voor de Intellectuele Eigendom",
    calendar=calendar,
    rights=(patent,),
    sources=("https://www.ejustice.just.fgov.be/", "https://economie.fgov.be/"),
)
