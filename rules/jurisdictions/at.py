"""Austrian Patent Office (AT): Österreichisches Patentamt (ÖPA); Vienna.

Law: Patent Act (PatG): § 28 (term), 131 (reinstatement); Patent Office Fees Act (PAG): § 6 (annuities of patents), 9
(of European patents), 16 (of utility models), 21 (designs), 24 (marks); European Patent Convention (EPC): Art. 141;
Utility Model Act (GMG): § 6; Design Protection Act (MuSchG): § 6; Trade Mark Protection Act (MSchG): § 19, and § 77d
for marks registered before 1 September 2018. Months are counted from date to date (AVG § 32, 33).
No year before the grant or registration costs anything: the first annuity is that of the first due day from then on.
Not covered: supplementary protection certificates, patents of addition, lump sums for several years of a utility model
(PAG § 16(4), (5)): enter one payment as covering those years.
"""

from rules.calendars import Calendar, Holidays, from_easter, yearly
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
    DateExpression,
    Duty,
    Jurisdiction,
    Late,
    Numbers,
    Restoration,
    Right,
    Term,
    Text,
    anniversary_after,
    day,
    days,
    due,
    end_of_month,
    filing,
    free,
    given,
    grace,
    grant,
    known,
    later_of,
    legal_filing,
    mention,
    mention_unknown,
    months,
    n,
    next_in,
    number_is,
    one_before,
    pending,
    percent,
    registration,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

PATG = Act("PatG", "Patentgesetz", "https://www.ris.bka.gv.at/GeltendeFassung.wxe?Gesetzesnummer=10002181")
PAG = Act("PAG", "Patentamtsgebührengesetz", "https://www.ris.bka.gv.at/GeltendeFassung.wxe?Gesetzesnummer=20003819")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")
GMG = Act("GMG", "Gebrauchsmustergesetz")
MUSCHG = Act("MuSchG", "Musterschutzgesetz")
MSCHG = Act("MSchG", "Markenschutzgesetz", "https://www.ris.bka.gv.at/GeltendeFassung.wxe?Gesetzesnummer=10002180")

# AVG § 33(2): Good Friday and 24 December count with the holidays; 31 December is an ordinary day.
calendar = Calendar(zone="Europe/Vienna", holidays=(Holidays("AT"),), closed=(from_easter(-2), yearly("12-24")))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
GRANT_NEEDED = Text("at.grant_needed", "annuities are owed only for years that begin after publication of the grant")
REGISTRATION_NEEDED = Text("at.registration_needed", "annuities are owed only for years that begin after registration")
PERHAPS_FREE = Text(
    "at.perhaps_free", "No fee is owed for a year that had begun before the grant or registration, which isn't known."
)
END_OF_SIXTH_MONTH = Text(
    "at.end_of_sixth_month",
    "The European Patent Office's table of national law lets the late period run to the end of the sixth month; "
    "counted from date to date (AVG § 32) it ends earlier.",
)
OLD_OR_NEW_TERM = Text(
    "at.old_or_new_term",
    "Some hold that the day of application decides: a mark applied for before 1 September 2018 would then end ten "
    "years after the end of the month of its registration.",
)
REGISTRATION_DECIDES = Text(
    "at.registration_decides",
    "a mark registered before 1 September 2018 ends with the month of its registration, a later one on its filing day",
)

# § 6(1), (4) PAG: from the sixth year on, always due at the end of the month of filing.
year_begins = legal_filing + years(n - 1)
month_due = end_of_month(year_begins)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
six_months = due + months(6)
end_of_six_months = Alternative(
    END_OF_SIXTH_MONTH, {"grace_ends": end_of_month(six_months)}, six_months < end_of_month(six_months)
)
reinstatement = Restoration("due_care", PATG("§ 131(1)"), grace + years(1))

# § 6(4): the first fee ever paid to the Office bears no surcharge; it is that of the first due day after the grant.
grant_unknown = ~pending & ~known(grant)
first_after_grant = number_is(6) | (known(grant) & (one_before(month_due) < grant))
annuity = Duty(
    "annuity",
    numbers=Numbers(6, 20),
    applies=~route("ep") & (grant_unknown | (month_due >= grant)),
    due=month_due,
    opens=due - months(3),
    late=(
        Late(six_months, free, PAG("§ 6(4)"), when=first_after_grant),
        Late(six_months, percent(20), PAG("§ 6(4)"), when=~first_after_grant),
    ),
    restoration=reinstatement,
    covers=patent_year,
    alternatives=(Alternative(PERHAPS_FREE, when=grant_unknown), end_of_six_months),
    cite=(PAG("§ 6(1)"), PAG("§ 6(4)")),
    awaits=GRANT_NEEDED,
)

# § 9: a European patent pays for the years after the mention of grant, from the sixth; its first fee is free of
# surcharge for three months. The two months of Art. 141(2) EPC end within those.
first_after_mention = number_is(6) | (known(mention) & (one_before(year_begins) < mention))
european_annuity = Duty(
    "annuity",
    numbers=Numbers(6, 20),
    applies=validated & (mention_unknown | (year_begins >= mention)),
    due=month_due,
    opens=due - months(3),
    late=(
        Late(due + months(3), free, PAG("§ 9(4)"), when=first_after_mention),
        Late(six_months, percent(20), PAG("§ 9(5)")),
    ),
    restoration=reinstatement,
    covers=patent_year,
    alternatives=(Alternative(PERHAPS_PAID, when=mention_unknown | (year_begins <= mention)), end_of_six_months),
    cite=(PAG("§ 9(3)"), EPC("Art. 141(1)")),
    awaits=MENTION_NEEDED,
)

