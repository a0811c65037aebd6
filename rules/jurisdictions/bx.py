"""Benelux Office for Intellectual Property (BX): Benelux-Bureau voor de Intellectuele Eigendom (BOIP); The Hague.

Marks and designs for Belgium, the Netherlands and Luxembourg together; patents are national (`BE`, `NL`, `LU`).

Law: Benelux Convention on Intellectual Property (BCIP): Art. 2.9 (term and renewal of marks), 3.14 (of designs);
Implementing Regulations of 1 March 2019 (IR): rule on periods and closing days. The anniversary of filing is the last
day of a term and the renewal takes effect on the day after it; a lost right can't be restored.
Not covered: renewal for some classes only.
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Caution,
    Checked,
    Covered,
    Duty,
    Jurisdiction,
    Late,
    Numbers,
    Right,
    Term,
    amount,
    days,
    due,
    expiry,
    filing,
    first_given,
    ir,
    legal_filing,
    months,
    n,
    next_in,
    route,
    when,
    years,
)

BCIP = Act("BCIP", "Benelux Convention on Intellectual Property", "https://www.boip.int/en/legal-texts")

# Closing days are listed every year; bridging days on that list come as closures.
calendar = Calendar(zone="Europe/Amsterdam", holidays=(Holidays("NL"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-11-30")

# Art. 3.14: five years from filing, four times renewed by payment, in the twelve months before or the six after.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=filing)
five_years_end = design_filing + years(5 * n)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=five_years_end,
    opens=due - months(12),
    late=(Late(due + months(6), amount, BCIP("Art. 3.14")),),
    covers=Covered(five_years_end + days(1), next_in(five_years_end)),
    cite=BCIP("Art. 3.14"),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "hague"),
    term=Term(design_filing + years(25), BCIP("Art. 3.14")),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", BCIP("Art. 3.14"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# Art. 2.9: ten years from filing, renewed by payment in the six months before the end or the six after.
decade_ends = legal_filing + years(10 * n)
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=decade_ends,
    opens=due - months(6),
    late=(Late(due + months(6), amount, BCIP("Art. 2.9(4)")),),
    covers=Covered(decade_ends + days(1), next_in(decade_ends)),
    cite=(BCIP("Art. 2.9(1)"), BCIP("Art. 2.9(4)")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, next_in(decade_ends), "prepaid", BCIP("Art. 2.9(1)"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="BX",
    name="Benelux Office for Intellectual Property",
    local_name="Benelux-Bureau voor de Intellectuele Eigendom · Office Benelux de la Propriété intellectuelle",
    calendar=calendar,
    rights=(design, trademark),
    sources=("https://www.boip.int/en/legal-texts", "https://www.boip.int/"),
)
