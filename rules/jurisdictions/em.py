"""European Union Intellectual Property Office (EM): Oficina de Propiedad Intelectual de la Unión Europea, Alicante.

EU trade marks and registered EU designs. International registrations designating the EU are renewed at WIPO.

Law: Regulation (EU) 2017/1001 (EUTMR) Art. 52, 53, 104; Delegated Regulation (EU) 2018/625 (EUTMDR) Art. 67 to 69;
Regulation (EC) 6/2002 as amended by Regulation (EU) 2024/2822 (EUDR) Art. 12, 50d, 67; Delegated Regulation
(EU) 2026/137.
Not covered: conversion into national marks, publication of deferred designs.
"""

from rules.calendars import Calendar, from_easter, yearly
from rules.language import (
    RENEWED_AT_WIPO,
    WIPO_HANDBOOK,
    Act,
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
    day,
    days,
    due,
    end_of_month,
    filing,
    months,
    n,
    percent,
    route,
    years,
)

EUTMR = Act("EUTMR", "Regulation (EU) 2017/1001", "https://eur-lex.europa.eu/eli/reg/2017/1001")
EUDR = Act("EUDR", "Regulation (EC) 6/2002, amended by (EU) 2024/2822", "https://eur-lex.europa.eu/eli/reg/2002/6")

# EUTMDR Art. 69: the Executive Director fixes the closing days each year; these come every year, bridging days besides.
calendar = Calendar(
    zone="Europe/Madrid",
    closed=(yearly("01-01", "01-06", "05-01", "08-15", "12-24..12-31"), from_easter(-3, -2, 1, 39, 50)),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-08-31")
international = route("hague", "madrid")

# EUDR Art. 12, 50d: five years from filing, four renewals. Where the renewal period began before 1 May 2025 (expiry up
# to 30 September 2025) it ended with the month of the anniversary, and so did the six months after it.
anniversary = filing + years(5 * n)
month_end_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international & (anniversary < day("2025-10-01")),
    due=end_of_month(anniversary),
    opens=end_of_month(anniversary - months(6)) + days(1),
    late=(Late(end_of_month(due + months(6)), percent(25), EUDR("Art. 13(3), old text")),),
    restoration=Restoration("due_care", EUDR("Art. 67"), due + years(1)),
    covers=Covered(anniversary + days(1), filing + years(5 * n + 5)),
    cite=EUDR("Art. 13(3), old text"),
)
renewal_of_design = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    due=anniversary,
    opens=anniversary - months(6) + days(1),
    late=(Late(due + months(6), percent(25), EUDR("Art. 50d(3)")),),
    restoration=Restoration("due_care", EUDR("Art. 67"), due + years(1)),
    covers=Covered(due + days(1), filing + years(5 * n + 5)),
    cite=EUDR("Art. 50d(3)"),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "hague"),
    term=Term(filing + years(25), EUDR("Art. 12")),
    duties=(month_end_renewal, renewal_of_design),
    spans=(Covered(filing, filing + years(5), "prepaid", EUDR("Art. 12"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# EUTMR Art. 52, 53: ten years from filing; the late period follows the nominal expiry. Art. 104: the year for
# restitutio is counted from the missed limit, less the late period. Until 22 March 2016 the month's end was the limit.
mark_expires = filing + years(10 * n)
restitutio = Restoration("due_care", EUTMR("Art. 104(2)"), due + years(1))
month_end_renewal_of_mark = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international & (mark_expires < day("2016-03-23")),
    due=end_of_month(mark_expires),
    opens=end_of_month(mark_expires - months(6)) + days(1),
    late=(Late(end_of_month(due + months(6)), percent(25), EUTMR("Art. 47(3), Regulation 207/2009")),),
    restoration=restitutio,
    covers=Covered(mark_expires + days(1), filing + years(10 * n + 10)),
    cite=EUTMR("Art. 47(3), Regulation 207/2009"),
)
renewal_of_mark = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=mark_expires,
    opens=mark_expires - months(6) + days(1),
    late=(Late(due + months(6), percent(25), EUTMR("Art. 53(3)")),),
    restoration=restitutio,
    covers=Covered(due + days(1), filing + years(10 * n + 10)),
    cite=(EUTMR("Art. 52"), EUTMR("Art. 53(3)")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(month_end_renewal_of_mark, renewal_of_mark),
    spans=(Covered(filing, filing + years(10), "prepaid", EUTMR("Art. 52"), ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

number_formats = (
    NumberFormat(
        ("application", "registration"),
        ("trademark",),
        r"(?:EM|EU|EUTM|CTM)?(?P<serial>\d{4,9})",
        "018012345",
        WIPO_HANDBOOK,
    ),
    NumberFormat(
        ("application", "registration"),
        ("design",),
        r"(?:EM|EU|RCD|REUD)?(?P<serial>\d{9})(?P<part>\d{4})?",
        "001234567-0001",
        WIPO_HANDBOOK,
    ),
)

jurisdiction = Jurisdiction(
    code="EM",
    name="European Union Intellectual Property Office",
    local_name="Oficina de Propiedad Intelectual de la Unión Europea",
    calendar=calendar,
    rights=(design, trademark),
    sources=("https://www.euipo.europa.eu/", "https://eur-lex.europa.eu/eli/reg/2017/1001"),
    number_formats=number_formats,
)
