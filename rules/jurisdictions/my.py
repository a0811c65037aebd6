"""Intellectual Property Corporation of Malaysia (MY): Perbadanan Harta Intelek Malaysia (MyIPO), Kuala Lumpur.

Patents, utility innovations (right `utility_model`), industrial designs and trade marks.

Law: Patents Act 1983 (PA): s. 35 and 35A with the Second Schedule for utility innovations; Patents Regulations 1986
(PR): reg. 33A; Industrial Designs Act 1996 (IDA): s. 25 as amended in 2013; Trademarks Act 2019 (TMA): s. 36, 39, 40;
Interpretation Acts 1948 and 1967 (IA): s. 54.
Not covered: restoration of patents and designs, which counts twelve months from the notice of lapse in the official
journal (s. 35A): enter that deadline by hand.
"""

from dataclasses import replace

from rules.calendars import Calendar, Holidays
from rules.language import (
    RENEWED_AT_WIPO,
    Act,
    Alternative,
    Caution,
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
    dated,
    day,
    days,
    due,
    filing,
    first_given,
    given,
    grace,
    grant,
    later_of,
    legal_filing,
    months,
    n,
    percent,
    priority,
    registration,
    route,
    when,
    within_term,
    years,
)

LAWS = "https://lom.agc.gov.my/"
PA = Act("PA", "Patents Act 1983", LAWS)
PR = Act("PR", "Patents Regulations 1986", LAWS)
IDA = Act("IDA", "Industrial Designs Act 1996", LAWS)
TMA = Act("TMA", "Trademarks Act 2019", LAWS)
IA = Act("IA", "Interpretation Acts 1948 and 1967", LAWS)

# IA s. 54: weekly and public holidays of Kuala Lumpur, where the Corporation sits; many follow the moon.
calendar = Calendar(zone="Asia/Kuala_Lumpur", holidays=(Holidays("MY", "KUL"),), announced_through=2026)

CHECKED = Checked.day("2026-11-22", "2027-08-31")
EXTENSION = Text("my.extension", "Extension {number} of the utility innovation, with a declaration of use")
DAY_BEFORE = Text(
    "my.day_before",
    "It isn't settled whether the anniversary itself still belongs to the time that ends; the day before is safe.",
)
FEES_AFTER_GRANT = Text(
    "my.fees_after_grant", "Annual fees are counted from the day of grant, on which the certificate is issued."
)
FROM_FILING = Text(
    "my.from_filing", "Some count a design's periods from its filing though a priority is claimed; they end later then."
)
FROM_PRIORITY = Text(
    "my.from_priority",
    "Certificates under the Trade Marks Act 1976 may count the ten years from the priority date: compare the register.",
)

# s. 35(2): the fee for year 2 and each later one is paid twelve months before that year ends, at the anniversary of the
# grant on which it begins; six months late for as much again.
year_begins = grant + years(n - 1)
day_before = Alternative(DAY_BEFORE, {"due": due - days(1)})
annual_fee = Duty(
    "annuity",
    numbers=Numbers(2, 20),
    as_long_as=within_term,
    due=year_begins,
    safe=due - days(1),
    late=(Late(due + months(6), percent(100), PA("s. 35(2)")),),
    restoration=Restoration("due_care", PR("reg. 33A")),
    covers=Covered(year_begins, grant + years(n) - days(1)),
    alternatives=(day_before,),
    awaits=FEES_AFTER_GRANT,
    cite=(PA("s. 35(2)"), IA("s. 54")),
)
while_pending = Covered(legal_filing, grant - days(1), "free", PA("s. 35(2)"))

# s. 35(1), (1B), (1C): twenty years from filing; applications from before August 2001 keep fifteen years from grant
# where those are longer.
twenty_years = legal_filing + years(20)
patent = Right(
    "patent",
    checked=CHECKED,
    routes=("direct", "pct", "divisional"),
    term=Term(
        dated(
            legal_filing, later_of(twenty_years, grant + years(15)), ("2001-08-01", twenty_years), cite=PA("s. 35(1B)")
        ),
        PA("s. 35(1)"),
    ),
    duties=(annual_fee,),
    spans=(while_pending, Covered(grant, grant + years(1) - days(1), "prepaid", PA("s. 35(2)"))),
)

