"""Russian Federation (RU): Federal Service for Intellectual Property, Роспатент, Moscow.

Law: Civil Code, Part IV (CC) art. 1363, 1399, 1400, 1491, and Part I art. 190 to 194; Regulation on Patent Fees,
Government Decree 941 of 2008 (FR) as amended with effect from 5 October 2024: five patent years are paid at once.
Not covered: designs filed before 2015 and utility models filed before 1 October 2014, whose end stands in the register.
Eurasian patents are paid for at the Eurasian Office.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Alternative,
    Attribute,
    Await,
    Caution,
    Checked,
    Covered,
    DateExpression,
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
    attribute_number,
    by_now,
    day,
    days,
    due,
    earlier_of,
    expiry,
    filing,
    given,
    grant,
    known,
    later_of,
    legal_filing,
    months,
    n,
    number_is,
    percent,
    route,
    when,
    years,
)

CC = Act("RU Civil Code", "Civil Code of the Russian Federation", "http://pravo.gov.ru/")
FR = Act("RU Fee Regulation", "Regulation on Patent and Other Fees, Decree 941 of 10 December 2008")

# CC art. 193: a last day that is no working day passes to the next one. The Government moves days off every year; the
# decree for the next one comes in autumn.
calendar = Calendar(zone="Europe/Moscow", holidays=(Holidays("RU"),), working_weekends=True, announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-02-28")
PASSAGE = Text(
    "ru.passage",
    "On the first anniversary since 5 October 2024 the rest of the running block of five years is paid in one sum; an "
    "owner who had paid ahead owes it later. Give paid_through_year.",
)
BLOCK_PAID_AT_GRANT = Text(
    "ru.block_paid_at_grant",
    "The patent was granted after its fifth year: ask whether the payment at grant covered the running block of five "
    "years.",
)
CHECK_THE_BLOCK = Text(
    "ru.check_the_block",
    "Fees are paid for five patent years at once (years 6, 11, 16 …); on the anniversaries within a block check that "
    "the payment covers the year.",
)
REGISTER_DECIDES = Text("ru.register_decides", "Filed under the old text: take the end of the term from the register.")
NOTHING_BEFORE_GRANT = Text(
    "ru.nothing_before_grant", "No fees while pending; those of years begun by then are paid with the grant."
)

# FR since 5 October 2024: blocks of years 6-10, 11-15, 16-20, each by the anniversary that opens it; the first five are
# in the fee for the grant. Before that one fee for each year from 3 on.
REFORM = day("2024-10-05")


def block_after(moment: DateExpression) -> DateExpression:
    """The first opening of a five-year block after a day: the 5th, 10th or 15th anniversary, or the end of the term."""
    ends = legal_filing + years(20)
    for length in (15, 10, 5):
        ends = when(moment < legal_filing + years(length), legal_filing + years(length), otherwise=ends)
    return ends


year_begins = legal_filing + years(n - 1)
opens_a_block = number_is(6, 11, 16)
granted = by_now(grant)
after_grant = year_begins > granted
half_more = (Late(due + months(6), percent(50), FR("late payment")),)
restored = Restoration("as_of_right", CC("art. 1400(1)"), earlier_of(due + years(3), expiry))
paid_ahead = given("paid_through_year")
first_since_reform = anniversary_after(legal_filing, REFORM, strictly=False)
covered_by_law = when(granted < REFORM, first_since_reform, otherwise=block_after(granted))
paid_until = when(
    paid_ahead,
    later_of(legal_filing + years(attribute_number("paid_through_year")), covered_by_law),
    otherwise=covered_by_law,
)

block = Duty(
    "annuity",
    numbers=Numbers(6, 20),
    applies=opens_a_block & after_grant & (year_begins >= REFORM) & (year_begins >= paid_until),
    due=year_begins,
    opens=due - years(1),
    late=half_more,
    restoration=restored,
    covers=Covered(year_begins, legal_filing + years(n + 4) - days(1)),
    cite=(FR("five-year blocks"), CC("art. 1399")),
)
# The passage of a patent granted before the reform: on the first anniversary since then, or once what was paid ahead is
# used up, the rest of the running block.
passage = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=after_grant & (year_begins >= paid_until) & (year_begins <= paid_until),
    due=year_begins,
    opens=due - years(1),
    late=half_more,
    restoration=restored,
    covers=Covered(year_begins, block_after(year_begins) - days(1)),
    alternatives=(Alternative(PASSAGE, when=~paid_ahead),),
    cite=FR("transitional provisions"),
)
yearly_fee = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=after_grant & (year_begins < REFORM),
    due=year_begins,
    opens=due - years(1),
    late=half_more,
    restoration=restored,
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    cite=CC("art. 1399"),
)

# Years begun by the grant are paid with it; since the reform the rest of their block too, as far as is known.
first_after_grant = anniversary_after(legal_filing, grant)
yearly_from_3 = when(
    first_after_grant < REFORM, later_of(first_after_grant, legal_filing + years(2)), otherwise=first_after_grant
)
prepaid = (
    Covered(legal_filing, yearly_from_3 - days(1), "prepaid", FR("grant fee"), grant < REFORM),
    Covered(legal_filing, paid_until - days(1), "prepaid", FR("grant fee"), grant >= REFORM),
    Covered(
        first_since_reform,
        paid_until - days(1),
        "prepaid",
        FR("payment in advance"),
        paid_ahead & (grant < REFORM) & (first_since_reform < expiry),
    ),
)
asks = (
    Await("grant", NOTHING_BEFORE_GRANT, ~known(grant)),
    Await("paid_through_year", PASSAGE, (grant < REFORM) & (first_since_reform < expiry)),
)
granted_late = (grant >= REFORM) & (grant >= legal_filing + years(5))
cautions = (
    Caution(CHECK_THE_BLOCK, known(grant), FR("five-year blocks")),
    Caution(BLOCK_PAID_AT_GRANT, granted_late, FR("grant fee")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), CC("art. 1363(1)")),
    duties=(block, passage, yearly_fee),
    spans=prepaid,
    awaits=asks,
    cautions=cautions,
)

# Ten years; before the reform a fee for each year that began after the grant.
utility_model = replace(
    patent,
    name="utility_model",
    term=Term(legal_filing + years(10), CC("art. 1363(1)")),
    duties=tuple(
        replace(duty, numbers=numbers)
        for duty, numbers in ((block, Numbers(6, 6)), (passage, Numbers(2, 10)), (yearly_fee, Numbers(2, 10)))
    ),
    spans=(
        Covered(legal_filing, first_after_grant - days(1), "prepaid", FR("grant fee"), grant < REFORM),
        *prepaid[1:],
    ),
    cautions=(*cautions, Caution(REGISTER_DECIDES, filing < day("2014-10-01"), CC("art. 1363(3)"))),
)

# Art. 1363(3): five years from filing, prolonged four times, since 2015.
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(legal_filing + years(25), CC("art. 1363(3)")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 4),
            applies=~route("hague"),
            due=legal_filing + years(5 * n),
            opens=due - years(1),
            late=half_more,
            covers=Covered(due + days(1), legal_filing + years(5 * n + 5)),
            cite=CC("art. 1363(3)"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", CC("art. 1363(1)"), ~route("hague")),),
    cautions=(
        Caution(REGISTER_DECIDES, filing < day("2015-01-01"), CC("art. 1363(3)")),
        Caution(RENEWED_AT_WIPO, route("hague")),
    ),
)

# Art. 1491: ten years from filing, renewed in the last year or in the six months after.
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1),
            applies=~route("madrid"),
            due=legal_filing + years(10 * n),
            opens=due - years(1),
            late=(Late(due + months(6), amount, CC("art. 1491(2)")),),
            covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
            cite=CC("art. 1491"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", CC("art. 1491(1)"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="RU",
    name="Federal Service for Intellectual Property (Rospatent)",
    local_name="Федеральная служба по интеллектуальной собственности",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(Attribute("paid_through_year", "patent_year", "last patent year already paid for"),),
    sources=("https://rospatent.gov.ru/", "http://pravo.gov.ru/"),
)
