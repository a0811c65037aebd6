"""Swedish Intellectual Property Office (SE): Patent- och registreringsverket (PRV), Stockholm and Söderhamn.

Law: Patents Act of 2024 (PatL), chapters 12 and 20, in force since 1 January 2025; term and annual fees are those of
the Act of 1967 (PatL 1967), s. 40, 41 and 86; Design Protection Act (MönsterL) s. 24, 25; Trade Marks Act (VmL) ch. 2
s. 32, 33, as amended by SFS 2018:1652; Act on the Calculation of Statutory Time (1930:173) s. 1, 2. Sweden has no
utility models.
Not covered: deferral of fees for inventors of small means (PatL 12:8), supplementary protection certificates, a
European patent whose unitary effect was refused (PatL 12:11, its three months then count from the refusal).
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    MENTION_NEEDED,
    PERHAPS_PAID,
    RENEWED_AT_WIPO,
    Act,
    Alternative,
    Attribute,
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
    attribute,
    dated,
    days,
    due,
    end_of_month,
    expiry,
    filing,
    first_given,
    given,
    grace,
    known,
    later_of,
    legal_filing,
    mention,
    months,
    n,
    national_entry,
    on_time,
    owed_nationally,
    pending,
    percent,
    perhaps_paid,
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

PATL = Act("PatL", "Patentlag (2024:945)", "https://rkrattsbaser.gov.se/sfst?bet=2024:945")
PATL1967 = Act("PatL 1967", "Patentlag (1967:837)", "https://rkrattsbaser.gov.se/sfst?bet=1967:837")
MONSTERL = Act("MönsterL", "Mönsterskyddslag (1970:485)", "https://rkrattsbaser.gov.se/sfst?bet=1970:485")
VML = Act("VmL", "Varumärkeslag (2010:1877)", "https://rkrattsbaser.gov.se/sfst?bet=2010:1877")

# Act 1930:173 s. 2: holidays, Saturdays, and the eves of Midsummer, Christmas and the New Year move a last day.
calendar = Calendar(zone="Europe/Stockholm", holidays=(Holidays("SE", categories=("public", "de_facto")),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-05-31")
ENTRY_NEEDED = Text(
    "se.entry_needed", "fees of years begun before the national phase need not be paid until two months after the entry"
)
REGISTRATION_NEEDED = Text(
    "se.registration_needed", "a mark applied for before 2019 runs in tens of years from its registration"
)
LATE_FROM_RELIEF = Text(
    "se.late_from_relief",
    "The six months are counted from the fee's ordinary day; counted from the end of the relief they end later.",
)

# PatL 12:3, 12:5: a fee year begins on the filing day itself, and its fee falls due with that month.
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
fee_year = Covered(year_begins, legal_filing + years(n) - days(1))
reinstatement = Restoration("due_care", PATL("20:7"), grace + years(1))

owed_here = owed_nationally(year_begins)
first_year_here = later_of(year_after_mention, legal_filing + years(2))

# Relief that reaches beyond the ordinary late period carries it along; shorter relief is not relied upon to.
ordinary_end = end_of_month(due + months(6))
after_relief = when(on_time >= ordinary_end, on_time + months(6), otherwise=ordinary_end)
late_from_relief = Alternative(LATE_FROM_RELIEF, {"grace_ends": on_time + months(6)}, on_time < ordinary_end)

annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=owed_here,
    due=ordinary_due,
    opens=due - months(6),
    late=(Late(end_of_month(due + months(6)), percent(20), PATL("12:10")),),
    restoration=reinstatement,
    covers=fee_year,
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),),
    awaits=MENTION_NEEDED,
    cite=PATL("12:5"),
)
# PatL 12:5, 12:6: no fee falls due before two months have passed since the entry or the division; back years carry the
# six months of 12:10 with them.
came_to_sweden = when(route("divisional"), filing, otherwise=national_entry)
after_entry_or_division = replace(
    annuity,
    applies=(route("divisional") | (route("pct") & given("national_entry")))
    & (ordinary_due < came_to_sweden + months(2)),
    free_until=came_to_sweden + months(2),
    late=(Late(after_relief, percent(20), PATL("12:10")),),
    alternatives=(late_from_relief,),
    cite=(PATL("12:5"), PATL("12:6")),
)
# PatL 12:11: the first fee of a European patent, not before three months after publication of the mention of grant.
after_mention = replace(
    annuity,
    applies=validated & known(mention) & (year_begins >= mention) & (ordinary_due < mention + months(3)),
    free_until=mention + months(3),
    late=(Late(after_relief, percent(20), PATL("12:10")),),
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)), late_from_relief),
    cite=(PATL("12:5"), PATL("12:11")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), (PATL("ch. 12"), PATL1967("s. 40"))),
    duties=(after_entry_or_division, after_mention, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", PATL("12:11"), validated),
        Covered(legal_filing, legal_filing + years(2) - days(1), "free", PATL("12:5"), ~validated),
    ),
    awaits=(
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
        Await("national_entry", ENTRY_NEEDED, route("pct") & pending),
    ),
)

# s. 24: five years at a time from filing, at most five times; a part for the repair of a product at most three times.
five_years_end = legal_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    as_long_as=due < expiry,
    due=five_years_end,
    opens=due - years(1),
    late=(Late(due + months(6), amount, MONSTERL("s. 25")),),
    covers=Covered(due + days(1), legal_filing + years(5 * n + 5)),
    cite=(MONSTERL("s. 24"), MONSTERL("s. 25")),
)

design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "divisional"),
    term=Term(
        when(attribute("spare_part").is_(True), legal_filing + years(15), otherwise=legal_filing + years(25)),
        MONSTERL("s. 24"),
    ),
    duties=(design_renewal,),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", MONSTERL("s. 24")),),
)

# VmL 2:32 since 2019: ten years from filing; SFS 2018:1652 leaves earlier applications at ten years from registration.
# Renewal opened a year ahead for terms that ended before 2019.
term_begins = dated(
    first_given(legal_filing, registration),
    registration,
    ("2019-01-01", legal_filing),
    cite=VML("transitional provisions, SFS 2018:1652"),
)
international = route("madrid")
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=term_begins + years(10 * n),
    opens=due - dated(due, months(12), ("2019-01-01", months(6))),
    late=(Late(due + months(6), amount, VML("2:33")),),
    covers=Covered(due + days(1), term_begins + years(10 * n + 10)),
    awaits=REGISTRATION_NEEDED,
    cite=(VML("2:32"), VML("2:33")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(term_begins, term_begins + years(10), "prepaid", VML("2:32"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="SE",
    name="Swedish Intellectual Property Office",
    local_name="Patent- och registreringsverket",
    calendar=calendar,
    rights=(patent, design, trademark),
    attributes=(Attribute("spare_part", "flag", "the design is of a part used to repair a product"),),
    sources=(
        "https://rkrattsbaser.gov.se/sfst?bet=2024:945",
        "https://rkrattsbaser.gov.se/sfst?bet=1970:485",
        "https://rkrattsbaser.gov.se/sfst?bet=2010:1877",
        "https://www.prv.se/",
    ),
)
