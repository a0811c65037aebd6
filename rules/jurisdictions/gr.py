"""Hellenic Industrial Property Organisation (GR): Οργανισμός Βιομηχανικής Ιδιοκτησίας (ΟΒΙ), Athens.

Law: Law 1733/1987 on technology transfer, inventions and innovation (L1733) Art. 11, 19, 24; European Patent Convention
(EPC) Art. 141; Presidential Decree 259/1997 on designs (PD259); Law 4679/2020 on trade marks (L4679) Art. 36, 37; Civil
Code Art. 241-246, by which periods are counted. An international application reaches Greece through the European Patent
Office only. Greece is outside the unitary patent. No fee of a patent can be restored once the six months are over.
Marks of Laws 2239/1994 and 4072/2012 began on the day after filing and end on the same anniversary.
Not covered: supplementary protection certificates, patents of addition.
"""

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
    mention_unknown,
    months,
    n,
    next_in,
    number_is,
    percent,
    perhaps_paid,
    route,
    validated,
    when,
    year_after_mention,
    years,
)

L1733 = Act("Law 1733/1987", "Νόμος 1733/1987, Μεταφορά τεχνολογίας, εφευρέσεις και τεχνολογική καινοτομία")
EPC = Act("EPC", "European Patent Convention", "https://www.epo.org/en/legal/epc")
PD259 = Act("PD 259/1997", "Προεδρικό Διάταγμα 259/1997")
L4679 = Act("Law 4679/2020", "Νόμος 4679/2020, Εμπορικά σήματα (ΦΕΚ Α 71/2020)")

# Civil Code Art. 242: holidays and Saturdays; Orthodox Easter with Clean Monday and the Monday of the Holy Spirit.
calendar = Calendar(zone="Europe/Athens", holidays=(Holidays("GR"),))

CHECKED = Checked.day("2026-11-22", "2027-08-31")
END_OF_SIXTH_MONTH = Text(
    "gr.end_of_sixth_month",
    "Six months from the last day of a month may be read as reaching to the end of the sixth month; counted from date "
    "to date they end earlier.",
)
MONTH_OF_FILING = Text(
    "gr.month_of_filing",
    "Whether a design's fee falls due on the anniversary of filing or, like a patent's, with the end of its month was "
    "not read in the Decree; the anniversary is the earlier day.",
)
TERM_AFTER_CONVERSION = Text(
    "gr.term_after_conversion",
    "After the first ten years a mark converted from an international registration is renewed by the filing date of "
    "the conversion request; the term that leads there may be longer than ten years rather than shorter.",
)

# Art. 24: in advance, by the end of the month of filing; years 1 and 2 cost nothing; six months more at 50 per cent.
year_begins = legal_filing + years(n - 1)
ordinary_due = end_of_month(year_begins)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
six_months = due + months(6)
late_period = (Late(six_months, percent(50), L1733("Art. 24")),)
end_of_six_months = Alternative(
    END_OF_SIXTH_MONTH, {"grace_ends": end_of_month(six_months)}, six_months < end_of_month(six_months)
)
free_years = Covered(legal_filing, legal_filing + years(2) - days(1), "free", L1733("Art. 24"))

# EPC Art. 141(2): what falls due within two months of the mention of grant is on time until they end.
after_mention = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=validated & known(mention) & (year_begins >= mention) & (ordinary_due < mention + months(2)),
    due=ordinary_due,
    free_until=mention + months(2),
    late=late_period,
    covers=patent_year,
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)), end_of_six_months),
    cite=(L1733("Art. 24"), EPC("Art. 141")),
)
annuity = Duty(
    "annuity",
    numbers=Numbers(3, 20),
    applies=~validated | mention_unknown | (year_begins >= mention),
    due=ordinary_due,
    late=late_period,
    covers=patent_year,
    alternatives=(Alternative(PERHAPS_PAID, when=perhaps_paid(year_begins)), end_of_six_months),
    awaits=MENTION_NEEDED,
    cite=L1733("Art. 24"),
)
first_year_here = later_of(year_after_mention, legal_filing + years(2))

# Art. 11: twenty years that begin on the day after filing, so that the twentieth anniversary is the last day.
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "ep", "divisional"),
    term=Term(legal_filing + years(20), L1733("Art. 11")),
    duties=(after_mention, annuity),
    spans=(
        Covered(legal_filing, first_year_here - days(1), "prepaid", EPC("Art. 141(1)"), validated),
        Covered(legal_filing, legal_filing + years(2) - days(1), "free", L1733("Art. 24"), ~validated),
    ),
    awaits=(Await("ep_grant", MENTION_NEEDED, validated & ~known(mention)),),
)

# Art. 19: seven years; fees as for patents.
utility_model_fee = Duty(
    "annuity",
    numbers=Numbers(3, 7),
    due=ordinary_due,
    late=late_period,
    covers=patent_year,
    alternatives=(end_of_six_months,),
    cite=L1733("Art. 19, 24"),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(7), L1733("Art. 19")),
    duties=(utility_model_fee,),
    spans=(free_years,),
)

# Five years from filing, four times renewed; six months late with surcharge.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    late=(Late(six_months, amount, PD259("term and renewal")),),
    covers=Covered(due + days(1), next_in(five_years_end)),
    alternatives=(
        Alternative(
            MONTH_OF_FILING,
            {"due": end_of_month(due), "grace_ends": end_of_month(due) + months(6)},
            due < end_of_month(due),
        ),
    ),
    cite=PD259("term and renewal"),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), PD259("term and renewal")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", PD259("term and renewal"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Art. 36: ten years from filing, renewed in their last six months or in six more at half as much again. A mark
# converted from an international registration has ten years from that registration, then goes by its own filing.
converted = ~international & given("ir") & (ir < filing)
decade_ends = when(
    converted,
    when(number_is(1), ir + years(10), otherwise=filing + years(10 * n - 10)),
    otherwise=legal_filing + years(10 * n),
)
first_term = when(converted, ir + years(10), otherwise=legal_filing + years(10))
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=(Late(six_months, percent(50), L4679("Art. 36")),),
    # Art. 37(3): the six additional months don't count towards the year.
    restoration=Restoration("due_care", L4679("Art. 37"), grace + years(1)),
    covers=Covered(due + days(1), next_in(decade_ends)),
    alternatives=(
        Alternative(
            TERM_AFTER_CONVERSION,
            {"due": filing + years(10 * n), "grace_ends": filing + years(10 * n) + months(6)},
            converted & ~number_is(1),
        ),
    ),
    cite=L4679("Art. 36"),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(
        Covered(when(converted, ir, otherwise=legal_filing), first_term, "prepaid", L4679("Art. 36"), ~international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="GR",
    name="Hellenic Industrial Property Organisation",
    local_name="Οργανισμός Βιομηχανικής Ιδιοκτησίας",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.obi.gr/", "https://www.epo.org/en/legal/national-law/2024/via/gr.html"),
)
