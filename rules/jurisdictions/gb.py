"""United Kingdom (GB): Intellectual Property Office, Newport.

Law: Patents Act 1977 (PA) s. 15(9), 24, 25, 28, 77, 120; Patents Rules 2007 (PR) r. 36-40; Registered Designs Act
1949 (RDA) s. 3C, 8, 8A; Trade Marks Act 1994 (TMA) s. 40, 42, 43; Trade Marks Rules 2008 (TMR) r. 35-37.
Not covered: European patents (UK) revived by a petition for review (PA s. 77(5A), PR r. 41A), supplementary
protection certificates: enter those deadlines by hand. International registrations are renewed at WIPO.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
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
    amount,
    anniversary_after,
    beginning_with,
    days,
    due,
    end_of_month,
    expiry,
    filing,
    first_given,
    free,
    given,
    grace,
    grant,
    in_force,
    ir,
    known,
    later_of,
    legal_filing,
    mention,
    monthly,
    months,
    n,
    next_in,
    registration,
    route,
    when,
    year_after_mention,
    years,
)

PA = Act("PA", "Patents Act 1977", "https://www.legislation.gov.uk/ukpga/1977/37")
PR = Act("PR", "Patents Rules 2007", "https://www.legislation.gov.uk/uksi/2007/3291")
RDA = Act("RDA", "Registered Designs Act 1949", "https://www.legislation.gov.uk/ukpga/Geo6/12-13-14/88")
TMA = Act("TMA", "Trade Marks Act 1994", "https://www.legislation.gov.uk/ukpga/1994/26")
TMR = Act("TMR", "Trade Marks Rules 2008", "https://www.legislation.gov.uk/uksi/2008/1797")

# PA s. 120: weekends, Good Friday, Christmas Day and the bank holidays of England and Wales are excluded days.
calendar = Calendar(zone="Europe/London", holidays=(Holidays("GB", "ENG"),))

CHECKED = Checked.day("2026-11-22", "2027-08-31")
NOTHING_BEFORE_GRANT = Text(
    "gb.nothing_before_grant",
    "Renewal fees fall due only after grant; a grant near the fourth anniversary of filing or later moves the first.",
)
MENTION_DECIDES = Text(
    "gb.mention_decides",
    "The years up to the mention of grant were paid to the European Patent Office; the first fee here follows it.",
)
ANNIVERSARY_BEFORE_FIRST_RENEWAL = Text(
    "gb.anniversary_before_first_renewal",
    "An anniversary of filing lies between the grant and the first renewal date; the fee for the year it opens is "
    "counted into the first payment. Ask the Office for the sum.",
)
MENTION_ON_ANNIVERSARY = Text(
    "gb.mention_on_anniversary",
    "The mention of grant was published on an anniversary of filing; read strictly the first fee here is that of the "
    "next anniversary, and the fee of this year was due to the European Patent Office.",
)

# PA s. 25(1), (3): nothing is due before grant; the fee for year n has the (n-1)th anniversary as its renewal date.
granted = in_force | known(mention)
fourth_anniversary = legal_filing + years(4)
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
three_months_from_grant = beginning_with(grant, months(3))
three_months_from_mention = beginning_with(mention, months(3))

# s. 25(4): to the end of the sixth month after the one in which the payment period ended, the first of them free.
late_period = (
    Late(end_of_month(due + months(1)), free, PA("s. 25(4)")),
    Late(end_of_month(due + months(6)), monthly, PA("s. 25(4)")),
)
restored = Restoration("unintentional", PR("r. 40"), end_of_month(grace + months(13)))

# r. 37(3): granted in the three months that end with the fourth anniversary, or later: the renewal date is the last
# day of the three months that begin with the grant, and one payment brings all years begun by then up to date.
late_grant = ~route("ep") & (grant > fourth_anniversary - months(3))
first_after_late_grant = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=late_grant & (year_begins <= three_months_from_grant),
    due=end_of_month(three_months_from_grant),
    opens=grant,
    late=late_period,
    restoration=restored,
    covers=patent_year,
    awaits=NOTHING_BEFORE_GRANT,
    cite=PR("r. 37(3)"),
)

# r. 37(4): for a European patent the later of those three months and the next anniversary after the mention; the
# years before belong to the European Patent Office.
year_is_national = ~known(mention) | (year_begins >= mention)
first_after_mention = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=route("ep") & (year_begins >= mention) & (three_months_from_mention > year_begins),
    due=end_of_month(three_months_from_mention),
    opens=mention,
    late=late_period,
    restoration=restored,
    covers=patent_year,
    alternatives=(
        Alternative(MENTION_ON_ANNIVERSARY, {"due": end_of_month(next_in(year_begins))}, year_begins <= mention),
    ),
    awaits=MENTION_DECIDES,
    cite=PR("r. 37(4)"),
)

# r. 37(2), 38: three months that end with the month of the anniversary.
every_year = Duty(
    "annuity",
    numbers=Numbers(5, 20),
    applies=granted & (~route("ep") | year_is_national),
    due=end_of_month(year_begins),
    opens=end_of_month(due - months(3)) + days(1),
    late=late_period,
    restoration=restored,
    covers=patent_year,
    cite=(PR("r. 37(2)"), PR("r. 38")),
)

first_national_year = year_after_mention
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "ep", "divisional"),
    term=Term(legal_filing + years(20) - days(1), PA("s. 25(1)")),
    duties=(first_after_late_grant, first_after_mention, every_year),
    spans=(
        Covered(legal_filing, fourth_anniversary - days(1), "free", PR("r. 37(2)")),
        Covered(fourth_anniversary, first_national_year - days(1), "prepaid", PR("r. 37(4)"), route("ep")),
    ),
    awaits=(
        Await("grant", NOTHING_BEFORE_GRANT, ~route("ep") & ~known(grant)),
        Await("ep_grant", MENTION_DECIDES, route("ep") & ~known(mention)),
    ),
    cautions=(
        Caution(
            ANNIVERSARY_BEFORE_FIRST_RENEWAL,
            late_grant & (anniversary_after(legal_filing, grant) <= three_months_from_grant),
            PR("r. 37(3)"),
        ),
    ),
)

# RDA s. 3C: registered as of the filing; re-registered EU designs keep the EU filing date. The Office renews on the
# fifth anniversary; since the first day may count, the day before is the safe one.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=design_filing + years(5 * n),
    opens=due - months(6),
    safe=due - days(1),
    late=(
        Late(due + months(1), free, RDA("s. 8(4)")),
        Late(due + months(6), monthly, RDA("s. 8(4)")),
    ),
    restoration=Restoration("unintentional", RDA("s. 8A"), due + months(12)),
    covers=Covered(due + days(1), design_filing + years(5 * n + 5)),
    cite=RDA("s. 8(2)"),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(design_filing + years(25), RDA("s. 8(2)")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", RDA("s. 8(1)"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# TMA s. 40(3), 42: ten years from the filing, by six-month windows before and after; TMR r. 36: a mark registered only
# after its expiry day is renewed within two months of registration.
mark_expires = legal_filing + years(10 * n)
renewal_after_late_registration = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international & given("registration") & (mark_expires < registration),
    due=mark_expires,
    free_until=later_of(mark_expires, registration + months(2)),
    late=(Late(due + months(6), amount, TMR("r. 36"), when=registration + months(2) < due + months(6)),),
    covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
    cite=(TMA("s. 42"), TMR("r. 36")),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=mark_expires,
    opens=due - months(6) + days(1),
    late=(Late(due + months(6), amount, TMA("s. 43(3)")),),
    restoration=Restoration("unintentional", TMR("r. 37"), due + months(12)),
    covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
    cite=(TMA("s. 42"), TMR("r. 35")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal_after_late_registration, renewal),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", TMA("s. 42(1)"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

number_formats = (
    NumberFormat(
        "application",
        ("patent",),
        r"(?:GB)?(?P<year>\d{2})(?P<serial>\d{5})(?P<check>\d)?",
        "GB 1812345.6",
        WIPO_HANDBOOK,
    ),
    NumberFormat(
        ("publication", "registration"),
        ("patent",),
        r"(?:GB)?(?P<serial>\d{7})(?:[A-C]\d?)?",
        "GB 2567890 B",
        WIPO_HANDBOOK,
    ),
)

jurisdiction = Jurisdiction(
    code="GB",
    name="United Kingdom Intellectual Property Office",
    local_name="Intellectual Property Office · Swyddfa Eiddo Deallusol",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=(
        "https://www.gov.uk/renew-patent",
        "https://www.gov.uk/renew-registered-design",
        "https://www.gov.uk/renew-your-trade-mark",
    ),
    number_formats=number_formats,
)
