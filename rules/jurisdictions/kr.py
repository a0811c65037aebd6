"""Ministry of Intellectual Property of Korea (KR): 지식재산처 (until September 2025 특허청, KIPO), Daejeon.

Patents (특허), utility models (실용신안), designs (디자인) and trade marks (상표), all counted from the registration of
establishment (설정등록) once the first years are paid.

Law: Patent Act (PA) Art. 14 (periods), 79 (annual fees), 81 (late payment), 81-3 (restoration), 88 (term); Utility
Model Act (UMA) Art. 16, 20, 22; Design Protection Act (DPA) Art. 79, 82, 84, 91; Trademark Act (TMA) Art. 72-77, 83-85.
Not covered: registration fees for the first years, extended terms (Art. 89, 92-2) and their fees up to year 25,
restoration for a justified reason (Art. 81-3(1), at most a year after the late period), rights whose fees ran from
publication (registered before July 1997) and utility models filed before July 1999: enter those deadlines by hand.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, yearly
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
    NumberFormat,
    Numbers,
    Restoration,
    Right,
    Term,
    Text,
    amount,
    attribute,
    dated,
    days,
    due,
    first_given,
    following,
    grace,
    legal_filing,
    months,
    n,
    next_in,
    percent_per_month,
    principal_filing,
    registration,
    route,
    when,
    within_term,
    years,
)

LAWS = "https://www.law.go.kr/"
PA = Act("PA", "Patent Act of the Republic of Korea", LAWS)
UMA = Act("UMA", "Utility Model Act of the Republic of Korea", LAWS)
DPA = Act("DPA", "Design Protection Act of the Republic of Korea", LAWS)
TMA = Act("TMA", "Trademark Act of the Republic of Korea", LAWS)

# Art. 14(4): public holidays, Saturdays and Workers' Day, which was a holiday for periods long before it became a
# public one. Elections and temporary holidays are decreed from year to year.
calendar = Calendar(
    zone="Asia/Seoul",
    holidays=(Holidays("KR"),),
    closed=(yearly("05-01"),),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
COUNTED_FROM_REGISTRATION = Text(
    "kr.counted_from_registration",
    "Fees are counted from the day on which the right was registered; nothing falls due here before it.",
)
LEAP_DAY = Text(
    "kr.leap_day",
    "A year that starts on 1 March ends on 29 February in a leap year (Art. 14); the day corresponding to registration "
    "is 28 February, which is the safe day.",
)

# Art. 14: the first day is left out, so a year of fees starts the day after registration and ends the day before the
# day corresponding to its start; counted from a month's end that is again a month's end.
year_paid_until = following(registration, years(n - 1))
year_on_its_day = registration + years(n - 1)

# Art. 79, 81, 81-3(3): years 1 to 3 are paid at registration, each later one before it begins; six months late counted
# from the nominal day, and three more as of right for twice the fee.
annual_fee = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    as_long_as=within_term,
    due=year_paid_until,
    safe=year_on_its_day,
    late=(Late(following(due, months(6)), percent_per_month(3), PA("Art. 81(1), (2)")),),
    restoration=Restoration("as_of_right", PA("Art. 81-3(3)"), following(grace, months(3))),
    covers=Covered(due + days(1), next_in(year_paid_until)),
    alternatives=(Alternative(LEAP_DAY, {"due": year_on_its_day}, year_on_its_day < due),),
    awaits=COUNTED_FROM_REGISTRATION,
    cite=(PA("Art. 79(1)"), PA("Art. 14")),
)
before_registration = Covered(legal_filing, registration - days(1), "free", PA("Art. 79(1)"))
first_three_years = Covered(registration, following(registration, years(3)), "prepaid", PA("Art. 79(1)"))

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(following(legal_filing, years(20)), PA("Art. 88(1)")),
    duties=(annual_fee,),
    spans=(before_registration, first_three_years),
)

utility_model = replace(
    patent,
    name="utility_model",
    term=Term(following(legal_filing, years(10)), UMA("Art. 22(1)")),
    duties=(
        replace(
            annual_fee,
            numbers=Numbers(4, 10),
            late=(Late(following(due, months(6)), percent_per_month(3), UMA("Art. 20")),),
            restoration=Restoration("as_of_right", UMA("Art. 20"), following(grace, months(3))),
            cite=(UMA("Art. 16(1)"), PA("Art. 14")),
        ),
    ),
    spans=(replace(before_registration, cite=UMA("Art. 16(1)")), replace(first_three_years, cite=UMA("Art. 16(1)"))),
)

# Art. 91(1): twenty years after filing for designs filed since July 2014, fifteen from registration before; a related
# design ends with its principal.
principal = first_given(principal_filing, legal_filing)
design_ends = dated(
    principal,
    following(registration, years(15)),
    ("2014-07-01", following(principal, years(20))),
    cite=DPA("Art. 91(1)"),
)
registered_here = ~route("hague")
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_ends, DPA("Art. 91(1)")),
    duties=(
        replace(
            annual_fee,
            applies=registered_here,
            late=(Late(following(due, months(6)), percent_per_month(3), DPA("Art. 82(1), (2)")),),
            restoration=Restoration("as_of_right", DPA("Art. 84(3)"), following(grace, months(3))),
            cite=(DPA("Art. 79(1)"), PA("Art. 14")),
        ),
    ),
    spans=(
        replace(before_registration, cite=DPA("Art. 79(1)"), when=registered_here),
        replace(first_three_years, cite=DPA("Art. 79(1)"), when=registered_here),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague")),),
)

# Art. 83, 84: ten years from registration, renewed within the year before their end or six months late. Since 28 July
# 2010 the fee may be split: the second half is due before five years of each term are over.
term_ends = following(registration, years(10 * n))
term_on_its_day = registration + years(10 * n)
half_term_ends = following(registration, years(5 * n - 5))
half_on_its_day = registration + years(5 * n - 5)
split = attribute("instalments").is_(True)
kept_here = ~route("madrid")
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=kept_here,
    due=term_ends,
    safe=term_on_its_day,
    opens=due - years(1),
    late=(Late(following(due, months(6)), amount, TMA("Art. 84(2)")),),
    covers=Covered(
        due + days(1), when(split, following(registration, years(10 * n + 5)), otherwise=next_in(term_ends))
    ),
    alternatives=(Alternative(LEAP_DAY, {"due": term_on_its_day}, term_on_its_day < due),),
    awaits=COUNTED_FROM_REGISTRATION,
    cite=(TMA("Art. 83"), TMA("Art. 84(2)")),
)
second_half = Duty(
    "instalment",
    numbers=Numbers(2, step=2),
    applies=kept_here & split,
    due=half_term_ends,
    safe=half_on_its_day,
    late=(Late(following(due, months(6)), amount, TMA("Art. 72, 74")),),
    restoration=Restoration("due_care", TMA("Art. 77"), following(grace, years(1))),
    covers=Covered(due + days(1), following(registration, years(5 * n))),
    alternatives=(Alternative(LEAP_DAY, {"due": half_on_its_day}, half_on_its_day < due),),
    awaits=COUNTED_FROM_REGISTRATION,
    cite=TMA("Art. 72(1)"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(renewal, second_half),
    spans=(
        Covered(registration, following(registration, years(5)), "prepaid", TMA("Art. 72(1)"), kept_here & split),
        Covered(registration, next_in(term_ends), "prepaid", TMA("Art. 72(1)"), kept_here & ~split),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

NUMBERS = "EPO, Asian patent information: numbering system of Korea"


def _numbered(right: str, kind: str) -> tuple[NumberFormat, NumberFormat]:
    """Kind of right, year and serial number of an application; kind and serial number of a registration."""
    since_1998 = rf"(?P<kind>{kind})(?P<year>(?:19|20)\d{{2}})(?P<serial>\d{{7}})"
    of_application = rf"(?:KR)?(?:{since_1998}|(?P<old_year>(?:19)?\d{{2}})(?P<old_serial>\d{{6,7}}))"
    of_registration = rf"(?:KR)?(?P<kind>{kind})(?P<serial>\d{{7}})(?:0{{2,4}})?(?:[BYS]\d)?"
    shown = kind[:2]
    return (
        NumberFormat("application", (right,), of_application, f"{shown}-2018-0123456", NUMBERS),
        NumberFormat("registration", (right,), of_registration, f"{shown}-1234567", NUMBERS),
    )


number_formats = (
    *_numbered("patent", "10"),
    *_numbered("utility_model", "20"),
    *_numbered("design", "30"),
    *_numbered("trademark", "40|41|45"),
)

jurisdiction = Jurisdiction(
    code="KR",
    name="Ministry of Intellectual Property (Korea)",
    local_name="지식재산처",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(Attribute("instalments", "flag", "the trade mark's fee is paid in two halves"),),
    sources=("https://www.kipo.go.kr/", LAWS),
    number_formats=number_formats,
)
