"""The treaties that many offices share: the Paris period, and entry into the national phase under the PCT.

Law: Paris Convention (Art. 4C); Patent Cooperation Treaty (Art. 22, 39) with its Regulations (r. 49.6 reinstatement,
r. 80.2 corresponding day, r. 80.5 closed days of the office concerned); each office's own time limit as notified to the
International Bureau (PCT Applicant's Guide, national chapters).
Not covered: restoration of the right of priority (r. 26bis, 49ter), the translation that JP and KR take later.
"""

from rules.case import Case
from rules.cites import Act
from rules.language.blocks import Alternative, Duty, Late, Restoration
from rules.language.choices import first_given, when
from rules.language.conditions import always, right_is
from rules.language.events import day, due, filing, priority
from rules.language.expressions import Condition, DateExpression
from rules.language.laws import dated
from rules.language.periods import months
from rules.language.surcharges import amount
from rules.texts import Message, Text

PARIS = Act("Paris Convention", "Paris Convention for the Protection of Industrial Property")
PCT = Act("PCT", "Patent Cooperation Treaty and Regulations", "https://www.wipo.int/pct/en/texts/")

# No closed day moves this end here: each office of second filing has a calendar of its own.
PRIORITY_PERIOD = Duty(
    "priority_end",
    due=when(right_is("patent", "utility_model"), filing + months(12), otherwise=filing + months(6)),
    cite=PARIS("Art. 4C(1)"),
    moves_due=False,
)


def duties_of_treaties(case: Case) -> tuple[Duty, ...]:
    """Return the duties that treaties add to a case, whatever its office."""
    return (PRIORITY_PERIOD,) if case.attributes.get("first_filing") else ()


# Months count from priority, or from the international filing where none is claimed.
counted_from = first_given(priority, filing)


def national_entry(
    code: str,
    limit: int | DateExpression,
    *,
    late: Late | None = None,
    restoration: Restoration | None = None,
    alternatives: tuple[Alternative, ...] = (),
    applies: Condition = always,
) -> Duty:
    """Return the duty to enter the national phase at one office within so many months; its closed days move the end."""
    return Duty(
        "national_entry",
        at=code,
        applies=applies,
        due=counted_from + months(limit) if isinstance(limit, int) else limit,
        late=(late,) if late else (),
        restoration=restoration,
        alternatives=alternatives,
        moves_due=True,
        moves_late=True,
        cite=(PCT("Art. 22, 39"), PCT("r. 80.2, 80.5")),
    )


def late_until(limit: int, price: Message = amount, when: Condition = always) -> Late:
    """Return the longer limit that an office allows on a fee or a request."""
    return Late(counted_from + months(limit), price, PCT("Art. 22(3), 39(1)(b)"), when=when)


def reinstated(basis: str) -> Restoration:
    """Return reinstatement by r. 49.6: at most twelve months after the missed limit."""
    return Restoration(basis, PCT("r. 49.6(b)"), due + months(12))


further_processing = Restoration("as_of_right", PCT("Art. 48(2)"))
BY_REQUEST = Text("surcharge.request", "on request")
CHAPTER_II = Text(
    "wo.chapter_ii",
    "Thirty months where a demand for preliminary examination was filed within nineteen months from priority.",
)
germany = counted_from + dated(
    counted_from + months(30), months(30), ("2022-05-01", months(31)), cite=PCT("Art. 22(3)")
)
before_canadas_reform = filing < day("2019-10-30")

# BE, FR, GR, IE and NL are entered through the European Patent Office; AR, PK and TW are outside the treaty; HK and MO
# take over the Chinese or European right.
NATIONAL_ENTRIES = (
    national_entry("AE", 30),
    national_entry("AP", 31),
    national_entry("AT", 30),
    national_entry("AU", 31),
    national_entry("BR", 30, restoration=reinstated("unintentional")),
    national_entry("CA", 30, late=late_until(42, when=before_canadas_reform), applies=before_canadas_reform),
    national_entry("CA", 30, restoration=reinstated("unintentional")),
    national_entry("CH", 30, restoration=further_processing),
    national_entry("CL", 30),
    national_entry("CN", 30, late=late_until(32)),
    national_entry("CO", 31),
    national_entry("CZ", 31),
    national_entry("DE", germany, restoration=reinstated("due_care")),
    national_entry("DK", 31),
    national_entry("EA", 31),
    national_entry("EG", 30),
    national_entry("EP", 31, restoration=further_processing),
    national_entry("ES", 30),
    national_entry("FI", 31),
    national_entry("GB", 31, late=late_until(33)),
    national_entry("HU", 31),
    national_entry("ID", 31),
    national_entry("IL", 30),
    national_entry("IN", 31),
    national_entry("IT", 30, applies=filing >= day("2020-07-01")),
    national_entry("JP", 30, restoration=reinstated("unintentional")),
    national_entry("KR", 31),
    national_entry("KZ", 31),
    national_entry("LU", 20, alternatives=(Alternative(CHAPTER_II, {"due": counted_from + months(30)}),)),
    national_entry("MA", 31),
    national_entry("MX", 30),
    national_entry("MY", 30),
    national_entry("NG", 30),
    national_entry("NO", 31),
    national_entry("NZ", 31),
    national_entry("OA", 30),
    national_entry("PE", 30),
    national_entry("PH", 30, late=late_until(31)),
    national_entry("PL", 30),
    national_entry("PT", 30),
    national_entry("RO", 30),
    national_entry("RU", 31),
    national_entry("SA", 30),
    national_entry("SE", 31),
    national_entry("SG", 30),
    national_entry("TH", 30),
    national_entry("TR", 30, late=late_until(33)),
    national_entry("UA", 31),
    national_entry("US", 30, restoration=Restoration("unintentional", PCT("Art. 48(2)"))),
    national_entry("VN", 31, late=late_until(37)),
    national_entry("ZA", 31, late=late_until(34, BY_REQUEST())),
)
