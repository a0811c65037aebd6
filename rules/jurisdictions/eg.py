"""Egypt (EG): Egyptian Authority for Intellectual Property, الجهاز المصري للملكية الفكرية, Cairo.

The Authority (Law 163 of 2023) takes over the Patent Office and the department of marks and designs.

Law: Law 82 of 2002 on intellectual property (IPL): art. 9, 11, 26 (patents), 30, 31 (utility models), 126 (designs),
90 to 92 (marks).
Not covered: revival of a lapsed patent; the time in which the former owner alone may register a mark again (art. 92).
"""

from dataclasses import replace

from rules.calendars import FRIDAY_SATURDAY, Calendar, Holidays
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
    amount,
    days,
    due,
    legal_filing,
    months,
    n,
    national_entry,
    route,
    years,
)

IPL = Act("EG Intellectual Property Law", "Law 82 of 2002 on the Protection of Intellectual Property Rights")

# No text ties renewal fees to working days: nothing moves.
calendar = Calendar(
    zone="Africa/Cairo",
    holidays=(Holidays("EG"),),
    weekend=FRIDAY_SATURDAY,
    moves_due=False,
    moves_late=False,
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
LATE_RENEWAL_OF_DESIGNS = Text(
    "eg.late_renewal_of_designs",
    "A late period of three months after the expiry of a design is spoken of but was not found in the law; do not "
    "count on it.",
)

# Art. 11: a fee for each year from the second one, pending too; art. 26: lost when a year goes by unpaid. A PCT
# application pays on entry what fell due before.
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
within_a_year = (Late(due + months(12), amount, IPL("art. 26")),)
first_year = Covered(legal_filing, legal_filing + years(1) - days(1), "prepaid", IPL("art. 11"))
paid_on_entry = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=route("pct") & (year_begins <= national_entry),
    due=national_entry,
    late=within_a_year,
    covers=patent_year,
    cite=IPL("art. 11"),
)
annual_fee = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    due=year_begins,
    late=within_a_year,
    covers=patent_year,
    cite=IPL("art. 11"),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), IPL("art. 9")),
    duties=(paid_on_entry, annual_fee),
    spans=(first_year,),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(7), IPL("art. 30")),
    duties=tuple(replace(duty, numbers=Numbers(2, 7), cite=IPL("art. 31")) for duty in (paid_on_entry, annual_fee)),
    spans=(replace(first_year, cite=IPL("art. 31")),),
)

# Art. 126: ten years and one renewal of five, asked for in the last year.
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "hague"),
    term=Term(legal_filing + years(15), IPL("art. 126")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 1),
            applies=~route("hague"),
            due=legal_filing + years(10),
            opens=due - years(1),
            covers=Covered(due + days(1), legal_filing + years(15)),
            alternatives=(Alternative(LATE_RENEWAL_OF_DESIGNS, {"grace_ends": due + months(3)}),),
            cite=IPL("art. 126"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", IPL("art. 126"), ~route("hague")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague")),),
)

# Art. 90 to 92: ten years from filing, renewed in the last year or late in the six months after.
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
            late=(Late(due + months(6), amount, IPL("art. 91")),),
            covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
            cite=IPL("art. 90"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", IPL("art. 90"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="EG",
    name="Egyptian Authority for Intellectual Property",
    local_name="الجهاز المصري للملكية الفكرية",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.egypo.gov.eg/",),
)
