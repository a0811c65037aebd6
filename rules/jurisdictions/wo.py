"""World Intellectual Property Organization (WO): the International Bureau in Geneva; Madrid, Hague and PCT.

Marks under the Madrid Protocol and designs under the Hague Agreement are renewed here for all designations at once; the
national modules leave those renewals out. A PCT application is not renewed: it must enter the national phase.

Law: Madrid Protocol (MP) Art. 6, 7; Regulations under the Protocol r. 4, 30; Geneva Act of the Hague Agreement (GA)
Art. 17; Common Regulations (CR) r. 4, 23 to 25. National phase: `rules.treaties`.
Not covered: fees in two instalments of marks registered before 1 April 1996, transformation, refusals.
"""

from collections.abc import Mapping
from datetime import date

from rules.arithmetic import add_months
from rules.calendars import SUNDAY, Calendar, from_easter, nth_weekday, yearly
from rules.language import (
    WIPO_HANDBOOK,
    Act,
    Caution,
    Checked,
    Covered,
    Duty,
    Facts,
    Jurisdiction,
    Late,
    Missing,
    NumberFormat,
    Numbers,
    Right,
    Term,
    Text,
    day,
    days,
    derived,
    due,
    given,
    includes_other,
    months,
    n,
    percent,
    registration,
    years,
)
from rules.treaties import NATIONAL_ENTRIES

MP = Act("Madrid Protocol", "Protocol Relating to the Madrid Agreement", "https://www.wipo.int/treaties/en/")
MR = Act("Madrid Regulations", "Regulations under the Protocol Relating to the Madrid Agreement")
GA = Act("Hague Agreement (1999)", "Geneva Act of the Hague Agreement", "https://www.wipo.int/treaties/en/")
CR = Act("Hague Regulations", "Common Regulations under the 1999 Act and the 1960 Act of the Hague Agreement")

# Madrid r. 4(4), Hague r. 4(4). The Genevan fast is the Thursday after the first Sunday of September.
calendar = Calendar(
    zone="Europe/Zurich",
    closed=(yearly("01-01", "12-25", "12-31"), from_easter(-2, 1, 39, 50), nth_weekday(9, SUNDAY, 1, 4)),
    announced_through=2026,
)

CHECKED = Checked.day("2026-11-22", "2027-08-31")
LONGEST = Text(
    "wo.longest", "the longest protection among the designated offices decides how often the design can be renewed"
)
MAXIMA = Text(
    "wo.maxima",
    "Protection ends at each office when its own longest term is over: {terms}. The terms are those notified under "
    "Art. 17(3)(c), as far as known; check them before the last renewal.",
)
LONGEST_TERM = Text("wo.longest_term", "registration + the longest term among the designated offices")
TERM = Text("wo.term", "{office} {years} years")
NO_TERM = Text("wo.no_term", "none")
UNKNOWN_MAXIMA = Text(
    "wo.unknown_maxima",
    "The longest term at {offices} is not known here; fifteen years are certain (Art. 17(3)(b)). Ask the office.",
)
TWENTY_YEARS = Text(
    "wo.twenty_years",
    "Registrations before 1 April 1996 ran twenty years; where all twenty were paid for at once there was no renewal "
    "after ten, and every later one has a number less.",
)
NO_ENTRY = Text(
    "wo.no_entry",
    "No time limit for entry is known for {offices}: outside the PCT, or entered through a regional office or another "
    "right.",
)

# The date of the international registration governs every designation, later ones included (MP Art. 6, 7; r. 30, 31).
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("madrid", "direct"),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1),
            due=registration + years(10 * n),
            opens=due - months(6),
            late=(Late(due + months(6), percent(50), MP("Art. 7(4)")),),
            covers=Covered(due + days(1), registration + years(10 * n + 10)),
            cite=(MP("Art. 7(1)"), MR("r. 30")),
        ),
    ),
    spans=(Covered(registration, registration + years(10), "prepaid", MP("Art. 6(1)")),),
    cautions=(Caution(TWENTY_YEARS, registration < day("1996-04-01"), MP("Art. 7")),),
)

# Longest terms in years, as notified under GA Art. 17(3)(c); fifteen where nothing longer was notified.
LONGEST_TERMS = {
    **dict.fromkeys(("EM", "GB", "CH", "DE", "FR", "IT", "ES", "BX", "NO", "TR", "RU", "MX", "BR", "IL", "JP"), 25),
    "KR": 20,
    **dict.fromkeys(("CN", "SG", "VN", "CA", "US"), 15),
}
# Japan: applications before 1 April 2020 had twenty years.
SHORTER_BEFORE = {"JP": (date(2020, 4, 1), 20)}
CERTAIN_YEARS = 15


