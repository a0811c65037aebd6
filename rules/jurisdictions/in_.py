"""India (IN): Office of the Controller General of Patents, Designs and Trade Marks.

महानियंत्रक एकस्व, अभिकल्प एवं व्यापार चिह्न का कार्यालय; offices in Kolkata, Delhi, Mumbai, Chennai and Ahmedabad.

Law: Patents Act 1970 (PA) s. 16, 53, 60, 142, 146; Patents Rules 2003 (PR) r. 80, 84, 86, 131, 138; Designs Act 2000
(DA) s. 5, 11, 12, 44; Trade Marks Act 1999 (TMA) s. 23, 25, 154; Trade Marks Rules 2017 (TMR) r. 57-60; General
Clauses Act 1897 s. 9, 10.
The statement of working is filed on Form 27 by the patentee and by each licensee.
Not covered: patents of addition (no fees while dependent), complete specifications after a provisional one that was
post-dated. Local holidays of the appropriate office are not in the calendar.
"""

from rules.calendars import Calendar, yearly
from rules.language import (
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
    calendar_day,
    chain,
    dated,
    day,
    days,
    due,
    expiry,
    filing,
    first_given,
    given,
    grant,
    in_force,
    known,
    later_of,
    legal_filing,
    monthly,
    months,
    n,
    next_in,
    previous,
    priority,
    registration,
    route,
    when,
    years,
)

PA = Act("PA", "Patents Act 1970")
PR = Act("PR", "Patents Rules 2003", "https://ipindia.gov.in/writereaddata/Portal/ev/rules/pr80.html")
DA = Act("DA", "Designs Act 2000")
TMA = Act("TMA", "Trade Marks Act 1999")
TMR = Act("TMR", "Trade Marks Rules 2017")

# General Clauses Act s. 10: what falls on a closed day is in time on the next open one. Each branch office has its own
# list; common to all are the weekends and the three national holidays, on which alone this calendar relies.
calendar = Calendar(zone="Asia/Kolkata", closed=(yearly("01-26", "08-15", "10-02"),))

CHECKED = Checked.day("2026-11-22", "2027-02-28")
NOTHING_BEFORE_GRANT = Text(
    "in.nothing_before_grant",
    "Fees and statements of working run from grant; years begun before it are caught up three months after the patent "
    "is recorded.",
)
EARLIER_STATEMENT = Text(
    "in.earlier_statement",
    "For a patent granted from 1 April 2023 to 14 March 2024 some ask for the first statement by 30 September 2026; by "
    "the rule it is due a year later, and an earlier one does no harm.",
)
CONVENTION_DATE = Text(
    "in.convention_date",
    "Section 154(2) makes the priority date the date of registration; the Registry counts from the Indian filing. "
    "Renewing by the earlier day is safe under both.",
)
REGISTRATION_DECIDES = Text(
    "in.registration_decides",
    "A mark registered under the 1958 Act had terms of seven years, one registered since 15 September 2003 has terms "
    "of ten: its date of registration decides.",
)

# PA s. 53, PR r. 80(1): the fee for a year is paid before it begins, from the third year on.
recorded = first_given(registration, grant)
granted_on = first_given(grant, recorded)
granted = in_force | known(recorded)
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
restored = Restoration("unintentional", PR("r. 84(1)"), due + months(18))

# PA s. 142(4): granted more than two years after filing, the fees that fell before the patent was recorded are due
# together three months after, nine at the most. A later anniversary keeps its own day, even within the three months.
caught_up_after_grant = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=known(recorded) & (granted_on > legal_filing + years(2)) & (year_begins < recorded),
    due=recorded + months(3),
    opens=recorded,
    late=(Late(recorded + months(9), monthly, PA("s. 142(4)")),),
    restoration=restored,
    covers=patent_year,
    cite=PA("s. 142(4)"),
)
annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=granted,
    due=year_begins,
    late=(Late(due + months(6), monthly, PR("r. 80(1A)")),),
    restoration=restored,
    covers=patent_year,
    cite=(PA("s. 53(2)"), PR("r. 80(1)")),
)

# PA s. 146(2), PR r. 131(2) as of 15 March 2024: one statement for three financial years (April to March), the first
# of them the one after grant, none before 2023-24; within six months after the three years, nine more on request.
financial_year_of_grant = later_of(granted_on - months(3), day("2022-01-01"))
working_statement = Duty(
    "working_statement",
    numbers=Numbers(1),
    as_long_as=calendar_day(4, 1, year_of=due - years(3)) <= expiry,
    due=calendar_day(9, 30, year_of=financial_year_of_grant + years(3 * n + 1)),
    opens=calendar_day(4, 1, year_of=due),
    late=(
        Late(due + months(3), amount, PR("r. 131(2)")),
        Late(due + months(9), amount, PR("r. 138")),
    ),
    awaits=NOTHING_BEFORE_GRANT,
    cite=(PA("s. 146(2)"), PR("r. 131(2)")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), PA("s. 53(1)")),
    duties=(caught_up_after_grant, annuity, working_statement),
    spans=(Covered(legal_filing, legal_filing + years(2) - days(1), "free", PR("r. 80(1)")),),
    awaits=(Await("grant", NOTHING_BEFORE_GRANT, ~known(recorded)),),
    cautions=(Caution(EARLIER_STATEMENT, (grant >= day("2023-04-01")) & (grant < day("2024-03-15")), PR("r. 131(2)")),),
)

