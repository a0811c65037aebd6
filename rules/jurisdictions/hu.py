"""Hungarian Intellectual Property Office (HU): Szellemi Tulajdon Nemzeti Hivatala (SZTNH), Budapest.

Law: Patents Act XXXIII of 1995 (Szt.) Art. 22, 23, 40, 41, 84/L; fee decree 19/2005 GKM; European Patent Convention
(EPC) Art. 141; Utility Models Act XXXVIII of 1991 (Hmtv.); Designs Act XLVIII of 2001 (Fmtv.); Trade Marks Act XI of
1997 (Vt.) Art. 11, 65; Act CL of 2016 on General Administrative Procedure (Ákr.) Art. 52.
An annual fee falls due on the anniversary of filing (`due`); three months without surcharge follow, then three with.
Years 1 to 3 cost nothing if they fall due on or after 1 June 2022, nor does year 1 of applications filed since
7 August 2021. Hungary is outside the unitary patent.
Not covered: relief for years begun before a divisional was filed, supplementary protection certificates.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    MENTION_NEEDED,
    PERHAPS_PAID,
    RENEWED_AT_WIPO,
    Act,
    Alternative,
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
    dated,
    day,
    days,
    due,
    expiry,
    filing,
    first_given,
    given,
    grace,
    ir,
    known,
    later_of,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    next_in,
    number_is,
    pending,
    percent,
    perhaps_paid,
    publication,
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

SZT = Act(
    "Szt.", "1995. évi XXXIII. törvény a találmányok szabadalmi oltalmáról", "https://njt.hu/jogszabaly/1995-33-00-00"
)
GKM = Act("19/2005 GKM", "19/2005. (IV. 12.) GKM rendelet")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")
HMTV = Act(
    "Hmtv.", "1991. évi XXXVIII. törvény a használati minták oltalmáról", "https://njt.hu/jogszabaly/1991-38-00-00"
)
FMTV = Act(
    "Fmtv.", "2001. évi XLVIII. törvény a formatervezési minták oltalmáról", "https://njt.hu/jogszabaly/2001-48-00-00"
)
VT = Act("Vt.", "1997. évi XI. törvény a védjegyek oltalmáról", "https://njt.hu/jogszabaly/1997-11-00-00")

# Days off moved by decree are closed, and the Saturdays worked in their stead are open; the list comes yearly.
calendar = Calendar(zone="Europe/Budapest", holidays=(Holidays("HU"),), working_weekends=True, announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_UTILITY_MODEL = Checked.day("2026-11-22", "2027-02-28")
PUBLICATION_NEEDED = Text(
    "hu.publication_needed", "fees that fell due before publication may be paid within six months of it"
)
FIRST_YEAR_UNSURE = Text(
    "hu.first_year_unsure",
    "Which year of a utility model is the first to cost a fee was not read in the fee decree; year 2 is taken. Ask the "
    "Office.",
)

# Art. 23: in advance on each anniversary, within a period of grace whose first three months bear no surcharge.
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
owed_here = ~validated | (~number_is(1) & (mention_unknown | (year_begins >= mention)))
# The decree's years without a fee: 2 and 3 by their due day, 1 by its own or for filings since 7 August 2021.
costs_nothing = number_is(1, 2, 3) & ((year_begins >= day("2022-06-01")) | (legal_filing >= day("2021-08-07")))
annuity = Duty(
    "annuity",
    numbers=Numbers(1, 20),
    applies=owed_here & ~costs_nothing,
    due=year_begins,
    free_until=due + months(3),
    late=(Late(due + months(6), percent(50), SZT("Art. 23")),),
    restoration=Restoration("due_care", SZT("Art. 40, 41"), grace + months(3)),
    covers=patent_year,
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),),
    awaits=MENTION_NEEDED,
    cite=(SZT("Art. 23"), GKM("fees of patents")),
)
# Art. 23: for what fell due before publication of the application the period of grace runs from the publication.
due_before_publication = replace(
    annuity,
    applies=~validated & ~costs_nothing & given("publication") & (year_begins < publication),
    free_until=publication + months(3),
    late=(Late(publication + months(6), percent(50), SZT("Art. 23")),),
    alternatives=(),
)
first_year_here = year_after_mention
free_from = legal_filing + dated(
    legal_filing, years(3), ("2020-06-01", years(2)), ("2021-06-01", years(1)), ("2021-08-07", years(0))
)
free_years = Covered(free_from, legal_filing + years(3) - days(1), "free", GKM("fees of patents"))
has_free_years = legal_filing >= day("2020-06-01")

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), SZT("Art. 22")),
    duties=(due_before_publication, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", SZT("Art. 84/L"), validated),
        replace(free_years, when=~validated & has_free_years),
        replace(
            free_years,
            first=later_of(free_from, first_year_here),
            when=validated & has_free_years & (mention <= legal_filing + years(2)),
        ),
    ),
    awaits=(
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
        Await("publication", PUBLICATION_NEEDED, ~validated & pending & (legal_filing < day("2021-08-07"))),
    ),
)

utility_model_fee = Duty(
    "annuity",
    numbers=Numbers(2, 10),
    due=year_begins,
    free_until=due + months(3),
    late=(Late(due + months(6), percent(50), HMTV("fees as for patents")),),
    covers=patent_year,
    alternatives=(Alternative(FIRST_YEAR_UNSURE, when=number_is(2)),),
    cite=(HMTV("fees as for patents"), GKM("fees of utility models")),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED_UTILITY_MODEL,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), HMTV("term of protection")),
    duties=(utility_model_fee,),
    spans=(Covered(legal_filing, legal_filing + years(1) - days(1), "prepaid", GKM("fees of utility models")),),
)

# Five years from filing, four times renewed on a request in the last six months or in six months more.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    opens=due - months(6),
    late=(Late(due + months(6), amount, FMTV("term and renewal")),),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=FMTV("term and renewal"),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), FMTV("term and renewal")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", FMTV("term and renewal"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Art. 11, 65: ten years from filing; requested in the last six months (twelve until 2018) or in six more. A mark
# registered only after its first term has six months from registration.
decade_ends = legal_filing + years(10 * n)
registered_late = given("registration") & (registration > decade_ends)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - dated(due, months(12), ("2019-01-01", months(6))),
    late=(
        Late(registration + months(6), amount, VT("Art. 65"), when=registered_late),
        Late(due + months(6), amount, VT("Art. 65"), when=~registered_late),
    ),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(VT("Art. 11"), VT("Art. 65")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", VT("Art. 11"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="HU",
    name="Hungarian Intellectual Property Office",
    local_name="Szellemi Tulajdon Nemzeti Hivatala",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=(
        "https://njt.hu/jogszabaly/1995-33-00-00",
        "https://njt.hu/jogszabaly/1997-11-00-00",
        "https://www.sztnh.gov.hu/",
        "https://www.epo.org/en/legal/national-law",
    ),
)
