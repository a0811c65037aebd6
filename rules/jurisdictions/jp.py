"""Japan Patent Office (JP): 特許庁, Tokyo.

Patents (特許), utility models (実用新案), designs (意匠) and trade marks (商標), all counted from registration
(設定登録) once the first years are paid.

Law: Patent Act (PA) Art. 3 (periods), 67 (term), 107, 108 (annual fees), 112 (late payment), 112-2 (restoration);
Utility Model Act (UMA) Art. 15, 31-33-2; Design Act (DA) Art. 21, 42-44-2; Trademark Act (TMA) Art. 18-21, 40-41-3, 43.
Not covered: registration fees for the first years, extended terms (Art. 67(2), (4)) and their fees up to year 25,
restoration within two months of being able to pay, utility models filed before April 2005 (six years; all expired):
enter those deadlines by hand.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, yearly
from rules.language import (
    RENEWED_AT_WIPO,
    WIPO_HANDBOOK,
    Act,
    Alternative,
    Attribute,
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
    attribute,
    basic_design_filing,
    dated,
    day,
    days,
    due,
    due_effective,
    following,
    grace,
    legal_filing,
    months,
    n,
    next_in,
    percent,
    registration,
    route,
    when,
    within_term,
    years,
)

LAWS = "https://www.japaneselawtranslation.go.jp/"
PA = Act("PA", "Patent Act of Japan", LAWS)
UMA = Act("UMA", "Utility Model Act of Japan", LAWS)
DA = Act("DA", "Design Act of Japan", LAWS)
TMA = Act("TMA", "Trademark Act of Japan", LAWS)

# Art. 3(2): closed on the days of the Act on Holidays of Administrative Organs, the turn of the year among them.
calendar = Calendar(
    zone="Asia/Tokyo",
    holidays=(Holidays("JP"),),
    closed=(yearly("12-29..12-31", "01-01..01-03"),),
)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
COUNTED_FROM_REGISTRATION = Text(
    "jp.counted_from_registration",
    "Fees are counted from the day on which the right was registered; nothing falls due here before it.",
)
LATE_FROM_NOMINAL_DAY = Text(
    "jp.late_from_nominal_day",
    "The last day to pay passed to the next open day and the late period is counted from there; counted from the "
    "nominal day it ends sooner, which is the safe day.",
)
LEAP_DAY = Text(
    "jp.leap_day",
    "A year that starts on 1 March ends on 29 February in a leap year (Art. 3(1)); the day of registration comes back "
    "on 28 February, which is the safe day.",
)
ENDS_WITH_PRINCIPAL = Text(
    "jp.ends_with_principal",
    "A related design filed before 1 April 2020 ends with its principal design, so earlier than computed here.",
)

# Art. 3(1): the first day is left out, so a year of fees starts the day after registration and ends the day before the
# day corresponding to its start; counted from a month's end that is again a month's end.
year_paid_until = following(registration, years(n - 1))
year_on_its_day = registration + years(n - 1)

# Art. 112-2 asked for a justified reason until the limits missed since 1 April 2023; now for lack of intent.
ways_back = (
    Restoration("due_care", PA("Art. 112-2"), following(grace, years(1)), grace < day("2023-04-01")),
    Restoration("unintentional", PA("Art. 112-2"), following(grace, years(1))),
)

# Art. 108(2), 112(1): year 4 and later are paid within the year before, late in the six months after the end of that
# time as closed days have moved it.
annual_fee = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    as_long_as=within_term,
    due=year_on_its_day,
    late=(Late(following(due_effective, months(6)), percent(100), PA("Art. 112(1), (2)")),),
    restoration=ways_back,
    covers=Covered(due + days(1), next_in(year_on_its_day)),
    alternatives=(
        Alternative(LATE_FROM_NOMINAL_DAY, {"grace_ends": following(due, months(6))}, due < due_effective),
        Alternative(LEAP_DAY, {"due": year_paid_until}, year_paid_until > due),
    ),
    awaits=COUNTED_FROM_REGISTRATION,
    cite=(PA("Art. 108(2)"), PA("Art. 3(1)")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(following(legal_filing, years(20)), PA("Art. 67(1)")),
    duties=(annual_fee,),
    spans=(
        Covered(legal_filing, registration - days(1), "free", PA("Art. 107(1)")),
        Covered(registration, following(registration, years(3)), "prepaid", PA("Art. 108(1)")),
    ),
)

# Years 1 to 3 are paid with the application.
utility_model = replace(
    patent,
    name="utility_model",
    term=Term(following(legal_filing, years(10)), UMA("Art. 15")),
    duties=(
        replace(
            annual_fee,
            numbers=Numbers(4, 10),
            late=(Late(following(due_effective, months(6)), percent(100), UMA("Art. 33(1), (2)")),),
            restoration=tuple(replace(way, cite=UMA("Art. 33-2")) for way in ways_back),
            cite=(UMA("Art. 32(2)"), PA("Art. 3(1)")),
        ),
    ),
    spans=(
        Covered(legal_filing, registration - days(1), "free", UMA("Art. 31(1)")),
        Covered(registration, following(registration, years(3)), "prepaid", UMA("Art. 32(1)")),
    ),
)

# Art. 21: twenty-five years from filing since April 2020, for a related design from the filing of its basic design;
# before, twenty from registration (since April 2007) or fifteen.
related = attribute("related_design").is_(True)
first_design_filed = when(related, basic_design_filing, otherwise=legal_filing)
new_term = legal_filing >= day("2020-04-01")
registered_here = ~route("hague")
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(
        dated(
            legal_filing,
            following(registration, years(15)),
            ("2007-04-01", following(registration, years(20))),
            ("2020-04-01", following(first_design_filed, years(25))),
            cite=DA("Art. 21"),
        ),
        DA("Art. 21"),
        alternatives=(Alternative(ENDS_WITH_PRINCIPAL, {}, related & ~new_term),),
    ),
    duties=(
        replace(
            annual_fee,
            numbers=Numbers(2, 25),
            applies=registered_here,
            late=(Late(following(due_effective, months(6)), percent(100), DA("Art. 44(1), (2)")),),
            restoration=tuple(replace(way, cite=DA("Art. 44-2")) for way in ways_back),
            cite=(DA("Art. 43(2)"), PA("Art. 3(1)")),
        ),
    ),
    spans=(
        Covered(legal_filing, registration - days(1), "free", DA("Art. 42(1)"), registered_here & new_term),
        Covered(registration, following(registration, years(1)), "prepaid", DA("Art. 43(1)"), registered_here),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague")),),
)

# TMA Art. 19, 20: ten years from registration, renewed in their last six months; the late six months are counted from
# the end of the term itself. Art. 41-2, 41-3: the second half of a split fee is due five years before that end.
term_ends = following(registration, years(10 * n))
term_on_its_day = registration + years(10 * n)
half_term_ends = following(registration, years(5 * n - 5))
half_on_its_day = registration + years(5 * n - 5)
split = attribute("instalments").is_(True)
kept_here = ~route("madrid")
late_six_months = Late(following(due, months(6)), percent(100), TMA("Art. 20(3), 43"))
ways_back_mark = (
    Restoration("due_care", TMA("Art. 21(1)"), following(grace, months(6)), grace < day("2023-04-01")),
    Restoration("unintentional", TMA("Art. 21(1)"), following(grace, months(6))),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=kept_here,
    due=term_on_its_day,
    opens=due - months(6) + days(1),
    late=(late_six_months,),
    restoration=ways_back_mark,
    covers=Covered(
        due + days(1), when(split, following(registration, years(10 * n + 5)), otherwise=next_in(term_ends))
    ),
    alternatives=(Alternative(LEAP_DAY, {"due": term_ends}, term_ends > due),),
    awaits=COUNTED_FROM_REGISTRATION,
    cite=(TMA("Art. 19"), TMA("Art. 20(2)")),
)
second_half = Duty(
    "instalment",
    numbers=Numbers(2, step=2),
    applies=kept_here & split,
    due=half_on_its_day,
    late=(replace(late_six_months, cite=TMA("Art. 41-2(5), 43")),),
    restoration=tuple(replace(way, cite=TMA("Art. 41-3(1)")) for way in ways_back_mark),
    covers=Covered(due + days(1), following(registration, years(5 * n))),
    alternatives=(Alternative(LEAP_DAY, {"due": half_term_ends}, half_term_ends > due),),
    awaits=COUNTED_FROM_REGISTRATION,
    cite=TMA("Art. 41-2(1), (7)"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(renewal, second_half),
    spans=(
        Covered(registration, following(registration, years(5)), "prepaid", TMA("Art. 41-2(1)"), kept_here & split),
        Covered(registration, next_in(term_ends), "prepaid", TMA("Art. 40(1)"), kept_here & ~split),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

# The emperor's year stands for that of our calendar in applications before 2000 (平成10年特許願第123456号).
number_formats = (
    NumberFormat(
        "application",
        ("patent", "utility_model", "design", "trademark"),
        r"(?:JP)?(?:(?P<year>(?:19|20)\d{2})(?P<serial>\d{1,6})|(?P<era>[HS]?\d{1,2})(?P<era_serial>\d{6}))",
        "2018-012345",
        WIPO_HANDBOOK,
    ),
    NumberFormat(
        "registration",
        ("patent", "utility_model", "design"),
        r"(?:JP)?(?P<serial>\d{6,7})(?:[BSUY]\d?)?",
        "6789012",
        WIPO_HANDBOOK,
    ),
)

jurisdiction = Jurisdiction(
    code="JP",
    name="Japan Patent Office",
    local_name="特許庁",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(
        Attribute("related_design", "flag", "a related design: its term runs from the basic design's filing"),
        Attribute("instalments", "flag", "the trade mark's fee is paid in two halves"),
    ),
    sources=("https://www.jpo.go.jp/", "https://www.inpit.go.jp/", LAWS),
    number_formats=number_formats,
)
