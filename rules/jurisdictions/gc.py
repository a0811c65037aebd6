"""Patent Office of the Gulf Cooperation Council (GC): مكتب براءات الاختراع لمجلس التعاون, Riyadh.

Unitary patents filed from 3 October 1998 to 5 January 2021, valid in all six states; and, since 2023, the first years
of applications that the Office examines for single states.

Law: Patent Regulation of the Cooperation Council (PR) with its Implementing Regulations, as amended in 1999 and 2021
(in force 1 January 2023).
Not covered: annuities after year 3 of applications examined for one state, which that state's office takes; there is no
filing between 6 January 2021 and 31 December 2022.
"""

from rules.calendars import FRIDAY_SATURDAY, THURSDAY_FRIDAY, Calendar, Holidays
from rules.language import (
    Act,
    Caution,
    Checked,
    Covered,
    Duty,
    Jurisdiction,
    Late,
    Numbers,
    Refusal,
    Right,
    Term,
    Text,
    calendar_day,
    day,
    days,
    due,
    expiry,
    filing,
    n,
    number_is,
    percent,
    years,
)

PR = Act("GCC Patent Regulation", "Patent Regulation of the Cooperation Council for the Arab States of the Gulf")

# The fees sit on calendar dates; no closed day moves them.
calendar = Calendar(
    zone="Asia/Riyadh",
    holidays=(Holidays("SA"),),
    weekend=(("1900-01-01", THURSDAY_FRIDAY), ("2013-06-29", FRIDAY_SATURDAY)),
    moves_due=False,
    moves_late=False,
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
NO_FILINGS = Text(
    "gc.no_filings",
    "the Office took no filings from 6 January 2021 to 31 December 2022; check dates.filing",
)
NATIONAL_AFTER_YEAR_3 = Text(
    "gc.national_after_year_3",
    "From year 4 on the annuities go to the office of the state for which the application was examined: register a "
    "case there.",
)
FEE_IN_THE_LAST_YEAR = Text(
    "gc.fee_in_the_last_year",
    "Whether the first quarter of the year in which the term ends still asks for a fee (number 21) is not settled.",
)

unitary = filing < day("2021-01-06")
examined_for_a_state = filing >= day("2023-01-01")
fee_year = filing + years(n - 1)

# Calendar-year system: from the year after filing, in the first quarter; late with the surcharge in the second.
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=unitary | number_is(2, 3),
    due=calendar_day(3, 31, year_of=fee_year),
    opens=calendar_day(1, 1, year_of=fee_year),
    late=(Late(calendar_day(6, 30, year_of=due), percent(100), PR("Art. 16")),),
    covers=Covered(fee_year, filing + years(n) - days(1)),
    cite=PR("Art. 16"),
)

patent = Right(
    "patent",
    checked=CHECKED,
    term=Term(filing + years(20), PR("Art. 15")),
    duties=(annuity,),
    spans=(
        Covered(filing, filing + years(1) - days(1), "prepaid", PR("Art. 16")),
        Covered(filing + years(3), expiry, "prepaid", PR("2021 amendment"), ~unitary),
    ),
    refusals=(Refusal("dates.filing", NO_FILINGS, ~unitary & ~examined_for_a_state),),
    cautions=(
        Caution(NATIONAL_AFTER_YEAR_3, examined_for_a_state),
        Caution(FEE_IN_THE_LAST_YEAR, unitary),
    ),
)

jurisdiction = Jurisdiction(
    code="GC",
    name="Patent Office of the Cooperation Council for the Arab States of the Gulf",
    local_name="مكتب براءات الاختراع لمجلس التعاون لدول الخليج العربية",
    calendar=calendar,
    rights=(patent,),
    sources=("https://www.gccpo.org/",),
)
