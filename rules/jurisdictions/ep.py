"""European Patent Office (EP): Europäisches Patentamt, Office européen des brevets; Munich, The Hague, Berlin.

Pending European applications, Euro-PCT applications in the regional phase included. A granted patent is renewed in
each country where it was validated (route `ep` there) or as a European patent with unitary effect (`UP`).

Law: European Patent Convention (EPC): Art. 63, 76, 86, 122, 141; Implementing Regulations (r.): r. 51, 71a, 131, 134,
136, 159. Guidelines A-X 5.2.4 (renewal fees), A-IV 1.4.3 (divisionals), A-XIII 8.1 (aggregate periods).
Not covered: fees after re-establishment or interruption of proceedings (r. 51(4), (5)), Art. 61 applications
(r. 51(6)): enter those deadlines by hand.
"""

from rules.calendars import Calendar, Holidays, yearly
from rules.language import (
    WIPO_HANDBOOK,
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
    anniversary_after,
    days,
    due,
    due_effective,
    end_of_month,
    filing,
    first_given,
    grace,
    known,
    legal_filing,
    mention,
    months,
    n,
    percent,
    priority,
    route,
    years,
)

EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")

# A day counts as closed when one of the filing offices is closed (r. 134(1)); bridging days are announced each autumn.
calendar = Calendar(
    zone="Europe/Berlin",
    holidays=(Holidays("DE", "BY", ("public", "catholic")), Holidays("DE", "BE", without=("Women",)), Holidays("NL")),
    closed=(yearly("01-01", "05-05", "12-24..12-31"),),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-05-31")
MENTION_ON_ANNIVERSARY = Text(
    "ep.mention_on_anniversary",
    "The mention of grant was published on an anniversary of the filing. Counted from the day after filing (r. 131(2)) "
    "that day still belongs to the old patent year; check with the Office which year's fee was the last one due to it.",
)
NATIONAL_AFTER_GRANT = Text(
    "ep.national_after_grant",
    "After the mention of grant the renewal fees are due to the national offices, or to the European Patent Office for "
    "a patent with unitary effect: register each part as a case of its own.",
)
LAST_FEE_AT_GRANT = Text(
    "ep.last_fee_at_grant", "the patent year in which the mention of grant is published is the last one paid here"
)
DUE_ON_DIVISION = Text(
    "ep.due_on_division",
    "The fee falls due on the very day the divisional was filed; it may count as one of the back fees of r. 51(3), "
    "whose late period ends six months after that day.",
)

mention_not_yet = ~known(mention)
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
paid_to_the_office = mention_not_yet | (year_begins < mention)
reestablishment = Restoration("due_care", EPC("Art. 122, r. 136(1)"), grace + years(1))

# r. 159(1)(g): the third year's fee of a Euro-PCT application never falls due before the 31 months for entry end;
# as the end of a period, that day carries the six months with it when closed days move it.
entry_ends = first_given(priority, filing) + months(31)
deferred_third_year = Duty(
    "annuity",
    numbers=Numbers(3, 3),
    applies=route("pct") & (ordinary_due < entry_ends),
    due=entry_ends,
    opens=due - months(6),
    late=(Late(due_effective + months(6), percent(50), EPC("r. 51(2)")),),
    restoration=reestablishment,
    covers=patent_year,
    cite=(EPC("r. 159(1)(g)"), EPC("r. 51(1)")),
)

# r. 51(3): fees of years that began before a divisional was filed fall due on that day.
divisional_back_fees = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=route("divisional") & paid_to_the_office & (ordinary_due < filing),
    due=filing,
    free_until=filing + months(4),
    late=(Late(filing + months(6), percent(50), EPC("r. 51(3)")),),
    restoration=reestablishment,
    covers=patent_year,
    cite=EPC("r. 51(3)"),
)
divisional_first_months = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=route("divisional") & paid_to_the_office & (ordinary_due <= filing + months(4)),
    due=ordinary_due,
    free_until=filing + months(4),
    late=(Late(end_of_month(due + months(6)), percent(50), EPC("r. 51(2)")),),
    restoration=reestablishment,
    covers=patent_year,
    alternatives=(Alternative(DUE_ON_DIVISION, {"grace_ends": filing + months(6)}, due <= filing),),
    cite=EPC("r. 51(3)"),
)

# r. 51(1), (2): the last day of the month, and six months from the nominal day to the end of the sixth (J 4/91).
third_year = Duty(
    "annuity",
    numbers=Numbers(3, 3),
    applies=paid_to_the_office,
    due=ordinary_due,
    opens=end_of_month(due - months(6)),
    late=(Late(end_of_month(due + months(6)), percent(50), EPC("r. 51(2)")),),
    restoration=reestablishment,
    covers=patent_year,
    cite=EPC("r. 51(1)"),
)
later_years = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=paid_to_the_office,
    due=ordinary_due,
    opens=end_of_month(due - months(3)),
    late=(Late(end_of_month(due + months(6)), percent(50), EPC("r. 51(2)")),),
    restoration=reestablishment,
    covers=patent_year,
    cite=EPC("r. 51(1)"),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), EPC("Art. 63(1)")),
    spans=(Covered(legal_filing, legal_filing + years(2) - days(1), "free", EPC("Art. 86(1)")),),
    duties=(deferred_third_year, divisional_back_fees, divisional_first_months, third_year, later_years),
    awaits=(Await("grant", LAST_FEE_AT_GRANT, mention_not_yet),),
    cautions=(
        Caution(NATIONAL_AFTER_GRANT, known(mention), EPC("Art. 86(2), 141(1)")),
        Caution(
            MENTION_ON_ANNIVERSARY,
            known(mention) & ~(anniversary_after(legal_filing, mention, strictly=False) > mention),
            EPC("r. 131(2)"),
        ),
    ),
)

number_formats = (
    NumberFormat(
        "application",
        ("patent",),
        r"(?:EP)?(?P<year>\d{2})(?P<serial>\d{6})(?P<check>\d)?",
        "EP 16198765.4",
        "Guidelines A-II (application numbering systems)",
    ),
    NumberFormat(
        ("publication", "registration"),
        ("patent",),
        r"(?:EP)?(?P<serial>\d{1,7})(?:[AB]\d)?",
        "EP 3 123 456 B1",
        WIPO_HANDBOOK,
    ),
)

jurisdiction = Jurisdiction(
    code="EP",
    name="European Patent Office",
    local_name="Europäisches Patentamt · Office européen des brevets",
    calendar=calendar,
    rights=(patent,),
    sources=(
        "https://www.epo.org/en/legal/epc",
        "https://www.epo.org/en/legal/guidelines-epc",
        "https://www.epo.org/en/legal/official-journal",
    ),
    number_formats=number_formats,
)
