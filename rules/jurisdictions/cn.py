"""China National Intellectual Property Administration (CN): 国家知识产权局, Beijing.

Inventions (发明), utility models (实用新型), designs (外观设计) and trade marks (商标), all at one office.

Law: Patent Law (PL) as amended with effect from 1 June 2021: Art. 42-44; Implementing Regulations of the Patent Law
(IRPL) in force since 20 January 2024: r. 5 (periods), r. 6 (restoration), r. 60 (registration), r. 115 (annual fees);
Guidelines for Patent Examination (GPE) part V, chapters 7 and 9. Trademark Law (TML) of 2019: Art. 36, 39, 40; the
revised law of 26 June 2026, in force on 1 January 2027, repeats them as Art. 39, 43, 44. Implementing Regulations of
the Trademark Law (IRTML) of 2014: Art. 12.
Not covered: the registration formalities themselves (two months from the notice), compensation of the term (Art. 42(2),
(3)) and its fee, restoration within two months of the notice of termination: enter those deadlines by hand.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    WIPO_HANDBOOK,
    Act,
    Alternative,
    Attribute,
    Await,
    Caution,
    CheckDigit,
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
    anniversary_after,
    as_of,
    attribute,
    attribute_number,
    beginning_with,
    dated,
    day,
    days,
    due,
    earlier_of,
    free,
    given,
    grant,
    in_force,
    later_of,
    legal_filing,
    months,
    n,
    next_in,
    one_before,
    percent,
    registration,
    route,
    same_day,
    when,
    within_term,
    years,
)

PL = Act("PL", "Patent Law of the People's Republic of China", "https://english.cnipa.gov.cn/")
IRPL = Act("IRPL", "Implementing Regulations of the Patent Law", "https://www.cnipa.gov.cn/")
GPE = Act("GPE", "Guidelines for Patent Examination", "https://www.cnipa.gov.cn/")
TML = Act("TML", "Trademark Law of the People's Republic of China", "https://english.cnipa.gov.cn/")
IRTML = Act("IRTML", "Implementing Regulations of the Trademark Law")

# r. 5: statutory holidays and the rest days that the yearly notice of the State Council shifts. A weekend day declared
# a working day counts as open: the office takes payments on it, and a later Monday is never promised.
calendar = Calendar(
    zone="Asia/Shanghai",
    holidays=(Holidays("CN"),),
    working_weekends=True,
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-08-31")
CHECKED_MARKS = Checked.day("2026-11-22", "2027-02-28")  # regulations under the law of 2026 are to come
FIRST_FEE_AFTER_GRANT = Text(
    "cn.first_fee_after_grant",
    "No annual fee is due before grant; the year of the grant is paid with the registration, and the fee of the next "
    "year is the first one here.",
)
GRANT_NOT_KNOWN = Text(
    "cn.grant_not_known",
    "Without the grant date only fees of patent years that are still to begin are listed; one of the current year may "
    "be owed as well.",
)
YEAR_IN_NOTICE = Text(
    "cn.year_in_notice",
    "The grant lies within three months of an anniversary of the filing. The patent year printed in the registration "
    "notice decides which annual fee comes first: give it as registration_fee_year.",
)
NOTICE_NAMED_YEAR_BEFORE = Text(
    "cn.notice_named_year_before",
    "If the registration notice named the patent year before that of the grant, the fee of the year begun last is "
    "unpaid and its late period is running: pay at once.",
)
NOTICE_NAMED_YEAR_AFTER = Text(
    "cn.notice_named_year_after",
    "If the registration notice named the patent year after that of the grant, this fee was paid with it and the next "
    "one falls due a year later.",
)
PRINTED_START = Text(
    "cn.printed_start",
    "The ten years run from the start of the exclusive right printed on the certificate: give it as registration.",
)

# r. 60: the fee of the year named in the registration notice is paid with the registration. Where the notice is not at
# hand, the year in which the grant was announced stands for it.
year_begins = legal_filing + years(n - 1)
named_in_notice = attribute("registration_fee_year").is_(*range(1, 21))
grant_not_known = in_force & ~given("grant") & ~named_in_notice
first_own_year = when(
    named_in_notice,
    legal_filing + years(attribute_number("registration_fee_year")),
    otherwise=anniversary_after(legal_filing, when(grant_not_known, as_of, otherwise=grant)),
)
year_of_grant = same_day(legal_filing, year_of=first_own_year - years(1))
paid_here = ~route("hague")
start_known = (named_in_notice | given("grant")) & paid_here

# The office names the year from the grant it expects, some three months after the notice: near an anniversary that can
# be the year before or after the one in which the grant is announced.
by_grant = ~named_in_notice & given("grant")
year_before_begins = one_before(year_begins)
begun_shortly_before = (
    (year_before_begins <= grant) & (grant <= year_before_begins + months(3)) & (year_before_begins > legal_filing)
)
begins_shortly_after = year_begins <= grant + months(3)
near_anniversary = anniversary_after(legal_filing, grant - months(3), strictly=False) <= grant + months(3)

# r. 115: payable before the year before expires, at the latest on the filing day's corresponding day (r. 5); late for
# six months from that nominal day, the first of them at no charge, then 5 % more for each month.
annual_fee = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=paid_here & (year_begins >= first_own_year),
    due=year_begins,
    late=(
        Late(due + months(1), free, GPE("V-9 2.2.1.3")),
        *(Late(due + months(month), percent(5 * (month - 1)), GPE("V-9 2.2.1.3")) for month in range(2, 7)),
    ),
    restoration=Restoration("due_care", IRPL("r. 6(2)")),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    alternatives=(
        Alternative(
            NOTICE_NAMED_YEAR_BEFORE,
            {"due": year_before_begins, "grace_ends": year_before_begins + months(6)},
            by_grant & begun_shortly_before,
        ),
        Alternative(
            NOTICE_NAMED_YEAR_AFTER,
            {"due": next_in(year_begins), "grace_ends": next_in(year_begins) + months(6)},
            by_grant & begins_shortly_after,
        ),
    ),
    awaits=FIRST_FEE_AFTER_GRANT,
    cite=(PL("Art. 43"), IRPL("r. 115")),
)

# Art. 42: the day of filing is the term's first day, so the last one lies before the anniversary (GPE V-9 2.1).
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20) - days(1), PL("Art. 42(1)")),
    duties=(annual_fee,),
    spans=(
        Covered(legal_filing, year_of_grant - days(1), "free", PL("Art. 43"), start_known),
        Covered(year_of_grant, first_own_year - days(1), "prepaid", IRPL("r. 60"), start_known),
    ),
    awaits=(
        Await("grant", GRANT_NOT_KNOWN, grant_not_known & paid_here),
        Await("registration_fee_year", YEAR_IN_NOTICE, given("grant") & paid_here & near_anniversary),
    ),
)

utility_model = replace(
    patent,
    name="utility_model",
    term=Term(legal_filing + years(10) - days(1), PL("Art. 42(1)")),
    duties=(replace(annual_fee, numbers=Numbers(2, 10)),),
)

# Fifteen years for designs filed since the amended law came into force; earlier ones keep their ten.
design = replace(
    patent,
    name="design",
    routes=("direct", "divisional", "hague"),
    term=Term(
        legal_filing + dated(legal_filing, years(10), ("2021-06-01", years(15)), cite=PL("Art. 42(1)")) - days(1),
        PL("Art. 42(1)"),
    ),
    duties=(replace(annual_fee, numbers=Numbers(2, 15), as_long_as=within_term),),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague")),),
)

# IRTML Art. 12: the validity counts its first day and ends the day before the corresponding day. As a term it doesn't
# move for closed days; a request on the next working day is not relied upon. The window was six months until May 2014.
validity_ends = beginning_with(registration, years(10 * n))
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~route("madrid"),
    due=validity_ends,
    moves_due=False,
    opens=earlier_of(due - months(6), later_of(due - months(12), day("2014-05-01"))),
    late=(Late(due + months(6), amount, TML("Art. 40")),),
    covers=Covered(due + days(1), next_in(validity_ends)),
    awaits=PRINTED_START,
    cite=(TML("Art. 39"), TML("Art. 40"), IRTML("Art. 12")),
)

trademark = Right(
    "trademark",
    checked=CHECKED_MARKS,
    routes=("direct", "madrid"),
    duties=(renewal,),
    spans=(Covered(registration, next_in(validity_ends), "prepaid", TML("Art. 39"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

# GB ZC 0006-2003, standard for application numbers: year, kind of application (1 and 8 inventions, 2 and 9 utility
# models, 3 designs), serial number, check digit; until October 2003 with two digits of the year and a shorter serial
# number. A patent's number (专利号) is that of its application.
CHECK_DIGIT = CheckDigit(weights=(2, 3, 4, 5, 6, 7, 8, 9), modulus=11, ten="X")
NUMBERS = "ZC 0006-2003, Standard for application numbers (专利申请号标准)"


def _numbered(right: str, kinds: str, example: str) -> NumberFormat:
    """Both lengths of one kind's numbers."""
    new = rf"(?P<year>(?:19|20)\d{{2}})(?P<serial>[{kinds}]\d{{7}})"
    old = rf"(?P<old_year>\d{{2}})(?P<old_serial>[{kinds}]\d{{5}})"
    pattern = rf"(?:CN|ZL)?(?:{new}|{old})(?P<check>[\dX])?"
    return NumberFormat(("application", "registration"), (right,), pattern, example, NUMBERS, CHECK_DIGIT)


number_formats = (
    _numbered("patent", "18", "201710601862.3"),
    _numbered("utility_model", "29", "201720601862.9"),
    _numbered("design", "3", "201730601862.4"),
    NumberFormat(
        ("publication", "registration"),
        ("patent", "utility_model", "design"),
        r"(?:CN)?(?P<serial>[1-3]\d{6}|[1-3]\d{8})(?:[A-CSUY]\d?)?",
        "CN 102822194 A",
        WIPO_HANDBOOK,
    ),
)

jurisdiction = Jurisdiction(
    code="CN",
    name="China National Intellectual Property Administration",
    local_name="国家知识产权局",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(
        Attribute("registration_fee_year", "number", "patent year named in the registration notice and paid with it"),
    ),
    sources=("https://www.cnipa.gov.cn/", "https://english.cnipa.gov.cn/", "https://sbj.cnipa.gov.cn/"),
    number_formats=number_formats,
)
