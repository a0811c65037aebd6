"""Saudi Authority for Intellectual Property (SA): الهيئة السعودية للملكية الفكرية, Riyadh.

Law: Law of Patents, Layout-Designs, Plant Varieties and Industrial Designs, Royal Decree M/27 of 2004, amended by M/45
of 2023 (PL), with its Implementing Regulations; Trade Mark Law of the GCC States (TML), in force here since 27
September 2016; decision of the Council of Ministers of November 2023 on the Gregorian calendar (CM).
Not covered: the postponement of annual fees after three payments without a decision on the merits; restoration, which
the regulations of 2015 allow without a time limit that is known here. There are no utility models.
"""

from dataclasses import replace

from rules.calendars import FRIDAY_SATURDAY, THURSDAY_FRIDAY, Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Alternative,
    Attribute,
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
    attribute,
    calendar_day,
    chain,
    dated,
    day,
    days,
    due,
    expiry,
    filing,
    hijri_months,
    hijri_years,
    legal_filing,
    months,
    n,
    national_entry,
    next_in,
    number_is,
    one_before,
    percent,
    previous,
    route,
    when,
    years,
)

PL = Act("SA Patent Law", "Law of Patents, Layout-Designs, Plant Varieties and Industrial Designs, M/27 of 2004")
TML = Act("GCC Trade Mark Law", "Trade Mark Law of the Gulf Cooperation Council States")
CM = Act("SA Council of Ministers", "Decision of November 2023 on the Gregorian calendar")

# The fees sit on calendar dates; that a holiday moves a last day is tied to no fee, so nothing moves.
calendar = Calendar(
    zone="Asia/Riyadh",
    holidays=(Holidays("SA"),),
    weekend=(("1900-01-01", THURSDAY_FRIDAY), ("2013-06-29", FRIDAY_SATURDAY)),
    moves_due=False,
    moves_late=False,
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-02-28")
FEE_IN_THE_LAST_YEAR = Text(
    "sa.fee_in_the_last_year",
    "Whether the first quarter of the year in which the term ends still asks for a fee (number 21) is not settled.",
)
POSTPONED = Text(
    "sa.postponed",
    "After three annual fees without a decision on the merits the applicant may wait with further ones until the "
    "decision; here they are computed as if paid every year.",
)
PRINTED_EXPIRY = Text(
    "sa.printed_expiry",
    "The certificate prints the expiry in both calendars, and that day wins: compare it, and override this one if it "
    "differs.",
)
GREGORIAN_READING = Text(
    "sa.gregorian_reading",
    "Terms begun before 7 November 2023 were counted in Hijri years; counted in Gregorian years this one ends later. "
    "Give `calendar` as the certificate counts.",
)

# In the first quarter of each calendar year after the filing, pending or granted; doubled in the second. A PCT
# application pays the back years with its first fee, in the year after entry.
year_begins = legal_filing + years(n - 1)
in_force_year = Covered(year_begins, legal_filing + years(n) - days(1))
doubled = (Late(calendar_day(6, 30, year_of=due), percent(100), PL("annual fees")),)
restored = Restoration("unintentional", PL("Implementing Regulations of 2015"))
after_entry = calendar_day(3, 31, year_of=national_entry + years(1))
back_years = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=route("pct") & (calendar_day(3, 31, year_of=year_begins) < after_entry),
    due=after_entry,
    opens=calendar_day(1, 1, year_of=due),
    late=doubled,
    restoration=restored,
    covers=in_force_year,
    cite=PL("Implementing Regulations, PCT applications"),
)
annual_fee = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    due=calendar_day(3, 31, year_of=year_begins),
    opens=calendar_day(1, 1, year_of=due),
    late=doubled,
    restoration=restored,
    covers=in_force_year,
    cite=PL("annual fees"),
)
first_year = Covered(legal_filing, legal_filing + years(1) - days(1), "prepaid", PL("annual fees"))

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), PL("Art. 19(a)")),
    duties=(back_years, annual_fee),
    spans=(first_year,),
    cautions=(Caution(FEE_IN_THE_LAST_YEAR), Caution(POSTPONED)),
)

# M/45: fifteen years, also for designs filed in 2013 and later that were alive on 3 October 2023; ten before. The
# eleventh year of designs filed in 2013 had a day of its own.
eleventh_year_of_2013 = Duty(
    "annuity",
    numbers=Numbers(11, 11),
    applies=(filing >= day("2013-01-01")) & (filing < day("2014-01-01")),
    due=day("2024-05-23"),
    covers=in_force_year,
    cite=PL("M/45, transitional rule"),
)
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(
        legal_filing + dated(legal_filing, years(10), ("2013-01-01", years(15)), cite=PL("M/45")), PL("Art. 19(c)")
    ),
    duties=tuple(
        replace(duty, numbers=numbers, applies=duty.applies & ~route("hague"), as_long_as=year_begins < expiry)
        for duty, numbers in ((eleventh_year_of_2013, Numbers(11, 11)), (annual_fee, Numbers(2, 15)))
    ),
    spans=(replace(first_year, when=~route("hague")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague")),),
)

# TML Art. 20: ten years from filing. Terms begun before the switch were counted in Hijri years (some nine years and
# eight and a half months), which is the earlier reading; the certificate may say otherwise.
HIJRI, GREGORIAN = attribute("calendar").is_("hijri"), attribute("calendar").is_("gregorian")
switch = day("2023-11-07")
first_end = when(HIJRI | (~GREGORIAN & (filing < switch)), filing + hijri_years(10), otherwise=filing + years(10))
term_ends = chain(
    first_end,
    then=when(HIJRI | (~GREGORIAN & (previous < switch)), previous + hijri_years(10), otherwise=previous + years(10)),
)
term_begins = when(number_is(1), filing, otherwise=one_before(term_ends))
counted_in_hijri = HIJRI | (~GREGORIAN & (term_begins < switch))
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    due=term_ends,
    opens=when(counted_in_hijri, due - hijri_years(1), otherwise=due - years(1)),
    late=(Late(when(counted_in_hijri, due + hijri_months(6), otherwise=due + months(6)), amount, TML("Art. 21")),),
    covers=Covered(due + days(1), next_in(term_ends)),
    alternatives=(Alternative(GREGORIAN_READING, {"due": term_begins + years(10)}, counted_in_hijri & ~HIJRI),),
    cite=(TML("Art. 20"), CM("Gregorian calendar")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    duties=(renewal,),
    spans=(Covered(filing, first_end, "prepaid", TML("Art. 20")),),
    cautions=(Caution(PRINTED_EXPIRY),),
)

jurisdiction = Jurisdiction(
    code="SA",
    name="Saudi Authority for Intellectual Property",
    local_name="الهيئة السعودية للملكية الفكرية",
    calendar=calendar,
    rights=(patent, design, trademark),
    attributes=(
        Attribute("calendar", "choice", "the calendar in which the mark's terms count", ("hijri", "gregorian")),
    ),
    sources=("https://www.saip.gov.sa/en/",),
)
