"""Australia (AU): IP Australia, Canberra.

Law: Patents Act 1990 (PA) s. 65, 67, 68, 142, 143, 222A, 223; Patents Regulations 1991 (PR) r. 13.3, 13.6; Designs Act
2003 (DA) s. 46, 47, 136A, 137; Trade Marks Act 1995 (TMA) s. 72, 75, 79, 80A-80H, 223A, 224; Trade Marks Regulations
1995 (TMR) r. 7.3. The innovation patent is the utility model of this office.
Not covered: extensions of term for pharmaceutical substances with the fees of their years (PA s. 70-77, PR
r. 13.6(1A)), renewal of a mark entered in the Register more than ten years after filing (TMA s. 80A-80H): enter those
deadlines by hand.
"""

from rules.calendars import Calendar, Holidays, yearly
from rules.language import (
    RENEWED_AT_WIPO,
    WIPO_DAS,
    Act,
    Alternative,
    Caution,
    Checked,
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
    anniversary_after,
    chain,
    dated,
    day,
    days,
    due,
    earlier_of,
    expiry,
    filing,
    later_of,
    legal_filing,
    monthly,
    months,
    n,
    next_in,
    previous,
    registration,
    route,
    when,
    years,
)

PA = Act("PA", "Patents Act 1990", "https://www.legislation.gov.au/C2004A04014/latest")
PR = Act("PR", "Patents Regulations 1991", "https://www.legislation.gov.au/F1996B02697/latest")
DA = Act("DA", "Designs Act 2003", "https://www.legislation.gov.au/C2004A01232/latest")
TMA = Act("TMA", "Trade Marks Act 1995", "https://www.legislation.gov.au/C2004A04969/latest")
TMR = Act("TMR", "Trade Marks Regulations 1995", "https://www.legislation.gov.au/F1996B00084/latest")

# PA s. 222A, TMA s. 223A, DA s. 136A: holidays of the Australian Capital Territory, and the days between Christmas and
# New Year, which the office declares to be no business days.
calendar = Calendar(zone="Australia/Sydney", holidays=(Holidays("AU", "ACT"),), closed=(yearly("12-27..12-31"),))

CHECKED = Checked.day("2026-11-22", "2027-11-30")
NO_LATER_INNOVATION_PATENT = Text(
    "au.no_later_innovation_patent",
    "No innovation patent can bear a date after 25 August 2021: check the date of the patent.",
)
OLD_MARK = Text(
    "au.old_mark",
    "A mark applied for before 1996 had terms of seven and fourteen years; the renewal date in the Register decides.",
)
REGISTERED_AFTER_TEN_YEARS = Text(
    "au.registered_after_ten_years",
    "The mark was registered more than ten years after filing; its first renewal has a period of its own, counted from "
    "the entry in the Register (sections 80A to 80H). Enter it by hand.",
)
REGISTRATION_OPENS = Text(
    "au.registration_opens", "The renewal of a design can be paid from its registration on: its date is needed."
)

# PA s. 142(2)(d), 143(a): the same anniversaries of the date of the patent for application and patent; a divisional
# owes those after its own filing only. The fourth anniversary counts for patents dated 1 July 2008 or later.
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
first_anniversary = legal_filing + dated(legal_filing, years(5), ("2008-07-01", years(4)), cite=PR("r. 13.3"))
restored = Restoration("unintentional", PA("s. 223(2)"))
annuity = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=(year_begins >= first_anniversary) & (year_begins > filing),
    due=year_begins,
    late=(Late(due + months(6), monthly, PR("r. 13.3, 13.6")),),
    restoration=restored,
    covers=patent_year,
    cite=(PR("r. 13.3"), PR("r. 13.6")),
)


def until_charged(first: DateExpression) -> DateExpression:
    """PR r. 13.3, 13.6: the last day before the first anniversary that is charged, or the end where none is left."""
    charged = later_of(first, anniversary_after(legal_filing, filing))
    return when(charged >= expiry, expiry, otherwise=charged - days(1))


patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), PA("s. 67")),
    duties=(annuity,),
    spans=(Covered(legal_filing, until_charged(first_anniversary), "free", PR("r. 13.3")),),
)

