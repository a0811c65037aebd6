"""Pakistan (PK): Intellectual Property Organization of Pakistan (ادارہ حقوق املاک دانش پاکستان), Islamabad and Karachi.

Law: Patents Ordinance 2000 (PO) s. 31; Patents Rules 2003 (PR); Registered Designs Ordinance 2000 (RDO); Trade Marks
Ordinance 2001 (TMO) s. 33-35, in force since 12 April 2004; Trade Marks Act 1940 for earlier marks; General Clauses
Act 1897 s. 9, 10. No statement of working is filed. Pakistan was not bound by the PCT when this was last checked.
Not covered: the limits of restoration, for which no text was found.
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
    as_of,
    chain,
    dated,
    day,
    days,
    due,
    earliest_given,
    filing,
    given,
    grant,
    in_force,
    known,
    legal_filing,
    months,
    n,
    next_in,
    previous,
    priority,
    route,
    when,
    years,
)

PO = Act("PO", "Patents Ordinance 2000")
PR = Act("PR", "Patents Rules 2003")
RDO = Act("RDO", "Registered Designs Ordinance 2000")
TMO = Act("TMO", "Trade Marks Ordinance 2001")

# General Clauses Act s. 10: what falls on a closed day is in time on the next open one. Feasts go by the moon.
calendar = Calendar(zone="Asia/Karachi", holidays=(Holidays("PK"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
GRANT_OPENS_FEES = Text(
    "pk.grant_opens_fees",
    "Fees are paid after grant only; years begun before it are paid on grant, within a time no text was found for.",
)
BEGUN_BEFORE_GRANT = Text(
    "pk.begun_before_grant",
    "The year had begun when the patent was granted; three months from grant are assumed. Pay at once.",
)
PRIORITY_MAY_COUNT = Text(
    "pk.priority_may_count",
    "The Ordinance counts from filing; under the Act of 1911 a convention patent bore its priority date. Paying by the "
    "earlier day is safe under both.",
)
FILING_MAY_COUNT = Text(
    "pk.filing_may_count",
    "With priority claimed the design may count from the priority date or from filing: see the certificate.",
)
OLD_MARK = Text(
    "pk.old_mark",
    "A mark of the Act of 1940 had a first term of seven years and renewals of fifteen; one registered under the "
    "Ordinance has terms of ten from filing: see the certificate.",
)
USE_MAY_BE_ASKED = Text(
    "pk.use_may_be_asked", "From the second renewal on the Registrar may ask for evidence of use of the mark."
)

# PO s. 31, PR: the fee of the fifth and each later year, before the year before it ends, from grant only.
granted = in_force | known(grant)
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
late_patent = (Late(due + months(6), amount, PR("Form P-12")),)
restored_patent = Restoration("unintentional", PR("Form P-13"))
begun_before_grant = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=given("grant") & (year_begins < grant),
    due=grant + months(3),
    opens=grant,
    safe=grant,
    late=late_patent,
    restoration=restored_patent,
    covers=patent_year,
    alternatives=(Alternative(BEGUN_BEFORE_GRANT, {"due": grant, "grace_ends": grant + months(6)}),),
    cite=PR("Form P-12"),
)
annuity = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=granted,
    due=year_begins,
    safe=when(given("priority"), priority + years(n - 1), otherwise=due),
    late=late_patent,
    restoration=restored_patent,
    covers=patent_year,
    alternatives=(
        Alternative(
            PRIORITY_MAY_COUNT,
            {"due": priority + years(n - 1), "grace_ends": priority + years(n - 1) + months(6)},
            given("priority"),
        ),
    ),
    cite=(PO("s. 31"), PR("Form P-12")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(20), PO("s. 31")),
    duties=(begun_before_grant, annuity),
    spans=(Covered(legal_filing, legal_filing + years(4) - days(1), "free", PO("s. 31")),),
    awaits=(Await("grant", GRANT_OPENS_FEES, ~known(grant)),),
)

# RDO: ten years and two extensions of ten, applied for before they end; no late period was found.
registered_as_of = earliest_given(priority, filing)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 2),
    due=registered_as_of + years(10 * n),
    covers=Covered(due + days(1), registered_as_of + years(10 * n + 10)),
    alternatives=(Alternative(FILING_MAY_COUNT, {"due": filing + years(10 * n)}, given("priority")),),
    cite=RDO("duration of registration"),
)

design = Right(
    "design",
    checked=CHECKED,
    term=Term(
        registered_as_of + years(30),
        RDO("duration of registration"),
        alternatives=(Alternative(FILING_MAY_COUNT, {"due": filing + years(30)}, given("priority")),),
    ),
    duties=(design_renewal,),
    spans=(Covered(registered_as_of, registered_as_of + years(10), "prepaid", RDO("duration of registration")),),
)

# TMO s. 34, 35: ten years from the application. Terms of the Act of 1940 begun before 12 April 2004 ran seven years at
# first, then fifteen. TMO s. 35(3): a further period of at least six months.
first_term_ends = legal_filing + dated(legal_filing, years(7), ("2004-04-12", years(10)), cite=TMO("s. 34"))
mark_expires = chain(
    first_term_ends, then=previous + dated(previous, years(15), ("2004-04-12", years(10)), cite=TMO("s. 35"))
)
ten_years = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~route("madrid"),
    due=mark_expires,
    opens=due - months(6),
    late=(Late(due + months(6), amount, TMO("s. 35(3)")),),
    restoration=Restoration("unintentional", TMO("s. 35")),
    covers=Covered(due + days(1), next_in(mark_expires)),
    alternatives=(
        Alternative(
            OLD_MARK, {"due": ten_years, "grace_ends": ten_years + months(6)}, legal_filing < day("2004-04-12")
        ),
    ),
    cite=(TMO("s. 34"), TMO("s. 35")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, first_term_ends, "prepaid", TMO("s. 34"), ~route("madrid")),),
    cautions=(
        Caution(USE_MAY_BE_ASKED, ~route("madrid") & (legal_filing + years(10) <= as_of), TMO("s. 35(5)")),
        Caution(RENEWED_AT_WIPO, route("madrid")),
    ),
)

jurisdiction = Jurisdiction(
    code="PK",
    name="Intellectual Property Organization of Pakistan",
    local_name="ادارہ حقوق املاک دانش پاکستان",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=("https://www.ipo.gov.pk/",),
)
