"""Intellectual Property Office of Singapore (SG), IPOS.

Patents, registered designs and trade marks.

Law: Patents Act 1994 (PA): s. 26(11), 36, 39; Patents Rules (PR): r. 51, 53; Registered Designs Act 2000 (RDA): s. 21;
Trade Marks Act 1998 (TMA): s. 15, 18; Trade Marks Rules (TMR): r. 49, 53; Interpretation Act 1965 (IA): s. 50.
Not covered: extensions of the term (s. 36A) and their fees from year 21 on, restoration of a design: enter those
deadlines by hand.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
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
    dated,
    days,
    due,
    filing,
    first_given,
    given,
    grant,
    in_force,
    later_of,
    legal_filing,
    monthly,
    months,
    n,
    registration,
    route,
    when,
    years,
)

LAWS = "https://sso.agc.gov.sg/"
PA = Act("PA", "Patents Act 1994", LAWS)
PR = Act("PR", "Patents Rules", LAWS)
RDA = Act("RDA", "Registered Designs Act 2000", LAWS)
TMA = Act("TMA", "Trade Marks Act 1998", LAWS)
TMR = Act("TMR", "Trade Marks Rules", LAWS)
IA = Act("IA", "Interpretation Act 1965", LAWS)

# IA s. 50 and the rules on excluded days: weekends, public holidays with the Monday in lieu; days that the Registrar
# declares excluded come as special closures. The Muslim holidays follow the sighting of the moon.
calendar = Calendar(zone="Asia/Singapore", holidays=(Holidays("SG"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
FEES_AFTER_GRANT = Text(
    "sg.fees_after_grant",
    "No fee is paid before grant; a late grant puts off the fees of years begun by then, and of one beginning soon, to "
    "three months after it.",
)

# PA s. 36(2), PR r. 51: the fee for year 5 and later is paid within the three months before the year begins. A fee for
# which the grant came in those months or after them is paid within three months from the grant.
year_begins = legal_filing + years(n - 1)
grant_not_known = in_force & ~given("grant")
granted_late = ~grant_not_known & (grant > year_begins - months(3))
annual_fee = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    due=when(granted_late, later_of(year_begins, grant + months(3)), otherwise=year_begins),
    opens=when(granted_late, grant, otherwise=due - months(3)),
    late=(Late(due + months(6), monthly, PA("s. 36(3)")),),
    restoration=Restoration(
        "unintentional", PR("r. 53"), due + dated(due, months(30), ("2014-02-14", months(18)), cite=PR("r. 53"))
    ),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    awaits=FEES_AFTER_GRANT,
    cite=(PA("s. 36(2)"), PR("r. 51")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20) - days(1), PA("s. 36(1)")),
    duties=(annual_fee,),
    spans=(Covered(legal_filing, legal_filing + years(4) - days(1), "free", PR("r. 51")),),
    awaits=(Await("grant", FEES_AFTER_GRANT, grant_not_known),),
)

# RDA s. 21: five years from registration, which is the day of filing, extended twice.
registered_here = ~route("hague")
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "hague"),
    term=Term(filing + years(15), RDA("s. 21")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 2),
            applies=registered_here,
            due=filing + years(5 * n),
            opens=due - months(6),
            late=(Late(due + months(6), amount, RDA("s. 21(5)")),),
            covers=Covered(due + days(1), filing + years(5 * n + 5)),
            cite=RDA("s. 21"),
        ),
    ),
    spans=(Covered(filing, filing + years(5), "prepaid", RDA("s. 21(1)"), registered_here),),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague")),),
)

# TMA s. 15, 18: ten years from registration, which is the day of the application; TMR r. 49(1), (3): renewed from six
# months before the expiry, with a late fee up to six months after it, restored within six months of the removal.
registered = first_given(filing, registration)
expires = registered + years(10 * n)
kept_here = ~route("madrid")
next_ten_years = Covered(expires + days(1), registered + years(10 * n + 10))

# r. 49(2), (4), (5): a mark that reaches the register less than six months before its first expiry, or after it, is
# renewed within six months of that day without a late fee; in the second case that is the last day.
late_registration = Duty(
    "renewal",
    numbers=Numbers(1, 1),
    applies=kept_here & given("registration") & (registration > expires - months(6)),
    due=later_of(expires, registration + months(6)),
    opens=expires - months(6),
    late=(Late(expires + months(6), amount, TMR("r. 49(3)"), when=registration <= expires),),
    restoration=(
        Restoration("due_care", TMR("r. 53"), expires + months(12), registration <= expires),
        Restoration("due_care", TMR("r. 53"), due + months(6)),
    ),
    covers=next_ten_years,
    cite=(TMR("r. 49(2)"), TMR("r. 49(4)")),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=kept_here,
    due=expires,
    opens=due - months(6),
    late=(Late(due + months(6), amount, TMR("r. 49(3)")),),
    restoration=Restoration("due_care", TMR("r. 53"), due + months(12)),
    covers=next_ten_years,
    cite=(TMA("s. 18(1)"), TMR("r. 49(1)")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(late_registration, renewal),
    spans=(Covered(registered, registered + years(10), "prepaid", TMA("s. 18(1)"), kept_here),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="SG",
    name="Intellectual Property Office of Singapore",
    local_name="Intellectual Property Office of Singapore",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=("https://www.ipos.gov.sg/", LAWS),
)
