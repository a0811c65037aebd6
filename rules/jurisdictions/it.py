"""Italian Patent and Trademark Office (IT): Ufficio italiano brevetti e marchi (UIBM); Rome.

Law: Industrial Property Code (CPI, legislative decree 30/2005): Art. 15, 16, 37, 60, 85, 193, 227; Implementing
Regulation (DM 33/2010): Art. 38; fee decree of 2 April 2007 (DM 2007): Art. 4; Civil Code (CC): Art. 2963; European
Patent Convention (EPC): Art. 141. Nothing is due while an application is pending; what has matured by then is paid
within four months of the end of the month of grant.
Art. 193 CPI gives a year from the missed time for reinstatement; whether from the due day or from the end of the late
period is disputed: the earlier is computed.
Not covered: supplementary protection certificates, plant varieties.
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
    as_of,
    day,
    days,
    due,
    end_of_month,
    expiry,
    filing,
    first_given,
    fixed,
    grace,
    grant,
    ir,
    known,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    next_in,
    pending,
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

CPI = Act(
    "CPI",
    "Codice della proprietà industriale",
    "https://www.normattiva.it/uri-res/N2Ls?urn:nir:stato:decreto.legislativo:2005-02-10;30",
)
DM33 = Act("DM 33/2010", "Regolamento di attuazione del Codice della proprietà industriale")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# CC Art. 2963 moves a last day past holidays; 29 June is the patron's day of Rome.
calendar = Calendar(zone="Europe/Rome", holidays=(Holidays("IT", "RM"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-05-31")
GRANT_NEEDED = Text(
    "it.grant_needed",
    "nothing is due before grant or registration; what has matured by then is paid within four months of its month",
)
YEAR_FROM_LATE_PERIOD = Text(
    "it.year_from_late_period", "The year for reinstatement may also count from the end of the late period."
)
BEFORE_JULY_2020 = Text(
    "it.before_july_2020",
    "An international application filed before 1 July 2020 could reach Italy only as a European one: check the route.",
)
FIVE_MORE_YEARS = Text("it.five_more_years", "Fee for years 6 to 10")

# Art. 227(1), (4): in advance, within the month of filing, then six months that start with the next one.
late_period = (Late(end_of_month(due + months(6)), fixed, CPI("Art. 227(4)")),)
reinstatement = Restoration("due_care", CPI("Art. 193"), due + years(1))
disputed_year = Alternative(
    YEAR_FROM_LATE_PERIOD, {"restoration_ends": grace + years(1)}, (due < as_of) & (as_of <= grace + years(1))
)

year_begins = legal_filing + years(n - 1)
granted = known(grant) | ~pending
annuity = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=(~validated & granted) | mention_unknown | (validated & (year_begins >= mention)),
    due=end_of_month(year_begins),
    late=late_period,
    restoration=reinstatement,
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(
        Alternative(PERHAPS_PAID, when=validated & (mention_unknown | (year_begins <= mention))),
        disputed_year,
    ),
    cite=(CPI("Art. 227(1)"), DM33("Art. 38(1), (5)")),
    awaits=MENTION_NEEDED,
)
# Art. 141(2) EPC: a fee due within two months after the mention is on time until those end.
after_mention = replace(
    annuity,
    applies=validated & known(mention) & (year_begins >= mention) & (due < mention + months(2)),
    free_until=mention + months(2),
    cite=(DM33("Art. 38(5)"), EPC("Art. 141(2)")),
)
# Art. 227(2): matured by the third month after that of the grant: four months from the end of that month. The decree of
# 2007 counted them from the day of the grant, which is the safe end.
matured_by_grant = replace(
    annuity,
    applies=~validated & known(grant) & (end_of_month(year_begins) <= end_of_month(grant + months(3))),
    due=end_of_month(grant + months(4)),
    safe=grant + months(4),
    alternatives=(disputed_year,),
    cite=(CPI("Art. 227(2)"), DM33("Art. 38(4)")),
)

fifth_year = legal_filing + years(4)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), CPI("Art. 60")),
    duties=(matured_by_grant, after_mention, annuity),
    spans=(
        Covered(legal_filing, year_after_mention - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(year_after_mention, fifth_year - days(1), "free", CPI("Art. 227(1)"), validated),
        Covered(legal_filing, fifth_year - days(1), "prepaid", CPI("Art. 227(1)"), ~validated | mention_unknown),
    ),
    awaits=(
        Await("grant", GRANT_NEEDED, ~validated & ~known(grant)),
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
    ),
    cautions=(Caution(BEFORE_JULY_2020, route("pct") & (filing < day("2020-07-01"))),),
)

# Art. 85: ten years, of which the first five come with the filing fee.
issued = first_given(grant, registration)
five_years = legal_filing + years(5)
second_half = Duty(
    "annuity",
    title=FIVE_MORE_YEARS,
    numbers=Numbers(1, 1),
    applies=known(issued) | ~pending,
    due=end_of_month(five_years),
    late=late_period,
    restoration=reinstatement,
    covers=Covered(five_years, expiry),
    alternatives=(disputed_year,),
    cite=(CPI("Art. 227(1)"), DM33("Art. 38(1)")),
)
second_half_matured = replace(
    second_half,
    applies=known(issued) & (end_of_month(five_years) <= end_of_month(issued + months(3))),
    due=end_of_month(issued + months(4)),
    safe=issued + months(4),
    cite=(CPI("Art. 227(2)"), DM33("Art. 38(4)")),
)
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), CPI("Art. 85")),
    duties=(second_half_matured, second_half),
    spans=(Covered(legal_filing, five_years - days(1), "prepaid", CPI("Art. 85")),),
    awaits=(Await("grant", GRANT_NEEDED, ~known(issued)),),
)

# Art. 37: five years from filing, four times extended, under the same times.
international = route("hague", "madrid")
registered = first_given(registration, grant)
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
extension = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international & (known(registered) | ~pending),
    due=end_of_month(five_years_end),
    late=late_period,
    restoration=reinstatement,
    covers=Covered(five_years_end + days(1), next_in(five_years_end)),
    alternatives=(disputed_year,),
    cite=(CPI("Art. 37"), CPI("Art. 227(1)"), DM33("Art. 38(3)")),
)
extension_matured = replace(
    extension,
    applies=~international & known(registered) & (end_of_month(five_years_end) <= end_of_month(registered + months(3))),
    due=end_of_month(registered + months(4)),
    safe=registered + months(4),
    cite=(CPI("Art. 227(2)"), DM33("Art. 38(4)")),
)
design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), CPI("Art. 37")),
    duties=(extension_matured, extension),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", CPI("Art. 37"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    awaits=(Await("registration", GRANT_NEEDED, ~international & ~known(registered)),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Art. 227(1-bis): requested in the twelve months before the last day of the month in which the decade ends.
decade_ends = end_of_month(legal_filing + years(10 * n))
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(12),
    late=late_period,
    restoration=reinstatement,
    covers=Covered(due + days(1), next_in(decade_ends)),
    alternatives=(disputed_year,),
    cite=(CPI("Art. 16"), CPI("Art. 227(1-bis)")),
)
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, next_in(decade_ends), "prepaid", CPI("Art. 15"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="IT",
    name="Italian Patent and Trademark Office",
    local_name="Ufficio italiano brevetti e marchi",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.normattiva.it/", "https://www.uibm.gov.it/"),
)
