"""Norwegian Industrial Property Office (NO): Patentstyret, Oslo.

Law: Patents Act (patl) s. 8, 40, 41, 51, 66 c, 66 e, 72; Designs Act (designl) s. 23, 24, 50; Trade Marks Act (vml)
s. 32, 33, 80, 83; Courts Act (domstl) s. 148, 149, by which periods are counted. The fees of years 1 and 2 fall due
with that of year 3: the first bill is for three years. Norway has no utility models and is outside the unitary patent.
Not covered: deferral of fees for inventors of small means (patl s. 42), supplementary protection certificates.
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
    ir,
    known,
    later_of,
    legal_filing,
    mention,
    months,
    n,
    national_entry,
    number_is,
    on_time,
    owed_nationally,
    pending,
    perhaps_paid,
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

PATL = Act("patl", "Patentloven", "https://lovdata.no/dokument/NL/lov/1967-12-15-9")
DESIGNL = Act("designl", "Designloven", "https://lovdata.no/dokument/NL/lov/2003-03-14-15")
VML = Act("vml", "Varemerkeloven", "https://lovdata.no/dokument/NL/lov/2010-03-26-8")

# domstl s. 149: Saturdays and holidays. 24 and 31 December are no holidays by law and count as open.
calendar = Calendar(zone="Europe/Oslo", holidays=(Holidays("NO"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
ENTRY_NEEDED = Text(
    "no.entry_needed", "fees of years begun before the continuation fall due only two months after that day"
)
REGISTRATION_NEEDED = Text(
    "no.registration_needed", "a mark applied for before 1 July 2010 runs in tens of years from its registration"
)
END_OF_SIXTH_MONTH = Text(
    "no.end_of_sixth_month",
    "Six months from the last day of a month may be read as reaching to the end of the sixth month; counted by the "
    "number of the day they end earlier.",
)
LATE_FROM_RELIEF = Text(
    "no.late_from_relief",
    "The six months are counted from the fee's ordinary day; counted from the end of the relief they end later.",
)
TWO_MONTHS = Text(
    "no.two_months",
    "The Office grants three months from the mention of grant for the first fee and puts the late period off with it; "
    "the European Patent Convention guarantees two (Art. 141(2)), which are the safe ones.",
)

# s. 8, 41: the fee year begins on the filing day; its fee falls due with that month, and six months more are allowed.
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
fee_year = Covered(
    when(number_is(3) & ~validated, legal_filing, otherwise=year_begins), legal_filing + years(n) - days(1)
)
reinstatement = Restoration("unintentional", PATL("s. 72"), grace + years(1))
six_months = due + months(6)

owed_here = owed_nationally(year_begins)
first_year_here = later_of(year_after_mention, legal_filing + years(2))

# Relief that reaches beyond the ordinary late period carries it along; shorter relief is not relied upon to.
ordinary_end = six_months
after_relief = when(on_time >= ordinary_end, on_time + months(6), otherwise=ordinary_end)
late_from_relief = Alternative(LATE_FROM_RELIEF, {"grace_ends": on_time + months(6)}, on_time < ordinary_end)

annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=owed_here,
    due=ordinary_due,
    opens=due - months(6),
    late=(Late(six_months, amount, PATL("s. 41(3)")),),
    restoration=reinstatement,
    covers=fee_year,
    alternatives=(
        Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),
        Alternative(
            END_OF_SIXTH_MONTH, {"grace_ends": end_of_month(six_months)}, six_months < end_of_month(six_months)
        ),
    ),
    awaits=MENTION_NEEDED,
    cite=PATL("s. 41(1)"),
)
# s. 41(2): nothing falls due before two months after the division or the continuation; the six months follow the day
# on which the fee falls due.
came_to_norway = when(route("divisional"), filing, otherwise=national_entry)
after_entry_or_division = replace(
    annuity,
    applies=(route("divisional") | (route("pct") & given("national_entry")))
    & (ordinary_due < came_to_norway + months(2)),
    free_until=came_to_norway + months(2),
    late=(Late(after_relief, amount, PATL("s. 41(3)")),),
    alternatives=(late_from_relief,),
    cite=(PATL("s. 41(1)"), PATL("s. 41(2)")),
)
# s. 66 e: the first fee of a European patent never falls due before the three months for the translation (s. 66 c) end;
# the late period is put off with it.
after_mention = replace(
    annuity,
    applies=validated & known(mention) & (year_begins >= mention) & (ordinary_due < mention + months(3)),
    free_until=mention + months(3),
    late=(Late(on_time + months(6), amount, PATL("s. 41(3), 66 e")),),
    alternatives=(
        Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),
        Alternative(TWO_MONTHS, {"due_effective": later_of(due, mention + months(2)), "grace_ends": six_months}),
    ),
    cite=(PATL("s. 41(1)"), PATL("s. 66 c, 66 e")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), PATL("s. 40")),
    duties=(after_entry_or_division, after_mention, annuity),
    spans=(Covered(legal_filing, first_year_here - days(1), "prepaid", PATL("s. 66 e"), validated),),
    awaits=(
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
        Await("national_entry", ENTRY_NEEDED, route("pct") & pending),
    ),
)

# s. 23: five years at a time, at most 25; a part that repairs a product has one period only.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    as_long_as=due < expiry,
    due=design_filing + years(5 * n),
    opens=due - years(1),
    late=(Late(due + months(6), amount, DESIGNL("s. 24")),),
    restoration=Restoration("unintentional", DESIGNL("s. 50"), grace + months(4)),
    covers=Covered(due + days(1), design_filing + years(5 * n + 5)),
    cite=(DESIGNL("s. 23"), DESIGNL("s. 24")),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(
        when(attribute("spare_part").is_(True), design_filing + years(5), otherwise=design_filing + years(25)),
        DESIGNL("s. 23"),
    ),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", DESIGNL("s. 23"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# s. 32: ten years from filing; s. 83 leaves marks applied for before 1 July 2010 at ten years from registration.
# Renewal opened a year ahead until the end of February 2023.
term_begins = dated(
    first_given(legal_filing, registration), registration, ("2010-07-01", legal_filing), cite=VML("s. 83")
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=term_begins + years(10 * n),
    opens=due - dated(due, months(12), ("2023-03-01", months(6))),
    late=(Late(due + months(6), amount, VML("s. 33")),),
    restoration=Restoration("unintentional", VML("s. 80"), grace + months(6)),
    covers=Covered(due + days(1), term_begins + years(10 * n + 10)),
    awaits=REGISTRATION_NEEDED,
    cite=(VML("s. 32"), VML("s. 33")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(term_begins, term_begins + years(10), "prepaid", VML("s. 32"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="NO",
    name="Norwegian Industrial Property Office",
    local_name="Patentstyret",
    calendar=calendar,
    rights=(patent, design, trademark),
    attributes=(Attribute("spare_part", "flag", "the design is of a part used to repair a product"),),
    sources=(
        "https://lovdata.no/dokument/NL/lov/1967-12-15-9",
        "https://lovdata.no/dokument/NL/lov/2003-03-14-15",
        "https://lovdata.no/dokument/NL/lov/2010-03-26-8",
        "https://www.patentstyret.no/en/patent/european-patent/annual-fees",
    ),
)
