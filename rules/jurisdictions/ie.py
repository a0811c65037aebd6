"""Ireland (IE): Intellectual Property Office of Ireland (Oifig Maoine Intleachtúla na hÉireann), Kilkenny.

Law: Patents Act 1992 (PA) s. 24, 35-37, 63-66, 104; Patents Rules 1992 (PR) r. 33-38; Industrial Designs Act 2001
(IDA) s. 29, 43, 44; Trade Marks Act 1996 (TMA) s. 45, 47, 48, Third Schedule; Interpretation Act 2005 s. 18(h) (a
period reckoned from a day includes it); European Patent Convention (EPC) Art. 141(2). An international application
leads to Ireland by the European patent only. The short-term patent is the utility model of this office.
Not covered: supplementary protection certificates.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
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
    anniversary_after,
    chain,
    dated,
    days,
    due,
    end_of_month,
    expiry,
    filing,
    given,
    grant,
    in_force,
    known,
    later_of,
    legal_filing,
    mention,
    monthly,
    months,
    n,
    next_in,
    previous,
    route,
    when,
    year_after_mention,
    years,
)

PA = Act("PA", "Patents Act 1992", "https://www.irishstatutebook.ie/eli/1992/act/1/enacted/en/html")
PR = Act("PR", "Patents Rules 1992", "https://www.irishstatutebook.ie/eli/1992/si/179/made/en/print")
IDA = Act("IDA", "Industrial Designs Act 2001", "https://www.irishstatutebook.ie/eli/2001/act/39/enacted/en/html")
TMA = Act("TMA", "Trade Marks Act 1996", "https://www.irishstatutebook.ie/eli/1996/act/6/enacted/en/html")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# PA s. 104(2): weekends, public holidays and Good Friday are excluded days; others are announced at Christmas.
calendar = Calendar(
    zone="Europe/Dublin", holidays=(Holidays("IE", categories=("public", "optional")),), announced_through=2026
)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
MENTION_DECIDES = Text(
    "ie.mention_decides",
    "The years up to the mention of grant were paid to the European Patent Office; the first fee here follows it.",
)
PASSED_AT_DIVISION = Text(
    "ie.passed_at_division",
    "The fee's day lies before the divisional was filed; no other day is fixed for it, payment on filing is safe.",
)
GRANT_OPENS_FEES = Text(
    "ie.grant_opens_fees", "A short-term patent pays renewal fees after grant only: the date of grant is needed."
)
YEARS_BEFORE_GRANT = Text(
    "ie.years_before_grant",
    "A fee of this short-term patent would have fallen due before its grant; none is due while an application is "
    "pending. Ask the Office whether it is owed.",
)

# PA s. 35, PR r. 33, 34: applications and patents alike, by the end of the month in which the year begins; the late
# six months are counted from date to date.
granted = in_force | known(mention)
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
late = (Late(due + months(6), monthly, PA("s. 35, 36(3)")),)
restored = Restoration("due_care", PA("s. 37"), due + years(2))

# EPC Art. 141(2): a fee that falls due within two months after the mention of grant is on time to the end of these.
year_is_national = ~known(mention) | (year_begins >= mention)
first_after_mention = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=route("ep") & (year_begins >= mention) & (ordinary_due < mention + months(2)),
    due=ordinary_due,
    opens=due - months(4),
    free_until=later_of(due, mention + months(2)),
    late=late,
    restoration=restored,
    covers=patent_year,
    awaits=MENTION_DECIDES,
    cite=(PR("r. 34"), EPC("Art. 141(2)")),
)
fee_at_division = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=route("divisional") & (ordinary_due < filing),
    due=filing,
    late=late,
    restoration=restored,
    covers=patent_year,
    alternatives=(Alternative(PASSED_AT_DIVISION),),
    cite=(PA("s. 24"), PR("r. 33")),
)
annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=~route("ep") | (granted & year_is_national),
    due=ordinary_due,
    opens=due - months(4),
    late=late,
    restoration=restored,
    covers=patent_year,
    cite=(PR("r. 33"), PR("r. 34")),
)

third_year = legal_filing + years(2)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "ep", "divisional"),
    term=Term(legal_filing + years(20) - days(1), PA("s. 36(1)")),
    duties=(first_after_mention, fee_at_division, annuity),
    spans=(
        Covered(legal_filing, third_year - days(1), "free", PA("s. 35")),
        Covered(
            third_year,
            year_after_mention - days(1),
            "prepaid",
            EPC("Art. 86(2), 141(1)"),
            route("ep"),
        ),
    ),
    awaits=(Await("ep_grant", MENTION_DECIDES, route("ep") & ~known(mention)),),
)

# PA s. 63-66: ten years, the rules of patents without s. 35: nothing falls due before grant.
first_year_after_grant = anniversary_after(legal_filing, end_of_month(grant - months(1)) + days(1), strictly=False)
first_paid_year = when(known(grant), later_of(third_year, first_year_after_grant), otherwise=third_year)
short_term_fee = Duty(
    "annuity",
    numbers=Numbers(3, 10),
    applies=in_force & ~given("grant") | given("grant") & (ordinary_due >= grant),
    due=ordinary_due,
    opens=due - months(4),
    late=late,
    restoration=restored,
    covers=patent_year,
    cite=(PA("s. 66"), PR("r. 34")),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(10) - days(1), PA("s. 63")),
    duties=(short_term_fee,),
    spans=(
        Covered(
            legal_filing,
            when(first_paid_year > expiry, expiry, otherwise=first_paid_year - days(1)),
            "free",
            PA("s. 66"),
        ),
    ),
    awaits=(Await("grant", GRANT_OPENS_FEES, ~known(grant)),),
    cautions=(Caution(YEARS_BEFORE_GRANT, end_of_month(third_year) < grant, PA("s. 66")),),
)

# IDA s. 43: registered as of the filing, five years and four renewals.
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    due=legal_filing + years(5 * n),
    late=(Late(due + months(6), amount, IDA("s. 43")),),
    restoration=Restoration("due_care", IDA("s. 44")),
    covers=Covered(due + days(1), legal_filing + years(5 * n + 5)),
    cite=(IDA("s. 29"), IDA("s. 43")),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(25), IDA("s. 43")),
    duties=(design_renewal,),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", IDA("s. 43")),),
)

# TMA s. 45(3), 47: ten years from the filing; the Office takes the anniversary, but the first day may count: the day
# before is safe. Third Schedule para. 10: marks of the 1963 Act had seven years, then fourteen until July 1996.
first_term_ends = legal_filing + dated(legal_filing, years(7), ("1996-07-01", years(10)), cite=TMA("Third Schedule"))
mark_expires = chain(
    first_term_ends,
    then=previous + dated(previous, years(14), ("1996-07-01", years(10)), cite=TMA("Third Schedule para. 10")),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~route("madrid"),
    due=mark_expires,
    opens=due - months(6),
    safe=due - days(1),
    late=(Late(due + months(6), amount, TMA("s. 48(3)")),),
    restoration=Restoration("unintentional", TMA("s. 48(5)")),
    covers=Covered(due + days(1), next_in(mark_expires)),
    cite=(TMA("s. 47"), TMA("s. 48")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, first_term_ends, "prepaid", TMA("s. 47"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="IE",
    name="Intellectual Property Office of Ireland",
    local_name="Oifig Maoine Intleachtúla na hÉireann",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=(
        "https://ipoi.gov.ie/en/types-of-ip/patents/",
        "https://ipoi.gov.ie/en/types-of-ip/trade-marks/managing-trade-marks/",
        "https://www.epo.org/en/legal/national-law",
    ),
)
