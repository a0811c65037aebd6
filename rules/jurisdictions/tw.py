"""Taiwan Intellectual Property Office (TW): 經濟部智慧財產局 (TIPO), Taipei.

Patents of invention (發明), utility models (新型), designs (設計) and trade marks (商標). Taiwan belongs to none of the
PCT, the Hague and the Madrid systems, so everything is filed directly.

Law: Patent Act (PA) as in force since 1 November 2019: Art. 20 (periods), 52, 53 (terms), 70 (restoration), 93, 94
(annual fees, late payment), 114, 120 (utility models), 135, 142, 157-4 (designs); Trademark Act (TMA) Art. 33, 34;
Administrative Procedure Act (APA) Art. 48.
Not covered: certificate fee and first year (three months from the allowance), extensions for medicines and
agrochemicals (Art. 53): enter those deadlines by hand.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    Act,
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
    day,
    days,
    due,
    expiry,
    first_given,
    following,
    grace,
    grant,
    known,
    legal_filing,
    months,
    n,
    next_in,
    percent,
    principal_filing,
    registration,
    when,
    years,
)

LAWS = "https://law.moj.gov.tw/"
PA = Act("PA", "Patent Act (專利法)", LAWS)
TMA = Act("TMA", "Trademark Act (商標法)", LAWS)
APA = Act("APA", "Administrative Procedure Act (行政程序法)", LAWS)

# APA Art. 48(4): Sundays, holidays and other rest days, Saturdays among them. Until February 2025 some Saturdays were
# declared working days; the Office was open on them.
calendar = Calendar(
    zone="Asia/Taipei",
    holidays=(Holidays("TW"),),
    working_weekends=True,
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
COUNTED_FROM_PUBLICATION = Text(
    "tw.counted_from_publication",
    "Annual fees are counted from the publication of the grant, and the first year is paid before it.",
)
COUNTED_FROM_REGISTRATION = Text(
    "tw.counted_from_registration", "The ten years are counted from the publication of the registration."
)

# Art. 20(2), 52(3): terms and patent years count their first day, so each ends the day before the anniversary.
year_begins = grant + years(n - 1)

# Art. 93(2), 94, 70(2): each year is paid before it begins; six months late from the nominal day whatever closed days
# did to it, 20 % for each month begun up to the whole fee; within a year after that an owner who didn't mean it gets
# the patent back for three times the fee. These periods start the day after, so from a month's end to a month's end.
annual_fee = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    as_long_as=~known(expiry) | (year_begins <= expiry),
    due=year_begins - days(1),
    late=(
        *(Late(following(due, months(month)), percent(20 * month), PA("Art. 94")) for month in (1, 2, 3, 4)),
        Late(following(due, months(6)), percent(100), PA("Art. 94")),
    ),
    restoration=Restoration("unintentional", PA("Art. 70(2)"), following(grace, years(1))),
    covers=Covered(year_begins, grant + years(n) - days(1)),
    awaits=COUNTED_FROM_PUBLICATION,
    cite=(PA("Art. 93(2)"), PA("Art. 20(2)")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(20) - days(1), PA("Art. 52(3)")),
    duties=(annual_fee,),
    spans=(
        Covered(legal_filing, grant - days(1), "free", PA("Art. 93(1)")),
        Covered(grant, grant + years(1) - days(1), "prepaid", PA("Art. 52(1)")),
    ),
)

utility_model = replace(
    patent,
    name="utility_model",
    term=Term(legal_filing + years(10) - days(1), PA("Art. 114")),
    duties=(replace(annual_fee, numbers=Numbers(2, 10), cite=(PA("Art. 120, 93(2)"), PA("Art. 20(2)"))),),
)

# Art. 135, 157-4: fifteen years since 1 November 2019, also for designs that were alive on that day; twelve before.
# A derivative design ends with its principal.
first_filed = first_given(principal_filing, legal_filing)
over_before_2019_act = first_filed + years(12) - days(1) < day("2019-11-01")
design = replace(
    patent,
    name="design",
    term=Term(
        when(over_before_2019_act, first_filed + years(12) - days(1), otherwise=first_filed + years(15) - days(1)),
        (PA("Art. 135"), PA("Art. 157-4")),
    ),
    duties=(replace(annual_fee, numbers=Numbers(2, 15), cite=(PA("Art. 142, 93(2)"), PA("Art. 20(2)"))),),
)

# TMA Art. 33, 34: ten years with the day of publication, renewed within the six months before their end or, for double
# the fee, the six after it.
term_ends = registration + years(10 * n) - days(1)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    due=term_ends,
    opens=due + days(1) - months(6),
    late=(Late(following(due, months(6)), percent(100), TMA("Art. 34(1)")),),
    covers=Covered(due + days(1), next_in(term_ends)),
    awaits=COUNTED_FROM_REGISTRATION,
    cite=(TMA("Art. 33"), APA("Art. 48")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    duties=(renewal,),
    spans=(Covered(registration, next_in(term_ends), "prepaid", TMA("Art. 33(1)")),),
)

NUMBERS = "EPO, Asian patent information: numbering system of Chinese Taipei"


def _numbered(right: str, digit: str, letter: str) -> tuple[NumberFormat, NumberFormat]:
    """Year of the Republic, kind and serial number of an application; letter and serial number of a certificate."""
    of_application = rf"(?:TW)?(?P<year>1\d{{2}}|[5-9]\d)(?P<serial>{digit}\d{{5}})"
    return (
        NumberFormat("application", (right,), of_application, f"107{digit}23456", NUMBERS),
        NumberFormat("registration", (right,), rf"(?:TW)?(?P<serial>{letter}?\d{{6}})B?", f"{letter}654321", NUMBERS),
    )


number_formats = (
    *_numbered("patent", "1", "I"),
    *_numbered("utility_model", "2", "M"),
    *_numbered("design", "3", "D"),
)

jurisdiction = Jurisdiction(
    code="TW",
    name="Taiwan Intellectual Property Office",
    local_name="經濟部智慧財產局",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.tipo.gov.tw/", LAWS),
    number_formats=number_formats,
)
