"""National Institute of Industrial Property (FR): Institut national de la propriété industrielle (INPI); Courbevoie.

Law: Intellectual Property Code (CPI): L.611-2, L.612-16, L.612-19, L.613-22, R.613-46, R.613-47 (patents and utility
certificates); L.513-1, R.513-1 (designs); L.712-1, L.712-9, R.712-12, R.712-24 (marks, as amended by decree 2019-1316
for marks expiring from 11 December 2020); R.618-3 (closed days); European Patent Convention (EPC): Art. 141.
An international application reaches France through the European route only.
Not covered: supplementary protection certificates, converted applications, designs of visible spare parts (ten years
at most, L.513-1), late completion of a payment that was too low.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    MENTION_NEEDED,
    PERHAPS_PAID,
    RENEWED_AT_WIPO,
    WIPO_DAS,
    Act,
    Alternative,
    Await,
    Caution,
    Checked,
    Covered,
    Duty,
    Jurisdiction,
    Late,
    NumberFormat,
    Numbers,
    Restoration,
    Right,
    Term,
    Text,
    amount,
    dated,
    day,
    days,
    due,
    end_of_month,
    expiry,
    filing,
    first_given,
    grace,
    ir,
    known,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    next_in,
    percent,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

CPI = Act("CPI", "Code de la propriété intellectuelle", "https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006069414/")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

calendar = Calendar(zone="Europe/Paris", holidays=(Holidays("FR"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-05-31")
SECOND_25_YEARS = Text(
    "fr.second_25_years",
    "A design prolonged for a second 25 years before 1 October 2001 runs on to the end of those; see the register.",
)
ONE_DAY_LATER = Text(
    "fr.one_day_later",
    "The six months run from the day after expiry; by another count they end on the number of that day.",
)

# R.613-46: every year from the second, at the end of the month of filing, a year ahead at most. L.612-19: six months
# more, which start on the day after that month end and so run to a month end.
year_begins = legal_filing + years(n - 1)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=~validated | mention_unknown | (year_begins >= mention),
    as_long_as=year_begins < expiry,
    due=end_of_month(year_begins),
    opens=due - years(1),
    late=(Late(end_of_month(due + months(6)), percent(50), CPI("L.612-19")),),
    restoration=Restoration("due_care", CPI("L.612-16"), grace + years(1)),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(Alternative(PERHAPS_PAID, when=validated & (mention_unknown | (year_begins <= mention))),),
    cite=(CPI("L.612-19"), CPI("R.613-46")),
    awaits=MENTION_NEEDED,
)
# Art. 141(2) EPC: a fee due within two months after the mention is on time until those end.
after_mention = replace(
    annuity,
    applies=validated & known(mention) & (year_begins >= mention) & (due < mention + months(2)),
    free_until=mention + months(2),
    cite=(*annuity.cites, EPC("Art. 141(2)")),
)
# R.613-47: what fell due before a divisional was filed is paid by the end of the fourth month after; the six months of
# L.612-19 still count from the due day and only matter where they end later.
four_months = end_of_month(filing + months(4))
divisional_back_years = replace(
    annuity,
    applies=route("divisional") & (due < filing),
    opens=None,
    free_until=four_months,
    late=(
        Late(
            end_of_month(due + months(6)),
            percent(50),
            CPI("L.612-19"),
            when=end_of_month(due + months(6)) > four_months,
        ),
    ),
    restoration=Restoration("due_care", CPI("L.612-16"), first_given(grace, four_months) + years(1)),
    cite=(CPI("R.613-46"), CPI("R.613-47")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "ep", "divisional"),
    term=Term(legal_filing + years(20), CPI("L.611-2")),
    duties=(after_mention, divisional_back_years, annuity),
    spans=(
        Covered(
            legal_filing,
            year_after_mention - days(1),
            "prepaid",
            EPC("Art. 141(1)"),
            validated,
        ),
        Covered(
            legal_filing, legal_filing + years(1) - days(1), "prepaid", CPI("R.613-46"), ~validated | mention_unknown
        ),
    ),
    awaits=(Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),),
)

# L.611-2, 2°: ten years; six for certificates applied for before 11 January 2020.
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(
        legal_filing + dated(legal_filing, years(6), ("2020-01-11", years(10)), cite=CPI("L.611-2")), CPI("L.611-2")
    ),
    duties=(replace(divisional_back_years, numbers=Numbers(2, 10)), replace(annuity, numbers=Numbers(2, 10))),
    spans=(Covered(legal_filing, legal_filing + years(1) - days(1), "prepaid", CPI("R.613-46")),),
)

# L.513-1: five years from filing, prolonged by five up to 25; 25 at once for a design filed before 1 October 2001.
# R.513-1: in the six months that end with the month of expiry, or in the six after them.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=filing)
prolonged = ~international & (filing >= day("2001-10-01"))
five_years_end = design_filing + years(5 * n)
prolongation = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=prolonged,
    due=end_of_month(five_years_end),
    opens=end_of_month(due - months(6)) + days(1),
    late=(Late(end_of_month(due + months(6)), amount, CPI("R.513-1")),),
    covers=Covered(five_years_end + days(1), next_in(five_years_end)),
    cite=(CPI("L.513-1"), CPI("R.513-1")),
)

design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "hague"),
    term=Term(design_filing + years(25), CPI("L.513-1")),
    duties=(prolongation,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", CPI("L.513-1"), prolonged),
        Covered(design_filing, expiry, "prepaid", CPI("L.513-1"), ~prolonged),
    ),
    cautions=(
        Caution(SECOND_25_YEARS, ~international & ~prolonged, CPI("L.513-1")),
        Caution(RENEWED_AT_WIPO, international),
    ),
)

# L.712-1: ten years from filing. R.712-24: declared in the year that ends with the day of expiry; until 10 December
# 2020 in the six months that ended with its month. No restoration: R.712-12 leaves these times out.
decade_ends = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - years(1),
    late=(Late(due + months(6), amount, CPI("R.712-24")),),
    covers=Covered(decade_ends + days(1), next_in(decade_ends)),
    alternatives=(Alternative(ONE_DAY_LATER, {"grace_ends": due + months(6) + days(1)}),),
    cite=(CPI("L.712-1"), CPI("R.712-24")),
)
renewal_until_2020 = replace(
    renewal,
    as_long_as=decade_ends < day("2020-12-11"),
    due=end_of_month(decade_ends),
    opens=end_of_month(due - months(6)),
    late=(Late(end_of_month(due + months(6)), amount, CPI("R.712-24")),),
    alternatives=(),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_until_2020, renewal),
    spans=(Covered(legal_filing, next_in(decade_ends), "prepaid", CPI("L.712-1"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

number_formats = (
    NumberFormat(
        "application", ("patent", "utility_model"), r"(?:FR)*(?P<year>\d{2})(?P<serial>\d{5})", "FR 1909731", WIPO_DAS
    ),
    NumberFormat("application", ("trademark",), r"(?:FR)?(?P<year>\d{2})(?P<serial>\d{7})", "19 0973142", WIPO_DAS),
    NumberFormat(
        "application", ("design",), r"(?:FR)?(?P<year>\d{4})(?P<serial>\d{4})(?P<part>\d{3})?", "2019 7314", WIPO_DAS
    ),
)

jurisdiction = Jurisdiction(
    code="FR",
    name="National Institute of Industrial Property",
    local_name="Institut national de la propriété industrielle",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006069414/", "https://www.inpi.fr/"),
    number_formats=number_formats,
)
