"""Mexican Institute of Industrial Property (MX): Instituto Mexicano de la Propiedad Industrial (IMPI); Mexico City.

Law: Federal Law for the Protection of Industrial Property (LFPPI, in force 5 November 2020): Art. 21, 53, 62, 78, 79,
110, 160, 161, 178, 233, 237, transitory articles (trans.) 6-11; Industrial Property Law of 1991 (LPI), which goes on
for what was filed before; transitory article of its reform in force 27 April 2018 (designs). Periods of months and
years run from date to date; closed days move an end by general administrative law only.
Patents and utility models are paid after grant by calendar year, in the month of the filing anniversary; `number`
counts the payments after the one made at grant. `paid_through_year` is the last calendar year that one covered: the
year of grant by the LFPPI, with four more by the tariff of the LPI, unless the owner paid otherwise.
Not covered: complementary certificates (LFPPI), the adjustment of pharmaceutical terms; what the reform in force since
4 April 2026 changed was not read.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, from_easter, yearly
from rules.language import (
    RENEWED_AT_WIPO,
    WIPO_HANDBOOK,
    Act,
    Alternative,
    Attribute,
    Await,
    Caution,
    Checked,
    Cite,
    Condition,
    Covered,
    DateExpression,
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
    attribute_number,
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
    grant,
    ir,
    known,
    legal_filing,
    months,
    n,
    next_in,
    number_is,
    pending,
    registration,
    route,
    same_day,
    when,
    years,
)

LFPPI = Act(
    "LFPPI",
    "Ley Federal de Protección a la Propiedad Industrial",
    "https://www.diputados.gob.mx/LeyesBiblio/pdf/LFPPI.pdf",
)
LPI = Act("LPI", "Ley de la Propiedad Industrial (1991)")

# Federal holidays and the days the Institute adds every year; its weeks of recess around the turn of the year change
# and are left out, which errs on the early side.
calendar = Calendar(
    zone="America/Mexico_City",
    holidays=(Holidays("MX"),),
    closed=(from_easter(-3, -2), yearly("11-02")),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-02-28")
GRANT_NEEDED = Text(
    "mx.grant_needed", "nothing is paid before grant, and the payments after it count from its calendar year"
)
REFORM_UNREAD = Text(
    "mx.reform_unread",
    "A reform of the LFPPI is in force since 4 April 2026; its text on terms, fees and use has not been read here. No "
    "report of it names a change of these dates.",
)
ASK_PAID_THROUGH = Text(
    "mx.ask_paid_through",
    "How many years were paid with the grant is not known (one, or five); give `paid_through_year`. A payment later on "
    "may again cover one year or five.",
)
ONE_YEAR_OR_FIVE = Text(
    "mx.one_year_or_five", "Each payment may cover one year or five: count from the last calendar year paid."
)
ANNIVERSARY_OR_MONTH = Text(
    "mx.anniversary_or_month",
    "The tariff gives the month of the filing anniversary; many docket the anniversary itself, and count from it.",
)
TRANSITORY_8 = Text(
    "mx.transitory_8",
    "A registration in force on 5 November 2020 reaches fifteen years from filing if the fees for the last five are "
    "paid within the six months before the ten years end.",
)
REGISTERED_LATER = Text(
    "mx.registered_later",
    "Filed before 5 November 2020 and registered after: by its letter transitory article 8 doesn't reach this model. "
    "Ask an agent before giving it up.",
)
EXTENSION_TO_15 = Text("mx.extension_to_15", "Fees for years 11 to 15 (transitory article 8)")
TITLE_DECIDES = Text(
    "mx.title_decides",
    "Filed before 27 April 2018: the term printed on the title decides, five years or fifteen from filing.",
)
SETTLED_AT_GRANT = Text(
    "mx.settled_at_grant", "A renewal that fell due before the registration was granted is settled with the grant."
)
USE_WITH_RENEWAL = Text(
    "mx.use_with_renewal",
    "Use is declared with every renewal; if that is left out the Institute asks for it within two months.",
)
DECLARATION = Text("mx.third_year_declaration", "Declaration of real and effective use after the third year")

reform = Caution(REFORM_UNREAD, cite=LFPPI("reform of 3 April 2026"))
NEW_LAW = day("2020-11-05")
of_new_law = filing >= NEW_LAW
granted_on = first_given(grant, registration, grant)
granted = known(granted_on) | ~pending


def _after_grant(applies: Condition, step: int, ends: DateExpression, *cite: Cite) -> tuple[Duty, Covered]:
    """Return the payments for `step` years each, with what the payment at grant covers before them (LFPPI Art. 110)."""
    anniversary = when(
        given("paid_through_year"),
        same_day(legal_filing, year_of=attribute_number("paid_through_year"), plus=n * step - (step - 1)),
        otherwise=same_day(legal_filing, year_of=granted_on, plus=n * step),
    )
    last_covered = when(next_in(anniversary) >= ends, ends, otherwise=next_in(anniversary) - days(1))
    payment = Duty(
        "annuity",
        numbers=Numbers(1),
        applies=applies,
        as_long_as=due < ends,
        due=end_of_month(anniversary),
        safe=anniversary,
        late=(Late(due + months(6), amount, LFPPI("Art. 160 II")),),
        restoration=Restoration("as_of_right", LFPPI("Art. 161"), grace + months(6)),
        covers=Covered(anniversary, last_covered),
        alternatives=(
            Alternative(ASK_PAID_THROUGH, when=~given("paid_through_year")),
            Alternative(ONE_YEAR_OR_FIVE, when=given("paid_through_year") & ~number_is(1)),
            Alternative(
                ANNIVERSARY_OR_MONTH, {"due": anniversary, "grace_ends": anniversary + months(6)}, anniversary < due
            ),
        ),
        cite=cite,
        awaits=GRANT_NEEDED,
    )
    return payment, Covered(legal_filing, last_covered, "prepaid", LFPPI("Art. 110"), applies)


# The title covers the year of grant (Art. 110); by the older tariff the four after it too.
annual_payment, paid_yearly = _after_grant(granted & of_new_law, 1, expiry, LFPPI("Art. 53"), LFPPI("Art. 110"))
five_year_payment, paid_five_yearly = _after_grant(granted & ~of_new_law, 5, expiry, LPI("tariff"), LFPPI("trans. 6"))
await_grant = Await("grant", GRANT_NEEDED, ~known(granted_on))
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), LFPPI("Art. 53")),
    duties=(annual_payment, five_year_payment),
    spans=(paid_yearly, paid_five_yearly),
    awaits=(await_grant,),
    cautions=(reform,),
)

# Art. 62: fifteen years for applications since 5 November 2020, ten before; trans. 8 carries those in force to fifteen.
fifteen_years = legal_filing + years(15)
ten_year_model = legal_filing < NEW_LAW
in_force_then = ten_year_model & (granted_on <= NEW_LAW)
extension_to_15 = Duty(
    "renewal",
    title=EXTENSION_TO_15,
    numbers=Numbers(1, 1),
    applies=in_force_then,
    due=legal_filing + years(10),
    opens=due - months(6),
    cite=LFPPI("trans. 8"),
    awaits=GRANT_NEEDED,
)
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(
        legal_filing + dated(legal_filing, years(10), ("2020-11-05", years(15)), cite=LFPPI("Art. 62, trans. 8")),
        LFPPI("Art. 62"),
        alternatives=(
            Alternative(TRANSITORY_8, {"due": fifteen_years}, in_force_then),
            Alternative(REGISTERED_LATER, {"due": fifteen_years}, ten_year_model & (granted_on > NEW_LAW)),
        ),
    ),
    duties=(annual_payment, five_year_payment, extension_to_15),
    spans=(paid_yearly, paid_five_yearly),
    awaits=(await_grant,),
    cautions=(reform,),
)

# Art. 78: five years from filing, renewed by five up to 25; registered before 27 April 2018, fifteen years with fees as
# for patents, then twice five more. Art. 79, 160 II: half a year before and after.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
registered_on = first_given(registration, grant, registration)
of_old_system = ~international & known(registered_on) & (registered_on < day("2018-04-27"))
perhaps_old_system = known(filing) & (filing < day("2018-04-27"))
term_ends, old_term_ends = design_filing + years(5 * n), design_filing + years(5 * n + 10)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international & ~of_old_system,
    due=term_ends,
    opens=due - months(6),
    late=(Late(due + months(6), amount, LFPPI("Art. 160 II")),),
    covers=Covered(due + days(1), next_in(term_ends)),
    alternatives=(
        Alternative(TITLE_DECIDES, {"due": old_term_ends}, perhaps_old_system & number_is(1, 2)),
        Alternative(TITLE_DECIDES, when=perhaps_old_system & number_is(3, 4)),
    ),
    cite=(LFPPI("Art. 78"), LFPPI("Art. 79")),
)
renewal_settled_at_grant = replace(
    design_renewal,
    applies=~international & ~of_old_system & known(registered_on) & (due < registered_on),
    free_until=registered_on,
    late=(),
)
renewal_after_fifteen_years = replace(
    design_renewal,
    numbers=Numbers(1, 2),
    applies=of_old_system,
    due=old_term_ends,
    covers=Covered(due + days(1), next_in(old_term_ends)),
    alternatives=(),
    cite=(LPI("reform of 13 March 2018, transitory article"), LFPPI("Art. 79")),
)
old_system_payment, paid_old_system = _after_grant(
    of_old_system, 5, design_filing + years(15), LPI("tariff"), LFPPI("trans. 6")
)
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), LFPPI("Art. 78")),
    duties=(old_system_payment, renewal_after_fifteen_years, renewal_settled_at_grant, design_renewal),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", LFPPI("Art. 78"), ~international & ~of_old_system),
        paid_old_system,
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(
        reform,
        Caution(SETTLED_AT_GRANT, ~international & (design_filing + years(5) < registered_on), LFPPI("Art. 79")),
        Caution(RENEWED_AT_WIPO, international),
    ),
)

# Art. 178: ten years from grant for applications since 5 November 2020, from filing before. Art. 233, trans. 11: the
# three months from the third anniversary of a grant since 10 August 2018; no late period, the registration lapses.
term_start = when(legal_filing >= NEW_LAW, registered_on, otherwise=legal_filing)
decade_ends = term_start + years(10 * n)
third_anniversary = registered_on + years(3)
third_year_declaration = Duty(
    "declaration_of_use",
    title=DECLARATION,
    numbers=Numbers(1, 1),
    applies=registered_on >= day("2018-08-10"),
    due=third_anniversary + months(3),
    opens=third_anniversary,
    cite=(LFPPI("Art. 233"), LFPPI("trans. 11")),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), amount, LFPPI("Art. 237")),),
    covers=Covered(due + days(1), next_in(decade_ends)),
    cite=(LFPPI("Art. 178"), LFPPI("Art. 237")),
)
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(third_year_declaration, renewal),
    spans=(Covered(term_start, next_in(decade_ends), "prepaid", LFPPI("Art. 178"), ~international),),
    cautions=(
        reform,
        Caution(USE_WITH_RENEWAL, ~international, LFPPI("Art. 237")),
        Caution(RENEWED_AT_WIPO, international),
    ),
)

number_formats = tuple(
    NumberFormat(
        "application",
        (right,),
        rf"(?:[A-Z]{{2}})?(?P<kind>{letter})(?P<year>(?:19|20)\d{{2}})(?P<serial>\d{{6}})",
        f"MX/{letter.lower()}/2018/012345",
        WIPO_HANDBOOK,
    )
    for right, letter in (("patent", "A"), ("utility_model", "U"), ("design", "F"))
)

jurisdiction = Jurisdiction(
    code="MX",
    name="Mexican Institute of Industrial Property",
    local_name="Instituto Mexicano de la Propiedad Industrial",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    attributes=(Attribute("paid_through_year", "year", "last calendar year that the payment made at grant covers"),),
    sources=("https://www.diputados.gob.mx/LeyesBiblio/", "https://www.gob.mx/impi"),
    number_formats=number_formats,
)
