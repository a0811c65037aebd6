"""Department of Intellectual Property of Thailand (TH): กรมทรัพย์สินทางปัญญา (DIP), Nonthaburi.

Patents, petty patents (อนุสิทธิบัตร, right `utility_model`), design patents (right `design`) and trade marks.

Law: Patent Act B.E. 2522 (PA) as amended in 1999: s. 35, 43, 44 (patents), 62, 65 (designs), 65 septies, 65 decies
(petty patents); Trademark Act B.E. 2534 (TMA) as amended in 2016: s. 42, 53, 54; Civil and Commercial Code (CCC):
s. 193/3, 193/5, 193/8 (periods). A new Patent Act has been in preparation since 2025 and isn't in force.
Not covered: the petition to the Patent Board within sixty days of a revocation order: enter that deadline by hand.
"""

from dataclasses import replace

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
    day,
    days,
    due,
    filing,
    first_given,
    given,
    grant,
    in_force,
    legal_filing,
    months,
    n,
    percent,
    registration,
    route,
    when,
    years,
)

LAWS = "https://www.ipthailand.go.th/"
PA = Act("PA", "Patent Act B.E. 2522", LAWS)
TMA = Act("TMA", "Trademark Act B.E. 2534", LAWS)
CCC = Act("CCC", "Civil and Commercial Code of Thailand")

# CCC s. 193/8; the cabinet adds single holidays every year.
calendar = Calendar(zone="Asia/Bangkok", holidays=(Holidays("TH"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
EXTENSION = Text("th.extension", "Extension {number} of the petty patent")
FEES_AFTER_GRANT = Text(
    "th.fees_after_grant",
    "No fee is paid before grant; those of years begun by then fall due sixty days after it.",
)
FIRST_DAY_COUNTS = Text(
    "th.first_day_counts",
    "The sixty days may include the day from which they are counted (CCC s. 193/3); they end a day sooner then.",
)
ANNIVERSARY_COUNTS = Text(
    "th.anniversary_counts",
    "The Department shows the day before the anniversary as the last one; by the Civil and Commercial Code the "
    "anniversary itself would still belong to the term.",
)

# s. 43: the fee for year 5 and later is paid within sixty days from the day on which the year begins, or from a grant
# that comes after it; then within 120 days with 30 % on top.
year_begins = legal_filing + years(n - 1)
grant_not_known = in_force & ~given("grant")
counted_from = when(~grant_not_known & (year_begins < grant), grant, otherwise=year_begins)
annual_fee = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    due=counted_from + days(60),
    safe=counted_from + days(59),
    late=(Late(due + days(120), percent(30), PA("s. 43")),),
    restoration=Restoration("due_care", PA("s. 43")),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(Alternative(FIRST_DAY_COUNTS, {"due": due - days(1), "grace_ends": due + days(119)}),),
    awaits=FEES_AFTER_GRANT,
    cite=(PA("s. 43"), CCC("s. 193/3")),
)

# s. 35: twenty years from filing; the day of filing is counted as the first.
anniversary = legal_filing + years(20)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(
        anniversary - days(1), PA("s. 35"), alternatives=(Alternative(ANNIVERSARY_COUNTS, {"due": anniversary}),)
    ),
    duties=(annual_fee,),
    spans=(Covered(legal_filing, legal_filing + years(4) - days(1), "free", PA("s. 43")),),
    awaits=(Await("grant", FEES_AFTER_GRANT, grant_not_known),),
)

# s. 65 septies: six years from filing, extended twice by two on a request within the last ninety days, without a late
# period; s. 65 decies: fees for years 5 and 6 only.
six_years_and_more = legal_filing + years(2 * n + 4)
ten_years = legal_filing + years(10)
extension = Duty(
    "renewal",
    title=EXTENSION,
    numbers=Numbers(1, 2),
    due=six_years_and_more - days(1),
    opens=due - days(90),
    covers=Covered(six_years_and_more, legal_filing + years(2 * n + 6) - days(1)),
    alternatives=(Alternative(ANNIVERSARY_COUNTS, {"due": six_years_and_more}),),
    cite=PA("s. 65 septies"),
)
utility_model = replace(
    patent,
    name="utility_model",
    term=Term(
        ten_years - days(1), PA("s. 65 septies"), alternatives=(Alternative(ANNIVERSARY_COUNTS, {"due": ten_years}),)
    ),
    duties=(
        replace(annual_fee, numbers=Numbers(5, 6), cite=(PA("s. 65 decies, 43"), CCC("s. 193/3"))),
        extension,
    ),
)

# s. 62, 65: ten years from filing, not renewable, with the same yearly fees.
design = replace(
    patent,
    name="design",
    routes=("direct", "divisional"),
    term=Term(ten_years - days(1), PA("s. 62"), alternatives=(Alternative(ANNIVERSARY_COUNTS, {"due": ten_years}),)),
    duties=(replace(annual_fee, numbers=Numbers(5, 10), cite=(PA("s. 65, 43"), CCC("s. 193/3"))),),
)

# s. 42, 53, 54: ten years from registration, which is the day of filing in Thailand, renewed within their last three
# months; six months late with 20 % on top for marks that expire since the amendment of 28 July 2016.
registered = first_given(filing, registration)
mark_anniversary = registered + years(10 * n)
kept_here = ~route("madrid")
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1),
            applies=kept_here,
            due=mark_anniversary - days(1),
            opens=due - months(3),
            late=(Late(due + months(6), percent(20), TMA("s. 54"), when=due >= day("2016-07-28")),),
            covers=Covered(mark_anniversary, registered + years(10 * n + 10) - days(1)),
            alternatives=(Alternative(ANNIVERSARY_COUNTS, {"due": mark_anniversary}),),
            cite=(TMA("s. 53"), TMA("s. 54")),
        ),
    ),
    spans=(Covered(registered, registered + years(10) - days(1), "prepaid", TMA("s. 53"), kept_here),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="TH",
    name="Department of Intellectual Property, Thailand",
    local_name="กรมทรัพย์สินทางปัญญา",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=(LAWS,),
)
