"""Morocco (MA): Office Marocain de la Propriété Industrielle et Commerciale (OMPIC), Casablanca.

Law: Law 17-97 on industrial property (IPL), as amended by Laws 31-05 and 23-13 (in force 18 December 2014): art. 82
to 84 (annuities), 122 (designs), 152 (marks); validation agreement with the European Patent Organisation, in force
1 March 2015.
Not covered: back years that the Office may ask for with the title fee; recourse against a lapse within three months of
the decision (art. 84); blocks of five years paid before October 2012. There are no utility models.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Await,
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
    anniversary_after,
    by_now,
    chain,
    dated,
    days,
    due,
    grant,
    known,
    legal_filing,
    mention,
    monthly,
    months,
    n,
    next_in,
    previous,
    route,
    when,
    within_term,
    years,
)

IPL = Act("MA Law 17-97", "Law 17-97 on the Protection of Industrial Property", "http://www.ompic.ma/")

# That a period passes to the next working day is believed but was not read for fees: nothing moves.
calendar = Calendar(
    zone="Africa/Casablanca", holidays=(Holidays("MA"),), moves_due=False, moves_late=False, announced_through=2026
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
CHECK_WHETHER_GRANTED = Text(
    "ma.check_whether_granted",
    "Grants come fast and are notified late: on each anniversary of the filing check whether the patent was granted.",
)
BACK_YEARS = Text(
    "ma.back_years",
    "Whether annuities of the years before grant are charged is disputed; the notice of the title fee says so.",
)

# Art. 82: the years that begin after the grant, each on the anniversary of filing; a European patent validated here
# after the European grant. Art. 84: relief against a lapse for a legitimate excuse.
granted = when(route("ep"), mention, otherwise=grant)
year_begins = legal_filing + years(n - 1)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    applies=year_begins > by_now(granted),
    due=year_begins,
    late=(Late(due + months(6), monthly, IPL("art. 82")),),
    restoration=Restoration("due_care", IPL("art. 84")),
    covers=Covered(year_begins, legal_filing + years(n) - days(1)),
    awaits=CHECK_WHETHER_GRANTED,
    cite=IPL("art. 82"),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), IPL("art. 17")),
    duties=(annuity,),
    spans=(Covered(legal_filing, anniversary_after(legal_filing, granted) - days(1), "free", IPL("art. 82")),),
    awaits=(
        Await("grant", CHECK_WHETHER_GRANTED, ~route("ep") & ~known(grant)),
        Await("ep_grant", CHECK_WHETHER_GRANTED, route("ep") & ~known(mention)),
    ),
    cautions=(Caution(BACK_YEARS, known(granted), IPL("art. 82")),),
)

# Five years from filing, renewed four times since Law 23-13; twice for designs that were over by 18 December 2014.
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "hague"),
    term=Term(
        legal_filing + dated(legal_filing, years(15), ("1999-12-18", years(25)), cite=IPL("art. 122")), IPL("art. 122")
    ),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 4),
            applies=~route("hague"),
            as_long_as=within_term,
            due=legal_filing + years(5 * n),
            opens=due - months(6),
            late=(Late(due + months(6), amount, IPL("art. 123")),),
            covers=Covered(due + days(1), legal_filing + years(5 * n + 5)),
            cite=IPL("art. 122"),
        ),
    ),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", IPL("art. 122"), ~route("hague")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("hague")),),
)

# Art. 152: ten years from filing; marks filed before 18 December 2004 had a first term of twenty.
first_term = legal_filing + dated(legal_filing, years(20), ("2004-12-18", years(10)), cite=IPL("art. 152"))
term_ends = chain(first_term, then=previous + years(10))
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1),
            applies=~route("madrid"),
            due=term_ends,
            opens=due - months(6),
            late=(Late(due + months(6), amount, IPL("art. 152")),),
            covers=Covered(due + days(1), next_in(term_ends)),
            cite=IPL("art. 152"),
        ),
    ),
    spans=(Covered(legal_filing, first_term, "prepaid", IPL("art. 152"), ~route("madrid")),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="MA",
    name="Moroccan Office of Industrial and Commercial Property",
    local_name="Office Marocain de la Propriété Industrielle et Commerciale",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=("http://www.ompic.ma/",),
)
