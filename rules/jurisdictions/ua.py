"""Ukraine (UA): Ukrainian National Office for Intellectual Property and Innovations, УКРНОІВІ, Kyiv.

Law: Law on Inventions and Utility Models (LIUM) art. 6, 32; Law on Industrial Designs (LID) art. 5, 24, as amended by
Law 815-IX of 2020; Law on Trade Marks (LTM) art. 5, 18; Civil Code (CC) art. 252 to 255; Law 2174-IX of 2022
(suspension of periods) and Law 4362-IX of 2025 (its repeal from 31 May 2025).
Not covered: restoration after the lapse is published; designs filed before 16 August 2020 under annual fees, whose end
stands in the register.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
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
    by_now,
    day,
    days,
    due,
    filing,
    first_given,
    grant,
    legal_filing,
    months,
    n,
    percent,
    registration,
    route,
    years,
)

LIUM = Act("UA Inventions Law", "Law of Ukraine on the Protection of Rights to Inventions and Utility Models")
LID = Act("UA Designs Law", "Law of Ukraine on the Protection of Rights to Industrial Designs")
LTM = Act("UA Trade Marks Law", "Law of Ukraine on the Protection of Rights to Marks for Goods and Services")
CC = Act("UA Civil Code", "Civil Code of Ukraine")
SUSPENSION = Act("UA Law 2174-IX", "Law of 1 April 2022 on the suspension of periods", "https://zakon.rada.gov.ua/")

# CC art. 254(5). Under martial law public holidays are working days, and the library lists none since 2022.
calendar = Calendar(zone="Europe/Kyiv", holidays=(Holidays("UA"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-02-28")
SUSPENDED = Text(
    "ua.suspended",
    "Periods were suspended from 24 February 2022 to 30 May 2025: fees that fell due then could be caught up "
    "afterwards, and no late period is computed for them. Check the register.",
)
REGISTER_DECIDES = Text(
    "ua.register_decides",
    "A design filed before 16 August 2020 was carried over to the new term; take its end from the register.",
)
MARTIAL_LAW = Text(
    "ua.martial_law",
    "Public holidays count as working days while martial law lasts; check whether it still does.",
)

counted_as_ever = (due < day("2022-02-24")) | (due >= day("2025-05-31"))
granted = first_given(registration, grant)

# LIUM art. 32: years begun by the publication of the grant are paid within four months of it, each later one by the
# anniversary of filing that opens it; twelve months late at half as much again.
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
twelve_months = (Late(due + months(12), percent(50), LIUM("art. 32"), when=counted_as_ever),)
at_grant = Duty(
    "annuity",
    numbers=Numbers(1, 20),
    applies=year_begins <= granted,
    due=granted + months(4),
    opens=granted,
    late=twelve_months,
    restoration=Restoration("due_care", LIUM("art. 32")),
    covers=patent_year,
    cite=LIUM("art. 32"),
)
annual_fee = Duty(
    "annuity",
    numbers=Numbers(1, 20),
    applies=year_begins > by_now(granted),
    due=year_begins,
    opens=due - months(4),
    late=twelve_months,
    restoration=Restoration("due_care", LIUM("art. 32")),
    covers=patent_year,
    cite=(LIUM("art. 32"), CC("art. 254")),
)
cautions = (
    Caution(SUSPENDED, filing < day("2025-05-31"), SUSPENSION("art. 1")),
    Caution(MARTIAL_LAW, cite=CC("art. 254")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), LIUM("art. 6(4)")),
    duties=(at_grant, annual_fee),
    cautions=cautions,
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), LIUM("art. 6(5)")),
    duties=tuple(replace(duty, numbers=Numbers(1, 10)) for duty in (at_grant, annual_fee)),
    cautions=cautions,
)

# LID art. 5: five years from filing, four renewals, since 16 August 2020.
half_more = Late(due + months(6), percent(50), LID("art. 24"), when=counted_as_ever)
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "hague"),
    term=Term(legal_filing + years(25), LID("art. 5")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 4),
            applies=~route("hague"),
            due=legal_filing + years(5 * n),
            opens=due - months(6),
            late=(half_more,),
            covers=Covered(due + days(1), legal_filing + years(5 * n + 5)),
            cite=LID("art. 5"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", LID("art. 5"), ~route("hague")),),
    cautions=(
        *cautions,
        Caution(REGISTER_DECIDES, filing < day("2020-08-16"), LID("art. 5")),
        Caution(RENEWED_AT_WIPO, route("hague")),
    ),
)

# LTM art. 5: ten years from filing, renewed in the last six months.
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
            opens=due - months(6),
            late=(replace(half_more, cite=LTM("art. 18")),),
            covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
            cite=LTM("art. 5"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", LTM("art. 5"), ~route("madrid")),),
    cautions=(*cautions, Caution(RENEWED_AT_WIPO, route("madrid"))),
)

jurisdiction = Jurisdiction(
    code="UA",
    name="Ukrainian National Office for Intellectual Property and Innovations",
    local_name="Український національний офіс інтелектуальної власності та інновацій",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://nipo.gov.ua/", "https://zakon.rada.gov.ua/"),
)
