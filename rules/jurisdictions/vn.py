"""Intellectual Property Office of Viet Nam (VN): Cục Sở hữu trí tuệ (IP VIETNAM), Hanoi.

Patents (sáng chế), utility solutions (giải pháp hữu ích, right `utility_model`), industrial designs and trade marks.

Law: Law on Intellectual Property 50/2005/QH11 (IPL) as last amended with effect from 1 April 2026: Art. 93 (terms), 94
(maintenance and renewal); its implementing circulars (ICR) on fees and the late period, no. 20 of Circular 01/2007, now
Circular 23/2023; Civil Code 2015 (CC): Art. 147, 148 (periods).
Not covered: nothing can be restored after the late period.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Alternative,
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
    days,
    due,
    filing,
    first_given,
    grant,
    legal_filing,
    months,
    n,
    next_in,
    percent_per_month,
    registration,
    route,
    within_term,
    years,
)

LAWS = "https://ipvietnam.gov.vn/"
IPL = Act("IPL", "Law on Intellectual Property 50/2005/QH11", LAWS)
ICR = Act("ICR", "Implementing circulars of the Law on Intellectual Property", LAWS)
CC = Act("CC", "Civil Code 2015 of Viet Nam")

# CC Art. 148(5). The days of Tet are fixed each year, and a Saturday may be declared a working day in exchange for a
# day off; it counts as open.
calendar = Calendar(
    zone="Asia/Ho_Chi_Minh",
    holidays=(Holidays("VN"),),
    working_weekends=True,
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
FEES_AFTER_GRANT = Text(
    "vn.fees_after_grant", "Years are counted from the grant, with which the first one is paid; nothing is due before."
)
DAY_BEFORE = Text(
    "vn.day_before",
    "Some count the day of filing as the first of the period, which then ends the day before the anniversary.",
)

# Art. 94(1): each further year is paid in the six months before the running one ends; the day of the grant is left out
# (CC Art. 147), so that is at the anniversary. Six months late, with 10 % for each month begun.
validity_year_ends = grant + years(n - 1)
six_months_late = (Late(due + months(6), percent_per_month(10), ICR("no. 20.3")),)
annual_fee = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    as_long_as=within_term,
    due=validity_year_ends,
    opens=due - months(6),
    late=six_months_late,
    covers=Covered(due + days(1), next_in(validity_year_ends)),
    awaits=FEES_AFTER_GRANT,
    cite=(IPL("Art. 94(1)"), CC("Art. 148")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), IPL("Art. 93(2)")),
    duties=(annual_fee,),
    spans=(
        Covered(legal_filing, grant - days(1), "free", IPL("Art. 94(1)")),
        Covered(grant, grant + years(1), "prepaid", IPL("Art. 94(1)")),
    ),
)

utility_model = replace(
    patent,
    name="utility_model",
    term=Term(legal_filing + years(10), IPL("Art. 93(3)")),
    duties=(replace(annual_fee, numbers=Numbers(2, 10)),),
)

# Art. 93(4): five years from filing, renewable twice.
day_before = Alternative(DAY_BEFORE, {"due": due - days(1)})
registered_here = ~route("hague")
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(legal_filing + years(15), IPL("Art. 93(4)")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 2),
            applies=registered_here,
            due=legal_filing + years(5 * n),
            safe=due - days(1),
            opens=due - months(6),
            late=six_months_late,
            covers=Covered(due + days(1), legal_filing + years(5 * n + 5)),
            alternatives=(day_before,),
            cite=(IPL("Art. 93(4)"), IPL("Art. 94(2)")),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", IPL("Art. 93(4)"), registered_here),),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague")),),
)

# Art. 93(6): ten years from filing, whatever the priority, renewable without end.
registered = first_given(filing, registration)
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
            due=registered + years(10 * n),
            safe=due - days(1),
            opens=due - months(6),
            late=six_months_late,
            covers=Covered(due + days(1), registered + years(10 * n + 10)),
            alternatives=(day_before,),
            cite=(IPL("Art. 93(6)"), IPL("Art. 94(2)")),
        ),
    ),
    spans=(Covered(registered, registered + years(10), "prepaid", IPL("Art. 93(6)"), kept_here),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="VN",
    name="Intellectual Property Office of Viet Nam",
    local_name="Cục Sở hữu trí tuệ",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=(LAWS,),
)
