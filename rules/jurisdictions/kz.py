"""Kazakhstan (KZ): National Institute of Intellectual Property, Ұлттық зияткерлік меншік институты (QazPatent), Astana.

Law: Patent Law 427-I of 1999 (PL) art. 5, 11; Law 456-I of 1999 on trade marks (TML) art. 15; Civil Code (CC) art. 172
to 177.
Not covered: extension of drug patents by up to five years. Eurasian patents are paid for at the Eurasian Office.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
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
    Restoration,
    Right,
    Term,
    Text,
    amount,
    by_now,
    days,
    due,
    first_given,
    grant,
    legal_filing,
    months,
    n,
    percent,
    publication,
    route,
    years,
)

PL = Act("KZ Patent Law", "Patent Law of the Republic of Kazakhstan", "https://adilet.zan.kz/eng/docs/Z990000427_")
TML = Act("KZ Trade Mark Law", "Law on Trademarks, Service Marks, Geographical Indications")
CC = Act("KZ Civil Code", "Civil Code of the Republic of Kazakhstan", "https://adilet.zan.kz/eng/docs/K940001000_")

# CC art. 177: a last day that is no working day passes to the next one; Saturdays made working days stay.
calendar = Calendar(zone="Asia/Almaty", holidays=(Holidays("KZ"),), working_weekends=True, announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
TEN_YEARS_AND_FIVE = Text(
    "kz.ten_years_and_five",
    "Fifteen years with an extension of five, or ten with five: the amendments of 2018 and 2022 leave it open. Take "
    "the end of the term from the patent.",
)

# Art. 11(15): the years begun by the publication of the grant within two months of it, each later one on the day that
# corresponds to the filing; restored on request within three years.
published = first_given(publication, grant)
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
half_more = (Late(due + months(6), percent(50), PL("art. 11(15)")),)
restored = Restoration("as_of_right", PL("art. 11(15)"), due + years(3))
at_publication = Duty(
    "annuity",
    numbers=Numbers(1, 20),
    applies=year_begins <= published,
    due=published + months(2),
    opens=published,
    late=half_more,
    restoration=restored,
    covers=patent_year,
    cite=PL("art. 11(15)"),
)
annual_fee = Duty(
    "annuity",
    numbers=Numbers(1, 20),
    applies=year_begins > by_now(published),
    due=year_begins,
    late=half_more,
    restoration=restored,
    covers=patent_year,
    cite=(PL("art. 11(15)"), CC("art. 172-177")),
)


def through(last: int) -> tuple[Duty, Duty]:
    """Return the annual fees up to one year of the right (art. 11(15))."""
    return replace(at_publication, numbers=Numbers(1, last)), replace(annual_fee, numbers=Numbers(1, last))


patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), PL("art. 5(1)")),
    duties=through(20),
)

# Five years and one extension of three on request.
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(8), PL("art. 5(2)")),
    duties=(
        *through(8),
        Duty("renewal", numbers=Numbers(1, 1), due=legal_filing + years(5), cite=PL("art. 5(2)")),
    ),
)

# Fifteen years and an extension of five; where ten and five apply, the extension is due five years sooner.
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(20), PL("art. 5(3)"), alternatives=(Alternative(TEN_YEARS_AND_FIVE),)),
    duties=(
        *through(20),
        Duty(
            "renewal",
            numbers=Numbers(1, 1),
            due=legal_filing + years(15),
            safe=legal_filing + years(10),
            alternatives=(Alternative(TEN_YEARS_AND_FIVE, {"due": legal_filing + years(10)}),),
            cite=PL("art. 5(3)"),
        ),
    ),
)

# TML art. 15: ten years from filing, renewed in the last year, six months late on request.
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
            late=(Late(due + months(6), amount, TML("art. 15")),),
            covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
            cite=TML("art. 15"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", TML("art. 15"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="KZ",
    name="National Institute of Intellectual Property (QazPatent)",
    local_name="Ұлттық зияткерлік меншік институты",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://qazpatent.kz/en", "https://adilet.zan.kz/eng"),
)
