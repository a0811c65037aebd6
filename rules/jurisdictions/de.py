"""German Patent and Trade Mark Office (DE): Deutsches Patent- und Markenamt (DPMA); Munich, Jena, Berlin.

Law: Patent Act (PatG): § 16, 17, 39, 123; Patent Costs Act (PatKostG): § 3 (when a fee falls due), 5 (payment in
advance), 7 (times for payment), in force for marks in its old text until 31 January 2020; Act on International Patent
Treaties (IntPatÜG): Art. II § 7; European Patent Convention (EPC): Art. 141; Utility Model Act (GebrMG): § 23;
Design Act (DesignG): § 21, 23, 27, 28; Trade Mark Act (MarkenG): § 47, 91, 159; Civil Code (BGB): § 187, 188, 193.
A fee falls due on a day that no closed day moves (`due`); what moves is the end of the months for payment after it.
Not covered: supplementary protection certificates, patents of addition, fees after unitary effect was refused late
(IntPatÜG Art. II § 15(3)), the extension fee of a design with deferred publication: enter those by hand.
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
    NumberFormat,
    Numbers,
    Restoration,
    Right,
    Term,
    Text,
    as_of,
    day,
    days,
    due,
    earliest_given,
    end_of_month,
    expiry,
    filing,
    first_given,
    fixed,
    following,
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
    national_entry,
    next_in,
    number_is,
    on_time,
    owed_nationally,
    pending,
    perhaps_paid,
    pick,
    priority,
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

PATG = Act("PatG", "Patentgesetz", "https://www.gesetze-im-internet.de/patg/")
PATKOSTG = Act("PatKostG", "Patentkostengesetz", "https://www.gesetze-im-internet.de/patkostg/")
INTPATUEG = Act("IntPatÜG", "Gesetz über internationale Patentübereinkommen")
GEBRMG = Act("GebrMG", "Gebrauchsmustergesetz", "https://www.gesetze-im-internet.de/gebrmg/")
DESIGNG = Act("DesignG", "Designgesetz", "https://www.gesetze-im-internet.de/geschmmg_2004/")
MARKENG = Act("MarkenG", "Markengesetz", "https://www.gesetze-im-internet.de/markeng/")

# § 193 BGB looks at the place of the Office, which is Munich; 24 and 31 December are ordinary days.
calendar = Calendar(zone="Europe/Berlin", holidays=(Holidays("DE", "BY", ("public", "catholic")),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
CHECKED_DESIGN = Checked.day("2026-11-22", "2027-05-31")
DEFERRED_BY_ENTRY = Text(
    "de.deferred_by_entry",
    "The Office doesn't ask for the third year's fee before the 31 months for entry end; the statutes don't say so.",
)
MAINTENANCE_FEE = Text("de.maintenance_fee", "Maintenance fee {number} of 3")
PERIOD_OVER = Text(
    "de.period_over", "This period had ended before registration; perhaps only the fee of the running one is owed."
)
LATE_REGISTRATION = Text(
    "de.late_registration", "the fee of a period begun before registration falls due at the end of its month instead"
)
OLD_OR_NEW_TERM = Text(
    "de.old_or_new_term",
    "A mark registered before 14 January 2019 ends with the month of its filing day, one registered later on that day.",
)
PUBLICATION_DEFERRED = Text(
    "de.publication_deferred",
    "If publication of the image was deferred, protection ends 30 months after filing or priority unless the extension "
    "fee is paid by then; that day is not computed.",
)

# PatKostG § 7(1): two months without surcharge, four more with it, both to the end of a month.
free_months = end_of_month(due + months(2))
late_months = (Late(end_of_month(due + months(6)), fixed, PATKOSTG("§ 7(1)")),)
reinstatement = Restoration("due_care", PATG("§ 123(2)"), grace + years(1))

# A European patent pays here for the years that begin after the mention of grant. The two months of Art. 141(2) EPC
# add nothing to the two that are free anyway.
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
owed_here = owed_nationally(year_begins)
first_year_here = later_of(year_after_mention, legal_filing + years(2))

# § 39(3): what had fallen due before the division is paid within three months of it, or there was no division.
divisional_back_fees = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=route("divisional") & (ordinary_due <= filing),
    due=filing,
    free_until=filing + months(3),
    restoration=Restoration("due_care", PATG("§ 123(2)"), on_time + years(1)),
    covers=patent_year,
    cite=(PATG("§ 39(2)"), PATG("§ 39(3)")),
)
entry_ends = first_given(priority, filing) + months(31)
early_entry = given("national_entry") & (national_entry < entry_ends)
annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=owed_here,
    due=ordinary_due,
    opens=due - years(1),
    free_until=free_months,
    late=late_months,
    restoration=reinstatement,
    covers=patent_year,
    alternatives=(
        Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)),
        Alternative(
            DEFERRED_BY_ENTRY,
            {"due": entry_ends, "due_effective": entry_ends + months(2), "grace_ends": entry_ends + months(6)},
            route("pct") & number_is(3) & (due < entry_ends) & ~early_entry,
        ),
    ),
    cite=(PATG("§ 17"), PATKOSTG("§ 3(2)")),
    awaits=MENTION_NEEDED,
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), PATG("§ 16")),
    duties=(divisional_back_fees, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", INTPATUEG("Art. II § 7"), validated),
        Covered(legal_filing, legal_filing + years(2) - days(1), "free", PATG("§ 17"), ~validated | mention_unknown),
    ),
    awaits=(Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),),
)

# § 23: three years at first, then three, two and two; the last day is always the end of the month of filing.
# § 3(2) s. 2 PatKostG: registered only after a period has ended, its fee falls due at the end of the month of
# registration. Which of several such periods are then owed is open: all of them, to be safe.
period_ends = end_of_month(legal_filing + years(pick(3, 6, 8)))
next_period_ends = end_of_month(legal_filing + years(pick(6, 8, 10)))
utility_model_fee = Duty(
    "annuity",
    title=MAINTENANCE_FEE,
    numbers=Numbers(1, 3),
    due=when(given("registration") & (registration > period_ends), end_of_month(registration), otherwise=period_ends),
    opens=due - years(1),
    free_until=free_months,
    late=late_months,
    restoration=reinstatement,
    covers=Covered(period_ends + days(1), next_period_ends),
    alternatives=(Alternative(PERIOD_OVER, when=given("registration") & (registration > next_period_ends)),),
    cite=(GEBRMG("§ 23(2)"), PATKOSTG("§ 3(2)")),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(end_of_month(legal_filing + years(10)), GEBRMG("§ 23(1)")),
    duties=(utility_model_fee,),
    spans=(Covered(legal_filing, end_of_month(legal_filing + years(3)), "prepaid", GEBRMG("§ 23(2)")),),
    awaits=(Await("registration", LATE_REGISTRATION, pending),),
)

# § 27, 28: five times five years from filing; the fee falls due at the end of the month, like an annuity.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_due = end_of_month(five_years_end)
design_fee = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=when(given("registration") & (registration > design_due), end_of_month(registration), otherwise=design_due),
    opens=due - years(1),
    free_until=free_months,
    late=late_months,
    restoration=replace(reinstatement, cite=DESIGNG("§ 23(1)")),
    covers=Covered(five_years_end + days(1), next_in(five_years_end)),
    cite=(DESIGNG("§ 28(1)"), PATKOSTG("§ 3(2)")),
)

design = Right(
    "design",
    checked=CHECKED_DESIGN,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), DESIGNG("§ 27(2)")),
    duties=(design_fee,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", DESIGNG("§ 28(1)"), ~international),
        Covered(design_filing, expiry, "prepaid", DESIGNG("§ 66"), international),
    ),
    awaits=(Await("registration", LATE_REGISTRATION, pending & ~international),),
    cautions=(
        Caution(
            PUBLICATION_DEFERRED,
            ~international & (as_of <= earliest_given(priority, filing) + months(30)),
            DESIGNG("§ 21"),
        ),
        Caution(RENEWED_AT_WIPO, international, DESIGNG("§ 66")),
    ),
)

# § 47(1): ten years to the day of filing; § 159(1): to the end of its month where registered before 14 January 2019.
decade_ends = legal_filing + years(10 * n)
term_ends = when(
    given("registration") & (registration < day("2019-01-14")), end_of_month(decade_ends), otherwise=decade_ends
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=term_ends,
    opens=due - months(6),
    late=(Late(following(due, months(6)), fixed, PATKOSTG("§ 7(3)")),),
    restoration=replace(reinstatement, cite=MARKENG("§ 91")),
    covers=Covered(due + days(1), next_in(term_ends)),
    alternatives=(
        Alternative(
            OLD_OR_NEW_TERM,
            {"due": end_of_month(decade_ends), "grace_ends": end_of_month(decade_ends + months(6))},
            ~pending & ~given("registration") & (legal_filing < day("2019-01-14")),
        ),
    ),
    cite=(MARKENG("§ 47"), PATKOSTG("§ 3(3)")),
)
# Terms that ended by 31 January 2020 kept the old times: due at the end, then two months free and four late (§ 159(2)).
renewal_until_2020 = replace(
    renewal,
    as_long_as=term_ends <= day("2020-01-31"),
    opens=due - years(1),
    free_until=free_months,
    late=late_months,
    cite=(MARKENG("§ 159(2)"), PATKOSTG("§ 3(2)")),
)
# § 3(3) s. 2: registered only after the term has ended; the six months of § 7(3) then run from this due day.
renewal_after_registration = replace(
    renewal,
    as_long_as=given("registration") & (term_ends < registration),
    due=end_of_month(registration),
    opens=None,
    free_until=due + months(6),
    late=(),
    restoration=Restoration("due_care", MARKENG("§ 91"), on_time + years(1)),
    covers=Covered(term_ends + days(1), next_in(term_ends)),
    alternatives=(),
    cite=PATKOSTG("§ 3(3)"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_after_registration, renewal_until_2020, renewal),
    spans=(Covered(legal_filing, next_in(term_ends), "prepaid", MARKENG("§ 47(1)"), ~international),),
    awaits=(Await("registration", OLD_OR_NEW_TERM, ~pending & ~international & (filing < day("2019-01-14"))),),
    cautions=(Caution(RENEWED_AT_WIPO, international, MARKENG("§ 107")),),
)

# Year and serial number behind the kind of right, with a check digit, since 2004 (designs and marks since 2008).
NUMBERS = "DPMAinformativ no. 05 (Aktenzeichenformate)"


def _numbered(right: str, kinds: str, older: str, example: str) -> NumberFormat:
    new = rf"(?P<kind>{kinds})(?P<year>20\d{{2}})(?P<serial>\d{{6}})(?P<check>\d)?(?:[A-CU]\d?)?"
    pattern = rf"(?:DE)?[PG]?(?:{new}|(?P<older>{older}))"
    return NumberFormat(("application", "registration"), (right,), pattern, example, NUMBERS)


number_formats = (
    _numbered("patent", r"1[0-2]", r"\d{7,9}", "10 2018 123 456.7"),
    _numbered("utility_model", r"2[01]", r"\d{7,9}", "20 2018 123 456.7"),
    _numbered("design", r"4[01]", r"[4M]\d{7,9}", "40 2018 123 456"),
    _numbered("trademark", r"3[01]", r"\d{6,9}", "30 2018 123 456"),
)

jurisdiction = Jurisdiction(
    code="DE",
    name="German Patent and Trade Mark Office",
    local_name="Deutsches Patent- und Markenamt",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.gesetze-im-internet.de/", "https://www.dpma.de/service/gebuehren/"),
    number_formats=number_formats,
)
