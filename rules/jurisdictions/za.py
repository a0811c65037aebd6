"""South Africa (ZA): Companies and Intellectual Property Commission (CIPC), Pretoria.

Law: Patents Act 57 of 1978 (PA) s. 46, 47; Designs Act 195 of 1993 (DA) s. 22, 23; Trade Marks Act 194 of 1993 (TMA)
s. 37; Interpretation Act 33 of 1957 s. 4. A functional design does the work of a utility model.
Not covered: patents of addition (no fees of their own while the main patent lives). South Africa is not bound by the
Madrid Protocol or the Hague Agreement.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    Act,
    Alternative,
    Attribute,
    Await,
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
    days,
    due,
    earliest_given,
    expiry,
    filing,
    given,
    grant,
    in_force,
    known,
    legal_filing,
    monthly,
    months,
    n,
    priority,
    release,
    when,
    years,
)

PA = Act("PA", "Patents Act 57 of 1978")
DA = Act("DA", "Designs Act 195 of 1993")
TMA = Act("TMA", "Trade Marks Act 194 of 1993")

# No text extends a renewal period for a closed day, and fees are paid online: the nominal day is the last one.
calendar = Calendar(zone="Africa/Johannesburg", holidays=(Holidays("ZA"),), moves_due=False, moves_late=False)

CHECKED = Checked.day("2026-11-22", "2027-11-30")
GRANT_OPENS_FEES = Text(
    "za.grant_opens_fees",
    "No renewal fee has to be paid before grant; those of anniversaries passed by then are due at grant.",
)
ACCRUED_AT_GRANT = Text(
    "za.accrued_at_grant",
    "The anniversary had passed when the patent was granted; no text was found that gives a time after grant, so the "
    "day of grant is taken. Ask the Commission.",
)
PART_DECIDES = Text(
    "za.part_decides",
    "An aesthetic design (Part A) lasts fifteen years, a functional one (Part F) ten: the part of the register is "
    "needed.",
)
FILING_MAY_COUNT = Text(
    "za.filing_may_count",
    "The Commission's own page counts from filing only, not from an earlier release or priority date.",
)

# PA s. 46: from the third anniversary of the application, payable in advance at any time, owed from grant only.
granted = in_force | known(grant)
year_begins = legal_filing + years(n - 1)
patent_year = Covered(year_begins, legal_filing + years(n) - days(1))
late_patent = (Late(due + months(6), monthly, PA("s. 46(2)")),)
restored_patent = Restoration("unintentional", PA("s. 47"))
accrued_at_grant = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=given("grant") & (year_begins < grant),
    due=grant,
    late=late_patent,
    restoration=restored_patent,
    covers=patent_year,
    alternatives=(Alternative(ACCRUED_AT_GRANT),),
    cite=PA("s. 46(2)"),
)
annuity = Duty(
    "annuity",
    numbers=Numbers(4, 20),
    applies=granted,
    due=year_begins,
    late=late_patent,
    restoration=restored_patent,
    covers=patent_year,
    cite=PA("s. 46(2)"),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), PA("s. 46(1)")),
    duties=(accrued_at_grant, annuity),
    spans=(Covered(legal_filing, legal_filing + years(3) - days(1), "free", PA("s. 46(2)")),),
    awaits=(Await("grant", GRANT_OPENS_FEES, ~known(grant)),),
)

# DA s. 22: term and renewals run from the earliest of release, priority and filing.
effective = earliest_given(filing, priority, release)
design_year_begins = effective + years(n - 1)
is_functional = attribute("register_part").is_("F")
design_fee = Duty(
    "annuity",
    numbers=Numbers(4, 15),
    as_long_as=due < expiry,
    due=design_year_begins,
    late=(Late(due + months(6), monthly, DA("s. 22")),),
    restoration=Restoration("unintentional", DA("s. 23")),
    covers=Covered(design_year_begins, effective + years(n) - days(1)),
    alternatives=(
        Alternative(
            FILING_MAY_COUNT,
            {"due": filing + years(n - 1), "grace_ends": filing + years(n - 1) + months(6)},
            effective < filing,
        ),
        Alternative(PART_DECIDES, {}, ~given("register_part") & (due >= effective + years(10))),
    ),
    cite=DA("s. 22"),
)

design = Right(
    "design",
    checked=CHECKED,
    term=Term(
        when(is_functional, effective + years(10), otherwise=effective + years(15)),
        DA("s. 22"),
        alternatives=(
            Alternative(
                FILING_MAY_COUNT,
                {"due": when(is_functional, filing + years(10), otherwise=filing + years(15))},
                effective < filing,
            ),
            Alternative(PART_DECIDES, {"due": effective + years(10)}, ~given("register_part")),
        ),
    ),
    duties=(design_fee,),
    spans=(Covered(effective, effective + years(3) - days(1), "free", DA("s. 22")),),
    awaits=(Await("register_part", PART_DECIDES),),
)

# TMA s. 37: ten years from the South African application, priority or not.
mark_expires = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    due=mark_expires,
    opens=due - months(6),
    late=(Late(due + months(6), amount, TMA("s. 37(3)")),),
    restoration=Restoration("unintentional", TMA("s. 37(3)")),
    covers=Covered(due + days(1), legal_filing + years(10 * n + 10)),
    cite=(TMA("s. 37(1)"), TMA("s. 37(2)")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional"),
    duties=(renewal,),
    spans=(Covered(legal_filing, legal_filing + years(10), "prepaid", TMA("s. 37(1)")),),
)

jurisdiction = Jurisdiction(
    code="ZA",
    name="Companies and Intellectual Property Commission of South Africa",
    local_name="Companies and Intellectual Property Commission",
    calendar=calendar,
    rights=(patent, design, trademark),
    attributes=(Attribute("register_part", "choice", "part of the register of designs", ("A", "F")),),
    sources=("https://www.cipc.co.za/?page_id=4333", "https://www.cipc.co.za/?page_id=4440"),
)
