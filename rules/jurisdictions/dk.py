"""Danish Patent and Trademark Office (DK): Patent- og Varemærkestyrelsen (DKPTO), Taastrup.

Law: Patents Act (PL) s. 11, 40, 41, 51, 72, 81; European Patent Convention (EPC) Art. 141; Utility Models Act (BML)
s. 38; Designs Act (DL) s. 23, 24; Trade Marks Act (VML) s. 24. Periods run from date to date.
The fees of years 1 and 2 fall due with that of year 3: the first bill is for three years.
Not covered: deferral of fees for inventors of small means (PL s. 42), supplementary protection certificates, marks
converted from an EU trade mark or continued from an international one (the day of that request then stands for the
filing).
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, yearly
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
    next_in,
    number_is,
    on_time,
    owed_nationally,
    pending,
    percent,
    perhaps_paid,
    pick,
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

PL = Act("PL", "Patentloven", "https://www.retsinformation.dk/eli/lta/2019/90")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")
BML = Act("BML", "Brugsmodelloven")
DL = Act("DL", "Designloven")
VML = Act("VML", "Varemærkeloven", "https://www.retsinformation.dk/eli/lta/2019/88")

# Constitution Day and 24 and 31 December are closed as well; 1 May is open.
calendar = Calendar(zone="Europe/Copenhagen", holidays=(Holidays("DK"),), closed=(yearly("06-05", "12-24", "12-31"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-05-31")
ENTRY_NEEDED = Text(
    "dk.entry_needed", "fees of years begun before the continuation fall due only two months after that day"
)
REGISTRATION_NEEDED = Text(
    "dk.registration_needed", "a mark registered before 2019 runs from its registration, a later one from its filing"
)
END_OF_SIXTH_MONTH = Text(
    "dk.end_of_sixth_month",
    "Six months from the last day of a month may be read as reaching to the end of the sixth month; counted from date "
    "to date they end earlier.",
)
DEFERRED_BY_MENTION = Text(
    "dk.deferred_by_mention",
    "If the time after the mention of grant defers the due day itself, the six months with surcharge follow its end.",
)

# s. 41(1), (3): the month in which the fee year begins; six months more against 20 per cent.
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
fee_year = Covered(
    when(number_is(3) & ~validated, legal_filing, otherwise=year_begins), legal_filing + years(n) - days(1)
)
reinstatement = Restoration("due_care", PL("s. 72"), grace + years(1))
six_months = due + months(6)
end_of_six_months = Alternative(
    END_OF_SIXTH_MONTH, {"grace_ends": end_of_month(six_months)}, six_months < end_of_month(six_months)
)

owed_here = owed_nationally(year_begins)
first_year_here = later_of(year_after_mention, legal_filing + years(2))

annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=owed_here,
    due=ordinary_due,
    opens=due - months(3),
    late=(Late(six_months, percent(20), PL("s. 41(3), 99(2)")),),
    restoration=reinstatement,
    covers=fee_year,
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)), end_of_six_months),
    awaits=MENTION_NEEDED,
    cite=PL("s. 41(1)"),
)
# s. 41(2): nothing falls due before two months after the later application or the continuation, and s. 41(3) counts
# the six months from the day on which the fee falls due.
came_to_denmark = when(route("divisional"), filing, otherwise=national_entry)
after_entry_or_division = replace(
    annuity,
    applies=(route("divisional") | (route("pct") & given("national_entry")))
    & (ordinary_due < came_to_denmark + months(2)),
    free_until=came_to_denmark + months(2),
    late=(Late(on_time + months(6), percent(20), PL("s. 41(3), 99(2)")),),
    alternatives=(),
    cite=(PL("s. 41(1)"), PL("s. 41(2)")),
)
# EPC Art. 141(2): two months from the mention at least; whether they move the late period too isn't settled.
after_mention = replace(
    annuity,
    applies=validated & known(mention) & (year_begins >= mention) & (ordinary_due < mention + months(2)),
    free_until=mention + months(2),
    alternatives=(
        Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),
        Alternative(DEFERRED_BY_MENTION, {"grace_ends": on_time + months(6)}),
    ),
    cite=(PL("s. 81"), EPC("Art. 141(2)")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), PL("s. 40")),
    duties=(after_entry_or_division, after_mention, annuity),
    spans=(Covered(legal_filing, first_year_here - days(1), "prepaid", PL("s. 81"), validated),),
    awaits=(
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
        Await("national_entry", ENTRY_NEEDED, route("pct") & pending),
    ),
)

# s. 38: three years from filing, renewed for three and then four.
period_ends = legal_filing + years(pick(3, 6, 10))
utility_model_renewal = Duty(
    "annuity",
    numbers=Numbers(1, 2),
    due=period_ends,
    opens=due - months(3),
    late=(Late(due + months(6), amount, BML("s. 38")),),
    covers=Covered(due + days(1), next_in(period_ends)),
    cite=BML("s. 38"),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), BML("s. 38")),
    duties=(utility_model_renewal,),
    spans=(Covered(legal_filing, legal_filing + years(3), "prepaid", BML("s. 38")),),
)

# s. 23: five years at a time, at most 25 years; 15 for a part that repairs a product, and for what was registered under
# the Act in force until 30 September 2001.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
full_term = design_filing + dated(first_given(registration, design_filing), years(15), ("2001-10-01", years(25)))
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    as_long_as=due < expiry,
    due=design_filing + years(5 * n),
    opens=due - months(3),
    late=(Late(due + months(6), amount, DL("s. 24")),),
    covers=Covered(due + days(1), design_filing + years(5 * n + 5)),
    cite=(DL("s. 23"), DL("s. 24")),
)

design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "divisional", "hague"),
    term=Term(when(attribute("spare_part").is_(True), design_filing + years(15), otherwise=full_term), DL("s. 23")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", DL("s. 23"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# s. 24: ten years from filing for what was registered in 2019 or later, from registration for what was before.
term_begins = dated(
    first_given(registration, legal_filing), registration, ("2019-01-01", legal_filing), cite=VML("s. 24")
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=term_begins + years(10 * n),
    opens=due - months(6),
    late=(Late(due + months(6), amount, VML("s. 24")),),
    covers=Covered(due + days(1), term_begins + years(10 * n + 10)),
    awaits=REGISTRATION_NEEDED,
    cite=VML("s. 24"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(term_begins, term_begins + years(10), "prepaid", VML("s. 24"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="DK",
    name="Danish Patent and Trademark Office",
    local_name="Patent- og Varemærkestyrelsen",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(Attribute("spare_part", "flag", "the design is of a part used to repair a product"),),
    sources=(
        "https://www.retsinformation.dk/eli/lta/2019/90",
        "https://www.retsinformation.dk/eli/lta/2019/88",
        "https://www.dkpto.dk/",
        "https://www.epo.org/en/legal/national-law",
    ),
)