# PA s. 68: eight years; the last innovation patents are dated 25 August 2021.
innovation_fee = Duty(
    "annuity",
    numbers=Numbers(3, 8),
    applies=year_begins > filing,
    due=year_begins,
    late=(Late(due + months(6), monthly, PR("r. 13.6")),),
    restoration=restored,
    covers=patent_year,
    cite=(PA("s. 143A"), PR("r. 13.6")),
)

utility_model = Right(
    "utility_model",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(8), PA("s. 68")),
    duties=(innovation_fee,),
    spans=(Covered(legal_filing, until_charged(legal_filing + years(2)), "free", PR("r. 13.6")),),
    cautions=(Caution(NO_LATER_INNOVATION_PATENT, legal_filing > day("2021-08-25")),),
)

# DA s. 46, 47: five years from the application that first disclosed the design, renewed once.
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 1),
    due=legal_filing + years(5),
    opens=earlier_of(registration, due),
    late=(Late(due + months(6), monthly, DA("s. 47")),),
    restoration=Restoration("unintentional", DA("s. 137")),
    covers=Covered(due + days(1), expiry),
    awaits=REGISTRATION_OPENS,
    cite=(DA("s. 46"), DA("s. 47")),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional"),
    term=Term(legal_filing + years(10), DA("s. 46")),
    duties=(design_renewal,),
    spans=(Covered(legal_filing, legal_filing + years(5), "prepaid", DA("s. 46")),),
)

# TMA s. 72(3), 75: ten years from filing, whatever priority is claimed; late six months, twelve for renewals due before
# 15 April 2013. Marks of the 1955 Act: seven years, then fourteen for each term begun before 1996.
first_term_ends = legal_filing + dated(legal_filing, years(7), ("1996-01-01", years(10)), cite=TMA("s. 72"))
mark_expires = chain(
    first_term_ends, then=previous + dated(previous, years(14), ("1996-01-01", years(10)), cite=TMA("s. 77"))
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~route("madrid"),
    due=mark_expires,
    opens=due - months(12),
    late=(Late(due + dated(due, months(12), ("2013-04-15", months(6))), monthly, TMA("s. 79")),),
    covers=Covered(due + days(1), next_in(mark_expires)),
    alternatives=(Alternative(OLD_MARK, {}, legal_filing < day("1996-01-01")),),
    cite=(TMA("s. 72(3)"), TMA("s. 75"), TMR("r. 7.3")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, first_term_ends, "prepaid", TMA("s. 72(3)"), ~route("madrid")),),
    cautions=(
        Caution(
            REGISTERED_AFTER_TEN_YEARS,
            ~route("madrid") & (registration > legal_filing + years(10)),
            TMA("s. 80A"),
        ),
        Caution(RENEWED_AT_WIPO, route("madrid")),
    ),
)

number_formats = (
    NumberFormat(
        ("application", "registration"),
        ("patent", "utility_model"),
        r"(?:AU)?(?:(?P<year>(?:19|20)\d{2})(?P<serial>\d{6})|(?P<older>\d{6,7}))(?:[A-C]\d?)?",
        "2018 201234",
        WIPO_DAS,
    ),
    NumberFormat(
        ("application", "registration"),
        ("design",),
        r"(?:AU)?(?:(?P<year>20\d{2})(?P<serial>\d{5})|(?P<older>\d{5,6}))",
        "2018 12345",
        WIPO_DAS,
    ),
    NumberFormat(("application", "registration"), ("trademark",), r"(?:AU)?(?P<serial>\d{5,7})", "1909731", WIPO_DAS),
)

jurisdiction = Jurisdiction(
    code="AU",
    name="IP Australia",
    local_name="IP Australia",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=(
        "https://manuals.ipaustralia.gov.au/patent/",
        "https://www.ipaustralia.gov.au/patents/managing-your-patent/maintaining-your-patent",
        "https://www.ipaustralia.gov.au/trade-marks/managing-your-trade-mark/maintaining-your-trade-mark",
    ),
    number_formats=number_formats,
)