# DA s. 11, 44: ten years from the application or, with priority claimed, from the priority date; one extension of five.
registered_as_of = first_given(priority, filing)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 1),
    due=registered_as_of + years(10),
    restoration=Restoration("unintentional", DA("s. 12"), due + years(1)),
    covers=Covered(due + days(1), expiry),
    cite=(DA("s. 11(2)"), DA("s. 44")),
)

design = Right(
    "design",
    checked=CHECKED,
    term=Term(registered_as_of + years(15), DA("s. 11")),
    duties=(design_renewal,),
    spans=(Covered(registered_as_of, registered_as_of + years(10), "prepaid", DA("s. 11(1)")),),
)

# TMA s. 23, 25: ten years from the Indian filing. A period that began before 15 September 2003 ran seven years if the
# mark was registered under the 1958 Act.
new_act = day("2003-09-15")
ten_years = legal_filing + years(10 * n)
seven_then_ten = dated(previous, years(7), ("2003-09-15", years(10)), cite=TMA("s. 25(2)"))
old_mark_expires = chain(legal_filing + years(7), then=previous + seven_then_ten)
of_1958_act = (legal_filing < new_act) & ~(given("registration") & (registration >= new_act))
mark_expires = when(of_1958_act, old_mark_expires, otherwise=ten_years)
renewal_window = due - years(1)
restored_mark = Restoration("as_of_right", TMA("s. 25(4)"), due + years(1))

# TMR r. 58: registered in the last six months of the first term or later, six months from registration are free.
renewal_after_late_registration = Duty(
    "renewal",
    numbers=Numbers(1, 1),
    applies=~route("madrid") & ~of_1958_act & given("registration") & (registration > mark_expires - months(6)),
    due=mark_expires,
    opens=renewal_window,
    free_until=later_of(mark_expires, registration + months(6)),
    late=(Late(due + months(6), amount, TMA("s. 25(3)"), when=registration <= due),),
    restoration=Restoration("as_of_right", TMA("s. 25(4)"), later_of(due + years(1), registration + months(6))),
    covers=Covered(due + days(1), next_in(mark_expires)),
    cite=(TMA("s. 25(3)"), TMR("r. 58")),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~route("madrid"),
    due=mark_expires,
    opens=renewal_window,
    safe=when(
        given("priority") & (legal_filing >= new_act),
        later_of(renewal_window, priority + years(10 * n)),
        otherwise=due,
    ),
    late=(Late(due + months(6), amount, TMA("s. 25(3)")),),
    restoration=restored_mark,
    covers=Covered(due + days(1), next_in(mark_expires)),
    alternatives=(
        Alternative(
            CONVENTION_DATE,
            {"due": priority + years(10 * n), "grace_ends": priority + years(10 * n) + months(6)},
            given("priority") & (legal_filing >= new_act),
        ),
        Alternative(
            REGISTRATION_DECIDES,
            {"due": ten_years, "grace_ends": ten_years + months(6)},
            of_1958_act & ~given("registration"),
        ),
    ),
    cite=(TMA("s. 25(1)"), TMA("s. 25(2)"), TMR("r. 57")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_after_late_registration, renewal),
    spans=(
        Covered(
            legal_filing,
            when(of_1958_act, legal_filing + years(7), otherwise=legal_filing + years(10)),
            "prepaid",
            TMA("s. 25(1)"),
            ~route("madrid"),
        ),
    ),
    awaits=(Await("registration", REGISTRATION_DECIDES, of_1958_act & ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

# Year, branch, kind and serial number since 2016; before, serial number, branch and year.
number_formats = (
    NumberFormat(
        "application",
        ("patent",),
        r"(?:IN)?(?:(?P<year>20\d{2})(?P<branch>[1-4])(?P<serial>\d{7})|"
        r"(?P<old_serial>\d{1,6})(?P<old_branch>(?:DEL|MUM|CHE|KOL|CAL|MAS|BOM)(?:NP)?)(?P<old_year>\d{4}))",
        "201811012345",
        WIPO_DAS,
    ),
    NumberFormat("registration", ("patent",), r"(?:IN)?(?P<serial>\d{5,6})(?:B)?", "312345", WIPO_DAS),
    NumberFormat("application", ("design",), r"(?:IN)?(?P<serial>\d{6})(?P<part>\d{3})?", "230252", WIPO_DAS),
)

jurisdiction = Jurisdiction(
    code="IN",
    name="Office of the Controller General of Patents, Designs and Trade Marks of India",
    local_name="महानियंत्रक एकस्व, अभिकल्प एवं व्यापार चिह्न का कार्यालय",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=("https://ipindia.gov.in/",),
    number_formats=number_formats,
)