def _longest(facts: Facts, code: str) -> int:
    changed, before = SHORTER_BEFORE.get(code, (date.min, CERTAIN_YEARS))
    return LONGEST_TERMS.get(code, CERTAIN_YEARS) if facts.quietly(registration) >= changed else before


def _designated(facts: Facts) -> tuple[str, ...]:
    designated = facts.case.attributes.get("designations")
    if not isinstance(designated, tuple) or not designated:
        raise Missing("designations")
    return designated


@derived(LONGEST_TERM, GA("Art. 17(3)"))
def end_of_longest_term(facts: Facts) -> date:
    """GA Art. 17(3): at least fifteen years, and as long as the law of each designated office protects designs."""
    longest = max(_longest(facts, code) for code in _designated(facts))
    return add_months(registration.at(facts), 12 * longest)


def _terms(facts: Facts) -> Mapping[str, object]:
    known = [code for code in _designated(facts) if code in LONGEST_TERMS]
    return {"terms": [TERM(office=code, years=_longest(facts, code)) for code in known] or NO_TERM()}


def _unknown(facts: Facts) -> Mapping[str, object]:
    return {"offices": [code for code in _designated(facts) if code not in LONGEST_TERMS]}


design = Right(
    "design",
    checked=CHECKED,
    routes=("hague", "direct"),
    term=Term(end_of_longest_term, GA("Art. 17(3)"), awaits=LONGEST),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 4),
            as_long_as=~given("designations") | (due < end_of_longest_term),
            due=registration + years(5 * n),
            late=(Late(due + months(6), percent(50), CR("r. 24(1)(c)")),),
            covers=Covered(due + days(1), registration + years(5 * n + 5)),
            cite=(GA("Art. 17(1), (2)"), CR("r. 24")),
        ),
    ),
    spans=(Covered(registration, registration + years(5), "prepaid", GA("Art. 17(1)")),),
    cautions=(
        Caution(MAXIMA, given("designations"), GA("Art. 17(3)"), _terms),
        Caution(UNKNOWN_MAXIMA, includes_other("designations", LONGEST_TERMS), GA("Art. 17(3)(b)"), _unknown),
    ),
)

ENTERED = frozenset(duty.at for duty in NATIONAL_ENTRIES)


def _not_entered(facts: Facts) -> Mapping[str, object]:
    return {"offices": [code for code in _designated(facts) if code not in ENTERED]}


# A child case of the office settles its entry; an application without designations is shown every limit known.
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("pct", "direct"),
    duties=NATIONAL_ENTRIES,
    cautions=(Caution(NO_ENTRY, includes_other("designations", ENTERED), says=_not_entered),),
)

number_formats = (
    NumberFormat(
        "application",
        ("patent",),
        r"PCT(?P<office>[A-Z]{2})(?P<year>\d{4}|\d{2})(?P<serial>\d{5,6})",
        "PCT/CN2018/123456",
        "PCT Administrative Instructions s. 307",
    ),
    NumberFormat(
        "publication",
        ("patent",),
        r"WO(?P<year>\d{4}|\d{2})(?P<serial>\d{5,6})(?:[AB]\d)?",
        "WO 2018/123456",
        WIPO_HANDBOOK,
    ),
    NumberFormat(
        "registration",
        ("trademark",),
        r"(?:WO|IR)?(?P<serial>\d{3,7}[A-Z]{0,2})",
        "1234567",
        WIPO_HANDBOOK,
    ),
    NumberFormat("registration", ("design",), r"(?:WO)?(?:DM)?(?P<serial>\d{3,6})", "DM/123456", WIPO_HANDBOOK),
)

jurisdiction = Jurisdiction(
    code="WO",
    name="World Intellectual Property Organization, International Bureau",
    local_name="Organisation mondiale de la propriété intellectuelle",
    calendar=calendar,
    rights=(patent, design, trademark),
    sources=(
        "https://www.wipo.int/pct/en/guide/",
        "https://www.wipo.int/madrid/en/legal_texts/",
        "https://www.wipo.int/hague/en/legal_texts/",
    ),
    number_formats=number_formats,
)
