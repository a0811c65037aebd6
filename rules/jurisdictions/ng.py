"""Nigeria (NG): Trademarks, Patents and Designs Registry, Commercial Law Department, Abuja.

Law: Patents and Designs Act, Cap P2 LFN 2004 (PDA) s. 7 (patents), 20 (designs); Trade Marks Act, Cap T13 LFN 2004
(TMA) s. 23; Interpretation Act s. 15. Nigeria is not bound by the Madrid Protocol. There is no utility model.
Not covered: renewal of a mark up to one month after its non-renewal was advertised (the day comes from the Registrar).
"""

from rules.calendars import Calendar, Holidays
from rules.language import (
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
    Text,
    amount,
    days,
    due,
    filing,
    months,
    n,
    years,
)

PDA = Act("PDA", "Patents and Designs Act, Cap P2 LFN 2004")
TMA = Act("TMA", "Trade Marks Act, Cap T13 LFN 2004")

# That a closed day moves the last day of a fee is not settled: the nominal days are the last ones.
calendar = Calendar(zone="Africa/Lagos", holidays=(Holidays("NG"),), moves_due=False, moves_late=False)

CHECKED = Checked.day("2026-11-22", "2027-08-31")
ADVERTISEMENT = Text(
    "ng.advertisement",
    "No late period is fixed for a mark: after notice the Registrar advertises that it was not renewed and accepts "
    "renewal for one month more; restoration later is at the Registrar's discretion.",
)

# PDA s. 7: yearly from the first anniversary of filing, pending or granted; after six late months the patent lapses.
year_begins = filing + years(n - 1)
annuity = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    due=year_begins,
    late=(Late(due + months(6), amount, PDA("s. 7(2)")),),
    covers=Covered(year_begins, filing + years(n) - days(1)),
    cite=PDA("s. 7(2)"),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct"),
    term=Term(filing + years(20), PDA("s. 7(1)")),
    duties=(annuity,),
    spans=(Covered(filing, filing + years(1) - days(1), "free", PDA("s. 7(2)")),),
)

# PDA s. 20: five years, renewed twice within the twelve months before they end.
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 2),
    due=filing + years(5 * n),
    opens=due - months(12),
    late=(Late(due + months(6), amount, PDA("s. 20")),),
    covers=Covered(due + days(1), filing + years(5 * n + 5)),
    cite=PDA("s. 20"),
)

design = Right(
    "design",
    checked=CHECKED,
    term=Term(filing + years(15), PDA("s. 20")),
    duties=(design_renewal,),
    spans=(Covered(filing, filing + years(5), "prepaid", PDA("s. 20")),),
)

# TMA s. 23: seven years from filing, then fourteen each time; priority does not move the day.
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    due=filing + years(14 * n - 7),
    opens=due - months(3),
    covers=Covered(due + days(1), filing + years(14 * n + 7)),
    cite=(TMA("s. 23(1)"), TMA("s. 23(2)")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    duties=(renewal,),
    spans=(Covered(filing, filing + years(7), "prepaid", TMA("s. 23(1)")),),
    cautions=(Caution(ADVERTISEMENT, cite=TMA("s. 23(3)")),),
)

jurisdiction = Jurisdiction(
    code="NG",
    name="Trademarks, Patents and Designs Registry of Nigeria",
    local_name="Trademarks, Patents and Designs Registry",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=("https://www.iponigeria.com/",),
)
