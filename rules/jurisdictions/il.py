"""Israel (IL): Israel Patent Office (רשות הפטנטים), Jerusalem.

Law: Patents Law 5727-1967 (PL) s. 52, 56-63, 164; Patents Regulations 5728-1968 (PReg) r. 85-88; Designs Law 5777-2017
(DL) s. 3, 128; Patents and Designs Ordinance (PDO) s. 33 for designs filed before 7 August 2018; Trade Marks Ordinance
[New Version] 5732-1972 (TMO) s. 31-34; Interpretation Law 5741-1981 s. 10.
Not covered: extension orders for medicines and their fees (PL s. 64A-64Q), patents and designs of addition. Closures
and extensions ordered in wartime are not in the calendar: enter them as closures.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from rules.calendars import FRIDAY, FRIDAY_SATURDAY, Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Alternative,
    Attribute,
    Await,
    Caution,
    Checked,
    Covered,
    Duty,
    Facts,
    Jurisdiction,
    Late,
    Numbers,
    Restoration,
    Right,
    Term,
    Text,
    amount,
    attribute,
    chain,
    dated,
    day,
    days,
    derived,
    due,
    expiry,
    filing,
    first_given,
    given,
    grant,
    in_force,
    ir,
    known,
    legal_filing,
    monthly,
    months,
    n,
    next_in,
    pick,
    previous,
    registration,
    route,
    when,
    years,
)

PL = Act("PL", "Patents Law 5727-1967")
PREG = Act("PReg", "Patents Regulations (Office Practice, Procedure, Documents and Fees) 5728-1968")
DL = Act("DL", "Designs Law 5777-2017")
PDO = Act("PDO", "Patents and Designs Ordinance")
TMO = Act("TMO", "Trade Marks Ordinance [New Version] 5732-1972")
INTERPRETATION = Act("IL Interpretation Law", "Interpretation Law 5741-1981")

_FEASTS = Holidays("IL", only=("Pesach", "Shavuot", "Rosh Hashanah", "Yom Kippur", "Sukkot", "Simchat Torah"))


def _eves(year: int) -> Iterable[date]:
    """The eve of each feast; the seventh day of Pesach and Simchat Torah follow half-feast days that are closed too."""
    return (feast - timedelta(days=1) for feast in _FEASTS.days(year))


# The office keeps the feasts and their eves, the half-feast days, Purim, Remembrance Day and Tisha B'Av.
calendar = Calendar(
    zone="Asia/Jerusalem",
    holidays=(
        Holidays("IL"),
        Holidays(
            "IL",
            categories=("optional",),
            only=("Pesach holiday", "Sukkot holiday", "Purim", "Remembrance Day", "Tisha B'Av"),
        ),
    ),
    weekend=FRIDAY_SATURDAY,
    closed=(_eves,),
    announced_through=2026,
)


DAY_BEFORE_FRIDAY = Text("il.day_before_friday", "the day before a last day that is a Friday")


@derived(DAY_BEFORE_FRIDAY, INTERPRETATION("s. 10"))
def day_before_friday(facts: Facts) -> date:
    """Interpretation Law s. 10: a Friday is closed but no day of rest, so that the shift to Sunday may be refused."""
    last = facts.find("due")
    return last - timedelta(days=1) if last.weekday() == FRIDAY else last


CHECKED = Checked.day("2026-11-22", "2027-05-31")
GRANT_OPENS_FEES = Text(
    "il.grant_opens_fees",
    "Nothing is due before grant; the first block falls due three months after it, with every block already passed.",
)
NEAR_GRANT = Text(
    "il.near_grant",
    "The anniversary lies within three months after grant; the block may count as due with the first one.",
)
REGISTRATION_DECIDES = Text(
    "il.registration_decides",
    "A mark registered before 6 August 2003 had a first term of seven years, a later one of ten: its date decides.",
)
PAID_EARLY_IN_2010 = Text(
    "il.paid_early_in_2010",
    "A renewal due from September to November 2010 and paid by the end of August 2010 gave fourteen years: see the "
    "register.",
)
PAID_FOR_LIFE = Text("il.paid_for_life", "The fees of the whole life were paid in one sum after grant.")

# PL s. 56, PReg r. 85: five payments for years 1-6, 7-10, 11-14, 15-18 and 19-20; the first within three months of
# grant, with those whose day has passed by then, the others before the block before them ends.
granted = in_force | known(grant)
pays_in_blocks = ~attribute("paid_full_term").is_(True)
block_begins = legal_filing + years(pick(0, 6, 10, 14, 18))
block = Covered(block_begins, legal_filing + years(pick(6, 10, 14, 18, 20)) - days(1))
restored = Restoration("due_care", PL("s. 59-63"))
first_block = Duty(
    "annuity",
    numbers=Numbers(1, 1),
    applies=pays_in_blocks,
    due=grant + months(3),
    opens=grant,
    safe=day_before_friday,
    late=(Late(due + months(6), monthly, PL("s. 57")),),
    restoration=restored,
    covers=block,
    awaits=GRANT_OPENS_FEES,
    cite=PREG("r. 85"),
)
blocks_passed_at_grant = replace(
    first_block, numbers=Numbers(2, 5), applies=pays_in_blocks & given("grant") & (block_begins <= grant)
)
later_blocks = replace(
    first_block,
    numbers=Numbers(2, 5),
    applies=pays_in_blocks & granted,
    due=block_begins,
    opens=due - months(3),
    alternatives=(
        Alternative(
            NEAR_GRANT,
            {"due": grant + months(3), "grace_ends": grant + months(9)},
            given("grant") & (grant < block_begins) & (block_begins < grant + months(3)),
        ),
    ),
    cite=(PL("s. 56"), PREG("r. 85")),
)

patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(legal_filing + years(20), PL("s. 52")),
    duties=(first_block, blocks_passed_at_grant, later_blocks),
    spans=(Covered(legal_filing, expiry, "prepaid", PREG("r. 85(b)"), ~pays_in_blocks),),
    awaits=(Await("grant", GRANT_OPENS_FEES, pays_in_blocks & ~known(grant)),),
    cautions=(Caution(PAID_FOR_LIFE, ~pays_in_blocks, PREG("r. 85(b)")),),
)

# DL: five times five years for applications from 7 August 2018 on. PDO as amended: 5 + 5 + 5, and since 7 August 2017
# three more, eighteen in all, for what was still alive then.
international = route("hague", "madrid")
design_filing = when(international, first_given(ir, filing), otherwise=legal_filing)
design_renewal = Duty(
    "renewal",
    numbers=Numbers(1, 4),
    applies=~international,
    as_long_as=due < expiry,
    due=design_filing + years(5 * n),
    opens=due - months(3),
    safe=day_before_friday,
    late=(Late(due + months(6), amount, DL("s. 3")),),
    restoration=Restoration("unintentional", DL("s. 3")),
    covers=Covered(due + days(1), design_filing + years(5 * n + 5)),
    cite=(DL("s. 3"), PDO("s. 33")),
)

design = Right(
    "design",
    checked=CHECKED,
    routes=("direct", "divisional", "hague"),
    term=Term(
        design_filing
        + dated(design_filing, years(15), ("2002-08-07", years(18)), ("2018-08-07", years(25)), cite=DL("s. 3, 128")),
        (DL("s. 3"), PDO("s. 33")),
    ),
    duties=(design_renewal,),
    spans=(
        Covered(design_filing, design_filing + years(5), "prepaid", DL("s. 3"), ~international),
        Covered(design_filing, expiry, "prepaid", when=international),
    ),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

# TMO s. 31, 32: the first term ran seven years for marks registered before 6 August 2003; a renewal due before
# 1 September 2010 gave fourteen years, later ones give ten.
first_ten_years = legal_filing + years(10)
first_term_ends = when(
    (legal_filing >= day("2003-08-06")) | (given("registration") & (registration >= day("2003-08-06"))),
    first_ten_years,
    otherwise=legal_filing + years(7),
)
then_years = previous + dated(previous, years(14), ("2010-09-01", years(10)), cite=TMO("s. 32"))
term_ends = chain(first_term_ends, then=then_years)
had_it_begun_with_ten = chain(first_ten_years, then=then_years)
had_it_been_paid_early = chain(
    first_term_ends, then=previous + dated(previous, years(14), ("2010-12-01", years(10)), cite=TMO("s. 32"))
)
first_term_unknown = ~given("registration") & (legal_filing < day("2003-08-06"))
renewal = Duty(
    "renewal",
    numbers=Numbers(1),
    applies=~international,
    due=term_ends,
    opens=due - months(3),
    safe=day_before_friday,
    late=(Late(due + months(6), amount, TMO("s. 32")),),
    restoration=Restoration("unintentional", TMO("s. 34")),
    covers=Covered(due + days(1), next_in(term_ends)),
    alternatives=(
        Alternative(
            PAID_EARLY_IN_2010,
            {"due": had_it_been_paid_early, "grace_ends": had_it_been_paid_early + months(6)},
            had_it_been_paid_early > term_ends,
        ),
        Alternative(
            REGISTRATION_DECIDES,
            {"due": had_it_begun_with_ten, "grace_ends": had_it_begun_with_ten + months(6)},
            first_term_unknown,
        ),
    ),
    cite=(TMO("s. 31"), TMO("s. 32")),
)

trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "divisional", "madrid"),
    duties=(renewal,),
    spans=(Covered(legal_filing, first_term_ends, "prepaid", TMO("s. 31"), ~international),),
    awaits=(Await("registration", REGISTRATION_DECIDES, first_term_unknown & ~international),),
    cautions=(Caution(RENEWED_AT_WIPO, international),),
)

jurisdiction = Jurisdiction(
    code="IL",
    name="Israel Patent Office",
    local_name="רשות הפטנטים",
    calendar=calendar,
    rights=(patent, design, trademark),
    attributes=(
        Attribute("paid_full_term", "flag", "one sum for the whole life was paid after grant (PReg r. 85(b))"),
    ),
    sources=("https://www.gov.il/en/departments/ilpo",),
)
