"""Finnish Patent and Registration Office (FI): Patentti- ja rekisterihallitus (PRH), Patent- och registerstyrelsen.

Law: Patents Act 550/1967 (PatL) s. 40, 41, 70 l, 71 a, in force until 31 May 2027; Patents Act 653/2026 (PatL 2026)
s. 99-102, 144, from 1 June 2027, without a transitional clause for fees: what falls due from that day follows it;
European Patent Convention (EPC) Art. 141; Act on Utility Model Rights 800/1991 (HML) and fee decree 882/2024;
Registered Designs Act 221/1971 (MalliL) s. 24, 25; Trade Marks Act 544/2019 (TMerkkiL) s. 30, 106, 107; Act on the
Calculation of Time 150/1930 s. 3, 5.
Not covered: deferral of fees for inventors of small means, supplementary protection certificates.
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
    day,
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

PATL = Act("PatL", "Patenttilaki 550/1967", "https://www.finlex.fi/fi/laki/ajantasa/1967/19670550")
PATL2026 = Act("PatL 2026", "Patenttilaki 653/2026", "https://www.finlex.fi/fi/laki/ajantasa/2026/20260653")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")
HML = Act("HML", "Laki hyödyllisyysmallioikeudesta 800/1991", "https://www.finlex.fi/fi/laki/ajantasa/1991/19910800")
FEES = Act("Decree 882/2024", "Asetus Patentti- ja rekisterihallituksen maksullisista suoritteista")
MALLIL = Act("MalliL", "Mallioikeuslaki 221/1971", "https://www.finlex.fi/fi/laki/ajantasa/1971/19710221")
TMERKKIL = Act("TMerkkiL", "Tavaramerkkilaki 544/2019", "https://www.finlex.fi/fi/laki/ajantasa/2019/20190544")

# Act 150/1930 s. 5: holidays, Independence Day, 1 May, the eves of Midsummer and Christmas, and Saturdays.
calendar = Calendar(zone="Europe/Helsinki", holidays=(Holidays("FI"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_PATENT = Checked.day("2026-11-22", "2027-05-31")
ENTRY_NEEDED = Text(
    "fi.entry_needed", "fees of years begun before the national phase fall due only two months after the entry"
)
REGISTRATION_NEEDED = Text(
    "fi.registration_needed", "a mark applied for before 1 May 2019 runs in tens of years from its registration"
)
END_OF_SIXTH_MONTH = Text(
    "fi.end_of_sixth_month",
    "The Office lets the six months run to the end of the sixth month; counted from date to date they end earlier.",
)
THREE_MONTHS = Text(
    "fi.three_months",
    "The Act in force until 31 May 2027 is read as giving three months from the mention of grant for the first fee, "
    "which then falls due with them; the European Patent Convention gives two.",
)
LATE_FROM_RELIEF = Text(
    "fi.late_from_relief",
    "The six months are counted from the fee's ordinary day; counted from the end of the relief they end later.",
)
new_act = day("2027-06-01")

# s. 41 (s. 99-102 of 2026): the month in which the fee year begins; six months more against 20 per cent.
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
fee_year = Covered(year_begins, legal_filing + years(n) - days(1))
reinstatement = Restoration("due_care", PATL("s. 71 a"), grace + years(1))
six_months = due + months(6)
end_of_six_months = Alternative(
    END_OF_SIXTH_MONTH, {"grace_ends": end_of_month(six_months)}, six_months < end_of_month(six_months)
)

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
    late=(Late(six_months, percent(20), PATL("s. 41(3)")),),
    restoration=reinstatement,
    covers=fee_year,
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)), end_of_six_months),
    awaits=MENTION_NEEDED,
    cite=PATL("s. 41(1)"),
)
annuity_from_2027 = replace(
    annuity,
    applies=owed_here & (ordinary_due >= new_act),
    late=(Late(six_months, percent(20), PATL2026("s. 99-102")),),
    restoration=replace(reinstatement, cite=PATL2026("s. 144")),
    cite=PATL2026("s. 99-102"),
)
# s. 41(2): fees of years begun before the entry or division, or within two months of it, fall due after those two
# months; from June 2027 with the end of the month in which they end (s. 99-102 of 2026).
came_to_finland = when(route("divisional"), filing, otherwise=national_entry)
two_months = came_to_finland + months(2)
deferred_until = dated(two_months, two_months, ("2027-06-01", end_of_month(two_months)), cite=PATL2026("s. 99-102"))
after_entry_or_division = replace(
    annuity,
    applies=(route("divisional") | (route("pct") & given("national_entry"))) & (ordinary_due < deferred_until),
    free_until=deferred_until,
    late=(Late(after_relief, percent(20), PATL("s. 41(3)")),),
    alternatives=(late_from_relief,),
    cite=PATL("s. 41(1), (2)"),
)
# EPC Art. 141(2): two months from the mention at least. The Act of 2026: the end of the third month after its month.
first_here = validated & known(mention) & (year_begins >= mention)
under_the_old_act = mention + months(2) < new_act
after_mention = replace(
    annuity,
    applies=first_here & under_the_old_act & (ordinary_due < mention + months(3)),
    free_until=later_of(due, mention + months(2)),
    alternatives=(
        Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),
        Alternative(THREE_MONTHS, {"due_effective": mention + months(3), "grace_ends": mention + months(9)}),
    ),
    cite=(PATL("s. 70 l"), EPC("Art. 141(2)")),
)
third_month = end_of_month(mention + months(3))
after_mention_from_2027 = replace(
    annuity,
    applies=first_here & ~under_the_old_act & (ordinary_due < third_month),
    free_until=third_month,
    late=(Late(on_time + months(6), percent(20), PATL2026("s. 99-102")),),
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),),
    cite=PATL2026("s. 99-102"),
)

patent = Right(
    "patent",
    checked=CHECKED_PATENT,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), PATL("s. 40")),
    duties=(after_entry_or_division, after_mention, after_mention_from_2027, annuity_from_2027, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", PATL("s. 70 l"), validated),
        Covered(legal_filing, legal_filing + years(2) - days(1), "free", PATL("s. 41(1)"), ~validated),
    ),
    awaits=(
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
        Await("national_entry", ENTRY_NEEDED, route("pct") & pending),
    ),
)

# Four years from filing, renewed for four and then two; from day to day, no month's end.
period_ends = legal_filing + years(pick(4, 8, 10))
utility_model_renewal = Duty(
    "annuity",
    numbers=Numbers(1, 2),
    due=period_ends,
    opens=due - years(1),
    late=(Late(due + months(6), amount, FEES("renewal of utility models")),),
    covers=Covered(due + days(1), next_in(period_ends)),
    cite=(HML("duration and renewal"), FEES("renewal of utility models")),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(10), HML("duration and renewal")),
    duties=(utility_model_renewal,),
    spans=(Covered(legal_filing, legal_filing + years(4), "prepaid", HML("duration and renewal")),),
)

# s. 24, 25: five years at a time, at most 25 years; 15 for a part that repairs a product.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    as_long_as=due < expiry,
    due=design_filing + years(5 * n),
    opens=due - years(1),
    late=(Late(due + months(6), amount, MALLIL("s. 25")),),
    covers=Covered(due + days(1), design_filing + years(5 * n + 5)),
    cite=(MALLIL("s. 24"), MALLIL("s. 25")),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(
        when(attribute("spare_part").is_(True), design_filing + years(15), otherwise=design_filing + years(25)),
        MALLIL("s. 24"),
    ),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", MALLIL("s. 24"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# s. 30: ten years from filing; s. 107 leaves marks applied for before 1 May 2019 at ten years from registration.
term_begins = dated(
    first_given(legal_filing, registration), registration, ("2019-05-01", legal_filing), cite=TMERKKIL("s. 107")
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=term_begins + years(10 * n),
    opens=due - years(1),
    late=(Late(due + months(6), amount, TMERKKIL("s. 30 ff.")),),
    covers=Covered(due + days(1), term_begins + years(10 * n + 10)),
    awaits=REGISTRATION_NEEDED,
    cite=(TMERKKIL("s. 30"), TMERKKIL("s. 107")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(term_begins, term_begins + years(10), "prepaid", TMERKKIL("s. 30"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="FI",
    name="Finnish Patent and Registration Office",
    local_name="Patentti- ja rekisterihallitus · Patent- och registerstyrelsen",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(Attribute("spare_part", "flag", "the design is of a part used to repair a product"),),
    sources=(
        "https://www.finlex.fi/fi/laki/ajantasa/1967/19670550",
        "https://www.finlex.fi/fi/laki/ajantasa/2026/20260653",
        "https://www.finlex.fi/fi/laki/ajantasa/2019/20190544",
        "https://www.prh.fi/",
    ),
)