sixth_year = legal_filing + years(5)
before_grant_month = end_of_month(grant - months(1))
first_paid_year = when(
    known(grant), later_of(sixth_year, anniversary_after(legal_filing, before_grant_month)), otherwise=sixth_year
)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20), PATG("§ 28(1)")),
    duties=(annuity, european_annuity),
    spans=(
        Covered(legal_filing, year_after_mention - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(year_after_mention, sixth_year - days(1), "free", PAG("§ 9(3)"), validated),
        Covered(legal_filing, first_paid_year - days(1), "free", PAG("§ 6(1)"), ~validated),
        Covered(legal_filing, sixth_year - days(1), "free", PAG("§ 9(3)"), mention_unknown),
    ),
    awaits=(
        Await("grant", GRANT_NEEDED, ~validated & ~known(grant)),
        Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),
    ),
)

# § 16 PAG, § 6 GMG: the fourth to tenth years, counted from the end of the month of filing.
registration_unknown = ~pending & ~given("registration")
first_after_registration = number_is(4) | (given("registration") & (one_before(month_due) < registration))
utility_model_fee = Duty(
    "annuity",
    numbers=Numbers(4, 10),
    applies=registration_unknown | (month_due >= registration),
    due=month_due,
    opens=due - months(3),
    late=(
        Late(six_months, free, PAG("§ 16(3)"), when=first_after_registration),
        Late(six_months, percent(20), PAG("§ 16(3)"), when=~first_after_registration),
    ),
    restoration=reinstatement,
    covers=Covered(due + days(1), next_in(month_due)),
    alternatives=(Alternative(PERHAPS_FREE, when=registration_unknown), end_of_six_months),
    cite=(PAG("§ 16(1)"), PAG("§ 16(3)")),
    awaits=REGISTRATION_NEEDED,
)

third_year_ends = end_of_month(legal_filing + years(3))
before_registration_month = end_of_month(registration - months(1))
first_due = when(
    given("registration"),
    later_of(third_year_ends, end_of_month(anniversary_after(end_of_month(legal_filing), before_registration_month))),
    otherwise=third_year_ends,
)
utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(end_of_month(legal_filing + years(10)), GMG("§ 6")),
    duties=(utility_model_fee,),
    spans=(Covered(legal_filing, first_due, "free", PAG("§ 16(1)")),),
    awaits=(Await("registration", REGISTRATION_NEEDED, ~given("registration")),),
)

# § 6 MuSchG: five years after the end of the month of filing, four times renewed.
period_ends = end_of_month(filing + years(5 * n))
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    due=period_ends,
    opens=due - years(1),
    late=(Late(end_of_month(six_months), percent(20), PAG("§ 21")),),
    restoration=reinstatement,
    covers=Covered(due + days(1), next_in(period_ends)),
    cite=(MUSCHG("§ 6"), PAG("§ 21")),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct",),
    term=Term(end_of_month(filing + years(25)), MUSCHG("§ 6")),
    duties=(design_renewal,),
    spans=(Covered(filing, next_in(period_ends), "prepaid", MUSCHG("§ 6")),),
)

# § 77d MSchG: a term that began before 1 September 2018 runs to the end of the month of registration, ten, twenty …
# years on; the next one is shorter and ends on the anniversary of filing, like all terms under § 19. Where registration
# took ten years or more, that is as many decades further on.
since_2018 = day("2018-09-01")
old_term_ends = end_of_month(registration + years(10 * n))
decade_ends: DateExpression = legal_filing + years(10 * n)
old_law = given("registration") & (registration < since_2018)
for decades in (1, 2, 3, 4):
    decade_ends = when(
        old_law & (end_of_month(registration) >= legal_filing + years(10 * decades)),
        legal_filing + years(10 * n + 10 * decades),
        otherwise=decade_ends,
    )
term_ends = when(
    given("registration") & (one_before(old_term_ends) < since_2018),
    old_term_ends,
    otherwise=decade_ends,
)
international = route("madrid")
between = (legal_filing < since_2018) & (registration >= since_2018)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=term_ends,
    opens=due - years(1),
    late=(Late(six_months, percent(20), PAG("§ 24")),),
    restoration=reinstatement,
    covers=Covered(due + days(1), next_in(term_ends)),
    alternatives=(
        Alternative(
            OLD_OR_NEW_TERM,
            {"due": old_term_ends, "grace_ends": old_term_ends + months(6)},
            given("registration") & between & number_is(1),
        ),
        Alternative(REGISTRATION_DECIDES, when=registration_unknown & (legal_filing < since_2018)),
    ),
    cite=(MSCHG("§ 19"), MSCHG("§ 77d")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, next_in(term_ends), "prepaid", MSCHG("§ 19"), ~international),),
    awaits=(
        Await(
            "registration", REGISTRATION_DECIDES, registration_unknown & ~international & (legal_filing < since_2018)
        ),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="AT",
    name="Austrian Patent Office",
    local_name="Österreichisches Patentamt",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.ris.bka.gv.at/", "https://www.epo.org/en/legal/national-law", "https://www.patentamt.at/"),
)
