"""Directorate General of Intellectual Property (ID): Direktorat Jenderal Kekayaan Intelektual (DJKI); Jakarta.

Law: Patent Law (UUP, 13/2016 as amended by Law 65/2024, in force 28 October 2024): Art. 20A, 22, 23, 126-128;
Industrial Design Law (UUDI, 31/2000): Art. 5; Trade Mark Law (UUM, 20/2016, in force 25 November 2016): Art. 35, 36.
Fees for patents run from grant; no closed day moves any of these ends, and a day in the Patent Law is a working day.
Patents granted before 26 August 2016 were moved to the same system by the end of that year.
The late period of an annuity must be asked for, seven working days before the due day; by report Law 65/2024 cut it to
six months, the Office still prints twelve: six are computed.
Not covered: actions before the commercial court for a lapsed patent; the rules on the yearly working statement, not yet
seen; the bill on industrial designs.
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
    Right,
    Term,
    Text,
    calendar_day,
    dated,
    day,
    days,
    due,
    expiry,
    grant,
    known,
    later_of,
    legal_filing,
    months,
    n,
    next_in,
    pending,
    percent,
    route,
    working_days_before,
    years,
)

UUP = Act("UUP", "Undang-Undang 13/2016 tentang Paten", "https://peraturan.bpk.go.id/Details/37536/uu-no-13-tahun-2016")
UU65 = Act("UU 65/2024", "Undang-Undang 65/2024", "https://peraturan.bpk.go.id/")
UUDI = Act("UUDI", "Undang-Undang 31/2000 tentang Desain Industri", "https://peraturan.bpk.go.id/")
UUM = Act("UUM", "Undang-Undang 20/2016 tentang Merek dan Indikasi Geografis", "https://peraturan.bpk.go.id/")

# Days of collective leave are set each year by joint decree; they count for the working days, not for the ends.
calendar = Calendar(
    zone="Asia/Jakarta",
    holidays=(Holidays("ID", categories=("public", "government")),),
    moves_due=False,
    moves_late=False,
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-02-28")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-05-31")
CHECKED_MARK = Checked.day("2026-11-22", "2027-11-30")
GRANT_NEEDED = Text(
    "id.grant_needed",
    "fees run from grant: the first payment, six months after it, covers all years to the one after the year of grant",
)
PERHAPS_TWELVE = Text(
    "id.perhaps_twelve",
    "The late period may still be twelve months: the Office prints twelve, and an application pending on 28 October "
    "2024 may stay under the older law.",
)
PERHAPS_FIRST_PAYMENT = Text(
    "id.perhaps_first_payment",
    "The day of grant isn't known: this year may belong to the first payment, due six months after grant.",
)
STATEMENT_DAY = Text(
    "id.statement_day",
    "The rules on the yearly statement were not seen: the Office asks for it by 31 December, some would file it before "
    "the annuity falls due.",
)
WORKING_STATEMENT = Text("id.working_statement", "Statement of working, year {number} of reporting")
USE_WITH_RENEWAL = Text("id.use_with_renewal", "A renewal states that the mark is in use; no evidence is filed.")

# Art. 126: the year of grant and the next are in the first payment, with all before them; no late period.
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
grant_unknown = ~pending & ~known(grant)
in_first_payment = known(grant) & (legal_filing + years(n - 2) <= grant)
first_payment = Duty(
    "annuity",
    numbers=Numbers(1, 20),
    applies=in_first_payment,
    due=grant + months(6),
    covers=patent_year,
    cite=UUP("Art. 126(1), (2)"),
    awaits=GRANT_NEEDED,
)
# Art. 126(3): then each year one month before the day of filing. Art. 128: late only on request.
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=grant_unknown | (known(grant) & ~in_first_payment),
    due=year_begins - months(1),
    late=(
        Late(
            due + dated(due, months(12), ("2024-10-28", months(6)), cite=UU65("Art. 128")),
            percent(100),
            UUP("Art. 128"),
        ),
    ),
    covers=patent_year,
    alternatives=(
        Alternative(PERHAPS_TWELVE, {"grace_ends": due + months(12)}, due >= day("2024-10-28")),
        Alternative(PERHAPS_FIRST_PAYMENT, when=grant_unknown),
    ),
    cite=UUP("Art. 126(3)"),
)
request_for_late_period = Duty(
    "grace_request",
    numbers=Numbers(2, 20),
    applies=annuity.applies,
    due=working_days_before(annuity.due, 7),
    moves_due=True,  # changes nothing on a working day, but a day counted by an unannounced calendar is provisional
    cite=UUP("Art. 128"),
)
# Art. 20A: every granted patent reports its working each year.
reporting_since = later_of(grant, day("2024-10-28"))
working_statement = Duty(
    "working_statement",
    title=WORKING_STATEMENT,
    numbers=Numbers(1),
    as_long_as=due <= expiry,
    due=calendar_day(12, 31, year_of=reporting_since + years(n - 1)),
    alternatives=(Alternative(STATEMENT_DAY),),
    cite=UU65("Art. 20A"),
    awaits=GRANT_NEEDED,
)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), UUP("Art. 22")),
    duties=(first_payment, request_for_late_period, annuity, working_statement),
    awaits=(Await("grant", GRANT_NEEDED, ~known(grant)),),
)


def _of_simple_patents(duty: Duty) -> Duty:
    """Art. 23: a simple patent runs ten years, under the same fees."""
    ten_years = Numbers(duty.numbers.first, 10) if duty.numbers and duty.numbers.last else duty.numbers
    return replace(duty, numbers=ten_years)


utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), UUP("Art. 23")),
    duties=tuple(map(_of_simple_patents, patent.duties)),
    awaits=patent.awaits,
)

design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(10), UUDI("Art. 5")),
    spans=(Covered(legal_filing, expiry, "free", UUDI("Art. 5")),),
)

# Art. 35: ten years from filing, half a year before and after; under the older law a year before and no late period.
international = route("madrid")
decade_ends = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), percent(100), UUM("Art. 35(4)")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=UUM("Art. 35"),
)
renewal_until_2016 = replace(
    renewal, applies=~international & (due < day("2016-11-25")), opens=due - months(12), late=()
)
trademark = Right(
    "trademark",
    checked=CHECKED_MARK,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_until_2016, renewal),
    spans=(Covered(legal_filing, next_in(decade_ends), "prepaid", UUM("Art. 35"), ~international),),
    cautions=(
        Caution(USE_WITH_RENEWAL, ~international, UUM("Art. 36")),
        Caution(RENEWED_AT_WIPO, international),
    ),
)

jurisdiction = Jurisdiction(
    code="ID",
    name="Directorate General of Intellectual Property",
    local_name="Direktorat Jenderal Kekayaan Intelektual",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://peraturan.bpk.go.id/", "https://www.dgip.go.id/"),
)
