"""United Arab Emirates (AE): Ministry of Economy and Tourism, وزارة الاقتصاد والسياحة, Abu Dhabi.

Law: Federal Law 11 of 2021 on industrial property (IPL), in force since 1 December 2021; Cabinet Resolution 6 of 2022
(CR), art. 2 on periods; Cabinet Decision 112 of 2023 on fees; Federal Decree-Law 36 of 2021 on trade marks (TML).
Not covered: restoration, whose conditions are not published; the years from April 2020 to January 2024, in which the
annual fee was nil but the act was still to be done.
"""

from dataclasses import replace

from rules.calendars import FRIDAY_SATURDAY, SATURDAY_SUNDAY, THURSDAY_FRIDAY, Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Alternative,
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
    dated,
    day,
    days,
    due,
    free,
    legal_filing,
    monthly,
    months,
    n,
    pending,
    route,
    years,
)

IPL = Act("AE Industrial Property Law", "Federal Law 11 of 2021", "https://uaelegislation.gov.ae/en/legislations/1506")
CR = Act(
    "AE Cabinet Resolution 6/2022", "Implementing Regulation", "https://uaelegislation.gov.ae/en/legislations/1579"
)
TML = Act("AE Trade Mark Law", "Federal Decree-Law 36 of 2021", "https://uaelegislation.gov.ae/")

# CR art. 2: the last day of a procedural period passes to the next working day, the last day of protection stays.
calendar = Calendar(
    zone="Asia/Dubai",
    holidays=(Holidays("AE"),),
    weekend=(
        ("1900-01-01", THURSDAY_FRIDAY),
        ("2006-09-01", FRIDAY_SATURDAY),
        ("2022-01-01", SATURDAY_SUNDAY),
    ),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-02-28")
LATE_PERIOD_UNCERTAIN = Text(
    "ae.late_period_uncertain",
    "How long a late payment is taken is not printed in the law: three months are sure, six have been the practice.",
)
CALLED_AFTER_EXAMINATION = Text(
    "ae.called_after_examination",
    "One practice calls the first annual fee, with the back years, ninety days after the examination stage; ask "
    "whether an annual fee was ever called for this application.",
)
TERM_OF_THE_OLD_LAW = Text(
    "ae.term_of_the_old_law",
    "Whether designs filed under Law 17 of 2002 enjoy the twenty years of the new law is not settled; the certificate "
    "says ten.",
)

# A fee for each year from the first anniversary, pending or granted; only the anniversary itself is surely on time.
year_begins = legal_filing + years(n - 1)
in_patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
annual_fee = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    due=year_begins,
    opens=due - months(3),
    late=(Late(due + months(6), monthly, CR("fees for late payment")),),
    covers=in_patent_year,
    alternatives=(Alternative(LATE_PERIOD_UNCERTAIN, {"grace_ends": due + months(3)}),),
    cite=(IPL("annual fees"), CR("art. 2")),
)
first_year = Covered(legal_filing, legal_filing + years(1) - days(1), "prepaid", IPL("annual fees"))

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), IPL("term of a patent")),
    duties=(annual_fee,),
    spans=(first_year,),
    cautions=(Caution(CALLED_AFTER_EXAMINATION, pending),),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), IPL("term of a utility certificate")),
    duties=(replace(annual_fee, numbers=Numbers(2, 10)),),
    spans=(first_year,),
)

# Twenty years for designs filed since the law came into force; ten under the law of 2002.
under_the_old_law = legal_filing < day("2021-12-01")
alive_at_the_change = legal_filing >= day("2011-12-01")
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(
        legal_filing + dated(legal_filing, years(10), ("2021-12-01", years(20)), cite=IPL("transitional provisions")),
        IPL("term of a design"),
        alternatives=(
            Alternative(
                TERM_OF_THE_OLD_LAW, {"due": legal_filing + years(20)}, under_the_old_law & alive_at_the_change
            ),
        ),
    ),
    duties=(
        replace(annual_fee, numbers=Numbers(2, 10)),
        replace(
            annual_fee,
            numbers=Numbers(11, 20),
            applies=~under_the_old_law | alive_at_the_change,
            covers=replace(in_patent_year, when=~under_the_old_law),
        ),
    ),
    spans=(first_year,),
)

# TML: ten years from filing, whose last day does not move; renewal in the last year, or late against a monthly charge.
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~route("madrid"),
    due=legal_filing + years(10 * n),
    opens=due - years(1),
    late=(
        Late(due + months(3), free, TML("late renewal"), moves=True),
        Late(due + months(6), monthly, TML("late renewal")),
    ),
    covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
    alternatives=(Alternative(LATE_PERIOD_UNCERTAIN, {"grace_ends": due + months(3)}),),
    moves_due=False,
    cite=(TML("term and renewal"), CR("art. 2")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", TML("term and renewal"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="AE",
    name="Ministry of Economy and Tourism of the United Arab Emirates",
    local_name="وزارة الاقتصاد والسياحة",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.moet.gov.ae/", "https://uaelegislation.gov.ae/"),
)
