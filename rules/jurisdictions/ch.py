"""Swiss Federal Institute of Intellectual Property (CH): Eidgenössisches Institut für Geistiges Eigentum; Bern.

A Swiss patent, and the Swiss part of a European one, covers Liechtenstein too: one fee. Marks and designs of
Liechtenstein are registered in Vaduz and are not covered here.

Law: Patents Act (PatG): Art. 14, 41, 46a, 47, 57; Patents Ordinance of 1977 (PatV): Art. 18, 18a, 18c; European
Patent Convention (EPC): Art. 141; Designs Act (DesG): Art. 5, 31; Designs Ordinance (DesV): Art. 21; Trade Mark
Protection Act (MSchG): Art. 10, 41; Trade Mark Protection Ordinance (MSchV): Art. 26; Administrative Procedure Act
(VwVG): Art. 20. For a patent, `due` is the day the fee falls due and three months without surcharge follow; a missed
fee can also be made good by further processing (PatG Art. 46a) until six months after the late period, without
reasons; the end given is that of re-establishment (Art. 47).
Not covered: supplementary protection certificates, fees after conversion of a European application.
"""

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
    dated,
    day,
    days,
    due,
    end_of_month,
    expiry,
    filing,
    first_given,
    fixed,
    grace,
    ir,
    known,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    next_in,
    number_is,
    owed_nationally,
    perhaps_paid,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

PATG = Act("PatG", "Patentgesetz", "https://www.fedlex.admin.ch/eli/cc/1955/871_893_899/de")
PATV = Act("PatV", "Patentverordnung", "https://www.fedlex.admin.ch/eli/cc/1977/2027_2027_2027/de")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")
DESG = Act("DesG", "Designgesetz", "https://www.fedlex.admin.ch/eli/cc/2002/226/de")
DESV = Act("DesV", "Designverordnung")
MSCHG = Act("MSchG", "Markenschutzgesetz", "https://www.fedlex.admin.ch/eli/cc/1993/274_274_274/de")
MSCHV = Act("MSchV", "Markenschutzverordnung", "https://www.fedlex.admin.ch/eli/cc/1993/296_296_296/de")

# VwVG Art. 20(3) looks at the canton of the party or its agent; the days of Bern stand for it. 24 and 31 December are
# open for part of the day and count as open.
calendar = Calendar(zone="Europe/Zurich", holidays=(Holidays("CH", "BE"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
# The revised Patents Act and Ordinance are meant to enter into force on 1 January 2027.
CHECKED_PATENT = Checked.day("2026-11-22", "2026-12-31")

# A European patent pays here for the years that begin after the mention of grant; the two months of Art. 141(2) EPC
# lie within the three that are free anyway.
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
owed_here = owed_nationally(year_begins)
reestablishment = Restoration("due_care", PATG("Art. 47(2)"), grace + years(1))

# Art. 18a(3): what had fallen due before a divisional is filed is paid within six months, in the last three with
# surcharge.
divisional_back_fees = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=route("divisional") & (ordinary_due <= filing),
    due=filing,
    free_until=filing + months(3),
    late=(Late(filing + months(6), fixed, PATV("Art. 18a(3)")),),
    restoration=reestablishment,
    covers=patent_year,
    cite=PATV("Art. 18a(3)"),
)
# Art. 18: from month end to month end, three months free and three with surcharge.
annuity = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=owed_here,
    due=ordinary_due,
    opens=end_of_month(due - months(2)),
    free_until=end_of_month(due + months(3)),
    late=(Late(end_of_month(due + months(6)), fixed, PATV("Art. 18")),),
    restoration=reestablishment,
    covers=patent_year,
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),),
    cite=(PATG("Art. 41"), PATV("Art. 18")),
    awaits=MENTION_NEEDED,
)

patent = Right(
    "patent",
    checked=CHECKED_PATENT,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), PATG("Art. 14(1)")),
    duties=(divisional_back_fees, annuity),
    spans=(
        Covered(legal_filing, year_after_mention - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(year_after_mention, legal_filing + years(3) - days(1), "free", PATV("Art. 18"), validated),
        Covered(legal_filing, legal_filing + years(3) - days(1), "free", PATV("Art. 18"), ~validated | mention_unknown),
    ),
    awaits=(Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),),
)

# Art. 5 DesG, Art. 21 DesV: five years from filing, renewed in the last twelve months or within six after.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    opens=due - months(12),
    late=(Late(due + months(6), fixed, DESV("Art. 21(1), (3)")),),
    restoration=Restoration("as_of_right", DESG("Art. 31(2)"), grace + months(6)),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=(DESG("Art. 5"), DESV("Art. 21(1)")),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "hague"),
    term=Term(design_filing + years(25), DESG("Art. 5")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", DESG("Art. 5"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Art. 10 MSchG: ten years from filing; a term that began before 1 April 1993 ran twenty years, so that its middle (an
# odd decade) asks for nothing. Further processing is excluded for this renewal (Art. 41(4)).
decade_ends = legal_filing + years(10 * n)
decade_begins = legal_filing + years(10 * n - 10)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international & (~number_is(1, 3, 5, 7, 9) | (decade_begins >= day("1993-04-01"))),
    due=decade_ends,
    opens=due - months(12),
    late=(Late(due + months(6), fixed, MSCHV("Art. 26")),),
    covers=Covered(due + days(1), legal_filing + dated(due, years(10 * n + 20), ("1993-04-01", years(10 * n + 10)))),
    cite=(MSCHG("Art. 10(1)"), MSCHG("Art. 10(3)")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(
        Covered(
            legal_filing,
            legal_filing + dated(legal_filing, years(20), ("1993-04-01", years(10))),
            "prepaid",
            MSCHG("Art. 10(1)"),
            ~international,
        ),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="CH",
    name="Swiss Federal Institute of Intellectual Property",
    local_name="Eidgenössisches Institut für Geistiges Eigentum · Institut Fédéral de la Propriété Intellectuelle",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=("https://www.fedlex.admin.ch/", "https://www.ige.ch/"),
)