# Second Schedule: ten years from filing, extended twice by five for an innovation in use; yearly fees from year 3.
extension = Duty(
    "renewal",
    title=EXTENSION,
    numbers=Numbers(1, 2),
    due=legal_filing + years(5 * n + 5),
    safe=due - days(1),
    alternatives=(day_before,),
    cite=PA("s. 35, Second Schedule"),
)
utility_model = replace(
    patent,
    name="utility_model",
    term=Term(twenty_years, PA("s. 35, Second Schedule")),
    duties=(
        replace(annual_fee, numbers=Numbers(3, 20), cite=(PA("s. 35(2), Second Schedule"), IA("s. 54"))),
        extension,
    ),
    spans=(while_pending, Covered(grant, grant + years(2) - days(1), "prepaid", PA("s. 35(2), Second Schedule"))),
)

# s. 25: five years from filing, or from the priority claimed, extended four times since 1 July 2013, also for designs
# alive on that day; twice before.
first_day = first_given(priority, filing)
over_before_july_2013 = first_day + years(15) < day("2013-07-01")
design = Right(
    "design",
    checked=CHECKED,
    term=Term(when(over_before_july_2013, first_day + years(15), otherwise=first_day + years(25)), IDA("s. 25")),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1, 4),
            as_long_as=within_term,
            due=first_day + years(5 * n),
            opens=due - dated(due, months(6), ("2013-07-01", months(60)), cite=IDA("s. 25")),
            late=(Late(due + months(6), amount, IDA("s. 25")),),
            restoration=Restoration("due_care", IDA("s. 25")),
            covers=Covered(due + days(1), first_day + years(5 * n + 5)),
            alternatives=(
                Alternative(
                    FROM_FILING,
                    {"due": filing + years(5 * n), "grace_ends": filing + years(5 * n) + months(6)},
                    given("priority") & (priority < filing),
                ),
            ),
            cite=(IDA("s. 25"), IA("s. 54")),
        ),
    ),
    spans=(Covered(first_day, first_day + years(5), "prepaid", IDA("s. 25")),),
)

# s. 36, 39: ten years from registration, which is the day of filing; under the old Act at times from the priority.
registered = first_given(filing, registration)
priority_under_old_act = given("priority") & (registered < day("2019-12-27"))
perhaps_counted_from = when(priority_under_old_act, priority, otherwise=registered) + years(10 * n)
kept_here = ~route("madrid")
trademark = Right(
    "trademark",
    checked=CHECKED,
    routes=("direct", "madrid"),
    duties=(
        Duty(
            "renewal",
            numbers=Numbers(1),
            applies=kept_here,
            due=registered + years(10 * n),
            safe=perhaps_counted_from - days(1),
            opens=perhaps_counted_from - months(6),
            late=(Late(due + months(6), amount, TMA("s. 40")),),
            restoration=Restoration("due_care", TMA("s. 40"), grace + months(6)),
            covers=Covered(due + days(1), registered + years(10 * n + 10)),
            alternatives=(
                day_before,
                Alternative(FROM_PRIORITY, {"due": perhaps_counted_from}, priority_under_old_act),
            ),
            cite=(TMA("s. 36"), TMA("s. 39")),
        ),
    ),
    spans=(Covered(registered, registered + years(10), "prepaid", TMA("s. 39"), kept_here),),
    cautions=(Caution(RENEWED_AT_WIPO, route("madrid")),),
)

jurisdiction = Jurisdiction(
    code="MY",
    name="Intellectual Property Corporation of Malaysia",
    local_name="Perbadanan Harta Intelek Malaysia",
    calendar=calendar,
    rights=(patent, utility_model, design, trademark),
    sources=("https://www.myipo.gov.my/", LAWS),
)
