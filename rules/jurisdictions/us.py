"""United States Patent and Trademark Office (US), Alexandria.

Law: 35 USC 41(b) and (c) (maintenance fees), 154 (term of a patent), 173 (term of a design patent); 37 CFR 1.7
(closed days), 1.20(e)-(h), 1.362, 1.378; 15 USC 1058, 1059, 1141k (use and renewal of a mark); 37 CFR 2.160, 2.182,
2.196, 7.36, 7.41. MPEP 510, 2504, 2506; TMEP 1604.04, 1606.03.
Not covered: statements of use before registration, incontestability (section 15), terminal disclaimers.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays, on
from rules.language import (
    RENEWED_AT_WIPO,
    WIPO_HANDBOOK,
    Act,
    Attribute,
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
    attribute,
    attribute_number,
    chain,
    dated,
    day,
    days,
    due,
    expiry,
    filing,
    first_given,
    given,
    grant,
    known,
    later_of,
    legal_filing,
    months,
    next_in,
    number_is,
    one_before,
    original_grant,
    parent_filing,
    pick,
    previous,
    registration,
    route,
    when,
    years,
)

USC35 = Act("35 USC", "Title 35 of the United States Code, Patents", "https://www.law.cornell.edu/uscode/text/35")
CFR37 = Act("37 CFR", "Title 37 of the Code of Federal Regulations", "https://www.ecfr.gov/current/title-37")
USC15 = Act("15 USC", "Title 15 of the United States Code, Trademarks", "https://www.law.cornell.edu/uscode/text/15")

# 35 USC 21(b), 37 CFR 1.9(h): federal holidays within the District of Columbia; a whole day on which the Office is
# closed counts as one (MPEP 510). Emancipation Day is the District's own: the Office is open.
calendar = Calendar(
    zone="America/New_York",
    holidays=(Holidays("US", "DC", ("public", "government"), without=("Emancipation Day",)),),
    closed=(on("2018-12-24", "2019-12-24", "2020-12-24", "2024-12-24", "2025-01-09", "2025-12-24", "2025-12-26"),),
)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
MAINTENANCE_FEE = Text("title.maintenance_fee", "Maintenance fee {number} of 3")
DECLARATION_8 = Text("us.section_8", "Declaration of use {number} (section 8)")
DECLARATION_71 = Text("us.section_71", "Declaration of use {number} (section 71)")
TERMINAL_DISCLAIMER = Text(
    "us.terminal_disclaimer", "A terminal disclaimer can end the term earlier; it is not computed. Check the patent."
)
NO_MAINTENANCE_FEES = Text(
    "us.no_maintenance_fees",
    "No maintenance fee is due: plant patents and applications before 12 December 1980 pay none.",
)

# The anniversary is the last good day; each end passes to the next open day (37 CFR 1.7, 1.362(f)), but the late period
# always runs to an anniversary of the grant, whatever happened to the ordinary end.
fee_basis = when(route("reissue"), original_grant, otherwise=first_given(original_grant, grant))
filed = known(legal_filing)
pays_fees = attribute("us_type", "utility").is_("utility") & ~(filed & (legal_filing < day("1980-12-12")))
maintenance_fee = Duty(
    "annuity",
    title=MAINTENANCE_FEE,
    numbers=Numbers(1, 3),
    applies=pays_fees,
    due=fee_basis + months(pick(42, 90, 138)),
    opens=fee_basis + years(pick(3, 7, 11)),
    late=(Late(fee_basis + years(pick(4, 8, 12)), amount, CFR37("1.362(e)")),),
    restoration=Restoration("unintentional", CFR37("1.378")),
    covers=Covered(
        fee_basis + years(pick(4, 8, 12)),
        when(number_is(3), expiry, otherwise=fee_basis + years(pick(8, 12, 12)) - days(1)),
    ),
    cite=(USC35("41(b)(1)"), CFR37("1.362(d)")),
)

# 154(a)(2), (b), 156: twenty years from the earliest application relied on, plus the days of adjustment and extension;
# 154(c)(1): an application filed before 8 June 1995 keeps 17 years from grant where that is longer.
earliest_filing = when(route("reissue"), parent_filing, otherwise=legal_filing)
twenty_years = (
    earliest_filing + (years(20) + days(attribute_number("pta_days", 0))) + days(attribute_number("pte_days", 0))
)
pending_in_1995 = filing < day("1995-06-08")

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional", "reissue"),
    term=Term(
        when(pending_in_1995, later_of(twenty_years, grant + years(17)), otherwise=twenty_years),
        (USC35("154(a)(2)"), USC35("154(c)(1)")),
    ),
    duties=(maintenance_fee,),
    spans=(
        Covered(fee_basis, fee_basis + years(4) - days(1), "prepaid", USC35("41(a)(4)"), pays_fees),
        Covered(fee_basis, expiry, "free", USC35("41(b)(3)"), ~pays_fees),
    ),
    cautions=(
        Caution(TERMINAL_DISCLAIMER, given("parent_filing"), USC35("253")),
        Caution(NO_MAINTENANCE_FEES, ~pays_fees, USC35("41(b)(3)")),
    ),
)

# 173: fifteen years from grant for applications filed since 13 May 2015 (Hague designations included), fourteen before.
design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(grant + dated(filing, years(14), ("2015-05-13", years(15))), USC35("173")),
    spans=(Covered(grant, expiry, "free", USC35("41(b)(3)")),),
)

# 1058, 1059, 1141k: all windows are counted from the registration, for a mark under section 66(a) from the US one;
# terms that began before 16 November 1989 ran twenty years. The late period runs from the nominal day (2.196).
in_classes = (Late(due + months(6), amount, USC15("1058(a)(3)")),)
term_ends = chain(
    registration + dated(registration, years(20), ("1989-11-16", years(10))),
    then=previous + dated(previous, years(20), ("1989-11-16", years(10))),
)
international = attribute("us_basis").is_("66a") | route("madrid")

first_declaration = Duty(
    "declaration_of_use",
    title=DECLARATION_8,
    numbers=Numbers(1, 1),
    applies=~international,
    due=registration + years(6),
    opens=registration + years(5),
    late=in_classes,
    cite=(USC15("1058(a)(1)"), CFR37("2.160(a)(1)")),
)
later_declarations = Duty(
    "declaration_of_use",
    title=DECLARATION_8,
    numbers=Numbers(2),
    applies=~international,
    due=one_before(term_ends),
    opens=due - years(1),
    late=in_classes,
    cite=(USC15("1058(a)(2)"), CFR37("2.160(a)(2)")),
)
first_declaration_71 = replace(
    first_declaration,
    title=DECLARATION_71,
    applies=international,
    late=(Late(due + months(6), amount, USC15("1141k(a)(3)")),),
    cite=(USC15("1141k(a)(1)"), CFR37("7.36(b)(1)")),
)
later_declarations_71 = replace(
    later_declarations,
    title=DECLARATION_71,
    applies=international,
    late=(Late(due + months(6), amount, USC15("1141k(a)(3)")),),
    cite=(USC15("1141k(a)(2)"), CFR37("7.36(b)(2)")),
)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=term_ends,
    opens=due - years(1),
    late=(Late(due + months(6), amount, USC15("1059(a)")),),
    covers=Covered(due + days(1), next_in(term_ends)),
    cite=(USC15("1059(a)"), CFR37("2.182")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(first_declaration, later_declarations, first_declaration_71, later_declarations_71, renewal),
    spans=(Covered(registration, registration + dated(registration, years(20), ("1989-11-16", years(10))), "prepaid"),),
    cautions=(Caution(RENEWED_AT_WIPO, international, CFR37("7.41(a)")),),
)

number_formats = (
    NumberFormat("application", ("patent",), r"(?:US)?(?P<series>[01]\d)(?P<serial>\d{6})", "16/123,456", "MPEP 503"),
    NumberFormat("application", ("design",), r"(?:US)?(?P<series>29|35)(?P<serial>\d{6})", "29/123,456", "MPEP 503"),
    NumberFormat(
        "registration",
        ("patent",),
        r"(?:US)?(?P<serial>(?:RE|PP|T)?\d{4,8})(?:[BEPS]\d?)?",
        "US 10,123,456 B2",
        WIPO_HANDBOOK,
    ),
    NumberFormat(
        "registration", ("design",), r"(?:US)?(?P<serial>(?:D|RE)\d{5,7})(?:[ES]\d?)?", "D 812,345", WIPO_HANDBOOK
    ),
    NumberFormat(
        "publication",
        ("patent",),
        r"(?:US)?(?P<year>20\d{2})(?P<serial>\d{7})(?:A\d)?",
        "US 2018/0123456 A1",
        WIPO_HANDBOOK,
    ),
    NumberFormat("application", ("trademark",), r"(?P<series>[6-9]\d)(?P<serial>\d{6})", "88/123,456", WIPO_HANDBOOK),
    NumberFormat("registration", ("trademark",), r"(?P<serial>\d{4,7})", "5,123,456", WIPO_HANDBOOK),
)

jurisdiction = Jurisdiction(
    code="US",
    name="United States Patent and Trademark Office",
    local_name="United States Patent and Trademark Office",
    calendar=calendar,
    rights=(patent, design, trademark),
    attributes=(
        Attribute("us_type", "choice", "kind of patent", ("utility", "plant")),
        Attribute("us_basis", "choice", "basis of the mark's application", ("1a", "1b", "44d", "44e", "66a")),
        Attribute("pta_days", "number", "days of patent term adjustment (35 USC 154(b))"),
        Attribute("pte_days", "number", "days of patent term extension (35 USC 156)"),
    ),
    sources=(
        "https://www.uspto.gov/web/offices/pac/mpep/s2506.html",
        "https://tmep.uspto.gov/",
        "https://www.uspto.gov/trademarks/maintain",
    ),
    number_formats=number_formats,
)
