"""Intellectual Property Department of Hong Kong (HK): 知識產權署; Patents, Designs and Trade Marks Registries.

Standard patents, by original grant (O) or by re-registration (R, route `hk_reregistration`) of a Chinese, European (UK)
or British patent; short-term patents (right `patent`, attribute `hk_patent_type`); registered designs; trade marks.

Law: Patents Ordinance, Cap. 514 (PO): s. 33, 34 (maintenance of an application), 39, 40 (renewal of a standard patent),
126, 127 (short-term patents); Registered Designs Ordinance, Cap. 522 (RDO): s. 28; Trade Marks Ordinance, Cap. 559
(TMO): s. 49, 50, Sch. 5; Trade Marks Rules, Cap. 559A (TMR): r. 31-35, 114; Interpretation and General Clauses
Ordinance, Cap. 1 (IGCO): s. 71.
Not covered: the two requests that lead to a standard patent (R), the end of restoration of a lapsed patent (s. 40) and
of a removed mark (six months from its removal, r. 35): enter those deadlines by hand.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    Act,
    Alternative,
    Attribute,
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
    as_of,
    attribute,
    beginning_with,
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
    legal_filing,
    months,
    n,
    next_in,
    pending,
    previous,
    publication,
    registration,
    route,
    same_day,
    when,
    years,
)

LAWS = "https://www.elegislation.gov.hk/"
PO = Act("PO", "Patents Ordinance, Cap. 514", LAWS)
RDO = Act("RDO", "Registered Designs Ordinance, Cap. 522", LAWS)
TMO = Act("TMO", "Trade Marks Ordinance, Cap. 559", LAWS)
TMR = Act("TMR", "Trade Marks Rules, Cap. 559A", LAWS)
IGCO = Act("IGCO", "Interpretation and General Clauses Ordinance, Cap. 1", LAWS)

# IGCO s. 71, TMR r. 114: general holidays (the library's optional ones are among them) and Saturdays. Gales, black
# rainstorms and interruptions come as special closures.
calendar = Calendar(
    zone="Asia/Hong_Kong",
    holidays=(Holidays("HK", categories=("public", "optional")),),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
SHORT_TERM_FEE = Text("hk.short_term_fee", "Renewal of the short-term patent for its last four years")
FIRST_FEE_AFTER_GRANT = Text(
    "hk.first_fee_after_grant",
    "The first renewal fee of a standard patent depends on the grant: it falls due three years after the first "
    "anniversary of filing that follows the grant.",
)
GRANT_NOT_KNOWN = Text(
    "hk.grant_not_known",
    "Without the grant date only the fees that are owed whenever it was are listed; earlier ones may be owed as well.",
)
REQUEST_PUBLISHED = Text(
    "hk.request_published",
    "Maintenance fees of a pending re-registration are counted from the publication of the request to record.",
)
SECOND_STAGE = Text(
    "hk.second_stage",
    "These maintenance fees are owed only as long as no request for registration and grant has been filed.",
)
THREE_MONTHS_FROM_GRANT = Text(
    "hk.three_months_from_grant",
    "The three months begin from the date of grant; if that day counts, they end a day sooner.",
)
CAP_43 = Text(
    "hk.cap_43",
    "A mark applied for before 4 April 2003 has an odd first term (7 years, and 14 for renewals of that time): compare "
    "the computed expiry with the register.",
)

# s. 39(1): a standard patent lasts twenty years beginning with the filing of the designated application (R) or of its
# own (O), s. 126(1) a short-term one eight.
short_term = attribute("hk_patent_type", "standard").is_("short_term")
grant_not_known = in_force & ~given("grant")
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))

# s. 39(2), (3): a renewal for each year after the third from the first anniversary of filing that follows the grant.
first_renewal = anniversary_after(legal_filing, when(grant_not_known, as_of, otherwise=grant)) + years(3)
renewal_fee = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=~short_term & (year_begins >= first_renewal),
    due=year_begins,
    opens=due - months(3),
    late=(Late(due + months(6), amount, PO("s. 39(4)")),),
    restoration=Restoration("due_care", PO("s. 40")),
    covers=patent_year,
    awaits=FIRST_FEE_AFTER_GRANT,
    cite=(PO("s. 39(2)"), PO("s. 39(3)")),
)

# s. 33: the same for the year after the fifth from the first anniversary that follows the publication of the request
# to record; the application counts as withdrawn at the due day, and s. 34 counts its twelve months from there.
reregistration_pending = route("hk_reregistration") & pending & ~short_term & ~given("grant")
first_maintenance = anniversary_after(legal_filing, publication) + years(5)
maintenance_fee = Duty(
    "annuity",
    numbers=Numbers(6, 20),
    applies=reregistration_pending & (year_begins >= first_maintenance),
    due=year_begins,
    opens=due - months(3),
    late=(Late(due + months(6), amount, PO("s. 33(4)")),),
    restoration=Restoration("due_care", PO("s. 34(1)"), due + months(12)),
    covers=patent_year,
    awaits=REQUEST_PUBLISHED,
    cite=(PO("s. 33(2)"), PO("s. 33(3)")),
)

# s. 126(2), (3): one renewal at the end of year 4, or within three months of a grant that comes after it.
four_years = legal_filing + years(4)
granted_late = ~grant_not_known & (grant > four_years)
short_term_fee = Duty(
    "annuity",
    title=SHORT_TERM_FEE,
    numbers=Numbers(1, 1),
    applies=short_term,
    due=when(granted_late, grant + months(3), otherwise=four_years),
    safe=when(granted_late, beginning_with(grant, months(3)), otherwise=four_years),
    opens=when(granted_late, grant, otherwise=due - months(3)),
    late=(Late(due + months(6), amount, PO("s. 126(5)")),),
    restoration=Restoration("due_care", PO("s. 127")),
    covers=Covered(four_years, legal_filing + years(8) - days(1)),
    alternatives=(Alternative(THREE_MONTHS_FROM_GRANT, {"due": beginning_with(grant, months(3))}, granted_late),),
    cite=(PO("s. 126(2)"), PO("s. 126(3)")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "hk_reregistration", "divisional"),
    term=Term(
        when(short_term, legal_filing + years(8), otherwise=legal_filing + years(20)) - days(1),
        (PO("s. 39(1)"), PO("s. 126(1)")),
    ),
    duties=(short_term_fee, maintenance_fee, renewal_fee),
    spans=(
        Covered(legal_filing, four_years - days(1), "prepaid", PO("s. 126(2)"), short_term),
        Covered(
            legal_filing,
            same_day(legal_filing, year_of=first_renewal) - days(1),
            "free",
            PO("s. 39(3)"),
            ~short_term & given("grant"),
        ),
        Covered(
            legal_filing,
            same_day(legal_filing, year_of=first_maintenance) - days(1),
            "free",
            PO("s. 33(2)"),
            reregistration_pending,
        ),
    ),
    awaits=(Await("grant", GRANT_NOT_KNOWN, grant_not_known),),
    cautions=(Caution(SECOND_STAGE, reregistration_pending, PO("s. 33(1)")),),
)

# RDO s. 28: five years beginning on the filing date, renewed four times.
design = Right(
    "design",
    checked=CHECKED,
    term=Term(filing + years(25) - days(1), RDO("s. 28")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 4),
            due=filing + years(5 * n) - days(1),
            opens=due - months(3),
            late=(Late(due + months(6), amount, RDO("s. 28")),),
            covers=Covered(due + days(1), filing + years(5 * n + 5) - days(1)),
            cite=(RDO("s. 28"), IGCO("s. 71")),
        ),
    ),
    spans=(Covered(filing, filing + years(5) - days(1), "prepaid", RDO("s. 28")),),
)

# TMO s. 48, 49: ten years beginning on the date of registration, which is that of the application. Sch. 5: marks
# applied for under the old Cap. 43 had seven years first, and renewals falling due before the Ordinance ran fourteen.
registered = earliest_given(filing, registration)
under_cap_43 = registered < day("2003-04-04")
next_term_begins = when(
    under_cap_43,
    chain(
        registered + years(7),
        then=previous + dated(previous - days(1), years(14), ("2003-04-04", years(10)), cite=TMO("Sch. 5")),
    ),
    otherwise=registered + years(10 * n),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    due=next_term_begins - days(1),
    opens=due - months(6),
    late=(Late(due + months(6), amount, TMR("r. 33")),),
    restoration=Restoration("due_care", TMR("r. 35")),
    covers=Covered(due + days(1), next_in(next_term_begins) - days(1)),
    cite=(TMO("s. 49(1)"), TMO("s. 50(1)"), TMO("Sch. 5")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    duties=(renewal,),
    spans=(Covered(registered, next_in(next_term_begins) - days(1), "prepaid", TMO("s. 49(1)")),),
    cautions=(Caution(CAP_43, under_cap_43, TMO("Sch. 5")),),
)

jurisdiction = Jurisdiction(
    code="HK",
    name="Intellectual Property Department, Hong Kong",
    local_name="知識產權署",
    calendar=calendar,
    rights=(patent, design, trademark),
    attributes=(Attribute("hk_patent_type", "choice", "kind of patent", ("standard", "short_term")),),
    sources=("https://www.ipd.gov.hk/", LAWS),
)
