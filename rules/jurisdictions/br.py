"""National Institute of Industrial Property (BR): Instituto Nacional da Propriedade Industrial (INPI); Rio de Janeiro.

Law: Industrial Property Law (LPI, 9.279/1996): Art. 40, 84-87 (patents), 108, 119, 120 (designs), 133 (marks), 221, 222
(counting); INPI ordinance 52/2023 on annuities, in force 1 January 2024; Civil Code (CC): Art. 132; Supreme Court, ADI
5529. Pending and granted patents pay in one series. The gazette's day, from which three months for restoration run
(Art. 87), is known from the gazette only.
A month that lacks the day: CC Art. 132 § 3 goes to the first of the next, the Office's own count isn't known; the last
day of the short month is the safe one.
Not covered: certificates of addition, which follow their main patent.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, yearly
from rules.language import (
    RENEWED_AT_WIPO,
    WIPO_DAS,
    Act,
    Alternative,
    Await,
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
    dated,
    day,
    days,
    due,
    expiry,
    filing,
    first_given,
    grant,
    ir,
    known,
    later_of,
    legal_filing,
    months,
    n,
    national_entry,
    next_in,
    number_is,
    pending,
    registration,
    route,
    when,
    years,
)

LPI = Act("LPI", "Lei 9.279/1996", "https://www.planalto.gov.br/ccivil_03/leis/l9279.htm")
PORTARIA = Act("Portaria INPI/PR", "Ordinance of the President of the Institute", "https://www.gov.br/inpi/pt-br")
STF = Act("STF", "Supremo Tribunal Federal", "https://portal.stf.jus.br/")

# Rio's own holidays count, and the optional days of the public service, which are decreed each year.
calendar = Calendar(
    zone="America/Sao_Paulo",
    holidays=(Holidays("BR", "RJ", ("public", "optional")),),
    closed=(yearly("01-20", "04-23"),),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
CHECKED_MARK = Checked.day("2026-11-22", "2027-11-30")
SHORT_MONTH = Text(
    "br.short_month",
    "The month lacks the day on which the three months end; by the Civil Code the first day of the next month counts.",
)
ENTRY_NEEDED = Text(
    "br.entry_needed",
    "annuities whose time had ended by the entry into the national phase are paid within three months of it",
)
TEN_YEARS_FROM_GRANT = Text(
    "br.ten_years_from_grant",
    "Granted before the Supreme Court's decision of May 2021, the patent keeps its minimum term from grant, unless it "
    "is of the pharmaceutical or medical field or was in suit on 7 April 2021.",
)
PERHAPS_LONGER = Text(
    "br.perhaps_longer",
    "a patent granted before May 2021 may keep a minimum term from grant, longer than the ordinary one",
)
SETTLED_AT_REGISTRATION = Text(
    "br.settled_at_registration",
    "A five-year payment that fell due before the design was registered is made with it, as the Office directs.",
)
DECISION = day("2021-05-12")

# Art. 84: in the first three months of the patent year, or, dearer, in the six that follow their nominal end. Since
# 2024 payment opens three months before the year, with the year until then.
year_begins = legal_filing + years(n - 1)
ordinary_ends = year_begins + months(3)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
starts_in_short_month = year_begins - years(n - 1) < legal_filing
by_civil_code = when(starts_in_short_month, year_begins + days(1) + months(3), otherwise=ordinary_ends + days(1))
annuity = Duty(
    "annuity",
    numbers=Numbers(3),
    as_long_as=year_begins < expiry,
    due=ordinary_ends,
    opens=dated(
        year_begins,
        year_begins,
        ("2024-01-01", later_of(year_begins - months(3), day("2024-01-01"))),
        cite=PORTARIA("52/2023"),
    ),
    late=(Late(year_begins + months(9), amount, LPI("Art. 84 § 2")),),
    restoration=Restoration("as_of_right", LPI("Art. 87")),
    covers=patent_year,
    alternatives=(
        Alternative(SHORT_MONTH, {"due": by_civil_code}, starts_in_short_month | (due - months(3) < year_begins)),
    ),
    cite=LPI("Art. 84 § 2"),
)
# Art. 85: what had run out by the entry into the national phase is paid within three months of it; no late period said.
before_entry = replace(
    annuity,
    applies=route("pct") & (ordinary_ends < national_entry),
    due=national_entry + months(3),
    opens=national_entry,
    late=(),
    alternatives=(),
    cite=LPI("Art. 85"),
    awaits=ENTRY_NEEDED,
)
# What had run out for the parent is settled when the divisional is filed.
before_division = replace(
    annuity,
    applies=route("divisional") & (ordinary_ends < filing),
    due=filing,
    opens=None,
    late=(),
    alternatives=(),
    cite=LPI("Art. 84"),
)


def _annuities(last: int) -> tuple[Duty, ...]:
    """Return the annuities of a right of so many years; those of a longer old term are owed to its actual end."""
    beyond = Alternative(TEN_YEARS_FROM_GRANT, when=year_begins >= legal_filing + years(last))
    return before_entry, before_division, replace(annuity, alternatives=(*annuity.alternatives, beyond))


def _term(last: int, least: int) -> Term:
    """Art. 40: years from filing; rights granted before ADI 5529 keep the minimum from grant of the older text."""
    ordinary, from_grant = legal_filing + years(last), grant + years(least)
    kept = known(grant) & (grant < DECISION)
    return Term(
        when(kept, later_of(ordinary, from_grant), otherwise=ordinary),
        (LPI("Art. 40"), STF("ADI 5529")),
        alternatives=(Alternative(TEN_YEARS_FROM_GRANT, {"due": ordinary}, kept & (ordinary < from_grant)),),
    )


free_years = Covered(legal_filing, legal_filing + years(2) - days(1), "free", LPI("Art. 84"))
awaits = (
    Await("national_entry", ENTRY_NEEDED, route("pct")),
    Await("grant", PERHAPS_LONGER, ~pending & (legal_filing < DECISION)),
)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=_term(20, 10),
    duties=_annuities(20),
    spans=(free_years,),
    awaits=awaits,
)
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=_term(15, 7),
    duties=_annuities(15),
    spans=(free_years,),
    awaits=awaits,
)

# Art. 108, 119, 120: ten years from filing, three extensions of five. The fee of the second five years has six months
# of late period, a request for extension 180 days.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
five_year_payment = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    opens=due - years(1),
    late=(
        Late(due + months(6), amount, LPI("Art. 120 § 3"), when=number_is(1)),
        Late(due + days(180), amount, LPI("Art. 108 § 2"), when=~number_is(1)),
    ),
    covers=Covered(due + days(1), next_in(five_years_end)),
    cite=(LPI("Art. 108"), LPI("Art. 120")),
)
settled_at_registration = replace(
    five_year_payment,
    applies=~international & known(registration) & (due < registration),
    free_until=registration,
    late=(),
)
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), LPI("Art. 108")),
    duties=(settled_at_registration, five_year_payment),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", LPI("Art. 120"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(
        Caution(SETTLED_AT_REGISTRATION, ~international & (design_filing + years(5) < registration), LPI("Art. 120")),
        Caution(RENEWED_AT_WIPO, international),
    ),
)

# Art. 133: ten years from the grant of the registration, renewed in the last of them or, dearer, in six months more.
decade_ends = registration + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - years(1),
    late=(Late(due + months(6), amount, LPI("Art. 133 § 2")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=LPI("Art. 133"),
)
trademark = Right(
    "trademark",
    checked=CHECKED_MARK,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(registration, registration + years(10), "prepaid", LPI("Art. 133"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Kind, year, serial number and check digit since 2012; before, letters and a serial number that begins with the year.
number_formats = tuple(
    NumberFormat(
        ("application", "registration"),
        (right,),
        rf"(?:BR)?(?P<serial>(?:{kinds})\d{{10}}|{older}\d{{7}})(?P<check>\d)?(?:[ABUYZ]\d?)?",
        example,
        WIPO_DAS,
    )
    for right, kinds, older, example in (
        ("patent", "1[0-3]", "(?:PI|C[12])", "BR 10 2018 012345-6"),
        ("utility_model", "2[0-2]", "MU", "BR 20 2018 012345-6"),
        ("design", "3[0-2]", "DI", "BR 30 2018 012345-6"),
    )
)

jurisdiction = Jurisdiction(
    code="BR",
    name="National Institute of Industrial Property",
    local_name="Instituto Nacional da Propriedade Industrial",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.planalto.gov.br/ccivil_03/leis/l9279.htm", "https://www.gov.br/inpi/pt-br/servicos/patentes"),
    number_formats=number_formats,
)
